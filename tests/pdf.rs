//! The PDF as a reader, a screen reader and a librarian find it.

mod press;

use huoban::diagnostics::Diagnostic;
use huoban::model::{Book, ChapterRole};
use huoban::pdf;
use press::{Ids, book, chapter, fonts, set};

/// 2021-11-22 03:04:05 UTC.
const BUILT: Option<i64> = Some(1_637_550_245);

fn print(book: &Book) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let fonts = fonts();
    pdf::write(book, &set(book, &fonts), &fonts, BUILT)
}

fn two_pages() -> Book {
    let mut ids = Ids::new(0);
    let long = "活字印刷把每个字铸成一枚，排好一版便印一版，拆了又能再排。".repeat(30);
    let blocks = vec![ids.heading(1, "活字"), ids.paragraph(&long), ids.paragraph("The end.")];
    book(vec![chapter(ChapterRole::Body, blocks)])
}

#[test]
fn a_plain_book_is_written() {
    let (bytes, diagnostics) = print(&two_pages());
    assert_eq!(diagnostics, []);
    let bytes = bytes.expect("nothing was wrong");
    if let Ok(path) = std::env::var("PDF_OUT") {
        std::fs::write(path, &bytes).expect("written");
    }
    assert!(bytes.starts_with(b"%PDF-1.7"));
}

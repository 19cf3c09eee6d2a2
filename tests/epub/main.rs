//! The EPUB as a reader and a reading system would find it.

mod build;

use huoban::font::Fonts;
use huoban::model::Book;
use std::io::{Cursor, Read};

fn write(book: &Book) -> Vec<u8> {
    let (bytes, diagnostics) = huoban::epub::write(book, &build::theme(), &Fonts::default(), None);
    bytes.unwrap_or_else(|| panic!("no EPUB: {diagnostics:?}"))
}

/// `HUOBAN_KEEP_EPUB=file cargo test --test epub` leaves the book for the eye and for outside judges.
#[test]
fn the_container_begins_with_its_type_and_holds_each_file_once() {
    let bytes = write(&build::everything());
    if let Some(path) = std::env::var_os("HUOBAN_KEEP_EPUB") {
        std::fs::write(path, &bytes).expect("the path can be written");
    }
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(&bytes[8..10], [0, 0], "stored");
    assert_eq!(&bytes[26..30], [8, 0, 0, 0], "a name of 8 bytes and no extra field");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut opf = String::new();
    zip.by_name("EPUB/package.opf").expect("a package").read_to_string(&mut opf).expect("text");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("a UTF-8 name").into_owned()).collect();
    for name in names.iter().filter(|name| name.starts_with("EPUB/") && !name.ends_with(".opf")) {
        let href = format!("href=\"{}\"", &name["EPUB/".len()..]);
        assert!(opf.contains(&href), "{name} is not in the manifest");
    }
}

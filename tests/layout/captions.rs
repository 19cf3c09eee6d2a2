//! Figures and their captions.

use crate::support::*;
use huoban::model::{Block, ChapterRole, FigureWidth};

#[test]
fn a_figure_that_does_not_fit_moves_and_text_fills_its_place() {
    for lines in 10..26 {
        let mut make = Maker::default();
        let mut blocks: Vec<Block> = (0..lines).map(|_| make.para("一行文字而已。")).collect();
        let figure = make.figure("a.png", None, "园区全景");
        let id = figure.id;
        blocks.push(figure);
        blocks.extend((0..30).map(|_| make.para("后面一行文字。")));
        let mut book = one(blocks, Vec::new());
        book.images = picture(1600, 1200);
        let set = check(book);
        let page = set.place(id);
        assert!(page <= 1);
        if page == 1 {
            assert_eq!(set.on_page(0, "paragraph").len(), 28, "no hole after {lines} lines");
            assert_eq!(set.on_page(1, "caption").len(), 1);
        }
    }
}

#[test]
fn a_figure_at_the_end_of_a_chapter_stays_in_it() {
    let mut make = Maker::default();
    let mut blocks: Vec<Block> = (0..20).map(|_| make.para("一行文字而已。")).collect();
    blocks.push(make.figure("a.png", None, "园区全景"));
    let first = chapter(ChapterRole::Body, "一", blocks, Vec::new());
    let mut make = Maker { chapter: 1, next: 0 };
    let next = make.para("下一章。");
    let id = next.id;
    let mut book = book(vec![first, chapter(ChapterRole::Body, "二", vec![next], Vec::new())]);
    book.images = picture(1600, 1200);
    let set = check(book);
    assert_eq!(set.place(id), 2);
}

#[test]
fn a_coarse_picture_is_reported() {
    let mut make = Maker::default();
    let blocks = vec![make.figure("a.png", Some(FigureWidth::Percent(100)), "粗糙的图")];
    let mut book = one(blocks, Vec::new());
    book.images = picture(400, 300);
    let set = check(book);
    assert_eq!(set.codes, ["W501"]);
    let mut make = Maker::default();
    let mut book = one(vec![make.figure("a.png", None, "自然大小")], Vec::new());
    book.images = picture(400, 300);
    assert!(check(book).codes.is_empty());
}

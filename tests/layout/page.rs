//! Pages: their depth, their grid, their sides, and where they end.

use crate::support::*;
use huoban::layout::lay_out;
use huoban::style::Theme;

#[test]
fn a_page_of_text_holds_every_line() {
    let mut make = Maker::default();
    let blocks = vec![make.para(&long(60))];
    let set = check(one(blocks, Vec::new()));
    assert!(set.pages.pages.len() > 3);
    for page in 0..set.pages.pages.len() - 2 {
        assert_eq!(set.on_page(page, "paragraph").len(), 28, "page {page}");
    }
}

#[test]
fn folios_stand_at_the_outer_edge_and_heads_keep_off_openings() {
    let mut make = Maker::default();
    let blocks = vec![make.head(1, Some("第一章"), "春日"), make.para(&long(60))];
    let set = check(one(blocks, Vec::new()));
    let folios: Vec<_> = (0..3).map(|page| set.on_page(page, "folio")[0].clone()).collect();
    let pages = &set.pages.pages;
    assert_eq!(folios[0].x1, pages[0].area.right());
    assert_eq!(folios[1].x0, pages[1].area.at.x);
    assert_eq!(pages[0].area.at.x, pages[1].size.width - pages[1].area.right());
    assert_eq!(pages.iter().map(|page| page.label.as_str()).take(3).collect::<Vec<_>>(), ["1", "2", "3"]);
    assert!(set.on_page(0, "head").is_empty());
    let head = |page: usize| {
        let line = set.on_page(page, "head")[0];
        set.text_of(&pages[page].items[line.items.start as usize..line.items.end as usize])
    };
    assert_eq!(head(1), "活版");
    assert_eq!(head(2), "第一章　春日");
}

#[test]
fn monsters_neither_panic_nor_hang() {
    let mut make = Maker::default();
    let title: String = "长".repeat(2_000);
    let blocks = vec![make.head(1, Some("第一章"), &title), make.para(&"字".repeat(300_000))];
    let set = check(one(blocks, Vec::new()));
    assert!(set.pages.pages.len() > 390);
    let mut make = Maker::default();
    let lists = (0..3_000).map(|_| make.list(None, vec!["一项"])).collect();
    check(one(lists, Vec::new()));
}

#[test]
fn a_page_of_one_short_line_still_ends() {
    let mut config = config();
    config.page.lines_per_page = 1;
    config.page.chars_per_line = 2;
    let mut make = Maker::default();
    let blocks = vec![
        make.head(1, Some("第一章"), "春日"),
        make.para("文字[1]文字"),
        make.table(3, 2, "内容"),
        make.figure("a.png", None, "图"),
        make.list(Some(1), vec!["甲", "乙"]),
    ];
    let notes = vec![make.note(1, &long(2))];
    let mut book = one(blocks, notes);
    book.images = picture(100, 100);
    let theme = Theme::of(&config);
    let (pages, _) = lay_out(&book, &theme, &FONTS);
    assert!(pages.pages.len() > 5);
}

//! Contents, and the order of the book's pages.

use crate::support::*;
use huoban::base::NodeId;
use huoban::model::{Block, BlockKind, ChapterRole, ContentsEntry};

#[test]
fn front_matter_counts_in_roman_and_the_body_begins_on_a_recto() {
    let mut chapters = Vec::new();
    let mut make = Maker::default();
    let title = make.para("活版");
    chapters.push(chapter(ChapterRole::HalfTitle, "", vec![title], Vec::new()));
    make = Maker { chapter: 1, next: 0 };
    let blocks = ["活版", "一本书", "某某 著", "出版社"].map(|text| make.para(text));
    let classes = ["title", "subtitle", "author", "publisher"];
    let blocks = blocks.into_iter().zip(classes).map(|(block, class)| Block { classes: vec![class.into()], ..block });
    chapters.push(chapter(ChapterRole::TitlePage, "", blocks.collect(), Vec::new()));
    make = Maker { chapter: 2, next: 0 };
    let blocks = vec![make.para("书名：活版")];
    chapters.push(chapter(ChapterRole::Imprint, "", blocks, Vec::new()));
    make = Maker { chapter: 3, next: 0 };
    let entry = |make: &mut Maker, chapter: u16, title: &str| ContentsEntry {
        id: make.id(),
        folio_id: make.id(),
        target: NodeId { chapter, index: 0 },
        level: 1,
        number: Some("第一章".to_owned()),
        title: title.to_owned(),
    };
    let heading = make.head(1, None, "目录");
    let entries = vec![entry(&mut make, 4, "春日"), entry(&mut make, 5, &long(1))];
    let contents = make.block(|_| BlockKind::Contents(entries));
    chapters.push(chapter(ChapterRole::Contents, "目录", vec![heading, contents], Vec::new()));
    for index in 4..6 {
        make = Maker { chapter: index, next: 0 };
        let blocks = vec![make.head(1, Some("第一章"), "春日"), make.para(&long(30))];
        chapters.push(chapter(ChapterRole::Body, "春日", blocks, Vec::new()));
    }
    let set = check(book(chapters));
    let pages = &set.pages.pages;
    let labels: Vec<&str> = pages.iter().map(|page| page.label.as_str()).collect();
    assert_eq!(labels[..9], ["i", "ii", "iii", "iv", "v", "vi", "1", "2", "3"]);
    assert!(pages.iter().enumerate().all(|(index, page)| page.recto == (index % 2 == 0)));
    // Half-title, title page and imprint carry no folio, blank pages nothing at all.
    for page in [0, 2, 3] {
        assert!(set.on_page(page, "folio").is_empty(), "page {page}");
        assert!(!pages[page].items.is_empty(), "page {page}");
    }
    assert!(pages[1].items.is_empty() && pages[5].items.is_empty());
    // Folios of the contents are flush right and say where the chapters are.
    let folios = set.on_page(4, "contents-folio");
    let texts: Vec<String> = folios
        .iter()
        .map(|line| set.text_of(&pages[4].items[line.items.start as usize..line.items.end as usize]))
        .collect();
    let second = &pages[set.place(NodeId { chapter: 5, index: 0 })].label;
    assert_eq!(texts, ["1", second.as_str()]);
    assert!(folios.iter().all(|line| line.x1 == pages[4].area.right()));
    let titles = set.on_page(4, "contents");
    assert!(titles.len() > 2 && titles.iter().all(|line| line.x1 <= folios[0].x0 - set.theme.em));
}

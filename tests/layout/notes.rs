//! Footnotes.

use crate::support::*;
use huoban::base::NodeId;

#[test]
fn notes_stand_at_the_foot_of_the_page_of_their_call() {
    let mut make = Maker::default();
    let text = long(3);
    let blocks = (1..=40).map(|number| make.para(&format!("{text}[{number}]后文。"))).collect();
    let notes = (1..=40).map(|number| make.note(number, &long(1 + number as usize % 3))).collect();
    let set = check(one(blocks, notes));
    for (index, page) in set.pages.pages.iter().enumerate() {
        let calls: Vec<(NodeId, String)> = glyphs(page, |text| text.starts_with('①')).collect();
        let notes = set.on_page(index, "note");
        let firsts = notes.iter().filter(|line| line.index == 0).count();
        if firsts > 0 {
            // The first call and the first note of a page are both ①.
            assert_eq!(calls.len(), 2, "page {index}");
            let last = notes.iter().map(|line| line.baseline).max().unwrap();
            assert_eq!(last, page.area.bottom() - set.theme.em.scale(12, 100), "page {index}");
        }
    }
    for note in &set.book.chapters[0].notes {
        let block = &set.book.chapters[0].blocks[note.number as usize - 1];
        let last = set.lines().filter(|(_, line)| line.node == block.id && line.role == "paragraph").last().unwrap().0;
        assert_eq!(set.pages.pages[set.place(note.id)].label, last.label, "note {}", note.number);
    }
}

#[test]
fn a_note_longer_than_a_page_goes_on_before_the_next_notes() {
    let mut make = Maker::default();
    let blocks = (1..=12).map(|number| make.para(&format!("{}[{number}]后文。", long(4)))).collect();
    let notes = (1..=12).map(|number| make.note(number, &long(if number == 2 { 60 } else { 1 }))).collect();
    let set = check(one(blocks, notes));
    let order: Vec<NodeId> = set.lines().filter(|(_, line)| line.role == "note").map(|(_, line)| line.node).collect();
    assert!(order.is_sorted(), "notes follow one another in the order of their calls");
    for page in 0..set.pages.pages.len() {
        assert!(page + 1 == set.pages.pages.len() || !set.on_page(page, "paragraph").is_empty(), "page {page}");
    }
}

//! Footnotes.

use crate::support::*;
use huoban::base::Len;
use huoban::base::NodeId;
use huoban::display::{Draw, LineRole, Page};

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
        let last =
            set.lines().filter(|(_, line)| line.node == block.id && line.role == LineRole::Paragraph).last().unwrap().0;
        assert_eq!(set.pages.pages[set.place(note.id)].label, last.label, "note {}", note.number);
    }
}

#[test]
fn a_note_longer_than_a_page_goes_on_before_the_next_notes() {
    let mut make = Maker::default();
    let blocks = (1..=12).map(|number| make.para(&format!("{}[{number}]后文。", long(4)))).collect();
    let notes = (1..=12).map(|number| make.note(number, &long(if number == 2 { 60 } else { 1 }))).collect();
    let set = check(one(blocks, notes));
    let lines = || set.lines().filter(|(_, line)| line.role == LineRole::Note).map(|(_, line)| line);
    let begun: Vec<NodeId> = lines().filter(|line| line.index == 0).map(|line| line.node).collect();
    assert!(begun.is_sorted(), "notes begin in the order of their calls");
    for note in begun {
        let order: Vec<usize> = lines().filter(|line| line.node == note).map(|line| line.index as usize).collect();
        assert_eq!(order, (0..order.len()).collect::<Vec<_>>(), "every line of a note stands once, in order");
    }
    for page in 0..set.pages.pages.len() {
        assert!(page + 1 == set.pages.pages.len() || !set.on_page(page, "paragraph").is_empty(), "page {page}");
    }
}

#[test]
fn fn2_calls_begin_anew_on_every_page_or_count_through_the_chapter() {
    let mut text = String::new();
    for number in 1..=60 {
        text += &format!("{TEXT}[^n{number}]\n\n[^n{number}]: 注{number}。\n\n");
    }
    let labels = |page: &Page| -> Vec<String> {
        let notes = page.lines.iter().filter(|line| line.role == LineRole::Note && line.index == 0);
        notes.map(|line| said(page, line).split('注').next().unwrap_or_default().to_owned()).collect()
    };
    let page = manuscript("", &[&text], &[]);
    for page in body_pages(&page) {
        let labels = labels(page);
        let wanted: Vec<String> = (1..=labels.len() as u32).map(huoban::language::note_label).collect();
        assert_eq!(labels, wanted, "page {}", page.label);
    }
    let chapter = manuscript("theme: {notes: chapter}\n", &[&text, "文字[^a]\n\n[^a]: 另一章的注。\n"], &[]);
    let all: Vec<String> = body_pages(&chapter).into_iter().flat_map(labels).collect();
    let wanted: Vec<String> = (1..=60).chain([1]).map(huoban::language::note_label).collect();
    assert_eq!(all[..60], wanted[..60]);
    assert_eq!(all.len(), 61);
    assert_eq!([all[19].as_str(), &all[49], &all[50]], ["⑳", "㊿", "〔51〕"]);
}

#[test]
fn fn3_fn5_notes_are_small_on_a_measure_of_their_own_em() {
    let text = format!("文字[^a]，文字[^b]。\n\n[^a]: {TEXT}\n[^b]: {TEXT}\n");
    let report = manuscript("", &[&text], &[]);
    let notes = lines_of(&report, "note");
    let em = notes[0].1.adjust.em;
    assert!(em >= Len::pt(7) && em <= Len::pt(9), "{em:?} beside 10 pt");
    for (page, line) in &notes {
        assert_eq!(line.measure.0 % em.0, 0, "the measure is a whole number of em");
        // What is left over stands at the end of the line: notes begin where the text begins, and their rule.
        assert!(line.measure > page.area.size.width - em);
        let from = inset(page, line);
        // Two em of indent, the number, one em, then the text.
        let wanted = if line.index == 0 { em * 4 } else { Len::ZERO };
        assert!(from == wanted || (line.index > 0 && from == -em / 2), "{from:?} {line:?}");
    }
    let steps: Vec<Len> = notes.windows(2).map(|pair| pair[1].1.baseline - pair[0].1.baseline).collect();
    assert!(steps.iter().all(|step| *step - em >= em.scale(4, 10) && *step - em <= em.scale(6, 10)), "{steps:?}");
}

#[test]
fn fn5_one_em_parts_the_number_from_the_text_even_where_it_is_wide() {
    let mut text = String::new();
    for number in 1..=52 {
        text += &format!("文字[^n{number}]。\n\n[^n{number}]: 注。\n\n");
    }
    let report = manuscript("theme: {notes: chapter}\n", &[&text], &[]);
    for (page, line) in lines_of(&report, "note") {
        let items = &page.items[line.items.start as usize..line.items.end as usize];
        let ends: Vec<(Len, Len)> = items
            .iter()
            .filter_map(|item| match &item.draw {
                Draw::Glyphs(run) => {
                    let end = run.glyphs.last().map_or(Len::ZERO, |last| last.x + last.advance);
                    Some((item.at.x, item.at.x + end))
                }
                _ => None,
            })
            .collect();
        let mut label = ends.iter().take_while(|(from, _)| *from < line.x0).map(|(_, to)| *to).max().expect("a number");
        let em = line.adjust.em;
        if said(page, line).starts_with('〔') {
            // The blank of the closing mark is trimmed, as at the end of any line.
            label -= em / 2;
        }
        assert!((line.x0 - label - em).0.abs() < Len::PT.0 / 100, "{}", said(page, line));
    }
}

#[test]
fn fn4_a_rule_of_a_third_parts_the_notes_at_the_foot() {
    // On a full page and on one with a single line, the notes stand at the foot of the type area.
    for text in [format!("{}[^a]\n\n[^a]: 一条注。\n", TEXT.repeat(9)), "文字[^a]。\n\n[^a]: 一条注。\n".to_owned()]
    {
        let report = manuscript("", &[&text], &[]);
        let (page, note) = lines_of(&report, "note")[0];
        assert_eq!(note.baseline, page.area.bottom() - Len::pt(10).scale(12, 100));
        let rules: Vec<(Len, Len, Len)> = page
            .items
            .iter()
            .filter_map(|item| match item.draw {
                Draw::Fill(size, _) => Some((item.at.x, item.at.y, size.width)),
                _ => None,
            })
            .collect();
        let [(x, y, width)] = rules[..] else { panic!("one rule: {rules:?}") };
        assert_eq!((x, width), (page.area.at.x, page.area.size.width / 3));
        let body = page.lines.iter().filter(|line| line.role == LineRole::Paragraph).map(|line| line.baseline).max();
        assert!(body.expect("text") < y && y < note.baseline - note.adjust.em, "the rule parts text and notes");
    }
}

//! Lists.

use crate::support::*;
use huoban::base::Len;
use huoban::display::{Draw, LineRecord, LineRole, Page, Piece, Role};
use huoban::pipeline::Report;

#[test]
fn lists_hang_in_whole_em() {
    let mut make = Maker::default();
    let blocks = vec![make.list(Some(9), vec![TEXT, TEXT, TEXT]), make.list(None, vec![TEXT, TEXT])];
    let set = check(one(blocks, Vec::new()));
    let em = set.theme.em;
    for (page, line) in set.lines().filter(|(_, line)| line.role == LineRole::Paragraph) {
        // An opening mark at the start of a line stands half an em further left (typography row PW-5).
        let from = line.x0 - page.area.at.x;
        assert!(from.0 % em.0 == 0 || (from + em / 2).0 % em.0 == 0, "{line:?}");
        assert!(from >= em * 3 - em / 2);
    }
}

/// A list of twelve items, nested to the end of the ladder.
const NESTED: &str = "1. 一层\n   1. 二层\n      1. 三层\n         1. 四层\n            1. 五层\n2. 又一层\n";

/// The label and the text of every item.
fn items(report: &Report) -> Vec<String> {
    lines_of(report, "paragraph")
        .iter()
        .filter(|(_, line)| line.index == 0)
        .map(|(page, line)| said(page, line))
        .collect()
}

#[test]
fn ls1_ordinals_follow_the_ladder() {
    let arabic = manuscript("", &[NESTED], &[]);
    assert_eq!(items(&arabic), ["1.一层", "（1）二层", "①三层", "①四层", "①五层", "2.又一层"]);
    let han = manuscript("theme: {list-labels: han}\n", &[NESTED], &[]);
    assert_eq!(items(&han), ["一、一层", "（一）二层", "1.三层", "（1）四层", "①五层", "二、又一层"]);
    let english = manuscript("language: en\n", &[NESTED], &[]);
    assert_eq!(items(&english), ["1.一层", "(a)二层", "(i)三层", "(A)四层", "(I)五层", "2.又一层"]);
    // Lists of bullets around do not count.
    let mixed = manuscript("theme: {list-labels: han}\n", &["- 点\n  1. 一层\n"], &[]);
    assert_eq!(items(&mixed)[1], "一、一层");
}

#[test]
fn ls2_items_hang_by_whole_em_or_are_paragraphs() {
    let text = format!("前文。\n\n1. {TEXT}\n\n   {TEXT}\n2. {TEXT}\n   - {TEXT}\n\n后文。\n");
    // A line that begins with an opening mark stands half an em further left (typography row PW-5).
    let whole = |at: Len| at.0 % Len::pt(10).0 == 0 || (at + Len::pt(5)).0 % Len::pt(10).0 == 0;
    let hanging = manuscript("", &[&text], &[]);
    for (page, line) in lines_of(&hanging, "paragraph") {
        assert!(whole(inset(page, line)) && line.x1 <= page.area.right(), "{line:?}");
        let item = line.measure < page.area.size.width;
        assert!(!item || inset(page, line) >= Len::pt(25), "turn-overs stand in the column: {line:?}");
    }
    let paragraphs = manuscript("theme: {lists: paragraph}\n", &[&text], &[]);
    let mut firsts = Vec::new();
    for (page, line) in lines_of(&paragraphs, "paragraph") {
        let at = inset(page, line);
        assert_eq!(line.measure, page.area.size.width);
        if line.index == 0 {
            firsts.push((said(page, line).chars().next().expect("text"), at));
        } else {
            assert!(at == Len::ZERO || at == -Len::pt(5), "turn-overs are flush: {line:?}");
        }
    }
    // The label takes the indent of two em, the text begins in the column after it.
    let em = |count: i32| Len::pt(10) * count;
    let wanted = [('前', em(2)), ('1', em(4)), ('春', em(2)), ('2', em(4)), ('○', em(3)), ('后', em(2))];
    assert_eq!(firsts, wanted);
}

#[test]
fn ls3_numbers_of_a_list_end_in_one_line() {
    for labels in ["arabic", "han"] {
        let list: String = (1..=11).map(|number| format!("{number}. 一项\n")).collect();
        let report = manuscript(&format!("theme: {{list-labels: {labels}}}\n"), &[&list], &[]);
        let lines = lines_of(&report, "paragraph");
        let ends: Vec<Len> = lines.iter().map(|(page, line)| label_end(page, line)).collect();
        assert_eq!(ends.len(), 11);
        assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{ends:?}");
        assert!(lines.windows(2).all(|pair| inset(pair[0].0, pair[0].1) == inset(pair[1].0, pair[1].1)));
    }
}

/// Where the label of an item ends.
fn label_end(page: &Page, line: &LineRecord) -> Len {
    let items = &page.items[line.items.start as usize..line.items.end as usize];
    let ends = items.iter().filter_map(|item| match (&item.draw, item.role) {
        (Draw::Glyphs(run), Role::Content(_, Piece::Label)) => {
            Some(item.at.x + run.glyphs.last().map_or(Len::ZERO, |last| last.x + last.advance))
        }
        _ => None,
    });
    ends.max().expect("a label") - page.area.at.x
}

#[test]
fn what_announces_a_list_stands_on_its_page() {
    let chapters: Vec<String> = (8..20)
        .map(|lines| format!("# 章\n\n{}几件事：\n\n- 一件\n- 又一件\n", "一行文字而已。\n\n".repeat(lines)))
        .collect();
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let report = manuscript("", &chapters, &[]);
    let lines = lines_of(&report, "paragraph");
    let mut announced = 0;
    for pair in lines.windows(2) {
        if said(pair[0].0, pair[0].1) == "几件事：" {
            assert_eq!(pair[0].0.label, pair[1].0.label);
            announced += 1;
        }
    }
    assert_eq!(announced, chapters.len());
}

#[test]
fn the_box_of_a_task_keeps_off_its_text() {
    let report = manuscript("", &["- [x] 做完的\n- [ ] 没做完的\n"], &[]);
    for (page, line) in lines_of(&report, "paragraph") {
        assert!(inset(page, line) - label_end(page, line) >= Len::pt(10) / 4, "{}", said(page, line));
    }
}

#[test]
fn definitions_have_space_around() {
    let list = "词甲\n: 解释一。\n\n词乙\n: 解释二。\n";
    for (before, after) in [("前文。", "后文。"), ("- 一项", "> 引文。"), ("> 引文。", "- 一项")] {
        let more = "page: {size: A5, font-size: 10pt, line-pitch: 16pt, chars-per-line: 20}\n";
        let report = manuscript(more, &[&format!("{before}\n\n{list}\n{after}\n")], &[]);
        let page = body_pages(&report)[0];
        let lines: Vec<&huoban::display::LineRecord> =
            page.lines.iter().filter(|line| !line.role.is_margin() && line.role != LineRole::Heading).collect();
        let steps: Vec<Len> = lines.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect();
        let [above, first, between, second, below] = steps[..] else { panic!("{steps:?}") };
        assert_eq!([first, between, second], [Len::pt(16); 3], "inside the list");
        assert!(above >= Len::pt(24) && below >= Len::pt(24), "{steps:?}");
    }
}

//! Tables.

use crate::support::*;
use huoban::base::Len;
use huoban::display::Draw;
use huoban::display::{Artifact, Item, Page, Role};

#[test]
fn a_table_over_pages_repeats_its_head() {
    let mut make = Maker::default();
    let set = check(one(vec![make.table(3, 60, "内容"), make.para("完。")], Vec::new()));
    assert!(set.pages.pages.len() >= 2);
    let repeated = |page: &Page| {
        let items: Vec<Item> =
            page.items.iter().filter(|item| item.role == Role::Artifact(Artifact::RepeatedHead)).cloned().collect();
        set.text_of(&items)
    };
    assert_eq!(repeated(&set.pages.pages[0]), "");
    for page in &set.pages.pages[1..set.pages.pages.len() - 1] {
        assert_eq!(repeated(page), "表1-1（续）栏目栏目栏目");
    }
}

#[test]
fn a_table_of_two_hundred_columns_is_cut_and_reported() {
    let mut make = Maker::default();
    let set = check(one(vec![make.table(200, 3, "内容")], Vec::new()));
    assert_eq!(set.codes, ["W502"]);
    for (page, line) in set.lines().filter(|(_, line)| line.role == "cell") {
        assert!(line.x1 <= page.area.right() + Len::PT, "{line:?}");
    }
}

#[test]
fn tb1_a_table_has_three_rules_and_no_verticals() {
    let text = "| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n| 三 | 四 |\n";
    let report = manuscript("", &[text], &[]);
    let page = body_pages(&report)[0];
    let mut rules: Vec<(Len, Len, Len)> = page
        .items
        .iter()
        .filter_map(|item| match item.draw {
            Draw::Fill(size, _) => Some((item.at.y, size.width, size.height)),
            _ => None,
        })
        .collect();
    rules.sort_unstable();
    let [top, head, foot] = rules[..] else { panic!("three rules: {rules:?}") };
    assert!(top.2 == foot.2 && head.2 < top.2, "thick, thin, thick");
    assert!(rules.iter().all(|rule| rule.1 == page.area.size.width), "as wide as the measure");
    let cells: Vec<Len> = lines_of(&report, "cell").iter().map(|(_, line)| line.baseline).collect();
    assert!(cells[..2].iter().all(|cell| *cell > top.0 && *cell < head.0), "the head stands between the first two");
    assert!(cells[2..].iter().all(|cell| *cell > head.0 && *cell < foot.0));
}

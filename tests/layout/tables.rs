//! Tables.

use crate::support::*;
use huoban::base::Len;
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

//! Headings.

use crate::support::*;
use huoban::model::Block;

#[test]
fn a_heading_is_never_last_on_a_page() {
    // Whatever the length of the text before it, two lines follow the heading on its page (typography row HD-1).
    for lines in 20..30 {
        let mut make = Maker::default();
        let mut blocks: Vec<Block> = (0..lines).map(|_| make.para("一行文字而已。")).collect();
        blocks.push(make.head(2, Some("1.1"), "小节"));
        blocks.extend((0..6).map(|_| make.para("一行文字而已。")));
        let set = check(one(blocks, Vec::new()));
        let heading = set.lines().find(|(_, line)| line.role == "heading").unwrap();
        let after =
            heading.0.lines.iter().filter(|line| line.role == "paragraph" && line.baseline > heading.1.baseline);
        assert!(after.count() >= 2, "after {lines} lines");
    }
}

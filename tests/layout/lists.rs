//! Lists.

use crate::support::*;

#[test]
fn lists_hang_in_whole_em() {
    let mut make = Maker::default();
    let blocks = vec![make.list(Some(9), vec![TEXT, TEXT, TEXT]), make.list(None, vec![TEXT, TEXT])];
    let set = check(one(blocks, Vec::new()));
    let em = set.theme.em;
    for (page, line) in set.lines().filter(|(_, line)| line.role == "paragraph") {
        // An opening mark at the start of a line stands half an em further left (typography row PW-5).
        let from = line.x0 - page.area.at.x;
        assert!(from.0 % em.0 == 0 || (from + em / 2).0 % em.0 == 0, "{line:?}");
        assert!(from >= em * 3 - em / 2);
    }
}

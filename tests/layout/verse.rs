//! Verse.

use crate::support::*;
use huoban::model::BlockKind;

#[test]
fn verse_keeps_its_lines() {
    let mut make = Maker::default();
    let verse = make.block(|make| {
        let lines = ["麦浪曾经翻到天边", "如今灯火照着窗前", "", "一条路走了三十年", "回头仍是当年的春天"];
        BlockKind::Verse(lines.iter().map(|line| if line.is_empty() { Vec::new() } else { make.text(line) }).collect())
    });
    let set = check(one(vec![make.para("引子。"), verse, make.para("后文。")], Vec::new()));
    let lines = set.on_page(0, "verse");
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().all(|line| line.x0 == lines[0].x0 && line.natural == line.x1 - line.x0));
    assert_eq!(lines[2].baseline - lines[1].baseline, set.theme.pitch * 2);
}

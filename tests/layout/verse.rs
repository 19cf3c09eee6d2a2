//! Verse.

use crate::support::*;
use huoban::base::Len;
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

#[test]
fn po1_verse_stands_in_the_middle_and_a_turn_over_further_in() {
    let text = "```verse\n麦浪曾经翻到天边\n如今灯火照着窗前，也照着三十年里走过这条路的每一个人\n\n回头\n```\n";
    let report = manuscript("", &[text], &[]);
    let lines = lines_of(&report, "verse");
    let said: Vec<String> = lines.iter().map(|(page, line)| said(page, line)).collect();
    assert_eq!(said.len(), 4, "one line of the source is one line but for the turn-over: {said:?}");
    let at: Vec<Len> = lines.iter().map(|(page, line)| inset(page, line)).collect();
    assert!(at[0] == at[1] && at[0] == at[3], "{at:?}");
    assert_eq!(at[2] - at[1], Len::pt(20), "the turn-over");
    for (page, line) in &lines {
        assert_eq!(line.natural, line.x1 - line.x0, "no line is stretched");
        assert!(line.x1 <= page.area.right());
    }
    // A poem narrower than the measure is centred by its longest line.
    let report = manuscript("", &["```verse\n麦浪翻到天边\n灯火照着窗前的人\n```\n"], &[]);
    let lines = lines_of(&report, "verse");
    let (page, longest) = lines[1];
    assert!((inset(page, longest) - (page.area.right() - longest.x1)).0.abs() <= 1);
    assert_eq!(lines[0].1.x0, longest.x0);
}

#[test]
fn po2_no_page_ends_between_the_lines_of_a_couplet() {
    let mut chapters = Vec::new();
    for lines in 4..22 {
        let poem = "白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼\n\n春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少";
        chapters.push(format!("# 章\n\n{}```verse\n{poem}\n```\n", "一行文字而已。\n\n".repeat(lines)));
    }
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let report = manuscript("", &chapters, &[]);
    let lines = lines_of(&report, "verse");
    assert_eq!(lines.len(), chapters.len() * 8);
    let mut parted = 0;
    for poem in lines.chunks(8) {
        for pair in poem.chunks(2) {
            assert_eq!(pair[0].0.label, pair[1].0.label, "{}", said(pair[0].0, pair[0].1));
        }
        parted += usize::from(poem[0].0.label != poem[7].0.label);
    }
    assert!(parted > 2, "some poems go over a page");
}

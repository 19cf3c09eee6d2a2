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

#[test]
fn a_verse_title_stands_over_its_block_and_on_its_page() {
    let poem = "```verse 登鹳雀楼\n白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼\n```\n";
    let chapters: Vec<String> =
        (1..14).map(|count| format!("# 章\n\n{}{poem}\n后文。\n", "一行文字而已。\n\n".repeat(count))).collect();
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let report = manuscript("", &chapters, &[]);
    let (titles, lines) = (lines_of(&report, "verse-title"), lines_of(&report, "verse"));
    assert_eq!((titles.len(), lines.len()), (chapters.len(), chapters.len() * 4));
    for ((page, title), poem) in titles.iter().zip(lines.chunks(4)) {
        assert_eq!(page.label, poem[0].0.label);
        let middle = |line: &huoban::display::LineRecord| (line.x0 + line.x1) / 2;
        assert!((middle(title) - middle(poem[0].1)).0.abs() < Len::PT.0 / 10, "over the middle of its block");
        assert!(poem[0].1.baseline - title.baseline < Len::pt(32), "close to its block");
    }
}

#[test]
fn blanks_and_tabs_at_the_start_of_a_line_are_its_indent() {
    let text = "```verse\n床前明月光\n  疑是地上霜\n    举头望明月\n\t低头思故乡\n　　低头思故乡\n   *楷体*一行\n```\n";
    let report = manuscript("", &[text], &[]);
    let lines = lines_of(&report, "verse");
    let at: Vec<Len> = lines
        .iter()
        .map(|(page, line)| {
            // Where the first letter stands that can be seen.
            let items = &page.items[line.items.start as usize..line.items.end as usize];
            let seen = items.iter().find_map(|item| match &item.draw {
                huoban::display::Draw::Glyphs(run) => {
                    let blanks = run.text.chars().take_while(|one| *one == '\u{3000}').count();
                    run.glyphs.get(blanks).map(|glyph| item.at.x + glyph.x)
                }
                _ => None,
            });
            seen.expect("a letter")
        })
        .collect();
    let em: Vec<i32> = at.iter().map(|one| ((*one - at[0]).0 + Len::PT.0 / 2) / Len::pt(10).0).collect();
    assert_eq!(em, [0, 1, 2, 2, 2, 2]);
}

#[test]
fn lines_of_verse_stand_in_the_middle_or_at_the_right_where_the_author_wants_them() {
    let text = |class: &str| format!("```verse 题 {{{class}}}\n麦浪\n灯火照着窗前的人\n\n回头\n```\n");
    for (class, middle) in [(".center", true), (".right", false)] {
        let report = manuscript("", &[&text(class)], &[]);
        let lines = lines_of(&report, "verse");
        assert_eq!(lines.len(), 3);
        for (page, line) in &lines {
            let (before, behind) = (inset(page, line), page.area.right() - line.x1);
            let off = if middle { before - behind } else { behind };
            assert!(off.0.abs() <= 1, "{class}: {before:?} {behind:?}");
        }
        assert!(lines[0].1.x0 > lines[1].1.x0, "each by itself");
    }
}

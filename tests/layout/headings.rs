//! Headings.

use crate::support::*;
use huoban::base::Len;
use huoban::display::{Draw, LineRecord, Page, Piece, Role};
use huoban::model::Block;
use huoban::pipeline::Report;

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

#[test]
fn hd2_a_heading_takes_a_whole_number_of_lines() {
    let long = "一个长得一行排不下、必须转行的小节标题，转了行也还要整行整行地占地方";
    let mut chapters = Vec::new();
    for depth in 2..6 {
        for title in ["小节", long] {
            for stacked in [false, true] {
                // The levels above, so that none is skipped.
                let above: String = (2..depth).map(|level| format!("{} 上\n\n", "#".repeat(level))).collect();
                let below = if stacked { format!("{} 其下\n\n", "#".repeat(depth + 1)) } else { String::new() };
                let marks = "#".repeat(depth);
                chapters.push(format!("# 章\n\n{above}前文一段。\n\n{marks} {title}\n\n{below}后文一段。\n"));
            }
        }
    }
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let report =
        manuscript("page: {size: A5, font-size: 10pt, line-pitch: 16pt, chars-per-line: 20}\n", &chapters, &[]);
    let body = lines_of(&report, "paragraph");
    assert_eq!(body.len(), chapters.len() * 2);
    for (pair, chapter) in body.chunks(2).zip(chapters) {
        let [(page, before), (same, after)] = pair else { panic!("two lines") };
        assert_eq!(page.label, same.label);
        let lines = after.baseline - before.baseline;
        assert!(lines.0 % Len::pt(16).0 == 0 && lines > Len::pt(16), "{lines:?}: {chapter}");
    }
}

#[test]
fn hd3_sizes_fall_with_the_level_and_upper_levels_are_centred() {
    let text = "# 章\n\n文。\n\n## 节\n\n文。\n\n### 目\n\n文。\n\n#### 点\n\n文。\n";
    let report = manuscript("", &[text], &[]);
    let heads: Vec<_> = lines_of(&report, "heading").into_iter().filter(|(_, line)| line.last).collect();
    let sizes: Vec<Len> = heads.iter().map(|(_, line)| line.adjust.em).collect();
    assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]) && sizes.last() >= Some(&Len::pt(10)), "{sizes:?}");
    assert!(sizes[0] > sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
    let middle = |page: &Page, line: &LineRecord| (line.x0 + line.x1) / 2 - (page.area.at.x + page.area.right()) / 2;
    for (page, line) in &heads {
        let title = said(page, line);
        if title.ends_with('章') || title.ends_with('节') {
            assert!(middle(page, line).0.abs() <= 2, "{title} is centred");
        } else {
            assert_eq!(inset(page, line), Len::pt(20), "{title} stands at the indent of a paragraph");
        }
    }
    // Hei or bold Song, never the face of the text; Kai below.
    let face = |page: &Page, line: &LineRecord| match &page.items[line.items.start as usize].draw {
        Draw::Glyphs(run) => run.font,
        _ => panic!("no glyphs"),
    };
    let (page, line) = lines_of(&report, "paragraph")[0];
    assert!(heads.iter().all(|(at, head)| face(at, head) != face(page, line)));
}

#[test]
fn hd4_chapters_open_where_the_book_says_and_blank_pages_bear_nothing() {
    let chapters = ["# 一\n\n文。\n", "# 二\n\n文。\n", "# 三\n\n文。\n"];
    let openings = |report: &Report| -> Vec<bool> {
        let pages = body_pages(report).into_iter();
        pages.filter(|page| page.lines.iter().any(|line| line.role == "heading")).map(|page| page.recto).collect()
    };
    let next = manuscript("", &chapters, &[]);
    assert_eq!(openings(&next), [true, false, true]);
    let recto = manuscript("theme: {chapter-opening: recto}\n", &chapters, &[]);
    assert_eq!(openings(&recto), [true, true, true]);
    let blank: Vec<&Page> = body_pages(&recto).into_iter().filter(|page| !page.recto).collect();
    assert_eq!(blank.len(), 2);
    assert!(blank.iter().all(|page| page.items.is_empty() && page.lines.is_empty()));
    let parts = "chapters:\n  - part: 上篇\n    chapters: [c0.md, c1.md]\n  - part: 下篇\n    chapters: [c2.md]\n";
    let parts = manuscript(parts, &chapters, &[]);
    // A part opens on a recto, and so does the chapter after it.
    let sides: Vec<(String, bool)> = lines_of(&parts, "heading")
        .iter()
        .filter(|(_, line)| line.last)
        .map(|(page, line)| (said(page, line), page.recto))
        .collect();
    for (title, recto) in &sides {
        assert!(*recto || title == "二", "{title}: {sides:?}");
    }
}

#[test]
fn hd6_a_broken_heading_is_balanced_and_leaves_no_lone_han() {
    let title = "从一片麦田到一座新城，三十年来这里的道路、工厂、学校与人家都说了什么又留下了什么样的故事给后来的人们";
    let count = title.chars().count();
    let mut chapters = Vec::new();
    for depth in 1..4 {
        for length in 8..count {
            let cut: String = title.chars().take(length).collect();
            if cut.ends_with(['，', '、']) {
                continue;
            }
            let above: String = (1..depth).map(|level| format!("{} 上\n\n", "#".repeat(level))).collect();
            chapters.push(format!("{above}{} {cut}\n\n文。\n", "#".repeat(depth)));
        }
    }
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let report = manuscript("theme: {number-chapters: false}\n", &chapters, &[]);
    let heads = lines_of(&report, "heading");
    let mut broken = 0;
    for pair in heads.windows(2) {
        let [(_, before), (page, last)] = pair else { continue };
        if before.node != last.node || !last.last {
            continue;
        }
        broken += 1;
        let said = said(page, last);
        let han = said.chars().filter(|one| !"，、。".contains(*one)).count();
        assert!(han >= 3, "the last line is {said}");
        let (before, last) = (before.x1 - before.x0, last.x1 - last.x0);
        assert!(last >= before / 2, "{before:?} and {last:?}: {said}");
    }
    assert!(broken > 60, "{broken} headings of several lines");
}

#[test]
fn hd6_a_heading_breaks_where_the_sentence_pauses() {
    let report = manuscript("theme: {number-chapters: false}\n", &["# 从麦田到新城：三十年来的路\n\n文。\n"], &[]);
    let lines: Vec<String> = lines_of(&report, "heading").iter().map(|(page, line)| said(page, line)).collect();
    assert_eq!(lines, ["从麦田到新城：", "三十年来的路"]);
}

#[test]
fn hd5_one_em_parts_the_number_from_the_title() {
    let more = "theme: {numbering-depth: 2}\n";
    let report = manuscript(more, &["# 春日\n\n## 麦田\n\n文。\n\n### 道路\n\n文。\n"], &[]);
    let heads: Vec<_> = lines_of(&report, "heading").into_iter().filter(|(_, line)| line.last).collect();
    for ((page, line), wanted) in heads.iter().skip(1).zip(["1.1麦田", "1.1.1道路"]) {
        assert_eq!(said(page, line), wanted);
        let items = &page.items[line.items.start as usize..line.items.end as usize];
        let title = items.iter().find(|item| matches!(item.role, Role::Content(_, Piece::Body))).expect("a title");
        let ends = items.iter().filter_map(|item| match (&item.draw, item.role) {
            (Draw::Glyphs(run), Role::Content(_, Piece::Label)) => {
                run.glyphs.last().map(|last| item.at.x + last.x + last.advance)
            }
            _ => None,
        });
        assert_eq!(title.at.x - ends.max().expect("a number"), line.adjust.em, "{wanted}");
    }
}

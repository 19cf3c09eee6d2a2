//! Headings.

use crate::support::*;
use huoban::base::Len;
use huoban::display::{Draw, LineRecord, LineRole, Page, Piece, Role};
use huoban::model::Block;
use huoban::pipeline::Report;
use std::collections::BTreeSet;

#[test]
fn a_heading_is_never_last_on_a_page() {
    // Whatever the length of the text before it, two lines follow the heading on its page (typography row HD-1).
    for lines in 20..30 {
        let mut make = Maker::default();
        let mut blocks: Vec<Block> = (0..lines).map(|_| make.para("一行文字而已。")).collect();
        blocks.push(make.head(2, Some("1.1"), "小节"));
        blocks.extend((0..6).map(|_| make.para("一行文字而已。")));
        let set = check(one(blocks, Vec::new()));
        let heading = set.lines().find(|(_, line)| line.role == LineRole::Heading).unwrap();
        let after = heading
            .0
            .lines
            .iter()
            .filter(|line| line.role == LineRole::Paragraph && line.baseline > heading.1.baseline);
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
        pages
            .filter(|page| page.lines.iter().any(|line| line.role == LineRole::Heading))
            .map(|page| page.recto)
            .collect()
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

/// What may follow a heading, and whether it brings a picture, a rule or a ground of its own.
const FOLLOWERS: [(&str, &str); 13] = [
    ("a paragraph", "后文一段文字。"),
    ("a list", "- 一项\n- 二项"),
    ("a numbered list", "1. 一项\n2. 二项"),
    ("a task list", "- [x] 一项\n- [ ] 二项"),
    ("a table with a caption", "表：情况\n\n| 甲 | 乙 |\n|--|--|\n| 一 | 二 |"),
    ("a table", "| 甲 | 乙 |\n|--|--|\n| 一 | 二 |"),
    ("a figure", "![园区的道路与树](a.svg \"园区\"){width=40%}"),
    ("a quotation", "> 引文一段。"),
    ("verse", "```verse\n白日依山尽\n黄河入海流\n```"),
    ("a verse with a title", "```verse 登鹳雀楼\n白日依山尽\n黄河入海流\n```"),
    ("code", "```\nlet code = 1;\n```"),
    ("a formula", "$$\na + b\n$$"),
    ("definitions", "词\n: 解释"),
];

/// The em box of a line: its top and its foot.
fn em_box(line: &LineRecord) -> (Len, Len) {
    let em = line.adjust.em;
    (line.baseline - em.scale(88, 100), line.baseline + em.scale(12, 100))
}

/// From the foot of the last heading of a page to the first thing below it.
fn below_heading(page: &Page) -> Len {
    let heading = page.lines.iter().filter(|line| line.role == LineRole::Heading).map(|line| em_box(line).1).max();
    let foot = heading.expect("a heading");
    let lines = page.lines.iter().filter(|line| !line.role.is_margin()).map(|line| em_box(line).0);
    let drawn = page.items.iter().filter(|item| matches!(item.draw, Draw::Picture(..) | Draw::Fill(..)));
    let below = lines.chain(drawn.map(|item| item.at.y)).filter(|top| *top > foot).min();
    below.expect("something below the heading") - foot
}

#[test]
fn hd2_the_space_below_a_heading_is_that_of_its_level_whatever_follows() {
    let long = "一个长得一行排不下、必须转行的标题，转了行也还要整行整行地占地方";
    for depth in 1..6 {
        let above: String = (1..depth).map(|level| format!("{} 上\n\n", "#".repeat(level))).collect();
        let before = if depth > 1 { "前文一段。\n\n" } else { "" };
        let mut chapters = Vec::new();
        for title in ["标题", long] {
            for (_, follower) in FOLLOWERS {
                let marks = "#".repeat(depth);
                chapters.push(format!("{above}{before}{marks} {title}\n\n{follower}\n\n末段。\n"));
            }
        }
        let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
        let more = "page: {size: A5, font-size: 10pt, line-pitch: 16pt, chars-per-line: 20, lines-per-page: 24}\n";
        let report = manuscript(more, &chapters, &["W106", "W106"]);
        let pages = body_pages(&report);
        assert_eq!(pages.len(), chapters.len());
        let of_title = |from: usize| -> Vec<Len> {
            pages[from..from + FOLLOWERS.len()].iter().map(|page| below_heading(page)).collect()
        };
        for spaces in [of_title(0), of_title(FOLLOWERS.len())] {
            for (space, (what, _)) in spaces.iter().zip(FOLLOWERS) {
                assert!(
                    (*space - spaces[0]).0.abs() < Len::PT.0 / 20,
                    "level {depth}: {space:?} before {what}, else {:?}",
                    spaces[0]
                );
            }
        }
        let (short, long) = (of_title(0)[0], of_title(FOLLOWERS.len())[0]);
        // A chapter's title of several lines stands as deep as one of one line; what the grid adds is below it.
        assert!(if depth == 1 { long >= short && long < short + Len::pt(16) } else { long == short }, "level {depth}");
        for page in &pages {
            let heads: Vec<&LineRecord> = page.lines.iter().filter(|line| line.role == LineRole::Heading).collect();
            let first =
                heads.iter().rev().take_while(|line| line.node == heads[heads.len() - 1].node).last().expect("one");
            let top = em_box(first).0;
            let text = page.lines.iter().filter(|line| line.role == LineRole::Paragraph).map(|line| em_box(line).1);
            if let Some(foot) = text.filter(|foot| *foot < top).max() {
                assert!(top - foot >= below_heading(page), "level {depth}: less space above than below");
            }
        }
    }
}

#[test]
fn hd4_a_picture_in_a_chapter_title_does_not_lower_it() {
    let picture = "![点](dot.svg)";
    let high = "![点](dot.svg){height=3em}";
    let titles = ["标题", "[标]{ruby=\"biāo\"}题[二]{.sup}"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("{picture}标题"), format!("标{picture}题"), format!("标题{picture}{picture}")])
        .chain([format!("标题{high}"), format!("一个长得一行排不下、必须转行的{picture}标题，转了行也还在原处")])
        .map(|title| format!("# {title}\n\n文。\n"));
    let chapters: Vec<String> = titles.collect();
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    for more in ["", "theme: {number-chapters: false}\n"] {
        let more = format!("page: {{size: A5, font-size: 10pt, line-pitch: 17pt, chars-per-line: 20}}\n{more}");
        let report = made_any(&more, &chapters, &[]);
        let numbered = more.ends_with("20}\n");
        let mut tops = BTreeSet::new();
        for page in body_pages(&report) {
            let heads: Vec<&LineRecord> = page.lines.iter().filter(|line| line.role == LineRole::Heading).collect();
            tops.insert(heads[usize::from(numbered)].baseline);
            let text = page.lines.iter().find(|line| line.role == LineRole::Paragraph).expect("text");
            assert_eq!((text.baseline - page.area.at.y - Len::pt(10).scale(88, 100)).0 % Len::pt(17).0, 0, "the grid");
            // The number stands clear of the picture.
            let pictures = page.items.iter().filter(|item| matches!(item.draw, Draw::Picture(..)));
            let foot = if numbered { em_box(heads[0]).1 } else { page.area.at.y };
            assert!(pictures.map(|item| item.at.y).all(|top| top >= foot), "{more}: over the number");
        }
        assert_eq!(tops.len(), 1, "{more}{tops:?}");
    }
}

#[test]
fn hd4_chapter_titles_of_a_book_stand_at_one_height_whatever_follows() {
    let mut chapters: Vec<String> =
        FOLLOWERS.iter().map(|(_, follower)| format!("# 标题\n\n{follower}\n\n末段。\n")).collect();
    chapters.push("# 标题\n\n## 一节\n\n文。\n".to_owned());
    chapters.push("# 标题\n\n### 一节\n\n文。\n".to_owned());
    chapters.push("# 一个长得一行排不下、必须转行的标题，转了行也还在原处\n\n文。\n".to_owned());
    chapters.push("# 标题\n".to_owned());
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    for more in ["", "theme: {number-chapters: false}\n"] {
        let more = format!("page: {{size: A5, font-size: 10pt, line-pitch: 17pt, chars-per-line: 20}}\n{more}");
        let report = manuscript(&more, &chapters, &["W106", "W110"]);
        let tops: Vec<Len> = body_pages(&report)
            .iter()
            .filter_map(|page| page.lines.iter().find(|line| line.role == LineRole::Heading))
            .map(|line| line.baseline)
            .collect();
        assert_eq!(tops.len(), chapters.len());
        assert!(tops.iter().all(|top| *top == tops[0]), "{tops:?}");
    }
}

#[test]
fn blanks_typed_around_a_heading_are_none_of_it() {
    for title in ["标题　", "标题　　", "　标题", "标题　 {#x}", "[标题　]{lang=ja}", "标题　 ##"] {
        for depth in 1..3 {
            let above = if depth > 1 { "# 上\n\n" } else { "" };
            let text = format!("{above}{} {title}\n\n文。\n", "#".repeat(depth));
            let report = manuscript("theme: {number-chapters: false}\n", &[&text], &[]);
            let (page, line) = *lines_of(&report, "heading").last().expect("a heading");
            assert_eq!(said(page, line), "标题", "{title}");
            let middle = (line.x0 + line.x1) / 2 - (page.area.at.x + page.area.right()) / 2;
            assert!(middle.0.abs() <= 2, "{title} is centred");
            assert!(report.book.outline.iter().any(|entry| entry.title == "标题"), "{:?}", report.book.outline);
        }
    }
}

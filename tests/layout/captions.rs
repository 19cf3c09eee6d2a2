//! Figures and their captions.

use crate::support::*;
use huoban::base::Len;
use huoban::diagnostics::Lang;
use huoban::display::Draw;
use huoban::model::Target;
use huoban::model::{Block, ChapterRole, Extent};

#[test]
fn a_figure_that_does_not_fit_moves_and_text_fills_its_place() {
    for lines in 10..26 {
        let mut make = Maker::default();
        let mut blocks: Vec<Block> = (0..lines).map(|_| make.para("一行文字而已。")).collect();
        let figure = make.figure("a.png", None, "园区全景");
        let id = figure.id;
        blocks.push(figure);
        blocks.extend((0..30).map(|_| make.para("后面一行文字。")));
        let mut book = one(blocks, Vec::new());
        book.images = picture(1600, 1200);
        let set = check(book);
        let page = set.place(id);
        assert!(page <= 1);
        if page == 1 {
            assert_eq!(set.on_page(0, "paragraph").len(), 28, "no hole after {lines} lines");
            assert_eq!(set.on_page(1, "caption").len(), 1);
        }
    }
}

#[test]
fn a_figure_at_the_end_of_a_chapter_stays_in_it() {
    let mut make = Maker::default();
    let mut blocks: Vec<Block> = (0..20).map(|_| make.para("一行文字而已。")).collect();
    blocks.push(make.figure("a.png", None, "园区全景"));
    let first = chapter(ChapterRole::Body, "一", blocks, Vec::new());
    let mut make = Maker { chapter: 1, next: 0 };
    let next = make.para("下一章。");
    let id = next.id;
    let mut book = book(vec![first, chapter(ChapterRole::Body, "二", vec![next], Vec::new())]);
    book.images = picture(1600, 1200);
    let set = check(book);
    assert_eq!(set.place(id), 2);
}

#[test]
fn a_coarse_picture_is_reported() {
    let mut make = Maker::default();
    let blocks = vec![make.figure("a.png", Some(Extent::Percent(100)), "粗糙的图")];
    let mut book = one(blocks, Vec::new());
    book.images = picture(400, 300);
    let set = check(book);
    assert_eq!(set.codes, ["W501"]);
    let mut make = Maker::default();
    let mut book = one(vec![make.figure("a.png", None, "自然大小")], Vec::new());
    book.images = picture(400, 300);
    assert!(check(book).codes.is_empty());
}

#[test]
fn cp1_captions_stand_below_figures_and_above_tables() {
    let text = "![园区的道路与树](a.svg \"园区\")\n\n表：情况 {#t}\n\n| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n";
    let report = manuscript("", &[text], &[]);
    let captions = lines_of(&report, "caption");
    let [(page, figure), (_, table)] = captions[..] else { panic!("two captions") };
    let picture = page.items.iter().find_map(|item| match item.draw {
        Draw::Picture(_, size) => Some(item.at.y + size.height),
        _ => None,
    });
    assert!(picture.expect("a picture") < figure.baseline);
    let cells: Vec<Len> = lines_of(&report, "cell").iter().map(|(_, line)| line.baseline).collect();
    assert!(cells.iter().all(|cell| *cell > table.baseline), "{cells:?}");
}

#[test]
fn cp3_a_caption_is_small_centred_and_no_wider_than_its_figure() {
    let long = "三十年间园区道路、工厂、学校与住宅的变化，以及麦田最后的样子";
    for (width, title) in [("60%", long), ("60%", "园区"), ("45%", long), ("100%", "园区"), ("100%", long)] {
        let report = manuscript("", &[&format!("![园区的道路与树](a.svg \"{title}\"){{width={width}}}\n")], &[]);
        let captions = lines_of(&report, "caption");
        let page = captions[0].0;
        let (left, right) = page
            .items
            .iter()
            .find_map(|item| match item.draw {
                Draw::Picture(_, size) => Some((item.at.x, item.at.x + size.width)),
                _ => None,
            })
            .expect("a picture");
        for (_, line) in &captions {
            assert!(line.adjust.em < Len::pt(10), "smaller than the text");
            assert!(line.x0 >= left && line.x1 <= right, "{width} {title}: {line:?}");
            assert!((line.x0 - left - (right - line.x1)).0.abs() < Len::PT.0 / 10, "{width} {title}: centred");
        }
        // One em parts the number from the title.
        let line = captions[0].1;
        let glyphs: Vec<(String, Len, Len)> = page.items[line.items.start as usize..line.items.end as usize]
            .iter()
            .filter_map(|item| match &item.draw {
                Draw::Glyphs(run) => {
                    let end = run.glyphs.last().map_or(Len::ZERO, |last| last.x + last.advance);
                    Some((run.text.clone(), item.at.x, item.at.x + end))
                }
                _ => None,
            })
            .collect();
        let title = glyphs.iter().position(|(text, _, _)| text.starts_with(['三', '园'])).expect("the title");
        assert_eq!(glyphs[title].1 - glyphs[title - 1].2, line.adjust.em);
    }
}

#[test]
fn cp3_a_stop_at_the_end_of_a_caption_is_reported() {
    manuscript("", &["![园区的道路与树](a.svg \"园区。三十年前。\")\n"], &["W510"]);
    manuscript("", &["![园区的道路与树](a.svg \"园区。三十年前\")\n"], &[]);
    let table = |end: &str| format!("表：情况{end} {{#t}}\n\n| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n");
    manuscript("", &[&table("。")], &["W510"]);
    manuscript("", &[&table("")], &[]);
}

#[test]
fn cp4_a_figure_stands_on_the_page_of_its_mention_or_the_next() {
    // Wherever on the page the mention falls.
    let mut chapters = Vec::new();
    for lines in 1..18 {
        let mut text = format!("# 章\n\n{}", "一行文字而已。\n\n".repeat(lines));
        for figure in ["a", "b"] {
            text += &format!(
                "{TEXT}见[](#{figure}{lines})。\n\n![园区的道路与树](a.svg \"园区\"){{#{figure}{lines}}}\n\n{TEXT}\n\n"
            );
        }
        chapters.push(text);
    }
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let report = manuscript("", &chapters, &[]);
    let mut seen = 0;
    for (index, page) in report.pages.pages.iter().enumerate() {
        for link in &page.links {
            let Target::Node(target) = link.target else { continue };
            if target.chapter != link.node.chapter {
                // A line of the contents.
                continue;
            }
            let place = report.pages.places.iter().find(|(node, _, _)| *node == target).expect("a place").1 as usize;
            assert!(place == index || place == index + 1, "mentioned on {index}, shown on {place}");
            seen += 1;
        }
    }
    assert_eq!(seen, chapters.len() * 2);
}

#[test]
fn cp4_a_figure_far_from_its_mention_is_reported() {
    let figure = "![园区的道路与树](a.svg \"园区\"){#a}\n\n";
    let text = "一行文字而已。\n\n".repeat(40);
    let report = manuscript("", &[&format!("见[](#a)。\n\n{text}{figure}")], &["W511"]);
    let told = report.diagnostics[0].message(Lang::En);
    assert_eq!(told, "图1-1 stands on page 4, but is first mentioned on page 1");
    manuscript("", &[&format!("{figure}{text}见[](#a)。\n")], &["W511"]);
    manuscript("", &[&format!("见[](#a)。\n\n{figure}{text}")], &[]);
}

#[test]
fn cp3_a_caption_is_not_parted_after_a_letter_or_inside_a_word() {
    // Whatever the width of the figure: the number stands on a line of its own before that.
    let titles = [
        "按钮上的小图标，按下就保存",
        "lossy compression",
        "比版心高的图",
        "竖长的一幅图，题名比它宽",
        "the layout of a page",
    ];
    for title in titles {
        for width in (8..60).step_by(2) {
            let text = format!("![园区的道路与树](a.svg \"{title}\"){{width={width}mm}}\n");
            let report = manuscript("", &[&text], &[]);
            let lines: Vec<String> = lines_of(&report, "caption").iter().map(|(page, line)| said(page, line)).collect();
            let first = lines[0].trim_start_matches("图1-1");
            let halves: usize = first.trim().chars().map(|one| if one.is_ascii() { 1 } else { 2 }).sum();
            assert!(lines.len() == 1 || halves == 0 || halves >= 6, "{width} mm: {lines:?}");
            if title.is_ascii() {
                let words: Vec<&str> = title.split(' ').collect();
                let set: Vec<&str> = lines
                    .iter()
                    .flat_map(|line| line.trim_start_matches("图1-1").split(' '))
                    .filter(|word| !word.is_empty())
                    .collect();
                assert_eq!(set, words, "{width} mm: {lines:?}");
            }
        }
    }
}

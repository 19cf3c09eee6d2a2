//! The families that `fonts` names, in both editions.

use super::{Epub, built};
use huoban::config::Output;
use huoban::display::Draw;
use huoban::pipeline::Report;

const CHAPTER: &str = "# 章题\n\n正文Bod与*强调Emp*。\n\n## 节题Ttl\n\n文。\n\n```\n码Cod\n```\n";

/// The families in the style sheet for a selector.
fn stack(epub: &Epub, selector: &str) -> Vec<String> {
    let css = epub.text("style.css");
    let rule = css.lines().find(|line| line.starts_with(selector)).unwrap_or_else(|| panic!("{css}"));
    let (_, families) = rule.split_once("font-family: ").unwrap_or_else(|| panic!("{rule}"));
    let families = families.split(';').next().expect("a value").split(", ");
    families.map(|family| family.trim_matches('"').to_owned()).collect()
}

/// The families that set a text on the pages: a heading stands in the contents, too.
fn on_pages(report: &Report, text: &str) -> Vec<String> {
    let items = report.pages.pages.iter().flat_map(|page| &page.items);
    let runs = items.filter_map(|item| match &item.draw {
        Draw::Glyphs(run) if run.text.contains(text) => Some(report.fonts.face(run.font).family.clone()),
        _ => None,
    });
    runs.collect()
}

#[test]
fn every_key_of_fonts_sets_its_text_in_both_editions() {
    for (key, family, face, text, selector) in [
        ("body", "Noto Sans CJK", "NotoSansCJKsc", "正文", "body {"),
        ("latin", "Noto Serif CJK", "NotoSerifCJKsc", "Bod", "body {"),
        ("latin", "Noto Sans CJK", "NotoSansCJKsc", "Emp", "em {"),
        ("emphasis", "Noto Sans CJK", "NotoSansCJKsc", "强调", "em {"),
        ("heading", "Noto Serif CJK", "NotoSerifCJKsc", "节题", "h2, "),
        ("latin-heading", "Noto Serif CJK", "NotoSerifCJKsc", "Ttl", "h2, "),
        ("mono", "Noto Sans Mono CJK", "NotoSansMonoCJKsc", "Cod", "pre {"),
    ] {
        let yaml = format!("title: 书\nfonts: {{{key}: {family}}}\nchapters: [a.md]\n");
        let report = built(&[("book.yaml", &yaml), ("a.md", CHAPTER)], &[Output::Epub, Output::Pdf]);
        let found = on_pages(&report, text);
        assert!(found.iter().any(|one| one.starts_with(family)), "{key}: the PDF sets {text} in {found:?}");
        let stack = stack(&Epub::of_report(&report), selector);
        // Latin comes first in a stack; Han are looked for where Latin faces have none.
        let position = |wanted: &dyn Fn(&str) -> bool| stack.iter().position(|one| wanted(one)).unwrap_or(usize::MAX);
        let named = position(&|one| one.starts_with(face));
        let is_latin = text.is_ascii();
        let other =
            position(&|one| !one.starts_with(face) && (is_latin || one.contains("CJK") || one.contains("WenKai")));
        assert!(named < other, "{key}: the EPUB sets {text} by {stack:?}");
    }
}

#[test]
fn a_family_that_lends_its_latin_leaves_the_han_to_others() {
    let yaml = "title: 书\nfonts: {latin: Noto Serif CJK}\nchapters: [a.md]\n";
    let epub = Epub::of_report(&built(&[("book.yaml", yaml), ("a.md", CHAPTER)], &[Output::Epub]));
    let em = stack(&epub, "em {");
    assert!(em[0].starts_with("NotoSerifCJKsc") && em[0].ends_with("-words"), "{em:?}");
    assert!(em[1].starts_with("LXGWWenKai"), "{em:?}");
    let css = epub.text("style.css");
    let declared = css.lines().find(|line| line.contains(&format!("\"{}\"", em[0]))).expect("a declaration");
    let (_, range) = declared.split_once("unicode-range: ").expect("a range");
    let ranges = range.trim_end_matches([' ', '}', ';']).split(", ").map(|one| {
        let (first, last) = one.trim_start_matches("U+").split_once('-').expect("two ends");
        let number = |hex: &str| u32::from_str_radix(hex, 16).expect("a number");
        number(first)..=number(last)
    });
    let ranges: Vec<_> = ranges.collect();
    let holds = |one: char| ranges.iter().any(|range| range.contains(&u32::from(one)));
    assert!("Emp09é,.".chars().all(holds) && !"强调，。“—".chars().any(holds), "{range}");
}

//! What `explain page` says of lines and pages.

use crate::common::{self, run};
use crate::{dump, rich_book};
use serde_json::Value;
use std::path::Path;

/// What `explain page` says of a page, as data.
fn account(manuscript: &Path, page: &str, options: &[&str]) -> Value {
    let told = run(manuscript, ["explain", "page", page, ".", "--json"].iter().chain(options));
    assert_eq!(told.code, 0, "{}", told.stderr);
    serde_json::from_str(&told.stdout).expect("one document")
}

/// Every line that holds more or less than fills it says why, and what it names stands where it says.
#[test]
fn a_page_is_explained_line_by_line_with_its_source() {
    let book = rich_book();
    let mut reasons = std::collections::BTreeSet::new();
    let entries = dump(book.path(), &[]);
    for number in entries.iter().filter(|entry| entry["kind"] == "page").map(|page| &page["number"]) {
        let account = account(book.path(), &number.to_string(), &["--physical"]);
        assert_eq!(&account["number"], number);
        for block in account["blocks"].as_array().expect("blocks") {
            let lines = block["lines"].as_array().expect("lines");
            let texts: Vec<&str> = lines.iter().map(|line| line["text"].as_str().expect("a text")).collect();
            for (index, line) in lines.iter().enumerate() {
                let why = line["why"].as_str().expect("a reason");
                let moved = line["moved"].as_i64().expect("a number");
                reasons.insert(why.to_owned());
                assert!(moved != 0 || why == "filled" || why == "ended", "{line}");
                let Some(mark) = line["mark"].as_str() else { continue };
                let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>();
                let here = solid(texts[index]);
                let next = solid(texts.get(index + 1).copied().unwrap_or(""));
                // Where the line would have ended, had it held just what fits.
                let both: Vec<char> = here.iter().chain(&next).copied().collect();
                let end = (here.len() as i64 - moved) as usize;
                match why {
                    "never-first" => assert_eq!(both.get(end).map(char::to_string).as_deref(), Some(mark), "{line}"),
                    "never-last" => assert_eq!(both[end - 1].to_string(), mark, "{line}"),
                    other => panic!("{other} names no mark"),
                }
            }
        }
    }
    for reason in ["filled", "ended", "never-first", "never-last", "whole", "even"] {
        assert!(reasons.contains(reason), "{reason}: {reasons:?}");
    }
    let first = account(book.path(), "1", &[]);
    assert_eq!(first["label"], "1", "the printed number comes before the physical one");
    let paragraph = &first["blocks"][1];
    assert_eq!((&paragraph["role"], &paragraph["source"]["file"]), (&"paragraph".into(), &"marks.md".into()));
    assert_eq!((&paragraph["source"]["line"], &paragraph["source"]["column"]), (&3.into(), &1.into()));
    assert!(paragraph["lines"][0]["text"].as_str().is_some_and(|text| text.starts_with("此开卷第一回也。")));
}

#[test]
fn a_page_is_explained_in_both_languages_and_an_unknown_one_is_told() {
    let book = rich_book();
    common::write(book.path(), &[("marks.md", "# 标点\n\n一二三四五六七八九十一二三四五，六七八九十。\n")]);
    let told = |page: &str, lang: &str| run(book.path(), ["explain", "page", page, ".", "--lang", lang]);
    let (english, chinese) = (told("1", "en"), told("1", "zh"));
    for expected in [
        "page 1, number ",
        "marks.md:3: paragraph, measure 17.00 em",
        "natural 14.00 em; opened by 1.00: all gaps alike 1.00, 0.08 each",
        "characters that fit and went to the next line: 1 (五), because “，” may not begin a line",
    ] {
        assert!(english.stdout.contains(expected), "{expected}: {}", english.stdout);
    }
    for expected in ["第 1 页（", "marks.md:3：段落，行长 17.00 字", "自然宽 14.00 字；拉开 1.00", "因为“，”不能在行首"]
    {
        assert!(chinese.stdout.contains(expected), "{expected}: {}", chinese.stdout);
    }
    let unknown = told("99", "en");
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("no page 99"), "{}", unknown.stderr);
}

/// What was pushed over the end of a page, and notes that stand on two, are told on both.
#[test]
fn moves_over_the_ends_of_pages_are_told() {
    let book = rich_book();
    let long = "注文很长，要占好几行，一页的末尾放不下，只好转到下一页去。".repeat(9);
    let sections = "## 小节\n\n这一节很短，只有两三行，所以标题常常落在页末，只好跟着正文移到下一页。\n\n".repeat(6);
    let text = format!("# 标点\n\n{}[^a]\n\n{sections}[^a]: {long}\n", "正文。".repeat(50));
    common::write(book.path(), &[("marks.md", &text)]);
    let mut kinds = std::collections::BTreeSet::new();
    for lines in 6..12 {
        let options = ["--set", &format!("page.lines-per-page={lines}")];
        let pages: Vec<Value> =
            dump(book.path(), &options).into_iter().filter(|entry| entry["kind"] == "page").collect();
        let moves = |page: &Value| page["moves"].as_array().expect("moves").clone();
        let node = |page: &Value, what: &str| {
            moves(page).iter().find(|one| one["what"] == what).map(|one| one["node"].clone())
        };
        for pair in pages.windows(2) {
            assert_eq!(node(&pair[0], "note-goes-on"), node(&pair[1], "note-went-on"), "{pair:?}");
        }
        kinds.extend(pages.iter().flat_map(moves).map(|one| one["what"].as_str().expect("a name").to_owned()));
        if let Some(page) = pages.iter().find(|page| node(page, "note-goes-on").is_some()) {
            let account = account(book.path(), &page["number"].to_string(), &[&options[..], &["--physical"]].concat());
            let told = account["moves"].as_array().expect("moves").iter().find(|one| one["what"] == "note-goes-on");
            assert_eq!(told.expect("the note")["source"]["file"], "marks.md");
        }
    }
    for kind in ["heading-kept", "lines-kept", "note-goes-on", "note-went-on"] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
}

/// A comma that may not begin a line: on the grid the line stays short, with hanging marks it stands in the margin.
#[test]
fn reasons_are_told_on_the_grid_and_of_hanging_marks() {
    let book = rich_book();
    common::write(book.path(), &[("marks.md", "# 标点\n\n一二三四五六七八九十一二三四五，六七八九十。\n")]);
    let first = |option: &str| {
        let account = account(book.path(), "1", &["--set", option]);
        account["blocks"][1]["lines"][0].clone()
    };
    let em = 10.5;
    let line = first("typography.grid=true");
    assert_eq!((&line["moved"], &line["why"], &line["mark"]), (&(-1).into(), &"never-first".into(), &"，".into()));
    assert_eq!((&line["natural"], &line["hung"]), (&(14.0 * em).into(), &0.0.into()), "{line}");
    let line = first("typography.hanging=true");
    assert_eq!((&line["moved"], &line["why"], &line["mark"]), (&1.into(), &"never-first".into(), &"，".into()));
    assert_eq!((&line["width"], &line["hung"]), (&(15.0 * em).into(), &(em / 2.0).into()), "{line}");
}

//! What the layout dump and `explain page` say of lines and pages: tiers, trims, reasons, places of glyphs.

mod common;
mod rich;

use common::run;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// The dump of a manuscript, in entries.
fn dump(manuscript: &Path, options: &[&str]) -> Vec<Value> {
    let dumped = run(manuscript, ["dump", "layout", "."].iter().chain(options));
    assert_eq!(dumped.code, 0, "{}", dumped.stderr);
    dumped.stdout.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
}

fn rich_book() -> TempDir {
    let dir = TempDir::new().expect("a directory");
    rich::write(dir.path());
    dir
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// The amounts of an object of tiers, in its order in `names`.
fn tiers(value: &Value, names: &[&str]) -> Vec<f64> {
    assert_eq!(value.as_object().map(serde_json::Map::len), Some(names.len()), "{value}");
    names.iter().map(|name| number(&value[name])).collect()
}

const SQUEEZING: [&str; 6] = ["word", "interpunct", "bracket", "comma", "latin", "stop"];
const STRETCHING: [&str; 3] = ["word", "latin", "all"];
/// Points; the dump rounds to five decimals, and a line adds some of them.
const EXACT: f64 = 1e-4;

/// Typography rows BT-5 and BT-6: a tier is used only when those before it are exhausted, and squeezing and stretching
/// never meet on one line; what the tiers gave and took is the difference between the natural width and the measure.
#[test]
fn tiers_are_used_in_order_and_fill_the_measure() {
    let mut used = std::collections::BTreeSet::new();
    for measure in ["9", "12", "17", "25"] {
        let set = format!("page.chars-per-line={measure}");
        let entries = dump(rich_book().path(), &["--set", &set]);
        for line in entries.iter().filter(|entry| entry["kind"] == "line") {
            let squeezed = tiers(&line["squeezed"], &SQUEEZING);
            let squeezable = tiers(&line["squeezable"], &SQUEEZING);
            let stretched = tiers(&line["stretched"], &STRETCHING);
            let stretchable = tiers(&line["stretchable"], &STRETCHING[..2]);
            let used_up = |used: &[f64], room: &[f64]| {
                let last = used.iter().rposition(|amount| *amount > 0.0).unwrap_or(0);
                used[..last].iter().zip(room).all(|(used, room)| (used - room).abs() < EXACT)
            };
            assert!(used_up(&squeezed, &squeezable) && used_up(&stretched, &stretchable), "{line}");
            let (given, taken) = (squeezed.iter().sum::<f64>(), stretched.iter().sum::<f64>());
            assert!(given == 0.0 || taken == 0.0, "{line}");
            let adjust: f64 = ["mark", "gap", "han"].iter().map(|kind| number(&line["adjust"][kind])).sum();
            assert!((taken - given - adjust).abs() < EXACT, "{line}");
            used.extend(SQUEEZING.iter().zip(&squeezed).filter(|(_, amount)| **amount > 0.0).map(|(name, _)| *name));
            used.extend(STRETCHING.iter().zip(&stretched).filter(|(_, amount)| **amount > 0.0).map(|(name, _)| *name));
        }
    }
    for tier in ["word", "bracket", "comma", "latin", "all"] {
        assert!(used.contains(tier), "the book uses the tier {tier}: {used:?}");
    }
}

/// Typography rows PW-4, PW-5 and PW-6: a mark at a line's edge loses half an em, and the dump says so.
#[test]
fn a_mark_at_the_edge_of_a_line_is_trimmed_by_half_an_em() {
    let entries = dump(rich_book().path(), &[]);
    let (mut starts, mut ends) = (0, 0);
    for (index, line) in entries.iter().enumerate() {
        if line["kind"] != "line" || line["role"] != "paragraph" {
            continue;
        }
        let own =
            |entry: &&Value| entry["kind"] == "glyphs" && entry["line"] == line["line"] && entry["role"] == "body";
        let next = |entry: &&Value| !(entry["kind"] == "line" || entry["kind"] == "page");
        let runs: Vec<&Value> = entries[index + 1..].iter().take_while(next).filter(own).collect();
        let text: String = runs.iter().filter_map(|run| run["text"].as_str()).collect();
        let (Some(first), Some(last)) = (text.chars().next(), text.chars().last()) else { continue };
        let em = number(&line["em"]);
        let [start, end] = [0, 1].map(|at| number(&line["trimmed"][at]) / em);
        let opening = "“‘（《〈【〔「『".contains(first);
        assert!((start - if opening { 0.5 } else { 0.0 }).abs() < 0.001, "{text}: {line}");
        let closing = "，、；：。？！”’）》〉】〕」』".contains(last);
        // Two of ？！ are one em and have no blank left (row PW-9).
        if !(text.ends_with("？！") || text.ends_with("！！")) {
            assert!((end - if closing { 0.5 } else { 0.0 }).abs() < 0.001, "{text}: {line}");
        }
        if closing && line["last"] == false {
            // The frame of the last mark ends where the measure ends.
            let run = runs.last().expect("a run");
            let x = number(run["x"].as_array().and_then(|all| all.last()).expect("an origin"));
            assert!((x + em / 2.0 - number(&line["x1"])).abs() < EXACT, "{text}");
            ends += 1;
        }
        starts += usize::from(opening);
    }
    assert!(starts > 3 && ends > 3, "{starts} opening marks at starts, {ends} closing ones at ends");
}

/// Every character has its origin, its own advance and the step to what follows it; steps lead from the line's first
/// glyph to its right edge.
#[test]
fn steps_lead_from_glyph_to_glyph_to_the_end_of_the_line() {
    let entries = dump(rich_book().path(), &[]);
    let list = |value: &Value| value.as_array().expect("a list").iter().map(number).collect::<Vec<f64>>();
    let mut roles = std::collections::BTreeSet::new();
    let mut line = &Value::Null;
    let mut pen = f64::NAN;
    for entry in &entries {
        if entry["kind"] == "line" {
            assert!(pen.is_nan() || line["role"] == "contents" || (pen - number(&line["x1"])).abs() < EXACT, "{line}");
            (line, pen) = (entry, f64::NAN);
        }
        if entry["kind"] != "glyphs" {
            continue;
        }
        let role = entry["role"].as_str().expect("a role");
        roles.insert(role);
        assert_eq!(entry["node"].is_null(), ["header", "footer", "layout", "repeated-head"].contains(&role), "{entry}");
        let [x, y, advance, step] = ["x", "y", "advance", "step"].map(|key| list(&entry[key]));
        let count = entry["text"].as_str().expect("a text").chars().count();
        assert!([x.len(), y.len(), advance.len(), step.len()] == [count; 4], "{entry}");
        if role == "reading" || entry["line"].is_null() {
            continue;
        }
        for (x, step) in x.iter().zip(&step) {
            assert!(pen.is_nan() || (pen - x).abs() < EXACT, "{entry}: {pen} is not {x}");
            pen = x + step;
        }
    }
    for role in ["label", "body", "reading", "header", "footer"] {
        assert!(roles.contains(role), "{role}: {roles:?}");
    }
}

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
    let pages = dump(book.path(), &[]).iter().filter(|entry| entry["kind"] == "page").count();
    for number in 1..=pages {
        let account = account(book.path(), &number.to_string(), &["--physical"]);
        assert_eq!(account["number"], number);
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
        "page 1, the",
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

/// Typography row EM-7: the theme shows emphasis as 楷 or as dots, strong text as 黑 or bold 宋; Han are never slanted.
#[test]
fn em7_emphasis_is_kai_or_dots_and_strong_is_hei_or_song() {
    let dir = TempDir::new().expect("a directory");
    std::fs::write(dir.path().join("book.yaml"), "title: 书\nchapters: [a.md]\n").expect("written");
    std::fs::write(dir.path().join("a.md"), "# 题\n\n甲*乙 word*丙**丁**戊*only*。\n").expect("written");
    let fonts = |options: &[&str]| {
        let entries = dump(dir.path(), options);
        let runs = entries.iter().filter(|entry| entry["kind"] == "glyphs" && entry["role"] == "body");
        let font_of = |text: &str| {
            let found = runs.clone().find(|run| run["text"].as_str().is_some_and(|one| one.contains(text)));
            found.unwrap_or_else(|| panic!("{text}"))["font"].as_str().expect("a name").to_owned()
        };
        ["甲", "乙", "word", "丁", "only"].map(font_of)
    };
    let [body, emphasis, word, strong, only] = fonts(&[]);
    assert!(body.contains("Serif") && emphasis.contains("Kai") && strong.contains("Sans") && strong.contains("Bold"));
    assert!(word.contains("Serif") && word.contains("It") && only == word, "Latin is in italics: {word} {only}");
    let [body, emphasis, word, strong, only] = fonts(&["--set", "theme.emphasis=dots", "--set", "theme.strong=song"]);
    assert!(emphasis == body && !word.contains("It") && only.contains("It"), "{emphasis} {word} {only}");
    assert!(strong.contains("Serif") && strong.contains("Bold"), "{strong}");
}

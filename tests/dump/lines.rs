//! Tiers, trims and the places of glyphs, line by line.

use crate::{common, dump, number, numbers, rich_book};
use serde_json::Value;
use tempfile::TempDir;

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
        assert_eq!(
            entry["node"].is_null(),
            ["header", "footer", "layout", "repeated-head", "repeated-note"].contains(&role),
            "{entry}"
        );
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

#[test]
fn turned_lines_are_marked_and_their_glyphs_lead_up_the_page() {
    let dir = TempDir::new().expect("a directory");
    let text = "# 章\n\n文。\n\n表：各年情况 {.turned}\n\n| 年度 | 产值 |\n|--|--|\n| 从前 | 很少 |\n";
    let yaml = "title: 书\nslug: b\nchapters: [c.md]\n";
    common::write(dir.path(), &[("book.yaml", yaml), ("c.md", text)]);
    let entries = dump(dir.path(), &[]);
    let turned: Vec<&Value> = entries.iter().filter(|entry| entry["turned"] == true).collect();
    assert_eq!(turned.len(), 5, "a caption and four cells");
    assert!(turned.iter().all(|line| line["role"] == "caption" || line["role"] == "cell"));
    for text in ["年度", "很少"] {
        let glyphs = entries.iter().find(|entry| entry["kind"] == "glyphs" && entry["text"] == text).expect("glyphs");
        let (x, y) = (numbers(&glyphs["x"]), numbers(&glyphs["y"]));
        assert!(x[0] == x[1] && y[1] < y[0], "{glyphs}");
    }
}

/// Typography row LB-12: a line of an address that nothing can open is broken at the separator that leaves the least blank.
#[test]
fn lb12_a_line_of_an_address_is_as_full_as_its_separators_allow() {
    let dir = TempDir::new().expect("a directory");
    let text = "用`cargo build`编译，用`cargo test`测试，参见《The Rust Programming Language》第4章、\
                <https://example.org/a/very/long/path?query=1&other=2>，considerable hyphenation of extraordinarily long \
                internationalization，and notwithstanding representations to the contrary，涨了25%，室温37℃。";
    std::fs::write(dir.path().join("book.yaml"), "title: 书\npage: {size: A5, chars-per-line: 15}\n").expect("written");
    std::fs::write(dir.path().join("a.md"), format!("# 题\n\n{text}\n")).expect("written");
    for entry in dump(dir.path(), &[]).iter().filter(|entry| entry["kind"] == "line" && entry["role"] == "paragraph") {
        let width = number(&entry["x1"]) - number(&entry["x0"]);
        assert!(entry["last"] == true || width > 0.6 * number(&entry["measure"]), "{entry}");
    }
}

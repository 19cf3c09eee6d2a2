//! The PDF, read back by an independent program, says of every glyph what the dump says; and a reader who knows nothing but
//! the PDF finds no line that begins or ends wrongly, none that misses the measure, and marks squeezed across fonts.

use crate::common::{Judge, run};
use crate::{NEVER_FIRST, NEVER_LAST, dump, is_lone, number, numbers, rich_book};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A glyph as `mutool trace` tells it: y downward, as in the dump.
#[derive(Debug)]
struct Traced {
    page: u64,
    letter: char,
    font: String,
    size: f64,
    x: f64,
    y: f64,
    /// The font's own advance, in em.
    advance: f64,
    /// Whether it is a further letter of a ligature, without a glyph of its own; it has the ligature's origin.
    joined: bool,
}

/// Every glyph of a PDF in the order in which it is painted, without the text of pictures, which are scaled.
fn traced(mutool: &Judge, pdf: &Path) -> Vec<Traced> {
    let (code, text) = mutool.says(["trace".as_ref(), pdf.as_os_str(), "1-N".as_ref()]);
    assert_eq!(code, 0, "{}", text.chars().take(400).collect::<String>());
    let mut glyphs = Vec::new();
    let (mut page, mut own, mut font, mut size) = (0, true, String::new(), 0.0);
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("<page ") {
            page = attribute(line, "number").parse().expect("a number");
        } else if line.starts_with("<fill_text ") {
            own = attribute(line, "transform") == "1 0 0 1 0 0";
        } else if line.starts_with("<span ") {
            font = attribute(line, "font").split_once('+').map_or("", |(_, name)| name).to_owned();
            size = attribute(line, "trm").split(' ').next().and_then(|a| a.parse().ok()).expect("a size");
        } else if line.starts_with("<g ") && own {
            let place = |name: &str| attribute(line, name).parse::<f64>().expect("a length");
            let (x, y, advance) = (place("x"), place("y"), place("adv"));
            let letter = letter(attribute(line, "unicode"));
            let joined = !line.contains(" glyph=\"");
            glyphs.push(Traced { page, letter, font: font.clone(), size, x, y, advance, joined });
        }
    }
    glyphs
}

/// The value of an attribute of an element on one line.
fn attribute<'a>(line: &'a str, name: &str) -> &'a str {
    let from = line.find(&format!(" {name}=\"")).unwrap_or_else(|| panic!("{name} in {line}")) + name.len() + 3;
    &line[from..from + line[from..].find('"').expect("an end")]
}

fn letter(text: &str) -> char {
    let code = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    let numeric = |entity: &str| code(entity.strip_prefix("&#x")?.strip_suffix(';')?);
    let named = match text {
        "&quot;" => Some('"'),
        "&amp;" => Some('&'),
        "&lt;" => Some('<'),
        "&gt;" => Some('>'),
        "&apos;" => Some('\''),
        _ => None,
    };
    named.or_else(|| numeric(text)).or_else(|| text.chars().next()).expect("a character")
}

/// The dump of a manuscript, and its PDF read back.
fn read_back(mutool: &Judge, manuscript: &Path, options: &[&str]) -> (Vec<Value>, Vec<Traced>) {
    let out = tempfile::TempDir::new().expect("a directory");
    let directory = out.path().to_str().expect("a path");
    let built = run(manuscript, ["build", ".", "--to", "pdf", "-o", directory].iter().chain(options));
    assert_eq!(built.code, 0, "{}", built.stderr);
    let mut files = std::fs::read_dir(out.path()).expect("a directory").flatten().map(|entry| entry.path());
    let glyphs = traced(mutool, &files.next().expect("the PDF"));
    let entries = dump(manuscript, options);
    // The cover is not told.
    let first = entries[0]["number"].as_u64().expect("a page");
    (entries, glyphs.into_iter().filter(|glyph| glyph.page >= first).collect())
}

/// Checks the PDF's glyphs against the dump's, one by one; returns how many there are.
fn compare(entries: &[Value], glyphs: &[Traced]) -> usize {
    let mut glyphs = glyphs.iter();
    let mut count = 0;
    for entry in entries.iter().filter(|entry| entry["kind"] == "glyphs") {
        let text = entry["text"].as_str().expect("a text");
        let (x, y, size) = (numbers(&entry["x"]), numbers(&entry["y"]), number(&entry["size"]));
        for (index, letter) in text.chars().enumerate() {
            let traced = glyphs.next().unwrap_or_else(|| panic!("the PDF ends before {letter} of {entry}"));
            let told = format!("{letter} of {entry} is {traced:?}");
            assert_eq!(traced.page, entry["page"].as_u64().expect("a page"), "{told}");
            // The program tells 31 letters of a name, the subset's tag among them.
            let named = entry["font"].as_str().is_some_and(|font| font.starts_with(&traced.font));
            assert!(traced.letter == letter && named, "{told}");
            assert!((traced.size - size).abs() < 0.001, "{told}");
            let off = (traced.x - x[index]).abs().max((traced.y - y[index]).abs()) / size;
            assert!(off <= 0.01 || traced.joined, "{off} em off: {told}");
            count += 1;
        }
    }
    assert!(glyphs.next().is_none(), "the PDF has no glyph that the dump has not");
    count
}

/// Every line of the text with its glyphs in the PDF.
fn lines<'a>(entries: &'a [Value], glyphs: &'a [Traced]) -> Vec<(&'a Value, Vec<&'a Traced>)> {
    let mut glyphs = glyphs.iter();
    let mut lines: Vec<(&Value, Vec<&Traced>)> = Vec::new();
    for entry in entries {
        if entry["kind"] == "line" {
            lines.push((entry, Vec::new()));
        } else if entry["kind"] == "glyphs" {
            let count = entry["text"].as_str().expect("a text").chars().count();
            let run: Vec<&Traced> = glyphs.by_ref().take(count).collect();
            if let Some((line, all)) = lines.last_mut()
                && entry["line"] == line["line"]
                && (entry["role"] == "body" || entry["role"] == "label")
            {
                all.extend(run);
            }
        }
    }
    lines.retain(|(line, glyphs)| matches!(line["role"].as_str(), Some("paragraph" | "note")) && !glyphs.is_empty());
    lines
}

/// Where the frame of a line's last glyph ends. At a line's end a mark of Chinese is half an em wide.
fn right_edge(glyph: &Traced) -> f64 {
    if "·‧".contains(glyph.letter) {
        // An interpunct stands in the middle of half an em (row PW-8).
        return glyph.x + glyph.size * (glyph.advance / 2.0 + 0.25);
    }
    let half = "。．，、；：？！”’」』）》〉】〗〕］｝".contains(glyph.letter) && glyph.advance > 0.9;
    glyph.x + glyph.size * if half { 0.5 } else { glyph.advance }
}

/// What a reader of the PDF objects to.
fn judge(entries: &[Value], glyphs: &[Traced]) -> usize {
    let areas: BTreeMap<u64, Vec<f64>> = entries
        .iter()
        .filter(|entry| entry["kind"] == "page")
        .map(|page| (page["number"].as_u64().expect("a number"), numbers(&page["area"])))
        .collect();
    let mut full = 0;
    for (line, glyphs) in lines(entries, glyphs) {
        let text: String = glyphs.iter().map(|glyph| glyph.letter).collect();
        let (index, last) = (line["index"].as_u64().expect("an index"), line["last"] == true);
        let solid = |c: &char| !c.is_whitespace();
        let (first, end) = (text.chars().find(solid), text.chars().rev().find(solid));
        assert!(index == 0 || !first.is_some_and(|c| NEVER_FIRST.contains(c)), "{text}");
        assert!(!end.is_some_and(|c| NEVER_LAST.contains(c)), "{text}");
        assert!(!(last && index > 0 && is_lone(&text)), "{text}");
        let area = &areas[&line["page"].as_u64().expect("a page")];
        // Two of ？！ are one em and keep no blank, so their frame ends where the font's does (row PW-9).
        let pair = text.ends_with("？！") || text.ends_with("！！");
        // In a piece of an address nothing can open.
        let rigid = text.chars().all(|c| c.is_ascii_graphic());
        if !last && line["why"] != "ended" && number(&line["measure"]) == area[2] && !pair && !rigid {
            // A space at the end of a line is there to be copied, not to be seen.
            let seen = glyphs.iter().rfind(|glyph| !glyph.letter.is_whitespace()).expect("a glyph");
            let off = right_edge(seen) - (area[0] + area[2]);
            assert!(off.abs() <= 0.01, "{off} pt off the measure: {text}");
            full += 1;
        }
    }
    full
}

#[test]
fn glyph_origins_of_the_sample_book_agree_with_the_dump() {
    let Some(mutool) = Judge::program("mutool") else { return };
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("book");
    let (entries, glyphs) = read_back(&mutool, &book, &[]);
    assert!(compare(&entries, &glyphs) > 20_000);
    let full = judge(&entries, &glyphs);
    assert!(full > 300, "{full} full lines");
}

#[test]
fn glyph_origins_of_a_book_rich_in_marks_agree_with_the_dump() {
    let Some(mutool) = Judge::program("mutool") else { return };
    let book = rich_book();
    for measure in ["13", "17", "22"] {
        let (entries, glyphs) = read_back(&mutool, book.path(), &["--set", &format!("page.chars-per-line={measure}")]);
        assert!(compare(&entries, &glyphs) > 1_000);
        assert!(judge(&entries, &glyphs) > 10);
    }
}

/// Typography row PW-2: two marks that meet are squeezed although they stand in two fonts.
#[test]
fn pw2_marks_of_two_fonts_are_squeezed_where_they_meet() {
    let Some(mutool) = Judge::program("mutool") else { return };
    let book = rich_book();
    let (entries, glyphs) = read_back(&mutool, book.path(), &[]);
    let marks = "。，、；：？！”’）》〉】〕“‘（《〈【〔";
    let mut pairs = 0;
    for (_, glyphs) in lines(&entries, &glyphs) {
        for pair in glyphs.windows(2).filter(|pair| pair[0].font != pair[1].font) {
            if pair.iter().all(|glyph| marks.contains(glyph.letter) && glyph.advance > 0.9) {
                let step = (pair[1].x - pair[0].x) / pair[0].size;
                assert!(step < 0.75, "{}{} are {step} em apart", pair[0].letter, pair[1].letter);
                pairs += 1;
            }
        }
    }
    assert!(pairs >= 3, "{pairs} pairs in two fonts");
}

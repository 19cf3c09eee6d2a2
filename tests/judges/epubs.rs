//! Rows 5, 6 and 56: EPUBCheck and Ace have nothing to say. Rows 32, 36, 40, 47, 48 and 60 to 62: how the pages of a
//! book look to readers in a browser.

use crate::books;
use crate::common::{Judge, run};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Remarks of EPUBCheck on usage that are no fault, and what they are made on: that a style sheet declares fonts is what
/// embedding is; that no page shows the cover is what Kindle asks for.
const USAGE: [(&str, &str); 2] = [("CSS-028", "Font-face"), ("OPF-097", "images/cover.")];

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn beside(book: &Path, ending: &str) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Asks EPUBCheck about books: nothing, not even a remark beyond those of [`USAGE`].
fn are_valid(books: &[PathBuf]) {
    let Some(epubcheck) = Judge::epubcheck_for_many() else { return };
    let (_, said) = epubcheck.says(books);
    for book in books {
        assert!(beside(book, ".json").is_file(), "{} was not judged: {said}", book.display());
        let report = read(&beside(book, ".json"));
        assert!(report["publication"]["title"].is_string(), "{} was not read: {report}", book.display());
        let messages = report["messages"].as_array().expect("a list");
        let known = |one: &Value| {
            let made_on = |of: &str| one["message"].as_str().is_some_and(|message| message.contains(of));
            USAGE.iter().any(|(id, of)| one["ID"] == *id && made_on(of))
        };
        let foreign: Vec<&Value> = messages.iter().filter(|one| !known(one)).collect();
        assert!(foreign.is_empty(), "{}: {foreign:#?}", book.display());
    }
}

#[test]
fn e5_whatever_the_headings_the_book_is_valid() {
    let out = TempDir::new().expect("a directory");
    let books = [0, 1, 2, 3].map(|depth| {
        let path = out.path().join(format!("headings{depth}.epub"));
        fs::write(&path, books::headings(depth)).expect("a file");
        path
    });
    are_valid(&books);
}

/// Asks Ace about books: no violation of any impact.
fn are_accessible(books: &[PathBuf]) {
    let Some(ace) = Judge::browser("ace.js") else { return };
    let (code, said) = ace.says(books);
    assert_eq!(code, 0, "{said}");
    for book in books {
        let report = read(&beside(book, ".ace.json"));
        assert_eq!(report["assertions"], Value::Array(Vec::new()), "{}", book.display());
        assert_eq!(report["outcome"], "pass", "{}", book.display());
    }
}

#[test]
fn e5_e6_e56_judges_have_nothing_to_say_about_any_book() {
    let out = TempDir::new().expect("a directory");
    assert_eq!(run(out.path(), ["init", "begun"]).code, 0);
    let made = [
        ("sample", books::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("book"))),
        ("init", books::of(&out.path().join("begun"))),
        ("everything", books::everything(&[])),
        ("vertical", books::everything(&[("writing-mode", "vertical"), ("profile", "kindle")])),
        ("apple", books::everything(&[("profile", "apple")])),
        ("duokan", books::everything(&[("profile", "duokan")])),
        ("novel", books::novel()),
        ("pictures", books::pictures()),
    ];
    let books = made.map(|(name, bytes)| {
        let path = out.path().join(format!("{name}.epub"));
        fs::write(&path, bytes).expect("a file");
        path
    });
    std::thread::scope(|scope| {
        scope.spawn(|| are_valid(&books));
        // What these two have beyond the standard stands in the package and in the style sheet alone.
        let alike = |book: &&PathBuf| ["apple.epub", "vertical.epub"].iter().any(|name| book.ends_with(name));
        let differing: Vec<PathBuf> = books.iter().filter(|book| !alike(book)).cloned().collect();
        scope.spawn(move || are_accessible(&differing));
    });
}

/// What a browser measured of pages of the book with every construct; `form` is keys of `epub:`.
fn measured(form: &[(&str, &str)], files: &[&str]) -> Option<Vec<Value>> {
    let reading = Judge::browser("reading.js")?;
    let out = TempDir::new().expect("a directory");
    let mut zip = zip::ZipArchive::new(Cursor::new(books::everything(form))).expect("a zip");
    zip.extract(out.path()).expect("an unpacked book");
    // `HUOBAN_KEEP_SHOTS=directory` leaves pictures of the pages for the eye.
    let shots = std::env::var_os("HUOBAN_KEEP_SHOTS").unwrap_or_else(|| "-".into());
    let directory = out.path().join("EPUB");
    let arguments = [shots.into(), directory].into_iter().chain(files.iter().map(PathBuf::from));
    let (code, said) = reading.says(arguments);
    assert_eq!(code, 0, "{said}");
    let json = said.find('[').map_or("", |start| &said[start..]);
    let results: Vec<Value> = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {said}"));
    assert_eq!(
        results.iter().filter(|one| one["lines"].is_null()).count(),
        files.len() * 6,
        "every page in every situation"
    );
    Some(results)
}

fn empty(one: &Value, key: &str) {
    assert_eq!(one[key], Value::Array(Vec::new()), "{key} of {} when {}", one["file"], one["situation"]);
}

fn number(one: &Value, key: &str) -> f64 {
    one[key].as_f64().unwrap_or_else(|| panic!("{key} is no number: {one}"))
}

/// Marks that begin no line, and those that end none (GB/T 15834—2011, 5.1; rows LB-2 and LB-3 of the composition).
const CLOSING: &str = "，。、；：？！）》〉」』”’】〕";
const OPENING: &str = "（《〈「『“‘【〔";

#[test]
fn e47_e60_e61_e62_the_reader_can_read_as_he_likes() {
    let files = ["chapter-001.xhtml", "nav.xhtml", "title.xhtml", "cover.xhtml"];
    let Some(results) = measured(&[], &files) else { return };
    for one in results.iter().filter(|one| one["lines"].is_null()) {
        // Nothing lies beyond the edge of the screen, but what scrolls by itself; no embedded font is broken.
        assert_eq!(number(one, "overflow"), 0.0, "{} scrolls sideways when {}", one["file"], one["situation"]);
        empty(one, "beyond");
        empty(one, "fonts");
        empty(one, "faint");
        assert!(number(one, "least") >= 4.5, "{one}");
        assert_eq!(one["background"], "rgba(0, 0, 0, 0)", "the book has no paper of its own");
        assert_eq!(number(one, "hiddenNotes"), 0.0);
    }
    let of = |situation: &str| {
        results
            .iter()
            .find(|one| one["file"] == "chapter-001.xhtml" && one["situation"] == situation)
            .expect("measured")
    };
    assert!(number(of("plain"), "texts") > 100.0);
    // In the dark the text takes the reader's light ink: black on #121212 would have a contrast of 1.1.
    assert!(number(of("dark"), "least") > 7.0);
    // The reader's own family and spacing hold everywhere, and every size follows that of the root.
    let own = of("own");
    assert_eq!(own["families"], serde_json::json!(["\"Reader Song\""]));
    assert_eq!(own["pitches"], serde_json::json!([2]));
    let (plain, sizes) = (&of("plain")["sizes"], own["sizes"].as_object().expect("sizes"));
    for (element, size) in sizes {
        let (one, other) = (size.as_f64().expect("a size"), plain[element].as_f64().expect("a size"));
        assert!((one - other).abs() < 0.01, "{element} does not grow with the reader's size: {one} for {other}");
    }
    assert_eq!(of("plain")["dots"], serde_json::json!(["dot under"]));

    let mut lines = 0;
    for one in results.iter().filter(|one| one["lines"].is_array()) {
        for line in one["lines"].as_array().expect("lines") {
            let line = line.as_str().expect("a line");
            lines += 1;
            assert!(!line.starts_with(|mark| CLOSING.contains(mark)), "{}: {line}", one["situation"]);
            assert!(!line.ends_with(|mark| OPENING.contains(mark)), "{}: {line}", one["situation"]);
        }
    }
    assert!(lines > 20 * 40, "{lines} lines");
    // Marks keep their forms of horizontal lines.
    for (mark, [left, top, right, bottom]) in marks(&results) {
        let is_stop = "，。".contains(&mark);
        let stands = if is_stop { right < 0.5 && top > 0.5 } else { bottom - top > 1.5 * (right - left) };
        assert!(stands, "{mark}: {:?}", [left, top, right, bottom]);
    }
}

/// Where the ink of each mark stands in its em, as the browser shows it: left, top, right, bottom.
fn marks(results: &[Value]) -> BTreeMap<String, [f64; 4]> {
    let measured = results.iter().find(|one| one["situation"] == "marks").expect("measured");
    let sides = |of: &Value| ["left", "top", "right", "bottom"].map(|side| number(of, side));
    let marks: BTreeMap<String, [f64; 4]> =
        measured["marks"].as_object().expect("marks").iter().map(|(mark, of)| (mark.clone(), sides(of))).collect();
    for (mark, [left, top, right, bottom]) in &marks {
        assert!(left < right && top < bottom, "nothing of {mark} is seen");
    }
    marks
}

#[test]
fn e44_e45_e46_vertical_lines_begin_at_the_right_edge_with_marks_and_numbers_of_their_own() {
    let Some(results) = measured(&[("writing-mode", "vertical")], &["chapter-001.xhtml"]) else { return };
    for one in results.iter().filter(|one| one["lines"].is_null()) {
        let columns: Vec<f64> = one["columns"].as_array().expect("sides").iter().filter_map(Value::as_f64).collect();
        assert!(columns.len() >= 8, "{one}");
        assert!(columns.windows(2).all(|pair| pair[1] < pair[0] + 0.5), "{}: {columns:?}", one["situation"]);
        let numbers = one["upright"].as_array().expect("numbers");
        let twelve = numbers.iter().find(|one| one["text"] == "12").expect("a short number");
        assert!((number(twelve, "along") - 1.0).abs() < 0.1, "{}: {twelve}", one["situation"]);
        assert!(number(one, "height") <= 0.0, "{}: lines are longer than the screen is high", one["situation"]);
        empty(one, "faint");
    }
    // Stops stand at the upper right of their em, and brackets lie across the line.
    let marks = marks(&results);
    for mark in ["，", "。"] {
        let [left, _, _, bottom] = marks[mark];
        assert!(left > 0.5 && bottom < 0.5, "{mark}: {:?}", marks[mark]);
    }
    for mark in ["（", "）", "《", "》"] {
        let [left, top, right, bottom] = marks[mark];
        assert!(right - left > 1.5 * (bottom - top), "{mark}: {:?}", marks[mark]);
    }
}

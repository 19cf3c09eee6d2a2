//! The accessible PDF as outside judges see it, and what no judge finds: whether the text, the glyphs, the bookmarks
//! and the colours are right.

#[path = "../common/mod.rs"]
mod common;
#[path = "../press/pictures.rs"]
mod pictures;
#[path = "../press/reader.rs"]
mod reader;
#[path = "../press/tree.rs"]
mod tree;

mod books;
mod contrast;
mod cover;
mod glyphs;
mod outline;
mod structure;
mod text;
mod two;

use books::{BOOKS, Made};
use common::Judge;
use serde_json::Value;

/// What the file claims to be, as veraPDF names it, and PDF/A-2u, which is a part of 2a.
const FLAVOURS: [&str; 3] = ["ua1", "2a", "2u"];

/// Findings of outloud below an error that are as we want them, and why.
const INTENDED: [(&str, &str); 2] = [
    ("ORD-001", "a note is painted at the foot of its page and stands in the structure beside its call"),
    ("MATH-010", "formulas are printed as their source so far, and what is heard is what is printed"),
];

#[test]
fn verapdf_finds_no_failed_rule() {
    passes(&BOOKS, &FLAVOURS);
}

/// Asks that veraPDF finds no failed rule of the flavours in the books.
fn passes(books: &[Made], flavours: &[&str]) {
    let Some(verapdf) = Judge::verapdf() else { return };
    let asked = flavours.join(",");
    let files = books.iter().map(|book| book.path.as_os_str());
    let (code, text) = verapdf.says(std::iter::once(asked.as_ref()).chain(files));
    let passed = text.lines().filter(|line| line.contains("\tpassed\t")).count();
    assert_eq!((code, passed, text.lines().count()), (0, flavours.len() * books.len(), passed), "{text}");
}

#[test]
fn verapdf_is_awake() {
    let Some(verapdf) = Judge::verapdf() else { return };
    let book = books::book("page");
    // The same file without the language of its text.
    let spoilt = book.path.with_file_name("spoilt.pdf");
    std::fs::write(&spoilt, without_language(&book.path)).expect("a file");
    let (code, text) = verapdf.says(["ua1".as_ref(), spoilt.as_os_str()]);
    assert!(code == 1 && text.contains("\tfailed\t") && text.contains("  7.2-"), "{text}");
}

/// The file with its objects in clear text and every `Lang` renamed.
fn without_language(path: &std::path::Path) -> Vec<u8> {
    let plain = path.with_file_name("plain.pdf");
    let qpdf = Judge::program("qpdf").expect("qpdf stands beside veraPDF");
    let (code, text) =
        qpdf.says(["--qdf".as_ref(), "--object-streams=disable".as_ref(), path.as_os_str(), plain.as_os_str()]);
    assert_eq!(code, 0, "{text}");
    let mut bytes = std::fs::read(plain).expect("a file");
    for at in 0..bytes.len() - 6 {
        if &bytes[at..at + 6] == b"/Lang " {
            bytes[at + 1] = b'X';
        }
    }
    bytes
}

#[test]
fn outloud_finds_nothing_but_what_is_intended() {
    let Some(outloud) = Judge::python("outloud") else { return };
    for book in BOOKS.iter() {
        let told = book.path.with_extension("json");
        let (code, text) = outloud.says(["-q".as_ref(), "--json".as_ref(), told.as_os_str(), book.path.as_os_str()]);
        let report = std::fs::read(&told).unwrap_or_else(|error| panic!("{error}: {text}"));
        let report: Value = serde_json::from_slice(&report).expect("JSON");
        let findings = report["results"][0]["findings"].as_array().expect("findings");
        let intended = |finding: &&Value| {
            finding["severity"] != "error" && INTENDED.iter().any(|(rule, _)| finding["rule"] == *rule)
        };
        let unwanted: Vec<&Value> = findings.iter().filter(|finding| !intended(finding)).collect();
        assert!(code == 0 && unwanted.is_empty(), "{}: {unwanted:#?}\n{text}", book.name);
        assert!(report["results"][0]["error"].is_null(), "{report}");
    }
}

/// The one rule that no other judge has: that a table has header cells.
#[test]
fn pdfua_finds_headers_in_every_table() {
    let Some(pdfua) = Judge::python("pdfua") else { return };
    for book in BOOKS.iter() {
        let asked = ["check", "--format", "json", "--rules", "UA-15-003"].map(AsRef::as_ref);
        let (code, text) = pdfua.says(asked.into_iter().chain([book.path.as_os_str()]));
        let report: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let (run, findings) = (&report["summary"]["rules_run"], &report["summary"]["findings"]);
        assert_eq!((code, run.as_u64(), findings.as_u64()), (0, Some(1), Some(0)), "{}: {text}", book.name);
    }
}

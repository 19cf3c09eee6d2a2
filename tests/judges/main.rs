//! What others say about the outputs: qpdf, mupdf and poppler over the PDFs of the sample book and of what `init` makes,
//! EPUBCheck and Ace over their EPUBs and those of more books, which a browser opens as well.

mod books;
#[path = "../common/mod.rs"]
mod common;
mod epubs;

use common::{Judge, run};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Builds a manuscript and returns its PDF.
fn built(manuscript: &Path, out: &Path) -> PathBuf {
    let built =
        run(out, ["build".as_ref(), manuscript.as_os_str(), "-o".as_ref(), out.as_os_str(), "--set=slug=x".as_ref()]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    out.join("x.pdf")
}

fn judge(manuscript: &Path) {
    let out = TempDir::new().expect("a directory");
    let pdf = built(manuscript, out.path());
    if let Some(qpdf) = Judge::program("qpdf") {
        let (code, text) = qpdf.says(["--check".as_ref(), pdf.as_os_str()]);
        assert!(code == 0 && !text.contains("WARNING"), "{text}");
    }
    if let Some(mutool) = Judge::program("mutool") {
        let bbox = out.path().join("bbox");
        let (code, text) = mutool.says([
            "draw".as_ref(),
            "-q".as_ref(),
            "-F".as_ref(),
            "bbox".as_ref(),
            "-o".as_ref(),
            bbox.as_os_str(),
            pdf.as_os_str(),
        ]);
        // Debian's mupdf says of itself, whatever it reads, that it was built without colour management.
        let complaints: Vec<&str> = text.lines().filter(|line| !line.contains("ICC support")).collect();
        assert_eq!((code, complaints), (0, Vec::new()));
    }
    if let Some(pdftotext) = Judge::program("pdftotext") {
        let (code, text) = pdftotext.says([pdf.as_os_str(), "-".as_ref()]);
        assert_eq!(code, 0, "{text}");
        let han = text.chars().filter(|letter| huoban::unicode::is_han(*letter)).count();
        let counted = han_of(manuscript);
        assert!(han as u64 >= counted, "{han} Han of at least {counted} can be extracted");
        assert!(!text.contains('\u{FFFD}') && !text.contains("Syntax"), "{text}");
    }
    if let Some(pdffonts) = Judge::program("pdffonts") {
        let (code, text) = pdffonts.says([pdf.as_os_str()]);
        assert_eq!(code, 0, "{text}");
        for line in text.lines().skip(2) {
            // The columns from the right: object number and generation, uni, sub, emb.
            let columns: Vec<&str> = line.split_whitespace().rev().skip(2).take(3).collect();
            assert_eq!(columns, ["yes", "yes", "yes"], "embedded, subset and mapped to Unicode: {line}");
        }
        assert!(text.lines().count() > 3, "{text}");
    }
}

/// The Han characters that the manuscript holds, by the tool's own count.
fn han_of(manuscript: &Path) -> u64 {
    let checked = run(manuscript, ["check", ".", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&checked.stdout).expect("a report");
    report["counts"]["han"].as_u64().expect("a count")
}

#[test]
fn judges_have_nothing_to_say_about_what_init_makes() {
    let dir = TempDir::new().expect("a directory");
    assert_eq!(run(dir.path(), ["init", "book"]).code, 0);
    judge(&dir.path().join("book"));
}

#[test]
fn judges_have_nothing_to_say_about_the_sample_book() {
    judge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("book"));
}

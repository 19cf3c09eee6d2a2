//! Whole books in print: what the judges say, ours and others', and what both editions of a book have in common.

use super::common::Judge;
use super::press::reader::Pdf;
use super::{codes, preflight, request};
use huoban::config::Output;
use huoban::pdf::preflight::{Wishes, judge};
use huoban::pipeline::{Report, Request, build};
use huoban::source::MemoryWorld;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Reads a manuscript; the pictures are those of the sample book.
fn read(directory: &str) -> MemoryWorld {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut world = MemoryWorld::new().at(1_700_000_000);
    for (directory, under) in [(directory, ""), ("book/images", "images/")] {
        for entry in fs::read_dir(root.join(directory)).expect("a directory").flatten() {
            let name = format!("{under}{}", entry.file_name().to_string_lossy());
            if entry.path().is_file() {
                world = world.with(&name, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    world
}

/// Both editions in pages of a book, on disk.
struct Made {
    report: Report,
    dir: TempDir,
}

impl Made {
    fn of(directory: &str) -> Made {
        let overrides = vec![("cover".to_owned(), "none".to_owned())];
        let request = Request { overrides, ..request(&[Output::Pdf, Output::Print]) };
        let report = build(&read(directory), &request);
        assert_eq!(report.artifacts.len(), 2, "{:?}", codes(&report.diagnostics));
        let dir = TempDir::new().expect("a directory");
        for (artifact, name) in report.artifacts.iter().zip(["read", "print"]) {
            fs::write(dir.path().join(format!("{name}.pdf")), &artifact.bytes).expect("written");
        }
        Made { report, dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(format!("{name}.pdf"))
    }

    /// The text of an edition as poppler reads it, without blanks.
    fn text(&self, name: &str) -> Option<String> {
        // As it was written: poppler's own order hangs on lengths that the sheet rounds differently.
        let arguments = ["-raw".into(), self.path(name).into_os_string(), "-".into()];
        let (code, text) = Judge::program("pdftotext")?.says(arguments);
        assert_eq!(code, 0, "{text}");
        Some(text.split_whitespace().collect())
    }
}

/// What is asked of a book in print, whatever is in it.
fn is_sound(made: &Made) {
    let print = &made.report.artifacts[1].bytes;
    let trim = made.report.pages.pages[0].size;
    let found = judge(print, &Wishes { trim: Some(trim), ..preflight::wishes() });
    let faults: Vec<_> = found.iter().filter(|finding| !["H03", "H04"].contains(&finding.row.id)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    // Whatever is wrong with a picture or a drawing has been told.
    let told = codes(&made.report.diagnostics).into_iter().filter(|code| ["W740", "W741"].contains(code)).count();
    assert_eq!(told == 0, found.is_empty(), "{found:#?}");

    let path = made.path("print");
    if let Some(qpdf) = Judge::program("qpdf") {
        let (code, text) = qpdf.says(["--check".as_ref(), path.as_os_str()]);
        assert!(code == 0 && !text.contains("WARNING"), "{text}");
    }
    if let Some(gs) = Judge::program("gs") {
        let device = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-r36", "-sDEVICE=inkcov", "-o", "-"].map(AsRef::as_ref);
        let (code, text) = gs.says(device.into_iter().chain([path.as_os_str()]));
        // A line a page: the part that each ink covers. Complaints would be lines of another shape.
        let inks: Vec<&str> = text.lines().filter(|line| line.trim_end().ends_with("CMYK OK")).collect();
        assert_eq!((code, inks.len()), (0, Pdf::read(print).pages().len()), "{text}");
        assert_eq!(text.lines().count(), inks.len(), "{text}");
    }
    if let Some(pdfinfo) = Judge::program("pdfinfo") {
        let (code, text) = pdfinfo.says(["-struct".as_ref(), path.as_os_str()]);
        assert!(code == 0 && !text.contains("Error"), "{text}");
    }
    // The structure for readers came through.
    if let Some(verapdf) = Judge::verapdf() {
        let (code, text) = verapdf.says(["ua1".as_ref(), path.as_os_str()]);
        assert!(code == 0 && text.contains("\tpassed\t"), "{text}");
    }
    if let (Some(read), Some(print)) = (made.text("read"), made.text("print")) {
        let differs = read.chars().zip(print.chars()).take_while(|(one, other)| one == other).count();
        let around = |text: &str| text.chars().skip(differs.saturating_sub(20)).take(60).collect::<String>();
        assert!(read == print && read.chars().count() > 100, "{}\n{}", around(&read), around(&print));
    }
}

#[test]
fn the_sample_book_is_sound_in_print() {
    is_sound(&Made::of("book"));
}

#[test]
fn a_book_with_every_construct_is_sound_in_print() {
    is_sound(&Made::of("tests/books/every"));
}

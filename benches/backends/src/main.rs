//! One book through one writer: `backends WRITER MANUSCRIPT OUT`.
//!
//! Everything before the writer is huoban's own: the book is parsed and laid out once, and what is measured begins when
//! its pages, or its documents, are ready. Prints seconds of CPU that the writer took on all threads, wall seconds, bytes of
//! the file, peak memory of the process before the writer began and at the end (KiB).

mod epub;
mod pdf;

use huoban::config::{EpubConfig, Output, PdfStandard};
use huoban::pipeline::{Report, Request, build, tool_fonts};
use huoban::source::DiskWorld;
use huoban::style::Theme;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// The writers, and what each makes.
const WRITERS: &[&str] = &["huoban-pdf", "printpdf", "printpdf-default", "huoban-epub", "epub-builder"];

fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [writer, manuscript, out] = arguments.as_slice() else {
        return Err(format!("usage: backends WRITER MANUSCRIPT OUT; writers: {}", WRITERS.join(", ")).into());
    };
    let report = laid_out(Path::new(manuscript), writer == "epub-builder")?;
    let theme = Theme::of(report.config.as_ref().ok_or("no configuration")?);
    let documents = report.artifacts.first().map(|epub| epub::Documents::of(&epub.bytes)).transpose()?;
    let (before, worked) = (peak(), cpu());
    let start = Instant::now();
    let bytes = match writer.as_str() {
        "huoban-pdf" => {
            let (bytes, found) = huoban::pdf::write(&report.book, &report.pages, &report.fonts, None, PdfStandard::Ua1);
            bytes.ok_or_else(|| format!("{found:?}"))?
        }
        "printpdf" => pdf::write(&report, true)?,
        "printpdf-default" => pdf::write(&report, false)?,
        "huoban-epub" => {
            let options =
                huoban::epub::Options { modified: None, pages: Some(&report.pages), form: EpubConfig::default() };
            let (bytes, found) = huoban::epub::write(&report.book, &theme, &report.fonts, &options);
            bytes.ok_or_else(|| format!("{found:?}"))?
        }
        "epub-builder" => epub::write(&report.book, &documents.ok_or("no documents")?)?,
        other => return Err(format!("no writer {other}; writers: {}", WRITERS.join(", ")).into()),
    };
    let (wall, cpu) = (start.elapsed().as_secs_f64(), cpu() - worked);
    std::fs::write(out, &bytes)?;
    println!("{cpu:.2} {wall:.2} {} {before} {}", bytes.len(), peak());
    Ok(())
}

/// The book with its pages; its EPUB too when the documents in it are wanted.
fn laid_out(manuscript: &Path, documents: bool) -> Fallible<Report> {
    let world = DiskWorld::open(manuscript, None)?;
    let request = Request {
        directory: "book".to_owned(),
        outputs: Some(if documents { vec![Output::Epub] } else { Vec::new() }),
        pages: true,
        font_directories: tool_fonts().into_iter().collect::<Vec<PathBuf>>(),
        ..Request::default()
    };
    let report = build(&world, &request);
    if report.has_errors() { Err(format!("{:?}", report.diagnostics).into()) } else { Ok(report) }
}

/// The most memory that the process ever held, in KiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Seconds of CPU that the process took on all its threads; 0 where the system does not tell.
fn cpu() -> f64 {
    /// Ticks of `/proc` in a second (proc(5), `sysconf(_SC_CLK_TCK)` on every Linux of today).
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program stands in brackets and may hold blanks; user and system time are the 12th and 13th behind it.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / TICKS
}

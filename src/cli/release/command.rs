//! Every edition is built, judged and written beside a report.

use super::report;
use super::shelved::Shelved;
use crate::base::Digest;
use crate::cli::arguments::Run;
use crate::cli::build::{Extra, print, summarise};
use crate::cli::locate::Located;
use crate::cli::output::Failure;
use crate::cli::session::{Session, Wanted, with_why};
use crate::cli::{Outcome, output, session, texts};
use crate::config::Output;
use crate::diagnostics::{Diagnostic, rules};
use crate::pipeline::Report;
use std::path::{Path, PathBuf};

/// The editions of every release. A release of a book whose outputs name the cover of the printed book has it too.
const EDITIONS: [Output; 3] = [Output::Epub, Output::Pdf, Output::Print];

/// The report's file.
const REPORT: &str = "report.json";

/// The file with the digests of all others, as `sha256sum -c` reads it.
const SUMS: &str = "SHA256SUMS";

/// Builds every edition and writes all of them into `out`, or none. Without `out` it only tells whether it would.
pub fn release(session: &Session, run: &Run, located: &Located, out: Option<&Path>) -> Outcome {
    let wanted = Wanted { besides: &EDITIONS, pages: true, release: true, verified: true, ..Wanted::default() };
    let mut report = match session.build(run, located, wanted) {
        Ok(report) => report,
        Err(outcome) => return outcome,
    };
    let whole = !report.has_errors() && report.withheld.is_empty();
    let paths = out.filter(|_| whole).map(|out| write(&mut report, out)).unwrap_or_default();
    session.show(&report, &located.directory);
    summarise(session, &report, &paths, out.filter(|_| !paths.is_empty()));
    match out {
        Some(_) if !paths.is_empty() => {
            let names = paths.iter().skip(report.artifacts.len()).filter_map(|path| path.file_name());
            let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
            session.say(texts::RELEASED, &[&names.join(", "), SUMS]);
        }
        Some(out) => session.complain(texts::NOT_RELEASED, &[&out.display().to_string()]),
        None if whole => session.say(texts::RELEASABLE, &[]),
        None => session.complain(texts::NOT_RELEASABLE, &[]),
    }
    session::outcome(&report).max(print(session, run, located, &report, &paths, Extra::default()))
}

/// Writes the files; what stands in the way becomes a finding. The paths of the artifacts come first.
fn write(report: &mut Report, out: &Path) -> Vec<PathBuf> {
    let written = files(report)
        .and_then(|files| output::write(out, files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))));
    match written {
        Ok(paths) => paths,
        Err((path, error)) => {
            let finding = Diagnostic::new(&rules::internal::E903).with("path", path.display());
            report.diagnostics.push(with_why(finding, &error));
            Vec::new()
        }
    }
}

/// All files of the release by name; the sums come last, so that where they are everything is.
fn files(report: &Report) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files: Vec<(String, Vec<u8>)> =
        report.artifacts.iter().map(|one| (one.file_name.clone(), one.bytes.clone())).collect();
    let cover = Shelved::of(report);
    files.extend(cover.iter().map(|cover| (cover.file_name.clone(), cover.picture.bytes.clone())));
    let mut text = report::document(report, cover.as_ref()).map_err(|error| (PathBuf::from(REPORT), error.into()))?;
    text.push('\n');
    files.push((REPORT.to_owned(), text.into_bytes()));
    let line = |(name, bytes): &(String, Vec<u8>)| format!("{}  {name}\n", Digest::of(bytes));
    let sums: String = files.iter().map(line).collect();
    files.push((SUMS.to_owned(), sums.into_bytes()));
    Ok(files)
}

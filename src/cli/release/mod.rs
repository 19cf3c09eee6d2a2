//! `release`: every edition of a book, with sums and a report, or nothing.

mod report;

use super::Outcome;
use super::arguments::Run;
use super::build::{print, summarise};
use super::output::{self, Failure};
use super::session::{self, Session, Wanted, with_why};
use super::texts;
use crate::base::Digest;
use crate::config::Output;
use crate::diagnostics::{Diagnostic, rules};
use crate::pipeline::Report;
use std::path::{Path, PathBuf};

/// The editions of a release.
const OUTPUTS: [Output; 3] = [Output::Epub, Output::Pdf, Output::Print];

/// The report's file.
const REPORT: &str = "report.json";
/// The file with the digests of all others, as `sha256sum -c` reads it.
const SUMS: &str = "SHA256SUMS";

/// Builds every edition and writes all of them into `out`, or none.
pub(super) fn release(session: &Session, run: &Run, out: &Path) -> Outcome {
    let mut report = match session.build(run, Wanted { outputs: Some(&OUTPUTS), pages: true, verified: true }) {
        Ok(report) => report,
        Err(outcome) => return outcome,
    };
    let whole = !report.has_errors() && report.withheld.is_empty();
    let paths = if whole { write(&mut report, out) } else { Vec::new() };
    session.show(&report, &run.directory);
    if paths.is_empty() {
        summarise(session, &report, &paths, None);
        session.complain(texts::NOT_RELEASED, &[&out.display().to_string()]);
    } else {
        summarise(session, &report, &paths, Some(out));
        session.say(texts::RELEASED, &[REPORT, SUMS]);
    }
    session::outcome(&report).max(print(session, run, &report, &paths))
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
    let mut text = report::document(report).map_err(|error| (PathBuf::from(REPORT), error.into()))?;
    text.push('\n');
    files.push((REPORT.to_owned(), text.into_bytes()));
    let line = |(name, bytes): &(String, Vec<u8>)| format!("{}  {name}\n", Digest::of(bytes));
    let sums: String = files.iter().map(line).collect();
    files.push((SUMS.to_owned(), sums.into_bytes()));
    Ok(files)
}

//! `build`, and what it shares with `check` and `release`.

use super::Outcome;
use super::arguments::{Format, Run};
use super::locate::Located;
use super::output;
use super::session::{self, Session, Wanted, with_why};
use super::texts;
use crate::diagnostics::{Diagnostic, Level, Record, Safety, record, render_github, render_sarif, rules, tally};
use crate::pipeline::{Artifact, Report};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Builds the outputs and writes them into `out`.
pub(super) fn build(session: &Session, run: &Run, located: &Located, out: &Path) -> Outcome {
    let mut report = match session.build(run, located, Wanted::default()) {
        Ok(report) => report,
        Err(outcome) => return outcome,
    };
    let files = || report.artifacts.iter().map(|one| (one.file_name.as_str(), one.bytes.as_slice()));
    let paths = match output::write(out, files()) {
        Ok(paths) => paths,
        Err((path, error)) => {
            let finding = Diagnostic::new(&rules::internal::E903).with("path", path.display());
            report.diagnostics.push(with_why(finding, &error));
            Vec::new()
        }
    };
    session.show(&report, &located.directory);
    summarise(session, &report, &paths, Some(out));
    let outcome = session::outcome(&report);
    outcome.max(print(session, run, located, &report, &paths, Extra::default()))
}

/// What a check did besides finding.
#[derive(Default)]
pub(super) struct Extra {
    /// The files that were mended.
    pub(super) fixed: Vec<Fixed>,
    /// What was known.
    pub(super) baseline: Option<Baselined>,
}

/// Prints what the options ask for on standard output.
pub(super) fn print(
    session: &Session,
    run: &Run,
    located: &Located,
    report: &Report,
    paths: &[PathBuf],
    extra: Extra,
) -> Outcome {
    let base = || session::from_root(&located.directory);
    let (found, sources, lang) = (&report.diagnostics, &report.sources, session.lang);
    match run.format {
        Format::Text => Outcome::Done,
        Format::Json => print_json(session, report, paths, extra),
        Format::Sarif => session::to_stdout(&render_sarif(found, sources, lang, &base())),
        Format::Github => session::to_stdout(&render_github(found, sources, lang, &base())),
    }
}

/// Says what was written, what was not, and what was found.
pub(super) fn summarise(session: &Session, report: &Report, paths: &[PathBuf], out: Option<&Path>) {
    for (artifact, path) in report.artifacts.iter().zip(paths) {
        let (path, size) = (path.display().to_string(), size(artifact.bytes.len()));
        match artifact.pages {
            Some(pages) if pages > 1 => session.say(texts::WROTE_PAGES, &[&path, &size, &pages.to_string()]),
            _ => session.say(texts::WROTE, &[&path, &size]),
        }
    }
    if let (Some(out), Some(config)) = (out, &report.config) {
        for output in &report.withheld {
            let path = out.join(output.file_name(&config.meta.slug));
            let sentence = if path.exists() { texts::WITHHELD_OLD } else { texts::WITHHELD };
            session.say(sentence, &[&path.display().to_string()]);
        }
    }
    let count = |level| report.diagnostics.iter().filter(|found| found.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    if errors + warnings > 0 {
        let codes = session.counted(tally(&report.diagnostics));
        session.say(texts::FOUND, &[&errors.to_string(), &warnings.to_string(), &codes]);
    } else if out.is_none() {
        session.say(texts::CLEAN, &[]);
    }
    let is_safe = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
    let mendable = report.diagnostics.iter().filter(is_safe).count();
    if mendable > 0 {
        session.say(texts::MENDABLE, &[&mendable.to_string()]);
    }
    if session.verbose {
        details(session, report);
    }
}

fn details(session: &Session, report: &Report) {
    let counts = report.counts;
    let numbers = [counts.characters, counts.han, counts.figures, counts.tables, counts.notes].map(|n| n.to_string());
    session.say(texts::COUNTED, &numbers.each_ref().map(String::as_str));
    for time in &report.stages {
        session.say(texts::TIMED, &[texts::stage(time.stage).get(session.lang), &format!("{:.3}", time.seconds)]);
    }
}

/// A number of bytes as people read it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// The report as a document; version 1.
#[derive(Serialize)]
struct Document {
    version: u32,
    artifacts: Vec<Written>,
    diagnostics: Vec<Record>,
    stages: Vec<Timed>,
    counts: Counted,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixed: Vec<Fixed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Baselined>,
}

/// A file that `check --fix` mended.
#[derive(Serialize)]
pub(super) struct Fixed {
    /// Its path in the manuscript.
    pub(super) file: String,
    /// How many findings of each code.
    pub(super) codes: BTreeMap<&'static str, usize>,
}

/// What a baseline knew.
#[derive(Serialize)]
pub(super) struct Baselined {
    /// The file of the baseline.
    pub(super) file: String,
    /// How many findings are known.
    pub(super) known: usize,
    /// How many findings of the baseline were not met.
    pub(super) mended: usize,
}

#[derive(Serialize)]
struct Written {
    format: &'static str,
    path: String,
    bytes: usize,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

#[derive(Serialize)]
struct Timed {
    name: &'static str,
    seconds: f64,
}

#[derive(Serialize)]
struct Counted {
    characters: u64,
    han: u64,
    figures: u64,
    tables: u64,
    notes: u64,
}

fn print_json(session: &Session, report: &Report, paths: &[PathBuf], extra: Extra) -> Outcome {
    let written = |(artifact, path): (&Artifact, &PathBuf)| Written {
        format: artifact.output.name(),
        path: path.display().to_string(),
        bytes: artifact.bytes.len(),
        sha256: artifact.sha256.to_string(),
        pages: artifact.pages,
    };
    let counts = report.counts;
    let document = Document {
        version: 1,
        artifacts: report.artifacts.iter().zip(paths).map(written).collect(),
        diagnostics: report.diagnostics.iter().map(|found| record(found, &report.sources, session.lang)).collect(),
        stages: report
            .stages
            .iter()
            .map(|time| Timed { name: time.stage.name(), seconds: (time.seconds * 1e6).round() / 1e6 })
            .collect(),
        counts: Counted {
            characters: counts.characters,
            han: counts.han,
            figures: counts.figures,
            tables: counts.tables,
            notes: counts.notes,
        },
        fixed: extra.fixed,
        baseline: extra.baseline,
    };
    match serde_json::to_string(&document) {
        Ok(text) => session::to_stdout(&(text + "\n")),
        Err(_) => Outcome::InputOutput,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!([size(999), size(45_200), size(5_600_000)], ["999 B", "45 kB", "5.6 MB"]);
    }
}

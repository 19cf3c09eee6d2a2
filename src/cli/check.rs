//! `check`: everything is built and nothing written but what the options name, fixes and baselines.

use super::Outcome;
use super::arguments::{Known, Mending, Run};
use super::build::{Baselined, Extra, Fixed, print, summarise};
use super::locate::Located;
use super::mend::{self, Mended};
use super::output;
use super::session::{self, Session, Wanted, with_why};
use super::texts;
use crate::diagnostics::{Baseline, Bilingual, Diagnostic, Judged, rules::internal};
use crate::pipeline::Report;
use crate::source::read_regular;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// How often a manuscript is mended and checked again: a fix may bring to light what another mends.
const ROUNDS: usize = 8;

/// Checks a manuscript, mends it where that is asked for, and compares what is found with what is known.
pub(super) fn check(session: &Session, run: &Run, located: &Located, mending: &Mending) -> Outcome {
    let known = match &mending.known {
        Some(Known::Read(path)) => match read(path) {
            Ok(baseline) => Some((path, baseline)),
            Err(finding) => return refuse(session, run, located, finding),
        },
        _ => None,
    };
    let mut report = match session.build(run, located, Wanted::default()) {
        Ok(report) => report,
        Err(outcome) => return outcome,
    };
    let mut extra = Extra::default();
    if mending.fix {
        match mend_all(session, run, located, report) {
            Ok((after, fixed)) => (report, extra.fixed) = (after, fixed),
            Err(outcome) => return outcome,
        }
    }
    if let Some((path, baseline)) = known {
        extra.baseline = Some(judge(session, run, path, baseline, &mut report));
    }
    if let Some(Known::Write(path)) = &mending.known {
        extra.baseline = write(session, run, path, &mut report);
    }
    finish(session, run, located, &report, extra)
}

/// Says what was found, on both streams.
fn finish(session: &Session, run: &Run, located: &Located, report: &Report, extra: Extra) -> Outcome {
    session.show(report, &located.directory);
    summarise(session, report, &[], None);
    let mut outcome = session::outcome(report);
    if let Some(Baselined { file, known, .. }) = &extra.baseline {
        if *known > 0 {
            session.say(texts::BASELINE_KNOWN, &[&known.to_string(), file]);
        }
        // What is new fails, warnings too: the old ones are all that the book is forgiven.
        if !report.diagnostics.is_empty() {
            session.say(texts::BASELINE_NEW, &[&report.diagnostics.len().to_string(), file]);
            outcome = outcome.max(Outcome::Manuscript);
        }
    }
    outcome.max(print(session, run, located, report, &[], extra))
}

/// Ends before anything was checked.
fn refuse(session: &Session, run: &Run, located: &Located, finding: Diagnostic) -> Outcome {
    let report = Report { diagnostics: vec![finding], ..Report::default() };
    finish(session, run, located, &report, Extra::default())
}

/// Mends until nothing is left to mend, and says what was done. The report is of what remains.
fn mend_all(
    session: &Session,
    run: &Run,
    located: &Located,
    mut report: Report,
) -> Result<(Report, Vec<Fixed>), Outcome> {
    let mut changed: BTreeMap<PathBuf, BTreeMap<&'static str, usize>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let Mended { files, overlapping, refused } = match mend::mend(&located.directory, &report) {
            Ok(mended) => mended,
            Err(finding) => {
                report.diagnostics.push(finding);
                break;
            }
        };
        if files.is_empty() {
            if overlapping > 0 {
                session.say(texts::OVERLAPPING, &[&overlapping.to_string()]);
            }
            report.diagnostics.extend(refused);
            break;
        }
        for (path, file) in files {
            let counts = changed.entry(path).or_default();
            file.mended.into_iter().for_each(|(code, count)| *counts.entry(code).or_default() += count);
        }
        report = session.build(run, located, Wanted::default())?;
    }
    if changed.is_empty() {
        session.say(texts::MENDED_NOTHING, &[]);
    }
    for (path, counts) in &changed {
        session.say(
            texts::MENDED,
            &[&located.directory.join(path).display().to_string(), &session.counted(counts.clone())],
        );
    }
    let fixed = changed.into_iter().map(|(path, codes)| Fixed { file: path.display().to_string(), codes });
    Ok((report, fixed.collect()))
}

fn read(path: &Path) -> Result<Baseline, Diagnostic> {
    let unusable = || Diagnostic::new(&internal::E916).with("path", path.display());
    let bytes = read_regular(path).map_err(|error| with_why(unusable(), &error))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        unusable().with("line", line).with_term("why", Bilingual::new("it is not UTF-8", "不是 UTF-8 编码"))
    })?;
    Baseline::parse(text).map_err(|bad| unusable().with("line", bad.line).with_term("why", bad.why))
}

/// Leaves in a report only what is new, and drops from the file what was mended.
fn judge(session: &Session, run: &Run, path: &Path, baseline: Baseline, report: &mut Report) -> Baselined {
    let Judged { new, known, mended, rest } = baseline.judge(std::mem::take(&mut report.diagnostics), &report.sources);
    report.diagnostics = new;
    let file = path.display().to_string();
    let kept = why_kept(run, path, &baseline, report);
    if rest != baseline {
        let kept = kept.or_else(|| store(path, &rest).err().map(|_| texts::KEPT_UNWRITABLE));
        let count = mended.to_string();
        match kept {
            Some(why) if mended > 0 => session.say(texts::BASELINE_KEPT, &[&count, &file, why.get(session.lang)]),
            None if mended > 0 => session.say(texts::BASELINE_DROPPED, &[&count, &file]),
            None => session.say(texts::BASELINE_MOVED, &[&file]),
            Some(_) => {}
        }
    }
    Baselined { file, known, mended }
}

/// Why what was not found is not taken for mended.
fn why_kept(run: &Run, path: &Path, baseline: &Baseline, report: &Report) -> Option<Bilingual> {
    if report.has_errors() || report.config.is_none() {
        // An error keeps the stages behind it from finding what they find.
        Some(texts::KEPT_ERRORS)
    } else if baseline.scope != scope(run) {
        Some(texts::KEPT_SCOPE)
    } else if path.metadata().is_ok_and(|there| there.permissions().readonly()) {
        Some(texts::KEPT_UNWRITABLE)
    } else {
        None
    }
}

/// Writes what is found as known. Of a manuscript that cannot be read nothing is known.
fn write(session: &Session, run: &Run, path: &Path, report: &mut Report) -> Option<Baselined> {
    let file = path.display().to_string();
    if report.config.is_none() {
        session.complain(texts::BASELINE_NOT_WRITTEN, &[&file]);
        return None;
    }
    let baseline = Baseline::of(&report.diagnostics, &report.sources, &scope(run));
    if let Err(error) = store(path, &baseline) {
        report.diagnostics.push(with_why(Diagnostic::new(&internal::E917).with("path", &file), &error));
        return None;
    }
    session.say(texts::BASELINE_WROTE, &[&file, &baseline.len().to_string()]);
    let Judged { new, known, mended, .. } = baseline.judge(std::mem::take(&mut report.diagnostics), &report.sources);
    report.diagnostics = new;
    Some(Baselined { file, known, mended })
}

/// The file appears whole, or stays as it was.
fn store(path: &Path, baseline: &Baseline) -> io::Result<()> {
    let Some(name) = path.file_name() else { return Err(io::ErrorKind::IsADirectory.into()) };
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let text = baseline.render();
    let files = [(name.to_string_lossy(), text.as_bytes())];
    output::write(directory, files.iter().map(|(name, bytes)| (&**name, *bytes)))
        .map(|_| ())
        .map_err(|(_, error)| error)
}

/// The options that decide what can be found.
fn scope(run: &Run) -> String {
    let mut words = Vec::new();
    if let Some(outputs) = &run.outputs {
        let names: Vec<&str> = outputs.iter().map(|output| output.name()).collect();
        words.push(format!("--to {}", names.join(",")));
    }
    words.extend(run.printer.map(|printer| format!("--printer {}", printer.name)));
    words.extend(run.overrides.iter().map(|(key, value)| format!("--set {key}={value}")));
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

//! What commands share: languages and colours of messages, progress, and the way from options to a report.

use super::Outcome;
use super::arguments::{Color, Common, Run};
use super::locate::{self, Located};
use super::texts::{self, fill};
use crate::config::Output;
use crate::diagnostics::{
    Bilingual, Cause, Diagnostic, Lang, Level, Rule, SHOWN_OF_EACH, TextOptions, first_of_each, render_text, rules,
    tally,
};
use crate::pipeline::{self, Report, Request, Stage};
use crate::source::DiskWorld;
use indicatif::{ProgressBar, ProgressStyle};
use std::any::Any;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A run of the program.
pub(super) struct Session {
    pub(super) lang: Lang,
    pub(super) verbose: bool,
    quiet: bool,
    color: bool,
}

/// What a command wants of a build besides its diagnostics.
#[derive(Clone, Copy, Default)]
pub(super) struct Wanted<'a> {
    /// The outputs; none: what the options, else `book.yaml`, say.
    pub(super) outputs: Option<&'a [Output]>,
    /// What is made beside the outputs.
    pub(super) besides: &'a [Output],
    /// Whether the pages are wanted whatever the outputs.
    pub(super) pages: bool,
    /// Whether a release is made.
    pub(super) release: bool,
    /// Whether every file is read back and compared with the book.
    pub(super) verified: bool,
}

impl Session {
    pub(super) fn new(common: Common) -> Session {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stderr().is_terminal() && !set("NO_COLOR") && !dumb,
        };
        Session { lang: common.lang, verbose: common.verbose, quiet: common.quiet, color }
    }

    /// Says something on standard error, unless the user wants quiet.
    pub(super) fn say(&self, sentence: Bilingual, values: &[&str]) {
        if !self.quiet {
            to_stderr(&(fill(sentence.get(self.lang), values) + "\n"));
        }
    }

    /// Says on standard error what is wrong.
    pub(super) fn complain(&self, sentence: Bilingual, values: &[&str]) {
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        to_stderr(&format!("{}{colon}{}\n", texts::ERROR.get(self.lang), fill(sentence.get(self.lang), values)));
    }

    /// Shows the findings of a report on standard error; only errors when the user wants quiet. Of each code a few places
    /// are shown, and the others counted, unless the user wants all.
    pub(super) fn show(&self, report: &Report, base: &Path) {
        let asked = report.diagnostics.iter().filter(|found| !self.quiet || found.level == Level::Error);
        let (shown, others) = if self.verbose { (asked.collect(), Vec::new()) } else { first_of_each(asked) };
        let shown: Vec<Diagnostic> = shown.into_iter().cloned().collect();
        let options = TextOptions { lang: self.lang, color: self.color, base: Some(base) };
        to_stderr(&render_text(&shown, &report.sources, options));
        if !others.is_empty() {
            let count = SHOWN_OF_EACH.to_string();
            to_stderr(&(fill(texts::NOT_SHOWN.get(self.lang), &[&count, &self.counted(tally(others))]) + "\n"));
        }
    }

    /// Codes with how often each was found.
    pub(super) fn counted(&self, tally: BTreeMap<&str, usize>) -> String {
        let each: Vec<String> = tally.iter().map(|(code, count)| format!("{code} × {count}")).collect();
        each.join(texts::BETWEEN_CODES.get(self.lang))
    }

    /// Runs a manuscript through the stages. An outcome instead of a report: the options cannot be used, which has
    /// been said.
    pub(super) fn build(&self, run: &Run, located: &Located, wanted: Wanted) -> Result<Report, Outcome> {
        let now = self.source_date()?;
        let directory = &located.directory;
        let world = match locate::check(directory).and_then(|()| DiskWorld::open(directory, now)) {
            Ok(world) => world,
            Err(_) if located.is_lost => return Ok(told(Diagnostic::new(&rules::internal::E915))),
            Err(error) => return Ok(unopened(directory, &error)),
        };
        if directory.join("book.yaml").symlink_metadata().is_err() {
            return Ok(told(no_manuscript(directory)));
        }
        let progress = Progress::new(self);
        let on_stage = |stage: Stage| progress.at(stage);
        // A printing house sees the pages and the cover, whatever else the book is made into.
        let judged = run.printer.map(|_| vec![Output::Print, Output::Cover]);
        let request = Request {
            directory: name_of(directory),
            outputs: wanted.outputs.map(<[Output]>::to_vec).or_else(|| run.outputs.clone()).or(judged),
            besides: wanted.besides.to_vec(),
            release: wanted.release,
            printer: run.printer,
            pages: wanted.pages,
            overrides: run.overrides.clone(),
            font_directories: font_directories(&run.font_paths),
            jobs: run.jobs,
            on_stage: Some(&on_stage),
        };
        // A panic is a fault of the tool; scripts still get a report and an exit code that says so.
        let built = catch_unwind(AssertUnwindSafe(|| {
            let mut report = pipeline::build(&world, &request);
            if wanted.verified && !report.has_errors() {
                report.verify();
            }
            report
        }));
        progress.end();
        Ok(built.unwrap_or_else(|panic| faulty(&*panic)))
    }

    /// The date that `SOURCE_DATE_EPOCH` gives, if it is set.
    fn source_date(&self) -> Result<Option<i64>, Outcome> {
        /// The last second of the year 9999, the last that both formats can write.
        const LATEST: i64 = 253_402_300_799;
        let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
            return Ok(None);
        };
        let value = value.to_string_lossy();
        match value.parse::<i64>() {
            Ok(seconds) if (0..=LATEST).contains(&seconds) => Ok(Some(seconds)),
            _ => {
                self.complain(texts::BAD_EPOCH, &[&value]);
                Err(Outcome::Usage)
            }
        }
    }
}

fn unopened(directory: &Path, error: &io::Error) -> Report {
    let mut finding = Diagnostic::new(&rules::internal::E902).with("path", directory.display());
    if error.kind() == io::ErrorKind::NotFound {
        finding = finding.with("absent", "");
    }
    told(with_why(finding, error))
}

/// There is no `book.yaml` in a directory.
fn no_manuscript(directory: &Path) -> Diagnostic {
    let finding = Diagnostic::new(&rules::manuscript::E001).with("dir", directory.display());
    match locate::nearest(directory) {
        Some(nearest) => finding.with("nearest", nearest.display()),
        None => finding,
    }
}

/// A report that holds one finding and nothing else.
fn told(finding: Diagnostic) -> Report {
    Report { diagnostics: vec![finding], ..Report::default() }
}

/// The report of a run that panicked.
fn faulty(panic: &(dyn Any + Send)) -> Report {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let finding = Diagnostic::new(&rules::internal::E901).with("what", text.unwrap_or("panic"));
    told(finding)
}

/// Fills the hole `{why}` with what a system error means.
pub(super) fn with_why(finding: Diagnostic, error: &io::Error) -> Diagnostic {
    match crate::diagnostics::why(error) {
        Some(term) => finding.with_term("why", term),
        None => finding.with("why", error),
    }
}

/// The last name of a directory, also of `.` and `x/..`.
fn name_of(directory: &Path) -> String {
    let real = directory.canonicalize().unwrap_or_else(|_| directory.to_owned());
    real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A directory as it is seen from the root of the repository: the workspace of GitHub Actions where the run lies in
/// it, else the working directory. Empty for the root itself; absolute for a directory outside.
pub(super) fn from_root(directory: &Path) -> String {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (directory, here) = (real(directory), real(Path::new(".")));
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map(|path| real(Path::new(&path)));
    let roots = workspace.into_iter().filter(|root| here.starts_with(root)).chain([here.clone()]);
    let inside = roots.into_iter().find_map(|root| directory.strip_prefix(root).ok().map(Path::to_owned));
    inside.unwrap_or(directory).to_string_lossy().replace('\\', "/")
}

/// The directories with fonts outside the manuscript: those asked for, then the tool's own.
pub(super) fn font_directories(asked: &[PathBuf]) -> Vec<PathBuf> {
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    asked.iter().map(absolute).chain(pipeline::tool_fonts()).collect()
}

/// How a run with these findings ended: as its gravest error says.
pub(super) fn outcome(report: &Report) -> Outcome {
    let errors = report.diagnostics.iter().filter(|found| found.is_error());
    errors.map(|error| verdict(error.rule)).max().unwrap_or(Outcome::Done)
}

fn verdict(rule: &Rule) -> Outcome {
    match rule.cause {
        Cause::Manuscript => Outcome::Manuscript,
        Cause::Configuration => Outcome::Usage,
        Cause::Machine => Outcome::InputOutput,
    }
}

/// Says something on standard error. Where nobody listens any more there is nobody to tell.
pub(super) fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes data to standard output. A reader that has gone away (`| head`) is no failure.
pub(super) fn to_stdout(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What writing to standard output came to.
pub(super) fn written(result: io::Result<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
        Err(_) => Outcome::InputOutput,
    }
}

/// A spinner with the stage that began last, where somebody watches.
struct Progress {
    bar: Option<ProgressBar>,
    lang: Lang,
}

impl Progress {
    fn new(session: &Session) -> Progress {
        let watched = io::stderr().is_terminal() && !session.quiet;
        let bar = watched.then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        });
        Progress { bar, lang: session.lang }
    }

    fn at(&self, stage: Stage) {
        if let Some(bar) = &self.bar {
            bar.set_message(texts::stage(stage).get(self.lang));
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

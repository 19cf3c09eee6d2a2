//! Arguments, commands, exit codes, progress, atomic writes.
//!
//! Data goes to standard output; progress, findings and summaries go to standard error. What a command prints in
//! prose it prints in the language of `--lang`, else of the locale.

mod arguments;
mod build;
mod dump;
mod explain;
mod fonts;
mod init;
mod locate;
mod output;
mod release;
mod schema;
mod session;
mod texts;
mod usage;

use arguments::{Action, Parsed};
use session::Session;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a run ended, as scripts see it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// Everything was done.
    Done = 0,
    /// The manuscript has errors.
    Manuscript = 1,
    /// The command line or the configuration is wrong.
    Usage = 2,
    /// Reading or writing failed.
    InputOutput = 3,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Runs the program with its arguments, the program's own name first.
pub fn run(arguments: &[OsString]) -> Outcome {
    let (common, action) = match arguments::parse(arguments) {
        Parsed::Run(common, action) => (common, action),
        Parsed::Show(text) => return session::to_stdout(&text),
        Parsed::Wrong(text) => {
            session::to_stderr(&text);
            return Outcome::Usage;
        }
    };
    let session = Session::new(common);
    match action {
        Action::Build(run, out) => {
            let located = locate::locate(run.named.as_deref());
            let out = out.unwrap_or_else(|| located.build.clone());
            build::build(&session, &run, &located, &out)
        }
        Action::Release(run, out, is_written) => {
            let located = locate::locate(run.named.as_deref());
            let out = out.unwrap_or_else(|| located.build.clone());
            release::release(&session, &run, &located, is_written.then_some(&*out))
        }
        Action::Check(run) => build::check(&session, &run, &locate::locate(run.named.as_deref())),
        Action::Fonts(run) => fonts::fonts(&session, &run, &locate::locate(run.named.as_deref())),
        Action::DumpLayout(run) => dump::layout(&session, &run, &locate::locate(run.named.as_deref())),
        Action::Init(directory) => init::init(&session, &directory),
        Action::ExplainPage(run, asked) => explain::page(&session, &run, &locate::locate(run.named.as_deref()), &asked),
        Action::Schema(name) => schema::schema(&session, name.as_deref()),
        Action::Explain(code) => explain::explain(&session, code.as_deref()),
    }
}

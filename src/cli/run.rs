//! A command is run.

use super::arguments::{Action, Parsed};
use super::outcome::Outcome;
use super::session::Session;
use super::{arguments, build, check, dump, explain, fonts, init, locate, release, schema, session};
use std::ffi::OsString;

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
        Action::Check(run, mending) => check::check(&session, &run, &locate::locate(run.named.as_deref()), &mending),
        Action::Fonts(run) => fonts::fonts(&session, &run, &locate::locate(run.named.as_deref())),
        Action::DumpLayout(run) => dump::layout(&session, &run, &locate::locate(run.named.as_deref())),
        Action::Init(directory) => init::init(&session, &directory),
        Action::ExplainPage(run, asked) => explain::page(&session, &run, &locate::locate(run.named.as_deref()), &asked),
        Action::Schema(name) => schema::schema(&session, name.as_deref()),
        Action::Explain(code) => explain::explain(&session, code.as_deref()),
    }
}

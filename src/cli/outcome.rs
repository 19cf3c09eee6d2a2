//! How a run ended.

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

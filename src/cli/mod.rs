//! Arguments, commands, exit codes, progress, atomic writes.
//!
//! Data goes to standard output; progress, findings and summaries go to standard error. What a command prints in
//! prose it prints in the language of `--lang`, else of the locale.

mod arguments;
mod build;
mod check;
mod dump;
mod explain;
mod fonts;
mod init;
mod lengths;
mod locate;
mod mend;
mod outcome;
mod output;
mod release;
mod run;
mod schema;
mod session;
mod texts;
mod usage;

pub use outcome::Outcome;
pub use run::run;

//! What goes wrong, said to authors: a table of rules, and diagnostics that name a rule and a place.
//!
//! A code never changes its meaning, and only people read meaning out of it: a letter for the default level and a number, 0xx manuscript
//! and configuration, 1xx syntax, 2xx references, 3xx language and typography, 4xx fonts,
//! 5xx layout, 6xx EPUB, 7xx PDF, 8xx import, 9xx internal. Every message exists in English
//! and in Chinese in the one catalogue under [`rules`].

mod argument;
mod baseline;
mod diagnostic;
mod excerpt;
mod explain;
mod fix;
mod github;
mod lang;
mod likeness;
mod mend;
mod order;
mod place;
mod record;
mod render;
mod rule;
pub mod rules;
mod sarif;
mod spot;
mod tally;
mod template;
mod why;

pub use argument::Argument;
pub use baseline::{BadBaseline, Baseline, Judged};
pub use diagnostic::Diagnostic;
pub use explain::{catalogue, explain};
pub use fix::{Fix, Replacement, Safety};
pub use github::render_github;
pub use lang::{Bilingual, Lang};
pub use likeness::{most_alike, slips};
pub use mend::{Change, FileChanges, Plan, apply, plan};
pub use order::sort;
pub use place::Place;
pub use record::{Location, ProposedFix, ProposedReplacement, Record, record};
pub use render::{TextOptions, render_text};
pub use rule::{Area, Cause, Concern, Gravity, Level, Rule};
pub use sarif::render_sarif;
pub use tally::{SHOWN_OF_EACH, first_of_each, tally};
pub use why::why;

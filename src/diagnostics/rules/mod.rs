//! The catalogue of rules, one file an area: the first digit of a code tells the area to people.

mod catalogue;
pub mod epub;
pub mod fonts;
pub mod internal;
pub mod language;
pub mod layout;
pub mod manuscript;
pub mod pdf;
pub mod references;
pub mod syntax;

pub use catalogue::{all, areas};

//! The catalogue of rules, one file an area: the first digit of a code tells the area to people.

pub mod epub;
pub mod fonts;
pub mod internal;
pub mod language;
pub mod layout;
pub mod manuscript;
pub mod pdf;
pub mod references;
pub mod syntax;

use super::rule::{Area, Rule};

/// The areas in order of their numbers.
pub fn areas() -> [&'static Area; 9] {
    [
        &manuscript::AREA,
        &syntax::AREA,
        &references::AREA,
        &language::AREA,
        &fonts::AREA,
        &layout::AREA,
        &epub::AREA,
        &pdf::AREA,
        &internal::AREA,
    ]
}

/// Every rule, in order of its number.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    areas().into_iter().flat_map(|area| area.rules).copied()
}

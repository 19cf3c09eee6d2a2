//! All rules, by area.

use super::{epub, fonts, internal, language, layout, manuscript, pdf, references, syntax};
use crate::diagnostics::rule::{Area, Rule};

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

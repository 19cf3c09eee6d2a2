//! The catalogue of rules, one file a hundred.

pub mod epub;
pub mod fonts;
pub mod internal;
pub mod language;
pub mod layout;
pub mod manuscript;
pub mod pdf;
pub mod references;
pub mod syntax;

use super::Rule;

/// Every rule, in order of its number.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        manuscript::RULES,
        syntax::RULES,
        references::RULES,
        language::RULES,
        fonts::RULES,
        layout::RULES,
        epub::RULES,
        pdf::RULES,
        internal::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

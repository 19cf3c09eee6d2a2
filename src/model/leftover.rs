use crate::config::{Lint, LintLevel};
use crate::source::Span;

/// Markup of other tools that a chapter holds and that means nothing here, once a kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leftover {
    /// Its kind.
    pub lint: Lint,
    /// How grave the chapter says it is where it stands; none where the book's level counts.
    pub level: Option<LintLevel>,
    /// The first place.
    pub first: Span,
    /// What stands there, shortened.
    pub found: String,
    /// How many there are.
    pub count: u32,
}

use crate::config::{Lint, LintLevel};
use crate::source::Span;

/// What a chapter holds that a lint is about and only its parser sees, once a kind: markup of other tools that means
/// nothing here, characters that were lost.
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

use super::place::Place;
use crate::source::SourceMap;

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Safety {
    /// It is what the author meant, whatever stands around: `check --fix` applies it.
    Safe,
    /// It is likely; an author should look, as in an editor that offers it.
    Suggested,
}

/// A change of the manuscript that mends a finding. Its replacements belong together: all of them are made, or none.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// What is replaced.
    pub replacements: Vec<Replacement>,
}

/// A piece of a file, and what is to stand in its stead.
#[derive(Clone, PartialEq, Debug)]
pub struct Replacement {
    /// Where; after [`Fix::settled`] a span.
    pub place: Place,
    /// What stands there. Where anything else stands, the fix is refused.
    pub expected: String,
    /// What takes its place.
    pub text: String,
}

impl Fix {
    /// A fix of one replacement.
    pub fn new(safety: Safety, place: impl Into<Place>, expected: impl Into<String>, text: impl Into<String>) -> Fix {
        let fix = Fix { safety, replacements: Vec::new() };
        fix.and(place, expected, text)
    }

    /// Adds a replacement.
    pub fn and(mut self, place: impl Into<Place>, expected: impl Into<String>, text: impl Into<String>) -> Fix {
        self.replacements.push(Replacement { place: place.into(), expected: expected.into(), text: text.into() });
        self
    }

    /// The fix with its places in the files, when every one of them holds what it is expected to hold; else none: what
    /// stands in the file otherwise (an entity, a composed character) is for its author to change.
    pub fn settled(self, sources: &SourceMap) -> Option<Fix> {
        let fits = |one: &Replacement| match one.place {
            Place::Span(span) => sources.written(span) == one.expected,
            Place::Book | Place::File(_) | Place::Node(..) => false,
        };
        (!self.replacements.is_empty() && self.replacements.iter().all(fits)).then_some(self)
    }
}

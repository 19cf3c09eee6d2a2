//! What goes wrong, said to authors: a table of rules, and diagnostics that name a rule and a place.
//!
//! A code never changes its meaning: a letter for the default level and a number, 0xx manuscript
//! and configuration, 1xx syntax, 2xx references, 3xx language and typography, 4xx fonts,
//! 5xx layout, 6xx EPUB, 7xx PDF, 8xx import, 9xx internal. Every message exists in English
//! and in Chinese in the one catalogue under [`rules`].

mod rule;
pub mod rules;

use crate::base::NodeId;
use crate::source::Span;
use std::path::PathBuf;

pub use rule::{Bilingual, Level, Rule};

/// Where a diagnostic points.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Place {
    /// The manuscript as a whole.
    #[default]
    Book,
    /// A file as a whole, relative to the manuscript directory.
    File(PathBuf),
    /// Bytes of a source file.
    Span(Span),
    /// A node of the book and a byte offset in its text; the pipeline turns it into a span.
    Node(NodeId, u32),
}

/// One finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Where.
    pub place: Place,
    /// Values for the `{name}` holes of the rule's message and help.
    pub arguments: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A finding about the whole manuscript.
    pub fn new(rule: &'static Rule) -> Diagnostic {
        Diagnostic { rule, place: Place::Book, arguments: Vec::new() }
    }

    /// Says where.
    pub fn at(mut self, place: impl Into<Place>) -> Diagnostic {
        self.place = place.into();
        self
    }

    /// Fills the hole `{name}`.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Whether this forbids an output.
    pub fn is_error(&self) -> bool {
        self.rule.level == Level::Error
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place::Span(span)
    }
}
impl From<PathBuf> for Place {
    fn from(path: PathBuf) -> Place {
        Place::File(path)
    }
}
impl From<&std::path::Path> for Place {
    fn from(path: &std::path::Path) -> Place {
        Place::File(path.to_owned())
    }
}
impl From<NodeId> for Place {
    fn from(node: NodeId) -> Place {
        Place::Node(node, 0)
    }
}

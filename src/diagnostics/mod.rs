//! What goes wrong, said to authors: a table of rules, and diagnostics that name a rule and a place.
//!
//! A code never changes its meaning: a letter for the default level and a number, 0xx manuscript
//! and configuration, 1xx syntax, 2xx references, 3xx language and typography, 4xx fonts,
//! 5xx layout, 6xx EPUB, 7xx PDF, 8xx import, 9xx internal. Every message exists in English
//! and in Chinese in the one catalogue under [`rules`].

mod explain;
mod github;
mod lang;
mod likeness;
mod order;
mod place;
mod render;
mod rule;
pub mod rules;
mod sarif;
mod tally;
mod template;
mod why;

use crate::base::NodeId;
use crate::source::Span;
use std::path::PathBuf;

pub use explain::{catalogue, explain};
pub use github::render_github;
pub use lang::{Bilingual, Lang};
pub use likeness::{most_alike, slips};
pub use order::sort;
pub use render::{Record, TextOptions, record, render_text};
pub use rule::{Level, Rule};
pub use sarif::render_sarif;
pub use tally::{SHOWN_OF_EACH, first_of_each, tally};
pub use why::why;

/// Where a diagnostic points.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
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
    /// How grave it is: as the rule says, unless the book asks for more.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// Values for the `{name}` holes of the rule's message and help.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// A value for a hole of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Argument {
    /// A name, a number, a piece of the manuscript: the same in every language.
    Text(String),
    /// A word of the tool itself, such as “a length”.
    Term(Bilingual),
}

impl Diagnostic {
    /// A finding about the whole manuscript.
    pub fn new(rule: &'static Rule) -> Diagnostic {
        Diagnostic { rule, level: rule.level, place: Place::Book, arguments: Vec::new() }
    }

    /// Says where.
    pub fn at(mut self, place: impl Into<Place>) -> Diagnostic {
        self.place = place.into();
        self
    }

    /// Fills the hole `{name}`. A value that is too long for a message is cut: a picture may stand in its address.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        const LONGEST: usize = 300;
        let mut value = value.to_string();
        if let Some((end, _)) = value.char_indices().nth(LONGEST) {
            value.truncate(end);
            value.push('…');
        }
        self.arguments.push((name, Argument::Text(value)));
        self
    }

    /// Fills the hole `{name}` with words of the tool.
    pub fn with_term(mut self, name: &'static str, term: Bilingual) -> Diagnostic {
        self.arguments.push((name, Argument::Term(term)));
        self
    }

    /// What fills the hole `{name}`, where it is the same in every language.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(key, _)| *key == name).and_then(|(_, value)| match value {
            Argument::Text(text) => Some(text.as_str()),
            Argument::Term(_) => None,
        })
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        template::fill(self.rule.message.get(lang), &self.arguments, lang)
    }

    /// What to do next; empty when there is nothing to say.
    pub fn help(&self, lang: Lang) -> String {
        template::fill(self.rule.help.get(lang), &self.arguments, lang)
    }

    /// What it is a case of: its rule, and the lint where many have one rule.
    pub fn kind(&self) -> (&'static str, Option<&str>) {
        let lint = self.arguments.iter().find_map(|(name, value)| match value {
            Argument::Text(text) if *name == "lint" => Some(text.as_str()),
            _ => None,
        });
        (self.rule.code, lint)
    }

    /// Whether this forbids an output.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
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

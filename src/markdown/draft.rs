//! What grows while a chapter is parsed: spans, diagnostics, and what is only decided at its end.

use super::Context;
use super::attributes::Attributes;
use super::guard::Guarded;
use crate::base::NodeId;
use crate::config::{Lint, LintLevel, LintSwitches};
use crate::diagnostics::rules::syntax;
use crate::diagnostics::{Diagnostic, Rule};
use crate::language::Tag;
use crate::model::{AskedSize, Block, Inline, Leftover};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

/// How deep blocks may be nested, and inlines in a block. Deeper markup is reported and its content kept at this depth,
/// so that no later stage can be driven into endless recursion.
pub(super) const MAX_DEPTH: usize = 32;

/// A piece of text and where it comes from.
#[derive(Clone, Copy)]
pub(super) struct Source<'s> {
    /// The text.
    pub text: &'s str,
    /// The file.
    pub file: FileId,
    /// Where the text begins in the file.
    pub base: usize,
    /// The one span of everything in it, where the text is not verbatim in the file (a title with escapes).
    pub fixed: Option<Span>,
}

impl Source<'_> {
    /// The span of a range of the text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.fixed.unwrap_or_else(|| Span::new(self.file, self.base + range.start, self.base + range.end))
    }
}

/// A source together with the guarded text that pulldown-cmark reads.
pub(super) struct Reader<'s> {
    /// The source.
    pub source: Source<'s>,
    /// Its guarded text.
    pub guarded: &'s Guarded<'s>,
}

/// The call of a note, before it is known which notes there are.
pub(super) struct Call {
    /// `x` in `[^x]`.
    pub label: String,
    /// Where it stands.
    pub span: Span,
}

/// What a picture says besides its path, until it is known whether it is a figure.
pub(super) struct PictureDraft {
    /// Its path in the manuscript.
    pub path: PathBuf,
    /// The content between the brackets.
    pub alt: Vec<Inline>,
    /// The title.
    pub title: Option<Title>,
    /// The attributes after it.
    pub attributes: PictureAttributes,
    /// The whole of it.
    pub span: Span,
}

/// The title of a picture.
pub(super) struct Title {
    /// Its text.
    pub text: String,
    /// Where it begins in the file, if it stands there verbatim.
    pub at: Option<usize>,
}

/// Attributes of a picture.
#[derive(Default)]
pub(super) struct PictureAttributes {
    /// `#id`.
    pub id: Option<String>,
    /// Classes but `decorative`.
    pub classes: Vec<String>,
    /// `width=…` and `height=…`.
    pub asked: AskedSize,
    /// `.decorative`.
    pub decorative: bool,
}

/// The state of a parse.
pub(super) struct Draft<'a> {
    /// What is known about the chapter.
    pub context: Context<'a>,
    /// Spans by the provisional index of their nodes.
    pub spans: Vec<Option<Span>>,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
    /// Calls of notes; `InlineKind::NoteCall` holds an index into it until the notes are known.
    pub calls: Vec<Call>,
    /// Pictures by the provisional index of their inlines.
    pub pictures: BTreeMap<u32, PictureDraft>,
    /// Classes of paragraphs by the provisional index of their blocks: whether one means something is only known when it
    /// is known whether the paragraph is the caption of a table.
    pub classes: BTreeMap<u32, Vec<(String, Span)>>,
    /// Formulas that stand alone (`$$…$$`), by provisional index.
    pub displays: BTreeSet<u32>,
    /// What comments said of lints so far.
    pub switches: LintSwitches,
    leftovers: BTreeMap<(Lint, Option<LintLevel>), Leftover>,
    /// Whether the text is Chinese or Japanese.
    pub cjk: bool,
    reported: BTreeSet<&'static str>,
    /// Containers of other tools that are open (`:::`, `+++`).
    containers: usize,
    /// The first paragraph with a typed indent, and how many there are.
    pub indents: Option<(Span, usize)>,
}

impl<'a> Draft<'a> {
    /// An empty draft.
    pub fn new(context: Context<'a>) -> Draft<'a> {
        Draft {
            cjk: context.lang.script().is_full_width(),
            context,
            spans: Vec::new(),
            diagnostics: Vec::new(),
            calls: Vec::new(),
            pictures: BTreeMap::new(),
            classes: BTreeMap::new(),
            displays: BTreeSet::new(),
            switches: LintSwitches::default(),
            leftovers: BTreeMap::new(),
            reported: BTreeSet::new(),
            containers: 0,
            indents: None,
        }
    }

    /// A provisional id for a node at `span`.
    pub fn id(&mut self, span: impl Into<Option<Span>>) -> NodeId {
        let index = u32::try_from(self.spans.len()).unwrap_or(u32::MAX);
        self.spans.push(span.into());
        NodeId { chapter: self.context.chapter, index }
    }

    /// The span of a node with a provisional id.
    pub fn span(&self, id: NodeId) -> Option<Span> {
        self.spans.get(id.index as usize).copied().flatten()
    }

    /// Makes the span of a node reach to the end of another.
    pub fn extend(&mut self, id: NodeId, end: Span) {
        if let Some(Some(span)) = self.spans.get_mut(id.index as usize) {
            span.end = span.end.max(end.end);
        }
    }

    /// Takes a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The language that `lang=` names; what is no tag of one is reported.
    pub fn language(&mut self, tag: &str, span: Span) -> Option<Tag> {
        let read = Tag::parse(tag);
        if read.is_none() {
            let mut finding = Diagnostic::new(&syntax::E104).at(span).with("name", "lang").with("value", tag);
            if let Some(nearest) = Tag::guess(tag) {
                finding = finding.with("nearest", nearest);
            }
            self.report(finding);
        }
        read
    }

    /// Takes the first finding of a rule in this chapter and drops the others: one is enough to act upon.
    pub fn report_once(&mut self, rule: &'static Rule, make: impl FnOnce(Diagnostic) -> Diagnostic) {
        if self.reported.insert(rule.code) {
            self.diagnostics.push(make(Diagnostic::new(rule)));
        }
    }

    /// Takes markup of another tool; `found` is what stands there.
    pub fn leftover(&mut self, lint: Lint, span: Span, found: &str) {
        let level = self.switches.level(lint, span.start);
        let new = || Leftover { lint, level, first: span, found: shorten(found), count: 0 };
        self.leftovers.entry((lint, level)).or_insert_with(new).count += 1;
    }

    /// Whether a line of colons or plus signs, with or without a word, closes a container that is open; else it opens one.
    pub fn closes_container(&mut self, line: &str) -> bool {
        let closes = self.containers > 0 && line.trim().bytes().all(|byte| matches!(byte, b':' | b'+'));
        self.containers = if closes { self.containers - 1 } else { self.containers + 1 };
        closes
    }

    /// What was taken.
    pub fn take_leftovers(&mut self) -> Vec<Leftover> {
        std::mem::take(&mut self.leftovers).into_values().collect()
    }

    /// Reports markup that is nested too deep, once.
    pub fn too_deep(&mut self, span: Span) {
        self.report_once(&syntax::E102, |finding| finding.at(span).with("limit", MAX_DEPTH));
    }

    /// Reports an attribute that means nothing where it stands. `known` are those that do, as they are written.
    pub fn unknown_attribute<'k>(&mut self, name: &str, span: Span, known: impl IntoIterator<Item = &'k str>) {
        let finding = Diagnostic::new(&syntax::W103).at(span).with("name", name);
        self.report(match nearest(name, known) {
            Some(nearest) => finding.with("nearest", nearest),
            None => finding,
        });
    }

    /// Reports braces that were meant for attributes and are none.
    pub fn misspelt_attributes(&mut self, braces: &str, span: Span, meant: Option<String>) {
        let finding = Diagnostic::new(&syntax::W103).at(span).with("name", braces);
        self.report(match meant {
            Some(meant) => finding.with("nearest", meant),
            None => finding,
        });
    }

    /// Reports all attributes that what carries them does not know.
    pub fn check_attributes(&mut self, attributes: &Attributes, place: impl Fn(&Range<usize>) -> Span, known: &Known) {
        if let Some(classes) = known.classes {
            for (class, range) in attributes.classes.iter().filter(|(class, _)| !classes.contains(class)) {
                self.unknown_class(class, place(range), classes);
            }
        }
        for (key, _, range) in attributes.pairs.iter().filter(|(key, ..)| !known.keys.contains(key)) {
            self.unknown_attribute(key, place(range), known.keys.iter().copied());
        }
        if attributes.dash && !known.dash {
            self.unknown_attribute("-", place(&(0..attributes.len)), []);
        }
        if let Some(id) = attributes.id.filter(|_| !known.name) {
            self.unknown_attribute(&format!("#{id}"), place(&(0..attributes.len)), []);
        }
    }

    /// Reports a class that means nothing where it stands.
    pub fn unknown_class(&mut self, class: &str, span: Span, known: &[&str]) {
        let dotted: Vec<String> = known.iter().map(|class| format!(".{class}")).collect();
        self.unknown_attribute(&format!(".{class}"), span, dotted.iter().map(String::as_str));
    }
}

/// The first line of a text, cut to a length that fits in a message.
pub(super) fn shorten(text: &str) -> String {
    const LENGTH: usize = 40;
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= LENGTH { line.to_owned() } else { line.chars().take(LENGTH).chain(['…']).collect() }
}

/// The attributes that a thing can carry.
#[derive(Default)]
pub(super) struct Known {
    /// Classes, without the dot; none where they are looked at later.
    pub classes: Option<&'static [&'static str]>,
    /// Keys.
    pub keys: &'static [&'static str],
    /// Whether it can have a name (`#name`).
    pub name: bool,
    /// Whether it knows `-`.
    pub dash: bool,
}

/// The known word that was probably meant: no more than a third of it differs.
fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let near = known.into_iter().map(|known| (strsim::damerau_levenshtein(name, known), known));
    let (distance, nearest) = near.min()?;
    (distance <= nearest.len().max(4) / 3).then_some(nearest)
}

/// A note as it was defined, before it is known whether it is called.
pub(super) struct NoteDraft {
    /// `x` in `[^x]:`.
    pub label: String,
    /// Provisional id.
    pub id: NodeId,
    /// Its text.
    pub blocks: Vec<Block>,
}

//! A reading is given to its base: one syllable to each Han where they match (rows RB-1, RB-2).

use super::draft::Draft;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::language::W304;
use crate::model::{Inline, InlineKind, NodeId};
use crate::source::Span;
use crate::unicode::{is_combining, is_han, is_zhuyin};
use std::str::SplitWhitespace;

/// Gives a base its reading: each Han its own when there are as many syllables, parted by blanks, as Han; else all of it
/// one. `span` is the whole notation, `place` the reading in it.
pub(super) fn annotate(base: Vec<Inline>, reading: &str, span: Span, place: Span, draft: &mut Draft) -> Vec<Inline> {
    let syllables = reading.split_whitespace();
    if let Some(han) = han(&base)
        && han > 0
        && han == syllables.clone().count()
    {
        return Annotation { syllables, span, draft }.inlines(base);
    }
    if is_zhuyin(reading) {
        draft.report(Diagnostic::new(&W304).at(place).with("reading", reading));
    }
    let id = draft.id(span);
    vec![Inline { id, kind: InlineKind::Ruby(base, reading.to_owned()) }]
}

/// The number of Han in a base of plain and styled text; none when it holds something else.
fn han(base: &[Inline]) -> Option<usize> {
    base.iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text(text) => Some(text.chars().filter(|c| is_han(*c)).count()),
            InlineKind::Styled(_, children) | InlineKind::Lang(_, children) | InlineKind::Link(_, children) => {
                han(children)
            }
            _ => None,
        })
        .sum()
}

struct Annotation<'a, 'b, 'c> {
    syllables: SplitWhitespace<'a>,
    span: Span,
    draft: &'b mut Draft<'c>,
}

impl Annotation<'_, '_, '_> {
    fn inlines(&mut self, base: Vec<Inline>) -> Vec<Inline> {
        let mut done = Vec::new();
        for mut inline in base {
            match inline.kind {
                InlineKind::Text(text) => self.text(inline.id, &text, &mut done),
                InlineKind::Styled(_, ref mut children)
                | InlineKind::Lang(_, ref mut children)
                | InlineKind::Link(_, ref mut children) => {
                    *children = self.inlines(std::mem::take(children));
                    done.push(inline);
                }
                _ => done.push(inline),
            }
        }
        done
    }

    fn text(&mut self, id: NodeId, text: &str, done: &mut Vec<Inline>) {
        // Parts of a text that stands in the source as it is have places of their own.
        let whole = self.draft.span(id);
        let part = |from: usize, to: usize| {
            let span = whole?;
            let verbatim = (span.end - span.start) as usize == text.len();
            let at = span.start as usize;
            Some(if verbatim { Span::new(span.file, at + from, at + to) } else { span })
        };
        let mut rest = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            if !is_han(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((next, mark)) = characters.next_if(|(_, mark)| is_combining(*mark)) {
                end = next + mark.len_utf8();
            }
            self.plain(&text[rest..at], part(rest, at), done);
            let syllable = self.syllables.next().unwrap_or_default().to_owned();
            let mut base = Vec::new();
            self.plain(&text[at..end], part(at, end), &mut base);
            let id = self.draft.id(self.span);
            done.push(Inline { id, kind: InlineKind::Ruby(base, syllable) });
            rest = end;
        }
        self.plain(&text[rest..], part(rest, text.len()), done);
    }

    fn plain(&mut self, text: &str, span: Option<Span>, done: &mut Vec<Inline>) {
        if !text.is_empty() {
            let id = self.draft.id(span);
            done.push(Inline { id, kind: InlineKind::Text(text.to_owned()) });
        }
    }
}

//! The attribute block at the end of a paragraph or a heading.

use super::attributes;
use super::draft::{Draft, Known, Source};
use crate::language::Tag;
use crate::model::{Inline, InlineKind};
use crate::source::Span;
use std::ops::Range;

/// The classes of paragraphs.
pub(super) const PARAGRAPH_CLASSES: &[&str] = &["right", "center", "continued"];

/// What the attribute block at the end of a text says.
#[derive(Default)]
pub(super) struct Trailing {
    /// `#name`.
    pub anchor: Option<String>,
    /// Classes, and where each stands.
    pub classes: Vec<(String, Span)>,
    /// `lang=`.
    pub lang: Option<Tag>,
    /// Whether `-` is among them.
    pub dash: bool,
}

/// Takes the attribute block off the end of a text that stands at `span` of `source`, and reports what in it means nothing
/// to `known`. The block of a bracketed span is no longer in the text and so is not taken for it; braces behind
/// backslashes are text.
pub(super) fn take(
    content: &mut Vec<Inline>,
    span: Span,
    source: &Source,
    known: &Known,
    draft: &mut Draft,
) -> Option<Trailing> {
    let last = content.last_mut()?;
    let InlineKind::Text(text) = &mut last.kind else { return None };
    if !text.ends_with('}') {
        return None;
    }
    let start = text.rfind('{')?;
    let block = text[start..].to_owned();
    let end = draft.span(last.id).unwrap_or(span).end as usize;
    let written = end.checked_sub(source.base).and_then(|end| source.text.get(end.checked_sub(block.len())?..end));
    if source.fixed.is_none() && written != Some(&block) {
        return None;
    }
    let begin = end.saturating_sub(block.len());
    let Some(found) = attributes::parse(&block).filter(|found| found.len == block.len()) else {
        // A class without its point.
        let word = block[1..block.len() - 1].trim();
        if written == Some(&block) && known.classes.unwrap_or(PARAGRAPH_CLASSES).contains(&word) {
            draft.misspelt_attributes(&block, Span::new(span.file, begin, end), Some(format!("{{.{word}}}")));
        }
        return None;
    };
    text.truncate(text[..start].trim_end().len());
    if text.is_empty() {
        content.pop();
    }
    // Where the text is not verbatim in the source its end says nothing about its last bytes.
    let exact = begin >= span.start as usize;
    let place = |at: &Range<usize>| if exact { Span::new(span.file, begin + at.start, begin + at.end) } else { span };
    draft.check_attributes(&found, place, known);
    let mut taken = Trailing {
        anchor: found.id.map(str::to_owned),
        classes: found.classes.iter().map(|(class, at)| ((*class).to_owned(), place(at))).collect(),
        lang: None,
        dash: found.dash,
    };
    if let Some((_, tag, at)) = found.pairs.iter().find(|(key, ..)| *key == "lang") {
        taken.lang = draft.language(tag, place(at));
    }
    Some(taken)
}

//! Texts that meet: neighbours become one, and line ends of the source a space or nothing.

use super::cjk;
use super::draft::Draft;
use crate::model::{Inline, InlineKind};

/// Joins neighbouring texts and drops empty ones, but for the text of a reference that waits for its number.
pub(super) fn tidy(inlines: &mut Vec<Inline>, draft: &mut Draft) {
    let mut kept: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in std::mem::take(inlines) {
        match &mut inline.kind {
            InlineKind::Styled(_, children) | InlineKind::Lang(_, children) | InlineKind::Ruby(children, _) => {
                tidy(children, draft);
            }
            InlineKind::Link(_, children) if children.len() > 1 => tidy(children, draft),
            InlineKind::Text(text) => {
                if text.is_empty() {
                    continue;
                }
                if let Some(Inline { id, kind: InlineKind::Text(before) }) = kept.last_mut() {
                    before.push_str(text);
                    if let Some(span) = draft.span(inline.id) {
                        draft.extend(*id, span);
                    }
                    continue;
                }
            }
            _ => {}
        }
        kept.push(inline);
    }
    *inlines = kept;
}

/// Turns the line ends of the source, still in the texts, into a space or nothing.
pub(super) fn join_lines(inlines: &mut [Inline], cjk_text: bool) {
    let mut flat = String::new();
    flatten(inlines, &mut flat);
    let mut joints = flat.match_indices('\n').map(|(at, _)| {
        let (before, after) = (&flat[..at], &flat[at + 1..]);
        !before.is_empty() && !after.is_empty() && !cjk::joins(before, after, cjk_text)
    });
    replace_line_ends(inlines, &mut joints);
}

/// The text as it reads, with line ends; a picture counts as one Han character, a note call as nothing.
fn flatten(inlines: &[Inline], flat: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => flat.push_str(text),
            InlineKind::Code(text) | InlineKind::Math(text) => flat.push_str(&text.replace('\n', " ")),
            InlineKind::Styled(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Ruby(children, _) => flatten(children, flat),
            InlineKind::Image { .. } => flat.push('〓'),
            InlineKind::HardBreak => flat.push(' '),
            InlineKind::NoteCall(_) => {}
        }
    }
}

fn replace_line_ends(inlines: &mut [Inline], spaces: &mut dyn Iterator<Item = bool>) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) if text.contains('\n') => {
                let mut joined = String::with_capacity(text.len());
                for c in text.chars() {
                    match c {
                        '\n' if spaces.next().unwrap_or(true) => joined.push(' '),
                        '\n' => {}
                        _ => joined.push(c),
                    }
                }
                *text = joined;
            }
            InlineKind::Styled(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Ruby(children, _) => replace_line_ends(children, spaces),
            _ => {}
        }
    }
}

//! Attribute blocks close behind what carries none, and at the end of texts that carry none: they would be printed.

use super::attributes::{self, Attributes};
use super::draft::{Draft, Known, Source};
use crate::base::NodeId;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax;
use crate::model::{Inline, InlineKind};
use std::ops::Range;

/// Keys that attributes have here or elsewhere: `{x=1}` may be a set.
const KEYS: &[&str] = &[
    "width", "height", "ruby", "lang", "style", "class", "id", "align", "valign", "colspan", "rowspan", "target",
    "title", "rel",
];

/// Reports the blocks behind code, emphasis, links, calls of notes and spans, and where `ends` says that nothing reads
/// attributes there, the block at the end of the text. The braces of prose have no classes, names or known keys, and those
/// behind backslashes are text.
pub(super) fn check(content: &[Inline], ends: bool, source: &Source, draft: &mut Draft) {
    if source.fixed.is_some() {
        return;
    }
    let mut carried = false;
    for inline in content {
        let is_carrier = match &inline.kind {
            InlineKind::Styled(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Ruby(children, _) => {
                check(children, false, source, draft);
                true
            }
            InlineKind::Code(_) | InlineKind::NoteCall(_) => true,
            InlineKind::Text(text) => {
                if carried && text.starts_with('{') {
                    behind(inline, text, source, draft);
                    carried = false;
                    continue;
                }
                false
            }
            _ => false,
        };
        carried = is_carrier;
    }
    if let (true, Some(last)) = (ends, content.last())
        && let InlineKind::Text(text) = &last.kind
    {
        at_end(last, text, source, draft);
    }
}

fn behind(inline: &Inline, text: &str, source: &Source, draft: &mut Draft) {
    let Some(found) = attributes::parse(text) else { return };
    let Some(start) = draft.span(inline.id).and_then(|span| (span.start as usize).checked_sub(source.base)) else {
        return;
    };
    if !found.dash || !found.classes.is_empty() || !found.pairs.is_empty() {
        report(&found, &text[..found.len], start, source, draft);
    }
}

fn at_end(inline: &Inline, text: &str, source: &Source, draft: &mut Draft) {
    if let Some((found, block, start)) =
        last_block(inline.id, text, source, draft).filter(|(_, block, _)| *block != text)
    {
        report(&found, block, start, source, draft);
    }
}

/// Reports the block at the end of a line within a paragraph, which belongs to nothing there.
pub(super) fn inside(id: NodeId, text: &str, source: &Source, draft: &mut Draft) {
    if source.fixed.is_some() || !text.trim_end().ends_with('}') {
        return;
    }
    if let Some((_, block, start)) = last_block(id, text, source, draft)
        && is_written(block, start, source)
    {
        let place = source.span(&(start..start + block.len()));
        draft.report(Diagnostic::new(&syntax::W122).at(place).with("name", block));
    }
}

/// The block of attributes at the end of a text, and where it stands in the source; none where the braces are those of
/// prose.
fn last_block<'t>(
    id: NodeId,
    text: &'t str,
    source: &Source,
    draft: &Draft,
) -> Option<(Attributes<'t>, &'t str, usize)> {
    let text = text.trim_end();
    let at = text.rfind('{').filter(|_| text.ends_with('}'))?;
    let block = &text[at..];
    let found = attributes::parse(block).filter(|found| found.len == block.len())?;
    let named = |name: &str| name.starts_with(char::is_alphabetic);
    let meant = found.classes.iter().any(|(class, _)| named(class))
        || found.id.is_some_and(named)
        || found.pairs.iter().any(|(key, ..)| KEYS.contains(key));
    let end = (draft.span(id)?.end as usize).checked_sub(source.base)?;
    let before = source.text.get(..end).filter(|_| meant)?;
    let start = before.trim_end().len().checked_sub(block.len())?;
    Some((found, block, start))
}

/// Whether a block stands verbatim at `start` of the source, and behind no backslash.
fn is_written(block: &str, start: usize, source: &Source) -> bool {
    let escaped = start > 0 && source.text.as_bytes().get(start - 1) == Some(&b'\\');
    !escaped && source.text.get(start..).is_some_and(|rest| rest.starts_with(block))
}

/// Reports a block, if it stands verbatim at `start` of the source.
fn report(found: &Attributes, block: &str, start: usize, source: &Source, draft: &mut Draft) {
    if !is_written(block, start, source) {
        return;
    }
    let place = |at: &Range<usize>| source.span(&(start + at.start..start + at.end));
    draft.check_attributes(found, place, &Known { classes: Some(&[]), ..Known::default() });
}

/// Braces close behind a bracket that were meant for attributes and are none: what stands there, and what was probably
/// meant. `known` are the classes and the keys of spans.
pub(super) fn malformed<'t>(text: &'t str, known: &Known) -> Option<(&'t str, Option<String>)> {
    /// What an author can have meant for attributes is short, in bytes.
    const REACH: usize = 80;
    let bytes = text.as_bytes();
    let end = bytes.iter().take(REACH).position(|byte| matches!(byte, b'}' | b'\n'))?;
    let inside = text.strip_prefix('{')?.get(..end.checked_sub(1)?).filter(|_| bytes[end] == b'}')?;
    let word = inside.trim();
    let key = word.split('=').next().unwrap_or_default().trim_end();
    let nearest = if known.keys.contains(&key) {
        Some(format!("{{{key}=\"…\"}}"))
    } else if known.classes.is_some_and(|classes| classes.contains(&word)) {
        Some(format!("{{.{word}}}"))
    } else if word.is_empty() || word.starts_with(['.', '#']) {
        None
    } else {
        return None;
    };
    Some((&text[..=end], nearest))
}

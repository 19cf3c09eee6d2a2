//! The headings of a chapter: one title, and levels without gaps.

use super::draft::{Draft, NoteDraft};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax;
use crate::model::{Block, BlockKind, ChapterRole, Inline, InlineKind, plain_text, walk_blocks_mut};
use crate::unicode::is_blank;

/// Settles the levels and returns the chapter's title: its first heading, whatever the level, else the file's name.
///
/// A file is one chapter, and in the EPUB one document with one `h1`. The levels of all other headings move with that of
/// the title, but no heading rises above a section; one that the author set as high as the title is reported. Headings
/// in quotations, lists and notes are no titles. A part has its title from `book.yaml`, unless its file begins with a
/// heading of level 1, which then gets level 0.
pub(super) fn settle(blocks: &mut Vec<Block>, notes: &mut [NoteDraft], draft: &mut Draft) -> String {
    drop_empty(blocks, draft);
    notes.iter_mut().for_each(|note| drop_empty(&mut note.blocks, draft));
    let is_part = draft.context.role == ChapterRole::Part;
    let first = blocks.iter().enumerate().find_map(|(at, block)| Some((at, level_of(block)?)));
    let titled = first.filter(|(_, level)| !is_part || *level == 1);
    let highest = titled.map_or(1, |(_, level)| level);
    report_rivals(blocks, titled, draft);
    let below = |level: u8| level.saturating_sub(highest - 1).max(2);
    let mut title = None;
    for (at, block) in blocks.iter_mut().enumerate() {
        if titled.is_some_and(|(first, _)| first == at)
            && let BlockKind::Heading { level, content, .. } = &mut block.kind
        {
            *level = u8::from(!is_part);
            title = Some(plain_text(content).trim().to_owned());
        } else {
            walk_blocks_mut(std::slice::from_mut(block), &mut |block| lower(block, below));
        }
    }
    notes.iter_mut().for_each(|note| walk_blocks_mut(&mut note.blocks, &mut |block| lower(block, below)));
    report_gaps(blocks, draft);
    title.filter(|title| !is_blank(title)).unwrap_or_else(|| {
        let stem = draft.context.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !is_part {
            draft.report(Diagnostic::new(&syntax::W108).at(draft.context.path).with("title", &stem));
        }
        stem
    })
}

fn level_of(block: &Block) -> Option<u8> {
    if let BlockKind::Heading { level, .. } = block.kind { Some(level) } else { None }
}

fn lower(block: &mut Block, below: impl Fn(u8) -> u8) {
    if let BlockKind::Heading { level, .. } = &mut block.kind {
        *level = below(*level);
    }
}

/// Leaves out headings that hold nothing: neither a list of contents nor a reader's device can show them.
fn drop_empty(blocks: &mut Vec<Block>, draft: &mut Draft) {
    blocks.retain(|block| {
        let BlockKind::Heading { content, .. } = &block.kind else { return true };
        let empty = content.iter().all(shows_nothing);
        if let Some(span) = draft.span(block.id).filter(|_| empty) {
            draft.report(Diagnostic::new(&syntax::W115).at(span));
        }
        !empty
    });
    for block in blocks {
        match &mut block.kind {
            BlockKind::Quote(inner) => drop_empty(inner, draft),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| drop_empty(&mut item.blocks, draft)),
            BlockKind::Definitions(entries) => {
                let definitions = entries.iter_mut().flat_map(|entry| &mut entry.definitions);
                definitions.for_each(|(_, inner)| drop_empty(inner, draft));
            }
            _ => {}
        }
    }
}

/// Whether a reader sees nothing of an inline. A reference gets its words later.
fn shows_nothing(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => is_blank(text),
        InlineKind::Styled(_, children) | InlineKind::Lang(_, children) => children.iter().all(shows_nothing),
        InlineKind::HardBreak => true,
        _ => false,
    }
}

/// Reports the first heading that stands as high as the title, with the number of them.
fn report_rivals(blocks: &[Block], titled: Option<(usize, u8)>, draft: &mut Draft) {
    let Some((title, highest)) = titled else { return };
    let rivals = blocks.iter().enumerate().filter_map(|(at, block)| {
        let level = level_of(block).filter(|level| at != title && *level <= highest)?;
        Some((level, draft.span(block.id)?))
    });
    let rivals: Vec<_> = rivals.collect();
    let Some((level, span)) = rivals.first() else { return };
    let finding = Diagnostic::new(&syntax::W109).at(*span).with("level", level);
    draft.report(if rivals.len() > 1 { finding.with("count", rivals.len()) } else { finding });
}

fn report_gaps(blocks: &[Block], draft: &mut Draft) {
    let mut above = None;
    for block in blocks {
        let Some(level) = level_of(block) else { continue };
        let above = above.replace((level.max(1), block.id));
        if let (Some((above, heading)), Some(span)) = (above, draft.span(block.id))
            && level > above + 1
        {
            let finding = Diagnostic::new(&syntax::W110).at(span).with("from", above).with("to", level);
            draft.report(finding.also([heading]));
        }
    }
}

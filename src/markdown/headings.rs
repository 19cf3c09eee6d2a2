//! The headings of a chapter: one title, and levels without gaps.

use super::draft::Draft;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax;
use crate::model::{Block, BlockKind, ChapterRole, plain_text, walk_blocks_mut};

/// Settles the levels and returns the chapter's title: its first heading of level 1, else the file's name.
///
/// A file is one chapter, and in the EPUB one document with one `h1`: every further heading of level 1 is reported and
/// becomes a section. In the file of a part the first one is the part's title and gets level 0.
pub(super) fn settle(blocks: &mut [Block], draft: &mut Draft) -> String {
    let mut title = None;
    for block in blocks.iter_mut() {
        let BlockKind::Heading { level: level @ 1, content, .. } = &mut block.kind else { continue };
        if title.is_none() {
            title = Some(plain_text(content).trim().to_owned());
            if draft.context.role == ChapterRole::Part {
                *level = 0;
            }
            continue;
        }
        *level = 2;
        if let Some(span) = draft.span(block.id) {
            draft.report(Diagnostic::new(&syntax::W109).at(span));
        }
    }
    let top_level = title.is_some() && draft.context.role != ChapterRole::Part;
    demote_inner(blocks, top_level);
    report_gaps(blocks, draft);
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| {
        let stem = draft.context.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // A part has its title from `book.yaml`.
        if draft.context.role != ChapterRole::Part {
            draft.report(Diagnostic::new(&syntax::W108).at(draft.context.path).with("title", &stem));
        }
        stem
    })
}

/// Headings in quotations, lists and the like are no titles of chapters.
fn demote_inner(blocks: &mut [Block], has_title: bool) {
    let mut title_seen = !has_title;
    walk_blocks_mut(blocks, &mut |block| {
        if let BlockKind::Heading { level: level @ 1, .. } = &mut block.kind {
            if title_seen {
                *level = 2;
            }
            title_seen = true;
        }
    });
}

fn report_gaps(blocks: &[Block], draft: &mut Draft) {
    let mut above = None;
    for block in blocks {
        let BlockKind::Heading { level, .. } = block.kind else { continue };
        let above = above.replace(level.max(1));
        if let (Some(above), Some(span)) = (above, draft.span(block.id))
            && level > above + 1
        {
            draft.report(Diagnostic::new(&syntax::W110).at(span).with("from", above).with("to", level));
        }
    }
}

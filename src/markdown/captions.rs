//! Captions of tables: a paragraph beside the table that begins with `表：`, `Table:` or `: `.

use super::blank;
use super::draft::Draft;
use super::ends::trim_ends;
use crate::model::{Block, BlockKind, Inline, InlineKind};

/// What a table's caption begins with.
const PREFIXES: [&str; 6] = ["表：", "表:", "Table:", "table:", "표:", ": "];

/// The classes of tables, which stand in their captions.
const CLASSES: &[&str] = &["turned", "unnumbered"];

/// Gives every table its caption. The paragraph before the table comes first, for that is where captions of tables
/// stand; the one behind it counts unless another table follows that one.
pub(super) fn attach(blocks: Vec<Block>, draft: &mut Draft) -> Vec<Block> {
    if !blocks.iter().any(is_table) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(mut block) = rest.next() {
        if is_table(&block) {
            if let Some(caption) = out.pop_if(|before| is_caption(before)) {
                give(&mut block, caption, draft);
            } else if rest.peek().is_some_and(is_caption)
                && let Some(caption) = rest.next()
            {
                if rest.peek().is_some_and(is_table) {
                    out.push(block);
                    block = caption;
                } else {
                    give(&mut block, caption, draft);
                }
            }
        }
        out.push(block);
    }
    out
}

fn is_table(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Table(_))
}

fn is_caption(block: &Block) -> bool {
    let BlockKind::Paragraph { content, .. } = &block.kind else { return false };
    matches!(content.first(), Some(Inline { kind: InlineKind::Text(text), .. }) if prefix(text).is_some())
}

fn prefix(text: &str) -> Option<&'static str> {
    PREFIXES.into_iter().find(|prefix| text.starts_with(prefix))
}

fn give(block: &mut Block, caption: Block, draft: &mut Draft) {
    let BlockKind::Table(table) = &mut block.kind else { return };
    let BlockKind::Paragraph { mut content, .. } = caption.kind else { return };
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
        let rest = prefix(text).map_or(text.as_str(), |prefix| text[prefix.len()..].trim_start());
        *text = rest.to_owned();
        if text.is_empty() {
            content.remove(0);
        }
    }
    for (class, span) in draft.classes.remove(&caption.id.index).unwrap_or_default() {
        if !CLASSES.contains(&&*class) {
            draft.unknown_class(&class, span, CLASSES);
        }
    }
    trim_ends(&mut content);
    if blank::shows_nothing(&content) {
        blank::tell(blank::TABLE_CAPTION, draft.span(caption.id), draft);
        content.clear();
    }
    table.caption_id = draft.id(draft.span(caption.id));
    table.caption = content;
    block.anchor = caption.anchor;
    block.classes.extend(caption.classes);
}

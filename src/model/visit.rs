use super::{Block, BlockKind, Inline, InlineKind};

/// Calls `on_block` on `block` and on every block inside it, in reading order.
pub fn walk_block<'a>(block: &'a Block, on_block: &mut dyn FnMut(&'a Block)) {
    on_block(block);
    walk_children(block, &mut |blocks| blocks.iter().for_each(|child| walk_block(child, on_block)));
}

/// Calls `on_blocks` on each sequence of blocks that `block` holds, in reading order; not on those inside them.
pub fn walk_children<'a>(block: &'a Block, on_blocks: &mut dyn FnMut(&'a [Block])) {
    match &block.kind {
        BlockKind::Quote(blocks) => on_blocks(blocks),
        BlockKind::List { items, .. } => items.iter().for_each(|item| on_blocks(&item.blocks)),
        BlockKind::Definitions(entries) => {
            entries.iter().flat_map(|entry| &entry.definitions).for_each(|(_, blocks)| on_blocks(blocks));
        }
        BlockKind::Heading { .. }
        | BlockKind::Paragraph { .. }
        | BlockKind::Figure(_)
        | BlockKind::Verse(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Math(_)
        | BlockKind::Break
        | BlockKind::Contents(_) => {}
    }
}

/// Calls `on_inline` on every inline in `block` itself (captions and cells included, child blocks not), in reading order.
pub fn walk_inlines<'a>(block: &'a Block, on_inline: &mut dyn FnMut(&'a Inline)) {
    walk_texts(block, &mut |inlines| each(inlines, on_inline));
}

/// Calls `on_text` on each text of `block` itself: its content, its caption, each of its lines, terms or cells, in
/// reading order.
pub fn walk_texts<'a>(block: &'a Block, on_text: &mut dyn FnMut(&'a [Inline])) {
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => on_text(content),
        BlockKind::Figure(figure) => on_text(&figure.caption),
        BlockKind::Verse(lines) => lines.iter().for_each(|line| on_text(line)),
        BlockKind::Definitions(entries) => entries.iter().for_each(|entry| on_text(&entry.term)),
        BlockKind::Table(table) => {
            on_text(&table.caption);
            let rows = std::iter::once(&table.head).chain(&table.rows);
            rows.flat_map(|row| &row.cells).for_each(|cell| on_text(&cell.content));
        }
        BlockKind::Quote(_)
        | BlockKind::List { .. }
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Break
        | BlockKind::Contents(_) => {}
    }
}

fn each<'a>(inlines: &'a [Inline], on_inline: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        on_inline(inline);
        match &inline.kind {
            InlineKind::Styled(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Ruby(children, _) => each(children, on_inline),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Math(_)
            | InlineKind::NoteCall(_)
            | InlineKind::Image { .. }
            | InlineKind::HardBreak => {}
        }
    }
}

/// Calls `on_block` on every one of `blocks` and every block inside them, in reading order, to change them.
pub fn walk_blocks_mut(blocks: &mut [Block], on_block: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        on_block(block);
        match &mut block.kind {
            BlockKind::Quote(blocks) => walk_blocks_mut(blocks, on_block),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| walk_blocks_mut(&mut item.blocks, on_block));
            }
            BlockKind::Definitions(entries) => entries
                .iter_mut()
                .flat_map(|entry| &mut entry.definitions)
                .for_each(|(_, blocks)| walk_blocks_mut(blocks, on_block)),
            BlockKind::Heading { .. }
            | BlockKind::Paragraph { .. }
            | BlockKind::Figure(_)
            | BlockKind::Verse(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Math(_)
            | BlockKind::Break
            | BlockKind::Contents(_) => {}
        }
    }
}

/// Calls `on_inline` on every inline of `blocks` and of the blocks inside them, in reading order, to change them: the order
/// in which [`super::Chapter::renumber`] gives ids. A term comes before its definitions, and these before the next term.
pub fn walk_text_mut(blocks: &mut [Block], on_inline: &mut dyn FnMut(&mut Inline)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    each_mut(&mut entry.term, on_inline);
                    entry.definitions.iter_mut().for_each(|(_, blocks)| walk_text_mut(blocks, on_inline));
                }
            }
            BlockKind::Quote(blocks) => walk_text_mut(blocks, on_inline),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| walk_text_mut(&mut item.blocks, on_inline));
            }
            BlockKind::Heading { .. }
            | BlockKind::Paragraph { .. }
            | BlockKind::Figure(_)
            | BlockKind::Verse(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Math(_)
            | BlockKind::Break
            | BlockKind::Contents(_) => walk_inlines_mut(block, on_inline),
        }
    }
}

/// As [`walk_inlines`], to change them.
pub fn walk_inlines_mut(block: &mut Block, on_inline: &mut dyn FnMut(&mut Inline)) {
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => each_mut(content, on_inline),
        BlockKind::Figure(figure) => each_mut(&mut figure.caption, on_inline),
        BlockKind::Verse(lines) => lines.iter_mut().for_each(|line| each_mut(line, on_inline)),
        BlockKind::Definitions(entries) => entries.iter_mut().for_each(|entry| each_mut(&mut entry.term, on_inline)),
        BlockKind::Table(table) => {
            each_mut(&mut table.caption, on_inline);
            std::iter::once(&mut table.head)
                .chain(&mut table.rows)
                .flat_map(|row| &mut row.cells)
                .for_each(|cell| each_mut(&mut cell.content, on_inline));
        }
        BlockKind::Quote(_)
        | BlockKind::List { .. }
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Break
        | BlockKind::Contents(_) => {}
    }
}

fn each_mut(inlines: &mut [Inline], on_inline: &mut dyn FnMut(&mut Inline)) {
    for inline in inlines {
        on_inline(inline);
        match &mut inline.kind {
            InlineKind::Styled(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Ruby(children, _) => each_mut(children, on_inline),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Math(_)
            | InlineKind::NoteCall(_)
            | InlineKind::Image { .. }
            | InlineKind::HardBreak => {}
        }
    }
}

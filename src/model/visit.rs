use super::{Block, BlockKind, Inline, InlineKind};

/// Calls `on_block` on `block` and on every block inside it, in reading order.
pub fn walk_block<'a>(block: &'a Block, on_block: &mut dyn FnMut(&'a Block)) {
    on_block(block);
    match &block.kind {
        BlockKind::Quote(blocks) => blocks.iter().for_each(|child| walk_block(child, on_block)),
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|child| walk_block(child, on_block));
        }
        BlockKind::Definitions(entries) => entries
            .iter()
            .flat_map(|entry| &entry.definitions)
            .flat_map(|(_, blocks)| blocks)
            .for_each(|child| walk_block(child, on_block)),
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
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => each(content, on_inline),
        BlockKind::Figure(figure) => each(&figure.caption, on_inline),
        BlockKind::Verse(lines) => lines.iter().for_each(|line| each(line, on_inline)),
        BlockKind::Definitions(entries) => entries.iter().for_each(|entry| each(&entry.term, on_inline)),
        BlockKind::Table(table) => {
            each(&table.caption, on_inline);
            std::iter::once(&table.head)
                .chain(&table.rows)
                .flat_map(|row| &row.cells)
                .for_each(|cell| each(&cell.content, on_inline));
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

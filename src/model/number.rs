use super::{Block, BlockKind, Chapter, Inline, InlineKind, NodeId, Row};
use crate::source::Span;

impl Chapter {
    /// Gives every node its id: `chapter`, and its preorder number, blocks first and notes after them. `spans` follow
    /// their nodes, and every note learns the ids of its calls.
    ///
    /// A node is made with any id whose `index` is that of its span in `spans`; one past the end has no span.
    pub fn renumber(&mut self, chapter: u16) {
        let mut pass = Pass { chapter, old: &self.spans, new: Vec::with_capacity(self.spans.len()), calls: Vec::new() };
        pass.calls.resize(self.notes.len(), Vec::new());
        pass.blocks(&mut self.blocks);
        for note in &mut self.notes {
            pass.give(&mut note.id);
            pass.blocks(&mut note.blocks);
        }
        let Pass { new, calls, .. } = pass;
        for (note, calls) in self.notes.iter_mut().zip(calls) {
            note.calls = calls;
        }
        self.spans = new;
    }
}

struct Pass<'a> {
    chapter: u16,
    old: &'a [Option<Span>],
    new: Vec<Option<Span>>,
    calls: Vec<Vec<NodeId>>,
}

impl Pass<'_> {
    fn give(&mut self, id: &mut NodeId) {
        let span = self.old.get(id.index as usize).copied().flatten();
        *id = NodeId { chapter: self.chapter, index: u32::try_from(self.new.len()).unwrap_or(u32::MAX) };
        self.new.push(span);
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        blocks.iter_mut().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &mut Block) {
        self.give(&mut block.id);
        match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => self.inlines(content),
            BlockKind::Figure(figure) => {
                self.give(&mut figure.caption_id);
                self.inlines(&mut figure.caption);
            }
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Verse(lines) => lines.iter_mut().for_each(|line| self.inlines(line)),
            BlockKind::List { items, .. } => {
                for item in items {
                    self.give(&mut item.id);
                    self.blocks(&mut item.blocks);
                }
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    self.give(&mut entry.id);
                    self.inlines(&mut entry.term);
                    for (id, blocks) in &mut entry.definitions {
                        self.give(id);
                        self.blocks(blocks);
                    }
                }
            }
            BlockKind::Table(table) => {
                self.give(&mut table.caption_id);
                self.inlines(&mut table.caption);
                self.row(&mut table.head);
                table.rows.iter_mut().for_each(|row| self.row(row));
            }
            BlockKind::Contents(entries) => {
                for entry in entries {
                    self.give(&mut entry.id);
                    self.give(&mut entry.folio_id);
                }
            }
            BlockKind::Code { .. } | BlockKind::Math(_) | BlockKind::Break => {}
        }
    }

    fn row(&mut self, row: &mut Row) {
        self.give(&mut row.id);
        for cell in &mut row.cells {
            self.give(&mut cell.id);
            self.inlines(&mut cell.content);
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            self.give(&mut inline.id);
            match &mut inline.kind {
                InlineKind::Styled(_, children)
                | InlineKind::Lang(_, children)
                | InlineKind::Link(_, children)
                | InlineKind::Ruby(children, _) => self.inlines(children),
                InlineKind::NoteCall(note) => {
                    if let Some(calls) = self.calls.get_mut(*note as usize) {
                        calls.push(inline.id);
                    }
                }
                InlineKind::Text(_)
                | InlineKind::Code(_)
                | InlineKind::Math(_)
                | InlineKind::Image { .. }
                | InlineKind::HardBreak => {}
            }
        }
    }
}

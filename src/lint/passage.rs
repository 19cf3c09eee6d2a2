//! Text without markup, every letter with its place.

use crate::diagnostics::Place;
use crate::model::{Block, BlockKind, Chapter, Inline, InlineKind, NodeId, walk_block, walk_texts};

/// Stands for what a lint does not read: code, formulas, pictures, passages in other languages. It is neither a letter
/// nor a mark.
pub(super) const OTHER: char = '\u{FFFC}';

/// What a passage is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// The title of a heading.
    Heading,
    /// A paragraph, a line of verse, a caption, a cell, a term.
    Text,
}

/// A letter of a passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The character.
    pub c: char,
    node: NodeId,
    offset: u32,
}

impl Letter {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place::Node(self.node, self.offset)
    }
}

/// A passage: text that is read in one breath.
pub(super) struct Passage {
    /// What it is.
    pub kind: Kind,
    /// Its letters.
    pub letters: Vec<Letter>,
}

/// The letters of inlines. Note calls are nothing, as they are to a reader.
pub(super) fn letters(inlines: &[Inline]) -> Vec<Letter> {
    let mut letters = Vec::new();
    collect(inlines, &mut letters);
    letters
}

fn collect(inlines: &[Inline], letters: &mut Vec<Letter>) {
    for inline in inlines {
        let node = inline.id;
        match &inline.kind {
            InlineKind::Text(text) => {
                letters.extend(text.char_indices().map(|(offset, c)| Letter { c, node, offset: offset as u32 }));
            }
            InlineKind::Lang(tag, children) if tag.is_chinese() => collect(children, letters),
            InlineKind::Styled(_, children) | InlineKind::Link(_, children) | InlineKind::Ruby(children, _) => {
                collect(children, letters);
            }
            InlineKind::HardBreak => letters.push(Letter { c: '\n', node, offset: 0 }),
            InlineKind::Code(_) | InlineKind::Math(_) | InlineKind::Image { .. } | InlineKind::Lang(..) => {
                letters.push(Letter { c: OTHER, node, offset: 0 });
            }
            InlineKind::NoteCall(_) => {}
        }
    }
}

/// The passages of a chapter and its notes.
pub(super) fn passages(chapter: &Chapter) -> Vec<Passage> {
    let mut passages = Vec::new();
    let blocks = chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks));
    blocks.for_each(|block| walk_block(block, &mut |block| of_block(block, &mut passages)));
    passages
}

fn of_block(block: &Block, passages: &mut Vec<Passage>) {
    let kind = if matches!(block.kind, BlockKind::Heading { .. }) { Kind::Heading } else { Kind::Text };
    walk_texts(block, &mut |inlines| passages.push(Passage { kind, letters: letters(inlines) }));
}

//! Headings open sections.

use super::tagger::Tagger;
use crate::model::{Block, BlockKind};
use krilla::tagging::{Node, Tag, TagGroup};

impl<'a> Tagger<'_, 'a> {
    /// The blocks of a chapter; a heading after the chapter's first one opens a section that lasts until a heading
    /// of its level or above.
    pub(super) fn sections(&mut self, blocks: &'a [Block]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut open: Vec<(u8, TagGroup)> = Vec::new();
        let mut top: Option<u8> = None;
        for block in blocks {
            if let BlockKind::Heading { level, .. } = block.kind {
                close(&mut open, level, &mut nodes);
                // The chapter's own title stands in the chapter's element, not in one more.
                match top {
                    Some(title) if level > title => open.push((level, TagGroup::new(Tag::Section))),
                    _ => top = Some(level),
                }
            }
            let out = open.last_mut().map_or(&mut nodes, |(_, section)| &mut section.children);
            self.block(block, out);
        }
        close(&mut open, 0, &mut nodes);
        nodes
    }
}

/// Hangs every open section of `level` or deeper on its parent.
fn close(open: &mut Vec<(u8, TagGroup)>, level: u8, nodes: &mut Vec<Node>) {
    while open.last().is_some_and(|last| last.0 >= level) {
        let Some((_, section)) = open.pop() else { return };
        let parent = open.last_mut().map_or(&mut *nodes, |(_, parent)| &mut parent.children);
        if !section.children.is_empty() {
            parent.push(section.into());
        }
    }
}

//! What marks were left for a node become leaves of its element.

use crate::display::Piece;
use crate::model::{Book, Chapter, NodeId};
use crate::pdf::marks::Marks;
use krilla::tagging::{Node, Tag, TagGroup, TagKind};

/// Builds the structure of one chapter.
pub(super) struct Tagger<'t, 'a> {
    pub(super) book: &'a Book,
    pub(super) chapter: &'a Chapter,
    pub(super) marks: &'t mut Marks,
    pub(super) levels: &'t mut Levels,
    /// Which notes already stand in the structure; a note goes to its first call.
    pub(super) told: Vec<bool>,
    pub(super) depth: u16,
}

impl<'a> Tagger<'_, 'a> {
    pub(super) fn chapter(&mut self) -> Vec<Node> {
        let chapter = self.chapter;
        let mut nodes = self.sections(&chapter.blocks);
        // Notes that nobody calls are still on the pages.
        for note in 0..chapter.notes.len() {
            self.note(note, &mut nodes);
        }
        nodes
    }

    /// Runs `inner` one level down; too deep, nothing is done, and what stands there is reported as left over.
    pub(super) fn deeper(&mut self, inner: impl FnOnce(&mut Self)) {
        if self.depth < DEEPEST {
            self.depth += 1;
            inner(self);
            self.depth -= 1;
        }
    }

    /// Puts the leaves of one piece of a node into `out`.
    pub(super) fn leaves(&mut self, node: NodeId, piece: Piece, out: &mut Vec<Node>) {
        out.extend(self.marks.take(node, piece).map(Node::from));
    }

    /// The label of a node in an element of its own, when it has one on the pages.
    pub(super) fn label(&mut self, node: NodeId, out: &mut Vec<Node>) {
        let mut children = Vec::new();
        self.leaves(node, Piece::Label, &mut children);
        self.linked(&[node], &mut children);
        push(out, Tag::Lbl, children);
    }

    /// Wraps `children` in a link when one of the nodes has link annotations.
    pub(super) fn linked(&mut self, nodes: &[NodeId], children: &mut Vec<Node>) {
        let mut annotations: Vec<Node> = Vec::new();
        for &node in nodes {
            annotations.extend(self.marks.take_links(node).map(Node::from));
        }
        if !annotations.is_empty() {
            let mut all = std::mem::take(children);
            all.append(&mut annotations);
            push(children, Tag::Link, all);
        }
    }
}

/// Adds an element, unless it would be empty.
pub(super) fn push(out: &mut Vec<Node>, tag: impl Into<TagKind>, children: Vec<Node>) {
    if !children.is_empty() {
        out.push(TagGroup::with_children(tag, children).into());
    }
}

/// Ranks of headings. PDF/UA allows no level to be skipped (7.4.2), whatever the book's own levels are.
pub(super) struct Levels {
    pub(super) open: Vec<u8>,
    /// The lowest rank that there is.
    pub(super) deepest: u16,
}

impl Levels {
    /// The rank of the next heading, from 1.
    pub(super) fn enter(&mut self, level: u8) -> u16 {
        while self.open.last().is_some_and(|&last| last >= level) {
            self.open.pop();
        }
        self.open.push(level);
        (self.open.len() as u16).min(self.deepest)
    }
}

/// How deep blocks and inlines may nest. No book comes near; the back end walks the tree by recursion.
const DEEPEST: u16 = 200;

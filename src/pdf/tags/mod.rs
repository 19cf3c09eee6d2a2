//! The structure of the PDF: the tree of the book, with what the pages drew for each node as its leaves.

mod blocks;
mod inlines;
mod sections;

use super::internal;
use super::marks::Marks;
use crate::config::PdfStandard;
use crate::diagnostics::Diagnostic;
use crate::display::Piece;
use crate::model::{Book, Chapter, ChapterRole, NodeId};
use krilla::tagging::{Node, Tag, TagGroup, TagKind, TagTree};

/// How deep blocks and inlines may nest. No book comes near; the back end walks the tree by recursion.
const DEEPEST: u16 = 200;

/// Builds the tree. Marks whose node the book does not hold are a fault of the tool.
pub(super) fn tree(
    book: &Book,
    marks: &mut Marks,
    standard: PdfStandard,
    diagnostics: &mut Vec<Diagnostic>,
) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(book.meta.language.to_string()));
    let mut part: Option<(u16, TagGroup)> = None;
    let deepest = match standard {
        // PDF 1.7 has no H7.
        PdfStandard::Ua1 => 6,
        PdfStandard::Ua2 => u16::MAX,
    };
    let mut levels = Levels { open: Vec::new(), deepest };
    for (index, chapter) in book.chapters.iter().enumerate() {
        let belongs = part.as_ref().is_some_and(|(open, _)| chapter.part == Some(*open));
        if !belongs {
            close(&mut part, &mut tree);
            levels.open.clear();
        }
        let mut tagger =
            Tagger { book, chapter, marks, levels: &mut levels, told: vec![false; chapter.notes.len()], depth: 0 };
        let content = tagger.chapter();
        if content.is_empty() {
            continue;
        }
        let lang = (chapter.lang != book.meta.language).then(|| chapter.lang.to_string());
        match (chapter.role, &mut part) {
            (ChapterRole::Part, _) => {
                let group = TagGroup::with_children(Tag::Part.with_lang(lang), content);
                part = Some((index as u16, group));
            }
            (_, Some((_, group))) => group.push(TagGroup::with_children(Tag::Section.with_lang(lang), content)),
            (_, None) => tree.push(TagGroup::with_children(Tag::Section.with_lang(lang), content)),
        }
    }
    close(&mut part, &mut tree);
    for node in marks.leftovers() {
        let what = format!("node {}:{} is on a page but not in the book", node.chapter, node.index);
        diagnostics.push(internal(what).at(node));
    }
    tree
}

fn close(part: &mut Option<(u16, TagGroup)>, tree: &mut TagTree) {
    if let Some((_, group)) = part.take() {
        tree.push(group);
    }
}

/// Ranks of headings. PDF/UA allows no level to be skipped (7.4.2), whatever the book's own levels are.
struct Levels {
    open: Vec<u8>,
    /// The lowest rank that there is.
    deepest: u16,
}

impl Levels {
    /// The rank of the next heading, from 1.
    fn enter(&mut self, level: u8) -> u16 {
        while self.open.last().is_some_and(|&last| last >= level) {
            self.open.pop();
        }
        self.open.push(level);
        (self.open.len() as u16).min(self.deepest)
    }
}

/// Builds the structure of one chapter.
struct Tagger<'t, 'a> {
    book: &'a Book,
    chapter: &'a Chapter,
    marks: &'t mut Marks,
    levels: &'t mut Levels,
    /// Which notes already stand in the structure; a note goes to its first call.
    told: Vec<bool>,
    depth: u16,
}

impl<'a> Tagger<'_, 'a> {
    fn chapter(&mut self) -> Vec<Node> {
        let chapter = self.chapter;
        let mut nodes = self.sections(&chapter.blocks);
        // Notes that nobody calls are still on the pages.
        for note in 0..chapter.notes.len() {
            self.note(note, &mut nodes);
        }
        nodes
    }

    /// Runs `inner` one level down; too deep, nothing is done, and what stands there is reported as left over.
    fn deeper(&mut self, inner: impl FnOnce(&mut Self)) {
        if self.depth < DEEPEST {
            self.depth += 1;
            inner(self);
            self.depth -= 1;
        }
    }

    /// Puts the leaves of one piece of a node into `out`.
    fn leaves(&mut self, node: NodeId, piece: Piece, out: &mut Vec<Node>) {
        out.extend(self.marks.take(node, piece).map(Node::from));
    }

    /// The label of a node in an element of its own, when it has one on the pages.
    fn label(&mut self, node: NodeId, out: &mut Vec<Node>) {
        let mut children = Vec::new();
        self.leaves(node, Piece::Label, &mut children);
        self.linked(&[node], &mut children);
        push(out, Tag::Lbl, children);
    }

    /// Wraps `children` in a link when one of the nodes has link annotations.
    fn linked(&mut self, nodes: &[NodeId], children: &mut Vec<Node>) {
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
fn push(out: &mut Vec<Node>, tag: impl Into<TagKind>, children: Vec<Node>) {
    if !children.is_empty() {
        out.push(TagGroup::with_children(tag, children).into());
    }
}

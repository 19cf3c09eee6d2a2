//! Where the pages of the printed edition begin, so that a reader of the EPUB finds what others cite by page (EPUB
//! Accessibility 1.1, clause 2.4; EPUB 3.3, clause 7.4.2.3).
//!
//! A break stands at the very character that its page begins with. Pages that show nothing which the EPUB has, blank
//! ones and the half-title for instance, have no break.

use super::page::Page;
use super::plan::File;
use super::xml;
use crate::base::NodeId;
use crate::display::{PageIndex, Pages, Start};
use crate::model::{Book, Inline, InlineKind};

/// The beginning of a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Break {
    /// Where it begins.
    pub start: Start,
    /// Which page.
    pub page: PageIndex,
}

/// The breaks of a book, in reading order; none when no pages were made with it.
#[derive(Default)]
pub(super) struct Breaks<'a> {
    pages: Option<&'a Pages>,
    list: Vec<Break>,
}

impl<'a> Breaks<'a> {
    /// The breaks of pages.
    pub(super) fn of(pages: Option<&'a Pages>) -> Breaks<'a> {
        let mut list: Vec<Break> = Vec::new();
        for (page, index) in pages.iter().flat_map(|pages| &pages.pages).zip(0..) {
            // Navigation follows the text: what does not cannot be listed.
            let in_order = |start: &Start| list.last().is_none_or(|last| last.start < *start);
            if let Some(start) = page.start.filter(in_order) {
                list.push(Break { start, page: index });
            }
        }
        Breaks { pages, list }
    }

    /// Those of a file, in reading order.
    pub(super) fn of_file(&self, book: &Book, file: &File) -> &[Break] {
        let blocks = &book.chapter(file.chapter).blocks;
        let first = if file.opening { 0 } else { blocks.get(file.blocks.start).map_or(0, |block| block.id.index) };
        let end = blocks.get(file.blocks.end).map_or(u32::MAX, |block| block.id.index);
        let at = |index| NodeId { chapter: file.chapter, index };
        let from = self.list.partition_point(|one| one.start.node < at(first));
        let to = self.list.partition_point(|one| one.start.node < at(end));
        self.list.get(from..to).unwrap_or_default()
    }

    /// The first of a chapter.
    pub(super) fn first_of(&self, chapter: u16) -> Option<PageIndex> {
        self.list.iter().find(|one| one.start.node.chapter == chapter).map(|one| one.page)
    }

    /// What readers call a page.
    pub(super) fn label(&self, page: PageIndex) -> &str {
        self.pages.and_then(|pages| pages.pages.get(page as usize)).map_or("", |page| &page.label)
    }

    /// The size of the pages in millimetres.
    pub(super) fn size(&self) -> Option<(f64, f64)> {
        let size = self.pages?.pages.first()?.size;
        let millimetres = |length: crate::base::Len| (length.to_pt() * 25.4 / 72.0 * 10.0).round() / 10.0;
        Some((millimetres(size.width), millimetres(size.height)))
    }
}

/// The id of a break.
pub(super) fn id(page: PageIndex) -> String {
    format!("page-{}", page + 1)
}

/// A break, as a `div` between blocks or a `span` in text.
pub(super) fn marker(tag: &str, page: PageIndex, label: &str, out: &mut String) {
    out.push('<');
    out.push_str(tag);
    out.push_str(" epub:type=\"pagebreak\" role=\"doc-pagebreak\"");
    xml::attribute("id", &id(page), out);
    xml::attribute("aria-label", label, out);
    out.push_str("></");
    out.push_str(tag);
    out.push('>');
}

impl<'a> Page<'a> {
    /// Writes the breaks up to the beginning of `node` between blocks.
    pub(super) fn breaks_before(&mut self, node: NodeId) {
        while self.next_break(node) {
            self.write_break("div");
            self.push("\n");
        }
    }

    /// Writes the breaks up to the beginning of `node` in text.
    pub(super) fn breaks_within(&mut self, node: NodeId) {
        while self.next_break(node) {
            self.write_break("span");
        }
    }

    /// Writes the breaks that begin with an inline, before its element: none may name a link or a base of a reading.
    pub(super) fn breaks_at(&mut self, inline: &Inline) {
        let mut first = inline;
        while let InlineKind::Styled(_, children)
        | InlineKind::Lang(_, children)
        | InlineKind::Link(_, children)
        | InlineKind::Ruby(children, _) = &first.kind
            && let Some(child) = children.first()
        {
            first = child;
        }
        self.breaks_within(first.id);
    }

    /// The breaks inside the text of `node`: bytes of its text. `set` says how many bytes a character counts as set.
    pub(super) fn cuts(&self, node: NodeId, text: &str, set: impl Fn(char) -> usize) -> Vec<usize> {
        let inside = self.breaks.iter().take_while(|one| one.start.node == node);
        let mut wanted = inside.map(|one| one.start.offset as usize).peekable();
        let mut cuts = Vec::new();
        if wanted.peek().is_none() {
            return cuts;
        }
        let mut length = 0;
        for (at, one) in text.char_indices() {
            while wanted.next_if(|offset| *offset <= length).is_some() {
                cuts.push(at);
            }
            length += set(one);
        }
        cuts
    }

    /// Writes the next break, if there is one.
    pub(super) fn write_break(&mut self, tag: &str) {
        if let Some((first, rest)) = self.breaks.split_first() {
            self.breaks = rest;
            marker(tag, first.page, self.context.breaks.label(first.page), &mut self.done.text);
            self.done.breaks.push(first.page);
        }
    }

    /// Writes all breaks that are left, between blocks.
    pub(super) fn remaining_breaks(&mut self) {
        while !self.breaks.is_empty() {
            self.write_break("div");
            self.push("\n");
        }
    }

    fn next_break(&self, node: NodeId) -> bool {
        self.breaks.first().is_some_and(|one| one.start <= Start { node, offset: 0 })
    }
}

//! Where the pages of the printed edition begin, so that a reader of the EPUB finds what others cite by page (EPUB
//! Accessibility 1.1, clause 2.4; EPUB 3.3, clause 7.4.2.3).
//!
//! A break stands at the very character that its page begins with. Pages that show nothing which the EPUB has, blank
//! ones and the half-title for instance, have no break.

use super::plan::File;
use super::xml;
use crate::base::NodeId;
use crate::display::{PageIndex, Pages, Start};
use crate::model::Book;

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

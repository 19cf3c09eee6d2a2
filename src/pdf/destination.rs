//! Places that links and bookmarks lead to, and what these are called.

use super::backend::rounded;
use super::sheet::Sheet;
use crate::base::NodeId;
use crate::display::{PageIndex, Pages};
use crate::language::Word;
use crate::model::{Book, OutlineEntry};
use krilla::destination::XyzDestination;
use krilla::geom::Point;

/// Where a node landed.
pub(super) fn destination(pages: &Pages, sheet: &Sheet, node: NodeId) -> Option<XyzDestination> {
    destination_from(pages, sheet, node, 0)
}

/// Where a link on page `from` leads that leads to a node: a note may stand on several pages.
pub(super) fn destination_from(pages: &Pages, sheet: &Sheet, node: NodeId, from: PageIndex) -> Option<XyzDestination> {
    let (page, at) = place(pages, node, from)?;
    let at = Point::from_xy(rounded(at.x + sheet.origin), rounded(at.y + sheet.origin));
    Some(XyzDestination::new(sheet.cover(pages).len() + page as usize, at))
}

fn place(pages: &Pages, node: NodeId, from: PageIndex) -> Option<(PageIndex, crate::base::Point)> {
    pages.place(node, from).filter(|(page, _)| (*page as usize) < pages.pages.len())
}

/// What a screen reader says of an internal link from page `from` to a node: the heading it leads to, else the page.
pub(super) fn said(
    book: &Book,
    pages: &Pages,
    heading: Option<&OutlineEntry>,
    node: NodeId,
    from: PageIndex,
) -> String {
    let words = book.meta.language.words();
    if let Some(entry) = heading {
        return words.numbered(entry.number.as_deref(), &entry.title);
    }
    let label =
        place(pages, node, from).and_then(|place| pages.pages.get(place.0 as usize)).map(|page| page.label.as_str());
    words.fill(Word::Page, &[("page", label.unwrap_or_default())])
}

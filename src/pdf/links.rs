//! Links: areas on pages that lead to places of the book or out of it.

use super::Sheet;
use super::marks::Marks;
use super::page::{location, rounded};
use crate::base::NodeId;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::W705;
use crate::display::{LinkArea, PageIndex, Pages};
use crate::language::Word;
use crate::model::{Book, Target};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target as Lead};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Quadrilateral, Rect};
use krilla::page::Page;

/// Where a node landed.
pub(super) fn destination(pages: &Pages, sheet: &Sheet, node: NodeId) -> Option<XyzDestination> {
    destination_from(pages, sheet, node, 0)
}

/// Where a link on page `from` leads that leads to a node: a note may stand on several pages.
fn destination_from(pages: &Pages, sheet: &Sheet, node: NodeId, from: PageIndex) -> Option<XyzDestination> {
    let (page, at) = place(pages, node, from)?;
    let at = Point::from_xy(rounded(at.x + sheet.origin), rounded(at.y + sheet.origin));
    Some(XyzDestination::new(sheet.cover(pages).len() + page as usize, at))
}

fn place(pages: &Pages, node: NodeId, from: PageIndex) -> Option<(PageIndex, crate::base::Point)> {
    pages.place(node, from).filter(|(page, _)| (*page as usize) < pages.pages.len())
}

/// Adds the links of a page, whose index stands beside it. The areas of one link (its lines) become one annotation.
pub(super) fn annotate(
    (target, index): (&mut Page, usize),
    book: &Book,
    pages: &Pages,
    areas: &[LinkArea],
    marks: &mut Marks,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let from = index.saturating_sub(Sheet::SCREEN.cover(pages).len()) as PageIndex;
    for link in areas.chunk_by(|one, next| one.node == next.node && one.target == next.target) {
        let Some((lead, contents)) = lead(book, pages, from, &link[0], diagnostics) else { continue };
        let quads: Vec<Quadrilateral> = link.iter().filter_map(quad).collect();
        let annotation = match (quads.len(), link.first().and_then(area)) {
            (0, _) | (_, None) => continue,
            (1, Some(rect)) => LinkAnnotation::new(rect, lead),
            _ => LinkAnnotation::new_with_quad_points(quads, lead),
        };
        let annotation = Annotation::new_link(annotation, Some(contents)).with_location(location(link[0].node));
        let leads_to = match link[0].target {
            Target::Node(node) => Some(node),
            Target::Url(_) | Target::Anchor(_) => None,
        };
        marks.add_link(link[0].node, target.add_tagged_annotation(annotation), index, leads_to);
    }
}

fn area(link: &LinkArea) -> Option<Rect> {
    let rect = link.rect;
    Rect::from_ltrb(rounded(rect.at.x), rounded(rect.at.y), rounded(rect.right()), rounded(rect.bottom()))
}

fn quad(link: &LinkArea) -> Option<Quadrilateral> {
    area(link).map(Quadrilateral::from)
}

/// Where the link leads, and the words for it. An anchor that has no node was reported when references were resolved.
fn lead(
    book: &Book,
    pages: &Pages,
    from: PageIndex,
    link: &LinkArea,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Lead, String)> {
    match &link.target {
        Target::Url(url) => Some((Lead::Action(Action::Link(LinkAction::new(url.clone()))), url.clone())),
        Target::Anchor(_) => None,
        // Only the edition for a screen has links.
        Target::Node(node) => match destination_from(pages, &Sheet::SCREEN, *node, from) {
            Some(destination) => Some((Lead::Destination(destination.into()), said(book, pages, *node, from))),
            None => {
                diagnostics.push(Diagnostic::new(&W705).at(link.node));
                None
            }
        },
    }
}

/// What a screen reader says of an internal link: the heading it leads to, else the page.
fn said(book: &Book, pages: &Pages, node: NodeId, from: PageIndex) -> String {
    let words = book.meta.language.words();
    if let Some(entry) = book.outline.iter().find(|entry| entry.node == node) {
        return words.numbered(entry.number.as_deref(), &entry.title);
    }
    let label =
        place(pages, node, from).and_then(|place| pages.pages.get(place.0 as usize)).map(|page| page.label.as_str());
    words.fill(Word::Page, &[("page", label.unwrap_or_default())])
}

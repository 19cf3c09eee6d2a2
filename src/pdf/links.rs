//! Links: areas on pages that lead to places of the book or out of it.

use super::backend::{location, rounded};
use super::destination::{destination_from, said};
use super::marks::Marks;
use super::sheet::Sheet;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::W705;
use crate::display::{LinkArea, PageIndex, Pages};
use crate::model::{Book, Target};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target as Lead};
use krilla::geom::{Quadrilateral, Rect};
use krilla::page::Page;

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

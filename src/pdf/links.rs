//! Links: areas on pages that lead to places of the book or out of it.

use super::backend::{location, rounded};
use super::destination::{destination_from, said};
use super::marks::Marks;
use super::sheet::Sheet;
use crate::base::NodeId;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::{E712, W705};
use crate::display::{LinkArea, PageIndex, Pages};
use crate::model::{Book, OutlineEntry, Target};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target as Lead};
use krilla::geom::{Quadrilateral, Rect};
use krilla::page::Page;
use std::collections::BTreeMap;

/// The most bytes of a string (PDF/A: ISO 19005-2, 6.1.13).
const LONGEST: usize = 32_767;

/// The links of a book, and all that they lead to.
pub(super) struct Links<'a> {
    book: &'a Book,
    pages: &'a Pages,
    /// The headings, which a link to one is named after.
    headings: BTreeMap<NodeId, &'a OutlineEntry>,
}

impl<'a> Links<'a> {
    pub(super) fn of(book: &'a Book, pages: &'a Pages) -> Links<'a> {
        let mut headings = BTreeMap::new();
        for entry in &book.outline {
            headings.entry(entry.node).or_insert(entry);
        }
        Links { book, pages, headings }
    }

    /// Adds the links of a page, whose index stands beside it. The areas of one link (its lines) become one annotation.
    pub(super) fn annotate(
        &self,
        (target, index): (&mut Page, usize),
        areas: &[LinkArea],
        marks: &mut Marks,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let from = index.saturating_sub(Sheet::SCREEN.cover(self.pages).len()) as PageIndex;
        for link in areas.chunk_by(|one, next| one.node == next.node && one.target == next.target) {
            let Some((lead, contents)) = self.lead(from, &link[0], diagnostics) else { continue };
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

    /// Where the link leads, and the words for it. An anchor that has no node was reported when references were resolved.
    fn lead(&self, from: PageIndex, link: &LinkArea, diagnostics: &mut Vec<Diagnostic>) -> Option<(Lead, String)> {
        match &link.target {
            // It would stand on every page that the link is on.
            Target::Url(url) if url.len() > LONGEST => {
                diagnostics.push(Diagnostic::new(&E712).at(link.node));
                None
            }
            Target::Url(url) => Some((Lead::Action(Action::Link(LinkAction::new(url.clone()))), url.clone())),
            Target::Anchor(_) => None,
            // Only the edition for a screen has links.
            Target::Node(node) => match destination_from(self.pages, &Sheet::SCREEN, *node, from) {
                Some(destination) => {
                    let heading = self.headings.get(node).copied();
                    let words = said(self.book, self.pages, heading, *node, from);
                    Some((Lead::Destination(destination.into()), words))
                }
                None => {
                    diagnostics.push(Diagnostic::new(&W705).at(link.node));
                    None
                }
            },
        }
    }
}

fn area(link: &LinkArea) -> Option<Rect> {
    let rect = link.rect;
    Rect::from_ltrb(rounded(rect.at.x), rounded(rect.at.y), rounded(rect.right()), rounded(rect.bottom()))
}

fn quad(link: &LinkArea) -> Option<Quadrilateral> {
    area(link).map(Quadrilateral::from)
}

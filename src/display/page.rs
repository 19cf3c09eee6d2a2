//! Pages of items.

use super::item::Item;
use super::line::{LineRecord, Move};
use super::start::Start;
use crate::base::{NodeId, Point, Rect, Size};
use crate::model::Target;

/// All pages of a book, in order.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The cover and its back, for the edition that is read on a screen; their labels are names. None when the book has
    /// no cover.
    pub cover: Vec<Page>,
    /// The pages.
    pub pages: Vec<Page>,
    /// Where each node that can be a destination landed: headings, figures, tables, notes, anchors. Sorted by node.
    pub places: Vec<(NodeId, PageIndex, Point)>,
    /// Where nodes of notes stand once more, on later pages that call the note again: the page, the node, the place. Sorted.
    pub repeats: Vec<(PageIndex, NodeId, Point)>,
}

impl Pages {
    /// Where a node is found from a page: on that page if a note is set there once more, else where the node begins.
    pub fn place(&self, node: NodeId, from: PageIndex) -> Option<(PageIndex, Point)> {
        if let Ok(index) = self.repeats.binary_search_by_key(&(from, node), |(page, node, _)| (*page, *node)) {
            return Some((from, self.repeats[index].2));
        }
        let index = self.places.binary_search_by_key(&node, |place| place.0).ok()?;
        Some((self.places[index].1, self.places[index].2))
    }
}

/// Index of a page in [`Pages::pages`].
pub type PageIndex = u32;

/// One page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Trimmed size.
    pub size: Size,
    /// What readers call it: `iv`, `12`.
    pub label: String,
    /// Whether the label counts in roman numerals (front matter).
    pub roman: bool,
    /// Number in its series, from 1.
    pub number: u32,
    /// Whether it is a right-hand page.
    pub recto: bool,
    /// Its type area.
    pub area: Rect,
    /// Where in the book it begins: the first thing on it that goes on with the reading order. None for a blank page,
    /// and for one that holds nothing but what was put off from pages before it (a floating figure, the rest of a note).
    pub start: Option<Start>,
    /// What stands on it, back to front.
    pub items: Vec<Item>,
    /// The part of it that is turned, if any: a table that is wider than the page is broad.
    pub turned: Option<Turned>,
    /// Areas that lead somewhere when clicked.
    pub links: Vec<LinkArea>,
    /// Lines of text, for the layout dump and the reports; indexes into `items`.
    pub lines: Vec<LineRecord>,
    /// What did not stay where the text alone would have put it.
    pub moves: Vec<Move>,
}

/// A part of a page that is turned a quarter anticlockwise: its head stands at the left, its foot at the right, on
/// versos as on rectos (typography row TB-3). Its items and lines have their places in a frame of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turned {
    /// Its items: first and one past the last index of [`Page::items`].
    pub items: std::ops::Range<u32>,
    /// Where the frame's origin stands on the page. From there the frame's x axis leads up the page, its y axis to the
    /// right.
    pub origin: Point,
}

impl Turned {
    /// Where a point of the frame stands on the page.
    pub fn on_page(&self, at: Point) -> Point {
        Point { x: self.origin.x + at.y, y: self.origin.y - at.x }
    }

    /// The area of the page that an area of the frame covers.
    pub fn area_on_page(&self, area: Rect) -> Rect {
        let corner = self.on_page(Point { x: area.at.x + area.size.width, y: area.at.y });
        Rect::new(corner.x, corner.y, area.size.height, area.size.width)
    }
}

/// A clickable area.
#[derive(Clone, Debug)]
pub struct LinkArea {
    /// The area.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// The inline (or contents line) that is the link.
    pub node: NodeId,
}

//! The display list: what stands where on which page.
//!
//! It is the narrow waist between layout and the PDF writer. Every item is placed and carries a role that is either
//! content of a node or an artifact; there is no third case, so untagged content cannot be written.

mod shape;

use crate::base::{Len, NodeId, Point, Rect, Size};
use crate::font::FontId;
use crate::model::Target;
use crate::style::Color;
use std::path::PathBuf;

pub use shape::{MOST_SHAPES, Outline, circle, sesame, wave};

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

/// A place in the text of the book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Start {
    /// A block, caption, term or cell, whose beginning it is; else an inline, or a block of code.
    pub node: NodeId,
    /// The byte in the node's text. In code a tab counts as the four spaces that it is set as.
    pub offset: u32,
}

/// A thing with a place.
#[derive(Clone, Debug)]
pub struct Item {
    /// Origin: for glyphs the baseline's start, else the top left corner.
    pub at: Point,
    /// Whose it is.
    pub role: Role,
    /// What is drawn.
    pub draw: Draw,
}

/// Whose an item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// Content of a node, and which piece of it.
    Content(NodeId, Piece),
    /// Not content.
    Artifact(Artifact),
}

/// Pieces of a node that are drawn apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Piece {
    /// A label that the tool made: 第一章, 图1-1, a bullet, a note's number before its text.
    Label,
    /// The content itself.
    Body,
    /// The reading of a ruby.
    Reading,
}

/// What an artifact is, in the terms of PDF.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Artifact {
    /// A running head.
    Header,
    /// A folio.
    Footer,
    /// Rules, leaders, backgrounds.
    Layout,
    /// A table's head repeated on a later page, with its 续表 line.
    RepeatedHead,
    /// A note that is set once more, on a later page that calls it again.
    RepeatedNote,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Draw {
    /// A run of glyphs in one font, one size, one colour, on one baseline.
    Glyphs(Box<GlyphRun>),
    /// A filled rectangle.
    Fill(Size, Color),
    /// A row of round dots of the given diameter, `pitch` apart, filling `width`: contents leaders, emphasis dots.
    Dots {
        /// Number of dots.
        count: u32,
        /// Distance of centres.
        pitch: Len,
        /// Diameter.
        diameter: Len,
        /// Colour.
        color: Color,
    },
    /// A wavy line of whole waves (书名号甲式), filling the size from side to side.
    Wave {
        /// Length of the line, and its height from crest to trough.
        size: Size,
        /// Number of waves.
        waves: u32,
        /// Thickness.
        weight: Len,
        /// Colour.
        color: Color,
    },
    /// A sesame (﹅), the mark of emphasis in Japanese, filling the size.
    Sesame {
        /// Its size.
        size: Size,
        /// Colour.
        color: Color,
    },
    /// A picture, scaled to the size.
    Picture(PathBuf, Size),
}

/// A run of glyphs.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The font.
    pub font: FontId,
    /// Size of the em.
    pub size: Len,
    /// Colour.
    pub color: Color,
    /// Whether its line runs downward, turned by a quarter to the right: on the spine of a cover.
    pub turned: bool,
    /// The text, exactly as it is to be extracted.
    pub text: String,
    /// The glyphs; their text ranges cover `text` in order.
    pub glyphs: Vec<Glyph>,
}

/// A placed glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph id in the face.
    pub id: u16,
    /// End of its text in the run's `text`, in bytes; it begins where the previous glyph's text ends
    /// (equal ends: the glyph belongs to the cluster before it).
    pub text_end: u32,
    /// Its origin, from the run's origin to the right.
    pub x: Len,
    /// Its origin above (positive) or below the run's baseline.
    pub rise: Len,
    /// Its natural advance.
    pub advance: Len,
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

/// What a line of text is, for the layout dump.
#[derive(Clone, Debug)]
pub struct LineRecord {
    /// The block it belongs to.
    pub node: NodeId,
    /// `paragraph`, `heading`, `caption`, `note`, …
    pub role: &'static str,
    /// Index in the block.
    pub index: u32,
    /// Where in the book it begins; none for a line of the tool's own.
    pub start: Option<Start>,
    /// Whether it is the block's last.
    pub last: bool,
    /// Baseline, from the top of the page.
    pub baseline: Len,
    /// Left edge of its first frame.
    pub x0: Len,
    /// Right edge of its last frame.
    pub x1: Len,
    /// The measure it was set to.
    pub measure: Len,
    /// Its width before adjustment.
    pub natural: Len,
    /// How it was fitted to the measure.
    pub adjust: Adjustment,
    /// Its items: first and one past the last index of [`Page::items`].
    pub items: std::ops::Range<u32>,
}

/// Something that stands on another page than the text alone would have put it, or on two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// So many rows found room on the page and went to the next one, a heading among them: it stays with its text
    /// (typography row HD-1).
    Heading(u32),
    /// So many rows went to the next page, so that no line of their paragraph stands alone (row WO-2).
    Lines(u32),
    /// A figure found no room and stands on a later page.
    PutOff(NodeId),
    /// A figure that found no room on an earlier page.
    Late(NodeId),
    /// A note that goes on at the foot of the next page.
    NoteGoesOn(NodeId),
    /// A note that began on an earlier page.
    NoteWentOn(NodeId),
    /// A table that began on an earlier page; its head is repeated.
    TableWentOn(NodeId),
}

/// Why a line ends where it ends, and not where its text at natural widths fills the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Why {
    /// It ends there.
    #[default]
    Filled,
    /// Its text ends, or the author asked for a line break.
    Ended,
    /// This character, which may begin no line, would have begun the next one.
    First(char),
    /// This character, which may end no line, would have ended it.
    Last(char),
    /// A word, a number with its unit, a dash or another whole would have been parted.
    Whole,
    /// The last line of the paragraph would have held a single character.
    Lone,
    /// The lines of the paragraph come out more even.
    Even,
}

/// Squeezing tiers in the order in which they give (typography row BT-5), by their names in the layout dump: word
/// spaces, interpuncts one em wide, outer blanks of brackets, ，、；：, Han–Latin gaps, 。？！.
pub const SQUEEZING: [&str; 6] = ["word", "interpunct", "bracket", "comma", "latin", "stop"];

/// Stretching tiers in the order in which they take (typography row BT-6): word spaces, Han–Latin gaps, all gaps alike.
pub const STRETCHING: [&str; 3] = ["word", "latin", "all"];

/// How a line was fitted to its measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// What blanks of marks were given, in total; negative is squeezed.
    pub mark: Len,
    /// What word spaces and Han–Latin gaps were given.
    pub gap: Len,
    /// What was given between Han.
    pub han: Len,
    /// Size of the em that the line begins with.
    pub em: Len,
    /// What each tier of [`SQUEEZING`] gave.
    pub squeezed: [Len; SQUEEZING.len()],
    /// What each tier of [`SQUEEZING`] could have given.
    pub squeezable: [Len; SQUEEZING.len()],
    /// What each tier of [`STRETCHING`] took.
    pub stretched: [Len; STRETCHING.len()],
    /// What word spaces and Han–Latin gaps could have taken in their own tiers; the last tier has no limit.
    pub stretchable: [Len; STRETCHING.len() - 1],
    /// How far the last tier opened each of its gaps, Han from Han among them.
    pub opening: Len,
    /// Blank of a mark that the line's start does without.
    pub trimmed_start: Len,
    /// Blank of a mark that the line's end does without.
    pub trimmed_end: Len,
    /// Width of a mark that hangs in the margin at the line's end.
    pub hung: Len,
    /// Whether the line ends inside a word, with a hyphen that the text does not hold.
    pub hyphen: bool,
    /// How many characters the line took beyond those that fill the measure at natural widths; negative: how many of
    /// those went to the next line.
    pub moved: i32,
    /// Why they moved.
    pub why: Why,
}

//! Items: what is drawn, where, and what of the book it is.

use crate::base::{Len, NodeId, Point, Size};
use crate::font::FontId;
use crate::style::Color;
use std::path::PathBuf;

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

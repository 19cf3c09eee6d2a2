//! Fonts: where they are found, what they hold, how text becomes glyphs, and how they are cut to what a book uses.

mod face;
mod library;

pub use face::{Face, Metrics, ShapedGlyph};
pub use library::{FontRole, FontSet, Fonts, Region};

/// A face in a [`Fonts`] library.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FontId(pub u16);

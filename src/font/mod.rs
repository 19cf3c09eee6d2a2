//! Fonts: where they are found, what they hold, how text becomes glyphs, and how they are cut to what a book uses.

mod charmap;
mod composite;
mod coverage;
mod discover;
mod face;
mod file;
mod ink;
mod library;
mod listing;
mod name;
mod roles;
mod shape;
mod subset;
mod subset_name;

pub use charmap::Charmap;
pub use coverage::{Coverage, RangeCoverage};
pub use face::{Face, Metrics, ShapedGlyph, StyleClass};
pub use ink::{DashGlyph, Ink};
pub use library::Fonts;
pub use name::character_name;
pub use roles::{FontRole, FontSet, Region};
pub use subset::subset_for_epub;

/// A face in a [`Fonts`] library.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FontId(pub u16);

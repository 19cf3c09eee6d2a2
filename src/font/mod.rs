//! Fonts: where they are found, what they hold, how text becomes glyphs, and how they are cut to what a book uses.

mod charmap;
mod class;
mod composite;
mod coverage;
mod dash;
mod discover;
mod face;
mod file;
mod id;
mod ink;
mod library;
mod listing;
mod metrics;
mod name;
mod plans;
mod roles;
mod shape;
mod subset;
mod subset_name;

pub use charmap::Charmap;
pub use class::StyleClass;
pub use coverage::{Coverage, RangeCoverage};
pub use face::Face;
pub use id::FontId;
pub use ink::{DashGlyph, Ink};
pub use library::Fonts;
pub use metrics::Metrics;
pub use name::character_name;
pub use roles::{FontRole, FontSet};
pub use shape::ShapedGlyph;
pub use subset::subset_for_epub;

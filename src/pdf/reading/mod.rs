//! A finished file is read back: its structure with the text that its pages show, as a screen reader goes through it.
//!
//! Nothing here knows how the file was written; what a page shows is what its content says through the fonts' own maps.

mod cmap;
mod content;
mod element;
mod text;

pub use element::{Element, Kid, read_structure};

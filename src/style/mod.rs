//! The theme: one set of choices that gives the layout its lengths and the EPUB its CSS.

mod ordinal;
mod theme;

pub use ordinal::{Ordinal, note_label, roman};
pub use theme::{BlockStyle, Color, TextAlign, TextStyle, Theme};

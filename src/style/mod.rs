//! The theme: one set of choices that gives the layout its lengths and the EPUB its CSS.

mod theme;

pub use theme::{BlockStyle, Color, TextAlign, TextStyle, Theme};

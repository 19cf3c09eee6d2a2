//! SVG pictures, read with the fonts of the book and nothing of the machine's.

mod budget;
mod faces;
mod reach;
mod svg;
mod text;

pub use svg::{Drawing, Refusal, STUMBLE, Wanting};

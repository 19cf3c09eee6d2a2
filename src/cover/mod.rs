//! Covers, drawn from what the book says about itself.
//!
//! A front is a list of items like a page of the book, so that one drawing serves every edition: `raster` turns it into
//! the picture that bookshelves show.

mod draw;
mod ean;
mod front;
mod palette;
mod parts;
mod raster;
mod setting;
mod spine;
mod wrap;

pub use draw::{pages, picture};
pub use front::front;
pub use wrap::{alone, wrap};

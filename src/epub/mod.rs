//! The EPUB writer: package, nav, XHTML, CSS, fonts, zip.
//!
//! The files are written straight from the model into strings, in parallel, and deflated where they are made; the
//! container joins them in their order, so the bytes do not depend on the number of threads.

mod archive;
mod blocks;
mod breaks;
mod chars;
mod css;
mod extents;
mod fonts;
mod images;
mod inlines;
mod languages;
mod nav;
mod package;
mod page;
mod page_breaks;
mod plan;
mod plate;
mod png;
mod profile;
mod shelf;
mod shrink;
mod write;
mod xml;

pub use package::identifier;
pub use shelf::{ShelfCover, shelf_cover};
pub use write::{Options, write};

//! The PDF writer: pages to PDF with fonts, pictures, tags, outline, labels and metadata.
//!
//! The file claims PDF/A-2a and PDF/UA-1, or PDF/A-4 and PDF/UA-2. The back end's validators are on, so nothing that is
//! untagged or not embedded can be written: a violation withholds the file and becomes a diagnostic. Structure follows the order of
//! the book; which marked content belongs to a node is known from the items' roles, never guessed from geometry.

mod backend;
mod compact;
mod destination;
mod fault;
mod glyphs;
mod internal;
mod links;
mod marks;
mod metadata;
mod object;
mod outline;
mod page;
mod picture;
pub mod preflight;
mod press;
mod print;
mod reading;
mod registry;
mod sheet;
mod space;
mod structure;
mod tags;
mod typeface;
mod write;

pub use press::Press;
pub use reading::{Element, Kid, read_structure};
pub use write::{write, write_print};

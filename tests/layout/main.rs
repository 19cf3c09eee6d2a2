//! Books become pages: models built by hand, properties that every page must have.

mod calls;
mod captions;
mod contents;
mod golden;
mod headings;
mod languages;
mod lists;
mod notes;
mod page;
mod pictures;
#[path = "../press/reader.rs"]
mod reader;
mod support;
mod tables;
mod tall;
mod verse;

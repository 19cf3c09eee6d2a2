//! Source files, spans in them, and the one door through which bytes enter.

mod map;
mod world;

pub use map::{FileId, LineColumn, SourceMap, Span};
pub use world::{DiskWorld, MemoryWorld, World};

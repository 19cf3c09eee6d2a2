//! Source files, spans in them, and the one door through which bytes enter.

mod map;
mod world;

pub use map::{Edit, FileId, LineColumn, SourceMap, Span};
pub use world::{
    DiskWorld, LARGEST, MemoryWorld, World, is_outside, is_special, is_too_large, read_regular, readable_length,
};

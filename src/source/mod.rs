//! Source files, spans in them, and the one door through which bytes enter.

mod map;
mod world;

pub use map::{FileId, LineColumn, SourceMap, Span};
pub use world::{DiskWorld, MemoryWorld, World, is_outside};

/// Whether XML 1.0 forbids a character, so that no book can hold it: control characters other than tab and line ends,
/// and the two non-characters of the basic plane (XML 1.0, production 2).
pub fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

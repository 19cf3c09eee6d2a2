//! The typed `book.yaml`.

mod meta;
mod types;

pub use meta::{Contributor, Meta, Series};
pub use types::{
    AppendixEntry, ChapterEntry, ChapterOpening, Config, CoverConfig, FontsConfig, HanLatinGap, MissingGlyphs,
    NoteNumbering, Output, PageConfig, Prohibitions, PunctuationStyle, ThemeConfig, TypographyConfig,
};

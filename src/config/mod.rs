//! The typed `book.yaml`.
//!
//! The YAML becomes a tree with the place of every key and value (`yaml`, `tree`); a reader takes typed values
//! from it and keeps every fault (`reader`, `read`), so that one run tells an author all there is to mend.

mod accessibility;
mod chapters;
mod cip;
mod codes;
mod damage;
mod epub;
mod examples;
mod imprint;
mod isbn;
mod keys;
mod lint;
mod lints;
mod measure;
mod meta;
mod paper;
mod parse;
mod paths;
mod print;
mod quality;
mod read;
mod reader;
mod slips;
mod standard;
mod tree;
mod types;
mod yaml;

pub use cip::{Cip, CipPart};
pub use damage::damaged;
pub use epub::{EpubConfig, Profile, WritingMode};
pub use imprint::Imprint;
pub use isbn::{Isbn, Isbns};
pub use lint::Lint;
pub use lints::{LintLevel, LintSwitches, LintsConfig, Unread};
pub use measure::has_format;
pub use meta::{Accessibility, Certifier, Contributor, Meta, Series, WcagLevel};
pub use paper::Paper;
pub use parse::parse;
pub use print::{Gutter, PrintColor, PrintConfig};
pub use quality::{QualityConfig, QualityReport};
pub use standard::PdfStandard;
pub use types::{
    AppendixEntry, ChapterEntry, Config, CoverConfig, FontsConfig, MissingAlt, MissingGlyphs, Output, PageConfig,
    ThemeConfig,
};

#[cfg(test)]
mod tests;

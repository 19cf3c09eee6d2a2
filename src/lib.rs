//! huoban (活版) compiles a manuscript directory into an EPUB 3.3 and a print-ready, tagged PDF.
//!
//! A module imports only from modules that stand above it in this list; a test reads the module graph and
//! fails on an upward import or a cycle. `docs/architecture.md` tells the way of the data.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod base;
pub mod unicode;
pub mod language;
pub mod source;
pub mod diagnostics;
pub mod choices;
pub mod color;
pub mod config;
pub mod manuscript;
pub mod font;
pub mod drawing;
pub mod model;
pub mod markdown;
pub mod resolve;
pub mod lint;
pub mod style;
pub mod display;
pub mod text;
pub mod layout;
pub mod cover;
pub mod epub;
pub mod pdf;
pub mod parity;
pub mod pipeline;
pub mod cli;

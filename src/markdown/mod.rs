//! Markdown becomes the model.
//!
//! Blocks and inlines are built from pulldown-cmark's events on explicit stacks, never deeper than a bound. What
//! Chinese sources need is added around it: see `cjk`. `docs/markdown.md` tells authors the syntax.

mod alt;
mod attributes;
mod blank;
mod blocks;
mod captions;
mod carriers;
mod chapter;
mod cjk;
mod clean;
mod context;
mod dollars;
mod draft;
mod ends;
mod extents;
mod fence;
mod foreign;
mod front_matter;
mod guard;
mod headings;
mod html;
mod inlines;
mod joints;
mod line;
mod links;
mod notes;
mod paragraph;
mod readings;
mod trailing;
mod verse;

pub use chapter::parse;
pub use context::Context;
pub use foreign::{Construct, construct};
pub use links::{is_page, key};

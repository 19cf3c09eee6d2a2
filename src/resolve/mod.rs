//! Numbering, references, notes, contents, lists of figures and tables, generated matter.

mod anchors;
mod book;
mod generated;
mod number;
mod outline;
mod plan;

pub use book::{Planned, resolve};
pub use generated::{Credit, cover_names, credits, series_line};
pub use plan::plan;

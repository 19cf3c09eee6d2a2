//! A paragraph becomes lines: itemize, shape, gaps, breaks, justify.
//!
//! Space lives in gaps, not in glyphs: a full-width mark is a half-em body with a half-em blank on its outer side.
//! Squeezing, line-edge trimming, Han–Latin spacing and justification are one mechanism over gaps with natural
//! size, stretch, shrink and a tier. A break discards its gap, so nothing is ever undone at a line's edge.
//!
//! The phases, a file each: `itemize` (pieces to clusters: fonts, classes, glyphs), `gaps` (what stands between
//! clusters, and whether a line may end there), `breaks` (total fit), `justify` (the residue of each line,
//! tier by tier), `draw` (lines to items).
//! `reasons` says afterwards why lines end where they end.

mod bidi;
mod breaks;
mod cluster;
mod compose;
mod composed;
mod draw;
mod edges;
mod flow;
mod frame;
mod gap;
mod gaps;
mod grid;
mod itemize;
mod justify;
mod labels;
mod quotes;
mod readings;
mod reasons;
mod signs;
mod sink;
mod small;
mod strokes;
#[cfg(test)]
mod tests;
mod sums;
mod variants;
mod western;

pub use compose::compose;
pub use composed::{Composed, Line};
pub use flow::{Decoration, Flow, Run, Setting, TextRun};
pub use quotes::han_marks;
pub use sink::Sink;

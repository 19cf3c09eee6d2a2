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
mod draw;
mod edges;
mod flow;
mod frame;
mod gaps;
mod grid;
mod itemize;
mod justify;
mod labels;
mod quotes;
mod readings;
mod reasons;
mod signs;
mod strokes;
#[cfg(test)]
mod tests;
mod variants;
mod western;

use crate::base::{Len, NodeId};
use crate::config::{PunctuationStyle, TypographyConfig};
use crate::diagnostics::Diagnostic;
use crate::display::{Adjustment, Piece};
use crate::font::Fonts;
use crate::style::TextAlign;

use cluster::Clusters;
pub use draw::Sink;
pub use flow::{Decoration, Flow, Run, Setting, TextRun};
pub use quotes::han_marks;

/// A composed block: lines over flat arrays.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    runs: Vec<Run>,
    /// Where the text of each run begins in the text of all, in bytes.
    starts: Vec<u32>,
    clusters: Clusters,
    /// Width of the gap after each cluster, as set; zero at the end of a line.
    gaps: Vec<Len>,
    lines: Vec<Line>,
    /// Embedding level of each cluster; empty when no text runs from right to left.
    levels: Vec<unicode_bidi::Level>,
}

/// One line of a composed block.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Left edge of the first frame, from the left edge of the measure.
    pub x0: Len,
    /// Right edge of the last frame.
    pub x1: Len,
    /// Width before adjustment.
    pub natural: Len,
    /// What adjustment took or gave.
    pub adjust: Adjustment,
    /// Height of its highest picture, whose foot stands on the baseline.
    pub picture: Len,
    /// The notes called in this line, in order: each call, and the note as an index into the chapter's notes.
    pub notes: Vec<(NodeId, u32)>,
    /// Number of Han in the line.
    pub han: u32,
    /// The clusters of the line.
    range: std::ops::Range<u32>,
    /// Whether the line ends inside a word, with a hyphen that the text does not hold.
    hyphen: bool,
    /// Width of a mark that hangs in the margin at the end; `x1` counts it.
    pub hung: Len,
}

/// Composes a flow. Characters that no font has are reported and drawn as a box.
///
/// Linear in the length of the flow: each possible line end looks back over one measure at most.
pub fn compose(fonts: &Fonts, flow: &Flow, setting: &Setting, diagnostics: &mut Vec<Diagnostic>) -> Composed {
    let on_grid = setting.typography.grid && setting.align == TextAlign::Justify;
    let clusters = itemize::itemize(fonts, flow, setting, diagnostics);
    // On the grid every mark fills its cell.
    let punctuation = if on_grid { PunctuationStyle::Plain } else { setting.typography.punctuation };
    let typography = TypographyConfig { punctuation, ..setting.typography };
    let setting = &Setting { typography, ..*setting };
    let mut gaps = gaps::gaps(&clusters, setting);
    draw::measure_ends(&clusters, &mut gaps, fonts);
    let lead = clusters.list.first().map_or(Len::ZERO, |first| gaps::leading_blank(first, &setting.typography));
    let setting = &Setting { first_indent: setting.first_indent + lead, ..*setting };
    let (gaps, mut lines) = if on_grid {
        grid::set(&clusters, &gaps, setting)
    } else {
        let ends = breaks::lines(&clusters, &gaps, setting, diagnostics);
        justify::justify(&clusters, &gaps, &ends, setting)
    };
    justify::contents(&mut lines, &clusters, &flow.runs);
    let levels = bidi::levels(&clusters, setting.node, diagnostics);
    let length = |run: &Run| if let Run::Text(text) = run { text.text.len() as u32 } else { 0 };
    let starts = flow.runs.iter().scan(0, |end, run| Some(std::mem::replace(end, *end + length(run)))).collect();
    Composed { runs: flow.runs.clone(), starts, clusters, gaps, lines, levels }
}

impl Composed {
    /// The lines; at least one, unless the flow was empty.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The node of the first thing of the book in line `line`, and the byte of its run's text that the line begins with;
    /// none for a line of the tool's own.
    pub fn start_of(&self, line: usize) -> Option<(NodeId, u32)> {
        let line = self.lines.get(line)?;
        let clusters = &self.clusters.list[line.range.start as usize..line.range.end as usize];
        clusters.iter().find_map(|cluster| match self.runs.get(cluster.run as usize)? {
            Run::Text(run) if run.piece == Piece::Body => {
                Some((run.node, cluster.text - self.starts[cluster.run as usize]))
            }
            Run::Note { node, .. } | Run::Picture { node, .. } => Some((*node, 0)),
            Run::Text(_) | Run::Space(_) | Run::Break => None,
        })
    }

    /// The width of the widest line without adjustment: the natural width of a flow composed to an endless measure.
    pub fn natural_width(&self) -> Len {
        self.lines.iter().map(|line| line.natural).max().unwrap_or_default()
    }
}

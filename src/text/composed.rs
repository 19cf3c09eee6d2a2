//! A composed flow: clusters, the gaps between them, and lines.

use super::cluster::Clusters;
use super::flow::Run;
use crate::base::{Len, NodeId};
use crate::display::{Adjustment, Piece};

/// A composed block: lines over flat arrays.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    pub(super) runs: Vec<Run>,
    /// Where the text of each run begins in the text of all, in bytes.
    pub(super) starts: Vec<u32>,
    pub(super) clusters: Clusters,
    /// Width of the gap after each cluster, as set; zero at the end of a line.
    pub(super) gaps: Vec<Len>,
    pub(super) lines: Vec<Line>,
    /// Embedding level of each cluster; empty when no text runs from right to left.
    pub(super) levels: Vec<unicode_bidi::Level>,
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
    pub(super) range: std::ops::Range<u32>,
    /// Whether the line ends inside a word, with a hyphen that the text does not hold.
    pub(super) hyphen: bool,
    /// Width of a mark that hangs in the margin at the end; `x1` counts it.
    pub hung: Len,
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

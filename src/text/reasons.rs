//! Why a line ends where it ends: what it would have held if its text had stayed at natural widths, and what spoke
//! against that. Nothing depends on it but reports.

use super::cluster::{Cluster, Clusters};
use super::edges::{never_first, never_last};
use super::flow::Setting;
use super::gap::{Gap, LineEnd};
use super::sums::Sums;
use crate::display::Why;
use crate::unicode::Class;

/// How many lines are set one by one to see whether a single character would have been left at the end: so far from
/// the end of a paragraph no line end is chosen for its sake.
const LINES_AHEAD: usize = 6;

pub(super) struct Reasons<'a> {
    pub clusters: &'a Clusters,
    pub gaps: &'a [Gap],
    pub sums: &'a Sums,
    pub setting: &'a Setting,
}

impl Reasons<'_> {
    /// How many characters more (negative: fewer) the line of clusters `start..end` holds than fill the measure at
    /// natural widths, and why.
    pub fn of(&self, start: usize, end: usize) -> (i32, Why) {
        let filled = self.filled(start, end);
        let moved = self.characters(filled, end) - self.characters(end, filled);
        if self.gaps[end - 1].line_end == LineEnd::Forced {
            return (moved, Why::Ended);
        }
        if moved == 0 {
            return (0, Why::Filled);
        }
        (moved, self.why(start, filled))
    }

    /// Where the line would end that begins with cluster `start` and holds as much as fits at natural widths; looked for
    /// from `end` on.
    fn filled(&self, start: usize, end: usize) -> usize {
        let mut at = end;
        while at > start + 1 && !self.fits(start, at) {
            at -= 1;
        }
        if at == end {
            while self.gaps[at - 1].line_end != LineEnd::Forced && self.fits(start, at + 1) {
                at += 1;
            }
        }
        at
    }

    fn fits(&self, start: usize, end: usize) -> bool {
        let indent = if start == 0 { self.setting.first_indent } else { self.setting.hang };
        self.sums.line(self.gaps, start, end).natural <= i64::from((self.setting.measure - indent).0)
    }

    /// The number of clusters other than spaces; zero for an empty range.
    fn characters(&self, from: usize, to: usize) -> i32 {
        let list = self.clusters.list.get(from..to).unwrap_or_default();
        list.iter().filter(|cluster| !cluster.class.is_space()).count() as i32
    }

    /// What spoke against ending the line that begins with cluster `start` after cluster `end - 1`.
    fn why(&self, start: usize, end: usize) -> Why {
        match self.gaps[end - 1].line_end {
            LineEnd::Never => forbidden(self.clusters, self.setting, end),
            LineEnd::Hyphen | LineEnd::Address | LineEnd::Syllable | LineEnd::Range => Why::Whole,
            LineEnd::Allowed | LineEnd::Forced if self.leaves_one(start) => Why::Lone,
            LineEnd::Allowed | LineEnd::Forced => Why::Even,
        }
    }

    /// Whether the last line would hold a single character if this line and those after it each took as much as fits.
    fn leaves_one(&self, mut start: usize) -> bool {
        for _ in 0..LINES_AHEAD {
            let filled = self.filled(start, start + 1);
            if self.gaps[filled - 1].line_end == LineEnd::Forced {
                return false;
            }
            let legal = |at: &usize| self.gaps[at - 1].line_end == LineEnd::Allowed;
            start = (start + 1..=filled).rev().find(legal).unwrap_or(filled);
            let rest = self.filled(start, start + 1);
            if self.gaps[rest - 1].line_end == LineEnd::Forced {
                let line = &self.clusters.list[start..rest];
                let small = |one: &Cluster| {
                    one.han || one.class.is_mark() || matches!(one.class, Class::Note | Class::Dividing)
                };
                return line.iter().filter(|one| one.han).count() == 1 && line.iter().all(small);
            }
        }
        false
    }
}

/// Why no line may end after cluster `end - 1`.
pub(super) fn forbidden(clusters: &Clusters, setting: &Setting, end: usize) -> Why {
    let level = setting.typography.prohibitions;
    let list = &clusters.list;
    let letter = |cluster: &Cluster| clusters.text_of(cluster).chars().next();
    // A space and a note call stand for what is before them.
    let outer = list[..end].iter().rfind(|one| !matches!(one.class, Class::Note) && !one.class.is_space());
    let right = list.get(end).filter(|right| never_first(right.class, level)).and_then(letter);
    let left = outer.filter(|left| never_last(left.class, level)).and_then(letter);
    match (right, left) {
        (Some(right), _) => Why::First(right),
        (None, Some(left)) => Why::Last(left),
        (None, None) => Why::Whole,
    }
}

//! Running sums: what a candidate line measures, in constant time.

use super::cluster::Clusters;
use super::gap::{Gap, shrink, stretch};
use crate::base::Len;

/// A line: its clusters end before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub end: usize,
    /// Whether it ends with a hyphen.
    pub hyphen: bool,
    /// Whether its last mark hangs in the margin.
    pub hung: bool,
}

/// Sums over a paragraph, so that any line is measured in constant time.
pub(super) struct Sums {
    /// Entry k sums clusters and gaps before cluster k.
    entries: Vec<Sum>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    natural: i64,
    shrink: [i64; shrink::COUNT],
    word: i64,
    latin: i64,
    open: u32,
    han: u32,
}

/// A line measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// Width before adjustment.
    pub natural: i64,
    /// What each squeezing tier can give.
    pub shrink: [i64; shrink::COUNT],
    /// What word spaces can take in their tier.
    pub word: i64,
    /// What Han–Latin gaps can take in their tier.
    pub latin: i64,
    /// Number of gaps that can open.
    pub open: u32,
    /// Number of characters: Han, kana, Hangul.
    pub han: u32,
}

impl Sums {
    pub fn new(clusters: &Clusters, gaps: &[Gap]) -> Sums {
        let mut entries = Vec::with_capacity(gaps.len() + 1);
        let mut sum = Sum::default();
        entries.push(sum);
        for (cluster, gap) in clusters.list.iter().zip(gaps) {
            sum.natural += i64::from(cluster.body.0) + i64::from(gap.natural.0);
            sum.shrink[usize::from(gap.shrink_tier)] += i64::from(gap.shrink.0);
            match gap.stretch_tier {
                stretch::WORD => sum.word += i64::from(gap.stretch.0),
                stretch::LATIN => sum.latin += i64::from(gap.stretch.0),
                _ => {}
            }
            sum.open += u32::from(gap.stretch_tier > 0);
            sum.han += u32::from(cluster.han);
            entries.push(sum);
        }
        Sums { entries }
    }

    /// Measures the line of clusters `start..end`; the gap after its last cluster is no part of it.
    pub fn line(&self, gaps: &[Gap], start: usize, end: usize) -> Measured {
        let (from, to, last) = (&self.entries[start], &self.entries[end], &gaps[end - 1]);
        let before = if start > 0 { gaps[start - 1].kept_at_start } else { Len::ZERO };
        let mut measured = Measured {
            natural: to.natural - from.natural - i64::from(last.natural.0)
                + i64::from((last.kept_at_end + before + last.at_end).0),
            shrink: std::array::from_fn(|tier| to.shrink[tier] - from.shrink[tier]),
            word: to.word - from.word,
            latin: to.latin - from.latin,
            open: to.open - from.open - u32::from(last.stretch_tier > 0),
            han: to.han - from.han,
        };
        measured.shrink[usize::from(last.shrink_tier)] -= i64::from(last.shrink.0);
        match last.stretch_tier {
            stretch::WORD => measured.word -= i64::from(last.stretch.0),
            stretch::LATIN => measured.latin -= i64::from(last.stretch.0),
            _ => {}
        }
        measured
    }
}

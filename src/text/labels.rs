//! A word that names what a number counts, and the number: 图3-1, 附录A, Figure 2. No line ends between them (row LB-9).

use super::cluster::Clusters;
use super::gaps::{Gap, LineEnd};
use crate::unicode::labelled_numbers;

/// Forbids line ends inside labels and their numbers, and between the two.
pub(super) fn keep_numbers(clusters: &Clusters, gaps: &mut [Gap]) {
    let mut at = 0;
    for range in labelled_numbers(&clusters.text) {
        let (start, end) = (range.start as u32, range.end as u32);
        at += clusters.list[at..].partition_point(|one| one.text_end <= start);
        for (cluster, gap) in clusters.list[at..].iter().zip(&mut gaps[at..]) {
            if cluster.text_end >= end {
                break;
            }
            // A long label may be hyphenated.
            if !cluster.verbatim && !matches!(gap.line_end, LineEnd::Forced | LineEnd::Hyphen) {
                gap.line_end = LineEnd::Never;
            }
        }
    }
}

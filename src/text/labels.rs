//! What no line parts: a word and the number that it names (图3-1, 附录A, Figure 2), a sign and what stands before it (row LB-9).

use super::cluster::Clusters;
use super::gap::{Gap, LineEnd};
use crate::unicode::{Class, unbroken};

/// Forbids line ends inside labels and their numbers, between the two, and before signs.
pub(super) fn keep_whole(clusters: &Clusters, gaps: &mut [Gap]) {
    let mut at = 0;
    for range in unbroken(&clusters.text) {
        let (start, end) = (range.start as u32, range.end as u32);
        at += clusters.list[at..].partition_point(|one| one.text_end <= start);
        for (pair, gap) in clusters.list[at..].windows(2).zip(&mut gaps[at..]) {
            if pair[0].text_end >= end {
                break;
            }
            // Two long numbers may be parted by their dash, and a long label may be hyphenated.
            let is_range = pair[0].class == Class::Connector && pair[1].class == Class::Digit;
            if !pair[0].verbatim && !matches!(gap.line_end, LineEnd::Forced | LineEnd::Hyphen) {
                gap.line_end = if is_range { LineEnd::Range } else { LineEnd::Never };
            }
        }
    }
}

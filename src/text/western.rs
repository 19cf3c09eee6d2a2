//! Line ends inside Western text: UAX #14 between words, hyphenation inside them (row LB-12).

use super::cluster::{Cluster, Clusters};
use super::gaps::{Gap, LineEnd};
use crate::unicode::Class;
use unicode_linebreak::BreakOpportunity;

/// Marks the gaps inside every run of Western clusters where UAX #14 lets a line end.
pub(super) fn mark_line_ends(clusters: &Clusters, gaps: &mut [Gap]) {
    let mut start = 0;
    while start < clusters.list.len() {
        if !is_western(&clusters.list[start]) {
            start += 1;
            continue;
        }
        let length = clusters.list[start..].iter().take_while(|cluster| is_western(cluster)).count();
        if length > 1 {
            mark_segment(clusters, start..start + length, gaps);
        }
        start += length;
    }
}

fn is_western(cluster: &Cluster) -> bool {
    cluster.western && !cluster.verbatim && !cluster.grouped && cluster.class != Class::FixedSpace
}

fn mark_segment(clusters: &Clusters, range: std::ops::Range<usize>, gaps: &mut [Gap]) {
    let list = &clusters.list[range.clone()];
    let text = &clusters.text[list[0].text as usize..list[list.len() - 1].text_end as usize];
    let base = list[0].text as usize;
    let mut cluster = range.start;
    for (offset, opportunity) in unicode_linebreak::linebreaks(text) {
        if offset >= text.len() {
            break;
        }
        while cluster < range.end && (clusters.list[cluster].text_end as usize) < base + offset {
            cluster += 1;
        }
        let ends_here = cluster < range.end && clusters.list[cluster].text_end as usize == base + offset;
        let gap = &mut gaps[cluster.min(range.end - 1)];
        if ends_here && matches!(opportunity, BreakOpportunity::Allowed) && gap.line_end != LineEnd::Forced {
            gap.line_end = LineEnd::Allowed;
        }
    }
}

/// Byte offsets inside a word where its language lets a hyphen stand; empty for short words and unknown languages.
pub(super) fn hyphenation_points(word: &str, lang: &str) -> Vec<usize> {
    const SHORTEST: usize = 5;
    const LONGEST: usize = 64;
    if !(SHORTEST..=LONGEST).contains(&word.len()) || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let mut points: Vec<usize> = hypher::hyphenate(word, language(lang))
        .scan(0, |end, syllable: &str| {
            *end += syllable.len();
            Some(*end)
        })
        .collect();
    points.pop();
    points
}

/// The language of a Latin word; inside Chinese, Japanese and Korean it is English unless the author says otherwise.
fn language(lang: &str) -> hypher::Lang {
    let mut code = lang.bytes();
    match (code.next(), code.next(), code.next()) {
        (Some(first), Some(second), None | Some(b'-')) => {
            hypher::Lang::from_iso([first, second]).unwrap_or(hypher::Lang::English)
        }
        _ => hypher::Lang::English,
    }
}

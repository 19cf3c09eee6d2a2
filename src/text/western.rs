//! Line ends inside Western text: UAX #14 between words, hyphenation inside them (row LB-12).

use super::cluster::{Cluster, Clusters};
use super::gap::{Gap, LineEnd};
use crate::choices::Prohibitions;
use crate::language::Tag;
use crate::unicode::{Class, is_unit};
use std::ops::Range;
use unicode_linebreak::BreakOpportunity;

/// Marks the gaps inside every run of Western clusters where UAX #14 lets a line end.
pub(super) fn mark_line_ends(clusters: &Clusters, gaps: &mut [Gap], level: Prohibitions) {
    let mut start = 0;
    while start < clusters.list.len() {
        if !is_western(&clusters.list[start]) {
            start += 1;
            continue;
        }
        let length = clusters.list[start..].iter().take_while(|cluster| is_western(cluster)).count();
        if length > 1 {
            mark_segment(clusters, start..start + length, gaps, level);
        }
        start += length;
    }
}

fn is_western(cluster: &Cluster) -> bool {
    cluster.western && !cluster.verbatim && cluster.base == 0 && cluster.class != Class::FixedSpace
}

fn mark_segment(clusters: &Clusters, range: Range<usize>, gaps: &mut [Gap], level: Prohibitions) {
    let list = &clusters.list[range.clone()];
    let text = &clusters.text[list[0].text as usize..list[list.len() - 1].text_end as usize];
    let base = list[0].text as usize;
    let addresses = addresses(text);
    let mut next_address = addresses.iter().peekable();
    let mut cluster = range.start;
    for (offset, opportunity) in unicode_linebreak::linebreaks(text) {
        if offset >= text.len() {
            break;
        }
        while cluster < range.end && (clusters.list[cluster].text_end as usize) < base + offset {
            cluster += 1;
        }
        while next_address.next_if(|address| address.end < offset).is_some() {}
        let in_address = next_address.peek().is_some_and(|address| address.start < offset);
        let ends_here = cluster < range.end && clusters.list[cluster].text_end as usize == base + offset;
        // What a space at the beginning stands behind is no part of the piece; `gaps` knows it.
        if cluster == range.start && list[0].class == Class::Space {
            continue;
        }
        let gap = &mut gaps[cluster.min(range.end - 1)];
        if ends_here && matches!(opportunity, BreakOpportunity::Allowed) && gap.line_end != LineEnd::Forced {
            let kept = keeps_together(text, offset, level, in_address);
            gap.line_end = if kept { LineEnd::Never } else { LineEnd::Allowed };
        }
    }
    mark_separators(clusters, range, &addresses, text, gaps);
}

/// Whether no line ends at a place that UAX #14 allows: between a number and its unit (row LB-9), before a connector, and
/// after a solidus that is no part of an address (row LB-5).
fn keeps_together(text: &str, offset: usize, level: Prohibitions, in_address: bool) -> bool {
    let (before, after) = text.split_at(offset);
    // Connectors begin no line (row LB-4).
    if after.starts_with(['–', '—', '―', '⸺', '⸻']) {
        return level >= Prohibitions::Basic;
    }
    if before.ends_with('/') {
        return level >= Prohibitions::Gb && !in_address;
    }
    let number = before.strip_suffix(' ').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    number && is_unit(&first_word(after))
}

/// The word at the beginning of a text, without the marks that close a sentence; long words are cut off.
fn first_word(text: &str) -> String {
    const LONGEST_UNIT: usize = 12;
    let word: String = text.chars().take(LONGEST_UNIT).take_while(|c| *c != ' ').collect();
    word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '’']).to_owned()
}

/// Whether a word is an address of the web or of mail.
pub(super) fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.contains('@')
}

/// The addresses in a text, in order.
fn addresses(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") && !text.contains("www.") && !text.contains('@') {
        return Vec::new();
    }
    let mut start = 0;
    let mut found = Vec::new();
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        if is_address(bare) {
            found.push(start..start + bare.len());
        }
        start += word.len();
    }
    found
}

/// Separators after which an address may be broken, without a hyphen (row LB-12).
const SEPARATORS: &[char] = &['/', '?', '&', '=', '#', '.', '-', '_', ':', '@', '%', '+', '~'];

/// Marks the gaps after the separators of every address of a piece.
fn mark_separators(clusters: &Clusters, range: Range<usize>, addresses: &[Range<usize>], text: &str, gaps: &mut [Gap]) {
    let base = clusters.list[range.start].text as usize;
    let mut at = range.start;
    for address in addresses {
        while at < range.end && clusters.list[at].text_end as usize <= base + address.start {
            at += 1;
        }
        while at < range.end && (clusters.list[at].text_end as usize) < base + address.end {
            let (before, after) = text.split_at(clusters.list[at].text_end as usize - base);
            let separated = before.ends_with(SEPARATORS) && !after.starts_with(SEPARATORS);
            if separated && gaps[at].line_end == LineEnd::Never {
                gaps[at].line_end = LineEnd::Address;
            }
            at += 1;
        }
    }
}

/// Byte offsets inside a word where its language lets a hyphen stand; empty for short words and unknown languages.
pub(super) fn hyphenation_points(word: &str, lang: &Tag) -> Vec<usize> {
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
fn language(lang: &Tag) -> hypher::Lang {
    lang.two_letters().and_then(hypher::Lang::from_iso).unwrap_or(hypher::Lang::English)
}

//! The gaps beside signs: a relation between Han and a figure or a letter has one on both sides (长×3, 甲=A), a hyphen
//! between the two has none (歼-20). Row SP-1.

use super::cluster::{Cluster, Clusters};
use super::gap::Gap;
use super::gaps::latin;
use crate::choices::TypographyConfig;
use crate::unicode::{Class, Script, is_hyphen, is_operator, is_relation};
use std::ops::Range;

/// What stands beside a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Han,
    Western,
}

/// Longest name between angle brackets that is looked for: `<name>` relates nothing.
const LONGEST_NAME: usize = 32;

/// Sets the gaps beside every sign of a text.
pub(super) fn part(clusters: &Clusters, gaps: &mut [Gap], typography: &TypographyConfig) {
    if !clusters.text.contains(|c| is_relation(c) || is_operator(c)) {
        return;
    }
    let mut at = 0;
    while at < clusters.list.len() {
        let length = clusters.list[at..].iter().take_while(|one| sign(clusters, one).is_some()).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let mut run = at..at + length;
        at = run.end;
        let is_related = |run: &Range<usize>| {
            clusters.list[run.clone()].iter().any(|one| sign(clusters, one).is_some_and(is_relation))
        };
        // A sign without a blank behind it belongs to the number that follows.
        if is_related(&run) && clusters.list.get(run.end).is_some_and(|one| one.class.is_latin()) {
            while run.len() > 1 && sign(clusters, &clusters.list[run.end - 1]).is_some_and(is_operator) {
                run.end -= 1;
            }
        }
        let related = is_related(&run);
        if related && is_bracket(clusters, &run) {
            continue;
        }
        let Some((before, left)) = neighbour(clusters, (0..run.start).rev(), 0) else { continue };
        let Some((after, right)) = neighbour(clusters, run.end..clusters.list.len(), 1) else { continue };
        if left == right && left == Beside::Western {
            continue;
        }
        let spaced = [run.start - before > 1, after - run.end > 0];
        let single = if run.len() == 1 { sign(clusters, &clusters.list[run.start]) } else { None };
        let last = run.end - 1;
        if related || spaced == [true; 2] {
            set(clusters, gaps, before..run.start, typography);
            set(clusters, gaps, last..after, typography);
        } else if single.is_some_and(is_hyphen) && spaced == [false; 2] {
            for gap in [before, last] {
                gaps[gap] = Gap { line_end: gaps[gap].line_end, at_end: gaps[gap].at_end, ..Gap::default() };
            }
        } else if single.is_some() && left == Beside::Han && clusters.list[after].class == Class::Latin {
            // Before a letter it is no sign of a number: 甲+A.
            set(clusters, gaps, before..run.start, typography);
            set(clusters, gaps, last..after, typography);
        }
    }
}

/// The sign that a cluster is.
fn sign(clusters: &Clusters, cluster: &Cluster) -> Option<char> {
    let is_free = cluster.western && !cluster.verbatim && !cluster.raised && cluster.base == 0;
    let mut text = clusters.text_of(cluster).chars();
    let first = text.next().filter(|c| is_free && (is_relation(*c) || is_operator(*c)))?;
    text.next().is_none().then_some(first)
}

/// Whether a run of signs is an angle bracket of a name: 国<b>国.
fn is_bracket(clusters: &Clusters, run: &Range<usize>) -> bool {
    let letters = |range: &mut dyn Iterator<Item = usize>, end: &str| {
        let mut name = range.take(LONGEST_NAME).map(|at| &clusters.list[at]).skip_while(|one| {
            one.western && (one.class == Class::Latin || one.class == Class::Digit) && sign(clusters, one).is_none()
                || one.class == Class::Solidus
        });
        name.next().is_some_and(|one| clusters.text_of(one) == end)
    };
    let is = |at: usize, text: &str| clusters.text_of(&clusters.list[at]) == text;
    run.len() == 1 && is(run.start, "<") && letters(&mut (run.end..clusters.list.len()), ">")
        || is(run.start, ">") && letters(&mut (0..run.start).rev(), "<")
}

/// The nearest thing on one side of a sign and what it is; none where what stands there has no part in a relation, and at
/// the edge of a line that the author ended: the gap between two things is after the one that is `behind` places earlier.
fn neighbour(clusters: &Clusters, side: impl Iterator<Item = usize>, behind: usize) -> Option<(usize, Beside)> {
    for at in side {
        let one = &clusters.list[at];
        if clusters.list[at - behind].break_after {
            return None;
        }
        if one.class == Class::Space && !one.verbatim || one.raised || one.class == Class::Note {
            continue;
        }
        let beside = match one.class {
            _ if one.script == Script::Korean || one.base != 0 => return None,
            _ if one.verbatim => Beside::Western,
            Class::Han | Class::NonStarter if !one.western => Beside::Han,
            Class::Latin | Class::Digit | Class::LatinOpen | Class::Suffix | Class::Numeral => Beside::Western,
            Class::LatinClose if matches!(clusters.text_of(one), ")" | "]" | "}" | "%" | "‰" | "°") => {
                Beside::Western
            }
            _ => return None,
        };
        return Some((at, beside));
    }
    None
}

/// Makes the Han–Latin gap of what stands between two clusters: it is the last gap, those before it are nothing.
fn set(clusters: &Clusters, gaps: &mut [Gap], range: Range<usize>, typography: &TypographyConfig) {
    let wide = latin(&clusters.list[range.start], &clusters.list[range.end], typography);
    for (at, gap) in range.clone().zip(&mut gaps[range.clone()]) {
        let new = if at + 1 == range.end { wide } else { Gap::default() };
        *gap = Gap { line_end: gap.line_end, at_end: gap.at_end, ..new };
    }
}

//! A word that names what a number counts, and the number: 图3-1, 附录A, Figure 2. No line ends between them (row LB-9).

use super::cluster::{Cluster, Clusters};
use super::gaps::{Gap, LineEnd};
use crate::unicode::{Class, label_at_end};

/// Longest number looked at, in clusters: IV, 3-1, 12.4.2(b).
const LONGEST: usize = 16;
/// Longest number of letters: III, A.
const LETTERS: usize = 4;

/// Forbids line ends inside labels and their numbers, and between the two.
pub(super) fn keep_numbers(clusters: &Clusters, gaps: &mut [Gap]) {
    let list = &clusters.list;
    for at in 1..list.len() {
        let Some(end) = number(clusters, at) else { continue };
        let Some(label) = label_before(clusters, at) else { continue };
        for gap in &mut gaps[label..end - 1] {
            if gap.line_end != LineEnd::Forced {
                gap.line_end = LineEnd::Never;
            }
        }
    }
}

/// The first cluster of the label before the number that begins with cluster `at`; none when there is none. A blank and an
/// opening bracket may stand between: 式（3-1）, Eq. (2).
fn label_before(clusters: &Clusters, at: usize) -> Option<usize> {
    let list = &clusters.list;
    let skip = |at: usize, class: &dyn Fn(&Cluster) -> bool| match at.checked_sub(1) {
        Some(before) if class(&list[before]) => before,
        _ => at,
    };
    let at = skip(at, &|one| matches!(one.class, Class::Open | Class::LatinOpen));
    let at = skip(at, &|one| matches!(one.class, Class::Space | Class::FixedSpace));
    let label = at.checked_sub(1)?;
    let one = &list[label];
    let bytes = label_at_end(&clusters.text[..one.text_end as usize]).filter(|_| !one.verbatim)?;
    let start = (one.text_end as usize).saturating_sub(bytes) as u32;
    list[..label].iter().rposition(|one| one.text < start).map_or(Some(0), |before| Some(before + 1))
}

/// One past the number that begins with cluster `at`: digits with what joins them, or a few capitals (A, IV, A-1).
fn number(clusters: &Clusters, at: usize) -> Option<usize> {
    let list = &clusters.list;
    let digit = |one: &Cluster| one.class == Class::Digit;
    let capital = |one: &Cluster| clusters.text_of(one).starts_with(|c: char| c.is_ascii_uppercase());
    let letter = |one: &Cluster| one.class == Class::Latin && clusters.text_of(one).starts_with(char::is_alphabetic);
    let first = &list[at];
    if first.verbatim || !(digit(first) || capital(first)) || digit(&list[at - 1]) || letter(&list[at - 1]) {
        return None;
    }
    let joins = |one: &Cluster| matches!(clusters.text_of(one), "-" | "–" | "." | "‑" | ":" | "·");
    let mut end = at;
    for place in at..list.len().min(at + LONGEST) {
        let one = &list[place];
        // Between figures stands what joins them; at the end it closes the sentence.
        let joined = joins(one) && list.get(place + 1).is_some_and(digit);
        if !(digit(one) || capital(one) || joined) {
            break;
        }
        end = place + 1;
    }
    let letters = list[at..end].iter().filter(|one| capital(one)).count();
    let word = list.get(end).is_some_and(letter);
    (letters <= LETTERS && !(letters > 0 && word)).then_some(end)
}

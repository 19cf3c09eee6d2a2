//! Dashes that are one stroke, whichever characters they were typed with.

use std::ops::Range;

/// How many em of stroke a dash stands for: U+2014 and its look-alikes one, U+2E3A two, U+2E3B three (their names in the
/// Unicode Standard; GB/T 15834 5.1.4: a dash takes two em).
const DASHES: &[(char, u32)] = &[('—', 1), ('―', 1), ('─', 1), ('⸺', 2), ('⸻', 3)];

/// The em of a dash; none for every other character.
fn dash_em(c: char) -> Option<u32> {
    // Nearly every character of a book is below or beyond the dashes.
    if !('\u{2014}'..='\u{2E3B}').contains(&c) {
        return None;
    }
    DASHES.iter().find(|(dash, _)| *dash == c).map(|(_, em)| *em)
}

/// A run of dashes that is one stroke.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stroke {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its length in em, two or more.
    pub em: u32,
}

/// The stroke that begins at byte `at` of a text; none where no dash stands, or a single one of one em: that is a
/// connector or a dash of Western text. The lines of a drawn box are no dashes, nor is a dash that carries a mark.
pub fn stroke_at(text: &str, at: usize) -> Option<Stroke> {
    let rest = text.get(at..)?;
    dash_em(rest.chars().next()?)?;
    let (mut end, mut em, mut lines) = (at, 0u32, false);
    for c in rest.chars() {
        let Some(one) = dash_em(c) else { break };
        (end, em, lines) = (end + c.len_utf8(), em.saturating_add(one), lines || c == '─');
    }
    let beside = [text[..at].chars().next_back(), text[end..].chars().next()];
    let boxed = lines && beside.iter().flatten().any(|c| matches!(c, '\u{2500}'..='\u{257F}'));
    let marked = beside[1].is_some_and(super::is_combining);
    (em >= 2 && !boxed && !marked).then_some(Stroke { range: at..end, em })
}

/// Each dash of a stroke with its em.
pub fn dashes(text: &str) -> impl Iterator<Item = (Range<usize>, u32)> {
    text.char_indices().map(|(at, c)| (at..at + c.len_utf8(), dash_em(c).unwrap_or(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lb7_dashes_that_touch_are_one_stroke() {
        for (text, expected) in [
            ("——", Some((0..6, 2))),
            ("――国", Some((0..6, 2))),
            ("──", Some((0..6, 2))),
            ("⸺", Some((0..3, 2))),
            ("⸻⸺", Some((0..6, 5))),
            ("————", Some((0..12, 4))),
            ("—", None),
            ("―国", None),
            ("─", None),
            ("──┐", None),
            ("国——", None),
            ("——\u{301}", None),
            ("", None),
        ] {
            assert_eq!(stroke_at(text, 0).map(|stroke| (stroke.range, stroke.em)), expected, "{text}");
        }
        assert_eq!(stroke_at("├──", 3), None);
        assert_eq!(stroke_at("国——国", 3), Some(Stroke { range: 3..9, em: 2 }));
    }
}

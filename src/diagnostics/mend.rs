//! Fixes of findings become changes of files.

use super::diagnostic::Diagnostic;
use super::fix::Safety;
use super::place::Place;
use crate::source::SourceMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A piece of a file, and what takes its place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Change {
    /// Bytes of the file behind its byte order mark, if it has one.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there.
    pub expected: String,
    /// What is to stand there.
    pub text: String,
}

/// The changes of one file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FileChanges {
    /// In order; none overlaps another.
    pub changes: Vec<Change>,
    /// How many findings of each code they mend.
    pub mended: BTreeMap<&'static str, usize>,
}

/// What mends a manuscript.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// The files to be changed, by their paths in the manuscript.
    pub files: BTreeMap<PathBuf, FileChanges>,
    /// How many fixes were left because they overlap with one that comes before them.
    pub overlapping: usize,
}

/// Gathers the safe fixes of findings. A fix counts as a whole: one with a part in a file of `refused`, or a part that
/// overlaps with an earlier fix, is left.
pub fn plan(diagnostics: &[Diagnostic], sources: &SourceMap, refused: &BTreeSet<PathBuf>) -> Plan {
    let mut taken: BTreeMap<PathBuf, BTreeMap<(usize, usize), Change>> = BTreeMap::new();
    let mut plan = Plan::default();
    for diagnostic in diagnostics {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.safety == Safety::Safe) else { continue };
        let parts = fix.replacements.iter().map(|one| {
            let Place::Span(span) = one.place else { return None };
            let Range { start, end } = sources.shown(span);
            let (expected, text) = (one.expected.clone(), one.text.clone());
            Some((sources.path(span.file), Change { start, end, expected, text }))
        });
        let Some(parts) = parts.collect::<Option<Vec<(&Path, Change)>>>() else { continue };
        if parts.iter().any(|(path, _)| refused.contains(*path)) {
            continue;
        }
        if parts.iter().any(|(path, change)| taken.get(*path).is_some_and(|taken| overlaps(taken, change))) {
            plan.overlapping += 1;
            continue;
        }
        for (path, change) in parts {
            taken.entry(path.to_owned()).or_default().insert((change.start, change.end), change);
        }
        if let Some(Place::Span(span)) = fix.replacements.first().map(|one| &one.place) {
            let file = plan.files.entry(sources.path(span.file).to_owned()).or_default();
            *file.mended.entry(diagnostic.rule.code).or_default() += 1;
        }
    }
    for (path, changes) in taken {
        plan.files.entry(path).or_default().changes = changes.into_values().collect();
    }
    plan
}

/// Whether a change touches one that was taken before. The same change twice is one.
fn overlaps(taken: &BTreeMap<(usize, usize), Change>, change: &Change) -> bool {
    if let Some(same) = taken.get(&(change.start, change.end)) {
        return same != change;
    }
    // Those that were taken do not overlap, so only the last that begins before the end can reach in.
    taken
        .range(..(change.end.max(change.start + 1), 0))
        .next_back()
        .is_some_and(|(_, last)| last.end > change.start || last.start >= change.start)
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Makes the changes in the bytes of a file. None when something else stands where one of them expects its text: the file
/// has been changed meanwhile, and is left as it is.
pub fn apply(bytes: &[u8], changes: &[Change]) -> Option<Vec<u8>> {
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let text = &bytes[mark..];
    let mut mended = Vec::with_capacity(bytes.len() + changes.len() * 3);
    mended.extend_from_slice(&bytes[..mark]);
    let mut at = 0;
    for change in changes {
        if text.get(change.start..change.end)? != change.expected.as_bytes() {
            return None;
        }
        mended.extend_from_slice(text.get(at..change.start)?);
        mended.extend_from_slice(change.text.as_bytes());
        at = change.end;
    }
    mended.extend_from_slice(&text[at..]);
    Some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Fix;
    use crate::diagnostics::rules::language::W331;
    use crate::source::{FileId, Span};

    fn sources(text: &str) -> (SourceMap, FileId) {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("a.md"), text.into());
        (sources, file)
    }

    /// Findings that put `+` in the place of each of these ranges of a text, all of a finding together.
    fn findings(text: &str, file: FileId, fixes: &[&[(usize, usize)]]) -> Vec<Diagnostic> {
        let fix = |ranges: &&[(usize, usize)]| {
            let mut fix = Fix { safety: Safety::Safe, replacements: Vec::new() };
            for (start, end) in *ranges {
                fix = fix.and(Span::new(file, *start, *end), &text[*start..*end], "+");
            }
            Diagnostic::new(&W331).mended_by(fix)
        };
        fixes.iter().map(fix).collect()
    }

    #[track_caller]
    fn check(text: &str, fixes: &[&[(usize, usize)]], expected: &str, overlapping: usize) {
        let (sources, file) = sources(text);
        let plan = plan(&findings(text, file, fixes), &sources, &BTreeSet::new());
        assert_eq!(plan.overlapping, overlapping);
        let changes = plan.files.get(Path::new("a.md")).map_or(&[][..], |file| &file.changes);
        let mended = apply(text.as_bytes(), changes).expect("nothing changed meanwhile");
        assert_eq!(String::from_utf8(mended).expect("UTF-8"), expected);
        let marked = apply(format!("\u{FEFF}{text}").as_bytes(), changes).expect("nothing changed meanwhile");
        assert_eq!(String::from_utf8(marked).expect("UTF-8"), format!("\u{FEFF}{expected}"));
    }

    #[test]
    fn fixes_are_made_whole_in_order_and_never_over_each_other() {
        check("abcdef", &[&[(4, 5)], &[(0, 1), (2, 3)]], "+b+d+f", 0);
        check("abcdef", &[&[(1, 4)], &[(0, 1), (3, 5)], &[(5, 6)]], "a+e+", 1);
        check("abcdef", &[&[(0, 6)], &[(1, 2)], &[(0, 1)], &[(5, 6)]], "+", 3);
        check("abcdef", &[&[(1, 2)], &[(1, 2)], &[(0, 6)]], "a+cdef", 1);
        check("abcdef", &[&[(1, 2)], &[(2, 3)], &[(3, 3)], &[(3, 3)]], "a+++def", 0);
        check("abcdef", &[&[(2, 4)], &[(3, 3)]], "ab+ef", 1);
        check("abcdef", &[], "abcdef", 0);
    }

    /// Every pair of ranges: what does not touch is made, what does is left.
    #[test]
    fn of_two_fixes_that_touch_the_first_is_made() {
        let text = "abcd";
        let ranges = || (0..4).flat_map(|start| (start + 1..=4).map(move |end| (start, end)));
        for first in ranges() {
            for second in ranges().filter(|second| *second != first) {
                let (sources, file) = sources(text);
                let two = findings(text, file, &[&[first], &[second]]);
                let plan = plan(&two, &sources, &BTreeSet::new());
                let touch = first.0 < second.1 && second.0 < first.1;
                assert_eq!(plan.overlapping, usize::from(touch), "{first:?} {second:?}");
            }
        }
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_and_fixes_that_need_it_are_refused() {
        let text = "a,b";
        let (mut sources, file) = sources(text);
        let changes = plan(&findings(text, file, &[&[(1, 2)]]), &sources, &BTreeSet::new()).files;
        let changes = &changes[Path::new("a.md")].changes;
        for other in ["a;b", "ab,", "a", "", "\u{FEFF}ab,"] {
            assert_eq!(apply(other.as_bytes(), changes), None, "{other}");
        }
        assert_eq!(apply(b"a,c and more", changes), Some(b"a+c and more".to_vec()));
        let other = sources.add(Path::new("b.md"), "x".into());
        let mut both = findings(text, file, &[&[(1, 2)], &[(0, 1)]]);
        let fix = both[0].fix.take().map(|fix| fix.and(Span::new(other, 0, 1), "x", "y"));
        both[0].fix = fix;
        let kept = plan(&both, &sources, &BTreeSet::from([PathBuf::from("b.md")]));
        let changed: Vec<_> =
            kept.files.iter().map(|(path, file)| (path.display().to_string(), file.changes.len())).collect();
        assert_eq!(changed, [("a.md".to_owned(), 1)]);
    }

    #[test]
    fn what_is_only_suggested_is_not_made() {
        let (sources, file) = sources("a");
        let fix = Fix::new(Safety::Suggested, Span::new(file, 0, 1), "a", "b");
        let found = [Diagnostic::new(&W331).mended_by(fix), Diagnostic::new(&W331)];
        assert_eq!(plan(&found, &sources, &BTreeSet::new()), Plan::default());
    }
}

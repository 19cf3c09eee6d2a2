use super::diagnostic::Diagnostic;
use super::place::Place;
use crate::source::SourceMap;
use std::path::Path;

/// Puts findings into the order in which they are shown, and drops those that say the same of the same place.
///
/// First what concerns the whole book, then file by file in the order of reading, by offset, by code.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    diagnostics.sort_by_cached_key(|one| (key(&one.place, sources), one.rule.code, format!("{:?}", one.arguments)));
    diagnostics.dedup();
}

/// The whole book, then known files by number and offset, then other files by name, then bare nodes.
fn key(place: &Place, sources: &SourceMap) -> (u8, u32, u32, String) {
    match place {
        Place::Book => (0, 0, 0, String::new()),
        Place::Span(span) => (1, span.file.0, span.start, String::new()),
        Place::File(path) => match sources.find(path) {
            Some(file) => (1, file.0, 0, String::new()),
            None => (2, 0, 0, slashed(path)),
        },
        Place::Node(node, offset) => (3, u32::from(node.chapter), node.index, format!("{offset:010}")),
    }
}

/// A path as it is shown and compared: with `/` on every system.
pub(super) fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::internal::E901;
    use crate::diagnostics::rules::syntax::E101;
    use crate::source::Span;
    use std::path::PathBuf;

    #[test]
    fn findings_stand_in_reading_order_and_once() {
        let mut sources = SourceMap::default();
        let late = sources.add(Path::new("z.md"), "0123".into());
        let next = sources.add(Path::new("a.md"), "0123".into());
        let at = |file, start| Diagnostic::new(&E101).at(Span::new(file, start, start + 1));
        let elsewhere = Diagnostic::new(&E101).at(PathBuf::from("other.md"));
        let whole_file = Diagnostic::new(&E901).at(PathBuf::from("z.md"));
        let mut findings = vec![
            elsewhere.clone(),
            at(next, 0),
            at(late, 2),
            whole_file.clone(),
            at(late, 1),
            at(late, 2),
            Diagnostic::new(&E901),
        ];
        sort(&mut findings, &sources);
        assert_eq!(findings, [Diagnostic::new(&E901), whole_file, at(late, 1), at(late, 2), at(next, 0), elsewhere]);
    }
}

//! Paths in `book.yaml`.

use super::reader::{Field, Reader};
use crate::diagnostics::{Diagnostic, Fix, Safety, rules::manuscript as rules};
use crate::source::{FileId, Span};
use std::path::{Component, Path, PathBuf};

/// Whether a path leads into `build/`: what lies there was made of the manuscript and is no part of it.
fn is_made(path: &Path) -> bool {
    let mut inside: Vec<Component> = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            // It leads out of the manuscript, which is another fault.
            Component::ParentDir if inside.pop().is_none() => return false,
            Component::ParentDir => {}
            other => inside.push(other),
        }
    }
    inside.first() == Some(&Component::Normal("build".as_ref()))
}

impl Reader {
    /// A path, with its place.
    pub fn path(&mut self, field: &Field) -> Option<(PathBuf, Option<Span>)> {
        let text = self.text(field, 1000)?;
        let told = text.replace('\\', "/");
        if is_made(Path::new(&told)) {
            self.report(field, Diagnostic::new(&rules::E043).with("path", &told));
            return None;
        }
        if !text.contains('\\') {
            return Some((PathBuf::from(text), field.node.span));
        }
        let wanted = text.replace('\\', "/");
        let fix = field.node.span.and_then(|span| self.slashes(span, &text));
        let finding = Diagnostic::new(&rules::E085).with("key", &field.path).with("path", &text);
        self.report(field, finding.with("wanted", &wanted).mended_by(fix));
        // What is wrong with the path besides is told at once.
        Some((PathBuf::from(wanted), field.node.span))
    }

    /// Turns the backslashes of a path around, however it is quoted.
    fn slashes(&self, span: Span, path: &str) -> Option<Fix> {
        if span.file != FileId(0) || path.starts_with('\\') {
            return None;
        }
        let raw = self.lines().written(span);
        let mended = match raw.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
            // Between double quotes a backslash is written twice.
            Some(inner) if inner.replace(r"\\", r"\") == path => raw.replace(r"\\", "/"),
            Some(_) => return None,
            None => raw.replace('\\', "/"),
        };
        Some(Fix::new(Safety::Safe, span, raw, mended))
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::source::SourceMap;
    use std::path::Path;

    /// However a path is quoted, its backslashes are told with the fix, and the path is read as it was meant.
    #[test]
    fn backslashes_in_paths_are_turned_around() {
        for (written, path, mended) in [
            (r"images\a.png", r"images\a.png", Some("images/a.png")),
            (r"'images\a.png'", r"images\a.png", Some("'images/a.png'")),
            (r#""images\\a.png""#, r"images\a.png", Some(r#""images/a.png""#)),
            (r#""images\x5Ca.png""#, r"images\a.png", None),
            (r"\images\a.png", r"\images\a.png", None),
        ] {
            let text = format!("title: 书\nauthors: 甲\nlanguage: zh-Hans\ncover: {written}\n");
            let mut sources = SourceMap::default();
            let file = sources.add(Path::new("book.yaml"), text.as_str().into());
            let (_, diagnostics) = parse(&text, file, &[], "book");
            let [finding] = &diagnostics[..] else { panic!("{written}: {diagnostics:?}") };
            assert_eq!((finding.rule.code, finding.text("path")), ("E085", Some(path)), "{written}");
            let replaced = finding.fix.as_ref().map(|fix| {
                let one = &fix.replacements[0];
                assert_eq!(one.expected, written);
                one.text.as_str()
            });
            assert_eq!(replaced, mended, "{written}");
        }
    }
}

//! What may stand before the first line of a chapter.

use super::draft::Draft;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax;
use crate::source::Span;

/// Where the chapter's text begins: behind a byte order mark and behind a block of metadata, which is reported, for
/// everything about a book is said in `book.yaml`.
pub(super) fn skip(text: &str, draft: &mut Draft) -> usize {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match metadata(&text[start..]) {
        None => start,
        Some(length) => {
            let span = Span::new(draft.context.file, start, start + length);
            draft.report(Diagnostic::new(&syntax::W107).at(span));
            start + length
        }
    }
}

/// The length of a block between `---` lines whose first line is a key with a colon; a mere thematic break is none.
fn metadata(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut length = first.len();
    for (number, line) in lines.enumerate() {
        let content = line.trim_end();
        length += line.len();
        if number > 0 && matches!(content, "---" | "...") {
            return Some(length);
        }
        let is_key = content.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(' '));
        if number == 0 && !is_key {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_between_lines_are_metadata() {
        assert_eq!(metadata("---\ntitle: x\n---\n正文"), Some(17));
        assert_eq!(metadata("---\n\n正文：好\n\n---\n"), None);
        assert_eq!(metadata("---\ntitle: x\n\n正文"), None);
        assert_eq!(metadata("正文\n---\n"), None);
    }
}

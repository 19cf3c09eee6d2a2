//! What blocks of code tell: includes that no tool fills in, fences that nothing closes, words of other tools in the
//! fence, and text that is only indented.

use super::marks::{self, At};
use crate::config::Lint;
use crate::markdown::draft::{Draft, Reader};
use crate::unicode::is_han;
use std::ops::Range;

/// Languages whose source is shown: what looks like an include there is what the block is about.
const SOURCES: &[&str] = &["md", "markdown", "mdx", "rst", "tex", "latex"];

/// Languages of templates, in which `{% include %}` is a statement.
const TEMPLATES: &[&str] = &[
    "html",
    "xml",
    "jinja",
    "jinja2",
    "j2",
    "django",
    "liquid",
    "twig",
    "nunjucks",
    "njk",
    "tera",
    "handlebars",
    "hbs",
];

/// Directives of MyST, `{name}` behind a fence, and of reStructuredText, `.. name::`, and what each is.
pub(super) const DIRECTIVES: &[(Lint, &[&str])] = &[
    (Lint::Includes, &["include", "literalinclude"]),
    (Lint::ForeignPictures, &["figure", "image"]),
    (
        Lint::Admonitions,
        &[
            "admonition",
            "attention",
            "caution",
            "danger",
            "error",
            "hint",
            "important",
            "note",
            "seealso",
            "tip",
            "warning",
            "todo",
            "topic",
            "sidebar",
            "margin",
            "dropdown",
            "epigraph",
            "versionadded",
            "versionchanged",
            "deprecated",
        ],
    ),
    (Lint::Tabs, &["tab-set", "tab-item", "tabbed"]),
    (Lint::ContentsMarks, &["toctree", "contents", "tableofcontents"]),
    (Lint::Diagrams, &["mermaid", "graphviz", "plantuml"]),
];

/// Signs behind which a comment of a program stands.
const COMMENTS: [&str; 9] = ["//", "#", "--", "/*", ";", "%", "<!--", "\"\"\"", "REM "];

/// Looks at a block of code: `info` is what stands behind the fence, none where there is no fence; `pieces` are pieces of
/// the text and where each begins.
pub(in crate::markdown) fn code(
    info: Option<&str>,
    pieces: &[(String, usize)],
    range: &Range<usize>,
    reader: &Reader,
    draft: &mut Draft,
) {
    let source = &reader.source;
    let lines = source.text.get(range.clone()).unwrap_or_default().trim_end();
    let first = lines.lines().next().unwrap_or_default().trim_end();
    let head = source.span(&(range.start..range.start + first.len()));
    let Some(info) = info else {
        let text: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        if text.lines().find(|line| line.contains(is_han)).is_some_and(|line| !is_program(line)) {
            draft.leftover(Lint::IndentedText, head, first.trim());
        }
        return;
    };
    if !is_closed(first, lines) {
        draft.leftover(Lint::OpenFences, head, first);
    }
    let language = info.split_whitespace().next().unwrap_or_default();
    if language.contains('{') {
        draft.leftover(directive(language).unwrap_or(Lint::CodeOptions), head, first);
    } else if marks::DIAGRAMS.contains(&language.to_ascii_lowercase().as_str()) {
        draft.leftover(Lint::Diagrams, head, first);
    }
    includes(language, pieces, reader, draft);
}

/// What the directive of a fence is, where it holds no code.
fn directive(language: &str) -> Option<Lint> {
    let name = language.strip_prefix('{')?.split('}').next()?;
    DIRECTIVES.iter().find(|(_, names)| names.contains(&name)).map(|(lint, _)| *lint)
}

/// Tells lines that are an include and nothing else: the block was to hold the text of another file.
fn includes(language: &str, pieces: &[(String, usize)], reader: &Reader, draft: &mut Draft) {
    let language = language.split(['{', ',']).next().unwrap_or_default().to_ascii_lowercase();
    // Verse is no code: its lines are looked through as text.
    if SOURCES.contains(&language.as_str()) || crate::markdown::fence::is_verse(&language) {
        return;
    }
    let template = TEMPLATES.contains(&language.as_str());
    for (piece, start) in pieces {
        let mut at = *start;
        for part in piece.split_inclusive('\n') {
            let line = part.trim();
            if marks::is_include_in_code(&At::new(line, 0, true), template) {
                let begin = at + part.len() - part.trim_start().len();
                draft.leftover(Lint::Includes, reader.source.span(&(begin..begin + line.len())), line);
            }
            at += part.len();
        }
    }
}

/// Whether a line with Han in it is one of a program: they stand in a comment or in a string.
fn is_program(line: &str) -> bool {
    let before = line.split(is_han).next().unwrap_or_default().trim_start();
    let inner = |sign: &&str| before.starts_with(*sign) || before.contains(&format!(" {sign}"));
    COMMENTS.iter().any(inner) || before.find(['"', '\'']).is_some_and(|at| at > 0)
}

/// Whether the last line of a fenced block is a fence at least as long as the first (CommonMark 0.31, section 4.5).
fn is_closed(first: &str, lines: &str) -> bool {
    let Some(start) = first.find(['`', '~']) else { return true };
    let sign = if first[start..].starts_with('`') { '`' } else { '~' };
    let opened = first[start..].chars().take_while(|c| *c == sign).count();
    let Some(last) = lines.lines().skip(1).last() else { return false };
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    last.chars().count() >= opened && last.chars().all(|c| c == sign)
}

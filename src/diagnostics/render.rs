use super::diagnostic::Diagnostic;
use super::explain::{HELP, level};
use super::lang::Lang;
use super::order::slashed;
use super::place::Place;
use super::rule::Level;
use crate::source::{SourceMap, Span};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;
use unicode_width::UnicodeWidthChar as _;

/// How findings are written for people.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextOptions<'a> {
    /// The language.
    pub lang: Lang,
    /// Whether to colour with ANSI escapes.
    pub color: bool,
    /// The manuscript directory as the user named it, put before every file.
    pub base: Option<&'a Path>,
}

/// A finding as the JSON report carries it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Record {
    /// The rule's code.
    pub code: &'static str,
    /// `error` or `warning`.
    pub level: &'static str,
    /// What is wrong.
    pub message: String,
    /// The file, relative to the manuscript directory.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// What to do next.
    pub help: Option<String>,
}

/// The finding as data.
pub fn record(diagnostic: &Diagnostic, sources: &SourceMap, lang: Lang) -> Record {
    let (file, at) = match &diagnostic.place {
        Place::Span(span) => (Some(slashed(sources.path(span.file))), Some(sources.lines_columns(*span).0)),
        Place::File(path) => (Some(slashed(path)), None),
        Place::Book | Place::Node(..) => (None, None),
    };
    Record {
        code: diagnostic.rule.code,
        level: level(diagnostic.level).en,
        message: diagnostic.message(lang),
        file,
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        help: Some(diagnostic.help(lang)).filter(|help| !help.is_empty()),
    }
}

/// Writes findings for people, one after the other: what is wrong, where, the line with a caret, what to do.
pub fn render_text(diagnostics: &[Diagnostic], sources: &SourceMap, options: TextOptions) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        one(&mut text, diagnostic, sources, options);
        text.push('\n');
    }
    text
}

fn one(text: &mut String, diagnostic: &Diagnostic, sources: &SourceMap, options: TextOptions) {
    let paint = Paint { on: options.color };
    let lang = options.lang;
    let accent = match diagnostic.level {
        Level::Error => "1;31",
        Level::Warning => "1;33",
    };
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let head = format!("{}[{}]", level(diagnostic.level).get(lang), diagnostic.rule.code);
    let message = visible(&diagnostic.message(lang));
    let _ = writeln!(text, "{}{}", paint.with(accent, &head), paint.with("1", &format!("{colon}{message}")));

    let record = record(diagnostic, sources, lang);
    let gutter = record.line.map_or(0, |line| line.to_string().len());
    let bar = paint.with("34", "|");
    if let Some(file) = &record.file {
        let file = options.base.map_or_else(|| file.clone(), |base| slashed_under(base, file));
        let place = match (record.line, record.column) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", visible(&file)),
            _ => visible(&file),
        };
        let _ = writeln!(text, "{:gutter$}{} {place}", "", paint.with("34", "-->"));
    }
    if let (Place::Span(span), Some(line)) = (&diagnostic.place, record.line) {
        let excerpt = excerpt(sources, *span, line);
        let _ = writeln!(text, "{:gutter$} {bar}", "");
        let _ = writeln!(text, "{} {bar} {}", paint.with("34", &line.to_string()), excerpt.line);
        let _ = writeln!(
            text,
            "{:gutter$} {bar} {:2$}{3}",
            "",
            "",
            excerpt.before,
            paint.with(accent, &"^".repeat(excerpt.under))
        );
    }
    if let Some(help) = &record.help {
        let _ = writeln!(text, "{:gutter$} {} {}{colon}{}", "", paint.with("34", "="), HELP.get(lang), visible(help));
    }
}

fn slashed_under(base: &Path, file: &str) -> String {
    let base = base.to_string_lossy();
    // A font of the machine lies below no manuscript.
    if base.is_empty() || base == "." || file.starts_with('/') {
        file.to_owned()
    } else {
        format!("{}/{file}", base.trim_end_matches('/'))
    }
}

/// A source line as shown, and where the caret stands, in terminal cells.
#[derive(Debug, PartialEq)]
struct Excerpt {
    line: String,
    before: usize,
    under: usize,
}

/// Cells of context on either side of the caret; a chapter may be one line of a million characters.
const CONTEXT: usize = 60;
/// The longest underline, in cells.
const UNDERLINE: usize = 80;
const TAB: usize = 4;

fn excerpt(sources: &SourceMap, span: Span, line: u32) -> Excerpt {
    let start = sources.line_start(span.file, line);
    let source = sources.line(span.file, line);
    let range = sources.shown(span);
    let from = floor(source, range.start.saturating_sub(start));
    let to = floor(source, range.end.saturating_sub(start)).max(from);

    let mut shown = String::new();
    let left = cut_left(source, from);
    let mut cells = 0;
    if left > 0 {
        shown.push('…');
        cells = 1;
    }
    let mut before = cells;
    let mut under = 0;
    for (at, character) in source[left..].char_indices().map(|(at, character)| (at + left, character)) {
        if at == from {
            before = cells;
        }
        let over = at >= to.max(from + 1) && cells > before + under + CONTEXT;
        if over || under >= UNDERLINE {
            shown.push('…');
            break;
        }
        let width = put(&mut shown, character, cells);
        cells += width;
        if (from..to).contains(&at) {
            under += width;
        }
    }
    if from >= source.len() {
        before = cells;
    }
    Excerpt { line: shown, before, under: under.max(1) }
}

/// Where the shown part of a line begins, so that the caret has no more than [`CONTEXT`] cells before it.
fn cut_left(source: &str, from: usize) -> usize {
    let mut cells = 0;
    for (at, character) in source[..from].char_indices().rev() {
        cells += if character == '\t' { TAB } else { character.width().unwrap_or(1) };
        if cells > CONTEXT {
            return at + character.len_utf8();
        }
    }
    0
}

/// Appends a character as a terminal can show it, and tells how many cells it takes.
fn put(shown: &mut String, character: char, cells: usize) -> usize {
    match character {
        '\t' => {
            let width = TAB - cells % TAB;
            shown.extend(std::iter::repeat_n(' ', width));
            width
        }
        _ if is_unshowable(character) => {
            shown.push('\u{FFFD}');
            1
        }
        _ => {
            shown.push(character);
            character.width().unwrap_or(0)
        }
    }
}

/// Control characters and the marks that turn the direction of writing: they would garble the terminal, or let a
/// manuscript show other text than it holds.
fn is_unshowable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn visible(text: &str) -> String {
    text.chars().map(|character| if is_unshowable(character) { '\u{FFFD}' } else { character }).collect()
}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Colours, when they are wanted.
struct Paint {
    on: bool,
}

impl Paint {
    fn with(&self, style: &str, text: &str) -> String {
        if self.on { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::syntax::E101;

    fn render(source: &str, needle: &str, options: TextOptions) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("a.md"), source.into());
        let start = source.find(needle).unwrap();
        let diagnostic = Diagnostic::new(&E101).at(Span::new(file, start, start + needle.len())).with("html", needle);
        render_text(&[diagnostic], &sources, options)
    }

    /// Cells before the caret line's first `^`, and how many `^` there are.
    fn caret(rendered: &str) -> (usize, usize) {
        let line = rendered.lines().find(|line| line.contains('^')).unwrap();
        (line.find('^').unwrap(), line.matches('^').count())
    }

    #[test]
    fn a_finding_reads_from_the_problem_to_the_remedy() {
        assert_eq!(
            render("一行\n前文<b>后文\n", "<b>", TextOptions { lang: Lang::En, ..TextOptions::default() }),
            "error[E101]: raw HTML is not supported: <b>\n \
             --> a.md:2:3\n  \
             |\n\
             2 | 前文<b>后文\n  \
             |     ^^^\n  \
             = help: write it in Markdown, or put it between backquotes to show it as code\n\n"
        );
        let zh = render("<b>", "<b>", TextOptions { lang: Lang::Zh, ..TextOptions::default() });
        assert!(zh.starts_with("错误[E101]：不支持 HTML 代码：<b>\n"), "{zh}");
    }

    #[test]
    fn the_caret_counts_cells() {
        assert_eq!(caret(&render("ab<b>", "<b>", TextOptions::default())), (4 + 2, 3));
        assert_eq!(caret(&render("汉字<汉>", "<汉>", TextOptions::default())), (4 + 4, 4));
        assert_eq!(caret(&render("a\t汉<b>", "<b>", TextOptions::default())), (4 + 4 + 2, 3));
        assert_eq!(caret(&render("e\u{301}<b>", "<b>", TextOptions::default())), (4 + 1, 3));
    }

    #[test]
    fn a_line_of_a_million_characters_is_cut_round_the_caret() {
        let source = format!("{}<b>{}", "长".repeat(500_000), "尾".repeat(500_000));
        let rendered = render(&source, "<b>", TextOptions::default());
        let shown = rendered.lines().nth(3).unwrap();
        assert!(shown.chars().count() < 100, "{shown}");
        assert!(shown.contains("长<b>尾"), "{shown}");
        assert_eq!(caret(&rendered), (4 + 1 + 60, 3));
    }

    #[test]
    fn a_span_over_many_lines_is_underlined_in_its_first_line() {
        assert_eq!(caret(&render("前<b\nc>\n", "<b\nc>", TextOptions::default())), (4 + 2, 2));
    }

    #[test]
    fn a_place_past_the_end_of_the_line_has_a_caret_there() {
        assert_eq!(caret(&render("汉字\n后", "\n", TextOptions::default())), (4 + 4, 1));
    }

    #[test]
    fn the_terminal_is_not_at_the_mercy_of_the_manuscript() {
        let rendered = render("a\u{1b}[31m<b\u{202e}>", "<b\u{202e}>", TextOptions::default());
        assert!(!rendered.contains(['\u{1b}', '\u{202e}']), "{rendered:?}");
    }

    #[test]
    fn colour_only_when_asked() {
        let plain = render("<b>", "<b>", TextOptions::default());
        let colored = render("<b>", "<b>", TextOptions { color: true, ..TextOptions::default() });
        assert!(!plain.contains('\u{1b}') && colored.contains("\u{1b}[1;31merror[E101]\u{1b}[0m"));
    }

    #[test]
    fn the_record_has_what_the_contract_names() {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("章/a.md"), "前<b>".into());
        let diagnostic = Diagnostic::new(&E101).at(Span::new(file, 3, 6)).with("html", "<b>");
        let json = serde_json::to_value(record(&diagnostic, &sources, Lang::En)).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "code": "E101", "level": "error", "message": "raw HTML is not supported: <b>", "file": "章/a.md",
                "line": 1, "column": 2,
                "help": "write it in Markdown, or put it between backquotes to show it as code"
            })
        );
    }
}

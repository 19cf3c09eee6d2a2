use super::diagnostic::Diagnostic;
use super::excerpt::{excerpt, visible};
use super::explain::{HELP, level};
use super::lang::Lang;
use super::place::Place;
use super::rule::Level;
use super::spot::{Spot, spot};
use crate::source::SourceMap;
use std::fmt::Write as _;
use std::path::Path;

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

    let label = visible(&diagnostic.label(lang));
    let main = Mark { place: &diagnostic.place, sign: '^', accent, label: "" };
    let others = diagnostic.also.iter().map(|place| Mark { place, sign: '-', accent: BLUE, label: &label });
    let files = by_file(std::iter::once(main).chain(others), sources);
    let lines = files.iter().flat_map(|(_, marks)| marks).filter_map(|(spot, _)| Some(spot.region?.0.line));
    let gutter = lines.max().map_or(0, |line| line.to_string().len());
    for (index, (file, marks)) in files.iter().enumerate() {
        let arrow = if index == 0 && spot(&diagnostic.place, sources).is_some() { "-->" } else { ":::" };
        let file = options.base.map_or_else(|| file.clone(), |base| slashed_under(base, file));
        let place = match marks.first().and_then(|(spot, _)| spot.region) {
            Some((at, _)) => format!("{}:{}:{}", visible(&file), at.line, at.column),
            None => visible(&file),
        };
        let _ = writeln!(text, "{:gutter$}{} {place}", "", paint.with(BLUE, arrow));
        lines_of_file(text, marks, sources, gutter, &paint);
    }
    let help = diagnostic.help(lang);
    if !help.is_empty() {
        let equals = paint.with(BLUE, "=");
        let _ = writeln!(text, "{:gutter$} {equals} {}{colon}{}", "", HELP.get(lang), visible(&help));
    }
}

/// The colour of what frames a finding.
const BLUE: &str = "34";

/// A place to be marked in its line.
#[derive(Clone, Copy)]
struct Mark<'a> {
    place: &'a Place,
    sign: char,
    accent: &'static str,
    label: &'a str,
}

/// Marks of one file, each with its spot.
type OfFile<'a> = (String, Vec<(Spot, Mark<'a>)>);

/// Gathers marks by their files, in the order in which those are named. What is in no file has no mark.
fn by_file<'a>(marks: impl Iterator<Item = Mark<'a>>, sources: &SourceMap) -> Vec<OfFile<'a>> {
    let mut files: Vec<OfFile> = Vec::new();
    for mark in marks {
        let Some(spot) = spot(mark.place, sources) else { continue };
        match files.iter_mut().find(|(file, _)| *file == spot.file) {
            Some((_, marks)) => marks.push((spot, mark)),
            None => files.push((spot.file.clone(), vec![(spot, mark)])),
        }
    }
    files
}

/// Writes the marked lines of a file in their order, each once, with what is marked in it below.
fn lines_of_file(text: &mut String, marks: &[(Spot, Mark)], sources: &SourceMap, gutter: usize, paint: &Paint) {
    let mut marked: Vec<_> = marks
        .iter()
        .filter_map(|(spot, mark)| match mark.place {
            Place::Span(span) => {
                let at = spot.region?.0;
                Some((at.line, at.column, excerpt(sources, *span, at.line), mark))
            }
            _ => None,
        })
        .collect();
    marked.sort_by_key(|(line, column, ..)| (*line, *column));
    let bar = paint.with(BLUE, "|");
    let mut shown: Option<(u32, &str)> = None;
    for (line, _, excerpt, mark) in &marked {
        if shown != Some((*line, &excerpt.line)) {
            match shown {
                None => {
                    let _ = writeln!(text, "{:gutter$} {bar}", "");
                }
                Some((before, _)) if before + 1 < *line => {
                    let _ = writeln!(text, "{}", paint.with(BLUE, "..."));
                }
                Some(_) => {}
            }
            let number = paint.with(BLUE, &format!("{line:>gutter$}"));
            let _ = writeln!(text, "{number} {bar} {}", excerpt.line);
            shown = Some((*line, &excerpt.line));
        }
        let mut under = mark.sign.to_string().repeat(excerpt.under);
        if !mark.label.is_empty() {
            under.push(' ');
            under.push_str(mark.label);
        }
        // A width that is formatted has sixteen bits, and a line may be longer.
        let before = " ".repeat(excerpt.before);
        let _ = writeln!(text, "{:gutter$} {bar} {before}{}", "", paint.with(mark.accent, &under));
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
    use crate::diagnostics::rules::references::E206;
    use crate::diagnostics::rules::syntax::E101;
    use crate::source::Span;

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
    fn other_places_are_shown_in_their_lines_with_what_they_are() {
        let mut sources = SourceMap::default();
        let text = "[^甲]: 一\n二\n三\n四\n五\n六\n七\n八\n九\n[^甲]: 汉[^甲]: 字\n";
        let file = sources.add(Path::new("a.md"), text.into());
        let other = sources.add(Path::new("b.md"), "前[^甲]\n".into());
        let at: Vec<Span> = text.match_indices("[^甲]").map(|(at, hit)| Span::new(file, at, at + hit.len())).collect();
        let elsewhere = Span::new(other, 3, 9);
        let finding = Diagnostic::new(&E206).at(at[1]).also([at[0], at[2], elsewhere]).with("label", "甲");
        let rendered = render_text(&[finding], &sources, TextOptions::default());
        assert_eq!(
            rendered,
            format!(
                "error[E206]: the note [^甲] is defined twice\n  \
                 --> a.md:10:1\n   \
                 |\n \
                 1 | [^甲]: 一\n   \
                 | ----- {0}\n\
                 ...\n\
                 10 | [^甲]: 汉[^甲]: 字\n   \
                 | ^^^^^\n   \
                 |          ----- {0}\n  \
                 ::: b.md:1:2\n   \
                 |\n \
                 1 | 前[^甲]\n   \
                 |   ----- {0}\n   \
                 = help: {1}\n\n",
                E206.also.en, E206.help.en
            )
        );
    }
}

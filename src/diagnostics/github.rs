use super::diagnostic::Diagnostic;
use super::lang::Lang;
use super::rule::Level;
use super::spot::shown_at;
use super::tally::first_of_each;
use crate::source::SourceMap;
use std::fmt::Write as _;

/// Writes findings as workflow commands of GitHub Actions, one a line: each is shown beside its line in the changed
/// files. `base` is the manuscript directory, seen from the root of the repository, with `/`.
///
/// GitHub shows ten errors and ten warnings of a step and drops the others, so errors come first, and of each level the
/// first places of every code.
pub fn render_github(diagnostics: &[Diagnostic], sources: &SourceMap, lang: Lang, base: &str) -> String {
    let mut text = String::new();
    for wanted in [Level::Error, Level::Warning] {
        let (first, others) = first_of_each(diagnostics.iter().filter(|one| one.level == wanted));
        for diagnostic in first.into_iter().chain(others) {
            command(&mut text, diagnostic, sources, lang, base);
        }
    }
    text
}

fn command(text: &mut String, diagnostic: &Diagnostic, sources: &SourceMap, lang: Lang, base: &str) {
    let spot = shown_at(&diagnostic.place, sources, base);
    let name = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let _ = write!(text, "::{name} file={}", property(&spot.file));
    if let Some((start, end)) = spot.region {
        let _ = write!(text, ",line={},col={}", start.line, start.column);
        // Columns are for a stretch within one line; GitHub refuses them for a longer one.
        if end.line == start.line && end.column > start.column {
            let _ = write!(text, ",endLine={},endColumn={}", end.line, end.column - 1);
        }
    }
    let (message, help) = (diagnostic.message(lang), diagnostic.help(lang));
    let whole = if help.is_empty() { message } else { format!("{message}\n{help}") };
    let _ = writeln!(text, ",title={}::{}", property(diagnostic.rule.code), data(&whole));
}

/// A message: line ends would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value of a property, which also ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::manuscript::W040;
    use crate::diagnostics::rules::syntax::E101;
    use crate::source::Span;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_finding_is_one_line_whatever_it_says() {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("章,1.md"), "一\n前<b\n>后<i>".into());
        let longer = Diagnostic::new(&E101).at(Span::new(file, 7, 11)).with("html", "<b\n>");
        let short = Diagnostic::new(&E101).at(Span::new(file, 14, 17)).with("html", "100%");
        let warning = Diagnostic::new(&W040).at(PathBuf::from("a:b.md"));
        let text = render_github(&[warning, longer, short], &sources, Lang::En, "my book/");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        let help = "%0Awrite it in Markdown, or put it between backquotes to show it as code";
        assert_eq!(
            lines[0],
            format!("::error file=my book/章%2C1.md,line=2,col=2,title=E101::raw HTML is not supported: <b%0A>{help}")
        );
        assert_eq!(
            lines[1],
            format!(
                "::error file=my book/章%2C1.md,line=3,col=3,endLine=3,endColumn=5,title=E101\
                 ::raw HTML is not supported: 100%25{help}"
            )
        );
        assert!(lines[2].starts_with("::warning file=my book/a%3Ab.md,title=W040::"), "{text}");
    }
}

use super::diagnostic::Diagnostic;
use super::explain::level;
use super::fix::{Fix, Safety};
use super::lang::Lang;
use super::place::Place;
use super::spot::{Spot, spot};
use crate::source::{LineColumn, SourceMap};
use serde::Serialize;

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
    /// Other places that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Location>,
    /// What would mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<ProposedFix>,
}

/// Another place of a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Location {
    /// What stands there.
    pub message: String,
    /// The file, relative to the manuscript directory.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
}

/// A change that mends a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ProposedFix {
    /// What it does.
    pub message: String,
    /// Whether `check --fix` applies it.
    pub safe: bool,
    /// What is replaced: all of it, or nothing.
    pub replacements: Vec<ProposedReplacement>,
}

/// A piece of a file, and what is to stand in its stead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ProposedReplacement {
    /// The file, relative to the manuscript directory.
    pub file: String,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1.
    pub column: u32,
    /// Line of the character after the last one.
    pub end_line: u32,
    /// Column of the character after the last one.
    pub end_column: u32,
    /// What stands there; where something else stands, the fix no longer fits.
    pub expected: String,
    /// What takes its place.
    pub text: String,
}

/// File, line and column of a place.
fn found_at(place: &Place, sources: &SourceMap) -> (Option<String>, Option<LineColumn>) {
    match spot(place, sources) {
        Some(Spot { file, region }) => (Some(file), region.map(|(start, _)| start)),
        None => (None, None),
    }
}

/// The finding as data.
pub fn record(diagnostic: &Diagnostic, sources: &SourceMap, lang: Lang) -> Record {
    let (file, at) = found_at(&diagnostic.place, sources);
    let label = |place: &Place| {
        let (file, at) = found_at(place, sources);
        let message = diagnostic.label(lang);
        Location { message, file, line: at.map(|at| at.line), column: at.map(|at| at.column) }
    };
    Record {
        code: diagnostic.rule.code,
        level: level(diagnostic.level).en,
        message: diagnostic.message(lang),
        file,
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        help: Some(diagnostic.help(lang)).filter(|help| !help.is_empty()),
        labels: diagnostic.also.iter().map(label).collect(),
        fix: diagnostic.fix.as_ref().and_then(|fix| proposed(fix, diagnostic.remedy(lang), sources)),
    }
}

/// A fix as data; none when a place of it is not in a file.
fn proposed(fix: &Fix, message: String, sources: &SourceMap) -> Option<ProposedFix> {
    let replacements = fix.replacements.iter().map(|one| {
        let Spot { file, region } = spot(&one.place, sources)?;
        let (start, end) = region?;
        let (expected, text) = (one.expected.clone(), one.text.clone());
        let (line, column, end_line, end_column) = (start.line, start.column, end.line, end.column);
        Some(ProposedReplacement { file, line, column, end_line, end_column, expected, text })
    });
    let replacements = replacements.collect::<Option<Vec<_>>>()?;
    Some(ProposedFix { message, safe: fix.safety == Safety::Safe, replacements })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::references::E206;
    use crate::diagnostics::rules::syntax::E101;
    use crate::source::Span;
    use std::path::Path;

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

    #[test]
    fn other_places_and_the_fix_are_in_the_record() {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("a.md"), "一\n二,三".into());
        let fix = Fix::new(Safety::Safe, Span::new(file, 7, 8), ",", "，");
        let diagnostic = Diagnostic::new(&E206).at(Span::new(file, 4, 7)).also([Span::new(file, 0, 3)]).mended_by(fix);
        let json = serde_json::to_value(record(&diagnostic, &sources, Lang::Zh)).unwrap();
        let label = &json["labels"][0];
        assert_eq!((&label["file"], &label["line"], &label["column"]), (&"a.md".into(), &1.into(), &1.into()));
        assert_eq!(label["message"], E206.also.zh);
        assert_eq!(
            json["fix"]["replacements"],
            serde_json::json!([{
                "file": "a.md", "line": 2, "column": 2, "end_line": 2, "end_column": 3, "expected": ",", "text": "，"
            }])
        );
        assert_eq!(json["fix"]["safe"], true);
    }
}

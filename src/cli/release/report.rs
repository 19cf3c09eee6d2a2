//! `report.json`. Its format is `schema/report.json`; nothing of the machine, the clock or the language of messages
//! gets into it.

use super::shelved::Shelved;
use crate::base::Digest;
use crate::cli::fonts::used;
use crate::config::Output;
use crate::diagnostics::{Diagnostic, Gravity, Lang, Location, ProposedFix, ProposedReplacement, record, rules};
use crate::epub;
use crate::font::{FontId, Fonts};
use crate::model::Book;
use crate::pipeline::{Artifact, Report};
use crate::source::SourceMap;
use serde::Serialize;

/// Licences by words that every text or address of theirs holds, and their SPDX identifiers.
const LICENCES: &[(&str, &str)] = &[
    ("sil open font license", "OFL-1.1"),
    ("openfontlicense.org", "OFL-1.1"),
    ("scripts.sil.org/ofl", "OFL-1.1"),
    ("apache license, version 2.0", "Apache-2.0"),
    ("apache.org/licenses/license-2.0", "Apache-2.0"),
    ("ubuntu font licence", "Ubuntu-font-1.0"),
];

/// The report as a document.
pub(super) fn document(report: &Report, cover: Option<&Shelved>) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Document {
        version: 1,
        generator: Generator { name: "huoban", version: env!("CARGO_PKG_VERSION") },
        book: Identity::of(&report.book),
        counts: Counted {
            pages: report.pages.pages.len(),
            characters: report.counts.characters,
            han: report.counts.han,
            figures: report.counts.figures,
            tables: report.counts.tables,
            notes: report.counts.notes,
        },
        artifacts: report.artifacts.iter().map(Released::of).chain(cover.map(Released::cover)).collect(),
        fonts: used(&report.pages).iter().map(|(id, all)| Font::of(&report.fonts, *id, all.len())).collect(),
        judgements: judgements(report),
        diagnostics: report.diagnostics.iter().map(|found| Finding::of(found, &report.sources)).collect(),
    })
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    generator: Generator,
    book: Identity<'a>,
    counts: Counted,
    artifacts: Vec<Released<'a>>,
    fonts: Vec<Font<'a>>,
    judgements: Vec<Judgement<'a>>,
    diagnostics: Vec<Finding>,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Identity<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    language: &'a str,
    contributors: Vec<Contributor<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    identifiers: Vec<Identifier>,
}

#[derive(Serialize)]
struct Contributor<'a> {
    name: &'a str,
    role: &'a str,
}

#[derive(Serialize)]
struct Identifier {
    scheme: &'static str,
    value: String,
    /// The edition that an ISBN is of; none for one that all share.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'static str>,
}

impl<'a> Identity<'a> {
    fn of(book: &'a Book) -> Identity<'a> {
        let meta = &book.meta;
        let unique = Identifier { scheme: "unique", value: epub::identifier(meta), edition: None };
        let isbn = meta.isbn.list().into_iter();
        let isbn = isbn.map(|(edition, isbn)| Identifier { scheme: "isbn", value: isbn.digits.clone(), edition });
        Identity {
            title: &meta.title,
            subtitle: meta.subtitle.as_deref(),
            language: meta.language.as_str(),
            contributors: meta
                .contributors
                .iter()
                .map(|one| Contributor { name: &one.name, role: &one.role })
                .collect(),
            publisher: meta.publisher.as_deref(),
            date: meta.date.as_deref(),
            identifiers: std::iter::once(unique).chain(isbn).collect(),
        }
    }
}

#[derive(Serialize)]
struct Counted {
    pages: usize,
    characters: u64,
    han: u64,
    figures: u64,
    tables: u64,
    notes: u64,
}

#[derive(Serialize)]
struct Released<'a> {
    format: &'static str,
    file: &'a str,
    media_type: &'static str,
    bytes: usize,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

impl<'a> Released<'a> {
    fn of(artifact: &'a Artifact) -> Released<'a> {
        Released {
            format: artifact.output.name(),
            file: &artifact.file_name,
            media_type: match artifact.output {
                Output::Epub => "application/epub+zip",
                Output::Pdf | Output::Print | Output::Cover => "application/pdf",
            },
            bytes: artifact.bytes.len(),
            sha256: artifact.sha256.to_string(),
            pages: artifact.pages,
        }
    }

    fn cover(cover: &'a Shelved) -> Released<'a> {
        let bytes = &cover.picture.bytes;
        Released {
            format: "cover-picture",
            file: &cover.file_name,
            media_type: cover.picture.format.media_type(),
            bytes: bytes.len(),
            sha256: Digest::of(bytes).to_string(),
            pages: None,
        }
    }
}

#[derive(Serialize)]
struct Font<'a> {
    family: &'a str,
    postscript: &'a str,
    file: String,
    index: u32,
    sha256: String,
    licence: Option<&'static str>,
    notice: Option<&'a str>,
    characters: usize,
}

impl<'a> Font<'a> {
    fn of(fonts: &'a Fonts, id: FontId, characters: usize) -> Font<'a> {
        let face = fonts.face(id);
        let file = face.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        Font {
            family: &face.family,
            postscript: &face.postscript,
            file,
            index: face.index,
            sha256: face.digest().to_string(),
            licence: face.licence.as_deref().and_then(known_licence),
            notice: face.licence.as_deref(),
            characters,
        }
    }
}

fn known_licence(notice: &str) -> Option<&'static str> {
    let notice = notice.to_lowercase();
    LICENCES.iter().find(|(words, _)| notice.contains(words)).map(|(_, id)| *id)
}

#[derive(Serialize)]
struct Judgement<'a> {
    name: &'static str,
    verdict: &'static str,
    about: Option<&'a str>,
    checked: usize,
}

/// A release is only written when nothing failed: every verdict here is a good one.
fn judgements(report: &Report) -> Vec<Judgement<'_>> {
    let file = |output| report.artifacts.iter().find(|one| one.output == output).map(|one| one.file_name.as_str());
    let passed = |name, about, checked| Judgement { name, verdict: "passed", about, checked };
    let rules = rules::all().filter(|rule| rule.gravity == Gravity::Error).count();
    let parity = report.parity.iter().map(|one| passed("text-parity", file(one.output), one.blocks));
    std::iter::once(passed("no-errors", None, rules)).chain(parity).collect()
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    level: &'static str,
    message: Both,
    help: Option<Both>,
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Label>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Remedy>,
}

/// Another place of a finding.
#[derive(Serialize)]
struct Label {
    message: Both,
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
}

/// What would mend it.
#[derive(Serialize)]
struct Remedy {
    message: Both,
    safe: bool,
    replacements: Vec<ProposedReplacement>,
}

#[derive(Serialize)]
struct Both {
    en: String,
    zh: String,
}

impl Finding {
    fn of(diagnostic: &Diagnostic, sources: &SourceMap) -> Finding {
        let en = record(diagnostic, sources, Lang::En);
        let both = |text: fn(&Diagnostic, Lang) -> String| Both {
            en: text(diagnostic, Lang::En),
            zh: text(diagnostic, Lang::Zh),
        };
        let label = |file, line, column| Label { message: both(Diagnostic::label), file, line, column };
        let remedy = |safe, replacements| Remedy { message: both(Diagnostic::remedy), safe, replacements };
        Finding {
            code: en.code,
            level: en.level,
            message: both(Diagnostic::message),
            help: en.help.is_some().then(|| both(Diagnostic::help)),
            file: en.file,
            line: en.line,
            column: en.column,
            labels: en
                .labels
                .into_iter()
                .map(|Location { file, line, column, .. }| label(file, line, column))
                .collect(),
            fix: en.fix.map(|ProposedFix { safe, replacements, .. }| remedy(safe, replacements)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::language::W331;
    use crate::diagnostics::{Fix, Safety};
    use crate::source::Span;
    use serde_json::Value;
    use std::path::Path;

    /// Asks that a value has the properties that a schema names, and no others.
    fn conforms(value: &Value, schema: &Value, root: &Value) {
        // What may be absent is null or what the last choice says.
        let schema = schema["anyOf"].as_array().and_then(|choices| choices.last()).unwrap_or(schema);
        let schema = match schema["$ref"].as_str() {
            Some(name) => &root["$defs"][name.trim_start_matches("#/$defs/")],
            None => schema,
        };
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    assert!(schema["properties"][name].is_object(), "{name} in {schema}");
                    conforms(member, &schema["properties"][name], root);
                }
                for name in schema["required"].as_array().into_iter().flatten() {
                    assert!(members.contains_key(name.as_str().unwrap_or_default()), "{name} in {value}");
                }
            }
            Value::Array(items) => items.iter().for_each(|item| conforms(item, &schema["items"], root)),
            _ => {}
        }
    }

    #[test]
    fn findings_are_as_the_schema_says() {
        let root: Value = serde_json::from_str(include_str!("../schema/report.json")).expect("JSON");
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("a.md"), "甲,乙".into());
        let fix = Fix::new(Safety::Safe, Span::new(file, 3, 4), ",", "，");
        let found = Diagnostic::new(&W331).at(Span::new(file, 3, 4)).with("wanted", "，").with("found", ",");
        let found = found.also([Span::new(file, 0, 3)]).mended_by(fix);
        let value = serde_json::to_value(Finding::of(&found, &sources)).expect("JSON");
        assert!(value["labels"][0]["line"] == 1 && value["fix"]["replacements"][0]["text"] == "，", "{value}");
        conforms(&value, &root["properties"]["diagnostics"]["items"], &root);
    }

    #[test]
    fn a_licence_is_known_by_its_own_words() {
        assert_eq!(known_licence("© A. Licensed under the SIL Open Font License, Version 1.1."), Some("OFL-1.1"));
        assert_eq!(known_licence("http://www.apache.org/licenses/LICENSE-2.0"), Some("Apache-2.0"));
        assert_eq!(known_licence("All rights reserved."), None);
    }
}

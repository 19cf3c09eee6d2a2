use super::diagnostic::Diagnostic;
use super::explain::documentation;
use super::fix::{Fix, Safety};
use super::lang::Lang;
use super::rule::{Level, Rule};
use super::spot::{Spot, shown_at};
use crate::source::SourceMap;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Writes findings as a log in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS, 2020), with a line
/// end. `base` is the manuscript directory, seen from the root of the repository, with `/`.
pub fn render_sarif(diagnostics: &[Diagnostic], sources: &SourceMap, lang: Lang, base: &str) -> String {
    let rules: BTreeMap<&str, &Rule> = diagnostics.iter().map(|one| (one.rule.code, one.rule)).collect();
    let index: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(index, code)| (*code, index)).collect();
    let results: Vec<Value> =
        diagnostics.iter().map(|one| result(one, index[one.rule.code], sources, lang, base)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "huoban",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": if lang == Lang::Zh { "zh-CN" } else { "en-US" },
                "rules": rules.values().map(|rule| descriptor(rule, lang)).collect::<Vec<_>>(),
            }},
            // 3.14.17: columns are counted as our places count them.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    log.to_string() + "\n"
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    let documentation = documentation(rule, lang);
    let first = documentation.lines().next().unwrap_or_default();
    json!({
        "id": rule.code,
        "shortDescription": { "text": first },
        "fullDescription": { "text": documentation },
        "defaultConfiguration": { "level": level(rule.gravity.level()) },
    })
}

fn result(diagnostic: &Diagnostic, index: usize, sources: &SourceMap, lang: Lang, base: &str) -> Value {
    let (message, help) = (diagnostic.message(lang), diagnostic.help(lang));
    let text = if help.is_empty() { message } else { format!("{message}\n{help}") };
    let mut result = json!({
        "ruleId": diagnostic.rule.code,
        "ruleIndex": index,
        "level": level(diagnostic.level),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(&shown_at(&diagnostic.place, sources, base)) }],
    });
    if !diagnostic.also.is_empty() {
        let label = diagnostic.label(lang);
        let related = diagnostic.also.iter().enumerate().map(|(index, place)| {
            let mut related = json!({
                "id": index,
                "physicalLocation": location(&shown_at(place, sources, base)),
            });
            if !label.is_empty() {
                related["message"] = json!({ "text": label });
            }
            related
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([proposal(fix, &diagnostic.remedy(lang), sources, base)]);
    }
    result
}

/// A fix (3.55): what is replaced, by files.
fn proposal(fix: &Fix, description: &str, sources: &SourceMap, base: &str) -> Value {
    let mut changes: Vec<(Value, Vec<Value>)> = Vec::new();
    for one in &fix.replacements {
        let mut location = location(&shown_at(&one.place, sources, base));
        let replacement =
            json!({ "deletedRegion": location["region"].take(), "insertedContent": { "text": one.text } });
        let file = location["artifactLocation"].take();
        match changes.iter_mut().find(|(known, _)| *known == file) {
            Some((_, replacements)) => replacements.push(replacement),
            None => changes.push((file, vec![replacement])),
        }
    }
    let changes = changes
        .into_iter()
        .map(|(file, replacements)| json!({ "artifactLocation": file, "replacements": replacements }));
    let safe = fix.safety == Safety::Safe;
    json!({
        "description": { "text": description },
        "artifactChanges": changes.collect::<Vec<_>>(),
        // 3.8: what the format has no word for.
        "properties": { "safe": safe },
    })
}

fn location(spot: &Spot) -> Value {
    // An absolute path lies outside the repository, and no base may be named for it.
    let mut location = if spot.file.starts_with('/') {
        json!({ "artifactLocation": { "uri": format!("file://{}", encoded(&spot.file)) } })
    } else {
        json!({ "artifactLocation": { "uri": encoded(&spot.file), "uriBaseId": "%SRCROOT%" } })
    };
    if let Some((start, end)) = spot.region {
        location["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    location
}

/// A path as a relative reference (RFC 3986, 3.3). A colon is encoded too: in a first segment it would end a scheme.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::references::E206;
    use crate::diagnostics::rules::syntax::E101;
    use crate::source::Span;
    use std::path::Path;

    #[test]
    fn a_finding_has_its_rule_its_place_and_its_words() {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("章 1.md"), "一\n前<b>".into());
        let found = Diagnostic::new(&E101).at(Span::new(file, 7, 10)).with("html", "<b>");
        let log: Value =
            serde_json::from_str(&render_sarif(&[found.clone(), found], &sources, Lang::Zh, "book")).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 1);
        let result = &run["results"][1];
        assert_eq!(
            (&result["ruleId"], &result["ruleIndex"], &result["level"]),
            (&"E101".into(), &0.into(), &"error".into())
        );
        assert!(result["message"]["text"].as_str().unwrap().starts_with("不支持 HTML 代码：<b>\n"));
        assert_eq!(
            result["locations"][0]["physicalLocation"],
            json!({
                "artifactLocation": { "uri": "book/%E7%AB%A0%201.md", "uriBaseId": "%SRCROOT%" },
                "region": { "startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 5 },
            })
        );
    }

    #[test]
    fn other_places_are_related_and_fixes_are_changes_of_files() {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new("a.md"), "一\n(二)".into());
        let yaml = sources.add(Path::new("book.yaml"), "cover: a\\b".into());
        let fix = Fix::new(Safety::Safe, Span::new(file, 4, 5), "(", "（").and(Span::new(yaml, 8, 9), "\\", "/").and(
            Span::new(file, 8, 9),
            ")",
            "）",
        );
        let found = Diagnostic::new(&E206).at(Span::new(file, 5, 8)).also([Span::new(yaml, 0, 5)]).mended_by(fix);
        let log: Value = serde_json::from_str(&render_sarif(&[found], &sources, Lang::En, "")).unwrap();
        let result = &log["runs"][0]["results"][0];
        let region = |line: u32, from: u32, to: u32| json!({ "startLine": line, "startColumn": from, "endLine": line, "endColumn": to });
        let artifact = |name: &str| json!({ "uri": name, "uriBaseId": "%SRCROOT%" });
        assert_eq!(
            result["relatedLocations"],
            json!([{
                "id": 0,
                "message": { "text": E206.also.en },
                "physicalLocation": { "artifactLocation": artifact("book.yaml"), "region": region(1, 1, 6) },
            }])
        );
        let change =
            |region: Value, text: &str| json!({ "deletedRegion": region, "insertedContent": { "text": text } });
        assert_eq!(
            result["fixes"][0]["artifactChanges"],
            json!([
                {
                    "artifactLocation": artifact("a.md"),
                    "replacements": [change(region(2, 1, 2), "（"), change(region(2, 3, 4), "）")],
                },
                { "artifactLocation": artifact("book.yaml"), "replacements": [change(region(1, 9, 10), "/")] },
            ])
        );
    }

    #[test]
    fn a_finding_about_the_book_is_shown_at_its_configuration() {
        let log = render_sarif(&[Diagnostic::new(&E101)], &SourceMap::default(), Lang::En, "/far/book");
        let log: Value = serde_json::from_str(&log).unwrap();
        assert_eq!(
            log["runs"][0]["results"][0]["locations"][0]["physicalLocation"],
            json!({ "artifactLocation": { "uri": "file:///far/book/book.yaml" } })
        );
    }
}

use super::diagnostic::Diagnostic;
use super::explain::documentation;
use super::lang::Lang;
use super::rule::{Level, Rule};
use super::spot::{Spot, spot};
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
    json!({
        "ruleId": diagnostic.rule.code,
        "ruleIndex": index,
        "level": level(diagnostic.level),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(&spot(diagnostic, sources, base)) }],
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
    fn a_finding_about_the_book_is_shown_at_its_configuration() {
        let log = render_sarif(&[Diagnostic::new(&E101)], &SourceMap::default(), Lang::En, "/far/book");
        let log: Value = serde_json::from_str(&log).unwrap();
        assert_eq!(
            log["runs"][0]["results"][0]["locations"][0]["physicalLocation"],
            json!({ "artifactLocation": { "uri": "file:///far/book/book.yaml" } })
        );
    }
}

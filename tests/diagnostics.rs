//! The catalogue of rules as a whole: what every rule owes to its readers.

use huoban::diagnostics::{self, Lang, Level, Rule, rules};
use std::collections::BTreeSet;
use std::path::Path;

/// The names in the holes (`{name}`, `{?name}`) of a text.
fn holes(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|piece| piece.split_once('}'))
        .map(|(inside, _)| inside.trim_start_matches('?'))
        .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}

fn check(rule: &Rule) {
    let code = rule.code;
    for lang in [Lang::En, Lang::Zh] {
        assert!(!rule.message.get(lang).trim().is_empty(), "{code} has no message in {lang:?}");
        assert!(!rule.doc.get(lang).trim().is_empty(), "{code} has no documentation in {lang:?}");
        assert!(!rule.message.get(lang).ends_with(['.', '。']), "{code}: a message is no paragraph");
        let opened = rule.help.get(lang).matches("{?").count() + rule.message.get(lang).matches("{?").count();
        let closed = rule.help.get(lang).matches("{/}").count() + rule.message.get(lang).matches("{/}").count();
        assert_eq!(opened, closed, "{code}: every {{?name}} needs its {{/}}");
        let explained = diagnostics::explain(&code.to_lowercase(), lang).unwrap();
        assert!(explained.contains(code) && explained.contains(rule.message.get(lang)), "{explained}");
    }
    assert_eq!(rule.help.en.is_empty(), rule.help.zh.is_empty(), "{code} has help in one language only");
    assert_eq!(holes(rule.message.en), holes(rule.message.zh), "{code}: the messages have different holes");
    assert_eq!(holes(rule.help.en), holes(rule.help.zh), "{code}: the helps have different holes");
    assert!(rule.message.zh.chars().any(is_han), "{code}: the Chinese message is not Chinese");
    assert!(rule.doc.zh.chars().any(is_han), "{code}: the Chinese documentation is not Chinese");
    let letter = if rule.level == Level::Error { 'E' } else { 'W' };
    assert!(code.starts_with(letter), "{code} is a {:?}", rule.level);
    assert!(code.len() == 4 && code[1..].bytes().all(|byte| byte.is_ascii_digit()), "{code}");
}

fn is_han(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

#[test]
fn every_rule_speaks_both_languages() {
    rules::all().for_each(check);
}

#[test]
fn codes_are_unique_and_sorted_by_number() {
    let codes: Vec<(&str, &str)> = rules::all().map(|rule| (&rule.code[1..], rule.code)).collect();
    for pair in codes.windows(2) {
        assert!(pair[0] < pair[1], "{} stands before {}", pair[0].1, pair[1].1);
    }
}

#[test]
fn a_code_that_does_not_exist_has_no_explanation() {
    assert_eq!(diagnostics::explain("E000", Lang::Zh), None);
}

#[test]
fn the_documentation_is_the_catalogue() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let catalogue = diagnostics::catalogue();
    if std::env::var_os("HUOBAN_BLESS").is_some() {
        std::fs::write(&path, &catalogue).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == catalogue,
        "docs/diagnostics.md is out of date: run HUOBAN_BLESS=1 cargo test --test diagnostics"
    );
}

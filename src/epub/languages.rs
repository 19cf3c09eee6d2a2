//! What the style sheet says of each language: emphasis stands where its readers look for it, and Korean words keep whole.

use super::chars::Flavour;
use crate::language::Tag;
use crate::unicode::Script;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The mark of emphasis of a script, and its side in a horizontal and in a vertical line: in Chinese a dot below
/// (typography row EM-1, clreq 3.1.8), in Japanese a sesame above (jlreq 3.3.9), in Korean a dot above (klreq 6.2).
fn emphasis(script: Script) -> (&'static str, &'static str, &'static str) {
    match script {
        Script::Japanese => ("filled sesame", "over", "over right"),
        Script::Korean => ("filled dot", "over", "over right"),
        Script::Hans | Script::Hant | Script::Other => ("filled dot", "under", "under right"),
    }
}

/// Lines of Korean end at spaces, and nothing but spaces parts its words (klreq 3.2).
const KOREAN: &str = "{ word-break: keep-all; text-autospace: no-autospace; text-justify: inter-word; }";

/// Rules for the language of the book, then for passages in languages that do otherwise.
pub(super) fn rules(book: Script, languages: &BTreeMap<Flavour, BTreeSet<Tag>>) -> String {
    let mut css = String::new();
    write(&mut css, "em.dots", book);
    if book == Script::Korean {
        let _ = writeln!(css, "body {KOREAN}");
    }
    for language in languages.values().flatten() {
        let script = language.script();
        if emphasis(script) != emphasis(book) {
            write(&mut css, &format!("em.dots:lang({language}), :lang({language}) em.dots"), script);
        }
        if script == Script::Korean && book != script {
            let _ = writeln!(css, ":lang({language}) {KOREAN}");
        }
    }
    css
}

fn write(css: &mut String, selector: &str, script: Script) {
    let (style, old, position) = emphasis(script);
    let _ = writeln!(
        css,
        "{selector} {{ font-family: inherit; -epub-text-emphasis-style: {style}; -webkit-text-emphasis-style: {style}; text-emphasis-style: {style}; \
         -epub-text-emphasis-position: {old}; -webkit-text-emphasis-position: {position}; text-emphasis-position: {position}; }}"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_stands_on_the_side_of_its_language() {
        let found = BTreeMap::from([(Flavour::Latin, ["en", "ja"].into_iter().filter_map(Tag::parse).collect())]);
        let css = rules(Script::Hans, &found);
        assert!(
            css.contains("em.dots { font-family: inherit; -epub-text-emphasis-style: filled dot;")
                && css.contains("under right")
        );
        assert!(
            css.contains(
                "em.dots:lang(ja), :lang(ja) em.dots { font-family: inherit; -epub-text-emphasis-style: filled sesame;"
            ),
            "{css}"
        );
        assert!(!css.contains(":lang(en)") && !css.contains("keep-all"), "{css}");
        assert!(rules(Script::Korean, &BTreeMap::new()).contains("body { word-break: keep-all;"));
        // Nothing but spaces fills its lines, in the Han of a gloss neither.
        assert!(rules(Script::Korean, &BTreeMap::new()).contains("text-justify: inter-word;"));
        let passage = BTreeMap::from([(Flavour::Latin, Tag::parse("ko-KR").into_iter().collect())]);
        assert!(rules(Script::Hans, &passage).contains("\n:lang(ko-KR) { word-break: keep-all;"));
    }
}

//! A configuration is read.

use super::types::Config;
use super::{damage, read, reader, slips, tree, yaml};
use crate::diagnostics::rules::manuscript as rules;
use crate::diagnostics::{Diagnostic, Place};
use crate::source::{FileId, Span};

/// Reads `book.yaml`. `text` is without byte order mark; `overrides` are dotted keys and their values (`--set`), read
/// as YAML; `directory` is the name of the manuscript directory, from which the slug follows when none is given.
///
/// None when there is nothing to build upon: the YAML is broken or holds no keys. Any other fault is reported, and the
/// configuration holds the default in its place.
pub fn parse(
    text: &str,
    file: FileId,
    overrides: &[(String, String)],
    directory: &str,
) -> (Option<Config>, Vec<Diagnostic>) {
    let mut root = match yaml::parse(text, Some(file)) {
        Ok(root) => root,
        Err(fault) => {
            let end = match &fault.place {
                Place::Span(span) => span.end as usize,
                _ => text.len(),
            };
            return (None, vec![slips::first(text, file, end).unwrap_or(fault)]);
        }
    };
    if !matches!(root.value, tree::Value::Map(_)) {
        let nothing = Diagnostic::new(&rules::E014).at(root.span.unwrap_or(Span::new(file, 0, 0)));
        return (None, vec![slips::first(text, file, text.len()).unwrap_or(nothing)]);
    }
    let mut reader = reader::Reader::new(text);
    for (key, value) in overrides {
        let unusable = |why| Diagnostic::new(&rules::E017).with("key", key).with("value", value).with_term("why", why);
        match yaml::parse(value, None) {
            Ok(node) => reader.diagnostics.extend(root.set(key, node).err().map(unusable)),
            Err(_) => {
                let why = crate::diagnostics::Bilingual::new("the value is not valid YAML", "值不合 YAML 语法");
                reader.diagnostics.push(unusable(why));
            }
        }
    }
    let config = read::config(&mut reader, &reader::Field::root(&root), directory);
    reader.diagnostics.extend(config.as_ref().and_then(|config| damage::of_book(text, file, &config.lints)));
    (config, reader.diagnostics)
}

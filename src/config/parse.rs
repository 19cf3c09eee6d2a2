//! A configuration is read.

use super::types::Config;
use super::{read, reader, tree, yaml};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::manuscript as rules;
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
        Err(fault) => return (None, vec![wide_colon(text, file).unwrap_or(fault)]),
    };
    if !matches!(root.value, tree::Value::Map(_)) {
        let nothing = Diagnostic::new(&rules::E014).at(root.span.unwrap_or(Span::new(file, 0, 0)));
        return (None, vec![wide_colon(text, file).unwrap_or(nothing)]);
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
    (config, reader.diagnostics)
}

/// The first line of a `book.yaml` that cannot be read in which a full-width colon parts a key from its value: the parser
/// stumbles only behind it.
pub(super) fn wide_colon(text: &str, file: FileId) -> Option<Diagnostic> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, value)) = reader::wide_colon(line) {
            let at = start + line.find('：')?;
            let wide = Diagnostic::new(&rules::E045).with("mark", "：").with("instead", format!("{key}: {value}"));
            return Some(wide.at(Span::new(file, at, at + '：'.len_utf8())));
        }
        start += line.len();
    }
    None
}

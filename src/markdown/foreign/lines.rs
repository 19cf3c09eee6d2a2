//! Markup of other tools that takes a line, or is closed by a sign of its own.

use super::code::DIRECTIVES;
use super::marks::At;
use super::visible::OTHER;
use crate::config::Lint;
use crate::markdown::cjk::is_cjk;

/// Lines that name a file which other tools put in: VitePress, Marked 2, Markdown Preview Enhanced, PlantUML and others.
pub(super) fn include(at: &At) -> Option<usize> {
    let line = at.line().trim_end();
    let begins = |sign: &str| line.strip_prefix(sign).is_some_and(|rest| !rest.trim().is_empty());
    let path = |rest: &str| rest.starts_with(['@', '.', '/', '~']) || rest.contains('.');
    let is = line.strip_prefix("<<<").is_some_and(|rest| rest.starts_with([' ', '\t']) && path(rest.trim()))
        || line.strip_prefix("<<").and_then(|rest| rest.split_once(']')).is_some_and(|(name, _)| {
            name.strip_prefix(['[', '(']).is_some_and(|name| name.contains('.') && !name.contains(' '))
        })
        || ["@include(", "@include:", "@import \"", "@import '", "!include ", "::include{"]
            .iter()
            .any(|sign| begins(sign))
        || directive(line).is_some_and(|name| is_of(Lint::Includes, name));
    (at.begins_line() && is).then_some(line.len())
}

/// The name of a directive of reStructuredText: `.. name::`.
fn directive(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix(".. ")?.split_once("::")?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    (!name.is_empty() && name.chars().all(fits)).then_some(name)
}

fn is_of(lint: Lint, name: &str) -> bool {
    DIRECTIVES.iter().any(|(kind, names)| *kind == lint && names.contains(&name))
}

pub(super) fn figure(at: &At) -> Option<usize> {
    let is = directive(at.line()).is_some_and(|name| is_of(Lint::ForeignPictures, name));
    (at.begins_line() && is).then(|| at.line().len())
}

pub(super) fn any_directive(at: &At) -> Option<usize> {
    (at.begins_line() && directive(at.line()).is_some()).then(|| at.line().len())
}

/// `.. _label:`
pub(super) fn label(at: &At) -> Option<usize> {
    let line = at.line().trim_end();
    let is = line.strip_prefix(".. _").and_then(|rest| rest.strip_suffix(':')).is_some_and(|name| !name.is_empty());
    (at.begins_line() && is).then_some(line.len())
}

/// `^name` at the end of a block: the name by which Obsidian points to it.
pub(super) fn block_id(at: &At) -> Option<usize> {
    let name = at.text[at.at..].trim_end().strip_prefix('^')?;
    let free = at.before().is_some_and(char::is_whitespace);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (free && name.len() > 2 && name.bytes().all(fits)).then_some(name.len() + 1)
}

/// `*[HTML]: …`
pub(super) fn abbreviation(at: &At) -> Option<usize> {
    let (name, _) = at.line().strip_prefix("*[")?.split_once("]:")?;
    (at.begins_line() && !name.is_empty() && !name.contains(['[', ']'])).then(|| at.line().len())
}

/// `#+BEGIN_SRC`, `#+TITLE:`: keywords of Org.
pub(super) fn keyword(at: &At) -> Option<usize> {
    let name = at.line().strip_prefix("#+")?;
    (at.begins_line() && name.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| at.line().len())
}

/// `+++ word`, `+++`: a container that folds.
pub(super) fn fold(at: &At) -> Option<usize> {
    let name = at.line().strip_prefix("+++")?;
    let is = name.trim().is_empty() || name.starts_with([' ', '\t']) && name.trim().starts_with(char::is_alphabetic);
    (at.begins_line() && is).then(|| at.line().len())
}

/// CriticMarkup.
pub(super) fn critic(at: &At) -> Option<usize> {
    let line = at.line();
    [("{>>", "<<}"), ("{--", "--}"), ("{++", "++}"), ("{==", "==}"), ("{~~", "~~}")]
        .into_iter()
        .find_map(|(open, close)| at.pair(open, close, |inside| !inside.is_empty()))
        .or_else(|| {
            // What stands between pairs of tildes was struck out.
            let inside = line.strip_prefix('{')?.strip_prefix(OTHER)?;
            let end =
                inside.find('}').filter(|end| inside[..*end].ends_with(OTHER) && inside[..*end].contains("~>"))?;
            (!at.is_escaped()).then_some(1 + OTHER.len_utf8() + end + 1)
        })
}

/// `\(x+y\)`, `\[z\]`: formulas of TeX. To CommonMark the backslashes say that the brackets are text, and so do authors:
/// what stands between them must look like a formula.
pub(super) fn formula(at: &At) -> Option<usize> {
    if at.begins_line() && at.line().trim_end() == "\\[" {
        return Some(2);
    }
    let is_formula = |inside: &str| {
        let inside = inside.trim();
        let symbol = inside.len() == 1 && inside.starts_with(|c: char| c.is_ascii_alphabetic());
        !inside.chars().any(is_cjk) && (symbol || inside.contains(['=', '+', '^', '_', '\\', '<', '>', OTHER]))
    };
    at.pair("\\(", "\\)", is_formula).or_else(|| at.pair("\\[", "\\]", is_formula))
}

pub(super) fn percent_comment(at: &At) -> Option<usize> {
    const SIGN: &str = "%%";
    if at.begins_line() && at.line().trim_end() == SIGN {
        // Its lines stand between two of the sign alone.
        let rest = &at.text[at.at..];
        return Some(rest[SIGN.len()..].find("\n%%").map_or(SIGN.len(), |end| SIGN.len() + end + 1 + SIGN.len()));
    }
    let free = !at.before().is_some_and(|c| c.is_alphanumeric() && !is_cjk(c) || c == '%');
    at.pair(SIGN, SIGN, |inside| free && !inside.is_empty() && !inside.starts_with('%'))
}

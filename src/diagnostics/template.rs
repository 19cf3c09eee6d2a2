use super::argument::Argument;
use super::lang::Lang;
use crate::unicode::visible;

/// A piece of a message: text as it is, a hole, or the edges of a passage that depends on an argument.
#[derive(PartialEq, Debug)]
pub(super) enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// `{name}`.
    Hole(&'a str),
    /// `{?name}`.
    If(&'a str),
    /// `{/}`.
    End,
}

/// Takes a message apart. Braces that hold no name are text, so that messages can quote `{width=50%}`.
pub(super) fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    let mut text_end = 0;
    while let Some(open) = rest[text_end..].find('{').map(|at| at + text_end) {
        let Some(close) = rest[open..].find('}').map(|at| at + open) else { break };
        let inside = &rest[open + 1..close];
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let piece = match inside.strip_prefix('?') {
            Some(name) if is_name(name) => Piece::If(name),
            None if inside == "/" => Piece::End,
            None if is_name(inside) => Piece::Hole(inside),
            _ => {
                text_end = open + 1;
                continue;
            }
        };
        if open > 0 {
            pieces.push(Piece::Text(&rest[..open]));
        }
        pieces.push(piece);
        rest = &rest[close + 1..];
        text_end = 0;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Fills the holes of a message. A hole without an argument stays visible; what cannot be seen in an argument is named.
pub(super) fn fill(template: &str, arguments: &[(&'static str, Argument)], lang: Lang) -> String {
    let value = |name: &str| arguments.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
    let mut filled = String::new();
    let mut silent = false;
    for piece in pieces(template) {
        match piece {
            Piece::If(name) => silent = value(name).is_none(),
            Piece::End => silent = false,
            _ if silent => {}
            Piece::Text(text) => filled.push_str(text),
            Piece::Hole(name) => match value(name) {
                Some(Argument::Text(text)) => filled.push_str(&visible(text)),
                Some(Argument::Term(term)) => filled.push_str(term.get(lang)),
                None => filled.extend(["{", name, "}"]),
            },
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Bilingual;

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let arguments =
            [("key", Argument::Text("title".into())), ("kind", Argument::Term(Bilingual::new("a length", "长度")))];
        assert_eq!(fill(template, &arguments, Lang::Zh), expected);
    }

    #[test]
    fn holes_are_filled_and_other_braces_stay() {
        check("`{key}`要写{kind}", "`title`要写长度");
        check("写 {width=50%}，见 {key}", "写 {width=50%}，见 title");
        check("{unfilled} {", "{unfilled} {");
        check("{ {key}", "{ title");
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        let arguments = [("key", Argument::Text("a\u{200B}b".into()))];
        assert_eq!(fill("{key}", &arguments, Lang::En), "a‹U+200B›b");
    }

    #[test]
    fn a_passage_stands_only_with_its_argument() {
        check("甲{?key}（{key}）{/}乙", "甲（title）乙");
        check("甲{?nearest}（{nearest}）{/}乙", "甲乙");
    }
}

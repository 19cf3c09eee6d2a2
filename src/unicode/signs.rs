//! Signs that stand between two things: 长×3, x = 5, 3—5, 歼-20. No line begins with one, and a number keeps to its own.

use super::{is_cjk, is_numeral};
use std::ops::Range;

/// Whether a character relates what stands on its two sides (3×4, x=5, ~10). A sign that belongs to its number (+, -, ±) does
/// not relate by itself.
pub fn is_relation(c: char) -> bool {
    matches!(
        c,
        '×' | '÷'
            | '='
            | '<'
            | '>'
            | '~'
            | '∶'
            | '∷'
            | '∝'
            | '∼'
            | '∽'
            | '≅'
            | '≈'
            | '≌'
            | '≒'
            | '≠'
            | '≡'
            | '≤'
            | '≥'
            | '≦'
            | '≧'
            | '≪'
            | '≫'
            | '←'
            | '→'
            | '↔'
            | '⇐'
            | '⇒'
            | '⇔'
    )
}

/// Whether a character is a hyphen: between Han and a letter or a figure it joins the two.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a character may lead a relation that is typed with several (`->`, `+=`), or stand for one with a space on either
/// side.
pub fn is_operator(c: char) -> bool {
    matches!(c, '+' | '\u{2212}' | '±') || is_hyphen(c)
}

/// Dashes that say from where to where.
fn is_range(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '～' | '〜' | '~')
}

/// Longest name between angle brackets that is looked for: `<name>` relates nothing.
const LONGEST_NAME: usize = 32;
/// Longest word beside a sign that is kept to it as a whole.
const LONGEST_WORD: usize = 24;

/// Where no line ends in a text beside its signs: ranges of bytes, in order.
///
/// Before a relation none ends (GB 3102.11-1993, 1: an expression is broken behind the sign, which the next line does not
/// repeat), nor before a hyphen behind Han (GB/T 15834 5.1.6), nor inside a range of numbers (typography row LB-9). A sign
/// that only a blank precedes belongs to what follows it in Western text: weighs ~8 kg.
pub(super) fn joined_signs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(at) = text[rest..].find(|c| is_relation(c) || is_range(c) || is_hyphen(c)) {
        let start = rest + at;
        let mut run = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
        let mut end = start;
        let mut first = None;
        while let Some((at, c)) = run.next_if(|(_, c)| is_relation(*c) || is_range(*c) || is_operator(*c)) {
            first.get_or_insert(c);
            end = at + c.len_utf8();
        }
        // A sign without a blank behind it belongs to the number that follows.
        let sign = text[start..end].trim_end_matches(is_operator);
        let after = text[end..].chars().next();
        if !sign.is_empty() && after.is_some_and(char::is_alphanumeric) {
            end = start + sign.len();
        }
        rest = end;
        if let Some(name) = name_in_brackets(&text[start..]) {
            rest = start + name;
            continue;
        }
        if let Some(range) = around(text, start..end) {
            found.push(range);
        }
    }
    found
}

/// The bytes of `<name>` at the beginning of a text.
fn name_in_brackets(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let name = inner.trim_start_matches('/');
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
    let end = inner.char_indices().take(LONGEST_NAME).find(|(_, c)| matches!(c, '>' | '<' | ' ') || is_cjk(*c))?;
    (end.1 == '>').then_some(end.0 + 2)
}

/// The range in which no line ends around a run of signs; none where what stands beside it asks for nothing.
fn around(text: &str, sign: Range<usize>) -> Option<Range<usize>> {
    let signs = &text[sign.clone()];
    let (before, after) = (&text[..sign.start], &text[sign.end..]);
    let blanks = [before.ends_with(' '), after.is_empty() || after.starts_with(' ')];
    let left = before.trim_end_matches(' ').chars().next_back()?;
    let right = after.chars().next();
    let figure = |c: char| c.is_ascii_digit() || is_numeral(c);
    let mut signs = signs.chars();
    let single = signs.next().filter(|_| signs.next().is_none());
    if single.is_some_and(is_range) && figure(left) && !blanks[0] && right.is_some_and(figure) {
        return Some(sign.start - word(before.chars().rev(), figure)..sign.end + word(after.chars(), figure));
    }
    if single.is_some_and(is_hyphen) {
        let joins = is_cjk(left) && left.is_alphanumeric() && !blanks[0] && !blanks[1];
        return joins.then(|| sign.start - left.len_utf8()..sign.end);
    }
    if !text[sign.clone()].contains(is_relation) || right == Some('/') {
        return None;
    }
    let operand = left.is_alphanumeric() || ")]}）］｝】」』”’》%％‰°℃℉′″²³".contains(left);
    let prefix = blanks[0] && !blanks[1];
    let western = |c: char| !is_cjk(c);
    // By itself no line ends between Western signs; and an address may be broken behind them.
    let solid = !blanks[0] && !blanks[1] && western(left) && right.is_some_and(western);
    if !operand || prefix && western(left) || solid {
        return None;
    }
    let bare = before.trim_end_matches(' ');
    let letters = word(bare.chars().rev(), |c| c.is_alphanumeric() && western(c));
    Some(bare.len() - letters.max(left.len_utf8())..sign.end + word(after.chars(), figure))
}

/// The bytes of the characters of a kind that a text begins with.
fn word(characters: impl Iterator<Item = char>, is_part: impl Fn(char) -> bool) -> usize {
    characters.take(LONGEST_WORD).take_while(|c| is_part(*c)).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_kept_to_what_it_stands_behind() {
        let found = |text: &str| joined_signs(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        for (text, expected) in [
            ("设长=3，宽×高", "长=3|宽×"),
            ("甲×A和A×甲", "甲×|A×"),
            ("当 x = 3 时", "x ="),
            ("约~8℃", "约~8"),
            ("水温 ~8℃", "温 ~8"),
            ("长 = 3", "长 ="),
            ("3—5页，1990～2000年，pp. 3–5", "3—5|1990～2000|3–5"),
            ("北京—上海", ""),
            ("歼-20、国-A", "歼-|国-"),
            ("it weighs ~8 kg, is <3", ""),
            ("with area = 30", "area ="),
            ("，~8℃", ""),
            ("在~/dir里", ""),
            ("国<b>国</b>国", ""),
            ("甲<乙", "甲<"),
            ("甲->乙", "甲->"),
            ("甲=-3", "甲="),
            ("https://a.b/?c=1&d=2", ""),
            ("甲 - 乙", ""),
            ("——3", ""),
            ("f(x) → 国", ") →"),
            ("", ""),
            ("=", ""),
        ] {
            assert_eq!(found(text).join("|"), expected, "{text}");
        }
    }
}

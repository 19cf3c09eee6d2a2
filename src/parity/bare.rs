//! What of a text counts when editions are compared.

use crate::language::{Word, Words};
use crate::unicode::fate;

/// Adds what counts of a piece of text. A piece that is nothing but a note's number beyond 50 in brackets is a call, and
/// three marks are a thematic break on paper.
pub(super) fn add(piece: &str, out: &mut String) {
    if !is_bracketed_number(piece.trim()) && !is_thematic_break(piece) {
        out.extend(piece.chars().filter(|letter| counts(*letter)));
    }
}

/// Whether a character counts: not white space, nothing that cannot be seen, and no number of a note (typography row
/// FN-2).
fn counts(letter: char) -> bool {
    let numbers_a_note = matches!(letter, '\u{2460}'..='\u{2473}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}');
    !letter.is_whitespace() && fate(letter).is_none() && !numbers_a_note
}

/// Whether the text of a link inside the book could be the call of a note, which books in an alphabet number in figures
/// (typography row FN-2). An author's link that looks the same is left out on all sides.
pub(super) fn is_call(link: &str) -> bool {
    !link.is_empty() && link.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_bracketed_number(text: &str) -> bool {
    let inner = text.strip_prefix('〔').and_then(|text| text.strip_suffix('〕'));
    inner.is_some_and(|inner| !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_thematic_break(text: &str) -> bool {
    let marks: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    Words::ALL.iter().any(|words| words.get(Word::ThematicBreak).repeat(3) == marks)
}

/// Whether the label of an item could be made by the tool: a number in its dress, or one mark. An author's term that
/// looks the same is left out on both sides.
pub(super) fn is_made(label: &str) -> bool {
    let letters = label.trim_matches(['.', '(', ')', '（', '）', '、']);
    let number = letters.bytes().all(|byte| byte.is_ascii_digit());
    let mut all = label.chars();
    let mark = all.next().is_none_or(|first| !first.is_alphanumeric()) && all.next().is_none();
    number || mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_numbers_of_notes_do_not_count() {
        let mut out = String::new();
        for piece in
            ["正 文\u{3000}①", "[51]", "〔120〕", "见〔51〕页", "hy\u{AD}phen ㊿", "＊ ＊ ＊", "* * *", "a*b", "**"]
        {
            add(piece, &mut out);
        }
        assert_eq!(out, "正文[51]见〔51〕页hyphena*b**");
    }

    #[test]
    fn labels_of_lists_are_told_from_terms() {
        assert!(["1.", "（12）", "3)", "●", "☑", ""].into_iter().all(is_made));
        assert!(!["甲", "A", "API", "1.5节", "——"].into_iter().any(is_made));
    }
}

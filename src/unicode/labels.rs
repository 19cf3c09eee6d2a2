//! Words that name what a number counts: 图3-1, 第5, Figure 2.

use super::signs::joined_signs;
use super::{is_cjk, is_han, is_hangul, is_numeral};
use std::ops::Range;

/// Where no line of a text ends, in either edition: labels with their numbers, and what stands beside signs. Ranges of bytes,
/// in order and apart.
pub fn unbroken(text: &str) -> Vec<Range<usize>> {
    let mut found = labelled_numbers(text);
    found.extend(joined_signs(text));
    found.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

/// Words of Chinese, Japanese and Korean. A number follows its word without a line end between (typography row LB-9; jlreq
/// 3.1.10: a number keeps to what it belongs to).
const HAN: &[&str] = &[
    "图",
    "圖",
    "図",
    "表",
    "式",
    "第",
    "例",
    "附录",
    "附錄",
    "付録",
    "附件",
    "附表",
    "附图",
    "公式",
    "页",
    "頁",
    "ページ",
    "卷",
    "编号",
    "编號",
    "注",
    "註",
    "题",
    "題",
    "그림",
    "표",
    "식",
    "제",
    "부록",
];

/// Words of Western languages, with a capital or without.
const LATIN: &[&str] = &[
    "figure",
    "figures",
    "fig.",
    "figs.",
    "table",
    "tables",
    "tab.",
    "chapter",
    "ch.",
    "chap.",
    "section",
    "sec.",
    "sect.",
    "part",
    "equation",
    "eq.",
    "eqs.",
    "appendix",
    "app.",
    "example",
    "ex.",
    "note",
    "page",
    "pages",
    "p.",
    "pp.",
    "no.",
    "nos.",
    "vol.",
    "volume",
    "book",
    "plate",
    "step",
    "listing",
    "abbildung",
    "abb.",
    "tabelle",
    "kapitel",
    "abschnitt",
    "seite",
    "nr.",
    "tableau",
    "chapitre",
    "§",
    "№",
];

/// Longest word of either list, in bytes.
const LONGEST: usize = 12;

/// The bytes of the word at the end of a text to which a number that follows belongs; none where no such word stands.
fn label_at_end(text: &str) -> Option<usize> {
    if let Some(longest) = HAN.iter().filter(|word| text.ends_with(**word)).map(|word| word.len()).max() {
        return Some(longest);
    }
    let start = (text.len().saturating_sub(LONGEST)..text.len()).find(|at| text.is_char_boundary(*at));
    let tail = text[start.unwrap_or(text.len())..].to_lowercase();
    let whole = |word: &&&str| {
        let before = tail.strip_suffix(**word);
        before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() && !is_cjk(c)))
    };
    LATIN.iter().find(whole).map(|word| word.len())
}

/// Longest number looked at, in characters: IV, 3-1, 12.4.2.
const LONGEST_NUMBER: usize = 16;
/// Longest number of letters: III, A.
const LETTERS: usize = 4;

/// The labels of a text with their numbers, in order: ranges of bytes in which no line ends. A blank and an opening bracket
/// may stand between the two: 式（3-1）, Eq. (2). The number of an order (第3) keeps to what it counts (第3章).
fn labelled_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let starts = (c.is_ascii_digit() || c.is_ascii_uppercase() || is_numeral(c)) && !before.is_some_and(is_word);
        before = Some(c);
        if !starts {
            continue;
        }
        let Some(length) = number_at_start(&text[at..]) else { continue };
        let bare = text[..at].strip_suffix(['(', '（', '[', '［']).unwrap_or(&text[..at]);
        let label = bare.strip_suffix([' ', '\u{A0}', '\u{202F}']).unwrap_or(bare);
        // After a full stop a capital begins a sentence: He said no. A …
        let sentence = label.ends_with('.') && c.is_ascii_uppercase();
        if let Some(bytes) = label_at_end(label).filter(|_| !sentence) {
            let (start, mut end) = (label.len() - bytes, at + length);
            if matches!(&text[start..label.len()], "第" | "제") {
                let rest = &text[end..];
                let counted = rest.strip_prefix(' ').unwrap_or(rest);
                if let Some(c) = counted.chars().next().filter(|c| is_han(*c) || is_hangul(*c)) {
                    end = text.len() - counted.len() + c.len_utf8();
                }
            }
            found.push(start..end);
        }
    }
    found
}

/// A letter of a Western word, or a figure.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
}

/// The bytes of the number at the beginning of a text: digits with what joins them, or a few capitals (A, IV, A-1).
fn number_at_start(text: &str) -> Option<usize> {
    let part = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || is_numeral(c);
    let (mut end, mut letters) = (0, 0);
    let mut characters = text.chars().peekable();
    for _ in 0..LONGEST_NUMBER {
        let Some(c) = characters.next() else { break };
        // Between figures stands what joins them; at the end it closes the sentence.
        let joins = matches!(c, '-' | '\u{2011}' | '–' | '—' | '.' | ':' | '·')
            && characters.peek().is_some_and(|c| c.is_ascii_digit() || is_numeral(*c));
        if !(part(c) || joins) {
            break;
        }
        letters += usize::from(c.is_ascii_uppercase());
        end += c.len_utf8();
    }
    let word = letters > 0 && text[end..].starts_with(is_word);
    (end > 0 && letters <= LETTERS && !word).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_whole_word() {
        for text in ["图", "像图", "见附录", "図", "그림", "Figure", "see fig.", "(Table", "见Figure", "§", "pp."]
        {
            assert!(label_at_end(text).is_some(), "{text}");
        }
        for text in ["", "国", "reconfigure", "stable", "stop.", "figurehead"] {
            assert_eq!(label_at_end(text), None, "{text}");
        }
        assert_eq!([label_at_end("见附图"), label_at_end("See Figure")], [Some("附图".len()), Some("Figure".len())]);
        assert!(LATIN.iter().all(|word| word.len() < LONGEST), "a letter before the word must be seen too");
    }
    #[test]
    fn a_label_keeps_its_whole_number() {
        let found = |text: &str| {
            labelled_numbers(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>().join("|")
        };
        for (text, expected) in [
            ("像图3-1那样，见表 2.10。", "图3-1|表 2.10"),
            ("见附录A和式（3-1）", "附录A|式（3-1"),
            ("第12章第3—5节，第 3 期，第3、4章", "第12章|第3—5节|第 3 期|第3"),
            ("图Ⅱ-1、表Ⅳ，第Ⅲ卷", "图Ⅱ-1|表Ⅳ|第Ⅲ卷"),
            ("See Figure 3-1. Then Appendix IV", "Figure 3-1|Appendix IV"),
            ("Eq. (2) and pp. 12–14", "Eq. (2|pp. 12–14"),
            ("He said no. A man", ""),
            ("那样3-1，手表", ""),
            ("图Apple", ""),
            ("", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}

//! Words that name what a number counts: 图3-1, 第5, Figure 2.

use super::is_cjk;
use std::ops::Range;

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
/// may stand between the two: 式（3-1）, Eq. (2).
pub fn labelled_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let starts = (c.is_ascii_digit() || c.is_ascii_uppercase()) && !before.is_some_and(is_word);
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
            found.push(label.len() - bytes..at + length);
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
    let part = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    let (mut end, mut letters) = (0, 0);
    let mut characters = text.chars().peekable();
    for _ in 0..LONGEST_NUMBER {
        let Some(c) = characters.next() else { break };
        // Between figures stands what joins them; at the end it closes the sentence.
        let joins = matches!(c, '-' | '\u{2011}' | '–' | '—' | '.' | ':' | '·')
            && characters.peek().is_some_and(char::is_ascii_digit);
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
            ("第12章第3—5节", "第12|第3—5"),
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

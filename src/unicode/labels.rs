//! Words that name what a number counts: 图3-1, 第5, Figure 2.

use super::is_cjk;

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

/// The bytes at the end of a text that keep to a number that follows: the whole of a Han word, the last letter of a Western
/// one, which may be hyphenated. None where no such word stands.
pub fn label_at_end(text: &str) -> Option<usize> {
    if let Some(longest) = HAN.iter().filter(|word| text.ends_with(**word)).map(|word| word.len()).max() {
        return Some(longest);
    }
    let start = (text.len().saturating_sub(LONGEST)..text.len()).find(|at| text.is_char_boundary(*at));
    let tail = text[start.unwrap_or(text.len())..].to_lowercase();
    let whole = |word: &&&str| {
        let before = tail.strip_suffix(**word);
        before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() && !is_cjk(c)))
    };
    LATIN.iter().find(whole).and_then(|word| word.chars().next_back()).map(char::len_utf8)
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
        assert_eq!([label_at_end("见附图"), label_at_end("See Figure")], [Some("附图".len()), Some(1)]);
        assert!(LATIN.iter().all(|word| word.len() < LONGEST), "a letter before the word must be seen too");
    }
}

/// What a language tag says about how its text is set: which of the composition traditions it follows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Script {
    /// Simplified Chinese (GB/T 15834, clreq).
    #[default]
    Hans,
    /// Traditional Chinese (clreq).
    Hant,
    /// Japanese (JIS X 4051, jlreq).
    Japanese,
    /// Korean (klreq).
    Korean,
    /// Anything else: an alphabet with spaces between its words.
    Other,
}

impl Script {
    /// The script of a BCP 47 tag; a script or region subtag counts in any case of letters. A language that is written
    /// in an alphabet (`zh-Latn`, `ja-Latn`) is set as one.
    pub fn of(tag: &str) -> Script {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or("");
        let is = |names: &[&str]| names.iter().any(|name| language.eq_ignore_ascii_case(name));
        let has = |subtags: &[&str]| parts.clone().any(|one| subtags.iter().any(|tag| one.eq_ignore_ascii_case(tag)));
        if has(&["latn", "cyrl"]) {
            Script::Other
        } else if is(&["zh", "yue", "lzh", "nan", "hak", "wuu"]) {
            let traditional = has(&["hant", "tw", "hk", "mo"]) && !has(&["hans"]);
            if traditional { Script::Hant } else { Script::Hans }
        } else if is(&["ja"]) {
            Script::Japanese
        } else if is(&["ko"]) {
            Script::Korean
        } else {
            Script::Other
        }
    }

    /// Whether the marks that East Asia and the West share (“ ” ‘ ’ — … ·) are full-width ones, and spaces between words
    /// are no part of the writing. Korean parts its words by spaces and has the marks of the West (klreq 3.2, 3.4).
    pub fn is_full_width(self) -> bool {
        matches!(self, Script::Hans | Script::Hant | Script::Japanese)
    }

    /// First-line indent of a paragraph when the book asks for none, in hundredths of an em: two characters in Chinese
    /// (clreq 3.5.1), one in Japanese (jlreq 3.5.1) and Korean (klreq 4.1), an em in the alphabets.
    pub fn indent(self) -> u16 {
        match self {
            Script::Hans | Script::Hant => 200,
            Script::Japanese | Script::Korean | Script::Other => 100,
        }
    }

    /// What shows that a title is cut.
    pub fn ellipsis(self) -> &'static str {
        if self.is_full_width() { "……" } else { "…" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_says_which_tradition_its_text_follows() {
        for (tag, script) in [
            ("zh", Script::Hans),
            ("zh-Hans-HK", Script::Hans),
            ("ZH-hant", Script::Hant),
            ("zh-TW", Script::Hant),
            ("yue-Hant", Script::Hant),
            ("wuu", Script::Hans),
            ("ja-JP", Script::Japanese),
            ("ko-KR", Script::Korean),
            ("zh-Latn-pinyin", Script::Other),
            ("ja-Latn", Script::Other),
            ("en", Script::Other),
            ("", Script::Other),
        ] {
            assert_eq!(Script::of(tag), script, "{tag}");
        }
    }
}

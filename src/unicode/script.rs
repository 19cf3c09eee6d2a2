/// How the text of a language is set: which of the composition traditions it follows. `language::Tag` tells it of a tag.
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
}

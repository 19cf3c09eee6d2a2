use super::han::is_hangul;
use super::script::Script;
use unicode_linebreak::BreakClass;

/// What a character is in a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum Class {
    /// Han, kana, full-width letters, symbols of one em.
    Han,
    /// A Hangul syllable: no gap parts it from figures and letters.
    Hangul,
    /// Kana and marks that Japanese forbids at the start of a line (jlreq cl-09, cl-10, cl-11).
    NonStarter,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing bracket or quotation mark.
    Close,
    /// ，、；：
    Comma,
    /// 。．
    Stop,
    /// ！？ of Chinese: a body of half an em and a blank.
    Exclaim,
    /// ！？ of Japanese (jlreq cl-04), and ‼ ⁇ ⁈ ⁉: one em with the ink in the middle, and no blank to give.
    Dividing,
    /// · ・ ‧, and ：； of Japanese (jlreq cl-05).
    Interpunct,
    /// ——, ⸺ and ⸻, or a part of them.
    Dash,
    /// One half of ……
    Ellipsis,
    /// – ～ and a single —
    Connector,
    /// ／ and / between Han.
    Solidus,
    /// ￥ № before a number.
    Prefix,
    /// ℃ ％ ㎡ after a number.
    Suffix,
    /// Ⅱ, a figure as wide as a Han.
    Numeral,
    /// A letter, or any other character of the Latin font.
    Latin,
    /// 0 … 9.
    Digit,
    /// ( [ { and the like, from the Latin font.
    LatinOpen,
    /// ) ] } , . : ; ! ? % and the like, from the Latin font.
    LatinClose,
    /// A space between words.
    Space,
    /// U+3000: an em of space that ends with its line (jlreq cl-14).
    EmSpace,
    /// A space that neither breaks nor stretches.
    FixedSpace,
    /// The call of a note.
    Note,
    /// A picture among text.
    Picture,
}

/// Full-width marks and their class: the sets NS and NE of the composition table.
const MARKS: &[(char, Class)] = &[
    ('-', Class::Connector),
    ('\u{2010}', Class::Connector),
    ('\u{2011}', Class::Connector),
    ('\u{2013}', Class::Connector),
    ('\u{203C}', Class::Dividing),
    ('\u{2047}', Class::Dividing),
    ('\u{2048}', Class::Dividing),
    ('\u{2049}', Class::Dividing),
    ('℃', Class::Suffix),
    ('℉', Class::Suffix),
    ('№', Class::Prefix),
    ('\u{3000}', Class::EmSpace),
    ('、', Class::Comma),
    ('。', Class::Stop),
    ('々', Class::NonStarter),
    ('〈', Class::Open),
    ('〉', Class::Close),
    ('《', Class::Open),
    ('》', Class::Close),
    ('「', Class::Open),
    ('」', Class::Close),
    ('『', Class::Open),
    ('』', Class::Close),
    ('【', Class::Open),
    ('】', Class::Close),
    ('〔', Class::Open),
    ('〕', Class::Close),
    ('〖', Class::Open),
    ('〗', Class::Close),
    ('〘', Class::Open),
    ('〙', Class::Close),
    ('〜', Class::Connector),
    ('〝', Class::Open),
    ('〞', Class::Close),
    ('〟', Class::Close),
    ('〻', Class::NonStarter),
    ('・', Class::Interpunct),
    ('ー', Class::NonStarter),
    ('ヽ', Class::NonStarter),
    ('ヾ', Class::NonStarter),
    ('！', Class::Exclaim),
    ('％', Class::Suffix),
    ('（', Class::Open),
    ('）', Class::Close),
    ('，', Class::Comma),
    ('．', Class::Stop),
    ('／', Class::Solidus),
    ('：', Class::Comma),
    ('；', Class::Comma),
    ('？', Class::Exclaim),
    ('［', Class::Open),
    ('］', Class::Close),
    ('｛', Class::Open),
    ('｝', Class::Close),
    ('～', Class::Connector),
    ('｟', Class::Open),
    ('｠', Class::Close),
    ('￥', Class::Prefix),
];

/// Small kana (jlreq cl-11).
const SMALL_KANA: &str = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿゝゞ";

/// Marks that Chinese and Latin share; their font, width and class follow from what stands beside them (row QT-2).
pub fn is_ambiguous_mark(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '—' | '―' | '⸺' | '⸻' | '…' | '⋯' | '·' | '‧')
}

/// The class of a character of the Han font; for an ambiguous mark the class it has among Han.
/// `cjk` says whether the character is set from the Han font, `script` how its language is set.
pub fn class_of(c: char, cjk: bool, script: Script) -> Class {
    if !cjk {
        return latin_class(c);
    }
    match c {
        '\u{4E00}'..='\u{9FFF}' => Class::Han,
        // jlreq appendix A, cl-04 and cl-05.
        '！' | '？' if script == Script::Japanese => Class::Dividing,
        '：' | '；' if script == Script::Japanese => Class::Interpunct,
        _ if is_hangul(c) => Class::Hangul,
        '‘' | '“' => Class::Open,
        '’' | '”' => Class::Close,
        '—' | '―' | '⸺' | '⸻' => Class::Dash,
        '…' | '⋯' => Class::Ellipsis,
        '·' | '‧' => Class::Interpunct,
        _ if is_numeral(c) => Class::Numeral,
        _ if is_square_unit(c) => Class::Suffix,
        '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' if SMALL_KANA.contains(c) => Class::NonStarter,
        _ => match MARKS.binary_search_by_key(&c, |(mark, _)| *mark) {
            Ok(at) => MARKS[at].1,
            Err(_) => Class::Han,
        },
    }
}

fn latin_class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        ' ' | '\t' => Class::Space,
        '\u{A0}' | '\u{202F}' | '\u{2007}' => Class::FixedSpace,
        '(' | '[' | '{' | '“' | '‘' | '$' | '£' | '€' | '¥' => Class::LatinOpen,
        ')' | ']' | '}' | ',' | '.' | ':' | ';' | '!' | '?' | '%' | '”' | '’' | '…' | '‰' | '°' => {
            Class::LatinClose
        }
        '–' | '—' | '―' | '⸺' | '⸻' => Class::Connector,
        '/' => Class::Solidus,
        _ => Class::Latin,
    }
}

/// Whether a character asks for a form of the Han before it: of an ideographic variation sequence (UTS #37), or a
/// standardized one. The selectors of text and emoji forms are no part of these.
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a character is a Roman numeral of its own, Ⅱ or ⅳ: a part of its number, though it is as wide as a Han.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '\u{2160}'..='\u{2182}' | '\u{2185}'..='\u{2188}')
}

/// Units that are one character: ㎡, ㎏, ㏄.
fn is_square_unit(c: char) -> bool {
    matches!(c, '\u{3371}'..='\u{337A}' | '\u{3380}'..='\u{33DF}')
}

/// Whether a character joins the cluster before it: combining marks, joiners, variation selectors.
pub fn is_combining(c: char) -> bool {
    if (c as u32) < 0x300 || matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return false;
    }
    matches!(
        unicode_linebreak::break_property(c as u32),
        BreakClass::CombiningMark | BreakClass::ZeroWidthJoiner | BreakClass::EmojiModifier
    )
}

impl Class {
    /// Whether it is a mark with a half-em body and a half-em blank.
    pub fn is_mark(self) -> bool {
        matches!(self, Class::Open | Class::Close | Class::Comma | Class::Stop | Class::Exclaim)
    }

    /// Whether it is a space at which a line may end: its width stands in the gap after it.
    pub fn is_space(self) -> bool {
        matches!(self, Class::Space | Class::EmSpace)
    }

    /// Whether it is set from the Latin font, so that a gap parts it from Han.
    pub fn is_latin(self) -> bool {
        matches!(self, Class::Latin | Class::Digit | Class::LatinOpen | Class::LatinClose)
    }

    /// Whether a gap parts it from Latin.
    pub fn takes_latin_gap(self) -> bool {
        matches!(self, Class::Han | Class::NonStarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_marks_is_sorted() {
        assert!(MARKS.windows(2).all(|pair| pair[0].0 < pair[1].0), "binary search needs order");
    }

    #[test]
    fn marks_have_the_class_of_the_table() {
        for (text, class) in [
            ("（《〈「『【〖〔［｛“‘", Class::Open),
            ("）》〉」』】〗〕］｝”’", Class::Close),
            ("，、；：", Class::Comma),
            ("。．", Class::Stop),
            ("！？", Class::Exclaim),
            ("‼⁇⁈⁉", Class::Dividing),
            ("·・‧", Class::Interpunct),
            ("字カＡ①㏠", Class::Han),
            ("℃％㎡㏄㎞", Class::Suffix),
            ("Ⅱⅳ", Class::Numeral),
            ("가ㄱᄀ", Class::Hangul),
            ("　", Class::EmSpace),
        ] {
            for c in text.chars() {
                assert_eq!(class_of(c, true, Script::Hans), class, "{c}");
            }
        }
    }

    #[test]
    fn japanese_has_classes_of_its_own() {
        for (text, class) in [
            ("！？⁉", Class::Dividing),
            ("：；・", Class::Interpunct),
            ("、，", Class::Comma),
            ("」）", Class::Close),
            ("字かカ", Class::Han),
            ("っーヽ々", Class::NonStarter),
        ] {
            for c in text.chars() {
                assert_eq!(class_of(c, true, Script::Japanese), class, "{c}");
            }
        }
    }

    #[test]
    fn a_variation_selector_joins_its_base() {
        assert!(is_combining('\u{E0100}') && is_combining('\u{301}') && is_combining('\u{200D}'));
        assert!(!is_combining('字') && !is_combining('a'));
    }
}

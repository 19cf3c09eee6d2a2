/// Blocks whose characters are set from the Han font, in order: first and last code point.
const CJK: &[(u32, u32)] = &[
    (0x1100, 0x11FF),   // Hangul Jamo
    (0x203C, 0x203C),   // ‼
    (0x2047, 0x2049),   // ⁇ ⁈ ⁉
    (0x2103, 0x2103),   // ℃
    (0x2109, 0x2109),   // ℉
    (0x2116, 0x2116),   // №
    (0x2160, 0x217F),   // Roman numerals: one face for the whole series Ⅰ, Ⅱ, Ⅲ …
    (0x2460, 0x24FF),   // Enclosed Alphanumerics: ① stands one em wide among Han
    (0x2500, 0x25FF),   // Box Drawing, Block Elements, Geometric Shapes
    (0x2600, 0x27BF),   // Miscellaneous Symbols, Dingbats
    (0x2E80, 0x303F),   // CJK Radicals … CJK Symbols and Punctuation
    (0x3040, 0x33FF),   // Kana, Bopomofo, Hangul Compatibility Jamo, Enclosed CJK, CJK Compatibility
    (0x3400, 0x4DBF),   // Extension A
    (0x4DC0, 0x4DFF),   // Yijing hexagrams
    (0x4E00, 0x9FFF),   // CJK Unified Ideographs
    (0xA960, 0xA97F),   // Hangul Jamo Extended-A
    (0xAC00, 0xD7FF),   // Hangul Syllables
    (0xF900, 0xFAFF),   // CJK Compatibility Ideographs
    (0xFE10, 0xFE1F),   // Vertical Forms
    (0xFE30, 0xFE6F),   // CJK Compatibility Forms, Small Form Variants
    (0xFF00, 0xFFEF),   // Halfwidth and Fullwidth Forms
    (0x1F100, 0x1F2FF), // Enclosed Alphanumeric and Ideographic Supplement
    (0x20000, 0x3FFFF), // Supplementary and Tertiary Ideographic Planes
];

/// Whether a character is set from the Han font whatever stands beside it.
pub fn is_cjk(c: char) -> bool {
    let code = c as u32;
    // Nearly every character of a Chinese book is here; the search is for the rest.
    if (0x4E00..=0x9FFF).contains(&code) {
        return true;
    }
    if code < 0x1100 {
        return false;
    }
    let after = CJK.partition_point(|(first, _)| *first <= code);
    after > 0 && code <= CJK[after - 1].1
}

/// Whether a character is a Han ideograph: what a count of Han means.
pub fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x3005 | 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a character is a kana, the prolonged sound mark and small ones included.
fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}')
}

/// Whether a character is a Hangul syllable or a letter of one.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FB}' | '\u{FFA1}'..='\u{FFDC}')
}

/// Whether a character is what East Asia counts as one (字): Han, kana, Hangul. A line holds no single one of them at the
/// end of a paragraph, and emphasis puts a dot beside each.
pub fn is_character(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_in_order_and_disjoint() {
        assert!(CJK.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert!(CJK.iter().all(|(first, last)| first <= last));
    }

    #[test]
    fn han_is_cjk_and_latin_is_not() {
        assert!("汉字㐂𠀀々〇，。（）①".chars().all(is_cjk));
        assert!("aé5“—…·".chars().all(|c| !is_cjk(c)));
        assert!("汉㐂𠀀〇".chars().all(is_han));
        assert!(!is_han('，') && !is_han('ア'));
    }

    #[test]
    fn kana_and_hangul_are_characters_and_marks_are_not() {
        assert!("汉々かヵァーヽゞㇰ한ㄱ".chars().all(is_character));
        assert!("，・゠　「！a1①".chars().all(|c| !is_character(c)));
    }
}

//! Zhuyin (bopomofo), the phonetic symbols that stand right of their Han (clreq 3.4.1).

/// Whether a character is a symbol of zhuyin (the blocks Bopomofo and Bopomofo Extended).
pub fn is_bopomofo(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}')
}

/// Whether a character is a tone mark of zhuyin: the first tone `ˉ`, `ˊ`, `ˇ`, `ˋ`, and the light tone `˙`.
pub fn is_zhuyin_tone(c: char) -> bool {
    matches!(c, '\u{2C9}' | '\u{2CA}' | '\u{2C7}' | '\u{2CB}' | LIGHT_TONE)
}

/// The light tone, which is written before its syllable.
pub const LIGHT_TONE: char = '\u{2D9}';

/// Whether a reading is written in zhuyin: symbols and tone marks only.
pub fn is_zhuyin(reading: &str) -> bool {
    let mut characters = reading.chars().filter(|c| !c.is_whitespace());
    reading.chars().any(is_bopomofo) && characters.all(|c| is_bopomofo(c) || is_zhuyin_tone(c))
}

#[cfg(test)]
mod tests {
    use super::is_zhuyin;

    #[test]
    fn readings_in_zhuyin_are_known_by_their_symbols() {
        for reading in ["ㄏㄢˋ", "˙ㄇㄚ", "ㄏㄢˋ ㄗˋ", "ㆠ"] {
            assert!(is_zhuyin(reading), "{reading}");
        }
        for reading in ["hàn", "ˋ", "", "ㄏan", "かん"] {
            assert!(!is_zhuyin(reading), "{reading}");
        }
    }
}

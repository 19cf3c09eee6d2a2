//! Canonically equivalent texts are one (UAX #15, normalization form C), but for characters that only stand for
//! another: Ω (U+2126) and 金 (U+F90A) keep their own forms, which their authors chose.

use std::borrow::Cow;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The text in composed form.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_settled) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, alone)) = rest.char_indices().find(|(_, character)| is_singleton(*character)) {
        out.extend(rest[..at].nfc());
        out.push(alone);
        rest = &rest[at + alone.len_utf8()..];
    }
    out.extend(rest.nfc());
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Whether a character begins a new unit of composition: nothing before it can change it, nor it what stands before.
pub fn begins_unit(character: char) -> bool {
    is_settled(character)
        || is_singleton(character)
        || canonical_combining_class(character) == 0 && is_nfc_quick([character].into_iter()) == IsNormalized::Yes
}

/// Characters that neither compose with what stands before them nor decompose, told without a look-up: nearly all.
fn is_settled(character: char) -> bool {
    matches!(u32::from(character), 0..=0x2FF | 0x2010..=0x2027 | 0x2030..=0x205E | 0x3000..=0x3029 | 0x3030..=0x3098
        | 0x309B..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF00..=0xFFFD)
}

/// Whether the canonical form of a character is another single one.
fn is_singleton(character: char) -> bool {
    if is_settled(character) || is_nfc_quick([character].into_iter()) != IsNormalized::No {
        return false;
    }
    let mut form = [character].into_iter().nfc();
    form.next().is_some_and(|first| first != character) && form.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equivalent_texts_are_one_and_singletons_keep_theirs() {
        for (one, other) in [
            ("cafe\u{301}", "café"),
            ("か\u{3099}", "が"),
            ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("\u{AC00}\u{11A8}", "각"),
            ("e\u{323}\u{302}", "ệ"),
            ("e\u{302}\u{323}", "ệ"),
            ("q\u{303}", "q\u{303}"),
        ] {
            assert_eq!(composed(one), other);
        }
        for kept in ["\u{2126}", "\u{212B}", "\u{F900}", "\u{2F800}", "\u{1F71}", "\u{37E}", "\u{2000}"] {
            assert_eq!(composed(kept), kept);
            assert_eq!(composed(&format!("e\u{301}{kept}e\u{301}")), format!("é{kept}é"));
        }
    }

    #[test]
    fn the_short_cut_agrees_with_the_tables() {
        for character in (0..=0x10_FFFF).filter_map(char::from_u32).filter(|one| is_settled(*one)) {
            let code = u32::from(character);
            assert_eq!(is_nfc_quick([character].into_iter()), IsNormalized::Yes, "U+{code:04X}");
            assert_eq!(canonical_combining_class(character), 0, "U+{code:04X}");
        }
    }

    #[test]
    fn what_is_composed_unit_by_unit_is_composed_as_a_whole() {
        let text =
            "e\u{323}\u{302}x\u{1112}\u{1161}\u{11AB}\u{AC00}\u{11A8}か\u{3099}\u{2126}\u{301}\u{301}a\u{5D0}\u{5B7}";
        let mut units: Vec<String> = Vec::new();
        for character in text.chars() {
            match units.last_mut() {
                Some(last) if !begins_unit(character) => last.push(character),
                _ => units.push(character.to_string()),
            }
        }
        let joined: String = units.iter().map(|unit| composed(unit).into_owned()).collect();
        assert_eq!(joined, composed(text));
    }
}

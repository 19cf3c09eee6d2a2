//! Characters that show nothing: one table of what becomes of each.
//!
//! The rows follow the property Default_Ignorable_Code_Point (Unicode 16.0, DerivedCoreProperties) and chapter 23 of
//! the standard; the control characters follow XML 1.0, production 2, because an EPUB is made of XML.

use std::borrow::Cow;

/// What programs write where they cannot read what is there (Unicode 23.8).
pub const DAMAGE: char = '\u{FFFD}';

/// What becomes of a character that cannot be seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It tells lines, joins or directions apart, or picks a form: it stays, and editions are compared without it.
    Kept,
    /// It does nothing in a text: it is left out and told.
    Dropped,
    /// It ends a line in another program: it becomes what a line end of the source becomes, and is told.
    LineEnd,
    /// No book can hold it: it is an error.
    Refused,
    /// It stands where a program could not read what was there: the text is damaged, unless its author says that it is
    /// about such characters.
    Damage,
}

/// Characters that cannot be seen, in order: first, last, fate.
const FATES: &[(u32, u32, Fate)] = &[
    (0x0, 0x8, Fate::Refused),         // C0 controls; tab and line ends are no strangers
    (0xB, 0xC, Fate::LineEnd),         // line tabulation, form feed
    (0xE, 0x1F, Fate::Refused),        // C0 controls
    (0x7F, 0x84, Fate::Dropped),       // DEL, C1 controls
    (0x85, 0x85, Fate::LineEnd),       // next line
    (0x86, 0x9F, Fate::Dropped),       // C1 controls
    (0xAD, 0xAD, Fate::Kept),          // soft hyphen
    (0x34F, 0x34F, Fate::Kept),        // combining grapheme joiner
    (0x61C, 0x61C, Fate::Kept),        // Arabic letter mark
    (0x115F, 0x1160, Fate::Kept),      // Hangul fillers
    (0x17B4, 0x17B5, Fate::Kept),      // Khmer inherent vowels
    (0x180B, 0x180F, Fate::Kept),      // Mongolian variation selectors, vowel separator
    (0x200B, 0x200F, Fate::Kept),      // zero-width space, joiners, marks of direction
    (0x2028, 0x2029, Fate::LineEnd),   // line and paragraph separators
    (0x202A, 0x202E, Fate::Kept),      // embeddings and overrides of direction
    (0x2060, 0x2064, Fate::Kept),      // word joiner, invisible operators
    (0x2065, 0x2065, Fate::Dropped),   // unassigned
    (0x2066, 0x2069, Fate::Kept),      // isolates
    (0x206A, 0x206F, Fate::Dropped),   // deprecated (Unicode 23.3)
    (0x3164, 0x3164, Fate::Kept),      // Hangul filler
    (0xFE00, 0xFE0F, Fate::Kept),      // variation selectors
    (0xFEFF, 0xFEFF, Fate::Dropped),   // byte order mark; U+2060 joins words (Unicode 23.8)
    (0xFFA0, 0xFFA0, Fate::Kept),      // half-width Hangul filler
    (0xFFF0, 0xFFFB, Fate::Dropped),   // unassigned; interlinear annotation, no part of plain text (Unicode 23.8)
    (0xFFFD, 0xFFFD, Fate::Damage),    // replacement character
    (0xFFFE, 0xFFFF, Fate::Refused),   // no characters
    (0x1BCA0, 0x1BCA3, Fate::Kept),    // shorthand format controls
    (0x1D173, 0x1D17A, Fate::Kept),    // musical beams and slurs
    (0xE0000, 0xE001F, Fate::Dropped), // deprecated language tag, unassigned
    (0xE0020, 0xE007F, Fate::Kept),    // tags: flags of regions
    (0xE0080, 0xE00FF, Fate::Dropped), // unassigned
    (0xE0100, 0xE01EF, Fate::Kept),    // variation selectors
    (0xE01F0, 0xE0FFF, Fate::Dropped), // unassigned
];

/// What becomes of a character; none for one that can be seen, or is a space, a tab or a line end.
pub fn fate(character: char) -> Option<Fate> {
    let code = u32::from(character);
    // Nearly every character is here; the search is for the rest.
    if matches!(code, 0x20..=0x7E | 0xAE..=0x2FF | 0x2010..=0x2027 | 0x3000..=0x3163 | 0x3165..=0xFDFF) {
        return None;
    }
    let after = FATES.partition_point(|(first, ..)| *first <= code);
    FATES[..after].last().filter(|(_, last, _)| code <= *last).map(|(.., fate)| *fate)
}

/// Whether XML 1.0 forbids a character, so that no book can hold it: control characters other than tab and line ends,
/// and the two non-characters of the basic plane (XML 1.0, production 2).
pub fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a character shows nothing where a font lacks it: joiners, marks of direction, variation selectors and other
/// characters that Unicode calls default ignorable.
pub fn is_ignorable(character: char) -> bool {
    matches!(fate(character), Some(Fate::Kept | Fate::Dropped))
}

/// Whether nothing of a text can be seen, and a reader finds nothing where it stands. What no book can hold is not blank:
/// it is an error of its own.
pub fn is_blank(text: &str) -> bool {
    let shows_nothing =
        |c: char| c.is_whitespace() || matches!(fate(c), Some(Fate::Kept | Fate::Dropped | Fate::LineEnd));
    text.chars().all(shows_nothing)
}

/// A text of one line without what does nothing in it; what ends a line is a space.
pub fn plain(text: &str) -> String {
    let kept = |character| match fate(character) {
        Some(Fate::LineEnd) => Some(' '),
        Some(Fate::Dropped | Fate::Refused) => None,
        Some(Fate::Kept | Fate::Damage) | None => Some(character),
    };
    text.chars().filter_map(kept).collect()
}

/// Whether a character is for private use: no two fonts agree on what it shows (Unicode 23.5).
fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}

/// A text as a message can show it: what cannot be seen there is named, `‹U+200B›`, `‹U+E000›`.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_hidden = |character: char| fate(character).is_some() || is_private(character);
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match is_hidden(character) {
            true => shown.push_str(&format!("‹U+{:04X}›", u32::from(character))),
            false => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_the_short_cut_agrees_with_it() {
        assert!(FATES.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert!(FATES.iter().all(|(first, last, _)| first <= last));
        for code in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let row = FATES.iter().find(|(first, last, _)| (*first..=*last).contains(&u32::from(code)));
            assert_eq!(fate(code), row.map(|(.., fate)| *fate), "U+{:04X}", u32::from(code));
        }
    }

    #[test]
    fn what_xml_forbids_never_stays() {
        for code in (0..=0x10_FFFF).filter_map(char::from_u32).filter(|code| is_forbidden(*code)) {
            assert!(matches!(fate(code), Some(Fate::Refused | Fate::LineEnd)), "U+{:04X}", u32::from(code));
        }
        for seen in [' ', '\t', '\n', '\r', '\u{A0}', '\u{3000}', '字', '\u{301}', '\u{3099}', '〓', '\u{FFFC}'] {
            assert_eq!(fate(seen), None, "{seen:?}");
        }
    }

    #[test]
    fn a_text_of_what_cannot_be_seen_is_blank() {
        let rows = FATES.iter().filter(|(.., fate)| !matches!(fate, Fate::Refused | Fate::Damage));
        for character in rows.flat_map(|(first, last, _)| [*first, *last]).filter_map(char::from_u32) {
            assert!(is_blank(&format!(" {character}\u{3000}{character}")), "{character:?}");
            assert!(!is_blank(&format!("{character}字")), "{character:?}");
        }
        assert!(is_blank("") && !is_blank("\u{7}") && !is_blank("\u{FFFD}"));
    }

    #[test]
    fn a_message_shows_what_cannot_be_seen() {
        assert_eq!(visible("甲\u{200B}乙\u{E0041}\u{E000}"), "甲‹U+200B›乙‹U+E0041›‹U+E000›");
        assert!(matches!(visible("甲 乙\n"), Cow::Borrowed(_)));
    }
}

//! Numbers as Chinese books print them: note calls, list labels, roman folios.

use super::numerals::{han_numeral, letters};

/// The label of the note with number `number` (from 1): ① … ㊿, then 〔51〕 (typography row FN-2).
pub fn note_label(number: u32) -> String {
    circled(number).map_or_else(|| format!("〔{number}〕"), String::from)
}

/// A rung of the ladder of ordinals, in the order of the ladder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ordinal {
    /// `一、`
    Han,
    /// `（一）`
    BracketedHan,
    /// `1.`
    Arabic,
    /// `（1）`
    BracketedArabic,
    /// `①`
    Circled,
    /// `(a)`
    Letter,
    /// `(i)`
    Roman,
    /// `(A)`
    Capital,
    /// `(I)`
    CapitalRoman,
}

/// The ladder of ordinals (GB/T 15834 annex B.3; typography row LS-1). Bracketed and circled numbers take no further mark.
const LADDER: [Ordinal; 5] =
    [Ordinal::Han, Ordinal::BracketedHan, Ordinal::Arabic, Ordinal::BracketedArabic, Ordinal::Circled];

/// The ladder of the alphabets, as their outlines are numbered (Chicago Manual of Style, 6.132).
const WESTERN: [Ordinal; 5] =
    [Ordinal::Arabic, Ordinal::Letter, Ordinal::Roman, Ordinal::Capital, Ordinal::CapitalRoman];

impl Ordinal {
    /// The rung for ordered lists that stand inside `depth` others, where the outermost take this one.
    pub fn below(self, depth: usize) -> Ordinal {
        LADDER[(self as usize).saturating_add(depth).min(LADDER.len() - 1)]
    }

    /// The rung for ordered lists of a book in an alphabet that stand inside `depth` others.
    pub fn western(depth: usize) -> Ordinal {
        WESTERN[depth.min(WESTERN.len() - 1)]
    }

    /// Whether a blank parts its labels from the text: they end with no blank of their own.
    pub fn is_parted(self) -> bool {
        !matches!(self, Ordinal::Han | Ordinal::BracketedHan | Ordinal::BracketedArabic)
    }

    /// The label of the item with a number. Above what a form can show, the number stands in digits.
    pub fn label(self, number: u64) -> String {
        let small = u32::try_from(number);
        // As a reading system counts in letters (CSS Counter Styles 3, 3.1.4): aa after z, and 0 is a figure.
        let lettered = || small.ok().filter(|number| *number > 0).map_or_else(|| number.to_string(), letters);
        let roman = || small.map_or_else(|_| number.to_string(), roman);
        let han = || small.map_or_else(|_| number.to_string(), han_numeral);
        match self {
            Ordinal::Han => format!("{}、", han()),
            Ordinal::BracketedHan => format!("（{}）", han()),
            Ordinal::Arabic => format!("{number}."),
            Ordinal::BracketedArabic => format!("（{number}）"),
            Ordinal::Letter => format!("({})", lettered().to_lowercase()),
            Ordinal::Capital => format!("({})", lettered()),
            Ordinal::Roman => format!("({})", roman()),
            Ordinal::CapitalRoman => format!("({})", roman().to_uppercase()),
            Ordinal::Circled => small.ok().and_then(circled).map_or_else(|| format!("（{number}）"), String::from),
        }
    }
}

/// A circled number as one character, 1 to 50.
fn circled(number: u32) -> Option<char> {
    let code = match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return None,
    };
    char::from_u32(code)
}

/// A small roman numeral; above 3,999 decimal digits.
pub fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 3_999 {
        return number.to_string();
    }
    let mut left = number;
    let mut text = String::new();
    for (value, letters) in STEPS {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circled_numbers_end_at_fifty() {
        let labels: Vec<String> = [1, 20, 21, 35, 36, 50, 51].map(note_label).into();
        assert_eq!(labels, ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "〔51〕"]);
    }

    #[test]
    fn ls1_list_labels_follow_the_ladder_of_gb_annex_b() {
        let labels =
            |first: Ordinal, number| -> Vec<String> { (0..6).map(|depth| first.below(depth).label(number)).collect() };
        assert_eq!(labels(Ordinal::Arabic, 3), ["3.", "（3）", "③", "③", "③", "③"]);
        assert_eq!(labels(Ordinal::Han, 12), ["十二、", "（十二）", "12.", "（12）", "⑫", "⑫"]);
        assert_eq!(Ordinal::Circled.label(99), "（99）");
        assert_eq!(Ordinal::Han.label(u64::MAX), "18446744073709551615、");
    }

    #[test]
    fn lists_of_the_alphabets_have_their_own_ladder() {
        let labels = |number| -> Vec<String> { (0..6).map(|depth| Ordinal::western(depth).label(number)).collect() };
        assert_eq!(labels(4), ["4.", "(d)", "(iv)", "(D)", "(IV)", "(IV)"]);
        let letters = |number| Ordinal::Letter.label(number);
        assert_eq!([0, 1, 26, 27, 52, 53, 703].map(letters), ["(0)", "(a)", "(z)", "(aa)", "(az)", "(ba)", "(aaa)"]);
        assert!(labels(u64::MAX)[1..].iter().all(|label| label.starts_with('(') && label.ends_with(')')));
    }

    #[test]
    fn roman_folios() {
        assert_eq!([1, 4, 9, 14, 40, 1999].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]);
        assert_eq!(roman(4_000), "4000");
    }
}

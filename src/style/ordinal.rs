//! Numbers as Chinese books print them: note calls, list labels, roman folios.

/// The label of the note with number `number` (from 1): ① … ㊿, then 〔51〕 (typography row FN-2).
pub fn note_label(number: u32) -> String {
    circled(number).map_or_else(|| format!("〔{number}〕"), String::from)
}

/// The label of an item of an ordered list, by the depth of the list: `1.`, `（1）`, `①` (typography row LS-1).
///
/// Bracketed and circled numbers take no further mark.
pub fn list_label(depth: usize, number: u64) -> String {
    match depth {
        0 => format!("{number}."),
        1 => format!("（{number}）"),
        _ => u32::try_from(number).ok().and_then(circled).map_or_else(|| format!("{number})"), String::from),
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
    fn list_labels_follow_the_ladder_of_gb_annex_b() {
        assert_eq!([0, 1, 2, 3].map(|depth| list_label(depth, 3)), ["3.", "（3）", "③", "③"]);
        assert_eq!(list_label(2, 99), "99)");
    }

    #[test]
    fn roman_folios() {
        assert_eq!([1, 4, 9, 14, 40, 1999].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]);
        assert_eq!(roman(4_000), "4000");
    }
}

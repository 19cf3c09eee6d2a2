//! Numbers as they are written in titles: Han numerals and letters.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const UNITS: [(u32, char); 3] = [(1_000, '千'), (100, '百'), (10, '十')];

/// `number` in Han numerals as chapters are counted: 十, 十一, 二十, 一百零一. From 10,000 on in digits.
pub fn han_numeral(number: u32) -> String {
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut rest = number;
    let mut gap = false;
    for (unit, name) in UNITS {
        let digit = rest / unit;
        rest %= unit;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push('零');
        }
        // 十一, but 一百一十一.
        if digit > 1 || unit > 10 || !text.is_empty() {
            text.push(DIGITS[digit as usize]);
        }
        text.push(name);
    }
    if rest > 0 {
        if gap {
            text.push('零');
        }
        text.push(DIGITS[rest as usize]);
    }
    text
}

/// `number` in Han numerals as Japanese chapters are counted: 十一, 百一, 百二十. From 10,000 on in digits.
pub(super) fn japanese_numeral(number: u32) -> String {
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut rest = number;
    for (unit, name) in UNITS {
        let digit = rest / unit;
        rest %= unit;
        if digit > 1 {
            text.push(DIGITS[digit as usize]);
        }
        if digit > 0 {
            text.push(name);
        }
    }
    if rest > 0 {
        text.push(DIGITS[rest as usize]);
    }
    text
}

/// The value of a numeral in Han or Arabic digits: 一百二十, 一二〇, 120, １２０. What no number holds counts as the largest.
pub fn numeral_value(text: &str) -> Option<u64> {
    let unit = |c: char| UNITS.iter().find(|(_, name)| *name == c).map(|(unit, _)| u64::from(*unit));
    let (mut sum, mut pending) = (0_u64, None::<u64>);
    for c in text.chars() {
        match unit(c) {
            Some(unit) => sum = sum.saturating_add(pending.take().unwrap_or(1).max(1).saturating_mul(unit)),
            None => pending = Some(pending.unwrap_or(0).saturating_mul(10).saturating_add(digit(c)?)),
        }
    }
    (!text.is_empty()).then(|| sum.saturating_add(pending.unwrap_or(0)))
}

/// Whether `c` may stand in a numeral that [`numeral_value`] reads.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || UNITS.iter().any(|(_, name)| *name == c)
}

fn digit(c: char) -> Option<u64> {
    match c {
        '〇' => Some(0),
        '两' | '兩' => Some(2),
        '０'..='９' => Some(u64::from(c) - u64::from('０')),
        _ => {
            let own = || DIGITS.iter().position(|digit| *digit == c).map(|at| at as u64);
            c.to_digit(10).map(u64::from).or_else(own)
        }
    }
}

/// `number`, from 1, as letters: A … Z, AA …
pub fn letters(number: u32) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_are_written_as_chapters_count() {
        let expected =
            [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百零一")];
        let larger =
            [(110, "一百一十"), (120, "一百二十"), (1_001, "一千零一"), (1_010, "一千零一十"), (2_300, "二千三百")];
        for (number, text) in expected.into_iter().chain(larger) {
            assert_eq!(han_numeral(number), text);
        }
    }

    #[test]
    fn japanese_numerals_have_neither_a_one_before_units_nor_a_nought() {
        for (number, text) in
            [(1, "一"), (11, "十一"), (101, "百一"), (120, "百二十"), (1_010, "千十"), (2_305, "二千三百五")]
        {
            assert_eq!(japanese_numeral(number), text);
        }
    }

    #[test]
    fn every_numeral_reads_back() {
        assert!((1..10_000).all(|number| numeral_value(&han_numeral(number)) == Some(number.into())));
        assert!((1..10_000).all(|number| numeral_value(&japanese_numeral(number)) == Some(number.into())));
        assert_eq!(numeral_value("一二〇"), Some(120));
        assert_eq!(numeral_value("１２"), Some(12));
        assert_eq!(numeral_value("两百"), Some(200));
        assert_eq!(numeral_value("一百零二"), Some(102));
        assert_eq!(numeral_value(&"9".repeat(40)), Some(u64::MAX));
        assert_eq!(numeral_value("甲"), None);
        assert_eq!(numeral_value(""), None);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 26, 27, 52, 53].map(letters), ["A", "Z", "AA", "AZ", "BA"]);
    }
}

use std::cmp::Ordering;

/// Compares names as people do: `2` before `10`, 第九回 before 第十回.
///
/// Runs of digits count by their value, and so do Chinese numerals after 第; everything else by code point. Names that
/// count the same are told apart by their code points, so that the order is total.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    let (mut ordinal_left, mut ordinal_right) = (false, false);
    while !left.is_empty() && !right.is_empty() {
        let (one, rest_left) = piece(left, ordinal_left);
        let (two, rest_right) = piece(right, ordinal_right);
        match one.cmp(&two) {
            Ordering::Equal => {}
            unequal => return unequal,
        }
        ordinal_left = one == Piece::Other('第');
        ordinal_right = two == Piece::Other('第');
        (left, right) = (rest_left, rest_right);
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Numbers stand before other characters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Number(u64),
    Other(char),
}

fn piece(text: &str, ordinal: bool) -> (Piece, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 0 {
        // More digits than a number holds count as the largest.
        return (Piece::Number(text[..end].parse().unwrap_or(u64::MAX)), &text[end..]);
    }
    let end = text.find(|c: char| numeral(c).is_none()).unwrap_or(text.len());
    if ordinal && end > 0 {
        return (Piece::Number(chinese_number(&text[..end])), &text[end..]);
    }
    let mut characters = text.chars();
    let first = characters.next().unwrap_or_default();
    (Piece::Other(first), characters.as_str())
}

/// A Chinese numeral: a digit, or a power of ten.
#[derive(Clone, Copy)]
enum Numeral {
    Digit(u64),
    Power(u64),
}

fn numeral(character: char) -> Option<Numeral> {
    const DIGITS: &[char] = &['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if let Some(value) = DIGITS.iter().position(|digit| *digit == character) {
        return Some(Numeral::Digit(value as u64));
    }
    Some(match character {
        '零' => Numeral::Digit(0),
        '两' => Numeral::Digit(2),
        '十' => Numeral::Power(10),
        '百' => Numeral::Power(100),
        '千' => Numeral::Power(1_000),
        _ => return None,
    })
}

/// The value of 一百二十, and of 一二〇 written digit by digit.
fn chinese_number(text: &str) -> u64 {
    let (mut total, mut digits) = (0u64, 0u64);
    for numeral in text.chars().filter_map(numeral) {
        match numeral {
            Numeral::Digit(value) => digits = digits.saturating_mul(10).saturating_add(value),
            Numeral::Power(power) => {
                total = total.saturating_add(digits.max(1).saturating_mul(power));
                digits = 0;
            }
        }
    }
    total.saturating_add(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sorted: &[&str]) {
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, sorted);
    }

    #[test]
    fn numbers_count_by_value() {
        check(&["1.md", "2.md", "10.md", "a.md", "b2.md", "b10.md", "b10a.md"]);
        check(&["01.md", "1.md", "2.md"]);
        check(&[
            "第一回.md",
            "第二回.md",
            "第九回.md",
            "第十回.md",
            "第十一回.md",
            "第二十回.md",
            "第一百零二回.md",
            "第一二〇回.md",
        ]);
        check(&["99999999999999999999999.md", "第1章.md", "第2章.md", "第10章.md"]);
    }
}

use crate::language::{is_numeral, numeral_value};
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
    let end = text.find(|c: char| !is_numeral(c)).unwrap_or(text.len());
    if ordinal && end > 0 {
        return (Piece::Number(numeral_value(&text[..end]).unwrap_or(u64::MAX)), &text[end..]);
    }
    let mut characters = text.chars();
    let first = characters.next().unwrap_or_default();
    (Piece::Other(first), characters.as_str())
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

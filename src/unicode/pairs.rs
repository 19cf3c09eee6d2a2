//! Marks that meet (标点挤压): which of the two blanks between them is dropped.

use super::class::Class;

/// What happens to the blanks between two adjacent marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dropped {
    /// Nothing: ink faces ink, or one of the two is no mark.
    Neither,
    /// The blank after the first.
    First,
    /// The blank before the second.
    Second,
}

/// A row of the table of adjacent marks.
struct Row {
    left: &'static [Class],
    right: &'static [Class],
    dropped: Dropped,
}

const ENDS: &[Class] = &[Class::Close, Class::Comma, Class::Stop, Class::Exclaim];
const FOLLOW: &[Class] = &[Class::Close, Class::Comma, Class::Stop, Class::Exclaim, Class::Dividing];

/// clreq 3.1.6.2 and GB/T 15834-2011 annex B: adjacent marks take 1.5 em, a run of n takes 1 + 0.5 (n - 1). Brackets keep
/// tight to what they enclose. An opening mark before a closing one or a stop has no row: their ink faces each other
/// (clreq 3.1.6.2, last paragraph).
const ADJACENT: &[Row] = &[
    Row { left: &[Class::Open], right: &[Class::Open], dropped: Dropped::Second },
    // Before a ！ that fills its em the blank of what closes is dropped too (jlreq 3.1.10 with table 2, cl-02 and cl-04).
    Row { left: ENDS, right: FOLLOW, dropped: Dropped::First },
    Row { left: ENDS, right: &[Class::Open], dropped: Dropped::First },
];

/// Which blank is dropped where `left` stands before `right` (typography rows PW-2, PW-3).
pub fn adjacent(left: Class, right: Class) -> Dropped {
    let row = ADJACENT.iter().find(|row| row.left.contains(&left) && row.right.contains(&right));
    row.map_or(Dropped::Neither, |row| row.dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_marks_has_at_most_one_row() {
        let marks = [Class::Open, Class::Close, Class::Comma, Class::Stop, Class::Exclaim];
        for left in marks {
            for right in marks {
                let rows = ADJACENT.iter().filter(|row| row.left.contains(&left) && row.right.contains(&right)).count();
                let facing = left == Class::Open && right != Class::Open;
                assert_eq!(rows, usize::from(!facing), "{left:?} {right:?}");
            }
        }
    }
}

//! What may not begin or end a line, as rows: a class, the level from which it holds, and the clause it rests on.

use crate::choices::Prohibitions;
use crate::unicode::Class;

/// A prohibition: from level `from` on, a mark of one of the classes stands at no such edge.
struct Row {
    classes: &'static [Class],
    from: Prohibitions,
}

/// The set NS: never first on a line (typography rows LB-1, LB-2, LB-4, LB-5).
const NEVER_FIRST: &[Row] = &[
    // GB/T 15834 5.1.1, 5.1.2: 。，、；：？！ stand in no first place.
    Row { classes: &[Class::Comma, Class::Stop, Class::Exclaim, Class::Dividing], from: Prohibitions::Basic },
    // GB/T 15834 5.1.3: nor does the second half of quotation marks, brackets and title marks.
    Row { classes: &[Class::Close], from: Prohibitions::Basic },
    // GB/T 15834 5.1.6, 5.1.7: connectors and the interpunct.
    Row { classes: &[Class::Connector, Class::Interpunct], from: Prohibitions::Basic },
    // clreq 3.1.4: the solidus, at the basic level not first only.
    Row { classes: &[Class::Solidus], from: Prohibitions::Basic },
    // jlreq 3.1.7: iteration marks, the prolonged sound mark, small kana (cl-09, cl-10, cl-11).
    Row { classes: &[Class::NonStarter], from: Prohibitions::Basic },
    // UAX #14 LB13: Western closing marks, stops and percent signs.
    Row { classes: &[Class::LatinClose, Class::Suffix], from: Prohibitions::Basic },
    // clreq 3.1.4, strict: the dash and the ellipsis, which GB allows.
    Row { classes: &[Class::Dash, Class::Ellipsis], from: Prohibitions::Strict },
];

/// The set NE: never last on a line (typography rows LB-3, LB-5).
const NEVER_LAST: &[Row] = &[
    // GB/T 15834 5.1.3: the first half of quotation marks, brackets and title marks.
    Row { classes: &[Class::Open], from: Prohibitions::Basic },
    // UAX #14 LB14, and PR × NU: Western opening marks, currency and number signs.
    Row { classes: &[Class::LatinOpen, Class::Prefix], from: Prohibitions::Basic },
    // GB/T 15834 5.1.9: the solidus stands neither first nor last.
    Row { classes: &[Class::Solidus], from: Prohibitions::Gb },
];

/// Whether a class may not begin a line at a level (typography row LB-6).
pub(super) fn never_first(class: Class, level: Prohibitions) -> bool {
    // Nearly every character of a book is a Han.
    if class == Class::Han {
        return false;
    }
    NEVER_FIRST.iter().any(|row| level >= row.from && row.classes.contains(&class))
}

/// Whether a class may not end a line at a level.
pub(super) fn never_last(class: Class, level: Prohibitions) -> bool {
    if class == Class::Han {
        return false;
    }
    NEVER_LAST.iter().any(|row| level >= row.from && row.classes.contains(&class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_only_add() {
        let levels = [Prohibitions::None, Prohibitions::Basic, Prohibitions::Gb, Prohibitions::Strict];
        for class in [Class::Comma, Class::Close, Class::Interpunct, Class::Solidus, Class::Dash, Class::Open] {
            for pair in levels.windows(2) {
                assert!(never_first(class, pair[0]) <= never_first(class, pair[1]), "{class:?}");
                assert!(never_last(class, pair[0]) <= never_last(class, pair[1]), "{class:?}");
            }
        }
        assert!(!never_first(Class::Comma, Prohibitions::None));
        assert!(never_first(Class::Solidus, Prohibitions::Basic) && !never_last(Class::Solidus, Prohibitions::Basic));
        assert!(never_first(Class::Dash, Prohibitions::Strict) && !never_first(Class::Dash, Prohibitions::Gb));
    }
}

//! Stops that end a heading (typography row HD-5, GB/T 15834 annexes B.3.6 and B.4).

use super::passage::{Kind, Letter, Passage};
use crate::diagnostics::{
    Diagnostic, Rule,
    rules::language::{W332, W333},
};
use crate::model::Chapter;
use crate::unicode::is_cjk;

const CHINESE: &str = "。．，、；：";
const WESTERN: &str = ".,;:";
/// What chapters and their parts are counted in.
const UNITS: &str = "章回节節篇部卷集讲講课課";
const NUMERALS: &str = "零〇一二三四五六七八九十百千两0123456789０１２３４５６７８９";

/// A heading ends with no stop but ？ ！ and ……; none parts its number from it.
pub(super) fn headings(_: &Chapter, passages: &[Passage], found: &mut Vec<Diagnostic>) {
    for passage in passages.iter().filter(|passage| passage.kind == Kind::Heading) {
        found.extend(after_number(&passage.letters));
        found.extend(at_end(&passage.letters));
    }
}

fn finding(rule: &'static Rule, mark: &Letter) -> Diagnostic {
    Diagnostic::new(rule).at(mark.place()).with("mark", mark.c)
}

fn at_end(letters: &[Letter]) -> Option<Diagnostic> {
    let mut back = letters.iter().rev().skip_while(|letter| letter.c.is_whitespace());
    let (last, before) = (back.next()?, back.next()?);
    // The point of an abbreviation belongs to its word.
    let stop = CHINESE.contains(last.c) || WESTERN.contains(last.c) && (is_cjk(before.c) || before.c.is_ascii_digit());
    stop.then(|| finding(&W332, last))
}

/// The stop behind 第一章.
fn after_number(letters: &[Letter]) -> Option<Diagnostic> {
    let (_, rest) = letters.split_first().filter(|(first, _)| first.c == '第')?;
    let digits = rest.iter().take_while(|letter| NUMERALS.contains(letter.c)).count();
    let (unit, rest) = rest.get(digits..)?.split_first()?;
    let mark = rest.iter().find(|letter| !letter.c.is_whitespace())?;
    let stop = CHINESE.contains(mark.c) || WESTERN.contains(mark.c);
    (digits > 0 && UNITS.contains(unit.c) && stop && rest.len() > 1).then(|| finding(&W333, mark))
}

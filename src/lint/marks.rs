//! Western marks among Han (typography row FW-2, clreq 3.1.3, GB/T 15834 5.1).

use super::passage::{Letter, Passage};
use crate::diagnostics::{Diagnostic, rules::language::W331};
use crate::model::Chapter;
use crate::unicode::is_cjk;

/// A Western mark and its Chinese counterpart.
const MARKS: [(char, &str); 6] = [(',', "，"), ('.', "。"), ('?', "？"), ('!', "！"), (':', "："), (';', "；")];

/// A mark is flagged when Han stand on both sides of it, or Han before it and nothing more behind it. Spaces do not
/// count, so that `甲, 乙` is found; a number, a word or code on either side makes the mark theirs.
pub(super) fn check(_: &Chapter, passages: &[Passage], found: &mut Vec<Diagnostic>) {
    for passage in passages {
        let letters = &passage.letters;
        let (mut at, mut close) = (0, 0);
        while at < letters.len() {
            let (length, finding) = match letters[at].c {
                '.' => dots(letters, at),
                '(' => (1, brackets(letters, at, &mut close)),
                c => (1, MARKS.iter().find(|(mark, _)| *mark == c).and_then(|(_, wanted)| mark(letters, at, wanted))),
            };
            found.extend(finding);
            at += length;
        }
    }
}

/// Whether a character belongs to Chinese text.
fn is_east(c: char) -> bool {
    is_cjk(c) || "“”‘’…—·".contains(c)
}

fn before(letters: &[Letter], at: usize) -> Option<char> {
    letters[..at].iter().rev().map(|letter| letter.c).find(|c| *c != ' ')
}

fn behind(letters: &[Letter], at: usize) -> Option<char> {
    letters[at..].iter().map(|letter| letter.c).find(|c| *c != ' ').filter(|c| *c != '\n')
}

fn mark(letters: &[Letter], at: usize, wanted: &str) -> Option<Diagnostic> {
    run(letters, at, 1, wanted)
}

/// A stop, or a run of stops that stands for an ellipsis.
fn dots(letters: &[Letter], at: usize) -> (usize, Option<Diagnostic>) {
    let count = letters[at..].iter().take_while(|letter| letter.c == '.').count();
    (count, run(letters, at, count, if count == 1 { "。" } else { "……" }))
}

fn run(letters: &[Letter], at: usize, count: usize, wanted: &str) -> Option<Diagnostic> {
    let (before, behind) = (before(letters, at)?, behind(letters, at + count));
    let among = is_east(before) && behind.is_none_or(is_east) && (is_cjk(before) || behind.is_some_and(is_cjk));
    let written: String = letters[at..at + count].iter().map(|letter| letter.c).collect();
    among.then(|| Diagnostic::new(&W331).at(letters[at].place()).with("found", written).with("wanted", wanted))
}

/// A pair of round brackets around Chinese text; `f(甲)` is a formula's. `close` is a place before which no bracket closes
/// one that opens at `at` or behind it; it only moves on, so that a passage is looked through once.
fn brackets(letters: &[Letter], at: usize, close: &mut usize) -> Option<Diagnostic> {
    *close +=
        letters[*close..].iter().zip(*close..).take_while(|(letter, place)| *place < at || letter.c != ')').count();
    let inside = letters.get(at + 1..*close).filter(|_| *close < letters.len())?;
    let east = |letter: Option<&Letter>| letter.is_some_and(|letter| is_east(letter.c));
    let formula = at > 0 && letters[at - 1].c.is_ascii_alphanumeric();
    (east(inside.first()) && east(inside.last()) && !formula)
        .then(|| Diagnostic::new(&W331).at(letters[at].place()).with("found", "( )").with("wanted", "（ ）"))
}

#[cfg(test)]
mod tests {
    use super::super::passage::letters;
    use super::*;
    use crate::base::NodeId;
    use crate::model::{Inline, InlineKind};

    fn of(text: &str) -> Vec<Letter> {
        letters(&[Inline { id: NodeId::default(), kind: InlineKind::Text(text.to_owned()) }])
    }

    #[test]
    fn the_bracket_that_closes_is_looked_for_once() {
        let letters = of("(甲)(乙(丙)丁)((a)");
        let mut close = 0;
        let found: Vec<bool> =
            [0, 3, 5, 9, 10].map(|at| brackets(&letters, at, &mut close).is_some()).into_iter().collect();
        assert_eq!(found, [true, true, true, false, false]);
        let open = of(&"(".repeat(1_000));
        let mut close = 0;
        assert!((0..open.len()).all(|at| {
            let before = close;
            // Every step is one letter further; after the first look there is nothing left to look at.
            brackets(&open, at, &mut close).is_none() && (at == 0 || close == before)
        }));
    }
}

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
        let mut at = 0;
        while at < letters.len() {
            let (length, finding) = match letters[at].c {
                '.' => dots(letters, at),
                '(' => (1, brackets(letters, at)),
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

/// A pair of round brackets around Chinese text; `f(甲)` is a formula's.
fn brackets(letters: &[Letter], at: usize) -> Option<Diagnostic> {
    let length = letters[at..].iter().position(|letter| letter.c == ')')?;
    let inside = &letters[at + 1..at + length];
    let east = |letter: Option<&Letter>| letter.is_some_and(|letter| is_east(letter.c));
    let formula = at > 0 && letters[at - 1].c.is_ascii_alphanumeric();
    (east(inside.first()) && east(inside.last()) && !formula)
        .then(|| Diagnostic::new(&W331).at(letters[at].place()).with("found", "( )").with("wanted", "（ ）"))
}

//! Western marks among Han (typography row FW-2, clreq 3.1.3, GB/T 15834 5.1).

use super::passage::{Kind, Letter, Passage};
use crate::diagnostics::{Diagnostic, Fix, Safety, rules::language::W331};
use crate::model::Chapter;
use crate::unicode::is_cjk;
use std::collections::BTreeMap;

/// A Western mark and its Chinese counterpart.
const MARKS: [(char, &str); 6] = [(',', "，"), ('.', "。"), ('?', "？"), ('!', "！"), (':', "："), (';', "；")];

/// A mark is flagged when Han stand on both sides of it, or Han before it and nothing more behind it. Spaces do not
/// count, so that `甲, 乙` is found; a number, a word or code on either side makes the mark theirs.
pub(super) fn check(_: &Chapter, passages: &[Passage], found: &mut Vec<Diagnostic>) {
    for passage in passages {
        let letters = &passage.letters;
        let closing = pairs(letters);
        let mut at = 0;
        while at < letters.len() {
            let (length, finding) = match letters[at].c {
                '.' => dots(passage, at),
                '(' => (1, closing.get(&at).and_then(|pair| brackets(letters, at, *pair))),
                c => {
                    let wanted = MARKS.iter().find(|(mark, _)| *mark == c).map(|(_, wanted)| *wanted);
                    (1, wanted.and_then(|wanted| run(letters, at, 1, wanted, Safety::Safe)))
                }
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

/// A stop, or a run of stops that stands for an ellipsis.
fn dots(passage: &Passage, at: usize) -> (usize, Option<Diagnostic>) {
    let letters = &passage.letters;
    let count = letters[at..].iter().take_while(|letter| letter.c == '.').count();
    let wanted = if count == 1 { "。" } else { "……" };
    // Between two names (卡尔.马克思) and behind a number (一. 甲) a point is no stop, and two may be one too many.
    let is_certain = match count {
        1 => passage.kind == Kind::Text && behind(letters, at + 1).is_none(),
        _ => count > 2,
    };
    let safety = if is_certain { Safety::Safe } else { Safety::Suggested };
    (count, run(letters, at, count, wanted, safety))
}

fn run(letters: &[Letter], at: usize, count: usize, wanted: &str, safety: Safety) -> Option<Diagnostic> {
    let (before, behind) = (before(letters, at)?, behind(letters, at + count));
    let among = is_east(before) && behind.is_none_or(is_east) && (is_cjk(before) || behind.is_some_and(is_cjk));
    let written: String = letters[at..at + count].iter().map(|letter| letter.c).collect();
    among.then(|| {
        let fix = Fix::new(safety, letters[at].place(), &*written, wanted);
        Diagnostic::new(&W331).at(letters[at].place()).with("found", written).with("wanted", wanted).mended_by(fix)
    })
}

/// Where a bracket closes, and the last letter before it that is no closing bracket.
type Closing = (usize, char);

/// The brackets that close those that open, by the places of the latter. Each letter is looked at once.
fn pairs(letters: &[Letter]) -> BTreeMap<usize, Closing> {
    let mut open = Vec::new();
    let mut pairs = BTreeMap::new();
    let mut last = '(';
    for (at, letter) in letters.iter().enumerate() {
        match letter.c {
            ')' => pairs.extend(open.pop().map(|opening| (opening, (at, last)))),
            c => last = c,
        }
        if letter.c == '(' {
            open.push(at);
        }
    }
    pairs
}

/// A pair of round brackets around Chinese text; `f(甲)` is a formula's.
fn brackets(letters: &[Letter], at: usize, (close, last): Closing) -> Option<Diagnostic> {
    let first = letters.get(at + 1)?.c;
    let formula = at > 0 && letters[at - 1].c.is_ascii_alphanumeric();
    (is_east(first) && is_east(last) && !formula).then(|| {
        let fix = Fix::new(Safety::Safe, letters[at].place(), "(", "（").and(letters[close].place(), ")", "）");
        let finding = Diagnostic::new(&W331).at(letters[at].place()).with("found", "( )").with("wanted", "（ ）");
        finding.mended_by(fix)
    })
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
    fn a_bracket_is_closed_by_its_own() {
        let letters = of("(甲)(乙(丙))((a)(甲f(x))");
        let pairs = pairs(&letters);
        let closing: Vec<_> = pairs.iter().map(|(at, (close, _))| (*at, *close)).collect();
        assert_eq!(closing, [(0, 2), (3, 8), (5, 7), (10, 12), (13, 19), (16, 18)]);
        let found: Vec<bool> = pairs.iter().map(|(at, pair)| brackets(&letters, *at, *pair).is_some()).collect();
        assert_eq!(found, [true, true, true, false, false, false]);
    }
}

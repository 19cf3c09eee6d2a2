//! Which font the marks take that Chinese and Latin share (row QT-2).

use super::flow::{Flow, Run};
use crate::unicode::{is_ambiguous_mark, is_cjk};
use std::collections::BTreeSet;

/// What a character says about the script around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Latin,
    /// A figure: Latin beside quotation marks, of no script beside dashes and interpuncts.
    Figure,
    None,
}

/// For every ambiguous mark of the flow, in order: whether it takes the Han font.
pub(super) fn resolve(flow: &Flow) -> Vec<bool> {
    let texts = flow.runs.iter().filter_map(|run| match run {
        Run::Text(text) => Some((text.text.as_str(), text.lang.script().is_full_width())),
        Run::Note { .. } | Run::Picture { .. } | Run::Space(_) | Run::Break => None,
    });
    han_marks(texts)
}

/// For every ambiguous mark of a paragraph, in order: whether it takes the Han font. The paragraph comes in pieces, each
/// with whether its language is Chinese, Japanese or Korean.
///
/// “ ” ‘ ’ — … · are Chinese unless Latin letters stand on both sides of them. A closing quotation mark goes with
/// its opening one. At the edges of a paragraph the language of the piece stands for the missing neighbour, unless there
/// is no Han in all of it; and an apostrophe is always Latin. A double dash is Chinese whatever stands beside it, and so are
/// a dash and an interpunct between figures (GB/T 15834 5.1.6, 5.1.7).
pub fn han_marks<'t>(texts: impl Iterator<Item = (&'t str, bool)> + Clone) -> Vec<bool> {
    if !texts.clone().any(|(text, _)| text.contains(is_ambiguous_mark)) {
        return Vec::new();
    }
    let characters: Vec<(char, bool)> = texts.flat_map(|(text, cjk)| text.chars().map(move |c| (c, cjk))).collect();
    decide(&characters)
}

/// For every ambiguous mark of a text, in order, whether it takes the Han font; beside each character stands whether its
/// language is Chinese, Japanese or Korean.
fn decide(characters: &[(char, bool)]) -> Vec<bool> {
    let has_han = characters.iter().any(|(c, _)| script(*c) == Script::Han);
    let after = following_scripts(characters);
    let names = names(characters);
    let mut before = Script::None;
    let mut previous = None;
    let mut quotations = Quotations::default();
    let mut decisions = Vec::new();
    for (at, (c, cjk_run)) in characters.iter().enumerate() {
        if is_ambiguous_mark(*c) {
            let next = characters.get(at + 1).map(|(c, _)| *c);
            // An ellipsis of six dots is Chinese, as is a dash of two em.
            let doubled = previous == Some(*c) || next == Some(*c) || matches!(c, '⸺' | '⸻');
            let by_context = match (before, after[at]) {
                _ if doubled && is_dash(*c) => *cjk_run,
                _ if names.contains(&at) => *cjk_run,
                (Script::Figure, Script::Figure) if is_dash(*c) || matches!(c, '·' | '‧') => *cjk_run,
                (Script::Latin | Script::Figure, Script::Latin | Script::Figure) => false,
                (Script::Han, _) | (_, Script::Han) => *cjk_run,
                _ => {
                    let between = before == Script::None && after[at] == Script::None;
                    *cjk_run && (has_han || (*c != '…' || doubled) && between)
                }
            };
            decisions.push(by_context);
            quotations.take(*c, [previous, next], &mut decisions);
        }
        if script(*c) != Script::None {
            before = script(*c);
        }
        previous = Some(*c);
    }
    quotations.finish(&mut decisions);
    decisions
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '―' | '⸺' | '⸻')
}

/// Where the interpuncts stand between two parts of a Latin name that goes on in Han: 乔治·R·R·马丁.
fn names(characters: &[(char, bool)]) -> BTreeSet<usize> {
    let point = |c: char| matches!(c, '·' | '‧');
    let han = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|(c, _)| script(*c) == Script::Han);
    let mut found = BTreeSet::new();
    let (mut chain, mut is_han) = (Vec::new(), false);
    for (at, (c, _)) in characters.iter().enumerate() {
        if point(*c) {
            chain.push(at);
            is_han |= han(at.checked_sub(1)) || han(Some(at + 1));
        } else if !(matches!(script(*c), Script::Latin | Script::Figure) || matches!(c, '.' | '-')) {
            let chain = std::mem::take(&mut chain);
            if std::mem::take(&mut is_han) {
                found.extend(chain);
            }
        }
    }
    if is_han {
        found.extend(chain);
    }
    found
}

/// Quotations are looked for no deeper than this, so that a million open ones do not cost the square of it.
const DEEPEST: usize = 64;

/// The quotation marks that are still open.
#[derive(Default)]
struct Quotations {
    open: Vec<Opened>,
    /// Whether the word that is being read began with an apostrophe.
    apostrophe: Option<usize>,
}

/// An opening mark.
struct Opened {
    mark: char,
    /// Its place among the decisions.
    place: usize,
    /// Whether a Latin letter or a figure follows it.
    word: bool,
}

impl Quotations {
    /// Looks at the mark whose decision is the last: a closing one goes with its opening one, an apostrophe with its word.
    /// `beside` are the characters before and after it.
    fn take(&mut self, mark: char, beside: [Option<char>; 2], decisions: &mut [bool]) {
        let place = decisions.len() - 1;
        let [before, after] = beside.map(|c| c.is_some_and(is_word));
        let opener = match mark {
            '“' | '‘' => return self.open.push(Opened { mark, place, word: after }),
            '”' => '“',
            '’' => '‘',
            _ => return,
        };
        let begins = after && beside[0].is_none_or(|c| c.is_whitespace() || OPENING.contains(c));
        // ’n’: the one word with an apostrophe at either end.
        let ends = self.apostrophe == Some(place.wrapping_sub(1)) && matches!(beside[0], Some('n' | 'N'));
        self.apostrophe = None;
        if mark == '’' && (before && after || begins || ends && !after) {
            self.apostrophe = begins.then_some(place);
            decisions[place] = false;
            return;
        }
        let near = self.open.len().saturating_sub(DEEPEST);
        match self.open[near..].iter().rposition(|opened| opened.mark == opener) {
            Some(at) => {
                decisions[place] = decisions[self.open[near + at].place];
                self.open.truncate(near + at);
            }
            // Nothing is open: beside a Latin word it is an apostrophe (the students’ books, in the ’90s).
            None if mark == '’' && (before || after) => decisions[place] = false,
            None => {}
        }
    }

    /// An opening ‘ that nothing closes is an apostrophe before a Latin word (‘90s).
    fn finish(self, decisions: &mut [bool]) {
        for opened in self.open.iter().filter(|opened| opened.mark == '‘' && opened.word) {
            decisions[opened.place] = false;
        }
    }
}

/// What may stand before a word, other than a blank.
const OPENING: &str = "(［[（“‘《〈「『—–-/";

/// A letter of a Western word, or a figure.
fn is_word(c: char) -> bool {
    matches!(script(c), Script::Latin | Script::Figure)
}

fn script(c: char) -> Script {
    if is_cjk(c) {
        Script::Han
    } else if c.is_ascii_digit() {
        Script::Figure
    } else if c.is_alphanumeric() {
        Script::Latin
    } else {
        Script::None
    }
}

/// The script of the nearest strong character after each position.
fn following_scripts(characters: &[(char, bool)]) -> Vec<Script> {
    let mut after = vec![Script::None; characters.len()];
    let mut next = Script::None;
    for (at, (c, _)) in characters.iter().enumerate().rev() {
        after[at] = next;
        if script(*c) != Script::None {
            next = script(*c);
        }
    }
    after
}

//! Which font the marks take that Chinese and Latin share (row QT-2).

use super::flow::{Flow, Run};
use crate::unicode::{is_ambiguous_mark, is_cjk};

/// What a character says about the script around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Latin,
    None,
}

/// For every ambiguous mark of the flow, in order: whether it takes the Han font.
///
/// “ ” ‘ ’ — … · are Chinese unless Latin letters stand on both sides of them. A closing quotation mark goes with
/// its opening one. At the edges of a paragraph the language of the run stands for the missing neighbour, and an
/// apostrophe inside a word is always Latin.
pub(super) fn resolve(flow: &Flow) -> Vec<bool> {
    if !flow.runs.iter().any(|run| matches!(run, Run::Text(text) if text.text.contains(is_ambiguous_mark))) {
        return Vec::new();
    }
    let characters: Vec<(char, bool)> = flow
        .runs
        .iter()
        .filter_map(|run| match run {
            Run::Text(text) => Some(text),
            Run::Note { .. } | Run::Picture { .. } | Run::Space(_) | Run::Break => None,
        })
        .flat_map(|text| {
            let cjk_run = is_cjk_language(&text.lang);
            text.text.chars().map(move |c| (c, cjk_run))
        })
        .collect();
    let has_han = characters.iter().any(|(c, _)| script(*c) == Script::Han);
    let after = following_scripts(&characters);
    let mut before = Script::None;
    let mut previous = None;
    let mut open: Vec<(char, bool)> = Vec::new();
    let mut decisions = Vec::new();
    for (at, (c, cjk_run)) in characters.iter().enumerate() {
        if is_ambiguous_mark(*c) {
            let latin_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() && script(*c) == Script::Latin);
            let next = characters.get(at + 1).map(|(c, _)| *c);
            // An ellipsis of six dots is Chinese.
            let doubled = previous == Some(*c) || next == Some(*c);
            let han = if *c == '’' && latin_word(previous.as_ref()) && latin_word(next.as_ref()) {
                false
            } else {
                let by_context = match (before, after[at]) {
                    (Script::Latin, Script::Latin) => false,
                    (Script::None, Script::Latin) | (Script::Latin, Script::None) | (Script::None, Script::None) => {
                        *cjk_run
                            && (has_han
                                || (*c != '…' || doubled) && before == Script::None && after[at] == Script::None)
                    }
                    _ => *cjk_run,
                };
                pair(&mut open, *c, by_context)
            };
            decisions.push(han);
        }
        if script(*c) != Script::None {
            before = script(*c);
        }
        previous = Some(*c);
    }
    decisions
}

/// Quotations are looked for no deeper than this, so that a million open ones do not cost the square of it.
const DEEPEST: usize = 64;

/// A closing mark goes with its opening one.
fn pair(open: &mut Vec<(char, bool)>, mark: char, by_context: bool) -> bool {
    let opener = match mark {
        '“' | '‘' => {
            open.push((mark, by_context));
            return by_context;
        }
        '”' => '“',
        '’' => '‘',
        _ => return by_context,
    };
    let near = open.len().saturating_sub(DEEPEST);
    match open[near..].iter().rposition(|(mark, _)| *mark == opener) {
        Some(at) => {
            let han = open[near + at].1;
            open.truncate(near + at);
            han
        }
        None => by_context,
    }
}

fn script(c: char) -> Script {
    if is_cjk(c) {
        Script::Han
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

/// Whether shared marks in a language are Chinese ones by default.
pub(super) fn is_cjk_language(lang: &str) -> bool {
    matches!(lang.split('-').next(), Some("zh" | "ja" | "ko" | "yue" | "lzh" | "wuu"))
}

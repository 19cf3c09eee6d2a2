//! A quotation over several paragraphs opens in each of them and closes in the last (typography row QT-4, clreq 3.1.1).

use super::passage::{Letter, Passage, letters};
use crate::diagnostics::{Diagnostic, rules::language::W334};
use crate::model::{Block, BlockKind, Chapter, walk_children};

/// Opening marks and the marks that close them. ‘ and ’ are left out: ’ is an apostrophe too.
const MARKS: [(char, char); 3] = [('“', '”'), ('「', '」'), ('『', '』')];

/// Follows the paragraphs of every sequence of blocks.
pub(super) fn check(chapter: &Chapter, _: &[Passage], found: &mut Vec<Diagnostic>) {
    sequence(&chapter.blocks, found);
    chapter.notes.iter().for_each(|note| sequence(&note.blocks, found));
}

fn sequence(blocks: &[Block], found: &mut Vec<Diagnostic>) {
    let report = |open: Option<Letter>, next: Option<&Letter>| {
        let finding = open.map(|open| Diagnostic::new(&W334).at(open.place()).with("mark", open.c))?;
        Some(finding.also(next.map(Letter::place)))
    };
    let mut open: Option<Letter> = None;
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph { continued, content } => {
                let letters = letters(content);
                let again = letters.first().zip(open).is_some_and(|(first, open)| first.c == open.c);
                if !continued && !again {
                    found.extend(report(open.take(), letters.first()));
                }
                let before = open.filter(|_| *continued);
                open = unclosed(before, &letters);
            }
            BlockKind::Heading { .. } => found.extend(report(open.take(), None)),
            _ => walk_children(block, &mut |blocks| sequence(blocks, found)),
        }
    }
    found.extend(report(open, None));
}

/// The outermost mark that is open at the end of a paragraph, when `before` was open at its beginning.
fn unclosed(before: Option<Letter>, letters: &[Letter]) -> Option<Letter> {
    let mut stack: Vec<Letter> = before.into_iter().collect();
    for letter in letters {
        if MARKS.iter().any(|(opens, _)| *opens == letter.c) {
            stack.push(*letter);
        } else if let Some((opens, _)) = MARKS.iter().find(|(_, closes)| *closes == letter.c)
            && stack.last().is_some_and(|last| last.c == *opens)
        {
            stack.pop();
        }
    }
    stack.first().copied()
}

//! Captions of figures and tables.

use super::flow::Setter;
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::layout::W510;
use crate::display::Piece;
use crate::model::{Inline, plain_text};
use crate::text::{Composed, Flow, Run};
use crate::unicode::is_han;

impl Setter<'_> {
    /// The runs of a caption: its number, one em, its title (typography row CP-3). A title that ends with a stop is
    /// reported; the stop stays, for it is the author's.
    pub(super) fn caption_flow(&mut self, node: NodeId, number: Option<&str>, title: &[Inline], measure: Len) -> Flow {
        let style = self.theme.caption.text;
        let mut flow = Flow::default();
        if let Some(number) = number {
            flow.runs.push(plain(number, style, &self.chapter.lang, node, Piece::Label));
            if !title.is_empty() {
                flow.runs.push(Run::Space(style.size));
            }
        }
        self.append(title, style, measure, &mut flow);
        let said = plain_text(title);
        if let Some(stop) = said.trim_end().chars().next_back().filter(|last| matches!(last, '。' | '．')) {
            self.galley.diagnostics.push(Diagnostic::new(&W510).at(node).with("stop", stop.to_string()));
        }
        flow
    }

    /// Composes a caption and says how far its measure is inset. Where the first of several lines would hold little of the
    /// title beside the number, or part of a word, the number stands on a line of its own.
    pub(super) fn caption_lines(&mut self, flow: &Flow, node: NodeId, measure: Len) -> (Composed, Len) {
        let style = self.theme.caption;
        let found = self.galley.diagnostics.len();
        let whole = self.balanced(flow, node, measure, style);
        let label = flow.runs.iter().position(|run| matches!(run, Run::Space(_)));
        let Some(label) = label.filter(|_| begins_badly(flow, &whole.0)) else { return whole };
        let mut parted = flow.clone();
        parted.runs[label] = Run::Break;
        self.galley.diagnostics.truncate(found);
        self.balanced(&parted, node, measure, style)
    }
}

/// Least width of a title beside its number, in halves of an em, where the title goes on in the next line.
const LEAST_BESIDE: usize = 6;

/// Whether the first of several lines ends inside a word of the title or holds next to nothing of it.
fn begins_badly(flow: &Flow, composed: &Composed) -> bool {
    let Some((node, offset)) = (composed.lines().len() > 1).then(|| composed.start_of(1)).flatten() else {
        return false;
    };
    let mut before = String::new();
    let mut next = None;
    for run in &flow.runs {
        let Run::Text(run) = run else { continue };
        let title = run.piece == Piece::Body;
        if title && run.node == node {
            before.push_str(run.text.get(..offset as usize).unwrap_or_default());
            next = run.text.get(offset as usize..).and_then(|rest| rest.chars().next());
            break;
        } else if title {
            before.push_str(&run.text);
        }
    }
    let in_word = |one: Option<char>| one.is_some_and(|one| one.is_alphanumeric() && units(one) == 1);
    let parted = in_word(before.chars().next_back()) && in_word(next);
    parted || before.trim_end().chars().map(units).sum::<usize>() < LEAST_BESIDE
}

/// Width of a character in halves of an em.
fn units(one: char) -> usize {
    if one.is_ascii() || (one.is_alphabetic() && !is_han(one)) { 1 } else { 2 }
}

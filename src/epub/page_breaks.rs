//! Breaks as they are written into a page.

use super::breaks::marker;
use super::page::Page;
use crate::base::NodeId;
use crate::display::Start;
use crate::model::{Inline, InlineKind};

impl<'a> Page<'a> {
    /// Writes the breaks up to the beginning of `node` between blocks.
    pub(super) fn breaks_before(&mut self, node: NodeId) {
        while self.next_break(node) {
            self.write_break("div");
            self.push("\n");
        }
    }

    /// Writes the breaks up to the beginning of `node` in text.
    pub(super) fn breaks_within(&mut self, node: NodeId) {
        while self.next_break(node) {
            self.write_break("span");
        }
    }

    /// Writes the breaks that begin with an inline, before its element: none may name a link or a base of a reading.
    pub(super) fn breaks_at(&mut self, inline: &Inline) {
        let mut first = inline;
        while let InlineKind::Styled(_, children)
        | InlineKind::Lang(_, children)
        | InlineKind::Link(_, children)
        | InlineKind::Ruby(children, _) = &first.kind
            && let Some(child) = children.first()
        {
            first = child;
        }
        self.breaks_within(first.id);
    }

    /// The breaks inside the text of `node`: bytes of its text. `set` says how many bytes a character counts as set.
    pub(super) fn cuts(&self, node: NodeId, text: &str, set: impl Fn(char) -> usize) -> Vec<usize> {
        let inside = self.breaks.iter().take_while(|one| one.start.node == node);
        let mut wanted = inside.map(|one| one.start.offset as usize).peekable();
        let mut cuts = Vec::new();
        if wanted.peek().is_none() {
            return cuts;
        }
        let mut length = 0;
        for (at, one) in text.char_indices() {
            while wanted.next_if(|offset| *offset <= length).is_some() {
                cuts.push(at);
            }
            length += set(one);
        }
        cuts
    }

    /// Writes the next break, if there is one.
    pub(super) fn write_break(&mut self, tag: &str) {
        if let Some((first, rest)) = self.breaks.split_first() {
            self.breaks = rest;
            marker(tag, first.page, self.context.breaks.label(first.page), &mut self.done.text);
            self.done.breaks.push(first.page);
        }
    }

    /// Writes all breaks that are left, between blocks.
    pub(super) fn remaining_breaks(&mut self) {
        while !self.breaks.is_empty() {
            self.write_break("div");
            self.push("\n");
        }
    }

    fn next_break(&self, node: NodeId) -> bool {
        self.breaks.first().is_some_and(|one| one.start <= Start { node, offset: 0 })
    }
}

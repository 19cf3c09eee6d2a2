//! Paragraphs, quotations, and the blank line with asterisks.

use super::flow::{Context, Setter, lines_of};
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::display::{LineRole, Piece};
use crate::language::Word;
use crate::model::{Block, Inline, VERSE_TITLE};
use crate::style::{BlockStyle, TextAlign, TextStyle};
use crate::text::{Flow, Run};

/// Where the author wants the lines of a block to stand.
pub(super) fn asked_align(block: &Block) -> Option<TextAlign> {
    let has = |class: &str| block.classes.iter().any(|one| one == class);
    match (has("right"), has("center")) {
        (true, _) => Some(TextAlign::End),
        (_, true) => Some(TextAlign::Center),
        _ => None,
    }
}

impl<'a> Setter<'a> {
    /// A paragraph; its first line has no indent when it is `flush`.
    pub(super) fn paragraph(&mut self, block: &Block, flush: bool, content: &[Inline], context: Context) {
        if block.classes.iter().any(|one| one == VERSE_TITLE) {
            return self.verse_title(block.id, content, context);
        }
        let align = asked_align(block).unwrap_or(context.style.align);
        let indent = match &self.label {
            Some(label) => label.indent,
            None if flush || align != context.style.align => Len::ZERO,
            None => context.style.indent,
        };
        let flow = self.indented_flow(content, context.style.text, context.measure, indent);
        let composed = self.compose(&flow, block.id, context.measure, (indent, Len::ZERO), align);
        let role = if context.note { LineRole::Note } else { LineRole::Paragraph };
        self.push(lines_of(composed, block.id, role, context), context);
    }

    pub(super) fn quote(&mut self, blocks: &'a [Block], context: Context) {
        let style = self.theme.quote;
        let first = self.galley.rows.len();
        let inset = style.inset.min((context.measure - context.style.text.size * 4).max(Len::ZERO) / 2);
        let text = TextStyle { size: style.text.size.min(context.style.text.size), ..style.text };
        let inside = Context {
            x: context.x + inset,
            measure: context.measure - inset * 2,
            style: BlockStyle { text, pitch: context.style.pitch, indent: style.indent, ..style },
            snap: false,
            ..context
        };
        self.blocks(blocks, inside);
        self.space(first, style.before, style.after);
    }

    /// Three asterisks in the middle of a blank line above and below.
    pub(super) fn thematic_break(&mut self, node: NodeId, context: Context) {
        let em = context.style.text.size;
        let mark = self.chapter.lang.words().get(Word::ThematicBreak);
        let mut flow = Flow::default();
        for index in 0..3 {
            if index > 0 {
                flow.runs.push(Run::Space(em));
            }
            flow.runs.push(plain(mark, context.style.text, &self.chapter.lang, node, Piece::Label));
        }
        let composed = self.compose(&flow, node, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Center);
        let first = self.galley.rows.len();
        self.push(lines_of(composed, node, LineRole::Break, context), context);
        self.space(first, 100, 100);
    }
}

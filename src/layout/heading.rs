//! Headings.

use super::flow::{Context, Lines, Setter, rise};
use super::galley::Keep;
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::display::Piece;
use crate::model::{Block, Inline};
use crate::style::{BlockStyle, TextAlign};
use crate::text::{Composed, Flow, Run};

impl Setter<'_> {
    /// A heading. Its rows stay with the two rows after it (typography row HD-1).
    pub(super) fn heading(
        &mut self,
        block: &Block,
        level: u8,
        number: Option<&str>,
        content: &[Inline],
        context: Context,
    ) {
        let style = self.theme.headings[usize::from(level).min(self.theme.headings.len() - 1)];
        let measure = context.measure - style.inset * 2;
        let mut flow = Flow::default();
        if let Some(number) = number {
            let label = if level <= 1 { self.theme.chapter_number.text } else { style.text };
            flow.runs.push(plain(number, label, &self.chapter.lang, block.id, Piece::Label));
            flow.runs.push(if level <= 1 { Run::Break } else { Run::Space(style.text.size) });
        }
        self.append(content, style.text, measure, &mut flow);
        let (composed, inset) = self.balanced(&flow, block.id, measure, style);
        let first = self.galley.rows.len();
        let lines = Lines {
            composed,
            node: block.id,
            role: "heading",
            x: context.x + style.inset + inset,
            measure: measure - inset * 2,
            em: style.text.size,
            pitch: style.pitch,
            first: 0,
            closes: true,
        };
        self.push(lines, Context { snap: false, ..context });
        let numbered = level <= 1 && number.is_some();
        for (index, row) in self.galley.rows[first..].iter_mut().enumerate() {
            row.keep = Keep::Firm;
            row.sink = level <= 1 && index == 0;
        }
        if numbered && let Some(row) = self.galley.rows.get_mut(first) {
            row.height = self.theme.chapter_number.text.size;
            row.rise = rise(row.height);
            row.advance = self.theme.chapter_number.pitch;
        }
        self.space(first, style.before, style.after);
    }

    /// Composes a heading and says how far its measure is inset. A centred one that needs several lines is set to the
    /// narrowest measure that needs no more of them, so that its lines are about equally long (typography row HD-6).
    pub(super) fn balanced(&mut self, flow: &Flow, node: NodeId, measure: Len, style: BlockStyle) -> (Composed, Len) {
        let indents = (style.indent, style.indent);
        let wide = self.compose(flow, node, measure, indents, style.align);
        let breaks = flow.runs.iter().filter(|run| matches!(run, Run::Break)).count();
        let count = wide.lines().len();
        if style.align != TextAlign::Center || count <= breaks + 1 || count > breaks + 6 {
            return (wide, Len::ZERO);
        }
        let found = self.galley.diagnostics.len();
        let (mut low, mut high) = (1, measure.div_floor(style.text.size).max(1));
        while low < high {
            let middle = (low + high) / 2;
            let lines = self.compose(flow, node, style.text.size * middle, indents, style.align).lines().len();
            if lines <= count { high = middle } else { low = middle + 1 }
        }
        let narrow = (style.text.size * high).min(measure);
        let composed = self.compose(flow, node, narrow, indents, style.align);
        self.galley.diagnostics.truncate(found);
        if composed.lines().len() > count { (wide, Len::ZERO) } else { (composed, (measure - narrow) / 2) }
    }
}

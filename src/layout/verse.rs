//! Verse.

use super::flow::{Context, Lines, Setter};
use super::galley::{Keep, Text};
use super::prose::asked_align;
use crate::base::{Len, NodeId};
use crate::display::LineRole;
use crate::font::FontRole;
use crate::model::{Block, Inline};
use crate::style::{BlockStyle, TextAlign, TextStyle};
use crate::text::Composed;

impl Setter<'_> {
    /// The title of a verse: over the middle of its block, and never parted from it.
    pub(super) fn verse_title(&mut self, node: NodeId, title: &[Inline], context: Context) {
        self.flush_label(context);
        let style = BlockStyle { align: TextAlign::Center, ..self.theme.verse };
        let text =
            TextStyle { role: FontRole::Heading, size: style.text.size.min(context.style.text.size), ..style.text };
        let flow = self.flow_of(title, text, context.measure);
        let (composed, inset) = self.balanced(&flow, node, context.measure, style);
        let first = self.galley.rows.len();
        let lines = Lines {
            text: Text::new(composed, node, LineRole::VerseTitle, context.x + inset, context.measure - inset * 2),
            em: text.size,
            pitch: context.style.pitch,
        };
        self.push(lines, Context { snap: false, ..context });
        self.galley.rows[first..].iter_mut().for_each(|row| row.keep = Keep::Firm);
        self.space(first, style.before, 0);
    }

    /// Verse: its lines are kept and never stretched, the block stands in the middle by its longest line, a turn-over is
    /// indented by two em, and a pair of lines stays together (typography rows PO-1 and PO-2). Lines that the author wants
    /// in the middle or at the right stand there in the measure, each by itself.
    pub(super) fn verse(&mut self, block: &Block, lines: &[Vec<Inline>], context: Context) {
        let (node, asked) = (block.id, asked_align(block));
        let style = self.theme.verse;
        let hang = if asked.is_some() { Len::ZERO } else { style.text.size * 2 };
        let mut set = Vec::with_capacity(lines.len());
        for line in lines {
            let flow = self.indented_flow(line, style.text, context.measure, hang);
            set.push(self.compose(&flow, node, context.measure, (Len::ZERO, hang), asked.unwrap_or(TextAlign::Start)));
        }
        let widest = set.iter().flat_map(Composed::lines).map(|line| line.x1).max().unwrap_or_default();
        let x = context.x + if asked.is_some() { Len::ZERO } else { ((context.measure - widest) / 2).max(Len::ZERO) };
        let first = self.galley.rows.len();
        let mut index = 0;
        let mut in_stanza = 0;
        let mut gap = Len::ZERO;
        let count = set.len();
        for (number, composed) in set.into_iter().enumerate() {
            if composed.lines().is_empty() {
                gap = self.theme.pitch;
                in_stanza = 0;
                continue;
            }
            let row = self.galley.rows.len();
            let lines = Lines {
                text: Text {
                    first: index,
                    closes: number + 1 == count,
                    ..Text::new(composed, node, LineRole::Verse, x, context.measure)
                },
                em: style.text.size,
                pitch: style.pitch,
            };
            index += lines.text.composed.lines().len() as u32;
            self.push(lines, Context { snap: false, ..context });
            let closes_pair = in_stanza % 2 == 1;
            let pushed = &mut self.galley.rows[row..];
            pushed.iter_mut().for_each(|row| row.keep = Keep::Loose);
            if let Some(last) = pushed.last_mut() {
                last.keep = Keep::when(!closes_pair && number + 1 < count);
            }
            if let Some(first) = pushed.first_mut() {
                first.before = gap;
            }
            if gap > Len::ZERO && row > 0 {
                self.galley.rows[row - 1].keep = Keep::Free;
            }
            gap = Len::ZERO;
            in_stanza += 1;
        }
        self.space(first, style.before, style.after);
    }
}

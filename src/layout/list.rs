//! Lists and definitions.

use super::flow::{Context, Setter, lines_of};
use super::galley::{Keep, Label, LabelText};
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::display::Piece;
use crate::font::FontRole;
use crate::model::{Definition, ListItem};
use crate::style::{BlockStyle, TextAlign, TextStyle, list_label};
use crate::text::{Composed, Flow};

impl<'a> Setter<'a> {
    /// A list in hanging style: labels in a column of whole em, text and turn-overs in the next (typography row LS-2).
    pub(super) fn list(&mut self, node: NodeId, start: Option<u64>, items: &'a [ListItem], context: Context) {
        let em = context.style.text.size;
        let style = context.style.text;
        let labels: Vec<(String, TextStyle)> = items
            .iter()
            .enumerate()
            .map(|(index, item)| self.item_label(start, index, item, style, context.depth))
            .collect();
        let mut set = Vec::with_capacity(items.len());
        for (item, (label, style)) in items.iter().zip(&labels) {
            let flow = Flow { runs: vec![plain(label.as_str(), *style, &self.chapter.lang, item.id, Piece::Label)] };
            set.push(self.compose(&flow, node, Len::MAX, (Len::ZERO, Len::ZERO), TextAlign::Start));
        }
        let widest = set.iter().map(Composed::natural_width).max().unwrap_or_default();
        let gap = if start.is_some() { em / 4 } else { Len::ZERO };
        let column = em * (widest + gap).div_ceil(em).clamp(1, 6);
        // The outermost list is indented like a paragraph, as long as that leaves room for text.
        let outer = if context.depth == 0 && context.snap { context.style.indent } else { Len::ZERO };
        let room = context.measure - column - em * 4;
        let indent = if room >= outer { outer } else { Len::ZERO };
        let column = if room >= Len::ZERO { column } else { em };
        let inside = Context {
            x: context.x + indent + column,
            measure: (context.measure - indent - column).max(em * 2),
            style: BlockStyle { indent: Len::ZERO, ..context.style },
            depth: context.depth + 1,
            ..context
        };
        for (item, label) in items.iter().zip(set) {
            self.flush_label(inside);
            self.label = Some(Label { text: LabelText::Set(label), x: context.x + indent, indent: Len::ZERO });
            self.galley.places.push((self.galley.rows.len() as u32, item.id));
            self.blocks(&item.blocks, inside);
        }
        self.flush_label(inside);
    }

    /// The label of an item. A task shows whether it is done.
    fn item_label(
        &self,
        start: Option<u64>,
        index: usize,
        item: &ListItem,
        style: TextStyle,
        depth: usize,
    ) -> (String, TextStyle) {
        let label = match (item.checked, start) {
            (Some(true), _) => "■".to_owned(),
            (Some(false), _) => "□".to_owned(),
            (None, Some(start)) => list_label(depth, start.saturating_add(index as u64)),
            (None, None) => ["●", "○", "■"][depth.min(2)].to_owned(),
        };
        let small = item.checked.is_none() && start.is_none();
        (label, if small { TextStyle { size: style.size.scale(45, 100), ..style } } else { style })
    }

    pub(super) fn definitions(&mut self, entries: &'a [Definition], context: Context) {
        for entry in entries {
            let style = TextStyle { role: FontRole::Heading, ..context.style.text };
            self.galley.places.push((self.galley.rows.len() as u32, entry.id));
            let flow = self.flow_of(&entry.term, style, context.measure);
            let composed = self.compose(&flow, entry.id, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Start);
            let first = self.galley.rows.len();
            self.push(lines_of(composed, entry.id, "term", context), context);
            self.galley.rows[first..].iter_mut().for_each(|row| row.keep = Keep::Firm);
            let inset = (context.style.text.size * 2).min(context.measure / 4);
            let inside = Context {
                x: context.x + inset,
                measure: context.measure - inset,
                style: BlockStyle { indent: Len::ZERO, ..context.style },
                ..context
            };
            for (id, blocks) in &entry.definitions {
                self.galley.places.push((self.galley.rows.len() as u32, *id));
                self.blocks(blocks, inside);
            }
        }
    }
}

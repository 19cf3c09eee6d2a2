//! Lists and definitions.

use super::flow::{Context, Setter, lines_of};
use super::galley::{Keep, Label, LabelText};
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::choices::ListStyle;
use crate::display::{LineRole, Piece};
use crate::font::FontRole;
use crate::language::{Ordinal, Word};
use crate::model::{Definition, ListItem};
use crate::style::{BlockStyle, TextAlign, TextStyle};
use crate::text::{Composed, Flow};

/// Where a list stands.
struct ListPlace {
    /// Left end of its labels.
    label: Len,
    /// First-line indent of the text that a label stands before.
    indent: Len,
    /// Where its items are set.
    inside: Context,
}

impl<'a> Setter<'a> {
    /// A list: hanging, with its labels in a column of whole em and its text in the next, or as paragraphs that begin with
    /// their labels (typography row LS-2). Numbers narrower than others end where those end (typography row LS-3).
    pub(super) fn list(&mut self, node: NodeId, start: Option<u64>, items: &'a [ListItem], context: Context) {
        let set = self.labels(node, start, items, context);
        let em = context.style.text.size;
        let widest = set.iter().map(Composed::natural_width).max().unwrap_or_default();
        // A bullet is small, and a bracket or 、 has its own blank; a number or a box would touch the text.
        let ordinal = start.map(|_| self.theme.ordinal(context.ordinals));
        let touches = ordinal.is_some_and(Ordinal::is_parted);
        let boxed = items.iter().any(|item| item.checked.is_some());
        let gap = if touches || boxed { em / 4 } else { Len::ZERO };
        let column = em * (widest + gap).div_ceil(em).clamp(1, 6);
        let place = self.list_place(column, context);
        let depths = (context.depth + 1, context.ordinals + usize::from(start.is_some()));
        let inside = Context { depth: depths.0, ordinals: depths.1, ..place.inside };
        for (item, label) in items.iter().zip(set) {
            self.flush_label(inside);
            let pad = if start.is_some() { (widest - label.natural_width()).min(column) } else { Len::ZERO };
            self.label =
                Some(Label { text: LabelText::Set(Box::new(label)), x: place.label + pad, indent: place.indent });
            self.galley.places.push((self.galley.rows.len() as u32, item.id));
            self.blocks(&item.blocks, inside);
        }
        self.flush_label(inside);
    }

    /// Where a list stands whose labels need a column of some width.
    fn list_place(&self, column: Len, context: Context) -> ListPlace {
        let em = context.style.text.size;
        let own = context.style.indent;
        if self.theme.lists == ListStyle::Paragraph && context.measure >= own + column + em * 4 {
            return ListPlace { label: context.x + own, indent: own + column, inside: context };
        }
        // So deep in other lists that hardly any measure is left, a list stands in the columns of the one around it.
        if context.depth > 0 && context.measure < em * 4 {
            let style = BlockStyle { indent: Len::ZERO, ..context.style };
            return ListPlace { label: context.x - em, indent: Len::ZERO, inside: Context { style, ..context } };
        }
        // The outermost list is indented like a paragraph, as long as that leaves room for text.
        let outer = if context.depth == 0 && context.snap { own } else { Len::ZERO };
        let room = context.measure - column - em * 4;
        let indent = if room >= outer { outer } else { Len::ZERO };
        let column = if room >= Len::ZERO { column } else { em };
        let inside = Context {
            x: context.x + indent + column,
            measure: (context.measure - indent - column).max(em * 2),
            style: BlockStyle { indent: Len::ZERO, ..context.style },
            ..context
        };
        ListPlace { label: context.x + indent, indent: Len::ZERO, inside }
    }

    /// The labels of a list, composed.
    fn labels(&mut self, node: NodeId, start: Option<u64>, items: &[ListItem], context: Context) -> Vec<Composed> {
        let set = items.iter().enumerate().map(|(index, item)| {
            let (label, style) = self.item_label(start, index, item, context);
            let flow = Flow { runs: vec![plain(label, style, &self.chapter.lang, item.id, Piece::Label)] };
            self.compose(&flow, node, Len::MAX, (Len::ZERO, Len::ZERO), TextAlign::Start)
        });
        set.collect()
    }

    /// The label of an item. A task shows whether it is done.
    fn item_label(&self, start: Option<u64>, index: usize, item: &ListItem, context: Context) -> (String, TextStyle) {
        let style = context.style.text;
        let words = self.chapter.lang.words();
        let label = match (item.checked, start) {
            (Some(true), _) => words.get(Word::DoneBox).to_owned(),
            (Some(false), _) => words.get(Word::OpenBox).to_owned(),
            (None, Some(start)) => {
                let ordinal = self.theme.ordinal(context.ordinals);
                ordinal.label(start.saturating_add(index as u64))
            }
            (None, None) => ["●", "○", "■"][context.depth.min(2)].to_owned(),
        };
        let small = item.checked.is_none() && start.is_none();
        (label, if small { TextStyle { size: style.size.scale(45, 100), ..style } } else { style })
    }

    /// Terms with their definitions under them, further in, with space around.
    pub(super) fn definitions(&mut self, entries: &'a [Definition], context: Context) {
        let all = self.galley.rows.len();
        for entry in entries {
            let style = TextStyle { role: FontRole::Heading, ..context.style.text };
            self.galley.places.push((self.galley.rows.len() as u32, entry.id));
            let flow = self.flow_of(&entry.term, style, context.measure);
            let composed = self.compose(&flow, entry.id, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Start);
            let first = self.galley.rows.len();
            self.push(lines_of(composed, entry.id, LineRole::Term, context), context);
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
        self.space(all, 50, 50);
    }
}

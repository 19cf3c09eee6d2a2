//! Half-title, title page, imprint and part leaves: blocks placed by eye on a page of their own.

use super::flow::{Context, Lines, Setter};
use super::galley::{Galley, Text};
use super::pages::{Placed, Plan, What};
use crate::base::{Len, NodeId};
use crate::display::LineRole;
use crate::font::FontRole;
use crate::model::{Block, BlockKind, ChapterRole, Inline};
use crate::style::{BlockStyle, TextAlign};
use crate::text::Flow;

/// Lays out generated matter that is one page; none for a chapter that flows, and for matter that needs more room than
/// a page has.
pub(super) fn leaf(mut setter: Setter) -> Option<(Galley, Vec<Plan>)> {
    let chapter = setter.chapter;
    let plan = match chapter.role {
        ChapterRole::HalfTitle => setter.half_title(&chapter.blocks),
        ChapterRole::TitlePage => setter.title_page(&chapter.blocks),
        ChapterRole::Imprint => setter.imprint(&chapter.blocks),
        _ => None,
    }?;
    fits(&setter, &plan).then(|| (setter.galley, vec![plan]))
}

/// Whether no line covers another or leaves the type area.
fn fits(setter: &Setter, plan: &Plan) -> bool {
    let mut spans: Vec<(Len, Len)> = plan
        .placed
        .iter()
        .filter_map(|placed| match placed.what {
            What::Row(row) => Some((placed.top, placed.top + setter.galley.rows[row as usize].height)),
            What::Head(_) => None,
        })
        .collect();
    spans.sort_unstable();
    spans.windows(2).all(|pair| pair[0].1 <= pair[1].0)
        && spans.last().is_none_or(|last| last.1 <= setter.theme.area.size.height)
}

/// The text of a block that is one.
fn text_of(block: &Block) -> Option<&[Inline]> {
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => Some(content),
        _ => None,
    }
}

fn is(block: &Block, class: &str) -> bool {
    block.classes.iter().any(|one| one == class)
        || (class == "title" && matches!(block.kind, BlockKind::Heading { .. }))
}

impl Setter<'_> {
    /// The title in the upper third of the page.
    fn half_title(&mut self, blocks: &[Block]) -> Option<Plan> {
        let style = scaled(self.theme.title, 62);
        let mut plan = Plan::default();
        let mut top = self.theme.area.size.height.scale(26, 100);
        for block in blocks {
            let content = text_of(block)?;
            top = self.stack(block.id, content, style, top, &mut plan);
        }
        Some(plan)
    }

    /// Series at the head, title and subtitle about the optical centre, authors under them, the publisher at the foot.
    fn title_page(&mut self, blocks: &[Block]) -> Option<Plan> {
        let theme = self.theme;
        let depth = theme.area.size.height;
        let (title, small) = (theme.title, theme.title_small);
        let mut plan = Plan::default();
        let mut top = depth.scale(22, 100);
        let mut foot: Vec<&Block> = Vec::new();
        let mut head = Len::ZERO;
        let mut author_seen = false;
        for block in blocks {
            let content = text_of(block)?;
            if is(block, "series") {
                head = self.stack(block.id, content, scaled(small, 85), head, &mut plan);
            } else if is(block, "title") {
                top = self.stack(block.id, content, title, top, &mut plan);
            } else if is(block, "subtitle") {
                let mut style = scaled(small, 112);
                style.text.role = FontRole::Quotation;
                top = self.stack(block.id, content, style, top + theme.pitch / 3, &mut plan);
            } else if is(block, "publisher") || is(block, "date") {
                foot.push(block);
            } else {
                if !author_seen {
                    top += theme.pitch * 2;
                }
                author_seen = true;
                top = self.stack(block.id, content, small, top, &mut plan);
            }
        }
        self.stack_up(&foot, scaled(small, 95), depth, &mut plan)?;
        Some(plan)
    }

    /// The rights statement at the head of the page, the CIP record in the middle, the imprint at the foot, in small lines
    /// (typography row CO-1).
    fn imprint(&mut self, blocks: &[Block]) -> Option<Plan> {
        let theme = self.theme;
        let style = BlockStyle { align: TextAlign::Start, indent: Len::ZERO, ..theme.note };
        let mut plan = Plan::default();
        let (mut head, mut middle, mut foot) = (Len::ZERO, Vec::new(), Vec::new());
        for block in blocks {
            let content = text_of(block)?;
            if is(block, "rights") {
                head = self.stack(block.id, content, style, head, &mut plan);
            } else if is(block, "cip") {
                middle.push(block);
            } else {
                foot.push(block);
            }
        }
        let depth = theme.area.size.height;
        let placed = plan.placed.len();
        let record = self.cip(&middle, style, &mut plan)?;
        let middle = placed..plan.placed.len();
        self.stack_up(&foot, style, depth, &mut plan)?;
        // In the middle of the page, unless the imprint needs the room: then in the middle of what is free.
        let free = plan.placed.get(middle.end).map_or(depth, |first| first.top) - head;
        let top = (depth - record) / 2;
        let centred = top >= head && top + record <= head + free;
        let top = if centred { top } else { head + (free - record).max(Len::ZERO) / 2 };
        plan.placed[middle].iter_mut().for_each(|placed| placed.top += top);
        Some(plan)
    }

    /// The CIP record from the top of the page, and its depth; lines turn over with an indent of two em (typography row
    /// CO-2).
    fn cip(&mut self, blocks: &[&Block], style: BlockStyle, plan: &mut Plan) -> Option<Len> {
        let mut top = Len::ZERO;
        for block in blocks {
            let apart = if is(block, "cip-part") { style.pitch.scale(3, 4) } else { Len::ZERO };
            let mut style = BlockStyle { indent: style.text.size * 2, ..style };
            if is(block, "cip-title") {
                style.text.role = FontRole::Heading;
            }
            top = self.stack(block.id, text_of(block)?, style, top + apart, plan);
        }
        Some(top)
    }

    /// Stacks blocks so that the last ends at `bottom`.
    fn stack_up(&mut self, blocks: &[&Block], style: BlockStyle, bottom: Len, plan: &mut Plan) -> Option<()> {
        let first = plan.placed.len();
        let mut top = Len::ZERO;
        for block in blocks {
            let style = if is(block, "title") { scaled(style, 120) } else { style };
            top = self.stack(block.id, text_of(block)?, style, top, plan);
        }
        let Some(last) = plan.placed.last().filter(|_| plan.placed.len() > first) else { return Some(()) };
        let What::Row(row) = last.what else { return Some(()) };
        let shift = (bottom - last.top - self.galley.rows[row as usize].height).max(Len::ZERO);
        plan.placed[first..].iter_mut().for_each(|placed| placed.top += shift);
        Some(())
    }

    /// Sets a block's lines at `top`; gives the top of the next line.
    fn stack(&mut self, node: NodeId, content: &[Inline], style: BlockStyle, top: Len, plan: &mut Plan) -> Len {
        let context = Context { snap: false, style, ..self.body() };
        let mut flow = Flow::default();
        self.append(content, style.text, context.measure, &mut flow);
        let (composed, inset) = match style.align {
            TextAlign::Center => self.balanced(&flow, node, context.measure, style),
            // The indent of a line that turns over.
            align => (self.compose(&flow, node, context.measure, (Len::ZERO, style.indent), align), Len::ZERO),
        };
        let first = self.galley.rows.len();
        self.galley.places.push((first as u32, node));
        self.push(
            Lines {
                text: Text::new(composed, node, LineRole::Title, inset, context.measure - inset * 2),
                em: style.text.size,
                pitch: style.pitch,
            },
            context,
        );
        let mut at = top;
        for row in first..self.galley.rows.len() {
            plan.placed.push(Placed { what: What::Row(row as u32), top: at });
            at += style.pitch + self.galley.rows[row].height - style.text.size;
        }
        at
    }
}

fn scaled(style: BlockStyle, hundredths: i64) -> BlockStyle {
    let mut scaled = style;
    scaled.text.size = style.text.size.scale(hundredths, 100);
    scaled.pitch = style.pitch.scale(hundredths, 100);
    scaled
}

//! Headings.

use super::flow::{Context, Lines, Setter, rise};
use super::galley::{Keep, Text, tops};
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::display::{LineRole, Piece};
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
        let (composed, inset) = self.evened(&flow, block.id, measure, style);
        let first = self.galley.rows.len();
        let lines = Lines {
            text: Text::new(
                composed,
                block.id,
                LineRole::Heading,
                context.x + style.inset + inset,
                measure - inset * 2,
            ),
            em: style.text.size,
            pitch: style.pitch,
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
        if context.snap {
            let number = if numbered { self.theme.chapter_number.pitch } else { Len::ZERO };
            let reach = self.reach_up(first + usize::from(numbered), style.text.size);
            self.stand_over_grid(first, number + style.text.size, reach);
        }
    }

    /// Lets a picture in the first line of a title, row `title`, reach up into the blank below the number of its chapter, so
    /// that it does not lower the title; gives how far it reaches beyond that.
    fn reach_up(&mut self, title: usize, em: Len) -> Len {
        let number = self.theme.chapter_number;
        let Some(extra) = self.galley.rows.get(title).map(|row| row.height - em) else { return Len::ZERO };
        match title.checked_sub(1).and_then(|above| self.galley.rows.get_mut(above)) {
            Some(above) if above.sink => {
                // Half the blank over a line is the picture's anyway.
                let free = number.pitch - number.text.size - self.theme.pitch / 2;
                let taken = extra.min(free).max(Len::ZERO);
                above.advance -= taken;
                extra - taken
            }
            _ => extra,
        }
    }

    /// Makes a heading with its space a whole number of lines (typography row HD-2). The space below it is the same
    /// whatever follows, and what the grid adds stands above it. Where it opens a chapter, it stands as deep as one whose
    /// title takes a single line, `least` deep, and the grid adds below a title of more lines; what reaches up by `reach` above
    /// its first line takes of the sink.
    fn stand_over_grid(&mut self, first: usize, least: Len, reach: Len) {
        let pitch = self.theme.pitch;
        let on_grid = |place: Len| pitch * place.div_ceil(pitch);
        let rows = &mut self.galley.rows[first..];
        let (Some(opening), Some(last)) = (rows.first().copied(), rows.last().copied()) else { return };
        let mut depth = tops(rows).last().unwrap_or_default() + last.advance + last.after;
        if opening.sink {
            let below = last.advance - last.height + last.after;
            let before = (on_grid(opening.before + least + below) - least - below - reach).max(Len::ZERO);
            let added = on_grid(before + depth) - before - depth;
            depth += added;
            rows[0].before = before;
            rows[rows.len() - 1].after += added;
        }
        let tops: Vec<Len> = tops(rows).collect();
        for (row, top) in rows.iter_mut().zip(tops) {
            row.over_grid = Some(depth - top);
        }
    }

    /// Composes a text that stands in the middle, evened like a heading, and says how far its measure is inset; one that
    /// begins at the left is set to the whole measure.
    pub(super) fn balanced(&mut self, flow: &Flow, node: NodeId, measure: Len, style: BlockStyle) -> (Composed, Len) {
        if style.align == TextAlign::Center {
            return self.evened(flow, node, measure, style);
        }
        (self.compose(flow, node, measure, (style.indent, style.indent), style.align), Len::ZERO)
    }

    /// Composes a heading and says how far its measure is inset. One that needs several lines is set to the narrowest
    /// measure that needs no more of them, so that its lines are about equally long, or to one a little wider in which
    /// more lines end where the sentence pauses (typography row HD-6).
    fn evened(&mut self, flow: &Flow, node: NodeId, measure: Len, style: BlockStyle) -> (Composed, Len) {
        let indents = (style.indent, style.indent);
        let wide = self.compose(flow, node, measure, indents, style.align);
        let breaks = flow.runs.iter().filter(|run| matches!(run, Run::Break)).count();
        let count = wide.lines().len();
        if count <= breaks + 1 || count > breaks + MOST_LINES {
            return (wide, Len::ZERO);
        }
        let found = self.galley.diagnostics.len();
        let em = style.text.size;
        let (mut low, mut high) = (1, measure.div_floor(em).max(1));
        while low < high {
            let middle = (low + high) / 2;
            let lines = self.compose(flow, node, em * middle, indents, style.align).lines().len();
            if lines <= count { high = middle } else { low = middle + 1 }
        }
        let widths = (high..=high + WIDER).map(|ems| (em * ems).min(measure));
        let candidates = widths.map(|width| (width, self.compose(flow, node, width, indents, style.align)));
        let (narrow, composed) = candidates
            .filter(|(_, composed)| composed.lines().len() <= count && is_even(composed))
            .map(|(width, composed)| (pauses(flow, &composed), width, composed))
            // Of those with as many pauses the narrowest.
            .reduce(|best, one| if one.0 > best.0 { one } else { best })
            .map_or((measure, wide), |(_, width, composed)| (width, composed));
        self.galley.diagnostics.truncate(found);
        let inset = if style.align == TextAlign::Center { (measure - narrow) / 2 } else { Len::ZERO };
        (composed, inset)
    }
}

/// Lines of a heading that are still evened; what is longer is no heading.
const MOST_LINES: usize = 6;

/// How many em wider than the narrowest measure a heading may be set for the sake of a pause at the end of a line.
const WIDER: i32 = 3;

/// Whether the last line is at least half as long as the line before it.
fn is_even(composed: &Composed) -> bool {
    match composed.lines() {
        [.., before, last] => last.x1 - last.x0 >= (before.x1 - before.x0) / 2,
        _ => true,
    }
}

/// How many lines end after a mark at which the sentence pauses.
fn pauses(flow: &Flow, composed: &Composed) -> usize {
    let before = |line: usize| {
        let (node, offset) = composed.start_of(line)?;
        let text = flow.runs.iter().find_map(|run| match run {
            Run::Text(run) if run.node == node && run.piece == Piece::Body => Some(run.text.as_str()),
            _ => None,
        })?;
        text.get(..offset as usize)?.chars().next_back()
    };
    let is_pause = |character: char| "，、；：。！？…—》」』”）".contains(character);
    (1..composed.lines().len()).filter(|line| before(*line).is_some_and(is_pause)).count()
}

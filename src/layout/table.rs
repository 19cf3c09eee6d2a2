//! Tables: three rules, columns by their content, rows that stay whole, a head that is repeated.

use super::flow::{Context, Setter, lines_of, rise};
use super::galley::{Row, RowKind, TableRow, TableSet, cell_align};
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::layout::W502;
use crate::display::Piece;
use crate::font::FontRole;
use crate::model::{Cell, Row as ModelRow, Table};
use crate::style::{BlockStyle, TextAlign, TextStyle};
use crate::text::{Flow, Run};
use std::ops::Range;

/// What a table's columns need.
struct Columns {
    /// Width of the widest cell on one line.
    natural: Vec<Len>,
    /// Width below which the column is a ladder.
    least: Vec<Len>,
}

impl<'a> Setter<'a> {
    /// Sets a table; one that is too wide for the measure even in narrow columns becomes several, one under another.
    pub(super) fn table(&mut self, node: NodeId, table: &'a Table, context: Context) {
        let first = self.galley.rows.len();
        let style = self.theme.table;
        let gap = style.text.size;
        let columns = self.columns(node, table, style, context.measure);
        let parts = partition(&columns.least, gap, context.measure);
        if parts.len() > 1 {
            let found = Diagnostic::new(&W502).at(node).with("columns", table.align.len()).with("parts", parts.len());
            self.galley.diagnostics.push(found);
        }
        self.caption(node, table, context);
        let after_caption = self.galley.rows.len();
        for (index, part) in parts.into_iter().enumerate() {
            let start = self.galley.rows.len();
            self.part(node, table, part, &columns, context);
            if index > 0
                && let Some(row) = self.galley.rows.get_mut(start)
            {
                row.before = self.theme.pitch / 2;
            }
        }
        if after_caption > first
            && let Some(row) = self.galley.rows.get_mut(after_caption)
        {
            row.before += style.text.size / 2;
        }
        self.space(first, 80, 80);
    }

    fn caption(&mut self, node: NodeId, table: &Table, context: Context) {
        let caption = self.theme.caption;
        let mut flow = Flow::default();
        if let Some(number) = &table.number {
            flow.runs.push(plain(number.as_str(), caption.text, &self.chapter.lang, table.caption_id, Piece::Label));
            if !table.caption.is_empty() {
                flow.runs.push(Run::Space(caption.text.size));
            }
        }
        self.append(&table.caption, caption.text, context.measure, &mut flow);
        if flow.runs.is_empty() {
            return;
        }
        let (composed, inset) = self.balanced(&flow, node, context.measure, caption);
        let first = self.galley.rows.len();
        let inside = Context {
            style: caption,
            snap: false,
            x: context.x + inset,
            measure: context.measure - inset * 2,
            ..context
        };
        self.push(lines_of(composed, table.caption_id, "caption", inside), inside);
        let rows = &mut self.galley.rows[first..];
        rows.iter_mut().for_each(|row| row.keep = true);
        if let Some(row) = rows.last_mut() {
            row.advance = row.height;
        }
    }

    /// Measures the columns.
    fn columns(&mut self, node: NodeId, table: &Table, style: BlockStyle, measure: Len) -> Columns {
        let em = style.text.size;
        let count = table.align.len();
        let mut natural = vec![em; count];
        let mut least = vec![em * 2; count];
        let found = self.galley.diagnostics.len();
        for row in std::iter::once(&table.head).chain(&table.rows) {
            for (column, cell) in row.cells.iter().take(count).enumerate() {
                // A cell that is longer than two pages of lines tells no more about its column than one of a page.
                let flow = self.flow_of(&cell.content, style.text, measure);
                let width =
                    self.compose(&flow, node, Len::MAX, (Len::ZERO, Len::ZERO), TextAlign::Start).natural_width();
                natural[column] = natural[column].max(width);
                least[column] = least[column].max(width.min(em * longest_word(&flow)));
            }
        }
        self.galley.diagnostics.truncate(found);
        let least = least.iter().map(|width| (*width).min(measure)).collect();
        Columns { natural, least }
    }

    /// Sets some columns of a table.
    fn part(&mut self, node: NodeId, table: &Table, part: Range<usize>, columns: &Columns, context: Context) {
        let style = self.theme.table;
        let em = style.text.size;
        let gap = em;
        let (widths, width) = share(&columns.natural[part.clone()], &columns.least[part.clone()], gap, context.measure);
        let x = context.x + (context.measure - width) / 2;
        let mut left = x + gap / 2;
        let places: Vec<(Len, Len)> = widths
            .iter()
            .map(|width| {
                let place = (left, *width);
                left += *width + gap;
                place
            })
            .collect();
        let head = BlockStyle { text: TextStyle { role: FontRole::Heading, ..style.text }, ..style };
        let mut rows = vec![self.cells(&table.head, &part, &places, table, head)];
        for row in &table.rows {
            rows.push(self.cells(row, &part, &places, table, style));
        }
        let pad = em.scale(45, 100);
        let continued = self.continuation(node, table, context);
        let first = self.galley.rows.len() as u32;
        let index = self.galley.tables.len() as u32;
        let lead = self.lead(context);
        let count = rows.len();
        for (number, row) in rows.iter().enumerate() {
            for line in 0..row.lines {
                let last = line + 1 == row.lines;
                let advance = if !last {
                    style.pitch
                } else if number + 1 == count {
                    em + lead
                } else {
                    em
                };
                self.galley.rows.push(Row {
                    kind: RowKind::Cells { table: index, row: number as u32, line },
                    before: if line > 0 {
                        Len::ZERO
                    } else if number == 0 {
                        pad
                    } else if number == 1 {
                        pad * 2
                    } else {
                        em / 2
                    },
                    after: if number + 1 == count && last { pad } else { Len::ZERO },
                    height: em,
                    advance,
                    rise: rise(em),
                    snap: false,
                    // The head never ends a page, a row is not split, and the last row does not stand alone.
                    keep: number == 0 || !last || (count > 3 && number + 2 == count),
                    calls: row.cells.iter().flatten().any(|text| self.galley.text_calls(*text)),
                    ..self.blank(context, RowKind::Blank)
                });
            }
        }
        let end = self.galley.rows.len() as u32;
        let continued_height = continued.map_or(Len::ZERO, |_| self.theme.caption.text.size);
        self.galley.tables.push(TableSet {
            x,
            width,
            rows,
            continued,
            continued_height,
            pitch: style.pitch,
            rise: rise(em),
            em,
            pad,
            caption_gap: em / 2,
            span: first..end,
        });
    }

    /// The line over a repeated head: 表1-1（续）, or 续表 (typography row TB-2).
    fn continuation(&mut self, node: NodeId, table: &Table, context: Context) -> Option<u32> {
        let caption = self.theme.caption;
        let text = match (&table.number, self.chapter.lang.starts_with("zh")) {
            (Some(number), true) => format!("{number}（续）"),
            (None, true) => "续表".to_owned(),
            (Some(number), false) => format!("{number} (continued)"),
            (None, false) => "(continued)".to_owned(),
        };
        let flow = Flow { runs: vec![plain(text, caption.text, &self.chapter.lang, node, Piece::Label)] };
        let composed = self.compose(&flow, node, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Center);
        Some(self.store_aside(composed, node, "caption", context.x, context.measure))
    }

    fn cells(
        &mut self,
        row: &ModelRow,
        part: &Range<usize>,
        places: &[(Len, Len)],
        table: &Table,
        style: BlockStyle,
    ) -> TableRow {
        let mut lines = 1;
        let mut cells = Vec::with_capacity(places.len());
        for (column, (x, width)) in part.clone().zip(places) {
            let cell: Option<&Cell> = row.cells.get(column).filter(|cell| !cell.content.is_empty());
            cells.push(cell.map(|cell| {
                let align = cell_align(table.align.get(column).copied().unwrap_or_default());
                let flow = self.flow_of(&cell.content, style.text, *width);
                let composed = self.compose(&flow, cell.id, *width, (Len::ZERO, Len::ZERO), align);
                lines = lines.max(composed.lines().len() as u32);
                self.store_aside(composed, cell.id, "cell", *x, *width)
            }));
        }
        TableRow { cells, lines }
    }
}

/// Length of the longest stretch of a flow that should not be broken, in halves of an em rounded up to em: Latin words
/// and numbers, at most 12 em.
fn longest_word(flow: &Flow) -> i32 {
    let mut longest = 0;
    for run in &flow.runs {
        if let Run::Text(run) = run {
            let mut word = 0;
            for character in run.text.chars() {
                word = if character.is_ascii() && !character.is_ascii_whitespace() { word + 1 } else { 0 };
                longest = longest.max(word);
            }
        }
    }
    (longest * 6 / 10 + 1).clamp(2, 12)
}

/// Cuts columns into groups that fit into the measure side by side.
fn partition(least: &[Len], gap: Len, measure: Len) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut width = Len::ZERO;
    for (index, column) in least.iter().enumerate() {
        if index > start && width + *column + gap > measure {
            parts.push(start..index);
            start = index;
            width = Len::ZERO;
        }
        width += *column + gap;
    }
    if start < least.len() {
        parts.push(start..least.len());
    }
    parts
}

/// Shares the measure among columns; gives their widths and the width of the table.
///
/// Columns that ask for no more than an equal share get what they ask for, the others share the rest. Spare room goes
/// to all columns alike, unless the table is so narrow that it would fall apart.
fn share(natural: &[Len], least: &[Len], gap: Len, measure: Len) -> (Vec<Len>, Len) {
    let count = natural.len() as i32;
    let room = (measure - gap * count).max(Len::ZERO);
    let mut widths: Vec<Len> = natural.to_vec();
    let total: Len = natural.iter().copied().sum();
    if total <= room {
        let spare = (room - total) / count.max(1);
        widths.iter_mut().for_each(|width| *width += spare);
        return (widths, measure);
    }
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut left = room;
    loop {
        let fair = left / (open.len() as i32).max(1);
        let (fitting, wider): (Vec<usize>, Vec<usize>) = open.iter().partition(|index| natural[**index] <= fair);
        if fitting.is_empty() || wider.is_empty() {
            break;
        }
        left -= fitting.iter().map(|index| natural[*index]).sum::<Len>();
        open = wider;
    }
    // Those that must wrap share by what they hold, by its square root so that one long cell does not starve the rest.
    let weight = |index: usize| i64::from(natural[index].0.max(1)).isqrt();
    let sum: i64 = open.iter().map(|index| weight(*index)).sum();
    for index in &open {
        widths[*index] = left.scale(weight(*index), sum);
    }
    for (width, least) in widths.iter_mut().zip(least) {
        *width = (*width).max(*least);
    }
    squeeze(&mut widths, least, room);
    (widths, measure)
}

/// Takes what exceeds the room from the columns that have more than they need at least.
fn squeeze(widths: &mut [Len], least: &[Len], room: Len) {
    let excess = widths.iter().copied().sum::<Len>() - room;
    let slack: i64 = widths.iter().zip(least).map(|(width, least)| i64::from((*width - *least).0)).sum();
    if excess <= Len::ZERO || slack <= 0 {
        return;
    }
    for (width, least) in widths.iter_mut().zip(least) {
        let give = (*width - *least).scale(i64::from(excess.0), slack);
        *width = (*width - give).max(*least);
    }
}

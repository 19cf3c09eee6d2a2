//! Tables: three rules, columns by their content, rows that stay whole, a head that is repeated.

use super::draw::THICK;
use super::flow::{Context, Setter, lines_of, picture_above, rise};
use super::foot::depth_of_notes;
use super::galley::{Keep, Row, RowKind, TableRow, TableSet, cell_align, depth, tops};
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::layout::{W502, W512};
use crate::display::{LineRole, Piece};
use crate::font::FontRole;
use crate::language::Word;
use crate::model::{Cell, Row as ModelRow, Table, without_calls};
use crate::style::{BlockStyle, TextAlign, TextStyle};
use crate::text::{Flow, Run};
use std::ops::Range;

/// Rows that decide about the widths of columns.
const SAMPLE: usize = 120;

/// Bytes of text from which a cell is long.
const LONG_CELL: usize = 6_000;

/// What a table's columns need.
struct Columns {
    /// Width of every cell on one line, by column; of a long table the first rows.
    cells: Vec<Vec<Len>>,
    /// Width below which the column is a ladder.
    least: Vec<Len>,
}

impl<'a> Setter<'a> {
    /// Sets a table; one that is too wide for the measure even in narrow columns becomes several, one under another.
    pub(super) fn table(&mut self, node: NodeId, table: &'a Table, turn: bool, context: Context) {
        if turn && !context.note && self.turned_table(node, table, context) {
            return;
        }
        let first = self.galley.rows.len();
        self.upright(node, table, context);
        if !context.note {
            self.keep_small_table_whole(first);
        }
        self.space(first, 60, 60);
    }

    /// Sets the rows of a table.
    fn upright(&mut self, node: NodeId, table: &'a Table, context: Context) {
        let first = self.galley.rows.len();
        let style = self.theme.table;
        let gap = style.text.size;
        // A row finds room on a page below a head that is repeated, whatever its cells hold.
        let highest = self.highest;
        self.highest = highest.min(self.theme.picture_room(Len::ZERO, style.text.size).in_cell().highest);
        self.whole = Some(self.theme.measure());
        let columns = self.columns(node, table, style, context.measure);
        let parts = partition(&columns.least, gap, context.measure);
        if parts.len() > 1 {
            let found = Diagnostic::new(&W502).at(node).with("columns", table.align.len()).with("parts", parts.len());
            self.galley.diagnostics.push(found);
        }
        self.caption(table, context);
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
        self.highest = highest;
        self.whole = None;
    }

    /// Sets a table on a page of its own, turned a quarter anticlockwise, and so as wide as the page is deep (typography
    /// row TB-3). One that is deeper than the measure cannot be turned: that is reported, and it is set upright.
    fn turned_table(&mut self, node: NodeId, table: &'a Table, context: Context) -> bool {
        let area = self.theme.area.size;
        let (first, found) = (self.galley.rows.len(), self.galley.diagnostics.len());
        let mut length = area.height;
        let frame = |measure: Len| Context { x: Len::ZERO, measure, snap: false, ..context };
        self.upright(node, table, frame(length));
        let notes = depth_of_notes(&self.galley, &self.galley.rows[first..], self.theme);
        if notes > Len::ZERO {
            // Notes stand upright at the foot of the page, those that take more than half of it in part.
            length = (length - notes).max(length / 2);
            self.galley.rows.truncate(first);
            self.galley.diagnostics.truncate(found);
            self.upright(node, table, frame(length));
        }
        let rows = &self.galley.rows[first..];
        let rules = rows.first().map_or(Len::ZERO, |row| row.over) + rows.last().map_or(Len::ZERO, |row| row.under);
        let depth = depth(rows) + rules;
        if depth > area.width {
            self.galley.rows.truncate(first);
            self.galley.diagnostics.truncate(found);
            let (depth, room) = (millimetres(depth), millimetres(area.width));
            self.galley.diagnostics.push(Diagnostic::new(&W512).at(node).with("depth", depth).with("room", room));
            return false;
        }
        let calls = rows.iter().any(|row| row.calls);
        let start = self.galley.boxed.len() as u32;
        self.galley.boxed.extend(self.galley.rows.drain(first..));
        let end = self.galley.boxed.len() as u32;
        self.galley.rows.push(Row {
            kind: RowKind::Box { start, end, turned: true },
            height: length,
            advance: area.height,
            rise: length,
            snap: false,
            float: true,
            calls,
            keep: Keep::Free,
            ..self.blank(context, RowKind::Blank)
        });
        true
    }

    /// A table that takes up to two thirds of a page, and finds room on a page with its notes, is one row, which floats like
    /// a figure.
    fn keep_small_table_whole(&mut self, first: usize) {
        let rows = &self.galley.rows[first..];
        let (Some(last), Some(top)) = (rows.last().copied(), tops(rows).last()) else { return };
        let height = top + last.height;
        let over = rows[0].over;
        let page = self.theme.area.size.height;
        if height > page.scale(2, 3) || height + depth_of_notes(&self.galley, rows, self.theme) > page {
            return;
        }
        let calls = rows.iter().any(|row| row.calls);
        let start = self.galley.boxed.len() as u32;
        self.galley.boxed.extend(self.galley.rows.drain(first..));
        let end = self.galley.boxed.len() as u32;
        self.galley.rows.push(Row {
            kind: RowKind::Box { start, end, turned: false },
            before: Len::ZERO,
            height,
            advance: top + last.advance,
            rise: height,
            over,
            keep: Keep::Free,
            float: true,
            calls,
            ..last
        });
    }

    fn caption(&mut self, table: &Table, context: Context) {
        let caption = self.theme.caption;
        let flow = self.caption_flow(table.caption_id, table.number.as_deref(), &table.caption, context.measure);
        if flow.runs.is_empty() {
            return;
        }
        let (composed, inset) = self.caption_lines(&flow, table.caption_id, context.measure);
        let first = self.galley.rows.len();
        let inside = Context {
            style: caption,
            snap: false,
            x: context.x + inset,
            measure: context.measure - inset * 2,
            ..context
        };
        self.push(lines_of(composed, table.caption_id, LineRole::Caption, inside), inside);
        let rows = &mut self.galley.rows[first..];
        rows.iter_mut().for_each(|row| row.keep = Keep::Firm);
        if let Some(row) = rows.last_mut() {
            row.advance = row.height;
        }
    }

    /// Measures the columns.
    fn columns(&mut self, node: NodeId, table: &Table, style: BlockStyle, measure: Len) -> Columns {
        let em = style.text.size;
        let count = table.align.len();
        let mut cells = vec![Vec::new(); count];
        let mut least = vec![em * 2; count];
        let found = self.galley.diagnostics.len();
        for row in std::iter::once(&table.head).chain(&table.rows) {
            for (column, cell) in row.cells.iter().take(count).enumerate() {
                let flow = self.flow_of(&cell.content, style.text, measure);
                let width = self.width_of(&flow, node, measure);
                if cells[column].len() < SAMPLE {
                    cells[column].push(width);
                }
                least[column] = least[column].max(width.min(em * longest_word(&flow).max(widest_picture(&flow, em))));
            }
        }
        self.galley.diagnostics.truncate(found);
        let least = least.iter().map(|width| (*width).min(measure)).collect();
        Columns { cells, least }
    }

    /// The width of a cell on one line. That of a very long one is told by its lines: breaking it into lines without
    /// end would cost far more.
    fn width_of(&mut self, flow: &Flow, node: NodeId, measure: Len) -> Len {
        let bytes: usize = flow.runs.iter().map(|run| if let Run::Text(run) = run { run.text.len() } else { 0 }).sum();
        let long = bytes > LONG_CELL;
        let room = if long { measure } else { Len::MAX };
        let composed = self.compose(flow, node, room, (Len::ZERO, Len::ZERO), TextAlign::Start);
        if long { measure.scale(composed.lines().len() as i64, 1) } else { composed.natural_width() }
    }

    /// Sets some columns of a table.
    fn part(&mut self, node: NodeId, table: &Table, part: Range<usize>, columns: &Columns, context: Context) {
        let style = self.theme.table;
        let em = style.text.size;
        let gap = em;
        let (widths, width) = share(&columns.cells[part.clone()], &columns.least[part.clone()], gap, context.measure);
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
        if !table.has_head() {
            rows[0].lines = 0;
        }
        let begins = rows.iter().position(|row| row.lines > 0).unwrap_or_default();
        let found = self.galley.diagnostics.len();
        let calls = rows[0].cells.iter().flatten().any(|text| self.galley.text_calls(*text));
        let again = calls.then(|| self.cells(&silent(&table.head), &part, &places, table, head));
        self.galley.diagnostics.truncate(found);
        let pad = em.scale(45, 100);
        let continued = self.continuation(node, table, context);
        let index = self.galley.tables.len() as u32;
        let lead = self.lead(context);
        let count = rows.len();
        for (number, row) in rows.iter().enumerate() {
            for line in 0..row.lines {
                let last = line + 1 == row.lines;
                let above = row.above(line);
                let advance = above
                    + if !last {
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
                    } else if number == begins {
                        pad
                    } else if number == 1 {
                        pad * 2
                    } else {
                        em / 2
                    },
                    after: if number + 1 == count && last { pad } else { Len::ZERO },
                    height: em + above,
                    advance,
                    rise: rise(em) + above,
                    over: if line == 0 && number == begins {
                        pad + THICK
                    } else if row.above.get(line as usize).is_some() {
                        // At the head of a page the blank over a line is not free for its picture.
                        (style.pitch - em) / 2
                    } else {
                        Len::ZERO
                    },
                    under: pad + THICK,
                    snap: false,
                    // The head never ends a page, a row is not split, and the last row does not stand alone.
                    keep: match number {
                        0 => Keep::Firm,
                        _ => Keep::when(!last || (count > 3 && number + 2 == count)),
                    },
                    calls: row.cells.iter().flatten().any(|text| self.galley.text_calls(*text)),
                    ..self.blank(context, RowKind::Blank)
                });
            }
        }
        let continued_height = continued.map_or(Len::ZERO, |_| self.theme.caption.text.size);
        self.galley.tables.push(TableSet {
            x,
            width,
            rows,
            again,
            continued,
            continued_height,
            pitch: style.pitch,
            rise: rise(em),
            em,
            pad,
            caption_gap: em / 2,
        });
    }

    /// The line over a repeated head: 表1-1（续）, or 续表 (typography row TB-2).
    fn continuation(&mut self, node: NodeId, table: &Table, context: Context) -> Option<u32> {
        let caption = self.theme.caption;
        let words = self.chapter.lang.words();
        let text = match &table.number {
            Some(number) => words.fill(Word::Continued, &[("table", number)]),
            None => words.get(Word::ContinuedTable).to_owned(),
        };
        let flow = Flow { runs: vec![plain(text, caption.text, &self.chapter.lang, node, Piece::Label)] };
        let composed = self.compose(&flow, node, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Center);
        Some(self.store_aside(composed, node, LineRole::Caption, context.x, context.measure))
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
        let mut pictures: Vec<Len> = Vec::new();
        let mut cells = Vec::with_capacity(places.len());
        for (column, (x, width)) in part.clone().zip(places) {
            let cell: Option<&Cell> = row.cells.get(column).filter(|cell| !cell.content.is_empty());
            cells.push(cell.map(|cell| {
                let align = cell_align(table.align.get(column).copied().unwrap_or_default());
                let flow = self.flow_of(&cell.content, style.text, *width);
                let composed = self.compose(&flow, cell.id, *width, (Len::ZERO, Len::ZERO), align);
                lines = lines.max(composed.lines().len() as u32);
                for (index, line) in composed.lines().iter().enumerate().filter(|(_, line)| line.picture > Len::ZERO) {
                    pictures.resize(pictures.len().max(index + 1), Len::ZERO);
                    pictures[index] = pictures[index].max(line.picture);
                }
                self.store_aside(composed, cell.id, LineRole::Cell, *x, *width)
            }));
        }
        let lead = style.pitch - style.text.size;
        let above = pictures.iter().map(|picture| picture_above(*picture, style.text.size, lead)).collect();
        TableRow { cells, lines, above }
    }
}

/// A row without the calls of notes.
fn silent(row: &ModelRow) -> ModelRow {
    let cells = row.cells.iter().map(|cell| Cell { id: cell.id, content: without_calls(&cell.content) });
    ModelRow { id: row.id, cells: cells.collect() }
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

/// Width of the widest picture of a flow in em, at most 12, like a word: a wider one gives way to its column.
fn widest_picture(flow: &Flow, em: Len) -> i32 {
    let width = |run: &Run| if let Run::Picture { width, .. } = run { width.div_ceil(em) } else { 0 };
    flow.runs.iter().map(width).max().unwrap_or_default().min(12)
}

/// Cuts columns into as few groups as fit into the measure side by side, and these as even as they can be: of as many
/// columns each where those fit, else so that the widest is as narrow as can be.
fn partition(least: &[Len], gap: Len, measure: Len) -> Vec<Range<usize>> {
    let parts = cut(least, gap, measure);
    let (columns, count) = (least.len(), parts.len());
    if count < 2 {
        return parts;
    }
    let width = |part: &Range<usize>| least[part.clone()].iter().map(|column| *column + gap).sum::<Len>();
    let even: Vec<Range<usize>> = (0..count).map(|part| part * columns / count..(part + 1) * columns / count).collect();
    if even.iter().all(|part| width(part) <= measure) {
        return even;
    }
    let (mut low, mut high) = (0, measure.0);
    while low < high {
        let middle = low + (high - low) / 2;
        if cut(least, gap, Len(middle)).len() <= count { high = middle } else { low = middle + 1 }
    }
    cut(least, gap, Len(high))
}

/// Cuts columns into groups, each as wide as fits.
fn cut(least: &[Len], gap: Len, measure: Len) -> Vec<Range<usize>> {
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
/// Where all cells fit on one line, spare room goes to all columns alike. Else every column begins with the width of its
/// widest cell and gives way em by em: always the one whose narrowing adds the fewest lines to the table, and among
/// those the widest.
fn share(cells: &[Vec<Len>], least: &[Len], gap: Len, measure: Len) -> (Vec<Len>, Len) {
    let count = cells.len() as i32;
    let room = (measure - gap * count).max(Len::ZERO);
    let widest = |column: &Vec<Len>| column.iter().copied().max().unwrap_or_default();
    let mut widths: Vec<Len> =
        cells.iter().zip(least).map(|(column, least)| widest(column).clamp(*least, room.max(*least))).collect();
    let mut lines = lines_by_row(cells, &widths);
    let step = gap;
    loop {
        let total: Len = widths.iter().copied().sum();
        if total <= room {
            let spare = (room - total) / count.max(1);
            widths.iter_mut().for_each(|width| *width += spare);
            return (widths, measure);
        }
        let step = step.min(total - room);
        let candidates = (0..widths.len()).filter(|column| widths[*column] - step >= least[*column]);
        let narrowest = candidates
            .map(|column| (added_lines(&cells[column], widths[column] - step, &lines), -widths[column], column))
            .min();
        let Some((_, _, column)) = narrowest else {
            // No column can give way; the parts were made so that this is a matter of less than an em.
            squeeze(&mut widths, room);
            return (widths, measure);
        };
        widths[column] -= step;
        for (most, cell) in lines.iter_mut().zip(&cells[column]) {
            *most = (*most).max(lines_of_cell(*cell, widths[column]));
        }
    }
}

/// About how many lines a cell takes.
fn lines_of_cell(natural: Len, width: Len) -> i32 {
    natural.div_ceil(width.max(Len(1))).max(1)
}

fn lines_by_row(cells: &[Vec<Len>], widths: &[Len]) -> Vec<i32> {
    let rows = cells.first().map_or(0, Vec::len);
    let height = |row: usize| {
        cells
            .iter()
            .zip(widths)
            .map(|(column, width)| lines_of_cell(column.get(row).copied().unwrap_or_default(), *width))
            .max()
    };
    (0..rows).map(|row| height(row).unwrap_or(1)).collect()
}

/// How many lines the table grows by when a column gets a width.
fn added_lines(cells: &[Len], width: Len, lines: &[i32]) -> i32 {
    cells.iter().zip(lines).map(|(cell, most)| (lines_of_cell(*cell, width) - most).max(0)).sum()
}

/// Narrows all columns in proportion.
fn squeeze(widths: &mut [Len], room: Len) {
    let total: i64 = widths.iter().map(|width| i64::from(width.0)).sum();
    widths.iter_mut().for_each(|width| *width = width.scale(i64::from(room.0), total));
}

/// A length for an author, in whole millimetres.
fn millimetres(length: Len) -> i64 {
    (length.to_pt() * 25.4 / 72.0).round() as i64
}

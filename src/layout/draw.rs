//! Planned pages become items. Horizontal places count from the left of the type area until assembly knows the side.

use super::flow::rise;
use super::foot::{NoteFrame, Part, notes_height};
use super::galley::{FigureSet, Galley, LabelText, Row, RowKind, TableRow, TableSet, Text, depth, tops};
use super::moves;
use super::pages::{Placed, Plan, What};
use super::runs::plain;
use crate::base::{Len, NodeId, Point, Rect, Size};
use crate::choices::NoteNumbering;
use crate::display::{Artifact, Draw, Item, LineRecord, LineRole, LinkArea, Page, Piece, Role, Turned};
use crate::font::Fonts;
use crate::language::Tag;
use crate::model::{Chapter, Target};
use crate::style::{Color, TextAlign, TextStyle, Theme};
use crate::text::{Composed, Flow, Run, Setting, Sink, compose};
use std::collections::BTreeMap;
use std::ops::Range;

/// A drawn page and the nodes that landed on it.
#[derive(Default)]
pub(super) struct Sheet {
    pub page: Page,
    pub places: Vec<(NodeId, Point)>,
}

/// Draws the pages of one chapter.
pub(super) struct Painter<'a> {
    pub galley: &'a Galley,
    pub chapter: &'a Chapter,
    pub theme: &'a Theme,
    pub fonts: &'a Fonts,
    /// What readers call the page of a node; none until the pages are numbered.
    pub label_of: &'a dyn Fn(NodeId) -> Option<String>,
    /// The number of each note that the page in hand calls.
    numbers: Vec<u32>,
    /// The number of the note in hand at the foot of the page.
    number: u32,
    /// One past the last row of each note that the pages drawn so far hold; what is set once more is before it.
    noted: Vec<u32>,
    /// The nodes of all calls, sorted.
    calls: Vec<NodeId>,
    /// Labels of notes, by number.
    labels: BTreeMap<u32, Composed>,
    /// One past the last row of the pages drawn so far: an earlier row that stands on a later page was put off.
    reached: u32,
}

/// Thickness of a table's outer rules.
pub(super) const THICK: Len = Len(Len::PT.0);
/// Thickness of the rule under a table's head, and of the rule over notes.
const THIN: Len = Len(Len::PT.0 / 2);

impl<'a> Painter<'a> {
    pub fn new(
        galley: &'a Galley,
        chapter: &'a Chapter,
        theme: &'a Theme,
        fonts: &'a Fonts,
        label_of: &'a dyn Fn(NodeId) -> Option<String>,
    ) -> Painter<'a> {
        let mut calls: Vec<NodeId> = chapter.notes.iter().flat_map(|note| note.calls.iter().copied()).collect();
        calls.sort_unstable();
        let count = chapter.notes.len();
        let (numbers, noted) = (vec![0; count], vec![0; count]);
        let labels = BTreeMap::new();
        Painter { galley, chapter, theme, fonts, label_of, numbers, number: 0, noted, calls, labels, reached: 0 }
    }

    /// Draws all pages, in order.
    pub fn pages(mut self, plans: &[Plan]) -> Vec<Sheet> {
        plans.iter().map(|plan| self.page(plan)).collect()
    }

    fn page(&mut self, plan: &Plan) -> Sheet {
        for (index, note) in plan.called.iter().enumerate() {
            self.numbers[*note as usize] = self.number_of(*note, index as u32 + 1);
        }
        let mut sheet = Sheet::default();
        sheet.page.moves = moves::of(self.galley, self.chapter, plan, self.reached);
        let top = self.theme.area.at.y;
        self.grounds(&plan.placed, top, &mut sheet);
        for (index, placed) in plan.placed.iter().enumerate() {
            match placed.what {
                What::Row(row) => {
                    if sheet.page.start.is_none() && row >= self.reached {
                        sheet.page.start = self.galley.start_of(&self.galley.rows[row as usize]);
                    }
                    self.mark_places(&self.galley.places, row, top + placed.top, &mut sheet);
                    self.row(&self.galley.rows[row as usize], top + placed.top, &mut sheet);
                    self.end_of_table(row, plan.placed.get(index + 1), top + placed.top, &mut sheet);
                }
                What::Head(table) => self.repeated_head(table, top + placed.top, &mut sheet),
            }
        }
        let rows = plan.placed.iter().filter_map(|placed| match placed.what {
            What::Row(row) => Some(row + 1),
            What::Head(_) => None,
        });
        self.reached = rows.fold(self.reached, u32::max);
        self.foot(&plan.notes, top, &mut sheet);
        sheet
    }

    /// What a note is called that has a number on the page of its call.
    fn number_of(&self, note: u32, on_page: u32) -> u32 {
        match self.theme.notes {
            NoteNumbering::Page => on_page,
            NoteNumbering::Chapter => self.chapter.notes[note as usize].number,
        }
    }

    /// Notes which blocks begin with row `row`.
    fn mark_places(&self, places: &[(u32, NodeId)], row: u32, top: Len, sheet: &mut Sheet) {
        let first = places.partition_point(|(at, _)| *at < row);
        for (at, node) in &places[first..] {
            if *at != row {
                return;
            }
            sheet.places.push((*node, Point { x: Len::ZERO, y: top }));
        }
    }

    fn row(&mut self, row: &Row, top: Len, sheet: &mut Sheet) {
        match row.kind {
            RowKind::Blank => {}
            RowKind::Box { start, end, turned: false } => self.boxed(start..end, top, sheet),
            RowKind::Box { start, end, turned: true } => self.turned(start..end, top, row.height, sheet),
            RowKind::Line { text, line } => self.line(text, line, top + row.rise, sheet),
            RowKind::Figure(figure) => self.figure(&self.galley.figures[figure as usize], top, sheet),
            RowKind::Cells { table, row: number, line } => {
                let set = &self.galley.tables[table as usize];
                if set.begins_with(number, line) {
                    rule(set, top - set.pad - THICK, THICK, Artifact::Layout, sheet);
                }
                self.cells(&set.rows[number as usize], line, top + row.rise, sheet);
                let foot = top + row.height + set.pad;
                if set.ends_with(number, line) {
                    rule(set, foot, THICK, Artifact::Layout, sheet);
                } else if number == 0 && line + 1 == set.rows[0].lines {
                    rule(set, foot, THIN, Artifact::Layout, sheet);
                }
            }
        }
    }

    fn boxed(&mut self, rows: Range<u32>, top: Len, sheet: &mut Sheet) {
        let galley = self.galley;
        let rows = &galley.boxed[rows.start as usize..rows.end as usize];
        for (row, offset) in rows.iter().zip(tops(rows)) {
            self.row(row, top + offset, sheet);
        }
    }

    /// Rows in a frame that is turned a quarter anticlockwise: its lines lead up the page, from `height` below `top`, and
    /// it stands in the middle of the measure.
    fn turned(&mut self, rows: Range<u32>, top: Len, height: Len, sheet: &mut Sheet) {
        let (items, links, places) = (sheet.page.items.len(), sheet.page.links.len(), sheet.places.len());
        let (start, end) = (rows.start as usize, rows.end as usize);
        let over = self.galley.boxed[start..end].first().map_or(Len::ZERO, |row| row.over);
        self.boxed(rows, over, sheet);
        let rows = &self.galley.boxed[start..end];
        let depth = over + depth(rows) + rows.last().map_or(Len::ZERO, |row| row.under);
        let origin = Point { x: ((self.theme.measure() - depth) / 2).max(Len::ZERO), y: top + height };
        let turned = Turned { items: items as u32..sheet.page.items.len() as u32, origin };
        for link in &mut sheet.page.links[links..] {
            link.rect = turned.area_on_page(link.rect);
        }
        for (_, at) in &mut sheet.places[places..] {
            *at = turned.on_page(*at);
        }
        sheet.page.turned = Some(turned);
    }

    /// The lower rule of the part of a table that stands on this page.
    fn end_of_table(&self, row: u32, next: Option<&Placed>, top: Len, sheet: &mut Sheet) {
        let row = &self.galley.rows[row as usize];
        let RowKind::Cells { table, row: number, line } = row.kind else { return };
        let set = &self.galley.tables[table as usize];
        if next.is_none() && !set.ends_with(number, line) {
            rule(set, top + row.height + set.pad, THIN, Artifact::Layout, sheet);
        }
    }

    fn repeated_head(&mut self, table: u32, top: Len, sheet: &mut Sheet) {
        let galley = self.galley;
        let set = &galley.tables[table as usize];
        let from = sheet.page.items.len();
        let records = sheet.page.lines.len();
        if let Some(text) = set.continued {
            self.line(text, 0, top + rise(set.continued_height), sheet);
        }
        let first = top + set.head_top();
        let mut at = first;
        if let Some(head) = set.repeated() {
            for line in 0..head.lines {
                at += head.above(line);
                self.cells(head, line, at + set.rise, sheet);
                at += set.pitch;
            }
        }
        for item in &mut sheet.page.items[from..] {
            item.role = Role::Artifact(Artifact::RepeatedHead);
        }
        sheet.page.lines.truncate(records);
        rule(set, first - set.pad - THICK, THICK, Artifact::RepeatedHead, sheet);
        if set.has_head() {
            rule(set, first + set.head_height() + set.pad, THIN, Artifact::RepeatedHead, sheet);
        }
    }

    fn cells(&mut self, row: &TableRow, line: u32, baseline: Len, sheet: &mut Sheet) {
        for text in row.cells.iter().flatten() {
            if (line as usize) < self.galley.texts[*text as usize].composed.lines().len() {
                self.line(*text, line, baseline, sheet);
            }
        }
    }

    fn figure(&mut self, figure: &FigureSet, top: Len, sheet: &mut Sheet) {
        let role = Role::Content(figure.node, Piece::Body);
        let at = Point { x: figure.x, y: top };
        if figure.present {
            sheet.page.items.push(Item { at, role, draw: Draw::Picture(figure.image.clone(), figure.size) });
        } else {
            frame(at, figure.size, role, sheet);
        }
        let Some(text) = figure.caption else { return };
        for (line, baseline) in figure.baselines.iter().enumerate() {
            self.line(text, line as u32, top + *baseline, sheet);
        }
    }

    /// Draws a line and writes its record.
    fn line(&mut self, index: u32, line: u32, baseline: Len, sheet: &mut Sheet) {
        let galley = self.galley;
        let text = &galley.texts[index as usize];
        let first_item = sheet.page.items.len();
        if line == 0
            && let Some(label) = &text.label
        {
            self.label(&label.text, Point { x: label.x, y: baseline }, sheet);
        }
        let Some(set) = text.composed.lines().get(line as usize) else { return };
        self.draw(&text.composed, line as usize, Point { x: text.x, y: baseline }, sheet);
        if !set.notes.is_empty() {
            self.mark_calls(first_item, baseline, sheet);
        }
        let last = line as usize + 1 == text.composed.lines().len();
        sheet.page.lines.push(LineRecord {
            node: text.node,
            role: text.role,
            index: text.first + line,
            start: galley.start_of_line(index, line),
            last: last && text.closes,
            baseline,
            x0: text.x + set.x0,
            x1: text.x + set.x1,
            measure: text.measure,
            natural: set.natural,
            adjust: set.adjust,
            items: first_item as u32..sheet.page.items.len() as u32,
        });
        if last && text.entry.is_some() {
            self.folio_of_entry(text, text.x + set.x1, baseline, sheet);
        }
    }

    fn draw(&self, composed: &Composed, line: usize, at: Point, sheet: &mut Sheet) {
        let number = |note: u32| self.numbers.get(note as usize).copied().unwrap_or(0).max(1);
        let label = |note: u32| self.theme.note_label(number(note));
        let mut sink =
            Sink { fonts: self.fonts, items: &mut sheet.page.items, links: &mut sheet.page.links, note_label: &label };
        composed.draw(line, at, &mut sink);
    }

    fn label(&mut self, label: &LabelText, at: Point, sheet: &mut Sheet) {
        match label {
            LabelText::Set(composed) => self.draw(composed, 0, at, sheet),
            LabelText::Note(note) => {
                let Some(note) = self.chapter.notes.get(*note as usize).map(|one| one.id) else { return };
                let number = self.number.max(1);
                if !self.labels.contains_key(&number) {
                    let composed = self.made(&self.theme.note_label(number), self.theme.note.text, note);
                    self.labels.insert(number, composed);
                }
                let from = sheet.page.items.len();
                self.draw(&self.labels[&number], 0, at, sheet);
                for item in &mut sheet.page.items[from..] {
                    item.role = Role::Content(note, Piece::Label);
                }
            }
        }
    }

    /// Composes a short text that the tool makes.
    fn made(&self, text: &str, style: TextStyle, node: NodeId) -> Composed {
        made(self.fonts, self.theme, &self.chapter.lang, text, style, node)
    }

    /// The places of note calls among the items from `first` on.
    fn mark_calls(&self, first: usize, baseline: Len, sheet: &mut Sheet) {
        let items = &sheet.page.items[first..];
        for item in items {
            if let Role::Content(node, _) = item.role
                && self.calls.binary_search(&node).is_ok()
                && sheet.places.last().is_none_or(|(last, _)| *last != node)
            {
                sheet.places.push((node, Point { x: item.at.x, y: baseline - self.theme.em }));
            }
        }
    }

    /// The folio of a line of the contents, flush right, and the dots that lead to it. The dots stand on a grid that
    /// counts from the right edge, so that they are columns over the whole page (typography row TC-2).
    fn folio_of_entry(&mut self, text: &Text, from: Len, baseline: Len, sheet: &mut Sheet) {
        let Some(entry) = text.entry.and_then(|entry| self.galley.entries.get(entry as usize)) else { return };
        let Some(label) = (self.label_of)(entry.target) else { return };
        let right = self.theme.measure();
        let style = self.theme.contents[usize::from(entry.level).min(self.theme.contents.len() - 1)].text;
        let style = TextStyle { role: self.theme.body.text.role, ..style };
        let composed = self.made(&label, style, entry.folio);
        let width = composed.natural_width();
        let first_item = sheet.page.items.len();
        self.draw(&composed, 0, Point { x: right - width, y: baseline }, sheet);
        let em = self.theme.em;
        sheet.page.links.push(LinkArea {
            rect: Rect::new(right - width, baseline - rise(em), width, em),
            target: Target::Node(entry.target),
            node: entry.folio,
        });
        if let Some(line) = composed.lines().first() {
            sheet.page.lines.push(LineRecord {
                node: entry.folio,
                role: LineRole::ContentsFolio,
                index: 0,
                start: None,
                last: true,
                baseline,
                x0: right - width,
                x1: right,
                measure: width,
                natural: line.natural,
                adjust: line.adjust,
                items: first_item as u32..sheet.page.items.len() as u32,
            });
        }
        if entry.level == 0 {
            return;
        }
        let pitch = em / 2;
        let diameter = em.scale(9, 100);
        let least = (width + em / 2).div_ceil(pitch);
        let most = (right - from - em / 2).div_floor(pitch);
        if most >= least {
            let x = right - pitch * most - diameter / 2;
            sheet.page.items.push(Item {
                at: Point { x, y: baseline - em.scale(34, 100) - diameter / 2 },
                role: Role::Artifact(Artifact::Layout),
                draw: Draw::Dots { count: (most - least + 1) as u32, pitch, diameter, color: Color::BLACK },
            });
        }
    }

    /// Backgrounds, one for every stretch of rows on the same one.
    fn grounds(&self, placed: &[Placed], top: Len, sheet: &mut Sheet) {
        let ground_of = |placed: &Placed| match placed.what {
            What::Row(row) => self.galley.rows[row as usize].ground,
            What::Head(_) => None,
        };
        for stretch in placed.chunk_by(|a, b| ground_of(a) == ground_of(b)) {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            let (Some(ground), What::Row(row)) = (ground_of(first), last.what) else { continue };
            let ground = &self.galley.grounds[ground as usize];
            let height = last.top + self.galley.rows[row as usize].height - first.top + ground.pad * 2;
            sheet.page.items.push(Item {
                at: Point { x: ground.x, y: top + first.top - ground.pad },
                role: Role::Artifact(Artifact::Layout),
                draw: Draw::Fill(Size { width: ground.width, height }, ground.color),
            });
        }
    }

    /// The notes, their last line on the last baseline of the page, under a rule a third of the measure long.
    fn foot(&mut self, parts: &[Part], top: Len, sheet: &mut Sheet) {
        if parts.is_empty() {
            return;
        }
        let galley = self.galley;
        let rows = || parts.iter().flat_map(|part| part.start..part.end);
        let frame = NoteFrame::of(self.theme);
        let height = notes_height(rows().map(|row| galley.note_rows[row as usize]));
        let over = rows().next().map_or(Len::ZERO, |row| galley.note_rows[row as usize].over);
        let mut y = top + frame.bottom - height;
        sheet.page.items.push(Item {
            at: Point { x: Len::ZERO, y: y - (frame.gap - frame.over_rule) },
            role: Role::Artifact(Artifact::Layout),
            draw: Draw::Fill(Size { width: self.theme.measure() / 3, height: THIN }, Color::BLACK),
        });
        y += over;
        let mut first = true;
        for part in parts {
            self.number = self.number_of(part.note, part.number);
            for number in part.start..part.end {
                let row = &galley.note_rows[number as usize];
                if !std::mem::replace(&mut first, false) {
                    y += row.before;
                }
                self.mark_places(&galley.note_places, number, y, sheet);
                let from = sheet.page.items.len();
                self.row(row, y, sheet);
                y += row.advance;
                // The structure of the book holds every line of a note once, whichever pages show it.
                let noted = &mut self.noted[part.note as usize];
                if number < *noted {
                    for item in &mut sheet.page.items[from..] {
                        item.role = Role::Artifact(Artifact::RepeatedNote);
                    }
                }
                *noted = (*noted).max(number + 1);
            }
        }
    }
}

/// Composes a short text that the tool makes: a folio, a running head.
pub(super) fn made(fonts: &Fonts, theme: &Theme, lang: &Tag, text: &str, style: TextStyle, node: NodeId) -> Composed {
    made_of(fonts, theme, vec![plain(text, style, lang, node, Piece::Label)], node)
}

/// Composes runs that the tool makes, on one line.
pub(super) fn made_of(fonts: &Fonts, theme: &Theme, runs: Vec<Run>, node: NodeId) -> Composed {
    let flow = Flow { runs };
    let setting = Setting {
        measure: Len::MAX,
        first_indent: Len::ZERO,
        hang: Len::ZERO,
        align: TextAlign::Start,
        typography: theme.typography,
        node,
    };
    compose(fonts, &flow, &setting, &mut Vec::new())
}

fn rule(set: &TableSet, y: Len, thickness: Len, artifact: Artifact, sheet: &mut Sheet) {
    sheet.page.items.push(Item {
        at: Point { x: set.x, y },
        role: Role::Artifact(artifact),
        draw: Draw::Fill(Size { width: set.width, height: thickness }, Color::BLACK),
    });
}

/// An empty frame where a picture is missing.
fn frame(at: Point, size: Size, role: Role, sheet: &mut Sheet) {
    let grey = Color::grey(150);
    let sides = [
        (at.x, at.y, size.width, THIN),
        (at.x, at.y + size.height - THIN, size.width, THIN),
        (at.x, at.y, THIN, size.height),
        (at.x + size.width - THIN, at.y, THIN, size.height),
    ];
    for (x, y, width, height) in sides {
        let draw = Draw::Fill(Size { width, height }, grey);
        sheet.page.items.push(Item { at: Point { x, y }, role, draw });
    }
}

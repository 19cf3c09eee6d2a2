//! Rows become pages: where each page ends, which figures float, how many lines of notes stand at its foot.

use super::galley::{Galley, Keep, Row};
use crate::base::Len;
use crate::style::Theme;
use std::collections::VecDeque;

/// A page of a chapter: what stands where, from the top of the type area.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The column.
    pub placed: Vec<Placed>,
    /// The notes at its foot, in order.
    pub notes: Vec<Part>,
    /// Notes whose first call stands on this page, in order: a note's number on the page is its place here.
    pub called: Vec<u32>,
    /// Rows that found room but begin the next page, because they hold on to what follows them.
    pub pushed: std::ops::Range<u32>,
}

/// A thing in the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// What.
    pub what: What,
    /// Its top, from the top of the type area.
    pub top: Len,
}

/// What can stand in the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A row, by its index.
    Row(u32),
    /// The repeated head of a table, by its index.
    Head(u32),
}

/// Some rows of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The note.
    pub note: u32,
    /// Its first row here, of [`Galley::note_rows`].
    pub start: u32,
    /// One past its last row here.
    pub end: u32,
}

/// A note that fits into this many lines is never parted from its call.
const SHORT_NOTE: u32 = 5;

/// Lines of a longer note that stand on the page of its call at least.
const NOTE_START: u32 = 2;

/// Lines of the body that stand over notes carried from the page before.
const BODY_OVER_CARRIED: i32 = 4;

/// Cuts a galley into pages.
pub(super) fn paginate(galley: &Galley, theme: &Theme) -> Vec<Plan> {
    let mut breaker = Breaker::new(galley, theme);
    let mut plans = Vec::new();
    let mut state = State::default();
    while !breaker.is_done(&state) {
        let (plan, next) = breaker.page(state);
        plans.push(plan);
        state = next;
    }
    if plans.is_empty() {
        plans.push(Plan::default());
    }
    plans
}

/// The frame of the page's notes, shared with the drawing of them.
#[derive(Clone, Copy)]
pub(super) struct NoteFrame {
    /// From the foot of the body to the rule.
    pub over_rule: Len,
    /// From the foot of the body to the top of the first note.
    pub gap: Len,
    /// Where the em boxes of the notes end, from the top of the type area.
    pub bottom: Len,
}

impl NoteFrame {
    pub fn of(theme: &Theme) -> NoteFrame {
        let em = theme.note.text.size;
        // The last line of notes stands on the last baseline of the page (typography row FN-4).
        let bottom = theme.area.size.height - theme.em.scale(12, 100) + em.scale(12, 100);
        NoteFrame { over_rule: theme.pitch.scale(55, 100), gap: theme.pitch.scale(90, 100), bottom }
    }

    /// How high notes may be that go on from the page before: some lines of the body stand over them.
    pub fn room(&self, theme: &Theme) -> Len {
        let body = theme.pitch * BODY_OVER_CARRIED.min(i32::from(theme.lines_per_page) - 1).max(0);
        (self.bottom - self.gap - body).max(theme.note.pitch)
    }
}

/// Height of note rows, from the top of the first em box to the foot of the last, with the rules of a table there.
pub(super) fn notes_height(rows: impl Iterator<Item = Row>) -> Len {
    rows.fold(Stack::default(), Stack::with).height()
}

/// Note rows one under another.
#[derive(Clone, Copy, Default)]
struct Stack {
    /// To the foot of the last.
    foot: Len,
    /// The blank under it.
    blank: Len,
    /// How far a rule reaches below it.
    under: Len,
    any: bool,
}

impl Stack {
    fn with(self, row: Row) -> Stack {
        let top = if self.any { self.foot + self.blank + row.before } else { row.over };
        Stack { foot: top + row.height, blank: row.advance - row.height, under: row.under, any: true }
    }

    fn height(self) -> Len {
        self.foot + self.under
    }
}

/// Where the next page begins.
#[derive(Debug, Default)]
struct State {
    row: u32,
    /// Figures that wait for the top of a page.
    floats: VecDeque<u32>,
    /// What is left of notes.
    carried: Vec<Part>,
}

struct Breaker<'a> {
    galley: &'a Galley,
    theme: &'a Theme,
    frame: NoteFrame,
    /// Notes that have a place already.
    seen: Vec<bool>,
}

/// The page in hand.
struct Draft {
    placed: Vec<Placed>,
    /// How many notes of `parts` there are when each placed thing has been placed.
    notes_at: Vec<usize>,
    parts: Vec<Part>,
    /// Of `parts`, those carried from the page before.
    carried: usize,
    /// Figures that did not fit.
    deferred: Vec<u32>,
    /// Whether notes called here have no room at all, because earlier notes go on: they go to the next page.
    deaf: bool,
    /// Things of `placed` that stand before the column goes on: floats and a repeated head.
    fixed: usize,
    /// Rows that found room and were taken off again.
    pushed: std::ops::Range<u32>,
}

enum Fit {
    Whole,
    /// Fits with the beginning of its last note; nothing more fits after it.
    Split,
    No,
}

impl<'a> Breaker<'a> {
    fn new(galley: &'a Galley, theme: &'a Theme) -> Breaker<'a> {
        Breaker { galley, theme, frame: NoteFrame::of(theme), seen: vec![false; galley.notes.len()] }
    }

    fn is_done(&self, state: &State) -> bool {
        state.row as usize >= self.galley.rows.len() && state.floats.is_empty() && state.carried.is_empty()
    }

    /// Fills one page.
    fn page(&mut self, state: State) -> (Plan, State) {
        let State { row: start, mut floats, carried } = state;
        let mut draft = Draft {
            placed: Vec::new(),
            notes_at: Vec::new(),
            carried: 0,
            parts: Vec::new(),
            deferred: Vec::new(),
            deaf: false,
            fixed: 0,
            pushed: 0..0,
        };
        let carried = self.carry(carried, &mut draft);
        self.place_floats(&mut floats, &mut draft);
        let floated = draft.placed.len();
        let goes_on = self.repeat_head(start, &mut draft);
        draft.fixed = draft.placed.len();
        let (next, full) = match goes_on {
            true => self.fill(start, &mut draft, !floats.is_empty(), carried.is_empty()),
            false => (start, false),
        };
        let row = if full { self.back_up(start, next, &mut draft) } else { next };
        if draft.placed.len() == draft.fixed {
            // A head heads nothing where no row found room under it.
            self.drop_after(floated, &mut draft);
        }
        draft.pushed = row..next;
        floats.extend(draft.deferred.iter().copied().filter(|float| *float < row));
        self.close(draft, carried, State { row, floats, carried: Vec::new() })
    }

    /// Puts what is left of earlier notes on the page; gives back what goes on to the next.
    fn carry(&self, carried: Vec<Part>, draft: &mut Draft) -> Vec<Part> {
        let rest = self.allot(&carried, self.frame.room(self.theme), true, &mut draft.parts);
        draft.carried = draft.parts.len();
        rest
    }

    /// Takes rows of `wanted` into `parts` as long as they fit into `room`; gives back what is left, in order. Where
    /// nothing else stands on the page, at least one row is taken.
    fn allot(&self, wanted: &[Part], room: Len, alone: bool, parts: &mut Vec<Part>) -> Vec<Part> {
        let mut stack = Stack::default();
        for (index, part) in wanted.iter().enumerate() {
            for row in part.start..part.end {
                let grown = stack.with(self.galley.note_rows[row as usize]);
                if grown.height() > room && (stack.any || !alone) {
                    if row > part.start {
                        parts.push(Part { end: row, ..*part });
                    }
                    let mut rest = vec![Part { start: row, ..*part }];
                    rest.extend_from_slice(&wanted[index + 1..]);
                    return rest;
                }
                stack = grown;
            }
            parts.push(*part);
        }
        Vec::new()
    }

    fn place_floats(&mut self, floats: &mut VecDeque<u32>, draft: &mut Draft) {
        while let Some(float) = floats.front().copied() {
            match self.try_row(float, draft, true) {
                Fit::No if !draft.placed.is_empty() || !self.must_open(float, draft) => return,
                Fit::Whole | Fit::Split | Fit::No => self.accept(float, draft),
            }
            floats.pop_front();
        }
    }

    /// Repeats the head of the table that row `start` goes on with; whether the column goes on here at all. A head goes
    /// only where its row has room under it, and where no page ever has, the table goes on without it.
    fn repeat_head(&self, start: u32, draft: &mut Draft) -> bool {
        let Some(table) = self.galley.continued_table(start) else { return true };
        let row = &self.galley.rows[start as usize];
        let needed = self.galley.tables[table as usize].head_advance() + row.height + row.under;
        let top = draft.placed.last().map_or(Len::ZERO, |last| self.after(last) + self.theme.pitch / 2);
        if top + needed <= self.limit(draft.parts_here(), &[]) {
            draft.push(What::Head(table), top);
            return true;
        }
        needed > self.theme.area.size.height
    }

    /// Whether a row opens a page even if the notes that it calls find no room there: it stands alone, or it has room by
    /// itself.
    fn must_open(&self, index: u32, draft: &Draft) -> bool {
        let row = &self.galley.rows[index as usize];
        draft.parts.is_empty() || self.foot_of(row, draft) <= self.limit(draft.parts_here(), &[])
    }

    /// Where a row would end on the page.
    fn foot_of(&self, row: &Row, draft: &Draft) -> Len {
        self.top_of(row, draft) + row.height + row.under
    }

    /// Places rows from `start` on; gives the row that comes next and whether it found no room.
    fn fill(&mut self, start: u32, draft: &mut Draft, waiting: bool, notes_open: bool) -> (u32, bool) {
        let mut row = start;
        while let Some(one) = self.galley.rows.get(row as usize) {
            let first = draft.placed.is_empty() || (draft.fixed == draft.placed.len() && !draft.has_float(self.galley));
            let fit = self.try_row(row, draft, notes_open);
            let opens = first && self.must_open(row, draft);
            let none = matches!(fit, Fit::No) && !opens;
            if one.float && (none || !first && (waiting || !draft.deferred.is_empty())) {
                draft.deferred.push(row);
                row += 1;
                continue;
            }
            match fit {
                Fit::Whole => self.accept(row, draft),
                Fit::Split => {
                    self.accept(row, draft);
                    return (row + 1, (row as usize + 1) < self.galley.rows.len());
                }
                Fit::No if opens => self.accept(row, draft),
                Fit::No if !notes_open && !draft.deaf && !self.may_end(draft) => {
                    draft.deaf = true;
                    continue;
                }
                Fit::No => return (row, true),
            }
            row += 1;
        }
        (row, false)
    }

    /// Ends the page at the last place where a page may end; gives the row that the next page begins with.
    fn back_up(&mut self, start: u32, next: u32, draft: &mut Draft) -> u32 {
        let column = &draft.placed[draft.fixed..];
        let end = |most: Keep| column.iter().rposition(|placed| self.row(placed).is_some_and(|row| row.keep <= most));
        let mut end_at = end(Keep::Free);
        if end_at.is_none() && draft.has_float(self.galley) && !column.is_empty() {
            // Rows that belong together and found no room beside floats begin the next page; elsewhere they are parted.
            self.drop_after(draft.fixed, draft);
            return start;
        }
        if end_at.is_none() {
            end_at = end(Keep::Loose);
        }
        let Some(last) = end_at.map(|index| draft.fixed + index) else { return next };
        if last + 1 == draft.placed.len() {
            return next;
        }
        self.drop_after(last + 1, draft);
        match draft.placed[last].what {
            What::Row(row) => row + 1,
            What::Head(_) => next,
        }
    }

    /// Whether the page may end after any of its rows.
    fn may_end(&self, draft: &Draft) -> bool {
        draft.placed[draft.fixed..].iter().any(|placed| self.row(placed).is_some_and(|row| row.keep == Keep::Free))
    }

    fn drop_after(&mut self, count: usize, draft: &mut Draft) {
        draft.placed.truncate(count);
        draft.notes_at.truncate(count);
        let parts = draft.notes_at.last().copied().unwrap_or(draft.carried);
        for part in draft.parts.drain(parts..) {
            self.seen[part.note as usize] = false;
        }
    }

    /// Fits the notes to the room, and moves displays so that the blank around them is even.
    fn close(&mut self, mut draft: Draft, carried: Vec<Part>, mut next: State) -> (Plan, State) {
        let called: Vec<u32> = draft.parts[draft.carried..].iter().map(|part| part.note).collect();
        let foot = draft.placed.last().map(|last| last.top + self.height(last) + self.under(last));
        let room = self.frame.bottom - foot.map_or(Len::ZERO, |foot| foot + self.frame.gap);
        let mut parts = Vec::new();
        next.carried = if carried.is_empty() {
            self.allot_or_carry(&draft.parts, room, foot.is_none(), &mut parts)
        } else {
            // Earlier notes fill the page; those called on it come after them.
            let mut rest = self.allot_or_carry(&draft.parts[..draft.carried], room, foot.is_none(), &mut parts);
            rest.extend(carried);
            rest.extend_from_slice(&draft.parts[draft.carried..]);
            rest
        };
        self.even_out(&mut draft, next.row as usize >= self.galley.rows.len());
        (Plan { placed: draft.placed, notes: parts, called, pushed: draft.pushed }, next)
    }

    /// As [`Self::allot`], but nothing is taken where there is no room for a line, unless the page is empty.
    fn allot_or_carry(&self, wanted: &[Part], room: Len, alone: bool, parts: &mut Vec<Part>) -> Vec<Part> {
        if room < self.theme.note.text.size { wanted.to_vec() } else { self.allot(wanted, room, alone, parts) }
    }

    /// Rows off the grid between rows on it share the blank that is left in proportion to the space asked for.
    fn even_out(&self, draft: &mut Draft, ends: bool) {
        let placed = &mut draft.placed;
        let mut start = 0;
        while start < placed.len() {
            if self.snaps(&placed[start]) {
                start += 1;
                continue;
            }
            let end = (start..placed.len()).find(|index| self.snaps(&placed[*index])).unwrap_or(placed.len());
            let shift = self.shift(placed, start, end, ends && draft.parts.is_empty());
            placed[start..end].iter_mut().for_each(|one| one.top += shift);
            start = end;
        }
    }

    /// How far the rows `start..end`, off the grid, move down.
    fn shift(&self, placed: &[Placed], start: usize, end: usize, ends: bool) -> Len {
        let first = self.row(&placed[start]);
        if start == 0 && !first.is_some_and(|row| row.sink) {
            return Len::ZERO;
        }
        let Some(next) = placed.get(end) else {
            // At the foot of a full page a display stands on the last line.
            let last = &placed[end - 1];
            let left = self.theme.area.size.height - last.top - self.height(last) - self.under(last);
            let figure = self.row(last).is_some_and(|row| row.float);
            return if figure && !ends && left < self.theme.pitch { left.max(Len::ZERO) } else { Len::ZERO };
        };
        let slack = next.top - self.after(&placed[end - 1]);
        let before = first.map_or(Len::ZERO, |row| row.before);
        let after = self.row(&placed[end - 1]).map_or(Len::ZERO, |row| row.after);
        let after = after.max(self.row(next).map_or(Len::ZERO, |row| row.before));
        let slack = slack - after;
        if before + after <= Len::ZERO {
            slack / 2
        } else {
            slack.scale(i64::from(before.0), i64::from((before + after).0))
        }
    }

    // Geometry.

    fn row(&self, placed: &Placed) -> Option<&'a Row> {
        match placed.what {
            What::Row(row) => Some(&self.galley.rows[row as usize]),
            What::Head(_) => None,
        }
    }

    fn snaps(&self, placed: &Placed) -> bool {
        self.row(placed).is_some_and(|row| row.snap)
    }

    fn height(&self, placed: &Placed) -> Len {
        match placed.what {
            What::Row(row) => self.galley.rows[row as usize].height,
            What::Head(table) => self.galley.tables[table as usize].head_advance(),
        }
    }

    /// How far ink reaches below a thing that closes a page.
    fn under(&self, placed: &Placed) -> Len {
        self.row(placed).map_or(Len::ZERO, |row| row.under)
    }

    /// Where the next row begins if it asks for no space.
    fn after(&self, placed: &Placed) -> Len {
        match placed.what {
            What::Row(row) => placed.top + self.galley.rows[row as usize].advance,
            What::Head(_) => placed.top + self.height(placed),
        }
    }

    fn top_of(&self, row: &Row, draft: &Draft) -> Len {
        let top = match draft.placed.last() {
            None if row.sink => row.before.max(row.over),
            None => row.over,
            Some(last) => {
                let space = match last.what {
                    What::Row(above) => self.galley.rows[above as usize].after.max(row.before),
                    // The repeated head brings its own space.
                    What::Head(_) => Len::ZERO,
                };
                self.after(last) + space
            }
        };
        if row.snap { self.theme.pitch * top.div_ceil(self.theme.pitch) } else { top }
    }

    /// Whether a row has room, with the notes it calls.
    fn try_row(&self, index: u32, draft: &Draft, notes_open: bool) -> Fit {
        let row = &self.galley.rows[index as usize];
        let foot = self.foot_of(row, draft);
        let new = self.new_notes(row);
        if new.is_empty() {
            return if foot <= self.limit(draft.parts_here(), &[]) { Fit::Whole } else { Fit::No };
        }
        if draft.deaf {
            return if foot <= self.limit(draft.parts_here(), &[]) { Fit::Whole } else { Fit::No };
        }
        if !notes_open {
            return Fit::No;
        }
        if foot <= self.limit(draft.parts_here(), &new) {
            return Fit::Whole;
        }
        let mut start = new;
        match start.last_mut() {
            Some(last) if last.end - last.start > SHORT_NOTE => last.end = last.start + NOTE_START,
            _ => return Fit::No,
        }
        if foot <= self.limit(draft.parts_here(), &start) { Fit::Split } else { Fit::No }
    }

    /// Where the body must end when these notes stand at the foot.
    fn limit(&self, parts: &[Part], more: &[Part]) -> Len {
        if parts.is_empty() && more.is_empty() {
            return self.theme.area.size.height;
        }
        let rows = parts.iter().chain(more).flat_map(|part| part.start..part.end);
        let height = notes_height(rows.map(|row| self.galley.note_rows[row as usize]));
        (self.frame.bottom - height - self.frame.gap).min(self.theme.area.size.height)
    }

    /// Notes that a row calls and that have no place yet, with those that they call themselves.
    fn new_notes(&self, row: &Row) -> Vec<Part> {
        let mut found: Vec<Part> = Vec::new();
        if !row.calls {
            return found;
        }
        let add = |note: u32, found: &mut Vec<Part>| {
            let known = self.seen.get(note as usize).copied().unwrap_or(true);
            if !known && !found.iter().any(|part| part.note == note) {
                let rows = &self.galley.notes[note as usize];
                found.push(Part { note, start: rows.start, end: rows.end });
            }
        };
        self.galley.calls_of(row, &mut |note| add(note, &mut found));
        let mut next = 0;
        while let Some(part) = found.get(next).copied() {
            for row in part.start..part.end {
                self.galley.calls_of(&self.galley.note_rows[row as usize], &mut |note| add(note, &mut found));
            }
            next += 1;
        }
        found
    }

    fn accept(&mut self, index: u32, draft: &mut Draft) {
        let row = &self.galley.rows[index as usize];
        let top = self.top_of(row, draft);
        for part in self.new_notes(row) {
            self.seen[part.note as usize] = true;
            draft.parts.push(part);
        }
        draft.push(What::Row(index), top);
    }
}

impl Draft {
    fn push(&mut self, what: What, top: Len) {
        self.placed.push(Placed { what, top });
        self.notes_at.push(self.parts.len());
    }

    /// The notes that take room on this page.
    fn parts_here(&self) -> &[Part] {
        if self.deaf { &self.parts[..self.carried] } else { &self.parts }
    }

    /// Whether figures from earlier pages stand at the top.
    fn has_float(&self, galley: &Galley) -> bool {
        self.placed[..self.fixed]
            .iter()
            .any(|placed| matches!(placed.what, What::Row(row) if galley.rows[row as usize].float))
    }
}

//! Rows become pages: where each page ends, which figures float, how many lines of notes stand at its foot.

use super::foot::{Least, NoteFrame, Part, allot, beginnings, begun, joined, notes_height};
use super::galley::{Galley, Keep, Row};
use crate::base::{Len, NodeId};
use crate::style::Theme;
use std::collections::{BTreeSet, VecDeque};

/// A page of a chapter: what stands where, from the top of the type area.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The column.
    pub placed: Vec<Placed>,
    /// The notes at its foot, in order.
    pub notes: Vec<Part>,
    /// Notes that are called on this page, in the reading order of their first calls here: a note's number on the page is
    /// its place in this list, from 1. Each stands at the foot of the page, however often earlier pages called it.
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

/// The displays that floated away from a paragraph that follows them in the book.
pub(super) fn moved(galley: &Galley, plans: &[Plan]) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    if galley.followed.is_empty() {
        return found;
    }
    let rows = plans.iter().flat_map(|plan| &plan.placed).filter_map(|placed| match placed.what {
        What::Row(row) => Some(row),
        What::Head(_) => None,
    });
    let order: Vec<u32> = rows.collect();
    for pair in order.windows(2).filter(|pair| pair[1] != pair[0] + 1 && galley.rows[pair[0] as usize].float) {
        let first = galley.places.partition_point(|(row, _)| *row < pair[0]);
        let nodes = galley.places[first..].iter().take_while(|(row, _)| *row == pair[0]).map(|(_, node)| *node);
        found.extend(nodes.filter(|node| galley.followed.contains(node)));
    }
    found
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

pub(super) struct Breaker<'a> {
    pub galley: &'a Galley,
    pub theme: &'a Theme,
    frame: NoteFrame,
    /// Notes that the page in hand calls.
    seen: Vec<bool>,
    /// The numbers of notes on the page that was closed last; 0 for a note that it did not call.
    numbers: Vec<u32>,
}

/// The page in hand.
pub(super) struct Draft {
    pub placed: Vec<Placed>,
    /// How many notes of `parts` there are when each placed thing has been placed.
    notes_at: Vec<usize>,
    pub parts: Vec<Part>,
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
    /// Fits with these beginnings of the notes that it calls. No other note finds room on the page.
    Split(Vec<Part>),
    No,
}

impl<'a> Breaker<'a> {
    fn new(galley: &'a Galley, theme: &'a Theme) -> Breaker<'a> {
        let notes = galley.notes.len();
        Breaker { galley, theme, frame: NoteFrame::of(theme), seen: vec![false; notes], numbers: vec![0; notes] }
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
        let rest = allot(self.galley, &carried, self.frame.room(self.theme), true, &mut draft.parts);
        draft.carried = draft.parts.len();
        rest
    }

    fn place_floats(&mut self, floats: &mut VecDeque<u32>, draft: &mut Draft) {
        while let Some(float) = floats.front().copied() {
            match self.try_row(float, draft, true) {
                Fit::No if !draft.placed.is_empty() || !self.must_open(float, draft) => return,
                Fit::Whole | Fit::Split(_) | Fit::No => self.accept(float, draft),
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
                Fit::Split(begun) => {
                    let next = self.accept_parted(row, begun, draft);
                    return (next, (next as usize) < self.galley.rows.len());
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

    /// Places a row whose notes only begin on the page, and the rows after it as far as the page may not end before them;
    /// gives the row that comes next. Rows that call notes are among these only where the page would be left rather empty.
    fn accept_parted(&mut self, row: u32, begun: Vec<Part>, draft: &mut Draft) -> u32 {
        let is_empty = self.is_rather_empty(draft);
        let mut held = draft.parts_here().to_vec();
        held.extend(begun);
        self.accept(row, draft);
        let mut next = row + 1;
        while let Some(one) = self.galley.rows.get(next as usize) {
            let ends = draft.placed.last().and_then(|last| self.row(last)).is_none_or(|row| row.keep == Keep::Free);
            let new: Vec<Part> =
                self.new_notes(one).iter().map(|part| Least::LEVELS[0].of(self.galley, part)).collect();
            let fits = self.foot_of(one, draft) <= self.limit(&held, &new);
            if ends || one.float || !fits || !(is_empty || new.is_empty()) {
                break;
            }
            held.extend(new);
            self.accept(next, draft);
            next += 1;
        }
        next
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
        let called = self.called(&draft);
        let own = self.numbered(&called, draft.parts.split_off(draft.carried));
        let foot = draft.placed.last().map(|last| last.top + self.height(last) + self.under(last));
        // Over notes that stand alone their rule finds room.
        let over = foot.map_or(self.frame.gap - self.frame.over_rule, |foot| foot + self.frame.gap);
        let room = self.frame.bottom - over;
        let mut parts = Vec::new();
        // A note that is called here, and goes on past the page, is set again from its beginning instead.
        let is_begun_again = |part: &Part| {
            carried.iter().any(|rest| rest.note == part.note) && own.iter().any(|new| new.note == part.note)
        };
        let mut wanted = joined(&draft.parts, &carried);
        wanted.retain(|part| !is_begun_again(part));
        wanted.extend(own);
        next.carried = self.allot_or_carry(&wanted, room, foot.is_none(), &mut parts);
        self.even_out(&mut draft, next.row as usize >= self.galley.rows.len());
        (Plan { placed: draft.placed, notes: parts, called, pushed: draft.pushed }, next)
    }

    /// The notes that the page calls, in the reading order of their first calls on it: cells of a table are read one after
    /// the other, though their lines stand side by side.
    fn called(&self, draft: &Draft) -> Vec<u32> {
        let mut calls = Vec::new();
        for row in draft.placed.iter().filter_map(|placed| self.row(placed)) {
            self.galley.calls_of(row, &mut |call, note| calls.push((call, note)));
        }
        calls.sort_unstable();
        let mut seen = BTreeSet::new();
        calls.into_iter().map(|(_, note)| note).filter(|note| seen.insert(*note)).collect()
    }

    /// The notes of a page with their numbers, in order.
    fn numbered(&mut self, called: &[u32], mut own: Vec<Part>) -> Vec<Part> {
        for (note, number) in called.iter().zip(1..) {
            self.numbers[*note as usize] = number;
        }
        own.iter_mut().for_each(|part| {
            part.number = self.numbers[part.note as usize];
            self.seen[part.note as usize] = false;
        });
        own.sort_by_key(|part| part.number);
        own
    }

    /// As [`allot`], but nothing is taken where there is no room for a line, unless the page is empty.
    fn allot_or_carry(&self, wanted: &[Part], room: Len, alone: bool, parts: &mut Vec<Part>) -> Vec<Part> {
        let none = room < self.theme.note.text.size && !alone;
        if none { wanted.to_vec() } else { allot(self.galley, wanted, room, alone, parts) }
    }

    /// Whether a row has room, with the notes it calls.
    fn try_row(&self, index: u32, draft: &Draft, notes_open: bool) -> Fit {
        let row = &self.galley.rows[index as usize];
        let foot = self.foot_of(row, draft);
        let new = self.new_notes(row);
        let has_room = |notes: &[Part]| foot <= self.limit(draft.parts_here(), notes);
        if new.is_empty() || draft.deaf {
            return if has_room(&[]) { Fit::Whole } else { Fit::No };
        }
        if !notes_open {
            return Fit::No;
        }
        if has_room(&new) {
            return Fit::Whole;
        }
        let parted =
            |note: usize, after: &dyn Fn(&Part) -> Part| begun(&new, note, after).filter(|notes| has_room(notes));
        let last = new.len() - 1;
        // A long note goes on, and those after it stand here whole.
        let mut split = (0..=last).rev().find_map(|note| parted(note, &|part| *part));
        let begins = |part: &Part| Least::LEVELS[0].of(self.galley, part);
        if split.is_none() && last > 0 && self.gains_little(row, &new, draft) {
            // Several go on, before much of the page stays empty.
            split = (0..last).rev().find_map(|note| parted(note, &begins));
        }
        let fits = |notes: &[Part]| row.height <= self.limit(&[], notes);
        if split.is_none() && !fits(&new.iter().map(begins).collect::<Vec<_>>()) {
            // No page has room for so much: less of each note begins here.
            split = beginnings(self.galley, &new, fits).filter(|notes| has_room(notes));
        }
        split.map_or(Fit::No, Fit::Split)
    }

    /// Whether a row that finds no room with its notes is no better off on the next page, or leaves this one rather empty.
    fn gains_little(&self, row: &Row, new: &[Part], draft: &Draft) -> bool {
        let least = begun(new, new.len() - 1, |part| *part);
        row.height > self.limit(&[], least.as_deref().unwrap_or(new)) || self.is_rather_empty(draft)
    }

    /// Whether a third of the page would stay free, did it end at the last place where it may.
    fn is_rather_empty(&self, draft: &Draft) -> bool {
        let may_end = |placed: &Placed| self.row(placed).is_some_and(|row| row.keep == Keep::Free);
        let end = draft.placed.iter().rposition(may_end);
        let foot = end.map_or(Len::ZERO, |end| draft.placed[end].top + self.height(&draft.placed[end]));
        let notes = end.map_or(draft.carried, |end| draft.notes_at[end]);
        self.limit(&draft.parts[..notes], &[]) - foot > self.theme.area.size.height / 3
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

    /// Notes that a row is the first on the page to call. Notes call none themselves.
    fn new_notes(&self, row: &Row) -> Vec<Part> {
        let mut found: Vec<Part> = Vec::new();
        self.galley.calls_of(row, &mut |_, note| {
            let known = self.seen.get(note as usize).copied().unwrap_or(true);
            if !known && !found.iter().any(|part| part.note == note) {
                let rows = &self.galley.notes[note as usize];
                found.push(Part { note, start: rows.start, end: rows.end, number: 0 });
            }
        });
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

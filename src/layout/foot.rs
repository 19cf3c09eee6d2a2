//! The foot of a page: notes, whole or in parts.

use super::galley::{Galley, Row};
use crate::base::Len;
use crate::style::Theme;
use std::collections::BTreeSet;

/// Some rows of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The note.
    pub note: u32,
    /// Its first row here, of [`Galley::note_rows`].
    pub start: u32,
    /// One past its last row here.
    pub end: u32,
    /// Its number on the page of its call.
    pub number: u32,
}

/// A note that fits into this many lines is never parted from its call.
const SHORT_NOTE: u32 = 5;

/// Lines of a longer note that stand on the page of its call at least.
pub(super) const NOTE_START: u32 = 2;

/// Lines of the body that stand over notes carried from the page before.
const BODY_OVER_CARRIED: i32 = 4;

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

/// Takes rows of `wanted` into `parts` as long as they fit into `room`; gives back what is left, in order. Notes that are
/// called here all begin here, as far as there is room for that: a longer one before them goes on earlier. Where nothing
/// else stands on the page, which is `alone`, at least one row is taken.
pub(super) fn allot(galley: &Galley, wanted: &[Part], room: Len, alone: bool, parts: &mut Vec<Part>) -> Vec<Part> {
    let fits = |stack: Stack, begun: &[Part]| {
        let rows = begun.iter().flat_map(|part| part.start..part.end);
        let mut stacks = rows.scan(stack, |stack, row| {
            *stack = stack.with(galley.note_rows[row as usize]);
            Some(*stack)
        });
        stack.height() <= room && stacks.all(|stack| stack.height() <= room)
    };
    let begun = beginnings(galley, wanted, |begun| fits(Stack::default(), begun));
    let mut stack = Stack::default();
    let mut rest = Vec::new();
    for (index, part) in wanted.iter().enumerate() {
        let after = begun.as_deref().map_or(&[][..], |begun| &begun[index + 1..]);
        let must = begun.as_deref().map_or(part.start, |begun| begun[index].end);
        let mut end = part.start;
        while end < part.end {
            let grown = stack.with(galley.note_rows[end as usize]);
            let has_to = end < must || alone && !stack.any;
            if !has_to && !fits(grown, after) {
                break;
            }
            stack = grown;
            end += 1;
        }
        if end > part.start {
            parts.push(Part { end, ..*part });
        }
        if end < part.end {
            rest.push(Part { start: end, ..*part });
            if begun.is_none() {
                rest.extend_from_slice(&wanted[index + 1..]);
                break;
            }
        }
    }
    rest
}

/// What of a note that is called on a page stands there at least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Least {
    /// A note of so many rows is not parted.
    whole: u32,
    /// Rows of a longer one.
    start: u32,
}

impl Least {
    /// What is asked for, and what is done with where no page has room for that: each note stands with its mark on the page
    /// of its call even if one line of it is all that finds room.
    pub const LEVELS: [Least; 3] = [
        Least { whole: SHORT_NOTE, start: NOTE_START },
        Least { whole: NOTE_START, start: NOTE_START },
        Least { whole: 1, start: 1 },
    ];

    /// The beginning of a note. Of one that goes on from the page before, nothing has to stand here.
    pub fn of(self, galley: &Galley, part: &Part) -> Part {
        let goes_on = galley.notes.get(part.note as usize).is_some_and(|rows| rows.start < part.start);
        let length = part.end - part.start;
        let rows = if goes_on {
            0
        } else if length > self.whole {
            self.start
        } else {
            length
        };
        Part { end: part.start + rows, ..*part }
    }
}

/// The beginnings of notes, as much of them as finds room; none where a line of each does not.
pub(super) fn beginnings(galley: &Galley, notes: &[Part], has_room: impl Fn(&[Part]) -> bool) -> Option<Vec<Part>> {
    let begun = |least: Least| -> Vec<Part> { notes.iter().map(|part| least.of(galley, part)).collect() };
    Least::LEVELS.into_iter().map(begun).find(|begun| has_room(begun))
}

/// Notes of which the one with an index only begins, and those after it stand as far as `after` says of each; none when
/// that one is too short to be parted.
pub(super) fn begun(notes: &[Part], index: usize, after: impl Fn(&Part) -> Part) -> Option<Vec<Part>> {
    let mut begun = notes[..=index].to_vec();
    let last = begun.last_mut().filter(|last| last.end - last.start > SHORT_NOTE)?;
    last.end = last.start + NOTE_START;
    begun.extend(notes[index + 1..].iter().map(after));
    Some(begun)
}

/// What a page was to hold of earlier notes, and what is left of them.
pub(super) fn joined(held: &[Part], rest: &[Part]) -> Vec<Part> {
    let mut joined = held.to_vec();
    for part in rest {
        match joined.last_mut() {
            Some(last) if last.note == part.note && last.end == part.start => last.end = part.end,
            _ => joined.push(*part),
        }
    }
    joined
}

/// What the notes that rows call take of the type area, with the space above them.
pub(super) fn depth_of_notes(galley: &Galley, rows: &[Row], theme: &Theme) -> Len {
    let mut called = BTreeSet::new();
    rows.iter().for_each(|row| galley.calls_of(row, &mut |_, note| _ = called.insert(note)));
    if called.is_empty() {
        return Len::ZERO;
    }
    let rows = called.iter().filter_map(|note| galley.notes.get(*note as usize)).flat_map(Clone::clone);
    let frame = NoteFrame::of(theme);
    theme.area.size.height - frame.bottom + frame.gap + notes_height(rows.map(|row| galley.note_rows[row as usize]))
}

//! What does not stay where the text alone would put it, for the reports: rows that were pushed, figures that waited,
//! notes and tables on two pages.

use super::galley::{Galley, RowKind, TableSet};
use super::pages::{Plan, What};
use crate::base::NodeId;
use crate::display::{LineRole, Move};
use crate::model::Chapter;

/// What moved on a page. `reached` is one past the last row of the pages before it.
pub(super) fn of(galley: &Galley, chapter: &Chapter, plan: &Plan, reached: u32) -> Vec<Move> {
    let rows: Vec<u32> = plan
        .placed
        .iter()
        .filter_map(|placed| match placed.what {
            What::Row(row) => Some(row),
            What::Head(_) => None,
        })
        .collect();
    let float = |row: u32| {
        let row = galley.rows.get(row as usize).filter(|row| row.float)?;
        galley.start_of(row).map(|start| start.node)
    };
    let note = |note: u32| chapter.notes.get(note as usize).map(|note| note.id);
    let first_row = |note: u32| galley.notes[note as usize].start;
    let last_row = |note: u32| galley.notes[note as usize].end;

    let went_on = plan.notes.iter().filter(|part| part.start > first_row(part.note));
    let mut moves: Vec<Move> = went_on.filter_map(|part| note(part.note).map(Move::NoteWentOn)).collect();
    moves.extend(rows.iter().filter(|row| **row < reached).filter_map(|row| float(*row)).map(Move::Late));
    moves.extend(plan.placed.iter().find_map(|placed| match placed.what {
        What::Head(table) => node_of(galley, &galley.tables[table as usize]).map(Move::TableWentOn),
        What::Row(_) => None,
    }));
    // The column reaches as far as its last row; floats before that which do not stand here wait.
    let last = rows.iter().copied().max().unwrap_or(reached);
    moves.extend((reached..last).filter(|row| !rows.contains(row)).filter_map(float).map(Move::PutOff));
    moves.extend(pushed(galley, plan));
    let goes_on = plan.notes.iter().filter(|part| part.end < last_row(part.note));
    moves.extend(goes_on.filter_map(|part| note(part.note).map(Move::NoteGoesOn)));
    moves
}

/// The first cell of a table stands for it.
fn node_of(galley: &Galley, table: &TableSet) -> Option<NodeId> {
    let cell = table.rows.first()?.cells.iter().flatten().next()?;
    Some(galley.texts[*cell as usize].node)
}

/// Rows that found room and begin the next page.
fn pushed(galley: &Galley, plan: &Plan) -> Option<Move> {
    let rows = galley.rows.get(plan.pushed.start as usize..plan.pushed.end as usize)?;
    let heading = |kind: RowKind| match kind {
        RowKind::Line { text, .. } => galley.texts[text as usize].role == LineRole::Heading,
        _ => false,
    };
    match rows.len() as u32 {
        0 => None,
        count if rows.iter().any(|row| heading(row.kind)) => Some(Move::Heading(count)),
        count => Some(Move::Lines(count)),
    }
}

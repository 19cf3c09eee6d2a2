//! Footnotes as rows.

use super::draw::made;
use super::flow::{Context, Setter};
use super::galley::{Label, LabelText};
use crate::base::Len;
use crate::model::Note;

impl Setter<'_> {
    /// Sets the notes of the chapter. In full-width scripts their measure is a whole number of their own em (typography row
    /// FN-3); what is left over stands at the end of the line, so that notes, their rule and the text begin at one edge.
    pub(super) fn notes(&mut self) {
        let chapter = self.chapter;
        let style = self.theme.note;
        let em = style.text.size;
        let full = self.theme.measure();
        let measure = if self.theme.script.is_full_width() { (em * full.div_floor(em)).max(em) } else { full };
        let context = Context { measure, style, snap: false, note: true, ..self.body() };
        // A row of a note has room on every page, below some lines of the body.
        let of_notes = (self.most_of_notes() - em * 2).max(em);
        let highest = std::mem::replace(&mut self.highest, of_notes);
        let column = std::mem::take(&mut self.galley.rows);
        let places = std::mem::take(&mut self.galley.places);
        for (index, note) in chapter.notes.iter().enumerate() {
            let first = self.galley.rows.len() as u32;
            self.galley.places.push((first, note.id));
            // The number stands at the indent; one em parts it from the text (typography row FN-5), half an em a figure.
            let gap = if self.theme.script.is_full_width() { em } else { em / 2 };
            let indent = style.indent + self.widest_number(note) + gap;
            self.label = Some(Label { text: LabelText::Note(index as u32), x: context.x + style.indent, indent });
            self.blocks(&note.blocks, context);
            self.flush_label(context);
            self.galley.notes.push(first..self.galley.rows.len() as u32);
        }
        self.galley.note_rows = std::mem::replace(&mut self.galley.rows, column);
        self.galley.note_places = std::mem::replace(&mut self.galley.places, places);
        self.highest = highest;
        let pitch = self.theme.note.pitch;
        for row in &mut self.galley.note_rows {
            row.before = row.before.min(pitch / 2);
            row.after = Len::ZERO;
        }
    }

    /// Room for a note's number: one em for a circled one, as all of a page are; what a higher number of a chapter takes,
    /// and what figures take.
    fn widest_number(&self, note: &Note) -> Len {
        let style = self.theme.note.text;
        let label = self.theme.widest_note_label(note.number);
        let width = made(self.fonts, self.theme, &self.chapter.lang, &label, style, note.id).natural_width();
        if self.theme.script.is_full_width() { width.max(style.size) } else { width }
    }
}

//! Footnotes: calls meet their notes.

use super::blank;
use super::draft::{Draft, NoteDraft};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::references;
use crate::model::{Block, Inline, InlineKind, Note, walk_text_mut};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Orders the notes by their first calls in reading order and turns the provisional calls into indexes of them.
///
/// Calls without a note, notes without a call, notes defined twice and notes in notes are reported.
pub(super) fn settle(blocks: &mut [Block], drafts: Vec<NoteDraft>, draft: &mut Draft) -> Vec<Note> {
    let mut defined: BTreeMap<String, NoteDraft> = BTreeMap::new();
    for note in drafts {
        match defined.entry(note.label.to_lowercase()) {
            Entry::Vacant(vacant) => {
                vacant.insert(note);
            }
            Entry::Occupied(first) => {
                let finding = place(Diagnostic::new(&references::E206).with("label", &note.label), &note, draft);
                draft.report(finding.also(draft.span(first.get().id)));
            }
        }
    }
    let mut order: BTreeMap<String, u32> = BTreeMap::new();
    let mut notes: Vec<Note> = Vec::new();
    let calls = std::mem::take(&mut draft.calls);
    each_call(blocks, &mut |inline, call| {
        let Some(call) = calls.get(call as usize) else { return };
        let key = call.label.to_lowercase();
        if let Some(index) = order.get(&key) {
            inline.kind = InlineKind::NoteCall(*index);
            return;
        }
        let Some(note) = defined.remove(&key) else {
            draft.report(Diagnostic::new(&references::E204).at(call.span).with("label", &call.label));
            inline.kind = InlineKind::Text(format!("[^{}]", call.label));
            return;
        };
        let index = u32::try_from(notes.len()).unwrap_or(u32::MAX);
        order.insert(key, index);
        inline.kind = InlineKind::NoteCall(index);
        let NoteDraft { label: name, id, blocks } = note;
        if blank::is_empty(&blocks) {
            blank::tell(blank::NOTE, draft.span(id), draft);
        }
        notes.push(Note { id, name, number: index + 1, calls: Vec::new(), blocks });
    });
    for note in defined.values() {
        let finding = Diagnostic::new(&references::W205).with("label", &note.label);
        draft.report(place(finding, note, draft));
    }
    for note in &mut notes {
        let caller = draft.span(note.id);
        each_call(&mut note.blocks, &mut |inline, call| {
            let Some(call) = calls.get(call as usize) else { return };
            let finding = Diagnostic::new(&references::E207).at(call.span).with("label", &call.label);
            draft.report(finding.also(caller));
            inline.kind = InlineKind::Text(format!("[^{}]", call.label));
        });
    }
    notes
}

fn place(finding: Diagnostic, note: &NoteDraft, draft: &Draft) -> Diagnostic {
    match draft.span(note.id) {
        Some(span) => finding.at(span),
        None => finding.at(draft.context.path),
    }
}

fn each_call(blocks: &mut [Block], on_call: &mut dyn FnMut(&mut Inline, u32)) {
    walk_text_mut(blocks, &mut |inline| {
        if let InlineKind::NoteCall(call) = inline.kind {
            on_call(inline, call);
        }
    });
}

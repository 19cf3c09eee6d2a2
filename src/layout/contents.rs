//! The generated contents: titles with leaders and folios.

use super::flow::{Context, Lines, Setter};
use super::galley::{EntrySet, Keep, Text};
use super::runs::plain;
use crate::base::Len;
use crate::display::{LineRole, Piece};
use crate::model::{ContentsEntry, Target};
use crate::style::TextAlign;
use crate::text::{Flow, Run};

/// Room that is kept free for folios at the right, in em of the body, with the blank before them.
const FOLIO_ROOM: i32 = 3;

impl Setter<'_> {
    /// Sets the entries; folios and leaders are drawn when the pages are known. A title wraps before it comes near a
    /// folio (typography row TC-1).
    pub(super) fn contents(&mut self, entries: &[ContentsEntry], context: Context) {
        let top = entries.iter().map(|entry| entry.level).min().unwrap_or(1);
        for entry in entries {
            let style = self.theme.contents[usize::from(entry.level).min(self.theme.contents.len() - 1)];
            let em = style.text.size;
            // Without parts the chapters stand at the left end.
            let outer = self.theme.contents[usize::from(top).min(self.theme.contents.len() - 1)].inset;
            let inset = (style.inset - outer).max(Len::ZERO).min(context.measure / 3);
            let measure = (context.measure - inset - self.theme.em * FOLIO_ROOM).max(em * 2);
            let mut flow = Flow::default();
            if let Some(number) = &entry.number {
                flow.runs.push(plain(number.as_str(), style.text, &self.chapter.lang, entry.id, Piece::Label));
                flow.runs.push(Run::Space(em));
            }
            flow.runs.push(plain(entry.title.as_str(), style.text, &self.chapter.lang, entry.id, Piece::Body));
            for run in &mut flow.runs {
                if let Run::Text(run) = run {
                    run.link = Some((entry.id, Target::Node(entry.target)));
                }
            }
            let hang = if entry.number.is_some() { em * 2 } else { em };
            let composed = self.compose(&flow, entry.id, measure, (Len::ZERO, hang), TextAlign::Start);
            let first = self.galley.rows.len();
            let lines = Lines {
                text: Text::new(composed, entry.id, LineRole::Contents, context.x + inset, measure),
                em,
                pitch: self.theme.pitch,
            };
            let text = self.push(lines, context);
            self.galley.entries.push(EntrySet { folio: entry.folio_id, target: entry.target, level: entry.level });
            self.galley.texts[text as usize].entry = Some((self.galley.entries.len() - 1) as u32);
            let opens = entry.level == 0;
            if let Some(rows) = self.galley.rows.get_mut(first..) {
                if opens {
                    rows.iter_mut().for_each(|row| row.keep = Keep::Firm);
                }
                if opens
                    && first > 0
                    && let Some(row) = rows.first_mut()
                {
                    row.before = self.theme.pitch.scale(i64::from(style.before), 100);
                }
            }
        }
    }
}

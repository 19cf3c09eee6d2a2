//! Code blocks and formulas.

use super::flow::{Context, Lines, Setter};
use super::galley::{Ground, Keep, Row, RowKind, Text};
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::display::{LineRole, Piece};
use crate::language::Tag;
use crate::style::{Color, TextAlign, TextStyle};
use crate::text::{Flow, Run};

impl Setter<'_> {
    /// Code keeps its lines; a line longer than the measure goes on, indented, on the next.
    pub(super) fn code(&mut self, node: NodeId, source: &str, context: Context) {
        let style = self.theme.code;
        let pad = style.text.size * 2 / 3;
        // How far the background reaches beyond the first and the last line.
        let reach = pad * 3 / 4;
        self.galley.grounds.push(Ground { x: context.x, width: context.measure, pad: reach, color: Color::grey(243) });
        let ground = Some((self.galley.grounds.len() - 1) as u32);
        let inside = Context { snap: false, ground, ..context };
        let measure = (context.measure - pad * 2).max(style.text.size);
        let first = self.galley.rows.len();
        let mut index = 0;
        let mut base = 0;
        let count = source.split('\n').count();
        for (number, line) in source.split('\n').enumerate() {
            let last = number + 1 == count;
            let line_base = base;
            base += as_set(line).len() as u32 + 1;
            if line.trim().is_empty() {
                let blank = Row { advance: style.pitch, ..self.blank(Context { style, ..inside }, RowKind::Blank) };
                self.galley.rows.push(blank);
                continue;
            }
            let flow = Flow { runs: vec![verbatim(line, style.text, &self.chapter.lang, node)] };
            let hang = style.text.size * 2;
            let composed = self.compose(&flow, node, measure, (Len::ZERO, hang), TextAlign::Start);
            let row = self.galley.rows.len();
            let lines = Lines {
                text: Text {
                    first: index,
                    closes: last,
                    ..Text::new(composed, node, LineRole::Code, context.x + pad, measure)
                },
                em: style.text.size,
                pitch: style.pitch,
            };
            index += lines.text.composed.lines().len() as u32;
            let text = self.push(lines, inside);
            self.galley.texts[text as usize].base = line_base;
            for row in &mut self.galley.rows[row..] {
                row.advance = style.pitch;
                row.keep = Keep::Free;
            }
        }
        let lead = self.lead(context);
        let rows = &mut self.galley.rows[first..];
        let count = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            row.keep = Keep::when(count > 1 && (index == 0 || index + 2 == count));
            if !context.note {
                (row.over, row.under) = (reach, reach);
            }
        }
        if let Some(row) = rows.last_mut() {
            row.advance = row.height + lead;
        }
        self.space(first, style.before, style.after);
    }

    /// A formula as its source, in the middle of the measure.
    pub(super) fn formula(&mut self, node: NodeId, source: &str, context: Context) {
        let style = self.theme.code;
        let first = self.galley.rows.len();
        let mut flow = Flow::default();
        for (number, line) in source.trim().lines().enumerate() {
            if number > 0 {
                flow.runs.push(Run::Break);
            }
            flow.runs.push(verbatim(line, style.text, &self.chapter.lang, node));
        }
        let composed = self.compose(&flow, node, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Center);
        let lines = Lines {
            text: Text::new(composed, node, LineRole::Math, context.x, context.measure),
            em: style.text.size,
            pitch: style.pitch,
        };
        self.push(lines, Context { snap: false, ..context });
        self.space(first, style.before, style.after);
    }
}

/// Code as it is set: tabs are four spaces wide.
fn as_set(text: &str) -> String {
    text.replace('\t', "    ")
}

/// A run of code.
fn verbatim(text: &str, style: TextStyle, lang: &Tag, node: NodeId) -> Run {
    match plain(as_set(text), style, lang, node, Piece::Body) {
        Run::Text(run) => Run::Text(crate::text::TextRun { verbatim: true, ..run }),
        other => other,
    }
}

//! Figures: a picture with its caption under it.

use super::flow::{Context, Setter, lines_of, picture_above, rise, unmet};
use super::foot::NoteFrame;
use super::galley::{FigureSet, Keep, Row, RowKind};
use crate::base::{Len, NodeId, Size};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::layout::W501;
use crate::display::LineRole;
use crate::model::{Figure, PictureFormat, PictureRoom, natural_size};
use crate::style::BlockStyle;
use crate::text::Composed;

/// Em of a caption under a figure that is narrower still.
const LADDER: i32 = 8;

/// Pixels to the inch below which a printed picture looks coarse.
const LEAST_PPI: i64 = 200;

impl Setter<'_> {
    /// Sets a figure as one row that may float to the top of the next page.
    pub(super) fn figure(&mut self, node: NodeId, figure: &Figure, context: Context) {
        let caption = self.theme.caption;
        let gap = self.theme.em.scale(7, 10);
        let picture = self.book.images.get(&figure.image).cloned();
        let natural = match &picture {
            Some(picture) => natural_size(picture),
            // A picture that could not be read was reported when the book was resolved; a frame keeps its place.
            None => Size { width: context.measure / 2, height: context.measure / 3 },
        };
        // The caption keeps within the figure (typography row CP-3), but never to a column so narrow that it is a ladder.
        let ladder = caption.text.size * LADDER;
        let width = |size: Size| size.width.max(context.measure.min(ladder)).min(context.measure);
        let depth = self.theme.area.size.height;
        // A note goes on from page to page, and every page has a row of it.
        let most = if context.note { self.most_of_notes() } else { depth };
        let room = |highest: Len| PictureRoom {
            measure: context.measure,
            widest: context.measure,
            depth,
            highest,
            unasked: highest.min(depth.scale(3, 4)),
            em: context.style.text.size,
        };
        let mut size = figure.asked.resolve(natural, room(most));
        if let Some(wish) = figure.asked.unmet(natural, size, room(most), Len::ZERO) {
            self.galley.diagnostics.push(unmet(node, wish.width, size.width));
        }
        let number = figure.number.as_deref();
        let flow = self.caption_flow(figure.caption_id, number, &figure.caption, context.measure);
        let mut words = None;
        let mut baselines = Vec::new();
        let mut foot = Len::ZERO;
        if !flow.runs.is_empty() {
            let (composed, inset) = self.caption_lines(&flow, figure.caption_id, width(size));
            (baselines, foot) = caption_lines(&composed, caption, gap);
            let measure = width(size);
            let x = context.x + (context.measure - measure) / 2 + inset;
            words = Some((composed, x, measure - inset * 2));
        }
        // A caption that leaves the picture no quarter of the page goes on under it in rows of its own.
        let whole = foot <= most.scale(3, 4);
        size = figure.asked.resolve(natural, room(if whole { most - foot } else { most / 2 }));
        baselines.iter_mut().for_each(|baseline| *baseline += size.height);
        let (text, rest) = match words {
            Some((composed, x, measure)) if whole => {
                (Some(self.store_aside(composed, figure.caption_id, LineRole::Caption, x, measure)), None)
            }
            rest => (None, rest),
        };
        let foot = if text.is_some() { foot } else { Len::ZERO };
        if let Some(picture) = &picture {
            self.check_resolution(node, picture.format, picture.width, size.width);
        }
        let calls = text.is_some_and(|text| self.galley.text_calls(text));
        let height = size.height + foot;
        let first = self.galley.rows.len();
        self.galley.figures.push(FigureSet {
            node,
            image: figure.image.clone(),
            present: picture.is_some(),
            x: context.x + (context.measure - size.width) / 2,
            size,
            caption: text,
            baselines,
        });
        self.galley.rows.push(Row {
            kind: RowKind::Figure((self.galley.figures.len() - 1) as u32),
            height,
            advance: if rest.is_some() { height + gap } else { height + self.lead(context) },
            rise: size.height,
            snap: false,
            float: !context.note && rest.is_none(),
            calls,
            keep: Keep::when(rest.is_some()),
            ..self.blank(context, RowKind::Blank)
        });
        if let Some((composed, x, measure)) = rest {
            let inside = Context { style: caption, snap: false, x, measure, ..context };
            self.push(lines_of(composed, figure.caption_id, LineRole::Caption, inside), inside);
        }
        self.space(first, 50, 50);
    }

    /// The height up to which every page has room for a row of a note.
    pub(super) fn most_of_notes(&self) -> Len {
        NoteFrame::of(self.theme).room(self.theme)
    }

    fn check_resolution(&mut self, node: NodeId, format: PictureFormat, pixels: u32, width: Len) {
        if format == PictureFormat::Svg || width <= Len::ZERO {
            return;
        }
        let ppi = i64::from(pixels) * 72 * i64::from(Len::PT.0) / i64::from(width.0);
        if ppi < LEAST_PPI {
            let millimetres = (width.to_pt() * 25.4 / 72.0).round();
            let found = Diagnostic::new(&W501).at(node).with("ppi", ppi).with("width", millimetres);
            self.galley.diagnostics.push(found);
        }
    }
}

/// The baseline of each line of a caption, from the foot of the picture, and how deep the caption is with the gap over it.
fn caption_lines(composed: &Composed, style: BlockStyle, gap: Len) -> (Vec<Len>, Len) {
    let (em, lead) = (style.text.size, style.pitch - style.text.size);
    let mut foot = gap;
    let mut baselines = Vec::with_capacity(composed.lines().len());
    for (index, line) in composed.lines().iter().enumerate() {
        foot += picture_above(line.picture, em, lead) + if index > 0 { lead } else { Len::ZERO };
        baselines.push(foot + rise(em));
        foot += em;
    }
    (baselines, foot)
}

//! Figures: a picture with its caption under it.

use super::flow::{Context, Setter, rise};
use super::galley::{FigureSet, Keep, Row, RowKind};
use super::runs::{fit, natural_size};
use crate::base::{Len, NodeId, Size};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::layout::W501;
use crate::model::{Figure, FigureWidth, PictureFormat};

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
        let mut size = asked_size(figure.width, natural, Size { width: context.measure, height: depth });
        let number = figure.number.as_deref();
        let flow = self.caption_flow(figure.caption_id, number, &figure.caption, context.measure);
        let mut text = None;
        let mut foot = Len::ZERO;
        if !flow.runs.is_empty() {
            let (composed, inset) = self.balanced(&flow, figure.caption_id, width(size), caption);
            let lines = composed.lines().len() as i32;
            foot = gap + caption.pitch * (lines - 1).max(0) + caption.text.size;
            let measure = width(size);
            let x = context.x + (context.measure - measure) / 2 + inset;
            text = Some(self.store_aside(composed, figure.caption_id, "caption", x, measure - inset * 2));
        }
        let room = (depth - foot).max(depth / 4);
        let limit = if figure.width.is_some() { room } else { room.min(depth.scale(3, 4)) };
        size = fit(size, Size { width: context.measure, height: limit });
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
            caption_at: size.height + gap + rise(caption.text.size),
            caption_pitch: caption.pitch,
        });
        self.galley.rows.push(Row {
            kind: RowKind::Figure((self.galley.figures.len() - 1) as u32),
            height,
            advance: height + self.lead(context),
            rise: size.height,
            snap: false,
            float: !context.note,
            calls,
            keep: Keep::Free,
            ..self.blank(context, RowKind::Blank)
        });
        self.space(first, 50, 50);
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

/// The size that the author or the picture asks for, at most `limit` wide.
fn asked_size(width: Option<FigureWidth>, natural: Size, limit: Size) -> Size {
    let asked = match width {
        None => return fit(natural, limit),
        Some(FigureWidth::Percent(part)) => limit.width.scale(i64::from(part), 100),
        Some(FigureWidth::Length(length)) => length,
    };
    let width = asked.min(limit.width).max(Len::PT);
    Size { width, height: natural.height.scale(i64::from(width.0), i64::from(natural.width.0)) }
}

//! Runs of glyphs: positions become the advances and adjustments that a PDF can say briefly.

use super::typeface::Typeface;
use crate::display::GlyphRun;
use krilla::surface::Location;
use krilla::text::{Glyph, GlyphId};
use std::ops::Range;

/// The grain of adjustments, in thousandths of the em: 0.001 pt at 10 pt. Finer numbers would only lengthen the file;
/// what is rounded off is carried to the next glyph and never adds up.
const GRAIN: f64 = 0.1;

/// A glyph as the back end takes it; lengths in em.
pub(super) struct Placed {
    id: u16,
    text: (u32, u32),
    advance: f32,
    rise: f32,
    location: Option<Location>,
}

impl Glyph for Placed {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(u32::from(self.id))
    }
    fn text_range(&self) -> Range<usize> {
        self.text.0 as usize..self.text.1 as usize
    }
    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }
    fn x_offset(&self, _: f32) -> f32 {
        0.0
    }
    fn y_offset(&self, size: f32) -> f32 {
        self.rise * size
    }
    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }
    fn location(&self) -> Option<Location> {
        self.location
    }
}

/// Turns a run's glyphs into `placed` (emptied first), so that they stand where the run says.
pub(super) fn place(run: &GlyphRun, face: &Typeface, location: Option<Location>, placed: &mut Vec<Placed>) {
    placed.clear();
    let size = f64::from(run.size.0.max(1));
    let origin = run.glyphs.first().map_or(0, |glyph| glyph.x.0);
    // Where a viewer's pen is, in thousandths of the em from the first glyph.
    let mut pen = 0.0_f64;
    let mut cluster = (0_u32, 0_u32);
    for (index, glyph) in run.glyphs.iter().enumerate() {
        let end = boundary(&run.text, glyph.text_end);
        if end > cluster.1 {
            cluster = (cluster.1, end);
        }
        let natural = face.advance(GlyphId::new(u32::from(glyph.id)));
        pen += f64::from(natural);
        let adjustment = match run.glyphs.get(index + 1) {
            Some(next) => {
                let wanted = f64::from(next.x.0 - origin) * 1000.0 / size;
                ((wanted - pen) / GRAIN).round() * GRAIN
            }
            None => 0.0,
        };
        pen += adjustment;
        placed.push(Placed {
            id: glyph.id,
            text: cluster,
            advance: brief_advance(natural, adjustment as f32),
            rise: (f64::from(glyph.rise.0) / size) as f32,
            location,
        });
    }
}

/// An advance in em from which the back end, with its own float operations, computes the wanted adjustment exactly,
/// so that it writes `-12.5` and not `-12.500061`. There nearly always is one beside the rounded quotient.
fn brief_advance(natural: f32, adjustment: f32) -> f32 {
    let nearest = (natural + adjustment) / 1000.0;
    let written = |advance: f32| (advance * 1000.0 - natural) / 1000.0 * 1000.0;
    [nearest, nearest.next_up(), nearest.next_down(), nearest.next_up().next_up(), nearest.next_down().next_down()]
        .into_iter()
        .find(|&advance| written(advance) == adjustment)
        .unwrap_or(nearest)
}

/// The end of a cluster, moved back to where a character begins: the back end slices the text there.
fn boundary(text: &str, end: u32) -> u32 {
    let mut end = (end as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end as u32
}

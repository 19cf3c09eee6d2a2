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
        let natural = f64::from(face.advance(GlyphId::new(u32::from(glyph.id))));
        let wanted = match run.glyphs.get(index + 1) {
            Some(next) => f64::from(next.x.0 - origin) * 1000.0 / size,
            None => pen + natural,
        };
        let advance = natural + ((wanted - pen - natural) / GRAIN).round() * GRAIN;
        pen += advance;
        placed.push(Placed {
            id: glyph.id,
            text: cluster,
            advance: (advance / 1000.0) as f32,
            rise: (f64::from(glyph.rise.0) / size) as f32,
            location,
        });
    }
}

/// The end of a cluster, moved back to where a character begins: the back end slices the text there.
fn boundary(text: &str, end: u32) -> u32 {
    let mut end = (end as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end as u32
}

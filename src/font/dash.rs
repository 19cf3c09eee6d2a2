//! Which glyph of a face draws a dash.

use super::face::Face;
use super::ink::{DashGlyph, Ink};
use super::shape::shape;
use crate::language::Tag;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A glyph stands for a whole stroke when at most this part of an em is missing at its two ends together.
const SHORTEST: (i32, i32) = (1, 4);

/// What the face itself makes of the dashes in the language (a ligature of its `ccmp`, in the form of its `locl`), else its
/// two- or three-em dash.
pub(super) fn find(face: &Face, em: u32, lang: &Tag) -> Option<DashGlyph> {
    let text = "—".repeat(em as usize);
    let shaped = match &shape(face, &text, lang)[..] {
        [glyph] if glyph.id != 0 => Some((glyph.id, glyph.advance)),
        _ => None,
    };
    let long = match em {
        2 => face.charmap().glyph('⸺'),
        3 => face.charmap().glyph('⸻'),
        _ => face.charmap().glyph('—'),
    };
    let units = i32::from(face.metrics.units_per_em);
    let whole = units * em as i32;
    let least = if em == 1 { 1 } else { whole - units * SHORTEST.0 / SHORTEST.1 };
    let candidates = shaped.into_iter().chain(long.map(|id| (id, face.advance(id))));
    candidates.filter_map(|(id, advance)| Some(DashGlyph { id, advance, ink: solid_ink(face, id)? })).find(|glyph| {
        let width = glyph.ink.right - glyph.ink.left;
        width >= least && (em == 1 || width <= whole)
    })
}

/// How far the dashes of a run must move together so that their ink is one stroke, in thousandths of an em; 0 where the face
/// draws them as one by itself (a ligature, glyphs that touch).
pub(super) fn hole(face: &Face, text: &str, lang: &Tag) -> i32 {
    let units = i32::from(face.metrics.units_per_em).max(1);
    let widest = |glyphs: &[(u16, i32)]| {
        let inks = glyphs.iter().map(|(id, advance)| Some((solid_ink(face, *id)?, *advance)));
        let inks: Vec<(Ink, i32)> = inks.collect::<Option<_>>()?;
        inks.windows(2).map(|pair| pair[0].1 - pair[0].0.right + pair[1].0.left).max().or(Some(0))
    };
    let shaped: Vec<(u16, i32)> = shape(face, text, lang).iter().map(|glyph| (glyph.id, glyph.advance)).collect();
    let Some(shaped) = widest(&shaped).filter(|hole| *hole > 0) else { return 0 };
    // Dashes that are moved are no ligature any more, unless it is one that the text cannot be without (CSS Text 3, 8.2).
    let plain: Vec<(u16, i32)> =
        text.chars().filter_map(|c| face.charmap().glyph(c)).map(|id| (id, face.advance(id))).collect();
    widest(&plain).unwrap_or(0).max(shaped) * 1000 / units + OVERLAP
}

/// How far dashes that are moved together reach over each other, in thousandths of an em.
const OVERLAP: i32 = 20;

/// The ink of a glyph that has no hole from left to right; none for a glyph that has one, or no ink.
fn solid_ink(face: &Face, glyph: u16) -> Option<Ink> {
    let font = FontRef::from_index(face.data(), face.index).ok()?;
    let outline = font.outline_glyphs().get(GlyphId::new(u32::from(glyph)))?;
    let mut pen = Extents::default();
    outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
    let mut contours = pen.contours;
    contours.sort_by_key(|ink| ink.left);
    let mut contours = contours.into_iter();
    let mut all = contours.next()?;
    for ink in contours {
        if ink.left > all.right {
            return None;
        }
        all.take(ink);
    }
    Some(all)
}

/// The extents of the contours of an outline. Control points count: the ends of a dash have theirs at its edges.
#[derive(Default)]
struct Extents {
    contours: Vec<Ink>,
}

/// Contours of a glyph looked at; a dash has few.
const MOST_CONTOURS: usize = 256;

impl Extents {
    fn point(&mut self, x: f32, y: f32) {
        let (x, y) = (x.round() as i32, y.round() as i32);
        if let Some(last) = self.contours.last_mut() {
            last.take(Ink { left: x, right: x, bottom: y, top: y });
        }
    }
}

impl OutlinePen for Extents {
    fn move_to(&mut self, x: f32, y: f32) {
        if self.contours.len() < MOST_CONTOURS {
            let (x, y) = (x.round() as i32, y.round() as i32);
            self.contours.push(Ink { left: x, right: x, bottom: y, top: y });
        }
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.point(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.point(cx, cy);
        self.point(x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.point(ax, ay);
        self.point(bx, by);
        self.point(x, y);
    }
    fn close(&mut self) {}
}

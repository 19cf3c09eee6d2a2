//! Dashes: —— ―― ── ⸺ ⸻ are each one unbroken stroke, in every font (row LB-7).
//!
//! What a font draws as a whole (a ligature, a two-em dash) is one glyph. Where it draws none, its plain dash is set as
//! often as it takes to cover the stroke, each over the end of the one before.

use super::cluster::{Cluster, RunGlyph};
use super::itemize::{Context, Itemizer};
use crate::base::Len;
use crate::font::{DashGlyph, FontId};
use crate::unicode::{Class, Stroke, dashes};
use std::ops::Range;

/// Longest stroke that is one cluster, in em. Of a longer one each dash is a cluster, so that a rule over many lines can be
/// set at all.
const LONGEST: u32 = 3;

/// Longest stroke that is joined of long glyphs: what is missing at its ends grows with it.
const LONGEST_JOINED: u32 = 9;

/// Middle of the em box above the baseline, in hundredths: where the dash of a Han font stands.
const MIDDLE: (i64, i64) = (38, 100);
/// A dash of a Han font that is further off the middle than this was drawn for Latin text.
const OFF_MIDDLE: (i64, i64) = (6, 100);

/// Blank that a stroke of several glyphs keeps at each end: that of the font's own dash, within these hundredths of an em.
const BEARING: (i64, i64) = (4, 10);
/// How far a glyph reaches over the end of the one before it, in hundredths of an em at least.
const OVERLAP: i64 = 2;
/// Glyphs to a cluster; a dash so short that it takes more is drawn with a hole.
const MOST_GLYPHS: i64 = 64;

impl Itemizer<'_> {
    /// One stroke of dashes, from the Han font or the Latin one.
    pub(super) fn stroke(&mut self, context: &Context, stroke: &Stroke, cjk: bool) {
        let start = stroke.range.start;
        let Some((font, _)) = self.font_of(context, '—', cjk) else {
            let c = context.run.text[start..].chars().next().unwrap_or('—');
            return self.missing(context, stroke.range.clone(), start, c);
        };
        if context.run.verbatim {
            return self.code_stroke(context, stroke, font, cjk);
        }
        if stroke.em <= LONGEST {
            return self.dash(context, stroke.range.clone(), (0, stroke.em, stroke.em), font, cjk);
        }
        if stroke.em <= LONGEST_JOINED && self.joined(context, stroke, font, cjk) {
            return;
        }
        let mut pen = 0u32;
        for (range, em) in dashes(&context.run.text[stroke.range.clone()]) {
            let part = (pen, pen.saturating_add(em), stroke.em);
            self.dash(context, start + range.start..start + range.end, part, font, cjk);
            pen = part.1;
        }
    }

    /// A stroke of some more em, of glyphs two and three em long that touch: each stands for the dashes that it is as long
    /// as, so that any program copies them right. Whether the font has these glyphs.
    fn joined(&mut self, context: &Context, stroke: &Stroke, font: FontId, cjk: bool) -> bool {
        let units = i64::from(self.fonts.face(font).metrics.units_per_em);
        let overlap = units * OVERLAP / 100;
        let mut parts: Vec<(Range<usize>, u32, DashGlyph)> = Vec::new();
        let mut ink = overlap;
        for (range, em) in groups(&context.run.text, stroke) {
            let Some(glyph) = self.fonts.dash(font, em, &context.run.lang).filter(|_| em > 1) else { return false };
            ink += i64::from(glyph.ink.right - glyph.ink.left) - overlap;
            parts.push((range, em, glyph));
        }
        let blank = (i64::from(stroke.em) * units - ink) / 2;
        if !(0..units / 4).contains(&blank) {
            return false;
        }
        let (mut pen, mut edge) = (0, blank);
        for (range, em, glyph) in parts {
            let origins = vec![edge - i64::from(glyph.ink.left) - pen];
            edge += i64::from(glyph.ink.right - glyph.ink.left) - overlap;
            pen += i64::from(em) * units;
            self.push_dash(context, range, context.style.size * em as i32, (font, glyph, origins), cjk);
        }
        true
    }

    /// A stroke in code: as wide as its characters are there, so that columns stay. Lines drawn of U+2500 are none.
    fn code_stroke(&mut self, context: &Context, stroke: &Stroke, font: FontId, cjk: bool) {
        let start = stroke.range.start;
        let dashes: Vec<_> = dashes(&context.run.text[stroke.range.clone()]).collect();
        let whole = stroke.em <= LONGEST;
        let size = context.style.size;
        let units = i64::from(self.fonts.face(font).metrics.units_per_em);
        let Some(glyph) = self.fonts.dash(font, 1, &context.run.lang) else {
            return self.missing(context, stroke.range.clone(), start, '—');
        };
        let widths: Vec<Len> = dashes
            .iter()
            .map(|(range, em)| {
                let c = context.run.text[start + range.start..].chars().next().unwrap_or('—');
                // By itself, in the form of its language.
                let own = self.font_of(context, c, cjk).map(|(font, _)| {
                    let shaped = self.fonts.shape(font, c.encode_utf8(&mut [0; 4]), &context.run.lang);
                    self.scaled(font, size, shaped.iter().map(|glyph| i64::from(glyph.advance)).sum())
                });
                own.unwrap_or(self.scaled(font, size, i64::from(glyph.advance) * i64::from(*em)))
            })
            .collect();
        let in_units = |width: Len| i64::from(width.0) * units / i64::from(size.0.max(1));
        if whole {
            let width: Len = widths.iter().copied().sum();
            // One long glyph, where it is about as long as the columns.
            let fills =
                |one: &DashGlyph| (0..units / 3).contains(&(in_units(width) - i64::from(one.ink.right - one.ink.left)));
            let solid = self.fonts.dash(font, stroke.em, &context.run.lang).filter(fills);
            let glyph = solid.unwrap_or(glyph);
            let origins = cover(&glyph, in_units(width), (true, true), units);
            return self.push_dash(context, stroke.range.clone(), width, (font, glyph, origins), cjk);
        }
        let last = dashes.len() - 1;
        for (at, ((range, _), width)) in dashes.into_iter().zip(widths).enumerate() {
            let origins = cover(&glyph, in_units(width), (at == 0, at == last), units);
            let range = start + range.start..start + range.end;
            self.push_dash(context, range, width, (font, glyph, origins), cjk);
        }
    }

    /// The part of a stroke between two lengths of its whole, in em.
    fn dash(&mut self, context: &Context, range: Range<usize>, part: (u32, u32, u32), font: FontId, cjk: bool) {
        let units = i64::from(self.fonts.face(font).metrics.units_per_em);
        let (from, to, whole) = part;
        let width = to - from;
        let solid = self.fonts.dash(font, width, &context.run.lang).filter(|_| width == whole);
        let (glyph, origins) = match solid.or_else(|| self.fonts.dash(font, 1, &context.run.lang)) {
            Some(glyph) => (glyph, cover(&glyph, i64::from(width) * units, (from == 0, to == whole), units)),
            None => return self.missing(context, range.clone(), range.start, '—'),
        };
        self.push_dash(context, range, context.style.size * width as i32, (font, glyph, origins), cjk);
    }

    /// A cluster of a width that shows `glyph` at each of `origins`, which count from its start in units of the font.
    fn push_dash(
        &mut self,
        context: &Context,
        range: Range<usize>,
        width: Len,
        drawn: (FontId, DashGlyph, Vec<i64>),
        cjk: bool,
    ) {
        let (font, glyph, origins) = drawn;
        let size = context.style.size;
        let units = i64::from(self.fonts.face(font).metrics.units_per_em);
        let middle = (i64::from(glyph.ink.top) + i64::from(glyph.ink.bottom)) / 2;
        let off = units * MIDDLE.0 / MIDDLE.1 - middle;
        let rise = if cjk && off.abs() > units * OFF_MIDDLE.0 / OFF_MIDDLE.1 { off } else { 0 };
        let first = self.clusters.glyphs.len() as u32;
        let origin = origins.first().copied().unwrap_or(0);
        for at in origins {
            let x = self.scaled(font, size, at - origin);
            let rise = self.scaled(font, size, rise);
            let advance = self.scaled(font, size, i64::from(glyph.advance));
            self.clusters.glyphs.push(RunGlyph { id: glyph.id, x, rise, advance });
        }
        self.clusters.list.push(Cluster {
            text: (context.base + range.start) as u32,
            text_end: (context.base + range.end) as u32,
            glyphs: first,
            glyphs_end: self.clusters.glyphs.len() as u32,
            font,
            western: !cjk,
            verbatim: context.run.verbatim,
            raised: context.run.rise != Len::ZERO,
            body: width,
            origin: self.scaled(font, size, origin),
            ..Cluster::blank(self.run, if cjk { Class::Dash } else { Class::Connector }, context.script, size)
        });
    }
}

/// The dashes of a stroke in groups of three and two em, as far as its characters let.
fn groups<'t>(text: &'t str, stroke: &Stroke) -> impl Iterator<Item = (Range<usize>, u32)> + 't {
    let start = stroke.range.start;
    let mut rest = stroke.em;
    let mut all = dashes(&text[stroke.range.clone()]).peekable();
    std::iter::from_fn(move || {
        let (mut range, mut em) = all.next()?;
        let wanted = if rest % 3 == 1 || rest == 2 { 2 } else { 3 };
        while let Some((more, add)) = all.next_if(|(_, add)| em + add <= wanted) {
            (range.end, em) = (more.end, em + add);
        }
        rest = rest.saturating_sub(em);
        Some((start + range.start..start + range.end, em))
    })
}

/// Where the glyphs of a dash stand that together cover `width` units without a hole: one in the middle of it, or several
/// from end to end. At an end of the whole stroke a little blank stays; elsewhere the ink reaches over the edge.
fn cover(glyph: &DashGlyph, width: i64, ends: (bool, bool), units: i64) -> Vec<i64> {
    let (left, right) = (i64::from(glyph.ink.left), i64::from(glyph.ink.right));
    let ink = (right - left).max(1);
    let overlap = units * OVERLAP / 100;
    let bearing = left.clamp(units * BEARING.0 / 100, units * BEARING.1 / 100);
    let from = if ends.0 { bearing } else { -overlap };
    let to = if ends.1 { width - bearing } else { width + overlap };
    if ink >= to - from {
        return vec![(from + to) / 2 - (left + right) / 2];
    }
    let step = (ink - overlap).max(1);
    let count = ((to - from - overlap + step - 1) / step).clamp(2, MOST_GLYPHS);
    (0..count).map(|at| from + (to - from - ink) * at / (count - 1) - left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Ink;

    /// Ink of a stroke that `glyph` covers, as one span, and whether it has a hole.
    fn spans(glyph: &DashGlyph, width: i64, ends: (bool, bool)) -> (i64, i64, bool) {
        let origins = cover(glyph, width, ends, 1000);
        let ink = |at: i64| (at + i64::from(glyph.ink.left), at + i64::from(glyph.ink.right));
        let hole = origins.windows(2).any(|pair| ink(pair[0]).1 <= ink(pair[1]).0);
        (ink(origins[0]).0, ink(origins[origins.len() - 1]).1, hole)
    }

    #[test]
    fn any_plain_dash_covers_a_stroke_without_a_hole_and_in_its_middle() {
        for left in [-40, -18, 0, 2, 40, 71, 150, 300] {
            for ink in [150, 400, 734, 858, 996, 1000, 1036] {
                let glyph = DashGlyph {
                    id: 1,
                    advance: ink + left * 2,
                    ink: Ink { left, right: left + ink, bottom: 360, top: 400 },
                };
                for em in 2..=9 {
                    let (from, to, hole) = spans(&glyph, em * 1000, (true, true));
                    assert!(!hole, "bearing {left}, ink {ink}, {em} em");
                    assert!((from - (em * 1000 - to)).abs() <= 1, "the blanks at both ends are alike");
                    assert!((0..=100).contains(&from), "bearing {left}, ink {ink}, {em} em: blank {from}");
                }
                let (_, first, hole) = spans(&glyph, 1000, (true, false));
                let (second, ..) = spans(&glyph, 1000, (false, false));
                assert!(!hole && first > 1000 && second < 0, "parts reach over the edge between them");
            }
        }
    }
}

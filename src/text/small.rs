//! Small text beside the line: the numbers of notes, and readings.

use crate::base::Len;
use crate::display::{Glyph, GlyphRun};
use crate::font::{FontId, Fonts};
use crate::language::Tag;
use crate::style::TextStyle;
use crate::unicode::{is_ambiguous_mark, is_cjk, is_combining, is_ignorable};

/// Size of a note call, of the text it stands in.
pub(super) const NOTE_SIZE: (i64, i64) = (62, 100);

/// Width of runs that stand one after the other from 0 on.
pub(super) fn width_of(runs: &[GlyphRun]) -> Len {
    runs.last().and_then(|run| run.glyphs.last()).map_or(Len::ZERO, |glyph| glyph.x + glyph.advance)
}

/// The raised number of a note. It is set as in Chinese whatever the language: figures have no other forms in another.
pub(super) fn note_number(fonts: &Fonts, style: &TextStyle, label: &str) -> Vec<GlyphRun> {
    small_runs(fonts, style, style.size.scale(NOTE_SIZE.0, NOTE_SIZE.1), &Tag::default(), label)
}

/// Shaped runs for a reading or a note's label: small text that is no part of the line. Each glyph's `x` counts from
/// the start of the whole text.
pub(super) fn small_runs(fonts: &Fonts, style: &TextStyle, size: Len, lang: &Tag, text: &str) -> Vec<GlyphRun> {
    let region = lang.region();
    let mut runs: Vec<(FontId, String)> = Vec::new();
    for c in text.chars() {
        let found = fonts.select(style.role, region, c, is_cjk(c) || is_ambiguous_mark(c)).map(|(font, _)| (font, c));
        // A box stands for what no font has; what shows nothing anyway is left out.
        let boxed = || Some((fonts.select(style.role, region, BOX, true)?.0, BOX)).filter(|_| !is_ignorable(c));
        match (found.or_else(boxed), runs.last_mut()) {
            (Some((font, c)), Some((last, piece))) if *last == font => piece.push(c),
            (Some((_, c)), Some((last, piece))) if is_combining(c) && fonts.glyph(*last, c).is_some() => piece.push(c),
            (Some((font, c)), _) => runs.push((font, c.to_string())),
            (None, _) => {}
        }
    }
    let mut pen = Len::ZERO;
    runs.into_iter()
        .map(|(font, piece)| {
            let units = i64::from(fonts.face(font).metrics.units_per_em);
            let shaped = fonts.shape(font, &piece, lang);
            let ends = shaped.iter().skip(1).map(|glyph| glyph.cluster).chain([piece.len() as u32]);
            let glyphs = shaped
                .iter()
                .zip(ends)
                .map(|(glyph, text_end)| {
                    let x = pen + size.scale(i64::from(glyph.x_offset), units);
                    let advance = size.scale(i64::from(glyph.advance), units);
                    pen += advance;
                    Glyph { id: glyph.id, text_end, x, rise: size.scale(i64::from(glyph.y_offset), units), advance }
                })
                .collect();
            GlyphRun { font, size, color: style.color, turned: false, text: piece, glyphs }
        })
        .collect()
}

/// What stands in the place of a character that no font has.
pub(super) const BOX: char = '□';

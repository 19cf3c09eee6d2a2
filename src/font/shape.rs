use super::face::Face;
use crate::{language, unicode};
use harfrust::{Buffer, Direction, Feature, Language, Script, ShapeOptions, ShaperFont, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// Shapes text of one font and language with the face's own layout tables and default features, in the direction of its
/// script; the glyphs come in the order of the text.
pub(super) fn shape(face: &Face, text: &str, lang: &language::Tag) -> Vec<ShapedGlyph> {
    let Some(font) = face.plans.font(|| face.data().clone(), face.index) else { return unshaped(face, text) };
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let script = buffer.script().unwrap_or_else(|| script_of_language(lang));
    let direction = match buffer.direction() {
        Direction::RightToLeft => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    };
    buffer.set_direction(direction);
    buffer.set_script(Some(script));
    buffer.set_language(Language::new(lang.as_str()));
    let plan = face.plans.plan(font, direction, script, lang);
    let shaper = ShaperFont::new(font);
    if harfrust::shape(&shaper, &mut buffer, ShapeOptions::new().plan(Some(&plan))).is_err() {
        return unshaped(face, text);
    }
    let mut glyphs: Vec<ShapedGlyph> = buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .map(|(info, at)| ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster,
            advance: at.x_advance,
            x_offset: at.x_offset,
            y_offset: at.y_offset,
        })
        .collect();
    if direction == Direction::RightToLeft {
        glyphs.reverse();
    }
    glyphs
}

/// One glyph for each character, for a face whose layout tables are unusable: no text is lost.
fn unshaped(face: &Face, text: &str) -> Vec<ShapedGlyph> {
    text.char_indices()
        .map(|(at, character)| {
            let id = face.charmap().glyph(character).unwrap_or(0);
            ShapedGlyph { id, cluster: at as u32, advance: face.advance(id), x_offset: 0, y_offset: 0 }
        })
        .collect()
}

/// Marks and digits alone have no script of their own; they take that of the language, so that a dash in a Chinese
/// paragraph gets its Chinese form.
fn script_of_language(lang: &language::Tag) -> Script {
    match lang.script() {
        unicode::Script::Hans | unicode::Script::Hant | unicode::Script::Japanese => Script::HAN,
        unicode::Script::Korean => Script::HANGUL,
        unicode::Script::Other => Script::LATIN,
    }
}

/// The glyphs that show `characters` in a language, in lines and in columns: each alone and, for marks, repeated, since
/// a double dash may have a glyph of its own.
pub(super) fn forms(face: &Face, characters: impl Iterator<Item = char>, lang: &language::Tag) -> BTreeSet<u16> {
    let mut glyphs = BTreeSet::new();
    let Some(font) = face.plans.font(|| face.data().clone(), face.index) else { return glyphs };
    let shaper = ShaperFont::new(font);
    let common = script_of_language(lang);
    let mut texts: BTreeMap<[u8; 4], (Script, String)> = BTreeMap::new();
    let mut buffer = Buffer::new();
    for character in characters {
        buffer.clear();
        buffer.push(u32::from(character), 0);
        buffer.guess_segment_properties();
        let own = buffer.script();
        let script = own.unwrap_or(common);
        let (_, text) = texts.entry(script.tag().to_be_bytes()).or_insert((script, String::new()));
        let repeats = if own.is_none() { 3 } else { 1 };
        for count in 1..=repeats {
            text.extend(std::iter::repeat_n(character, count));
            text.push(' ');
        }
    }
    // Without `locl` come the glyphs that stand between: a double dash is first joined, then given its regional form.
    let plain = [Feature::new(Tag::new(b"locl"), 0, ..)];
    for (script, text) in texts.values() {
        for (direction, features) in
            DIRECTIONS.into_iter().flat_map(|direction| [(direction, &plain[..0]), (direction, &plain[..])])
        {
            let mut buffer = Buffer::new();
            buffer.push_str(text);
            buffer.set_direction(direction);
            buffer.set_script(Some(*script));
            buffer.set_language(Language::new(lang.as_str()));
            if harfrust::shape(&shaper, &mut buffer, ShapeOptions::new().features(features)).is_ok() {
                glyphs.extend(buffer.glyph_infos().iter().filter_map(|info| u16::try_from(info.glyph_id).ok()));
            }
        }
    }
    glyphs
}

const DIRECTIONS: [Direction; 2] = [Direction::LeftToRight, Direction::TopToBottom];

/// A glyph of shaped text, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Glyph id.
    pub id: u16,
    /// Byte offset of its cluster in the shaped text.
    pub cluster: u32,
    /// Horizontal advance.
    pub advance: i32,
    /// Offset to the right.
    pub x_offset: i32,
    /// Offset upward.
    pub y_offset: i32,
}

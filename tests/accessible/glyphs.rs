//! What is seen is what is said: the outline of every embedded glyph is the one that the source font has for the
//! character that the file claims. A wrong ToUnicode map looks right and reads wrong, and no judge finds it.

use crate::books::{BOOKS, Made};
use crate::reader::Value;
use huoban::font::{Face, FontId};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use ttf_parser::{GlyphId, OutlineBuilder};

/// The languages whose forms of a character may stand in a book of ours.
const LANGUAGES: [&str; 4] = ["zh-Hans", "en", "ja", "zh-Hant"];

/// An outline as text, so that outlines can be compared and shown.
#[derive(Default)]
struct Outline(String);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        write!(self.0, "M{x} {y} ").expect("a string");
    }
    fn line_to(&mut self, x: f32, y: f32) {
        write!(self.0, "L{x} {y} ").expect("a string");
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        write!(self.0, "Q{x1} {y1} {x} {y} ").expect("a string");
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        write!(self.0, "C{x1} {y1} {x2} {y2} {x} {y} ").expect("a string");
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// A font as it is embedded.
enum Embedded<'a> {
    TrueType(Box<ttf_parser::Face<'a>>),
    Cff(Box<ttf_parser::cff::Table<'a>>),
}

impl<'a> Embedded<'a> {
    fn of(made: &'a Made, font: &Value) -> Embedded<'a> {
        let pdf = &made.pdf;
        let cid = pdf.get(&pdf.list(&font.dict()["DescendantFonts"])[0]);
        let descriptor = pdf.entry(cid, "FontDescriptor").expect("a descriptor").dict();
        match (descriptor.get("FontFile2"), descriptor.get("FontFile3")) {
            (Some(file), None) => {
                assert_eq!(cid.dict()["CIDToGIDMap"].name(), "Identity");
                Embedded::TrueType(Box::new(ttf_parser::Face::parse(pdf.data(file), 0).expect("a font")))
            }
            (None, Some(file)) => {
                Embedded::Cff(Box::new(ttf_parser::cff::Table::parse(pdf.data(file)).expect("a CFF font")))
            }
            other => panic!("{other:?}"),
        }
    }

    fn outline(&self, code: u16) -> String {
        let mut outline = Outline::default();
        match self {
            Embedded::TrueType(face) => {
                face.outline_glyph(GlyphId(code), &mut outline);
            }
            Embedded::Cff(table) => {
                let glyph = (0..table.number_of_glyphs()).map(GlyphId).find(|id| table.glyph_cid(*id) == Some(code));
                // A blank has no outline, which is no error.
                let _ = table.outline(glyph.expect("the font has the CID"), &mut outline);
            }
        }
        outline.0
    }
}

/// The source face with this PostScript name.
fn source<'a>(made: &'a Made, font: &Value) -> (FontId, &'a Face) {
    let name = font.dict()["BaseFont"].name().split_once('+').expect("a subset").1.trim_end_matches("-Identity-H");
    made.report.fonts.faces().find(|(_, face)| face.postscript == name).unwrap_or_else(|| panic!("no face {name}"))
}

/// The glyphs with which the source font may show a text: those of its character map, what its own tables make of the
/// text alone, repeated (a dash of two is one glyph) and in each language, and for a stroke of dashes the font's dashes.
fn candidates(made: &Made, id: FontId, face: &Face, text: &str) -> BTreeSet<u16> {
    let mut letters = text.chars();
    let mut glyphs: BTreeSet<u16> = match (letters.next(), letters.next()) {
        (Some(letter), None) => face.charmap().glyph(letter).into_iter().collect(),
        _ => BTreeSet::new(),
    };
    for language in LANGUAGES.iter().filter_map(|tag| huoban::language::Tag::parse(tag)) {
        if text.chars().all(|letter| "—―─⸺⸻".contains(letter)) {
            glyphs.extend((1..=3).filter_map(|em| Some(made.report.fonts.dash(id, em, &language)?.id)));
        }
        for count in 1..=2 {
            glyphs.extend(made.report.fonts.shape(id, &text.repeat(count), &language).iter().map(|glyph| glyph.id));
        }
    }
    glyphs
}

#[test]
fn every_glyph_is_that_of_its_character() {
    let (mut glyphs, mut fonts) = (0, BTreeSet::new());
    for made in BOOKS.iter() {
        for (font, meaning) in made.pdf.composite_fonts() {
            let embedded = Embedded::of(made, font);
            let (id, face) = source(made, font);
            let original = ttf_parser::Face::parse(face.data(), face.index).expect("a font");
            let outline = |glyph: u16| {
                let mut outline = Outline::default();
                original.outline_glyph(GlyphId(glyph), &mut outline);
                outline.0
            };
            for (code, text) in &meaning {
                let shown = embedded.outline(*code);
                let expected: Vec<String> = candidates(made, id, face, text).into_iter().map(outline).collect();
                let name = &face.postscript;
                assert!(expected.contains(&shown), "{}: {name} shows another glyph for “{text}” ({code})", made.name);
                if text.chars().all(|letter| !letter.is_whitespace()) {
                    assert!(!shown.is_empty(), "{}: {name} shows nothing for “{text}”", made.name);
                }
                glyphs += 1;
            }
            fonts.insert(face.postscript.clone());
        }
    }
    assert!(glyphs > 2000 && fonts.len() > 8, "{glyphs} glyphs of {fonts:?}");
}

/// The comparison tells characters apart: no two of the commonest have one outline.
#[test]
fn outlines_differ_from_character_to_character() {
    let made = crate::books::book("every");
    let (_, face) =
        made.report.fonts.faces().find(|(_, face)| face.postscript == "NotoSerifCJKsc-Regular").expect("a face");
    let original = ttf_parser::Face::parse(face.data(), face.index).expect("a font");
    let letters = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要已己曰日末未士土";
    let outlines: BTreeSet<String> = letters
        .chars()
        .map(|letter| {
            let mut outline = Outline::default();
            original.outline_glyph(GlyphId(face.charmap().glyph(letter).expect("a glyph")), &mut outline);
            outline.0
        })
        .collect();
    assert_eq!(outlines.len(), letters.chars().count());
}

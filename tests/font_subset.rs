//! Subsets for the EPUB: whole fonts, with the outlines and the shaping of their source.

use huoban::config::FontsConfig;
use huoban::font::{FontId, FontRole, Fonts, subset_for_epub};
use huoban::language::Region;
use huoban::source::MemoryWorld;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};
use skrifa::raw::{FontRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{GlyphId, MetadataProvider, Tag};
use std::collections::BTreeSet;
use std::path::Path;

fn fonts() -> Fonts {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &[shipped]).0
}

/// Every third Han of the basic block, kana, letters and marks.
fn some_characters() -> BTreeSet<char> {
    let han = (0x4E00..0x9FA0u32).step_by(3).filter_map(char::from_u32);
    han.chain('あ'..='ん')
        .chain(' '..='~')
        .chain("，。、；：？！「」『』（）《》〈〉【】—…～“”‘’·éüﬁ山海骨直曜".chars())
        .collect()
}

#[derive(Default, PartialEq, Debug)]
struct Path2(Vec<(u8, [f32; 6])>);

impl OutlinePen for Path2 {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push((0, [x, y, 0., 0., 0., 0.]));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push((1, [x, y, 0., 0., 0., 0.]));
    }
    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.0.push((2, [a, b, x, y, 0., 0.]));
    }
    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0.push((3, [a, b, c, d, x, y]));
    }
    fn close(&mut self) {
        self.0.push((4, [0.; 6]));
    }
}

fn outline(font: &FontRef, glyph: u32) -> Path2 {
    let mut path = Path2::default();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs().get(GlyphId::new(glyph)).unwrap().draw(settings, &mut path).unwrap();
    path
}

/// Shapes with the font's own tables: glyph, advances and offsets.
fn shape(data: &[u8], index: u32, text: &str, lang: &str, vertical: bool) -> Vec<(u32, [i32; 4])> {
    use harfrust::{Buffer, Direction, Language, ShapeOptions, ShaperFont};
    let font = harfrust::Font::new(data.to_vec(), index).unwrap();
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_script("Hani".parse().ok());
    buffer.set_direction(if vertical { Direction::TopToBottom } else { Direction::LeftToRight });
    buffer.set_language(Language::new(lang));
    harfrust::shape(&ShaperFont::new(&font), &mut buffer, ShapeOptions::new()).unwrap();
    let positions = buffer.glyph_positions();
    let placed = positions.iter().map(|at| [at.x_advance, at.y_advance, at.x_offset, at.y_offset]);
    buffer.glyph_infos().iter().map(|info| info.glyph_id).zip(placed).collect()
}

fn first(fonts: &Fonts, role: FontRole, region: Region, han: bool) -> FontId {
    let set = fonts.set(role, region);
    if han { set.han[0] } else { set.latin[0] }
}

/// Cuts a face and compares it with its source: characters, outlines, and shaped text in both directions.
fn check(id: FontId, fonts: &Fonts, lang: &str, texts: &[&str]) -> Vec<u8> {
    let face = fonts.face(id);
    let chars = some_characters();
    let cut = subset_for_epub(fonts, id, &chars, &lang.parse().unwrap()).unwrap();
    let (source, subset) = (FontRef::from_index(face.data(), face.index).unwrap(), FontRef::new(&cut).unwrap());
    let (from, to) = (source.charmap(), subset.charmap());
    let step = (chars.len() / 200).max(1);
    for (index, c) in chars.iter().enumerate() {
        let (old, new) = (from.map(*c), to.map(*c));
        assert_eq!(old.is_some(), new.is_some(), "{c} in {}", face.postscript);
        if let (Some(old), Some(new), 0) = (old, new, index % step) {
            assert_eq!(outline(&source, old.to_u32()), outline(&subset, new.to_u32()), "{c} in {}", face.postscript);
        }
    }
    for text in texts {
        for vertical in [false, true] {
            let old = shape(face.data(), face.index, text, lang, vertical);
            let new = shape(&cut, 0, text, lang, vertical);
            assert_eq!(old.len(), new.len(), "{text}");
            for (old, new) in old.iter().zip(&new) {
                assert_eq!(old.1, new.1, "{text} vertical: {vertical}");
                assert_eq!(outline(&source, old.0), outline(&subset, new.0), "{text} vertical: {vertical}");
            }
        }
    }
    cut
}

const MARKS: &str = "，。、；：？！「」『』（）《》〈〉【】—…～";

#[test]
fn a_song_keeps_its_outlines_its_marks_in_columns_and_the_forms_of_its_language() {
    let fonts = fonts();
    let mainland = first(&fonts, FontRole::Body, Region::Mainland, true);
    let cut = check(mainland, &fonts, "zh-Hans", &[MARKS, "——", "山海骨直曜", "あいう"]);
    let japan = first(&fonts, FontRole::Body, Region::Japan, true);
    check(japan, &fonts, "ja", &[MARKS, "山海骨直曜"]);
    // The Japanese face under a Chinese tag shows Chinese forms, through locl.
    check(japan, &fonts, "zh-Hans", &["山海骨直曜"]);
    let glyphs = FontRef::new(&cut).unwrap().maxp().unwrap().num_glyphs() as usize;
    assert!(glyphs < some_characters().len() + 200, "{glyphs} glyphs: forms of other languages came along");
}

#[test]
fn a_kai_is_cut_from_its_truetype_outlines() {
    let fonts = fonts();
    let cut = check(first(&fonts, FontRole::Emphasis, Region::Mainland, true), &fonts, "zh-Hans", &[MARKS, "山海骨"]);
    assert!(FontRef::new(&cut).unwrap().table_data(Tag::new(b"glyf")).is_some());
}

#[test]
fn a_latin_keeps_kerning_and_ligatures() {
    let fonts = fonts();
    for role in [FontRole::Body, FontRole::Emphasis, FontRole::HeadingBold, FontRole::Mono] {
        check(first(&fonts, role, Region::Mainland, false), &fonts, "en", &["AVATAR", "fi ffl 1/2", "éü"]);
    }
}

#[test]
fn a_subset_carries_its_licence_but_no_reserved_name() {
    let fonts = fonts();
    let names = |role, han| {
        let id = first(&fonts, role, Region::Mainland, han);
        let cut = subset_for_epub(&fonts, id, &"一a".chars().collect(), &"zh-Hans".parse().unwrap()).unwrap();
        let font = FontRef::new(&cut).unwrap();
        let name = |id: u16| font.localized_strings(StringId::new(id)).english_or_first().unwrap().to_string();
        [name(1), name(4), name(6), name(0), name(13), name(14)]
    };
    for (role, han, family) in [
        (FontRole::Body, false, "Huoban Serif 4"),
        (FontRole::Heading, false, "Huoban Sans 3"),
        (FontRole::Mono, false, "Huoban Code Pro"),
        (FontRole::Emphasis, true, "Huoban WenKai"),
        (FontRole::Body, true, "Noto Serif CJK SC"),
    ] {
        let [one, full, postscript, copyright, licence, address] = names(role, han);
        assert_eq!(one, family);
        for name in [full, postscript] {
            assert!(!name.contains("Source") && !name.contains("LXGW"), "{name}");
        }
        assert!(copyright.contains("Adobe") || copyright.contains("LXGW"), "{copyright}");
        assert!(licence.contains("SIL Open Font License, Version 1.1"), "{licence}");
        assert!(address.ends_with("OFL") || address.ends_with("openfontlicense.org"), "{address}");
    }
}

#[test]
fn the_same_characters_give_the_same_bytes() {
    let fonts = fonts();
    let chars = some_characters();
    for (role, han) in [(FontRole::Body, true), (FontRole::Body, false), (FontRole::Emphasis, true)] {
        let id = first(&fonts, role, Region::Mainland, han);
        let cut = || subset_for_epub(&fonts, id, &chars, &"zh-Hans".parse().unwrap()).unwrap();
        assert!(cut() == cut());
    }
}

#[test]
fn characters_that_the_face_lacks_are_passed_over() {
    let fonts = fonts();
    let id = first(&fonts, FontRole::Body, Region::Mainland, false);
    let cut = subset_for_epub(&fonts, id, &"a汉".chars().collect(), &"zh-Hans".parse().unwrap()).unwrap();
    let font = FontRef::new(&cut).unwrap();
    assert!(font.charmap().map('a').is_some() && font.charmap().map('汉').is_none());
}

use super::FontId;
use super::face::{Face, ShapedGlyph};

/// What a text is for; the theme says which families serve a role.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FontRole {
    /// Body: 宋 with a Latin serif.
    Body,
    /// Bold body: bold 宋 with a bold Latin serif.
    BodyBold,
    /// Headings and strong: 黑 with a Latin sans.
    Heading,
    /// Bold headings: bold 黑 with a bold Latin sans.
    HeadingBold,
    /// Emphasis and quotations: 楷 with a Latin italic.
    Emphasis,
    /// 楷 with an upright Latin.
    Quotation,
    /// Captions, tables, running heads: 黑 or 宋 as the theme says, Latin sans.
    Caption,
    /// Code: fixed pitch.
    Mono,
}

/// The glyph forms a language asks for; each picks its face of a collection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Region {
    /// zh-Hans, and everything that is not one of the others.
    #[default]
    Mainland,
    /// zh-Hant, zh-Hant-TW.
    Taiwan,
    /// zh-Hant-HK, zh-Hant-MO.
    HongKong,
    /// ja.
    Japan,
    /// ko.
    Korea,
}

/// The faces that serve one role in one region, in order of preference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontSet {
    /// For Han, kana, Hangul and full-width marks.
    pub han: Vec<FontId>,
    /// For Latin, digits and everything else.
    pub latin: Vec<FontId>,
}

/// Every face that a book may use.
#[derive(Default)]
pub struct Fonts {
    faces: Vec<Face>,
}

impl Fonts {
    /// A face.
    pub fn face(&self, id: FontId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// Shapes `text` (one font, one language, left to right) with the face's layout tables.
    pub fn shape(&self, _id: FontId, _text: &str, _lang: &str) -> Vec<ShapedGlyph> {
        Vec::new()
    }
}

use super::FontId;
use super::class::StyleClass;
use crate::config::FontsConfig;
use crate::language::Region;

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
    /// Emphasis inside 楷: 宋 with a Latin italic.
    Contrast,
    /// Emphasis inside headings: 黑 with an italic Latin sans.
    HeadingItalic,
    /// Emphasis inside strong text: 楷 with a bold italic Latin serif.
    BoldItalic,
    /// Captions, tables, running heads: 黑 or 宋 as the theme says, Latin sans.
    Caption,
    /// Code: fixed pitch.
    Mono,
}

impl FontRole {
    /// Every role, in the order of the enumeration.
    pub const ALL: [FontRole; 11] = [
        FontRole::Body,
        FontRole::BodyBold,
        FontRole::Heading,
        FontRole::HeadingBold,
        FontRole::Emphasis,
        FontRole::Quotation,
        FontRole::Contrast,
        FontRole::HeadingItalic,
        FontRole::BoldItalic,
        FontRole::Caption,
        FontRole::Mono,
    ];
}

impl Region {
    /// Whether the region draws a mark in the middle of its em: all stops in Traditional Chinese (clreq 3.1.2), ！？：；
    /// in Japanese (jlreq 3.1.2). Many a 楷 is drawn for the mainland only, where they stand at the left.
    pub fn centres(self, mark: char) -> bool {
        match self {
            Region::Taiwan | Region::HongKong => CENTRED.contains(&mark),
            Region::Japan => matches!(mark, '！' | '？' | '：' | '；'),
            Region::Mainland | Region::Korea => false,
        }
    }

    /// Last words of family names that mark the faces of a region, the usual one first.
    pub(super) fn suffixes(self) -> &'static [&'static str] {
        match self {
            Region::Mainland => &["sc", "cn", "gb"],
            Region::Taiwan => &["tc", "tw"],
            Region::HongKong => &["hk", "hc", "tc"],
            Region::Japan => &["jp"],
            Region::Korea => &["kr", "k"],
        }
    }
}

/// Marks that some regions draw in the middle of their em, and others at the left.
pub(super) const CENTRED: [char; 8] = ['、', '。', '！', '，', '．', '：', '；', '？'];

/// The faces that serve one role in one region, in order of preference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontSet {
    /// For Han, kana, Hangul and full-width marks.
    pub han: Vec<FontId>,
    /// For Latin, digits and everything else.
    pub latin: Vec<FontId>,
    /// Faces of other families that may stand in when none of the above has a character, nearest kind first.
    pub stand_ins: Vec<FontId>,
}

/// A family that the theme needs: the key of `book.yaml` that replaces it, and the shipped one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    Body,
    Heading,
    Emphasis,
    MonoHan,
    Latin,
    LatinHeading,
    Mono,
}

impl Slot {
    pub(super) const ALL: [Slot; 7] =
        [Slot::Body, Slot::Heading, Slot::Emphasis, Slot::MonoHan, Slot::Latin, Slot::LatinHeading, Slot::Mono];

    /// The family that ships with the tool.
    pub(super) fn shipped(self) -> &'static str {
        match self {
            Slot::Body => "Noto Serif CJK",
            Slot::Heading => "Noto Sans CJK",
            Slot::Emphasis => "LXGW WenKai",
            Slot::MonoHan => "Noto Sans Mono CJK",
            Slot::Latin => "Source Serif 4",
            Slot::LatinHeading => "Source Sans 3",
            Slot::Mono => "Source Code Pro",
        }
    }

    /// Whether it is for Han and what is written with them; the others are for Latin.
    pub(super) fn is_han(self) -> bool {
        matches!(self, Slot::Body | Slot::Heading | Slot::Emphasis | Slot::MonoHan)
    }

    /// What `book.yaml` says about it: the key, and the family if one is named.
    pub(super) fn configured(self, config: &FontsConfig) -> Option<(&'static str, &str)> {
        let (key, family) = match self {
            Slot::Body => ("fonts.body", &config.body),
            Slot::Heading => ("fonts.heading", &config.heading),
            Slot::Emphasis => ("fonts.emphasis", &config.emphasis),
            Slot::MonoHan => return None,
            Slot::Latin => ("fonts.latin", &config.latin),
            Slot::LatinHeading => ("fonts.latin-heading", &config.latin_heading),
            Slot::Mono => ("fonts.mono", &config.mono),
        };
        family.as_deref().map(|family| (key, family))
    }
}

/// What serves a role.
pub(super) struct RoleRow {
    pub(super) han: Slot,
    /// Second choice for Han that the first lacks: a 楷 has fewer characters than a 宋.
    pub(super) han_second: Option<Slot>,
    pub(super) latin: Slot,
    pub(super) weight: u16,
    /// Whether the Latin is italic; Han never is.
    pub(super) italic: bool,
    pub(super) class: StyleClass,
}

/// The theme of the shipped fonts.
pub(super) fn row(role: FontRole) -> RoleRow {
    let plain = |han, latin, weight, class| RoleRow { han, han_second: None, latin, weight, italic: false, class };
    match role {
        FontRole::Body => plain(Slot::Body, Slot::Latin, 400, StyleClass::Serif),
        FontRole::BodyBold => plain(Slot::Body, Slot::Latin, 700, StyleClass::Serif),
        FontRole::Heading | FontRole::Caption => plain(Slot::Heading, Slot::LatinHeading, 400, StyleClass::Sans),
        FontRole::HeadingBold => plain(Slot::Heading, Slot::LatinHeading, 700, StyleClass::Sans),
        FontRole::Emphasis => RoleRow {
            han_second: Some(Slot::Body),
            italic: true,
            ..plain(Slot::Emphasis, Slot::Latin, 400, StyleClass::Script)
        },
        FontRole::Quotation => {
            RoleRow { han_second: Some(Slot::Body), ..plain(Slot::Emphasis, Slot::Latin, 400, StyleClass::Script) }
        }
        FontRole::HeadingItalic => {
            RoleRow { italic: true, ..plain(Slot::Heading, Slot::LatinHeading, 400, StyleClass::Sans) }
        }
        FontRole::BoldItalic => RoleRow {
            han_second: Some(Slot::Body),
            italic: true,
            ..plain(Slot::Emphasis, Slot::Latin, 700, StyleClass::Script)
        },
        FontRole::Contrast => RoleRow { italic: true, ..plain(Slot::Body, Slot::Latin, 400, StyleClass::Serif) },
        FontRole::Mono => {
            RoleRow { han_second: Some(Slot::Heading), ..plain(Slot::MonoHan, Slot::Mono, 400, StyleClass::Mono) }
        }
    }
}

/// Which classes may stand in for a class, nearest first.
pub(super) fn stand_in_classes(class: StyleClass) -> [StyleClass; 4] {
    use StyleClass::{Mono, Sans, Script, Serif};
    match class {
        Serif => [Serif, Script, Sans, Mono],
        Sans => [Sans, Mono, Serif, Script],
        Script => [Script, Serif, Sans, Mono],
        Mono => [Mono, Sans, Serif, Script],
    }
}

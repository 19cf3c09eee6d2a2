/// The glyph forms that a language asks for; each picks its face of a collection.
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

impl Region {
    /// Every region, in the order of the enumeration.
    pub const ALL: [Region; 5] = [Region::Mainland, Region::Taiwan, Region::HongKong, Region::Japan, Region::Korea];
}

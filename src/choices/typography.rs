//! How lines are composed.

use crate::unicode::Script;

/// Composition choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypographyConfig {
    /// Widths of marks.
    pub punctuation: PunctuationStyle,
    /// Which marks may not begin or end a line.
    pub prohibitions: Prohibitions,
    /// Gap between Han and Latin.
    pub han_latin_gap: HanLatinGap,
    /// Whether a stop may hang in the margin.
    pub hanging: bool,
    /// First-line indent, in hundredths of an em.
    pub indent: u16,
    /// Where a bracket stands that begins a paragraph.
    pub paragraph_start: ParagraphStart,
    /// Whether Han stand on the columns of a grid.
    pub grid: bool,
}

/// Where an opening mark stands that begins a paragraph (typography row PW-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ParagraphStart {
    /// Its ink stands at the indent: the blank before it is trimmed.
    #[default]
    Trimmed,
    /// Its full-width frame stands at the indent.
    Full,
}

/// Gap between Han and Latin, in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HanLatinGap(pub u16);

/// Five styles of mark widths (typography row PW-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PunctuationStyle {
    /// 全角式: marks 1 em, adjacent pairs 1.5 em.
    #[default]
    Quanjiao,
    /// 开明式: 。．？！ 1 em, all others 0.5 em.
    Kaiming,
    /// 半角式: all 0.5 em.
    Banjiao,
    /// 行末半角式: 1 em, pairs kept, trimmed at line edges only.
    LineEndHalf,
    /// Nothing is squeezed.
    Plain,
}

/// Four levels of prohibitions at line edges (typography row LB-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Prohibitions {
    /// None at all.
    None,
    /// Stops, closing marks and opening marks.
    Basic,
    /// GB/T 15834: basic, connectors, interpuncts and the solidus.
    #[default]
    Gb,
    /// As `Gb`, and no —— or …… at the start of a line.
    Strict,
}

impl Prohibitions {
    /// What books in a script follow when nothing is asked for: GB/T 15834 in simplified Chinese, clreq's basic level in
    /// traditional (typography row LB-6).
    pub fn of(script: Script) -> Prohibitions {
        if script == Script::Hant { Prohibitions::Basic } else { Prohibitions::Gb }
    }
}

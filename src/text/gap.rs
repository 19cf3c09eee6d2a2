//! What stands between two clusters.

use crate::base::Len;

/// The gap after a cluster.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    /// Width when nothing presses.
    pub natural: Len,
    /// How much it can give.
    pub shrink: Len,
    /// In which order it gives.
    pub shrink_tier: Tier,
    /// How much its own tier can take; the last tier takes without limit.
    pub stretch: Len,
    /// In which order it takes.
    pub stretch_tier: Tier,
    /// Blank that is kept when the line ends here (style `plain` only).
    pub kept_at_end: Len,
    /// Blank that is kept when the line begins after it (style `plain` only).
    pub kept_at_start: Len,
    /// Whether a line may end here.
    pub line_end: LineEnd,
    /// What a line gains that ends here: its hyphen, and the kerning towards what follows, which is not there.
    pub at_end: Len,
    /// For the report: whose space it is.
    pub kind: Kind,
}

/// Order in which gaps are used.
pub(super) type Tier = u8;

/// Takes no part.
pub(super) const NO_TIER: Tier = 0;

/// Whether a line may end at a gap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// No.
    #[default]
    Never,
    /// Yes.
    Allowed,
    /// With a hyphen.
    Hyphen,
    /// At a separator of an address, without a hyphen (row LB-12).
    Address,
    /// Between two syllables of a Korean word, where its line could be filled only by spaces that are far too wide.
    Syllable,
    /// Between the two numbers of a range, where its line could be filled only by gaps that are far too wide.
    Range,
    /// It must: the author asked for it.
    Forced,
}

/// Whose space a gap is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Between Han, or nothing.
    #[default]
    Han,
    /// Blank of a mark.
    Mark,
    /// A word space or a Han–Latin gap.
    Latin,
}

/// Squeezing, row BT-5, in the order of [`SQUEEZING`](crate::display::SQUEEZING): the trimmed line end needs no tier,
/// since a break discards its gap; the interpunct of the mainland is fixed at half an em (PW-8). The last tier is never
/// used while another way is legal.
pub(super) mod shrink {
    use super::Tier;
    /// Word spaces, to 1/4 em.
    pub const WORD: Tier = 1;
    /// Blanks of an interpunct one em wide, to nothing.
    pub const INTERPUNCT: Tier = 2;
    /// Outer blanks of brackets, to nothing.
    pub const BRACKET: Tier = 3;
    /// ，、；： to half an em.
    pub const COMMA: Tier = 4;
    /// Han–Latin gaps, to 1/8 em.
    pub const LATIN: Tier = 5;
    /// 。？！
    pub const STOP: Tier = 6;
    /// Number of tiers, with tier 0.
    pub const COUNT: usize = crate::display::SQUEEZING.len() + 1;
}

/// Stretching, row BT-6.
pub(super) mod stretch {
    use super::Tier;
    /// Word spaces, to 1/2 em.
    pub const WORD: Tier = 1;
    /// Han–Latin gaps, to 1/3 em.
    pub const LATIN: Tier = 2;
    /// All other allowed gaps, equally.
    pub const ALL: Tier = 3;
}

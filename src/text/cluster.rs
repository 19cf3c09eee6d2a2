use crate::base::{Len, NodeId};
use crate::font::FontId;
use crate::unicode::{Class, Script};
use std::ops::Range;

/// The clusters of a flow, over flat arrays.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    /// The text of all runs, one after the other.
    pub text: String,
    /// In order.
    pub list: Vec<Cluster>,
    /// Glyphs of all clusters, in order.
    pub glyphs: Vec<RunGlyph>,
    /// Bases that carry a reading, in order.
    pub bases: Vec<Base>,
    /// Whether Han have cells one and a half em wide, a column of zhuyin in each (row RB-5).
    pub zhuyin_cells: bool,
}

/// The smallest piece of text that keeps together: a character with its marks, a ligature, a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// Index of its run in the flow.
    pub run: u32,
    /// First byte of its text in [`Clusters::text`].
    pub text: u32,
    /// One past its last byte.
    pub text_end: u32,
    /// First glyph in [`Clusters::glyphs`].
    pub glyphs: u32,
    /// One past its last glyph.
    pub glyphs_end: u32,
    /// Font of its glyphs.
    pub font: FontId,
    /// What it is in a line.
    pub class: Class,
    /// How its language is set; of what is no text, that of the text before it.
    pub script: Script,
    /// Whether it is set from the Latin font.
    pub western: bool,
    /// Whether it is code.
    pub verbatim: bool,
    /// Whether it is a Han, a kana or a Hangul: what no last line holds a single one of, and what takes a dot.
    pub han: bool,
    /// Whether it is a superscript or a subscript.
    pub raised: bool,
    /// Whether its ink stands in the middle of its em, a quarter em of blank on each side: the stops of Traditional
    /// Chinese, and the interpunct that is one em wide.
    pub centred: bool,
    /// Whether it may hang in the margin where the book lets stops hang.
    pub hangs: bool,
    /// Its base with a reading, an index into [`Clusters::bases`] counted from 1; 0 when it has none.
    pub base: u32,
    /// Whether a hyphen may follow it.
    pub hyphen_after: bool,
    /// Whether the author asked for a line break after it.
    pub break_after: bool,
    /// Size of its em.
    pub em: Len,
    /// Width of its body, without blanks.
    pub body: Len,
    /// Origin of its first glyph, from the start of the body (negative for an opening mark).
    pub origin: Len,
}

/// A glyph of a cluster.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunGlyph {
    /// Glyph id.
    pub id: u16,
    /// Its origin, from the origin of the cluster's first glyph.
    pub x: Len,
    /// Its origin above the baseline.
    pub rise: Len,
    /// Its natural advance.
    pub advance: Len,
}

impl Cluster {
    /// A cluster of no text, no glyphs and no width.
    pub fn blank(run: u32, class: Class, script: Script, em: Len) -> Cluster {
        Cluster {
            run,
            text: 0,
            text_end: 0,
            glyphs: 0,
            glyphs_end: 0,
            font: FontId(0),
            class,
            script,
            western: false,
            verbatim: false,
            han: false,
            raised: false,
            centred: false,
            hangs: false,
            base: 0,
            hyphen_after: false,
            break_after: false,
            em,
            body: Len::ZERO,
            origin: Len::ZERO,
        }
    }
}

impl Clusters {
    /// The base that a cluster is part of.
    pub fn base_of(&self, cluster: &Cluster) -> Option<&Base> {
        self.bases.get((cluster.base as usize).checked_sub(1)?)
    }

    /// Width of a cell of the grid for a size of em.
    pub fn cell(&self, em: Len) -> Len {
        if self.zhuyin_cells { em + em.scale(ZHUYIN_COLUMN.0, ZHUYIN_COLUMN.1) } else { em }
    }

    /// The text of a cluster.
    pub fn text_of(&self, cluster: &Cluster) -> &str {
        &self.text[cluster.text as usize..cluster.text_end as usize]
    }

    /// The glyphs of a cluster.
    pub fn glyphs_of(&self, cluster: &Cluster) -> &[RunGlyph] {
        &self.glyphs[cluster.glyphs as usize..cluster.glyphs_end as usize]
    }
}

/// Width of the column of zhuyin right of its Han, of the Han's em (row RB-4, clreq 3.4.1).
pub(super) const ZHUYIN_COLUMN: (i64, i64) = (1, 2);

/// A base and its reading (row RB-1).
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// Whose reading it is.
    pub(super) node: NodeId,
    /// The base's first run, which holds the reading and gives it its look.
    pub(super) run: u32,
    pub(super) clusters: Range<u32>,
    /// Width of the reading; nothing for zhuyin, which stands in a column of its own.
    pub(super) width: Len,
    /// Width of the bodies.
    pub(super) body: Len,
    pub(super) zhuyin: bool,
}

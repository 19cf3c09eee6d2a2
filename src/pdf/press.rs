//! What a print edition is made for.

use super::preflight::Wishes;
use crate::base::{Len, Size};
use crate::color::Inks;

/// What the printing house wants.
#[derive(Clone)]
pub struct Press {
    /// The inks, their limit, and whether black is the only one.
    pub inks: Inks,
    /// The name of the printing condition: `FOGRA39`.
    pub condition: String,
    /// How far artwork that reaches the trimmed edge goes beyond it.
    pub bleed: Len,
    /// Whether crop and registration marks are drawn.
    pub marks: bool,
    /// How far the type area moves away from the spine.
    pub gutter: Len,
    /// The fewest pixels to the inch of a picture.
    pub ppi: u16,
    /// Whether text and rules keep their colours; on the pages of a book they are black ink alone.
    pub colored_text: bool,
    /// Where the sheet is folded, from the left edge of the trimmed page.
    pub folds: Vec<Len>,
}

impl Press {
    /// How much wider the sheet is than the trimmed page, on every side.
    pub(super) fn room(&self) -> Len {
        room(self.bleed, self.marks)
    }

    /// What the file is then judged by; `trim` is the size of its pages.
    pub(super) fn wishes(&self, trim: Option<Size>) -> Wishes {
        Wishes {
            trim,
            bleed: self.bleed,
            ink: self.inks.limit(),
            ppi: self.ppi,
            bitonal_ppi: self.ppi.saturating_mul(2),
            weight: Len::PT / 4,
            black_text: !self.colored_text,
        }
    }
}

/// How much wider the sheet is than the trimmed page, on every side.
pub(super) fn room(bleed: Len, marks: bool) -> Len {
    if marks { bleed + Len::from_mm(ROOM) } else { bleed }
}

/// What the marks need beyond the bleed, in millimetres.
const ROOM: f64 = 8.0;

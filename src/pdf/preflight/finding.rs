//! What a preflight is held to, and what it finds.

use super::rows::Row;
use crate::base::{Len, Size};

/// What a printing house asks beyond the standard.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wishes {
    /// The trimmed size that was ordered; none: any, if it is one.
    pub trim: Option<Size>,
    /// Width of the bleed.
    pub bleed: Len,
    /// The most ink on one spot, in percent.
    pub ink: u16,
    /// The fewest pixels to the inch of a picture.
    pub ppi: u16,
    /// The fewest pixels to the inch of a picture in one bit.
    pub bitonal_ppi: u16,
    /// The thinnest line.
    pub weight: Len,
    /// Whether text is black ink alone.
    pub black_text: bool,
}

/// What is wrong with a file.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The row that it breaks.
    pub row: &'static Row,
    /// Index of the page; none: the file.
    pub page: Option<usize>,
    /// Where on the sheet, in points from its lower left corner.
    pub at: Option<(f64, f64)>,
    /// What was found, in the terms of the format.
    pub what: String,
    /// The number that is too small or too large: pixels to the inch, points, percent.
    pub amount: Option<f64>,
}

impl Finding {
    pub(super) fn new(row: &'static Row, what: impl Into<String>) -> Finding {
        Finding { row, page: None, at: None, what: what.into(), amount: None }
    }
}

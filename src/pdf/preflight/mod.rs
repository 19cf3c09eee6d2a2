//! The judge of print files: reads the finished bytes as a printing house does, and believes nothing that the writer
//! meant.

mod boxes;
mod file;
mod image;
mod objects;
mod page;
mod paint;
mod rows;
mod state;
mod xmp;

use super::object::{Dict, File, Object};
use crate::base::{Len, Size};
use rayon::prelude::*;

pub use boxes::{Sheet, sheets};
pub use rows::{ROWS, Row};

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
    fn new(row: &'static Row, what: impl Into<String>) -> Finding {
        Finding { row, page: None, at: None, what: what.into(), amount: None }
    }
}

/// Judges a file. It must have the shape that the print edition is written in: plain objects and one table of offsets;
/// of any other no row can be proven, and it fails `X00`.
///
/// Findings come by row, then by page; equal ones of a page come once.
pub fn judge(bytes: &[u8], wishes: &Wishes) -> Vec<Finding> {
    let Some(file) = File::read(bytes) else {
        return vec![Finding::new(&rows::X00, "no plain table of objects")];
    };
    let mut found = file::judge(&file);
    objects::judge(&file, &mut found);
    image::judge(&file, wishes, &mut found);
    page::judge_all(&file, &mut found);
    let pages = file.pages();
    let painted: Vec<Vec<Finding>> = pages
        .par_iter()
        .enumerate()
        .map(|(index, page)| {
            let mut own = page::judge(&file, *page, wishes);
            own.extend(paint::judge(&file, *page, wishes));
            own.iter_mut().for_each(|finding| finding.page = Some(index));
            own
        })
        .collect();
    found.extend(painted.into_iter().flatten());
    found.sort_by_key(|finding| (finding.row.id, finding.page));
    found.dedup();
    found
}

/// A value that pages inherit from their parents (ISO 32000-1, 7.7.3.4).
fn inherited<'f>(file: &'f File, page: &'f Dict, key: &str) -> Option<&'f Object> {
    let mut dict = page;
    for _ in 0..32 {
        if let Some(value) = file.value(dict, key) {
            return Some(value);
        }
        dict = file.dict(dict, "Parent")?;
    }
    None
}

/// The numbers of an array.
fn numbers<const N: usize>(file: &File, object: Option<&Object>) -> Option<[f64; N]> {
    let items = object?.as_array()?;
    let all: Vec<f64> = items.iter().map_while(|item| file.resolve(item).as_number()).collect();
    all.try_into().ok()
}

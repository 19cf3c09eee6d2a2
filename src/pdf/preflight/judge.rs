//! A finished print file is judged, page by page and object by object.

use super::finding::{Finding, Wishes};
use super::{file, image, objects, page, paint, rows};
use crate::pdf::object::File;
use rayon::prelude::*;

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

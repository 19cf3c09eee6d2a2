//! The ink in pictures and along gradients.

use super::rows::{H02, X00};
use super::{Finding, Wishes};
use crate::pdf::object::{File, Object};
use crate::pdf::space::{Space, inks_of, space};
use rayon::prelude::*;

/// A spot counts when it exceeds the limit by more than so many percent: JPEG swings around what was packed.
const SWING: u32 = 10;
/// The part of a picture that may do so, in thousandths.
const PART: usize = 10;

/// Judges every picture and gradient of the file once.
pub(super) fn judge(file: &File, wishes: &Wishes, found: &mut Vec<Finding>) {
    let most = (u32::from(wishes.ink) + SWING) * 255 / 100;
    let numbers: Vec<u32> = file.numbers().collect();
    // One at a time in each thread: a page of an atlas takes 100 MB unpacked.
    let judged: Vec<Finding> = numbers.into_par_iter().filter_map(|number| one(file, number, most)).collect();
    found.extend(judged);
}

fn one(file: &File, number: u32, most: u32) -> Option<Finding> {
    let dict = file.get(number)?.object.as_dict()?;
    let inked = file.value(dict, "ColorSpace").is_some_and(|object| space(file, object).0 == Space::Cmyk);
    if !inked {
        return None;
    }
    let inks = if dict.is("Subtype", "Image") {
        match inks_of(file, number) {
            Ok(inks) => inks,
            Err(why) => return Some(Finding::new(&X00, format!("object {number}: {why}"))),
        }
    } else if dict.get("ShadingType").is_some() {
        match dict.get("Function") {
            Some(Object::Ref(function)) => file.data(*function)?,
            _ => return None,
        }
    } else {
        return None;
    };
    let sum = |pixel: &[u8]| pixel.iter().map(|ink| u32::from(*ink)).sum::<u32>();
    let (pixels, over) = inks.chunks_exact(4).map(sum).fold((0, 0), |(pixels, over), sum| {
        let over: usize = over;
        (pixels + 1, over + usize::from(sum > most))
    });
    let worst = inks.chunks_exact(4).map(sum).max().unwrap_or(0);
    let exceeds = over * 1000 > pixels * PART;
    exceeds.then(|| Finding {
        amount: Some(f64::from(worst) * 100.0 / 255.0),
        ..Finding::new(&H02, format!("{} % in object {number}", worst * 100 / 255))
    })
}

use super::press;
use crate::color::{Profile, Separations, components, has_profile, to_screen};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::W742;
use crate::manuscript::{Picture, PictureFormat};
use crate::model::Book;
use crate::source::World;
use jpeg_encoder::{ColorType, Encoder};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// The quality at which pictures for screens are packed: no loss can be seen.
const QUALITY: u8 = 94;

/// The book as its electronic editions show it: photographs in the inks of a press become colours of the screen, upright.
/// None when it has no such picture. One that cannot be turned stays, and is the writers' to refuse.
pub(super) fn book(world: &dyn World, config: &Config, book: &Book) -> (Option<Book>, Vec<Diagnostic>) {
    let in_inks: Vec<_> = book.images.iter().filter(|(_, picture)| is_in_inks(picture)).collect();
    if in_inks.is_empty() {
        return (None, Vec::new());
    }
    let Some((house, condition)) = press::house(world, &config.print) else { return (None, Vec::new()) };
    let turned: Vec<(PathBuf, Turned)> =
        in_inks.into_par_iter().filter_map(|(path, picture)| Some((path.clone(), turn(picture, &house)?))).collect();
    let mut shown = book.clone();
    let mut diagnostics = Vec::new();
    for (path, turned) in turned {
        if !turned.is_certain {
            let found = Diagnostic::new(&W742).at(path.as_path()).with("file", path.display());
            diagnostics.push(found.with("condition", &condition));
        }
        shown.images.insert(path, Arc::new(turned.picture));
    }
    (Some(shown), diagnostics)
}

fn is_in_inks(picture: &Picture) -> bool {
    picture.format == PictureFormat::Jpeg && components(&picture.bytes) == Some(4)
}

struct Turned {
    picture: Picture,
    /// Whether the picture itself says what its inks look like.
    is_certain: bool,
}

fn turn(picture: &Picture, house: &Profile) -> Option<Turned> {
    let read = Separations::read(&picture.bytes).ok()?;
    let rgb = to_screen(&read, house)?;
    let (width, height) = (usize::from(read.width), usize::from(read.height));
    if rgb.len() < width.checked_mul(height)?.checked_mul(3)? {
        return None;
    }
    let upright = upright(&rgb, width, height, picture.orientation);
    let (width, height) = if picture.orientation >= 5 { (read.height, read.width) } else { (read.width, read.height) };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&upright, width, height, ColorType::Rgb).ok()?;
    let picture = Picture { bytes: bytes.into(), orientation: 1, ..picture.clone() };
    Some(Turned { picture, is_certain: has_profile(&read) })
}

/// Pixels of three bytes as the scene was, by the orientation that Exif records (Exif 2.32, tag 0x0112).
fn upright(stored: &[u8], width: usize, height: usize, orientation: u8) -> Vec<u8> {
    if !(2..=8).contains(&orientation) {
        return stored.to_vec();
    }
    let (across, down) = if orientation >= 5 { (height, width) } else { (width, height) };
    let mut out = Vec::with_capacity(stored.len());
    for y in 0..down {
        for x in 0..across {
            let (column, row) = match orientation {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                _ => (width - 1 - y, x),
            };
            let at = (row * width + column) * 3;
            out.extend_from_slice(&stored[at..at + 3]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_picture_is_laid_as_the_scene_was() {
        // Three columns, two rows: 1 2 3 / 4 5 6.
        let stored: Vec<u8> = (1..=6).flat_map(|pixel| [pixel; 3]).collect();
        let seen =
            |orientation| -> Vec<u8> { upright(&stored, 3, 2, orientation).chunks(3).map(|pixel| pixel[0]).collect() };
        assert_eq!(seen(1), [1, 2, 3, 4, 5, 6]);
        assert_eq!(seen(2), [3, 2, 1, 6, 5, 4]);
        assert_eq!(seen(3), [6, 5, 4, 3, 2, 1]);
        assert_eq!(seen(4), [4, 5, 6, 1, 2, 3]);
        assert_eq!(seen(5), [1, 4, 2, 5, 3, 6]);
        assert_eq!(seen(6), [4, 1, 5, 2, 6, 3], "turned a quarter to the right");
        assert_eq!(seen(7), [6, 3, 5, 2, 4, 1]);
        assert_eq!(seen(8), [3, 6, 2, 5, 1, 4], "turned a quarter to the left");
    }
}

use super::press;
use crate::color::{Profile, Separations, components, has_profile, to_screen};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::W742;
use crate::manuscript::{Picture, PictureFormat, upright};
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
    let (upright, width, height) = upright(&rgb, width, height, 3, picture.orientation);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&upright, u16::try_from(width).ok()?, u16::try_from(height).ok()?, ColorType::Rgb).ok()?;
    let picture = Picture { bytes: bytes.into(), orientation: 1, ..picture.clone() };
    Some(Turned { picture, is_certain: has_profile(&read) })
}

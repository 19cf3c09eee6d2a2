//! Pictures as the back end embeds them, each once.

use super::orientation::Orientation;
use super::profile;
use super::vector::{SIZELESS, Undrawn, Vector};
use crate::color::components;
use crate::diagnostics::rules::manuscript::E081;
use crate::diagnostics::rules::pdf::{E701, E702, E703, E711, W704, W714};
use crate::diagnostics::{Bilingual, Diagnostic, Rule};
use crate::drawing::{Drawing, Refusal, Wanting};
use crate::font::Fonts;
use crate::model::{Book, Picture as Source, PictureFormat};
use krilla::Data;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::Surface;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A picture, ready to be drawn.
#[derive(Clone)]
pub enum Picture {
    /// Pixels.
    Raster(Raster),
    /// An SVG.
    Vector(Arc<Vector>),
}

impl Picture {
    /// Fills the box from the origin to (`width`, `height`).
    pub fn draw(&self, surface: &mut Surface, width: f32, height: f32) {
        match self {
            Picture::Raster(raster) => raster.draw(surface, width, height),
            Picture::Vector(vector) => vector.draw(surface, width, height),
        }
    }
}

/// Pixels, and how the camera was held.
#[derive(Clone)]
pub struct Raster {
    image: Image,
    orientation: Orientation,
}

impl Raster {
    fn draw(&self, surface: &mut Surface, width: f32, height: f32) {
        // The image is drawn upright in its own width and height, then turned into the box.
        let (own_width, own_height) = if self.orientation.swaps() { (height, width) } else { (width, height) };
        let Some(size) = Size::from_wh(own_width, own_height) else { return };
        let [a, b, c, d, e, f] = self.orientation.matrix(width, height);
        surface.push_transform(&Transform::from_row(a, b, c, d, e, f));
        surface.draw_image(self.image.clone(), size);
        surface.pop();
    }
}

/// The pictures met so far.
pub struct Pictures<'a> {
    book: &'a Book,
    fonts: &'a Fonts,
    /// Whether inks are welcome.
    printed: bool,
    loaded: BTreeMap<PathBuf, Option<Picture>>,
}

impl<'a> Pictures<'a> {
    pub fn new(book: &'a Book, fonts: &'a Fonts, printed: bool) -> Self {
        Pictures { book, fonts, printed, loaded: BTreeMap::new() }
    }

    /// The picture; none, and a diagnostic at the first call, when its file cannot be used.
    pub fn get(&mut self, path: &Path, surface: &mut Surface, out: &mut Vec<Diagnostic>) -> Option<Picture> {
        if let Some(known) = self.loaded.get(path) {
            return known.clone();
        }
        // A picture that could not be read was told where it is read, and withholds the file.
        let source = self.book.images.get(path).cloned();
        let loaded = source.and_then(|source| self.load(&source, surface, out));
        self.loaded.insert(path.to_owned(), loaded.clone());
        loaded
    }

    /// The file of an image that the back end complains about.
    pub fn path(&self, image: &Image) -> Option<&PathBuf> {
        let shows =
            |picture: &Option<Picture>| matches!(picture, Some(Picture::Raster(known)) if known.image == *image);
        self.loaded.iter().find(|(_, picture)| shows(picture)).map(|(path, _)| path)
    }

    fn load(&mut self, source: &Source, surface: &mut Surface, out: &mut Vec<Diagnostic>) -> Option<Picture> {
        if source.format == PictureFormat::Svg {
            return self.load_vector(source, surface, out);
        }
        if source.format == PictureFormat::Jpeg && !self.printed && components(&source.bytes) == Some(4) {
            out.push(at(&E702, &source.path));
            return None;
        }
        match raster(source) {
            Ok(raster) => Some(Picture::Raster(raster)),
            Err(reason) => {
                out.push(at(&E701, &source.path).with("reason", reason));
                None
            }
        }
    }

    fn load_vector(&self, source: &Source, surface: &mut Surface, out: &mut Vec<Diagnostic>) -> Option<Picture> {
        let drawing = match Drawing::read(&source.bytes, self.fonts, &self.book.meta.language) {
            Ok(drawing) => drawing,
            Err(Refusal::Malformed(reason)) => {
                out.push(at(&E703, &source.path).with("reason", reason));
                return None;
            }
            Err(Refusal::Unbearable(what)) => {
                out.push(unbearable(source, what));
                return None;
            }
            Err(Refusal::Outside(files)) => {
                out.push(at(&E711, &source.path).with("files", files));
                return None;
            }
        };
        let vector = match Vector::of(&drawing, surface) {
            Ok(vector) => vector,
            Err(Undrawn::Sizeless) => {
                out.push(at(&E703, &source.path).with_term("reason", SIZELESS));
                return None;
            }
            Err(Undrawn::Stumbled(what)) => {
                out.push(unbearable(source, what));
                return None;
            }
        };
        let Wanting { characters, fonts } = drawing.wanting;
        if !characters.is_empty() {
            out.push(at(&W704, &source.path).with("text", characters));
        }
        if !fonts.is_empty() {
            out.push(at(&W714, &source.path).with("fonts", fonts.join(", ")));
        }
        Some(Picture::Vector(Arc::new(vector)))
    }
}

fn unbearable(source: &Source, what: Bilingual) -> Diagnostic {
    let path = source.path.as_path();
    Diagnostic::new(&E081).at(path).with("path", path.display()).with_term("what", what)
}

fn raster(source: &Source) -> Result<Raster, String> {
    let newer = match source.format {
        PictureFormat::Png => profile::of_png(&source.bytes).map(Arc::from),
        _ => None,
    };
    let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(newer.unwrap_or_else(|| source.bytes.clone()));
    let data = Data::from(shared);
    // Interpolation is forbidden in PDF/A (6.2.8).
    let image = match source.format {
        PictureFormat::Png => Image::from_png(data, false),
        PictureFormat::Jpeg => match profile::of_jpeg(&source.bytes) {
            Some(older) => Image::from_jpeg_with_icc(data, Some(older.into()), false),
            None => Image::from_jpeg(data, false),
        },
        PictureFormat::WebP => Image::from_webp(data, false),
        PictureFormat::Gif => Image::from_gif(data, false),
        PictureFormat::Svg => Err("an SVG has no pixels".to_owned()),
    }?;
    Ok(Raster { image, orientation: Orientation(source.orientation) })
}

pub(super) fn at(rule: &'static Rule, path: &Path) -> Diagnostic {
    Diagnostic::new(rule).at(path).with("file", path.display())
}

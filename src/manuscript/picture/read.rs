//! A picture is read: what it is by its bytes, how large, and whether it can be used.

use super::fault::{CUT_OFF_TERM, Fault};
use super::format::PictureFormat;
use super::header::{Header, SIDE};
use super::{data, jpeg, raster, svg};
use crate::diagnostics::rules::manuscript as rules;
use crate::diagnostics::rules::references::E215;
use crate::diagnostics::{Bilingual, Diagnostic, Place};
use crate::manuscript::access::{named_at, nearest_file, unreadable};
use crate::source::{FileId, LARGEST, Span, World, is_too_large};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A picture, as it was read.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its path in the manuscript.
    pub path: PathBuf,
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
    /// What the bytes are, whatever the name says.
    pub format: PictureFormat,
    /// Pixels (for SVG: CSS px of the view box), after EXIF rotation.
    pub width: u32,
    /// Pixels (for SVG: CSS px of the view box), after EXIF rotation.
    pub height: u32,
    /// The orientation that Exif records of a JPEG, PNG or WebP, 1 to 8; 1 is upright. A writer that shows the stored
    /// pixels turns them by it; `width` and `height` are those after the turn.
    pub orientation: u8,
    /// Resolution the file itself declares, in pixels per inch.
    pub ppi: Option<u32>,
}

const TOTAL: u64 = 100_000_000;

/// Reads a picture: what it is (by its bytes), how large, and whether it can be used.
/// `place` is where the manuscript names it. None when it cannot be used; the diagnostics say why.
pub fn read_picture(world: &dyn World, path: &Path, place: Option<Span>) -> (Option<Picture>, Vec<Diagnostic>) {
    let place = named_at(place, path);
    // What lies there was made of the manuscript.
    if path.starts_with("build") {
        return (None, vec![Diagnostic::new(&rules::E043).at(place).with("path", path.display())]);
    }
    let decoded = data::decode(path);
    let is_file = decoded.is_none();
    let bytes = match decoded {
        Some(Some(bytes)) => bytes.into(),
        Some(None) => return (None, vec![Diagnostic::new(&E215).at(place).with("path", shown(path))]),
        None => match world.read(path) {
            Ok(bytes) => bytes,
            Err(error) => return (None, vec![missing(world, path, place, &error)]),
        },
    };
    let about = |rule| Diagnostic::new(rule).at(place.clone()).with("path", shown(path));
    let Some(format) = sniff(&bytes) else {
        return (None, vec![about(&rules::E071).with_term("kind", unusable_kind(&bytes))]);
    };
    let told = |fault| match fault {
        Fault::Damaged(why) => about(&rules::E072).with("kind", format.name()).with_term("why", why),
        Fault::Holds(what) => about(&rules::E075).with_term("what", what),
        Fault::Kind(kind) => about(&rules::E071).with_term("kind", kind),
        Fault::NoSize => about(&rules::E076),
        Fault::Costly(what) => about(&rules::E081).with_term("what", what),
    };
    let header = match read_header(format, &bytes) {
        Ok(header) => header,
        Err(fault) => return (None, vec![told(fault)]),
    };
    if header.width.max(header.height) > SIDE || u64::from(header.width) * u64::from(header.height) > TOTAL {
        let large = about(&rules::E073).with("width", header.width).with("height", header.height);
        return (None, vec![large.with("side", SIDE).with("total", TOTAL / 1_000_000)]);
    }
    if let Err(fault) = check_pixels(format, &bytes) {
        return (None, vec![told(fault)]);
    }
    // The data of a `data:` address have no name.
    let misnamed = is_file && named_format(path) != Some(format);
    let warning = about(&rules::W074).with("kind", format.name()).with("extension", format.extension());
    let Header { width, height, orientation, ppi } = header;
    let picture = Picture { path: path.to_owned(), bytes, format, width, height, orientation, ppi };
    (Some(picture), misnamed.then_some(warning).into_iter().collect())
}

/// A path as a message tells it: of a `data:` address, its beginning.
fn shown(path: &Path) -> String {
    const SHOWN: usize = 32;
    let text = path.display().to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) if data::decode(path).is_some() => format!("{}…", &text[..end]),
        _ => text,
    }
}

pub(super) fn missing(world: &dyn World, path: &Path, place: Place, error: &io::Error) -> Diagnostic {
    if let Some(size) = is_too_large(error) {
        let large = Diagnostic::new(&rules::E080).at(place).with("path", path.display());
        return large.with("size", size >> 20).with("limit", LARGEST >> 20);
    }
    if error.kind() != io::ErrorKind::NotFound {
        return unreadable(path, place, error);
    }
    // The cover is named by book.yaml, the first file that is read.
    let by_book = matches!(&place, Place::Span(span) if span.file == FileId(0));
    let missing = Diagnostic::new(&rules::E070).at(place).with("path", path.display());
    let missing = if by_book { missing.with("book", "book.yaml") } else { missing.with("chapter", "") };
    match nearest_file(world, path) {
        Some(nearest) => missing.with("nearest", nearest),
        None => missing,
    }
}

/// The kind that the ending of a name promises.
fn named_format(path: &Path) -> Option<PictureFormat> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    Some(match extension.as_str() {
        "png" => PictureFormat::Png,
        "jpg" | "jpeg" | "jpe" | "jfif" => PictureFormat::Jpeg,
        "svg" => PictureFormat::Svg,
        "webp" => PictureFormat::WebP,
        "gif" => PictureFormat::Gif,
        _ => return None,
    })
}

/// The kind by the first bytes.
fn sniff(bytes: &[u8]) -> Option<PictureFormat> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(PictureFormat::Png)
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(PictureFormat::Jpeg)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(PictureFormat::Gif)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(PictureFormat::WebP)
    } else if svg::is_svg(bytes) {
        Some(PictureFormat::Svg)
    } else {
        None
    }
}

/// What a file is that is none of the accepted kinds.
fn unusable_kind(bytes: &[u8]) -> Bilingual {
    use imagesize::ImageType as T;
    if bytes.is_empty() {
        return Bilingual::new("an empty file", "空文件");
    }
    if bytes.starts_with(b"%PDF") {
        return Bilingual::new("a PDF file", " PDF 文件");
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Bilingual::new("a compressed file (an .svgz perhaps)", "压缩文件（可能是 .svgz）");
    }
    match imagesize::image_type(bytes) {
        Ok(T::Tiff) => Bilingual::new("a TIFF picture", " TIFF 图片"),
        Ok(T::Bmp) => Bilingual::new("a BMP picture", " BMP 图片"),
        Ok(T::Heif(_)) => Bilingual::new("a HEIF or AVIF picture", " HEIF 或 AVIF 图片"),
        Ok(T::Psd) => Bilingual::new("a Photoshop file", " Photoshop 文件"),
        Ok(T::Ico) => Bilingual::new("an icon", "图标文件"),
        Ok(T::Jxl) => Bilingual::new("a JPEG XL picture", " JPEG XL 图片"),
        _ => Bilingual::new("no picture of a known kind", "无法识别的文件"),
    }
}

fn read_header(format: PictureFormat, bytes: &[u8]) -> Result<Header, Fault> {
    let header = match format {
        PictureFormat::Png => raster::png(bytes),
        PictureFormat::Jpeg => jpeg::read(bytes),
        PictureFormat::Gif => raster::gif(bytes),
        PictureFormat::WebP => raster::webp(bytes),
        PictureFormat::Svg => svg::read(bytes),
    }?;
    if header.width == 0 || header.height == 0 {
        return Err(Fault::Damaged(Bilingual::new("it has no width or no height", "宽或高为零")));
    }
    Ok(header)
}

/// Whether the data can be the pixels that the header claims, before anything takes memory for them.
fn check_pixels(format: PictureFormat, bytes: &[u8]) -> Result<(), Fault> {
    match format {
        PictureFormat::Png => raster::check_png(bytes),
        PictureFormat::Jpeg => jpeg::check(bytes),
        PictureFormat::Gif => raster::check_gif(bytes),
        PictureFormat::Svg => svg::check(bytes),
        // A picture of one colour takes no bits for its pixels.
        PictureFormat::WebP => Ok(()),
    }
}

/// Why a picture that stands inside a drawing cannot be used; none when it can.
pub fn embedded_fault(bytes: &[u8]) -> Option<Bilingual> {
    let too_large = Bilingual::new("it has too many pixels", "像素太多");
    let format = sniff(bytes).filter(|format| *format != PictureFormat::Svg);
    let Some(format) = format else { return Some(unusable_kind(bytes)) };
    let fault = |fault| match fault {
        Fault::Damaged(what) | Fault::Holds(what) | Fault::Kind(what) | Fault::Costly(what) => what,
        Fault::NoSize => CUT_OFF_TERM,
    };
    match read_header(format, bytes) {
        Err(found) => Some(fault(found)),
        Ok(header) if u64::from(header.width) * u64::from(header.height) > TOTAL => Some(too_large),
        Ok(_) => check_pixels(format, bytes).err().map(fault),
    }
}

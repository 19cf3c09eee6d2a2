//! The cover as shops show it.

use crate::model::PictureFormat;
use roxmltree::Document;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The picture of the cover as a file of its own: shops ask for one beside the book, a JPEG or PNG in RGB (Apple Books
/// asset guide, “Cover art”; Kindle Publishing Guidelines, 4.2).
pub struct ShelfCover {
    /// JPEG or PNG.
    pub format: PictureFormat,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Takes the cover out of a finished EPUB, where it has the colours and the size that shops ask for. None when the book has
/// none, or one in a format that they do not take.
pub fn shelf_cover(epub: &[u8]) -> Option<ShelfCover> {
    let mut archive = ZipArchive::new(Cursor::new(epub)).ok()?;
    let mut package = String::new();
    archive.by_name("EPUB/package.opf").ok()?.read_to_string(&mut package).ok()?;
    let package = Document::parse(&package).ok()?;
    let item = package.descendants().find(|node| node.attribute("properties") == Some("cover-image"))?;
    let media_type = item.attribute("media-type")?;
    let taken = [PictureFormat::Jpeg, PictureFormat::Png];
    let format = taken.into_iter().find(|format| format.media_type() == media_type)?;
    let mut bytes = Vec::new();
    archive.by_name(&format!("EPUB/{}", item.attribute("href")?)).ok()?.read_to_end(&mut bytes).ok()?;
    Some(ShelfCover { format, bytes })
}

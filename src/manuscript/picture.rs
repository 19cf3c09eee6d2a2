use std::path::PathBuf;
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
    /// The EXIF orientation of a JPEG, 1 to 8; 1 is upright. A writer that shows the stored pixels turns them by it;
    /// `width` and `height` are those after the turn.
    pub orientation: u8,
    /// Resolution the file itself declares, in pixels per inch.
    pub ppi: Option<u32>,
}

/// The kinds of picture a manuscript may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
    /// WebP.
    WebP,
    /// GIF; the PDF shows the first frame.
    Gif,
}

impl PictureFormat {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            PictureFormat::Png => "image/png",
            PictureFormat::Jpeg => "image/jpeg",
            PictureFormat::Svg => "image/svg+xml",
            PictureFormat::WebP => "image/webp",
            PictureFormat::Gif => "image/gif",
        }
    }

    /// The usual file name extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            PictureFormat::Png => "png",
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Svg => "svg",
            PictureFormat::WebP => "webp",
            PictureFormat::Gif => "gif",
        }
    }
}

/// Reads a picture.
pub fn read_picture(
    _world: &dyn crate::source::World,
    _path: &std::path::Path,
    _place: Option<crate::source::Span>,
) -> (Option<Picture>, Vec<crate::diagnostics::Diagnostic>) {
    (None, Vec::new())
}

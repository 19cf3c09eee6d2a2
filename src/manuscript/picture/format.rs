//! Formats of pictures.

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

    /// The name of the kind, for messages.
    pub fn name(self) -> &'static str {
        match self {
            PictureFormat::Png => "PNG",
            PictureFormat::Jpeg => "JPEG",
            PictureFormat::Svg => "SVG",
            PictureFormat::WebP => "WebP",
            PictureFormat::Gif => "GIF",
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

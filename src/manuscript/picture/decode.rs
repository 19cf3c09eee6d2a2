//! Whether the pixels of a picture can be had of its data.

use super::format::PictureFormat;
use super::read::Picture;
use std::io::Cursor;

impl Picture {
    /// Why the pixels of a PNG or a WebP cannot be decoded; none where they can, and for the other kinds, whose data are
    /// looked through when they are read.
    pub fn decode_fault(&self) -> Option<String> {
        let decoded = match self.format {
            PictureFormat::Png => png(&self.bytes),
            PictureFormat::WebP => webp(&self.bytes),
            PictureFormat::Jpeg | PictureFormat::Gif | PictureFormat::Svg => Ok(()),
        };
        decoded.err()
    }
}

/// Row by row, so that no memory is taken for the whole.
fn png(bytes: &[u8]) -> Result<(), String> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().map_err(|error| error.to_string())?;
    while reader.next_row().map_err(|error| error.to_string())?.is_some() {}
    Ok(())
}

/// The size was held against the limit of all pictures when the header was read.
fn webp(bytes: &[u8]) -> Result<(), String> {
    let told = |error: image_webp::DecodingError| error.to_string().to_ascii_lowercase();
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(told)?;
    let size = decoder.output_buffer_size().filter(|size| *size <= MOST).ok_or("it is too large")?;
    decoder.read_image(&mut vec![0; size]).map_err(told)
}

/// Bytes of the largest picture, four a pixel.
const MOST: usize = 400_000_000;

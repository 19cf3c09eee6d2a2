//! JPEG files in the four inks.

use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// A picture in inks.
pub struct Separations {
    /// Four bytes a pixel: cyan, magenta, yellow, black, 255 a full ink.
    pub inks: Vec<u8>,
    /// Pixels, as they are stored.
    pub width: u16,
    /// Pixels, as they are stored.
    pub height: u16,
    /// The ICC profile that the file carries.
    pub icc: Option<Vec<u8>>,
}

impl Separations {
    /// Reads a JPEG in CMYK, or in luminance, two differences and black. The error is the decoder's.
    pub fn read(jpeg: &[u8]) -> Result<Separations, String> {
        let mut header = JpegDecoder::new(Cursor::new(jpeg));
        header.decode_headers().map_err(|error| error.to_string())?;
        let stored = header.input_colorspace().unwrap_or(ColorSpace::CMYK);
        let (width, height) = header.info().map_or((0, 0), |info| (info.width, info.height));
        let mut inks = decode(jpeg, stored)?;
        let inverted = are_inks_inverted(jpeg);
        for pixel in inks.chunks_exact_mut(4) {
            if stored == ColorSpace::YCCK {
                let light = rgb_of([pixel[0], pixel[1], pixel[2]]);
                pixel[..3].copy_from_slice(&light.map(|light| 255 - light));
            }
            if inverted {
                pixel.iter_mut().for_each(|ink| *ink = 255 - *ink);
            }
        }
        Ok(Separations { inks, width, height, icc: header.icc_profile() })
    }
}

/// Whether a JPEG in inks stores 0 for a full one. Photoshop does, and all that write its segment APP14 with it (Adobe
/// Technical Note 5116); without the segment a byte is what it says.
pub fn are_inks_inverted(jpeg: &[u8]) -> bool {
    segments(jpeg).any(|(marker, body)| marker == 0xEE && body.starts_with(b"Adobe"))
}

/// The number of colour components; none where no frame says it.
pub fn components(jpeg: &[u8]) -> Option<u8> {
    // Start of frame, all kinds but DHT, JPG and DAC (ITU-T T.81, table B.1).
    let is_frame = |marker: u8| matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
    segments(jpeg).filter(|(marker, _)| is_frame(*marker)).last().and_then(|(_, body)| body.get(5).copied())
}

/// The pixels of a JPEG in a space that its decoder knows. The error is the decoder's.
pub(crate) fn decode(jpeg: &[u8], space: ColorSpace) -> Result<Vec<u8>, String> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(space);
    JpegDecoder::new_with_options(Cursor::new(jpeg), options).decode().map_err(|error| error.to_string())
}

/// The marker segments before the pixels: marker and body (ITU-T T.81, B.1.1.4).
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8]).unwrap_or_default();
    std::iter::from_fn(move || {
        // Any number of bytes FF may fill the room before a marker.
        while let [0xFF, 0xFF, ..] = rest {
            rest = &rest[1..];
        }
        let [0xFF, marker, high, low, ..] = rest else { return None };
        let (marker, length) = (*marker, usize::from(u16::from_be_bytes([*high, *low])));
        // The scan follows the last segment before the pixels.
        if marker == 0xDA || length < 2 {
            return None;
        }
        let body = rest.get(4..2 + length)?;
        rest = rest.get(2 + length..)?;
        Some((marker, body))
    })
}

/// JFIF, 7: luminance and two differences become red, green and blue; in units of 1/65536.
fn rgb_of([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    [y + 91_881 * cr, y - 22_554 * cb - 46_802 * cr, y + 116_130 * cb]
        .map(|sum| ((sum + 32_768) >> 16).clamp(0, 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder};

    const INKS: [u8; 4] = [10, 200, 90, 40];

    fn packed(kind: ColorType) -> Vec<u8> {
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, 98).encode(&INKS.repeat(64), 8, 8, kind).expect("packed");
        jpeg
    }

    fn worst(jpeg: &[u8], wanted: [u8; 4]) -> u8 {
        let read = Separations::read(jpeg).expect("readable");
        assert_eq!((read.width, read.height, read.inks.len()), (8, 8, 256));
        let off = |(one, other): (&u8, &u8)| one.abs_diff(*other);
        read.inks.iter().zip(&wanted.repeat(64)).map(off).max().unwrap_or(255)
    }

    #[test]
    fn inks_are_read_as_they_were_written() {
        assert!(worst(&packed(ColorType::Cmyk), INKS) <= 4);
        assert!(worst(&packed(ColorType::CmykAsYcck), INKS) <= 6, "Adobe's third way");
    }

    #[test]
    fn without_adobes_segment_a_byte_is_an_ink() {
        let mut plain = packed(ColorType::Cmyk);
        let at = plain.windows(5).position(|window| window == b"Adobe").expect("the segment");
        plain.drain(at - 4..at + 12);
        assert!(!are_inks_inverted(&plain) && are_inks_inverted(&packed(ColorType::Cmyk)));
        assert!(worst(&plain, INKS.map(|ink| 255 - ink)) <= 4);
    }

    #[test]
    fn the_frame_tells_the_components() {
        assert_eq!(components(&packed(ColorType::Cmyk)), Some(4));
        assert_eq!(components(b"\xFF\xD8\xFF\xFF\xFF\xC0\0\x08\x08\0\x01\0\x01\x03"), Some(3), "fill bytes");
        assert_eq!(components(b"\xFF\xD8\xFF\xD9"), None);
    }
}

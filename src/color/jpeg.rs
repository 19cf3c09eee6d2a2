//! JPEG files, and those in the four inks.

use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};

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
        let Decoded { pixels: mut inks, width, height, channels, icc } = decode(jpeg)?;
        if channels != 4 {
            return Err("it is not in four inks".to_owned());
        }
        let is_ycck = adobe(jpeg).is_some_and(|segment| segment.get(11) == Some(&2));
        let inverted = are_inks_inverted(jpeg);
        for pixel in inks.chunks_exact_mut(4) {
            if is_ycck {
                let light = rgb_of([pixel[0], pixel[1], pixel[2]]);
                pixel[..3].copy_from_slice(&light.map(|light| 255 - light));
            }
            if inverted {
                pixel.iter_mut().for_each(|ink| *ink = 255 - *ink);
            }
        }
        Ok(Separations { inks, width, height, icc })
    }
}

/// Whether a JPEG in inks stores 0 for a full one. Photoshop does, and all that write its segment APP14 with it (Adobe
/// Technical Note 5116); without the segment a byte is what it says.
pub fn are_inks_inverted(jpeg: &[u8]) -> bool {
    adobe(jpeg).is_some()
}

/// The body of the segment APP14, whose twelfth byte is 2 where colours are luminance and differences.
fn adobe(jpeg: &[u8]) -> Option<&[u8]> {
    segments(jpeg).find(|(marker, body)| *marker == 0xEE && body.starts_with(b"Adobe")).map(|(_, body)| body)
}

/// The number of colour components; none where no frame says it.
pub fn components(jpeg: &[u8]) -> Option<u8> {
    // Start of frame, all kinds but DHT, JPG and DAC (ITU-T T.81, table B.1).
    let is_frame = |marker: u8| matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
    segments(jpeg).filter(|(marker, _)| is_frame(*marker)).last().and_then(|(_, body)| body.get(5).copied())
}

/// A JPEG, decoded.
pub(crate) struct Decoded {
    /// `channels` bytes a pixel: grey; red, green and blue; or the four that the file stores, whatever they mean.
    pub pixels: Vec<u8>,
    /// Pixels, as they are stored.
    pub width: u16,
    /// Pixels, as they are stored.
    pub height: u16,
    /// 1, 3 or 4.
    pub channels: usize,
    /// The ICC profile that the file carries.
    pub icc: Option<Vec<u8>>,
}

/// Decodes a JPEG. The error is the decoder's.
pub(crate) fn decode(jpeg: &[u8]) -> Result<Decoded, String> {
    let mut decoder = Decoder::new(jpeg);
    let stores_inks = components(jpeg) == Some(4);
    if stores_inks {
        // Of the ways to read four channels this is the one that mixes none of them; it turns them over.
        decoder.set_color_transform(ColorTransform::CMYK);
    }
    let mut pixels = decoder.decode().map_err(|error| error.to_string())?;
    let info = decoder.info().ok_or("it has no frame")?;
    let channels = match info.pixel_format {
        PixelFormat::L8 => 1,
        PixelFormat::RGB24 => 3,
        PixelFormat::CMYK32 => 4,
        PixelFormat::L16 => return Err("it has more than eight bits a channel".to_owned()),
    };
    if stores_inks {
        pixels.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    Ok(Decoded { pixels, width: info.width, height: info.height, channels, icc: decoder.icc_profile() })
}

/// Whether the pixels of a JPEG can be decoded. It is read to its end at an eighth of its size, which costs little memory.
pub(crate) fn is_decodable(jpeg: &[u8]) -> bool {
    let mut decoder = Decoder::new(jpeg);
    decoder.scale(1, 1).and_then(|_| decoder.decode()).is_ok()
}

/// The ICC profile that a JPEG carries.
pub(crate) fn profile_of(jpeg: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = Decoder::new(jpeg);
    decoder.read_info().ok()?;
    decoder.icc_profile()
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

    /// Some programs store each channel in a scan of its own; a decoder that takes them for interleaved shows green.
    #[test]
    fn channels_may_be_stored_one_after_the_other() {
        use jpeg_encoder::SamplingFactor;
        for (factor, side) in [(SamplingFactor::F_2_2, 88), (SamplingFactor::F_2_1, 100), (SamplingFactor::F_1_1, 65)] {
            let mut jpeg = Vec::new();
            let mut encoder = Encoder::new(&mut jpeg, 95);
            encoder.set_sampling_factor(factor);
            encoder.set_optimized_huffman_tables(true);
            let pixels = [200, 30, 30].repeat(usize::from(side) * usize::from(side));
            encoder.encode(&pixels, side, side, ColorType::Rgb).expect("packed");
            let decoded = decode(&jpeg).expect("readable");
            assert_eq!((decoded.width, decoded.height, decoded.channels), (side, side, 3));
            let off = |(one, other): (&u8, &u8)| one.abs_diff(*other);
            assert!(decoded.pixels.iter().zip(&pixels).map(off).max() <= Some(4), "{factor:?}");
            assert_eq!(decoded.pixels.len(), pixels.len());
        }
    }

    #[test]
    fn the_frame_tells_the_components() {
        assert_eq!(components(&packed(ColorType::Cmyk)), Some(4));
        assert_eq!(components(b"\xFF\xD8\xFF\xFF\xFF\xC0\0\x08\x08\0\x01\0\x01\x03"), Some(3), "fill bytes");
        assert_eq!(components(b"\xFF\xD8\xFF\xD9"), None);
    }
}

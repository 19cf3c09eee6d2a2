//! How the camera was held: tag 0x0112 of Exif.

use super::jpeg;
use crate::model::PictureFormat;

/// One of the eight ways to lay pixels into a box; the number is Exif's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Orientation(u16);

impl Orientation {
    /// As the pixels stand.
    pub const UPRIGHT: Orientation = Orientation(1);

    /// Whether width and height change places.
    pub fn swaps(self) -> bool {
        self.0 >= 5
    }

    /// The matrix (a b c d e f) that takes the stored picture, as wide and high as it is before turning, into the box
    /// from the origin to (`width`, `height`); y grows downward.
    pub fn matrix(self, width: f32, height: f32) -> [f32; 6] {
        match self.0 {
            2 => [-1.0, 0.0, 0.0, 1.0, width, 0.0],
            3 => [-1.0, 0.0, 0.0, -1.0, width, height],
            4 => [1.0, 0.0, 0.0, -1.0, 0.0, height],
            5 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            6 => [0.0, 1.0, -1.0, 0.0, width, 0.0],
            7 => [0.0, -1.0, -1.0, 0.0, width, height],
            8 => [0.0, -1.0, 1.0, 0.0, 0.0, height],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }
}

/// The orientation that a file declares; upright when it declares none.
pub(super) fn orientation(bytes: &[u8], format: PictureFormat) -> Orientation {
    let exif = match format {
        PictureFormat::Jpeg => jpeg::segments(bytes)
            .filter(|segment| segment.0 == 0xE1)
            .find_map(|(_, body)| body.strip_prefix(b"Exif\0\0")),
        PictureFormat::Png => png_chunk(bytes),
        PictureFormat::WebP => webp_chunk(bytes),
        PictureFormat::Gif | PictureFormat::Svg => None,
    };
    exif.and_then(tag).filter(|value| (1..=8).contains(value)).map_or(Orientation::UPRIGHT, Orientation)
}

fn png_chunk(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(8..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let (kind, body) = (rest.get(4..8)?, rest.get(8..8_usize.checked_add(length)?)?);
        match kind {
            b"eXIf" => return Some(body),
            b"IEND" => return None,
            _ => rest = rest.get(length + 12..)?,
        }
    }
}

fn webp_chunk(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(12..)?;
    loop {
        let length = u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?) as usize;
        let body = rest.get(8..8_usize.checked_add(length)?)?;
        if rest.get(..4)? == b"EXIF" {
            return Some(body.strip_prefix(b"Exif\0\0").unwrap_or(body));
        }
        rest = rest.get(8 + length + length % 2..)?;
    }
}

/// The tag in the first directory of a TIFF block.
fn tag(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let quad: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let start = if little { u32::from_le_bytes(quad) } else { u32::from_be_bytes(quad) } as usize;
    let entries = usize::from(short(start)?);
    (0..entries).map(|entry| start + 2 + entry * 12).find(|&at| short(at) == Some(0x0112)).and_then(|at| short(at + 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiff(value: u16, little: bool) -> Vec<u8> {
        let short = |value: u16| if little { value.to_le_bytes() } else { value.to_be_bytes() };
        let mut block = if little { b"II*\0\x08\0\0\0".to_vec() } else { b"MM\0*\0\0\0\x08".to_vec() };
        for value in [2, 0x0100, 3, 0, 1, 9, 0, 0x0112, 3, 0, 1, value, 0] {
            block.extend(short(value));
        }
        block
    }

    fn jpeg(block: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1];
        bytes.extend(((block.len() + 8) as u16).to_be_bytes());
        bytes.extend(b"Exif\0\0");
        bytes.extend(block);
        bytes
    }

    #[test]
    fn both_byte_orders_are_read() {
        assert_eq!(orientation(&jpeg(&tiff(6, true)), PictureFormat::Jpeg), Orientation(6));
        assert_eq!(orientation(&jpeg(&tiff(8, false)), PictureFormat::Jpeg), Orientation(8));
    }

    #[test]
    fn nonsense_is_upright() {
        assert_eq!(orientation(&jpeg(&tiff(9, true)), PictureFormat::Jpeg), Orientation::UPRIGHT);
        let whole = jpeg(&tiff(6, true));
        for cut in 0..whole.len() - 4 {
            assert_eq!(orientation(&whole[..cut], PictureFormat::Jpeg), Orientation::UPRIGHT);
        }
        for format in [PictureFormat::Png, PictureFormat::WebP] {
            assert_eq!(orientation(&[0xFF; 40], format), Orientation::UPRIGHT);
        }
    }

    /// Where the corners of the stored picture go, for each orientation: Exif says which row and column stand for
    /// the top left of the scene.
    #[test]
    fn every_orientation_fills_the_box() {
        for number in 1..=8 {
            let turned = Orientation(number);
            let (width, height) = (30.0, 20.0);
            let (own_width, own_height) = if turned.swaps() { (height, width) } else { (width, height) };
            let [a, b, c, d, e, f] = turned.matrix(width, height);
            let to = |x: f32, y: f32| (a * x + c * y + e, b * x + d * y + f);
            let corners = [to(0.0, 0.0), to(own_width, 0.0), to(0.0, own_height), to(own_width, own_height)];
            for corner in [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)] {
                assert!(corners.contains(&corner), "orientation {number} misses {corner:?}");
            }
            let expected = [
                (0.0, 0.0),
                (30.0, 0.0),
                (30.0, 20.0),
                (0.0, 20.0),
                (0.0, 0.0),
                (30.0, 0.0),
                (30.0, 20.0),
                (0.0, 20.0),
            ];
            assert_eq!(corners[0], expected[usize::from(number) - 1], "top left of orientation {number}");
        }
    }
}

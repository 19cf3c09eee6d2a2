//! What a picture's Exif data says of how it is seen (Exif 2.32; PNG third edition, 11.3.4.5; RFC 9649, 2.7.1.5).

use super::header::ppi;

/// What stands before the data in a JPEG.
pub(super) const MARK: &[u8] = b"Exif\0\0";

/// What matters of the Exif data. Broken Exif is no fault of the picture: it then counts for nothing.
pub(super) struct Exif {
    /// The orientation, 1 to 8.
    pub orientation: u8,
    /// The resolution, in pixels per inch.
    pub ppi: Option<u32>,
}

impl Default for Exif {
    fn default() -> Exif {
        Exif { orientation: 1, ppi: None }
    }
}

impl Exif {
    /// Reads a TIFF structure; some programs put the mark of a JPEG's segment before it.
    pub fn read(tiff: &[u8]) -> Exif {
        let tiff = tiff.strip_prefix(MARK).unwrap_or(tiff);
        Exif::entries(tiff).unwrap_or_default()
    }

    /// The first directory of the TIFF structure (TIFF 6.0, section 2).
    fn entries(tiff: &[u8]) -> Option<Exif> {
        let little = tiff.starts_with(b"II");
        let value = |at: usize, length: usize| {
            let field = tiff.get(at..at.checked_add(length)?)?;
            let join = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
            Some(if little { field.iter().rev().fold(0, join) } else { field.iter().fold(0, join) })
        };
        let directory = value(4, 4)? as usize;
        let count = value(directory, 2)? as usize;
        let mut exif = Exif::default();
        let (mut resolution, mut unit) = (None, 2);
        for entry in (0..count).map(|index| directory + 2 + index * 12) {
            match value(entry, 2)? {
                0x0112 => exif.orientation = u8::try_from(value(entry + 8, 2)?).ok().filter(|o| (1..=8).contains(o))?,
                0x011A => {
                    let at = value(entry + 8, 4)? as usize;
                    let (above, below) = (value(at, 4)?, value(at.checked_add(4)?, 4)?);
                    resolution = (below > 0).then(|| f64::from(above) / f64::from(below));
                }
                0x0128 => unit = value(entry + 8, 2)?,
                _ => {}
            }
        }
        exif.ppi = match unit {
            2 => resolution.and_then(ppi),
            3 => resolution.and_then(|value| ppi(value * 2.54)),
            _ => None,
        };
        Some(exif)
    }

    /// Whether the stored picture lies on its side.
    pub fn swaps(&self) -> bool {
        self.orientation >= 5
    }
}

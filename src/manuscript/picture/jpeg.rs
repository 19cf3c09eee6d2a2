//! JPEG: the markers before the pixels (ITU-T T.81), JFIF density, and the orientation that Exif records.

use super::raster::ppi;
use super::{CUT_OFF, Fault, Header, number};
use crate::diagnostics::Bilingual;

/// Walks the segments up to the scan, and asks for the end marker after it.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Fault> {
    let mut frame = None;
    let mut jfif = None;
    let mut exif = Exif::default();
    let mut at = 2;
    loop {
        let marker = next_marker(bytes, &mut at)?;
        if marker == 0xD9 {
            return Err(CUT_OFF);
        }
        // RST and TEM stand alone; a scan has not begun, so they are harmless.
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        let length = number::<2>(bytes, at)? as usize;
        let data = bytes.get(at + 2..at + length).ok_or(CUT_OFF)?;
        match marker {
            0xC0..=0xC2 => frame = Some((number::<2>(data, 3)?, number::<2>(data, 1)?)),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err(Fault::Kind(Bilingual::new(
                    "a JPEG of a rare coding (lossless or arithmetic)",
                    "少见编码（无损或算术编码）的 JPEG",
                )));
            }
            0xE0 if data.starts_with(b"JFIF\0") => jfif = density(data)?,
            0xE1 if data.starts_with(b"Exif\0\0") => exif = Exif::read(&data[6..]),
            0xDA => break,
            _ => {}
        }
        at += length;
    }
    let (width, height) = frame.ok_or(Fault::Damaged(Bilingual::new("it has no frame", "缺少图像帧")))?;
    // Cameras append data after the picture, so the end marker is not always the last.
    if !bytes[at..].windows(2).rev().any(|pair| pair == [0xFF, 0xD9]) {
        return Err(CUT_OFF);
    }
    let (width, height) = if exif.orientation >= 5 { (height, width) } else { (width, height) };
    Ok(Header { width, height, orientation: exif.orientation, ppi: jfif.or(exif.ppi) })
}

/// The next marker's code; `at` then stands after it. Fill bytes are skipped.
fn next_marker(bytes: &[u8], at: &mut usize) -> Result<u8, Fault> {
    if *bytes.get(*at).ok_or(CUT_OFF)? != 0xFF {
        return Err(Fault::Damaged(Bilingual::new("a marker is missing", "缺少标记")));
    }
    while *bytes.get(*at).ok_or(CUT_OFF)? == 0xFF {
        *at += 1;
    }
    *at += 1;
    Ok(bytes[*at - 1])
}

/// Units: 1 per inch, 2 per centimetre; 0 gives a ratio of sides only.
fn density(data: &[u8]) -> Result<Option<u32>, Fault> {
    let value = f64::from(number::<2>(data, 8)?);
    Ok(match data.get(7) {
        Some(1) => ppi(value),
        Some(2) => ppi(value * 2.54),
        _ => None,
    })
}

/// What matters of the Exif data. Broken Exif is no fault of the picture: it then counts for nothing.
struct Exif {
    orientation: u8,
    ppi: Option<u32>,
}

impl Default for Exif {
    fn default() -> Exif {
        Exif { orientation: 1, ppi: None }
    }
}

impl Exif {
    fn read(tiff: &[u8]) -> Exif {
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
}

//! PNG, GIF and WebP: their chunks and blocks, not their pixels. The writers decode.

use super::{CUT_OFF, Fault, Header, number};
use crate::diagnostics::Bilingual;
use flate2::Crc;

const DAMAGED: Fault = Fault::Damaged(Bilingual::new("its parts contradict each other", "各部分互相矛盾"));

/// Walks the chunks of a PNG (ISO/IEC 15948): each whole, each with its checksum, from IHDR over IDAT to IEND.
pub(super) fn png(bytes: &[u8]) -> Result<Header, Fault> {
    let mut header: Option<Header> = None;
    let mut pixels = false;
    let mut at = 8;
    loop {
        let length = number::<4>(bytes, at)? as usize;
        let end = at.checked_add(8).and_then(|at| at.checked_add(length)).ok_or(CUT_OFF)?;
        let chunk = bytes.get(at + 4..end).ok_or(CUT_OFF)?;
        let mut checksum = Crc::new();
        checksum.update(chunk);
        if number::<4>(bytes, end)? != checksum.sum() {
            return Err(Fault::Damaged(Bilingual::new("a checksum is wrong", "校验和不符")));
        }
        let (kind, data) = chunk.split_at(4);
        match (kind, &mut header) {
            (b"IHDR", None) if length == 13 => {
                let (width, height) = (number::<4>(data, 0)?, number::<4>(data, 4)?);
                header = Some(Header { width, height, orientation: 1, ppi: None });
            }
            (_, None) | (b"IHDR", Some(_)) => return Err(DAMAGED),
            // Pixels per metre.
            (b"pHYs", Some(header)) if length == 9 && data[8] == 1 => {
                header.ppi = ppi(f64::from(number::<4>(data, 0)?) * 0.0254);
            }
            (b"IDAT", Some(_)) => pixels = true,
            (b"IEND", Some(header)) => return if pixels { Ok(*header) } else { Err(DAMAGED) },
            _ => {}
        }
        at = end + 4;
    }
}

/// A resolution that means something.
pub(super) fn ppi(value: f64) -> Option<u32> {
    let rounded = value.round();
    (10.0..=10_000.0).contains(&rounded).then_some(rounded as u32)
}

/// Walks the blocks of a GIF (GIF89a specification): at least one image, and the trailer.
pub(super) fn gif(bytes: &[u8]) -> Result<Header, Fault> {
    let little =
        |at: usize| bytes.get(at..at + 2).map(|pair| u32::from(pair[0]) | u32::from(pair[1]) << 8).ok_or(CUT_OFF);
    let (width, height) = (little(6)?, little(8)?);
    let colors = |flags: u8| if flags & 0x80 != 0 { 3 << ((flags & 7) + 1) } else { 0 };
    let mut at = 13 + colors(*bytes.get(10).ok_or(CUT_OFF)?);
    let mut images = 0;
    loop {
        match bytes.get(at).ok_or(CUT_OFF)? {
            0x2C => {
                images += 1;
                let flags = *bytes.get(at + 9).ok_or(CUT_OFF)?;
                at = blocks(bytes, at + 11 + colors(flags))?;
            }
            0x21 => at = blocks(bytes, at + 2)?,
            0x3B if images > 0 => return Ok(Header { width, height, orientation: 1, ppi: None }),
            _ => return Err(DAMAGED),
        }
    }
}

/// Skips data sub-blocks; the place after their end.
fn blocks(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    loop {
        let length = usize::from(*bytes.get(at).ok_or(CUT_OFF)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}

/// Checks the container of a WebP (RFC 9649) and takes its size from the first chunk.
pub(super) fn webp(bytes: &[u8]) -> Result<Header, Fault> {
    let little = |at: usize| number::<4>(bytes, at).map(|value| value.swap_bytes() as usize);
    if bytes.len() < little(4)?.saturating_add(8) {
        return Err(CUT_OFF);
    }
    let mut at = 12;
    let mut pixels = false;
    while at < bytes.len().min(little(4)? + 8) {
        let length = little(at + 4)?;
        let kind = bytes.get(at..at + 4).ok_or(CUT_OFF)?;
        pixels |= matches!(kind, b"VP8 " | b"VP8L" | b"ANMF");
        // Chunks are padded to an even length.
        at = length.checked_add(at + 8 + length % 2).ok_or(CUT_OFF)?;
    }
    let size = imagesize::blob_size(bytes).map_err(|_| DAMAGED)?;
    match (u32::try_from(size.width), u32::try_from(size.height)) {
        (Ok(width), Ok(height)) if pixels => Ok(Header { width, height, orientation: 1, ppi: None }),
        _ => Err(DAMAGED),
    }
}

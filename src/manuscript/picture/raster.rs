//! PNG, GIF and WebP: their chunks and blocks, and whether their data can be the pixels that they claim. The writers
//! decode.

use super::exif::Exif;
use super::fault::{CUT_OFF, Fault, TOO_FEW};
use super::header::{Header, number, ppi};
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
            // Before the pixels or behind them.
            (b"eXIf", Some(header)) => turn(header, &Exif::read(data)),
            (b"IDAT", Some(_)) => pixels = true,
            (b"IEND", Some(header)) => return if pixels { Ok(*header) } else { Err(DAMAGED) },
            _ => {}
        }
        at = end + 4;
    }
}

/// Lays a picture as it is seen.
fn turn(header: &mut Header, exif: &Exif) {
    if exif.swaps() {
        (header.width, header.height) = (header.height, header.width);
    }
    header.orientation = exif.orientation;
    header.ppi = header.ppi.or(exif.ppi);
}

/// The most bytes that deflate makes of one: a copy of 258 takes two bits.
const DEFLATE: u64 = 1032;

/// Whether the data of a PNG can hold the pixels that its header claims.
pub(super) fn check_png(bytes: &[u8]) -> Result<(), Fault> {
    let (width, height) = (u64::from(number::<4>(bytes, 16)?), u64::from(number::<4>(bytes, 20)?));
    let (depth, kind) = (u64::from(number::<1>(bytes, 24)?), number::<1>(bytes, 25)?);
    let channels = match kind {
        0 | 3 => 1,
        4 => 2,
        2 => 3,
        6 => 4,
        _ => return Err(DAMAGED),
    };
    let mut packed = 0;
    let mut at = 8;
    while let Ok(length) = number::<4>(bytes, at) {
        if bytes.get(at + 4..at + 8) == Some(b"IDAT") {
            packed += u64::from(length);
        }
        at = at.saturating_add(length as usize).saturating_add(12);
    }
    if packed * DEFLATE < (width * channels * depth / 8) * height { Err(TOO_FEW) } else { Ok(()) }
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

/// Whether every image of a GIF has the pixels that it claims. [`gif`] has walked it before.
pub(super) fn check_gif(bytes: &[u8]) -> Result<(), Fault> {
    let little =
        |at: usize| bytes.get(at..at + 2).map(|pair| u64::from(pair[0]) | u64::from(pair[1]) << 8).ok_or(CUT_OFF);
    let colors = |flags: u8| if flags & 0x80 != 0 { 3 << ((flags & 7) + 1) } else { 0 };
    let mut at = 13 + colors(*bytes.get(10).ok_or(CUT_OFF)?);
    let mut first = true;
    loop {
        match bytes.get(at).ok_or(CUT_OFF)? {
            0x2C => {
                let flags = *bytes.get(at + 9).ok_or(CUT_OFF)?;
                let (wide, high) = (little(at + 5)?, little(at + 7)?);
                // What stands beside the first image is of no colour that all programs agree on.
                if first && (little(at + 1)?, little(at + 3)?, wide, high) != (0, 0, little(6)?, little(8)?) {
                    return Err(Fault::Damaged(Bilingual::new(
                        "its first image does not fill it",
                        "第一帧没有占满画面",
                    )));
                }
                first = false;
                let pixels = wide * high;
                let data = at + 10 + colors(flags);
                at = blocks(bytes, data + 1)?;
                if lzw_pixels(*bytes.get(data).ok_or(CUT_OFF)?, &bytes[data + 1..at], pixels)? < pixels {
                    return Err(TOO_FEW);
                }
            }
            0x21 => at = blocks(bytes, at + 2)?,
            _ => return Ok(()),
        }
    }
}

/// Counts the pixels that LZW data stands for, up to `wanted` (GIF89a, appendix F); the strings themselves are not made.
fn lzw_pixels(least: u8, sub_blocks: &[u8], wanted: u64) -> Result<u64, Fault> {
    const MOST: usize = 4096;
    if !(1..=11).contains(&least) {
        return Err(DAMAGED);
    }
    let clear = 1_usize << least;
    let mut lengths = vec![1_u64; MOST];
    let (mut next, mut width, mut before) = (clear + 2, u32::from(least) + 1, None::<usize>);
    let (mut buffer, mut bits) = (0_u32, 0);
    let mut pixels = 0;
    let mut rest = sub_blocks;
    while let [length, more @ ..] = rest
        && *length > 0
    {
        let (block, after) = more.split_at_checked(usize::from(*length)).ok_or(CUT_OFF)?;
        rest = after;
        for byte in block {
            buffer |= u32::from(*byte) << bits;
            bits += 8;
            while bits >= width {
                let code = (buffer & ((1 << width) - 1)) as usize;
                buffer >>= width;
                bits -= width;
                if code == clear {
                    (next, width, before) = (clear + 2, u32::from(least) + 1, None);
                    continue;
                }
                if code == clear + 1 || pixels >= wanted {
                    return Ok(pixels);
                }
                let known = if before.is_some() { code <= next } else { code < clear };
                if !known {
                    return Err(DAMAGED);
                }
                if let Some(last) = before
                    && next < MOST
                {
                    lengths[next] = lengths[last] + 1;
                    next += 1;
                    if next == 1 << width && width < 12 {
                        width += 1;
                    }
                }
                pixels += lengths.get(code).filter(|_| code < next).ok_or(DAMAGED)?;
                before = Some(code);
            }
        }
    }
    Ok(pixels)
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
    let mut exif = Exif::default();
    while at < bytes.len().min(little(4)? + 8) {
        let length = little(at + 4)?;
        let kind = bytes.get(at..at + 4).ok_or(CUT_OFF)?;
        pixels |= matches!(kind, b"VP8 " | b"VP8L" | b"ANMF");
        if kind == b"EXIF" {
            let end = length.saturating_add(at + 8).min(bytes.len());
            exif = Exif::read(&bytes[at + 8..end]);
        }
        // Chunks are padded to an even length.
        at = length.checked_add(at + 8 + length % 2).ok_or(CUT_OFF)?;
    }
    let size = imagesize::blob_size(bytes).map_err(|_| DAMAGED)?;
    match (u32::try_from(size.width), u32::try_from(size.height)) {
        (Ok(width), Ok(height)) if pixels => {
            let mut header = Header { width, height, orientation: 1, ppi: None };
            turn(&mut header, &exif);
            Ok(header)
        }
        _ => Err(DAMAGED),
    }
}

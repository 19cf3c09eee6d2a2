//! JPEG: the markers before the pixels (ITU-T T.81), JFIF density, the orientation that Exif records, and whether the
//! pixels can be what the frame claims.

use super::exif::{Exif, MARK};
use super::fault::{CUT_OFF, Fault, TOO_FEW};
use super::header::{Header, number, ppi};
use crate::color::is_decodable;
use crate::diagnostics::Bilingual;

/// The frame: how large the picture is, and how its components are sampled.
struct Frame {
    width: u32,
    height: u32,
    progressive: bool,
    /// Of each component: blocks across and down in a unit of the scan.
    sampling: Vec<(u32, u32)>,
}

impl Frame {
    fn read(marker: u8, data: &[u8]) -> Result<Frame, Fault> {
        let (precision, height, width) = (number::<1>(data, 0)?, number::<2>(data, 1)?, number::<2>(data, 3)?);
        if precision != 8 {
            return Err(RARE);
        }
        let count = number::<1>(data, 5)? as usize;
        let factors = (0..count).map(|index| number::<1>(data, 7 + index * 3).map(|both| (both >> 4, both & 15)));
        let sampling = factors.collect::<Result<Vec<_>, Fault>>()?;
        if sampling.is_empty()
            || sampling.iter().any(|(across, down)| !(1..=4).contains(across) || !(1..=4).contains(down))
        {
            return Err(Fault::Damaged(Bilingual::new("its frame makes no sense", "图像帧不合规范")));
        }
        Ok(Frame { width, height, progressive: marker == 0xC2, sampling })
    }

    /// The fewest bytes that its pixels can take: a code of one bit for each block, and one for its end where a block is
    /// coded as a whole.
    fn fewest_bytes(&self) -> u64 {
        let most = |side: fn(&(u32, u32)) -> u32| u64::from(self.sampling.iter().map(side).max().unwrap_or(1));
        let (across, down) = (most(|one| one.0), most(|one| one.1));
        let blocks = |(h, v): &(u32, u32)| {
            let wide = (u64::from(self.width) * u64::from(*h)).div_ceil(across * 8);
            wide * (u64::from(self.height) * u64::from(*v)).div_ceil(down * 8)
        };
        let blocks: u64 = self.sampling.iter().map(blocks).sum();
        blocks * if self.progressive { 1 } else { 2 } / 8
    }
}

const RARE: Fault = Fault::Kind(Bilingual::new(
    "a JPEG of a rare coding (lossless, arithmetic or of more than eight bits)",
    "少见编码（无损、算术编码或超过八位）的 JPEG",
));

/// What stands before the pixels.
struct Head {
    frame: Frame,
    header: Header,
    /// Where the pixels begin.
    scan: usize,
    has_codes: bool,
    has_scales: bool,
    /// What Adobe's segment says of the colours of three components, beside JFIF, which says that they are luminance and
    /// differences.
    contradicts: bool,
}

/// Walks the segments up to the scan, and asks for the end marker after it.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Fault> {
    let head = head(bytes)?;
    // Cameras append data after the picture, so the end marker is not always the last.
    if !bytes[head.scan..].windows(2).rev().any(|pair| pair == [0xFF, 0xD9]) {
        return Err(CUT_OFF);
    }
    Ok(head.header)
}

/// Whether the pixels can be what the frame claims, and can be decoded. Memory is taken only where the data can fill it.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    let damaged = |en, zh| Err(Fault::Damaged(Bilingual::new(en, zh)));
    let head = head(bytes)?;
    if head.contradicts {
        return damaged(
            "JFIF and Adobe's mark contradict each other about its colours",
            "JFIF 与 Adobe 标记对颜色的说法互相矛盾",
        );
    }
    if !head.has_scales {
        return damaged("its quantization tables are missing", "缺少量化表");
    }
    // The JPEG of some cameras' films leaves them out; readers of books need them.
    if !head.has_codes {
        return damaged("its Huffman tables are missing", "缺少霍夫曼表");
    }
    if ((bytes.len() - head.scan) as u64) < head.frame.fewest_bytes() {
        return Err(TOO_FEW);
    }
    match is_decodable(bytes) {
        true => Ok(()),
        false => damaged("its pixels cannot be decoded", "像素数据无法解码"),
    }
}

fn head(bytes: &[u8]) -> Result<Head, Fault> {
    let mut frame = None;
    let mut jfif = None;
    let (mut has_jfif, mut adobe) = (false, None);
    let (mut has_codes, mut has_scales) = (false, false);
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
        at += length;
        match marker {
            0xC0..=0xC2 => frame = Some(Frame::read(marker, data)?),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(RARE),
            0xC4 => has_codes = true,
            0xDB => has_scales = true,
            0xE0 if data.starts_with(b"JFIF\0") => (has_jfif, jfif) = (true, density(data)?),
            0xE1 if data.starts_with(MARK) => exif = Exif::read(data),
            0xEE if data.starts_with(b"Adobe") => adobe = data.get(11).copied(),
            0xDA => break,
            _ => {}
        }
    }
    let frame = frame.ok_or(Fault::Damaged(Bilingual::new("it has no frame", "缺少图像帧")))?;
    let (width, height) = if exif.swaps() { (frame.height, frame.width) } else { (frame.width, frame.height) };
    let header = Header { width, height, orientation: exif.orientation, ppi: jfif.or(exif.ppi) };
    let contradicts = has_jfif && adobe == Some(0) && frame.sampling.len() == 3;
    Ok(Head { frame, header, scan: at, has_codes, has_scales, contradicts })
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

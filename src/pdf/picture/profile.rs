//! Colour profiles of pictures, as old as PDF takes them.
//!
//! PDF 1.7 names ICC version 4.2 as the latest, and the back end drops what is newer: the colours would change without a
//! word. Versions 4.3 and 4.4 (ICC.1:2010 and ICC.1:2022) add tags that no reader of 4.2 needs and change none that it
//! knows, so such a profile is read as one of 4.2.

use crate::color::profile_of;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::{Read as _, Write as _};

/// The most bytes of a profile; those of presses, the largest, have about three million.
const MOST: u64 = 16 << 20;

/// The PNG with its profile as version 4.2; none when it needs no change.
pub(super) fn of_png(png: &[u8]) -> Option<Vec<u8>> {
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?) as usize;
        let kind = png.get(at + 4..at + 8)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        let body = png.get(at + 8..end - 4)?;
        // The profile stands before the pixels (PNG, third edition, 5.6).
        match kind {
            b"iCCP" => {
                let chunk = older_chunk(body)?;
                return Some([&png[..at], &chunk, &png[end..]].concat());
            }
            b"IDAT" => return None,
            _ => at = end,
        }
    }
}

/// `iCCP`: a name, a zero, the method 0, and the profile packed with it (PNG, third edition, 11.3.2.3).
fn older_chunk(body: &[u8]) -> Option<Vec<u8>> {
    let start = body.iter().position(|byte| *byte == 0)? + 2;
    let mut profile = Vec::new();
    ZlibDecoder::new(body.get(start..)?).take(MOST).read_to_end(&mut profile).ok()?;
    let mut encoder = ZlibEncoder::new(body[..start].to_vec(), Compression::default());
    encoder.write_all(&older(profile)?).ok()?;
    let body = encoder.finish().ok()?;
    let mut sum = Crc::new();
    sum.update(b"iCCP");
    sum.update(&body);
    let length = u32::try_from(body.len()).ok()?;
    Some([&length.to_be_bytes()[..], b"iCCP", &body, &sum.sum().to_be_bytes()].concat())
}

/// The profile of a JPEG as version 4.2; none when it has none, or one that needs no change.
pub(super) fn of_jpeg(jpeg: &[u8]) -> Option<Vec<u8>> {
    older(profile_of(jpeg)?)
}

/// The same profile with 4.2 in its header (ICC.1, 7.2.4), and without the digest that covers it.
fn older(mut profile: Vec<u8>) -> Option<Vec<u8>> {
    let header = profile.get_mut(..128)?;
    if header[8] != 4 || header[9] >> 4 <= 2 {
        return None;
    }
    header[9] = 0x20;
    header[84..100].fill(0);
    Some(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_newer_version_four_is_changed() {
        let of = |major: u8, minor: u8| {
            let mut profile = vec![7; 200];
            (profile[8], profile[9]) = (major, minor << 4);
            profile
        };
        assert_eq!(older(of(2, 4)), None);
        assert_eq!(older(of(4, 2)), None);
        assert_eq!(older(of(5, 0)), None);
        let changed = older(of(4, 4)).expect("a change");
        assert_eq!((changed[8], changed[9], &changed[84..100]), (4, 0x20, &[0; 16][..]));
        assert_eq!(older(vec![4; 100]), None, "no profile is so short");
    }

    #[test]
    fn what_is_no_png_is_left_alone() {
        for broken in
            [&b""[..], b"\x89PNG\r\n\x1a\n\xFF\xFF\xFF\xFFiCCP", b"\x89PNG\r\n\x1a\n\0\0\0\x02iCCPa\0\0\0\0\0"]
        {
            assert_eq!(of_png(broken), None);
        }
    }
}

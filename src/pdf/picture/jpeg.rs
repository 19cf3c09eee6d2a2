//! What a JPEG file says before its pixels. The file is embedded as it is, so nobody else looks inside.

use crate::diagnostics::Bilingual;

const CUT: Bilingual =
    Bilingual { en: "the file ends before the picture does", zh: "文件在图像结束之前就断了" };
const EMPTY: Bilingual = Bilingual { en: "the file holds no picture", zh: "文件中没有图像" };

/// The number of colour components; an error says why a viewer could not show the file.
pub(super) fn examine(bytes: &[u8]) -> Result<u8, Bilingual> {
    let mut components = None;
    for (marker, body) in segments(bytes) {
        match marker {
            // Start of frame, all kinds but DHT, JPG and DAC.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => components = body.get(5).copied(),
            _ => {}
        }
    }
    // The pixels end with EOI; some cameras put more after it.
    if !bytes.windows(2).any(|pair| pair == [0xFF, 0xD9]) {
        return Err(CUT);
    }
    components.ok_or(EMPTY)
}

/// The marker segments before the pixels: marker and body.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8]).unwrap_or_default();
    std::iter::from_fn(move || {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame with the given number of components, then an empty scan.
    fn file(components: u8, end: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 8, 8, 0, 1, 0, 1, components, 0xFF, 0xDA, 0, 2];
        bytes.extend_from_slice(end);
        bytes
    }

    #[test]
    fn the_frame_tells_the_components() {
        assert_eq!(examine(&file(3, &[0xFF, 0xD9])), Ok(3));
        assert_eq!(examine(&file(4, &[0xFF, 0xD9, 0, 0])), Ok(4));
    }

    #[test]
    fn a_cut_file_is_found_out() {
        assert_eq!(examine(&file(3, &[])), Err(CUT));
        assert_eq!(examine(&[0xFF, 0xD8, 0xFF, 0xD9]), Err(EMPTY));
        for cut in 0..16 {
            assert!(examine(&file(3, &[])[..cut]).is_err());
        }
    }
}

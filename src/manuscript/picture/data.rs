//! Pictures that are written into their address (`data:`, RFC 2397).

use std::path::Path;

/// The bytes of a picture whose path is such an address, or none where they cannot be decoded; none at all for the path of
/// a file.
pub(super) fn decode(path: &Path) -> Option<Option<Vec<u8>>> {
    let text = path.to_str()?;
    let rest = text.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).map(|_| &text[5..])?;
    Some(rest.split_once(',').and_then(|(kind, data)| {
        let bytes = percent(data.as_bytes())?;
        if kind.to_ascii_lowercase().ends_with(";base64") { base64(&bytes) } else { Some(bytes) }
    }))
}

/// Undoes percent encoding (RFC 3986, section 2.1).
fn percent(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (high, low) = (digit(*rest.first()?)?, digit(*rest.get(1)?)?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
        rest = &rest[2..];
    }
    Some(bytes)
}

/// Decodes base 64 (RFC 4648, section 4), with or without the signs that fill the last group.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let filled = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let digits = &text[..text.len() - filled];
    if filled > 2 || digits.len() % 4 == 1 || digits.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for group in digits.chunks(4) {
        let mut bits = 0_u32;
        for digit in group {
            bits = bits << 6 | u32::from(value(*digit)?);
        }
        bits <<= 6 * (4 - group.len());
        bytes.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Option<Option<Vec<u8>>> {
        decode(Path::new(address))
    }

    #[test]
    fn addresses_with_pictures_are_decoded() {
        let bytes = |text: &str| Some(Some(text.as_bytes().to_vec()));
        for (address, expected) in [
            ("data:image/png;base64,TQ==", bytes("M")),
            ("data:image/png;base64,TWE=", bytes("Ma")),
            ("DATA:image/png;BASE64,TWFu", bytes("Man")),
            ("data:image/png;base64,TWFuTQ", bytes("ManM")),
            ("data:image/svg+xml,%3Csvg%3E", bytes("<svg>")),
            ("data:image/png;base64,TWF", bytes("Ma")),
            ("data:image/png;base64,T", Some(None)),
            ("data:image/png;base64,T*==", Some(None)),
            ("data:image/png;base64,", Some(None)),
            ("data:image/png", Some(None)),
            ("data:,%3", Some(None)),
            ("images/data.png", None),
        ] {
            assert_eq!(of(address), expected, "{address}");
        }
    }
}

//! Streams and text strings of a finished file.

use crate::pdf::object::Object;

pub(super) fn reference(object: Option<&Object>) -> Option<u32> {
    if let Some(Object::Ref(number)) = object { Some(*number) } else { None }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with its mark, else one byte a character; ours holds ASCII alone then.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(rest) => utf16(rest),
        None => bytes.strip_prefix(b"\xEF\xBB\xBF").map_or_else(
            || bytes.iter().copied().map(char::from).collect(),
            |rest| String::from_utf8_lossy(rest).into_owned(),
        ),
    }
}

pub(super) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16_lossy(&units)
}

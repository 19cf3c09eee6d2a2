//! What stands before the pixels of a picture, and what its numbers are read with.

use super::fault::{CUT_OFF, Fault};

/// What the structure of a picture tells.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) orientation: u8,
    pub(super) ppi: Option<u32>,
}

/// Pixels a side, and pixels in all.
pub(super) const SIDE: u32 = 20_000;

/// A whole number of `N` bytes at an offset, most significant byte first.
pub(super) fn number<const N: usize>(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let field = at.checked_add(N).and_then(|end| bytes.get(at..end)).ok_or(CUT_OFF)?;
    Ok(field.iter().fold(0, |value, byte| value << 8 | u32::from(*byte)))
}

/// A resolution that means something.
pub(super) fn ppi(value: f64) -> Option<u32> {
    let rounded = value.round();
    (10.0..=10_000.0).contains(&rounded).then_some(rounded as u32)
}

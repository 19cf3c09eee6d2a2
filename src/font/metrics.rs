//! Lengths of a face.

/// Lengths of a face, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// Units to the em; never zero.
    pub units_per_em: u16,
    /// Typographic ascender.
    pub ascent: i16,
    /// Typographic descender, negative.
    pub descent: i16,
    /// Height of capitals.
    pub cap_height: i16,
    /// Height of x.
    pub x_height: i16,
    /// Underline position, negative below the baseline.
    pub underline_position: i16,
    /// Underline thickness.
    pub underline_thickness: i16,
}

use crate::base::Digest;
use std::path::PathBuf;
use std::sync::Arc;

/// One face of a font file.
pub struct Face {
    /// Family name (name id 16, else 1), English.
    pub family: String,
    /// PostScript name (name id 6).
    pub postscript: String,
    /// Weight class, 100 … 900.
    pub weight: u16,
    /// Whether it is italic.
    pub italic: bool,
    /// The file it came from, for messages.
    pub path: PathBuf,
    /// Index in a collection.
    pub index: u32,
    /// The file's bytes, shared by all faces of a collection.
    pub data: Arc<Vec<u8>>,
    /// Digest of the file.
    pub digest: Digest,
    /// Lengths of the face.
    pub metrics: Metrics,
    /// Copyright and licence, as the font says (name ids 0, 13, 14).
    pub licence: Option<String>,
    /// Embedding bits of OS/2.
    pub fs_type: u16,
}

/// Lengths of a face, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// Units to the em.
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

/// A glyph of shaped text, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Glyph id.
    pub id: u16,
    /// Byte offset of its cluster in the shaped text.
    pub cluster: u32,
    /// Horizontal advance.
    pub advance: i32,
    /// Offset to the right.
    pub x_offset: i32,
    /// Offset upward.
    pub y_offset: i32,
}

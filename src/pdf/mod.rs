//! The PDF writer: pages to PDF with fonts, pictures, tags, outline, labels and metadata.

use crate::diagnostics::Diagnostic;
use crate::display::Pages;
use crate::font::Fonts;
use crate::model::Book;

/// Writes the PDF. `modified` is the time of the build in seconds since 1970, if one is given.
pub fn write(
    _book: &Book,
    _pages: &Pages,
    _fonts: &Fonts,
    _modified: Option<i64>,
) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    (None, Vec::new())
}

//! The EPUB writer: package, nav, XHTML, CSS, fonts, zip.

use crate::diagnostics::Diagnostic;
use crate::font::Fonts;
use crate::model::Book;
use crate::style::Theme;

/// Writes the EPUB. `modified` is the time of the build in seconds since 1970, if one is given.
pub fn write(
    _book: &Book,
    _theme: &Theme,
    _fonts: &Fonts,
    _modified: Option<i64>,
) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    (None, Vec::new())
}

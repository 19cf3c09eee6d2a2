//! A PDF is written: drawn, tagged, and made to say what it is.

use super::internal::internal;
use super::press::Press;
use super::sheet::Sheet;
use super::{compact, fault, metadata, outline, page, picture, preflight, print, structure, tags, typeface};
use crate::config::PdfStandard;
use crate::diagnostics::Diagnostic;
use crate::display::Pages;
use crate::font::Fonts;
use crate::model::Book;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::{Document, SerializeSettings};

/// Writes the PDF. `modified` is the time of the build in seconds since 1970, if one is given.
///
/// No bytes come back when a diagnostic is an error.
pub fn write(
    book: &Book,
    pages: &Pages,
    fonts: &Fonts,
    modified: Option<i64>,
    standard: PdfStandard,
) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let bytes = assemble(book, pages, fonts, modified, standard, &Sheet::SCREEN, &mut diagnostics);
    let bytes = bytes.map(compact::compact);
    let withheld = diagnostics.iter().any(Diagnostic::is_error);
    (bytes.filter(|_| !withheld), diagnostics)
}

/// Writes pages for a printing house: PDF/X-4 with bleed and marks, in the inks of `press`. The file stays in plain
/// objects, because the oldest RIPs that take PDF/X-4 are the ones that choke on packed ones.
///
/// No bytes come back when a diagnostic is an error.
pub fn write_print(
    book: &Book,
    pages: &Pages,
    fonts: &Fonts,
    modified: Option<i64>,
    press: &Press,
) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let bytes = assemble(book, pages, fonts, modified, PdfStandard::Ua1, &Sheet::of(press), &mut diagnostics);
    let bytes = bytes.and_then(|bytes| match print::press(&bytes, press) {
        Ok(bytes) => {
            let trim = pages.pages.first().map(|page| page.size);
            let found = preflight::judge(&bytes, &press.wishes(trim));
            print::tell(&found, pages, &Sheet::of(press), press.ppi, &mut diagnostics);
            Some(bytes)
        }
        Err(what) => {
            diagnostics.push(internal(what));
            None
        }
    });
    let withheld = diagnostics.iter().any(Diagnostic::is_error);
    (bytes.filter(|_| !withheld), diagnostics)
}

fn assemble(
    book: &Book,
    pages: &Pages,
    fonts: &Fonts,
    modified: Option<i64>,
    standard: PdfStandard,
    sheet: &Sheet,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let mut document = new_document(sheet, standard, diagnostics)?;
    let mut typefaces = typeface::Typefaces::new(fonts);
    let mut pictures = picture::Pictures::new(book, fonts, sheet.is_printed());
    let mut marks = page::draw_pages(&mut document, book, pages, sheet, &mut typefaces, &mut pictures, diagnostics);
    let tree = tags::tree(book, &mut marks, standard, diagnostics);
    // The back end insists that every mark has one parent; an error found so far would make it panic, not fail.
    if diagnostics.iter().any(Diagnostic::is_error) {
        return None;
    }
    document.set_tag_tree(tree);
    document.set_outline(outline::outline(book, pages, sheet, diagnostics));
    document.set_metadata(metadata::metadata(book, modified, sheet.is_printed()));
    let bytes = match document.finish() {
        Ok(bytes) => bytes,
        Err(error) => {
            fault::report(&error, &typefaces, &pictures, diagnostics);
            return None;
        }
    };
    let mut landmarks = marks.into_landmarks();
    landmarks.bookmarks = book.outline.iter().map(|entry| entry.node).collect();
    match structure::finish(bytes, &landmarks, metadata::isbn(book, sheet.is_printed()), standard) {
        Ok(bytes) => Some(bytes),
        Err(what) => {
            diagnostics.push(internal(what));
            None
        }
    }
}

fn new_document(sheet: &Sheet, standard: PdfStandard, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    let wanted = ConfigurationBuilder::new();
    let wanted = match standard {
        // PDF/A would send every colour through the back end's own profile for screens.
        PdfStandard::Ua1 if sheet.is_printed() => wanted.with_accessibility_validator(Accessibility::UA1),
        PdfStandard::Ua1 => {
            wanted.with_accessibility_validator(Accessibility::UA1).with_archival_validator(Archival::A2_A)
        }
        // The back end knows no PDF/UA-2; `structure` makes one of its PDF/A-4.
        PdfStandard::Ua2 => wanted.with_archival_validator(Archival::A4),
    };
    match wanted.finish() {
        Ok(configuration) => {
            Some(Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() }))
        }
        Err(_) => {
            diagnostics.push(internal("the standards of the PDF are refused together"));
            None
        }
    }
}

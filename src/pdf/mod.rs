//! The PDF writer: pages to PDF with fonts, pictures, tags, outline, labels and metadata.
//!
//! The file claims PDF/A-2a and PDF/UA-1. Both validators of the back end are on, so nothing that is untagged or not
//! embedded can be written: a violation withholds the file and becomes a diagnostic. Structure follows the order of
//! the book; which marked content belongs to a node is known from the items' roles, never guessed from geometry.

mod compact;
mod fault;
mod glyphs;
mod links;
mod marks;
mod metadata;
mod outline;
mod page;
mod picture;
mod tags;
mod typeface;

use crate::diagnostics::rules::internal::E901;
use crate::diagnostics::{Diagnostic, Place};
use crate::display::Pages;
use crate::font::Fonts;
use crate::model::Book;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::{Document, SerializeSettings};

/// Writes the PDF. `modified` is the time of the build in seconds since 1970, if one is given.
///
/// No bytes come back when a diagnostic is an error.
pub fn write(book: &Book, pages: &Pages, fonts: &Fonts, modified: Option<i64>) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let bytes = assemble(book, pages, fonts, modified, &mut diagnostics);
    let withheld = diagnostics.iter().any(Diagnostic::is_error);
    (bytes.filter(|_| !withheld), diagnostics)
}

fn assemble(
    book: &Book,
    pages: &Pages,
    fonts: &Fonts,
    modified: Option<i64>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let mut document = new_document(diagnostics)?;
    let mut typefaces = typeface::Typefaces::new(fonts);
    let mut pictures = picture::Pictures::new(book, fonts);
    let mut marks = page::draw_pages(&mut document, book, pages, &mut typefaces, &mut pictures, diagnostics);
    let tree = tags::tree(book, &mut marks, diagnostics);
    // The back end insists that every mark has one parent; an error found so far would make it panic, not fail.
    if diagnostics.iter().any(Diagnostic::is_error) {
        return None;
    }
    document.set_tag_tree(tree);
    document.set_outline(outline::outline(book, pages, diagnostics));
    document.set_metadata(metadata::metadata(book, modified));
    match document.finish() {
        Ok(bytes) => Some(compact::compact(bytes)),
        Err(error) => {
            fault::report(&error, &typefaces, &pictures, diagnostics);
            None
        }
    }
}

fn new_document(diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish();
    match configuration {
        Ok(configuration) => {
            Some(Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() }))
        }
        Err(_) => {
            diagnostics.push(internal("PDF/A-2a and PDF/UA-1 are refused together"));
            None
        }
    }
}

/// A fault of the tool itself.
fn internal(what: impl ToString) -> Diagnostic {
    Diagnostic::new(&E901).at(Place::Book).with("what", what)
}

//! What the back end refuses, said to authors.

use super::backend::node_at;
use super::internal::internal;
use super::picture::Pictures;
use super::typeface::Typefaces;
use crate::diagnostics::rules::pdf::{E701, E706, E707, E708, E709, E710, E712};
use crate::diagnostics::{Diagnostic, Place};
use krilla::configure::ValidationError;
use krilla::error::KrillaError;
use krilla::surface::Location;

/// Turns an error of the back end into diagnostics.
pub(super) fn report(error: &KrillaError, faces: &Typefaces, pictures: &Pictures, out: &mut Vec<Diagnostic>) {
    match error {
        KrillaError::Validation(errors) => {
            for (error, _) in errors {
                // One that is told twice is dropped where the findings of all stages are put in order.
                out.push(violation(error, faces));
            }
        }
        KrillaError::Font(font, reason) => {
            out.push(Diagnostic::new(&E709).with("font", faces.name(font)).with("reason", reason));
        }
        KrillaError::Image(image, location, reason) => {
            let file = pictures.path(image);
            let of_file = || file.map(|path| Place::from(path.clone())).unwrap_or_default();
            let place = location.map_or_else(of_file, |location| place(Some(location)));
            let name = file.map(|path| path.display().to_string()).unwrap_or_default();
            out.push(Diagnostic::new(&E701).at(place).with("file", name).with("reason", reason));
        }
        other => out.push(internal(other)),
    }
}

fn violation(error: &ValidationError, faces: &Typefaces) -> Diagnostic {
    use ValidationError as V;
    match error {
        V::ContainsNotDefGlyph(font, location, text) => {
            Diagnostic::new(&E706).at(place(*location)).with("text", text).with("font", faces.name(font))
        }
        V::UnicodePrivateArea(font, _, character, location) => Diagnostic::new(&E707)
            .at(place(*location))
            .with("code", format!("U+{:04X}", u32::from(*character)))
            .with("font", faces.name(font)),
        V::RestrictedLicense(font) => Diagnostic::new(&E708).with("font", faces.name(font)),
        V::TooLongString => Diagnostic::new(&E712),
        V::MissingAltText(location) => Diagnostic::new(&E710).at(place(*location)),
        other => internal(format!("the PDF would break PDF/A-2a or PDF/UA-1: {other:?}")),
    }
}

fn place(location: Option<Location>) -> Place {
    location.map(node_at).map(Place::from).unwrap_or_default()
}

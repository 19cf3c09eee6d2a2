//! What a finished PDF says.

use super::bare;
use super::told::Told;
use crate::pdf::{Element, Kid, read_structure};

/// Reads the tagged text of a file.
pub(super) fn told(bytes: &[u8]) -> Result<Told, String> {
    let root = read_structure(bytes).ok_or("its structure cannot be followed")?;
    let mut reader = Reader::default();
    let mut main = String::new();
    reader.element(&root, &mut main);
    Ok(Told { main, notes: reader.notes.concat() })
}

#[derive(Default)]
struct Reader {
    /// The notes, each in the place of its call.
    notes: Vec<String>,
}

impl Reader {
    fn element(&mut self, element: &Element, out: &mut String) {
        match element.kind.as_str() {
            // The contents, with the heading above them.
            _ if element.kids.iter().any(|kid| is_a(kid, "TOC")) => {}
            "TOC" => {}
            "Note" | "FENote" => {
                let place = self.notes.len();
                self.notes.push(String::new());
                let mut note = String::new();
                self.kids(element, &mut note);
                self.notes[place] = note;
            }
            "Lbl" => {
                let mut label = String::new();
                self.kids(element, &mut label);
                if !bare::is_made(&label) {
                    out.push_str(&label);
                }
            }
            "Reference" => {
                let mut link = String::new();
                self.kids(element, &mut link);
                if !bare::is_call(&link) {
                    out.push_str(&link);
                }
            }
            "Figure" => {
                bare::add(element.alt.as_deref().unwrap_or_default(), out);
                for kid in element.kids.iter().filter(|kid| is_a(kid, "Caption")) {
                    self.kid(kid, out);
                }
            }
            _ => self.kids(element, out),
        }
    }

    fn kids(&mut self, element: &Element, out: &mut String) {
        element.kids.iter().for_each(|kid| self.kid(kid, out));
    }

    fn kid(&mut self, kid: &Kid, out: &mut String) {
        match kid {
            Kid::Text(text) => bare::add(text, out),
            Kid::Element(element) => self.element(element, out),
        }
    }
}

fn is_a(kid: &Kid, kind: &str) -> bool {
    matches!(kid, Kid::Element(element) if element.kind == kind)
}

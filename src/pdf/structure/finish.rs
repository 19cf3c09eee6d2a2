//! The structure of a finished file is completed.

use super::landmarks::{Landmarks, Leaf};
use super::tree::Tree;
use super::{describe, tree, two};
use crate::config::{Isbn, PdfStandard};
use crate::pdf::object::Parts;
use crate::pdf::object::{File, Lexer, Object};

/// Completes a file. It comes back as it is when nothing is missing; the error says what stood in the way.
pub fn finish(
    mut bytes: Vec<u8>,
    landmarks: &Landmarks,
    isbn: Option<&Isbn>,
    standard: PdfStandard,
) -> Result<Vec<u8>, String> {
    unsuspect(&mut bytes).ok_or("the back end's file has no catalogue")?;
    if landmarks.readings.is_empty() && isbn.is_none() && standard == PdfStandard::Ua1 {
        return Ok(bytes);
    }
    let mut file = File::read(&bytes).ok_or("the back end's file has another shape than expected")?;
    let tree = Tree::of(&file).ok_or("the file has no structure")?;
    for leaf in &landmarks.readings {
        ruby(&mut file, &tree, *leaf).ok_or("a reading stands outside its ruby")?;
    }
    if let Some(isbn) = isbn {
        describe::number(&mut file, isbn).ok_or("the file has no metadata")?;
    }
    if standard == PdfStandard::Ua2 {
        two::complete(&mut file, &tree, landmarks)?;
    }
    Ok(file.write())
}

/// Leaves out the catalogue's `Suspects false`: no key says the same (ISO 32000-1, table 321), and poppler, whose tools
/// catalogues and viewers run, complains of every file that has one. Blanks take its place, so that nothing moves.
fn unsuspect(bytes: &mut [u8]) -> Option<()> {
    const KEY: &[u8] = b"/Suspects false";
    let parts = Parts::of(bytes)?;
    let trailer = [b"<<", &parts.trailer[..], b">>"].concat();
    let Object::Dict(trailer) = Lexer::new(&trailer).object()? else { return None };
    let Object::Ref(root) = trailer.get("Root")? else { return None };
    let catalogue = parts.objects.get((*root as usize).checked_sub(1)?)?;
    let catalogue = bytes.get_mut(catalogue.clone())?;
    if let Some(at) = catalogue.windows(KEY.len()).position(|window| window == KEY) {
        catalogue[at..at + KEY.len()].fill(b' ');
    }
    Some(())
}

/// A reading and its base were written as two spans in a span; they are RT and RB in a Ruby (ISO 32000-1, 14.8.4.4.2).
fn ruby(file: &mut File, tree: &Tree, leaf: Leaf) -> Option<()> {
    let reading = tree.element(leaf)?;
    let whole = tree::parent(file, reading)?;
    let base = match tree::kids(file, whole).as_slice() {
        [Object::Ref(base), Object::Ref(last)] if *last == reading => *base,
        _ => return None,
    };
    for (element, kind) in [(whole, "Ruby"), (base, "RB"), (reading, "RT")] {
        tree::dict(file, element)?.set("S", Object::name(kind));
    }
    Some(())
}

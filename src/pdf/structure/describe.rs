//! What the metadata say beyond the back end's words.

use super::tree;
use crate::config::Isbn;
use crate::pdf::object::{File, Object};

/// The namespace of Dublin Core, of which XMP has `dc:identifier` as a text (XMP part 1, 8.3).
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// Names the number of the edition.
pub(super) fn number(file: &mut File, isbn: &Isbn) -> Option<()> {
    let own = format!(
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"{DUBLIN_CORE}\">\
         <dc:identifier>urn:isbn:{}</dc:identifier></rdf:Description>",
        isbn.digits
    );
    describe(file, &own)
}

/// Adds a description to the metadata, and leaves them in plain sight.
pub(super) fn describe(file: &mut File, own: &str) -> Option<()> {
    let Some(Object::Ref(root)) = file.trailer.get("Root") else { return None };
    let root = *root;
    let Some(Object::Ref(metadata)) = tree::dict(file, root)?.get("Metadata") else { return None };
    let metadata = *metadata;
    let packet = String::from_utf8(file.data(metadata)?).ok()?;
    let packet = packet.replacen("</rdf:RDF>", &format!("{own}</rdf:RDF>"), 1);
    let stream = file.get_mut(metadata)?;
    stream.object.as_dict_mut()?.remove("Filter");
    stream.data = Some(packet.into_bytes().into());
    Some(())
}

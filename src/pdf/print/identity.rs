//! What the file says of itself as a PDF/X-4 (ISO 15930-7, 6.2, 6.3, 6.5 and 6.7).

use crate::pdf::object::{Dict, File, Object, deflate};
use crate::pdf::press::Press;
use crate::pdf::registry::{NAMESPACE, is_registered};

/// The registry of characterised printing conditions.
const REGISTRY: &str = "http://www.color.org";

/// Version, printing condition, trapping and the identification in the metadata. None when the file has no catalogue or
/// no metadata to add to.
pub(super) fn identify(file: &mut File, press: &Press) -> Option<()> {
    file.version = (1, 6);
    let profile = Dict::default().with("N", Object::Number(4.0)).with("Filter", Object::name("FlateDecode"));
    let profile = file.add(Object::Dict(profile), Some(deflate(press.inks.profile().bytes())));
    let mut intent = Dict::default()
        .with("Type", Object::name("OutputIntent"))
        .with("S", Object::name("GTS_PDFX"))
        .with("OutputConditionIdentifier", text(&press.condition))
        .with("DestOutputProfile", Object::Ref(profile));
    // A name that no registry knows has to be explained in words (ISO 32000-1, table 365).
    if is_registered(&press.condition) {
        intent.set("RegistryName", text(REGISTRY));
    }
    intent.set("Info", text(&press.condition));
    let intent = file.add(Object::Dict(intent), None);

    let (Some(Object::Ref(root)), Some(Object::Ref(info))) = (file.trailer.get("Root"), file.trailer.get("Info"))
    else {
        return None;
    };
    let (root, info) = (*root, *info);
    let catalog = file.get_mut(root)?.object.as_dict_mut()?;
    catalog.remove("Version");
    catalog.set("OutputIntents", Object::Array(vec![Object::Ref(intent)]));
    let Some(Object::Ref(metadata)) = catalog.get("Metadata") else { return None };
    let metadata = *metadata;
    file.get_mut(info)?.object.as_dict_mut()?.set("Trapped", Object::name("False"));

    let packet = String::from_utf8(file.data(metadata)?).ok()?;
    let packet = identified(&packet)?;
    let stream = file.get_mut(metadata)?;
    // A preflight tool finds the packet without unpacking anything.
    stream.object.as_dict_mut()?.remove("Filter");
    stream.data = Some(packet.into_bytes().into());
    Some(())
}

/// The packet with what PDF/X-4 asks for and the back end does not say.
fn identified(packet: &str) -> Option<String> {
    let created = between(packet, "<xmp:CreateDate>", "</xmp:CreateDate>")?;
    let own = format!(
        "<rdf:Description rdf:about=\"\" xmlns:pdfxid=\"{NAMESPACE}\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\
         <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>\
         <xmp:MetadataDate>{created}</xmp:MetadataDate><xmpMM:VersionID>1</xmpMM:VersionID></rdf:Description></rdf:RDF>"
    );
    let packet = packet.replace("<xmpMM:RenditionClass>proof<", "<xmpMM:RenditionClass>default<");
    let packet = packet.replace("<pdf:PDFVersion>1.7<", "<pdf:PDFVersion>1.6<");
    Some(packet.replacen("</rdf:RDF>", &own, 1))
}

/// What stands between two words.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inside, _)| inside)
}

/// A text string: ASCII as it is, anything else as UTF-16 with its mark (PDF 1.6, 3.8.1).
fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::Text(text.as_bytes().to_vec());
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::Text(units.flat_map(u16::to_be_bytes).collect())
}

//! What the file says of itself.

use super::rows::{X01, X02, X03, X04, X05, X06, X07, X08, X09, X10, X11, X14, X15};
use super::{Finding, xmp};
use crate::pdf::object::{Dict, File, Object};
use crate::pdf::registry::{NAMESPACE, is_registered};

/// Entries of the catalogue that came after version 1.6 (ISO 32000-1, table 28; ISO 32000-2, table 29).
const LATER: &[&str] = &["Extensions", "AF", "DPartRoot", "DSS", "Requirements", "Collection"];
/// What the metadata must have beside the title.
const PROPERTIES: &[&str] = &[
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
];

pub(super) fn judge(file: &File) -> Vec<Finding> {
    let mut found = Vec::new();
    let empty = Dict::default();
    let root = file.root().unwrap_or(&empty);
    if file.trailer.get("Encrypt").is_some() {
        found.push(Finding::new(&X01, "Encrypt in the trailer"));
    }
    version(file, root, &mut found);
    let identified = file.value(&file.trailer, "ID").and_then(Object::as_array).is_some_and(|both| {
        both.len() == 2 && both.iter().all(|one| matches!(file.resolve(one), Object::Text(text) if !text.is_empty()))
    });
    if !identified {
        found.push(Finding::new(&X03, "no ID in the trailer"));
    }
    intent(file, root, &mut found);
    metadata(file, root, &mut found);
    fonts(file, &mut found);
    if root.get("AA").is_some() {
        found.push(Finding::new(&X14, "AA in the catalogue"));
    }
    if file.dict(root, "OpenAction").is_some_and(|action| !action.is("S", "GoTo")) {
        found.push(Finding::new(&X14, "an action when the file is opened"));
    }
    if let Some(form) = file.dict(root, "AcroForm") {
        let fields = file.value(form, "Fields").and_then(Object::as_array).is_some_and(|fields| !fields.is_empty());
        if form.get("XFA").is_some() || fields {
            found.push(Finding::new(&X15, "AcroForm in the catalogue"));
        }
    }
    found
}

fn version(file: &File, root: &Dict, found: &mut Vec<Finding>) {
    let (major, minor) = file.version;
    if (major, minor) > (1, 6) {
        found.push(Finding::new(&X02, format!("version {major}.{minor} in the header")));
    }
    let own = file.value(root, "Version").and_then(Object::as_name);
    if own.is_some_and(|own| own > b"1.6".as_slice()) {
        found.push(Finding::new(&X02, "a later version in the catalogue"));
    }
    for key in LATER.iter().filter(|key| root.get(key).is_some()) {
        found.push(Finding::new(&X02, format!("{key} in the catalogue")));
    }
}

fn intent(file: &File, root: &Dict, found: &mut Vec<Finding>) {
    let all = file.value(root, "OutputIntents").and_then(Object::as_array).unwrap_or_default();
    let dicts = all.iter().filter_map(|intent| file.resolve(intent).as_dict());
    let mine: Vec<&Dict> = dicts.filter(|intent| intent.is("S", "GTS_PDFX")).collect();
    let [intent] = mine[..] else {
        found.push(Finding::new(&X04, format!("{} output intents for PDF/X", mine.len())));
        return;
    };
    let said = |key: &str| match file.value(intent, key) {
        Some(Object::Text(text)) if !text.is_empty() => Some(String::from_utf8_lossy(text).into_owned()),
        _ => None,
    };
    match said("OutputConditionIdentifier") {
        None => found.push(Finding::new(&X05, "no OutputConditionIdentifier")),
        Some(name) if is_registered(&name) && said("RegistryName").is_none() => {
            found.push(Finding::new(&X05, format!("{name} without RegistryName")));
        }
        Some(name) if !is_registered(&name) && said("Info").is_none() => {
            found.push(Finding::new(&X05, "a name of no registry without Info"));
        }
        Some(_) => {}
    }
    let Some(Object::Ref(number)) = intent.get("DestOutputProfile") else {
        found.push(Finding::new(&X06, "no DestOutputProfile"));
        return;
    };
    let components = file.get(*number).and_then(|profile| file.value(profile.object.as_dict()?, "N")?.as_number());
    let bytes = file.data(*number).unwrap_or_default();
    // The header of a profile: ICC.1, 7.2.
    let header = bytes.get(..128).unwrap_or_default();
    let sound = header.get(36..40) == Some(b"acsp")
        && header[12..16] == *b"prtr"
        && header[16..20] == *b"CMYK"
        && header[8] <= 4
        && components == Some(4.0);
    if !sound {
        found.push(Finding::new(&X06, "the profile is of another kind"));
    }
}

fn metadata(file: &File, root: &Dict, found: &mut Vec<Finding>) {
    let packet = match root.get("Metadata") {
        Some(Object::Ref(number)) => file.get(*number).and_then(|stream| {
            let plain = stream.object.as_dict()?.get("Filter").is_none();
            stream.data.as_deref().filter(|_| plain).and_then(|data| std::str::from_utf8(data).ok())
        }),
        _ => None,
    };
    let info = file.dict(&file.trailer, "Info").and_then(|info| file.value(info, "Trapped")?.as_name());
    let Some(packet) = packet else {
        found.push(Finding::new(&X07, "no plain Metadata in the catalogue"));
        return;
    };
    let version = xmp::value(packet, "pdfxid:GTS_PDFXVersion");
    if version != Some("PDF/X-4") || !xmp::binds(packet, "pdfxid", NAMESPACE) {
        found.push(Finding::new(&X08, format!("GTS_PDFXVersion: {}", version.unwrap_or("none"))));
    }
    let absent = |name: &&&str| xmp::value(packet, name).is_none_or(str::is_empty);
    found.extend(PROPERTIES.iter().filter(absent).map(|name| Finding::new(&X09, format!("no {name}"))));
    let title = packet.split_once("<dc:title>").and_then(|(_, rest)| rest.split_once("</dc:title>"));
    if !title.is_some_and(|(title, _)| title.contains("<rdf:li") && !title.contains("></rdf:li>")) {
        found.push(Finding::new(&X09, "no dc:title"));
    }
    let info = info.map(String::from_utf8_lossy);
    let said = xmp::value(packet, "pdf:Trapped");
    let known = |value: Option<&str>| matches!(value, Some("True" | "False"));
    if !known(info.as_deref()) || said != info.as_deref() {
        let (info, said) = (info.as_deref().unwrap_or("none"), said.unwrap_or("none"));
        found.push(Finding::new(&X11, format!("Trapped: {info} in Info, {said} in the metadata")));
    }
}

fn fonts(file: &File, found: &mut Vec<Finding>) {
    for number in file.numbers() {
        let Some(font) = file.get(number).and_then(|found| found.object.as_dict()) else { continue };
        // A composite font has its program in its descendant, a font of type 3 in its procedures.
        if !font.is("Type", "Font") || font.is("Subtype", "Type0") || font.is("Subtype", "Type3") {
            continue;
        }
        let program = file.dict(font, "FontDescriptor").and_then(|descriptor| {
            ["FontFile", "FontFile2", "FontFile3"].iter().find_map(|key| match descriptor.get(key) {
                Some(Object::Ref(number)) => file.data(*number),
                _ => None,
            })
        });
        if program.is_none_or(|program| program.is_empty()) {
            let name = file.value(font, "BaseFont").and_then(Object::as_name).unwrap_or(b"?");
            found.push(Finding::new(&X10, String::from_utf8_lossy(name).into_owned()));
        }
    }
}

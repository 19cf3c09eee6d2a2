//! What no object of the file may say, wherever it stands.

use super::Finding;
use super::rows::{H09, Row, X00, X14, X16, X17, X18, X19, X20, X21, X22};
use crate::pdf::object::{Dict, File, Object};
use crate::pdf::space::{self, Space};

/// Actions that need a reader who clicks (ISO 32000-1, table 198).
const ACTIONS: &[&str] =
    &["JavaScript", "Launch", "Sound", "Movie", "ResetForm", "ImportData", "SubmitForm", "Hide", "Rendition", "Trans"];
/// The blend modes (ISO 32000-1, tables 136 and 137).
const BLENDS: &[&str] = &[
    "Normal",
    "Compatible",
    "Multiply",
    "Screen",
    "Overlay",
    "Darken",
    "Lighten",
    "ColorDodge",
    "ColorBurn",
    "HardLight",
    "SoftLight",
    "Difference",
    "Exclusion",
    "Hue",
    "Saturation",
    "Color",
    "Luminosity",
];
/// How deep dictionaries are looked into; the reader of objects goes no deeper.
const DEEPEST: u8 = 60;

pub(super) fn judge(file: &File, found: &mut Vec<Finding>) {
    for number in file.numbers() {
        let Some(object) = file.get(number) else { continue };
        let stream = object.data.is_some();
        if let (true, Some(dict)) = (stream, object.object.as_dict()) {
            let photograph = filters(file, dict).any(|filter| filter.is_name("DCTDecode"));
            let lzw = filters(file, dict).any(|filter| filter.is_name("LZWDecode"));
            if lzw {
                found.push(Finding::new(&X22, format!("object {number}")));
            } else if !photograph && file.data(number).is_none() {
                found.push(Finding::new(&X00, format!("object {number} cannot be unpacked")));
            }
            if dict.get("F").is_some() {
                found.push(Finding::new(&X16, format!("object {number} has its data elsewhere")));
            }
        }
        walk(file, &object.object, number, found, 0);
    }
}

/// The filters of a stream.
fn filters<'f>(file: &'f File, dict: &'f Dict) -> impl Iterator<Item = &'f Object> {
    let filter = file.value(dict, "Filter");
    let several = filter.and_then(Object::as_array);
    let one = if several.is_some() { None } else { filter };
    several.into_iter().flatten().map(|item| file.resolve(item)).chain(one)
}

/// The object and what stands in it; references lead to objects that are visited themselves.
fn walk(file: &File, object: &Object, number: u32, found: &mut Vec<Finding>, depth: u8) {
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::Array(items) => items.iter().for_each(|item| walk(file, item, number, found, depth + 1)),
        Object::Dict(dict) => {
            look(file, dict, number, found);
            dict.iter().for_each(|(_, value)| walk(file, value, number, found, depth + 1));
        }
        _ => {}
    }
}

fn look(file: &File, dict: &Dict, number: u32, found: &mut Vec<Finding>) {
    let mut says = |row: &'static Row, what: &str| found.push(Finding::new(row, format!("{what} in object {number}")));
    let action = dict.get("Type").is_none() || dict.is("Type", "Action");
    if let Some(kind) = ACTIONS.iter().find(|kind| action && dict.is("S", kind)) {
        says(&X14, kind);
    }
    if dict.get("AA").is_some() && !dict.is("Type", "Catalog") {
        says(&X14, "AA");
    }
    if dict.get("OPI").is_some() {
        says(&X16, "OPI");
    }
    // The members of a list of blend modes are names too; the first that is known counts.
    if let Some(mode) = file.value(dict, "BM") {
        let names = mode.as_array().unwrap_or(std::slice::from_ref(mode));
        if !names.iter().any(|name| BLENDS.iter().any(|blend| file.resolve(name).is_name(blend))) {
            says(&X17, "an unknown blend mode");
        }
    }
    if dict.is("Type", "ExtGState") {
        if dict.get("TR").is_some() || dict.get("HTO").is_some() {
            says(&X18, "TR");
        }
        if dict.get("TR2").is_some() && !dict.is("TR2", "Default") {
            says(&X18, "TR2");
        }
    }
    if dict.is("Subtype", "Form") && dict.get("Ref").is_some() {
        says(&X19, "Ref");
    }
    if dict.is("Subtype", "PS") || dict.is("Subtype2", "PS") || dict.is("Subtype", "Form") && dict.get("PS").is_some() {
        says(&X20, "PS");
    }
    if dict.is("Subtype", "Image") {
        let alternates = file.value(dict, "Alternates").and_then(Object::as_array).unwrap_or_default();
        let printed = |one: &Object| {
            let one = file.resolve(one).as_dict();
            one.and_then(|one| file.value(one, "DefaultForPrinting")) == Some(&Object::Bool(true))
        };
        if alternates.iter().any(printed) {
            says(&X21, "Alternates");
        }
    }
    if dict.is("S", "Transparency") {
        let space = file.value(dict, "CS");
        let screen = space.is_some_and(|space| {
            let (family, _) = space::space(file, space);
            family != Space::Cmyk && family != Space::Grey
        });
        if screen {
            says(&H09, "a group");
        }
    }
}

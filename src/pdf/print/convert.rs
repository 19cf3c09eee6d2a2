//! A file of the back end becomes a print file.

use super::content::{Manner, OUT, OVER};
use super::{content, identity, image, marks, shading};
use crate::base::{Len, Size};
use crate::pdf::object::{Dict, File, Object};
use crate::pdf::press::Press;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Turns the back end's file into a PDF/X-4. The error says what stood in the way.
pub fn press(bytes: &[u8], press: &Press) -> Result<Vec<u8>, String> {
    let mut file = File::read(bytes).ok_or("the back end's file has another shape than expected")?;
    let masks = masks(&file);
    convert_images(&mut file, press, &masks)?;
    shading::convert(&mut file, &press.inks)?;
    convert_contents(&mut file, press, &masks)?;
    groups(&mut file, &masks);
    identity::identify(&mut file, press).ok_or("the back end's file has no metadata")?;
    Ok(file.write())
}

fn convert_images(file: &mut File, press: &Press, masks: &BTreeSet<u32>) -> Result<(), String> {
    // One picture at a time in each thread: a page of an atlas takes 100 MB unpacked.
    let converted: Vec<_> = image::images(file)
        .into_par_iter()
        .map(|number| image::convert(file, number, &press.inks, masks.contains(&number)).map(|made| (number, made)))
        .collect::<Result<_, _>>()?;
    for (number, made) in converted {
        if let Some(made) = made {
            made.replace(file, number);
        }
    }
    Ok(())
}

/// The numbers of the streams and pictures that masks are made of whose lightness counts (PDF 1.6, 7.5.4).
pub(super) fn masks(file: &File) -> BTreeSet<u32> {
    let mut open: Vec<u32> = Vec::new();
    for number in file.numbers() {
        let Some(dict) = file.get(number).and_then(|found| found.object.as_dict()) else { continue };
        let state = if dict.is("S", "Luminosity") { Some(dict) } else { file.dict(dict, "SMask") };
        if let Some(Object::Ref(group)) = state.filter(|mask| mask.is("S", "Luminosity")).and_then(|mask| mask.get("G"))
        {
            open.push(*group);
        }
    }
    let mut masks = BTreeSet::new();
    while let Some(number) = open.pop() {
        let Some(dict) = file.get(number).and_then(|found| found.object.as_dict()) else { continue };
        if masks.insert(number) {
            let shown = file.dict(dict, "Resources").and_then(|resources| file.dict(resources, "XObject"));
            open.extend(shown.into_iter().flat_map(Dict::iter).filter_map(|(_, object)| match object {
                Object::Ref(number) => Some(*number),
                _ => None,
            }));
        }
    }
    masks
}

/// A content stream: where it is, and the object that holds its resources.
struct Stream {
    number: u32,
    holder: u32,
    /// The page whose content it is.
    page: Option<Sheet>,
}

/// A page's boxes, in points from the lower left corner of the sheet.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    trim: Size,
}

fn streams(file: &File, press: &Press) -> Result<Vec<Stream>, String> {
    let mut streams = Vec::new();
    for number in file.pages() {
        let dict = file.get(number).and_then(|found| found.object.as_dict()).ok_or("a page is missing")?;
        let Some(Object::Ref(content)) = dict.get("Contents") else { return Err("a page has no content".to_owned()) };
        let media = file.value(dict, "MediaBox").and_then(Object::as_array).unwrap_or_default();
        let [.., width, height] = media else { return Err("a page has no size".to_owned()) };
        let room = press.room() * 2;
        let length = |object: &Object| Len::from_pt(object.as_number().unwrap_or(0.0)) - room;
        let trim = Size { width: length(width), height: length(height) };
        streams.push(Stream { number: *content, holder: number, page: Some(Sheet { trim }) });
    }
    for number in file.numbers() {
        let Some(dict) = file.get(number).and_then(|found| found.object.as_dict()) else { continue };
        let pattern = file.value(dict, "PatternType").and_then(Object::as_number) == Some(1.0);
        if dict.is("Subtype", "Form") || pattern {
            streams.push(Stream { number, holder: number, page: None });
        }
        if dict.is("Subtype", "Type3") {
            let glyphs = file.dict(dict, "CharProcs");
            streams.extend(glyphs.into_iter().flat_map(Dict::iter).filter_map(|(_, glyph)| match glyph {
                Object::Ref(glyph) => Some(Stream { number: *glyph, holder: number, page: None }),
                _ => None,
            }));
        }
    }
    Ok(streams)
}

fn convert_contents(file: &mut File, press: &Press, masks: &BTreeSet<u32>) -> Result<(), String> {
    let streams = streams(file, press)?;
    let converted: Vec<(Vec<u8>, bool)> = streams
        .par_iter()
        .map(|stream| {
            let mask = masks.contains(&stream.number);
            let manner = Manner { inks: &press.inks, black_text: !press.colored_text, mask };
            let data = file.data(stream.number)?;
            content::convert(&data, manner)
        })
        .collect::<Option<_>>()
        .ok_or("a content stream says something unexpected")?;

    let state = |overprint| {
        Object::Dict(
            Dict::default()
                .with("Type", Object::name("ExtGState"))
                .with("OP", Object::Bool(overprint))
                .with("op", Object::Bool(overprint))
                .with("OPM", Object::Number(f64::from(u8::from(overprint)))),
        )
    };
    let (over, out) = (file.add(state(true), None), file.add(state(false), None));
    let all = press.marks.then(|| file.add(marks::all_inks(), None));
    // Most books have one size of page, and so one set of marks.
    let mut drawn: Vec<(Size, u32)> = Vec::new();
    for (stream, (data, overprints)) in streams.iter().zip(converted) {
        let data = match stream.page {
            Some(sheet) => within_bleed(data, sheet.trim, press),
            None => data,
        };
        file.set_data(stream.number, &data);
        if overprints {
            resource(file, stream.holder, "ExtGState", OVER, over);
            resource(file, stream.holder, "ExtGState", OUT, out);
        }
        if let (Some(sheet), Some(all)) = (stream.page, all) {
            let known = drawn.iter().find(|(size, _)| *size == sheet.trim).map(|(_, number)| *number);
            let marks = known.unwrap_or_else(|| {
                let number = file.add(Object::Dict(Dict::default()), Some(Vec::new()));
                file.set_data(number, &marks::draw(sheet.trim, press.bleed, press.room(), &press.folds));
                drawn.push((sheet.trim, number));
                number
            });
            resource(file, stream.holder, "ColorSpace", marks::ALL, all);
            if let Some(page) = file.get_mut(stream.holder).and_then(|found| found.object.as_dict_mut()) {
                page.set("Contents", Object::Array(vec![Object::Ref(stream.number), Object::Ref(marks)]));
            }
        }
    }
    Ok(())
}

/// Clips a page's content to its bleed: nothing may run into the marks.
fn within_bleed(mut data: Vec<u8>, trim: Size, press: &Press) -> Vec<u8> {
    let from = (press.room() - press.bleed).to_pt();
    let (width, height) = ((trim.width + press.bleed * 2).to_pt(), (trim.height + press.bleed * 2).to_pt());
    let mut out = format!("q\n{from:.3} {from:.3} {width:.3} {height:.3} re W n\n").into_bytes();
    out.append(&mut data);
    out.extend_from_slice(b"Q\n");
    out
}

/// Adds a resource to the dictionary of a page, a form, a pattern or a font.
fn resource(file: &mut File, holder: u32, kind: &str, name: &str, number: u32) {
    let Some(dict) = file.get(holder).and_then(|found| found.object.as_dict()) else { return };
    let (own, resources) = match dict.get("Resources") {
        Some(Object::Ref(shared)) => (*shared, None),
        _ => (holder, Some("Resources")),
    };
    let Some(dict) = file.get_mut(own).and_then(|found| found.object.as_dict_mut()) else { return };
    let dict = match resources {
        Some(key) => match inner(dict, key) {
            Some(dict) => dict,
            None => return,
        },
        None => dict,
    };
    if let Some(Object::Ref(shared)) = dict.get(kind) {
        let shared = *shared;
        if let Some(dict) = file.get_mut(shared).and_then(|found| found.object.as_dict_mut()) {
            dict.set(name, Object::Ref(number));
        }
    } else if let Some(dict) = inner(dict, kind) {
        dict.set(name, Object::Ref(number));
    }
}

/// The dictionary under a key, made if there is none.
fn inner<'d>(dict: &'d mut Dict, key: &str) -> Option<&'d mut Dict> {
    if dict.get(key).is_none() {
        dict.set(key, Object::Dict(Dict::default()));
    }
    dict.get_mut(key)?.as_dict_mut()
}

/// Groups blend in inks; those of masks in grey (PDF 1.6, 7.2.3 and 7.5.5).
fn groups(file: &mut File, masks: &BTreeSet<u32>) {
    let transparent: BTreeSet<u32> = file.pages().into_iter().filter(|page| shows_objects(file, *page)).collect();
    for number in file.numbers() {
        let space = Object::name(if masks.contains(&number) { "DeviceGray" } else { "DeviceCMYK" });
        let Some(dict) = file.get_mut(number).and_then(|found| found.object.as_dict_mut()) else { continue };
        if transparent.contains(&number) {
            let group = Dict::default().with("S", Object::name("Transparency")).with("CS", space);
            dict.set("Group", Object::Dict(group));
        } else if let Some(Object::Dict(group)) = dict.get_mut("Group") {
            group.set("CS", space);
        }
    }
}

/// Whether a page shows pictures or forms: only those can be transparent.
fn shows_objects(file: &File, page: u32) -> bool {
    let dict = file.get(page).and_then(|found| found.object.as_dict());
    let resources = dict.and_then(|dict| file.dict(dict, "Resources"));
    resources.is_some_and(|resources| file.dict(resources, "XObject").is_some())
}

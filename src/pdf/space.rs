//! Families of colour spaces, and the inks of pictures.

use super::object::{File, Object};
use crate::color::Separations;

/// What an image holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Space {
    Grey,
    Rgb,
    Cmyk,
    Other,
}

/// The family of a colour space, and the object with its ICC profile.
pub(super) fn space(file: &File, object: &Object) -> (Space, Option<u32>) {
    match file.resolve(object) {
        name if name.is_name("DeviceGray") => (Space::Grey, None),
        name if name.is_name("DeviceRGB") => (Space::Rgb, None),
        name if name.is_name("DeviceCMYK") => (Space::Cmyk, None),
        Object::Array(parts) => match parts.as_slice() {
            [family, Object::Ref(profile)] if family.is_name("ICCBased") => {
                let dict = file.get(*profile).and_then(|found| found.object.as_dict());
                let components = dict.and_then(|dict| file.value(dict, "N")).and_then(Object::as_number);
                let space = match components.unwrap_or(0.0) as u8 {
                    1 => Space::Grey,
                    3 => Space::Rgb,
                    4 => Space::Cmyk,
                    _ => Space::Other,
                };
                (space, Some(*profile))
            }
            _ => (Space::Other, None),
        },
        _ => (Space::Other, None),
    }
}

/// The pixels of an image in CMYK, four bytes each, 255 a full ink. The error says what is wrong with it.
pub(super) fn inks_of(file: &File, number: u32) -> Result<Vec<u8>, String> {
    let image = file.get(number).ok_or("a picture is missing")?;
    let dict = image.object.as_dict().ok_or("a picture has no dictionary")?;
    let size = |key| file.value(dict, key).and_then(Object::as_number).unwrap_or(0.0) as usize;
    let raw = if dict.is("Filter", "DCTDecode") {
        Separations::read(image.data.as_deref().unwrap_or_default())?.inks
    } else {
        eight_bits(file.data(number).ok_or("its data is damaged")?, size("BitsPerComponent"))
    };
    match size("Width").checked_mul(size("Height")).and_then(|pixels| pixels.checked_mul(4)) {
        Some(wanted) if raw.len() >= wanted => Ok(raw),
        _ => Err("it has too few pixels".to_owned()),
    }
}

/// The high byte of every sample of two.
pub(super) fn eight_bits(data: Vec<u8>, depth: usize) -> Vec<u8> {
    if depth == 16 { data.chunks_exact(2).map(|pair| pair[0]).collect() } else { data }
}

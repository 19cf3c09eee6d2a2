//! Gradients: their colours run through the profile, not between two mixtures of ink.

use crate::color::Inks;
use crate::pdf::object::{Dict, File, Object, deflate};

/// Colours along a gradient; between them the RIP interpolates.
const SAMPLES: usize = 257;
/// How deep functions may be stitched.
const DEEPEST: u8 = 8;

/// Turns every gradient of the file. The error says which cannot be turned.
pub(super) fn convert(file: &mut File, inks: &Inks) -> Result<(), String> {
    for number in file.numbers() {
        let Some(dict) = file.get(number).and_then(|found| found.object.as_dict()) else { continue };
        let colored = file.value(dict, "ColorSpace").is_some_and(|space| space.is_name("DeviceRGB"));
        if dict.get("ShadingType").is_none() || !colored {
            continue;
        }
        let colors = colors(file, dict).ok_or("a gradient repeats, which only PostScript can say")?;
        let grey = colors.iter().all(|[r, g, b]| r == g && g == b);
        let inked: Vec<u8> =
            colors.iter().flat_map(|rgb| if grey { inks.color(*rgb) } else { inks.exact(*rgb) }).collect();
        let function = Dict::default()
            .with("FunctionType", Object::Number(0.0))
            .with("Domain", Object::numbers([0.0, 1.0]))
            .with("Range", Object::numbers([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]))
            .with("Size", Object::numbers([SAMPLES as f64]))
            .with("BitsPerSample", Object::Number(8.0))
            .with("Filter", Object::name("FlateDecode"));
        let function = file.add(Object::Dict(function), Some(deflate(&inked)));
        if let Some(dict) = file.get_mut(number).and_then(|found| found.object.as_dict_mut()) {
            dict.set("ColorSpace", Object::name("DeviceCMYK"));
            dict.set("Function", Object::Ref(function));
        }
    }
    Ok(())
}

fn colors(file: &File, shading: &Dict) -> Option<Vec<[u8; 3]>> {
    let function = file.value(shading, "Function")?;
    (0..SAMPLES)
        .map(|sample| {
            let color = evaluate(file, function, sample as f64 / (SAMPLES - 1) as f64, 0)?;
            let byte = |index: usize| Some((color.get(index)?.clamp(0.0, 1.0) * 255.0).round() as u8);
            Some([byte(0)?, byte(1)?, byte(2)?])
        })
        .collect()
}

/// The value of an exponential (type 2) or stitching (type 3) function (PDF 1.6, 3.9).
fn evaluate(file: &File, function: &Object, at: f64, depth: u8) -> Option<Vec<f64>> {
    let dict = file.resolve(function).as_dict()?;
    let numbers = |key| -> Option<Vec<f64>> {
        file.value(dict, key)?.as_array()?.iter().map(|item| file.resolve(item).as_number()).collect()
    };
    match file.value(dict, "FunctionType")?.as_number()? as u8 {
        2 => {
            let (from, to) = (numbers("C0")?, numbers("C1")?);
            let part = at.powf(file.value(dict, "N")?.as_number()?);
            Some(from.iter().zip(to).map(|(from, to)| from + part * (to - from)).collect())
        }
        3 if depth < DEEPEST => {
            let (domain, bounds, encode) = (numbers("Domain")?, numbers("Bounds")?, numbers("Encode")?);
            let parts = file.value(dict, "Functions")?.as_array()?;
            let index = bounds.iter().filter(|bound| at >= **bound).count().min(parts.len().checked_sub(1)?);
            let low = if index == 0 { *domain.first()? } else { bounds[index - 1] };
            let high = bounds.get(index).or(domain.get(1)).copied()?;
            let (first, last) = (*encode.get(index * 2)?, *encode.get(index * 2 + 1)?);
            let part = if high > low { (at - low) / (high - low) } else { 0.0 };
            evaluate(file, &parts[index], first + part * (last - first), depth + 1)
        }
        _ => None,
    }
}

//! Pictures of pixels: RGB becomes inks, CMYK keeps them within the limit.

use crate::color::{Inks, Sampled, are_inks_inverted, decode};
use crate::pdf::object::{Dict, File, Object, deflate};
use crate::pdf::space::{Space, eight_bits, inks_of, space};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// The quality at which photographs that came as JPEG are packed again: their loss is then too small to be seen in a
/// screen of 175 lines.
const QUALITY: u8 = 94;
/// Pictures with fewer pixels in a row are packed without loss.
const NARROW: usize = 512;
/// A stored byte that is turned over, as Adobe's JPEG files in CMYK are.
const INVERTED: [f64; 8] = [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0];

/// An image in inks: what changes in its dictionary, and its data.
pub(super) struct Pressed {
    space: &'static str,
    filter: &'static str,
    decode: Option<[f64; 8]>,
    data: Vec<u8>,
}

/// Converts the image with this number. `Ok(None)`: it is ready for the press as it is. The error says what it is.
pub(super) fn convert(file: &File, number: u32, inks: &Inks, mask: bool) -> Result<Option<Pressed>, String> {
    let image = file.get(number).ok_or("a picture is missing")?;
    let dict = image.object.as_dict().ok_or("a picture has no dictionary")?;
    let (space, profile) = dict.get("ColorSpace").map_or((Space::Other, None), |object| self::space(file, object));
    let size = |key| file.value(dict, key).and_then(Object::as_number).unwrap_or(0.0) as usize;
    let (width, height, depth) = (size("Width"), size("Height"), size("BitsPerComponent"));
    let photograph = dict.is("Filter", "DCTDecode");
    match space {
        // A grey of any profile is black ink: its own profile would send it through all four.
        Space::Grey => {
            if profile.is_none() {
                return Ok(None);
            }
            let (filter, data) = match (photograph, image.data.as_deref()) {
                (true, Some(data)) => ("DCTDecode", data.to_vec()),
                _ => ("FlateDecode", deflate(&eight_bits(file.data(number).ok_or("its data is damaged")?, depth))),
            };
            Ok(Some(Pressed { space: "DeviceGray", filter, decode: None, data }))
        }
        Space::Rgb => {
            let rgb = if photograph {
                decode(image.data.as_deref().unwrap_or_default())?.pixels
            } else {
                eight_bits(file.data(number).ok_or("its data is damaged")?, depth)
            };
            if rgb.len() < width * height * 3 {
                return Err("it has too few pixels".to_owned());
            }
            let icc = profile.and_then(|profile| file.data(profile));
            let sampled = match mask {
                true => {
                    Sampled::Grey(rgb.chunks_exact(3).map(|p| crate::color::luminance([p[0], p[1], p[2]])).collect())
                }
                false => inks.pixels(&rgb[..width * height * 3], icc.as_deref()),
            };
            pack(sampled, width, height, photograph).map(Some)
        }
        Space::Cmyk => {
            let raw = inks_of(file, number)?;
            // The back end takes every such file for one of Adobe's.
            let inverted = dict.get("Decode").is_some();
            let told = !photograph || inverted == are_inks_inverted(image.data.as_deref().unwrap_or_default());
            if told && profile.is_none() && !inks.is_grey() && depth == 8 && inks.within_limit(&raw) {
                return Ok(None);
            }
            pack(inks.separated(raw), width, height, photograph).map(Some)
        }
        Space::Other => Err("its colour space is unknown".to_owned()),
    }
}

impl Pressed {
    /// Puts it in the place of the old image. What else the dictionary says (a soft mask) stays.
    pub fn replace(self, file: &mut File, number: u32) {
        let Some(image) = file.get_mut(number) else { return };
        if let Some(dict) = image.object.as_dict_mut() {
            dict.remove("DecodeParms");
            dict.remove("Decode");
            dict.set("ColorSpace", Object::name(self.space));
            dict.set("BitsPerComponent", Object::Number(8.0));
            dict.set("Filter", Object::name(self.filter));
            if let Some(decode) = self.decode {
                dict.set("Decode", Object::numbers(decode));
            }
        }
        image.data = Some(self.data.into());
    }
}

/// Photographs stay JPEG, pictures with hard edges stay exact, and so do small ones: nothing is won, and decoders that read
/// ahead are known to lose the last row of one that is plain.
fn pack(sampled: Sampled, width: usize, height: usize, photograph: bool) -> Result<Pressed, String> {
    let (space, kind, pixels) = match &sampled {
        Sampled::Grey(pixels) => ("DeviceGray", ColorType::Luma, pixels),
        Sampled::Cmyk(pixels) => ("DeviceCMYK", ColorType::Cmyk, pixels),
    };
    match (photograph && width >= NARROW, u16::try_from(width), u16::try_from(height)) {
        (true, Ok(width), Ok(height)) => {
            let mut data = Vec::new();
            let mut encoder = Encoder::new(&mut data, QUALITY);
            encoder.set_sampling_factor(SamplingFactor::F_1_1);
            encoder.set_optimized_huffman_tables(true);
            encoder.encode(pixels, width, height, kind).map_err(|error| error.to_string())?;
            // The encoder turns inks over, as Adobe does.
            let decode = (kind == ColorType::Cmyk).then_some(INVERTED);
            Ok(Pressed { space, filter: "DCTDecode", decode, data })
        }
        _ => Ok(Pressed { space, filter: "FlateDecode", decode: None, data: deflate(pixels) }),
    }
}

/// The numbers of the images of a file; soft masks are not among them, they are grey already.
pub(super) fn images(file: &File) -> Vec<u32> {
    let is_image = |dict: &Dict| dict.is("Subtype", "Image");
    let dicts = || file.numbers().filter_map(|number| Some((number, file.get(number)?.object.as_dict()?)));
    let masks: std::collections::BTreeSet<u32> = dicts()
        .filter(|(_, dict)| is_image(dict))
        .filter_map(|(_, dict)| match dict.get("SMask") {
            Some(Object::Ref(mask)) => Some(*mask),
            _ => None,
        })
        .collect();
    dicts().filter(|(number, dict)| is_image(dict) && !masks.contains(number)).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Separations;

    #[test]
    fn inks_survive_the_packing() {
        let flat = [10, 200, 90, 40].repeat(NARROW * 8);
        let small = pack(Sampled::Cmyk(flat[..256].to_vec()), 8, 8, true).expect("packed");
        assert_eq!((small.filter, small.decode), ("FlateDecode", None));
        let packed = pack(Sampled::Cmyk(flat.clone()), NARROW, 8, true).expect("packed");
        assert_eq!((packed.filter, packed.decode), ("DCTDecode", Some(INVERTED)));
        let back = Separations::read(&packed.data).expect("readable").inks;
        let worst = back.iter().zip(&flat).map(|(one, other)| one.abs_diff(*other)).max();
        assert!(worst <= Some(4), "{worst:?}");
    }

    #[test]
    fn sixteen_bits_become_eight() {
        assert_eq!(eight_bits(vec![1, 2, 3, 4], 16), [1, 3]);
        assert_eq!(eight_bits(vec![1, 2, 3, 4], 8), [1, 2, 3, 4]);
    }
}

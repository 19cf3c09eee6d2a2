//! Pictures with more pixels than a screen shows are made smaller.

use crate::color::{Decoded, decode};
use crate::manuscript::upright;
use crate::model::{Picture, PictureFormat};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use png::{BitDepth, Decoder, Info, Transformations};
use std::io::Cursor;

/// The quality of a photograph on a screen.
const QUALITY: u8 = 90;

/// The picture with `most` pixels at most, upright, in its own format and colour space. None when it is of a kind that is
/// not made smaller, moves, or cannot be decoded.
pub(super) fn shrink(picture: &Picture, most: u64) -> Option<Picture> {
    let (bytes, width, height) = match picture.format {
        PictureFormat::Jpeg => jpeg(picture, most)?,
        PictureFormat::Png => png(picture, most)?,
        PictureFormat::Svg | PictureFormat::WebP | PictureFormat::Gif => return None,
    };
    Some(Picture { bytes: bytes.into(), width, height, orientation: 1, ..picture.clone() })
}

fn jpeg(picture: &Picture, most: u64) -> Option<(Vec<u8>, u32, u32)> {
    let Decoded { pixels: data, width, height, channels, icc } = decode(&picture.bytes).ok()?;
    let kind = match channels {
        1 => ColorType::Luma,
        3 => ColorType::Rgb,
        _ => return None,
    };
    let pixels = Pixels { width: width.into(), height: height.into(), channels, has_alpha: false, data };
    let small = pixels.reduced(most)?;
    let (data, width, height) = upright(&small.data, small.width, small.height, channels, picture.orientation);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    if let Some(profile) = icc {
        encoder.add_icc_profile(&profile).ok()?;
    }
    encoder.encode(&data, u16::try_from(width).ok()?, u16::try_from(height).ok()?, kind).ok()?;
    Some((bytes, u32::try_from(width).ok()?, u32::try_from(height).ok()?))
}

fn png(picture: &Picture, most: u64) -> Option<(Vec<u8>, u32, u32)> {
    let mut decoder = Decoder::new(Cursor::new(&picture.bytes[..]));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (kind, _) = reader.output_color_type();
    let channels = kind.samples();
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    let info = reader.info();
    if info.animation_control.is_some() {
        return None;
    }
    let (width, height) = (frame.width as usize, frame.height as usize);
    let small = Pixels { width, height, channels, has_alpha: channels % 2 == 0, data }.reduced(most)?;
    let (pixels, width, height) = upright(&small.data, small.width, small.height, channels, picture.orientation);
    let (wide, high) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let mut fresh = Info::with_size(wide, high);
    fresh.color_type = kind;
    fresh.bit_depth = BitDepth::Eight;
    fresh.srgb = info.srgb;
    fresh.source_gamma = info.source_gamma;
    fresh.icc_profile.clone_from(&info.icc_profile);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut bytes, fresh).ok()?;
    encoder.set_filter(png::Filter::Adaptive);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some((bytes, wide, high))
}

/// A still WebP as it is seen, without loss: browsers do not turn one as its Exif data says. None when it moves or cannot be
/// decoded.
pub(super) fn upright_webp(picture: &Picture) -> Option<Picture> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&picture.bytes[..])).ok()?;
    if decoder.is_animated() {
        return None;
    }
    let (width, height) = decoder.dimensions();
    let (channels, kind) = match decoder.has_alpha() {
        true => (4, image_webp::ColorType::Rgba8),
        false => (3, image_webp::ColorType::Rgb8),
    };
    let mut data = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut data).ok()?;
    let (data, width, height) = upright(&data, width as usize, height as usize, channels, picture.orientation);
    let mut bytes = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut bytes);
    if let Some(profile) = decoder.icc_profile().ok()? {
        encoder.set_icc_profile(profile);
    }
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    encoder.encode(&data, width, height, kind).ok()?;
    Some(Picture { bytes: bytes.into(), width, height, orientation: 1, ..picture.clone() })
}

/// Pixels of one byte a channel; the last channel may be how opaque they are.
struct Pixels {
    width: usize,
    height: usize,
    channels: usize,
    has_alpha: bool,
    data: Vec<u8>,
}

impl Pixels {
    /// As many pixels as are wanted at most, each the mean of those whose place it takes. None when the data does not fill
    /// the sides.
    fn reduced(&self, most: u64) -> Option<Pixels> {
        let Pixels { width, height, channels, has_alpha, .. } = *self;
        if channels == 0 || self.data.len() < width.checked_mul(height)?.checked_mul(channels)? {
            return None;
        }
        let ratio = (most as f64 / (width as f64 * height as f64)).sqrt().min(1.0);
        let fit = |side: usize| ((side as f64 * ratio) as usize).max(1);
        let (wide, high) = (fit(width), fit(height));
        let mut data = Vec::with_capacity(wide * high * channels);
        let (mut line, mut sums) = (vec![0_u16; wide * channels], vec![0_u64; wide * channels]);
        for (y, row) in self.data.chunks_exact(width * channels).take(height).enumerate() {
            narrow(row, width, wide, channels, has_alpha, &mut line);
            // The row covers `high` parts of the sides that a row of the result has `height` of.
            let (from, until) = (y * high, (y + 1) * high);
            let end = (from / height + 1) * height;
            let first = until.min(end) - from;
            sums.iter_mut().zip(&line).for_each(|(sum, value)| *sum += u64::from(*value) * first as u64);
            if until >= end {
                finish(&sums, height, channels, has_alpha, &mut data);
                sums.iter_mut().zip(&line).for_each(|(sum, value)| *sum = u64::from(*value) * (until - end) as u64);
            }
        }
        Some(Pixels { width: wide, height: high, channels, has_alpha, data })
    }
}

/// A row with fewer pixels. Colours are weighed by how opaque they are; values are 255 times what a byte says.
fn narrow(row: &[u8], width: usize, wide: usize, channels: usize, has_alpha: bool, line: &mut [u16]) {
    let mut sums = [0_u64; 4];
    let mut pixels = line.chunks_exact_mut(channels);
    for (x, pixel) in row.chunks_exact(channels).enumerate() {
        let weight = if has_alpha { u64::from(pixel[channels - 1]) } else { 255 };
        let value = |channel: usize| {
            let factor = if has_alpha && channel + 1 == channels { 255 } else { weight };
            u64::from(pixel[channel]) * factor
        };
        let (from, until) = (x * wide, (x + 1) * wide);
        let end = (from / width + 1) * width;
        let first = (until.min(end) - from) as u64;
        (0..channels).for_each(|channel| sums[channel] += value(channel) * first);
        if until >= end {
            if let Some(out) = pixels.next() {
                let mean = |sum: u64| ((sum + width as u64 / 2) / width as u64) as u16;
                out.iter_mut().zip(&sums).for_each(|(out, sum)| *out = mean(*sum));
            }
            (0..channels).for_each(|channel| sums[channel] = value(channel) * (until - end) as u64);
        }
    }
}

/// Bytes of a finished row from its sums.
fn finish(sums: &[u64], height: usize, channels: usize, has_alpha: bool, data: &mut Vec<u8>) {
    let height = height as u64;
    let rounded = |above: u64, below: u64| (above + below / 2).checked_div(below).unwrap_or(0).min(255) as u8;
    for pixel in sums.chunks_exact(channels) {
        let opaque = if has_alpha { pixel[channels - 1] } else { 255 * 255 * height };
        for (channel, sum) in pixel.iter().enumerate() {
            let is_alpha = has_alpha && channel + 1 == channels;
            data.push(if is_alpha { rounded(*sum, 255 * height) } else { rounded(*sum * 255, opaque) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reduced(width: usize, height: usize, channels: usize, data: &[u8], most: u64) -> (usize, usize, Vec<u8>) {
        let has_alpha = channels.is_multiple_of(2);
        let small = Pixels { width, height, channels, has_alpha, data: data.to_vec() }.reduced(most).expect("whole");
        (small.width, small.height, small.data)
    }

    #[test]
    fn a_pixel_is_the_mean_of_those_whose_place_it_takes() {
        assert_eq!(reduced(2, 2, 1, &[0, 100, 200, 100], 1), (1, 1, vec![100]));
        // Three become two: each takes one and a half.
        assert_eq!(reduced(3, 3, 1, &[0, 90, 240, 0, 90, 240, 0, 90, 240], 4), (2, 2, vec![30, 190, 30, 190]));
        assert_eq!(reduced(3, 3, 1, &[0, 0, 0, 90, 90, 90, 240, 240, 240], 4), (2, 2, vec![30, 30, 190, 190]));
        assert_eq!(reduced(2, 1, 3, &[10, 20, 30, 30, 40, 50], 1), (1, 1, vec![20, 30, 40]));
        assert_eq!(reduced(2, 2, 1, &[1, 2, 3, 4], 100), (2, 2, vec![1, 2, 3, 4]), "never made larger");
        let flat = reduced(301, 203, 3, &[7, 77, 177].repeat(301 * 203), 5_000);
        assert!(flat.0 * flat.1 <= 5_000 && flat.2.chunks(3).all(|pixel| pixel == [7, 77, 177]), "{flat:?}");
        assert_eq!(flat.2.len(), flat.0 * flat.1 * 3);
    }

    /// Every way to hold a camera, in the formats whose Exif data browsers pass over.
    #[test]
    fn a_turned_picture_is_stored_upright() {
        let pixels: Vec<u8> = (0..6_u8).flat_map(|at| [at * 40, 200 - at * 30, 7]).collect();
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, 3, 2);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().expect("a header").write_image_data(&pixels).expect("packed");
        let mut webp = Vec::new();
        let encoder = image_webp::WebPEncoder::new(&mut webp);
        encoder.encode(&pixels, 3, 2, image_webp::ColorType::Rgb8).expect("packed");
        for orientation in 1..=8 {
            let (seen, width, height) = upright(&pixels, 3, 2, 3, orientation);
            let of = |bytes: &[u8], format| Picture {
                path: "a".into(),
                bytes: bytes.into(),
                format,
                width: width as u32,
                height: height as u32,
                orientation,
                ppi: None,
            };
            let stored = shrink(&of(&png, PictureFormat::Png), u64::MAX).expect("decoded").bytes;
            let mut reader = Decoder::new(Cursor::new(&stored[..])).read_info().expect("a PNG");
            let mut out = vec![0; reader.output_buffer_size().expect("a size")];
            let frame = reader.next_frame(&mut out).expect("pixels");
            assert_eq!(
                (frame.width as usize, frame.height as usize, &out),
                (width, height, &seen),
                "PNG {orientation}"
            );
            let stored = upright_webp(&of(&webp, PictureFormat::WebP)).expect("decoded").bytes;
            let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&stored[..])).expect("a WebP");
            let mut out = vec![0; decoder.output_buffer_size().expect("a size")];
            decoder.read_image(&mut out).expect("pixels");
            assert_eq!((decoder.dimensions(), &out), ((width as u32, height as u32), &seen), "WebP {orientation}");
        }
    }

    #[test]
    fn what_is_transparent_has_no_colour() {
        assert_eq!(reduced(2, 1, 4, &[200, 100, 50, 255, 0, 0, 0, 0], 1), (1, 1, vec![200, 100, 50, 128]));
        assert_eq!(reduced(2, 1, 2, &[9, 0, 7, 0], 1), (1, 1, vec![0, 0]));
    }

    #[test]
    fn data_that_is_too_short_is_refused() {
        assert!(Pixels { width: 4, height: 4, channels: 3, has_alpha: false, data: vec![0; 40] }.reduced(4).is_none());
    }
}

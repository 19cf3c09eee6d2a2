//! Pictures that are transparent are put on a ground of white, as paper is, whatever the reader's theme.
//!
//! Reading systems change the colour of the page, and many throw away backgrounds that a style sheet sets: black letters
//! of a transparent drawing are lost on a dark page. So the ground is in the picture itself. Where it cannot be (a PNG or a
//! WebP that moves, a GIF of parts that do not cover its screen), that of the style sheet must do.

use super::png::png_chunks;
use crate::manuscript::upright;
use crate::model::{Picture, PictureFormat};
use png::{BitDepth, ColorType, Decoder, Info, Transformations};
use roxmltree::{Document, ParsingOptions};
use std::io::Cursor;

/// What the colours of a drawing say when the reader's scheme of colours may change them.
const ADAPTIVE: [&str; 3] = ["prefers-color-scheme", "light-dark(", "color-scheme"];

/// Whether a drawing asks which colours the reader likes: on a ground that stays light it must not.
pub(super) fn is_adaptive(svg: &[u8]) -> bool {
    std::str::from_utf8(svg).is_ok_and(|text| ADAPTIVE.iter().any(|word| text.contains(word)))
}

/// A drawing on a ground. None for one that is not understood or shows nothing.
pub(super) fn under_drawing(svg: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(svg).ok()?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).ok()?;
    let root = document.root_element();
    // The title of a drawing is its first child (SVG 1.1, 5.4).
    let words = ["title", "desc", "metadata"];
    let first = root.children().find(|node| node.is_element() && !words.contains(&node.tag_name().name()))?;
    let at = first.range().start;
    if !root.range().contains(&at) {
        return None;
    }
    let viewed: Vec<f64> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    let area = match viewed[..] {
        // A picture of another shape than what it shows has margins, which are ground too.
        [x, y, width, height] if width > 0.0 && height > 0.0 => {
            let [x, y] = [x - width * 10.0, y - height * 10.0];
            format!("x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"", width * 21.0, height * 21.0)
        }
        _ => "width=\"100%\" height=\"100%\"".to_owned(),
    };
    // The drawing's own style sheet may speak of rectangles.
    let plate = format!(
        "<rect xmlns=\"http://www.w3.org/2000/svg\" {area} style=\"fill:#fff!important;fill-opacity:1!important;\
         stroke:none!important;opacity:1!important;visibility:visible!important\"/>"
    );
    Some([&text.as_bytes()[..at], plate.as_bytes(), &text.as_bytes()[at..]].concat())
}

/// A picture of pixels on a ground, in its own format. None for one that is opaque, and for one that cannot be changed.
pub(super) fn under_pixels(picture: &Picture) -> Option<Vec<u8>> {
    match picture.format {
        PictureFormat::Png => under_png(picture),
        PictureFormat::Gif => under_gif(&picture.bytes),
        PictureFormat::WebP => under_webp(picture),
        PictureFormat::Jpeg | PictureFormat::Svg => None,
    }
}

fn under_png(picture: &Picture) -> Option<Vec<u8>> {
    let bytes = &picture.bytes[..];
    let chunks = || png_chunks(bytes).take_while(|kind| kind != b"IDAT");
    // PNG, third edition, table 9: types 4 and 6 have a channel for it.
    let has_channel = matches!(bytes.get(25)?, 4 | 6);
    if chunks().any(|kind| &kind == b"acTL") || !(has_channel || chunks().any(|kind| &kind == b"tRNS")) {
        return None;
    }
    let by_table = bytes.get(25) == Some(&3) && picture.orientation == 1;
    let mut decoder = Decoder::new(Cursor::new(bytes));
    let expanded = Transformations::normalize_to_color8();
    decoder.set_transformations(if by_table { Transformations::IDENTITY } else { expanded });
    let mut reader = decoder.read_info().ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    data.truncate(frame.buffer_size());
    let info = reader.info();
    let mut fresh = Info::with_size(frame.width, frame.height);
    fresh.srgb = info.srgb;
    fresh.source_gamma = info.source_gamma;
    fresh.icc_profile.clone_from(&info.icc_profile);
    (fresh.color_type, fresh.bit_depth) = (frame.color_type, frame.bit_depth);
    if by_table {
        let opaque = info.trns.as_deref()?;
        let mut colors = info.palette.as_deref()?.to_vec();
        for (color, alpha) in colors.chunks_exact_mut(3).zip(opaque) {
            color.iter_mut().for_each(|part| *part = on_white(*part, *alpha));
        }
        fresh.palette = Some(colors.into());
    } else {
        let channels = frame.color_type.samples();
        let colors = channels.checked_sub(1).filter(|colors| matches!(colors, 1 | 3))?;
        if data.chunks_exact(channels).all(|pixel| pixel[colors] == 255) {
            return None;
        }
        let plain: Vec<u8> = data
            .chunks_exact(channels)
            .flat_map(|pixel| pixel[..colors].iter().map(|part| on_white(*part, pixel[colors])))
            .collect();
        let (width, height) = (frame.width as usize, frame.height as usize);
        let (turned, width, height) = upright(&plain, width, height, colors, picture.orientation);
        data = turned;
        (fresh.width, fresh.height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        fresh.color_type = if colors == 1 { ColorType::Grayscale } else { ColorType::Rgb };
        fresh.bit_depth = BitDepth::Eight;
    }
    let mut out = Vec::new();
    let filter = if by_table { png::Filter::NoFilter } else { png::Filter::Adaptive };
    let mut encoder = png::Encoder::with_info(&mut out, fresh).ok()?;
    encoder.set_filter(filter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// A part of a colour over white.
fn on_white(part: u8, alpha: u8) -> u8 {
    let [part, alpha] = [part, alpha].map(u32::from);
    ((part * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// A still WebP, without loss. None for one that moves: no encoder writes those.
fn under_webp(picture: &Picture) -> Option<Vec<u8>> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&picture.bytes[..])).ok()?;
    if decoder.is_animated() || !decoder.has_alpha() || picture.orientation != 1 {
        return None;
    }
    let (width, height) = decoder.dimensions();
    let mut data = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut data).ok()?;
    if data.chunks_exact(4).all(|pixel| pixel[3] == 255) {
        return None;
    }
    let plain: Vec<u8> =
        data.chunks_exact(4).flat_map(|pixel| pixel[..3].iter().map(|part| on_white(*part, pixel[3]))).collect();
    let mut bytes = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut bytes);
    if let Some(profile) = decoder.icc_profile().ok()? {
        encoder.set_icc_profile(profile);
    }
    encoder.encode(&plain, width, height, image_webp::ColorType::Rgb8).ok()?;
    Some(bytes)
}

/// A picture of a GIF (GIF89a, clauses 20 and 23).
struct Frame {
    /// Where its control says whether a colour is transparent, and which one.
    transparent: Option<(usize, u8)>,
    /// Whether it covers the whole screen.
    covers: bool,
    /// Where its colours stand, and how many bytes they take.
    colors: (usize, usize),
    /// What becomes of it before the next picture: 2 clears it, 3 brings back what was before.
    disposal: u8,
}

/// A GIF names the one colour of a picture that is transparent. Where a picture is drawn on an empty screen, the colour
/// becomes white, and opaque; where one is drawn over another, what is transparent shows that. None for a GIF whose screen
/// stays empty somewhere, and for one that shows the colour elsewhere.
fn under_gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let frames = frames(bytes)?;
    let mut is_empty = true;
    let mut grounded = Vec::new();
    for frame in &frames {
        if is_empty && !frame.covers {
            return None;
        }
        grounded.extend(frame.transparent.filter(|_| is_empty).map(|found| (found, frame.colors)));
        is_empty = frame.disposal == 2 || frame.disposal == 3 && is_empty;
    }
    let mut made = bytes.to_vec();
    for ((control, color), (start, length)) in &grounded {
        let place = usize::from(*color) * 3;
        let shares = |other: &&Frame| other.colors.0 == *start;
        let shown = frames.iter().filter(shares).any(|other| other.transparent.is_none_or(|(_, own)| own != *color));
        if shown || place + 3 > *length {
            return None;
        }
        made.get_mut(start + place..start + place + 3)?.fill(0xFF);
        *made.get_mut(*control)? &= !1;
    }
    (!grounded.is_empty()).then_some(made)
}

/// The pictures of a GIF, in order.
fn frames(bytes: &[u8]) -> Option<Vec<Frame>> {
    let number = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let common = table(*bytes.get(10)?);
    let mut at = 13 + common;
    let (mut control, mut frames) = (None, Vec::new());
    loop {
        match bytes.get(at)? {
            0x21 => {
                if bytes.get(at + 1) == Some(&0xF9) {
                    control = Some(at + 3);
                }
                at = after_blocks(bytes, at + 2)?;
            }
            0x2C => {
                let own = table(*bytes.get(at + 9)?);
                let flags = control.map_or(Some(0), |at: usize| bytes.get(at).copied())?;
                let transparent = match control.filter(|_| flags & 1 == 1) {
                    Some(at) => Some((at, *bytes.get(at + 3)?)),
                    None => None,
                };
                frames.push(Frame {
                    transparent,
                    covers: [number(at + 1)?, number(at + 3)?] == [0, 0]
                        && number(at + 5)? >= number(6)?
                        && number(at + 7)? >= number(8)?,
                    colors: if own > 0 { (at + 10, own) } else { (13, common) },
                    disposal: flags >> 2 & 7,
                });
                control = None;
                at = after_blocks(bytes, at + 11 + own)?;
            }
            0x3B => return Some(frames),
            _ => return None,
        }
    }
}

/// Behind a row of blocks of data, each led by its length, and the empty one that ends them.
fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let length @ 1.. = *bytes.get(at)? {
        at += 1 + usize::from(length);
    }
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(format: PictureFormat, bytes: Vec<u8>, orientation: u8) -> Picture {
        Picture { path: "x".into(), bytes: bytes.into(), format, width: 2, height: 2, orientation, ppi: None }
    }

    fn encoded(kind: ColorType, depth: BitDepth, data: &[u8], table: Option<(&[u8], &[u8])>) -> Vec<u8> {
        let mut info = Info::with_size(2, 2);
        (info.color_type, info.bit_depth) = (kind, depth);
        if let Some((colors, alpha)) = table {
            (info.palette, info.trns) = (Some(colors.to_vec().into()), Some(alpha.to_vec().into()));
        }
        let mut out = Vec::new();
        let mut writer = png::Encoder::with_info(&mut out, info).expect("sound").write_header().expect("in memory");
        writer.write_image_data(data).expect("as many as announced");
        writer.finish().expect("in memory");
        out
    }

    /// Every pixel in RGBA.
    fn decoded(bytes: &[u8]) -> Vec<[u8; 4]> {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut data = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut data).expect("whole");
        let pixels = data[..frame.buffer_size()].chunks(frame.color_type.samples());
        pixels
            .map(|pixel| match *pixel {
                [grey, alpha] => [grey, grey, grey, alpha],
                [r, g, b, alpha] => [r, g, b, alpha],
                _ => panic!("{:?}", frame.color_type),
            })
            .collect()
    }

    #[test]
    fn what_is_transparent_in_a_png_becomes_white_and_the_rest_stays() {
        let white = [255; 4];
        let rgba =
            encoded(ColorType::Rgba, BitDepth::Eight, &[0, 0, 0, 0, 9, 9, 9, 255, 0, 0, 0, 128, 200, 0, 0, 255], None);
        let grey = encoded(ColorType::GrayscaleAlpha, BitDepth::Eight, &[0, 0, 9, 255, 0, 128, 200, 255], None);
        let deep = encoded(ColorType::GrayscaleAlpha, BitDepth::Sixteen, &[0; 16], None);
        let colors = [0, 0, 0, 9, 9, 9, 0, 0, 0, 200, 0, 0];
        let table =
            encoded(ColorType::Indexed, BitDepth::Two, &[0b0001_0000, 0b1011_0000], Some((&colors, &[0, 255, 128])));
        for (made, expected) in [
            (rgba, vec![white, [9, 9, 9, 255], [127, 127, 127, 255], [200, 0, 0, 255]]),
            (grey, vec![white, [9, 9, 9, 255], [127, 127, 127, 255], [200, 200, 200, 255]]),
            (deep, vec![white; 4]),
            (table, vec![white, [9, 9, 9, 255], [127, 127, 127, 255], [200, 0, 0, 255]]),
        ] {
            let plated = under_pixels(&picture(PictureFormat::Png, made, 1)).expect("transparent");
            assert_eq!(decoded(&plated), expected);
            assert!(under_pixels(&picture(PictureFormat::Png, plated, 1)).is_none(), "now it is opaque");
        }
        let opaque = encoded(ColorType::Rgba, BitDepth::Eight, &[7, 7, 7, 255].repeat(4), None);
        assert!(under_pixels(&picture(PictureFormat::Png, opaque, 1)).is_none());
        // Upside down.
        let rgba = [[1, 1, 1, 255], [2, 2, 2, 255], [3, 3, 3, 255], [0; 4]].concat();
        let turned = picture(PictureFormat::Png, encoded(ColorType::Rgba, BitDepth::Eight, &rgba, None), 3);
        let turned = decoded(&under_pixels(&turned).expect("transparent"));
        assert_eq!(turned.iter().map(|pixel| pixel[0]).collect::<Vec<_>>(), [255, 3, 2, 1]);
        for cut in 0..turned.len() {
            assert!(under_pixels(&picture(PictureFormat::Png, vec![0; cut], 1)).is_none());
        }
    }

    #[test]
    fn the_transparent_color_of_a_gif_becomes_white() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\x11\x22\x33\x44\x55\x66";
        let control = b"\x21\xF9\x04\x01\0\0\x01\0";
        let frame = b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let still = [&head[..], control, frame, b"\x3B"].concat();
        let plated = under_pixels(&picture(PictureFormat::Gif, still.clone(), 1)).expect("transparent");
        let mut expected = still.clone();
        expected[16..19].fill(0xFF);
        expected[22] = 0;
        assert_eq!(plated, expected);
        assert!(under_pixels(&picture(PictureFormat::Gif, plated, 1)).is_none(), "now it is opaque");
        // One that moves: what is drawn on an empty screen has a ground, what is drawn over another picture shows that.
        let cleared = b"\x21\xF9\x04\x09\0\0\x01\0";
        let own = b"\x2C\0\0\0\0\x01\0\x01\0\x80\x11\x22\x33\x44\x55\x66\x02\x02\x44\x01\0";
        let part = b"\x2C\x01\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let other = b"\x21\xF9\x04\x01\0\0\0\0";
        let flags = |made: &[u8]| -> Vec<u8> {
            (0..made.len() - 4).filter(|at| made[*at..at + 3] == [0x21, 0xF9, 4]).map(|at| made[at + 3]).collect()
        };
        for (frames, expected) in [
            (vec![&control[..], frame, control, frame], Some(vec![0, 1])),
            (vec![&control[..], frame, control, part], Some(vec![0, 1])),
            (vec![&cleared[..], frame, control, frame], Some(vec![8, 0])),
            (vec![&cleared[..], own, control, own], Some(vec![8, 0])),
            // The screen is empty beside the part; the colour is shown by another picture.
            (vec![&control[..], part, control, frame], None),
            (vec![&cleared[..], frame, control, part], None),
            (vec![&control[..], frame, other, frame], None),
            (vec![&control[..], frame, frame], None),
        ] {
            let moving = [&[&head[..]], &frames[..], &[b"\x3B"]].concat().concat();
            let made = under_pixels(&picture(PictureFormat::Gif, moving.clone(), 1));
            assert_eq!(made.as_deref().map(flags), expected, "{moving:x?}");
            assert!(made.is_none_or(|made| made.len() == moving.len()));
        }
        for cut in 0..still.len() {
            assert!(under_pixels(&picture(PictureFormat::Gif, still[..cut].to_vec(), 1)).is_none(), "{cut}");
        }
    }

    #[test]
    fn what_is_transparent_in_a_still_webp_becomes_white() {
        let encoded = |data: &[u8]| {
            let mut bytes = Vec::new();
            let encoder = image_webp::WebPEncoder::new(&mut bytes);
            encoder.encode(data, 2, 2, image_webp::ColorType::Rgba8).expect("in memory");
            bytes
        };
        let webp = encoded(&[0, 0, 0, 0, 9, 9, 9, 255, 0, 0, 0, 128, 200, 0, 0, 255]);
        let plated = under_pixels(&picture(PictureFormat::WebP, webp, 1)).expect("transparent");
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&plated[..])).expect("a WebP");
        let mut data = vec![0; decoder.output_buffer_size().expect("a size")];
        decoder.read_image(&mut data).expect("whole");
        assert!(!decoder.has_alpha());
        assert_eq!(data, [255, 255, 255, 9, 9, 9, 127, 127, 127, 200, 0, 0]);
        assert!(under_pixels(&picture(PictureFormat::WebP, plated, 1)).is_none(), "now it is opaque");
        let opaque = encoded(&[7, 7, 7, 255].repeat(4));
        assert!(under_pixels(&picture(PictureFormat::WebP, opaque, 1)).is_none());
        assert!(under_pixels(&picture(PictureFormat::WebP, vec![0; 40], 1)).is_none());
    }

    #[test]
    fn a_drawing_has_its_ground_below_all_that_it_draws() {
        let plated = |svg: &str| under_drawing(svg.as_bytes()).map(|made| String::from_utf8(made).expect("UTF-8"));
        let made = plated("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0,0 20 10'><title>图</title><g/></svg>");
        let made = made.expect("a drawing");
        let (before, after) = made.split_once("<rect ").expect("a ground");
        assert!(before.ends_with("</title>") && after.ends_with("/><g/></svg>"), "{made}");
        assert!(after.contains("x=\"-200\" y=\"-100\" width=\"420\" height=\"210\""), "{made}");
        for whole in [
            "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='x'><s:g/></s:svg>",
        ] {
            let made = plated(whole).expect("a drawing");
            assert!(made.contains("\" width=\"100%\" height=\"100%\" "), "{made}");
            assert!(
                Document::parse_with_options(&made, ParsingOptions { allow_dtd: true, ..Default::default() }).is_ok()
            );
        }
        for nothing in ["<svg/>", "<svg xmlns='http://www.w3.org/2000/svg'>字</svg>", "<svg><g></svg>", "\u{0}"] {
            assert_eq!(plated(nothing), None, "{nothing}");
        }
        let adaptive = "<svg><style>@media (prefers-color-scheme: dark) { path { fill: #fff } }</style><path/></svg>";
        assert!(is_adaptive(adaptive.as_bytes()) && !is_adaptive(b"<svg><path/></svg>"));
    }
}

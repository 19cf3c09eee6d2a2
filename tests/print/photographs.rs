//! Photographs as they come: in inks, in sixteen bits, with profiles, turned, transparent. What counts is what stands on
//! the plates, on the screen and in the EPUB.

use super::plates::{Raster, plates, screen};
use super::press::pictures::png_of;
use super::press::reader::Pdf;
use super::{request, world};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use huoban::config::Output;
use huoban::pipeline::build;
use huoban::source::MemoryWorld;
use jpeg_encoder::{ColorType, Encoder};
use std::io::{Cursor, Read as _, Write as _};

const SIDE: u16 = 160;
/// A strong red in 255ths of cyan, magenta, yellow, black.
const INKS: [u8; 4] = [20, 210, 180, 10];

/// The editions of a book that shows one picture, with the findings.
struct Editions {
    found: Vec<&'static str>,
    epub: Vec<u8>,
    pdf: Vec<u8>,
    print: Vec<u8>,
}

impl Editions {
    fn of(name: &str, bytes: Vec<u8>) -> Editions {
        let text = format!("文。\n\n![图]({name} \"题\"){{width=10mm}}");
        let book: MemoryWorld = world("", &text).with(name, bytes);
        let report = build(&book, &request(&[Output::Epub, Output::Pdf, Output::Print]));
        let found = report.diagnostics.iter().map(|one| one.rule.code).collect();
        assert_eq!(report.artifacts.len(), 3, "{:?}", report.diagnostics);
        let mut bytes = report.artifacts.into_iter().map(|artifact| artifact.bytes);
        let mut next = || bytes.next().expect("an edition");
        Editions { found, epub: next(), pdf: next(), print: next() }
    }

    /// The page with the picture is the last.
    fn plates(&self) -> Option<Raster<4>> {
        plates(&self.print, Pdf::read(&self.print).pages().len())
    }

    /// The picture's own file in the EPUB.
    fn in_epub(&self, ending: &str) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.epub)).expect("an archive");
        let mut names = archive.file_names().map(|name| name.expect("a name").into_owned());
        let name = names.find(|name| name.ends_with(ending)).expect("the picture");
        drop(names);
        let mut bytes = Vec::new();
        archive.by_name(&name).expect("the picture").read_to_end(&mut bytes).expect("whole");
        bytes
    }
}

fn is_colored(inks: &[u8; 4]) -> bool {
    inks[..3].iter().any(|ink| *ink > 40)
}

fn near<const N: usize>(one: [u8; N], other: [u8; N], off: u8) -> bool {
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= off)
}

fn is_red([r, g, b]: [u8; 3]) -> bool {
    r > 170 && g < 110 && b < 110
}

fn packed(pixels: &[u8], width: u16, height: u16, kind: ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 95).encode(pixels, width, height, kind).expect("packed");
    bytes
}

#[test]
fn a_jpeg_in_inks_keeps_its_colors_in_every_edition() {
    let flat = |inks: [u8; 4]| inks.repeat(usize::from(SIDE) * usize::from(SIDE));
    let mut plain = packed(&flat(INKS.map(|ink| 255 - ink)), SIDE, SIDE, ColorType::Cmyk);
    let adobe = plain.windows(5).position(|window| window == b"Adobe").expect("its segment");
    plain.drain(adobe - 4..adobe + 12);
    for (kind, jpeg) in [
        ("inverted", packed(&flat(INKS), SIDE, SIDE, ColorType::Cmyk)),
        ("luminance", packed(&flat(INKS), SIDE, SIDE, ColorType::CmykAsYcck)),
        ("plain", plain),
    ] {
        let made = Editions::of("c.jpg", jpeg);
        assert_eq!(made.found, ["W742"], "{kind}");
        if let Some(plates) = made.plates() {
            let inks = plates.main(is_colored);
            assert!(near(inks, INKS, 8), "{kind}: {inks:?}");
        }
        if let Some(page) = screen(&made.pdf, Pdf::read(&made.print).pages().len()) {
            let seen = page.main(|[r, g, _]| r.abs_diff(*g) > 40);
            assert!(is_red(seen), "{kind}: {seen:?}");
        }
        let shown = made.in_epub(".jpg");
        let pixels = jpeg_decoder::Decoder::new(&shown[..]).decode().expect("a picture");
        assert_eq!(pixels.len(), usize::from(SIDE) * usize::from(SIDE) * 3, "{kind}: three colours");
        assert!(is_red([pixels[0], pixels[1], pixels[2]]), "{kind}: {:?}", &pixels[..3]);
    }
}

#[test]
fn too_much_ink_in_a_jpeg_is_taken_off() {
    let heavy = [250, 250, 250, 250].repeat(usize::from(SIDE) * usize::from(SIDE));
    let made = Editions::of("c.jpg", packed(&heavy, SIDE, SIDE, ColorType::Cmyk));
    if let Some(plates) = made.plates() {
        let sum: u32 = plates.main(is_colored).iter().map(|ink| u32::from(*ink)).sum();
        assert!((740..=780).contains(&sum), "300 % are 765: {sum}");
    }
}

/// A PNG of one colour in so many bits, with chunks of its own.
fn flat_png(bits: u8, color: [u8; 3], chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let samples = color.iter().flat_map(|sample| vec![*sample; usize::from(bits) / 8]).collect::<Vec<u8>>();
    let row = [vec![0], samples.repeat(usize::from(SIDE))].concat();
    png_of(u32::from(SIDE), u32::from(SIDE), [bits, 2], chunks, &row.repeat(usize::from(SIDE)))
}

#[test]
fn sixteen_bits_look_like_eight() {
    let (eight, sixteen) = (flat_png(8, [200, 60, 50], &[]), flat_png(16, [200, 60, 50], &[]));
    let (plain, deep) = (Editions::of("p.png", eight), Editions::of("p.png", sixteen.clone()));
    assert_eq!(deep.found, [""; 0]);
    assert!(deep.in_epub(".png") == sixteen, "the EPUB has the file as it is");
    if let (Some(plain), Some(deep)) = (plain.plates(), deep.plates()) {
        assert!(near(plain.main(is_colored), deep.main(is_colored), 1));
    }
    if let Some(page) = screen(&deep.pdf, Pdf::read(&deep.print).pages().len()) {
        let seen = page.main(|[r, g, _]| r.abs_diff(*g) > 40);
        assert!(near(seen, [200, 60, 50], 3), "{seen:?}");
    }
}

/// A wide space for screens, with the colour that it gives a name of its own and that colour on an ordinary screen. The
/// second of the version is 2 in what most cameras and editors write, and more in the newest.
fn wide(minor: u8) -> (Vec<u8>, [u8; 3], [u8; 3]) {
    let wide = moxcms::ColorProfile::new_display_p3();
    let mut icc = wide.encode().expect("a profile");
    (icc[8], icc[9]) = (4, minor << 4);
    let (color, mut same) = ([180, 90, 60], [0; 3]);
    let layout = moxcms::Layout::Rgb;
    let screen = moxcms::ColorProfile::new_srgb();
    let transform = wide.create_transform_8bit(layout, &screen, layout, moxcms::TransformOptions::default());
    transform.expect("a way").transform(&color, &mut same).expect("in length");
    assert!(!near(same, color, 8), "the profile matters: {same:?}");
    (icc, color, same)
}

#[test]
fn a_picture_goes_to_the_press_from_its_own_profile() {
    let main = |made: &Editions| Some(made.plates()?.main(is_colored));
    let (_, color, same) = wide(2);
    let equal = Editions::of("p.png", flat_png(8, same, &[]));
    let naive = Editions::of("p.png", flat_png(8, color, &[]));
    let (Some(equal), Some(naive)) = (main(&equal), main(&naive)) else { return };
    for minor in [2, 4] {
        let (icc, color, _) = wide(minor);
        let mut encoder = ZlibEncoder::new(b"wide\0\0".to_vec(), Compression::default());
        encoder.write_all(&icc).expect("in memory");
        let png = flat_png(8, color, &[(b"iCCP", &encoder.finish().expect("in memory"))]);
        let mut jpeg = packed(&color.repeat(usize::from(SIDE).pow(2)), SIDE, SIDE, ColorType::Rgb);
        let segment = [b"ICC_PROFILE\0\x01\x01", &icc[..]].concat();
        let length = (segment.len() as u16 + 2).to_be_bytes();
        jpeg.splice(2..2, [&[0xFF, 0xE2], &length[..], &segment].concat());
        for (name, bytes) in [("p.png", png), ("j.jpg", jpeg)] {
            let own = Editions::of(name, bytes);
            assert_eq!(own.found, [""; 0]);
            let own = main(&own).expect("plates");
            assert!(near(own, equal, 6) && !near(own, naive, 6), "{name} 4.{minor}: {own:?} {equal:?} {naive:?}");
        }
    }
}

/// An Exif segment that records this orientation.
fn exif(orientation: u8) -> Vec<u8> {
    let tiff =
        [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec(), vec![orientation, 0, 0, 0, 0, 0, 0, 0]].concat();
    let body = [b"Exif\0\0".to_vec(), tiff].concat();
    [vec![0xFF, 0xE1], (body.len() as u16 + 2).to_be_bytes().to_vec(), body].concat()
}

#[test]
fn a_turned_photograph_stands_upright_on_the_plates() {
    // Stored: red on the left, blue on the right. Turned by a quarter: red above, blue below.
    let row = [[220, 40, 40].repeat(usize::from(SIDE)), [40, 40, 220].repeat(usize::from(SIDE))].concat();
    let stored = packed(&row.repeat(usize::from(SIDE)), SIDE * 2, SIDE, ColorType::Rgb);
    let turned = [&stored[..2], &exif(6), &stored[2..]].concat();
    let made = Editions::of("j.jpg", turned);
    assert_eq!(made.found, [""; 0]);
    if let Some(plates) = made.plates() {
        let red = plates.middle(|[c, m, y, _]| *m > 150 && *y > 100 && *c < 100);
        let blue = plates.middle(|[c, _, y, _]| *c > 150 && *y < 100);
        assert!((red.0 - blue.0).abs() < 1.5 && red.1 + 10.0 < blue.1, "red {red:?}, blue {blue:?}");
    }
}

#[test]
fn transparency_lets_the_paper_through() {
    let pixel = [220, 30, 30, 128];
    let row = [vec![0], pixel.repeat(usize::from(SIDE))].concat();
    let half = png_of(u32::from(SIDE), u32::from(SIDE), [8, 6], &[], &row.repeat(usize::from(SIDE)));
    let (half, full) = (Editions::of("p.png", half), Editions::of("p.png", flat_png(8, [220, 30, 30], &[])));
    assert_eq!(half.found, [""; 0]);
    if let (Some(half), Some(full)) = (half.plates(), full.plates()) {
        let (half, full) = (half.main(is_colored), full.main(is_colored));
        let halved = full.map(|ink| (u16::from(ink) * 128 / 255) as u8);
        assert!(near(half, halved, 6), "{half:?} of {full:?}");
    }
}

use super::*;
use crate::diagnostics::Lang;
use crate::source::MemoryWorld;

fn read(name: &str, bytes: &[u8]) -> (Option<Picture>, Vec<Diagnostic>) {
    read_picture(&MemoryWorld::new().with(name, bytes), Path::new(name), None)
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|one| one.rule.code).collect()
}

#[track_caller]
fn sound(name: &str, bytes: &[u8]) -> Picture {
    let (picture, diagnostics) = read(name, bytes);
    assert_eq!(diagnostics, []);
    picture.unwrap()
}

#[track_caller]
fn faulty(name: &str, bytes: &[u8], code: &str) -> String {
    let (picture, diagnostics) = read(name, bytes);
    assert_eq!((picture.is_some(), codes(&diagnostics)), (false, vec![code]), "{name}");
    diagnostics[0].message(Lang::En)
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    let mut checksum = flate2::Crc::new();
    checksum.update(&body);
    [&(data.len() as u32).to_be_bytes()[..], &body, &checksum.sum().to_be_bytes()].concat()
}

fn png(width: u32, height: u32, extra: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let parts = [chunk(b"IHDR", &header), extra.to_vec(), chunk(b"IDAT", &[0x78, 0x9C]), chunk(b"IEND", &[])];
    [&b"\x89PNG\r\n\x1a\n"[..], &parts.concat()].concat()
}

/// A JPEG with the segments that matter and no pixels to speak of.
fn jpeg(width: u16, height: u16, extra: &[u8]) -> Vec<u8> {
    let [h1, h0] = height.to_be_bytes();
    let [w1, w0] = width.to_be_bytes();
    [
        &[0xFF, 0xD8][..],
        extra,
        &[0xFF, 0xC0, 0, 11, 8, h1, h0, w1, w0, 1, 1, 0x11, 0],
        &[0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9],
    ]
    .concat()
}

fn exif(orientation: u8) -> Vec<u8> {
    let tiff = [
        &b"MM\0*\0\0\0\x08\0\x03"[..],
        &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
        &[0x01, 0x1A, 0, 5, 0, 0, 0, 1, 0, 0, 0, 50],
        &[0x01, 0x28, 0, 3, 0, 0, 0, 1, 0, 2, 0, 0],
        &[0, 0, 0, 0],
        &[0, 0, 1, 44, 0, 0, 0, 1],
    ]
    .concat();
    let data = [&b"Exif\0\0"[..], &tiff].concat();
    [&[0xFF, 0xE1][..], &(data.len() as u16 + 2).to_be_bytes(), &data].concat()
}

const GIF: &[u8] = b"GIF89a\x02\0\x03\0\x80\0\0\0\0\0\xFF\xFF\xFF\x2C\0\0\0\0\x02\0\x03\0\0\x02\x02\x84\x51\0\x3B";

fn webp(width: u8, height: u8) -> Vec<u8> {
    // VP8L: signature, then 14 bits of width - 1 and 14 of height - 1.
    let bits = u32::from(width - 1) | u32::from(height - 1) << 14;
    let data = [&[0x2F][..], &bits.to_le_bytes(), &[0, 0, 0]].concat();
    let body = [&b"WEBPVP8L"[..], &(data.len() as u32).to_le_bytes(), &data].concat();
    [&b"RIFF"[..], &(body.len() as u32).to_le_bytes(), &body].concat()
}

fn svg(attributes: &str, inside: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}>{inside}</svg>")
        .into_bytes()
}

#[test]
fn every_kind_tells_its_size() {
    let size = |picture: Picture| (picture.format, picture.width, picture.height, picture.ppi);
    let physical = chunk(b"pHYs", &[0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]);
    assert_eq!(size(sound("a.png", &png(30, 20, &physical))), (PictureFormat::Png, 30, 20, Some(300)));
    let jfif = [0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 1, 0, 72, 0, 72, 0, 0];
    assert_eq!(size(sound("a.jpeg", &jpeg(30, 20, &jfif))), (PictureFormat::Jpeg, 30, 20, Some(72)));
    assert_eq!(size(sound("a.GIF", GIF)), (PictureFormat::Gif, 2, 3, None));
    assert_eq!(size(sound("a.webp", &webp(7, 5))), (PictureFormat::WebP, 7, 5, None));
    assert_eq!(size(sound("a.svg", &svg("viewBox='0 0 40 30'", ""))), (PictureFormat::Svg, 40, 30, Some(96)));
}

#[test]
fn a_turned_photograph_has_its_sides_as_seen() {
    let upright = sound("a.jpg", &jpeg(30, 20, &exif(1)));
    assert_eq!((upright.width, upright.height, upright.orientation, upright.ppi), (30, 20, 1, Some(300)));
    let turned = sound("a.jpg", &jpeg(30, 20, &exif(6)));
    assert_eq!((turned.width, turned.height, turned.orientation), (20, 30, 6));
    let broken = sound("a.jpg", &jpeg(30, 20, &exif(99)));
    assert_eq!((broken.width, broken.height, broken.orientation), (30, 20, 1));
}

#[test]
fn a_drawing_is_measured_as_css_does() {
    let size = |attributes: &str| {
        let picture = sound("a.svg", &svg(attributes, ""));
        (picture.width, picture.height)
    };
    assert_eq!(size("width='2in' height='72pt'"), (192, 96));
    assert_eq!(size("width='25.4mm' height='2.54cm'"), (96, 96));
    assert_eq!(size("width='100' viewBox='0,0,40,30'"), (100, 75));
    assert_eq!(size("height='60px' viewBox='0 0 40 30'"), (80, 60));
    assert_eq!(size("width='100%' height='100%' viewBox='-5 -5 40 30'"), (40, 30));
    assert_eq!(size("width='1e2' height='1E2px'"), (100, 100));
    assert_eq!(size("viewBox='0 0 4000000 2000000'"), (10_000, 5_000));
    for nothing in ["", "width='100'", "viewBox='0 0 0 0'", "viewBox='a'", "width='10%' height='10%'"] {
        faulty("a.svg", &svg(nothing, ""), "E076");
    }
}

#[test]
fn every_truncation_is_found() {
    for (name, whole) in [
        ("a.png", png(3, 2, &[])),
        ("a.jpg", jpeg(3, 2, &exif(6))),
        ("a.gif", GIF.to_vec()),
        ("a.webp", webp(7, 5)),
        ("a.svg", svg("viewBox='0 0 4 3'", "<g><path d='M0 0'/></g>")),
    ] {
        sound(name, &whole);
        for length in 0..whole.len() {
            let (picture, diagnostics) = read(name, &whole[..length]);
            assert!(picture.is_none(), "{name} cut to {length} of {} bytes", whole.len());
            assert!(matches!(codes(&diagnostics)[..], ["E071" | "E072"]), "{name} {length}: {diagnostics:?}");
        }
    }
}

#[test]
fn a_changed_byte_of_a_png_is_found() {
    let mut bytes = png(3, 2, &[]);
    let place = bytes.len() - 16;
    bytes[place] ^= 1;
    assert!(faulty("a.png", &bytes, "E072").contains("checksum"));
}

#[test]
fn the_bytes_decide_and_the_name_is_warned_of() {
    let (picture, diagnostics) = read("a.png", &jpeg(3, 2, &[]));
    assert_eq!((picture.unwrap().format, codes(&diagnostics)), (PictureFormat::Jpeg, vec!["W074"]));
    assert_eq!(codes(&read("a", GIF).1), ["W074"]);
    assert!(faulty("a.png", b"%PDF-1.7", "E071").contains("PDF"));
    assert!(faulty("a.png", b"BM\0\0\0\0\0\0\0\0\0\0\0\0", "E071").contains("BMP"));
    assert!(faulty("a.png", b"", "E071").contains("empty"));
    faulty("a.png", "不是图片".as_bytes(), "E071");
    faulty("a.svg", b"<html></html>", "E071");
}

#[test]
fn too_many_pixels_are_refused() {
    sound("a.png", &png(20_000, 5_000, &[]));
    faulty("a.png", &png(40_000, 1, &[]), "E073");
    faulty("a.png", &png(10_001, 10_000, &[]), "E073");
    faulty("a.png", &png(u32::MAX, u32::MAX, &[]), "E073");
    faulty("a.png", &png(0, 5, &[]), "E072");
}

#[test]
fn a_drawing_is_self_contained_and_still() {
    let held = |inside: &str| faulty("a.svg", &svg("viewBox='0 0 4 3'", inside), "E075");
    assert!(held("<script>alert(1)</script>").ends_with("a script"));
    assert!(held("<svg:script/>").ends_with("a script"));
    assert!(held("<g onclick='x'/>").ends_with("an event handler"));
    assert!(held("<image href='photo.png'/>").ends_with("another file"));
    assert!(held("<image xlink:href='http://example.org/a.png'/>").ends_with("another file"));
    assert!(held("<use href='other.svg#a'/>").ends_with("another file"));
    assert!(held("<image href='data:image/svg+xml,x'/>").ends_with("another file"));
    assert!(held("<g style='fill:url(other.svg#a)'/>").ends_with("another file"));
    assert!(held("<style>@import 'x.css';</style>").ends_with("another file"));
    assert!(held("<style><![CDATA[g { fill: u\\72l(x) }]]></style>").ends_with("another file"));
    assert!(held("<a href='JavaScript:x'/>").ends_with("a script"));
    assert!(held("<foreignObject/>").ends_with("(foreignObject)"));
    assert!(held("<animate/>").ends_with("an animation"));
    let declared = b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 4 3'/>";
    assert!(faulty("a.svg", declared, "E075").contains("entity"));
    let styled = b"<?xml-stylesheet href='a.css'?><svg viewBox='0 0 4 3'/>";
    assert!(faulty("a.svg", styled, "E075").ends_with("another file"));

    let fine = "<style>g { fill: url(#p) }</style><a href='https://example.org/'><use href='#q' fill='url(#p)'/></a>\
                <image href='data:image/png;base64,AA=='/><text>文字 &amp; \u{201C}引号\u{201D}</text>";
    sound("a.svg", &svg("viewBox='0 0 4 3'", fine));
    let public =
        b"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x.dtd\"><svg viewBox='0 0 4 3'/>";
    sound("a.svg", public);
}

#[test]
fn a_drawing_is_well_formed_and_of_bounded_depth() {
    for inside in ["<g>", "</g>", "<g a=b/>", "<a></b>", "<g x='&nope;'/>"] {
        faulty("a.svg", &svg("viewBox='0 0 4 3'", inside), "E072");
    }
    let deep = |levels: usize| svg("viewBox='0 0 4 3'", &("<g>".repeat(levels) + &"</g>".repeat(levels)));
    sound("a.svg", &deep(100));
    assert!(faulty("a.svg", &deep(10_000), "E072").contains("nested"));
}

#[test]
fn a_missing_picture_brings_the_nearest_name() {
    let world = MemoryWorld::new().with("images/Cover.png", png(3, 2, &[])).with("chapters/01.md", "x");
    let help = |path: &str| {
        let (picture, diagnostics) = read_picture(&world, Path::new(path), None);
        assert_eq!((picture.is_none(), codes(&diagnostics)), (true, vec!["E070"]));
        diagnostics[0].help(Lang::En)
    };
    assert!(help("images/cover.png").starts_with("did you mean images/Cover.png?"));
    assert!(help("images/cvoer.png").starts_with("did you mean images/Cover.png?"));
    assert!(help("chapters/cover.png").starts_with("did you mean images/Cover.png?"));
    assert!(help("images/elsewhere.png").starts_with("pictures are looked up"));
    let (_, diagnostics) = read_picture(&world, Path::new("../cover.png"), None);
    assert_eq!(codes(&diagnostics), ["E003"]);
}

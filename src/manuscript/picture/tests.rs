use super::*;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::Lang;
use crate::source::MemoryWorld;
use jpeg_encoder::{ColorType, Encoder};
use std::path::Path;

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

/// A PNG with as many bytes of data as its pixels take at least, and no pixels to speak of.
fn png(width: u32, height: u32, extra: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let data = vec![0x78; (u64::from(width) * u64::from(height)).min(100_000_000) as usize / 1_032 + 2];
    let parts = [chunk(b"IHDR", &header), extra.to_vec(), chunk(b"IDAT", &data), chunk(b"IEND", &[])];
    [&b"\x89PNG\r\n\x1a\n"[..], &parts.concat()].concat()
}

/// A grey JPEG with more segments behind its first mark.
fn jpeg(width: u16, height: u16, extra: &[u8]) -> Vec<u8> {
    let whole = colored(width, height, ColorType::Luma);
    // The encoder's own JFIF segment says nothing that matters.
    assert_eq!(whole[2..6], [0xFF, 0xE0, 0, 16]);
    [&[0xFF, 0xD8][..], extra, &whole[20..]].concat()
}

fn colored(width: u16, height: u16, kind: ColorType) -> Vec<u8> {
    let channels = if kind == ColorType::Luma { 1 } else { 3 };
    let mut jpeg = Vec::new();
    let pixels: Vec<u8> =
        (0..usize::from(width) * usize::from(height) * channels).map(|at| (at * 7 % 251) as u8).collect();
    Encoder::new(&mut jpeg, 90).encode(&pixels, width, height, kind).expect("packed");
    jpeg
}

/// Where the segment with a marker begins, and its bytes with the marker.
fn segment(jpeg: &[u8], marker: u8) -> std::ops::Range<usize> {
    let mut at = 2;
    loop {
        let length = 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        if jpeg[at + 1] == marker {
            return at..at + length;
        }
        at += length;
    }
}

/// Exif data as a JPEG holds it.
fn exif(orientation: u8) -> Vec<u8> {
    let data = [&b"Exif\0\0"[..], &tiff(orientation)].concat();
    [&[0xFF, 0xE1][..], &(data.len() as u16 + 2).to_be_bytes(), &data].concat()
}

fn tiff(orientation: u8) -> Vec<u8> {
    [
        &b"MM\0*\0\0\0\x08\0\x03"[..],
        &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
        &[0x01, 0x1A, 0, 5, 0, 0, 0, 1, 0, 0, 0, 50],
        &[0x01, 0x28, 0, 3, 0, 0, 0, 1, 0, 2, 0, 0],
        &[0, 0, 0, 0],
        &[0, 0, 1, 44, 0, 0, 0, 1],
    ]
    .concat()
}

/// A GIF of these sides with as many pixels as `pixels` says.
fn gif(width: u8, height: u8, pixels: usize) -> Vec<u8> {
    let head = [b'G', b'I', b'F', b'8', b'9', b'a', width, 0, height, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF];
    // Codes of three bits: a clear code before every two pixels keeps them so.
    let codes: Vec<u8> = (0..pixels).flat_map(|at| if at % 2 == 0 { vec![4, 1] } else { vec![0] }).chain([5]).collect();
    let bits: Vec<u8> = codes.iter().flat_map(|code| (0..3).map(move |bit| code >> bit & 1)).collect();
    let data: Vec<u8> = bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |sum, bit| sum << 1 | bit)).collect();
    let blocks: Vec<u8> = data.chunks(255).flat_map(|part| [&[part.len() as u8], part].concat()).collect();
    [&head[..], &[0x2C, 0, 0, 0, 0, width, 0, height, 0, 0, 2], &blocks, &[0, 0x3B]].concat()
}

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
    assert_eq!(size(sound("a.GIF", &gif(2, 3, 6))), (PictureFormat::Gif, 2, 3, None));
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

/// Every format that can record how it is seen, in each of the eight ways and in one that means nothing.
#[test]
fn exif_means_the_same_in_every_format() {
    let extended = |orientation| {
        let plain = webp(30, 20);
        let data = [tiff(orientation), vec![0; tiff(orientation).len() % 2]].concat();
        let exif = [&b"EXIF"[..], &(tiff(orientation).len() as u32).to_le_bytes(), &data].concat();
        let header = [&b"VP8X"[..], &10_u32.to_le_bytes(), &[8, 0, 0, 0, 29, 0, 0, 19, 0, 0]].concat();
        let body = [&b"WEBP"[..], &header, &plain[12..], &exif].concat();
        [&b"RIFF"[..], &(body.len() as u32).to_le_bytes(), &body].concat()
    };
    for orientation in (1..=8).chain([0, 9]) {
        let valid = if (1..=8).contains(&orientation) { orientation } else { 1 };
        let sides = if valid >= 5 { (20, 30) } else { (30, 20) };
        for (name, bytes) in [
            ("a.jpg", jpeg(30, 20, &exif(orientation))),
            ("a.png", png(30, 20, &chunk(b"eXIf", &tiff(orientation)))),
            ("a.webp", extended(orientation)),
        ] {
            let seen = sound(name, &bytes);
            assert_eq!((seen.width, seen.height, seen.orientation), (sides.0, sides.1, valid), "{name} {orientation}");
        }
    }
}

/// What can be wrong with the pixels behind a sound header: each is the picture's fault, none the tool's.
#[test]
fn pixels_that_cannot_be_are_refused() {
    let sound_one = colored(40, 30, ColorType::Rgb);
    sound("a.jpg", &sound_one);
    let without = |marker: u8| {
        let mut jpeg = sound_one.clone();
        while jpeg[..jpeg.len() - 2].windows(2).any(|two| two == [0xFF, marker]) {
            jpeg.drain(segment(&jpeg, marker));
        }
        jpeg
    };
    assert!(faulty("a.jpg", &without(0xC4), "E072").ends_with("its Huffman tables are missing"));
    assert!(faulty("a.jpg", &without(0xDB), "E072").ends_with("its quantization tables are missing"));
    // Codes that no table holds.
    let mut bad = sound_one.clone();
    let scan = segment(&bad, 0xDA).end;
    let end = bad.len() - 2;
    // Ones alone are no code (T.81, C.2); a zero stands behind each byte of them.
    bad[scan..end].iter_mut().zip([0xFF, 0].into_iter().cycle()).for_each(|(byte, ones)| *byte = ones);
    assert!(faulty("a.jpg", &bad, "E072").ends_with("its pixels cannot be decoded"));
    let adobe = [0xFF, 0xEE, 0, 14, b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, 0];
    let contradicting = [&sound_one[..20], &adobe, &sound_one[20..]].concat();
    assert!(faulty("a.jpg", &contradicting, "E072").contains("contradict"));
    // A frame that claims far more than the data can be.
    let mut claims = sound_one;
    let frame = segment(&claims, 0xC0).start;
    claims[frame + 5..frame + 9].copy_from_slice(&[0x27, 0x10, 0x27, 0x10]);
    assert!(faulty("a.jpg", &claims, "E072").contains("cannot hold the pixels"));
    let mut claims = png(30, 20, &[]);
    claims[16..24].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
    let header = chunk(b"IHDR", &claims[16..29]);
    claims[8..33].copy_from_slice(&header);
    assert!(faulty("a.png", &claims, "E072").contains("cannot hold the pixels"));
    sound("a.gif", &gif(9, 9, 81));
    let mut small = gif(9, 9, 81);
    small[6] = 10;
    assert!(faulty("a.gif", &small, "E072").ends_with("its first image does not fill it"));
    for pixels in [0, 1, 80] {
        assert!(faulty("a.gif", &gif(9, 9, pixels), "E072").contains("cannot hold the pixels"), "{pixels}");
    }
}

#[test]
fn html_is_passed_over_where_something_else_is_shown() {
    let html = "<foreignObject><div onclick='x'><img src='http://a'/><foreignObject/></div></foreignObject>";
    let switch = |inside: &str| svg("viewBox='0 0 4 3'", &format!("<switch>{inside}</switch>"));
    sound("a.svg", &switch(&format!("{html}<text>甲</text>")));
    sound("a.svg", &switch(&format!("<text>甲</text>{html}")));
    sound("a.svg", &switch(&format!("<foreignObject/><g><switch>{html}<text>乙</text></switch></g>")));
    for held in [
        switch(html),
        switch(&format!("<g/><switch>{html}</switch>")),
        switch(&format!("<g>{html}</g><text/>")),
        switch(&format!("{html}<text onclick='x'/>")),
        svg("viewBox='0 0 4 3'", html),
    ] {
        faulty("a.svg", &held, "E075");
    }
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
        ("a.gif", gif(2, 3, 6)),
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
    assert_eq!(codes(&read("a", &gif(2, 3, 6)).1), ["W074"]);
    assert!(faulty("a.png", b"%PDF-1.7", "E071").contains("PDF"));
    assert!(faulty("a.png", b"BM\0\0\0\0\0\0\0\0\0\0\0\0", "E071").contains("BMP"));
    assert!(faulty("a.png", b"", "E071").contains("empty"));
    faulty("a.png", "不是图片".as_bytes(), "E071");
    faulty("a.svg", b"<html></html>", "E071");
}

#[test]
fn the_data_of_an_address_have_no_name_and_are_not_told_whole() {
    let address = |media: &str, bytes: &[u8]| {
        let data: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
        format!("data:{media},{data}")
    };
    for (media, bytes) in [("image/png", png(3, 2, &[])), ("image/jpeg", jpeg(3, 2, &[])), ("image/gif", gif(2, 3, 6))]
    {
        let (picture, diagnostics) = read(&address(media, &bytes), b"");
        assert_eq!((picture.is_some(), codes(&diagnostics)), (true, vec![]), "{media}");
    }
    let told = read(&address("image/png", &[b'x'; 5000]), b"").1[0].message(Lang::En);
    assert!(told.len() < 200 && told.contains("data:image/png"), "{told}");
}

#[test]
fn no_picture_is_read_from_what_was_made() {
    faulty("build/a.png", &png(3, 2, &[]), "E043");
    sound("rebuild/a.png", &png(3, 2, &[]));
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

//! Small pictures made for the tests.

#![allow(dead_code, reason = "each test crate uses its own part")]

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use jpeg_encoder::{ColorType, Encoder};
use std::io::Write as _;

/// A grey JPEG of 16 × 8 pixels, the left half black, the right half white; without its first marker.
const HALVES: &str = "\
    ffe000104a46494600010100000100010000ffdb0043000d090a0b0a080d0b0a0b0e0e0d0f13201513121213271c1e17202e\
    2931302e292d2c333a4a3e333646372c2d405741464c4e525352323e5a615a50604a51524fffc0000b080008001001011100\
    ffc4001500010100000000000000000000000000000708ffc40014100100000000000000000000000000000000ffda000801\
    0100003f003053afffd9\
    ";

/// The JPEG.
pub fn jpeg() -> Vec<u8> {
    let hex = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hexadecimal");
    [0xFF, 0xD8].into_iter().chain(HALVES.as_bytes().chunks_exact(2).map(hex)).collect()
}

/// A JPEG of 8 × 8 pixels in four inks.
pub fn cmyk_jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let inks = [0, 128, 255, 64].repeat(64);
    Encoder::new(&mut bytes, 90).encode(&inks, 8, 8, ColorType::Cmyk).expect("in memory");
    bytes
}

/// A PNG of 2 × 2 pixels: red, half of it transparent.
pub fn png() -> Vec<u8> {
    let rows = [0, 255, 0, 0, 255, 255, 0, 0, 128, 0, 255, 0, 0, 128, 255, 0, 0, 255];
    png_of(2, 2, [8, 6], &[], &rows)
}

/// A PNG of one colour.
pub fn plain_png(width: u32, height: u32, color: [u8; 3]) -> Vec<u8> {
    let row = [vec![0], color.repeat(width as usize)].concat();
    png_of(width, height, [8, 2], &[], &row.repeat(height as usize))
}

/// A PNG of this bit depth and colour type, with these chunks before its pixels; each row begins with its filter.
pub fn png_of(width: u32, height: u32, kind: [u8; 2], chunks: &[(&[u8; 4], &[u8])], rows: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], body: &[u8]| {
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(body);
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend([kind, body].concat());
        bytes.extend(crc.sum().to_be_bytes());
    };
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(b"IHDR", &[&size[..], &kind, &[0, 0, 0]].concat());
    for (kind, body) in chunks {
        chunk(*kind, body);
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(rows).expect("in memory");
    chunk(b"IDAT", &encoder.finish().expect("in memory"));
    chunk(b"IEND", &[]);
    bytes
}

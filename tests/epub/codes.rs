//! A broken manuscript and its repaired twin for every code of the EPUB.

#[path = "../broken/mod.rs"]
mod broken;
#[path = "../press/pictures.rs"]
mod pictures;

use broken::{File, Row, check, row};
use huoban::config::Output;
use huoban::diagnostics::rules;
use huoban::pipeline::{self, Request, tool_fonts};

const YAML: &str = "title: 书\nchapters: [a.md]\n";

/// A picture in a chapter, and the one that repairs it.
fn picture(code: &'static str, yaml: &str, path: &'static str, broken: Vec<u8>, repaired: Vec<u8>) -> Row {
    let files = |bytes: Vec<u8>| -> Vec<File> {
        vec![
            ("book.yaml", yaml.as_bytes().to_vec()),
            ("a.md", format!("# 一\n\n![方块]({path})\n").into_bytes()),
            (path, bytes),
        ]
    };
    Row { code, broken: files(broken), repaired: files(repaired) }
}

/// One pixel in WebP.
const WEBP: &[u8] =
    b"RIFF$\0\0\0WEBPVP8 \x18\0\0\x000\x01\0\x9d\x01*\x01\0\x01\0\x03\x004%\xa4\0\x03p\0\xfe\xfb\x94\0\0";

/// A WebP of one colour with these sides.
fn webp_of(width: u32, height: u32) -> Vec<u8> {
    let (mut bytes, pixels) = (Vec::new(), vec![9; (width * height) as usize * 3]);
    let encoder = image_webp::WebPEncoder::new(&mut bytes);
    encoder.encode(&pixels, width, height, image_webp::ColorType::Rgb8).expect("packed");
    bytes
}

#[test]
fn every_code_has_a_broken_manuscript_and_a_repaired_twin() {
    let kindle = format!("{YAML}epub: {{profile: kindle}}\n");
    let report = |address: &str| format!("{YAML}accessibility: {{certified-by: 甲, report: '{address}'}}\n");
    let text = "# 一\n\n文。\n";
    let rows = [
        row(
            "W602",
            &[("book.yaml", YAML), ("a.md", "# 一\n\n[站](ftp://example.org/)。\n")],
            &[("a.md", "# 一\n\n[站](https://example.org/)。\n")],
        ),
        picture("W604", YAML, "p.webp", webp_of(2001, 2000), WEBP.to_vec()),
        picture(
            "W606",
            YAML,
            "p.png",
            pictures::png_of(2001, 2000, [8, 0], &[], &vec![0; 2002 * 2000]),
            pictures::plain_png(20, 20, [9, 9, 9]),
        ),
        row(
            "E620",
            &[("book.yaml", &report("example.org")), ("a.md", text)],
            &[("book.yaml", &report("https://example.org/r"))],
        ),
        Row {
            code: "W631",
            broken: picture("W631", &kindle, "p.webp", WEBP.to_vec(), Vec::new()).broken,
            repaired: vec![("book.yaml", YAML.as_bytes().to_vec())],
        },
    ];
    // A stretch of 300 KB, files of 650 MB and of 2 GB, a picture without words, which is an error of its own, and inks that
    // no colours could be made of before the writer: tests beside the writer have them.
    let elsewhere = ["W601", "W605", "E621", "W630", "W632"];
    check(&rows, rules::epub::AREA.rules, &elsewhere, |world| {
        let outputs = Some(vec![Output::Epub]);
        let font_directories = tool_fonts().into_iter().collect();
        let report = pipeline::build(world, &Request { outputs, font_directories, ..Request::default() });
        (report.diagnostics, report.sources)
    });
}

//! What composition makes of whole manuscripts: leaves, lints, small cases, as lines on pages and as XHTML.

#[path = "../broken/mod.rs"]
mod broken;
mod fonts;
mod cases;
#[path = "../common/mod.rs"]
mod common;
mod language;
mod lints;
mod pages;
mod quality;
mod reading;
mod title_leaf;

use huoban::config::Output;
use huoban::display::{Draw, LineRecord, Page};
use huoban::pipeline::{Report, Request, build, tool_fonts};
use huoban::source::MemoryWorld;
use std::io::{Cursor, Read};

/// Builds a manuscript in memory.
fn built(files: &[(&str, &str)], outputs: &[Output]) -> Report {
    let world = files.iter().fold(MemoryWorld::new(), |world, (path, text)| world.with(path, text.as_bytes()));
    let request = Request {
        outputs: Some(outputs.to_vec()),
        pages: true,
        font_directories: tool_fonts().into_iter().collect(),
        ..Request::default()
    };
    build(&world, &request)
}

/// The text of a line as it is drawn.
fn text_of(page: &Page, line: &LineRecord) -> String {
    let items = &page.items[line.items.start as usize..line.items.end as usize];
    let texts = items.iter().filter_map(|item| match &item.draw {
        Draw::Glyphs(run) => Some(run.text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// A file of an EPUB.
fn epub_file(report: &Report, name: &str) -> String {
    let epub = report.artifacts.iter().find(|artifact| artifact.output == Output::Epub);
    let epub = epub.unwrap_or_else(|| panic!("no EPUB: {:?}", report.diagnostics));
    let mut zip = zip::ZipArchive::new(Cursor::new(&epub.bytes)).expect("a zip");
    let mut text = String::new();
    zip.by_name(&format!("EPUB/{name}")).expect("the file").read_to_string(&mut text).expect("UTF-8");
    text
}

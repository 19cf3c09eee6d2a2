//! The books that are judged: built once, in memory, by the whole pipeline.

use crate::reader::Pdf;
use huoban::config::Output;
use huoban::pipeline::{Report, Request, build};
use huoban::source::MemoryWorld;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A book, its PDF, and the PDF on disk for those who read files.
pub struct Made {
    pub name: &'static str,
    pub report: Report,
    pub pdf: Pdf,
    pub path: PathBuf,
}

/// The sample book, one with every construct, one of a single page and one of 300 pictures.
pub static BOOKS: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let made = |name, world| made(name, world, "ua1");
    vec![made("sample", sample()), made("every", every()), made("page", page()), made("pictures", pictures())]
});

/// Three of them as PDF 2.0, for PDF/UA-2 and PDF/A-4.
pub static TWO: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let made = |name, world| made(name, world, "ua2");
    vec![made("sample-ua2", sample()), made("every-ua2", every()), made("page-ua2", page())]
});

/// The book with every construct.
pub fn book(name: &str) -> &'static Made {
    BOOKS.iter().find(|made| made.name == name).expect("a book of that name")
}

fn made(name: &'static str, world: MemoryWorld, standard: &str) -> Made {
    let request = Request {
        directory: name.to_owned(),
        overrides: vec![("pdf-standard".to_owned(), standard.to_owned())],
        outputs: Some(vec![Output::Pdf]),
        font_directories: vec![root().join("fonts")],
        ..Request::default()
    };
    let report = build(&world, &request);
    assert!(!report.has_errors(), "{name}: {:?}", report.diagnostics);
    let bytes = &report.artifacts[0].bytes;
    let shelf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accessible");
    fs::create_dir_all(&shelf).expect("a directory");
    let path = shelf.join(format!("{name}.pdf"));
    fs::write(&path, bytes).expect("a file");
    let pdf = Pdf::read(bytes);
    Made { name, report, pdf, path }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a manuscript from disk; the pictures are those of the sample book.
fn read(directory: &str) -> MemoryWorld {
    let mut world = MemoryWorld::new().at(1_700_000_000);
    for (directory, under) in [(directory, ""), ("book/images", "images/")] {
        for entry in fs::read_dir(root().join(directory)).expect("a directory").flatten() {
            let name = format!("{under}{}", entry.file_name().to_string_lossy());
            if entry.path().is_file() {
                world = world.with(&name, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    world
}

fn sample() -> MemoryWorld {
    read("book")
}

fn every() -> MemoryWorld {
    read("tests/books/every")
}

/// One leaf: no title page, no contents, no heading but its own.
fn page() -> MemoryWorld {
    MemoryWorld::new()
        .with("book.yaml", "title: 一页\nlanguage: zh-Hans\nslug: page\ntheme: {contents-depth: 0}\n")
        .with("a.md", "# 一页\n\n一页也是书。\n")
}

const HUES: &str = "赤橙黄绿青蓝紫朱碧玄素绛苍黛缁赭缃藕";

/// 300 pictures, each another one, in five chapters; every tenth is decorative, every third has a caption of its own.
fn pictures() -> MemoryWorld {
    let mut world = MemoryWorld::new().with("book.yaml", "title: 三百图\nlanguage: zh-Hans\nslug: pictures\n");
    for chapter in 0..5 {
        let mut text = format!("# 第{}组图片\n\n", ["一", "二", "三", "四", "五"][chapter]);
        for place in 0..60 {
            let number = chapter * 60 + place;
            let name = format!("{number:03}.png");
            let shade = (number % 256) as u8;
            let shown: String = [number / 18, number % 18].into_iter().flat_map(|at| HUES.chars().nth(at)).collect();
            world = world.with(&name, crate::pictures::plain_png(80, 20, [shade, 255 - shade, (number / 2) as u8]));
            let caption = if number % 3 == 0 { format!(" \"{shown}之图\"") } else { String::new() };
            let more = if number % 10 == 9 { " .decorative" } else { "" };
            writeln!(text, "![{shown}二色的方块]({name}{caption}){{width=48mm{more}}}\n").expect("a string");
        }
        world = world.with(&format!("{chapter}.md"), text);
    }
    world
}

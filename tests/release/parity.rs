//! Every edition says what the book says; and when one does not, whatever the block and whatever happened to it, that
//! is found, named and kept from being released.

use crate::common::run;
use huoban::config::Output;
use huoban::diagnostics::{Lang, record};
use huoban::epub;
use huoban::layout::lay_out;
use huoban::model::{BlockKind, Book, Chapter, ChapterRole, Table};
use huoban::parity::check;
use huoban::pdf;
use huoban::pipeline::{Report, Request, build};
use huoban::source::MemoryWorld;
use huoban::style::Theme;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

const ALL: [Output; 3] = [Output::Epub, Output::Pdf, Output::Print];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn built(world: &MemoryWorld) -> Report {
    made(world, &ALL)
}

/// The book alone.
fn model(world: &MemoryWorld) -> Report {
    made(world, &[])
}

fn made(world: &MemoryWorld, outputs: &[Output]) -> Report {
    let request = Request {
        directory: "book".to_owned(),
        outputs: Some(outputs.to_vec()),
        font_directories: vec![root().join("fonts")],
        ..Request::default()
    };
    let report = build(world, &request);
    assert!(!report.has_errors(), "{:?}", report.diagnostics);
    report
}

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"9\" height=\"9\"/></svg>";

/// Two of every kind, one behind the other, each with words of its own.
const CHAPTER: &str = "# 题

甲段第一句[^n]。

乙段第一句。

## 子节

## 丑节

![图中甲物](a.svg \"甲图\")

![图中乙物](b.svg \"乙图\")

| 寅 | 卯 |
|---|---|
| 辰 | 巳 |
| 午 | 未 |

```
let a = 1;
```

> 引文一。

[^n]: 申注。

    酉注。
";

fn world(chapter: &str) -> MemoryWorld {
    let yaml = "title: 核对\nauthors: [甲]\nlanguage: zh-Hans\nchapters: [a.md]\n";
    MemoryWorld::new().with("book.yaml", yaml).with("a.md", chapter).with("a.svg", SVG).with("b.svg", SVG)
}

static BASE: LazyLock<Report> = LazyLock::new(|| built(&world(CHAPTER)));

/// What happens to a block.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Change {
    Doubled,
    Swapped,
}

/// A kind of block, the words of the first one of two, and how it is changed in the model.
struct Target {
    kind: &'static str,
    words: &'static str,
    change: fn(&mut Chapter, Change),
}

/// Changes the first two neighbours that are of a kind.
fn neighbours(chapter: &mut Chapter, change: Change, is_it: fn(&BlockKind) -> bool) {
    let first = chapter.blocks.windows(2).position(|two| two.iter().all(|block| is_it(&block.kind))).expect("two");
    match change {
        Change::Doubled => chapter.blocks.insert(first, chapter.blocks[first].clone()),
        Change::Swapped => chapter.blocks.swap(first, first + 1),
    }
}

fn table(chapter: &mut Chapter) -> &mut Table {
    let tables = chapter.blocks.iter_mut().find_map(|block| match &mut block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    tables.expect("a table")
}

const TARGETS: [Target; 5] = [
    Target {
        kind: "paragraph",
        words: "甲段第一句。",
        change: |chapter, change| neighbours(chapter, change, |kind| matches!(kind, BlockKind::Paragraph { .. })),
    },
    Target {
        kind: "heading",
        words: "子节",
        change: |chapter, change| {
            neighbours(chapter, change, |kind| matches!(kind, BlockKind::Heading { level: 2, .. }));
        },
    },
    // A picture's description goes before its caption.
    Target {
        kind: "description of a picture",
        words: "图中甲物",
        change: |chapter, change| neighbours(chapter, change, |kind| matches!(kind, BlockKind::Figure(_))),
    },
    Target {
        kind: "table cell",
        words: "辰",
        change: |chapter, change| {
            let rows = &mut table(chapter).rows;
            match change {
                Change::Doubled => rows.insert(0, rows[0].clone()),
                Change::Swapped => rows[0].cells.swap(0, 1),
            }
        },
    },
    Target {
        kind: "note",
        words: "申注。",
        change: |chapter, change| {
            let blocks = &mut chapter.notes[0].blocks;
            match change {
                Change::Doubled => blocks.insert(0, blocks[0].clone()),
                Change::Swapped => blocks.swap(0, 1),
            }
        },
    },
];

/// The book with changes in its chapter.
fn changed(book: &Book, changes: &[(&Target, Change)]) -> Book {
    let mut book = book.clone();
    let place = book.chapters.iter().position(|chapter| chapter.role == ChapterRole::Body).expect("the chapter");
    let chapter = Arc::make_mut(&mut book.chapters[place]);
    changes.iter().for_each(|(target, change)| (target.change)(chapter, *change));
    chapter.renumber(place as u16);
    book
}

/// What the comparison of a book with a finished file finds: a code and the message.
fn found(book: &Book, output: Output, bytes: &[u8]) -> Option<(&'static str, String)> {
    let finding = check(book, output, "file", bytes).err()?;
    Some((finding.rule.code, finding.message(Lang::En)))
}

#[track_caller]
fn assert_found(target: &Target, code: &str, book: &Book, output: Output, bytes: &[u8]) {
    let (found, message) = found(book, output, bytes).unwrap_or_else(|| panic!("{}: nothing found", target.kind));
    assert_eq!(found, code, "{} in {output:?}: {message}", target.kind);
    let named = message.contains(target.kind) && message.ends_with(&format!(": {}", target.words));
    assert!(named, "{message}");
}

#[test]
fn a_block_that_an_edition_has_lost_or_moved_is_named() {
    for artifact in &BASE.artifacts {
        assert_eq!(found(&BASE.book, artifact.output, &artifact.bytes), None);
        for target in &TARGETS {
            let twice = changed(&BASE.book, &[(target, Change::Doubled)]);
            assert_found(target, "E910", &twice, artifact.output, &artifact.bytes);
            let moved = changed(&BASE.book, &[(target, Change::Swapped)]);
            let (code, message) = found(&moved, artifact.output, &artifact.bytes).expect("it is found");
            assert_eq!(code, "E912", "{}: {message}", target.kind);
        }
    }
}

#[test]
fn a_block_that_an_edition_has_twice_is_named() {
    let all: Vec<(&Target, Change)> = TARGETS.iter().map(|target| (target, Change::Doubled)).collect();
    let book = changed(&BASE.book, &all);
    let theme = Theme::of(BASE.config.as_ref().expect("a configuration"));
    let (pages, _) = lay_out(&book, &theme, &BASE.fonts);
    let (epub, told) = epub::write(&book, &theme, &BASE.fonts, &epub::Options::default());
    let epub = epub.unwrap_or_else(|| panic!("{told:?}"));
    let (pdf, told) = pdf::write(&book, &pages, &BASE.fonts, None, huoban::config::PdfStandard::Ua1);
    let pdf = pdf.unwrap_or_else(|| panic!("{told:?}"));
    for (output, bytes) in [(Output::Epub, &epub), (Output::Pdf, &pdf)] {
        assert_eq!(found(&book, output, bytes), None);
        for (index, target) in TARGETS.iter().enumerate() {
            let others: Vec<_> = all.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, one)| *one).collect();
            assert_found(target, "E911", &changed(&BASE.book, &others), output, bytes);
        }
    }
}

#[test]
fn other_words_and_broken_files_are_told() {
    let other = built(&world(&CHAPTER.replace("乙段第一句", "乙段的一句")));
    let captioned = model(&world(&CHAPTER.replace("| 寅", "表：账目\n\n| 寅")));
    for (artifact, theirs) in BASE.artifacts.iter().zip(&other.artifacts) {
        let (code, message) = found(&BASE.book, artifact.output, &theirs.bytes).expect("another text");
        assert_eq!(code, "E913");
        assert!(message.contains("“乙段的一句。") && message.contains("paragraph: 乙段第一句。"), "{message}");
        let (code, message) = found(&captioned.book, artifact.output, &artifact.bytes).expect("a lost caption");
        assert!(code == "E910" && message.ends_with("caption: 表1-1账目"), "{message}");
        let half = &artifact.bytes[..artifact.bytes.len() / 2];
        assert_eq!(found(&BASE.book, artifact.output, half).expect("a broken file").0, "E914");
    }
}

#[test]
fn a_file_that_lacks_a_paragraph_withholds_the_release_and_names_the_line() {
    let mut report = built(&world(CHAPTER));
    let short = built(&world(&CHAPTER.replace("乙段第一句。\n\n", "")));
    let whole = std::mem::take(&mut report.artifacts);
    for place in 0..ALL.len() {
        report.artifacts.clone_from(&whole);
        report.artifacts[place].bytes.clone_from(&short.artifacts[place].bytes);
        report.verify();
        assert!(report.artifacts.is_empty() && report.has_errors());
        assert_eq!(std::mem::take(&mut report.withheld), ALL);
        let found = std::mem::take(&mut report.diagnostics);
        let [finding] = found.as_slice() else { panic!("{found:?}") };
        let told = record(finding, &report.sources, Lang::Zh);
        assert_eq!((told.code, told.file.as_deref(), told.line), ("E910", Some("a.md"), Some(5)), "{told:?}");
        assert!(told.message.contains("漏掉了一处段落：乙段第一句。"), "{}", told.message);
        report.parity.clear();
    }
}

/// Every file below a directory of the project.
fn read(world: MemoryWorld, base: &Path, below: &str) -> MemoryWorld {
    let mut entries: Vec<_> = fs::read_dir(base.join(below)).expect("a directory").flatten().collect();
    entries.sort_by_key(fs::DirEntry::path);
    entries.into_iter().fold(world, |world, entry| {
        let name = Path::new(below).join(entry.file_name()).to_string_lossy().into_owned();
        if entry.path().is_dir() {
            read(world, base, &name)
        } else {
            world.with(name.trim_start_matches("./"), fs::read(entry.path()).expect("a file"))
        }
    })
}

#[test]
fn a_book_with_every_construct_is_whole_in_every_edition() {
    let world = read(MemoryWorld::new(), &root().join("book"), "images");
    let mut report = built(&read(world, &root().join("tests/books/every"), "."));
    report.verify();
    assert!(!report.has_errors(), "{:?}", report.diagnostics);
    let blocks: Vec<usize> = report.parity.iter().map(|one| one.blocks).collect();
    assert!(blocks.len() == 3 && blocks.iter().all(|count| *count > 100), "{blocks:?}");
}

/// Marks of notes are figures in some languages and circled in others, and no text in either.
#[test]
fn notes_are_no_text_in_any_language() {
    for language in ["zh-Hans", "zh-Hant", "ja", "ko", "en", "ru"] {
        let yaml = format!("title: T\nauthors: [A]\nlanguage: {language}\n");
        let mut text = String::from("# T 2024 {#t}\n\nSee [12](#t) and [2024][^a], again[^a][^b].\n\n[^a]: A 1.\n\n");
        text.extend((0..60).map(|at| format!("Word {at}[^n{at}] 7.\n\n[^n{at}]: Note {at}.\n\n")));
        let world = MemoryWorld::new().with("book.yaml", yaml).with("a.md", format!("{text}[^b]: 1.\n"));
        let mut report = built(&world);
        report.verify();
        assert!(!report.has_errors() && report.parity.len() == ALL.len(), "{language}: {:?}", report.diagnostics);
    }
}

/// A group that is drawn as a whole is a form of its own in the PDF, or two; presses get them all.
#[test]
fn groups_of_opacity_within_each_other_are_in_every_edition() {
    for levels in [1, 30, 80] {
        let (open, close) = ("<g opacity=\".9\">".repeat(levels), "</g>".repeat(levels));
        let shapes = "<rect width=\"9\" height=\"9\"/><circle cx=\"9\" cy=\"9\" r=\"9\"/>";
        let svg =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\">{open}{shapes}{close}</svg>");
        let world = MemoryWorld::new().with("book.yaml", "title: 书\nauthors: [甲]\n").with("a.svg", svg);
        let mut report = built(&world.with("a.md", "# 题\n\n![图中甲物](a.svg \"甲图\")\n"));
        report.verify();
        assert!(!report.has_errors() && report.parity.len() == ALL.len(), "{levels}: {:?}", report.diagnostics);
    }
}

#[test]
fn the_sample_book_is_whole_in_every_edition() {
    let dir = tempfile::TempDir::new().expect("a directory");
    let book = root().join("book");
    let made = run(dir.path(), ["release".as_ref(), book.as_os_str()]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let report = fs::read_to_string(dir.path().join("build/report.json")).expect("the report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let judgements = report["judgements"].as_array().expect("judgements").iter();
    let parity: Vec<_> = judgements.filter(|one| one["name"] == "text-parity").collect();
    assert_eq!(
        parity.iter().map(|one| &one["about"]).collect::<Vec<_>>(),
        ["thirty.epub", "thirty.pdf", "thirty-print.pdf"]
    );
    assert!(parity.iter().all(|one| one["checked"].as_u64() > Some(700)), "{parity:?}");
}

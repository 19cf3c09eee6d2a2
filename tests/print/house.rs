//! `check --printer`, and the page budget.

use super::{codes, request};
use huoban::config::Output;
use huoban::diagnostics::Lang;
use huoban::pipeline::{House, Report, Request, build};
use huoban::source::MemoryWorld;

/// A book that Amazon KDP takes: pages, margins, bleed, paper, no marks.
const KDP: &str = "page: {size: 152.4mm x 228.6mm, chars-per-line: 27, lines-per-page: 28}\n";
const KDP_PRINT: &str = "print: {bleed: 0mm, cover-bleed: 3.2mm, marks: false, paper: kdp-cream}\n";

fn judged(house: &str, yaml: &str, paragraphs: usize) -> Report {
    let yaml = format!("title: 书\nauthors: [甲]\nlanguage: zh-Hans\nchapters: [a.md]\n{yaml}");
    let text = "# 一\n\n".to_owned() + &"一段正文，写得长一些，好让书有些厚度，也好让每页都满。\n\n".repeat(paragraphs);
    let world = MemoryWorld::new().with("book.yaml", yaml).with("a.md", text).with("p.png", super::png());
    let printer = House::named(house);
    assert!(printer.is_some());
    build(&world, &Request { printer, ..request(&[Output::Print, Output::Cover]) })
}

/// The findings of a house, as the words that tell what it asks for.
fn complaints(report: &Report) -> Vec<String> {
    let own = report.diagnostics.iter().filter(|found| ["E761", "W774"].contains(&found.rule.code));
    own.map(|found| found.message(Lang::En)).collect()
}

#[test]
fn a_book_that_keeps_every_demand_passes() {
    let report = judged("kdp", &format!("{KDP}{KDP_PRINT}"), 700);
    assert!(codes(&report.diagnostics).is_empty(), "{:?}", complaints(&report));
    assert_eq!(report.artifacts.len(), 2);
}

/// A failing book for every demand; each differs from the sound one in a single respect.
#[test]
fn each_demand_is_judged() {
    let kdp = |print: &str| format!("{KDP}{print}");
    let margins = "page: {size: 152.4mm x 228.6mm, chars-per-line: 27, lines-per-page: 28, margins: {inner: 5mm}}\n";
    let edge = "page: {size: 152.4mm x 228.6mm, chars-per-line: 27, lines-per-page: 28, margins: {inner: 51mm}}\n";
    let no_gutter = KDP_PRINT.replace("bleed: 0mm", "bleed: 0mm, gutter-extra: 0mm");
    for (house, yaml, paragraphs, asks) in [
        (
            "kdp",
            format!("page: {{size: 230mm x 250mm}}\n{KDP_PRINT}"),
            700,
            "a trimmed size of 101.6 × 152.4 mm – 215.9 × 296.9 mm",
        ),
        ("kdp", kdp(KDP_PRINT), 1, "a number of pages of 24–828"),
        ("kdp", format!("{margins}{no_gutter}"), 700, "an inner margin of at least 9.5 mm"),
        ("kdp", format!("{edge}{no_gutter}"), 700, "other margins of at least 6.4 mm"),
        ("kdp", kdp(&KDP_PRINT.replace("3.2mm", "2mm")), 700, "a bleed of at least 3.2 mm; book-cover.pdf has 2 mm"),
        ("kdp", kdp(&KDP_PRINT.replace("marks: false", "marks: true")), 700, "sheets without marks"),
        ("kdp", kdp(&KDP_PRINT.replace("kdp-cream", "{caliper-mm: 0.3}")), 700, "a spine of"),
        ("ingramspark", kdp(KDP_PRINT), 3, "a blank last page"),
        ("mainland", kdp(KDP_PRINT), 3, "a trimmed size of 32开"),
    ] {
        let told = complaints(&judged(house, &yaml, paragraphs));
        assert!(!told.is_empty() && told.iter().all(|one| one.contains(asks)), "{asks}: {told:?}");
    }
}

#[test]
fn inks_and_pixels_are_those_of_the_house() {
    let accent = "theme: {accent: '#0a0806'}\n";
    let dark = judged("ingramspark", &format!("{KDP}{accent}{}", KDP_PRINT.replace("cream", "white")), 3);
    let told = complaints(&dark);
    assert!(told.iter().any(|one| one.contains("a sum of inks of at most 240%; book-cover.pdf has")), "{told:?}");
    let coarse = judged("kdp", &format!("{KDP}cover: p.png\n{}", KDP_PRINT.replace("{bleed", "{ppi: 72, bleed")), 700);
    let told = complaints(&coarse);
    assert!(told.iter().any(|one| one.contains("pixels to the inch of at least 300; book-cover.pdf has")), "{told:?}");
}

/// The pages of the print edition of a book that fills whole signatures, or not.
#[test]
fn a_signature_is_filled_or_the_pages_that_are_over_are_told() {
    let print = |more: &str| format!("{KDP}print: {{paper: kdp-cream, signature: 16{more}}}\n");
    let world = |yaml: &str| {
        let yaml = format!("title: 书\nauthors: [甲]\nlanguage: zh-Hans\nchapters: [a.md, b.md]\n{yaml}");
        let text = |title: &str| format!("# {title}\n\n") + &"一段正文。\n\n".repeat(300);
        MemoryWorld::new().with("book.yaml", yaml).with("a.md", text("甲")).with("b.md", text("乙"))
    };
    let open = build(&world(&print("")), &request(&[Output::Print, Output::Cover]));
    assert_eq!(codes(&open.diagnostics), ["W771"]);
    let (count, told) = (open.pages.pages.len(), open.diagnostics[0].message(Lang::En));
    let (over, blank) = (count % 16, 16 - count % 16);
    assert!(
        told.contains(&format!("{count} pages are {} signatures of 16 pages and {over} over", count / 16)),
        "{told}"
    );
    assert!(told.contains(&format!("{blank} blank pages")), "{told}");
    let help = open.diagnostics[0].help(Lang::En);
    assert!(help.contains("甲 (") || help.contains("乙 ("), "{help}");

    let full = build(&world(&print(", pad: true")), &request(&[Output::Print, Output::Cover]));
    assert!(codes(&full.diagnostics).is_empty());
    assert_eq!(full.artifacts[0].pages, Some(count + blank));
    let pdf = super::Pdf::read(&full.artifacts[0].bytes);
    assert_eq!(pdf.pages().len() % 16, 0);
    // The cover is as thick as the book with its blank pages.
    let width = |report: &Report| {
        let pdf = super::Pdf::read(&report.artifacts[1].bytes);
        super::numbers(&pdf, pdf.pages()[0], "TrimBox")[2]
    };
    assert!(width(&full) > width(&open));
}

/// Every number of a house is documented with its source, and the sources are those of the data.
#[test]
fn the_documentation_names_every_source() {
    let told = include_str!("../../docs/print.md");
    let mut sources = 0;
    for name in House::names() {
        let house = House::named(name).expect("a house of its own name");
        let data = format!("{house:?}");
        for part in data.split("source: \"").skip(1) {
            let source = part.split('"').next().expect("a source");
            assert!(told.contains(source), "{name}: {source}");
            sources += 1;
        }
        assert!(told.contains(&format!("`{name}`")), "{name}");
    }
    assert!(sources > 12);
}

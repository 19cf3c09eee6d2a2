//! The print edition as a printing house finds it.

#[path = "../common/mod.rs"]
mod common;
mod books;
mod cover;
mod edit;
mod house;
mod photographs;
mod plates;
mod preflight;

#[path = "../press/mod.rs"]
mod press;

use huoban::base::Len;
use huoban::color::{Inks, Profile};
use huoban::config::Output;
use huoban::diagnostics::{Diagnostic, Lang, TextOptions, record, render_text};
use huoban::model::ChapterRole;
use huoban::pdf::preflight::{Wishes, judge};
use huoban::pdf::{Press, write_print};
use huoban::pipeline::{Report, Request, build};
use huoban::source::MemoryWorld;
use press::pictures::{jpeg, plain_png, png};
use press::reader::{Pdf, Value};
use std::num::NonZeroUsize;
use std::path::Path;

const YAML: &str =
    "title: 书\nauthors: [甲]\nlanguage: zh-Hans\nchapters: [a.md]\npage: {size: 140mm x 203mm}\ncover: none\n";
const MM: f64 = 72.0 / 25.4;

/// A drawing with everything that has a colour: a black line, black text, a red box, a gradient, a half-transparent
/// blue disc, white text on red.
const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
  <defs>
    <linearGradient id="g"><stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient>
    <linearGradient id="m"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>
    <mask id="k"><rect width="200" height="100" fill="url(#m)"/></mask>
  </defs>
  <line x1="0" y1="5" x2="200" y2="5" stroke="black" stroke-width="2"/>
  <rect x="10" y="10" width="60" height="40" fill="#d02020"/>
  <rect x="80" y="10" width="60" height="40" fill="url(#g)"/>
  <circle cx="160" cy="40" r="20" fill="#2040d0" opacity="0.5"/>
  <g mask="url(#k)"><rect x="80" y="60" width="60" height="30" fill="#20a020"/></g>
  <text x="15" y="35" font-size="12" fill="white">白字</text>
  <text x="15" y="80" font-size="12">黑字</text>
</svg>"##;

fn world(more: &str, text: &str) -> MemoryWorld {
    MemoryWorld::new()
        .with("book.yaml", format!("{YAML}{more}\n"))
        .with("a.md", format!("# 一\n\n{text}\n"))
        .with("d.svg", DRAWING)
        .with("p.png", png())
        .with("j.jpg", jpeg())
}

fn request<'a>(outputs: &[Output]) -> Request<'a> {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    Request {
        directory: "book".to_owned(),
        outputs: Some(outputs.to_vec()),
        font_directories: vec![shipped],
        ..Request::default()
    }
}

fn codes(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|one| one.rule.code).collect()
}

/// The print edition of a manuscript in which nothing is wrong but what `allowed` names. `PDF_OUT` names a directory
/// where a person may look at the files.
fn printed(name: &str, world: &MemoryWorld, allowed: &[&str]) -> Vec<u8> {
    let report = build(world, &request(&[Output::Print]));
    let text =
        render_text(&report.diagnostics, &report.sources, TextOptions { lang: Lang::En, ..TextOptions::default() });
    assert!(codes(&report.diagnostics).iter().all(|code| allowed.contains(code)), "{text}");
    let bytes = print(report);
    preflight::passes(&bytes);
    if let Some(directory) = std::env::var_os("PDF_OUT") {
        std::fs::write(Path::new(&directory).join(format!("{name}.pdf")), &bytes).expect("written");
    }
    bytes
}

fn print(report: Report) -> Vec<u8> {
    let [artifact] = <[_; 1]>::try_from(report.artifacts).expect("one file");
    assert_eq!(artifact.file_name, "book-print.pdf");
    artifact.bytes
}

fn numbers(pdf: &Pdf, page: u32, key: &str) -> Vec<f64> {
    pdf.list(&pdf.number(page).dict()[key]).iter().map(Value::number).collect()
}

/// All the operators that draw a page, the marks behind the rest.
fn contents(pdf: &Pdf, page: u32) -> String {
    let parts = pdf.list(&pdf.number(page).dict()["Contents"]);
    parts.iter().map(|part| String::from_utf8_lossy(pdf.data(part)).into_owned()).collect()
}

#[test]
fn a_sheet_holds_the_trimmed_page_its_bleed_and_marks_beyond() {
    let pdf = Pdf::read(&printed("plain", &world("", "文字。"), &[]));
    for page in pdf.pages() {
        let [media, bleed, trim] = ["MediaBox", "BleedBox", "TrimBox"].map(|key| numbers(&pdf, page, key));
        let size =
            |area: &[f64]| [area[2] - area[0], area[3] - area[1]].map(|length| (length / MM * 100.0).round() / 100.0);
        assert_eq!(size(&trim), [140.0, 203.0]);
        assert_eq!(size(&bleed), [146.0, 209.0]);
        assert_eq!((media[0], media[1]), (0.0, 0.0));
        let center = |area: &[f64]| ((area[0] + area[2]) * 10.0).round();
        assert!(center(&media) == center(&trim) && center(&trim) == center(&bleed));
        // Every crop mark lies outside the bleed, and all but the targets stand on a line of the trim.
        let content = contents(&pdf, page);
        let marks = content.split("/Artifact BMC").last().expect("marks");
        assert!(marks.contains("/HbAll CS 1 SCN 0.25 w"), "{marks}");
        let lines: Vec<Vec<f64>> = marks
            .lines()
            .filter(|line| line.ends_with("l S"))
            .map(|line| line.split(' ').filter_map(|word| word.parse().ok()).collect())
            .collect();
        assert_eq!(lines.len(), 16);
        for line in &lines {
            let within = |x: f64, y: f64| x > bleed[0] && x < bleed[2] && y > bleed[1] && y < bleed[3];
            assert!(!within(line[0], line[1]) && !within(line[2], line[3]), "{line:?}");
        }
        let on_trim = |line: &&Vec<f64>| {
            let near = |one: f64, edges: [f64; 2]| edges.iter().any(|edge| (one - edge).abs() < 0.01);
            (line[0] == line[2] && near(line[0], [trim[0], trim[2]]))
                || (line[1] == line[3] && near(line[1], [trim[1], trim[3]]))
        };
        assert_eq!(lines.iter().filter(on_trim).count(), 8);
    }
}

#[test]
fn without_marks_the_sheet_ends_with_the_bleed() {
    let pdf = Pdf::read(&printed("bare", &world("print: {marks: false, bleed: 5mm}", "文字。"), &[]));
    let page = pdf.pages()[0];
    assert_eq!(numbers(&pdf, page, "MediaBox"), numbers(&pdf, page, "BleedBox"));
    let width = numbers(&pdf, page, "MediaBox")[2] / MM;
    assert!((width - 150.0).abs() < 0.01, "{width}");
    assert!(!contents(&pdf, page).contains("HbAll"));
}

#[test]
fn every_color_becomes_ink() {
    let text = "正文。\n\n![图](d.svg \"题\")\n\n![图](p.png \"题\")\n\n![图](j.jpg \"题\")";
    let bytes = printed("colors", &world("", text), &["W740"]);
    let pdf = Pdf::read(&bytes);
    assert!(!String::from_utf8_lossy(&bytes).contains("DeviceRGB"));
    let streams = || pdf.streams_with("Subtype", "Form").into_iter().map(|(_, data)| data.to_vec());
    let pages = pdf.pages().into_iter().map(|page| contents(&pdf, page).into_bytes());
    let mut painted = 0;
    for content in streams().chain(pages) {
        let content = String::from_utf8_lossy(&content).into_owned();
        let words: Vec<&str> = content.split_whitespace().collect();
        assert!(!words.iter().any(|word| ["rg", "RG"].contains(word)), "{content}");
        painted += words.iter().filter(|word| ["k", "K"].contains(word)).count();
    }
    assert!(painted > 8, "{painted}");
    // The pictures: red with its transparency, grey as it was.
    let images = pdf.streams_with("Subtype", "Image");
    let spaces: Vec<&str> = images.iter().map(|(number, _)| pdf.number(*number).dict()["ColorSpace"].name()).collect();
    let count = |name| spaces.iter().filter(|space| **space == name).count();
    assert_eq!((count("DeviceCMYK"), count("DeviceGray"), spaces.len()), (1, 2, 3), "{spaces:?}");
    let (red, data) = images
        .iter()
        .find(|(number, _)| pdf.number(*number).dict()["ColorSpace"].name() == "DeviceCMYK")
        .expect("the picture");
    assert!(pdf.number(*red).dict().contains_key("SMask"));
    assert!(data[1] > 200 && data[2] > 200 && data[0] < 40 && data[3] < 40, "red: {data:?}");
}

#[test]
fn text_and_lines_take_black_ink_alone() {
    let bytes = printed(
        "black",
        &world("theme: {accent: '#ff0000'}", "正文，|一。\n\n> 引文。\n\n![图](d.svg \"题\")"),
        &["W062"],
    );
    let pdf = Pdf::read(&bytes);
    let mut shown = 0;
    let forms =
        pdf.streams_with("Subtype", "Form").into_iter().map(|(_, data)| String::from_utf8_lossy(data).into_owned());
    for content in forms.chain(pdf.pages().into_iter().map(|page| contents(&pdf, page))) {
        let mut fill: Option<Vec<f64>> = None;
        let mut stack = Vec::new();
        let mut operands: Vec<f64> = Vec::new();
        for word in content.split_whitespace() {
            match word {
                "q" => stack.push(fill.clone()),
                "Q" => fill = stack.pop().expect("balanced"),
                "k" => fill = Some(operands[operands.len() - 4..].to_vec()),
                _ if word.ends_with("Tj") || word.ends_with("TJ") => {
                    let fill = fill.as_ref().expect("a colour");
                    assert_eq!(fill[..3], [0.0; 3], "{content}");
                    shown += 1;
                }
                _ => {}
            }
            match word.parse() {
                Ok(number) => operands.push(number),
                Err(_) => operands.clear(),
            }
        }
    }
    assert!(shown > 6, "{shown}");
    // The line of the drawing, and its white text, which knocks out of the red.
    let drawing = pdf.streams_with("Subtype", "Form");
    let all: String = drawing.iter().map(|(_, data)| String::from_utf8_lossy(data)).collect();
    assert!(all.contains("0 0 0 1 K\n"), "{all}");
    let white = all.find("0 0 0 0 k\nBT").or_else(|| all.find("0 0 0 0 k\n")).expect("white text");
    assert!(!all[white..].split("Tj").next().expect("text").contains("HbOver"), "{all}");
}

#[test]
fn a_grey_interior_takes_one_ink() {
    let text = "正文。\n\n![图](d.svg \"题\")\n\n![图](p.png \"题\")";
    let bytes = printed("grey", &world("print: {color: grey}", text), &["W740"]);
    let pdf = Pdf::read(&bytes);
    for (number, _) in pdf.streams_with("Subtype", "Image") {
        assert_eq!(pdf.number(number).dict()["ColorSpace"].name(), "DeviceGray");
    }
    let forms =
        pdf.streams_with("Subtype", "Form").into_iter().map(|(_, data)| String::from_utf8_lossy(data).into_owned());
    for content in forms.chain(pdf.pages().into_iter().map(|page| contents(&pdf, page))) {
        for line in content.lines().filter(|line| line.ends_with(" k") || line.ends_with(" K")) {
            assert!(line.starts_with("0 0 0 "), "{line}");
        }
    }
}

#[test]
fn the_gutter_moves_both_sides_away_from_the_spine() {
    let text = "文字。\n\n".repeat(80);
    let pens = |more: &str| {
        let pdf = Pdf::read(&printed("gutter", &world(more, &text), &[]));
        let written = |page: &u32| contents(&pdf, *page).contains("Tj");
        // Where the page lies on its sheet; all that is drawn on it lies there.
        let left = |page: u32| pdf.matrices(page)[0][4];
        pdf.pages().into_iter().map(|page| written(&page).then(|| left(page))).collect::<Vec<Option<f64>>>()
    };
    let (plain, wide) = (pens("print: {gutter-extra: 0mm}"), pens("print: {gutter-extra: 3mm}"));
    assert_eq!(plain.len(), wide.len());
    let mut sides = [0, 0];
    for (index, (before, after)) in plain.iter().zip(&wide).enumerate() {
        let (Some(before), Some(after)) = (before, after) else { continue };
        let wanted = if index % 2 == 0 { 3.0 } else { -3.0 };
        let moved = (after - before) / MM;
        assert!((moved - wanted).abs() < 0.01, "page {}: {moved} mm", index + 1);
        sides[index % 2] += 1;
    }
    assert!(sides[0] > 1 && sides[1] > 1, "{sides:?}");
}

/// Codes and places (`file:line`) of what a build finds.
fn found(world: &MemoryWorld) -> Vec<String> {
    let report = build(world, &request(&[Output::Print]));
    let records = report.diagnostics.iter().map(|one| record(one, &report.sources, Lang::En));
    records.map(|one| format!("{} {}:{}", one.code, one.file.unwrap_or_default(), one.line.unwrap_or(0))).collect()
}

#[test]
fn too_few_pixels_are_told_where_the_picture_stands() {
    let text = "正文。\n\n![图](p.png \"题\"){width=1in}\n\n![图](p.png \"题\"){width=2in}\n\n字中![图](p.png){width=0.6in}图。";
    let world = |least: u16| {
        self::world(&format!("print: {{ppi: {least}}}"), text).with("p.png", plain_png(150, 150, [200, 30, 30]))
    };
    assert_eq!(found(&world(300)), ["W740 a.md:5", "W740 a.md:7", "W740 a.md:9"]);
    assert_eq!(found(&world(150)), ["W501 a.md:5", "W740 a.md:7"], "no picture is told twice");
    assert_eq!(found(&world(72)), ["W501 a.md:5", "W501 a.md:7"], "the reader's eye asks for more than this press");
}

#[test]
fn hairlines_are_told_with_the_drawing() {
    let drawing = |width: f32| {
        let line = format!("<line x1='0' y1='9' x2='90' y2='9' stroke='black' stroke-width='{width}'/>");
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='20'>{line}</svg>")
    };
    let text = "正文。\n\n![图](l.svg \"题\"){width=50%}";
    assert_eq!(found(&world("", text).with("l.svg", drawing(0.05))), ["W741 a.md:5"]);
    assert_eq!(found(&world("", text).with("l.svg", drawing(1.0))), [""; 0]);
}

/// What no sane house likes, and an author may still draw: letters filled by a gradient, a pattern of hairlines, strokes
/// around letters, a mask of text.
#[test]
fn whatever_is_drawn_the_file_is_handed_over() {
    let drawing = r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
  <defs>
    <linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>
    <pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse">
      <line x1="0" y1="0" x2="4" y2="4" stroke="green" stroke-width="0.1"/>
    </pattern>
    <mask id="m"><text x="10" y="90" font-size="20" fill="white">遮</text></mask>
  </defs>
  <text x="10" y="30" font-size="24" fill="url(#g)">渐变</text>
  <text x="80" y="30" font-size="24" fill="url(#p)">花纹</text>
  <text x="10" y="60" font-size="24" fill="white" stroke="black" stroke-width="1">描边</text>
  <text x="80" y="60" font-size="24" opacity="0.5" style="mix-blend-mode: multiply">叠色</text>
  <rect x="0" y="70" width="200" height="30" fill="url(#g)" mask="url(#m)"/>
  <rect x="150" y="0" width="400" height="400" fill="black"/>
</svg>"##;
    let world = world("", "正文。\n\n![图](x.svg \"题\"){width=100%}").with("x.svg", drawing);
    let bytes = printed("drawn", &world, &["W741"]);
    assert!(Pdf::read(&bytes).pages().len() > 1);
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = printed("identity", &world("", "文字。"), &[]);
    assert!(bytes.starts_with(b"%PDF-1.6"));
    let text = String::from_utf8_lossy(&bytes);
    for said in [
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<pdf:Trapped>False</pdf:Trapped>",
        "<pdf:PDFVersion>1.6</pdf:PDFVersion>",
        "/Trapped/False",
        "/S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)",
    ] {
        assert!(text.contains(said), "{said}");
    }
    let pdf = Pdf::read(&bytes);
    assert!(pdf.structure().ends_with("P(「文字。」)))"), "{}", pdf.structure());
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let text = "正文。\n\n![图](d.svg \"题\")\n\n![图](p.png \"题\")\n\n![图](j.jpg \"题\")";
    let once = printed("once", &world("", text), &["W740"]);
    let request = Request { jobs: NonZeroUsize::new(1), ..request(&[Output::Print]) };
    assert_eq!(print(build(&world("", text), &request)), once);
}

#[test]
fn a_profile_that_is_not_for_a_press_is_refused() {
    let screen = screen_profile();
    let book = world("print: {profile: p.icc}", "文字。").with("p.icc", screen);
    let report = build(&book, &request(&[Output::Pdf, Output::Print]));
    assert_eq!(codes(&report.diagnostics), ["E730"]);
    assert_eq!(report.withheld, [Output::Print]);
    assert_eq!(report.artifacts.len(), 1, "the PDF for reading needs no profile");
    let good =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/coated-fogra39.icc")).expect("shipped");
    let book = world("print: {profile: p.icc, condition: 本厂铜版纸}", "文字。").with("p.icc", good);
    let bytes = printed("profile", &book, &[]);
    assert!(!String::from_utf8_lossy(&bytes).contains("/RegistryName"), "no registry knows the name");
}

/// The header of a profile of a display, which is as far as anyone reads before refusing it.
fn screen_profile() -> Vec<u8> {
    let shipped =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/coated-fogra39.icc")).expect("shipped");
    let mut profile = shipped;
    profile[12..16].copy_from_slice(b"mntr");
    profile
}

#[test]
fn a_book_of_one_page_is_a_print_file() {
    let mut ids = press::Ids::new(0);
    let text = ids.paragraph("只有一页。");
    let book = press::book(vec![press::chapter(ChapterRole::Body, vec![text])]);
    let fonts = press::fonts();
    let pages = press::set(&book, &fonts);
    assert_eq!(pages.pages.len(), 1);
    let profile = Profile::coated().expect("the shipped profile is sound");
    let wanted = Press {
        inks: Inks::new(&profile, 300, false).expect("usable"),
        condition: "FOGRA39".to_owned(),
        bleed: Len::from_mm(3.0),
        marks: true,
        gutter: Len::ZERO,
        ppi: 300,
        folds: Vec::new(),
        colored_text: false,
    };
    let (bytes, found) = write_print(&book, &pages, &fonts, None, &wanted);
    // The press of these tests draws a grey rule; that and the text are all there is.
    assert!(found.is_empty(), "{found:?}");
    let bytes = bytes.expect("a file");
    let size = pages.pages[0].size;
    assert_eq!(judge(&bytes, &Wishes { trim: Some(size), ..preflight::wishes() }), []);
    assert_eq!(Pdf::read(&bytes).pages().len(), 1);
}

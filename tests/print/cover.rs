//! The cover of the printed book: back, spine and front as one sheet.

use super::common::Judge;
use super::{MM, Pdf, codes, numbers, request};
use huoban::base::Len;
use huoban::config::Output;
use huoban::cover;
use huoban::display::{Draw, GlyphRun, Item};
use huoban::pipeline::{Report, build};
use huoban::source::MemoryWorld;
use huoban::style::Theme;

/// A page of 120 by 150 mm, on board so thick that a short book has a spine.
const BOOK: &str = "title: 三十Rust而立\nauthors: [王某, 李某]\npublisher: 江河出版社\nisbn: 978-7-306-04096-1\n\
    language: zh-Hans\nchapters: [a.md]\npage: {size: 120mm x 150mm}\n";

fn world(more: &str) -> MemoryWorld {
    let yaml = format!("{BOOK}{more}\n");
    MemoryWorld::new().with("book.yaml", yaml).with("a.md", "# 一\n\n文字。\n").with("p.png", super::png())
}

fn covered(more: &str) -> Report {
    build(&world(more), &request(&[Output::Cover]))
}

fn thick(more: &str) -> Report {
    let report = covered(&format!("print: {{paper: {{caliper-mm: 2, cover-mm: 0.25}}}}\n{more}"));
    assert!(codes(&report.diagnostics).is_empty(), "{:?}", report.diagnostics);
    report
}

fn bytes(report: &Report) -> &[u8] {
    let [artifact] = &report.artifacts[..] else { panic!("one file: {:?}", report.diagnostics) };
    assert_eq!((artifact.file_name.as_str(), artifact.pages), ("book-cover.pdf", Some(1)));
    &artifact.bytes
}

/// How thick a book of so many pages is, in millimetres.
fn thickness(pages: usize) -> f64 {
    pages.div_ceil(2) as f64 * 2.0 + 0.5
}

/// The runs of text that stand on the spine, as they were drawn.
fn on_spine(report: &Report, spine: Len) -> Vec<(Item, GlyphRun)> {
    let alone = cover::alone(&report.book).expect("a cover");
    let theme = Theme::of(report.config.as_ref().expect("a configuration"));
    let (page, found) = cover::wrap(&alone, &theme, &report.fonts, spine, Len::from_mm(3.0));
    assert!(found.is_empty(), "{found:?}");
    let left = Len::from_mm(120.0);
    let stands = |item: &Item| item.at.x >= left && item.at.x <= left + spine;
    let runs = page.items.into_iter().filter(stands).filter_map(|item| match item.draw.clone() {
        Draw::Glyphs(run) => Some((item, *run)),
        _ => None,
    });
    runs.collect()
}

#[test]
fn cv_1_a_spine_bears_title_names_and_publisher_from_head_to_foot() {
    let report = thick("");
    let pdf = Pdf::read(bytes(&report));
    let page = pdf.pages()[0];
    let [bleed, trim] = ["BleedBox", "TrimBox"].map(|key| numbers(&pdf, page, key));
    let spine = thickness(report.pages.pages.len());
    let near = |found: f64, millimetres: f64| assert!((found / MM - millimetres).abs() < 0.01, "{found}");
    near(trim[2] - trim[0], 2.0 * 120.0 + spine);
    near(trim[3] - trim[1], 150.0);
    near(bleed[2] - bleed[0], 2.0 * 120.0 + spine + 6.0);

    let runs = on_spine(&report, Len::from_mm(spine));
    let text: String = runs.iter().map(|(_, run)| run.text.replace(char::is_whitespace, "")).collect();
    assert_eq!(text, "三十Rust而立王某李某著江河出版社");
    assert!(runs.windows(2).all(|pair| pair[0].0.at.y < pair[1].0.at.y), "from head to foot");
    for (item, run) in &runs {
        assert_eq!(run.turned, run.text == "Rust", "Han stand upright, words are turned: {}", run.text);
        // Every letter keeps to the middle of the spine.
        let middle = Len::from_mm(120.0 + spine / 2.0);
        assert!((item.at.x - middle).abs() < run.size, "{}", run.text);
        assert!(run.size < Len::from_mm(spine - 3.2) + Len::PT, "nothing reaches the folds");
    }
    // The folds are marked outside the bleed, and nowhere else.
    let content = super::contents(&pdf, page);
    assert_eq!(content.matches("[2 1.5] 0 d").count(), 4);
}

#[test]
fn a_spine_below_five_millimetres_bears_nothing() {
    let report = covered("print: {paper: {caliper-mm: 0.1}}");
    assert!(codes(&report.diagnostics).is_empty());
    assert!(!bytes(&report).is_empty());
    assert!(on_spine(&report, Len::from_mm(4.9)).is_empty());
    assert!(!on_spine(&report, Len::from_mm(5.0)).is_empty());
}

/// Pixels in the four inks, as mupdf paints them.
struct Plate {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// Pixels to the inch.
const PPI: f64 = 300.0;

impl Plate {
    fn of(bytes: &[u8]) -> Option<Plate> {
        let mutool = Judge::program("mutool")?;
        let shelf = tempfile::TempDir::new().expect("a directory");
        let [pdf, pam] = ["cover.pdf", "cover.pam"].map(|name| shelf.path().join(name));
        std::fs::write(&pdf, bytes).expect("written");
        let arguments = ["draw", "-q", "-r", "300", "-c", "cmyk", "-F", "pam", "-o"].map(AsRef::as_ref);
        let (code, text) = mutool.says(arguments.into_iter().chain([pam.as_os_str(), pdf.as_os_str()]));
        assert_eq!(code, 0, "{text}");
        let bytes = std::fs::read(pam).expect("a picture");
        let end = bytes.windows(7).position(|seven| seven == b"ENDHDR\n").expect("a header") + 7;
        let header = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let number = |key: &str| -> usize {
            let line = header.lines().find_map(|line| line.strip_prefix(key)).expect(key);
            line.trim().parse().expect("a number")
        };
        assert_eq!(number("DEPTH"), 4);
        Some(Plate { width: number("WIDTH"), height: number("HEIGHT"), pixels: bytes[end..].to_vec() })
    }

    fn at(&self, x: usize, y: usize) -> [u8; 4] {
        let from = (y * self.width + x) * 4;
        [0, 1, 2, 3].map(|ink| self.pixels[from + ink])
    }

    fn is_white(&self, x: usize, y: usize) -> bool {
        self.at(x, y).iter().all(|ink| *ink < 30)
    }

    /// Black ink and no other.
    fn is_black(&self, x: usize, y: usize) -> bool {
        let [c, m, y, k] = self.at(x, y);
        k > 128 && [c, m, y] == [0; 3]
    }
}

/// Widths of the four elements of a digit with odd parity, left to right, and the parities that tell the first digit
/// (ISO/IEC 15420, 4.2): written down apart from the code that draws them.
const WIDTHS: [&str; 10] = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"];
const FIRST: [&str; 10] =
    ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"];

/// Reads 59 bars and spaces, by their widths in modules.
fn decoded(widths: &[usize]) -> String {
    assert_eq!(widths.len(), 59, "{widths:?}");
    assert_eq!((&widths[..3], &widths[27..32], &widths[56..]), (&[1; 3][..], &[1; 5][..], &[1; 3][..]));
    let told = |four: &[usize]| four.iter().map(usize::to_string).collect::<String>();
    let (mut digits, mut parities) = (String::new(), String::new());
    for four in widths[3..27].chunks(4).chain(widths[32..56].chunks(4)) {
        let (forward, backward) = (told(four), told(four).chars().rev().collect::<String>());
        let odd = WIDTHS.iter().position(|widths| *widths == forward);
        let digit = odd.or(WIDTHS.iter().position(|widths| *widths == backward)).expect("a digit");
        digits.push_str(&digit.to_string());
        parities.push(if odd.is_some() { 'O' } else { 'E' });
    }
    let first = FIRST.iter().position(|first| *first == &parities[..6]).expect("a first digit");
    format!("{first}{digits}")
}

/// The lengths of stretches of pixels that are alike.
fn stretches(pixels: &[bool]) -> Vec<(bool, usize)> {
    pixels.chunk_by(|one, next| one == next).map(|stretch| (stretch[0], stretch.len())).collect()
}

#[test]
fn cv_2_the_bar_code_on_the_back_is_the_isbn_in_black_with_its_quiet_zones() {
    let report = thick("");
    let Some(plate) = Plate::of(bytes(&report)) else { return };
    let pixel = |millimetres: f64| (millimetres / 25.4 * PPI) as usize;
    // Marks and bleed lie around the trimmed back, which is 120 by 150 mm.
    let edge = 11.0;
    let row = pixel(edge + 150.0 - 12.0 - 16.0);
    let white: Vec<usize> = (pixel(edge)..pixel(edge + 120.0)).filter(|x| plate.is_white(*x, row)).collect();
    let (from, to) = (white[0], white[white.len() - 1] + 1);
    assert!(from > pixel(edge + 60.0) && to < pixel(edge + 120.0 - 5.0), "beside the spine");
    let line: Vec<bool> = (from..to).map(|x| plate.is_black(x, row)).collect();
    let grey = (from..to).filter(|x| !plate.is_black(*x, row) && plate.at(*x, row)[..3] != [0; 3]).count();
    assert_eq!(grey, 0, "no ink but black");
    let all = stretches(&line);
    let ([(false, before), bars @ .., (false, behind)], true) = (&all[..], all.len() == 61) else { panic!("{all:?}") };
    let wide: usize = bars.iter().map(|bar| bar.1).sum();
    let module = wide as f64 / 95.0;
    assert!((module / PPI * 25.4 - 0.33).abs() < 0.005, "full size: {module}");
    assert!(*before as f64 >= 11.0 * module && *behind as f64 >= 7.0 * module, "{before} {behind} {module}");
    let widths: Vec<usize> = bars.iter().map(|bar| (bar.1 as f64 / module).round() as usize).collect();
    assert_eq!(decoded(&widths), "9787306040961");
    // The bars are as high as the standard has them.
    let column = from + before;
    let high = (0..plate.height).filter(|y| *y > plate.height / 2 && plate.is_black(column, *y)).count();
    assert!((high as f64 / PPI * 25.4 - 24.5).abs() < 0.3, "{high}");
    let pdf = String::from_utf8_lossy(bytes(&report)).into_owned();
    assert!(pdf.contains("GTS_PDFX"));
}

#[test]
fn a_picture_fills_the_front_and_spine_and_back_are_painted_beside_it() {
    let report = covered("cover: p.png\nprint: {ppi: 72, paper: {caliper-mm: 2}}");
    assert!(codes(&report.diagnostics).iter().all(|code| *code == "W740"), "{:?}", report.diagnostics);
    let Some(plate) = Plate::of(bytes(&report)) else { return };
    let pixel = |millimetres: f64| (millimetres / 25.4 * PPI) as usize;
    let spine = thickness(report.pages.pages.len()) - 0.5;
    let back = plate.at(pixel(11.0 + 5.0), pixel(30.0));
    let fold = plate.at(pixel(11.0 + 120.0 + 1.0), pixel(11.0));
    let front = plate.at(pixel(11.0 + 120.0 + spine + 60.0), pixel(80.0));
    assert!(back != fold && fold != front && back != front, "{back:?} {fold:?} {front:?}");
    // Nothing white shows between the picture and the end of the bleed.
    assert!(!plate.is_white(pixel(11.0 + 240.0 + spine + 2.5), pixel(80.0)));
}

/// A broken book and its repaired twin for every finding about a cover.
#[test]
fn what_a_cover_lacks_is_told() {
    const PAPER: &str = "print: {paper: {caliper-mm: 1}}";
    let title = |title: &str| MemoryWorld::new().with("book.yaml", BOOK.replace("三十Rust而立", title) + PAPER + "\n");
    let more = |more: &str| world(more);
    let long = |count: usize| more(&format!("{PAPER}\ndescription: {}", "长".repeat(count)));
    let cases = [
        ("E760", more(&format!("{PAPER}\ncover: none")), more(PAPER)),
        ("W770", more(""), more(PAPER)),
        ("W772", title(&"长".repeat(200)), title("长")),
        ("W773", long(3_000), long(300)),
    ];
    for (code, broken, repaired) in cases {
        let text = "# 一\n\n".to_owned() + &"文字。\n\n".repeat(120);
        let run = |world: MemoryWorld| build(&world.with("a.md", text.clone()), &request(&[Output::Cover]));
        let (wrong, right) = (run(broken), run(repaired));
        assert_eq!(codes(&wrong.diagnostics), [code]);
        assert_eq!(wrong.withheld.is_empty(), code != "E760", "{code}");
        assert!(codes(&right.diagnostics).is_empty(), "{code}: {:?}", right.diagnostics);
    }
}

#[test]
fn the_same_cover_has_the_same_bytes() {
    assert_eq!(bytes(&thick("")), bytes(&thick("")));
}

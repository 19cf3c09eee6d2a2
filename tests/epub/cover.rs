//! The cover that is drawn where the author gives none.

use super::{Epub, all, built};
use huoban::config::Output;

struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    /// A PNG by a table of colours, which takes a third of the bytes to pack, in eight bits, and opaque.
    fn read(bytes: &[u8]) -> Picture {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        assert_eq!(reader.info().color_type, png::ColorType::Indexed);
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("whole");
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        Picture { width: info.width as usize, height: info.height as usize, pixels }
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let from = (y * self.width + x) * 3;
        [self.pixels[from], self.pixels[from + 1], self.pixels[from + 2]]
    }

    /// The box around everything black in some rows of the page, in hundredths of its width and height.
    fn ink(&self, rows: std::ops::Range<usize>) -> Option<[usize; 4]> {
        let mut found: Option<[usize; 4]> = None;
        for y in self.height * rows.start / 100..self.height * rows.end / 100 {
            for x in 0..self.width {
                if self.at(x, y).iter().all(|part| *part < 60) {
                    let [left, top, right, bottom] = found.unwrap_or([x, y, x, y]);
                    found = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
                }
            }
        }
        let [left, top, right, bottom] = found?;
        let (across, down) = (|x| x * 100 / self.width, |y| y * 100 / self.height);
        Some([across(left), down(top), across(right), down(bottom)])
    }
}

/// The package and the cover of a book with these lines in its `book.yaml`.
fn cover(yaml: &str) -> (String, Option<Picture>) {
    let yaml = format!("{yaml}\nchapters: [a.md]\n");
    let epub = Epub::of_report(&built(&[("book.yaml", &yaml), ("a.md", "# 一\n\n正文。\n")], &[Output::Epub]));
    let package = epub.xml("package.opf");
    let item = all(&package, "item").into_iter().find(|item| item.attribute("properties") == Some("cover-image"));
    let picture = item.map(|item| {
        assert_eq!(item.attribute("media-type"), Some("image/png"));
        let name = item.attribute("href").expect("a name");
        assert!(epub.text("cover.xhtml").contains(name), "the cover's page shows it");
        Picture::read(&epub.0[&format!("EPUB/{name}")])
    });
    (epub.text("package.opf").to_owned(), picture)
}

/// Rows 64 and 65; typography row CV-2 for the EPUB.
#[test]
fn cv_2_a_book_without_a_picture_gets_a_cover_that_stores_accept() {
    let (package, picture) =
        cover("title: 三十而立\nsubtitle: 一个高新区的成长\nauthors: [编写组]\npublisher: 江河出版社");
    let picture = picture.expect("a cover");
    assert!(package.contains("<meta name=\"cover\""), "older readers find it too");
    assert!(picture.height >= 1600 && picture.width * picture.height <= 4_000_000);
    // The title is large, the names stand below it, and nothing black stands lower.
    let [left, _, right, bottom] = picture.ink(0..100).expect("a title");
    assert!(right - left > 60 && bottom < 70, "{left}..{right} down to {bottom}");
    // The publisher stands in the paper's colour on the field at the foot.
    let paper = picture.at(2, 2);
    let foot = picture.height * 88 / 100..picture.height * 97 / 100;
    let lettered =
        foot.flat_map(|y| (0..picture.width).map(move |x| (x, y))).filter(|(x, y)| picture.at(*x, *y) == paper);
    assert!(lettered.count() > 500);
    assert_eq!(picture.at(2, picture.height - 2), [0x9e, 0x2a, 0x2b], "the theme's colour");
}

#[test]
fn titles_of_any_length_and_names_of_any_number_stay_on_the_cover() {
    let long = "从三平方公里到九十九平方公里：一座内陆城市高新技术产业开发区的三十年成长记录与思考".repeat(2);
    let many = (1..=40).map(|number| format!("欧阳{number}")).collect::<Vec<_>>().join(", ");
    for yaml in [
        "title: 地".to_owned(),
        format!("title: {long}\nauthors: [甲]"),
        format!("title: 书\nsubtitle: {long}\nauthors: [{many}]"),
        "title: The Unbearable Incomprehensibility of Counterrevolutionaries\nlanguage: en\nauthors: [A. B.]"
            .to_owned(),
        "title: 书\npage: {size: 200mm x 100mm, chars-per-line: 30, lines-per-page: 8}\nauthors: [甲, 乙]".to_owned(),
    ] {
        let picture = cover(&yaml).1.expect("a cover");
        let [left, top, right, bottom] = picture.ink(0..100).unwrap_or_else(|| panic!("{yaml}"));
        assert!(left >= 7 && right <= 93 && top >= 5 && bottom < 74, "{left} {top} {right} {bottom}: {yaml}");
    }
}

#[test]
fn a_cover_can_be_left_out() {
    let (package, picture) = cover("title: 书\ncover: none");
    assert!(picture.is_none() && !package.contains("cover"), "{package}");
}

//! Rows 7, 26, 28, 42 and 51: what holds of a book as a whole.

use super::{Epub, all, build, built, said};
use huoban::config::Output;
use huoban::diagnostics::Lang;
use huoban::model::{Block, BlockKind, ChapterRole, plain_text};
use huoban::pipeline::{self, Report, Request, tool_fonts};
use huoban::source::{DiskWorld, MemoryWorld};
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tempfile::TempDir;

/// Builds the EPUB of a manuscript on disk.
fn from_disk(manuscript: &Path) -> Report {
    let world = DiskWorld::open(manuscript, None).expect("a manuscript");
    let font_directories = tool_fonts().into_iter().collect();
    pipeline::build(&world, &Request { outputs: Some(vec![Output::Epub]), font_directories, ..Request::default() })
}

fn sample() -> Report {
    from_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("book"))
}

/// The files of the spine, in its order.
fn spine(epub: &Epub) -> Vec<String> {
    let package = epub.xml("package.opf");
    let items = all(&package, "item");
    let href = |id| items.iter().find(|item| item.attribute("id") == Some(id)).and_then(|item| item.attribute("href"));
    let places = all(&package, "itemref");
    assert!(places.iter().all(|place| place.attribute("linear").is_none()), "all of the text is in line");
    places.iter().filter_map(|place| href(place.attribute("idref")?)).map(str::to_owned).collect()
}

#[test]
fn e7_nothing_tells_on_which_machine_the_book_was_made() {
    let directory = TempDir::with_prefix("qiaoqiao-").expect("a directory");
    let cover = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 60' width='40' height='60'><rect width='40' height='60'/></svg>";
    std::fs::write(directory.path().join("book.yaml"), "title: 书\nslug: b\ncover: c.svg\nchapters: [a.md]\n")
        .expect("a file");
    std::fs::write(directory.path().join("a.md"), "# 一\n\n文[^1]。\n\n[^1]: 注。\n").expect("a file");
    std::fs::write(directory.path().join("c.svg"), cover).expect("a file");
    let epub = Epub::of_report(&from_disk(directory.path()));
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default().trim().to_owned();
    let user = std::env::var("USER").unwrap_or_default();
    let home = std::env::var("HOME").unwrap_or_default() + "/";
    let checkout = env!("CARGO_MANIFEST_DIR").to_owned();
    let signs = [read("/etc/hostname"), user, home, checkout, "qiaoqiao-".to_owned()];
    // A short name such as “root” may be a word of the language.
    for sign in signs.iter().filter(|sign| sign.len() > 4) {
        for (name, bytes) in &epub.0 {
            assert!(!bytes.windows(sign.len()).any(|piece| piece == sign.as_bytes()), "{name} holds {sign}");
        }
    }
}

#[test]
fn e26_the_spine_follows_the_book() {
    let report = sample();
    let epub = Epub::of_report(&report);
    let titles: Vec<String> = spine(&epub)
        .iter()
        .filter(|name| !["cover.xhtml", "title.xhtml", "imprint.xhtml"].contains(&name.as_str()))
        .map(|name| said(all(&epub.xml(name), "title")[0]))
        .collect();
    let generated = |role: ChapterRole| role.is_generated() && role != ChapterRole::Contents;
    let chapters: Vec<&str> =
        report.book.chapters.iter().filter(|one| !generated(one.role)).map(|one| one.title.as_str()).collect();
    assert_eq!(titles.len(), chapters.len());
    for (title, chapter) in titles.iter().zip(&chapters) {
        assert!(title.ends_with(chapter), "{title} stands where {chapter} should");
    }
    assert!(chapters.len() > 15);
}

/// The text of a block and of the blocks in it, in order.
fn pieces(block: &Block, out: &mut String) {
    let mut say = |text: &str| out.push_str(&without_blanks(text));
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => say(&plain_text(content)),
        BlockKind::Figure(figure) => say(&plain_text(&figure.caption)),
        BlockKind::Verse(lines) => lines.iter().for_each(|line| say(&plain_text(line))),
        BlockKind::Code { text, .. } | BlockKind::Math(text) => say(text),
        BlockKind::Table(table) => {
            say(&plain_text(&table.caption));
            let rows = std::iter::once(&table.head).chain(&table.rows);
            rows.flat_map(|row| &row.cells).for_each(|cell| say(&plain_text(&cell.content)));
        }
        BlockKind::Definitions(entries) => {
            for entry in entries {
                out.push_str(&without_blanks(&plain_text(&entry.term)));
                entry.definitions.iter().flat_map(|(_, blocks)| blocks).for_each(|block| pieces(block, out));
            }
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| pieces(block, out)),
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| pieces(block, out));
        }
        BlockKind::Break | BlockKind::Contents(_) => {}
    }
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What a file says of the manuscript: no numbers of the tool's own, no boxes of tasks, no readings, no calls and ways back.
fn text_of(page: Node) -> String {
    let silent = |node: &Node| {
        let class = node.attribute("class").unwrap_or("");
        matches!(class, "number" | "task" | "call" | "back") || matches!(node.tag_name().name(), "rt" | "head")
    };
    let texts = page.descendants().filter(|node| node.is_text() && !node.ancestors().any(|one| silent(&one)));
    without_blanks(&texts.filter_map(|node| node.text()).collect::<String>())
}

#[test]
fn e28_every_word_of_the_book_stands_in_it_once_and_in_order() {
    let report = sample();
    let epub = Epub::of_report(&report);
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for name in spine(&epub) {
        // A divided chapter is one.
        let chapter = name.trim_end_matches(".xhtml").to_owned();
        pages.entry(chapter).or_default().push_str(&text_of(epub.xml(&name).root_element()));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut judged = 0;
    for chapter in &report.book.chapters {
        let (stem, width) = match chapter.role {
            ChapterRole::Front => ("front", 0),
            ChapterRole::Part => ("part", 0),
            ChapterRole::Body => ("chapter", 3),
            ChapterRole::Appendix => ("appendix", 0),
            ChapterRole::Back => ("back", 0),
            ChapterRole::Cover
            | ChapterRole::HalfTitle
            | ChapterRole::TitlePage
            | ChapterRole::Imprint
            | ChapterRole::Contents => continue,
        };
        let count = counts.entry(stem).or_default();
        *count += 1;
        let shown = &pages[&format!("{stem}-{count:0width$}")];
        let mut expected = String::new();
        for block in chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks)) {
            pieces(block, &mut expected);
        }
        let same = shown.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
        let from = |text: &str| text.chars().skip(same.saturating_sub(10)).take(40).collect::<String>();
        assert!(*shown == expected, "{}: “{}” for “{}”", chapter.title, from(shown), from(&expected));
        judged += expected.chars().count();
    }
    assert!(judged > 10_000, "{judged} characters");
}

#[test]
fn e42_ids_stay_when_another_chapter_changes() {
    let ids = |first: &str| {
        let second = "# 二\n\n见[图](#f)[^1]。\n\n## 节\n\n![图](p.svg \"题\"){#f}\n\n再看[](#节)。\n\n[^1]: 注。\n";
        let yaml = "title: 书\nchapters: [a.md, b.md]\n";
        let files = [("book.yaml", yaml), ("a.md", first), ("b.md", second), ("p.svg", super::SVG_WIDE)];
        let epub = Epub::of_report(&built(&files, &[Output::Epub]));
        let page = epub.xml("chapter-002.xhtml");
        page.descendants().filter_map(|node| node.attribute("id").map(str::to_owned)).collect::<Vec<_>>()
    };
    let before = ids("# 一\n\n文。\n");
    assert!(before.len() > 4, "{before:?}");
    assert_eq!(ids("# 一\n\n加了许多字[^a]。\n\n## 新节\n\n> 引。\n\n[^a]: 新注。\n"), before);
}

/// A reading system shows a drawing as a picture, to which the fonts of the book are unknown.
#[test]
fn e51_letters_in_drawings_are_shapes_where_they_were() {
    use usvg::{Options, Tree};
    let written = |lang: &str, text: &str| {
        let letters = format!("<text x='40' y='120' font-size='60'>{text}</text></svg>");
        let svg = super::SVG_WIDE.replace("</svg>", &letters);
        let yaml = format!("title: 书\nlanguage: {lang}\nchapters: [a.md]\n");
        let files = [("book.yaml", yaml.as_str()), ("a.md", "# 一\n\n![说](p.svg)\n"), ("p.svg", &svg)];
        let epub = Epub::of_report(&built(&files, &[Output::Epub]));
        (svg, epub.text("images/p.svg").to_owned())
    };
    let lettered = |text| written("zh-Hans", text);
    let (svg, shown) = lettered("活版9");
    assert!(!shown.contains("<text") && shown.starts_with("<svg viewBox=\"0 0 400 200\""), "{shown}");
    let tree = Tree::from_str(&shown, &Options::default()).expect("an SVG");
    let whole =
        Tree::from_str(&svg.replace("<text", "<g").replace("</text>", "</g>"), &Options::default()).expect("it");
    assert_eq!(tree.size(), whole.size());
    let boxes: Vec<_> = tree.root().children().iter().map(|node| node.abs_bounding_box()).collect();
    let [_ground, frame, letters] = boxes[..] else { panic!("a ground, a frame and letters: {boxes:?}") };
    assert_eq!(frame, whole.root().children()[0].abs_bounding_box());
    // Two Han of 60 px and a digit, on the line at 120.
    assert!((40.0..50.0).contains(&letters.x()) && (140.0..200.0).contains(&letters.right()), "{letters:?}");
    assert!((60.0..80.0).contains(&letters.y()) && (118.0..130.0).contains(&letters.bottom()), "{letters:?}");
    let bones = ["zh-Hans", "zh-Hant-TW", "ja"].map(|lang| written(lang, "骨").1);
    assert!(bones[0] != bones[1] && bones[1] != bones[2], "letters take the forms of the language");
    // What no font of the book has may be in a font of the reader's.
    let bare = |shown: String| {
        let (before, rest) = shown.split_once("<rect xmlns").expect("a ground");
        [before, rest.split_once("/>").expect("its end").1].concat()
    };
    let (svg, shown) = lettered("𒀀");
    assert_eq!(bare(shown), svg);
    let (svg, shown) = lettered("");
    assert_eq!(bare(shown), svg, "a drawing without letters is the author's file");
}

/// What is transparent would lose its dark letters on a dark page, and reading systems throw style sheets away: the ground
/// is in the picture.
#[test]
fn e60_pictures_stand_on_a_ground_of_paper_in_every_theme() {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 2, 1);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().expect("in memory");
    writer.write_image_data(&[0, 0, 0, 0, 0, 0, 0, 255]).expect("two pixels");
    writer.finish().expect("in memory");
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\0\0\0\x21\xF9\x04\x01\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B";
    // A drawing whose colours follow the reader's would be light on its light ground.
    let adaptive = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><style>path { fill: #010203 } \
        @media (prefers-color-scheme: dark) { path { fill: #fefefe } }</style><path d='M1 1h7v7z'/>\
        <path style='fill: light-dark(#040506, #fafafa)' d='M1 1v7z'/></svg>";
    let text = "# 一\n\n![甲](a.png)\n\n![乙](b.gif)\n\n![丙](c.svg)\n\n字![丁](d.svg)字\n";
    let world = MemoryWorld::new()
        .with("book.yaml", "title: 书\nlanguage: zh-Hans\ncover: none\nchapters: [a.md]\n")
        .with("a.md", text)
        .with("a.png", png)
        .with("b.gif", gif)
        .with("c.svg", super::SVG_WIDE)
        .with("d.svg", adaptive);
    let request = Request {
        outputs: Some(vec![Output::Epub]),
        font_directories: tool_fonts().into_iter().collect(),
        ..Request::default()
    };
    let epub = Epub::of_report(&pipeline::build(&world, &request));
    let picture = |name: &str| epub.0[&format!("EPUB/images/{name}")].clone();
    let a = picture("a.png");
    let mut reader = png::Decoder::new(std::io::Cursor::new(&a[..])).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let shown = reader.next_frame(&mut pixels).expect("whole");
    assert_eq!((shown.color_type, &pixels[..]), (png::ColorType::Rgb, &[255, 255, 255, 0, 0, 0][..]));
    let b = picture("b.gif");
    assert_eq!((&b[13..16], b[22] & 1), (&[255; 3][..], 0), "the one transparent colour is white");
    for name in ["c.svg", "d.svg"] {
        let svg = String::from_utf8(picture(name)).expect("UTF-8");
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).expect("an SVG");
        let usvg::Node::Path(ground) = &tree.root().children()[0] else { panic!("{svg}") };
        let (area, size) = (ground.abs_bounding_box(), tree.size());
        assert!(area.x() <= 0.0 && area.y() <= 0.0 && area.right() >= size.width() && area.bottom() >= size.height());
        let fill = ground.fill().expect("it is filled");
        assert_eq!(fill.paint(), &usvg::Paint::Color(usvg::Color::white()));
        assert!(fill.opacity() == usvg::Opacity::ONE && ground.stroke().is_none());
        assert!(!svg.contains("prefers-color-scheme") && !svg.contains("light-dark"), "{svg}");
        let own = ["#010203", "#040506"].iter().all(|color| svg.contains(color));
        assert!(own || name == "c.svg", "{svg}");
    }
    // What cannot be changed has the ground that a style sheet gives, by two ways: readers throw away the first.
    let css = epub.text("style.css");
    let rule = css.lines().find(|line| line.starts_with("img {")).expect("a rule");
    assert!(rule.contains("background: #fff;") && rule.contains("box-shadow: inset") && !css.contains("@media"));
}

/// Photographs of a camera are larger than any screen, and than stores take; the PDFs have them whole.
#[test]
fn e64_e66_pictures_have_no_more_pixels_than_stores_take() {
    use jpeg_decoder::Decoder;
    use jpeg_encoder::{ColorType, Encoder};
    // A camera that was held upright: red above, blue below when the picture is turned to the right.
    let (width, height) = (3000_u16, 2000_u16);
    let row: Vec<u8> = (0..width).flat_map(|x| if x < width / 2 { [200, 30, 30] } else { [30, 30, 200] }).collect();
    let mut photograph = Vec::new();
    let mut encoder = Encoder::new(&mut photograph, 90);
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    encoder.add_app_segment(1, exif.to_vec()).expect("a segment");
    encoder.add_icc_profile(b"a profile").expect("a profile");
    encoder.encode(&row.repeat(usize::from(height)), width, height, ColorType::Rgb).expect("packed");
    let cover = {
        let mut bytes = Vec::new();
        let pixels = vec![90; 1600 * 2560];
        Encoder::new(&mut bytes, 50).encode(&pixels, 1600, 2560, ColorType::Luma).expect("packed");
        bytes
    };
    let world = MemoryWorld::new()
        .with("book.yaml", b"title: a\ncover: c.jpg\nchapters: [a.md]\n")
        .with("a.md", "# 一\n\n![说](p.jpg)\n".as_bytes())
        .with("p.jpg", &photograph)
        .with("c.jpg", &cover);
    let outputs = Some(vec![Output::Epub, Output::Pdf]);
    let font_directories = tool_fonts().into_iter().collect();
    let report = pipeline::build(&world, &Request { outputs, font_directories, ..Request::default() });
    let told: Vec<String> = report.diagnostics.iter().map(|found| found.message(Lang::En)).collect();
    assert!(told.iter().any(|one| one.contains("smaller in the EPUB: p.jpg (1 in all)")), "{told:?}");
    let epub = Epub::of_report(&report);
    assert_eq!(epub.0["EPUB/images/c.jpg"], cover, "Kindle asks for covers of this size");
    let shown = &epub.0["EPUB/images/p.jpg"];
    let mut decoder = Decoder::new(&shown[..]);
    let pixels = decoder.decode().expect("a JPEG");
    let info = decoder.info().expect("a frame");
    let (wide, high) = (usize::from(info.width), usize::from(info.height));
    assert_eq!((wide, high), (1632, 2449), "upright, and as large as it may be");
    assert_eq!(decoder.icc_profile().as_deref(), Some(&b"a profile"[..]));
    let at = |x: usize, y: usize| &pixels[3 * (y * wide + x)..][..3];
    let is_near = |pixel: &[u8], wanted: [u8; 3]| pixel.iter().zip(wanted).all(|(one, other)| one.abs_diff(other) < 9);
    let seen = [at(800, 300), at(800, 2100)];
    assert!(is_near(seen[0], [200, 30, 30]) && is_near(seen[1], [30, 30, 200]), "{seen:?}");
    let pdf = report.artifacts.iter().find(|artifact| artifact.output == Output::Pdf).expect("a PDF");
    assert!(pdf.bytes.windows(11).any(|window| window == b"/Width 3000"), "the PDF keeps every pixel");
}

#[test]
fn e51_embedded_fonts_hold_every_character_that_is_shown() {
    use skrifa::MetadataProvider;
    for epub in [Epub::of(&build::everything()), Epub::of_report(&sample())] {
        let mut covered = BTreeSet::new();
        for (_, bytes) in epub.0.iter().filter(|(name, _)| name.contains("/fonts/")) {
            let font = skrifa::FontRef::new(bytes).expect("a font");
            covered.extend(font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)));
        }
        for name in epub.pages() {
            let page = epub.xml(name);
            let hidden = |node: &Node| node.attribute("hidden").is_some() || node.tag_name().name() == "head";
            for node in page.descendants().filter(|node| node.is_text() && !node.ancestors().any(|one| hidden(&one))) {
                for one in node.text().unwrap_or("").chars().filter(|one| !one.is_whitespace()) {
                    assert!(covered.contains(&one), "{name} shows {one:?}, and no embedded font has it");
                }
            }
        }
    }
}

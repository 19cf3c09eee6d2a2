//! The EPUB as a reader and a reading system would find it. Row numbers are those of the EPUB checklist.

mod build;
mod cover;
mod codes;
mod families;
mod metadata;
mod pages;
mod profiles;
mod whole;

use build::Maker;
use huoban::config::{FontsConfig, Output};
use huoban::epub::Options;
use huoban::font::Fonts;
use huoban::model::*;
use huoban::pipeline::{self, Report, Request, tool_fonts};
use huoban::source::MemoryWorld;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::{Arc, LazyLock};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &[shipped]).0
});

fn write(book: &Book) -> Vec<u8> {
    let (bytes, diagnostics) = huoban::epub::write(book, &build::theme(), &FONTS, &Options::default());
    bytes.unwrap_or_else(|| panic!("no EPUB: {diagnostics:?}"))
}

/// Builds a manuscript in memory.
fn built(files: &[(&str, &str)], outputs: &[Output]) -> Report {
    let world = files.iter().fold(MemoryWorld::new(), |world, (path, text)| world.with(path, text.as_bytes()));
    let request = Request {
        outputs: Some(outputs.to_vec()),
        font_directories: tool_fonts().into_iter().collect(),
        ..Request::default()
    };
    pipeline::build(&world, &request)
}

/// A picture twice as wide as high.
const SVG_WIDE: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 200' width='400' height='200'>\
    <rect x='10' y='10' width='380' height='180' fill='#ccc' stroke='#333'/></svg>";

/// An EPUB, unpacked.
struct Epub(BTreeMap<String, Vec<u8>>);

impl Epub {
    fn of(book: &Book) -> Epub {
        Epub::unpacked(&write(book))
    }

    /// The EPUB that a run of the pipeline made.
    fn of_report(report: &Report) -> Epub {
        let made = report.artifacts.iter().find(|artifact| artifact.output == Output::Epub);
        Epub::unpacked(&made.unwrap_or_else(|| panic!("no EPUB: {:?}", report.diagnostics)).bytes)
    }

    fn unpacked(bytes: &[u8]) -> Epub {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let files = (0..zip.len()).map(|at| {
            let mut file = zip.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("whole");
            (file.name().expect("a UTF-8 name").into_owned(), bytes)
        });
        Epub(files.collect())
    }

    fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self.0[&format!("EPUB/{name}")]).expect("UTF-8")
    }

    fn xml(&self, name: &str) -> Document<'_> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(self.text(name), options).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn pages(&self) -> Vec<&str> {
        let names = self.0.keys().filter_map(|name| name.strip_prefix("EPUB/"));
        names.filter(|name| name.ends_with(".xhtml")).collect()
    }
}

fn all<'a, 'i>(document: &'a Document<'i>, tag: &str) -> Vec<Node<'a, 'i>> {
    document.descendants().filter(|node| node.tag_name().name() == tag).collect()
}

fn said(node: Node) -> String {
    node.descendants().filter_map(|one| one.text().filter(|_| one.is_text())).collect()
}

/// The values of a property in the package, by what it refines.
fn property<'a>(package: &'a Document, name: &str) -> Vec<(&'a str, &'a str)> {
    let metas = package.descendants().filter(|node| node.attribute("property") == Some(name));
    metas.map(|node| (node.attribute("refines").unwrap_or(""), node.text().unwrap_or(""))).collect()
}

/// `HUOBAN_KEEP_EPUB=file cargo test --test epub` leaves the book for the eye and for outside judges. (Row 1.)
#[test]
fn the_container_begins_with_its_type() {
    let bytes = write(&build::everything());
    if let Some(path) = std::env::var_os("HUOBAN_KEEP_EPUB") {
        std::fs::write(path, &bytes).expect("the path can be written");
    }
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(&bytes[8..10], [0, 0], "stored");
    assert_eq!(&bytes[26..30], [8, 0, 0, 0], "a name of 8 bytes and no extra field");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
}

/// Rows 3 and 4.
#[test]
fn pictures_are_stored_text_is_deflated_and_names_are_plain() {
    let mut zip = zip::ZipArchive::new(Cursor::new(write(&build::everything()))).expect("a zip");
    let mut names = BTreeSet::new();
    for at in 1..zip.len() {
        let file = zip.by_index(at).expect("an entry");
        let name = file.name().expect("a UTF-8 name").into_owned();
        let stored = file.compression() == zip::CompressionMethod::Stored;
        assert_eq!(stored, name.ends_with(".png"), "{name}");
        assert!(name.is_ascii() && names.insert(name.to_ascii_lowercase()), "{name}");
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980), "{name}");
    }
}

/// Row 2.
#[test]
fn the_same_book_gives_the_same_bytes_with_any_number_of_threads() {
    let book = build::everything();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let three = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("a pool");
    assert!(one.install(|| write(&book)) == three.install(|| write(&book)));
}

/// Rows 8, 17, 65.
#[test]
fn the_manifest_lists_every_file_once_and_nothing_else() {
    let epub = Epub::of(&build::everything());
    let package = epub.xml("package.opf");
    let listed: Vec<&str> = all(&package, "item").iter().filter_map(|item| item.attribute("href")).collect();
    let present: BTreeSet<&str> =
        epub.0.keys().filter_map(|name| name.strip_prefix("EPUB/")).filter(|name| *name != "package.opf").collect();
    assert_eq!(listed.len(), present.len());
    assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), present);
    assert!(!present.iter().any(|name| name.contains("unused")), "a picture that no page shows stays out");
    let with =
        |wanted: &str| all(&package, "item").iter().filter(|item| item.attribute("properties") == Some(wanted)).count();
    assert_eq!((with("nav"), with("cover-image")), (1, 1));
}

/// Rows 10 to 16.
#[test]
fn the_metadata_say_what_the_configuration_says() {
    let epub = Epub::of(&build::everything());
    let package = epub.xml("package.opf");
    let texts = |tag: &str| all(&package, tag).into_iter().map(said).collect::<Vec<_>>();
    assert_eq!(texts("title"), ["三十而立 & <成长>", "一个“高新区”的来路"]);
    assert_eq!(property(&package, "title-type"), [("#title", "main"), ("#subtitle", "subtitle")]);
    assert_eq!(texts("creator"), ["编写组"]);
    assert_eq!(texts("contributor"), ["约翰·史密斯"]);
    assert_eq!(property(&package, "role"), [("#person-1", "aut"), ("#person-2", "trl")]);
    assert_eq!(property(&package, "file-as"), [("#title", "Sanshi erli"), ("#person-1", "Bianxiezu")]);
    assert_eq!(texts("language"), ["zh-Hans"]);
    assert_eq!(texts("description"), ["a < b & \"c\""]);
    assert_eq!(texts("subject"), ["地方志", "开发区"]);
    assert_eq!(texts("rights"), ["© 2021 编写组 & others"]);
    assert_eq!(property(&package, "belongs-to-collection"), [("", "高新区丛书")]);
    assert_eq!(property(&package, "group-position"), [("#series", "1")]);
    assert_eq!(property(&package, "dcterms:modified"), [("", "2021-11-22T00:00:00Z")]);
    let identifiers = texts("identifier");
    assert!(identifiers[0].starts_with("urn:uuid:") && identifiers[1] == "urn:isbn:9787506365437", "{identifiers:?}");
    let ids: Vec<&str> = package.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
    for refined in package.descendants().filter_map(|node| node.attribute("refines")) {
        assert!(ids.contains(&&refined[1..]), "{refined}");
    }
}

/// Rows 57 and 58: claims follow from the book.
#[test]
fn accessibility_is_claimed_as_far_as_it_is_true() {
    let features = |book: &Book| {
        let epub = Epub::of(book);
        let package = epub.xml("package.opf");
        let features = property(&package, "schema:accessibilityFeature");
        let modes = property(&package, "schema:accessMode");
        features.iter().chain(&modes).map(|(_, value)| (*value).to_owned()).collect::<Vec<_>>()
    };
    let full = features(&build::everything());
    assert!(full.contains(&"alternativeText".into()) && full.contains(&"visual".into()), "{full:?}");
    let plain = features(&one_chapter(|maker| vec![maker.paragraph("只有字。")]));
    assert!(!plain.contains(&"alternativeText".into()) && !plain.contains(&"visual".into()), "{plain:?}");
    let mut mute = one_chapter(|maker| {
        let mut figure = maker.figure("images/b.png", None, "", None);
        if let BlockKind::Figure(figure) = &mut figure.kind {
            figure.alt.clear();
        }
        vec![figure]
    });
    mute.images = build::everything().images;
    let mute = features(&mute);
    assert!(!mute.contains(&"alternativeText".into()) && mute.contains(&"visual".into()), "{mute:?}");
}

fn one_chapter(make: impl FnOnce(&mut Maker) -> Vec<Block>) -> Book {
    let mut maker = Maker::new(0);
    let mut blocks = vec![maker.heading(1, None, "独章")];
    blocks.extend(make(&mut maker));
    let mut book = Book { meta: build::meta(), ..Book::default() };
    book.chapters.push(Arc::new(maker.chapter(ChapterRole::Body, "独章", blocks)));
    build::gather(&mut book);
    book
}

/// Rows 20, 29, 33, 42.
#[test]
fn every_link_leads_somewhere_and_ids_are_unique() {
    let epub = Epub::of(&build::everything());
    let mut ids = BTreeMap::new();
    for page in epub.pages() {
        let document = epub.xml(page);
        let own: Vec<String> =
            document.descendants().filter_map(|node| node.attribute("id").map(str::to_owned)).collect();
        assert_eq!(own.len(), own.iter().collect::<BTreeSet<_>>().len(), "{page}");
        ids.insert(page.to_owned(), own);
    }
    let mut links = 0;
    for page in epub.pages().into_iter().chain(["toc.ncx"]) {
        let document = epub.xml(page);
        for node in document.descendants().filter(|node| matches!(node.tag_name().name(), "a" | "content")) {
            let href = node.attribute("href").or(node.attribute("src")).expect("a link has an address");
            if href.starts_with("https:") {
                continue;
            }
            let (file, id) = href.split_once('#').unwrap_or((href, ""));
            let file = if file.is_empty() { page } else { file };
            let known = ids.get(file).unwrap_or_else(|| panic!("{page} leads to {href}"));
            assert!(id.is_empty() || known.iter().any(|one| one == id), "{page} leads to {href}");
            links += 1;
        }
    }
    assert!(links > 20);
}

/// Rows 19, 21, 22, 25.
#[test]
fn the_navigation_mirrors_the_book() {
    let epub = Epub::of(&build::everything());
    let nav = epub.xml("nav.xhtml");
    let navs = all(&nav, "nav");
    let kind = |node: &Node| node.attribute(("http://www.idpf.org/2007/ops", "type")).unwrap_or("").to_owned();
    assert_eq!(navs.iter().map(kind).collect::<Vec<_>>(), ["toc", "landmarks", "loi", "lot"]);
    let depth = |node: &Node| node.ancestors().filter(|one| one.tag_name().name() == "ol").count();
    let toc: Vec<(usize, String)> = navs[0]
        .descendants()
        .filter(|node| node.tag_name().name() == "a")
        .map(|node| (depth(&node), said(node)))
        .collect();
    let expected =
        [(1, "前言"), (1, "第一篇 上篇"), (2, "第一章 明理"), (3, "1.1 一节"), (1, "附录 数据"), (1, "后记")];
    assert_eq!(toc, expected.map(|(depth, title)| (depth, title.to_owned())));
    let marks: Vec<String> =
        navs[1].descendants().filter(|node| node.tag_name().name() == "a").map(|node| kind(&node)).collect();
    assert_eq!(marks, ["cover", "titlepage", "toc", "bodymatter"]);
    assert_eq!(said(navs[3]).split_whitespace().collect::<String>(), "表格目录表1-1历年产值");
    assert_eq!(nav.root_element().attribute("lang"), Some("zh-Hans"));

    let ncx = epub.xml("toc.ncx");
    let meta = |name: &str| all(&ncx, "meta").into_iter().find(|node| node.attribute("name") == Some(name));
    assert_eq!(meta("dtb:depth").and_then(|node| node.attribute("content")), Some("3"));
    let package = epub.xml("package.opf");
    let own = all(&package, "identifier").first().map(|node| said(*node));
    assert_eq!(meta("dtb:uid").and_then(|node| node.attribute("content")).map(str::to_owned), own);
    assert_eq!(
        all(&ncx, "docTitle").first().map(|node| said(*node).trim().to_owned()).as_deref(),
        Some("三十而立 & <成长>")
    );
}

/// Rows 29 to 41 as far as one chapter shows them.
#[test]
fn a_chapter_is_sound_xhtml() {
    let epub = Epub::of(&build::everything());
    let page = epub.xml("chapter-001.xhtml");
    let headings: Vec<&str> = page
        .descendants()
        .map(|node| node.tag_name().name())
        .filter(|name| name.len() == 2 && name.starts_with('h') && *name != "hr")
        .collect();
    assert_eq!(headings, ["h1", "h2", "h3"], "a skipped level is closed");
    for image in all(&page, "img") {
        assert!(image.attribute("alt").is_some_and(|alt| !alt.is_empty()));
    }
    let captions: Vec<String> = all(&page, "figcaption").into_iter().map(said).collect();
    assert_eq!(captions, ["图1-1 增长", "图1-2 一点"]);
    let scopes = all(&page, "th").iter().filter(|cell| cell.attribute("scope") == Some("col")).count();
    assert_eq!(scopes, 2 + 14, "an empty corner is no header");
    assert_eq!(said(all(&page, "caption")[0]), "表1-1 历年产值");
    assert_eq!(said(all(&page, "pre")[0]).trim(), "fn main() {\n    let a = 1 < 2;\n}");
    assert!(all(&page, "rp").is_empty());
    let passage = page.descendants().find(|node| node.attribute("lang") == Some("en")).expect("an English passage");
    assert_eq!(passage.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("en"));
    assert!(!epub.text("chapter-001.xhtml").contains('\u{3000}'), "no padding with full-width spaces");
    assert!(!epub.text("chapter-001.xhtml").contains("secret"), "a class that nothing styles is not written");
}

/// Rows 33 to 36.
#[test]
fn notes_and_calls_belong_to_each_other() {
    let epub = Epub::of(&build::everything());
    let page = epub.xml("chapter-001.xhtml");
    let role = |name: &'static str| move |node: &Node| node.attribute("role") == Some(name);
    let notes: Vec<Node> = page.descendants().filter(role("doc-footnote")).collect();
    let calls: Vec<Node> = page.descendants().filter(role("doc-noteref")).collect();
    let backs: Vec<Node> = page.descendants().filter(role("doc-backlink")).collect();
    assert_eq!(calls.iter().map(|call| said(*call)).collect::<Vec<_>>(), ["①", "②", "①", "③"]);
    assert_eq!(notes.len(), 3);
    let target = |node: &Node| node.attribute("href").map(|href| href.trim_start_matches('#').to_owned());
    let id = |node: &Node| node.attribute("id").map(str::to_owned);
    for call in &calls {
        assert!(notes.iter().any(|note| id(note) == target(call)));
        assert_eq!(backs.iter().filter(|back| target(back) == id(call)).count(), 1, "one way back for each call");
    }
    assert_eq!(backs.len(), calls.len());
}

/// Rows 49, 54, 60, 62.
#[test]
fn the_style_sheet_lets_the_reader_win() {
    let epub = Epub::of(&build::everything());
    // But for pictures, which stand on a ground of paper in every theme.
    let (pictures, rest): (Vec<&str>, Vec<&str>) =
        epub.text("style.css").lines().partition(|line| line.starts_with("img {"));
    assert_eq!(pictures.len(), 1);
    let css = rest.join("\n");
    for forbidden in ["!important", "px", "#000", "#fff", "black", "white;", "display: none"] {
        assert!(!css.contains(forbidden), "{forbidden}");
    }
    assert!(css.contains("text-indent: 2em"));
    assert!(css.contains("text-emphasis-position: under right") && css.contains("-epub-text-emphasis-style"));
    for families in css.split("font-family: ").skip(1).map(|rest| rest.split([';', '}']).next().unwrap_or("")) {
        // A face names itself; emphasis dots keep the family of their text.
        let named = families.ends_with('"') || families == "inherit";
        assert!(named || families.ends_with("serif") || families.ends_with("monospace"), "{families}");
    }
}

/// Typography rows PW-4 to PW-7: blanks of marks at the edges of lines.
#[test]
fn pw5_marks_are_trimmed_at_line_edges_as_in_print() {
    let trims = |typography: &str| {
        let yaml = format!("title: 活版\nlanguage: zh-Hans\nchapters: [c.md]\n{typography}");
        let report = built(&[("book.yaml", &yaml), ("c.md", "# 章\n\n字\n")], &[Output::Epub]);
        let css = Epub::of_report(&report).text("style.css").to_owned();
        let solid = css.lines().any(|line| line.starts_with("pre {") && line.contains("text-spacing-trim: space-all"));
        assert!(solid, "columns of code stay columns");
        let body = css.lines().find(|line| line.starts_with("body {")).expect("a rule");
        let found = body.split("text-spacing-trim: ").skip(1).filter_map(|rest| rest.split(';').next());
        found.collect::<Vec<_>>().join(" ")
    };
    // A reader that cannot trim both edges trims the start: the last rule that it knows counts.
    assert_eq!(trims(""), "trim-start trim-both");
    assert_eq!(trims("typography: {paragraph-start: full}\n"), "space-first");
    assert_eq!(trims("typography: {punctuation: plain}\n"), "space-all");
}

/// Typography row VT-5: round marks of turned Western text lie with it.
#[test]
fn vt5_western_marks_lie_down_in_vertical_lines() {
    let css = |form: &str| {
        let yaml = format!("title: 活版\nlanguage: zh-Hans\nchapters: [c.md]\nepub: {{writing-mode: {form}}}\n");
        let text = "# 章\n\n他说 it’s fine，[an “English” passage]{lang=en}。\n";
        let report = built(&[("book.yaml", &yaml), ("c.md", text)], &[Output::Epub]);
        Epub::of_report(&report).text("style.css").to_owned()
    };
    let lying = |css: &str| css.lines().find(|line| line.contains(" text-orientation: sideways;")).map(str::to_owned);
    assert!(lying(&css("vertical")).is_some_and(|rule| rule.starts_with(".latin, span:lang(en) {")));
    assert_eq!(lying(&css("horizontal")), None);
}

/// Typography row SP-5. A gap stands where neither side is set solid; code is, inside.
#[test]
fn sp5_a_gap_stands_beside_code_and_not_inside_it() {
    let text = "# 章\n\n用`let`定，`打印print中文`，`中文`。\n\n```\n打印print\n```\n";
    let yaml = "title: 活版\nlanguage: zh-Hans\nchapters: [c.md]\n";
    let epub = Epub::of_report(&built(&[("book.yaml", yaml), ("c.md", text)], &[Output::Epub]));
    let page = epub.text("chapter-001.xhtml");
    let solid = |han: &str| format!("<span class=\"solid\">{han}</span>");
    assert!(page.contains("用<code>let</code>定"), "{page}");
    assert!(page.contains(&format!("<code>{}print{}</code>", solid("打印"), solid("中文"))), "{page}");
    assert!(page.contains("<code>中文</code>") && page.contains(">打印print</code></pre>"), "{page}");
    let css = epub.text("style.css");
    let solid: Vec<&str> = css.lines().filter(|line| line.contains("no-autospace")).collect();
    let selectors: Vec<_> = solid.iter().filter_map(|line| line.split(" {").next()).collect();
    assert_eq!(selectors, ["pre", "pre code", ".solid"]);
}

/// Typography rows LS-1 and LS-2.
#[test]
fn lb7_dashes_are_moved_together_where_a_font_does_not_draw_them_as_one() {
    let dashes = ["——", "――", "⸺", "⸻", "———", "————", "——————", "——⸺", "—"];
    let text: String = ["zh-Hans", "ja", "ko", "en"]
        .iter()
        .flat_map(|lang| {
            dashes.iter().map(move |dash| format!("[字{dash}字 *字{dash}字* a `b{dash}b`]{{lang={lang}}}\n\n"))
        })
        .collect();
    for yaml in ["", "fonts: {body: LXGW WenKai, heading: LXGW WenKai}\n"] {
        let yaml = format!("title: 书\nlanguage: zh-Hans\ncover: none\n{yaml}");
        let report = built(&[("book.yaml", &yaml), ("1.md", &format!("# 章\n\n{text}"))], &[Output::Epub]);
        let epub = Epub::of_report(&report);
        let page = *epub.pages().last().expect("a chapter");
        for (at, paragraph) in page.split("<p>").skip(1).enumerate() {
            let dash = dashes[at % dashes.len()];
            let lang = ["zh-Hans", "ja", "ko", "en"][at / dashes.len()];
            let told = format!("{yaml}{dash} in {lang}: {paragraph}");
            let moved = paragraph.matches("letter-spacing: -0.").count();
            match dash {
                // One glyph has no hole, and one dash of one em is a connector.
                "⸺" | "⸻" | "—" => assert_eq!(moved, 0, "{told}"),
                // No font has a glyph for so many.
                "————" | "——————" | "——⸺" => assert!(moved >= 2, "{told}"),
                // The fonts of Chinese, Japanese and Korean join them; those of English do not.
                _ if lang == "en" => assert!(moved >= 2, "{told}"),
                _ if !yaml.contains("WenKai") => assert!(
                    !paragraph.starts_with(&format!("<span lang=\"{lang}\" xml:lang=\"{lang}\">字<span")),
                    "{told}"
                ),
                _ => {}
            }
        }
    }
}

#[test]
fn ls1_ordinals_are_counter_styles() {
    let style = |theme: &str| {
        let yaml = format!("title: 活版\nlanguage: zh-Hans\nslug: m\nchapters: [c.md]\n{theme}");
        let text = "# 章\n\n1. 一层\n   1. 二层\n      1. 三层\n";
        let report = built(&[("book.yaml", &yaml), ("c.md", text)], &[Output::Epub]);
        Epub::of_report(&report).text("style.css").to_owned()
    };
    let arabic = style("");
    for rule in [
        "ol { list-style-type: decimal;",
        "\nol ol { list-style-type: bracketed;",
        "\nol ol ol { list-style-type: circled;",
        "@counter-style bracketed { system: extends decimal; prefix: \"（\"; suffix: \"）\"; }",
        "@counter-style circled { system: fixed; symbols: \"①\" \"②\"",
    ] {
        assert!(arabic.contains(rule), "{rule}");
    }
    assert!(!arabic.contains("list-style-position"));
    let han = style("theme: {list-labels: han, lists: paragraph}\n");
    for rule in [
        "ol { list-style-type: simp-chinese-informal;",
        "\nol ol { list-style-type: bracketed-han;",
        "\nol ol ol { list-style-type: decimal;",
        "\nol ol ol ol ol { list-style-type: circled;",
        "list-style-position: inside",
        "li, li p { text-indent: 2em; }",
    ] {
        assert!(han.contains(rule), "{rule}");
    }
}

/// Rows 51 and 55: each embedded face holds what the book shows in it.
#[test]
fn fonts_are_embedded_and_hold_the_text() {
    use skrifa::MetadataProvider;
    let epub = Epub::of(&build::everything());
    let name = epub.0.keys().find(|name| name.contains("NotoSerifCJKsc-Regular")).expect("the body font");
    let font = skrifa::FontRef::new(&epub.0[name]).expect("a font");
    for one in "正文删去再又换行后①②③，。".chars() {
        assert!(font.charmap().map(one).is_some(), "{one}");
    }
    assert!(font.charmap().map('龘').is_none(), "the face is cut");
    for href in epub.0.keys().filter_map(|name| name.strip_prefix("EPUB/fonts/")) {
        assert!(epub.text("style.css").contains(&format!("url(\"fonts/{href}\")")), "{href}");
    }
    let total: usize = epub.0.iter().filter(|(name, _)| name.contains("/fonts/")).map(|(_, bytes)| bytes.len()).sum();
    assert!(total < 200_000, "{total}");
}

#[test]
fn a_character_that_no_font_has_is_reported_where_it_stands() {
    let book = one_chapter(|maker| vec![maker.paragraph("字\u{F0123}字\u{F0123}")]);
    let (_, diagnostics) = huoban::epub::write(&book, &build::theme(), &FONTS, &Options::default());
    let found: Vec<_> = diagnostics.iter().map(|one| (one.rule.code, one.place.clone())).collect();
    let node = NodeId { chapter: 0, index: 3 };
    assert_eq!(found, [("E401", huoban::diagnostics::Place::Node(node, 3))]);
}

/// Row 27: links go on working when a chapter is divided.
#[test]
fn a_huge_chapter_is_divided_at_its_sections() {
    let book = one_chapter(|maker| {
        let mut blocks = Vec::new();
        for section in 0..4 {
            let mut heading = maker.heading(2, None, &format!("第{section}节"));
            heading.anchor = Some(format!("section-{section}"));
            blocks.push(heading);
            blocks.extend((0..40).map(|_| maker.paragraph(&"字".repeat(1000))));
        }
        let last = Target::Anchor("section-0".into());
        blocks.push(maker.inlines(|maker| vec![maker.inline(|maker| InlineKind::Link(last, vec![maker.text("回")]))]));
        blocks
    });
    let epub = Epub::of(&book);
    let pages: Vec<&str> = epub.pages().into_iter().filter(|name| *name != "nav.xhtml").collect();
    assert_eq!(pages, ["chapter-001-2.xhtml", "chapter-001.xhtml"]);
    for page in pages {
        assert!(epub.text(page).len() < 300_000, "{page}");
    }
    assert!(epub.text("chapter-001-2.xhtml").contains("href=\"chapter-001.xhtml#section-0\""));
    assert!(epub.text("nav.xhtml").contains("chapter-001-2.xhtml#section-3"));

    let (_, diagnostics) = huoban::epub::write(
        &one_chapter(|maker| vec![maker.paragraph(&"字".repeat(110_000))]),
        &build::theme(),
        &FONTS,
        &Options::default(),
    );
    assert_eq!(diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["W601"]);
}

#[test]
fn a_link_that_cannot_stand_in_an_epub_is_reported_and_its_text_kept() {
    let (bytes, diagnostics) = huoban::epub::write(&build::everything(), &build::theme(), &FONTS, &Options::default());
    assert_eq!(diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["W602"]);
    assert!(bytes.is_some());
    let epub = Epub::of(&build::everything());
    assert!(
        epub.text("chapter-001.xhtml").contains("坏链接") && !epub.text("chapter-001.xhtml").contains("javascript")
    );
}

/// Row 28: the visible text is the manuscript's text, once and in order.
#[test]
fn the_text_survives_whole_and_in_order() {
    let epub = Epub::of(&build::everything());
    let page = epub.xml("chapter-001.xhtml");
    let section = all(&page, "section")[0];
    let visible: String = said(section).split_whitespace().collect();
    let pieces = [
        "第一章明理正文强调加重删去着重号郑州开封史记H2O与x2，代码a<b&&c，公式x^2<y，注①再②又①，汉字hànzì",
        "AnEnglish“passage”withhyphenation.换行后链接。1.1一节",
        "引文第一段。引文第二段。床前明月光，疑是地上霜。举头望明月，低头思故乡。第三第四☑做完☐没做松的一项活版用活字排成的印版。",
        "跳级的小标题见图1-1坏链接接着上文。二〇二一年十一月",
    ];
    let mut from = 0;
    for piece in pieces {
        let at = visible[from..].find(piece).unwrap_or_else(|| panic!("{piece} is not in {}", &visible[from..]));
        from += at + piece.len();
    }
}

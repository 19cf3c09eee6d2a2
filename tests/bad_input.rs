//! Bad input, end to end: the program itself, a manuscript on disk, and what an author then sees.
//!
//! Every run is held to the same: no panic, no hang, nothing half-written, and each output whole or not there at all.

mod common;

use common::{Ran, huoban, ran, write};
use serde_json::Value;
use std::fs::{self, File};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A watchdog, not a measurement: whatever takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(120);

const YAML: &str = "title: 书\nauthors: [甲]\nlanguage: zh-Hans\nchapters: [a.md]\n";
const BOTH: &[&str] = &["book.epub", "book.pdf"];
const NONE: &[&str] = &[];

/// A manuscript in `book` of an empty directory.
struct Bad(TempDir);

impl Bad {
    fn new(files: &[(&str, &[u8])]) -> Bad {
        let bad = Bad(TempDir::new().expect("a directory"));
        files.iter().for_each(|(name, bytes)| bad.put(name, bytes));
        bad
    }

    /// A manuscript whose chapter has a title and then `text`.
    fn chapter(text: &str) -> Bad {
        Bad::new(&[("book.yaml", YAML.as_bytes()), ("a.md", format!("# 一\n\n{text}\n").as_bytes())])
    }

    /// A sound manuscript whose `book.yaml` goes on with `more`.
    fn yaml(more: &str) -> Bad {
        Bad::new(&[("book.yaml", format!("{YAML}{more}\n").as_bytes()), ("a.md", "# 一\n\n文字。\n".as_bytes())])
    }

    /// A manuscript that shows a picture of these bytes.
    fn picture(name: &str, bytes: &[u8]) -> Bad {
        let bad = Bad::chapter(&format!("文字。\n\n![图](images/{name} \"题\")"));
        bad.put(&format!("images/{name}"), bytes);
        bad
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.0.path().join("book").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, bytes).expect("a file");
    }

    #[cfg(unix)]
    fn link(&self, target: &Path, name: &str) {
        std::os::unix::fs::symlink(target, self.0.path().join("book").join(name)).expect("a link");
    }

    /// Builds it and asks for this exit code, for exactly these findings (`CODE file:line:column`) and for exactly
    /// these files.
    fn gives(&self, code: i32, findings: &[&str], files: &[&str]) {
        let built = patiently(self.0.path(), &["build", "--json"]);
        let shown = built.stderr.chars().take(4_000).collect::<String>();
        assert_eq!(told(&built), findings, "{shown}");
        assert_eq!(built.code, code, "{shown}");
        assert!(!built.stderr.contains("panicked"), "{shown}");
        assert_eq!(whole_files(&self.0.path().join("build")), files, "{shown}");
    }
}

/// Runs the program until it ends or patience does.
fn patiently(dir: &Path, arguments: &[&str]) -> Ran {
    let streams = TempDir::new().expect("a directory");
    let [out, err] = ["out", "err"].map(|name| streams.path().join(name));
    let mut child = huoban()
        .current_dir(dir)
        .args(arguments)
        .stdout(File::create(&out).expect("a file"))
        .stderr(File::create(&err).expect("a file"))
        .spawn()
        .expect("the program starts");
    let status = end_of(&mut child);
    let [stdout, stderr] = [out, err].map(|path| fs::read(path).expect("a stream"));
    ran(std::process::Output { status, stdout, stderr })
}

fn end_of(child: &mut Child) -> std::process::ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a status") {
            return status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().expect("an end");
            panic!("still running after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The findings of a report, as `CODE file:line:column`.
fn told(ran: &Ran) -> Vec<String> {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    let tell = |found: &Value| {
        let code = found["code"].as_str().expect("a code");
        match (found["file"].as_str(), found["line"].as_u64(), found["column"].as_u64()) {
            (Some(file), Some(line), Some(column)) => format!("{code} {file}:{line}:{column}"),
            (Some(file), ..) => format!("{code} {file}"),
            _ => code.to_owned(),
        }
    };
    report["diagnostics"].as_array().expect("diagnostics").iter().map(tell).collect()
}

/// The names of the files in the directory of outputs, each of which is whole.
fn whole_files(build: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(build) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in &names {
        assert!(is_whole(&build.join(name)), "{name} is not whole");
    }
    names
}

fn is_whole(path: &Path) -> bool {
    let bytes = fs::read(path).expect("an output");
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("pdf") => bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
        Some("epub") => zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok(),
        _ => false,
    }
}

fn png(width: u32, height: u32, rows: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let body = [kind, data].concat();
        let mut checksum = flate2::Crc::new();
        checksum.update(&body);
        [&(data.len() as u32).to_be_bytes()[..], &body, &checksum.sum().to_be_bytes()].concat()
    };
    let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut deflated, &vec![0; ((width + 1) * rows) as usize]).expect("pixels");
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let pixels = chunk(b"IDAT", &deflated.finish().expect("pixels"));
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &pixels, &chunk(b"IEND", &[])].concat()
}

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><rect width='4' height='3'/></svg>";

#[test]
fn the_configuration_missing_malformed_or_with_an_unknown_key() {
    Bad::new(&[("a.md", b"# a\n")]).gives(2, &["E001"], NONE);
    Bad::yaml("subjects: [甲, 乙").gives(2, &["E011 book.yaml:5:11"], NONE);
    Bad::yaml("subtitle: 甲: 乙").gives(2, &["E013 book.yaml:5:12"], NONE);
    Bad::yaml("autor: 甲").gives(2, &["E020 book.yaml:5:1"], NONE);
    Bad::new(&[("book.yaml", b"title: \xB0\xB5\n"), ("a.md", b"# a\n")]).gives(1, &["E053 book.yaml:1:8"], NONE);
}

#[test]
fn a_chapter_missing_empty_or_in_another_encoding() {
    let yaml = ("book.yaml", YAML.as_bytes());
    Bad::new(&[yaml]).gives(1, &["E050 book.yaml:4:12"], NONE);
    Bad::new(&[yaml, ("a.md", b"")]).gives(1, &["E051 a.md"], NONE);
    let gbk = encoding_rs::GBK.encode("# 第一章\n\n这是一段中文，里面有常见的字。\n").0.into_owned();
    let bad = Bad::new(&[yaml, ("a.md", &gbk)]);
    bad.gives(1, &["E052 a.md:1:3"], NONE);
    let stderr = patiently(bad.0.path(), &["check"]).stderr;
    assert!(stderr.contains("byte 3 (line 1) is 0xB5") && stderr.contains("GBK"), "{stderr}");
    Bad::new(&[yaml, ("a.md", b"# a\n\nb\xE6\xAD\n")]).gives(1, &["E053 a.md:3:2"], NONE);
    Bad::new(&[yaml, ("a.md", b"\xFF\xFE#\0 \0\x00\x4E")]).gives(1, &["E054 a.md"], NONE);
}

#[test]
fn byte_order_marks_and_carriage_returns_are_no_part_of_the_text() {
    let yaml = format!("\u{FEFF}{}", YAML.replace('\n', "\r\n"));
    let text = "\u{FEFF}# 一\r\n\r\n甲\r\n乙。\r\n";
    Bad::new(&[("book.yaml", yaml.as_bytes()), ("a.md", text.as_bytes())]).gives(0, &[], BOTH);
    let wrong = text.replace("乙", "乙<b>");
    let bad = Bad::new(&[("book.yaml", yaml.as_bytes()), ("a.md", wrong.as_bytes())]);
    bad.gives(1, &["E101 a.md:4:2"], NONE);
    Bad::new(&[("book.yaml", YAML.as_bytes()), ("a.md", "# 一\r\r甲\r乙。\r".as_bytes())]).gives(0, &[], BOTH);
}

#[test]
fn a_picture_missing_disguised_or_too_large() {
    Bad::picture("a.png", &png(300, 200, 200)).gives(0, &[], BOTH);
    Bad::chapter("![图](images/a.png \"题\")").gives(1, &["E070 a.md:3:1"], NONE);
    Bad::picture("a.jpg", &png(300, 200, 200)).gives(0, &["W074 a.md:5:1"], BOTH);
    Bad::picture("a.png", SVG.as_bytes()).gives(0, &["W074 a.md:5:1"], BOTH);
    Bad::picture("a.png", b"II*\0\x08\0\0\0\0\0\0\0").gives(1, &["E071 a.md:5:1"], NONE);
    Bad::picture("a.png", &png(40_000, 20, 20)).gives(1, &["E073 a.md:5:1"], NONE);
}

#[test]
fn a_picture_that_is_damaged() {
    let sound = png(300, 200, 200);
    Bad::picture("a.png", &sound[..sound.len() - 20]).gives(1, &["E072 a.md:5:1"], NONE);
    let mut flipped = sound.clone();
    flipped[50] ^= 0xFF;
    Bad::picture("a.png", &flipped).gives(1, &["E072 a.md:5:1"], NONE);
    // Sound in every header and checksum, but without most of its pixels.
    Bad::picture("a.png", &png(300, 200, 10)).gives(1, &["E072 a.md:5:1"], NONE);
    let gif = b"GIF89a\x1e\0\x14\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x1e\0\x14\0\0\x02\x04\xff\xff\xff\xff\0;";
    Bad::picture("a.gif", gif).gives(1, &["E072 a.md:5:1"], NONE);
    // Only what draws the pixels finds out. What one edition cannot show none does.
    let webp = [&b"RIFF\x1e\0\0\0WEBPVP8L\x12\0\0\0\x2f\x1d\xc0\x04\0"[..], &[0xFF; 13]].concat();
    Bad::picture("a.webp", &webp).gives(1, &["E701 a.md:5:1"], NONE);
}

#[test]
fn a_picture_that_a_blind_reader_would_miss() {
    let shows = |markup: &str| {
        let bad = Bad::chapter(markup);
        bad.put("images/a.png", &png(300, 200, 200));
        bad
    };
    shows("![](images/a.png \"题\")").gives(1, &["E060 a.md:3:1"], NONE);
    shows("行内![](images/a.png)。").gives(1, &["E060 a.md:3:3"], NONE);
    shows("![](images/a.png){.decorative}").gives(0, &[], BOTH);
    shows("![a.png](images/a.png \"题\")").gives(0, &["W061 a.md:3:1"], BOTH);
    let draft = shows("![](images/a.png \"题\")");
    draft.put("book.yaml", format!("{YAML}missing-alt: warn\n").as_bytes());
    draft.gives(0, &["W105 a.md:3:1"], BOTH);
}

#[test]
fn an_isbn_whose_check_digit_is_wrong() {
    let bad = Bad::yaml("isbn: 978-7-306-04096-2");
    bad.gives(2, &["E028 book.yaml:5:7"], NONE);
    let told = patiently(bad.0.path(), &["check", "--lang", "en"]).stderr;
    assert!(told.contains("978-7-306-04096-2") && told.contains("check digit"), "{told}");
    Bad::yaml("isbn: 978-7-306-04096-1").gives(0, &[], BOTH);
}

#[test]
fn a_font_that_may_not_be_embedded() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/SourceCodePro-Regular.ttf");
    let mut font = fs::read(shipped).expect("a shipped font");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    for (from, to) in [(utf16("Source"), utf16("Forbid")), (b"Source".to_vec(), b"Forbid".to_vec())] {
        for at in 0..font.len() - from.len() {
            if font[at..].starts_with(&from) {
                font[at..at + to.len()].copy_from_slice(&to);
            }
        }
    }
    // OS/2 stands in the table of tables; fsType is its fifth field.
    let entry = font.windows(4).position(|tag| tag == b"OS/2").expect("the table") + 8;
    let table = u32::from_be_bytes(font[entry..entry + 4].try_into().expect("four bytes")) as usize;
    let book = |font: &[u8]| {
        let bad = Bad::yaml("fonts: {mono: Forbid Code Pro}");
        bad.put("fonts/mono.ttf", font);
        bad
    };
    book(&font).gives(0, &[], BOTH);
    font[table + 8..table + 10].copy_from_slice(&2_u16.to_be_bytes());
    let bad = book(&font);
    bad.gives(1, &["E406 book.yaml:5:15"], NONE);
    let told = patiently(bad.0.path(), &["check", "--lang", "en"]).stderr;
    assert!(told.contains("Forbid Code Pro") && told.contains("may not be embedded"), "{told}");
}

#[test]
fn an_svg_that_shows_or_names_what_is_not_there() {
    let with = |inner: &str| Bad::picture("a.svg", SVG.replace("<rect", &format!("{inner}<rect")).as_bytes());
    for outside in [
        "<image href='b.png'/>",
        "<use href='b.svg#a'/>",
        "<style>@import 'b.css';</style>",
        "<g fill='url(b.svg#a)'/>",
    ] {
        with(outside).gives(1, &["E075 a.md:5:1"], NONE);
    }
    let lettered = |family: &str| with(&format!("<text y='2' font-size='1'{family}>字a</text>"));
    lettered(" font-family='No Such Font'").gives(0, &["W714 a.md:5:1"], BOTH);
    lettered(" font-family='No Such Font, sans-serif'").gives(0, &[], BOTH);
    lettered(" font-family='Source Serif 4'").gives(0, &[], BOTH);
    lettered("").gives(0, &[], BOTH);
    // The EPUB alone tells of it where the book shows it, as the PDF does.
    let alone = lettered(" font-family='No Such Font'");
    alone.put("book.yaml", format!("{YAML}outputs: [epub]\n").as_bytes());
    alone.gives(0, &["W714 a.md:5:1"], &["book.epub"]);
    // A character that no font of the book has is boxed, whatever font is named, and however deep it stands.
    let strange = "<text y='2' font-size='1'>𒀀</text>";
    with(strange).gives(0, &["W704 a.md:5:1"], BOTH);
    let pattern = format!("<pattern id='p' width='1' height='1'>{strange}</pattern>");
    with(&format!("<defs>{pattern}</defs><path d='M0 0H3V3Z' fill='url(#p)'/>")).gives(0, &["W704 a.md:5:1"], BOTH);
}

#[test]
fn an_svg_that_is_more_than_a_drawing() {
    Bad::picture("a.svg", SVG.replace("<rect", "<script/><rect").as_bytes()).gives(1, &["E075 a.md:5:1"], NONE);
    let bomb = SVG.replace("<rect", &format!("{}<rect", "<g>".repeat(10_000)));
    let bomb = bomb.replace("</svg>", &format!("{}</svg>", "</g>".repeat(10_000)));
    Bad::picture("a.svg", bomb.as_bytes()).gives(1, &["E072 a.md:5:1"], NONE);
    Bad::picture("a.svg", SVG.replace("</svg>", "").as_bytes()).gives(1, &["E072 a.md:5:1"], NONE);
}

#[test]
fn paths_that_leave_the_directory_are_refused_everywhere() {
    let chapters = |path: &str| YAML.replace("a.md", path);
    for path in ["../../x.md", "/etc/passwd"] {
        Bad::new(&[("book.yaml", chapters(path).as_bytes())]).gives(1, &["E003 book.yaml:4:12"], NONE);
    }
    for path in ["../../x", "/etc/x"] {
        Bad::chapter(&format!("![图]({path}.png)")).gives(1, &["E202 a.md:3:1"], NONE);
        Bad::yaml(&format!("cover: {path}.png")).gives(1, &["E003 book.yaml:5:8"], NONE);
        Bad::yaml(&format!("fonts: {{paths: [{path}]}}")).gives(1, &["E003 book.yaml:5:17"], NONE);
    }
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_directory_are_refused_everywhere() {
    let elsewhere = TempDir::new().expect("a directory");
    let outside = |name: &str| elsewhere.path().join(name);
    write(elsewhere.path(), &[("x.md", "# 秘密\n"), ("x.yaml", YAML), ("fonts/x", "")]);
    fs::write(outside("x.png"), png(30, 20, 20)).expect("a file");

    let chapter = Bad::new(&[("book.yaml", YAML.as_bytes())]);
    chapter.link(&outside("x.md"), "a.md");
    chapter.gives(1, &["E003 book.yaml:4:12"], NONE);
    let yaml = Bad::new(&[("a.md", "# 一\n".as_bytes())]);
    yaml.link(&outside("x.yaml"), "book.yaml");
    yaml.gives(1, &["E003 book.yaml"], NONE);
    let picture = Bad::chapter("![图](a.png)");
    picture.link(&outside("x.png"), "a.png");
    picture.gives(1, &["E003 a.md:3:1"], NONE);
    let directory = Bad::chapter("![图](d/x.png)");
    directory.link(elsewhere.path(), "d");
    directory.gives(1, &["E003 a.md:3:1"], NONE);
    let fonts = Bad::yaml("fonts: {paths: [more]}");
    fonts.link(&outside("fonts"), "more");
    fonts.gives(1, &["E003 book.yaml:5:17"], NONE);
    let own = Bad::yaml("");
    own.link(&outside("fonts"), "fonts");
    own.gives(1, &["E003 fonts"], NONE);
}

#[test]
fn a_font_file_that_is_broken() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/SourceSerif4-Regular.ttf");
    let cut = fs::read(shipped).expect("a shipped font")[..20_000].to_vec();
    for bytes in [&b""[..], &cut, &[&b"OTTO"[..], &[0xFF; 500]].concat()] {
        let bad = Bad::yaml("");
        bad.put("fonts/mine.otf", bytes);
        bad.gives(1, &["E403 fonts/mine.otf"], NONE);
    }
    Bad::yaml("fonts: {paths: [none]}").gives(3, &["E404 book.yaml:5:17"], NONE);
}

#[test]
fn nesting_ten_thousand_deep() {
    let deep = |open: &str, close: &str| format!("{}文{}", open.repeat(10_000), close.repeat(10_000));
    for text in [deep("> ", ""), deep("- ", ""), deep("*", "*"), deep("_", "_")] {
        Bad::chapter(&text).gives(1, &["E102 a.md:3:65"], NONE);
    }
    // Thousands of brackets in a row leave no place where a line may end.
    let brackets = [deep("[", ""), deep("[", "]"), deep("[", "](https://a.cn)")];
    for text in brackets {
        Bad::chapter(&text).gives(0, &["W303 a.md:3:1"], BOTH);
    }
    // The last braces stand behind a bracket so deep that it is none any more, at the end of the paragraph.
    Bad::chapter(&deep("[", "]{.dots}")).gives(0, &["W303 a.md:3:1", "W103 a.md:3:89996"], BOTH);
    Bad::chapter(&deep("![", "")).gives(0, &[], BOTH);
}

#[test]
fn a_book_of_one_leaf_and_one_of_hundreds() {
    let pages = |bad: &Bad| {
        let built = patiently(bad.0.path(), &["build", "--to", "pdf", "--json"]);
        assert_eq!(built.code, 0, "{}", built.stderr);
        let report: Value = serde_json::from_str(&built.stdout).expect("a report");
        report["artifacts"][0]["pages"].as_u64().expect("a number of pages")
    };
    let one = pages(&Bad::chapter("一页也是书。"));
    assert!(one < 12, "what comes before the text is a few leaves, not {one} pages");
    let paragraph = format!("{}\n\n", "一本很厚的书也要一页一页地排，哪一页都不能少。".repeat(12));
    let section = format!("## 节\n\n{}", paragraph.repeat(30));
    let many = pages(&Bad::chapter(&section.repeat(30)));
    // 900 paragraphs of eleven lines and thirty headings, 28 lines to a page, and one page more of contents.
    assert!((many - one).abs_diff(358) < 20, "{many} pages");
}

#[test]
fn a_book_of_three_thousand_pages() {
    let bad = Bad::new(&[("book.yaml", "title: 厚书\nlanguage: zh-Hans\ncover: none\n".as_bytes())]);
    // Every chapter begins a page.
    (0..3_000).for_each(|chapter| bad.put(&format!("{chapter}.md"), "# 一页\n\n也是一章。\n".as_bytes()));
    let built = patiently(bad.0.path(), &["build", "--json"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let report: Value = serde_json::from_str(&built.stdout).expect("a report");
    let pages = report["artifacts"][1]["pages"].as_u64().expect("a number of pages");
    assert!((3_000..3_200).contains(&pages), "{pages} pages");
    assert_eq!(whole_files(&bad.0.path().join("build")), BOTH);
}

#[test]
fn a_million_characters_without_a_break() {
    let long = "W601 a.md:1:1";
    Bad::chapter(&"汉".repeat(1_000_000)).gives(0, &[long], BOTH);
    Bad::chapter(&"a".repeat(1_000_000)).gives(0, &[long], BOTH);
}

/// What once cost the square of its length: each of these ran for many minutes.
#[test]
fn long_runs_of_one_mark() {
    let long = "W601 a.md:1:1";
    for (mark, found) in [
        // A stroke longer than any line has to be parted.
        ("—", &[long, "W303 a.md:3:1"][..]),
        ("“", &[long, "W303 a.md:3:1", "W334 a.md:3:2"]),
        ("’", &[long, "W303 a.md:3:1"]),
        ("字\u{2060}", &[long]),
    ] {
        Bad::chapter(&format!("甲{}乙丙丁戊", mark.repeat(100_000))).gives(0, found, BOTH);
    }
    // All of these join the character before them: one word, longer than a PDF can say.
    let joined = Bad::chapter(&format!("甲{}乙", "\u{200D}".repeat(100_000)));
    joined.gives(1, &["E712", "W601 a.md:1:1"], &["book.epub"]);
    // What stands far to the right of its line is shown there.
    let marks = Bad::chapter(&format!("{}א", "\u{202B}".repeat(70_000)));
    let shown = patiently(marks.0.path(), &["check"]);
    assert!(!shown.stderr.contains("panicked") && shown.stderr.contains("a.md:3:70001"), "{}", shown.code);
    // An address that is longer than a string of a PDF may be stands on no page, however many show it.
    let address = Bad::chapter(&format!("<https://a.cn/{}>", "a".repeat(100_000)));
    address.gives(1, &["E712 a.md:3:1"], &["book.epub"]);
    let cell = "汉".repeat(60_000);
    Bad::chapter(&format!("| 甲 | 乙 |\n|---|---|\n| {cell} | 丙 |")).gives(0, &[], BOTH);
}

#[test]
fn a_table_of_two_hundred_columns() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(200));
    let table = [row("甲"), row("--"), row("数据"), row("数据")].concat();
    Bad::chapter(&table).gives(0, &["W502 a.md:3:1"], BOTH);
}

#[test]
fn a_title_of_two_thousand_characters() {
    let book = |title: &str| {
        let yaml = YAML.replace("书", title);
        Bad::new(&[("book.yaml", yaml.as_bytes()), ("a.md", "# 一\n\n文字。\n".as_bytes())])
    };
    book(&"书".repeat(2_000)).gives(0, &[], BOTH);
    book(&"b".repeat(2_000)).gives(0, &[], BOTH);
    book(&"书".repeat(2_001)).gives(2, &["E034 book.yaml:1:8"], NONE);
    let chapter = |title: String| {
        Bad::new(&[("book.yaml", YAML.as_bytes()), ("a.md", format!("# {title}\n\n## {title}\n\n文。\n").as_bytes())])
    };
    chapter("题".repeat(2_000)).gives(0, &[], BOTH);
    chapter("t".repeat(2_000)).gives(0, &[], BOTH);
    // Beyond what a PDF can say in one string.
    chapter("题".repeat(20_000)).gives(1, &["E712"], &["book.epub"]);
}

#[test]
fn characters_that_no_font_has_are_errors_or_boxes_as_the_book_says() {
    let text = "# 一\n\n文𒀀字，文𒀀字。\n\n[字]{ruby=\"a𒀀\"}与`x𒀀`和字\u{489}。\n\n字\u{2060}字\u{200B}字\u{200D}。\n";
    // Each is told once, where it stands first.
    let at = |code: &str| ["3:2", "5:22"].map(|place| format!("{code} a.md:{place}"));
    let book = |more: &str| Bad::new(&[("book.yaml", format!("{YAML}{more}").as_bytes()), ("a.md", text.as_bytes())]);
    book("").gives(1, &at("E401").each_ref().map(String::as_str), NONE);
    let said = patiently(book("").0.path(), &["check"]).stderr;
    assert!(said.contains("which this chapter has 4 times") && said.contains("E401 × 2"), "{said}");
    let epub = patiently(book("").0.path(), &["check", "--to", "epub"]).stderr;
    assert_eq!(epub, said, "the same whatever is made");
    let excused = book("missing-glyphs: warn\n");
    excused.gives(0, &at("W401").each_ref().map(String::as_str), BOTH);

    let dumped = patiently(excused.0.path(), &["dump", "layout", "-q"]);
    let drawn: Vec<Value> = dumped.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let boxed =
        drawn.iter().find(|one| one["text"].as_str().is_some_and(|text| text.contains("文𒀀字"))).expect("a line");
    assert_eq!(boxed["advance"][1], boxed["advance"][0], "the box is as wide as a Han: {boxed}");
    let epub = File::open(excused.0.path().join("build/book.epub")).expect("the EPUB");
    let mut epub = zip::ZipArchive::new(epub).expect("a container");
    let holds = (0..epub.len()).any(|index| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut epub.by_index(index).expect("a file"), &mut bytes).expect("its bytes");
        String::from_utf8_lossy(&bytes).contains("文𒀀字")
    });
    assert!(holds, "the EPUB keeps the character");
}

#[test]
fn references_and_formats_that_do_not_exist() {
    Bad::chapter("见[](#none)。").gives(1, &["E201 a.md:3:2"], NONE);
    let bad = Bad::chapter("文字。");
    let wrong = patiently(bad.0.path(), &["build", "--to", "epub,mobi"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("mobi"), "{}", wrong.stderr);
    assert_eq!(whole_files(&bad.0.path().join("build")), NONE);
}

#[test]
fn an_output_directory_that_cannot_be_written() {
    let bad = Bad::chapter("文字。");
    let out = bad.0.path().join("build");
    fs::write(&out, "no directory").expect("a file");
    let blocked = patiently(bad.0.path(), &["build", "--json"]);
    assert_eq!((blocked.code, told(&blocked)), (3, vec!["E903".to_owned()]), "{}", blocked.stderr);
    assert_eq!(fs::read_to_string(&out).expect("the file"), "no directory");

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::remove_file(&out).expect("the file");
        fs::create_dir(&out).expect("a directory");
        fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).expect("permissions");
        // The superuser may write everywhere.
        if File::create(out.join("probe")).is_err() {
            bad.gives(3, &["E903"], NONE);
        }
    }
}

#[test]
fn a_build_that_fails_keeps_the_files_of_the_one_before() {
    let bad = Bad::chapter("文字。");
    bad.gives(0, &[], BOTH);
    let read = || BOTH.iter().map(|name| fs::read(bad.0.path().join("build").join(name)).expect("an output"));
    let before: Vec<Vec<u8>> = read().collect();
    bad.put("a.md", "# 一\n\n甲<b>\n".as_bytes());
    bad.gives(1, &["E101 a.md:3:2"], BOTH);
    assert!(read().eq(before));
}

#[cfg(unix)]
#[test]
fn a_build_that_is_stopped_keeps_the_files_of_the_one_before() {
    let bad = Bad::chapter("文字。");
    bad.gives(0, &[], BOTH);
    let read = || BOTH.iter().map(|name| fs::read(bad.0.path().join("build").join(name)).expect("an output"));
    let before: Vec<Vec<u8>> = read().collect();
    bad.put("a.md", format!("# 一\n\n{}", format!("{}\n\n", "字".repeat(500)).repeat(1_000)).as_bytes());
    for signal in ["TERM", "INT", "KILL"] {
        let mut child = huoban()
            .current_dir(bad.0.path())
            .arg("build")
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(150));
        let sent = std::process::Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
        assert_eq!(end_of(&mut child).code(), None, "{signal} stops it before it is done");
        assert!(read().eq(before.iter().cloned()), "{signal}");
        assert_eq!(whole_files(&bad.0.path().join("build")), BOTH, "{signal}");
    }
    bad.gives(0, &["W601 a.md:1:1"], BOTH);
    assert!(!read().eq(before), "the next build replaces them");
}

#[test]
fn what_a_killed_build_left_is_swept_by_a_later_one() {
    let bad = Bad::chapter("文字。");
    write(&bad.0.path().join("build"), &[(".huoban-old.part", "half"), (".huoban-new.part", "half")]);
    let old = File::options().write(true).open(bad.0.path().join("build/.huoban-old.part")).expect("the file");
    old.set_modified(std::time::SystemTime::now() - Duration::from_secs(3_600)).expect("an age");
    drop(old);
    assert_eq!(patiently(bad.0.path(), &["build"]).code, 0);
    assert!(!bad.0.path().join("build/.huoban-old.part").exists());
    assert!(bad.0.path().join("build/.huoban-new.part").exists(), "another build may be writing it");
}

#[test]
fn a_drawing_that_one_edition_cannot_show_is_refused_for_all() {
    // A drawing that uses itself ten times over, seven levels deep.
    let levels: String = (1..8)
        .map(|level| format!("<g id=\"a{level}\">{}</g>", format!("<use href=\"#a{}\"/>", level - 1).repeat(10)))
        .collect();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><defs><g id=\"a0\"><rect width=\"1\" \
         height=\"1\"/></g>{levels}</defs><use href=\"#a7\"/></svg>"
    );
    let bad = Bad::picture("a.svg", svg.as_bytes());
    for outputs in ["epub", "pdf", "print", "epub,pdf", "epub,pdf,print"] {
        let built = patiently(bad.0.path(), &["build", "--json", "--to", outputs]);
        assert_eq!(told(&built), ["E081 a.md:5:1"], "{outputs}");
        assert_eq!(whole_files(&bad.0.path().join("build")), NONE, "{outputs}");
    }
}

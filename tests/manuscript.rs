//! Reading a manuscript: what is broken is told by its code, and what is sound is read in order.

mod broken;

use broken::{Row, check, row};
use huoban::diagnostics::rules::manuscript::AREA;
use huoban::diagnostics::{Diagnostic, Lang, Place};
use huoban::manuscript::{Manuscript, Slot, load, read_picture};
use huoban::source::{DiskWorld, MemoryWorld, SourceMap, World};
use proptest::prelude::*;
use std::path::Path;

/// Reads the manuscript and every file under `images/`.
fn run(world: &dyn World) -> (Vec<Diagnostic>, SourceMap) {
    let (_, sources, mut diagnostics) = load(world, "书稿", &[]);
    for path in world.list(Path::new("images")).unwrap_or_default() {
        diagnostics.extend(read_picture(world, &path, None).1);
    }
    // A chapter that shows a picture which is not there: the parser finds such names, a row writes them in plain.
    if let Ok(shown) = world.read(Path::new("shown.txt")) {
        let path = String::from_utf8_lossy(&shown).into_owned();
        diagnostics.extend(read_picture(world, Path::new(path.trim()), None).1);
    }
    (diagnostics, sources)
}

/// A sound manuscript whose `book.yaml` goes on with `yaml`.
fn yaml(code: &'static str, broken: &str, repaired: &str) -> Row {
    let whole = |rest: &str| format!("title: 书\n{rest}\n");
    row(
        code,
        &[("book.yaml", &whole(broken)), ("one.md", "# 一\n"), ("two.md", "# 二\n"), ("part.md", "# 部\n")],
        &[("book.yaml", &whole(repaired))],
    )
}

/// A manuscript with one chapter of these bytes.
fn chapter(code: &'static str, bytes: &[u8]) -> Row {
    Row {
        code,
        broken: vec![("book.yaml", b"title: a\n".to_vec()), ("one.md", bytes.to_vec())],
        repaired: vec![("one.md", "\u{FEFF}# 一\r\n\r\n正文。\r\n".as_bytes().to_vec())],
    }
}

/// A manuscript with one picture.
fn picture(code: &'static str, path: &'static str, broken: &[u8], repaired: &[u8]) -> Row {
    Row {
        code,
        broken: vec![("book.yaml", b"title: a\n".to_vec()), ("one.md", b"# a\n".to_vec()), (path, broken.to_vec())],
        repaired: vec![(path, repaired.to_vec())],
    }
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    let mut checksum = flate2::Crc::new();
    checksum.update(&body);
    [&(data.len() as u32).to_be_bytes()[..], &body, &checksum.sum().to_be_bytes()].concat()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let parts = [chunk(b"IHDR", &header), chunk(b"IDAT", &[0x78, 0x9C]), chunk(b"IEND", &[])].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &parts].concat()
}

fn rows() -> Vec<Row> {
    let small = png(30, 20);
    let plain = b"<svg viewBox='0 0 4 3'></svg>";
    let long = |count: usize| format!("subtitle: {}", "长".repeat(count));
    let gbk: Vec<u8> = encoding_rs::GBK.encode("# 第一章\n\n这是一段中文，里面有常见的字。\n").0.into_owned();
    vec![
        row("E001", &[("one.md", "# 一\n")], &[("book.yaml", "title: 书\n")]),
        yaml("E003", "chapters: [one.md, ../two.md]", "chapters: [one.md, ./two.md]"),
        yaml("E003", "chapters: [/etc/passwd]", "chapters: [sub/../one.md]"),
        chapter("E004", &vec![b' '; 65 << 20]),
        yaml("E010", "publisher: @一社", "publisher: '@一社'"),
        yaml("E011", "authors: [甲, 乙", "authors: [甲, 乙]"),
        yaml("E012", "page:\n\tsize: A5", "page:\n  size: A5"),
        yaml("E013", "subtitle: 甲: 乙", "subtitle: '甲: 乙'"),
        row("E014", &[("book.yaml", "# 空\n"), ("one.md", "# 一\n")], &[("book.yaml", "title: 书\n")]),
        yaml("E015", "authors: &a 甲", "authors: 甲"),
        yaml("E016", &format!("authors: {}", "[".repeat(10_000)), "authors: [甲]"),
        yaml("E020", "autor: 甲", "authors: 甲"),
        yaml("E021", "date: 2021\ndate: 2022", "date: 2022"),
        row("E022", &[("book.yaml", "date: 2021\n"), ("one.md", "# 一\n")], &[("book.yaml", "title: 书\n")]),
        yaml("E023", "publisher: [甲, 乙]", "publisher: 甲"),
        yaml("E024", "outputs: [epub, docx]", "outputs: [epub, pdf]"),
        yaml("E025", "page: {font-size: 10px}", "page: {font-size: 五号}"),
        yaml("E026", "page: {chars-per-line: 1}", "page: {chars-per-line: 2}"),
        yaml("E027", "language: zh_CN", "language: zh-CN"),
        yaml("E028", "isbn: 978-0-306-40615-8", "isbn: 978-0-306-40615-7"),
        yaml("E029", "date: 2021-02-29", "date: 2020-02-29"),
        yaml("E030", "contributors: [{name: 甲, role: translater}]", "contributors: [{name: 甲, role: translator}]"),
        yaml("E031", "page: {size: 大31开}", "page: {size: 大32开}"),
        yaml("E032", "page: {chars-per-line: 40}", "page: {chars-per-line: 37}"),
        yaml("E033", "page: {lines-per-page: 34}", "page: {lines-per-page: 33}"),
        yaml("E034", &long(2_001), &long(2_000)),
        yaml("E035", "subtitle: \"a\\x07b\"", "subtitle: \"ab\""),
        yaml("E036", "slug: a/b", "slug: 三十-而立"),
        yaml("E037", "page: {margins: {top: 9mm, bottom: 9mm}}", "page: {margins: {bottom: 9mm}}"),
        yaml("E038", "theme: {accent: red}", "theme: {accent: '#cc0000'}"),
        yaml("W062", "theme: {accent: '#ffcc00'}", "theme: {accent: '#806600'}"),
        yaml("E039", "page: {line-pitch: 10pt}", "page: {line-pitch: 16pt}"),
        yaml("W040", "page: {line-pitch: 22pt}", "page: {line-pitch: 20pt, lines-per-page: 20}"),
        yaml("E042", "outputs: []", "outputs: [pdf]"),
        yaml("E043", "front: [build/part.md]", "front: [part.md]"),
        yaml(
            "W044",
            "isbn: {print: 978-7-000-00000-1, epub: 978-7-000-00000-1}",
            "isbn: {print: 978-7-000-00000-1, epub: 978-7-000-00001-8}",
        ),
        yaml("E045", "series: {title：丛书, number: 1}", "series: {title: 丛书, number: 1}"),
        yaml("W047", "language: en\npage: {line-pitch: 20pt}", "language: en\npage: {line-pitch: 15pt}"),
        yaml("E085", r"chapters: [.\one.md]", "chapters: [./one.md]"),
        yaml("E050", "chapters: [on.md]", "chapters: [one.md]"),
        yaml(
            "E050",
            "chapters:\n  - part: 上篇\n    file: prt.md\n    chapters: [one.md]",
            "chapters:\n  - part: 上篇\n    file: part.md\n    chapters: [one.md]",
        ),
        chapter("E051", b""),
        chapter("E051", "\u{FEFF} \r\n\u{3000}\n".as_bytes()),
        chapter("E052", &gbk),
        chapter("E053", &[&b"# a\n\nb"[..], &[0xE6, 0xAD]].concat()),
        chapter("E054", b"\xFF\xFE#\0 \0\x00\x4E"),
        chapter("E055", b"# a\n\nb\x01c\n"),
        chapter("W077", "# a\n\nb\u{FEFF}c\n".as_bytes()),
        chapter("W078", "# a\n\nb\u{2028}c\n".as_bytes()),
        yaml("E056", "chapters: [one.md, ./one.md]", "chapters: [one.md, two.md]"),
        yaml("E056", "front: [one.md]\nchapters: [two.md]\nback: [{appendix: one.md}]", "front: [one.md]"),
        row(
            "E057",
            &[("book.yaml", "title: 书\n"), ("README.md", "# 读我\n"), ("SUMMARY.md", "# 目录\n"), (".a.md", "x")],
            &[("one.md", "# 一\n")],
        ),
        row(
            "W048",
            &[("book.yaml", "title: 书\n"), ("one.md", "# 一\n"), ("sub/two.md", "# 二\n")],
            &[("book.yaml", "title: 书\nchapters: [one.md, sub/two.md]\n")],
        ),
        picture("E070", "shown.txt", b"images/none.png", b"images/a.png"),
        picture("E071", "images/a.png", b"II*\0\x08\0\0\0\0\0\0\0", &small),
        picture("E072", "images/a.png", &small[..small.len() - 5], &small),
        picture("E073", "images/a.png", &png(40_000, 20), &small),
        picture("W074", "images/a.png", plain, &small),
        picture("E075", "images/a.svg", b"<svg viewBox='0 0 4 3'><script/></svg>", plain),
        picture("E076", "images/a.svg", b"<svg></svg>", plain),
        picture("E081", "images/a.svg", b"<svg viewBox='0 0 4 3'><path d='M1e38 26A8 8 0 0 0 29 21Z'/></svg>", plain),
    ]
}

#[test]
fn every_code_has_a_broken_manuscript_and_a_repaired_twin() {
    let mut rows = rows();
    // The picture that the repaired twin of E070 shows.
    for row in rows.iter_mut().filter(|row| row.code == "E070") {
        row.broken.push(("images/a.png", png(30, 20)));
    }
    // Text alternatives and damaged text are told when chapters are parsed; the test of that has their rows.
    check(&rows, AREA.rules, &["E002", "E017", "E046", "E058", "E060", "W061", "E079", "E080", "W082"], |world| {
        run(world)
    });
}

fn read(world: &dyn World, overrides: &[(&str, &str)]) -> (Option<Manuscript>, SourceMap, Vec<Diagnostic>) {
    let overrides: Vec<_> = overrides.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    load(world, "书稿", &overrides)
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|one| one.rule.code).collect()
}

#[test]
fn an_override_that_cannot_stand_is_e017() {
    let world = MemoryWorld::new().with("book.yaml", "title: 书\n").with("one.md", "# 一\n");
    assert_eq!(codes(&read(&world, &[("title.x", "1")]).2), ["E017"]);
    assert_eq!(codes(&read(&world, &[("title", "另一本")]).2), [""; 0]);
}

#[test]
fn more_chapters_than_a_book_can_have_is_e058() {
    let numbered = |count: usize| {
        let start = MemoryWorld::new().with("book.yaml", "title: 书\n");
        (0..count).fold(start, |world, number| world.with(&format!("{number}.md"), "# 章\n"))
    };
    assert_eq!(codes(&read(&numbered(20_001), &[]).2), ["E058"]);
    assert_eq!(read(&numbered(120), &[]).0.unwrap().chapters.len(), 120);
}

#[test]
fn a_directory_in_the_place_of_a_chapter_is_e002_and_a_link_outward_e003() {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret.md"), "# 秘密\n").unwrap();
    let root = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(root.path().join(name), text).unwrap();
    put("book.yaml", "title: 书\nchapters: [one.md, sub]\n");
    put("one.md", "# 一\n");
    std::fs::create_dir(root.path().join("sub")).unwrap();
    let world = DiskWorld::open(root.path(), None).unwrap();
    assert_eq!(codes(&read(&world, &[]).2), ["E002"]);

    put("book.yaml", "title: 书\nchapters: [one.md]\n");
    assert_eq!(codes(&read(&world, &[]).2), [""; 0]);

    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), root.path().join("link.md")).unwrap();
        put("book.yaml", "title: 书\nchapters: [one.md, link.md]\n");
        assert_eq!(codes(&read(&world, &[]).2), ["E003"]);
        std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), root.path().join("link.png")).unwrap();
        assert_eq!(codes(&read_picture(&world, Path::new("link.png"), None).1), ["E003"]);
    }
}

/// Whatever names it: a pipe would make the tool wait for ever, a hole in a disk fill its memory.
#[cfg(unix)]
#[test]
fn no_input_is_opened_that_is_no_regular_file_of_bearable_size() {
    use huoban::pipeline::{Request, build};
    use huoban::source::LARGEST;
    let yaml = "title: 书\nchapters: [one.md]\ncover: cover.png\nfonts: {paths: [own]}\nprint: {profile: own.icc}\n";
    let told = |broken: &str, make: &dyn Fn(&Path)| {
        let root = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| std::fs::write(root.path().join(name), bytes).unwrap();
        for directory in ["own", "fonts", "else"] {
            std::fs::create_dir(root.path().join(directory)).unwrap();
        }
        put("book.yaml", yaml.as_bytes());
        put("one.md", "# 一\n\n![甲](a.png)\n".as_bytes());
        put("a.png", &png(30, 20));
        put("cover.png", &png(30, 20));
        put("own.icc", b"no profile");
        let _ = std::fs::remove_file(root.path().join(broken));
        make(&root.path().join(broken));
        let world = DiskWorld::open(root.path(), None).unwrap();
        let outputs = Some(vec![huoban::config::Output::Print]);
        let font_directories = vec![root.path().join("else")];
        codes(&build(&world, &Request { outputs, font_directories, ..Request::default() }).diagnostics)
    };
    let pipe = |path: &Path| assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    let socket = |path: &Path| drop(std::os::unix::net::UnixListener::bind(path).unwrap());
    let hole = |path: &Path| std::fs::File::create(path).unwrap().set_len(LARGEST + 1).unwrap();
    for (broken, special, large) in [
        ("book.yaml", "E002", "E004"),
        ("one.md", "E002", "E004"),
        ("a.png", "E002", "E080"),
        ("cover.png", "E002", "E080"),
        ("own.icc", "E730", "E730"),
        ("own/a.otf", "E403", "E403"),
        ("fonts/a.ttf", "E403", "E403"),
        ("else/a.ttc", "E403", "E403"),
    ] {
        for (make, code) in [(&pipe as &dyn Fn(&Path), special), (&socket, special), (&hole, large)] {
            let found = told(broken, make);
            assert!(found.contains(&code), "{broken}: {found:?}");
        }
    }
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret"), "secret").unwrap();
    let link = |path: &Path| std::os::unix::fs::symlink(elsewhere.path().join("secret"), path).unwrap();
    for (broken, code) in [("a.png", "E003"), ("own.icc", "E730"), ("own/a.otf", "E003"), ("fonts/a.ttf", "E003")] {
        let found = told(broken, &link);
        assert!(found.contains(&code), "{broken}: {found:?}");
    }
}

#[test]
fn the_place_of_a_missing_chapter_is_its_name_in_the_configuration() {
    let world = MemoryWorld::new().with("book.yaml", "title: 书\nchapters:\n  - on.md\n").with("one.md", "# 一\n");
    let (_, sources, diagnostics) = read(&world, &[]);
    let Place::Span(span) = diagnostics[0].place else { panic!("{diagnostics:?}") };
    let at = sources.line_column(span.file, span.start);
    assert_eq!((sources.path(span.file), at.line, at.column), (Path::new("book.yaml"), 3, 5));
    assert!(diagnostics[0].help(Lang::Zh).starts_with("是否想写 one.md？"));
}

#[test]
fn a_book_with_parts_is_read_in_its_order() {
    let world = ["preface.md", "intro.md", "up.md", "01.md", "02.md", "after.md", "data.md"].iter().fold(
        MemoryWorld::new().with(
            "book.yaml",
            "title: 书\nfront: [preface.md]\nchapters:\n  - intro.md\n  - part: 上篇\n    file: up.md\n    chapters: \
             [01.md]\n  - part: 下篇\n    chapters: [02.md]\nback: [after.md, {appendix: data.md}]\n",
        ),
        |world, path| world.with(path, format!("# {path}\n")),
    );
    let (manuscript, _, diagnostics) = read(&world, &[]);
    assert_eq!(diagnostics, []);
    let manuscript = manuscript.unwrap();
    let order: Vec<String> = manuscript
        .chapters
        .iter()
        .map(|chapter| {
            let path = chapter.path.as_ref().map_or("-".to_owned(), |path| path.display().to_string());
            assert_eq!(chapter.path.as_deref(), chapter.file.map(|file| manuscript.sources.path(file)));
            match &chapter.slot {
                Slot::Front => format!("front {path}"),
                Slot::Part(title) => format!("{title} {path}"),
                Slot::Body { in_part } => format!("body {in_part} {path}"),
                Slot::Appendix => format!("appendix {path}"),
                Slot::Back => format!("back {path}"),
            }
        })
        .collect();
    assert_eq!(
        order,
        [
            "front preface.md",
            "body false intro.md",
            "上篇 up.md",
            "body true 01.md",
            "下篇 -",
            "body true 02.md",
            "back after.md",
            "appendix data.md"
        ]
    );
}

#[test]
fn without_a_list_what_lies_below_is_told_of() {
    let told = |yaml: &str, names: &[&str]| {
        let start = MemoryWorld::new().with("book.yaml", yaml).with("one.md", "# 章\n");
        let world = names.iter().fold(start, |world, path| world.with(path, "# 章\n"));
        let found = read(&world, &[]).2;
        found.iter().map(|one| (one.rule.code, one.message(Lang::En))).collect::<Vec<_>>()
    };
    let plain = "title: 书\n";
    for below in ["sub/b.md", "a/b/c/d.markdown"] {
        let found = told(plain, &[below]);
        assert!(matches!(&found[..], [("W048", text)] if text.contains(below)), "{found:?}");
        assert_eq!(told("title: 书\nchapters: [one.md]\n", &[below]), []);
    }
    let many = told(plain, &["s/1.md", "s/2.md", "s/3.md", "s/4.md"]);
    assert!(matches!(&many[..], [("W048", text)] if text.contains("4 (") && text.contains("s/3.md, …")), "{many:?}");
    for meant in ["build/a.md", ".git/a.md", "sub/README.md", "images/a.txt", "a/b/c/d/e/f/g.md"] {
        assert_eq!(told(plain, &[meant]), [], "{meant}");
    }
    assert_eq!(told("title: 书\nfront: [sub/b.md]\n", &["sub/b.md"]), []);
}

#[test]
fn without_a_list_the_chapters_stand_in_natural_order() {
    let names = ["10.md", "2.md", "1.md", "README.md", "SUMMARY.md", "preface.md", "notes.txt", "sub/3.md"];
    let world = names
        .iter()
        .fold(MemoryWorld::new().with("book.yaml", "title: 书\nfront: [./preface.md]\n"), |world, path| {
            world.with(path, "# 章\n")
        });
    let (manuscript, _, diagnostics) = read(&world, &[]);
    assert_eq!(diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["W048"]);
    let chapters = manuscript.unwrap().chapters;
    let paths: Vec<_> = chapters.iter().map(|chapter| chapter.path.as_deref().unwrap().to_str().unwrap()).collect();
    assert_eq!(paths, ["preface.md", "1.md", "2.md", "10.md"]);
}

#[test]
fn a_chapter_that_cannot_be_read_does_not_hide_the_others() {
    let world = MemoryWorld::new()
        .with("book.yaml", "title: 书\nisbn: 1\nchapters: [none.md, bad.md, empty.md, good.md]\n")
        .with("bad.md", [0x66, 0xFF, 0x66])
        .with("empty.md", "\n")
        .with("good.md", "# 好\n");
    let (manuscript, _, diagnostics) = read(&world, &[]);
    assert_eq!(codes(&diagnostics), ["E028", "E050", "E053", "E051"]);
    let chapters = manuscript.unwrap().chapters;
    assert_eq!(chapters.len(), 1);
    assert_eq!(chapters[0].path.as_deref(), Some(Path::new("good.md")));
}

#[test]
fn the_sample_book_is_read_without_a_finding() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("book");
    let world = DiskWorld::open(&book, None).unwrap();
    let (diagnostics, sources) = run(&world);
    let shown = huoban::diagnostics::render_text(&diagnostics, &sources, Default::default());
    assert_eq!(diagnostics, [], "{shown}");
}

/// Pieces that configurations are made of, so that chance hits the readers and not only the YAML parser.
fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \\t\\n:,{}\\[\\]'\"#&*|>-]{1,3}",
        prop::sample::select(vec![
            "title",
            "page",
            "size",
            "authors",
            "chapters",
            "part",
            "isbn",
            "date",
            "margins",
            "language",
            "cover",
            "outputs",
            ": ",
            "\n",
            "\n  ",
            "\n- ",
            "大32开",
            "10.5pt",
            "2021-02-30",
            "999999999999",
            "-1",
            "一",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
    ]
}

proptest! {
    #[test]
    fn no_configuration_makes_it_panic(scraps in prop::collection::vec(scrap(), 0..40), key in "[a-z.]{0,12}") {
        let text = scraps.concat();
        let world = MemoryWorld::new().with("book.yaml", &text).with("one.md", "# 一\n");
        let (_, sources, diagnostics) = read(&world, &[(&key, &text)]);
        let shown = huoban::diagnostics::render_text(&diagnostics, &sources, Default::default());
        prop_assert!(diagnostics.iter().all(|one| shown.contains(one.rule.code)));
        // A hole that stays visible is a rule whose argument was forgotten.
        let holes = ["{key}", "{value}", "{path}", "{allowed}", "{expected}", "{found}", "{why}", "{line}"];
        prop_assert!(text.contains('{') || !holes.iter().any(|hole| shown.contains(hole)), "{}", shown);
    }

    #[test]
    fn no_picture_makes_it_panic(at in 0usize..200, byte: u8, kind in 0usize..3, cut in 0usize..200) {
        let mut bytes = [
            png(30, 20),
            b"<svg viewBox='0 0 4 3'><g style='fill:url(#a)'><path d='M0 0'/></g>&amp;</svg>".to_vec(),
            b"GIF89a\x02\0\x03\0\x80\0\0\0\0\0\xFF\xFF\xFF\x2C\0\0\0\0\x02\0\x03\0\0\x02\x02\x84\x51\0\x3B".to_vec(),
        ][kind].clone();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length / 4);
        let world = MemoryWorld::new().with("a.png", &bytes);
        let (picture, diagnostics) = read_picture(&world, Path::new("a.png"), None);
        prop_assert!(picture.is_some() || !diagnostics.is_empty());
    }

    #[test]
    fn no_bytes_of_a_chapter_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let world = MemoryWorld::new().with("book.yaml", "title: 书\nchapters: [one.md]\n").with("one.md", &bytes);
        let (manuscript, sources, diagnostics) = read(&world, &[]);
        huoban::diagnostics::render_text(&diagnostics, &sources, Default::default());
        prop_assert_eq!(manuscript.unwrap().chapters.is_empty(), std::str::from_utf8(&bytes).is_err() || diagnostics.iter().any(|one| matches!(one.rule.code, "E051" | "E054")));
    }
}

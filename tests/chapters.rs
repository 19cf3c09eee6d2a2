//! What is wrong inside chapters and between them: for every code of syntax and references, a broken book and its
//! repaired twin, through all stages but the writers.

mod broken;

use broken::{Row, check, row};
use huoban::config::Output;
use huoban::diagnostics::rules::{manuscript, references, syntax};
use huoban::diagnostics::{Diagnostic, Lang};
use huoban::pipeline::{Request, build, tool_fonts};
use huoban::source::{MemoryWorld, SourceMap};

const YAML: &str = "title: 书\nchapters: [a.md, b.md]\n";
const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><rect width='4' height='3'/></svg>";

fn run(world: &MemoryWorld) -> (Vec<Diagnostic>, SourceMap) {
    let request = Request {
        outputs: Some(Vec::new()),
        font_directories: tool_fonts().into_iter().collect(),
        ..Request::default()
    };
    let report = build(world, &request);
    (report.diagnostics, report.sources)
}

/// A book whose first chapter is `broken`, then `repaired`.
fn file(code: &'static str, broken: &str, repaired: &str) -> Row {
    let second = "# 二\n\n## 同名 {#same}\n\n图见上。\n";
    let rest = [("book.yaml", YAML), ("b.md", second), ("p.svg", SVG)];
    let first: Vec<(&str, &str)> = rest.into_iter().chain([("a.md", broken)]).collect();
    row(code, &first, &[("a.md", repaired)])
}

/// A book whose first chapter has a title and then `broken`, or `repaired`.
fn text(code: &'static str, broken: &str, repaired: &str) -> Row {
    file(code, &format!("# 一\n\n{broken}\n"), &format!("# 一\n\n{repaired}\n"))
}

#[test]
fn every_code_has_a_broken_book_and_a_repaired_twin() {
    let deep = |levels: usize| format!("{}文", "> ".repeat(levels));
    let rows = [
        text("E101", "甲<b>乙</b>", "甲**乙**"),
        text("E101", "<div>\n块\n</div>", "`<div>`"),
        text("E102", &deep(33), &deep(32)),
        text("W103", "[甲]{.dot}", "[甲]{.dots}"),
        text("E104", "![图](p.svg){width=wide}", "![图](p.svg){width=60%}"),
        text("E060", "![](p.svg)", "![方块](p.svg)"),
        text("E060", "![](p.svg \"题\")", "![](p.svg \"题\"){.decorative}"),
        text("E060", "行内![](p.svg)。", "行内![](p.svg){.decorative}。"),
        text("W061", "![p.svg](p.svg)", "![方块](p.svg)"),
        text("W061", "行内![图片](p.svg)。", "行内![方块](p.svg)。"),
        row(
            "W105",
            &[("book.yaml", "title: 书\nmissing-alt: warn\n"), ("a.md", "# 一\n\n![](p.svg)\n"), ("p.svg", SVG)],
            &[("a.md", "# 一\n\n![方块](p.svg)\n")],
        ),
        text("W106", "能量 $E=mc^2$。", "能量 `E=mc^2`，价 \\$5。"),
        file("W107", "---\ntitle: 甲\n---\n\n# 一\n", "# 一\n"),
        file("W108", "没有标题。\n", "# 一\n"),
        text("W109", "# 又一", "## 又一"),
        text("W110", "### 三级", "## 二级\n\n### 三级"),
        text("W112", "\u{3000}\u{3000}段首。", "段首。"),
        text("W113", "{.center}", "居中。{.center}"),
        text("E114", "|甲|\n|--|\n|一|二|", "|甲|乙|\n|--|--|\n|一|二|"),
        text("W115", "##", "## 二级"),
        text("W116", "这是==高亮==。", "这是**高亮**。"),
        text("W117", "{{#include b.md}}", "`{{#include b.md}}`"),
        text("W118", "[网](https://example.org \"题\")", "[网](https://example.org)"),
        text("W119", "行内![方块](p.svg \"题\")。", "![方块](p.svg \"题\")"),
        text("W120", "<!-- lints: {highlight: off} -->", "<!-- lints: {highlights: off} -->"),
        text("W121", "文[^甲]。\n\n[^甲]: \u{200B}", "文[^甲]。\n\n[^甲]: 注。"),
        text("W122", "文一 {.center}\n文二", "文一\n文二 {.center}"),
        text("E079", "文\u{FFFD}。", "文&#xFFFD;。"),
        text(
            "W082",
            "<!-- lints: {damaged-text: warn} -->\n\n文\u{FFFD}。",
            "<!-- lints: {damaged-text: off} -->\n\n文\u{FFFD}。",
        ),
        text("E201", "见[](#none)。", "见[](#same)。"),
        text("E202", "![图](../p.svg)", "![图](./p.svg)"),
        text("E203", "![图](https://example.org/p.svg)", "![图](p.svg)"),
        text("E204", "文[^甲]。", "文[^甲]。\n\n[^甲]: 注。"),
        text("W205", "文。\n\n[^甲]: 注。", "文[^甲]。\n\n[^甲]: 注。"),
        text("E206", "文[^甲]。\n\n[^甲]: 注。\n\n[^甲]: 又注。", "文[^甲][^乙]。\n\n[^甲]: 注。\n\n[^乙]: 又注。"),
        text(
            "E207",
            "文[^甲][^乙]。\n\n[^甲]: 注[^乙]。\n\n[^乙]: 注。",
            "文[^甲][^乙]。\n\n[^甲]: 注。\n\n[^乙]: 注。",
        ),
        text("E208", "## 甲 {#x}\n\n## 乙 {#x}", "## 甲 {#x}\n\n## 乙 {#y}"),
        text("E209", "[表](data.xlsx)", "[表](https://example.org/data.xlsx)"),
        text("E209", "[表](b.html)", "[表](b.md)"),
        text("E212", "![方块](my p.svg)", "![方块](<p.svg>)"),
        text("E213", "![方块](.\\p.svg)", "![方块](./p.svg)"),
        text("E214", "[空]()", "空"),
        text("E215", "![方块](data:image/png;base64,=)", "![方块](p.svg)"),
        text("E210", "段。{#x}\n\n见[](#x)。", "段。{#x}\n\n见[此处](#x)。"),
        row(
            "E211",
            &[
                ("book.yaml", "title: 书\nchapters: [a.md, b.md, c.md]\n"),
                ("a.md", "# 一\n\n## 甲 {#x}\n"),
                ("b.md", "# 二\n\n## 乙 {#x}\n"),
                ("c.md", "# 三\n\n见[](#x)。\n"),
            ],
            &[("c.md", "# 三\n\n见[](b.md#x)。\n")],
        ),
    ];
    let others: &[_] = &[&manuscript::E060, &manuscript::W061, &manuscript::E079, &manuscript::W082];
    check(&rows, &[syntax::AREA.rules, references::AREA.rules, others].concat(), &["W123"], run);
}

/// The findings of a chapter of a title and `text`, in a book with these lints, built or released.
fn found(text: &str, lints: &str, release: bool) -> Vec<Diagnostic> {
    let yaml = format!("title: 书\nlints: {{{lints}}}\n");
    let text = format!("# 一\n\n{text}\n");
    let world = MemoryWorld::new().with("book.yaml", yaml.as_bytes()).with("a.md", text.as_bytes());
    let font_directories = tool_fonts().into_iter().collect();
    build(&world, &Request { outputs: Some(Vec::new()), release, font_directories, ..Request::default() }).diagnostics
}

#[test]
fn a_release_is_refused_only_where_something_is_lost() {
    let levels = |text: &str, lints: &str, release: bool| {
        found(text, lints, release).iter().map(|one| (one.rule.code, one.is_error())).collect::<Vec<_>>()
    };
    assert_eq!(levels("{{#include b.md}}", "", false), [("W117", false)]);
    assert_eq!(levels("{{#include b.md}}", "", true), [("W117", true)]);
    assert_eq!(levels("==亮==", "", true), [("W116", false)]);
    assert_eq!(levels("==亮==", "highlights: error", false), [("W116", true)]);
    assert_eq!(levels("{{#include b.md}}", "includes: off", true), []);
}

#[test]
fn a_kind_is_told_once_with_its_count_unless_a_passage_switches_it_off() {
    let counted = |text: &str| {
        let found = found(text, "", false);
        found.iter().map(|one| one.message(Lang::En)).collect::<Vec<_>>()
    };
    let told = counted("甲==一==，==二==。\n\n乙==三==。");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].ends_with("==一== (3 places, this is the first)"), "{told:?}");
    let off = "<!-- lints: {highlights: off, half-width-marks: off} -->";
    assert_eq!(counted(&format!("{off}\n\n甲==一==。甲,乙。")), [""; 0]);
    let told =
        counted(&format!("甲==零==。甲,乙。\n\n{off}\n\n甲==一==。甲,乙。\n\n<!-- lints: on -->\n\n==二==。甲,丙。"));
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().any(|one| one.contains("==零== (2 places")), "{told:?}");
    assert_eq!(counted("<!-- lints: off -->\n\n甲==一==。甲,乙，{{ x }}。"), [""; 0]);
}

#[test]
fn what_a_message_advises_can_be_done() {
    let helps = |text: &str| found(text, "", false).iter().map(|one| one.help(Lang::En)).collect::<String>();
    for (text, advice) in [
        ("甲<br>乙", "end the line with a backslash"),
        ("H<sub>2</sub>O", "[2]{.sub}"),
        ("<center>题</center>", "{.center}"),
        ("<img src=\"a.png\">", "![what is to be seen](file.png)"),
        ("<ruby>汉<rt>hàn</rt></ruby>", "ruby="),
        ("<B>重</B>", "**text**"),
        ("见[下](a.html#一)", "a.md#一"),
        ("![灯](my lamp.png)", "![灯](<my lamp.png>)"),
        ("![灯](images\\a.png)", "images/a.png"),
    ] {
        let helps = helps(text);
        assert!(helps.contains(advice), "{text}: {helps}");
    }
    let told = found("| 甲 |\n|----|\n| 一<br>二 |\n\n## 题<br>副题", "", false);
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn text_that_was_lost_is_an_error_unless_the_book_or_the_passage_means_it() {
    let told = |text: &str, lints: &str| {
        let found = found(text, lints, true);
        found
            .iter()
            .map(|one| (one.rule.code, one.is_error(), one.text("count").map(str::to_owned)))
            .collect::<Vec<_>>()
    };
    let lost = "文\u{FFFD}`\u{FFFD}`。\n\n```\n\u{FFFD}\n```";
    assert_eq!(told(lost, ""), [("E079", true, Some("3".to_owned()))]);
    assert_eq!(told(lost, "damaged-text: warn"), [("W082", false, Some("3".to_owned()))]);
    assert_eq!(told(lost, "damaged-text: off"), []);
    let off = "<!-- lints: {damaged-text: off} -->";
    assert_eq!(told(&format!("{off}\n\n{lost}"), ""), []);
    let behind = format!("{off}\n\n{lost}\n\n<!-- lints: {{damaged-text: on}} -->\n\n文\u{FFFD}。");
    assert_eq!(told(&behind, ""), [("E079", true, None)]);
    assert_eq!(told("文&#xFFFD;。", ""), []);
    // The files are made, with a box where no font has it.
    let world = MemoryWorld::new().with("book.yaml", "title: 书\n".as_bytes());
    let made = |text: &str| {
        let world = world.clone().with("a.md", format!("# 一\n\n{text}\n").as_bytes());
        let (outputs, font_directories) = (Some(vec![Output::Epub, Output::Pdf]), tool_fonts().into_iter().collect());
        let report = build(&world, &Request { outputs, font_directories, ..Request::default() });
        let codes = report.diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>();
        (codes, report.artifacts.len())
    };
    assert_eq!(made(&format!("{off}\n\n{lost}")), (vec!["W401"], 2));
    assert_eq!(made("文&#xFFFD;。"), (vec!["W401"], 2));
    assert_eq!(made(lost), (vec!["E079"], 0));
    // book.yaml itself.
    let book = |yaml: &str| {
        let world = MemoryWorld::new().with("book.yaml", yaml.as_bytes()).with("a.md", "# 一\n\n文。\n".as_bytes());
        run(&world).0.iter().map(|one| one.rule.code).collect::<Vec<_>>()
    };
    assert_eq!(book("title: 书\u{FFFD}\n"), ["E079"]);
    assert_eq!(book("title: 书\u{FFFD}\nlints: {damaged-text: off}\n"), [""; 0]);
    assert_eq!(book("title: \"书\\uFFFD\"\n"), [""; 0]);
}

#[test]
fn what_is_begun_and_shows_nothing_is_told() {
    for blank in ["\u{200B}", "\u{2060}\u{3000}", "**\u{200B}**", "\u{FE0F}", "[\u{200C}]{.dots}"] {
        for text in [
            format!("文[^甲]。\n\n[^甲]: {blank}"),
            format!("表：{blank}\n\n| 甲 |\n|----|\n| 一 |"),
            format!("![方块](p.svg \"{blank}\")"),
            format!("```verse {blank}\n一行\n```"),
        ] {
            let world = MemoryWorld::new()
                .with("book.yaml", "title: 书\n".as_bytes())
                .with("a.md", format!("# 一\n\n{text}\n").as_bytes())
                .with("p.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>");
            let (font_directories, outputs) = (tool_fonts().into_iter().collect(), Some(Vec::new()));
            let report = build(&world, &Request { outputs, font_directories, ..Request::default() });
            let codes: Vec<_> = report.diagnostics.iter().map(|one| one.rule.code).collect();
            assert_eq!(codes, ["W121"], "{text:?}");
        }
    }
}

#[test]
fn attributes_at_the_end_of_a_line_within_a_paragraph_are_told_wherever_it_stands() {
    for around in ["{}", "> {}", "- {}", "词\n: {}", "*甲*{}"] {
        for block in ["{.right}", "{#x}", "{.x lang=en}"] {
            for end in ["\n", "\\\n", "  \n"] {
                let indent = if around.starts_with('>') { "> " } else { "  " };
                let text = around.replacen("{}", &format!("文 {block}{end}{indent}文"), 1);
                let found = found(&text, "", false);
                let told: Vec<_> = found.iter().map(|one| (one.rule.code, one.text("name"))).collect();
                assert_eq!(told, [("W122", Some(block))], "{text:?}");
            }
        }
    }
    for text in ["集合 {甲}\n文", "文 \\{.right}\n文", "`{.right}`\n文", "文 {1}\n文", "[文]{.dots}\n文"] {
        assert_eq!(found(text, "", false), [], "{text}");
    }
}

#[test]
fn a_link_to_a_file_that_is_no_chapter_says_so() {
    let help = |text: &str| {
        let world = MemoryWorld::new()
            .with("book.yaml", "title: 书\nchapters: [a.md]\n".as_bytes())
            .with("a.md", format!("# 一\n\n{text}\n").as_bytes())
            .with("b.md", "# 二\n".as_bytes())
            .with("notes/c.md", "# 三\n".as_bytes());
        let found = run(&world).0;
        let told = found.iter().find(|one| ["E201", "E209"].contains(&one.rule.code)).map(|one| one.help(Lang::En));
        told.unwrap_or_else(|| panic!("{text}: {found:?}"))
    };
    for (text, file) in [("[x](b.md)", "b.md"), ("[x](b.md#y)", "b.md"), ("[x](notes/c.md)", "notes/c.md")] {
        assert!(help(text).contains(&format!("list {file} under `chapters`")), "{text}: {}", help(text));
    }
    assert!(help("[x](b.html)").contains("b.md is there, but it is no chapter"), "{}", help("[x](b.html)"));
    for text in ["[x](d.md)", "[x](d.html)", "[x](#y)", "[x](a.md#y)"] {
        assert!(!help(text).contains("list "), "{text}: {}", help(text));
    }
}

#[test]
fn a_picture_that_cannot_be_decoded_is_refused_whichever_edition_is_made() {
    let pixels: Vec<u8> = (0..40_u32 * 40 * 3).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let mut webp = Vec::new();
    image_webp::WebPEncoder::new(&mut webp).encode(&pixels, 40, 40, image_webp::ColorType::Rgb8).expect("packed");
    let spoilt = webp.len() / 2..webp.len() - 8;
    webp[spoilt].fill(0xFF);
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let body = [kind, data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&body);
        [&(data.len() as u32).to_be_bytes()[..], &body, &sum.sum().to_be_bytes()].concat()
    };
    let header = [0, 0, 0, 4, 0, 0, 0, 4, 8, 2, 0, 0, 0];
    let png = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"IDAT", &[0x78, 0x9C, 0xFF, 0xFF, 0xFF]),
        chunk(b"IEND", &[]),
    ]
    .concat();
    for (name, bytes) in [("a.webp", webp), ("a.png", png)] {
        let text = format!("# 一\n\n文字。\n\n![方块]({name})\n");
        let world = MemoryWorld::new()
            .with("book.yaml", "title: 书\n".as_bytes())
            .with("a.md", text.as_bytes())
            .with(name, &bytes);
        for outputs in [vec![Output::Epub], vec![Output::Pdf], vec![Output::Epub, Output::Pdf], vec![Output::Print]] {
            let font_directories = tool_fonts().into_iter().collect();
            let report =
                build(&world, &Request { outputs: Some(outputs.clone()), font_directories, ..Request::default() });
            let codes: Vec<_> = report.diagnostics.iter().map(|one| one.rule.code).collect();
            assert_eq!((codes, report.artifacts.len()), (vec!["E701"], 0), "{name} {outputs:?}");
        }
    }
}

#[test]
fn a_missing_picture_is_looked_for_where_it_is_named() {
    let help = |yaml: &str, text: &str| {
        let world = MemoryWorld::new()
            .with("book.yaml", format!("title: 书\n{yaml}\n").as_bytes())
            .with("a.md", format!("# 一\n\n文。\n\n{text}\n").as_bytes());
        let found = run(&world).0;
        found.iter().find(|one| one.rule.code == "E070").map(|one| one.help(Lang::En)).expect("it is missing")
    };
    let (cover, chapter) = (help("cover: 无", ""), help("", "![方块](none.svg)"));
    assert_eq!(cover, "book.yaml names files relative to the manuscript directory");
    assert_eq!(chapter, "pictures are looked up from the directory of the chapter that shows them");
}

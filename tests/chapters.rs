//! What is wrong inside chapters and between them: for every code of syntax and references, a broken book and its
//! repaired twin, through all stages but the writers.

mod broken;

use broken::{Row, check, row};
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
    let alternatives: &[_] = &[&manuscript::E060, &manuscript::W061];
    check(&rows, &[syntax::AREA.rules, references::AREA.rules, alternatives].concat(), &[], run);
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

//! The books that the judges of EPUBs read: the sample, a long novel, every construct, and three hundred pictures.

use huoban::config::Output;
use huoban::pipeline::{self, Report, Request, tool_fonts};
use huoban::source::{DiskWorld, MemoryWorld, World};
use std::fmt::Write;
use std::path::Path;

/// The EPUB of a manuscript, built together with the PDF where its pages are to be listed, and with keys of `epub:`.
fn epub(world: &dyn World, listed: bool, form: &[(&str, &str)]) -> Vec<u8> {
    let outputs = if listed { vec![Output::Epub, Output::Pdf] } else { vec![Output::Epub] };
    let request = Request {
        outputs: Some(outputs),
        overrides: form.iter().map(|(key, value)| (format!("epub.{key}"), (*value).to_owned())).collect(),
        font_directories: tool_fonts().into_iter().collect(),
        ..Request::default()
    };
    let Report { artifacts, diagnostics, .. } = pipeline::build(world, &request);
    let made = artifacts.into_iter().find(|artifact| artifact.output == Output::Epub);
    made.unwrap_or_else(|| panic!("no EPUB: {diagnostics:?}")).bytes
}

/// The EPUB of a manuscript on disk, as anybody builds it.
pub fn of(manuscript: &Path) -> Vec<u8> {
    epub(&DiskWorld::open(manuscript, None).expect("a manuscript"), true, &[])
}

/// A picture of 400 × 200.
fn drawing(number: usize) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 200' width='400' height='200'>\
         <rect x='10' y='10' width='{}' height='180' fill='#ccc' stroke='#333'/></svg>",
        80 + number
    )
}

/// One pixel, black.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0,
    1, 0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

const EVERYTHING: &str = "\
title: 百工 & <集成>
title-file-as: Baigong
subtitle: “样样都有”的书
authors: [{name: 编写组, file-as: Bianxiezu}]
contributors: [{name: 王某, role: 译者}, {name: 李某, role: illustrator}]
language: zh-Hans
isbn: 978-7-306-04096-1
publisher: 甲 & 乙出版社
date: 2021-11-22
rights: © 编写组
description: 一行，“引号” & <尖括号>。
subjects: [技艺, R&D]
series: {title: 丛书, number: 3}
accessibility: {certified-by: 某某中心, credential: 甲级, report: 'https://example.org/r?a=1&b=2', level: aa}
cover: images/cover.svg
front: [preface.md]
chapters:
  - part: 上篇
    file: part.md
    chapters: [one.md, two.md]
back: [afterword.md, {appendix: data.md}]
page: {size: A5, chars-per-line: 20, lines-per-page: 20}
theme: {numbering-depth: 2, contents-depth: 3}
";

const ONE: &str = "\
# 明理[^t] {#first}

正文*强调*、**加重**、~~删去~~、[着重]{.dots}、[郑州]{.name}[开封]{.name}、[史记]{.title}，H[2]{.sub}O 与 x[2]{.sup}，代码 `a < b && c`，\
公式 $x^2 < y$，注[^a]再[^b]又[^a]，[汉字]{ruby=\"hàn zì\"}，[An English “passage” with considerable hyphenation.]{lang=en}\\
换行后[链接](https://example.org/a%20b?x=1&y=2)与[日本語の一節]{lang=ja}，行里的![点](images/dot.png)图。他说：“‘好’，（再来）《篇〈章〉》——好吗？”……

## 一节 {#section}

![替代文字：增长](images/growth.svg \"增长[^c]\"){#fig-growth width=60%}

![](images/dot.png){.decorative}

> 引文第一段，“有引号”。
>
> 引文第二段。

```verse 静夜思
床前明月光，
疑是地上霜。

举头望明月，
低头思故乡。
```

3. 第三
4. 第四
   1. 内一
   2. 内二

- [x] 做完
- [ ] 没做

- 松的一项

- 又一项

活版
: 用活字排成的印版。

```rust
fn main() {\n    let a = 1 < 2; // 一行很长很长的注释，长到窄屏上一定放不下，非换行不可，the quick brown fox jumps over it
}
```

表：历年产值[^d] {#tab-value}

| | 产值（亿元） | 备注 |
|:--|--:|:-:|
| 1991 | 3.2 | 初建 |
| 2021 | 1,200 | 三十年[^b] |

| 甲列的内容 | 乙列的内容 | 丙列的内容 | 丁列的内容 | 戊列的内容 | 己列的内容 | 庚列的内容 | 辛列的内容 | 壬列的内容 | 癸列的内容 |
|---|---|---|---|---|---|---|---|---|---|
| 一一一一一一 | 二二二二二二 | 三三三三三三 | 四四四四四四 | 五五五五五五 | 六六六六六六 | 七七七七七七 | 八八八八八八 | 九九九九九九 | 十十十十十十 |

$$E = mc^2$$

***

#### 跳级的小标题[^e]

见[](#fig-growth)、[](#tab-value)、[](#section)与[](two.md)。一个很长的网址 <https://example.org/a/very/long/path/that/goes/on?query=1&other=2&more=3>。

回看《来路》一章（初稿）第12页再说。

二〇二一年十一月 {.right}

[^a]: 第一个注。

    注的第二段，有`代码`。
[^b]: 第二个注。
[^c]: 图题里的注。
[^d]: 表题里的注。
[^e]: 标题里的注。
[^t]: 章题里的注。
";

/// A book with every construct, in which each page of the PDF is marked; with keys of `epub:`, one without pages.
pub fn everything(form: &[(&str, &str)]) -> Vec<u8> {
    let cover = drawing(0);
    let letters = "<text x='40' y='120' font-size='60'>增长 &amp; 9</text></svg>";
    let growth = drawing(9).replace("</svg>", letters);
    let files: [(&str, &[u8]); 11] = [
        ("book.yaml", EVERYTHING.as_bytes()),
        ("preface.md", "# 前言\n\n写在前面的话。\n".as_bytes()),
        ("part.md", "这一篇讲来路。\n".as_bytes()),
        ("one.md", ONE.as_bytes()),
        ("two.md", "# 行路\n\n回看[第一章](one.md#first)。\n\n## 再一节\n\n### 小节\n\n文。\n".as_bytes()),
        ("afterword.md", "# 后记\n\n写在后面的话。\n".as_bytes()),
        ("data.md", "# 数据\n\n没有更多。\n".as_bytes()),
        ("images/cover.svg", cover.as_bytes()),
        ("images/growth.svg", growth.as_bytes()),
        ("images/dot.png", PNG),
        ("images/unused.png", PNG),
    ];
    let world = files.into_iter().fold(MemoryWorld::new(), |world, (path, bytes)| world.with(path, bytes));
    epub(&world, form.is_empty(), form)
}

/// Words of the novel, by which no sentence is like the one before.
const WHO: [&str; 8] = ["老陈", "掌柜", "那个孩子", "渡船上的人", "先生", "守夜的", "她", "两个脚夫"];
const DOES: [&str; 8] =
    ["在门口站了一会儿", "把灯拨亮", "想起从前的事", "数着檐下的雨", "把信又读了一遍", "不说话", "望着河", "笑了"];
const SAYS: [&str; 6] =
    ["“明天再走罢。”", "“谁在外面？”", "“没有的事！”", "“就这样……”", "“‘平安’，只有两个字。”", "“走——”"];

/// A novel of two volumes and twelve chapters, some with notes and a verse.
pub fn novel() -> Vec<u8> {
    let mut world = MemoryWorld::new();
    let mut yaml = String::from("title: 渡口\nauthors: [编写组]\nlanguage: zh-Hans\nchapters:\n");
    let mut state = 7_usize;
    for chapter in 0..12 {
        if chapter % 6 == 0 {
            let _ = writeln!(yaml, "  - part: 卷{}\n    chapters:", ["上", "下"][chapter / 6]);
        }
        let name = format!("{chapter:02}.md");
        let _ = writeln!(yaml, "      - {name}");
        let mut text = format!("# 渡口的第{}个夜晚\n", chapter + 1);
        for paragraph in 0..150 {
            text.push('\n');
            for _ in 0..=state % 4 {
                state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
                let pick = |words: &[&'static str], part: usize| words[state / part % words.len()];
                let _ =
                    write!(text, "{}{}，{}。{}", pick(&WHO, 64), pick(&DOES, 512), pick(&DOES, 4096), pick(&SAYS, 9));
            }
            text.push_str(if paragraph % 30 == 7 { "[^a]\n" } else { "\n" });
        }
        text.push_str("\n[^a]: 这里的渡口早已不在。\n");
        world = world.with(&name, text.as_bytes());
    }
    epub(&world.with("book.yaml", yaml.as_bytes()), false, &[])
}

/// A book of three hundred pictures in three chapters.
pub fn pictures() -> Vec<u8> {
    let mut world = MemoryWorld::new();
    let mut yaml = String::from("title: 三百图\nauthors: [编写组]\nchapters:\n");
    for chapter in 0..3 {
        let _ = writeln!(yaml, "  - {chapter}.md");
        let mut text = format!("# 第{}集\n", ["一", "二", "三"][chapter]);
        for at in 0..100 {
            let number = chapter * 100 + at;
            let (path, bytes) = match at % 2 {
                0 => (format!("images/{number}.svg"), drawing(number).into_bytes()),
                _ => (format!("images/{number}.png"), PNG.to_vec()),
            };
            let _ = write!(text, "\n![方框，宽{number}]({path} \"其{number}\")\n");
            world = world.with(&path, bytes);
        }
        world = world.with(&format!("{chapter}.md"), text.as_bytes());
    }
    epub(&world.with("book.yaml", yaml.as_bytes()), false, &[])
}

/// Chapters with headings of every kind in every order: levels skipped and repeated, the highest in the middle, headings
/// of code or a picture alone, empty ones, headings in quotations, lists and notes, and chapters without any.
pub fn headings(depth: usize) -> Vec<u8> {
    const TITLES: [&str; 9] = [
        "灯",
        "`码`",
        "![点](dot.png)",
        "![](dot.png){.decorative}",
        "",
        "*重* [字]{.dots}",
        "[见](0.md)",
        "重名",
        "一[^n]",
    ];
    const BETWEEN: [&str; 6] = [
        "文。\n\n",
        "",
        "> # 引中题\n>\n> 文。\n\n",
        "- ## 项中题\n- 文\n\n",
        "```\n# 码\n```\n\n",
        "![点](dot.png)\n\n",
    ];
    let mut state = 11_usize;
    let mut next = |many: usize| {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        state / 65_536 % many
    };
    let mut world = MemoryWorld::new().with("dot.png", PNG);
    let mut yaml = format!(
        "title: 题\nauthors: [甲]\nlanguage: zh-Hans\ntheme: {{numbering-depth: 3, contents-depth: {depth}}}\nchapters:\n"
    );
    for chapter in 0..60 {
        let indent = if chapter < 20 { "" } else { "    " };
        if chapter >= 20 && chapter % 10 == 0 {
            let _ = writeln!(yaml, "  - part: 篇{chapter}\n    file: part{chapter}.md\n    chapters:");
            let text = format!("{}{} 篇中题\n\n文。\n", BETWEEN[next(2)], "#".repeat(1 + next(3)));
            world = world.with(&format!("part{chapter}.md"), text.as_bytes());
        }
        let _ = writeln!(yaml, "{indent}  - {chapter}.md");
        let mut text = BETWEEN[next(BETWEEN.len())].to_owned();
        for _ in 0..next(7) {
            let _ = write!(text, "{} {}\n\n", "#".repeat(1 + next(6)), TITLES[next(TITLES.len())]);
            text.push_str(BETWEEN[next(BETWEEN.len())]);
        }
        text.push_str("文[^n]。\n\n[^n]: # 注中题\n\n    文。\n\n");
        world = world.with(&format!("{chapter}.md"), text.as_bytes());
    }
    epub(&world.with("book.yaml", yaml.as_bytes()), false, &[])
}

use super::table::CONSTRUCTS;
use crate::config::Lint;
use crate::language::Tag;
use crate::markdown::{Context, parse};
use crate::model::{Chapter, ChapterRole};
use crate::source::FileId;
use std::path::Path;

/// A chapter, and its findings.
fn chapter(text: &str) -> (Chapter, Vec<crate::diagnostics::Diagnostic>) {
    let context = Context {
        file: FileId(0),
        path: Path::new("a.md"),
        chapter: 0,
        role: ChapterRole::Body,
        lang: &Tag::default(),
    };
    parse(text, context)
}

/// The kinds that a chapter of a title and `text` tells, and the codes of its other findings.
fn told(text: &str) -> (Vec<Lint>, Vec<&'static str>) {
    let text = format!("# 题\n\n{text}\n");
    let (chapter, diagnostics) = chapter(&text);
    for one in &chapter.leftovers {
        let place = &text[one.first.start as usize..one.first.end as usize];
        let place = super::signs::named(place);
        let found = super::signs::named(one.found.trim_end_matches('…').trim());
        assert!(place.contains(found.as_str()), "{place:?} is no place of {one:?}");
    }
    let kinds = chapter.leftovers.iter().map(|one| one.lint).collect();
    (kinds, diagnostics.iter().map(|one| one.rule.code).collect())
}

const EXAMPLES: &[(Lint, &[&str])] = &[
    (
        Lint::Includes,
        &[
            "{{#include a.md}}",
            "{{< include a.md >}}",
            "{% include \"a.md\" %}",
            "{!a.md!}",
            "--8<-- \"a.md\"",
            "!include a.md",
            "{{ #include c.md }}",
            "<<< @/snippets/a.js",
            "<<< ./a.js#part {1,3}",
            "@include(./x.md)",
            "@include: ./x.md",
            "@import \"x.md\"",
            "<<[x.md]",
            "文\n!include x.md",
            ".. include:: x.rst",
            "```rust\n{{#include a.rs:3:9}}\n```",
            "> ```\n> {{#rustdoc_include ../a.rs}}\n> ```",
            "1. 甲\n\n   ~~~py\n   x = 1\n     --8<-- \"a.py\"\n   ~~~",
            "```\n{% include 'a.sh' %}\n```",
            "```yaml\n{{< include a.yml >}}\n```",
        ],
    ),
    (
        Lint::ForeignPictures,
        &[
            "![[a.png]]",
            "![灯][lamp]",
            "![][lamp]",
            "\\includegraphics{a.png}",
            "\\includegraphics[width=1cm]{a.png}",
            "{{< figure src=\"a.png\" >}}",
            "{% asset_img a.png 灯 %}",
            "```{figure} a.png\n灯\n```",
            "![](x.png =100x200)",
            "文![灯](x.png =50%x)。",
            ".. figure:: a.png",
        ],
    ),
    (
        Lint::Citations,
        &["[@knuth1984]说", "[见 @a; @b, 第3页]", "[-@a]", "文\\cite{a}", "见 :cite:`a`", "见 {cite}`a`"],
    ),
    (
        Lint::ForeignReferences,
        &["见 @fig-a。", "[@tbl-x]", "见\\@ref(fig:a)", "见\\ref{a}", "如 :numref:`fig_a`", "见 {ref}`a`"],
    ),
    (Lint::ForeignLabels, &["(a-b)=", "文\\label{a}", "文 :label:`a`", "段落 ^abc123", "- 项 ^a-1", ".. _a-b:"]),
    (Lint::ContentsMarks, &["[TOC]", "[[toc]]", "@[toc]"]),
    (Lint::Alerts, &["> [!NOTE]\n> 文", "> [!warning]"]),
    (Lint::UndefinedLinks, &["[文字][标签]", "*见* [文字][标签]", "[引][]", "见[一 书][]。"]),
    (Lint::WikiLinks, &["见[[另一页]]", "[[a|b]]"]),
    (Lint::AttributeLists, &["文\n{: .note }", "房{.zhuyin}的灯", "文 {.red} 字", "文{#x .y z=1}后", "*重*的{.red}字"]),
    (Lint::ForeignReadings, &["{漢字|かんじ}を", "{漢字|かん|じ}", "{漢字|ㄏㄢˋ ㄗˋ}。", "｜漢字《かんじ》を"]),
    (Lint::TemplateTags, &["变量 {{ user }}", "{% if x %}", "{{#title 书名}}", "{{#if x}}"]),
    (Lint::Admonitions, &["!!! note\n    文", "???+ tip \"题\"", "```{note}\n文\n```", "~~~{admonition} 题\n文\n~~~"]),
    (
        Lint::Containers,
        &["::: note\n文\n:::", "> :::{.x} 文", ":::\n文\n:::", "::::\n\n文\n\n::::", "+++ 折叠\n文\n+++"],
    ),
    (Lint::Tabs, &["=== \"甲\"\n\n文"]),
    (Lint::Highlights, &["这是==高亮==。", "++下划++", "**重==亮==**"]),
    (Lint::ForeignScripts, &["H~2~O", "x^2^", "*H~2~O*", "水~下标~ 与", "水~下~，", "y^上标^", "水^2^。"]),
    (Lint::InlineNotes, &["文^[注]。"]),
    (Lint::TexCommands, &["\\newpage", "文\\index{词}。", "\\begin{x}"]),
    (Lint::EmojiCodes, &["好 :smile:", ":+1:"]),
    (Lint::GridTables, &["+---+---+\n| a | b |\n+---+---+"]),
    (Lint::TableRules, &["|a|b|\n|---|\n|1|2|", "|a|b|\n|1|2|", "a|b\n---|---|---"]),
    (Lint::LineBlocks, &["| 行一\n| 行二"]),
    (
        Lint::FullWidthSigns,
        &[
            "＃ 题",
            "这是＊＊重＊＊。",
            "＞ 引",
            "＞「引」",
            "文｀码｀",
            "｜甲｜乙｜\n｜---｜---｜\n｜1｜2｜",
            "|甲｜乙｜\n|1｜2｜",
        ],
    ),
    (
        Lint::FullWidthLinks,
        &[
            "[见]（a.md）",
            "［文］（a.md）",
            "［文](a.md)",
            "[文］（a.md)",
            "！［图］（a.png）",
            "![图]（a.png）",
            "！[图](a.png）",
            "【文】（https://a.cn/b）",
            "文【^1】",
            "文［^注］。",
        ],
    ),
    (Lint::CriticMarks, &["文{>>批注<<}", "{--删--}", "{++增++}", "{==亮==}{>>批<<}", "文{~~旧~>新~~}。"]),
    (Lint::Abbreviations, &["*[HTML]: 超文本"]),
    (Lint::Directives, &[".. note:: 提示", "文\n.. code-block:: py"]),
    (Lint::OrgLines, &["#+BEGIN_SRC py", "#+TITLE: 题"]),
    (Lint::TexFormulas, &["设 \\(x+y\\) 为", "\\[z\\]", "\\[\nx\n\\]", "\\(\\alpha\\)"]),
    (
        Lint::ListSigns,
        &[
            "1.没空格\n2.没空格二",
            "文\n-没空格\n-二",
            "甲  \n乙\\\n• 点\n• 点",
            "1．甲\n2．乙\n3．丙",
            "1、甲\n2、乙",
            "• 点\n• 点",
            "①甲\n②乙",
        ],
    ),
    (Lint::SignBlanks, &["\u{A0}## 节", "|a|b|\n\u{3000}|---|---|", "\u{A0}|a|b|\n|---|---|"]),
    (Lint::HeadingSigns, &["#题", "##Title"]),
    (Lint::OpenEmphasis, &["**未闭合的粗", "这是** 重 **"]),
    (Lint::OpenFences, &["```\nx", "> ~~~~\n> x\n> ~~~"]),
    (Lint::CodeOptions, &["```{r}\nx\n```", "```python{1,3}\nx\n```", "```{.py .x}\nx\n```"]),
    (Lint::Diagrams, &["```mermaid\nx\n```"]),
    (Lint::IndentedText, &["文\n\n    这是正文", "\t这是正文"]),
    (Lint::StraightQuotes, &["他说\"你好\"。"]),
    (Lint::PercentComments, &["文 %%秘密%% 后。", "%% 秘密 %%", "%%\n整块\n%%", "%%\n\n文"]),
    (Lint::PictureSizes, &["![灯|300](a.png)", "文![灯|300x200](a.png)。", "![灯|甲| 300](a.png \"题\")"]),
];

#[test]
fn every_construct_is_told_by_its_kind() {
    for construct in CONSTRUCTS {
        assert!(construct.marks.iter().all(|(first, _)| super::look::begins(*first)), "{:?}", construct.lint);
        assert!(EXAMPLES.iter().any(|(lint, _)| *lint == construct.lint), "{:?} has no example", construct.lint);
    }
    for (lint, texts) in EXAMPLES {
        for text in *texts {
            assert_eq!(told(text), (vec![*lint], vec![]), "{text}");
        }
    }
}

/// Characters that look like a blank and are none to CommonMark.
const WIDE_BLANKS: [char; 6] = ['\u{A0}', '\u{2002}', '\u{2003}', '\u{2009}', '\u{202F}', '\u{3000}'];

#[test]
fn a_blank_that_is_none_at_the_sign_of_a_block_is_told_wherever_it_stands() {
    for c in WIDE_BLANKS {
        for sign in ["#", "##", "######", ">", "-", "*", "+", "1.", "12)"] {
            let behind = (sign != ">").then(|| format!("{sign}{c}项"));
            let places = [format!("{c}{sign} 项"), format!("{c}{c}{sign}{c}项"), format!(" {c} {sign} 项")];
            for text in places.into_iter().chain(behind) {
                // The first line of a paragraph, a further one, and one in a container.
                for text in [text.clone(), format!("文\n{text}\n文"), format!("> {text}"), format!("- {text}")] {
                    assert_eq!(told(&text).0, [Lint::SignBlanks], "{text:?}");
                    let code = format!("U+{:04X}", u32::from(c));
                    let (chapter, _) = chapter(&text);
                    assert!(chapter.leftovers[0].found.contains(&code), "{text:?} does not name {code}");
                }
                for text in
                    [format!("文{text}"), format!("~~~\n{text}\n~~~"), format!("    {text}"), format!("`{text}`")]
                {
                    assert!(!told(&text).0.contains(&Lint::SignBlanks), "{text:?}");
                }
            }
        }
        for text in ["某", "-5 度", "> ", "——某", "#", "1.5 米", "*重*", "#话题#", ">0 的数", "- "] {
            assert!(!told(&format!("{c}{text}")).0.contains(&Lint::SignBlanks), "{c:?}{text:?}");
        }
        assert_eq!(told(&format!("{c}{c}{c}{c}- 某人")).0, [], "a signature");
    }
    let verse = "```verse\n\u{3000}- 行\n\u{3000}# 行\n```";
    assert_eq!(told(verse).0, []);
}

#[test]
fn nothing_in_code_or_behind_a_backslash_is_told() {
    for text in
        EXAMPLES.iter().flat_map(|(_, texts)| *texts).filter(|text| !text.contains("```") && !text.contains('~'))
    {
        assert_eq!(told(&format!("~~~~~md\n{text}\n~~~~~")).0, [], "{text}");
        assert_eq!(told(&format!("~~~~~c\nx {text}\n~~~~~")).0, [], "{text}");
    }
    for text in
        ["`==x==` 与 `{{#include a}}`", "\\[TOC]", "\\{{ x }}", "\\==亮==", "\\:smile:", "\\[[页]]", "\\\"好\\\""]
    {
        assert_eq!(told(text).0, [], "{text}");
    }
}

#[test]
fn ordinary_text_is_not_taken_for_markup() {
    for text in [
        "价格 C++ 与 D++，a == b == c，x = y。",
        "12:30:45 与 a:b:c，比例 1:2:3，std::vec::Vec。",
        "见 C:\\new\\file 与 \\\\server\\ref。",
        "邮箱 a@b.cn，@某人，@fig 与 [a@b.cn]。",
        "数组 a[1][2]，矩阵 [[1,2],[3,4]]，[1][2]，x[[1]]。",
        "(^_^) 与 2^10，5~10天，6~8天，约5~10~15。",
        "**重** 与 ***三*** 与 2**3。",
        "集合 {甲, 乙} 与 {a: b} 与 {}。",
        "!!! 真的？？？ 好。",
        "#1 号与 #话题# 说",
        "他说“好”。5\" 屏，\"quoted\" words。",
        "|甲| 是绝对值，a|b。",
        "- [ ] 任务\n- [x] 完",
        "[文字](a.md) 与 [文字][a]，[a]。\n\n[a]: b.md",
        "f(x)=1，(a)=b。",
        "他写 [原文](见 某书) 与 [sic](see p. 3)。",
        "`a` : `b`，a:`b`。",
        "| 甲 | 乙 |\n|----|----|\n| #编号 | == |",
        "````md\n```rust\n{{#include x}}\n```\n````\n\n    x = 1;",
        "```hbs\n{{#if x}}\n{% include 'a' %}\n```\n\n```html\n{% include 'a' %}\n```",
        "```c\n#include <a.h>\n```\n\n`{{#include x}}`\n\n```js\nf({{#include x}})\n```",
        "    // 注\n    x = 1;\n\n文\n\n    # 注\n\n文\n\n    x = 1  # 注\n\n文\n\n    -- 注\n    甲\n\n文\n\n    print(\"你好\")",
        "勾股：x^2+y^2=z^2，a^b-c^d，x^2y^2。",
        "＃1 房，\n＃２ 房",
        "数组 [1][]，int[][] a。",
        "1. 甲\n\n   ```\n   x\n   ```\n\n> ```\n> 引\n> ```",
        "词条\n: 解释 :smile",
        "——“……”——",
        "涨100%%，跌50%%。%d%% 与 %%d。",
        "![甲|乙](a.png) ![|x|](a.png) ![a|3.5](a.png)",
        "好~谢谢~\n周一~周三~周五，约5~10~15，(^_^)，好^o^。",
        "<<某书>> 与 a << b，@import，@include 见。",
        "他写 \\(注\\) 与 \\[原文\\] 与 \\[sic\\]。",
        "［注］（见上）与 【文】（某书）与 【一】。",
        "-5 度\n-3 度",
        "1.5 米\n2.5 米",
        "1、甲，2、乙。\n后文",
        "• 点",
        "1.甲  \n2.乙\\\n3.丙",
        "＞5 与 ＞ 5",
        "++ 与 +++ x",
        "........ 与 .. 与 ..：",
        "{甲} 与 {-} 与 {>_<}。",
    ] {
        assert_eq!(told(text).0, [], "{text}");
    }
}

#[test]
fn what_stands_on_several_lines_is_one_place() {
    let counts = |text: &str| {
        let text = format!("# 题\n\n{text}\n");
        chapter(&text).0.leftovers.iter().map(|one| one.count).collect::<Vec<_>>()
    };
    let grid = "+---+\n| a |\n+===+\n| b |\n+---+";
    for once in [grid, ":::\n文\n:::", "::: note\n\n文\n\n:::", "> ::: a\n> 文\n> :::"] {
        assert_eq!(counts(once), [1], "{once}");
        assert_eq!(counts(&format!("{once}\n\n文\n\n{once}")), [2], "{once}");
    }
    assert_eq!(counts(":::: a\n::: b\n文\n:::\n::::"), [2]);
}

#[test]
fn typed_indents_are_told_once_with_their_number() {
    for (text, count) in [("\u{3000}甲", None), ("\u{3000}甲\n\n乙\n\n\u{3000}\u{3000}丙\n\n> \u{3000}丁", Some("3"))]
    {
        let (_, findings) = chapter(&format!("# 题\n\n{text}\n"));
        let [finding] = &findings[..] else { panic!("{findings:?}") };
        assert_eq!((finding.rule.code, finding.text("count")), ("W112", count), "{text}");
    }
}

#[test]
fn a_switch_reaches_into_code() {
    let include = "```\n{{#include a.rs}}\n```";
    let text = format!("# 题\n\n<!-- lints: {{includes: off}} -->\n\n{include}\n");
    let levels: Vec<_> = chapter(&text).0.leftovers.iter().map(|one| one.level).collect();
    assert_eq!(levels, [Some(crate::config::LintLevel::Off)]);
}

#[test]
fn a_blank_in_an_address_is_an_error() {
    for text in [
        "![灯](images/my lamp.png)",
        "![灯](截屏 2024-05-06 上午10.00.00.png \"题\")",
        "见[文](a b.md)。",
        "**[文](a b.md#x)**",
        "![灯](my _lamp_ (1).png)",
    ] {
        assert_eq!(told(text).1, ["E212"], "{text}");
    }
}

#[test]
fn the_documentation_names_every_kind() {
    let documentation = include_str!("../../../docs/markdown.md");
    for lint in Lint::all() {
        assert!(documentation.contains(&format!("`{}`", lint.name())), "{} is not documented", lint.name());
    }
}

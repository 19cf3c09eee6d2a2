//! A small book rich in what is hard to set: marks beside marks, Latin and numbers among Han, names with interpuncts,
//! quotations in quotations, markup at the borders of marks, readings, notes, lists, a table, verse and code. Its measure is
//! narrow, so that lines are squeezed and opened in every tier.

use std::path::Path;

const YAML: &str = "\
title: 标点之书
authors: [甲, 乙]
language: zh-Hans
slug: rich
front: [preface.md]
chapters: [marks.md, mixed.md]
page: {size: A5, chars-per-line: 17, lines-per-page: 22}
";

const PREFACE: &str = "\
# 序

“‘内引号’在外引号里，”她说，“再来（（双层））《书〈篇〉名》——好吗？”【注】〔一〕「甲」『乙』。他答：“好！！！”然后：１／２、甲／乙、a/b。\
列夫·尼古拉耶维奇·托尔斯泰（1828—1910）写过《战争与和平》《安娜·卡列尼娜》；彼得·德鲁克、加夫列尔·加西亚·马尔克斯也写过——至少有人这么说……他问：“真的吗？！”“是真的！”——于是众人都笑了……
";

const MARKS: &str = "\
# 标点

此开卷第一回也。作者自云：因曾历过一番梦幻之后，故将真事隐去，而借“通灵”之说，撰此《石头记》一书也。故曰“甄士隐”云云。\
但书中所记何事何人？自又云：“今风尘碌碌，一事无成，忽念及当日所有之女子，一一细考较去，觉其行止见识，皆出于我之上。\
何我堂堂须眉，诚不若彼裙钗哉？实愧则有余，悔又无益之大无可如何之日也！”

他说**（强调）**，“*楷体，楷体。*”（正文）；“[**链接，**](https://example.org/)”《[书]{.title}》、[人名]{.name}、[着重]{.dots}，都在行里。\
一句话，[^a]又一句（括号）。[^b]再一句——“引文”，……末了，“完。”

[汉字]{ruby=\"hàn zì\"}，[注音]{ruby=\"zhù yīn\"}；“[通灵]{ruby=\"tōng líng\"}”之说，[石头]{ruby=\"shí tou\"}之记，“一”“二”“三”，（一）（二）（三），《一》《二》《三》。

- 第一项，“引”。
- 第二项：（括号），【方括号】。

1. 其一，
2. 其二。

```verse
一片一片又一片，两片三片四五片。
六片七片八九片，飞入芦花都不见。
```

[^a]: 注文里也有“引号”、《书名》，以及 Latin words，再加数字 3,408 与 25%。
[^b]: 又一条注：“真的？！”
";

const MIXED: &str = "\
# 西文

他在2021年用iPhone 12拍了3,408张照片（约1.5GB），价格￥1,234.5，涨了25%，室温37℃；Rust的borrow checker很严格，\
参见《The Rust Programming Language》第4章、<https://example.org/a/very/long/path?query=1&other=2>。\
用`cargo build`编译，用`cargo test`测试，然后 *italic words* 与 **bold words** 混排，再看 office、first、affluent 的连字。

表：混排 {#tab-a}

| 名 | Name |
|---|---|
| “甲”，（乙） | first, second |
| 丙、丁。 | 1,234.5 |

```
let x = \"代码\"; // comment，注释
```

The quick brown fox jumps over the lazy dog, and considerable hyphenation of extraordinarily long internationalization is required here.
";

/// Writes the book into `dir`.
pub fn write(dir: &Path) {
    let files = [("book.yaml", YAML), ("preface.md", PREFACE), ("marks.md", MARKS), ("mixed.md", MIXED)];
    crate::common::write(dir, &files);
}

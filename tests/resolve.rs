//! Chapters become a book: its order, numbers, names and links, outline and generated pages.

use huoban::config::{self, Config};
use huoban::diagnostics::{Diagnostic, Lang, Place};
use huoban::manuscript::{ChapterSource, Manuscript, Slot};
use huoban::markdown::{Context, parse};
use huoban::model::{Block, BlockKind, Book, ChapterRole, InlineKind, Target, plain_text, walk_block, walk_inlines};
use huoban::resolve::{Planned, plan, resolve};
use huoban::source::{FileId, SourceMap};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn config(yaml: &str) -> Config {
    let text = format!("title: 书\nauthors: [甲, 乙]\nlanguage: zh-Hans\nfront: [a.md]\n{yaml}");
    let (config, diagnostics) = config::parse(&text, FileId(0), &[], "book");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    config.unwrap()
}

/// A book of chapters: slot, path, text. A part without text has an empty path.
fn book_with(config: Config, chapters: &[(Slot, &str, &str)]) -> (Book, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    sources.add(Path::new("book.yaml"), "".into());
    let sourced = chapters.iter().map(|(slot, path, text)| {
        let file = (!path.is_empty()).then(|| sources.add(Path::new(path), (*text).into()));
        ChapterSource { slot: slot.clone(), file, path: file.map(|_| (*path).into()) }
    });
    let chapters = sourced.collect();
    let manuscript = Manuscript { config, sources, chapters };
    let plan = plan(&manuscript);
    let mut diagnostics = Vec::new();
    let parsed = plan.iter().zip(0..).map(|(planned, chapter)| {
        let Planned::Source(role, ChapterSource { file: Some(file), path: Some(path), .. }) = planned else {
            return None;
        };
        let lang = &manuscript.config.meta.language;
        let context = Context { file: *file, path, chapter, role: *role, lang };
        let (chapter, found) = parse(manuscript.sources.text(*file), context);
        diagnostics.extend(found);
        Some(chapter)
    });
    let parsed = parsed.collect();
    let (book, found) = resolve(&manuscript.config, &plan, parsed, BTreeMap::new());
    diagnostics.extend(found);
    check_ids(&book);
    (book, diagnostics)
}

fn book(chapters: &[(Slot, &str, &str)]) -> (Book, Vec<Diagnostic>) {
    book_with(config("theme: {numbering-depth: 2, contents-depth: 2}\n"), chapters)
}

/// A clean book of one chapter after another.
fn bodies(yaml: &str, texts: &[&str]) -> Book {
    let paths: Vec<String> = (1..=texts.len()).map(|number| format!("{number}.md")).collect();
    let chapters: Vec<_> = texts.iter().zip(&paths).map(|(text, path)| (BODY, path.as_str(), *text)).collect();
    let (book, diagnostics) = book_with(config(yaml), &chapters);
    assert!(diagnostics.iter().all(|one| !one.is_error()), "{diagnostics:?}");
    book
}

const BODY: Slot = Slot::Body { in_part: false };
const IN_PART: Slot = Slot::Body { in_part: true };

fn part(title: &str) -> Slot {
    Slot::Part(title.to_owned())
}

fn check_ids(book: &Book) {
    for (chapter, index) in book.chapters.iter().zip(0..) {
        let mut copy = (**chapter).clone();
        copy.renumber(index);
        assert_eq!(format!("{:?}{:?}", copy.blocks, copy.notes), format!("{:?}{:?}", chapter.blocks, chapter.notes));
    }
    let nodes = book.anchors.values().chain(book.outline.iter().map(|entry| &entry.node));
    for node in nodes.chain(book.figures.iter().chain(&book.tables).map(|entry| &entry.node)) {
        assert!(find(book, *node).is_some(), "{node:?} is no block");
    }
}

fn find(book: &Book, node: huoban::base::NodeId) -> Option<&Block> {
    let mut found = None;
    for block in &book.chapter(node.chapter).blocks {
        walk_block(block, &mut |block| found = found.or((block.id == node).then_some(block)));
    }
    found
}

fn outline(book: &Book) -> Vec<String> {
    let line = |entry: &huoban::model::OutlineEntry| {
        let mark = if entry.in_contents { "" } else { "-" };
        format!("{mark}{} {} {}", entry.level, entry.number.as_deref().unwrap_or("·"), entry.title)
    };
    book.outline.iter().map(line).collect()
}

fn captions(book: &Book) -> Vec<String> {
    book.figures.iter().chain(&book.tables).map(|entry| format!("{} {}", entry.number, entry.title)).collect()
}

/// Text of every link of the book, and what it leads to.
fn links(book: &Book) -> Vec<String> {
    let mut links = Vec::new();
    for chapter in &book.chapters {
        for block in &chapter.blocks {
            walk_block(block, &mut |block| {
                walk_inlines(block, &mut |inline| {
                    let InlineKind::Link(target, children) = &inline.kind else { return };
                    let leads = match target {
                        Target::Node(node) => match &find(book, *node).unwrap().kind {
                            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                                plain_text(content)
                            }
                            BlockKind::Figure(figure) => plain_text(&figure.caption),
                            BlockKind::Table(table) => plain_text(&table.caption),
                            other => panic!("{other:?}"),
                        },
                        Target::Anchor(name) => format!("? {name}"),
                        Target::Url(url) => url.clone(),
                    };
                    links.push(format!("{} -> {leads}", plain_text(children)));
                });
            });
        }
    }
    links
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|one| one.rule.code).collect()
}

#[test]
fn the_book_has_its_customary_order() {
    let (book, _) = book_with(
        config("cover: c.png\n"),
        &[
            (Slot::Front, "front/preface.md", "# 前言"),
            (BODY, "intro.md", "# 引子"),
            (part("上篇"), "", ""),
            (IN_PART, "1.md", "# 一"),
            (part("下篇"), "part.md", "篇首语。"),
            (IN_PART, "2.md", "# 二"),
            (BODY, "end.md", "# 尾"),
            (Slot::Appendix, "x.md", "# 数据"),
            (Slot::Back, "after.md", "# 后记"),
        ],
    );
    let order: Vec<String> =
        book.chapters.iter().map(|one| format!("{:?} {} {:?}", one.role, one.title, one.part)).collect();
    assert_eq!(
        order,
        [
            "Cover 封面 None",
            "HalfTitle 半书名页 None",
            "TitlePage 书名页 None",
            "Imprint 版权页 None",
            "Front 前言 None",
            "Contents 目录 None",
            "Body 引子 None",
            "Part 上篇 None",
            "Body 一 Some(7)",
            "Part 下篇 None",
            "Body 二 Some(9)",
            "Body 尾 None",
            "Appendix 数据 None",
            "Back 后记 None",
        ]
    );
    let leaf = &book.chapter(9).blocks;
    assert!(matches!(&leaf[0].kind, BlockKind::Heading { level: 0, content, .. } if plain_text(content) == "下篇"));
    assert_eq!(leaf.len(), 2);
    assert_eq!(book.span(leaf[1].id).map(|span| span.start), Some(0), "the leaf's text keeps its place");
}

#[test]
fn chapters_sections_and_captions_are_numbered() {
    let (book, diagnostics) = book(&[
        (Slot::Front, "p.md", "# 前言\n\n![甲](a.png)\n\n## 缘起"),
        (part("上篇　明理"), "", ""),
        (
            IN_PART,
            "1.md",
            "# 一\n\n## 甲\n\n### 子\n\n#### 深\n\n## 略 {-}\n\n### 略下\n\n## 乙\n\n### 丑\n\n![图](b.png)\n\n> ![引](c.png)\n\n表：人口\n\n|a|\n|-|\n\n|b|\n|-|",
        ),
        (IN_PART, "2.md", "# 二 {.unnumbered}\n\n## 丙\n\n![散](d.png)"),
        (BODY, "3.md", "# 三\n\n![又](e.png)![](f.png){.decorative}"),
        (Slot::Appendix, "4.md", "# 数据\n\n## 一\n\n表：附\n\n|a|\n|-|"),
        (Slot::Appendix, "5.md", "# 附录二 说明"),
        (Slot::Back, "6.md", "# 后记"),
    ]);
    assert_eq!(codes(&diagnostics), [""; 0]);
    assert_eq!(
        outline(&book),
        [
            "1 · 前言",
            "2 · 缘起",
            "-1 · 目录",
            "0 · 上篇　明理",
            "1 第一章 一",
            "2 1.1 甲",
            "-3 1.1.1 子",
            "-4 · 深",
            "2 · 略",
            "-3 · 略下",
            "2 1.2 乙",
            "-3 1.2.1 丑",
            "1 · 二",
            "2 · 丙",
            "1 第二章 三",
            "1 附录A 数据",
            "2 A.1 一",
            "1 · 附录二 说明",
            "1 · 后记",
        ]
    );
    assert_eq!(captions(&book), ["图1 甲", "图1-1 图", "图1-2 引", "图2 散", "图2-1 又", "表1-1 人口", "表A-1 附"]);
    let contents = book.chapters.iter().find(|one| one.role == ChapterRole::Contents).unwrap();
    let BlockKind::Contents(entries) = &contents.blocks[1].kind else { panic!("no contents") };
    let shown: Vec<_> = book.outline.iter().filter(|entry| entry.in_contents).collect();
    assert_eq!(entries.len(), shown.len());
    for (entry, shown) in entries.iter().zip(shown) {
        assert_eq!(
            (entry.target, entry.level, &entry.number, &entry.title),
            (shown.node, shown.level, &shown.number, &shown.title)
        );
    }
}

#[test]
fn an_author_who_counts_himself_is_not_counted_for() {
    let book = bodies("", &["# 楔子", "# 第三回 甲\n\n![图](a.png)", "# 第四回 乙\n\n![图](a.png)"]);
    assert_eq!(outline(&book), ["-1 · 目录", "1 · 楔子", "1 · 第三回 甲", "1 · 第四回 乙"]);
    assert_eq!(captions(&book), ["图3-1 图", "图4-1 图"]);
    let book = bodies("theme: {number-chapters: false}\n", &["# 甲\n\n![图](a.png)", "# 乙\n\n![图](a.png)"]);
    assert_eq!(outline(&book), ["-1 · 目录", "1 · 甲", "1 · 乙"]);
    assert_eq!(captions(&book), ["图1 图", "图2 图"]);
}

#[test]
fn the_words_follow_the_language() {
    let chapters =
        [(BODY, "1.md", "# A\n\n![f](a.png)\n\nTable: t\n\n|a|\n|-|"), (Slot::Appendix, "2.md", "# B\n\n![f](a.png)")];
    for (language, chapter, figure, table, appendix, contents) in [
        ("en", "Chapter 1", "Figure 1-1", "Table 1-1", "Appendix", "Contents"),
        ("zh-Hant", "第一章", "圖1-1", "表1-1", "附錄", "目錄"),
        ("ja", "第一章", "図1-1", "表1-1", "付録", "目次"),
        ("ko", "제1장", "그림 1-1", "표 1-1", "부록", "차례"),
    ] {
        let mut config = config("");
        config.meta.language = language.parse().unwrap();
        let (book, _) = book_with(config, &chapters);
        let numbers: Vec<_> = book.outline.iter().filter_map(|entry| entry.number.as_deref()).collect();
        assert_eq!(numbers, [chapter, appendix]);
        assert_eq!(book.outline[0].title, contents);
        assert_eq!((book.figures[0].number.as_str(), book.tables[0].number.as_str()), (figure, table));
    }
}

#[test]
fn links_lead_to_nodes_and_references_get_their_text() {
    let (book, diagnostics) = book(&[
        (
            BODY,
            "a/one.md",
            "# 一 {#begin}\n\n## 小 节，一\n\n见[](#fig-x)、[](#tab-y)、[](two.md)、[](../a/two.md#节)、[](#小-节一)、[此](#far)、[](#begin)、[](#结语)。\n\n![图](x.png){#fig-x}",
        ),
        (BODY, "a/two.md", "# 二\n\n## 节\n\n## 节\n\n表：丁 {#tab-y}\n\n|a|\n|-|\n\n远处。 {#far}\n\n[](#节-1)"),
        (Slot::Back, "z.md", "# 结语\n\n[](a/one.md#小-节一)"),
    ]);
    assert_eq!(codes(&diagnostics), [""; 0]);
    assert_eq!(
        links(&book),
        [
            "图1-1 -> 图",
            "表2-1 -> 丁",
            "第二章 -> 二",
            "2.1 -> 节",
            "1.1 -> 小 节，一",
            "此 -> 远处。",
            "第一章 -> 一",
            "结语 -> 结语",
            "2.2 -> 节",
            "1.1 -> 小 节，一",
        ]
    );
    assert!(book.anchors.contains_key("#far") && book.anchors.contains_key("a/two.md#far"));
}

#[test]
fn names_that_lead_nowhere_are_reported_with_the_nearest() {
    let (book, diagnostics) = book(&[
        (
            BODY,
            "one.md",
            "# 一\n\n[](#fig-maap)、[](tow.md)、[](two.md#x)、[](#both)、[](#para)\n\n段。 {#para}\n\n段。 {#para}",
        ),
        (BODY, "two.md", "# 二\n\n![图](x.png){#fig-map}\n\n甲。 {#both}"),
        (BODY, "three.md", "# 三\n\n甲。 {#both}"),
    ]);
    assert_eq!(codes(&diagnostics), ["E208", "E201", "E201", "E201", "E211", "E210"]);
    let said: Vec<String> = diagnostics.iter().map(|one| one.message(Lang::En) + "; " + &one.help(Lang::En)).collect();
    assert!(said[1].contains("#fig-maap") && said[1].contains("#fig-map"), "{}", said[1]);
    assert!(said[2].contains("tow.md") && said[2].contains("two.md"), "{}", said[2]);
    assert!(said[4].contains("two.md, three.md"), "{}", said[4]);
    for one in &diagnostics {
        let Place::Node(node, 0) = one.place else { panic!("{one:?} has no place") };
        assert!(book.span(node).is_some());
    }
}

#[test]
fn the_page_of_a_site_leads_to_the_chapter_that_it_was_made_of() {
    let (_, diagnostics) = book(&[
        (BODY, "one.md", "# 一\n\n[a](two.html)、[b](two.html#x)、[c](two.html#y)、[d](none.html#x)"),
        (BODY, "two.md", "# 二\n\n甲。 {#x}"),
    ]);
    assert_eq!(codes(&diagnostics), ["E209"; 4]);
    let helps: Vec<String> = diagnostics.iter().map(|one| one.help(Lang::En)).collect();
    for (help, wanted) in helps.iter().zip(["is two.md:", "is two.md#x:", "is two.md:"]) {
        assert!(help.contains(wanted), "{help}");
    }
    assert!(!helps[3].contains("the chapter is"), "{}", helps[3]);
}

#[test]
fn generated_pages_say_what_is_configured_and_no_more() {
    let text = |book: &Book, role| -> Vec<String> {
        let chapter = book.chapters.iter().find(|one| one.role == role).unwrap();
        let line = |block: &Block| match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => plain_text(content),
            other => panic!("{other:?}"),
        };
        chapter.blocks.iter().map(line).collect()
    };
    let bare = bodies("", &["# 一"]);
    assert_eq!(text(&bare, ChapterRole::HalfTitle), ["书"]);
    assert_eq!(text(&bare, ChapterRole::TitlePage), ["书", "甲\u{3000}乙 著"]);
    assert_eq!(text(&bare, ChapterRole::Imprint), ["书名：书", "作者：甲、乙"]);
    let full = bodies(
        "subtitle: 副\npublisher: 社\ndate: 2021-11-22\nrights: 版权所有\nisbn: 978-7-302-51159-5\nseries: {title: 丛, number: 3}\n",
        &["# 一"],
    );
    assert_eq!(text(&full, ChapterRole::TitlePage), ["丛 3", "书", "副", "甲\u{3000}乙 著", "社"]);
    let imprint = text(&full, ChapterRole::Imprint);
    assert_eq!(imprint[..2], ["版权：版权所有", "书名：书——副"]);
    assert_eq!(imprint[4..], ["出版：社", "出版日期：2021-11-22", "ISBN 978-7-302-51159-5"]);
}

#[test]
fn contents_can_be_left_out() {
    let book = bodies("theme: {contents-depth: 0}\n", &["# 一\n\n## 节"]);
    assert!(book.chapters.iter().all(|one| one.role != ChapterRole::Contents));
    assert!(book.outline.iter().all(|entry| !entry.in_contents));
}

#[test]
fn a_chapter_without_a_heading_is_still_in_the_outline() {
    let (book, diagnostics) = book(&[(BODY, "题词.md", "献给你。"), (BODY, "空.md", "")]);
    assert_eq!(codes(&diagnostics), ["W108", "E051"], "what is empty is no chapter");
    assert_eq!(outline(&book), ["-1 · 目录", "1 · 题词"]);
    let ids: BTreeSet<_> = book.anchors.keys().collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
}

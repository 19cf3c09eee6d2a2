//! Markdown becomes the model: goldens of a compact dump, hostile input, and properties.
//!
//! `HUOBAN_BLESS=1 cargo test --test markdown` writes the goldens anew.

use huoban::diagnostics::{Diagnostic, Place};
use huoban::language::Tag;
use huoban::markdown::{Context, parse};
use huoban::model::{
    AskedSize, Block, BlockKind, Chapter, ChapterRole, Extent, Inline, InlineKind, Row, plain_text, walk_block,
};
use huoban::source::{SourceMap, Span};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

fn parsed(text: &str, path: &str, role: ChapterRole) -> (Chapter, Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::default();
    let file = sources.add(Path::new(path), text.into());
    let context = Context { file, path: Path::new(path), chapter: 3, role, lang: &Tag::default() };
    let (chapter, diagnostics) = parse(text, context);
    (chapter, diagnostics, sources)
}

fn zh(text: &str) -> (Chapter, Vec<Diagnostic>) {
    let (chapter, diagnostics, _) = parsed(text, "part/one.md", ChapterRole::Body);
    (chapter, diagnostics)
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|one| one.rule.code).collect()
}

/// The inlines of the first paragraph, as one line.
fn line(text: &str) -> String {
    let (chapter, _) = zh(text);
    match &chapter.blocks[0].kind {
        BlockKind::Paragraph { content, .. } => inlines(content),
        other => panic!("no paragraph: {other:?}"),
    }
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::Code(text) => format!("<code {text:?}>"),
        InlineKind::Math(text) => format!("<math {text:?}>"),
        InlineKind::Styled(style, children) => format!("<{style:?} {}>", inlines(children)),
        InlineKind::Lang(tag, children) => format!("<lang={tag} {}>", inlines(children)),
        InlineKind::Link(target, children) => format!("<{target:?} {}>", inlines(children)),
        InlineKind::NoteCall(note) => format!("<note {note}>"),
        InlineKind::Image { image, alt, asked, .. } => format!("<image {} {alt:?}{}>", image.display(), size(asked)),
        InlineKind::Ruby(children, reading) => format!("<ruby {reading:?} {}>", inlines(children)),
        InlineKind::HardBreak => "<br>".to_owned(),
    }
}

/// What an author asked of the size of a picture.
fn size(asked: &AskedSize) -> String {
    let shown = |name: &str, extent: Option<Extent>| extent.map(|extent| format!(" {name}={extent:?}"));
    [shown("width", asked.width), shown("height", asked.height)].into_iter().flatten().collect()
}

/// One line a block: id, source line and column, kind, text.
struct Dump<'a> {
    chapter: &'a Chapter,
    sources: &'a SourceMap,
    out: String,
}

impl Dump<'_> {
    fn line(&mut self, depth: usize, id: u32, text: &str) {
        let place = match self.chapter.spans[id as usize] {
            Some(Span { file, start, .. }) => {
                let at = self.sources.line_column(file, start);
                format!("{}:{}", at.line, at.column)
            }
            None => "-".to_owned(),
        };
        writeln!(self.out, "{:indent$}{id} {place} {text}", "", indent = depth * 2).unwrap();
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        blocks.iter().for_each(|block| self.block(block, depth));
    }

    fn block(&mut self, block: &Block, depth: usize) {
        let mut names = block.anchor.iter().map(|anchor| format!(" #{anchor}")).collect::<String>();
        names.extend(block.classes.iter().map(|class| format!(" .{class}")));
        let id = block.id.index;
        match &block.kind {
            BlockKind::Heading { level, content, .. } => {
                self.line(depth, id, &format!("heading {level}{names} {}", inlines(content)));
            }
            BlockKind::Paragraph { continued, content } => {
                let kind = if *continued { "continued" } else { "paragraph" };
                self.line(depth, id, &format!("{kind}{names} {}", inlines(content)));
            }
            BlockKind::Figure(figure) => {
                let text = format!(
                    "figure{names} {} alt={:?}{} decorative={}",
                    figure.image.display(),
                    figure.alt,
                    size(&figure.asked),
                    figure.decorative
                );
                self.line(depth, id, &text);
                self.line(depth + 1, figure.caption_id.index, &format!("caption {}", inlines(&figure.caption)));
            }
            BlockKind::Quote(blocks) => {
                self.line(depth, id, &format!("quote{names}"));
                self.blocks(blocks, depth + 1);
            }
            BlockKind::Verse(lines) => {
                self.line(depth, id, &format!("verse{names}"));
                for line in lines {
                    writeln!(self.out, "{:w$}| {}", "", inlines(line), w = depth * 2 + 2).unwrap();
                }
            }
            BlockKind::List { start, tight, items } => {
                self.line(depth, id, &format!("list{names} start={start:?} tight={tight}"));
                for item in items {
                    self.line(depth + 1, item.id.index, &format!("item checked={:?}", item.checked));
                    self.blocks(&item.blocks, depth + 2);
                }
            }
            BlockKind::Definitions(entries) => {
                self.line(depth, id, &format!("definitions{names}"));
                for entry in entries {
                    self.line(depth + 1, entry.id.index, &format!("term {}", inlines(&entry.term)));
                    for (id, blocks) in &entry.definitions {
                        self.line(depth + 1, id.index, "definition");
                        self.blocks(blocks, depth + 2);
                    }
                }
            }
            BlockKind::Code { language, text } => {
                self.line(depth, id, &format!("code{names} {language:?} {text:?}"));
            }
            BlockKind::Table(table) => {
                self.line(depth, id, &format!("table{names} {:?}", table.align));
                self.line(depth + 1, table.caption_id.index, &format!("caption {}", inlines(&table.caption)));
                self.row("head", &table.head, depth + 1);
                table.rows.iter().for_each(|row| self.row("row", row, depth + 1));
            }
            BlockKind::Math(text) => self.line(depth, id, &format!("math{names} {text:?}")),
            BlockKind::Break => self.line(depth, id, &format!("break{names}")),
            BlockKind::Contents(_) => self.line(depth, id, "contents"),
        }
    }

    fn row(&mut self, kind: &str, row: &Row, depth: usize) {
        let cells: Vec<String> = row.cells.iter().map(|cell| inlines(&cell.content)).collect();
        self.line(depth, row.id.index, &format!("{kind} {}", cells.join(" | ")));
    }
}

fn dump(chapter: &Chapter, diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let mut dump = Dump { chapter, sources, out: format!("title {}\n", chapter.title) };
    dump.blocks(&chapter.blocks, 0);
    for note in &chapter.notes {
        let calls: Vec<u32> = note.calls.iter().map(|call| call.index).collect();
        dump.line(0, note.id.index, &format!("note {} [^{}] calls={calls:?}", note.number, note.name));
        dump.blocks(&note.blocks, 1);
    }
    for one in diagnostics {
        let place = match &one.place {
            Place::Span(span) => {
                let text = &sources.text(span.file)[span.start as usize..span.end as usize];
                let at = sources.line_column(span.file, span.start);
                format!("{}:{} {text:?}", at.line, at.column)
            }
            other => format!("{other:?}"),
        };
        writeln!(dump.out, "{} {place} {:?}", one.rule.code, one.arguments).unwrap();
    }
    dump.out
}

/// Every id is used once, in preorder, and its span lies in the file.
fn check_ids(chapter: &Chapter, sources: &SourceMap) {
    let mut seen = Vec::new();
    let mut copy = chapter.clone();
    copy.renumber(3);
    assert_eq!(format!("{:?}", copy.blocks), format!("{:?}", chapter.blocks), "ids are not in preorder");
    for blocks in std::iter::once(&chapter.blocks).chain(chapter.notes.iter().map(|note| &note.blocks)) {
        blocks.iter().for_each(|block| walk_block(block, &mut |block| seen.push(block.id.index)));
    }
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len(), "an id is used twice");
    for span in chapter.spans.iter().flatten() {
        let text = sources.text(span.file);
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is no piece of the file");
    }
}

#[test]
fn goldens() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    let bless = std::env::var_os("HUOBAN_BLESS").is_some();
    let mut stems: [BTreeSet<String>; 2] = Default::default();
    for entry in std::fs::read_dir(&directory).unwrap() {
        let path = entry.unwrap().path();
        let kind = usize::from(path.extension().unwrap() == "txt");
        stems[kind].insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    let [sources, goldens] = stems;
    let unused: Vec<_> = goldens.difference(&sources).collect();
    assert!(unused.is_empty(), "goldens without a source: {unused:?}");
    let mut failed = Vec::new();
    for stem in &sources {
        let text = std::fs::read_to_string(directory.join(format!("{stem}.md"))).unwrap();
        let role = if stem.starts_with("part") { ChapterRole::Part } else { ChapterRole::Body };
        let (chapter, diagnostics, map) = parsed(&text, &format!("text/{stem}.md"), role);
        check_ids(&chapter, &map);
        let found = dump(&chapter, &diagnostics, &map);
        let golden = directory.join(format!("{stem}.txt"));
        if bless {
            std::fs::write(&golden, &found).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != found {
            failed.push(format!("{stem}:\n{found}"));
        }
    }
    assert!(failed.is_empty(), "differ from their goldens:\n{}", failed.join("\n"));
}

#[test]
fn emphasis_stands_beside_full_width_marks() {
    for (source, expected) in [
        ("**“引用。”**后文", "<Strong “引用。”>后文"),
        ("这是**重点。**后面", "这是<Strong 重点。>后面"),
        ("*《书》*是", "<Emphasis 《书》>是"),
        ("他说**“你好。”**，又说**“再见。”**便走了", "他说<Strong “你好。”>，又说<Strong “再见。”>便走了"),
        ("用**C++**写**（括号）**里", "用<Strong C++>写<Strong （括号）>里"),
        ("删~~“旧文。”~~新文", "删<Strike “旧文。”>新文"),
        ("这是***“三星”***后", "这是<Emphasis <Strong “三星”>>后"),
        ("**甲*《乙》*丙**丁", "<Strong 甲<Emphasis 《乙》>丙>丁"),
        ("**[链接](https://a.cn)**后", "<Strong <Url(\"https://a.cn\") 链接>>后"),
        ("**`码`**后**注[^1]**文\n\n[^1]: 注", "<Strong <code \"码\">>后<Strong 注<note 0>>文"),
        ("“**引文**”和**——破折**后", "“<Strong 引文>”和<Strong ——破折>后"),
        ("“*说*，”**“是。”**Yes", "“<Emphasis 说>，”<Strong “是。”>Yes"),
        (r"\**“星”*\*后 \*“字面”\*后", "*<Emphasis “星”>*后 *“字面”*后"),
        ("`**“码”**后`与**“字”**后", "<code \"**“码”**后\">与<Strong “字”>后"),
        ("[见](<a**“b”**c.md>)后", "<Anchor(\"part/a**“b”**c.md\") 见>后"),
        ("그는**“말”**을", "그는<Strong “말”>을"),
        ("5 * 3，** 空 ** 未完**“开", "5 * 3，** 空 ** 未完**“开"),
        ("foo**“bar”**baz", "foo**“bar”**baz"),
    ] {
        assert_eq!(line(source), expected, "{source}");
    }
}

#[test]
fn a_line_end_between_han_is_no_space() {
    for (source, expected) in [
        ("汉\n字", "汉字"),
        ("汉字，\n后文", "汉字，后文"),
        ("他说：\n“好。”\n“再见。”", "他说：“好。”“再见。”"),
        ("**粗。**\n*斜*文", "<Strong 粗。><Emphasis 斜>文"),
        ("汉\nLatin\nword\n字", "汉 Latin word 字"),
        ("1992\n年", "1992 年"),
        ("文[^1]\n字\n\n[^1]: x", "文<note 0>字"),
        ("[链\n接](https://a.cn)\n后", "<Url(\"https://a.cn\") 链接>后"),
        ("`code`\n字", "<code \"code\"> 字"),
        ("硬  \n行\\\n尾", "硬<br>行<br>尾"),
        ("한국\n말", "한국 말"),
        ("she said “yes”\n“no” he said", "she said “yes” “no” he said"),
        ("——\n后文", "——后文"),
    ] {
        assert_eq!(line(source), expected, "{source}");
    }
}

#[test]
fn bracketed_spans() {
    for (source, expected) in [
        ("[着重]{.dots}与[人名]{.name}、[书名]{.title}", "<Dots 着重>与<ProperName 人名>、<WavyTitle 书名>"),
        ("[text]{lang=ja}[汉字]{ruby=\"hànzì\"}。", "<lang=ja text><ruby \"hànzì\" 汉字>。"),
        ("H[2]{.sub}O、x[2]{.sup}", "H<Subscript 2>O、x<Superscript 2>"),
        ("[外[内]{.name}*强*]{.dots lang=zh-Hant}", "<lang=zh-Hant <Dots 外<ProperName 内><Emphasis 强>>>"),
        ("[方括号] [a]{b} \\[x]{.dots} [y\\]{.dots}。", "[方括号] [a]{b} [x]{.dots} [y]{.dots}。"),
        ("*[未]{.dots*}", "<Emphasis [未]{.dots>}"),
    ] {
        assert_eq!(line(source), expected, "{source}");
    }
    assert_eq!(codes(&zh("# 题\n\n[x]{.dot ruby=a #id}[y]{lang=日}").1), ["W103", "W103", "E104"]);
}

#[test]
fn rb2_each_han_takes_its_own_syllable_where_they_match() {
    for (source, expected) in [
        ("[汉字]{ruby=\"hàn zì\"}。", "<ruby \"hàn\" 汉><ruby \"zì\" 字>。"),
        ("[《红·楼》]{ruby=\"hóng  lóu\"}", "《<ruby \"hóng\" 红>·<ruby \"lóu\" 楼>》"),
        ("[T恤*衫*]{ruby=\"xù shān\"}", "T<ruby \"xù\" 恤><Emphasis <ruby \"shān\" 衫>>"),
        ("[漢\n字]{ruby=\"ㄏㄢˋ ㄗˋ\"}", "<ruby \"ㄏㄢˋ\" 漢><ruby \"ㄗˋ\" 字>"),
        ("[葛\u{E0100}]{ruby=gě}", "<ruby \"gě\" 葛\u{E0100}>"),
        ("[汉`字`]{ruby=\"hàn zì\"}", "<ruby \"hàn zì\" 汉<code \"字\">>"),
    ] {
        assert_eq!(line(source), expected, "{source}");
    }
    assert_eq!(codes(&zh("# 题\n\n[漢字]{ruby=\"ㄏㄢˋ ㄗˋ\"}\n").1), [""; 0]);
    assert_eq!(codes(&zh("# 题\n\n[漢字]{ruby=ㄏㄢˋㄗˋ}\n").1), ["W304"]);
}

#[test]
fn the_first_heading_is_the_title_and_the_others_keep_their_distance() {
    /// The title, and the levels of the headings in order.
    fn levels(text: &str, role: ChapterRole) -> (String, Vec<u8>, Vec<&'static str>) {
        let (chapter, diagnostics, _) = parsed(text, "file.md", role);
        let mut levels = Vec::new();
        for block in &chapter.blocks {
            walk_block(block, &mut |block| {
                if let BlockKind::Heading { level, .. } = block.kind {
                    levels.push(level);
                }
            });
        }
        (chapter.title, levels, codes(&diagnostics))
    }
    let body = |text: &str| levels(text, ChapterRole::Body);
    let plain: Vec<&str> = Vec::new();
    assert_eq!(body("# 甲\n## 乙\n### 丙"), ("甲".into(), vec![1, 2, 3], plain.clone()));
    assert_eq!(body("## 1.8 甲\n### 乙\n#### 丙"), ("1.8 甲".into(), vec![1, 2, 3], plain.clone()));
    assert_eq!(body("文。\n\n### 甲\n#### 乙"), ("甲".into(), vec![1, 2], plain.clone()));
    assert_eq!(body("## 甲\n## 乙\n## 丙"), ("甲".into(), vec![1, 2, 2], vec!["W109"]));
    assert_eq!(body("## 甲\n# 乙\n### 丙"), ("甲".into(), vec![1, 2, 2], vec!["W109"]));
    assert_eq!(body("# 甲\n#### 乙"), ("甲".into(), vec![1, 4], vec!["W110"]));
    assert_eq!(body("> # 引\n\n# 甲\n\n- # 项"), ("甲".into(), vec![2, 1, 2], plain.clone()));
    assert_eq!(body("#\n\n## 甲\n\n> ##"), ("甲".into(), vec![1], vec!["W115", "W115"]));
    assert_eq!(body("# `码`\n"), ("码".into(), vec![1], plain.clone()));
    assert_eq!(body("文。"), ("file".into(), vec![], vec!["W108"]));
    let part = |text: &str| levels(text, ChapterRole::Part);
    assert_eq!(part("# 甲\n## 乙"), ("甲".into(), vec![0, 2], plain.clone()));
    assert_eq!(part("## 甲\n### 乙"), ("file".into(), vec![2, 3], plain));
}

/// Characters that nobody sees, one of each kind that Unicode calls default ignorable.
const UNSEEN: &str = "\u{AD}\u{34F}\u{61C}\u{115F}\u{1160}\u{17B4}\u{180E}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\
    \u{202E}\u{2060}\u{2064}\u{2066}\u{2069}\u{3164}\u{FE0E}\u{FE0F}\u{FFA0}\u{E0041}\u{E007F}\u{E0100}";

#[test]
fn what_nobody_sees_is_no_text_wherever_a_text_is_wanted() {
    for unseen in UNSEEN.chars() {
        for (source, code) in [
            ("# 题\n\n## {}\n\n文。\n", "W115"),
            ("# 题\n\n## **{}**\n\n文。\n", "W115"),
            ("# 题\n\n> ## {} {}\n\n文。\n", "W115"),
            ("# {}\n\n文。\n", "W115"),
            ("# 题\n\n![{}](a.png)\n", "E060"),
            ("# 题\n\n文![{}](a.png)。\n", "E060"),
        ] {
            let source = source.replace("{}", &unseen.to_string());
            let (chapter, found) = zh(&source);
            assert!(codes(&found).contains(&code), "{unseen:?} {source}: {:?}", codes(&found));
            assert!(!chapter.title.trim_matches(unseen).is_empty(), "{unseen:?} {source}");
        }
        let (chapter, _) = zh(&format!("# 题\n\n见[{unseen}](https://example.org/)。\n"));
        let BlockKind::Paragraph { content, .. } = &chapter.blocks[1].kind else { panic!("a paragraph") };
        assert!(plain_text(content).contains("example.org"), "{unseen:?}: a link that can be seen");
    }
}

#[test]
fn attributes_that_mean_nothing_are_told_on_every_carrier() {
    for (carrier, text, known) in [
        ("paragraph", "文。 {.righ}", "right"),
        ("paragraph", "文。 {.x width=3}", ""),
        ("heading", "## 节 {.unlist}", "unlisted"),
        ("heading", "## 节 {width=3}", ""),
        ("picture", "![图注](a.png){.decoratve}", "decorative"),
        ("picture in a line", "文![图注](a.png){.big widht=3mm}", "width"),
        ("span", "[文]{.dot}", "dots"),
        ("code", "```python {linenos=true}\nx\n```", ""),
        ("code", "```python title=\"a.py\"\nx\n```", ""),
        ("verse", "```verse 题 {.centr}\n行\n```", "center"),
        ("table", "表：题 {.turnd}\n\n| 甲 |\n|----|\n| 乙 |", "turned"),
        ("cell", "| 甲 |\n|----|\n| 乙 {.c} |", ""),
        ("cell of a head", "| 甲 {#a} |\n|----|\n| 乙 |", ""),
        ("code in a line", "用 `x = 1`{.python} 写。", ""),
        ("emphasis", "这是**粗**{.red}的。", ""),
        ("emphasis in a heading", "## *斜*{.red} 题", ""),
        ("link", "见[链](https://e.org){target=_blank}。", ""),
        ("address", "见 <https://e.org>{.x} 等。", ""),
        ("span of a span", "[文]{.dots}{.x}字", ""),
        ("span without a reading", "[文]{ruby=}字", "{ruby=\"…\"}"),
        ("span with a bare key", "[文]{ruby}字", "{ruby=\"…\"}"),
        ("span with a bare class", "[文]{dots}字", "{.dots}"),
        ("empty span", "[文]{}字", ""),
        ("span with a point", "[文]{.}字", ""),
        ("span with a comma", "[文]{.dots, .name}字", ""),
        ("caption of a picture", "![灯](a.png \"一盏灯 {.cap}\")", ""),
        ("text of a picture", "![一盏灯 {.cap}](a.png)", ""),
        ("line of verse", "```verse\n行一 {.p}\n行二\n```", ""),
        ("term", "词 {.t}\n: 解释", ""),
        ("paragraph with a bare class", "文。 {right}", "{.right}"),
        ("heading with a bare class", "## 节 {unnumbered}", "{.unnumbered}"),
        ("item of a list", "- 项 `a`{.b} 尾", ""),
    ] {
        let (_, diagnostics, sources) = parsed(&format!("# 题\n\n{text}\n"), "a.md", ChapterRole::Body);
        assert!(!diagnostics.is_empty(), "{carrier}: nothing is told of {text}");
        for one in &diagnostics {
            assert_eq!(one.rule.code, "W103", "{carrier}: {text}");
            let Place::Span(span) = one.place else { panic!("{carrier}: no place") };
            assert!(sources.line_column(span.file, span.start).line >= 3, "{carrier}");
        }
        let helps: String = diagnostics.iter().map(|one| one.help(huoban::diagnostics::Lang::En)).collect();
        assert_eq!(helps.contains("did you mean"), !known.is_empty(), "{carrier}: {text}: {helps}");
        assert!(helps.contains(known), "{carrier}: {text}: {helps}");
    }
    for text in [
        "## 题 [汉字]{ruby=\"hàn zì\"}",
        "## 题 {#a .unnumbered .unlisted lang=ja -}",
        "文。 {#a .right lang=en}",
        "表：题 {#a .turned .unnumbered}\n\n| 甲 |\n|----|\n| 乙 |",
        "![图注](a.png){#a .unnumbered width=3mm}",
        "集合 {甲, 乙} 与 {草稿}",
        "写作 \\{.x\\}",
        "写作 `a`\\{.x\\} 与 **b**\\{.x\\} 与 [c]\\{\\}。",
        "集合 {name} 与 {\"a\": 1}，**集合**{甲, 乙}，`f`{} 与 {}。",
        "数组 int[]{1, 2} 与 a[1]{x}，[注]{甲}。",
        "| 甲 {乙} |\n|----|\n| {x=1} |",
        "`a` {.right}",
        "正文 {name}",
        "正文 \\{right\\}",
        "## 写作 \\{.x\\}",
        "```python\nx\n```",
    ] {
        assert_eq!(codes(&zh(&format!("# 题\n\n{text}\n")).1), [""; 0], "{text}");
    }
}

#[test]
fn html_is_answered_with_what_says_the_same() {
    for (html, instead) in [
        ("甲<span style=\"color:red\">乙</span>", "take the tags away"),
        ("甲<span lang=\"ja\">乙</span>", "[text]{lang=en}"),
        ("甲<span class=\"dots\">乙</span>", "[text]{.dots}"),
        ("甲<span class='big'>乙</span>", "take the tags away"),
        ("甲<q>乙</q>", "“text”"),
        ("<p align=\"right\">甲</p>", "{.right}"),
        ("<div style=\"text-align: center\">甲</div>", "{.center}"),
        ("<br>", "an empty line parts paragraphs"),
        ("<br/>\n<br/>", "an empty line parts paragraphs"),
        ("甲<br>乙", "backslash"),
    ] {
        let found = zh(&format!("# 题\n\n{html}\n\n文\n")).1;
        let helps: Vec<String> = found.iter().map(|one| one.help(huoban::diagnostics::Lang::En)).collect();
        assert_eq!(codes(&found), ["E101"], "{html}");
        assert!(helps[0].contains(instead), "{html}: {}", helps[0]);
    }
}

#[test]
fn a_decorative_picture_among_text_says_nothing() {
    assert_eq!(line("文![灯](a.png){.decorative}。"), "文<image part/a.png \"\">。");
    assert_eq!(codes(&zh("# 题\n\n文![](a.png){.decorative}。").1), [""; 0]);
}

#[test]
fn only_a_colon_with_a_blank_begins_a_definition() {
    for text in ["甲\n:乙", "甲\n\n:乙", "> 甲\n> :乙", "甲\n:::", "::: note\n乙\n:::", "甲\n:smile:", "- 甲\n  :乙"]
    {
        let (chapter, _) = zh(text);
        let mut kinds = Vec::new();
        chapter.blocks.iter().for_each(|block| walk_block(block, &mut |block| kinds.push(&block.kind)));
        assert!(!kinds.iter().any(|kind| matches!(kind, BlockKind::Definitions(_))), "{text}: {kinds:?}");
        let texts: String = kinds
            .iter()
            .map(|kind| match kind {
                BlockKind::Paragraph { content, .. } => inlines(content),
                _ => String::new(),
            })
            .collect();
        assert_eq!(texts.matches(':').count(), text.matches(':').count(), "{text}");
    }
    for text in ["甲\n: 乙", "甲\n:\t乙", "甲\n\n:   乙", "> 甲\n> : 乙"] {
        let (chapter, _) = zh(text);
        let mut found = false;
        chapter.blocks.iter().for_each(|block| {
            walk_block(block, &mut |block| found |= matches!(block.kind, BlockKind::Definitions(_)));
        });
        assert!(found, "{text}");
    }
    assert!(matches!(zh("|a|b|\n:-|-:\n|1|2|").0.blocks[0].kind, BlockKind::Table(_)));
}

#[test]
fn prices_keep_their_signs_and_what_stands_between_them() {
    for (source, expected) in [
        ("花了$5，又花$6", "花了$5，又花$6"),
        ("从$5涨到**$8**，见[表](a.md)，$11", "从$5涨到<Strong $8>，见<Anchor(\"part/a.md\") 表>，$11"),
        ("设$x$为$5。", "设<math \"$x$\">为$5。"),
        ("设$a  \n文$为$5。", "设<math \"$a   文$\">为$5。"),
        ("在`$5`与$6之间", "在<code \"$5\">与$6之间"),
        ("5~10天，*6~8*天", "5~10天，<Emphasis 6~8>天"),
        ("H~2~O与~~删~~", "H~2~O与<Strike 删>"),
        ("<https://a.cn/~b/$c$>与`~d`", "<Url(\"https://a.cn/~b/$c$\") https://a.cn/~b/$c$>与<code \"~d\">"),
    ] {
        assert_eq!(line(source), expected, "{source}");
    }
}

/// What pulldown-cmark makes of a text, in the words of [`tree`].
fn commonmark(text: &str) -> String {
    let mut out = String::new();
    let mut tight_text = false;
    for event in pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_STRIKETHROUGH) {
        use pulldown_cmark::{Event, Tag, TagEnd};
        // A tight item holds its text without a paragraph; the model always has one.
        let inline = matches!(
            event,
            Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
        );
        if tight_text && !inline {
            out.push(')');
            tight_text = false;
        }
        if inline && (out.ends_with("item(") || out.ends_with("item())")) {
            out.push_str("p(");
            tight_text = true;
        }
        match event {
            Event::Start(tag) => out.push_str(match tag {
                Tag::Paragraph => "p(",
                Tag::Heading { .. } => "h(",
                Tag::BlockQuote(_) => "quote(",
                Tag::CodeBlock(_) => "pre(",
                Tag::List(_) => "list(",
                Tag::Item => "item(",
                Tag::Emphasis => "em(",
                Tag::Strong => "strong(",
                Tag::Strikethrough => "del(",
                Tag::Link { .. } => "a(",
                other => panic!("{other:?}"),
            }),
            Event::End(_) => out.push(')'),
            Event::Text(text) => out.push_str(&text),
            Event::Code(text) => out.push_str(&format!("`{text}`")),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('/'),
            Event::Rule => out.push_str("hr"),
            other => panic!("{other:?}"),
        }
    }
    out
}

/// The model in the same words.
fn tree(blocks: &[Block]) -> String {
    fn text(content: &[Inline]) -> String {
        let one = |inline: &Inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Code(text) => format!("`{text}`"),
            InlineKind::Styled(huoban::model::Style::Emphasis, children) => format!("em({})", text(children)),
            InlineKind::Styled(huoban::model::Style::Strong, children) => format!("strong({})", text(children)),
            InlineKind::Styled(_, children) => format!("del({})", text(children)),
            InlineKind::Link(_, children) => format!("a({})", text(children)),
            InlineKind::HardBreak => "/".to_owned(),
            other => panic!("{other:?}"),
        };
        content.iter().map(one).collect()
    }
    let one = |block: &Block| match &block.kind {
        BlockKind::Paragraph { content, .. } => format!("p({})", text(content)),
        BlockKind::Heading { content, .. } => format!("h({})", text(content)),
        BlockKind::Quote(blocks) => format!("quote({})", tree(blocks)),
        BlockKind::Code { text, .. } => format!("pre({text}\n)"),
        BlockKind::List { items, .. } => {
            format!("list({})", items.iter().map(|item| format!("item({})", tree(&item.blocks))).collect::<String>())
        }
        BlockKind::Break => "hr".to_owned(),
        other => panic!("{other:?}"),
    };
    blocks.iter().map(one).collect()
}

#[test]
fn ascii_is_plain_commonmark() {
    for source in [
        "one\ntwo  \nthree\\\nfour",
        "# a #\n\nb\n===\n\n### c",
        "> a\nlazy\n> - b\n>   c\n\nd",
        "- a\n- b\n  - c\n\n    d\n- e",
        "1) a\n2) b\n\n10. c",
        "* * *\n\n***\n\n- - -",
        "    code\n\n    more\n\n```\nx\n\ny\n```",
        "*a* **b** ***c*** _d_ __e__ ~~f~~",
        "*a **b** c* **a *b* c** ***a* b** ***a** b*",
        "a*b*c a**b**c snake_case_name _a_b",
        "a * b * c ** d ** *e **f* g**",
        "**(a)**b a**(b)** *\"c\"*d **e.**f",
        "*foo**bar**baz* *foo**bar* **foo*bar**",
        "\\*a\\* \\[b\\] `*c*` ``d`e``",
        "[a](https://b.org \"t\") <https://c.org> [*d*](https://e.org)",
        "[a] [b][] [c]: d] e",
        "*[a*](https://b.org) *`c*`",
        "&amp; &lt;b&gt; &copy; &#35;",
        "a\n***\nb\n\n-\n  c",
        "*a\n> b*\n\n**c\n\nd**",
    ] {
        let (chapter, _) = zh(source);
        assert_eq!(tree(&chapter.blocks), commonmark(source), "{source}");
    }
}

/// How long a parse takes, on a thread with a small stack.
fn timed(text: String) -> (Duration, Vec<&'static str>, String) {
    let run = move || {
        let start = Instant::now();
        let (chapter, diagnostics) = zh(&text);
        let time = start.elapsed();
        let mut read = String::new();
        for block in &chapter.blocks {
            walk_block(block, &mut |block| {
                if let BlockKind::Paragraph { content, .. } = &block.kind {
                    read.push_str(&plain_text(content));
                }
            });
        }
        (time, codes(&diagnostics), read)
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap()
}

#[test]
fn nesting_ten_thousand_deep_is_reported_and_kept() {
    const N: usize = 10_000;
    let title = "# 题\n\n";
    for (name, text) in [
        ("quotes", ">".repeat(N) + "深"),
        ("lists", "- ".repeat(N) + "深"),
        ("numbers", "1. ".repeat(N) + "深"),
        ("mixed", "> - ".repeat(N) + "深\n\n外"),
        ("emphasis", "*“a” ".repeat(N) + "深" + &"*".repeat(N)),
        ("strong", "**a *b ".repeat(N) + "深" + &"*c**".repeat(N)),
        ("stars", "*".repeat(2 * N) + "深" + &"*".repeat(2 * N)),
    ] {
        let (time, codes, read) = timed(title.to_owned() + &text);
        assert!(read.contains('深'), "{name}: the innermost text is lost");
        assert_eq!(codes, ["E102"], "{name}");
        assert!(time < Duration::from_secs(2), "{name}: {time:?}");
    }
    let spans = "[".repeat(N) + "深" + &"]{.dots}".repeat(N);
    let (time, _, read) = timed(title.to_owned() + &spans);
    assert!(read.contains('深') && time < Duration::from_secs(2), "spans: {time:?}");
}

#[test]
fn hostile_input_takes_linear_time() {
    let shapes: &[(&str, &dyn Fn(usize) -> String)] = &[
        ("open spans", &|n| "[x]{.a ".repeat(n)),
        ("brackets", &|n| "[".repeat(n) + &"]".repeat(n)),
        ("backslashes", &|n| "\\".repeat(n) + "[" + &"\\*".repeat(n)),
        ("stars beside marks", &|n| "，**“".repeat(n)),
        ("line ends", &|n| "汉\n".repeat(n)),
        ("pictures", &|n| "![a](b \"c\"){width=3%}".repeat(n)),
        ("pictures in pictures", &|n| "![".repeat(n) + &"](b \"c\")".repeat(n)),
        ("notes", &|n| (0..n).map(|i| format!("[^{i}]\n\n[^{i}]: x\n\n")).collect()),
        ("undefined notes", &|n| "[^a]".repeat(n)),
        ("tables", &|n| "表：x\n\n|a|\n|-|\n\n".repeat(n)),
        ("verse", &|n| "```verse\n".to_owned() + &"“*行*”\n".repeat(n)),
        ("html", &|n| "<b><!--".repeat(n)),
        ("formulas", &|n| "$a$ $$b$$".repeat(n)),
        ("headings", &|n| "# a {#b\n".repeat(n)),
        ("one word", &|n| "字".repeat(n * 10)),
    ];
    // Four times as much may take ten times as long (caches fill up, others use the machine); quadratic work would
    // take sixteen times, every time.
    let linear = |shape: &dyn Fn(usize) -> String| {
        let small = timed(shape(8_000)).0.max(Duration::from_millis(10));
        timed(shape(32_000)).0 < small * 10
    };
    for (name, shape) in shapes {
        assert!((0..4).any(|_| linear(shape)), "{name}: more than linear time");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any pieces of syntax, in any order: no panic, ids in preorder, spans inside the file, and every Han character
    /// of the source is in the model, once and in order, unless an error is reported.
    #[test]
    fn text_is_conserved(pieces in prop::collection::vec(prop::sample::select(vec![
        "汉", "字", "，", "。", "“", "”", "《", "》", "——", "*", "**", "***", "~~", "`", "[", "]", "](b.md)", "![", "\\",
        "{.dots}", "{.right}", "\n", "\n\n", "\n\n> ", "\n- ", "\n1. ", "\n# ", "\n## ", "  \n", "\n    ", "|", "\n|-|\n",
        "a", "1", " ", "$", "^", "_", "\u{3000}", "\n: ", "&amp;", "文", "后",
    ]), 0..40)) {
        let text = pieces.concat();
        // What stands behind a fence is no text of the book.
        prop_assume!(!text.contains("```") && !text.contains("~~~"));
        let (chapter, diagnostics, sources) = parsed(&text, "a.md", ChapterRole::Body);
        check_ids(&chapter, &sources);
        let han = |text: &str| text.chars().filter(|c| "汉字文后".contains(*c)).collect::<String>();
        // A figure's alt text is its caption too; the caption has a line of its own.
        let lines = dump(&chapter, &[], &sources);
        let dumped: String = lines.lines().skip(1).filter(|line| !line.contains(" figure ")).collect();
        if diagnostics.iter().all(|one| !one.is_error()) {
            prop_assert_eq!(han(&dumped), han(&text), "{}", text);
        }
    }

    #[test]
    fn any_text_is_parsed(text in "(?s).{0,200}") {
        let (chapter, _, sources) = parsed(&text, "a.md", ChapterRole::Body);
        check_ids(&chapter, &sources);
    }
}

/// Wherever a language is named it is read alike: in `book.yaml`, at a passage, a heading and a paragraph. What is none is
/// refused where it stands, with what was meant.
#[test]
fn a_language_is_refused_alike_wherever_it_is_named() {
    for (tag, meant) in [
        ("zh-Hant", Ok("zh-Hant")),
        ("ZH-hant-tw", Ok("zh-Hant-TW")),
        ("grc", Ok("grc")),
        ("chinese", Err(Some("zh-Hans"))),
        ("cn", Err(Some("zh-Hans"))),
        ("zho", Err(Some("zh"))),
        ("jp", Err(Some("ja"))),
        ("zh_CN", Err(Some("zh-CN"))),
        ("klingon", Err(None)),
        ("xx", Err(None)),
        ("zh-", Err(None)),
        ("x-private", Err(None)),
    ] {
        let yaml = format!("title: 书\nlanguage: {tag}\n");
        let (config, faults) = huoban::config::parse(&yaml, huoban::source::FileId(0), &[], "book");
        let read = config.map(|config| config.meta.language.to_string());
        let nearest = |faults: &[Diagnostic], code: &str| {
            assert_eq!(codes(faults), [code], "{tag}");
            let help = faults[0].help(huoban::diagnostics::Lang::En);
            help.split_once("did you mean `").map(|(_, rest)| rest.split('`').next().expect("a tag").to_owned())
        };
        match meant {
            Ok(expected) => assert_eq!((read.as_deref(), faults.len()), (Some(expected), 0)),
            Err(meant) => assert_eq!(nearest(&faults, "E027").as_deref(), meant),
        }
        for (text, inner) in [
            (format!("# 题\n\n一[词]{{lang={tag}}}。\n"), "词"),
            (format!("# 题\n\n正文。 {{lang={tag}}}\n"), "正文。"),
            (format!("# 题\n\n## 节 {{lang={tag}}}\n\n正文。\n"), "节"),
        ] {
            let (chapter, faults) = zh(&text);
            let mut spoken = Vec::new();
            let mut look = |block: &Block| {
                if let BlockKind::Paragraph { content, .. } | BlockKind::Heading { content, .. } = &block.kind {
                    spoken.extend(content.iter().filter_map(|inline| match &inline.kind {
                        InlineKind::Lang(tag, children) => Some((tag.to_string(), plain_text(children))),
                        _ => None,
                    }));
                }
            };
            chapter.blocks.iter().for_each(|block| walk_block(block, &mut look));
            match meant {
                Ok(expected) => {
                    assert_eq!(spoken, [(expected.to_owned(), inner.to_owned())]);
                    assert!(faults.is_empty(), "{text}: {faults:?}");
                }
                Err(meant) => {
                    assert!(spoken.is_empty(), "{text}: {spoken:?}");
                    assert_eq!(nearest(&faults, "E104").as_deref(), meant, "{text}");
                    let Place::Span(span) = faults[0].place else { panic!("{text}: {:?}", faults[0].place) };
                    assert_eq!(&text[span.start as usize..span.end as usize], format!("lang={tag}"), "{text}");
                }
            }
        }
    }
}

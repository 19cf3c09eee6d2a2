//! Books built by hand: every construct of the model, with ids in reading order as the parser gives them.

use huoban::base::Len;
use huoban::config::{Accessibility, Contributor, Isbn, Isbns, Meta, Series, parse};
use huoban::model::*;
use huoban::source::FileId;
use huoban::style::Theme;
use std::path::Path;
use std::sync::Arc;

pub fn theme() -> Theme {
    const YAML: &str = "title: 三十而立\nlanguage: zh-Hans\ntheme: {numbering-depth: 1, accent: \"#005aa0\"}\n";
    let (config, faults) = parse(YAML, FileId(0), &[], "book");
    assert!(faults.is_empty(), "{faults:?}");
    Theme::of(&config.expect("a configuration"))
}

pub fn meta() -> Meta {
    Meta {
        title: "三十而立 & <成长>".into(),
        title_file_as: Some("Sanshi erli".into()),
        subtitle: Some("一个“高新区”的来路".into()),
        contributors: vec![
            Contributor { name: "编写组".into(), role: "aut".into(), file_as: Some("Bianxiezu".into()) },
            Contributor { name: "约翰·史密斯".into(), role: "trl".into(), file_as: None },
        ],
        language: "zh-Hans".parse().unwrap(),
        publisher: Some("某某出版社".into()),
        date: Some("2021-11-22".into()),
        isbn: Isbns::one(Isbn { digits: "9787506365437".into(), printed: "978-7-5063-6543-7".into() }),
        identifier: None,
        rights: Some("© 2021 编写组 & others".into()),
        description: Some("a < b & \"c\"".into()),
        subjects: vec!["地方志".into(), "开发区".into()],
        series: Some(Series { title: "高新区丛书".into(), number: Some("1".into()) }),
        accessibility: Accessibility::default(),
        slug: "thirty".into(),
        ..Meta::default()
    }
}

/// Makes the nodes of one chapter.
pub struct Maker {
    chapter: u16,
    next: u32,
    notes: Vec<Note>,
}

impl Maker {
    pub fn new(chapter: u16) -> Maker {
        Maker { chapter, next: 0, notes: Vec::new() }
    }

    pub fn id(&mut self) -> NodeId {
        self.next += 1;
        NodeId { chapter: self.chapter, index: self.next - 1 }
    }

    pub fn block(&mut self, make: impl FnOnce(&mut Maker) -> BlockKind) -> Block {
        let id = self.id();
        Block { id, anchor: None, classes: Vec::new(), kind: make(self) }
    }

    pub fn inline(&mut self, make: impl FnOnce(&mut Maker) -> InlineKind) -> Inline {
        let id = self.id();
        Inline { id, kind: make(self) }
    }

    pub fn text(&mut self, text: &str) -> Inline {
        self.inline(|_| InlineKind::Text(text.into()))
    }

    pub fn styled(&mut self, style: Style, text: &str) -> Inline {
        self.inline(|maker| InlineKind::Styled(style, vec![maker.text(text)]))
    }

    pub fn heading(&mut self, level: u8, number: Option<&str>, title: &str) -> Block {
        self.block(|maker| BlockKind::Heading {
            level,
            number: number.map(Into::into),
            content: vec![maker.text(title)],
        })
    }

    pub fn paragraph(&mut self, text: &str) -> Block {
        self.block(|maker| BlockKind::Paragraph { continued: false, content: vec![maker.text(text)] })
    }

    pub fn inlines(&mut self, make: impl FnOnce(&mut Maker) -> Vec<Inline>) -> Block {
        self.block(|maker| BlockKind::Paragraph { continued: false, content: make(maker) })
    }

    pub fn figure(&mut self, image: &str, number: Option<&str>, caption: &str, width: Option<Extent>) -> Block {
        self.block(|maker| {
            BlockKind::Figure(Figure {
                image: image.into(),
                alt: format!("替代文字：{caption}"),
                number: number.map(Into::into),
                caption_id: maker.id(),
                caption: if caption.is_empty() { Vec::new() } else { vec![maker.text(caption)] },
                asked: AskedSize { width, height: None },
                decorative: false,
            })
        })
    }

    pub fn row(&mut self, cells: &[&str]) -> Row {
        let id = self.id();
        let cells = cells
            .iter()
            .map(|cell| {
                let id = self.id();
                let content = if cell.is_empty() { Vec::new() } else { vec![self.text(cell)] };
                Cell { id, content }
            })
            .collect();
        Row { id, cells }
    }

    pub fn table(&mut self, number: Option<&str>, caption: &str, align: &[Align], rows: &[&[&str]]) -> Block {
        self.block(|maker| {
            let caption_id = maker.id();
            let caption = if caption.is_empty() { Vec::new() } else { vec![maker.text(caption)] };
            let mut rows: Vec<Row> = rows.iter().map(|row| maker.row(row)).collect();
            let head = rows.remove(0);
            BlockKind::Table(Table {
                number: number.map(Into::into),
                caption_id,
                caption,
                align: align.into(),
                head,
                rows,
            })
        })
    }

    /// A call of the note `name`; its text is given by [`Maker::note`].
    pub fn call(&mut self, name: &str) -> Inline {
        let id = self.id();
        let at = self.notes.iter().position(|note| note.name == name).unwrap_or_else(|| {
            let number = self.notes.len() as u32 + 1;
            self.notes.push(Note { id, name: name.into(), number, calls: Vec::new(), blocks: Vec::new() });
            self.notes.len() - 1
        });
        self.notes[at].calls.push(id);
        Inline { id, kind: InlineKind::NoteCall(at as u32) }
    }

    pub fn note(&mut self, name: &str, make: impl FnOnce(&mut Maker) -> Vec<Block>) {
        let at = self.notes.iter().position(|note| note.name == name).expect("the note was called");
        self.notes[at].id = self.id();
        self.notes[at].blocks = make(self);
    }

    pub fn chapter(self, role: ChapterRole, title: &str, blocks: Vec<Block>) -> Chapter {
        Chapter {
            role,
            path: None,
            lang: "zh-Hans".parse().unwrap(),
            title: title.into(),
            part: None,
            blocks,
            notes: self.notes,
            leftovers: Vec::new(),
            switches: Default::default(),
            spans: vec![None; self.next as usize],
        }
    }
}

pub fn picture(path: &str, format: PictureFormat, bytes: &[u8]) -> Arc<Picture> {
    Arc::new(Picture {
        path: path.into(),
        bytes: bytes.into(),
        format,
        width: 400,
        height: 300,
        orientation: 1,
        ppi: None,
    })
}

pub const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\" width=\"400\" height=\"300\">\
    <rect x=\"10\" y=\"10\" width=\"380\" height=\"280\" fill=\"none\" stroke=\"#333\" stroke-width=\"4\"/>\
    <path d=\"M20 280 L140 180 L260 200 L380 40\" fill=\"none\" stroke=\"#b03a2e\" stroke-width=\"6\"/></svg>";

/// One pixel, black.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0,
    1, 0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// Adds to the outline, the figures and the tables what `resolve` would find.
pub fn gather(book: &mut Book) {
    for chapter in &book.chapters {
        if chapter.role.is_generated() {
            continue;
        }
        for block in &chapter.blocks {
            match &block.kind {
                BlockKind::Heading { level, number, content } => book.outline.push(OutlineEntry {
                    node: block.id,
                    level: *level,
                    number: number.clone(),
                    title: plain_text(content),
                    in_contents: *level <= 3,
                }),
                BlockKind::Figure(Figure { number: Some(number), caption, .. }) => book.figures.push(CaptionEntry {
                    node: block.id,
                    number: number.clone(),
                    title: plain_text(caption),
                }),
                BlockKind::Table(Table { number: Some(number), caption, .. }) => book.tables.push(CaptionEntry {
                    node: block.id,
                    number: number.clone(),
                    title: plain_text(caption),
                }),
                _ => {}
            }
            if let Some(anchor) = &block.anchor {
                book.anchors.insert(anchor.clone(), block.id);
            }
        }
    }
}

/// A book with every construct.
pub fn everything() -> Book {
    let mut book = Book { meta: meta(), ..Book::default() };
    let mut add = |chapter: Chapter| book.chapters.push(Arc::new(chapter));

    let mut maker = Maker::new(0);
    let blocks = vec![maker.figure("封面.svg", None, "", None)];
    add(maker.chapter(ChapterRole::Cover, "封面", blocks));
    let mut maker = Maker::new(1);
    let blocks = vec![maker.paragraph("三十而立")];
    add(maker.chapter(ChapterRole::HalfTitle, "半扉页", blocks));
    let mut maker = Maker::new(2);
    let blocks = vec![maker.heading(1, None, "三十而立 & <成长>"), maker.paragraph("编写组")];
    add(maker.chapter(ChapterRole::TitlePage, "书名页", blocks));
    let mut maker = Maker::new(3);
    let blocks = vec![maker.paragraph("ISBN 978-7-5063-6543-7")];
    add(maker.chapter(ChapterRole::Imprint, "版权页", blocks));
    add(Maker::new(4).chapter(ChapterRole::Contents, "目录", Vec::new()));
    let mut maker = Maker::new(5);
    let blocks = vec![maker.heading(1, None, "前言"), maker.paragraph("写在前面的话。")];
    add(maker.chapter(ChapterRole::Front, "前言", blocks));
    let mut maker = Maker::new(6);
    let blocks = vec![maker.heading(0, Some("第一篇"), "上篇"), maker.paragraph("这一篇讲来路。")];
    add(maker.chapter(ChapterRole::Part, "上篇", blocks));
    add(full_chapter(7));
    let mut maker = Maker::new(8);
    let blocks = vec![maker.heading(1, Some("附录"), "数据"), maker.paragraph("没有更多。")];
    add(maker.chapter(ChapterRole::Appendix, "数据", blocks));
    let mut maker = Maker::new(9);
    let blocks = vec![
        maker.heading(1, None, "后记"),
        maker.inlines(|maker| {
            let back = NodeId { chapter: 7, index: 0 };
            vec![
                maker.text("参见"),
                maker.inline(|maker| InlineKind::Link(Target::Node(back), vec![maker.text("第一章")])),
                maker.text("。"),
            ]
        }),
    ];
    add(maker.chapter(ChapterRole::Back, "后记", blocks));

    for (path, format, bytes) in [
        ("封面.svg", PictureFormat::Svg, SVG.as_bytes()),
        ("images/a.svg", PictureFormat::Svg, SVG.as_bytes()),
        ("images/b.png", PictureFormat::Png, PNG),
        ("images/unused.png", PictureFormat::Png, PNG),
    ] {
        book.images.insert(Path::new(path).into(), picture(path, format, bytes));
    }
    gather(&mut book);
    book
}

fn full_chapter(index: u16) -> Chapter {
    let mut maker = Maker::new(index);
    let m = &mut maker;
    let mut blocks = vec![m.heading(1, Some("第一章"), "明理")];
    blocks.push(m.inlines(|m| {
        vec![
            m.text("正文"),
            m.styled(Style::Emphasis, "强调"),
            m.styled(Style::Strong, "加重"),
            m.styled(Style::Strike, "删去"),
            m.styled(Style::Dots, "着重号"),
            m.styled(Style::ProperName, "郑州"),
            m.styled(Style::ProperName, "开封"),
            m.styled(Style::WavyTitle, "史记"),
            m.text("H"),
            m.styled(Style::Subscript, "2"),
            m.text("O 与 x"),
            m.styled(Style::Superscript, "2"),
            m.text("，代码 "),
            m.inline(|_| InlineKind::Code("a < b && c".into())),
            m.text("，公式"),
            m.inline(|_| InlineKind::Math("x^2 < y".into())),
            m.text("，注"),
            m.call("a"),
            m.text("再"),
            m.call("b"),
            m.text("又"),
            m.call("a"),
            m.text("，"),
            m.inline(|m| InlineKind::Ruby(vec![m.text("汉字")], "hàn zì".into())),
            m.inline(|m| {
                InlineKind::Lang("en".parse().unwrap(), vec![m.text("An English “passage” with hyphenation.")])
            }),
            m.inline(|_| InlineKind::HardBreak),
            m.text("换行后"),
            m.inline(|m| InlineKind::Link(Target::Url("https://example.org/a b?x=1&y=2".into()), vec![m.text("链接")])),
            m.inline(|_| InlineKind::Image {
                image: "images/b.png".into(),
                alt: "点".into(),
                asked: AskedSize::default(),
                decorative: false,
            }),
            m.text("。"),
        ]
    }));
    blocks.push(m.heading(2, Some("1.1"), "一节"));
    let mut figure = m.figure("images/a.svg", Some("图1-1"), "增长", Some(Extent::Percent(60)));
    figure.anchor = Some("fig-growth".into());
    blocks.push(figure);
    blocks.push(m.figure("images/b.png", Some("图1-2"), "一点", Some(Extent::Length(Len::from_pt(105.0)))));
    blocks.push(m.block(|m| BlockKind::Quote(vec![m.paragraph("引文第一段。"), m.paragraph("引文第二段。")])));
    let lines = ["床前明月光，", "疑是地上霜。", "", "举头望明月，", "低头思故乡。"];
    blocks.push(m.block(|m| {
        BlockKind::Verse(
            lines.iter().map(|line| if line.is_empty() { Vec::new() } else { vec![m.text(line)] }).collect(),
        )
    }));
    let item = |m: &mut Maker, checked, text: &str| {
        let id = m.id();
        ListItem { id, checked, blocks: vec![m.paragraph(text)] }
    };
    blocks.push(m.block(|m| BlockKind::List {
        start: Some(3),
        tight: true,
        items: vec![item(m, None, "第三"), item(m, None, "第四")],
    }));
    blocks.push(m.block(|m| BlockKind::List {
        start: None,
        tight: true,
        items: vec![item(m, Some(true), "做完"), item(m, Some(false), "没做")],
    }));
    blocks.push(m.block(|m| BlockKind::List { start: None, tight: false, items: vec![item(m, None, "松的一项")] }));
    blocks.push(m.block(|m| {
        let id = m.id();
        let term = vec![m.text("活版")];
        let definition = (m.id(), vec![m.paragraph("用活字排成的印版。")]);
        BlockKind::Definitions(vec![Definition { id, term, definitions: vec![definition] }])
    }));
    blocks.push(m.block(|_| BlockKind::Code {
        language: Some("rust".into()),
        text: "fn main() {\n    let a = 1 < 2;\n}".into(),
    }));
    blocks.push(m.table(
        Some("表1-1"),
        "历年产值",
        &[Align::Left, Align::Right, Align::Center],
        &[&["", "产值（亿元）", "备注"], &["1991", "3.2", "初建"], &["2021", "1,200", "三十年"]],
    ));
    let wide: Vec<String> = (1..=14).map(|at| format!("第{at}列的内容")).collect();
    let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
    blocks.push(m.table(None, "", &[Align::Auto; 14], &[&wide, &wide]));
    blocks.push(m.block(|_| BlockKind::Math("E = mc^2".into())));
    blocks.push(m.block(|_| BlockKind::Break));
    // A skipped level: the outline of the file must stay sound.
    blocks.push(m.heading(4, None, "跳级的小标题"));
    blocks.push(m.inlines(|m| {
        let target = Target::Anchor("fig-growth".into());
        vec![
            m.text("见"),
            m.inline(|m| InlineKind::Link(target, vec![m.text("图1-1")])),
            m.inline(|m| InlineKind::Link(Target::Url("javascript:alert(1)".into()), vec![m.text("坏链接")])),
        ]
    }));
    blocks.push(m.block(|m| BlockKind::Paragraph { continued: true, content: vec![m.text("接着上文。")] }));
    let mut right = m.paragraph("二〇二一年十一月");
    right.classes = vec!["right".into(), "secret".into()];
    blocks.push(right);
    m.note("a", |m| {
        vec![m.inlines(|m| vec![m.text("第一个注，里面还有注"), m.call("c")]), m.paragraph("注的第二段。")]
    });
    m.note("b", |m| vec![m.paragraph("第二个注。")]);
    m.note("c", |m| vec![m.paragraph("注中之注。")]);
    let mut chapter = maker.chapter(ChapterRole::Body, "明理", blocks);
    chapter.part = Some(6);
    chapter
}

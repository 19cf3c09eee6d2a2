//! What the tests share: books made by hand, and what holds for the pages of every book.

use huoban::base::{Len, NodeId};
use huoban::config::{Config, FontsConfig, Output, parse};
use huoban::display::{Draw, Item, LineRecord, LineRole, Page, Pages, Piece, Role};
use huoban::font::Fonts;
use huoban::layout::lay_out;
use huoban::model::{
    Align, AskedSize, Block, BlockKind, Book, Cell, Chapter, ChapterRole, Extent, Figure, Inline, InlineKind, ListItem,
    Note, Picture, PictureFormat, Row, Table,
};
use huoban::pipeline::{Report, Request, build};
use huoban::source::{FileId, MemoryWorld};
use huoban::style::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let search = [PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts")];
    Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &search).0
});

/// What a `book.yaml` of these words gives; colours are left out, so that black is what the tests see.
pub fn config() -> Config {
    const YAML: &str =
        "title: 活版\nlanguage: zh-Hans\ncover: none\ntheme: {numbering-depth: 1, accent: \"#000000\"}\n";
    let (config, faults) = parse(YAML, FileId(0), &[], "book");
    assert!(faults.is_empty(), "{faults:?}");
    config.expect("a configuration")
}

/// Builds chapters with ids in reading order.
#[derive(Default)]
pub struct Maker {
    pub chapter: u16,
    pub next: u32,
}

impl Maker {
    pub fn id(&mut self) -> NodeId {
        self.next += 1;
        NodeId { chapter: self.chapter, index: self.next - 1 }
    }

    pub fn block(&mut self, make: impl FnOnce(&mut Maker) -> BlockKind) -> Block {
        let id = self.id();
        Block { id, anchor: None, classes: Vec::new(), kind: make(self) }
    }

    pub fn text(&mut self, text: &str) -> Vec<Inline> {
        vec![Inline { id: self.id(), kind: InlineKind::Text(text.to_owned()) }]
    }

    /// Text in which `[1]` calls note 1.
    pub fn noted(&mut self, text: &str) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for (index, piece) in text.split(['[', ']']).enumerate() {
            let kind = if index % 2 == 0 {
                InlineKind::Text(piece.to_owned())
            } else {
                InlineKind::NoteCall(piece.parse::<u32>().unwrap() - 1)
            };
            inlines.push(Inline { id: self.id(), kind });
        }
        inlines
    }

    pub fn para(&mut self, text: &str) -> Block {
        self.block(|make| BlockKind::Paragraph { continued: false, content: make.noted(text) })
    }

    pub fn head(&mut self, level: u8, number: Option<&str>, text: &str) -> Block {
        let number = number.map(str::to_owned);
        self.block(|make| BlockKind::Heading { level, number, content: make.text(text) })
    }

    pub fn list(&mut self, start: Option<u64>, items: Vec<&str>) -> Block {
        self.block(|make| BlockKind::List {
            start,
            tight: true,
            items: items
                .into_iter()
                .map(|item| ListItem { id: make.id(), checked: None, blocks: vec![make.para(item)] })
                .collect(),
        })
    }

    pub fn figure(&mut self, image: &str, width: Option<Extent>, caption: &str) -> Block {
        self.block(|make| {
            BlockKind::Figure(Figure {
                image: image.into(),
                alt: "图".to_owned(),
                number: Some("图1-1".to_owned()),
                caption_id: make.id(),
                caption: make.text(caption),
                asked: AskedSize { width, height: None },
                decorative: false,
            })
        })
    }

    pub fn table(&mut self, columns: usize, rows: usize, cell: &str) -> Block {
        self.block(|make| {
            let caption_id = make.id();
            let caption = make.text("各年度情况");
            let row = |make: &mut Maker, text: &str| Row {
                id: make.id(),
                cells: (0..columns).map(|_| Cell { id: make.id(), content: make.text(text) }).collect(),
            };
            let head = row(make, "栏目");
            BlockKind::Table(Table {
                number: Some("表1-1".to_owned()),
                caption_id,
                caption,
                align: vec![Align::Auto; columns],
                head,
                rows: (0..rows).map(|_| row(make, cell)).collect(),
            })
        })
    }

    pub fn note(&mut self, number: u32, text: &str) -> Note {
        Note { id: self.id(), name: number.to_string(), number, calls: Vec::new(), blocks: vec![self.para(text)] }
    }
}

pub fn chapter(role: ChapterRole, title: &str, blocks: Vec<Block>, notes: Vec<Note>) -> Arc<Chapter> {
    let (path, part) = (None, None);
    let (lang, title) = (Default::default(), title.to_owned());
    Arc::new(Chapter {
        role,
        path,
        lang,
        title,
        part,
        blocks,
        notes,
        leftovers: Vec::new(),
        switches: Default::default(),
        spans: Vec::new(),
    })
}

pub fn book(chapters: Vec<Arc<Chapter>>) -> Book {
    Book { meta: config().meta, chapters, ..Book::default() }
}

pub fn one(blocks: Vec<Block>, notes: Vec<Note>) -> Book {
    book(vec![chapter(ChapterRole::Body, "春日", blocks, notes)])
}

pub fn picture(width: u32, height: u32) -> BTreeMap<PathBuf, Arc<Picture>> {
    let path = PathBuf::from("a.png");
    let format = PictureFormat::Png;
    let picture =
        Picture { path: path.clone(), bytes: Arc::from([]), format, width, height, ppi: None, orientation: 1 };
    BTreeMap::from([(path, Arc::new(picture))])
}

pub const TEXT: &str = "春天的园区里，道路两旁的树都发了芽。三十年前，这里还是一片麦田；三十年后，工厂、学校与住宅连成一片，\
                    夜里灯火通明。人们常说：“变化是一点一点来的。”";

pub fn long(times: usize) -> String {
    TEXT.repeat(times)
}

pub struct Set {
    pub book: Book,
    pub theme: Theme,
    pub pages: Pages,
    pub codes: Vec<&'static str>,
}

/// Lays a book out and tests what holds for every book.
pub fn check(book: Book) -> Set {
    check_with(book, &config())
}

pub fn check_with(book: Book, config: &Config) -> Set {
    let theme = Theme::of(config);
    let (pages, diagnostics) = lay_out(&book, &theme, &FONTS);
    let codes = diagnostics.iter().map(|found| found.rule.code).collect();
    let set = Set { book, theme, pages, codes };
    set.lines_once_and_in_order();
    set.text_lands_once();
    set.lines_apart();
    set.body_on_grid();
    set.inside_the_page();
    set.no_lonely_lines();
    set
}

impl Set {
    pub fn lines(&self) -> impl Iterator<Item = (&Page, &LineRecord)> {
        self.pages.pages.iter().flat_map(|page| page.lines.iter().map(move |line| (page, line)))
    }

    /// Every line of a block stands once, after the line before it, and the last one says so.
    fn lines_once_and_in_order(&self) {
        let mut next: BTreeMap<NodeId, u32> = BTreeMap::new();
        let mut closed = BTreeSet::new();
        for (page, line) in self.lines().filter(|(_, line)| !line.role.is_margin()) {
            let expected = next.entry(line.node).or_default();
            assert_eq!(line.index, *expected, "{:?} on page {}", line.node, page.label);
            *expected += 1;
            if line.last {
                assert!(closed.insert(line.node), "{:?} ends twice", line.node);
            }
        }
        for node in next.keys() {
            assert!(closed.contains(node), "{node:?} has no last line");
        }
    }

    /// The content that is drawn of each text is the text, once.
    fn text_lands_once(&self) {
        let mut drawn: BTreeMap<NodeId, String> = BTreeMap::new();
        for item in self.pages.pages.iter().flat_map(|page| &page.items) {
            if let (Role::Content(node, Piece::Body), Draw::Glyphs(run)) = (item.role, &item.draw) {
                drawn.entry(node).or_default().push_str(&run.text);
            }
        }
        let bare = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        for chapter in &self.book.chapters {
            let blocks = chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks));
            for block in blocks {
                huoban::model::walk_block(block, &mut |block| {
                    huoban::model::walk_inlines(block, &mut |inline| {
                        if let InlineKind::Text(text) = &inline.kind {
                            let found = drawn.get(&inline.id).map(|text| bare(text)).unwrap_or_default();
                            assert_eq!(found, bare(text), "{:?}", inline.id);
                        }
                    });
                });
            }
        }
    }

    /// No line covers the line above it in the same column of text.
    fn lines_apart(&self) {
        for page in &self.pages.pages {
            let mut lines: Vec<_> = page.lines.iter().filter(|line| line.role != LineRole::Cell).collect();
            lines.sort_by_key(|line| line.baseline);
            for pair in lines.windows(2) {
                let apart = pair[1].x0 >= pair[0].x1 || pair[0].x0 >= pair[1].x1;
                let distance = pair[1].baseline - pair[0].baseline;
                assert!(apart || distance >= Len::from_pt(8.0), "{distance:?} on page {}: {pair:?}", page.label);
            }
        }
    }

    /// Baselines of paragraphs stand on the grid (typography row PG-3).
    fn body_on_grid(&self) {
        for (page, line) in self.lines().filter(|(_, line)| line.role == LineRole::Paragraph) {
            let at = line.baseline - page.area.at.y - self.theme.em.scale(88, 100);
            let quoted = line.x0 - page.area.at.x > self.theme.em * 2 && line.measure < self.theme.measure();
            assert!(quoted || at.0 % self.theme.pitch.0 == 0, "page {}: {line:?}", page.label);
        }
    }

    /// Lines end above the foot of the type area.
    fn inside_the_page(&self) {
        for (page, line) in self.lines().filter(|(_, line)| !line.role.is_margin()) {
            assert!(line.baseline <= page.area.bottom(), "page {}: {line:?}", page.label);
            assert!(line.baseline >= page.area.at.y, "page {}: {line:?}", page.label);
        }
    }

    /// No page begins with the last line of a paragraph or ends with its first (typography row WO-2).
    fn no_lonely_lines(&self) {
        let count = |node: NodeId| self.lines().filter(|(_, line)| line.node == node && !line.role.is_margin()).count();
        for page in &self.pages.pages {
            let column: Vec<_> = page.lines.iter().filter(|line| line.role == LineRole::Paragraph).collect();
            if let Some(first) = column.first() {
                assert!(!first.last || first.index == 0, "widow on page {}", page.label);
            }
            if let Some(last) = column.last() {
                assert!(last.index > 0 || count(last.node) == 1, "orphan on page {}", page.label);
            }
        }
    }

    pub fn on_page(&self, page: usize, role: &str) -> Vec<&LineRecord> {
        self.pages.pages[page].lines.iter().filter(|line| line.role.name() == role).collect()
    }

    pub fn place(&self, node: NodeId) -> usize {
        let found = self.pages.places.iter().find(|(one, _, _)| *one == node);
        found.unwrap_or_else(|| panic!("{node:?} has no place")).1 as usize
    }

    pub fn text_of(&self, items: &[Item]) -> String {
        let texts = items.iter().filter_map(|item| match &item.draw {
            Draw::Glyphs(run) => Some(run.text.as_str()),
            _ => None,
        });
        texts.collect()
    }
}

pub fn glyphs(page: &Page, test: impl Fn(&str) -> bool) -> impl Iterator<Item = (NodeId, String)> {
    page.items.iter().filter_map(move |item| match (&item.draw, item.role) {
        (Draw::Glyphs(run), Role::Content(node, _)) if test(&run.text) => Some((node, run.text.clone())),
        _ => None,
    })
}

/// The text of a line.
pub fn said(page: &Page, line: &LineRecord) -> String {
    let items = &page.items[line.items.start as usize..line.items.end as usize];
    let texts = items.iter().filter_map(|item| match &item.draw {
        Draw::Glyphs(run) => Some(run.text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Builds `chapters` with `more` in `book.yaml`, on a page of 20 characters and 16 lines, the size 10 pt, the pitch 16 pt.
/// A chapter without a title gets one. Nothing but `allowed` may be reported.
pub fn manuscript(more: &str, chapters: &[&str], allowed: &[&str]) -> Report {
    made(more, chapters, allowed, &[])
}

/// As [`manuscript`], with the files of some outputs.
pub fn made(more: &str, chapters: &[&str], allowed: &[&str], outputs: &[Output]) -> Report {
    let report = made_any(more, chapters, outputs);
    let codes: Vec<&str> = report.diagnostics.iter().map(|found| found.rule.code).collect();
    // What the lints say of the words is no matter of the layout.
    let codes: Vec<&str> = codes.into_iter().filter(|code| !("W330".."W340").contains(code)).collect();
    assert_eq!(codes, allowed);
    report
}

/// As [`made`], whatever is reported.
pub fn made_any(more: &str, chapters: &[&str], outputs: &[Output]) -> Report {
    let language = if more.contains("language:") { "" } else { "language: zh-Hans\n" };
    let mut yaml = format!("title: 活版\n{language}slug: m\n{more}");
    if !more.contains("page:") {
        yaml +=
            "page: {size: 90mm x 130mm, font-size: 10pt, line-pitch: 16pt, chars-per-line: 20, lines-per-page: 16}\n";
    }
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 150\"><rect width=\"300\" height=\"150\"/></svg>";
    let sized = |width: u32, height: u32| svg.replace("300", &width.to_string()).replace("150", &height.to_string());
    let mut world = MemoryWorld::new().with("a.svg", svg);
    for (name, width, height) in [("tall.svg", 1200, 2200), ("wide.svg", 900, 600), ("dot.svg", 16, 16)] {
        world = world.with(name, sized(width, height));
    }
    for (index, chapter) in chapters.iter().enumerate() {
        let title = if chapter.starts_with("# ") { "" } else { "# 章\n\n" };
        world = world.with(&format!("c{index}.md"), format!("{title}{chapter}"));
    }
    if !more.contains("chapters:") {
        let list = (0..chapters.len()).map(|index| format!("c{index}.md")).collect::<Vec<_>>();
        yaml += &format!("chapters: [{}]\n", list.join(", "));
    }
    let world = world.with("book.yaml", yaml);
    let fonts = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let request =
        Request { outputs: Some(outputs.to_vec()), pages: true, font_directories: vec![fonts], ..Request::default() };
    build(&world, &request)
}

/// The pages of the body: those that count in Arabic numerals.
pub fn body_pages(report: &Report) -> Vec<&Page> {
    report.pages.pages.iter().filter(|page| !page.roman).collect()
}

/// Every line of the body in a role, with its page.
pub fn lines_of<'a>(report: &'a Report, role: &'static str) -> Vec<(&'a Page, &'a LineRecord)> {
    let pages = report.pages.pages.iter().filter(|page| !page.roman);
    pages
        .flat_map(|page| page.lines.iter().map(move |line| (page, line)))
        .filter(|(_, line)| line.role.name() == role)
        .collect()
}

/// Left end of a line, from the left of the type area.
pub fn inset(page: &Page, line: &LineRecord) -> Len {
    line.x0 - page.area.at.x
}

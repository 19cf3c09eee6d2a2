//! Books become pages: models built by hand, properties that every page must have.

use huoban::base::{Len, NodeId, Size};
use huoban::config::{
    ChapterOpening, Config, EmphasisStyle, FontsConfig, HanLatinGap, Meta, MissingAlt, MissingGlyphs, NoteNumbering,
    PageConfig, ParagraphStart, Prohibitions, PunctuationStyle, StrongStyle, ThemeConfig, TypographyConfig,
};
use huoban::display::{Artifact, Draw, Item, Page, Pages, Piece, Role};
use huoban::font::Fonts;
use huoban::layout::lay_out;
use huoban::model::{
    Align, Block, BlockKind, Book, Cell, Chapter, ChapterRole, ContentsEntry, Figure, FigureWidth, Inline, InlineKind,
    ListItem, Note, Picture, PictureFormat, Row, Table,
};
use huoban::pipeline::{Request, build};
use huoban::source::MemoryWorld;
use huoban::style::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let search = [PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts")];
    Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &search).0
});

fn config() -> Config {
    Config {
        meta: Meta { title: "活版".to_owned(), language: "zh-Hans".to_owned(), ..Meta::default() },
        cover: huoban::config::CoverConfig::None,
        front: Vec::new(),
        chapters: None,
        back: Vec::new(),
        page: PageConfig {
            size: Size { width: Len::from_mm(140.0), height: Len::from_mm(203.0) },
            font_size: Len::from_pt(10.5),
            chars_per_line: 27,
            lines_per_page: 28,
            line_pitch: Len::from_pt(17.5),
            inner_margin: None,
            top_margin: None,
        },
        typography: TypographyConfig {
            punctuation: PunctuationStyle::Quanjiao,
            prohibitions: Prohibitions::Gb,
            han_latin_gap: HanLatinGap(250),
            hanging: false,
            indent: 200,
            paragraph_start: ParagraphStart::Trimmed,
            grid: false,
        },
        fonts: FontsConfig::default(),
        theme: ThemeConfig {
            emphasis: EmphasisStyle::Kai,
            strong: StrongStyle::Hei,
            chapter_opening: ChapterOpening::NewPage,
            notes: NoteNumbering::Page,
            numbering_depth: 1,
            contents_depth: 2,
            number_chapters: true,
            accent: [0, 0, 0],
        },
        missing_glyphs: MissingGlyphs::Error,
        missing_alt: MissingAlt::Error,
        outputs: Vec::new(),
        print: huoban::config::PrintConfig::default(),
    }
}

/// Builds chapters with ids in reading order.
#[derive(Default)]
struct Maker {
    chapter: u16,
    next: u32,
}

impl Maker {
    fn id(&mut self) -> NodeId {
        self.next += 1;
        NodeId { chapter: self.chapter, index: self.next - 1 }
    }

    fn block(&mut self, make: impl FnOnce(&mut Maker) -> BlockKind) -> Block {
        let id = self.id();
        Block { id, anchor: None, classes: Vec::new(), kind: make(self) }
    }

    fn text(&mut self, text: &str) -> Vec<Inline> {
        vec![Inline { id: self.id(), kind: InlineKind::Text(text.to_owned()) }]
    }

    /// Text in which `[1]` calls note 1.
    fn noted(&mut self, text: &str) -> Vec<Inline> {
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

    fn para(&mut self, text: &str) -> Block {
        self.block(|make| BlockKind::Paragraph { continued: false, content: make.noted(text) })
    }

    fn head(&mut self, level: u8, number: Option<&str>, text: &str) -> Block {
        let number = number.map(str::to_owned);
        self.block(|make| BlockKind::Heading { level, number, content: make.text(text) })
    }

    fn list(&mut self, start: Option<u64>, items: Vec<&str>) -> Block {
        self.block(|make| BlockKind::List {
            start,
            tight: true,
            items: items
                .into_iter()
                .map(|item| ListItem { id: make.id(), checked: None, blocks: vec![make.para(item)] })
                .collect(),
        })
    }

    fn figure(&mut self, image: &str, width: Option<FigureWidth>, caption: &str) -> Block {
        self.block(|make| {
            BlockKind::Figure(Figure {
                image: image.into(),
                alt: "图".to_owned(),
                number: Some("图1-1".to_owned()),
                caption_id: make.id(),
                caption: make.text(caption),
                width,
                decorative: false,
            })
        })
    }

    fn table(&mut self, columns: usize, rows: usize, cell: &str) -> Block {
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

    fn note(&mut self, number: u32, text: &str) -> Note {
        Note { id: self.id(), name: number.to_string(), number, calls: Vec::new(), blocks: vec![self.para(text)] }
    }
}

fn chapter(role: ChapterRole, title: &str, blocks: Vec<Block>, notes: Vec<Note>) -> Arc<Chapter> {
    let (path, part) = (None, None);
    let (lang, title) = ("zh-Hans".to_owned(), title.to_owned());
    Arc::new(Chapter { role, path, lang, title, part, blocks, notes, spans: Vec::new() })
}

fn book(chapters: Vec<Arc<Chapter>>) -> Book {
    Book { meta: config().meta, chapters, ..Book::default() }
}

fn one(blocks: Vec<Block>, notes: Vec<Note>) -> Book {
    book(vec![chapter(ChapterRole::Body, "春日", blocks, notes)])
}

fn picture(width: u32, height: u32) -> BTreeMap<PathBuf, Arc<Picture>> {
    let path = PathBuf::from("a.png");
    let format = PictureFormat::Png;
    let picture =
        Picture { path: path.clone(), bytes: Arc::from([]), format, width, height, ppi: None, orientation: 1 };
    BTreeMap::from([(path, Arc::new(picture))])
}

const TEXT: &str = "春天的园区里，道路两旁的树都发了芽。三十年前，这里还是一片麦田；三十年后，工厂、学校与住宅连成一片，\
                    夜里灯火通明。人们常说：“变化是一点一点来的。”";

fn long(times: usize) -> String {
    TEXT.repeat(times)
}

struct Set {
    book: Book,
    theme: Theme,
    pages: Pages,
    codes: Vec<&'static str>,
}

/// Lays a book out and tests what holds for every book.
fn check(book: Book) -> Set {
    check_with(book, &config())
}

fn check_with(book: Book, config: &Config) -> Set {
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

fn is_margin(role: &str) -> bool {
    matches!(role, "head" | "folio")
}

impl Set {
    fn lines(&self) -> impl Iterator<Item = (&Page, &huoban::display::LineRecord)> {
        self.pages.pages.iter().flat_map(|page| page.lines.iter().map(move |line| (page, line)))
    }

    /// Every line of a block stands once, after the line before it, and the last one says so.
    fn lines_once_and_in_order(&self) {
        let mut next: BTreeMap<NodeId, u32> = BTreeMap::new();
        let mut closed = BTreeSet::new();
        for (page, line) in self.lines().filter(|(_, line)| !is_margin(line.role)) {
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
            let mut lines: Vec<_> = page.lines.iter().filter(|line| line.role != "cell").collect();
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
        for (page, line) in self.lines().filter(|(_, line)| line.role == "paragraph") {
            let at = line.baseline - page.area.at.y - self.theme.em.scale(88, 100);
            let quoted = line.x0 - page.area.at.x > self.theme.em * 2 && line.measure < self.theme.measure();
            assert!(quoted || at.0 % self.theme.pitch.0 == 0, "page {}: {line:?}", page.label);
        }
    }

    /// Lines end above the foot of the type area.
    fn inside_the_page(&self) {
        for (page, line) in self.lines().filter(|(_, line)| !is_margin(line.role)) {
            assert!(line.baseline <= page.area.bottom(), "page {}: {line:?}", page.label);
            assert!(line.baseline >= page.area.at.y, "page {}: {line:?}", page.label);
        }
    }

    /// No page begins with the last line of a paragraph or ends with its first (typography row WO-2).
    fn no_lonely_lines(&self) {
        let count = |node: NodeId| self.lines().filter(|(_, line)| line.node == node && !is_margin(line.role)).count();
        for page in &self.pages.pages {
            let column: Vec<_> = page.lines.iter().filter(|line| line.role == "paragraph").collect();
            if let Some(first) = column.first() {
                assert!(!first.last || first.index == 0, "widow on page {}", page.label);
            }
            if let Some(last) = column.last() {
                assert!(last.index > 0 || count(last.node) == 1, "orphan on page {}", page.label);
            }
        }
    }

    fn on_page(&self, page: usize, role: &str) -> Vec<&huoban::display::LineRecord> {
        self.pages.pages[page].lines.iter().filter(|line| line.role == role).collect()
    }

    fn place(&self, node: NodeId) -> usize {
        let found = self.pages.places.iter().find(|(one, _, _)| *one == node);
        found.unwrap_or_else(|| panic!("{node:?} has no place")).1 as usize
    }

    fn text_of(&self, items: &[Item]) -> String {
        let texts = items.iter().filter_map(|item| match &item.draw {
            Draw::Glyphs(run) => Some(run.text.as_str()),
            _ => None,
        });
        texts.collect()
    }
}

#[test]
fn a_page_of_text_holds_every_line() {
    let mut make = Maker::default();
    let blocks = vec![make.para(&long(60))];
    let set = check(one(blocks, Vec::new()));
    assert!(set.pages.pages.len() > 3);
    for page in 0..set.pages.pages.len() - 2 {
        assert_eq!(set.on_page(page, "paragraph").len(), 28, "page {page}");
    }
}

#[test]
fn folios_stand_at_the_outer_edge_and_heads_keep_off_openings() {
    let mut make = Maker::default();
    let blocks = vec![make.head(1, Some("第一章"), "春日"), make.para(&long(60))];
    let set = check(one(blocks, Vec::new()));
    let folios: Vec<_> = (0..3).map(|page| set.on_page(page, "folio")[0].clone()).collect();
    let pages = &set.pages.pages;
    assert_eq!(folios[0].x1, pages[0].area.right());
    assert_eq!(folios[1].x0, pages[1].area.at.x);
    assert_eq!(pages[0].area.at.x, pages[1].size.width - pages[1].area.right());
    assert_eq!(pages.iter().map(|page| page.label.as_str()).take(3).collect::<Vec<_>>(), ["1", "2", "3"]);
    assert!(set.on_page(0, "head").is_empty());
    let head = |page: usize| {
        let line = set.on_page(page, "head")[0];
        set.text_of(&pages[page].items[line.items.start as usize..line.items.end as usize])
    };
    assert_eq!(head(1), "活版");
    assert_eq!(head(2), "第一章　春日");
}

#[test]
fn a_heading_is_never_last_on_a_page() {
    // Whatever the length of the text before it, two lines follow the heading on its page (typography row HD-1).
    for lines in 20..30 {
        let mut make = Maker::default();
        let mut blocks: Vec<Block> = (0..lines).map(|_| make.para("一行文字而已。")).collect();
        blocks.push(make.head(2, Some("1.1"), "小节"));
        blocks.extend((0..6).map(|_| make.para("一行文字而已。")));
        let set = check(one(blocks, Vec::new()));
        let heading = set.lines().find(|(_, line)| line.role == "heading").unwrap();
        let after =
            heading.0.lines.iter().filter(|line| line.role == "paragraph" && line.baseline > heading.1.baseline);
        assert!(after.count() >= 2, "after {lines} lines");
    }
}

#[test]
fn notes_stand_at_the_foot_of_the_page_of_their_call() {
    let mut make = Maker::default();
    let text = long(3);
    let blocks = (1..=40).map(|number| make.para(&format!("{text}[{number}]后文。"))).collect();
    let notes = (1..=40).map(|number| make.note(number, &long(1 + number as usize % 3))).collect();
    let set = check(one(blocks, notes));
    for (index, page) in set.pages.pages.iter().enumerate() {
        let calls: Vec<(NodeId, String)> = glyphs(page, |text| text.starts_with('①')).collect();
        let notes = set.on_page(index, "note");
        let firsts = notes.iter().filter(|line| line.index == 0).count();
        if firsts > 0 {
            // The first call and the first note of a page are both ①.
            assert_eq!(calls.len(), 2, "page {index}");
            let last = notes.iter().map(|line| line.baseline).max().unwrap();
            assert_eq!(last, page.area.bottom() - set.theme.em.scale(12, 100), "page {index}");
        }
    }
    for note in &set.book.chapters[0].notes {
        let block = &set.book.chapters[0].blocks[note.number as usize - 1];
        let last = set.lines().filter(|(_, line)| line.node == block.id && line.role == "paragraph").last().unwrap().0;
        assert_eq!(set.pages.pages[set.place(note.id)].label, last.label, "note {}", note.number);
    }
}

fn glyphs(page: &Page, test: impl Fn(&str) -> bool) -> impl Iterator<Item = (NodeId, String)> {
    page.items.iter().filter_map(move |item| match (&item.draw, item.role) {
        (Draw::Glyphs(run), Role::Content(node, _)) if test(&run.text) => Some((node, run.text.clone())),
        _ => None,
    })
}

#[test]
fn a_note_longer_than_a_page_goes_on_before_the_next_notes() {
    let mut make = Maker::default();
    let blocks = (1..=12).map(|number| make.para(&format!("{}[{number}]后文。", long(4)))).collect();
    let notes = (1..=12).map(|number| make.note(number, &long(if number == 2 { 60 } else { 1 }))).collect();
    let set = check(one(blocks, notes));
    let order: Vec<NodeId> = set.lines().filter(|(_, line)| line.role == "note").map(|(_, line)| line.node).collect();
    assert!(order.is_sorted(), "notes follow one another in the order of their calls");
    for page in 0..set.pages.pages.len() {
        assert!(page + 1 == set.pages.pages.len() || !set.on_page(page, "paragraph").is_empty(), "page {page}");
    }
}

#[test]
fn a_figure_that_does_not_fit_moves_and_text_fills_its_place() {
    for lines in 10..26 {
        let mut make = Maker::default();
        let mut blocks: Vec<Block> = (0..lines).map(|_| make.para("一行文字而已。")).collect();
        let figure = make.figure("a.png", None, "园区全景");
        let id = figure.id;
        blocks.push(figure);
        blocks.extend((0..30).map(|_| make.para("后面一行文字。")));
        let mut book = one(blocks, Vec::new());
        book.images = picture(1600, 1200);
        let set = check(book);
        let page = set.place(id);
        assert!(page <= 1);
        if page == 1 {
            assert_eq!(set.on_page(0, "paragraph").len(), 28, "no hole after {lines} lines");
            assert_eq!(set.on_page(1, "caption").len(), 1);
        }
    }
}

#[test]
fn a_figure_at_the_end_of_a_chapter_stays_in_it() {
    let mut make = Maker::default();
    let mut blocks: Vec<Block> = (0..20).map(|_| make.para("一行文字而已。")).collect();
    blocks.push(make.figure("a.png", None, "园区全景"));
    let first = chapter(ChapterRole::Body, "一", blocks, Vec::new());
    let mut make = Maker { chapter: 1, next: 0 };
    let next = make.para("下一章。");
    let id = next.id;
    let mut book = book(vec![first, chapter(ChapterRole::Body, "二", vec![next], Vec::new())]);
    book.images = picture(1600, 1200);
    let set = check(book);
    assert_eq!(set.place(id), 2);
}

#[test]
fn a_coarse_picture_is_reported() {
    let mut make = Maker::default();
    let blocks = vec![make.figure("a.png", Some(FigureWidth::Percent(100)), "粗糙的图")];
    let mut book = one(blocks, Vec::new());
    book.images = picture(400, 300);
    let set = check(book);
    assert_eq!(set.codes, ["W501"]);
    let mut make = Maker::default();
    let mut book = one(vec![make.figure("a.png", None, "自然大小")], Vec::new());
    book.images = picture(400, 300);
    assert!(check(book).codes.is_empty());
}

#[test]
fn a_table_over_pages_repeats_its_head() {
    let mut make = Maker::default();
    let set = check(one(vec![make.table(3, 60, "内容"), make.para("完。")], Vec::new()));
    assert!(set.pages.pages.len() >= 2);
    let repeated = |page: &Page| {
        let items: Vec<Item> =
            page.items.iter().filter(|item| item.role == Role::Artifact(Artifact::RepeatedHead)).cloned().collect();
        set.text_of(&items)
    };
    assert_eq!(repeated(&set.pages.pages[0]), "");
    for page in &set.pages.pages[1..set.pages.pages.len() - 1] {
        assert_eq!(repeated(page), "表1-1（续）栏目栏目栏目");
    }
}

#[test]
fn a_table_of_two_hundred_columns_is_cut_and_reported() {
    let mut make = Maker::default();
    let set = check(one(vec![make.table(200, 3, "内容")], Vec::new()));
    assert_eq!(set.codes, ["W502"]);
    for (page, line) in set.lines().filter(|(_, line)| line.role == "cell") {
        assert!(line.x1 <= page.area.right() + Len::PT, "{line:?}");
    }
}

#[test]
fn lists_hang_in_whole_em() {
    let mut make = Maker::default();
    let blocks = vec![make.list(Some(9), vec![TEXT, TEXT, TEXT]), make.list(None, vec![TEXT, TEXT])];
    let set = check(one(blocks, Vec::new()));
    let em = set.theme.em;
    for (page, line) in set.lines().filter(|(_, line)| line.role == "paragraph") {
        // An opening mark at the start of a line stands half an em further left (typography row PW-5).
        let from = line.x0 - page.area.at.x;
        assert!(from.0 % em.0 == 0 || (from + em / 2).0 % em.0 == 0, "{line:?}");
        assert!(from >= em * 3 - em / 2);
    }
}

#[test]
fn verse_keeps_its_lines() {
    let mut make = Maker::default();
    let verse = make.block(|make| {
        let lines = ["麦浪曾经翻到天边", "如今灯火照着窗前", "", "一条路走了三十年", "回头仍是当年的春天"];
        BlockKind::Verse(lines.iter().map(|line| if line.is_empty() { Vec::new() } else { make.text(line) }).collect())
    });
    let set = check(one(vec![make.para("引子。"), verse, make.para("后文。")], Vec::new()));
    let lines = set.on_page(0, "verse");
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().all(|line| line.x0 == lines[0].x0 && line.natural == line.x1 - line.x0));
    assert_eq!(lines[2].baseline - lines[1].baseline, set.theme.pitch * 2);
}

#[test]
fn front_matter_counts_in_roman_and_the_body_begins_on_a_recto() {
    let mut chapters = Vec::new();
    let mut make = Maker::default();
    let title = make.para("活版");
    chapters.push(chapter(ChapterRole::HalfTitle, "", vec![title], Vec::new()));
    make = Maker { chapter: 1, next: 0 };
    let blocks = ["活版", "一本书", "某某 著", "出版社"].map(|text| make.para(text));
    let classes = ["title", "subtitle", "author", "publisher"];
    let blocks = blocks.into_iter().zip(classes).map(|(block, class)| Block { classes: vec![class.into()], ..block });
    chapters.push(chapter(ChapterRole::TitlePage, "", blocks.collect(), Vec::new()));
    make = Maker { chapter: 2, next: 0 };
    let blocks = vec![make.para("书名：活版")];
    chapters.push(chapter(ChapterRole::Imprint, "", blocks, Vec::new()));
    make = Maker { chapter: 3, next: 0 };
    let entry = |make: &mut Maker, chapter: u16, title: &str| ContentsEntry {
        id: make.id(),
        folio_id: make.id(),
        target: NodeId { chapter, index: 0 },
        level: 1,
        number: Some("第一章".to_owned()),
        title: title.to_owned(),
    };
    let heading = make.head(1, None, "目录");
    let entries = vec![entry(&mut make, 4, "春日"), entry(&mut make, 5, &long(1))];
    let contents = make.block(|_| BlockKind::Contents(entries));
    chapters.push(chapter(ChapterRole::Contents, "目录", vec![heading, contents], Vec::new()));
    for index in 4..6 {
        make = Maker { chapter: index, next: 0 };
        let blocks = vec![make.head(1, Some("第一章"), "春日"), make.para(&long(30))];
        chapters.push(chapter(ChapterRole::Body, "春日", blocks, Vec::new()));
    }
    let set = check(book(chapters));
    let pages = &set.pages.pages;
    let labels: Vec<&str> = pages.iter().map(|page| page.label.as_str()).collect();
    assert_eq!(labels[..9], ["i", "ii", "iii", "iv", "v", "vi", "1", "2", "3"]);
    assert!(pages.iter().enumerate().all(|(index, page)| page.recto == (index % 2 == 0)));
    // Half-title, title page and imprint carry no folio, blank pages nothing at all.
    for page in [0, 2, 3] {
        assert!(set.on_page(page, "folio").is_empty(), "page {page}");
        assert!(!pages[page].items.is_empty(), "page {page}");
    }
    assert!(pages[1].items.is_empty() && pages[5].items.is_empty());
    // Folios of the contents are flush right and say where the chapters are.
    let folios = set.on_page(4, "contents-folio");
    let texts: Vec<String> = folios
        .iter()
        .map(|line| set.text_of(&pages[4].items[line.items.start as usize..line.items.end as usize]))
        .collect();
    let second = &pages[set.place(NodeId { chapter: 5, index: 0 })].label;
    assert_eq!(texts, ["1", second.as_str()]);
    assert!(folios.iter().all(|line| line.x1 == pages[4].area.right()));
    let titles = set.on_page(4, "contents");
    assert!(titles.len() > 2 && titles.iter().all(|line| line.x1 <= folios[0].x0 - set.theme.em));
}

#[test]
fn monsters_neither_panic_nor_hang() {
    let mut make = Maker::default();
    let title: String = "长".repeat(2_000);
    let blocks = vec![make.head(1, Some("第一章"), &title), make.para(&"字".repeat(300_000))];
    let set = check(one(blocks, Vec::new()));
    assert!(set.pages.pages.len() > 390);
    let mut make = Maker::default();
    let lists = (0..3_000).map(|_| make.list(None, vec!["一项"])).collect();
    check(one(lists, Vec::new()));
}

#[test]
fn a_page_of_one_short_line_still_ends() {
    let mut config = config();
    config.page.lines_per_page = 1;
    config.page.chars_per_line = 2;
    let mut make = Maker::default();
    let blocks = vec![
        make.head(1, Some("第一章"), "春日"),
        make.para("文字[1]文字"),
        make.table(3, 2, "内容"),
        make.figure("a.png", None, "图"),
        make.list(Some(1), vec!["甲", "乙"]),
    ];
    let notes = vec![make.note(1, &long(2))];
    let mut book = one(blocks, notes);
    book.images = picture(100, 100);
    let theme = Theme::of(&config);
    let (pages, _) = lay_out(&book, &theme, &FONTS);
    assert!(pages.pages.len() > 5);
}

/// Sets `tests/layout/NAME.md` on a small page and compares every line with `NAME.txt`. `HUOBAN_BLESS=1` writes it.
fn golden(name: &str) {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layout");
    let chapter = std::fs::read(dir.join(format!("{name}.md"))).expect("the manuscript of the golden layout");
    let yaml = "title: 活版\nlanguage: zh-Hans\nslug: g\nchapters: [c.md]\n\
                page: {size: 90mm x 140mm, font-size: 10pt, line-pitch: 16pt, chars-per-line: 18, lines-per-page: 18}\n";
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 100\"><rect width=\"300\" height=\"100\"/></svg>";
    let world = MemoryWorld::new().with("book.yaml", yaml).with("c.md", chapter).with("fig.svg", svg);
    let fonts = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let request = Request {
        directory: name.to_owned(),
        outputs: Some(Vec::new()),
        pages: true,
        font_directories: vec![fonts],
        ..Request::default()
    };
    let report = build(&world, &request);
    let codes: Vec<&str> = report.diagnostics.iter().map(|found| found.rule.code).collect();
    assert!(codes.is_empty(), "{codes:?}");
    let body = report.pages.pages.iter().filter(|page| !page.roman);
    let found: String = body.map(|page| shown(page, Len::pt(10), Len::pt(16))).collect();
    let path = dir.join(format!("{name}.txt"));
    if std::env::var_os("HUOBAN_BLESS").is_some() {
        std::fs::write(&path, &found).expect("the golden layout can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{name}: the layout has changed; HUOBAN_BLESS=1 accepts it\n{found}");
}

/// A page in words: baselines in lines of the grid, horizontal places in em, from the corner of the type area.
fn shown(page: &Page, em: Len, pitch: Len) -> String {
    let x = |at: Len| (at - page.area.at.x).to_pt() / em.to_pt();
    let y = |at: Len| (at - page.area.at.y).to_pt() / pitch.to_pt();
    let mut text = format!("== {} {}\n", page.label, if page.recto { "recto" } else { "verso" });
    for line in &page.lines {
        let items = &page.items[line.items.start as usize..line.items.end as usize];
        let glyphs: String = items
            .iter()
            .filter_map(|item| match &item.draw {
                Draw::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        let (from, to) = (x(line.x0), x(line.x1));
        let at = y(line.baseline - em.scale(88, 100));
        text += &format!("{at:6.2} {from:6.2}..{to:<5.2} {:<9} {glyphs}\n", line.role);
    }
    for item in &page.items {
        let (what, size) = match &item.draw {
            Draw::Fill(size, _) => ("fill", *size),
            Draw::Picture(_, size) => ("picture", *size),
            Draw::Glyphs(_) | Draw::Dots { .. } | Draw::Wave { .. } => continue,
        };
        let (at, width, height) = (item.at, size.width.to_pt() / em.to_pt(), size.height.to_pt() / pitch.to_pt());
        text += &format!("{:6.2} {:6.2} {what} {width:.2} x {height:.2}\n", y(at.y), x(at.x));
    }
    text
}

const GOLDEN: [&str; 5] = ["displays", "headings", "lists", "notes", "paragraphs"];

#[test]
fn golden_layouts() {
    GOLDEN.into_iter().for_each(golden);
    // A layout that no test reads any more is an error.
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layout");
    for entry in std::fs::read_dir(dir).expect("the golden layouts") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        assert!(GOLDEN.contains(&name.as_str()), "{} is not used", path.display());
    }
}

//! A press for tests: it sets a book that was made by hand on a plain grid, so that the PDF writer can be tried
//! without the composition of text and the layout of pages.

pub mod pictures;
pub mod reader;

use huoban::base::{Len, NodeId, Point, Rect, Size};
use huoban::config::FontsConfig;
use huoban::display::{Artifact, Draw, Glyph, GlyphRun, Item, LinkArea, Page, Pages, Piece, Role};
use huoban::font::{FontRole, Fonts};
use huoban::language::Region;
use huoban::model::{Block, BlockKind, Book, Chapter, ChapterRole, Inline, InlineKind, Note, Style, Target};
use huoban::source::MemoryWorld;
use huoban::style::Color;
use std::path::Path;
use std::sync::Arc;

pub const EM: Len = Len::pt(10);
const PITCH: Len = Len::pt(17);
const LEFT: Len = Len::pt(40);
const TOP: Len = Len::pt(60);
const COLUMNS: i32 = 27;
const LINES: i32 = 26;

/// The fonts that the tool ships.
pub fn fonts() -> Fonts {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &[shipped]).0
}

/// Numbers the nodes of one chapter.
pub struct Ids {
    chapter: u16,
    next: u32,
}

impl Ids {
    pub fn new(chapter: u16) -> Ids {
        Ids { chapter, next: 0 }
    }
    pub fn id(&mut self) -> NodeId {
        self.next += 1;
        NodeId { chapter: self.chapter, index: self.next - 1 }
    }
    pub fn block(&mut self, kind: BlockKind) -> Block {
        Block { id: self.id(), anchor: None, classes: Vec::new(), kind }
    }
    pub fn inline(&mut self, kind: InlineKind) -> Inline {
        Inline { id: self.id(), kind }
    }
    pub fn text(&mut self, text: &str) -> Inline {
        self.inline(InlineKind::Text(text.to_owned()))
    }
    pub fn paragraph(&mut self, text: &str) -> Block {
        let content = vec![self.text(text)];
        self.block(BlockKind::Paragraph { continued: false, content })
    }
    #[allow(dead_code, reason = "not every test crate sets headings")]
    pub fn heading(&mut self, level: u8, text: &str) -> Block {
        let content = vec![self.text(text)];
        self.block(BlockKind::Heading { level, number: None, content })
    }
}

/// A chapter without notes.
pub fn chapter(role: ChapterRole, blocks: Vec<Block>) -> Chapter {
    Chapter {
        role,
        path: None,
        lang: Default::default(),
        title: String::new(),
        part: None,
        blocks,
        notes: Vec::new(),
        leftovers: Vec::new(),
        switches: Default::default(),
        spans: Vec::new(),
    }
}

/// A piece of text on its way to a line.
struct Cast<'a> {
    text: &'a str,
    node: NodeId,
    piece: Piece,
    role: FontRole,
    rise: Len,
    link: Option<(NodeId, Target)>,
}

/// Sets `book` and gives back its pages.
pub fn set(book: &Book, fonts: &Fonts) -> Pages {
    let mut press = Press { fonts, pages: Vec::new(), places: Vec::new(), line: LINES, front: false };
    for chapter in &book.chapters {
        press.chapter(chapter);
    }
    press.places.sort_by_key(|place| place.0);
    Pages { pages: press.pages, places: press.places, ..Pages::default() }
}

struct Press<'a> {
    fonts: &'a Fonts,
    pages: Vec<Page>,
    places: Vec<(NodeId, u32, Point)>,
    line: i32,
    front: bool,
}

impl Press<'_> {
    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("a page was begun")
    }

    fn turn(&mut self) {
        let number = self.pages.iter().filter(|page| page.roman == self.front).count() as u32 + 1;
        let size = Size { width: Len::pt(340), height: Len::pt(540) };
        let label = if self.front {
            "ivxl".chars().take(1).cycle().take(number as usize).collect()
        } else {
            number.to_string()
        };
        self.pages.push(Page { size, label, roman: self.front, number, ..Page::default() });
        self.line = 0;
        let (folio, y) = (number.to_string(), Len::pt(520));
        self.run(&folio, FontRole::Caption, Point { x: Len::pt(170), y }, Len::ZERO, Role::Artifact(Artifact::Footer));
        let rule = Draw::Fill(Size { width: EM * COLUMNS, height: Len::PT / 2 }, Color::grey(128));
        let at = Point { x: LEFT, y: Len::pt(40) };
        self.page().items.push(Item { at, role: Role::Artifact(Artifact::Layout), draw: rule });
    }

    /// The next line's baseline, on a new page when this one is full.
    fn baseline(&mut self) -> Len {
        if self.line >= LINES {
            self.turn();
        }
        self.line += 1;
        TOP + PITCH * self.line
    }

    fn place(&mut self, node: NodeId) {
        if self.line >= LINES {
            self.turn();
        }
        let at = Point { x: LEFT, y: TOP + PITCH * self.line };
        self.places.push((node, self.pages.len() as u32 - 1, at));
    }

    fn chapter(&mut self, chapter: &Chapter) {
        self.front = chapter.role.is_front();
        self.turn();
        for block in &chapter.blocks {
            self.block(block, chapter);
        }
    }

    fn block(&mut self, block: &Block, chapter: &Chapter) {
        self.place(block.id);
        match &block.kind {
            BlockKind::Heading { number, content, .. } => {
                let mut casts = Vec::new();
                if let Some(number) = number {
                    casts.push(own(number, block.id, Piece::Label, FontRole::Heading));
                }
                inlines(content, FontRole::Heading, None, &mut casts);
                self.casts(&casts, 0);
            }
            BlockKind::Paragraph { content, .. } => self.text(content, chapter),
            BlockKind::Figure(figure) => {
                let at = Point { x: LEFT, y: self.baseline() };
                self.line += 6;
                let size = Size { width: Len::pt(120), height: Len::pt(90) };
                let role = Role::Content(block.id, Piece::Body);
                self.page().items.push(Item { at, role, draw: Draw::Picture(figure.image.clone(), size) });
                let mut casts = Vec::new();
                if let Some(number) = &figure.number {
                    casts.push(own(number, figure.caption_id, Piece::Label, FontRole::Caption));
                }
                inlines(&figure.caption, FontRole::Caption, None, &mut casts);
                self.casts(&casts, 0);
            }
            BlockKind::Quote(blocks) => blocks.iter().for_each(|child| self.block(child, chapter)),
            BlockKind::Verse(lines) => lines.iter().for_each(|line| self.text(line, chapter)),
            BlockKind::List { start, items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    let label = start.map_or("•".to_owned(), |first| format!("{}.", first + index as u64));
                    self.casts(&[own(&label, item.id, Piece::Label, FontRole::Body)], 0);
                    item.blocks.iter().for_each(|child| self.block(child, chapter));
                }
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    self.text(&entry.term, chapter);
                    entry.definitions.iter().flat_map(|one| &one.1).for_each(|child| self.block(child, chapter));
                }
            }
            BlockKind::Code { text, .. } => {
                for line in text.lines() {
                    self.casts(&[own(line, block.id, Piece::Body, FontRole::Mono)], 0);
                }
            }
            BlockKind::Table(table) => {
                let mut casts = vec![];
                if let Some(number) = &table.number {
                    casts.push(own(number, table.caption_id, Piece::Label, FontRole::Caption));
                }
                inlines(&table.caption, FontRole::Caption, None, &mut casts);
                self.casts(&casts, 0);
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let y = self.baseline();
                    for (column, cell) in row.cells.iter().enumerate() {
                        let mut casts = Vec::new();
                        inlines(&cell.content, FontRole::Body, None, &mut casts);
                        let mut x = LEFT + Len::pt(80) * column as i32;
                        for cast in &casts {
                            x = self.cast(cast, cast.text, x, y);
                        }
                    }
                }
            }
            BlockKind::Math(source) => self.casts(&[own(source, block.id, Piece::Body, FontRole::Mono)], 0),
            BlockKind::Break => self.casts(&[own("＊＊＊", block.id, Piece::Body, FontRole::Body)], 0),
            BlockKind::Contents(entries) => {
                for entry in entries {
                    let y = self.baseline();
                    let target = Target::Node(entry.target);
                    let mut x = LEFT + EM * i32::from(entry.level);
                    if let Some(number) = &entry.number {
                        x = self.cast(&own(number, entry.id, Piece::Label, FontRole::Body), number, x, y) + EM;
                    }
                    x = self.cast(&own(&entry.title, entry.id, Piece::Body, FontRole::Body), &entry.title, x, y);
                    let dots = Draw::Dots { count: 20, pitch: EM / 2, diameter: Len::PT, color: Color::BLACK };
                    let at = Point { x: x + EM, y: y - Len::pt(3) };
                    self.page().items.push(Item { at, role: Role::Artifact(Artifact::Layout), draw: dots });
                    self.cast(&own("7", entry.folio_id, Piece::Body, FontRole::Body), "7", LEFT + EM * 25, y);
                    let rect = Rect::new(LEFT, y - EM, EM * COLUMNS, PITCH);
                    self.page().links.push(LinkArea { rect, target, node: entry.id });
                }
            }
        }
    }

    /// A paragraph, then the notes that it calls: the press has no foot of the page.
    fn text(&mut self, content: &[Inline], chapter: &Chapter) {
        let mut casts = Vec::new();
        inlines(content, FontRole::Body, None, &mut casts);
        self.casts(&casts, 2);
        for inline in content {
            if let InlineKind::NoteCall(index) = inline.kind {
                self.note(&chapter.notes[index as usize], inline.id, chapter);
            }
        }
    }

    fn note(&mut self, note: &Note, call: NodeId, chapter: &Chapter) {
        if note.calls.first() != Some(&call) {
            return;
        }
        self.place(note.id);
        self.casts(&[own("①", note.id, Piece::Label, FontRole::Body)], 0);
        note.blocks.iter().for_each(|block| self.block(block, chapter));
    }

    /// Breaks casts into lines of the measure.
    fn casts(&mut self, casts: &[Cast], indent: i32) {
        if casts.is_empty() {
            return;
        }
        let (mut x, mut y) = (LEFT + EM * indent, self.baseline());
        for cast in casts {
            let mut rest = cast.text;
            while !rest.is_empty() {
                let room = (LEFT + EM * COLUMNS - x).div_floor(EM).max(0) as usize;
                if room == 0 {
                    (x, y) = (LEFT, self.baseline());
                    continue;
                }
                let end = rest.char_indices().nth(room).map_or(rest.len(), |(at, _)| at);
                x = self.cast(cast, &rest[..end], x, y);
                rest = &rest[end..];
            }
        }
    }

    fn cast(&mut self, cast: &Cast, text: &str, x: Len, y: Len) -> Len {
        let end = self.run(text, cast.role, Point { x, y }, cast.rise, Role::Content(cast.node, cast.piece));
        if let Some((node, target)) = &cast.link {
            let rect = Rect::new(x, y - EM, end - x, PITCH);
            self.page().links.push(LinkArea { rect, target: target.clone(), node: *node });
        }
        end
    }

    /// Draws text, a run for each face, and gives back where it ends.
    fn run(&mut self, text: &str, role: FontRole, at: Point, rise: Len, whose: Role) -> Len {
        let mut x = at.x;
        let mut open: Option<(Point, GlyphRun)> = None;
        let mut done = Vec::new();
        for character in text.chars() {
            let han = !character.is_ascii();
            let (font, id) = self.fonts.select(role, Region::Mainland, character, han).expect("a shipped font has it");
            let units = i64::from(self.fonts.metrics(font).units_per_em);
            let advance = EM.scale(i64::from(self.fonts.advance(font, id)), units);
            if open.as_ref().is_none_or(|(_, run)| run.font != font) {
                done.extend(open.take());
                let run = GlyphRun {
                    font,
                    size: EM,
                    color: Color::BLACK,
                    turned: false,
                    text: String::new(),
                    glyphs: Vec::new(),
                };
                open = Some((Point { x, y: at.y }, run));
            }
            if let Some((start, run)) = &mut open {
                run.text.push(character);
                let text_end = run.text.len() as u32;
                run.glyphs.push(Glyph { id, text_end, x: x - start.x, rise, advance });
            }
            x += advance;
        }
        done.extend(open);
        for (at, run) in done {
            self.page().items.push(Item { at, role: whose, draw: Draw::Glyphs(Box::new(run)) });
        }
        x
    }
}

fn own(text: &str, node: NodeId, piece: Piece, role: FontRole) -> Cast<'_> {
    Cast { text, node, piece, role, rise: Len::ZERO, link: None }
}

fn inlines<'a>(content: &'a [Inline], role: FontRole, link: Option<&(NodeId, Target)>, casts: &mut Vec<Cast<'a>>) {
    for inline in content {
        let id = inline.id;
        let mut add = |text: &'a str, piece, role, rise| {
            casts.push(Cast { text, node: id, piece, role, rise, link: link.cloned() });
        };
        match &inline.kind {
            InlineKind::Text(text) => add(text, Piece::Body, role, Len::ZERO),
            InlineKind::Code(text) | InlineKind::Math(text) => add(text, Piece::Body, FontRole::Mono, Len::ZERO),
            InlineKind::Styled(style, children) => {
                let role = match style {
                    Style::Emphasis => FontRole::Emphasis,
                    Style::Strong => FontRole::Heading,
                    _ => role,
                };
                inlines(children, role, link, casts);
            }
            InlineKind::Lang(_, children) => inlines(children, role, link, casts),
            InlineKind::Link(target, children) => inlines(children, role, Some(&(id, target.clone())), casts),
            InlineKind::NoteCall(_) => add("①", Piece::Body, role, Len::pt(3)),
            InlineKind::Image { .. } => {}
            InlineKind::Ruby(base, reading) => {
                inlines(base, role, link, casts);
                casts.push(own(reading, id, Piece::Reading, FontRole::Caption));
            }
            InlineKind::HardBreak => {}
        }
    }
}

/// A book of the given chapters.
pub fn book(chapters: Vec<Chapter>) -> Book {
    let mut book = Book { chapters: chapters.into_iter().map(Arc::new).collect(), ..Book::default() };
    book.meta.title = "活字与书".to_owned();
    book.meta.slug = "sample".to_owned();
    book.meta.date = Some("2021-11-22".to_owned());
    book
}

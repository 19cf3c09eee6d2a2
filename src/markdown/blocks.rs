//! Block events become blocks.

use super::attributes;
use super::captions;
use super::carriers;
use super::clean::{LINE_END, clean};
use super::draft::{Draft, Known, MAX_DEPTH, NoteDraft, Reader, Source, shorten};
use super::ends::trim_ends;
use super::foreign;
use super::guard::Guarded;
use super::html;
use super::inlines::{Inlines, TextKind};
use super::line::options;
use super::paragraph;
use super::{fence, trailing, verse};
use crate::base::NodeId;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax;
use crate::model::{Align, Block, BlockKind, Cell, Definition, Inline, InlineKind, ListItem, Row, Table};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// What headings know.
const HEADINGS: Known = Known { classes: Some(&["unnumbered", "unlisted"]), keys: &["lang"], name: true, dash: true };

/// Parses a text with blocks.
pub(super) fn parse(source: Source, draft: &mut Draft) -> (Vec<Block>, Vec<NoteDraft>) {
    let guarded = Guarded::blocks(source.text);
    let reader = Reader { source, guarded: &guarded };
    let mut builder = Builder {
        reader: &reader,
        frames: vec![Frame::new(Container::Root, 0)],
        flat: 0,
        leaf: None,
        notes: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&guarded.text, options()).into_offset_iter() {
        let range = guarded.source_range(&range);
        builder.event(event, range, draft);
    }
    builder.close_implicit(draft);
    let blocks = builder.frames.drain(..).next().map(|root| root.blocks).unwrap_or_default();
    (captions::attach(blocks, draft), builder.notes)
}

struct Builder<'r, 's> {
    reader: &'r Reader<'s>,
    frames: Vec<Frame>,
    /// Containers that were not given a frame because they lie too deep.
    flat: usize,
    leaf: Option<Leaf>,
    notes: Vec<NoteDraft>,
}

struct Frame {
    container: Container,
    start: usize,
    blocks: Vec<Block>,
}

enum Container {
    Root,
    Quote,
    List { start: Option<u64>, tight: bool, items: Vec<ListItem> },
    Item { checked: Option<bool> },
    Definitions(Vec<Definition>),
    Definition,
    Note(String),
    Table { align: Vec<Align>, rows: Vec<Row> },
    Row(Vec<Cell>),
}

/// A block that holds no blocks.
struct Leaf {
    kind: LeafKind,
    start: usize,
    inlines: Inlines,
}

enum LeafKind {
    Paragraph,
    /// A paragraph that nothing announced: the text of a tight list's item.
    Implicit,
    Heading(u8),
    Term,
    Cell,
    Code {
        info: Option<String>,
        text: Vec<(String, usize)>,
    },
    Html {
        text: String,
    },
}

impl Builder<'_, '_> {
    fn event(&mut self, event: Event, range: Range<usize>, draft: &mut Draft) {
        match event {
            Event::Start(tag) if is_block(&tag) => self.start(tag, range, draft),
            Event::End(tag) if is_block_end(tag) => self.end(tag, range, draft),
            Event::Rule => {
                self.close_implicit(draft);
                self.push(BlockKind::Break, &range, draft);
            }
            Event::TaskListMarker(done) => {
                let item = self.frames.last_mut().map(|frame| &mut frame.container);
                if let (Some(Container::Item { checked }), 0) = (item, self.flat) {
                    *checked = Some(done);
                }
            }
            event => self.inline(event, range, draft),
        }
    }

    fn inline(&mut self, event: Event, range: Range<usize>, draft: &mut Draft) {
        let reader = self.reader;
        let start = range.start;
        let leaf = self.leaf.get_or_insert_with(|| Leaf::new(LeafKind::Implicit, start));
        match (&mut leaf.kind, event) {
            (LeafKind::Code { text, .. }, Event::Text(piece)) => {
                text.push((reader.guarded.strip(&piece).into_owned(), start));
            }
            (LeafKind::Html { text }, Event::Html(piece) | Event::Text(piece)) => {
                text.push_str(&reader.guarded.strip(&piece));
            }
            (LeafKind::Code { .. } | LeafKind::Html { .. }, _) => {}
            (_, event) => leaf.inlines.event(event, range, reader, draft),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>, draft: &mut Draft) {
        self.close_implicit(draft);
        if let Some(kind) = self.leaf_kind(&tag) {
            self.leaf = Some(Leaf::new(kind, range.start));
            return;
        }
        let container = match tag {
            Tag::BlockQuote(_) => Container::Quote,
            Tag::List(start) => Container::List { start, tight: true, items: Vec::new() },
            Tag::Item => Container::Item { checked: None },
            Tag::DefinitionList => Container::Definitions(Vec::new()),
            Tag::DefinitionListDefinition => Container::Definition,
            Tag::FootnoteDefinition(label) => Container::Note(self.reader.guarded.strip(&label).into_owned()),
            Tag::Table(align) => {
                Container::Table { align: align.into_iter().map(alignment).collect(), rows: Vec::new() }
            }
            _ => Container::Row(Vec::new()),
        };
        // A table's own containers nest no further; they are never flattened, and neither is a list parted from its items.
        let nests = matches!(
            container,
            Container::Quote | Container::List { .. } | Container::Definitions(_) | Container::Note(_)
        );
        let flattens = self.flat > 0 || nests && self.depth() >= MAX_DEPTH;
        if flattens && !matches!(container, Container::Table { .. } | Container::Row(_)) {
            self.flat += 1;
            draft.too_deep(self.reader.source.span(&range));
            return;
        }
        self.frames.push(Frame::new(container, range.start));
    }

    fn depth(&self) -> usize {
        self.frames
            .iter()
            .filter(|frame| {
                matches!(
                    frame.container,
                    Container::Quote | Container::List { .. } | Container::Definitions(_) | Container::Note(_)
                )
            })
            .count()
    }

    fn leaf_kind(&mut self, tag: &Tag) -> Option<LeafKind> {
        let strip = |text: &CowStr| self.reader.guarded.strip(text).into_owned();
        Some(match tag {
            Tag::Paragraph => {
                // Only a loose list has paragraphs in its items.
                if let [.., list, Frame { container: Container::Item { .. }, .. }] = self.frames.as_mut_slice()
                    && let (Container::List { tight, .. }, 0) = (&mut list.container, self.flat)
                {
                    *tight = false;
                }
                LeafKind::Paragraph
            }
            Tag::Heading { level, .. } => LeafKind::Heading(*level as u8),
            Tag::DefinitionListTitle => LeafKind::Term,
            Tag::TableCell => LeafKind::Cell,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => LeafKind::Code { info: Some(strip(info)), text: Vec::new() },
            Tag::CodeBlock(CodeBlockKind::Indented) => LeafKind::Code { info: None, text: Vec::new() },
            Tag::HtmlBlock => LeafKind::Html { text: String::new() },
            _ => return None,
        })
    }

    /// Ends a paragraph that nothing announced, for nothing announces its end either.
    fn close_implicit(&mut self, draft: &mut Draft) {
        if self.leaf.as_ref().is_some_and(|leaf| matches!(leaf.kind, LeafKind::Implicit)) {
            self.close_leaf(None, draft);
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>, draft: &mut Draft) {
        self.close_implicit(draft);
        if is_leaf_end(tag) {
            return self.close_leaf(Some(range.end), draft);
        }
        if self.flat > 0 && !matches!(tag, TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow) {
            self.flat -= 1;
            return;
        }
        if self.frames.len() > 1
            && let Some(frame) = self.frames.pop()
        {
            self.close(frame, range.end, draft);
        }
    }

    fn close_leaf(&mut self, end: Option<usize>, draft: &mut Draft) {
        let Some(Leaf { kind, start, inlines }) = self.leaf.take() else { return };
        let reader = self.reader;
        let mut range = start..end.unwrap_or(start);
        match kind {
            LeafKind::Paragraph | LeafKind::Implicit => {
                let content = inlines.finish(reader, draft);
                if end.is_none() {
                    let last = content.last().and_then(|last| draft.span(last.id));
                    range.end =
                        last.map_or(start, |span| (span.end as usize).saturating_sub(reader.source.base)).max(start);
                }
                let span = reader.source.span(&trim(reader.source.text, range));
                let blocks = paragraph::finish(content, span, &reader.source, draft);
                self.last().blocks.extend(blocks);
            }
            LeafKind::Heading(level) => {
                let mut content = inlines.finish(reader, draft);
                let span = reader.source.span(&trim(reader.source.text, range));
                let settings = trailing::take(&mut content, span, &reader.source, &HEADINGS, draft).unwrap_or_default();
                carriers::check(&content, false, &reader.source, draft);
                trim_ends(&mut content);
                let block = draft.id(span);
                if let Some(lang) = settings.lang {
                    let id = draft.id(span);
                    content = vec![Inline { id, kind: InlineKind::Lang(lang, content) }];
                }
                let mut classes: Vec<String> = settings.classes.into_iter().map(|(class, _)| class).collect();
                if settings.dash && !classes.iter().any(|class| class == "unnumbered") {
                    classes.push("unnumbered".to_owned());
                }
                let kind = BlockKind::Heading { level, number: None, content };
                self.last().blocks.push(Block { id: block, anchor: settings.anchor, classes, kind });
            }
            LeafKind::Term => {
                let mut term = inlines.finish_alone(reader, draft);
                trim_ends(&mut term);
                let id = draft.id(reader.source.span(&trim(reader.source.text, range)));
                match &mut self.last().container {
                    Container::Definitions(entries) => entries.push(Definition { id, term, definitions: Vec::new() }),
                    _ => self.push_paragraph(id, term),
                }
            }
            LeafKind::Cell => {
                let id = draft.id(reader.source.span(&range));
                let mut content = inlines.finish_alone(reader, draft);
                trim_ends(&mut content);
                if let Container::Row(cells) = &mut self.last().container {
                    cells.push(Cell { id, content });
                }
            }
            LeafKind::Code { info, text } => self.code(info, text, range, draft),
            LeafKind::Html { text } => html::refuse(&text, true, range, reader, draft),
        }
    }

    fn code(&mut self, info: Option<String>, pieces: Vec<(String, usize)>, range: Range<usize>, draft: &mut Draft) {
        let text: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        foreign::code(info.as_deref(), &pieces, &range, self.reader, draft);
        let info = info.unwrap_or_default();
        let (language, title) = info.trim().split_once(char::is_whitespace).unwrap_or((info.trim(), ""));
        if fence::is_verse(language) {
            let span = self.reader.source.span(&trim(self.reader.source.text, range));
            let blocks = verse::parse(title.trim(), &pieces, &self.reader.source, span, draft);
            self.last().blocks.extend(blocks);
            return;
        }
        if !language.contains('{') {
            self.report_fence(title.trim(), &range, draft);
        }
        let mut text = clean(&text, self.reader, &range, draft).replace(LINE_END, "\n");
        if text.ends_with('\n') {
            text.pop();
        }
        let language = language.split('{').next().filter(|language| !language.is_empty()).map(str::to_owned);
        self.push(BlockKind::Code { language, text }, &range, draft);
    }

    /// Reports what stands behind the language of a fence: code has no attributes.
    fn report_fence(&self, rest: &str, range: &Range<usize>, draft: &mut Draft) {
        let source = &self.reader.source;
        let line = source.text[range.clone()].lines().next().unwrap_or_default();
        let Some(at) = line.rfind(rest).filter(|_| !rest.is_empty()) else { return };
        let at = range.start + at;
        match attributes::parse(rest).filter(|found| found.len == rest.len()) {
            Some(found) => {
                let place = |part: &Range<usize>| source.span(&(at + part.start..at + part.end));
                draft.check_attributes(&found, place, &Known { classes: Some(&[]), ..Known::default() });
            }
            None => draft.unknown_attribute(&shorten(rest), source.span(&(at..at + rest.len())), []),
        }
    }

    fn close(&mut self, frame: Frame, end: usize, draft: &mut Draft) {
        let range = frame.start..end;
        let blocks = frame.blocks;
        match frame.container {
            Container::Root => {}
            Container::Quote => {
                let blocks = captions::attach(blocks, draft);
                self.push(BlockKind::Quote(blocks), &range, draft);
            }
            Container::List { start, tight, items } => {
                self.push(BlockKind::List { start, tight, items }, &range, draft);
                self.last().blocks.extend(blocks);
            }
            Container::Item { checked } => {
                let blocks = captions::attach(blocks, draft);
                let id = draft.id(self.reader.source.span(&trim(self.reader.source.text, range)));
                match &mut self.last().container {
                    Container::List { items, .. } => items.push(ListItem { id, checked, blocks }),
                    _ => self.last().blocks.extend(blocks),
                }
            }
            Container::Definitions(entries) => self.push(BlockKind::Definitions(entries), &range, draft),
            Container::Definition => {
                let blocks = captions::attach(blocks, draft);
                let id = draft.id(self.reader.source.span(&trim(self.reader.source.text, range)));
                match &mut self.last().container {
                    Container::Definitions(entries) if !entries.is_empty() => {
                        let last = entries.len() - 1;
                        entries[last].definitions.push((id, blocks));
                    }
                    _ => self.last().blocks.extend(blocks),
                }
            }
            Container::Note(label) => {
                let id = draft.id(self.reader.source.span(&trim(self.reader.source.text, range)));
                self.notes.push(NoteDraft { label, id, blocks: captions::attach(blocks, draft) });
            }
            Container::Row(cells) => {
                self.report_surplus(&cells, &range, draft);
                let id = draft.id(self.reader.source.span(&trim(self.reader.source.text, range)));
                if let Container::Table { rows, .. } = &mut self.last().container {
                    rows.push(Row { id, cells });
                }
            }
            Container::Table { align, rows } => self.table(align, rows, &range, draft),
        }
    }

    /// Reports what a row holds beyond the columns of its table, for no cell is made of it.
    fn report_surplus(&self, cells: &[Cell], row: &Range<usize>, draft: &mut Draft) {
        let source = &self.reader.source;
        let last = cells.last().and_then(|cell| draft.span(cell.id));
        let start = last.map_or(row.start, |span| (span.end as usize).saturating_sub(source.base));
        let Some(rest) = source.text.get(start..row.end) else { return };
        let rest = rest.trim_end();
        if !rest.trim_matches(['|', ' ', '\t']).is_empty() {
            draft.report(Diagnostic::new(&syntax::E114).at(source.span(&(start..start + rest.len()))));
        }
    }

    fn table(&mut self, align: Vec<Align>, rows: Vec<Row>, range: &Range<usize>, draft: &mut Draft) {
        let caption_id = draft.id(None);
        let mut rows = rows.into_iter();
        let Some(head) = rows.next() else { return };
        let mut table = Table { number: None, caption_id, caption: Vec::new(), align, head, rows: rows.collect() };
        for row in table.rows.iter_mut().chain([&mut table.head]) {
            row.cells.truncate(table.align.len());
            while row.cells.len() < table.align.len() {
                row.cells.push(Cell { id: draft.id(None), content: Vec::new() });
            }
        }
        self.push(BlockKind::Table(table), range, draft);
    }

    fn push(&mut self, kind: BlockKind, range: &Range<usize>, draft: &mut Draft) {
        let id = draft.id(self.reader.source.span(&trim(self.reader.source.text, range.clone())));
        self.last().blocks.push(Block { id, anchor: None, classes: Vec::new(), kind });
    }

    fn push_paragraph(&mut self, id: NodeId, content: Vec<Inline>) {
        let kind = BlockKind::Paragraph { continued: false, content };
        self.last().blocks.push(Block { id, anchor: None, classes: Vec::new(), kind });
    }

    fn last(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new(Container::Root, 0));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }
}

impl Frame {
    fn new(container: Container, start: usize) -> Frame {
        Frame { container, start, blocks: Vec::new() }
    }
}

impl Leaf {
    fn new(kind: LeafKind, start: usize) -> Leaf {
        let text = match kind {
            LeafKind::Paragraph | LeafKind::Implicit => TextKind::Paragraph,
            _ => TextKind::Line,
        };
        Leaf { kind, start, inlines: Inlines::new(text) }
    }
}

/// The range without white space at its end.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let end = text.get(range.clone()).map_or(range.end, |piece| range.start + piece.trim_end().len());
    range.start..end
}

fn alignment(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Auto,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

fn is_block(tag: &Tag) -> bool {
    is_block_end(tag.to_end())
}

fn is_leaf_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::TableCell
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
    )
}

fn is_block_end(tag: TagEnd) -> bool {
    is_leaf_end(tag)
        || matches!(
            tag,
            TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::DefinitionList
                | TagEnd::DefinitionListDefinition
                | TagEnd::FootnoteDefinition
                | TagEnd::Table
                | TagEnd::TableHead
                | TagEnd::TableRow
        )
}

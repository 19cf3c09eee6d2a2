//! What the model says, block by block.

use super::bare;
use super::kind::Kind;
use crate::model::{
    Block, BlockKind, Book, Chapter, ChapterRole, Figure, Inline, InlineKind, NodeId, Row, Target, plain_text,
};
use crate::unicode::is_blank;

/// A block that every edition must hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    pub node: NodeId,
    pub kind: Kind,
    /// What counts of its text; never empty.
    pub text: String,
}

/// All blocks of a book.
#[derive(Debug, Default)]
pub(super) struct Expected {
    pub main: Vec<Unit>,
    pub notes: Vec<Unit>,
}

impl Expected {
    /// The blocks of all chapters but those of the roles in `left_out`.
    pub(super) fn of(book: &Book, left_out: &[ChapterRole]) -> Expected {
        let mut all = Expected::default();
        for chapter in book.chapters.iter().filter(|chapter| !left_out.contains(&chapter.role)) {
            all.main.extend(blocks(&chapter.blocks, None));
            all.notes.extend(notes(chapter));
        }
        all
    }

    /// The blocks of the cover.
    pub(super) fn cover(book: &Book) -> Vec<Unit> {
        let covers = book.chapters.iter().filter(|chapter| chapter.role == ChapterRole::Cover);
        covers.flat_map(|chapter| blocks(&chapter.blocks, None)).collect()
    }
}

fn notes(chapter: &Chapter) -> Vec<Unit> {
    chapter.notes.iter().flat_map(|note| blocks(&note.blocks, Some(Kind::Note))).collect()
}

/// The units of blocks; text in them is of the kind `inside`, if one is given.
fn blocks(blocks: &[Block], inside: Option<Kind>) -> Vec<Unit> {
    let mut units = Units { units: Vec::new(), inside };
    blocks.iter().for_each(|block| units.block(block));
    units.units
}

struct Units {
    units: Vec<Unit>,
    inside: Option<Kind>,
}

impl Units {
    fn add(&mut self, node: NodeId, kind: Kind, text: String) {
        if !text.is_empty() {
            self.units.push(Unit { node, kind, text });
        }
    }

    fn inlines(&mut self, node: NodeId, kind: Kind, number: Option<&str>, content: &[Inline]) {
        let mut text = String::new();
        bare::add(number.unwrap_or_default(), &mut text);
        said(content, &mut text);
        self.add(node, kind, text);
    }

    fn plain(&mut self, node: NodeId, kind: Kind, source: &str) {
        let mut text = String::new();
        bare::add(source, &mut text);
        self.add(node, kind, text);
    }

    fn block(&mut self, block: &Block) {
        let id = block.id;
        match &block.kind {
            BlockKind::Heading { number, content, .. } => {
                self.inlines(id, Kind::Heading, number.as_deref(), content);
            }
            BlockKind::Paragraph { content, .. } => {
                self.inlines(id, self.inside.unwrap_or(Kind::Paragraph), None, content);
            }
            BlockKind::Figure(figure) => self.figure(id, figure),
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| self.block(block)),
            BlockKind::Verse(lines) => lines.iter().for_each(|line| self.inlines(id, Kind::Verse, None, line)),
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block));
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    let mut text = String::new();
                    said(&entry.term, &mut text);
                    if !bare::is_made(&text) {
                        self.add(entry.id, Kind::Term, text);
                    }
                    entry.definitions.iter().flat_map(|(_, blocks)| blocks).for_each(|block| self.block(block));
                }
            }
            BlockKind::Code { text, .. } => self.plain(id, Kind::Code, text),
            BlockKind::Table(table) => {
                self.inlines(table.caption_id, Kind::Caption, table.number.as_deref(), &table.caption);
                self.row(&table.head);
                table.rows.iter().for_each(|row| self.row(row));
            }
            BlockKind::Math(source) => self.plain(id, Kind::Formula, source),
            BlockKind::Break | BlockKind::Contents(_) => {}
        }
    }

    fn row(&mut self, row: &Row) {
        row.cells.iter().for_each(|cell| self.inlines(cell.id, Kind::Cell, None, &cell.content));
    }

    fn figure(&mut self, node: NodeId, figure: &Figure) {
        if !figure.decorative {
            // A picture without words of its own is told by its caption.
            let words = [figure.alt.clone(), plain_text(&figure.caption)];
            let alt = words.into_iter().find(|words| !is_blank(words)).unwrap_or_default();
            self.plain(node, Kind::Picture, &alt);
        }
        self.inlines(figure.caption_id, Kind::Caption, figure.number.as_deref(), &figure.caption);
    }
}

/// What counts of inlines.
fn said(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => bare::add(text, out),
            InlineKind::Link(Target::Anchor(_) | Target::Node(_), children) => {
                let mut link = String::new();
                said(children, &mut link);
                if !bare::is_call(&link) {
                    out.push_str(&link);
                }
            }
            InlineKind::Styled(_, children) | InlineKind::Lang(_, children) | InlineKind::Link(_, children) => {
                said(children, out);
            }
            InlineKind::Ruby(base, reading) => {
                said(base, out);
                bare::add(reading, out);
            }
            InlineKind::Image { alt, .. } => bare::add(alt, out),
            InlineKind::NoteCall(_) | InlineKind::HardBreak => {}
        }
    }
}

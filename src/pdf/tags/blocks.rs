//! Blocks.

use super::tagger::{Tagger, push};
use crate::display::Piece;
use crate::model::{
    Block, BlockKind, ChapterRole, ContentsEntry, Definition, Figure, Inline, ListItem, NodeId, Row, Table, plain_text,
};
use crate::pdf::backend::location;
use crate::unicode::is_blank;
use krilla::tagging::{BBox, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagId, TagKind};
use std::num::NonZeroU16;

impl<'a> Tagger<'_, 'a> {
    pub(super) fn block(&mut self, block: &'a Block, out: &mut Vec<Node>) {
        self.deeper(|tagger| tagger.one_block(block, out));
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Node> {
        let mut nodes = Vec::new();
        blocks.iter().for_each(|block| self.block(block, &mut nodes));
        nodes
    }

    fn one_block(&mut self, block: &'a Block, out: &mut Vec<Node>) {
        match &block.kind {
            BlockKind::Heading { level, number, content } => {
                self.heading(block.id, *level, number.as_deref(), content, out);
            }
            BlockKind::Paragraph { content, .. } => self.text(block.id, content, Tag::P, out),
            BlockKind::Figure(figure) => self.figure(block.id, figure, out),
            BlockKind::Quote(blocks) => {
                let mut children = self.own(block.id);
                children.extend(self.blocks(blocks));
                push(out, Tag::BlockQuote, children);
            }
            BlockKind::Verse(lines) => self.verse(block.id, lines, out),
            BlockKind::List { start, items, .. } => self.list(block.id, start.is_some(), items, out),
            BlockKind::Definitions(entries) => self.definitions(block.id, entries, out),
            BlockKind::Code { .. } => self.code(block.id, out),
            BlockKind::Table(table) => self.table(block.id, table, out),
            BlockKind::Math(source) => {
                let leaves = self.own(block.id);
                self.formula(block.id, source, leaves, out);
            }
            BlockKind::Break => {
                let leaves = self.own(block.id);
                push(out, Tag::P, leaves);
            }
            BlockKind::Contents(entries) => {
                let own = self.own(block.id);
                push(out, Tag::P, own);
                let mut rest = entries.as_slice();
                while !rest.is_empty() {
                    self.contents(&mut rest, 0, out);
                }
            }
        }
    }

    /// What was drawn for the block itself: its label, then its body.
    fn own(&mut self, node: NodeId) -> Vec<Node> {
        let mut leaves = Vec::new();
        self.leaves(node, Piece::Label, &mut leaves);
        self.leaves(node, Piece::Body, &mut leaves);
        leaves
    }

    /// A block of text.
    fn text(&mut self, node: NodeId, content: &'a [Inline], tag: impl Into<TagKind>, out: &mut Vec<Node>) {
        let mut children = self.own(node);
        self.inlines(content, &mut children);
        push(out, tag, children);
    }

    fn heading(&mut self, node: NodeId, level: u8, number: Option<&str>, content: &'a [Inline], out: &mut Vec<Node>) {
        // The title page says the title; it heads nothing.
        if matches!(self.chapter.role, ChapterRole::HalfTitle | ChapterRole::TitlePage) {
            return self.text(node, content, Tag::Title, out);
        }
        let mut children = self.own(node);
        self.inlines(content, &mut children);
        if children.is_empty() {
            return;
        }
        let words = plain_text(content);
        let title = self.chapter.lang.words().numbered(number, &words);
        // An empty heading still wants words; the mark of an omission says there are none.
        let title = if is_blank(&title) { "…".to_owned() } else { title };
        let rank = NonZeroU16::new(self.levels.enter(level)).unwrap_or(NonZeroU16::MIN);
        push(out, Tag::Hn(rank, Some(title)), children);
    }

    fn figure(&mut self, node: NodeId, figure: &'a Figure, out: &mut Vec<Node>) {
        let picture = self.own(node);
        let mut caption = self.own(figure.caption_id);
        self.inlines(&figure.caption, &mut caption);
        if picture.is_empty() {
            // A decorative picture is no figure; its caption, if any, is text like other text.
            return push(out, Tag::P, caption);
        }
        let words = [figure.alt.clone(), plain_text(&figure.caption)];
        let alt = words.into_iter().find(|words| !is_blank(words));
        let mut children = picture;
        push(&mut children, Tag::Caption, caption);
        let tag = Tag::Figure(alt).with_bbox(self.bbox(node)).with_location(location(node));
        push(out, tag, children);
    }

    pub(super) fn bbox(&self, node: NodeId) -> Option<BBox> {
        self.marks.area(node).map(|(page, area)| BBox::new(page, area))
    }

    pub(super) fn formula(&mut self, node: NodeId, source: &str, leaves: Vec<Node>, out: &mut Vec<Node>) {
        let words = if is_blank(source) { "…" } else { source };
        push(out, Tag::Formula(Some(words.to_owned())).with_location(location(node)), leaves);
    }

    /// Every line is read as a line: the structure knows no other way to say where one ends.
    fn code(&mut self, node: NodeId, out: &mut Vec<Node>) {
        let mut lines = Vec::new();
        for leaf in self.own(node) {
            push(&mut lines, Tag::P, vec![TagGroup::with_children(Tag::Code, vec![leaf]).into()]);
        }
        push(out, Tag::Div, lines);
    }

    /// Lines are paragraphs, so that they are not read as one; stanzas hold them together.
    fn verse(&mut self, node: NodeId, lines: &'a [Vec<Inline>], out: &mut Vec<Node>) {
        let mut stanzas = Vec::new();
        for stanza in lines.split(|line| line.is_empty()) {
            let mut children = Vec::new();
            for line in stanza {
                let mut words = Vec::new();
                self.inlines(line, &mut words);
                push(&mut children, Tag::P, words);
            }
            push(&mut stanzas, Tag::Div, children);
        }
        let mut all = Vec::new();
        let own = self.own(node);
        push(&mut all, Tag::P, own);
        all.append(&mut stanzas);
        push(out, Tag::BlockQuote, all);
    }

    fn list(&mut self, node: NodeId, ordered: bool, items: &'a [ListItem], out: &mut Vec<Node>) {
        let mut children = Vec::new();
        for item in items {
            let mut parts = Vec::new();
            self.label(item.id, &mut parts);
            let mut body = self.own(item.id);
            body.extend(self.blocks(&item.blocks));
            push(&mut parts, Tag::LBody, body);
            push(&mut children, Tag::LI, parts);
        }
        let numbering = if ordered { ListNumbering::Decimal } else { ListNumbering::Disc };
        let own = self.own(node);
        push(out, Tag::P, own);
        push(out, Tag::L(numbering), children);
    }

    /// A list whose labels are the terms. PDF 1.7 has no name for such labels; `None` would deny that there are any.
    fn definitions(&mut self, node: NodeId, entries: &'a [Definition], out: &mut Vec<Node>) {
        let mut children = Vec::new();
        for entry in entries {
            let mut parts = Vec::new();
            self.text(entry.id, &entry.term, Tag::Lbl, &mut parts);
            let mut body = Vec::new();
            for (id, blocks) in &entry.definitions {
                body.extend(self.own(*id));
                body.extend(self.blocks(blocks));
            }
            push(&mut parts, Tag::LBody, body);
            push(&mut children, Tag::LI, parts);
        }
        let own = self.own(node);
        push(out, Tag::P, own);
        push(out, Tag::L(ListNumbering::Disc), children);
    }

    fn table(&mut self, node: NodeId, table: &'a Table, out: &mut Vec<Node>) {
        let mut children = Vec::new();
        self.text(table.caption_id, &table.caption, Tag::Caption, &mut children);
        if table.has_head() {
            let head = self.row(&table.head, true);
            push(&mut children, Tag::THead, vec![head]);
        }
        let rows: Vec<Node> = table.rows.iter().map(|row| self.row(row, false)).collect();
        push(&mut children, Tag::TBody, rows);
        let own = self.own(node);
        push(out, Tag::P, own);
        push(out, Tag::Table, children);
    }

    /// Empty cells stay: a row must be as long as the others (PDF/UA 7.5).
    fn row(&mut self, row: &'a Row, head: bool) -> Node {
        let mut cells = Vec::new();
        for cell in &row.cells {
            let tag: TagKind = if head { Tag::TH(TableHeaderScope::Column).into() } else { Tag::TD.into() };
            let mut children = self.own(cell.id);
            self.inlines(&cell.content, &mut children);
            cells.push(TagGroup::with_children(tag, children).into());
        }
        TagGroup::with_children(Tag::TR, cells).into()
    }

    /// The entries of `depth` and what belongs under them.
    fn contents(&mut self, rest: &mut &'a [ContentsEntry], depth: u8, out: &mut Vec<Node>) {
        let book = self.book;
        let depth_of = |entry: &ContentsEntry| book.depth_of(entry.target, entry.level);
        let mut items: Vec<Node> = Vec::new();
        while let Some((entry, tail)) = rest.split_first() {
            let own = depth_of(entry);
            if own < depth {
                break;
            }
            *rest = tail;
            let mut line = self.own(entry.id);
            self.leaves(entry.folio_id, Piece::Label, &mut line);
            self.leaves(entry.folio_id, Piece::Body, &mut line);
            self.linked(&[entry.id, entry.folio_id], &mut line);
            let mut parts = Vec::new();
            push(&mut parts, Tag::Reference, line);
            if rest.first().is_some_and(|next| depth_of(next) > own) {
                self.deeper(|tagger| tagger.contents(rest, own + 1, &mut parts));
            }
            push(&mut items, Tag::TOCI, parts);
        }
        push(out, Tag::TOC, items);
    }

    /// A note stands beside its first call.
    pub(super) fn note(&mut self, index: usize, out: &mut Vec<Node>) {
        let Some(note) = self.chapter.notes.get(index) else { return };
        if self.told.get(index).copied().unwrap_or(true) {
            return;
        }
        self.told[index] = true;
        let mut children = Vec::new();
        self.label(note.id, &mut children);
        self.leaves(note.id, Piece::Body, &mut children);
        children.extend(self.blocks(&note.blocks));
        let name = format!("note-{}-{}", note.id.chapter, note.id.index);
        push(out, Tag::Note.with_id(Some(TagId::from(name.into_bytes()))), children);
    }
}

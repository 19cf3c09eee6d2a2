//! The book: a tree of blocks and inlines.
//!
//! Every node has an id, and every id a source span (in its chapter's `spans`). The tree is what both
//! writers write: what a reader gets in one file he gets in the other. Generated matter (title page,
//! contents, …) is in the tree too, as chapters with a role of their own.

mod block;
mod extent;
mod inline;
mod leftover;
mod number;
mod visit;

use crate::config::{LintSwitches, Meta};
use crate::language::Tag;
use crate::source::Span;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use crate::base::NodeId;
pub use crate::manuscript::{Picture, PictureFormat};
pub use block::{Align, Block, BlockKind, Cell, ContentsEntry, Definition, Figure, ListItem, Row, Table, VERSE_TITLE};
pub use extent::{AskedSize, Extent, PictureRoom, natural_size};
pub use inline::{Inline, InlineKind, Style, Target, plain_text, without_calls};
pub use leftover::Leftover;
pub use visit::{
    walk_block, walk_blocks_mut, walk_children, walk_inlines, walk_inlines_mut, walk_text_mut, walk_texts,
};

/// A whole book, resolved: numbers, references and contents are filled in.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// What the configuration says about the book.
    pub meta: Meta,
    /// All matter in reading order, generated pages included. `NodeId::chapter` indexes it.
    pub chapters: Vec<Arc<Chapter>>,
    /// Named places (`#id`, `file.md`, `file.md#id`) and the nodes they name.
    pub anchors: BTreeMap<String, NodeId>,
    /// Headings in reading order, for the contents, the outline and the nav.
    pub outline: Vec<OutlineEntry>,
    /// Figures in reading order.
    pub figures: Vec<CaptionEntry>,
    /// Captioned tables in reading order.
    pub tables: Vec<CaptionEntry>,
    /// Every picture that the book shows, by its path in the manuscript.
    pub images: BTreeMap<PathBuf, Arc<Picture>>,
}

/// The key in [`Book::images`] of a cover that is drawn. No file of a manuscript has it: their paths are relative.
pub const DRAWN_COVER: &str = "/cover.png";

/// What part of a book a chapter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ChapterRole {
    /// The cover: one picture.
    Cover,
    /// The half-title (书名页前的半扉页).
    HalfTitle,
    /// The title page (扉页).
    TitlePage,
    /// The imprint page (版权页), verso of the title page.
    Imprint,
    /// The generated table of contents.
    Contents,
    /// Front matter written by the author: preface, foreword.
    Front,
    /// The title leaf of a part (篇), with whatever text follows it.
    Part,
    /// A chapter of the body.
    Body,
    /// An appendix.
    Appendix,
    /// Other back matter: afterword, bibliography.
    Back,
}

/// One chapter, or one generated piece of matter.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// What it is.
    pub role: ChapterRole,
    /// The file it came from, relative to the manuscript; none for generated matter.
    pub path: Option<PathBuf>,
    /// BCP 47 tag; the book's unless the chapter says otherwise.
    pub lang: Tag,
    /// The text of its first heading, without number and markup; for generated matter its customary name.
    pub title: String,
    /// The part it belongs to, as an index of [`Book::chapters`].
    pub part: Option<u16>,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their first call.
    pub notes: Vec<Note>,
    /// Markup of other tools in it, once a kind.
    pub leftovers: Vec<Leftover>,
    /// What it says of lints.
    pub switches: LintSwitches,
    /// The source span of every node, by `NodeId::index`; none where a node was generated.
    pub spans: Vec<Option<Span>>,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its id.
    pub id: NodeId,
    /// The label in the source, `x` in `[^x]`.
    pub name: String,
    /// Number in the chapter, from 1, in the order of first calls. Pages may number anew.
    pub number: u32,
    /// The calls to it, in order.
    pub calls: Vec<NodeId>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A heading in the outline.
#[derive(Clone, Debug)]
pub struct OutlineEntry {
    /// The heading (or the generated page's first node).
    pub node: NodeId,
    /// 0 for a part, 1 for a chapter, 2 … for sections.
    pub level: u8,
    /// 第一章, 1.1 …; none for an unnumbered heading.
    pub number: Option<String>,
    /// The heading's text without markup.
    pub title: String,
    /// Whether the generated contents show it.
    pub in_contents: bool,
}

/// A figure or a table in a list of figures or tables.
#[derive(Clone, Debug)]
pub struct CaptionEntry {
    /// The figure or table.
    pub node: NodeId,
    /// 图1-1.
    pub number: String,
    /// The caption without markup.
    pub title: String,
}

impl Book {
    /// The chapter with index `chapter`.
    pub fn chapter(&self, chapter: u16) -> &Chapter {
        &self.chapters[usize::from(chapter)]
    }

    /// How deep an entry of the outline is nested, from 0.
    pub fn depth(&self, entry: &OutlineEntry) -> u8 {
        self.depth_of(entry.node, entry.level)
    }

    /// How deep a heading of this level is nested, from 0. Where a book has parts, only the chapters of a part lie below
    /// it: an afterword behind the last part stands beside the parts.
    pub fn depth_of(&self, heading: NodeId, level: u8) -> u8 {
        let in_part = self.chapters.get(usize::from(heading.chapter)).is_some_and(|chapter| chapter.part.is_some());
        if in_part { level } else { level.saturating_sub(1) }
    }

    /// The imprint page with the printed sheets that a copy of so many pages takes, and its index; none when the imprint
    /// does not tell them. A sheet (印张) bears as many pages as it is divided into leaves on one of its sides (typography
    /// row CO-3).
    pub fn count_sheets(&self, pages: usize) -> Option<(usize, Arc<Chapter>)> {
        let number = usize::from(self.meta.imprint.format_number?.max(1));
        let index = self.chapters.iter().position(|chapter| chapter.role == ChapterRole::Imprint)?;
        let mut chapter = Chapter::clone(&self.chapters[index]);
        let is_sheets = |block: &&mut Block| block.classes.iter().any(|class| class == "imprint-sheets");
        let block = chapter.blocks.iter_mut().find(is_sheets)?;
        if let BlockKind::Paragraph { content, .. } = &mut block.kind
            && let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut()
        {
            // A leaf has two pages.
            let thousandths = (pages.next_multiple_of(2) * 1000 + number / 2) / number;
            let decimals = format!("{:03}", thousandths % 1000);
            let decimals = decimals.trim_end_matches('0');
            let point = if decimals.is_empty() { "" } else { "." };
            *text = format!("{}{point}{decimals}", thousandths / 1000);
        }
        Some((index, Arc::new(chapter)))
    }

    /// The source span of a node, if it has one.
    pub fn span(&self, node: NodeId) -> Option<Span> {
        *self.chapters.get(usize::from(node.chapter))?.spans.get(node.index as usize)?
    }
}

impl ChapterRole {
    /// Whether its pages carry roman folios.
    pub fn is_front(self) -> bool {
        matches!(
            self,
            ChapterRole::Cover
                | ChapterRole::HalfTitle
                | ChapterRole::TitlePage
                | ChapterRole::Imprint
                | ChapterRole::Contents
                | ChapterRole::Front
        )
    }

    /// Whether the tool made it, not the author.
    pub fn is_generated(self) -> bool {
        matches!(
            self,
            ChapterRole::Cover
                | ChapterRole::HalfTitle
                | ChapterRole::TitlePage
                | ChapterRole::Imprint
                | ChapterRole::Contents
        )
    }
}

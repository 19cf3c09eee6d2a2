//! The book: chapters in reading order, and what is known of the whole.

use super::block::{Block, BlockKind};
use super::chapter::{Chapter, ChapterRole};
use super::inline::{Inline, InlineKind};
use crate::base::NodeId;
use crate::config::Meta;
use crate::manuscript::Picture;
use crate::source::Span;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

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

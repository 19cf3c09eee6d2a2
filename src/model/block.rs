use super::{AskedSize, Inline, NodeId};
use std::path::PathBuf;

/// The class of a paragraph that is the title of the verse after it.
pub const VERSE_TITLE: &str = "verse-title";

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its id.
    pub id: NodeId,
    /// The author's name for it, `#x` in an attribute.
    pub anchor: Option<String>,
    /// The author's classes, `.x` in an attribute; `unnumbered` on a heading, `right` and `center` on a paragraph.
    pub classes: Vec<String>,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading. Level 0 is a part's title, 1 a chapter's, 2 … sections.
    Heading {
        /// 0 … 6.
        level: u8,
        /// 第一章, 1.1 …, filled in by `resolve`.
        number: Option<String>,
        /// The title.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Whether it goes on after a display inside one paragraph, and so is not indented.
        continued: bool,
        /// The text.
        content: Vec<Inline>,
    },
    /// A numbered picture with its caption.
    Figure(Figure),
    /// A displayed quotation.
    Quote(Vec<Block>),
    /// Verse: one entry a line, an empty entry between stanzas.
    Verse(Vec<Vec<Inline>>),
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Whether items stand close.
        tight: bool,
        /// The items.
        items: Vec<ListItem>,
    },
    /// Terms and their definitions.
    Definitions(Vec<Definition>),
    /// A code block, with its line ends.
    Code {
        /// The language after the fence, if any.
        language: Option<String>,
        /// The code, without a final line end.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A displayed formula, as its source, its dollar signs included.
    Math(String),
    /// A thematic break.
    Break,
    /// The generated contents; only in [`super::ChapterRole::Contents`].
    Contents(Vec<ContentsEntry>),
}

/// A picture alone in its paragraph.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Key of [`super::Book::images`].
    pub image: PathBuf,
    /// What a blind reader hears; empty only when marked decorative.
    pub alt: String,
    /// 图1-1, filled in by `resolve`.
    pub number: Option<String>,
    /// Id of the caption, for tagging.
    pub caption_id: NodeId,
    /// The caption; empty when the figure has none.
    pub caption: Vec<Inline>,
    /// Its size, as far as the author set it.
    pub asked: AskedSize,
    /// Whether it carries no information and is skipped by screen readers.
    pub decorative: bool,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// Its id.
    pub id: NodeId,
    /// The state of a task; none when it is no task.
    pub checked: Option<bool>,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// A term and its definitions.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Id of the term.
    pub id: NodeId,
    /// The term.
    pub term: Vec<Inline>,
    /// Id of each definition, and its content.
    pub definitions: Vec<(NodeId, Vec<Block>)>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// 表1-1, filled in by `resolve`; only for a table with a caption.
    pub number: Option<String>,
    /// Id of the caption, for tagging.
    pub caption_id: NodeId,
    /// The caption; empty when the table has none.
    pub caption: Vec<Inline>,
    /// One entry a column.
    pub align: Vec<Align>,
    /// The header row.
    pub head: Row,
    /// The other rows; each as long as `align`.
    pub rows: Vec<Row>,
}

impl Table {
    /// Whether its head says anything. One whose cells are all empty is not set.
    pub fn has_head(&self) -> bool {
        self.head.cells.iter().any(|cell| !cell.content.is_empty())
    }
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: NodeId,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its id.
    pub id: NodeId,
    /// Its text.
    pub content: Vec<Inline>,
}

/// Alignment of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// As the theme says.
    #[default]
    Auto,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// A line of the generated contents.
#[derive(Clone, Debug)]
pub struct ContentsEntry {
    /// Id of the line itself.
    pub id: NodeId,
    /// Id of the folio, for tagging.
    pub folio_id: NodeId,
    /// The heading it leads to.
    pub target: NodeId,
    /// 0 for a part, 1 for a chapter, 2 … for sections.
    pub level: u8,
    /// Number of the heading.
    pub number: Option<String>,
    /// Text of the heading.
    pub title: String,
}

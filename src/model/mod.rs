//! The book: a tree of blocks and inlines.
//!
//! Every node has an id, and every id a source span (in its chapter's `spans`). The tree is what both
//! writers write: what a reader gets in one file he gets in the other. Generated matter (title page,
//! contents, …) is in the tree too, as chapters with a role of their own.

mod block;
mod book;
mod chapter;
mod extent;
mod inline;
mod leftover;
mod number;
mod visit;

pub use crate::base::NodeId;
pub use crate::manuscript::{Picture, PictureFormat};
pub use block::{Align, Block, BlockKind, Cell, ContentsEntry, Definition, Figure, ListItem, Row, Table, VERSE_TITLE};
pub use book::{Book, CaptionEntry, OutlineEntry};
pub use chapter::{Chapter, ChapterRole, DRAWN_COVER, Note};
pub use extent::{AskedSize, Extent, PictureRoom, natural_size};
pub use inline::{Inline, InlineKind, Style, Target, plain_text, without_calls};
pub use leftover::Leftover;
pub use visit::{
    walk_block, walk_blocks_mut, walk_children, walk_inlines, walk_inlines_mut, walk_text_mut, walk_texts,
};

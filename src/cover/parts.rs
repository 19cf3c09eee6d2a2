//! Parts of a cover as nodes of the book.

use crate::base::NodeId;
use crate::display::{Piece, Role};
use crate::model::{Block, Book, ChapterRole};

/// The figure that the book's cover is.
pub(super) fn figure(book: &Book) -> Option<&Block> {
    book.chapters.iter().find(|chapter| chapter.role == ChapterRole::Cover)?.blocks.first()
}

pub(super) fn role(node: NodeId) -> Role {
    Role::Content(node, Piece::Body)
}

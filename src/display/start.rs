//! Where the text of a page begins.

use crate::base::NodeId;

/// A place in the text of the book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Start {
    /// A block, caption, term or cell, whose beginning it is; else an inline, or a block of code.
    pub node: NodeId,
    /// The byte in the node's text. In code a tab counts as the four spaces that it is set as.
    pub offset: u32,
}

//! The structure of the PDF: the tree of the book, with what the pages drew for each node as its leaves.

mod blocks;
mod inlines;
mod sections;
mod tagger;
mod tree;

pub(super) use tree::tree;

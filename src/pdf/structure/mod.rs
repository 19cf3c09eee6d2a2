//! The structure tree of the finished file: what the back end has no words for.
//!
//! The back end knows no ruby, and of PDF 2.0 it writes the version and its own namespaces, but nothing that PDF/UA-2
//! asks for beyond them: the identification, structure destinations, references between notes and their calls. So its
//! file is read back as objects and completed. An element is found by what was drawn for it: the tree of parents leads
//! from a marked-content sequence to its element.

mod describe;
mod finish;
mod landmarks;
mod tree;
mod two;

pub(super) use finish::finish;
pub(super) use landmarks::{Landmarks, Leaf};

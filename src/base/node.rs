/// The identity of a node of the book: the chapter, and the node's preorder number in it.
///
/// It stands with the lengths because diagnostics name nodes and must not know the model.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct NodeId {
    /// Index of the chapter in the book.
    pub chapter: u16,
    /// Preorder number in the chapter, from 0.
    pub index: u32,
}

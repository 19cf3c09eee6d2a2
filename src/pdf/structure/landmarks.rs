//! What the painter noted for those who complete the structure.

use crate::base::NodeId;

/// A marked-content sequence: the page, from 0, and its number on the page.
pub type Leaf = (usize, u32);

/// Where things stand in the finished file.
#[derive(Default)]
pub struct Landmarks {
    /// The first sequence of every node that has any, by node.
    pub content: Vec<(NodeId, Leaf)>,
    /// The sequences of readings above their base.
    pub readings: Vec<Leaf>,
    /// Of every annotation of every page, in their order: where it leads in the book, if it leads there.
    pub links: Vec<Vec<Option<NodeId>>>,
    /// The headings that the bookmarks lead to, in their order.
    pub bookmarks: Vec<NodeId>,
}

impl Landmarks {
    /// The first sequence of a node or of what it holds: numbers of nodes go up from a node to its children.
    pub(super) fn leaf(&self, node: NodeId) -> Option<Leaf> {
        let from = self.content.partition_point(|(other, _)| *other < node);
        self.content.get(from).filter(|(other, _)| other.chapter == node.chapter).map(|(_, leaf)| *leaf)
    }
}

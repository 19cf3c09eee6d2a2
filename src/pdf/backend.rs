//! How lengths and nodes are told to the back end.

use crate::base::{Len, NodeId};
use krilla::surface::Location;
use std::num::NonZeroU64;

/// A point of the page to the thousandth of a point: finer numbers would only lengthen the file.
pub(super) fn rounded(len: Len) -> f32 {
    ((len.to_pt() * 1000.0).round() / 1000.0) as f32
}

/// The back end's name for a node, for its errors.
pub(super) fn location(node: NodeId) -> Option<Location> {
    NonZeroU64::new(((u64::from(node.chapter) << 32) | u64::from(node.index)) + 1)
}

/// The node that a location names.
pub(super) fn node_at(location: Location) -> NodeId {
    let number = location.get() - 1;
    NodeId { chapter: (number >> 32) as u16, index: number as u32 }
}

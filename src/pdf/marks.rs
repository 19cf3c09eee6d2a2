//! Which marked content and which annotations the pages hold, by node.

use super::structure::{Landmarks, Leaf};
use crate::base::NodeId;
use crate::display::Piece;
use krilla::geom::Rect;
use krilla::tagging::Identifier;

/// What was drawn for the nodes of the book, in page order. Filled while pages are drawn, then emptied by the tags.
#[derive(Default)]
pub(super) struct Marks {
    content: Vec<(NodeId, Piece, Option<Identifier>)>,
    links: Vec<(NodeId, Option<Identifier>)>,
    boxes: Vec<(NodeId, usize, Rect)>,
    landmarks: Landmarks,
}

impl Marks {
    /// Notes a marked-content sequence and where it stands.
    pub fn add(&mut self, node: NodeId, piece: Piece, id: Identifier, leaf: Leaf) {
        self.content.push((node, piece, Some(id)));
        self.landmarks.content.push((node, leaf));
        if piece == Piece::Reading {
            self.landmarks.readings.push(leaf);
        }
    }

    /// Notes a link annotation, its page, and the node that it leads to.
    pub fn add_link(&mut self, node: NodeId, id: Identifier, page: usize, target: Option<NodeId>) {
        self.links.push((node, Some(id)));
        let links = &mut self.landmarks.links;
        links.resize_with(links.len().max(page + 1), Vec::new);
        links[page].push(target);
    }

    /// Notes where a picture stands.
    pub fn add_box(&mut self, node: NodeId, page: usize, area: Rect) {
        self.boxes.push((node, page, area));
    }

    /// Makes lookups possible. The sorts are stable, so what belongs to one node stays in page order.
    pub fn seal(&mut self) {
        self.content.sort_by_key(|&(node, piece, _)| (node, piece));
        self.links.sort_by_key(|&(node, _)| node);
        self.boxes.sort_by_key(|&(node, page, _)| (node, page));
        self.landmarks.content.sort_by_key(|&(node, _)| node);
        self.landmarks.content.dedup_by_key(|&mut (node, _)| node);
    }

    /// Where things stand, once the tags are made.
    pub fn into_landmarks(self) -> Landmarks {
        self.landmarks
    }

    /// Takes the sequences of one piece of a node; a second call gives none.
    pub fn take(&mut self, node: NodeId, piece: Piece) -> impl Iterator<Item = Identifier> + '_ {
        let start = self.content.partition_point(|&(n, p, _)| (n, p) < (node, piece));
        self.content[start..]
            .iter_mut()
            .take_while(move |(n, p, _)| (*n, *p) == (node, piece))
            .filter_map(|m| m.2.take())
    }

    /// Takes the annotations of a link; a second call gives none.
    pub fn take_links(&mut self, node: NodeId) -> impl Iterator<Item = Identifier> + '_ {
        let start = self.links.partition_point(|&(n, _)| n < node);
        self.links[start..].iter_mut().take_while(move |(n, _)| *n == node).filter_map(|m| m.1.take())
    }

    /// Where the node's picture stands: the page and the area, when it stands once.
    pub fn area(&self, node: NodeId) -> Option<(usize, Rect)> {
        let start = self.boxes.partition_point(|&(n, ..)| n < node);
        match &self.boxes[start..] {
            [(n, page, area), rest @ ..] if *n == node && rest.first().is_none_or(|next| next.0 != node) => {
                Some((*page, *area))
            }
            _ => None,
        }
    }

    /// The nodes of everything that was not taken, in order, each once.
    pub fn leftovers(&self) -> Vec<NodeId> {
        let content = self.content.iter().filter(|mark| mark.2.is_some()).map(|mark| mark.0);
        let links = self.links.iter().filter(|mark| mark.1.is_some()).map(|mark| mark.0);
        let mut nodes: Vec<NodeId> = content.chain(links).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}

//! Where figures and tables stand, seen from the text that refers to them (typography row CP-4).

use crate::base::NodeId;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::layout::W511;
use crate::display::{PageIndex, Pages};
use crate::model::{BlockKind, Book, Target, walk_block};
use std::collections::BTreeMap;

/// Reports every numbered figure and table that stands neither on the page of its first mention in the chapter nor on
/// the next. One that nothing in the chapter mentions stands where the author put it.
pub(super) fn check(book: &Book, pages: &Pages) -> Vec<Diagnostic> {
    let numbers = numbered(book);
    let mut mentioned: BTreeMap<NodeId, (PageIndex, NodeId)> = BTreeMap::new();
    for (page, index) in pages.pages.iter().zip(0..) {
        for link in &page.links {
            if let Target::Node(target) = link.target
                && target.chapter == link.node.chapter
                && numbers.contains_key(&target)
            {
                mentioned.entry(target).or_insert((index, link.node));
            }
        }
    }
    let label = |page: PageIndex| pages.pages.get(page as usize).map_or("", |page| page.label.as_str());
    let far = mentioned.iter().filter_map(|(node, (mention, link))| {
        let place = pages.places.binary_search_by_key(node, |(node, _, _)| *node).ok()?;
        let page = pages.places[place].1;
        if page == *mention || page == mention + 1 {
            return None;
        }
        let found = Diagnostic::new(&W511).at(*node).also([*link]).with("number", numbers.get(node)?);
        Some(found.with("page", label(page)).with("mention", label(*mention)))
    });
    far.collect()
}

/// The numbers of all figures and tables that have one.
fn numbered(book: &Book) -> BTreeMap<NodeId, &str> {
    let mut numbers = BTreeMap::new();
    for block in book.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        walk_block(block, &mut |block| {
            let number = match &block.kind {
                BlockKind::Figure(figure) => figure.number.as_deref(),
                BlockKind::Table(table) => table.number.as_deref(),
                _ => None,
            };
            numbers.extend(number.map(|number| (block.id, number)));
        });
    }
    numbers
}

//! The outline: the headings of the book as bookmarks.

use super::destination::destination;
use super::internal::internal;
use super::sheet::Sheet;
use crate::diagnostics::Diagnostic;
use crate::display::Pages;
use crate::model::Book;
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

/// Nests the entries by their levels. A book without headings gets one bookmark with its title: PDF/UA wants an outline.
pub(super) fn outline(book: &Book, pages: &Pages, sheet: &Sheet, diagnostics: &mut Vec<Diagnostic>) -> Outline {
    let words = book.meta.language.words();
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for entry in &book.outline {
        let Some(place) = destination(pages, sheet, entry.node) else {
            diagnostics.push(internal(format!("the heading {} stands on no page", entry.title)).at(entry.node));
            continue;
        };
        let title = words.numbered(entry.number.as_deref(), &entry.title);
        let depth = book.depth(entry);
        close(&mut open, depth, &mut outline);
        // Parts open show their chapters; the rest stays folded.
        open.push((depth, OutlineNode::new(title, place).with_open(entry.level == 0)));
    }
    close(&mut open, 0, &mut outline);
    if book.outline.is_empty() {
        let title = if book.meta.title.is_empty() { "1" } else { &book.meta.title };
        outline.push_child(OutlineNode::new(title.to_owned(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    }
    outline
}

/// Hangs every open entry of `level` or deeper on its parent.
fn close(open: &mut Vec<(u8, OutlineNode)>, level: u8, outline: &mut Outline) {
    while open.last().is_some_and(|last| last.0 >= level) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}

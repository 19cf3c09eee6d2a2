//! The page budget: a printed book is folded from sheets, and its pages should fill them.

use crate::config::PrintConfig;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::W771;
use crate::display::{Page, Pages};
use crate::model::Book;
use std::collections::BTreeMap;
use std::path::Path;

/// The most chapters that a plan names.
const MOST: usize = 4;

/// How many pages are missing to whole signatures.
fn missing(config: &PrintConfig, pages: usize) -> usize {
    let signature = usize::from(config.signature.unwrap_or(1).max(1));
    pages.next_multiple_of(signature) - pages
}

/// The pages with blank ones behind them that fill the last signature; none where it is full, or not to be filled.
pub(super) fn padded(config: &PrintConfig, pages: &Pages) -> Option<Pages> {
    let missing = if config.pad { missing(config, pages.pages.len()) } else { 0 };
    let last = pages.pages.last().filter(|_| missing > 0)?;
    let (size, area, roman) = (last.size, last.area, last.roman);
    let blank = (1..=missing as u32).map(|more| {
        let number = last.number + more;
        let recto = (more % 2 == 0) == last.recto;
        Page { size, area, roman, number, recto, label: number.to_string(), ..Page::default() }
    });
    let mut padded = pages.clone();
    padded.pages.extend(blank);
    Some(padded)
}

/// Tells how many pages are too many or too few, and which chapters could do with one page less.
pub(super) fn judge(config: &PrintConfig, book: &Book, pages: &Pages) -> Option<Diagnostic> {
    let signature = usize::from(config.signature?);
    let count = pages.pages.len();
    let missing = missing(config, count);
    if missing == 0 || config.pad || count == 0 {
        return None;
    }
    let over = count % signature;
    let told = Diagnostic::new(&W771).at(Path::new("book.yaml")).with("pages", count).with("signature", signature);
    let told = told.with("full", count / signature).with("over", over).with("blank", missing);
    let shortest = shortest(book, pages, over.min(MOST));
    Some(if shortest.is_empty() { told } else { told.with("shortest", shortest) })
}

/// The chapters whose last pages hold the fewest lines, each with their number: there a page is saved most easily.
fn shortest(book: &Book, pages: &Pages, wanted: usize) -> String {
    let mut last: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for page in &pages.pages {
        let Some(first) = page.lines.first() else { continue };
        let entry = last.entry(first.node.chapter).or_insert((0, 0));
        *entry = (entry.0 + 1, page.lines.len());
    }
    // A chapter of one page cannot lose it.
    let mut ends: Vec<(usize, u16)> =
        last.iter().filter(|(_, (pages, _))| *pages > 1).map(|(chapter, (_, lines))| (*lines, *chapter)).collect();
    ends.sort_unstable();
    let title = |chapter: u16| book.chapters.get(usize::from(chapter)).map_or("", |chapter| chapter.title.as_str());
    let named = ends.iter().take(wanted).map(|(lines, chapter)| format!("{} ({lines})", title(*chapter)));
    named.collect::<Vec<_>>().join(", ")
}

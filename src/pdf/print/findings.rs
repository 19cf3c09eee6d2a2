//! What preflight finds, said to authors.

use crate::base::{Len, NodeId, Point, Size};
use crate::diagnostics::rules::pdf::{E731, W740, W741};
use crate::diagnostics::{Diagnostic, Place};
use crate::display::{Draw, Item, Page, Pages, Role};
use crate::pdf::preflight::Finding;
use crate::pdf::sheet::Sheet;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// Tells what is wrong with the print file of these pages. Too few pixels and too thin lines are the author's to mend;
/// all else the tool has to do right, and a file in which it did not is withheld. `ppi` is what pictures should have.
pub(in crate::pdf) fn tell(found: &[Finding], pages: &Pages, sheet: &Sheet, ppi: u16, out: &mut Vec<Diagnostic>) {
    let mut known: HashSet<(&str, Place)> = out.iter().map(|told| (told.rule.code, told.place.clone())).collect();
    let mut shown: BTreeMap<usize, Shown> = BTreeMap::new();
    for finding in found {
        let page = finding.page.and_then(|index| pages.pages.get(index));
        let shown = match (finding.page, page, finding.at) {
            (Some(index), Some(page), Some(at)) => {
                shown.entry(index).or_insert_with(|| Shown::on(page)).at(on_page(page, sheet, at))
            }
            _ => None,
        };
        let told = match (finding.row.id, finding.amount, shown) {
            ("H04", Some(amount), Some((node, _))) => {
                let place = node.map(Place::from).unwrap_or_default();
                Diagnostic::new(&W740).at(place).with("ppi", amount.floor()).with("least", ppi)
            }
            ("H03", Some(amount), Some((node, file))) => {
                let place = node.map_or_else(|| Place::from(file), Place::from);
                Diagnostic::new(&W741).at(place).with("file", file.display()).with("weight", format!("{amount:.2}"))
            }
            _ => {
                let told = Diagnostic::new(&E731).with("row", finding.row.id).with_term("asks", finding.row.asks);
                let told = told.with("what", &finding.what);
                match page {
                    Some(page) => told.with("page", &page.label),
                    None => told,
                }
            }
        };
        // The thinnest line of a drawing, the coarsest picture of a drawing: one finding is enough to act on.
        if told.rule == &E731 || known.insert((told.rule.code, told.place.clone())) {
            out.push(told);
        }
    }
}

/// The pictures of a page.
struct Shown<'p> {
    pictures: Vec<(&'p Item, &'p Path, Size)>,
    /// Those that each strip of the page crosses, the last drawn last.
    strips: BTreeMap<i32, Vec<usize>>,
}

/// How high a strip is: about a line of text.
const STRIP: Len = Len(16 * Len::PT.0);
/// How far beside a picture a point may lie that is meant to lie in it.
const SLIGHT: Len = Len(Len::PT.0 / 10);

impl<'p> Shown<'p> {
    fn on(page: &'p Page) -> Shown<'p> {
        let pictures = page.items.iter().filter_map(|item| match &item.draw {
            Draw::Picture(path, size) => Some((item, path.as_path(), *size)),
            _ => None,
        });
        let pictures: Vec<_> = pictures.collect();
        let mut strips: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for (index, (item, _, size)) in pictures.iter().enumerate() {
            let [from, to] = [item.at.y - SLIGHT, item.at.y + size.height + SLIGHT].map(strip);
            // What is drawn beyond the page is seen by nobody.
            for strip in from.max(0)..=to.min(strip(page.size.height)) {
                strips.entry(strip).or_default().push(index);
            }
        }
        Shown { pictures, strips }
    }

    /// The picture at a point of the page; what a pattern paints has no place of its own and belongs to the last.
    fn at(&self, at: Point) -> Option<(Option<NodeId>, &'p Path)> {
        let inside = |at: Len, from: Len, length: Len| at >= from - SLIGHT && at <= from + length + SLIGHT;
        let crossing = self.strips.get(&strip(at.y)).into_iter().flatten().rev().map(|index| &self.pictures[*index]);
        let found = crossing
            .into_iter()
            .find(|(item, _, size)| inside(at.x, item.at.x, size.width) && inside(at.y, item.at.y, size.height));
        let (item, path, _) = found.or(self.pictures.last())?;
        let node = if let Role::Content(node, _) = item.role { Some(node) } else { None };
        Some((node, path))
    }
}

/// Where a point of the sheet, in points from its lower left corner, lies on the page.
fn on_page(page: &Page, sheet: &Sheet, (x, y): (f64, f64)) -> Point {
    let Point { x: left, y: top } = sheet.shift(page);
    Point { x: Len::from_pt(x) - left, y: page.size.height + sheet.origin * 2 - Len::from_pt(y) - top }
}

fn strip(y: Len) -> i32 {
    y.div_floor(STRIP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Lang;
    use crate::pdf::preflight::ROWS;

    #[test]
    fn what_the_tool_has_to_do_right_is_an_error() {
        let pages = Pages { pages: vec![Page { label: "iv".to_owned(), ..Page::default() }], ..Pages::default() };
        for row in ROWS {
            let finding = Finding { row, page: Some(0), at: None, what: "X".to_owned(), amount: None };
            let mut out = Vec::new();
            tell(&[finding], &pages, &Sheet::SCREEN, 300, &mut out);
            assert!(out[0].is_error(), "{}", row.id);
            let message = out[0].message(Lang::En);
            assert!(message.contains(row.id) && message.contains("on page iv: X"), "{message}");
        }
    }
}

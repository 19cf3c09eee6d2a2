//! What preflight finds, said to authors.

use crate::base::{NodeId, Point};
use crate::diagnostics::rules::pdf::{E731, W740, W741};
use crate::diagnostics::{Diagnostic, Place};
use crate::display::{Draw, Page, Pages, Role};
use crate::pdf::preflight::Finding;
use crate::pdf::sheet::Sheet;
use std::path::Path;

/// Tells what is wrong with the print file of these pages. Too few pixels and too thin lines are the author's to mend;
/// all else the tool has to do right, and a file in which it did not is withheld. `ppi` is what pictures should have.
pub(in crate::pdf) fn tell(found: &[Finding], pages: &Pages, sheet: &Sheet, ppi: u16, out: &mut Vec<Diagnostic>) {
    for finding in found {
        let page = finding.page.and_then(|index| pages.pages.get(index));
        let shown = page.zip(finding.at).and_then(|(page, at)| picture_at(page, sheet, at));
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
        let known = |other: &&mut Diagnostic| other.rule == told.rule && other.place == told.place;
        match out.iter_mut().find(|other| told.rule != &E731 && known(other)) {
            Some(_) => {}
            None => out.push(told),
        }
    }
}

/// The picture at a point of the sheet, in points from its lower left corner.
fn picture_at<'p>(page: &'p Page, sheet: &Sheet, (x, y): (f64, f64)) -> Option<(Option<NodeId>, &'p Path)> {
    let Point { x: left, y: top } = sheet.shift(page);
    let (x, y) = (x - left.to_pt(), page.size.height.to_pt() + sheet.origin.to_pt() * 2.0 - y - top.to_pt());
    let pictures = || {
        page.items.iter().rev().filter_map(|item| match &item.draw {
            Draw::Picture(path, size) => Some((item, path, size)),
            _ => None,
        })
    };
    let found = pictures().find(|(item, _, size)| {
        let (from_x, from_y) = (item.at.x.to_pt(), item.at.y.to_pt());
        let inside = |at: f64, from: f64, length: f64| at >= from - 0.1 && at <= from + length + 0.1;
        inside(x, from_x, size.width.to_pt()) && inside(y, from_y, size.height.to_pt())
    });
    // What a pattern paints has no place of its own; it belongs to a drawing of the page.
    let (item, path, _) = found.or_else(|| pictures().next())?;
    let node = if let Role::Content(node, _) = item.role { Some(node) } else { None };
    Some((node, path.as_path()))
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

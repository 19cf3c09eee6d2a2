//! What holds for every page of every book: nothing stands off the sheet or outside the type area, nothing covers
//! anything else, nothing is left out. Every build checks it, in time linear in what stands on the pages; what does not
//! hold is told with its page and its source.
//!
//! Outside the type area may stand: running heads and folios, marks that hang, readings and dots beside the lines at its
//! edges, and lines that were told to be too long.

use super::galley::Galley;
use super::pages::{Plan, What};
use crate::base::{Len, NodeId, Point, Rect, Size};
use crate::diagnostics::rules::layout::{E507, E508, E509, W503};
use crate::diagnostics::{Diagnostic, Rule};
use crate::display::{Artifact, Draw, GlyphRun, Item, LineRecord, Page, Piece, Role};
use std::collections::BTreeSet;

/// What rounding may cost.
const SLIGHT: Len = Len(Len::PT.0 / 20);

/// Where the ink of text begins above its baseline and ends below it, in hundredths of its em, at the least: rows that
/// touch do not cover each other.
const INK: (i64, i64) = (76, 4);

/// Checks a finished page. `told` holds the blocks of which a line was told to be too long.
pub(super) fn page(page: &Page, told: &BTreeSet<NodeId>) -> Vec<Diagnostic> {
    let mut check =
        Check { page, faults: Vec::new(), near: NodeId::default(), boxes: Vec::with_capacity(page.lines.len()) };
    check.items(told);
    check.lines(told);
    check.overlaps();
    let faults = check.faults.into_iter();
    faults.map(|(rule, node)| Diagnostic::new(rule).at(node).with("page", &page.label)).collect()
}

/// Rows of a chapter that stand on no page, or on two.
pub(super) fn rows(galley: &Galley, plans: &[Plan]) -> Vec<Diagnostic> {
    let mut times = vec![0u8; galley.rows.len()];
    let mut notes = vec![false; galley.note_rows.len()];
    for plan in plans {
        for placed in &plan.placed {
            if let What::Row(row) = placed.what
                && let Some(times) = times.get_mut(row as usize)
            {
                *times = times.saturating_add(1);
            }
        }
        for part in &plan.notes {
            notes[part.start as usize..part.end as usize].fill(true);
        }
    }
    let lost = times.iter().zip(&galley.rows).find(|(times, _)| **times != 1).map(|(_, row)| row);
    // A note that nothing calls stands nowhere; that is told where notes are read.
    let called = galley.notes.iter().filter(|note| notes[note.start as usize..note.end as usize].contains(&true));
    let lost_note = called.flat_map(|note| note.clone()).find(|row| !notes[*row as usize]);
    let lost_note = lost_note.map(|row| &galley.note_rows[row as usize]);
    let found = lost.into_iter().chain(lost_note).map(|row| {
        let node = galley.start_of(row).map(|start| start.node);
        node.map_or(Diagnostic::new(&E509), |node| Diagnostic::new(&E509).at(node))
    });
    found.collect()
}

/// What stands somewhere, and in which line, if it stands in one.
struct Boxed {
    area: Rect,
    line: Option<usize>,
    node: NodeId,
}

struct Check<'a> {
    page: &'a Page,
    /// The first fault of each kind, and whose it is.
    faults: Vec<(&'static Rule, NodeId)>,
    /// Whose what was seen last is: what is nobody's stands beside it.
    near: NodeId,
    boxes: Vec<Boxed>,
}

impl Check<'_> {
    fn report(&mut self, rule: &'static Rule, node: NodeId) {
        if !self.faults.iter().any(|(known, _)| std::ptr::eq(*known, rule)) {
            self.faults.push((rule, node));
        }
    }

    fn items(&mut self, told: &BTreeSet<NodeId>) {
        let page = self.page;
        let sheet = Rect { at: Point::default(), size: page.size };
        let content = |item: &Item| if let Role::Content(node, _) = item.role { Some(node) } else { None };
        self.near = page.items.iter().find_map(content).unwrap_or_default();
        let mut lines = page.lines.iter().enumerate().peekable();
        for (item, index) in page.items.iter().zip(0u32..) {
            while lines.next_if(|(_, line)| line.items.end <= index).is_some() {}
            let line = lines.peek().filter(|(_, line)| line.items.contains(&index)).copied();
            self.near = content(item).or(line.map(|(_, line)| line.node)).unwrap_or(self.near);
            let area = extent(item).map(|area| line.map_or(area, |(_, line)| clear(area, line)));
            let Some(area) = self.on_page(area, index) else { continue };
            let is_told = line.is_some_and(|(_, line)| told.contains(&line.node));
            if !holds(sheet, area, true, true) && !is_told {
                self.report(&E507, self.near);
            }
            if matches!(item.role, Role::Artifact(Artifact::Header | Artifact::Footer)) {
                continue;
            }
            let is_text = matches!(item.draw, Draw::Glyphs(_));
            let beside = match item.role {
                Role::Content(_, piece) => piece == Piece::Reading,
                // Dots and lines beside text.
                Role::Artifact(_) => line.is_some(),
            };
            if beside {
                continue;
            }
            // How far text reaches to the sides, its line says.
            let turned = self.is_turned(index);
            if !holds(page.area, area, !is_text || turned, !is_text || !turned) && !is_told {
                self.report(&W503, self.near);
            }
            if is_told || !is_text && !matches!(item.draw, Draw::Picture(..)) {
                continue;
            }
            self.boxes.push(Boxed { area, line: line.map(|(index, _)| index), node: self.near });
        }
    }

    fn is_turned(&self, index: u32) -> bool {
        self.page.turned.as_ref().is_some_and(|turned| turned.items.contains(&index))
    }

    /// The area of the page that an item covers which has its place in a frame that may be turned.
    fn on_page(&self, area: Option<Rect>, index: u32) -> Option<Rect> {
        match &self.page.turned {
            Some(turned) if turned.items.contains(&index) => Some(turned.area_on_page(area?)),
            _ => area,
        }
    }

    /// No line but one that hangs or was told to be too long reaches beyond the measure.
    fn lines(&mut self, told: &BTreeSet<NodeId>) {
        let page = self.page;
        let body = |line: &&LineRecord| !line.items.is_empty() && !line.role.is_margin();
        for line in page.lines.iter().filter(body) {
            let inside = if self.is_turned(line.items.start) {
                line.x0 >= Len::ZERO - SLIGHT && line.x1 - line.adjust.hung <= page.area.size.height + SLIGHT
            } else {
                line.x0 >= page.area.at.x - SLIGHT && line.x1 - line.adjust.hung <= page.area.right() + SLIGHT
            };
            if !inside && !told.contains(&line.node) {
                self.report(&W503, line.node);
            }
        }
    }

    /// No two things of different lines stand in the same place. What stands beside each other is few, so that looking
    /// back from each thing at those that it may cover costs little.
    fn overlaps(&mut self) {
        let mut boxes = std::mem::take(&mut self.boxes);
        boxes.sort_unstable_by_key(|one| one.area.at.y);
        let mut open: Vec<&Boxed> = Vec::new();
        for one in &boxes {
            open.retain(|other| other.area.bottom() - SLIGHT > one.area.at.y);
            let covers = open.iter().any(|other| {
                (one.line.is_none() || one.line != other.line)
                    && one.area.at.x + SLIGHT < other.area.right()
                    && other.area.at.x + SLIGHT < one.area.right()
            });
            if covers {
                self.report(&E508, one.node);
                return;
            }
            open.push(one);
        }
    }
}

/// An area without the blanks at the ends of its line, which the marks there do without.
fn clear(area: Rect, line: &LineRecord) -> Rect {
    let crosses = |edge: Len| area.at.x < edge && area.right() > edge;
    let left = if crosses(line.x0) { line.x0 } else { area.at.x };
    let right = if crosses(line.x1) { line.x1 } else { area.right() };
    Rect::new(left, area.at.y, right - left, area.size.height)
}

/// Whether `inner` lies within `outer`, across and down as far as asked.
fn holds(outer: Rect, inner: Rect, across: bool, down: bool) -> bool {
    let wide = inner.at.x >= outer.at.x - SLIGHT && inner.right() <= outer.right() + SLIGHT;
    let deep = inner.at.y >= outer.at.y - SLIGHT && inner.bottom() <= outer.bottom() + SLIGHT;
    (wide || !across) && (deep || !down)
}

/// The area that an item's ink covers, by a rough measure; none of what shows nothing.
fn extent(item: &Item) -> Option<Rect> {
    let Point { x, y } = item.at;
    let size = match &item.draw {
        Draw::Glyphs(run) => return of_text(run, item.at),
        Draw::Fill(size, _) | Draw::Picture(_, size) | Draw::Wave { size, .. } | Draw::Sesame { size, .. } => *size,
        Draw::Dots { count, pitch, diameter, .. } => {
            Size { width: *pitch * (*count as i32 - 1).max(0) + *diameter, height: *diameter }
        }
    };
    Some(Rect::new(x, y, size.width, size.height))
}

fn of_text(run: &GlyphRun, at: Point) -> Option<Rect> {
    if run.text.chars().all(char::is_whitespace) {
        return None;
    }
    let (first, last) = (run.glyphs.first()?, run.glyphs.last()?);
    let (left, right) = (first.x.min(last.x), (first.x + first.advance).max(last.x + last.advance));
    let above = run.size.scale(INK.0, 100);
    Some(Rect::new(at.x + left, at.y - above, right - left, above + run.size.scale(INK.1, 100)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::LineRole;
    use crate::display::{Adjustment, Glyph};
    use crate::font::FontId;
    use crate::style::Color;

    fn node(index: u32) -> NodeId {
        NodeId { chapter: 0, index }
    }

    fn text(index: u32, x: i32, y: i32, width: i32) -> Item {
        let glyph = Glyph { id: 1, text_end: 3, x: Len::ZERO, rise: Len::ZERO, advance: Len::pt(width) };
        let run = GlyphRun {
            font: FontId(0),
            size: Len::pt(10),
            color: Color::BLACK,
            turned: false,
            text: "字".to_owned(),
            glyphs: vec![glyph],
        };
        let at = Point { x: Len::pt(x), y: Len::pt(y) };
        Item { at, role: Role::Content(node(index), Piece::Body), draw: Draw::Glyphs(Box::new(run)) }
    }

    fn picture(index: u32, x: i32, y: i32, width: i32, height: i32) -> Item {
        let size = Size { width: Len::pt(width), height: Len::pt(height) };
        let at = Point { x: Len::pt(x), y: Len::pt(y) };
        Item { at, role: Role::Content(node(index), Piece::Body), draw: Draw::Picture("a.png".into(), size) }
    }

    fn rule(x: i32, y: i32, width: i32) -> Item {
        let draw = Draw::Fill(Size { width: Len::pt(width), height: Len::PT }, Color::BLACK);
        Item { at: Point { x: Len::pt(x), y: Len::pt(y) }, role: Role::Artifact(Artifact::Layout), draw }
    }

    /// A page of 200 × 300 pt, its type area 20 pt from every edge, with a line for every text.
    fn sheet(items: Vec<Item>) -> Page {
        let mut lines = Vec::new();
        for (item, index) in items.iter().zip(0..) {
            if let (Draw::Glyphs(run), Role::Content(node, _)) = (&item.draw, item.role) {
                lines.push(LineRecord {
                    node,
                    role: LineRole::Paragraph,
                    index: 0,
                    start: None,
                    last: true,
                    baseline: item.at.y,
                    x0: item.at.x,
                    x1: item.at.x + run.glyphs[0].advance,
                    measure: Len::pt(160),
                    natural: Len::pt(160),
                    adjust: Adjustment::default(),
                    items: index..index + 1,
                });
            }
        }
        let size = Size { width: Len::pt(200), height: Len::pt(300) };
        let area = Rect::new(Len::pt(20), Len::pt(20), Len::pt(160), Len::pt(260));
        Page { size, area, items, lines, label: "3".to_owned(), ..Page::default() }
    }

    fn found(items: Vec<Item>) -> Vec<&'static str> {
        page(&sheet(items), &BTreeSet::new()).into_iter().map(|found| found.rule.code).collect()
    }

    #[test]
    fn what_stands_well_is_not_told() {
        let lines = (0..26).map(|line| text(line, 20, 29 + line as i32 * 10, 160)).collect();
        assert_eq!(found(lines), [""; 0], "lines that touch do not cover each other");
        let beside = vec![text(0, 20, 40, 70), text(1, 100, 40, 80), picture(2, 20, 60, 160, 200), rule(20, 20, 160)];
        assert_eq!(found(beside), [""; 0]);
    }

    #[test]
    fn what_leaves_the_sheet_or_the_type_area_is_told() {
        assert_eq!(found(vec![text(0, 20, 299, 60)]), ["W503"], "below the area");
        assert_eq!(found(vec![text(0, 20, 24, 60)]), ["W503"], "above it");
        assert_eq!(found(vec![text(0, 60, 100, 130)]), ["W503"], "right of it");
        assert_eq!(found(vec![text(0, 10, 100, 130)]), ["W503"], "left of it");
        assert_eq!(found(vec![text(0, 60, 100, 150)]), ["E507", "W503"], "off the sheet");
        assert_eq!(found(vec![picture(0, 20, 100, 160, 190)]), ["W503"]);
        assert_eq!(found(vec![picture(0, 20, 100, 160, 220)]), ["E507", "W503"]);
        assert_eq!(found(vec![rule(20, 15, 160)]), ["W503"]);
        let told = BTreeSet::from([node(0)]);
        assert_eq!(page(&sheet(vec![text(0, 60, 100, 150)]), &told), [], "a line told to be too long");
    }

    #[test]
    fn what_covers_something_else_is_told_with_its_page_and_node() {
        let at = |items| {
            let found = page(&sheet(items), &BTreeSet::new());
            found.into_iter().map(|found| (found.rule.code, found.place, found.arguments)).collect::<Vec<_>>()
        };
        let expected = |index| {
            let told = Diagnostic::new(&E508).at(node(index)).with("page", "3");
            vec![("E508", told.place, told.arguments)]
        };
        assert_eq!(at(vec![text(0, 20, 40, 100), text(1, 60, 44, 100)]), expected(1), "two lines");
        assert_eq!(at(vec![picture(0, 20, 40, 100, 50), text(1, 60, 80, 100)]), expected(1), "a line over a picture");
        assert_eq!(at(vec![text(0, 20, 40, 100), picture(1, 100, 20, 60, 30)]), expected(0), "a picture over a line");
        assert_eq!(at(vec![picture(0, 20, 40, 100, 50), picture(1, 60, 80, 60, 30)]), expected(1), "two pictures");
    }
}

//! The spine: title and names, read from the head to the foot, and the publisher at the foot (typography row CV-1).

use super::setting::Compositor;
use crate::base::{Len, Point, Rect};
use crate::display::{Draw, Item};
use crate::style::{Color, TextStyle};

/// A narrower spine bears no text (typography row CV-1), in millimetres.
pub(super) const NARROWEST: f64 = 5.0;
/// What must stay free on both sides, because a cover never lies exactly on its book: 1/16 in (KDP, IngramSpark).
const SIDE: f64 = 1.6;
/// The smallest type of a spine, in points.
const SMALLEST: f64 = 5.0;
/// Marks that stand in the upper right of their em when lines run downward, and how far they move there, in hundredths
/// of an em.
const STOPS: (&str, i64) = ("，。、", 58);
/// Marks that lie along the line when it runs downward, and so turn with it.
const ALONG: &str = "（）《》〈〉【】〔〕「」『』［］｛｝—…～–-“”‘’：；";

/// What a spine says, and in which colours.
pub(super) struct Words<'w> {
    pub title: &'w str,
    pub names: &'w str,
    pub publisher: &'w str,
    /// Colour above the field, and on it.
    pub colors: [Color; 2],
}

/// Text that runs downward from a point in the middle of its column.
struct Column {
    items: Vec<Item>,
    length: Len,
}

/// Draws the words on a spine whose field begins at `field`. False when they do not fit even in the smallest type.
pub(super) fn draw(words: &Words, spine: Rect, field: Len, compositor: &Compositor, items: &mut Vec<Item>) -> bool {
    let width = spine.size.width;
    let role = compositor.theme.title.text.role;
    let small = compositor.theme.title_small.text.role;
    let edge = spine.size.height.scale(7, 100);
    let (top, bottom) = (spine.at.y + edge, spine.bottom() - edge);
    let largest = width.scale(62, 100).min(width - Len::from_mm(SIDE) * 2).min(Len::pt(22));
    let style = |role, size, color| TextStyle { role, size, color };
    let smallest = Len::from_pt(SMALLEST);
    // The largest size, not above `from`, at which columns need no more than the room they have.
    let fitting = |from: Len, fits: &dyn Fn(Len) -> bool| {
        let sizes = std::iter::successors(Some(from), |size| Some(size.scale(9, 10)));
        sizes.take_while(|size| *size >= smallest).find(|size| fits(*size))
    };
    let end = field - edge / 3;
    let upper = |size: Len| {
        let title = compositor.column(words.title, style(role, size, words.colors[0]));
        let names = compositor.column(words.names, style(small, size.scale(70, 100).max(smallest), words.colors[0]));
        let gap = if names.length == Len::ZERO { Len::ZERO } else { size.scale(3, 2) };
        (title, gap, names)
    };
    let lower = |size: Len| compositor.column(words.publisher, style(small, size, words.colors[1]));
    let size = fitting(largest, &|size| {
        let (title, gap, names) = upper(size);
        title.length + gap + names.length <= end - top
    });
    let foot = fitting(largest.scale(70, 100).max(smallest), &|size| lower(size).length <= bottom - field);
    let (Some(size), Some(foot)) = (size, foot) else { return false };
    let (title, gap, names) = upper(size);
    let publisher = lower(foot);
    // The names stand at the height of the eye, unless the title needs the place.
    let under = (top + title.length + gap).max((end - names.length).min(top + (field - top) / 2));
    let last = bottom - publisher.length;
    let middle = spine.at.x + width / 2;
    for (column, y) in [(title, top), (names, under), (publisher, last)] {
        let placed = column.items.into_iter();
        items.extend(placed.map(|item| Item { at: Point { x: item.at.x + middle, y: item.at.y + y }, ..item }));
    }
    true
}

/// A stretch of a column: a letter that stands upright, or a run that is turned.
enum Stretch {
    Upright(char),
    Turned(String),
}

fn stretches(text: &str) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for letter in text.chars() {
        let upright = letter >= '\u{2E80}' && !ALONG.contains(letter);
        let joins = !upright && letter < '\u{2000}';
        match stretches.last_mut() {
            Some(Stretch::Turned(run)) if joins && run.chars().all(|one| one < '\u{2000}') => run.push(letter),
            _ if upright => stretches.push(Stretch::Upright(letter)),
            _ => stretches.push(Stretch::Turned(letter.to_string())),
        }
    }
    stretches
}

impl Compositor<'_> {
    fn column(&self, text: &str, style: TextStyle) -> Column {
        let em = style.size;
        let mut column = Column { items: Vec::new(), length: Len::ZERO };
        for stretch in stretches(text) {
            let (mut items, mut aside, mut down) = (Vec::new(), Len::ZERO, Len::ZERO);
            match stretch {
                Stretch::Upright('\u{3000}') => column.length += em,
                Stretch::Upright(letter) => {
                    if STOPS.0.contains(letter) {
                        (aside, down) = (em.scale(STOPS.1, 100), -em.scale(STOPS.1, 100));
                    }
                    self.plain(&letter.to_string(), style).draw(aside, column.length + down, self.fonts, &mut items);
                    column.length += em;
                }
                Stretch::Turned(run) if run.trim().is_empty() => column.length += em / 3,
                Stretch::Turned(run) => {
                    let is_word = run.chars().all(|one| one < '\u{2000}');
                    let gap = if is_word && !column.items.is_empty() { em / 8 } else { Len::ZERO };
                    let lines = self.plain(&run, style);
                    let width = if is_word { lines.width() } else { em };
                    lines.draw(width / 2, Len::ZERO, self.fonts, &mut items);
                    // The middle of a Latin letter is lower than that of a Han, in hundredths of an em.
                    let center = if is_word { 88 - 33 } else { 50 };
                    items.iter_mut().for_each(|item| turn(item, em.scale(center, 100), column.length + gap));
                    column.length += width + gap * 2;
                }
            }
            column.items.append(&mut items);
        }
        column
    }
}

/// Turns an item of a line to the right, by a quarter, so that the line runs downward from `y`; `center` is the height
/// in the line that comes to lie on the column's middle.
fn turn(item: &mut Item, center: Len, y: Len) {
    item.at = Point { x: center - item.at.y, y: y + item.at.x };
    if let Draw::Glyphs(run) = &mut item.draw {
        run.turned = true;
    }
}

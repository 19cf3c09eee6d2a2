//! The front: series at the head, the title as large as it can be, subtitle and names under it, the publisher at the
//! foot on a field of the theme's colour, whose upper edge is water.

use super::parts::{figure, role};
use super::setting::{Compositor, Lines};
use crate::base::{Len, Point, Rect, Size};
use crate::color::luminance;
use crate::display::{Draw, Item};
use crate::font::{FontRole, Fonts};
use crate::model::Book;
use crate::resolve;
use crate::style::{Color, TextStyle, Theme};

/// The paper of a drawn cover.
pub(super) const PAPER: Color = Color { r: 0xf7, g: 0xf2, b: 0xe8 };
/// Width of a title's lines, in hundredths of the page.
const MEASURE: i64 = 80;
/// The largest title, in thousandths of the page's width.
const LARGEST: i64 = 165;
/// Title sizes below which one more line is better, in thousandths of the page's width, by the number of lines.
const ENOUGH: [i64; 5] = [96, 84, 68, 52, 40];
/// The size of a title that needs more lines than that, in thousandths of the page's width.
const LEAST: i64 = 36;
/// What the title, its subtitle and the names may take of the page, in hundredths: from the head to the field.
const FIELD: i64 = 69;

/// The lightest colour that stands out from the paper with a contrast of 4.5 : 1 (WCAG 2.2, 1.4.3), as its luminance;
/// black stands out from anything lighter.
const DARK: u8 = 111;

/// Draws the front into `area`, the trimmed page. Everything is content of the first node of the book's cover.
pub fn front(book: &Book, theme: &Theme, fonts: &Fonts, area: Rect) -> Vec<Item> {
    let node = figure(book).map(|figure| figure.id).unwrap_or_default();
    let compositor = Compositor { fonts, theme, lang: &book.meta.language, node };
    let mut painter = Painter { compositor, area, ground: area, items: Vec::new() };
    painter.draw(book);
    painter.items
}

/// Draws a front, and the ground that it shares with spine and back where those are printed with it.
pub(super) struct Painter<'a> {
    pub compositor: Compositor<'a>,
    /// The trimmed front.
    pub area: Rect,
    /// All that paper and field cover.
    pub ground: Rect,
    pub items: Vec<Item>,
}

impl Painter<'_> {
    pub fn draw(&mut self, book: &Book) {
        self.paper();
        self.water();
        self.words(book);
    }

    pub fn push(&mut self, at: Point, draw: Draw) {
        self.items.push(Item { at, role: role(self.compositor.node), draw });
    }

    pub fn fill(&mut self, area: Rect, color: Color) {
        self.push(area.at, Draw::Fill(area.size, color));
    }

    /// Where the field begins.
    pub fn field_top(&self) -> Len {
        self.area.at.y + self.area.size.height.scale(FIELD + 5, 100)
    }

    /// The paper, and the field at the foot.
    fn paper(&mut self) {
        self.fill(self.ground, PAPER);
        let top = self.field_top();
        let field = Rect::new(self.ground.at.x, top, self.ground.size.width, self.ground.bottom() - top);
        self.fill(field, self.compositor.theme.accent);
    }

    /// Lines of water over the field, closer and heavier the nearer they are to it. They begin beyond the edge, so
    /// that no page shows where a wave starts.
    fn water(&mut self) {
        let accent = self.compositor.theme.accent;
        let unit = self.area.size.width / 100;
        let length = unit * 10;
        let waves = self.ground.size.width.div_ceil(length) + 2;
        let mut y = self.field_top() - unit.scale(60, 100);
        for line in 0..4 {
            let shift = if line % 2 == 0 { Len::ZERO } else { length / 2 };
            let at = Point { x: self.ground.at.x - length + shift, y };
            let size = Size { width: length * waves, height: unit.scale(130, 100) };
            let weight = unit.scale(52 - 13 * line, 100);
            self.push(at, Draw::Wave { size, waves: waves as u32, weight, color: accent });
            y -= unit.scale(190 + 10 * line, 100);
        }
    }

    /// The words, as large as they all can be.
    fn words(&mut self, book: &Book) {
        let mut scale = 100;
        let (title, rest) = loop {
            let set = self.set(book, scale);
            let room = self.area.size.height.scale(FIELD - 12, 100);
            if scale < 20 || set.0.height() + set.1.iter().map(|(space, lines)| *space + lines.height()).sum() <= room {
                break set;
            }
            scale = scale * 9 / 10;
        };
        let (middle, height) = (self.area.at.x + self.area.size.width / 2, self.area.size.height);
        let unit = self.unit();
        if let Some(series) = &book.meta.series {
            let lines = self.small(&resolve::series_line(series), self.on_paper());
            self.place(&lines, middle, self.area.at.y + unit * 9);
        }
        // The title stands at the optical centre of the paper, unless the words need more.
        let below: Len = rest.iter().map(|(space, lines)| *space + lines.height()).sum();
        let room = height.scale(FIELD, 100);
        let top = height.scale(19, 100).min(room - title.height() - below).max(height.scale(11, 100));
        let mut y = self.area.at.y + top;
        self.place(&title, middle, y);
        y += title.height();
        for (space, lines) in rest {
            y += space;
            self.place(&lines, middle, y);
            y += lines.height();
        }
        if let Some(publisher) = &book.meta.publisher {
            let lines = self.small(publisher, self.on_field());
            self.place(&lines, middle, self.area.bottom() - unit * 9 - lines.height());
        }
    }

    /// The title, and the lines below it, each with the space above; sizes are `scale` hundredths of the usual ones.
    fn set(&self, book: &Book, scale: i64) -> (Lines, Vec<(Len, Lines)>) {
        let meta = &book.meta;
        let unit = self.unit().scale(scale, 100);
        let measure = self.measure();
        let title = self.title(&meta.title, unit);
        let mut rest = Vec::new();
        if let Some(subtitle) = &meta.subtitle {
            let size = (title.em() / 2).clamp(unit * 4, unit * 6);
            let style = TextStyle { role: FontRole::Quotation, size, color: Color::BLACK };
            rest.push((unit * 5, self.shrunk(subtitle, style, measure, 2)));
        }
        let names = self.credits(&resolve::credits(meta), unit);
        let above = |index| if index == 0 { unit * 9 } else { unit * 3 };
        rest.extend(names.into_iter().enumerate().map(|(index, lines)| (above(index), lines)));
        (title, rest)
    }

    /// A hundredth of the width; of a broad page, of the width that it would have if it were high.
    fn unit(&self) -> Len {
        self.area.size.width.min(self.area.size.height.scale(7, 10)) / 100
    }

    fn measure(&self) -> Len {
        self.area.size.width.scale(MEASURE, 100)
    }

    /// The series and the publisher.
    fn small(&self, text: &str, color: Color) -> Lines {
        let role = self.compositor.theme.title_small.text.role;
        self.shrunk(text, TextStyle { role, size: self.unit() * 4, color }, self.measure(), 2)
    }

    /// The theme's colour where it can be read on the paper, else black.
    pub fn on_paper(&self) -> Color {
        if self.is_dark() { self.compositor.theme.accent } else { Color::BLACK }
    }

    /// What can be read on the theme's colour.
    pub fn on_field(&self) -> Color {
        if self.is_dark() { PAPER } else { Color::BLACK }
    }

    fn is_dark(&self) -> bool {
        let Color { r, g, b } = self.compositor.theme.accent;
        luminance([r, g, b]) <= DARK
    }

    fn place(&mut self, lines: &Lines, middle: Len, top: Len) {
        lines.draw(middle, top, self.compositor.fonts, &mut self.items);
    }

    /// The title in as few lines as let it be large.
    fn title(&self, title: &str, unit: Len) -> Lines {
        let measure = self.measure();
        let style =
            |thousandths: i64| TextStyle { size: unit.scale(thousandths, 10), ..self.compositor.theme.title.text };
        let parted = parted(title);
        let width = self.compositor.width(title, style(100));
        let word = self.compositor.longest_word(title, style(100));
        for (index, enough) in ENOUGH.iter().enumerate() {
            let most = index as i32 + 1;
            let title = if index > 0 { &parted } else { title };
            for size in (*enough..=LARGEST).rev().step_by(3) {
                // Widths grow with the size: what cannot fit need not be set.
                if word.scale(size, 100) > measure || width.scale(size, 100) > measure * most {
                    continue;
                }
                let lines = self.compositor.lines(title, style(size), measure);
                if lines.count() <= most {
                    return lines;
                }
            }
        }
        self.compositor.lines(title, style(LEAST), measure)
    }

    /// A line as large as `style`, smaller where it would need more than `most` lines.
    fn shrunk(&self, text: &str, style: TextStyle, measure: Len, most: i32) -> Lines {
        let mut style = style;
        let least = style.size / 2;
        loop {
            let lines = self.compositor.lines(text, style, measure);
            if lines.count() <= most || style.size <= least {
                return lines;
            }
            style.size = style.size.scale(8, 10);
        }
    }

    /// The names, a block for each role. A name is never parted between two lines.
    fn credits(&self, credits: &[resolve::Credit], unit: Len) -> Vec<Lines> {
        let measure = self.measure();
        let role = self.compositor.theme.title_small.text.role;
        let style = TextStyle { role, size: unit.scale(480, 100), color: Color::BLACK };
        let mut blocks = Vec::new();
        for credit in credits {
            let mut line = String::new();
            for piece in &credit.pieces {
                let joined = if line.is_empty() { piece.clone() } else { format!("{line}{}{piece}", credit.gap) };
                if !line.is_empty() && self.compositor.width(&joined, style) > measure {
                    blocks.push(self.shrunk(&line, style, measure, 1));
                    line = piece.clone();
                } else {
                    line = joined;
                }
            }
            if !line.is_empty() {
                blocks.push(self.shrunk(&line, style, measure, 2));
            }
        }
        blocks
    }
}

/// A title that says two things, with a line for each: it is parted behind its first colon.
fn parted(title: &str) -> String {
    let behind = |mark: &str| title.split_once(mark).filter(|(_, rest)| !rest.trim().is_empty());
    match behind("：").map(|halves| ("：", halves)).or(behind(": ").map(|halves| (":", halves))) {
        Some((mark, (first, second))) => format!("{first}{mark}\n{}", second.trim_start()),
        None => title.to_owned(),
    }
}

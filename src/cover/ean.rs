//! EAN-13, the bar code in which an ISBN is printed (GS1 General Specifications, 5.2; ISO/IEC 15420).

use super::parts::role;
use super::setting::Compositor;
use crate::base::{Len, Point, Rect, Size};
use crate::display::{Draw, Item};
use crate::font::FontRole;
use crate::style::{Color, TextStyle};

/// Modules of a digit of the left half with odd parity; its even parity and the right half follow from them.
const ODD: [u8; 10] = [
    0b000_1101, 0b001_1001, 0b001_0011, 0b011_1101, 0b010_0011, 0b011_0001, 0b010_1111, 0b011_1011, 0b011_0111,
    0b000_1011,
];
/// Which of the six left digits have even parity, by the digit before them, which has no bars of its own.
const EVEN: [u8; 10] =
    [0b00_0000, 0b00_1011, 0b00_1101, 0b00_1110, 0b01_0011, 0b01_1001, 0b01_1100, 0b01_0101, 0b01_0110, 0b01_1010];
/// Modules of the symbol, without its quiet zones.
pub(super) const MODULES: usize = 95;
/// Modules that must stay white before and behind it.
const QUIET: [i32; 2] = [11, 7];
/// A module at full size, in micrometres; the symbol may be printed at 80 to 200 hundredths of it.
const MODULE: f64 = 0.330;
/// Height of the bars in modules; guards are five longer.
const HEIGHT: (i64, i64) = (2_285, 33);
const GUARD: i32 = 5;
/// White around everything.
const MARGIN: f64 = 2.0;

/// Dark and light modules of thirteen digits; none for anything else.
pub(super) fn modules(digits: &str) -> Option<[bool; MODULES]> {
    let digits: Vec<usize> = digits.chars().map(|digit| Some(digit.to_digit(10)? as usize)).collect::<Option<_>>()?;
    let [first, rest @ ..] = <[usize; 13]>::try_from(digits).ok()?;
    let mut bits: Vec<bool> = vec![true, false, true];
    let mut add = |pattern: u8| bits.extend((0..7).rev().map(|bit| pattern >> bit & 1 == 1));
    for (place, digit) in rest[..6].iter().enumerate() {
        let odd = ODD[*digit];
        let even = (!odd & 0x7f).reverse_bits() >> 1;
        add(if EVEN[first] >> (5 - place) & 1 == 1 { even } else { odd });
    }
    bits.extend([false, true, false, true, false]);
    let mut add = |pattern: u8| bits.extend((0..7).rev().map(|bit| pattern >> bit & 1 == 1));
    rest[6..].iter().for_each(|digit| add(!ODD[*digit] & 0x7f));
    bits.extend([true, false, true]);
    bits.try_into().ok()
}

/// The zone of a bar code: a white field with the ISBN in words, the bars, and the digits below them.
pub(super) struct Zone {
    module: Len,
}

impl Zone {
    /// A symbol of so many hundredths of the full size.
    pub fn new(hundredths: i64) -> Zone {
        Zone { module: Len::from_mm(MODULE).scale(hundredths, 100) }
    }

    fn bars(&self) -> Len {
        self.module.scale(HEIGHT.0, HEIGHT.1)
    }

    fn margin(&self) -> Len {
        Len::from_mm(MARGIN)
    }

    fn letters(&self) -> Len {
        self.module * 9
    }

    fn digits(&self) -> Len {
        // A figure of the fixed pitch is 0.6 em wide, and a digit has seven modules.
        self.module.scale(70, 6)
    }

    /// How large the zone is.
    pub fn size(&self) -> Size {
        let width = self.module * (QUIET[0] + MODULES as i32 + QUIET[1]) + self.margin() * 2;
        let height = self.letters() + self.module * 4 + self.bars() + self.digits() + self.margin() * 2;
        Size { width, height }
    }

    /// Draws the zone with its corner at `at`. `printed` is the ISBN with its hyphens.
    pub fn draw(&self, isbn: &str, printed: &str, at: Point, compositor: &Compositor, items: &mut Vec<Item>) {
        let Some(modules) = modules(isbn) else { return };
        let size = self.size();
        let mut push = |at, draw| items.push(Item { at, role: role(compositor.node), draw });
        push(at, Draw::Fill(size, Color::grey(255)));
        let left = at.x + self.margin() + self.module * QUIET[0];
        let top = at.y + self.margin() + self.letters() + self.module * 4;
        let mut from = 0;
        while from < MODULES {
            let width = modules[from..].iter().take_while(|dark| **dark == modules[from]).count();
            if modules[from] {
                let guard = !(3..45).contains(&from) && !(50..92).contains(&from);
                let height = self.bars() + if guard { self.module * GUARD } else { Len::ZERO };
                let bar = Size { width: self.module * width as i32, height };
                push(Point { x: left + self.module * from as i32, y: top }, Draw::Fill(bar, Color::BLACK));
            }
            from += width;
        }
        self.label(isbn, printed, Point { x: left, y: top }, compositor, items);
    }

    /// The ISBN above the bars, and each digit below its own.
    fn label(&self, isbn: &str, printed: &str, bars: Point, compositor: &Compositor, items: &mut Vec<Item>) {
        let style = |role, size| TextStyle { role, size, color: Color::BLACK };
        let wide = self.module * MODULES as i32;
        let text = format!("ISBN {printed}");
        let mut size = self.letters();
        while compositor.width(&text, style(FontRole::Heading, size)) > wide && size > self.letters() / 3 {
            size = size.scale(95, 100);
        }
        let lines = compositor.lines(&text, style(FontRole::Heading, size), wide * 2);
        let above = bars.y - self.module * 3 - lines.height();
        lines.draw(bars.x + wide / 2, above, compositor.fonts, items);
        let below = bars.y + self.bars() + self.module / 2;
        for (place, digit) in isbn.chars().enumerate() {
            // The first digit stands before the bars; the others below their seven modules.
            let center = match place {
                0 => self.module * -7,
                1..=6 => self.module * (3 + 7 * (place as i32 - 1)) + self.module * 7 / 2,
                _ => self.module * (50 + 7 * (place as i32 - 7)) + self.module * 7 / 2,
            };
            let lines = compositor.lines(&digit.to_string(), style(FontRole::Mono, self.digits()), self.module * 20);
            lines.draw(bars.x + center, below - self.digits() / 8, compositor.fonts, items);
        }
    }
}

/// Where the zone lies on a back whose right edge is the spine: at its foot, beside the spine (typography row CV-2).
pub(super) fn place(zone: &Zone, back: Rect) -> Point {
    let size = zone.size();
    let aside = Len::from_mm(12.0).min((back.size.width - size.width) / 2).max(Len::ZERO);
    let above = Len::from_mm(12.0).min((back.size.height - size.height) / 4).max(Len::ZERO);
    Point { x: back.right() - aside - size.width, y: back.bottom() - above - size.height }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard: 4 006381 333931.
    #[test]
    fn bars_are_those_of_the_standard() {
        let bits: String =
            modules("4006381333931").expect("digits").iter().map(|dark| if *dark { '1' } else { '0' }).collect();
        assert_eq!([&bits[..3], &bits[45..50], &bits[92..]], ["101", "01010", "101"]);
        assert_eq!(&bits[3..45], "000110101001110101111011110100010010110011");
        assert_eq!(&bits[50..92], "100001010000101000010111010010000101100110");
    }

    #[test]
    fn only_thirteen_digits_have_bars() {
        for bad in ["", "978730604096", "97873060409611", "978730604096X", "９７８７３０６０４０９６１"] {
            assert!(modules(bad).is_none(), "{bad}");
        }
    }
}

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in 1/65536 of a PostScript point (1 pt = 1/72 in).
///
/// The range is about ±32,767 pt (11.5 m). Arithmetic saturates, so an absurd
/// manuscript yields an absurd page instead of a panic.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Len(pub i32);

impl Len {
    /// No length at all.
    pub const ZERO: Len = Len(0);
    /// The longest length.
    pub const MAX: Len = Len(i32::MAX);
    /// One point.
    pub const PT: Len = Len(65_536);

    /// Whole points.
    pub const fn pt(points: i32) -> Len {
        Len(points.saturating_mul(65_536))
    }

    /// A decimal number of points, rounded to the nearest unit. For literals and configuration only.
    pub fn from_pt(points: f64) -> Len {
        Len((points * 65_536.0).round().clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32)
    }

    /// A decimal number of millimetres.
    pub fn from_mm(millimetres: f64) -> Len {
        Len::from_pt(millimetres * 72.0 / 25.4)
    }

    /// The length in points, for the file writers and the layout dump.
    pub fn to_pt(self) -> f64 {
        f64::from(self.0) / 65_536.0
    }

    /// The length in points, as the PDF back end takes it.
    pub fn to_f32(self) -> f32 {
        self.to_pt() as f32
    }

    /// `self × num / den`, rounded to nearest, exact in 64 bits. A zero `den` yields zero.
    pub fn scale(self, num: i64, den: i64) -> Len {
        if den == 0 {
            return Len::ZERO;
        }
        let (num, den) = if den < 0 { (-num, -den) } else { (num, den) };
        let product = i64::from(self.0) * num;
        let half = if product < 0 { -(den / 2) } else { den / 2 };
        Len::saturate((product + half) / den)
    }

    /// How many whole times `step` fits; zero when `step` is not positive.
    pub fn div_floor(self, step: Len) -> i32 {
        if step.0 <= 0 { 0 } else { self.0.div_euclid(step.0) }
    }

    /// How many `step`s cover this length; zero when `step` is not positive.
    pub fn div_ceil(self, step: Len) -> i32 {
        if step.0 <= 0 { 0 } else { (i64::from(self.0) + i64::from(step.0) - 1).div_euclid(i64::from(step.0)) as i32 }
    }

    /// The absolute length.
    pub fn abs(self) -> Len {
        Len(self.0.saturating_abs())
    }

    fn saturate(value: i64) -> Len {
        Len(value.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }
}

impl Add for Len {
    type Output = Len;
    fn add(self, other: Len) -> Len {
        Len(self.0.saturating_add(other.0))
    }
}
impl Sub for Len {
    type Output = Len;
    fn sub(self, other: Len) -> Len {
        Len(self.0.saturating_sub(other.0))
    }
}
impl AddAssign for Len {
    fn add_assign(&mut self, other: Len) {
        *self = *self + other;
    }
}
impl SubAssign for Len {
    fn sub_assign(&mut self, other: Len) {
        *self = *self - other;
    }
}
impl Neg for Len {
    type Output = Len;
    fn neg(self) -> Len {
        Len(self.0.saturating_neg())
    }
}
impl Mul<i32> for Len {
    type Output = Len;
    fn mul(self, factor: i32) -> Len {
        Len(self.0.saturating_mul(factor))
    }
}
impl Div<i32> for Len {
    type Output = Len;
    /// Truncates; a zero divisor yields zero.
    fn div(self, divisor: i32) -> Len {
        Len(self.0.checked_div(divisor).unwrap_or(0))
    }
}
impl Sum for Len {
    fn sum<I: Iterator<Item = Len>>(lengths: I) -> Len {
        lengths.fold(Len::ZERO, Add::add)
    }
}
impl fmt::Debug for Len {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}pt", self.to_pt())
    }
}

/// A place on a page: x to the right, y downward, from the top left corner of the trimmed page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Len,
    /// Distance from the top edge.
    pub y: Len,
}

/// Width and height.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Size {
    /// Horizontal extent.
    pub width: Len,
    /// Vertical extent.
    pub height: Len,
}

/// An upright rectangle on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rect {
    /// Its top left corner.
    pub at: Point,
    /// Its extent.
    pub size: Size,
}

impl Rect {
    /// A rectangle from its top left corner and its extent.
    pub fn new(x: Len, y: Len, width: Len, height: Len) -> Rect {
        Rect { at: Point { x, y }, size: Size { width, height } }
    }
    /// The right edge.
    pub fn right(&self) -> Len {
        self.at.x + self.size.width
    }
    /// The bottom edge.
    pub fn bottom(&self) -> Len {
        self.at.y + self.size.height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaling_rounds_to_nearest_on_both_sides_of_zero() {
        assert_eq!(Len(10).scale(1, 4), Len(3));
        assert_eq!(Len(-10).scale(1, 4), Len(-3));
        assert_eq!(Len(9).scale(1, 4), Len(2));
        assert_eq!(Len(10).scale(-1, 4), Len(-3));
        assert_eq!(Len(10).scale(1, 0), Len::ZERO);
    }

    #[test]
    fn a_measure_of_n_characters_is_exactly_n_em() {
        let em = Len::from_pt(10.5);
        assert_eq!((0..27).map(|_| em).sum::<Len>(), em * 27);
    }
}

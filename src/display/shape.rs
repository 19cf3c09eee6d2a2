//! The outlines of dots, sesames and waves, for every painter of a display list.

use crate::base::{Point, Size};

/// More waves or dots in a row than any page can show.
pub const MOST_SHAPES: u32 = 4096;
/// How far the handles of a cubic Bézier stand out to make a quarter of a circle of radius 1.
const QUARTER: f32 = 0.552_284_8;

/// Takes an outline, in points from the upper left corner of the page.
pub trait Outline {
    /// Begins a contour.
    fn move_to(&mut self, x: f32, y: f32);
    /// A straight line.
    fn line_to(&mut self, x: f32, y: f32);
    /// A quadratic curve: its control point, its end.
    fn quad_to(&mut self, control: (f32, f32), x: f32, y: f32);
    /// A cubic curve: its two control points, its end.
    fn cubic_to(&mut self, first: (f32, f32), second: (f32, f32), x: f32, y: f32);
    /// Ends a contour.
    fn close(&mut self);
}

/// A circle about (`x`, `y`).
pub fn circle(out: &mut impl Outline, x: f32, y: f32, radius: f32) {
    let handle = radius * QUARTER;
    out.move_to(x + radius, y);
    out.cubic_to((x + radius, y + handle), (x + handle, y + radius), x, y + radius);
    out.cubic_to((x - handle, y + radius), (x - radius, y + handle), x - radius, y);
    out.cubic_to((x - radius, y - handle), (x - handle, y - radius), x, y - radius);
    out.cubic_to((x + handle, y - radius), (x + radius, y - handle), x + radius, y);
    out.close();
}

/// A wavy line ([`super::Draw::Wave`]) with its upper left corner at `at`, as a band between two curves: its upper edge
/// drawn forward, its lower edge back.
pub fn wave(out: &mut impl Outline, at: Point, size: Size, waves: u32, weight: f32) {
    let halves = waves.saturating_mul(2).min(MOST_SHAPES);
    let (x, y) = (at.x.to_f32(), at.y.to_f32() + size.height.to_f32() / 2.0);
    let (step, half) = (size.width.to_f32() / halves.max(1) as f32, weight / 2.0);
    // A quadratic curve rises half as high as its control point.
    let swing = |part: u32| if part.is_multiple_of(2) { -size.height.to_f32() } else { size.height.to_f32() };
    out.move_to(x, y - half);
    for part in 0..halves {
        let from = x + step * part as f32;
        out.quad_to((from + step / 2.0, y + swing(part) - half), from + step, y - half);
    }
    out.line_to(x + step * halves as f32, y + half);
    for part in (0..halves).rev() {
        let from = x + step * part as f32;
        out.quad_to((from + step / 2.0, y + swing(part) + half), from, y + half);
    }
    out.close();
}

/// A sesame ([`super::Draw::Sesame`]) with its upper left corner at `at`: a drop whose tip points up and left.
pub fn sesame(out: &mut impl Outline, at: Point, size: Size) {
    let (x, y, width, height) = (at.x.to_f32(), at.y.to_f32(), size.width.to_f32(), size.height.to_f32());
    let place = |(across, down): (f32, f32)| (x + width * across, y + height * down);
    let tip = (0.05, 0.05);
    let curves = [
        ((0.55, 0.1), (1.0, 0.45), (1.0, 0.8)),
        ((1.0, 1.05), (0.68, 1.05), (0.58, 0.82)),
        ((0.48, 0.55), (0.3, 0.3), tip),
    ];
    out.move_to(place(tip).0, place(tip).1);
    for (first, second, end) in curves {
        out.cubic_to(place(first), place(second), place(end).0, place(end).1);
    }
    out.close();
}

//! The state of the graphics, as far as a printing house looks at it (ISO 32000-1, 8.4).

use super::page::Area;
use crate::pdf::object::Object;

/// a, b, c, d, e, f (ISO 32000-1, 8.3.3).
pub(super) type Matrix = [f64; 6];

/// First `a`, then `b`.
pub(super) fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

pub(super) fn apply([a, b, c, d, e, f]: Matrix, x: f64, y: f64) -> (f64, f64) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// Which inks a colour space leads to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Family {
    Grey,
    Screen,
    Inks,
    /// Independent of the device, in so many components.
    Profiled(u8),
    /// A spot colour.
    Spot,
    /// Every plate.
    All,
    Pattern,
    Unknown,
}

#[derive(Clone, Copy)]
pub(super) struct Paint {
    pub family: Family,
    pub values: [f64; 4],
}

impl Paint {
    pub const BLACK: Paint = Paint { family: Family::Grey, values: [0.0; 4] };

    /// Whether only black ink, or a spot colour, is used. Letters that a gradient or a pattern fills are artwork.
    pub fn is_plain(&self) -> bool {
        match self.family {
            Family::Grey | Family::Spot | Family::Profiled(1) | Family::Pattern => true,
            Family::Inks | Family::Profiled(4) => self.values[..3] == [0.0; 3],
            _ => false,
        }
    }

    /// The sum of the inks, in percent.
    pub fn ink(&self) -> f64 {
        match self.family {
            Family::Inks | Family::Profiled(4) => self.values.iter().sum::<f64>() * 100.0,
            _ => 0.0,
        }
    }

    pub fn is_full_black(&self) -> bool {
        self.family == Family::Inks && self.values == [0.0, 0.0, 0.0, 1.0]
    }

    pub fn is_white(&self) -> bool {
        self.family == Family::Inks && self.values == [0.0; 4]
            || self.family == Family::Grey && self.values[0] == 1.0
            || self.family == Family::Spot && self.values[0] == 0.0
    }
}

/// Fill and stroke, as indexes of [`State`].
pub(super) const FILL: usize = 0;
pub(super) const STROKE: usize = 1;

#[derive(Clone, Copy)]
pub(super) struct State {
    pub matrix: Matrix,
    pub clip: Area,
    pub paint: [Paint; 2],
    /// Whether each side overprints, and in which mode.
    pub over: [bool; 2],
    pub nonzero: bool,
    pub width: f64,
    pub rendering: u8,
}

/// The path that is being built: what it covers, and whether it will clip.
pub(super) struct Path {
    pub area: Area,
    pub clips: bool,
}

impl Path {
    pub fn point(&mut self, matrix: Matrix, x: f64, y: f64) {
        let (x, y) = apply(matrix, x, y);
        self.area.grow(x, y);
    }

    pub fn end(&mut self, state: &mut State) {
        if self.clips {
            state.clip = state.clip.within(self.area);
        }
        *self = Path { area: Area::NONE, clips: false };
    }
}

/// A colour of these components.
pub(super) fn paint(family: Family, operands: &[Object]) -> Paint {
    let mut values = [0.0; 4];
    for (value, operand) in values.iter_mut().zip(operands) {
        *value = operand.as_number().unwrap_or(0.0);
    }
    Paint { family, values }
}

//! Crop and registration marks: in every ink, outside the bleed.

use crate::base::{Len, Size};
use crate::pdf::object::{Dict, Object, append};

/// The name of the colour that prints on every plate.
pub(super) const ALL: &str = "HbAll";
/// Length of a crop mark, in millimetres.
const LENGTH: f64 = 5.0;
/// Between the bleed and a crop mark, in millimetres.
const GAP: f64 = 1.0;
/// Radius of a registration mark, in millimetres.
const RADIUS: f64 = 2.0;
/// Weight of the lines in points: the hairline of the trade.
const WEIGHT: f64 = 0.25;
/// How far the handles of a cubic Bézier stand out to make a quarter of a circle of radius 1.
const QUARTER: f64 = 0.552_284_8;

/// The colour space in which a tint prints on every plate.
pub(super) fn all_inks() -> Object {
    let tint = Dict::default()
        .with("FunctionType", Object::Number(2.0))
        .with("Domain", Object::numbers([0.0, 1.0]))
        .with("C0", Object::numbers([0.0; 4]))
        .with("C1", Object::numbers([1.0; 4]))
        .with("N", Object::Number(1.0));
    let all = [Object::name("Separation"), Object::name("All"), Object::name("DeviceCMYK"), Object::Dict(tint)];
    Object::Array(all.to_vec())
}

/// The marks of a page with this trimmed size, in the coordinates of the sheet.
pub(super) fn draw(trim: Size, bleed: Len, origin: Len, folds: &[Len]) -> Vec<u8> {
    let millimetre = Len::from_mm(1.0).to_pt();
    let (left, low) = (origin.to_pt(), origin.to_pt());
    let (right, high) = (left + trim.width.to_pt(), low + trim.height.to_pt());
    let near = bleed.to_pt() + GAP * millimetre;
    let far = near + LENGTH * millimetre;
    let mut out = b"/Artifact BMC\nq\n".to_vec();
    append(&mut out, format_args!("/{ALL} CS 1 SCN {WEIGHT} w\n"));
    let mut line = |x0: f64, y0: f64, x1: f64, y1: f64| {
        append(&mut out, format_args!("{x0:.3} {y0:.3} m {x1:.3} {y1:.3} l S\n"));
    };
    for x in [left, right] {
        line(x, low - far, x, low - near);
        line(x, high + near, x, high + far);
    }
    for y in [low, high] {
        line(left - far, y, left - near, y);
        line(right + near, y, right + far, y);
    }
    let radius = RADIUS * millimetre;
    let out_by = bleed.to_pt() + (GAP + LENGTH / 2.0 + 0.5) * millimetre;
    let (middle, half) = ((left + right) / 2.0, (low + high) / 2.0);
    for (x, y) in [(middle, low - out_by), (middle, high + out_by), (left - out_by, half), (right + out_by, half)] {
        let arm = radius * 1.4;
        line(x - arm, y, x + arm, y);
        line(x, y - arm, x, y + arm);
    }
    // A fold is marked by dashes, so that nobody cuts there.
    for fold in folds {
        let x = left + fold.to_pt();
        for (from, to) in [(low - near, low - far), (high + near, high + far)] {
            append(&mut out, format_args!("[2 1.5] 0 d {x:.3} {from:.3} m {x:.3} {to:.3} l S [] 0 d\n"));
        }
    }
    for (x, y) in [(middle, low - out_by), (middle, high + out_by), (left - out_by, half), (right + out_by, half)] {
        circle(&mut out, x, y, radius);
    }
    out.extend_from_slice(b"Q\nEMC\n");
    out
}

fn circle(out: &mut Vec<u8>, x: f64, y: f64, radius: f64) {
    append(out, format_args!("{:.3} {y:.3} m\n", x + radius));
    let handle = radius * QUARTER;
    let mut curve = |points: [(f64, f64); 3]| {
        for (dx, dy) in points {
            append(out, format_args!("{:.3} {:.3} ", x + dx, y + dy));
        }
        append(out, format_args!("c\n"));
    };
    curve([(radius, handle), (handle, radius), (0.0, radius)]);
    curve([(-handle, radius), (-radius, handle), (-radius, 0.0)]);
    curve([(-radius, -handle), (-handle, -radius), (0.0, -radius)]);
    curve([(handle, -radius), (radius, -handle), (radius, 0.0)]);
    append(out, format_args!("s\n"));
}

//! How far the numbers of a drawing reach, in the frame in which they take effect.
//!
//! A number may be modest and a transform around it, too, and both together lie beyond what those who draw can count in;
//! so each is judged as it comes out. Renderers count pixels in whole numbers, and a PDF reader its matrices.

use usvg::filter::{
    ColorMatrixKind, CompositeOperator, ConvolveMatrix, Filter, Kind, LightSource, TransferFunction, Turbulence,
};
use usvg::{Group, NonZeroRect, Rect, Transform, Tree};

/// The largest number of a matrix and the farthest point: PDF readers count to 2³¹.
const FARTHEST: f32 = 1e9;
/// The shortest side of a drawing, in CSS pixels: it is enlarged to fill its place on a page.
const SHORTEST: f32 = 1e-3;
/// The most pixels that a filter reaches: two hundred times the largest picture that is made of a filtered group.
const MOST_PIXELS: f64 = 1e6;
/// The largest factor of a filter. Colours go from 0 to 1.
const LARGEST_FACTOR: f32 = 1e6;
/// The most waves of noise that a filter makes across its picture, the finest octave counted.
const MOST_WAVES: f64 = 1e9;

/// Whether a drawing is of a size that can be enlarged or made smaller.
pub(super) fn has_measure(tree: &Tree) -> bool {
    let sides = [tree.size().width(), tree.size().height()];
    sides.iter().all(|side| (SHORTEST..=FARTHEST).contains(side))
}

/// Whether the numbers of a matrix can be written.
pub(super) fn is_sound(matrix: Transform) -> bool {
    within([matrix.sx, matrix.kx, matrix.ky, matrix.sy, matrix.tx, matrix.ty], FARTHEST)
}

/// Whether the corners of a box can be written.
pub(super) fn holds(area: Rect) -> bool {
    within([area.left(), area.top(), area.right(), area.bottom()], FARTHEST)
}

/// Whether every filter of a group stays within reach.
pub(super) fn filters_are_sound(group: &Group) -> bool {
    // The back end makes four pixels of a unit, or fewer where the group is large.
    let pixels = |matrix: Transform| {
        let (across, down) = matrix.get_scale();
        4.0 * f64::from(across.abs().max(down.abs())).max(1.0)
    };
    let scale = pixels(group.abs_transform()).max(pixels(group.transform()));
    group.filters().iter().all(|filter| is_filter_sound(filter, scale))
}

fn is_filter_sound(filter: &Filter, scale: f64) -> bool {
    let near = |numbers: &[f32]| numbers.iter().all(|number| f64::from(*number).abs() * scale <= MOST_PIXELS);
    let region = |area: NonZeroRect| near(&[area.left(), area.top(), area.right(), area.bottom()]);
    region(filter.rect())
        && filter.primitives().iter().all(|step| {
            region(step.rect())
                && near(&lengths(step.kind()))
                && within(factors(step.kind()), LARGEST_FACTOR)
                && match step.kind() {
                    Kind::Turbulence(noise) => waves(noise, filter.rect()) <= MOST_WAVES,
                    _ => true,
                }
        })
}

/// Whether all numbers are numbers, and none is beyond `most`.
fn within(numbers: impl IntoIterator<Item = f32>, most: f32) -> bool {
    numbers.into_iter().all(|number| number.abs() <= most)
}

/// The lengths and places of a step of a filter, in its user space.
fn lengths(kind: &Kind) -> Vec<f32> {
    match kind {
        Kind::GaussianBlur(one) => vec![one.std_dev_x().get(), one.std_dev_y().get()],
        Kind::DropShadow(one) => vec![one.dx(), one.dy(), one.std_dev_x().get(), one.std_dev_y().get()],
        Kind::Offset(one) => vec![one.dx(), one.dy()],
        Kind::DisplacementMap(one) => vec![one.scale()],
        Kind::Morphology(one) => vec![one.radius_x().get(), one.radius_y().get()],
        Kind::DiffuseLighting(one) => light(one.light_source()),
        Kind::SpecularLighting(one) => light(one.light_source()),
        _ => Vec::new(),
    }
}

fn light(source: LightSource) -> Vec<f32> {
    match source {
        LightSource::DistantLight(one) => vec![one.azimuth, one.elevation],
        LightSource::PointLight(one) => vec![one.x, one.y, one.z],
        LightSource::SpotLight(one) => {
            let cone = one.limiting_cone_angle.unwrap_or_default();
            vec![one.x, one.y, one.z, one.points_at_x, one.points_at_y, one.points_at_z, cone]
        }
    }
}

/// What a step of a filter multiplies colours by, adds to them or raises them to.
fn factors(kind: &Kind) -> Vec<f32> {
    match kind {
        Kind::ColorMatrix(one) => match one.kind() {
            ColorMatrixKind::Matrix(numbers) => numbers.clone(),
            ColorMatrixKind::Saturate(factor) => vec![factor.get()],
            ColorMatrixKind::HueRotate(angle) => vec![*angle],
            ColorMatrixKind::LuminanceToAlpha => Vec::new(),
        },
        Kind::ComponentTransfer(one) => {
            [one.func_r(), one.func_g(), one.func_b(), one.func_a()].into_iter().flat_map(transfer).collect()
        }
        Kind::Composite(one) => match one.operator() {
            CompositeOperator::Arithmetic { k1, k2, k3, k4 } => vec![k1, k2, k3, k4],
            _ => Vec::new(),
        },
        Kind::ConvolveMatrix(one) => kernel(one),
        Kind::DiffuseLighting(one) => vec![one.surface_scale(), one.diffuse_constant()],
        Kind::SpecularLighting(one) => {
            vec![one.surface_scale(), one.specular_constant(), one.specular_exponent()]
        }
        _ => Vec::new(),
    }
}

fn transfer(function: &TransferFunction) -> Vec<f32> {
    match function {
        TransferFunction::Identity => Vec::new(),
        TransferFunction::Table(numbers) | TransferFunction::Discrete(numbers) => numbers.clone(),
        TransferFunction::Linear { slope, intercept } => vec![*slope, *intercept],
        TransferFunction::Gamma { amplitude, exponent, offset } => vec![*amplitude, *exponent, *offset],
    }
}

fn kernel(one: &ConvolveMatrix) -> Vec<f32> {
    let divided = one.matrix().data().iter().map(|number| number / one.divisor().get());
    divided.chain([one.bias(), one.divisor().get()]).chain(one.matrix().data().iter().copied()).collect()
}

/// The waves of a noise across its picture; each octave has twice as many as the one before.
fn waves(noise: &Turbulence, area: NonZeroRect) -> f64 {
    let frequency = f64::from(noise.base_frequency_x().get().max(noise.base_frequency_y().get()));
    let farthest = [area.left(), area.top(), area.right(), area.bottom()].map(f32::abs);
    let side = farthest.into_iter().fold(1.0, f32::max);
    frequency * f64::from(side) * 2_f64.powi(i32::try_from(noise.num_octaves()).unwrap_or(i32::MAX))
}

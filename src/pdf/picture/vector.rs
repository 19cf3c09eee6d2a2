//! Drawings of the book, as graphics of the PDF.

use crate::diagnostics::Bilingual;
use crate::drawing::{Drawing, STUMBLE};
use krilla::geom::{Size, Transform};
use krilla::graphic::Graphic;
use krilla::surface::Surface;
use krilla_svg::{SurfaceExt as _, SvgSettings};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a drawing is no picture.
pub(super) enum Undrawn {
    Sizeless,
    /// Whoever draws it stumbles over it; over what.
    Stumbled(Bilingual),
}

/// Why a drawing without a size is no picture.
pub(super) const SIZELESS: Bilingual = Bilingual { en: "it has no size", zh: "没有尺寸" };

/// A drawing, converted once; every place that shows it refers to the same object.
pub(in crate::pdf) struct Vector {
    graphic: Graphic,
    width: f32,
    height: f32,
}

impl Vector {
    /// Converts a drawing.
    ///
    /// # Errors
    /// It has no size, or cannot be drawn.
    pub(super) fn of(drawing: &Drawing, surface: &mut Surface) -> Result<Vector, Undrawn> {
        let (width, height) = (drawing.tree.size().width(), drawing.tree.size().height());
        let size = Size::from_wh(width, height).ok_or(Undrawn::Sizeless)?;
        // Text that cannot be said in Unicode is drawn as shapes: a PDF/A may not hold a glyph without a meaning.
        let settings = SvgSettings { embed_text: drawing.is_sayable, ..SvgSettings::default() };
        let mut stream = surface.stream_builder();
        let mut canvas = stream.surface();
        let Ok(drawn) = catch_unwind(AssertUnwindSafe(|| canvas.draw_svg(&drawing.tree, size, settings))) else {
            // A half-drawn surface panics when it is dropped.
            std::mem::forget(canvas);
            return Err(Undrawn::Stumbled(STUMBLE));
        };
        canvas.finish();
        let stream = stream.finish();
        drawn.ok_or(Undrawn::Sizeless)?;
        Ok(Vector { graphic: Graphic::new(stream, false), width, height })
    }

    /// Fills the box from the origin to (`width`, `height`).
    pub fn draw(&self, surface: &mut Surface, width: f32, height: f32) {
        surface.push_transform(&Transform::from_scale(width / self.width, height / self.height));
        surface.draw_graphic(self.graphic.clone());
        surface.pop();
    }
}

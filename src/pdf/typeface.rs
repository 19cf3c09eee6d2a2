//! The faces of the book as the back end wants them.

use super::internal::internal;
use crate::diagnostics::Diagnostic;
use crate::font::{FontId, Fonts};
use krilla::text::{Font, GlyphId};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A face, loaded.
pub(super) struct Typeface {
    /// The back end's handle; cheap to clone.
    pub font: Font,
    /// Family name, for messages.
    pub name: String,
    /// Advances in thousandths of the em, by glyph: what the font's table of widths will say.
    advances: Vec<f32>,
}

impl Typeface {
    /// The advance that a viewer will add after the glyph, in thousandths of the em.
    pub fn advance(&self, glyph: GlyphId) -> f32 {
        self.advances.get(glyph.to_u32() as usize).copied().unwrap_or(0.0)
    }
}

/// The faces met so far.
pub(super) struct Typefaces<'a> {
    fonts: &'a Fonts,
    loaded: BTreeMap<FontId, Option<Arc<Typeface>>>,
}

impl<'a> Typefaces<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Typefaces { fonts, loaded: BTreeMap::new() }
    }

    /// The face; none, and a diagnostic at the first call, when its file cannot be used.
    pub fn get(&mut self, id: FontId, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<Typeface>> {
        if let Some(known) = self.loaded.get(&id) {
            return known.clone();
        }
        let face = self.fonts.face(id);
        let loaded = load(face).map(Arc::new);
        if loaded.is_none() {
            let unreadable = || internal(format!("the font {} can no longer be read", face.postscript));
            diagnostics.push(face.finding().unwrap_or_else(unreadable));
        }
        self.loaded.insert(id, loaded.clone());
        loaded
    }

    /// The name of a face that the back end complains about.
    pub fn name(&self, font: &Font) -> String {
        let known = self.loaded.values().flatten().find(|face| face.font == *font);
        known.map(|face| face.name.clone()).unwrap_or_else(|| "?".to_owned())
    }
}

fn load(face: &crate::font::Face) -> Option<Typeface> {
    let font = Font::new(face.data().clone().into(), face.index)?;
    let parsed = skrifa::FontRef::from_index(face.data(), face.index).ok()?;
    let metrics = parsed.glyph_metrics(Size::unscaled(), LocationRef::default());
    let units = f32::from(face.metrics.units_per_em);
    let count = metrics.glyph_count();
    let advance = |glyph| metrics.advance_width(skrifa::GlyphId::new(glyph)).unwrap_or(0.0) / units * 1000.0;
    Some(Typeface { font, name: face.postscript.clone(), advances: (0..count).map(advance).collect() })
}

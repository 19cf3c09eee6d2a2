//! Variation sequences: a Han and a selector that asks for one of its forms.

use super::itemize::{Context, Itemizer};
use crate::diagnostics::rules::language::W314;
use crate::diagnostics::{Diagnostic, Place};
use crate::font::FontId;
use std::ops::Range;

impl Itemizer<'_> {
    /// The form that a variation selector asks for, from whichever face has it; that none has it is told once a text.
    pub(super) fn variant(
        &mut self,
        context: &Context,
        range: &Range<usize>,
        font: FontId,
        sequence: (char, char),
    ) -> Option<(FontId, u16)> {
        let found = self.fonts.variant(font, context.style.role, context.region, sequence);
        if found.is_none() && self.reported.insert((context.run.node, sequence.1)) {
            let place = Place::Node(context.run.node, range.start as u32);
            let code = format!("U+{:04X}", sequence.1 as u32);
            self.diagnostics.push(Diagnostic::new(&W314).at(place).with("char", sequence.0).with("selector", code));
        }
        found
    }
}

//! What of a glyph is black, and what is known of the dashes of a face.

use crate::language::Tag;
use std::sync::RwLock;

/// The box around the outline of a glyph, in font units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ink {
    /// Left edge, from the glyph's origin.
    pub left: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge, above the baseline.
    pub bottom: i32,
    /// Upper edge.
    pub top: i32,
}

/// The glyph with which a face draws a dash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DashGlyph {
    /// Glyph id.
    pub id: u16,
    /// Its advance, in font units.
    pub advance: i32,
    /// Its ink: without a hole from left to right.
    pub ink: Ink,
}

/// The dashes of a face that were asked for, by length in em and language.
#[derive(Default)]
pub(super) struct DashCache(RwLock<Vec<KnownDash>>);

/// What was found for a length in em and a language.
type KnownDash = (u32, Tag, Option<DashGlyph>);

impl DashCache {
    /// The glyph for a length in em and a language; what was not asked for yet is looked up with `find`.
    pub(super) fn get(&self, em: u32, lang: &Tag, find: impl FnOnce() -> Option<DashGlyph>) -> Option<DashGlyph> {
        // A poisoned lock means that another thread panicked between two whole writes; what is stored is sound.
        let known = self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some((.., found)) = known.iter().find(|(of, tag, _)| *of == em && tag == lang) {
            return *found;
        }
        drop(known);
        let found = find();
        self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner()).push((em, lang.clone(), found));
        found
    }
}

impl Ink {
    /// Grows to hold another box.
    pub(super) fn take(&mut self, other: Ink) {
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.min(other.bottom);
        self.top = self.top.max(other.top);
    }
}

//! Where drawn items go.

use crate::base::Point;
use crate::display::{Draw, GlyphRun, Item, LinkArea, Role};
use crate::font::Fonts;

/// Where a line's drawing goes.
pub struct Sink<'a> {
    /// The fonts that the flow was composed with.
    pub fonts: &'a Fonts,
    /// Items of the page.
    pub items: &'a mut Vec<Item>,
    /// Links of the page.
    pub links: &'a mut Vec<LinkArea>,
    /// The label of a note on this page (`①`), by its index in the chapter.
    pub note_label: &'a dyn Fn(u32) -> String,
}

/// Places a run whose glyphs count from `origin`.
pub(super) fn push_run(mut run: GlyphRun, origin: Point, role: Role, sink: &mut Sink) {
    let Some(first) = run.glyphs.first().map(|glyph| glyph.x) else { return };
    run.glyphs.iter_mut().for_each(|glyph| glyph.x -= first);
    let at = Point { x: origin.x + first, y: origin.y };
    sink.items.push(Item { at, role, draw: Draw::Glyphs(Box::new(run)) });
}

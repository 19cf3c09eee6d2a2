//! Texts of a drawing that no font shows.

use std::collections::BTreeSet;
use usvg::{Group, Node};

/// What is to be known of the text in a picture.
pub(super) struct Text {
    pub(super) missing: BTreeSet<char>,
    pub(super) sayable: bool,
}

impl Text {
    pub(super) fn of(group: &Group) -> Text {
        let mut text = Text { missing: BTreeSet::new(), sayable: true };
        text.collect(group);
        text
    }

    /// Goes as deep as the reader went, which bounds its own depth.
    fn collect(&mut self, group: &Group) {
        for node in group.children() {
            match node {
                Node::Group(inner) => self.collect(inner),
                Node::Text(text) => {
                    for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
                        if glyph.id.0 == 0 {
                            self.missing.extend(glyph.text.chars());
                        }
                        let strange =
                            |c: char| matches!(u32::from(c), 0 | 0xFEFF | 0xFFFE | 0xE000..=0xF8FF | 0xF0000..);
                        self.sayable &= glyph.id.0 != 0 && !glyph.text.is_empty() && !glyph.text.contains(strange);
                    }
                }
                Node::Path(_) | Node::Image(_) => {}
            }
            // Clips, masks, patterns, and drawings within the drawing.
            node.subroots(|inner| self.collect(inner));
        }
    }
}

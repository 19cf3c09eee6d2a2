//! How large pictures are shown. Sizes follow the reader's font size, never the screen's pixels.

use super::page::{Page, Stands};
use crate::base::{Len, Size};
use crate::model::{AskedSize, Extent, Figure, PictureRoom, natural_size};
use crate::style::TextStyle;
use std::path::Path;

impl<'a> Page<'a> {
    /// The `style` of a figure's picture; nothing when its author asked nothing: it is as wide as the screen lets it be.
    pub(super) fn figure_size(&self, figure: &Figure) -> String {
        if !figure.asked.is_some() {
            return String::new();
        }
        let depth = self.context.theme.area.size.height;
        let room = self.context.theme.picture_room(Len::ZERO, self.em);
        let room = PictureRoom { unasked: depth, highest: depth, ..room };
        self.size(&figure.image, figure.asked, room)
    }

    /// The `style` of a picture among text: the size that it has on paper, in em of the text around.
    pub(super) fn inline_size(&self, image: &Path, asked: AskedSize) -> String {
        let room = self.context.theme.picture_room(self.first_indent, self.em);
        let room = if self.stands == Stands::Cell { room.in_cell() } else { room };
        if asked.is_some() || !self.context.is_vertical {
            return self.size(image, asked, room);
        }
        // Lines that run from top to bottom are as broad as others are high.
        let turned = |size: Size| Size { width: size.height, height: size.width };
        let Some(picture) = self.context.book.images.get(image) else { return String::new() };
        self.style(turned(asked.resolve(turned(natural_size(picture)), room)).width)
    }

    fn size(&self, image: &Path, asked: AskedSize, room: PictureRoom) -> String {
        match (asked, self.context.book.images.get(image)) {
            // A part of a column that takes its width from what it holds would be no width, and lines of verse are narrower
            // than the measure.
            (AskedSize { width: Some(Extent::Percent(part)), height: None }, _) if self.stands == Stands::Text => {
                let over = room.measure.scale(i64::from(part), 100) > room.widest;
                if !over || self.context.is_vertical {
                    return format!(" style=\"width: {part}%\"");
                }
                let indent = in_em(room.measure - room.widest, self.em);
                format!(" style=\"width: calc(100% - {indent}em)\"")
            }
            (_, Some(picture)) => {
                let width = asked.resolve(natural_size(picture), room).width;
                // What is around may be narrower than the measure: the indent counts there, too.
                let indented = !self.context.is_vertical && room.widest < room.measure;
                if self.stands == Stands::Text && indented && width > room.measure / 2 {
                    let indent = in_em(room.measure - room.widest, self.em);
                    return format!(
                        " style=\"width: {}em; max-width: calc(100% - {indent}em)\"",
                        in_em(width, self.em)
                    );
                }
                self.style(width)
            }
            (_, None) => String::new(),
        }
    }

    fn style(&self, width: Len) -> String {
        format!(" style=\"width: {}em\"", in_em(width, self.em))
    }

    /// Writes a text that stands somewhere else than in a paragraph of the body.
    pub(super) fn standing(&mut self, stands: Stands, first_indent: Len, write: impl FnOnce(&mut Page<'a>)) {
        let before = (self.stands, self.first_indent);
        (self.stands, self.first_indent) = (stands, first_indent);
        write(self);
        (self.stands, self.first_indent) = before;
    }

    /// Writes blocks whose paragraphs are indented by so much.
    pub(super) fn indenting(&mut self, indent: Len, write: impl FnOnce(&mut Page<'a>)) {
        let before = std::mem::replace(&mut self.indent, indent);
        write(self);
        self.indent = before;
    }

    /// Writes in the fonts and the size of a style. Sizes multiply, as the style sheet's do.
    pub(super) fn with_text(&mut self, style: TextStyle, write: impl FnOnce(&mut Page<'a>)) {
        let em = self.em.scale(i64::from(style.size.0), i64::from(self.context.theme.em.0));
        let before = std::mem::replace(&mut self.em, em);
        self.with_role(style.role, write);
        self.em = before;
    }
}

/// A length in em of a text, as style sheets write numbers.
fn in_em(length: Len, em: Len) -> String {
    super::css::decimal(length.to_pt() / em.to_pt().max(1.0))
}

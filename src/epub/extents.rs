//! How large pictures are shown. Sizes follow the reader's font size, never the screen's pixels.

use super::page::Page;
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
        let room = PictureRoom { unasked: depth, ..self.room(depth) };
        self.size(&figure.image, figure.asked, room)
    }

    /// The `style` of a picture among text: the size that it has on paper, in em of the text around.
    pub(super) fn inline_size(&self, image: &Path, asked: AskedSize) -> String {
        let room = self.room(self.context.theme.area.size.height);
        if asked.is_some() || !self.context.is_vertical {
            return self.size(image, asked, room);
        }
        // Lines that run from top to bottom are as broad as others are high.
        let turned = |size: Size| Size { width: size.height, height: size.width };
        let Some(picture) = self.context.book.images.get(image) else { return String::new() };
        self.style(turned(asked.resolve(turned(natural_size(picture)), room)).width)
    }

    fn room(&self, depth: Len) -> PictureRoom {
        PictureRoom::among_text(self.context.theme.measure(), depth, depth, self.em)
    }

    fn size(&self, image: &Path, asked: AskedSize, room: PictureRoom) -> String {
        match (asked, self.context.book.images.get(image)) {
            // A part of a column that takes its width from what it holds would be no width.
            (AskedSize { width: Some(Extent::Percent(part)), height: None }, _) if !self.in_cell => {
                format!(" style=\"width: {part}%\"")
            }
            (_, Some(picture)) => self.style(asked.resolve(natural_size(picture), room).width),
            (_, None) => String::new(),
        }
    }

    fn style(&self, width: Len) -> String {
        format!(" style=\"width: {}em\"", super::css::decimal(width.to_pt() / self.em.to_pt().max(1.0)))
    }

    /// Writes in the fonts and the size of a style. Sizes multiply, as the style sheet's do.
    pub(super) fn with_text(&mut self, style: TextStyle, write: impl FnOnce(&mut Page<'a>)) {
        let em = self.em.scale(i64::from(style.size.0), i64::from(self.context.theme.em.0));
        let before = std::mem::replace(&mut self.em, em);
        self.with_role(style.role, write);
        self.em = before;
    }
}

//! Items become pixels.

use super::palette::{Indexed, indexed};
use crate::base::Size;
use crate::display::{Draw, GlyphRun, Item, MOST_SHAPES, Outline, circle, sesame, wave};
use crate::font::Fonts;
use crate::style::Color;
use skrifa::instance::{LocationRef, Size as FontSize};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Transform};

/// Draws items of a page of `size` into a PNG of so many pixels. None when there is no room for the pixels.
pub(super) fn png(items: &[Item], size: Size, pixels: (u32, u32), fonts: &Fonts) -> Option<Vec<u8>> {
    let mut pixmap = Pixmap::new(pixels.0, pixels.1)?;
    pixmap.fill(tiny_skia::Color::WHITE);
    let scale = Transform::from_scale(
        pixels.0 as f32 / size.width.to_f32().max(1.0),
        pixels.1 as f32 / size.height.to_f32().max(1.0),
    );
    for item in items {
        let mut path = PathBuilder::new();
        let color = match &item.draw {
            Draw::Glyphs(run) => {
                glyphs(item, run, fonts, &mut path);
                run.color
            }
            Draw::Fill(size, color) => {
                let (x, y) = (item.at.x.to_f32(), item.at.y.to_f32());
                let area = tiny_skia::Rect::from_xywh(x, y, size.width.to_f32(), size.height.to_f32());
                area.into_iter().for_each(|area| path.push_rect(area));
                *color
            }
            Draw::Dots { count, pitch, diameter, color } => {
                let (x, y, radius) = (item.at.x, (item.at.y + *diameter / 2).to_f32(), diameter.to_f32() / 2.0);
                for dot in 0..(*count).min(MOST_SHAPES) as i32 {
                    circle(&mut path, (x + *diameter / 2 + *pitch * dot).to_f32(), y, radius);
                }
                *color
            }
            Draw::Wave { size, waves, weight, color } => {
                wave(&mut path, item.at, *size, *waves, weight.to_f32());
                *color
            }
            Draw::Sesame { size, color } => {
                sesame(&mut path, item.at, *size);
                *color
            }
            // A cover that is drawn has no pictures in it.
            Draw::Picture(..) => continue,
        };
        if let Some(path) = path.finish() {
            let mut paint = Paint::default();
            let Color { r, g, b } = color;
            paint.set_color_rgba8(r, g, b, 255);
            pixmap.fill_path(&path, &paint, FillRule::Winding, scale, None);
        }
    }
    encode(&pixmap)
}

/// The picture has few colours and no transparency: every pixel was painted.
fn encode(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let Indexed { palette, pixels } = indexed(pixmap.data(), pixmap.width() as usize);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    // Places in a table have no differences that mean anything.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

fn glyphs(item: &Item, run: &GlyphRun, fonts: &Fonts, path: &mut PathBuilder) {
    let face = fonts.face(run.font);
    let Ok(font) = FontRef::from_index(face.data(), face.index) else { return };
    let outlines = font.outline_glyphs();
    for glyph in &run.glyphs {
        let Some(outline) = outlines.get(GlyphId::new(u32::from(glyph.id))) else { continue };
        let settings = DrawSettings::unhinted(FontSize::new(run.size.to_f32()), LocationRef::default());
        let (x, y) = ((item.at.x + glyph.x).to_f32(), (item.at.y - glyph.rise).to_f32());
        // A damaged outline is left out; the PDF, which cannot do without it, reports it.
        let _ = outline.draw(settings, &mut Pen { path, x, y });
    }
}

/// Takes an outline in its place; glyphs count upward, pages downward.
struct Pen<'p> {
    path: &'p mut PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (left, top) = (self.x, self.y);
        self.path.cubic_to(left + ax, top - ay, left + bx, top - by, left + x, top - y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}

impl Outline for PathBuilder {
    fn move_to(&mut self, x: f32, y: f32) {
        self.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.line_to(x, y);
    }
    fn quad_to(&mut self, control: (f32, f32), x: f32, y: f32) {
        self.quad_to(control.0, control.1, x, y);
    }
    fn cubic_to(&mut self, first: (f32, f32), second: (f32, f32), x: f32, y: f32) {
        self.cubic_to(first.0, first.1, second.0, second.1, x, y);
    }
    fn close(&mut self) {
        self.close();
    }
}

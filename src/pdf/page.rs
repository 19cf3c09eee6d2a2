//! Pages are drawn: items in order, each inside the marked content of its role.

use super::backend::{location, rounded};
use super::glyphs::{self, Placed};
use super::internal::internal;
use super::links::Links;
use super::marks::Marks;
use super::picture::Pictures;
use super::sheet::Sheet;
use super::typeface::Typefaces;
use crate::base::{Len, NodeId, Point, Rect, Size};
use crate::color::luminance;
use crate::diagnostics::Diagnostic;
use crate::display::{Artifact, Draw, GlyphRun, Item, MOST_SHAPES, Outline, Page, Pages, Piece, Role, sesame, wave};
use crate::model::{Block, BlockKind, Book, InlineKind, walk_block, walk_inlines};
use crate::style::Color;
use krilla::Document;
use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Point as At, Rect as Area, Transform};
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::paint::{Fill, LineCap, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, SpanTag};
use std::collections::BTreeSet;
use std::num::NonZeroU32;

/// Draws every page and gives back what was marked for which node.
pub(super) fn draw_pages<'a>(
    document: &mut Document,
    book: &'a Book,
    pages: &'a Pages,
    sheet: &Sheet,
    typefaces: &mut Typefaces<'a>,
    pictures: &mut Pictures<'a>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Marks {
    let mut marks = Marks::default();
    let manners = Manners::of(book);
    let links = Links::of(book, pages);
    if pages.pages.is_empty() {
        diagnostics.push(internal("the book has no pages"));
    }
    let cover = sheet.cover(pages);
    for (index, page) in cover.iter().chain(&pages.pages).enumerate() {
        let Some(settings) = settings(page, sheet) else {
            diagnostics.push(internal(format!("page {} has no size", index + 1)));
            continue;
        };
        let mut target = document.start_page_with(settings);
        // Nobody clicks on paper, and PDF/X-4 allows no annotation on it (ISO 15930-7, 6.16).
        if !sheet.is_printed() {
            links.annotate((&mut target, index), &page.links, &mut marks, diagnostics);
        }
        let mut painter = Painter {
            surface: target.surface(),
            page: index,
            sheet,
            shift: sheet.shift(page),
            marks: &mut marks,
            typefaces,
            pictures,
            diagnostics,
            manners: &manners,
            open: None,
            baseline: None,
            sequences: 0,
            color: None,
            placed: Vec::new(),
        };
        painter.page(page);
        if index < cover.len() {
            painter.outline_of_cover(page);
        }
    }
    marks.seal();
    marks
}

fn settings(page: &Page, sheet: &Sheet) -> Option<PageSettings> {
    let around = |margin: Len| -> Option<Area> {
        let from = rounded(sheet.origin - margin);
        let (width, height) = (page.size.width + margin * 2, page.size.height + margin * 2);
        Area::from_xywh(from, from, rounded(width), rounded(height))
    };
    let whole = sheet.origin * 2;
    let style = if page.roman { NumberingStyle::LowerRoman } else { NumberingStyle::Arabic };
    // Pages of the cover have names, not numbers.
    let label = match NonZeroU32::new(page.number) {
        Some(number) => PageLabel::new(Some(style), None, Some(number)),
        None => PageLabel::new(None, Some(page.label.clone()), None),
    };
    let settings = PageSettings::from_wh(rounded(page.size.width + whole), rounded(page.size.height + whole))?;
    let bleed = sheet.bleed.and_then(around);
    Some(settings.with_page_label(label).with_trim_box(around(Len::ZERO)).with_bleed_box(bleed))
}

/// Nodes that are marked in a way of their own.
#[derive(Default)]
struct Manners {
    /// Pictures that carry no information: they are drawn, but stand in no structure.
    silent: BTreeSet<NodeId>,
    /// Code, whose lines are marked apart.
    by_line: BTreeSet<NodeId>,
}

impl Manners {
    fn of(book: &Book) -> Manners {
        let mut manners = Manners::default();
        let mut on_block = |block: &Block| manners.take(block);
        for chapter in &book.chapters {
            let notes = chapter.notes.iter().flat_map(|note| &note.blocks);
            chapter.blocks.iter().chain(notes).for_each(|block| walk_block(block, &mut on_block));
        }
        manners
    }

    fn take(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Figure(figure) if figure.decorative => {
                self.silent.insert(block.id);
            }
            BlockKind::Code { .. } => {
                self.by_line.insert(block.id);
            }
            _ => {}
        }
        walk_inlines(block, &mut |inline| {
            if matches!(&inline.kind, InlineKind::Image { alt, .. } if alt.is_empty()) {
                self.silent.insert(inline.id);
            }
        });
    }
}

struct Painter<'p, 'a, 's> {
    surface: Surface<'s>,
    page: usize,
    sheet: &'p Sheet,
    /// Where the page's own corner lies on the sheet.
    shift: Point,
    marks: &'p mut Marks,
    typefaces: &'p mut Typefaces<'a>,
    pictures: &'p mut Pictures<'a>,
    diagnostics: &'p mut Vec<Diagnostic>,
    manners: &'p Manners,
    open: Option<Role>,
    baseline: Option<Len>,
    /// How many sequences of content were opened: the number of the next (MCID).
    sequences: u32,
    color: Option<Color>,
    placed: Vec<Placed>,
}

impl Painter<'_, '_, '_> {
    fn page(&mut self, page: &Page) {
        if self.shift == Point::default() {
            return self.parts(page);
        }
        self.surface.push_transform(&Transform::from_translate(rounded(self.shift.x), rounded(self.shift.y)));
        self.parts(page);
        self.surface.pop();
    }

    /// What stands upright, and between it what is turned.
    fn parts(&mut self, page: &Page) {
        let items = page.items.as_slice();
        let Some(turned) = &page.turned else { return self.items(items) };
        let (start, end) = (turned.items.start as usize, turned.items.end as usize);
        self.items(&items[..start]);
        // x leads up the page and y to the right.
        let (x, y) = (rounded(turned.origin.x), rounded(turned.origin.y));
        self.surface.push_transform(&Transform::from_row(0.0, -1.0, 1.0, 0.0, x, y));
        self.color = None;
        self.items(&items[start..end]);
        self.surface.pop();
        self.color = None;
        self.items(&items[end..]);
    }

    /// A cover that is drawn is one figure, which fills its page; one that is a picture noted its own place.
    fn outline_of_cover(&mut self, page: &Page) {
        let is_picture = page.items.iter().any(|item| matches!(item.draw, Draw::Picture(..)));
        let node = page.items.iter().find_map(|item| match item.role {
            Role::Content(node, _) => Some(node),
            Role::Artifact(_) => None,
        });
        if let (Some(node), false, Some(whole)) = (node, is_picture, area(Rect { size: page.size, at: self.shift })) {
            self.marks.add_box(node, self.page, whole);
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.enter(self.heard(item.role), item);
            match &item.draw {
                Draw::Glyphs(run) => self.glyphs(item, run),
                Draw::Fill(size, color) => self.fill(item, *size, *color),
                &Draw::Dots { count, pitch, diameter, color } => self.dots(item, count, pitch, diameter, color),
                &Draw::Wave { size, waves, weight, color } => self.wave(item, size, waves, weight, color),
                &Draw::Sesame { size, color } => self.sesame(item, size, color),
                Draw::Picture(path, size) => self.picture(item, path, *size),
            }
        }
        self.leave();
    }

    /// The role, but for decorative pictures, which nobody hears.
    fn heard(&self, role: Role) -> Role {
        match role {
            Role::Content(node, Piece::Body) if self.manners.silent.contains(&node) => Role::Artifact(Artifact::Layout),
            _ => role,
        }
    }

    /// Opens the marked content of a role. Neighbours with one role share a sequence: the lines of a paragraph on a
    /// page are one leaf of the structure, not thirty.
    fn enter(&mut self, role: Role, item: &Item) {
        let apart = matches!(role, Role::Content(node, _) if self.manners.by_line.contains(&node));
        let goes_on = !apart || self.baseline == Some(item.at.y);
        self.baseline = Some(item.at.y);
        if self.open == Some(role) && goes_on {
            return;
        }
        self.leave();
        match role {
            Role::Content(node, piece) => {
                let tag = match item.draw {
                    Draw::Glyphs(_) => ContentTag::Span(SpanTag::empty()),
                    Draw::Fill(..)
                    | Draw::Dots { .. }
                    | Draw::Wave { .. }
                    | Draw::Sesame { .. }
                    | Draw::Picture(..) => ContentTag::Other,
                };
                let id = self.surface.start_tagged(tag);
                self.marks.add(node, piece, id, (self.page, self.sequences));
                self.sequences += 1;
            }
            Role::Artifact(kind) => {
                let kind = match kind {
                    // PDF 1.6, and so PDF/X-4, knows no names for heads and feet.
                    Artifact::Header | Artifact::Footer if self.sheet.is_printed() => ArtifactType::PaginationOther,
                    Artifact::Header => ArtifactType::Header,
                    Artifact::Footer => ArtifactType::Footer,
                    Artifact::Layout => ArtifactType::Layout,
                    Artifact::RepeatedHead | Artifact::RepeatedNote => ArtifactType::PaginationOther,
                };
                self.surface.start_tagged(ContentTag::Artifact(krilla::tagging::Artifact::with_kind(kind)));
            }
        }
        self.open = Some(role);
    }

    fn leave(&mut self) {
        if self.open.take().is_some() {
            self.surface.end_tagged();
        }
    }

    fn paint(&mut self, color: Color) {
        if self.color == Some(color) {
            return;
        }
        self.color = Some(color);
        let paint = self.painted(color);
        self.surface.set_fill(Some(Fill { paint, ..Fill::default() }));
    }

    /// The colour as it is written.
    fn painted(&self, color: Color) -> Paint {
        let light = luminance([color.r, color.g, color.b]);
        let color = if self.sheet.black { Color::grey(light) } else { color };
        // Grey is said in one component, so that text prints with black ink alone.
        if color.r == color.g && color.g == color.b {
            luma::Color::new(color.r).into()
        } else {
            rgb::Color::new(color.r, color.g, color.b).into()
        }
    }

    fn glyphs(&mut self, item: &Item, run: &GlyphRun) {
        let Some(first) = run.glyphs.first() else { return };
        let Some(face) = self.typefaces.get(run.font, self.diagnostics) else { return };
        let place = match item.role {
            Role::Content(node, _) => location(node),
            Role::Artifact(_) => None,
        };
        let (x, y) = (rounded(item.at.x), rounded(item.at.y));
        let start = if run.turned {
            // What ran to the right runs down.
            self.surface.push_transform(&Transform::from_row(0.0, 1.0, -1.0, 0.0, x, y));
            At::from_xy(rounded(first.x), 0.0)
        } else {
            At::from_xy(rounded(item.at.x + first.x), y)
        };
        glyphs::place(run, &face, place, &mut self.placed);
        self.paint(run.color);
        self.surface.draw_glyphs(start, &self.placed, face.font.clone(), &run.text, rounded(run.size), false);
        if run.turned {
            self.surface.pop();
        }
    }

    fn fill(&mut self, item: &Item, size: Size, color: Color) {
        let Some(area) = area(Rect { at: item.at, size }) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(area);
        if let Some(path) = path.finish() {
            self.paint(color);
            self.surface.draw_path(&path);
        }
    }

    /// A row of dots is one stroke: dashes of no length whose caps are round, each a circle of the stroke's width (ISO
    /// 32000-1, 8.4.3.3 and 8.4.3.6). As outlines the leaders of a page of contents would take sixty kilobytes.
    fn dots(&mut self, item: &Item, count: u32, pitch: Len, diameter: Len, color: Color) {
        let width = rounded(diameter);
        if width <= 0.0 || count == 0 {
            return;
        }
        let apart = count.min(MOST_SHAPES) as i32 - 1;
        let (x, y) = (item.at.x + diameter / 2, item.at.y + diameter / 2);
        // It goes on behind the last dot, so that rounding cannot lose it; a path without extent would not be drawn.
        let beyond = if apart == 0 { Len::PT / 100 } else { pitch / 4 };
        let mut path = PathBuilder::new();
        path.move_to(rounded(x), rounded(y));
        path.line_to(rounded(x + pitch * apart + beyond), rounded(y));
        let Some(path) = path.finish() else { return };
        let dash = (apart > 0).then(|| StrokeDash { array: vec![0.0, pitch.to_f32()], offset: 0.0 });
        let paint = self.painted(color);
        let stroke = Stroke { paint, width, line_cap: LineCap::Round, dash, ..Stroke::default() };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
        self.color = None;
    }

    fn wave(&mut self, item: &Item, size: Size, waves: u32, weight: Len, color: Color) {
        let mut path = PathBuilder::new();
        wave(&mut path, item.at, size, waves, weight.to_f32());
        if let Some(path) = path.finish() {
            self.paint(color);
            self.surface.draw_path(&path);
        }
    }

    fn sesame(&mut self, item: &Item, size: Size, color: Color) {
        let mut path = PathBuilder::new();
        sesame(&mut path, item.at, size);
        if let Some(path) = path.finish() {
            self.paint(color);
            self.surface.draw_path(&path);
        }
    }

    fn picture(&mut self, item: &Item, path: &std::path::Path, size: Size) {
        let Some(area) = area(Rect { at: item.at, size }) else { return };
        if let Role::Content(node, _) = item.role {
            let own = Point { x: item.at.x + self.shift.x, y: item.at.y + self.shift.y };
            if let Some(shown) = self::area(Rect { at: own, size }) {
                self.marks.add_box(node, self.page, shown);
            }
            if let Some(place) = location(node) {
                self.surface.set_location(place);
            }
        }
        let before = self.diagnostics.len();
        let picture = self.pictures.get(path, &mut self.surface, self.diagnostics);
        if let Role::Content(node, _) = item.role {
            // Where the book shows it helps more than the file, which the message names.
            self.diagnostics[before..].iter_mut().for_each(|found| found.place = node.into());
        }
        // Drawing an SVG sets its own fills.
        self.color = None;
        self.surface.push_transform(&Transform::from_translate(area.left(), area.top()));
        if let Some(picture) = picture {
            picture.draw(&mut self.surface, area.width(), area.height());
        }
        self.surface.pop();
        self.surface.reset_location();
    }
}

fn area(rect: Rect) -> Option<Area> {
    let (width, height) = (rounded(rect.size.width), rounded(rect.size.height));
    Area::from_xywh(rounded(rect.at.x), rounded(rect.at.y), width, height).filter(|_| width > 0.0 && height > 0.0)
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

//! SVG pictures, drawn with the fonts of the book and nothing of the machine's.

use crate::diagnostics::Bilingual;
use crate::font::{FontId, FontRole, Fonts, Region};
use krilla::geom::{Size, Transform};
use krilla::graphic::Graphic;
use krilla::surface::Surface;
use krilla_svg::{SurfaceExt as _, SvgSettings};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use usvg::fontdb::{Database, ID, Source};
use usvg::{Font, FontFamily, FontResolver, Group, ImageHrefResolver, Node, Options, Tree};

const SIZELESS: Bilingual = Bilingual { en: "it has no size", zh: "没有尺寸" };

/// Why an SVG cannot be shown.
pub(super) enum Refusal {
    /// It is not well formed; what the reader says of it.
    Malformed(String),
    /// It is well formed and still no picture.
    Undrawable(Bilingual),
    /// It shows files that are not inside it.
    Outside(String),
}

/// An SVG, converted once; every place that shows it refers to the same object.
pub(in crate::pdf) struct Vector {
    graphic: Graphic,
    width: f32,
    height: f32,
}

/// What an SVG asks for in vain.
#[derive(Default)]
pub(super) struct Wanting {
    /// Characters that no font of the book has.
    pub characters: String,
    /// Fonts that the book does not have, where nothing else was named in their place.
    pub fonts: Vec<String>,
}

impl Vector {
    /// Converts an SVG. Beside it stands what it asked for in vain.
    pub(super) fn load(bytes: &[u8], fonts: &Fonts, surface: &mut Surface) -> Result<(Vector, Wanting), Refusal> {
        let (outside, strange) = (Mutex::new(BTreeSet::new()), Mutex::new(BTreeSet::new()));
        let tree = parse(bytes, fonts, &outside, &strange)?;
        let [outside, strange] = [outside, strange].map(|set| set.into_inner().unwrap_or_else(PoisonError::into_inner));
        if !outside.is_empty() {
            let files: Vec<String> = outside.into_iter().collect();
            return Err(Refusal::Outside(files.join(", ")));
        }
        let text = Text::of(tree.root());
        let (width, height) = (tree.size().width(), tree.size().height());
        let size = Size::from_wh(width, height).ok_or(Refusal::Undrawable(SIZELESS))?;
        // Text that cannot be said in Unicode is drawn as shapes: a PDF/A may not hold a glyph without a meaning.
        let settings = SvgSettings { embed_text: text.sayable, ..SvgSettings::default() };
        let mut stream = surface.stream_builder();
        let mut canvas = stream.surface();
        let drawn = canvas.draw_svg(&tree, size, settings);
        canvas.finish();
        let stream = stream.finish();
        drawn.ok_or(Refusal::Undrawable(SIZELESS))?;
        let wanting = Wanting { characters: text.missing.into_iter().collect(), fonts: strange.into_iter().collect() };
        Ok((Vector { graphic: Graphic::new(stream, false), width, height }, wanting))
    }

    /// Fills the box from the origin to (`width`, `height`).
    pub fn draw(&self, surface: &mut Surface, width: f32, height: f32) {
        surface.push_transform(&Transform::from_scale(width / self.width, height / self.height));
        surface.draw_graphic(self.graphic.clone());
        surface.pop();
    }
}

fn parse(
    bytes: &[u8],
    fonts: &Fonts,
    outside: &Mutex<BTreeSet<String>>,
    strange: &Mutex<BTreeSet<String>>,
) -> Result<Tree, Refusal> {
    let faces = Faces { fonts, first: Mutex::new(FontRole::Caption), strange };
    let options = Options {
        // A text that names no font is no reason for a complaint.
        font_family: String::new(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|href, _| {
                outside.lock().unwrap_or_else(PoisonError::into_inner).insert(href.to_owned());
                None
            }),
        },
        font_resolver: FontResolver {
            select_font: Box::new(|font, database| faces.select(font, database)),
            select_fallback: Box::new(|character, used, database| faces.fall_back(character, used, database)),
        },
        ..Options::default()
    };
    Tree::from_data(bytes, &options).map_err(|error| Refusal::Malformed(error.to_string()))
}

/// The book's fonts as the SVG reader asks for them. A face enters its database only when a text needs it.
struct Faces<'a> {
    fonts: &'a Fonts,
    /// The role that the last font request asked for; fallbacks follow it.
    first: Mutex<FontRole>,
    /// Families that were asked for and are not there.
    strange: &'a Mutex<BTreeSet<String>>,
}

impl Faces<'_> {
    fn select(&self, font: &Font, database: &mut Arc<Database>) -> Option<ID> {
        let bold = font.weight() >= 600;
        let role = font.families().iter().find_map(|family| role(family, bold)).unwrap_or(generic(bold, false));
        *self.first.lock().unwrap_or_else(PoisonError::into_inner) = role;
        let named = font.families().iter().find_map(|family| self.named(family, font));
        let any_will_do = font.families().iter().any(|family| self::role(family, bold).is_some());
        if let (None, false, Some(FontFamily::Named(name))) = (named, any_will_do, font.families().first())
            && !name.is_empty()
        {
            self.strange.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        }
        let set = self.fonts.set(role, Region::Mainland);
        let id = named.or(set.latin.first().copied()).or(set.han.first().copied())?;
        self.enter(id, database)
    }

    /// The face nearest in weight and slope among those with the family's name.
    fn named(&self, family: &FontFamily, font: &Font) -> Option<FontId> {
        let FontFamily::Named(name) = family else { return None };
        let same = |known: &String| known.eq_ignore_ascii_case(name);
        let italic = font.style() != usvg::FontStyle::Normal;
        let all = self.fonts.faces().filter(|(_, face)| face.may_be_embedded());
        all.filter(|(_, face)| same(&face.family) || face.aliases.iter().any(same))
            .min_by_key(|(id, face)| (face.italic != italic, face.weight.abs_diff(font.weight()), *id))
            .map(|(id, _)| id)
    }

    fn fall_back(&self, character: char, used: &[ID], database: &mut Arc<Database>) -> Option<ID> {
        let role = *self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let (id, _) = self.fonts.select(role, Region::Mainland, character, true)?;
        self.enter(id, database).filter(|id| !used.contains(id))
    }

    fn enter(&self, id: FontId, database: &mut Arc<Database>) -> Option<ID> {
        let face = self.fonts.face(id);
        let known =
            database.faces().find(|known| known.index == face.index && known.post_script_name == face.postscript);
        if let Some(known) = known {
            return Some(known.id);
        }
        let database = Arc::make_mut(database);
        let loaded = database.load_font_source(Source::Binary(face.data().clone()));
        loaded.into_iter().find(|id| database.face(*id).is_some_and(|one| one.index == face.index))
    }
}

/// The role whose fonts stand for a generic family.
fn role(family: &FontFamily, bold: bool) -> Option<FontRole> {
    match family {
        FontFamily::Serif => Some(generic(bold, true)),
        FontFamily::SansSerif => Some(generic(bold, false)),
        FontFamily::Cursive | FontFamily::Fantasy => Some(FontRole::Quotation),
        FontFamily::Monospace => Some(FontRole::Mono),
        FontFamily::Named(_) => None,
    }
}

fn generic(bold: bool, serif: bool) -> FontRole {
    match (serif, bold) {
        (true, false) => FontRole::Body,
        (true, true) => FontRole::BodyBold,
        (false, false) => FontRole::Heading,
        (false, true) => FontRole::HeadingBold,
    }
}

/// What is to be known of the text in a picture.
struct Text {
    missing: BTreeSet<char>,
    sayable: bool,
}

impl Text {
    fn of(group: &Group) -> Text {
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
        }
    }
}

//! A drawing is read.

use super::budget;
use super::faces::Faces;
use super::text::Text;
use crate::diagnostics::Bilingual;
use crate::font::{FontRole, Fonts};
use crate::language::{Region, Tag};
use crate::manuscript::embedded_fault;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use usvg::{FontResolver, ImageHrefResolver, Indent, Options, Tree, WriteOptions};

/// A drawing whose text is set.
pub struct Drawing {
    /// Its shapes and texts, in CSS pixels.
    pub tree: Tree,
    /// Whether it holds HTML in whose place it shows something else.
    pub holds_html: bool,
    /// Whether each of its glyphs says what it stands for in Unicode.
    pub is_sayable: bool,
    /// What it asks for in vain.
    pub wanting: Wanting,
}

/// Why a drawing cannot be shown.
#[derive(Debug)]
pub enum Refusal {
    /// It is not well formed; what the reader says of it.
    Malformed(String),
    /// It shows files that are not inside it; their names.
    Outside(String),
    /// A picture inside it cannot be shown, or to draw it takes more work than any drawing of a book needs; what.
    Unbearable(Bilingual),
}

/// What a drawing asks for in vain.
#[derive(Default, Debug)]
pub struct Wanting {
    /// Characters that no font of the book has.
    pub characters: String,
    /// Fonts that the book does not have, where nothing else was named in their place.
    pub fonts: Vec<String>,
}

impl Drawing {
    /// Reads an SVG of a book in the language `lang`, whose forms its letters take.
    ///
    /// # Errors
    /// It is not well formed, or not whole in itself.
    pub fn read(svg: &[u8], fonts: &Fonts, lang: &Tag) -> Result<Drawing, Refusal> {
        let (outside, strange) = (Mutex::new(BTreeSet::new()), Mutex::new(BTreeSet::new()));
        let damaged = Mutex::new(None);
        let svg = without_features(svg);
        let tree = parse(&svg, fonts, lang.region(), &outside, &strange, &damaged)?;
        if let Some(what) = damaged.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(Refusal::Unbearable(what));
        }
        budget::check(&tree).map_err(Refusal::Unbearable)?;
        let [outside, strange] = [outside, strange].map(|set| set.into_inner().unwrap_or_else(PoisonError::into_inner));
        if !outside.is_empty() {
            let files: Vec<String> = outside.into_iter().collect();
            return Err(Refusal::Outside(files.join(", ")));
        }
        let text = Text::of(tree.root());
        let wanting = Wanting { characters: text.missing.into_iter().collect(), fonts: strange.into_iter().collect() };
        let holds_html = std::str::from_utf8(&svg).is_ok_and(|text| text.contains("foreignObject"));
        Ok(Drawing { tree, holds_html, is_sayable: text.sayable, wanting })
    }

    /// Whether there are letters in it.
    pub fn has_letters(&self) -> bool {
        self.tree.has_text_nodes()
    }

    /// The drawing as an SVG whose letters are shapes: it looks the same where its fonts are not. Styles are resolved, so
    /// that its colours are the same everywhere too.
    pub fn outlined(&self) -> String {
        let (width, height) = (self.tree.size().width(), self.tree.size().height());
        let decimals = decimals(width.max(height));
        let options = WriteOptions {
            coordinates_precision: decimals,
            transforms_precision: 8,
            indent: Indent::None,
            attributes_indent: Indent::None,
            ..WriteOptions::default()
        };
        // Without a view box some readers crop a picture where they should make it smaller.
        let viewed = format!("<svg viewBox=\"0 0 {width} {height}\" ");
        self.tree.to_string(&options).replacen("<svg ", &viewed, 1)
    }
}

/// The drawing without `requiredFeatures`, which SVG 2 took out and browsers pass over: a program for diagrams uses it to
/// warn readers that cannot show HTML, and what it warns of is not there any more.
fn without_features(svg: &[u8]) -> Cow<'_, [u8]> {
    const FEATURES: &str = "requiredFeatures=";
    match std::str::from_utf8(svg) {
        Ok(text) if text.contains(FEATURES) => Cow::Owned(text.replace(FEATURES, "data-features=").into_bytes()),
        _ => Cow::Borrowed(svg),
    }
}

/// Decimals that tell a ten-thousandth of a drawing's longer side apart ten times over.
fn decimals(side: f32) -> u8 {
    (0..8).find(|decimals| side * 10_f32.powi(i32::from(*decimals)) >= 100_000.0).unwrap_or(8)
}

fn parse(
    bytes: &[u8],
    fonts: &Fonts,
    region: Region,
    outside: &Mutex<BTreeSet<String>>,
    strange: &Mutex<BTreeSet<String>>,
    damaged: &Mutex<Option<Bilingual>>,
) -> Result<Tree, Refusal> {
    let embedded = ImageHrefResolver::default_data_resolver();
    let faces = Faces { fonts, region, first: Mutex::new(FontRole::Caption), strange };
    let options = Options {
        // A text that names no font is no reason for a complaint.
        font_family: String::new(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(move |kind, data, options| match embedded_fault(&data) {
                Some(what) => {
                    damaged.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(what);
                    None
                }
                None => embedded(kind, data, options),
            }),
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
    // A drawing that the reader of drawings stumbles over must not take the book down with it.
    match catch_unwind(AssertUnwindSafe(|| Tree::from_data(&on_paper(bytes), &options))) {
        Ok(Ok(tree)) => Ok(tree),
        Ok(Err(error)) => Err(refusal(&error)),
        Err(_) => Err(Refusal::Unbearable(STUMBLE)),
    }
}

/// What the reader of drawings, or the one who draws, did not reckon with.
pub const STUMBLE: Bilingual = Bilingual::new("something that cannot be drawn", "无法绘制的内容");

/// Elements without end are work without end: references that lead back to themselves, and references that multiply.
fn refusal(error: &usvg::Error) -> Refusal {
    match error {
        usvg::Error::ElementsLimitReached | usvg::Error::ParsingFailed(usvg::roxmltree::Error::NodesLimitReached) => {
            Refusal::Unbearable(Bilingual::new("elements that are drawn too many times", "被重复绘制太多次的元素"))
        }
        _ => Refusal::Malformed(error.to_string()),
    }
}

/// A drawing with the colours of a light page where it has others for a dark one (CSS Color 5, `light-dark()`): paper is
/// light, and so is the ground of a picture in the EPUB. The reader of drawings does not know the function, and paints in
/// black what it does not know; diagram editors write it for every shape.
pub(super) fn on_paper(svg: &[u8]) -> Cow<'_, [u8]> {
    const FUNCTION: &str = "light-dark(";
    let Some(text) = std::str::from_utf8(svg).ok().filter(|text| text.contains(FUNCTION)) else {
        return Cow::Borrowed(svg);
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(FUNCTION) {
        out.push_str(before);
        rest = match first_argument(after) {
            Some((light, behind)) => {
                out.push_str(light.trim());
                behind
            }
            None => {
                out.push_str(FUNCTION);
                after
            }
        };
    }
    out.push_str(rest);
    Cow::Owned(out.into_bytes())
}

/// The first of a function's arguments, which begin the text, and what stands behind the function. None when it does not
/// end where colours end.
fn first_argument(text: &str) -> Option<(&str, &str)> {
    // Longer than any colour. What is looked at for each function is bounded, whatever a file holds.
    const LONGEST: usize = 400;
    let (mut depth, mut comma) = (0_u32, None);
    for (at, one) in text.char_indices().take(LONGEST) {
        match one {
            '(' => depth += 1,
            ',' if depth == 0 => comma = comma.or(Some(at)),
            ')' if depth == 0 => return Some((&text[..comma?], &text[at + 1..])),
            ')' => depth -= 1,
            '<' | '>' | '{' | '}' | ';' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use usvg::Node;

    #[test]
    fn colors_for_two_schemes_are_those_of_paper() {
        let shown = |svg: &str| String::from_utf8(on_paper(svg.as_bytes()).into_owned()).expect("UTF-8");
        for (svg, expected) in [
            ("fill: light-dark(#fff, var(--dark, #121212)); x", "fill: #fff; x"),
            ("light-dark( rgb(0, 0, 0) , rgb(1, 1, 1))light-dark(red,blue)", "rgb(0, 0, 0)red"),
            // What is no such function stays for the reader to judge.
            ("light-dark(#fff)", "light-dark(#fff)"),
            ("light-dark(#fff;) light-dark(a,b", "light-dark(#fff;) light-dark(a,b"),
            ("fill: #fff", "fill: #fff"),
        ] {
            assert_eq!(shown(svg), expected);
        }
        // Not the square of its length.
        let hostile = "light-dark(".repeat(100_000);
        assert_eq!(shown(&hostile), hostile);
    }

    #[test]
    fn a_shape_with_colors_for_two_schemes_is_not_black() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='#fff' \
            style='fill: light-dark(#0a0b0c, var(--dark, #121212))'/></svg>";
        let drawing = Drawing::read(svg.as_bytes(), &Fonts::default(), &Tag::default()).expect("a drawing");
        let Node::Path(path) = &drawing.tree.root().children()[0] else { panic!("a shape") };
        let paint = path.fill().map(usvg::Fill::paint);
        assert_eq!(paint, Some(&usvg::Paint::Color(usvg::Color::new_rgb(10, 11, 12))));
    }
}

//! The marked text of pages.

use super::cmap::Map;
use super::text::decoded;
use crate::pdf::object::{Dict, File, Lexer, Object, Token};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What every page shows, by its object and the number of the marked content.
pub(super) struct Pages(HashMap<u32, HashMap<u32, String>>);

impl Pages {
    /// Reads every page; none when a page cannot be read to its end.
    pub(super) fn read(file: &File) -> Option<Pages> {
        let numbers = file.pages();
        let mut fonts: HashMap<u32, Arc<Map>> = HashMap::new();
        for page in &numbers {
            for (_, font) in fonts_of(file, *page) {
                fonts.entry(font).or_insert_with(|| Arc::new(map(file, font)));
            }
        }
        let pages: Option<HashMap<_, _>> =
            numbers.par_iter().map(|page| Some((*page, Page::read(file, *page, &fonts)?))).collect();
        pages.map(Pages)
    }

    /// What the marked content `mark` of a page shows; none when the page has no such content.
    pub(super) fn text(&self, page: u32, mark: u32) -> Option<String> {
        self.0.get(&page)?.get(&mark).cloned()
    }
}

/// The fonts of a page by the names that its content uses.
fn fonts_of(file: &File, page: u32) -> Vec<(Vec<u8>, u32)> {
    let resources = file.get(page).and_then(|page| file.dict(page.object.as_dict()?, "Resources"));
    let fonts = resources.and_then(|resources| file.dict(resources, "Font"));
    let named = fonts.into_iter().flat_map(Dict::iter);
    named
        .filter_map(|(name, font)| match font {
            Object::Ref(number) => Some((name.to_vec(), *number)),
            _ => None,
        })
        .collect()
}

fn map(file: &File, font: u32) -> Map {
    let stream = file.get(font).and_then(|font| match font.object.as_dict()?.get("ToUnicode")? {
        Object::Ref(number) => file.data(*number),
        _ => None,
    });
    Map::read(&stream.unwrap_or_default())
}

/// Reads the content of one page.
struct Page<'f> {
    fonts: HashMap<Vec<u8>, Arc<Map>>,
    properties: Option<&'f Dict>,
    file: &'f File<'f>,
    font: Option<Arc<Map>>,
    /// The marked content that is open, the innermost last.
    open: Vec<Mark>,
    texts: HashMap<u32, String>,
}

/// A sequence of marked content.
#[derive(Default)]
struct Mark {
    number: Option<u32>,
    /// Whether other text stands for what is shown in it.
    replaced: bool,
}

impl<'f> Page<'f> {
    fn read(file: &File, page: u32, fonts: &HashMap<u32, Arc<Map>>) -> Option<HashMap<u32, String>> {
        let dict = file.get(page)?.object.as_dict()?;
        let content = content(file, dict)?;
        let fonts = fonts_of(file, page).into_iter().filter_map(|(name, font)| Some((name, fonts.get(&font)?.clone())));
        let resources = file.dict(dict, "Resources");
        let mut reader = Page {
            fonts: fonts.collect(),
            properties: resources.and_then(|resources| file.dict(resources, "Properties")),
            file,
            font: None,
            open: Vec::new(),
            texts: HashMap::new(),
        };
        let mut lexer = Lexer::new(&content);
        let mut operands: Vec<Object> = Vec::new();
        while let Some((token, _)) = lexer.token() {
            match token {
                Token::Operand(object) => operands.push(object),
                Token::Operator(word) => {
                    reader.operator(word, &operands);
                    operands.clear();
                }
                Token::InlineImage => operands.clear(),
            }
        }
        content[lexer.at()..].trim_ascii().is_empty().then_some(reader.texts)
    }

    fn operator(&mut self, word: &[u8], operands: &[Object]) {
        match (word, operands) {
            (b"Tf", [Object::Name(name), ..]) => self.font = self.fonts.get(name).cloned(),
            (b"Tj" | b"'", [.., Object::Text(codes)]) => self.show(codes),
            (b"TJ", [Object::Array(pieces)]) => {
                for piece in pieces {
                    if let Object::Text(codes) = piece {
                        self.show(codes);
                    }
                }
            }
            (b"BMC", _) => self.open.push(Mark::default()),
            (b"BDC", [_, properties]) => self.begin(properties),
            (b"EMC", _) => {
                self.open.pop();
            }
            _ => {}
        }
    }

    fn begin(&mut self, properties: &Object) {
        let named = properties.as_name().and_then(|name| self.properties?.get(std::str::from_utf8(name).ok()?));
        let file = self.file;
        let dict = file.resolve(named.unwrap_or(properties)).as_dict();
        let number = dict.and_then(|dict| dict.get("MCID")?.as_number()).map(|number| number as u32);
        if let Some(number) = number {
            self.texts.entry(number).or_default();
        }
        let actual = match dict.and_then(|dict| file.value(dict, "ActualText")) {
            Some(Object::Text(bytes)) => Some(decoded(bytes)),
            _ => None,
        };
        self.open.push(Mark { number, replaced: false });
        if let Some(text) = &actual {
            self.add(text);
            if let Some(mark) = self.open.last_mut() {
                mark.replaced = true;
            }
        }
    }

    fn show(&mut self, codes: &[u8]) {
        let mut text = String::new();
        match &self.font {
            Some(font) => font.text(codes, &mut text),
            None => text.push('\u{FFFD}'),
        }
        self.add(&text);
    }

    /// Text belongs to the innermost content with a number; artifacts have none.
    fn add(&mut self, text: &str) {
        if self.open.iter().any(|mark| mark.replaced) {
            return;
        }
        if let Some(number) = self.open.iter().rev().find_map(|mark| mark.number) {
            self.texts.entry(number).or_default().push_str(text);
        }
    }
}

/// The content streams of a page, one behind the other.
fn content(file: &File, page: &Dict) -> Option<Vec<u8>> {
    let streams: Vec<&Object> = match page.get("Contents") {
        None => Vec::new(),
        Some(one @ Object::Ref(number)) => match file.get(*number).map(|found| &found.object) {
            Some(Object::Array(all)) => all.iter().collect(),
            _ => vec![one],
        },
        Some(Object::Array(all)) => all.iter().collect(),
        Some(_) => return None,
    };
    let mut content = Vec::new();
    for stream in streams {
        let Object::Ref(number) = stream else { return None };
        content.extend(file.data(*number)?);
        content.push(b'\n');
    }
    Some(content)
}

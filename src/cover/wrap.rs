//! The cover of a printed book, as one sheet: back, spine and front.

use super::ean::{self, Zone};
use super::front::{PAPER, Painter};
use super::parts::{figure, role};
use super::setting::Compositor;
use super::spine::{self, NARROWEST};
use crate::base::{Len, NodeId, Point, Rect, Size};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::{W772, W773};
use crate::display::{Draw, Item, Page};
use crate::font::Fonts;
use crate::language::Word;
use crate::model::{BlockKind, Book, ChapterRole, DRAWN_COVER};
use crate::resolve;
use crate::style::{Color, TextStyle, Theme};
use std::path::Path;
use std::sync::Arc;

/// The smallest type of the text on the back, in points.
const SMALLEST: f64 = 7.5;

/// The book whose only page is the cover: what the writer of PDFs needs to know of it. None for a book without a cover.
pub fn alone(book: &Book) -> Option<Book> {
    let cover = book.chapters.iter().find(|chapter| chapter.role == ChapterRole::Cover)?;
    let mut chapter = (**cover).clone();
    chapter.renumber(0);
    let (meta, images) = (book.meta.clone(), book.images.clone());
    Some(Book { meta, chapters: vec![Arc::new(chapter)], images, ..Book::default() })
}

/// Draws the whole cover of a book as thick as `spine`, for a sheet with `bleed` around it. `book` is one of [`alone`].
/// What finds no place is told.
pub fn wrap(book: &Book, theme: &Theme, fonts: &Fonts, spine: Len, bleed: Len) -> (Page, Vec<Diagnostic>) {
    let Size { width, height } = theme.page;
    let size = Size { width: width * 2 + spine, height };
    let sheet = Rect::new(-bleed, -bleed, size.width + bleed * 2, height + bleed * 2);
    let back = Rect::new(Len::ZERO, Len::ZERO, width, height);
    let fold = Rect::new(width, Len::ZERO, spine, height);
    let front = Rect::new(width + spine, Len::ZERO, width, height);
    let node = figure(book).map(|figure| figure.id).unwrap_or_default();
    let compositor = Compositor { fonts, theme, lang: &book.meta.language, node };
    let mut painter = Painter { compositor, area: front, ground: sheet, items: Vec::new() };
    let mut found = Vec::new();

    let picture = given(book).and_then(|path| filled(book, path, front, bleed));
    let colors = match picture {
        None => {
            painter.draw(book);
            [painter.on_paper(), painter.on_field()]
        }
        // The picture runs beyond its edges; back and spine are painted over what is too much.
        Some(item) => {
            painter.items.push(Item { role: role(node), ..item });
            let left = Rect::new(sheet.at.x, sheet.at.y, width + bleed, sheet.size.height);
            painter.fill(left, PAPER);
            painter.fill(Rect::new(width, sheet.at.y, spine, sheet.size.height), theme.accent);
            [painter.on_field(); 2]
        }
    };
    let field = painter.field_top();
    spine_words(book, fold, field, colors, &mut painter, &mut found);
    back_words(book, back, field, &mut painter, &mut found);
    bar_code(book, back, &mut painter);
    let page = Page { size, label: "1".to_owned(), number: 1, recto: true, items: painter.items, ..Page::default() };
    (page, found)
}

/// The picture that the author gives.
fn given(book: &Book) -> Option<&Path> {
    match &figure(book)?.kind {
        BlockKind::Figure(given) if given.image != Path::new(DRAWN_COVER) => Some(&given.image),
        _ => None,
    }
}

/// A picture that fills the front and its bleed, its middle in the middle.
fn filled(book: &Book, path: &Path, front: Rect, bleed: Len) -> Option<Item> {
    let picture = book.images.get(path)?;
    let (wide, high) = (i64::from(picture.width.max(1)), i64::from(picture.height.max(1)));
    let room = Size { width: front.size.width + bleed * 2, height: front.size.height + bleed * 2 };
    let by_width = Size { width: room.width, height: room.width.scale(high, wide) };
    let by_height = Size { width: room.height.scale(wide, high), height: room.height };
    let size = if by_width.height >= room.height { by_width } else { by_height };
    let at = Point {
        x: front.at.x + (front.size.width - size.width) / 2,
        y: front.at.y + (front.size.height - size.height) / 2,
    };
    Some(Item { at, role: role(NodeId::default()), draw: Draw::Picture(path.to_owned(), size) })
}

fn spine_words(
    book: &Book,
    fold: Rect,
    field: Len,
    colors: [Color; 2],
    painter: &mut Painter,
    found: &mut Vec<Diagnostic>,
) {
    let width = format!("{:.1}", fold.size.width.to_pt() * 25.4 / 72.0);
    if fold.size.width < Len::from_mm(NARROWEST) {
        return;
    }
    let credits = resolve::credits(&book.meta);
    let names: Vec<String> = credits.iter().map(|credit| credit.pieces.join(credit.gap)).collect();
    let words = spine::Words {
        title: &book.meta.title,
        names: &names.join(book.meta.language.words().get(Word::NamesGap)),
        publisher: book.meta.publisher.as_deref().unwrap_or_default(),
        colors,
    };
    let mut items = Vec::new();
    if spine::draw(&words, fold, field, &painter.compositor, &mut items) {
        painter.items.append(&mut items);
    } else {
        found.push(Diagnostic::new(&W772).with("width", width));
    }
}

/// The description of the book, on the upper part of the back.
fn back_words(book: &Book, back: Rect, field: Len, painter: &mut Painter, found: &mut Vec<Diagnostic>) {
    let Some(description) = &book.meta.description else { return };
    let theme = painter.compositor.theme;
    let measure = back.size.width.scale(74, 100);
    let top = back.at.y + back.size.height.scale(13, 100);
    let room = field - back.size.height.scale(8, 100) - top;
    let mut size = theme.em;
    while size >= Len::from_pt(SMALLEST) {
        let style = TextStyle { size, role: theme.body.text.role, color: Color::BLACK };
        let indent = if theme.body.indent > Len::ZERO { size * 2 } else { Len::ZERO };
        let paragraphs: Vec<_> = description
            .split('\n')
            .filter(|line| !line.trim().is_empty())
            .map(|line| painter.compositor.paragraph(line.trim(), style, measure, indent))
            .collect();
        if paragraphs.iter().map(|lines| lines.advance()).sum::<Len>() <= room {
            let mut y = top;
            for lines in paragraphs {
                lines.draw(back.at.x + back.size.width / 2, y, painter.compositor.fonts, &mut painter.items);
                y += lines.advance();
            }
            return;
        }
        size = size.scale(95, 100);
    }
    found.push(Diagnostic::new(&W773).with("characters", description.chars().count()));
}

fn bar_code(book: &Book, back: Rect, painter: &mut Painter) {
    let Some(isbn) = &book.meta.isbn.print else { return };
    let full = Zone::new(100);
    let zone = if full.size().width + Len::from_mm(10.0) > back.size.width { Zone::new(80) } else { full };
    zone.draw(&isbn.digits, &isbn.printed, ean::place(&zone, back), &painter.compositor, &mut painter.items);
}

//! A cover is drawn: its picture, and its pages.

use super::front::front;
use super::parts::{figure, role};
use super::raster;
use crate::base::{Len, Point, Rect, Size};
use crate::display::{Draw, Item, Page};
use crate::font::Fonts;
use crate::model::{BlockKind, Book, DRAWN_COVER, Picture, PictureFormat};
use crate::resolve;
use crate::style::{Color, Theme};
use std::path::Path;

/// Height of the picture in pixels: what stores ask for and readers show without scaling up (Kindle Publishing
/// Guidelines, 4.2: 2,560 at best, 1,000 at least).
pub(super) const HEIGHT: i64 = 2_400;

/// The most pixels that stores take in a picture inside a book (Apple Books asset guide), less a row of rounding.
const MOST_PIXELS: i64 = 3_990_000;

/// How much of a given cover may be cut off so that no strip of paper shows beside it, in thousandths of a side.
const CROPPED: i64 = 50;

/// The front as a picture for the EPUB, in the shape of the trimmed page. None for a page that has no shape.
pub fn picture(book: &Book, theme: &Theme, fonts: &Fonts) -> Option<Picture> {
    let page = theme.page;
    let items = front(book, theme, fonts, Rect { size: page, ..Rect::default() });
    let (width, height) = pixels(i64::from(page.width.0), i64::from(page.height.0))?;
    let bytes = raster::png(&items, page, (width, height), fonts)?;
    Some(Picture {
        path: Path::new(DRAWN_COVER).to_owned(),
        bytes: bytes.into(),
        format: PictureFormat::Png,
        width,
        height,
        orientation: 1,
        ppi: None,
    })
}

/// The cover and its blank back, as pages before those of the book; none for a book without a cover. The back is there so
/// that two pages side by side on a screen are those that face each other in the book.
pub fn pages(book: &Book, theme: &Theme, fonts: &Fonts) -> Vec<Page> {
    let Some(figure) = figure(book) else { return Vec::new() };
    let size = theme.page;
    let items = match &figure.kind {
        BlockKind::Figure(given) if given.image != Path::new(DRAWN_COVER) => shown(book, &given.image, size)
            .map(|(at, draw)| {
                let mut items = words_behind(book, theme, fonts);
                items.push(Item { at, role: role(figure.id), draw });
                items
            })
            .unwrap_or_default(),
        _ => front(book, theme, fonts, Rect { size, ..Rect::default() }),
    };
    let [label, back] = resolve::cover_names(&book.meta.language).map(str::to_owned);
    let page = |label, recto, items| Page { size, label, recto, items, ..Page::default() };
    vec![page(label, true, items), page(back, false, Vec::new())]
}

/// The words of the front in the colour of the paper, to lie behind a picture of the cover: a page without any text is
/// taken for a scan that nobody read, and its title is not found by a search.
fn words_behind(book: &Book, theme: &Theme, fonts: &Fonts) -> Vec<Item> {
    let mut items = front(book, theme, fonts, Rect { size: theme.page, ..Rect::default() });
    items.retain_mut(|item| match &mut item.draw {
        Draw::Glyphs(run) => {
            run.color = Color::grey(255);
            true
        }
        Draw::Fill(..) | Draw::Dots { .. } | Draw::Wave { .. } | Draw::Sesame { .. } | Draw::Picture(..) => false,
    });
    items
}

/// A picture, whole and as large as the page lets it be; one that nearly has the shape of the page fills it.
pub(super) fn shown(book: &Book, path: &Path, page: Size) -> Option<(Point, Draw)> {
    let picture = book.images.get(path)?;
    let (width, height) = (i64::from(picture.width.max(1)), i64::from(picture.height.max(1)));
    let as_wide = Size { width: page.width, height: page.width.scale(height, width) };
    let as_high = Size { width: page.height.scale(width, height), height: page.height };
    let (within, beyond) = if as_wide.height <= page.height { (as_wide, as_high) } else { (as_high, as_wide) };
    let most = |side: Len| side.scale(1000 + CROPPED, 1000);
    let fills = beyond.width <= most(page.width) && beyond.height <= most(page.height);
    let size = if fills { beyond } else { within };
    let at = Point { x: (page.width - size.width) / 2, y: (page.height - size.height) / 2 };
    Some((at, Draw::Picture(path.to_owned(), size)))
}

/// The picture's size for a page of so many units: as high as stores like it, unless it would be too large for them.
pub(super) fn pixels(width: i64, height: i64) -> Option<(u32, u32)> {
    if width <= 0 || height <= 0 {
        return None;
    }
    let mut high = HEIGHT;
    while high > 1 && high * (high * width / height) > MOST_PIXELS {
        high -= 1;
    }
    let wide = (high * width / height).max(1);
    Some((u32::try_from(wide).ok()?, u32::try_from(high).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_cover_fills_the_page_when_little_is_lost() {
        let page = Size { width: Len::from_mm(140.0), height: Len::from_mm(203.0) };
        let size = |width, height| {
            let path = Path::new("c.png");
            let picture = Picture {
                path: path.to_owned(),
                bytes: Vec::new().into(),
                format: PictureFormat::Png,
                width,
                height,
                orientation: 1,
                ppi: None,
            };
            let mut book = Book::default();
            book.images.insert(path.to_owned(), picture.into());
            let Some((at, Draw::Picture(_, size))) = shown(&book, path, page) else { panic!("a picture") };
            let off = [page.width - size.width - at.x * 2, page.height - size.height - at.y * 2];
            assert!(off.iter().all(|off| off.0.abs() <= 1), "in the middle: {at:?}");
            let parts = |side: Len, of: Len| (side.to_pt() / of.to_pt() * 1000.0).round();
            (parts(size.width, page.width), parts(size.height, page.height))
        };
        assert_eq!(size(1400, 2030), (1000.0, 1000.0));
        assert_eq!(size(1600, 2280), (1018.0, 1000.0));
        assert_eq!(size(1600, 2420), (1000.0, 1043.0));
        assert_eq!(size(1000, 1000), (1000.0, 690.0), "too much would be lost");
        assert_eq!(size(1000, 2000), (725.0, 1000.0));
    }

    #[test]
    fn the_picture_is_high_enough_for_stores_and_never_too_large() {
        assert_eq!(pixels(140, 203), Some((1655, 2400)));
        // A square stays below four million pixels, and a broad page too.
        for (width, height) in [(210, 210), (300, 200), (1, 1000)] {
            let (wide, high) = pixels(width, height).expect("a size");
            assert!(u64::from(wide) * u64::from(high) <= 4_000_000 && high >= 1600, "{wide} × {high}");
        }
        assert_eq!(pixels(0, 203), None);
    }
}

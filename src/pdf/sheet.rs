//! How pages lie on the sheets of an edition.

use super::press::Press;
use crate::base::{Len, Point};
use crate::display::{Page, Pages};

/// How pages lie on their sheets.
pub struct Sheet {
    /// From the sheet's edges to the trimmed page.
    pub(super) origin: Len,
    /// From the trimmed page to the end of the bleed; none where nothing is trimmed.
    pub(super) bleed: Option<Len>,
    /// How far the type area moves away from the spine.
    gutter: Len,
    /// Whether text and rules are black.
    pub(super) black: bool,
}

impl Sheet {
    /// The page is the sheet.
    pub(super) const SCREEN: Sheet = Sheet { origin: Len::ZERO, bleed: None, gutter: Len::ZERO, black: false };

    pub(super) fn of(press: &Press) -> Sheet {
        Sheet { origin: press.room(), bleed: Some(press.bleed), gutter: press.gutter, black: !press.colored_text }
    }

    /// Where the top left corner of a page's area lies on the sheet; the gutter moves it away from the spine.
    pub(super) fn shift(&self, page: &Page) -> Point {
        let aside = if page.recto { self.gutter } else { -self.gutter };
        Point { x: self.origin + aside, y: self.origin }
    }

    /// Whether the file goes to a printing house.
    pub(super) fn is_printed(&self) -> bool {
        self.bleed.is_some()
    }

    /// The pages before those of the book: on paper the cover is a sheet of its own.
    pub(super) fn cover<'p>(&self, pages: &'p Pages) -> &'p [Page] {
        if self.is_printed() { &[] } else { &pages.cover }
    }
}

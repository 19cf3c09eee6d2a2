//! How large a picture is shown: one rule, which both writers ask.

use super::{Picture, PictureFormat};
use crate::base::{Len, Size};

/// An extent of a picture, as its author wrote it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// Part of the measure (a width) or of the depth of the type area (a height), in hundredths.
    Percent(u16),
    /// A length.
    Length(Len),
    /// A multiple of the em of the text around, in thousandths.
    Em(u32),
}

/// What an author asks of the size of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AskedSize {
    /// `width=`.
    pub width: Option<Extent>,
    /// `height=`.
    pub height: Option<Extent>,
}

/// The room that a picture stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PictureRoom {
    /// What a width in per cent is a part of: the measure; in a cell, that of its table.
    pub measure: Len,
    /// The widest that any picture is: the measure; in a cell, its column.
    pub widest: Len,
    /// What a height in per cent is a part of.
    pub depth: Len,
    /// The highest that any picture is.
    pub highest: Len,
    /// The highest that a picture is of which the author asked nothing.
    pub unasked: Len,
    /// The em of the text around.
    pub em: Len,
}

/// How many em high a picture among text is unless its author says otherwise.
const AMONG_TEXT: i32 = 2;

/// Of how many parts of the depth of the type area one is the highest that a picture in a cell is: the rows of a table find
/// room below its head, which may hold pictures too, on every page.
const PARTS_IN_CELL: i32 = 3;

impl PictureRoom {
    /// The room of a picture among text of this em, in a type area of this size whose lines have this pitch. `indent` is that
    /// of the first line of its paragraph: the picture may stand there, so that it is never wider than what is left.
    pub fn among_text(area: Size, pitch: Len, indent: Len, em: Len) -> PictureRoom {
        PictureRoom {
            measure: area.width,
            widest: (area.width - indent).max(em),
            depth: area.height,
            highest: (area.height - pitch * 2).max(em),
            unasked: em * AMONG_TEXT,
            em,
        }
    }

    /// The room of the same picture in a cell of a table. A width in per cent is still a part of the measure of the page,
    /// whatever the columns are; beside the text of a column there is an em of blank.
    pub fn in_cell(self) -> PictureRoom {
        let widest = (self.measure - self.em).max(self.em);
        PictureRoom { widest, highest: self.highest.min(self.depth / PARTS_IN_CELL), ..self }
    }
}

impl AskedSize {
    /// Whether the author asked for anything.
    pub fn is_some(self) -> bool {
        self.width.is_some() || self.height.is_some()
    }

    /// The size in which a picture of this natural size is shown: as asked, else its own, as far as there is room. It
    /// always keeps its shape; asked for a width and a height it is as large as both allow.
    pub fn resolve(self, natural: Size, room: PictureRoom) -> Size {
        let length = |extent: Extent, whole: Len| match extent {
            Extent::Percent(part) => whole.scale(i64::from(part), 100),
            Extent::Length(length) => length,
            Extent::Em(thousandths) => room.em.scale(i64::from(thousandths), 1000),
        };
        let width = self.width.map(|extent| length(extent, room.measure).max(LEAST));
        let height = self.height.map(|extent| length(extent, room.depth).max(LEAST));
        let wide = |width: Len| Size { width, height: scaled(natural.height, width, natural.width) };
        let high = |height: Len| Size { width: scaled(natural.width, height, natural.height), height };
        let (size, highest) = match (width, height) {
            (None, None) => (natural, room.unasked.min(room.highest)),
            (Some(width), None) => (wide(width), room.highest),
            (None, Some(height)) => (high(height), room.highest),
            (Some(width), Some(height)) if wide(width).height <= height => (wide(width), room.highest),
            (Some(_), Some(height)) => (high(height), room.highest),
        };
        fit(size, Size { width: room.widest, height: highest })
    }
}

impl AskedSize {
    /// The size that was asked for, where the picture is shown smaller by more than `leeway`, which the room takes by rule;
    /// none where it is as large as asked.
    pub fn unmet(self, natural: Size, shown: Size, room: PictureRoom, leeway: Len) -> Option<Size> {
        let wish = self.resolve(natural, PictureRoom { widest: Len::MAX, highest: Len::MAX, ..room });
        (self.is_some() && shown.width + leeway + LEAST < wish.width).then_some(wish)
    }
}

/// A picture that is a thousand times as long as high still shows as a line.
const LEAST: Len = Len(Len::PT.0 / 4);

fn scaled(length: Len, to: Len, from: Len) -> Len {
    length.scale(i64::from(to.0), i64::from(from.0))
}

/// The size a picture asks for by itself: CSS pixels for a drawing; for a photograph the resolution that its file
/// declares when it is fit for print, else 220 pixels to the inch.
pub fn natural_size(picture: &Picture) -> Size {
    const PRINTABLE: u32 = 150;
    const DEFAULT: u32 = 220;
    let ppi = match picture.format {
        PictureFormat::Svg => 96,
        _ => picture.ppi.filter(|ppi| *ppi >= PRINTABLE).unwrap_or(DEFAULT),
    };
    let length = |pixels: u32| Len::pt(72).scale(i64::from(pixels.max(1)), i64::from(ppi));
    Size { width: length(picture.width), height: length(picture.height) }
}

/// Scales `size` down, keeping its shape, until it fits into `limit`.
pub fn fit(size: Size, limit: Size) -> Size {
    let mut fitted = size;
    if fitted.width > limit.width {
        fitted = Size { width: limit.width, height: scaled(size.height, limit.width, size.width) };
    }
    if fitted.height > limit.height {
        fitted = Size { width: scaled(fitted.width, limit.height, fitted.height), height: limit.height };
    }
    Size { width: fitted.width.max(LEAST), height: fitted.height.max(LEAST) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: PictureRoom = PictureRoom {
        measure: Len::pt(200),
        widest: Len::pt(200),
        depth: Len::pt(300),
        highest: Len::pt(250),
        unasked: Len::pt(20),
        em: Len::pt(10),
    };

    fn size(width: i32, height: i32) -> Size {
        Size { width: Len::pt(width), height: Len::pt(height) }
    }

    #[test]
    fn a_picture_is_as_large_as_asked_and_as_there_is_room() {
        use Extent::{Em, Length, Percent};
        let cases: [(Option<Extent>, Option<Extent>, Size, Size); 12] = [
            (None, None, size(100, 50), size(40, 20)),
            (None, None, size(8, 4), size(8, 4)),
            (None, None, size(4000, 40), size(200, 2)),
            (Some(Percent(50)), None, size(30, 10), size(100, 0)),
            (Some(Length(Len::pt(60))), None, size(30, 10), size(60, 20)),
            (Some(Em(1500)), None, size(30, 10), size(15, 5)),
            (None, Some(Percent(10)), size(30, 10), size(90, 30)),
            (None, Some(Em(3000)), size(30, 10), size(90, 30)),
            (None, Some(Length(Len::pt(100))), size(30, 10), size(200, 0)),
            (Some(Length(Len::pt(60))), Some(Length(Len::pt(60))), size(30, 10), size(60, 20)),
            (Some(Length(Len::pt(60))), Some(Length(Len::pt(10))), size(30, 10), size(30, 10)),
            (Some(Percent(100)), None, size(10, 100), size(25, 250)),
        ];
        for (width, height, natural, expected) in cases {
            let found = AskedSize { width, height }.resolve(natural, ROOM);
            assert_eq!(found.width, expected.width, "{width:?} {height:?} {natural:?}");
            let shape = natural.height.scale(i64::from(found.width.0), i64::from(natural.width.0));
            assert!((found.height - shape).abs() <= Len(2), "it keeps its shape: {found:?}");
            assert!(found.height <= ROOM.highest && found.width <= ROOM.measure);
        }
    }

    #[test]
    fn among_text_and_in_cells_the_room_follows_from_the_page() {
        let area = size(200, 300);
        let room = PictureRoom::among_text(area, Len::pt(15), Len::pt(20), Len::pt(10));
        assert_eq!((room.measure, room.widest, room.highest), (Len::pt(200), Len::pt(180), Len::pt(270)));
        let cell = room.in_cell();
        assert_eq!((cell.measure, cell.widest, cell.highest), (Len::pt(200), Len::pt(190), Len::pt(100)));
    }

    #[test]
    fn what_was_asked_and_is_not_shown_is_known() {
        use Extent::{Length, Percent};
        let asked = |width| AskedSize { width: Some(width), height: None };
        let unmet = |asked: AskedSize, leeway: i32| {
            let natural = size(30, 10);
            asked.unmet(natural, asked.resolve(natural, ROOM), ROOM, Len::pt(leeway)).map(|wish| wish.width)
        };
        assert_eq!(unmet(asked(Percent(100)), 0), None);
        assert_eq!(unmet(asked(Length(Len::pt(220))), 0), Some(Len::pt(220)));
        assert_eq!(unmet(asked(Length(Len::pt(220))), 20), None);
        assert_eq!(unmet(AskedSize { width: None, height: Some(Length(Len::pt(240))) }, 0), Some(Len::pt(720)));
        assert_eq!(unmet(AskedSize::default(), 0), None);
    }

    #[test]
    fn the_thinnest_picture_shows_as_a_line() {
        let found = AskedSize::default().resolve(size(20_000, 1), ROOM);
        assert!(found.height >= LEAST && found.width == ROOM.measure);
    }
}

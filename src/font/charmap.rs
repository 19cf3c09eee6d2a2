use skrifa::raw::tables::cmap::{Cmap, CmapIterLimits};
use skrifa::raw::{FontData, FontRead};

/// Characters to a page of the table.
const PAGE: usize = 256;
/// Pages of all of Unicode.
const PAGES: usize = 0x11_0000 / PAGE;
/// A map with more pairs than this repeats itself; the rest is not read, so that a forged table cannot hold up a build.
const MOST_PAIRS: usize = 0x22_0000;

/// The glyphs of a face's characters, as a table of two levels: a look-up is two array reads.
pub struct Charmap {
    /// For each page of Unicode, its place in `glyphs` in pages; page 0 of `glyphs` is empty.
    pages: Box<[u16]>,
    glyphs: Vec<u16>,
}

impl Charmap {
    /// Reads a `cmap` table; glyphs beyond `glyph_count` and glyph 0 count as absent.
    pub(super) fn read(table: &[u8], glyph_count: u16) -> Charmap {
        let mut map = Charmap { pages: vec![0; PAGES].into(), glyphs: vec![0; PAGE] };
        let Ok(cmap) = Cmap::read(FontData::new(table)) else { return map };
        let Some((.., subtable)) = cmap.best_subtable() else { return map };
        let limits = CmapIterLimits { max_char: 0x10_ffff, glyph_count: u32::from(glyph_count) };
        for (character, glyph) in subtable.iter_with_limits(limits).take(MOST_PAIRS) {
            if let Ok(glyph @ 1..) = u16::try_from(glyph.to_u32())
                && glyph < glyph_count
            {
                map.insert(character as usize, glyph);
            }
        }
        map
    }

    fn insert(&mut self, character: usize, glyph: u16) {
        let Some(page) = self.pages.get_mut(character / PAGE) else { return };
        if *page == 0 {
            // At most 4352 pages exist, so their number fits.
            *page = (self.glyphs.len() / PAGE) as u16;
            self.glyphs.resize(self.glyphs.len() + PAGE, 0);
        }
        self.glyphs[usize::from(*page) * PAGE + character % PAGE] = glyph;
    }

    /// The glyph of a character.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let code = character as usize;
        let glyph = self.glyphs[usize::from(self.pages[code / PAGE]) * PAGE + code % PAGE];
        (glyph != 0).then_some(glyph)
    }

    /// The characters that have a glyph, in order.
    pub fn characters(&self) -> impl Iterator<Item = char> + '_ {
        let used = self.pages.iter().enumerate().filter(|(_, page)| **page != 0);
        used.flat_map(|(page, _)| page * PAGE..(page + 1) * PAGE)
            .filter_map(|code| char::from_u32(code as u32))
            .filter(|character| self.glyph(*character).is_some())
    }
}

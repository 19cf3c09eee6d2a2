//! A picture of few colours, by a table of them: a byte a pixel instead of three.

use std::collections::BTreeMap;

/// What a byte can name.
const MOST: usize = 256;

/// The colours of a picture, and which of them each pixel has.
pub(super) struct Indexed {
    /// Red, green and blue of every colour.
    pub palette: Vec<u8>,
    /// The pixels.
    pub pixels: Vec<u8>,
}

/// The pixels of an opaque picture in RGBA, `width` to a row, by a table of their colours. Where they have more than a
/// table holds, those that lie nearest to each other become the commonest of them: flat fields keep their colour, and what
/// lies between two at the edge of a letter loses shades that nobody can tell apart.
pub(super) fn indexed(rgba: &[u8], width: usize) -> Indexed {
    // Most of a cover is fields: many a row is like the one above.
    let rows: Vec<&[u8]> = rgba.chunks(4 * width.max(1)).collect();
    let alike = || rows.chunk_by(|one, other| one == other);
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for rows in alike() {
        for run in runs(rows[0]) {
            let [r, g, b, _] = run[0];
            *counts.entry([r, g, b]).or_default() += run.len() * rows.len();
        }
    }
    let (palette, places) =
        (0..=8).map(|bits| table(&counts, bits)).find(|(palette, _)| palette.len() <= MOST).unwrap_or_default();
    let mut pixels = Vec::with_capacity(rgba.len() / 4);
    for rows in alike() {
        let start = pixels.len();
        for run in runs(rows[0]) {
            let [r, g, b, _] = run[0];
            let place = places.get(&[r, g, b]).copied().unwrap_or_default();
            pixels.resize(pixels.len() + run.len(), place as u8);
        }
        let row = start..pixels.len();
        (1..rows.len()).for_each(|_| pixels.extend_from_within(row.clone()));
    }
    Indexed { palette: palette.concat(), pixels }
}

/// The pixels of a row, those of one colour together.
fn runs(row: &[u8]) -> impl Iterator<Item = &[[u8; 4]]> {
    row.as_chunks::<4>().0.chunk_by(|one, other| one == other)
}

/// The commonest colour of all that are the same but for so many bits of each part, and where in the table each colour has
/// its place.
fn table(counts: &BTreeMap<[u8; 3], usize>, bits: u32) -> (Vec<[u8; 3]>, BTreeMap<[u8; 3], usize>) {
    let mut groups: BTreeMap<[u16; 3], Vec<([u8; 3], usize)>> = BTreeMap::new();
    for (color, count) in counts {
        groups.entry(color.map(|part| u16::from(part) >> bits)).or_default().push((*color, *count));
    }
    let (mut palette, mut places) = (Vec::new(), BTreeMap::new());
    for group in groups.values() {
        places.extend(group.iter().map(|(color, _)| (*color, palette.len())));
        palette.extend(group.iter().max_by_key(|(color, count)| (*count, *color)).map(|(color, _)| *color));
    }
    (palette, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgba(colors: &[[u8; 3]]) -> Vec<u8> {
        colors.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect()
    }

    fn shown(made: &Indexed) -> Vec<[u8; 3]> {
        made.pixels
            .iter()
            .map(|place| std::array::from_fn(|part| made.palette[usize::from(*place) * 3 + part]))
            .collect()
    }

    #[test]
    fn few_colors_stay_what_they_are() {
        let colors: Vec<[u8; 3]> = (0..256).map(|at| [at as u8, 255 - at as u8, 7]).collect();
        let made = indexed(&rgba(&colors), 64);
        assert_eq!((shown(&made), made.palette.len()), (colors, 768));
        assert!(indexed(&[], 0).pixels.is_empty());
    }

    /// Three flat colours and all that lies between each two of them, as at the edges of letters.
    #[test]
    fn many_colors_lose_shades_but_no_field_its_color() {
        let flat = [[0xf7, 0xf2, 0xe8], [0x9e, 0x2a, 0x2b], [0, 0, 0]];
        let mut colors: Vec<[u8; 3]> = flat.iter().flat_map(|color| [*color; 1000]).collect();
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            let mix = |at: usize, part: usize| {
                let [from, to] = [flat[one][part], flat[other][part]].map(usize::from);
                ((from * (255 - at) + to * at) / 255) as u8
            };
            colors.extend((0..256).map(|at| [mix(at, 0), mix(at, 1), mix(at, 2)]));
        }
        let made = indexed(&rgba(&colors), 100);
        assert!(made.palette.len() <= 768 && made.palette.len() > 300, "{}", made.palette.len() / 3);
        for (color, shown) in colors.iter().zip(shown(&made)) {
            assert!(!flat.contains(color) || *color == shown, "{color:?} became {shown:?}");
            assert!(color.iter().zip(shown).all(|(one, other)| one.abs_diff(other) < 8), "{color:?} became {shown:?}");
        }
    }
}

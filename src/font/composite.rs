//! Glyphs made of glyphs: what each asks for when all its parts are drawn (OpenType, glyf). Parts multiply: a glyph of
//! ten glyphs of ten glyphs is a hundred, and sixteen levels of such a table fit in a few kilobytes.

use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::{FontRef, TableProvider};

/// The most parts of a glyph, parts of parts counted; a Hangul syllable has three, the largest ornament a few dozen.
const MOST_PARTS: u64 = 1_000;
/// The most points of a glyph with all its parts.
const MOST_POINTS: u64 = 200_000;
/// How deep parts may lie in parts; real fonts go two or three deep.
const DEEPEST: usize = 16;

/// What a glyph asks for.
#[derive(Clone, Copy, Default)]
struct Cost {
    parts: u64,
    points: u64,
    depth: usize,
}

/// Whether every glyph of every face can be drawn with bounded work. A table that cannot be read costs nothing: whoever
/// draws from it tells.
pub(super) fn is_bearable(data: &[u8]) -> bool {
    let count = FontRef::fonts(data).count().min(512);
    (0..count as u32).all(|index| FontRef::from_index(data, index).map_or(true, |font| has_bearable_glyphs(&font)))
}

fn has_bearable_glyphs(font: &FontRef) -> bool {
    let (Ok(loca), Ok(glyf), Ok(maxp)) = (font.loca(None), font.glyf(), font.maxp()) else { return true };
    let glyph = |id: u16| loca.get_glyf(id.into(), &glyf).ok().flatten();
    let mut known: Vec<Option<Cost>> = vec![None; usize::from(maxp.num_glyphs())];
    (0..maxp.num_glyphs()).all(|id| cost(id, 0, &glyph, &mut known).is_some())
}

/// What a glyph asks for; none when it is too much.
fn cost<'a>(
    id: u16,
    depth: usize,
    glyph: &dyn Fn(u16) -> Option<Glyph<'a>>,
    known: &mut Vec<Option<Cost>>,
) -> Option<Cost> {
    // A part that is not there draws nothing.
    let Some(slot) = known.get(usize::from(id)) else { return Some(Cost::default()) };
    if let Some(cost) = slot {
        return Some(*cost);
    }
    if depth > DEEPEST {
        return None;
    }
    // A glyph that is a part of itself is not drawn again.
    known[usize::from(id)] = Some(Cost::default());
    let mut sum = Cost { parts: 1, ..Cost::default() };
    match glyph(id) {
        Some(Glyph::Simple(simple)) => sum.points = simple.num_points() as u64,
        Some(Glyph::Composite(composite)) => {
            for part in composite.components() {
                let part = cost(u16::try_from(part.glyph.to_u32()).ok()?, depth + 1, glyph, known)?;
                sum.parts += part.parts;
                sum.points += part.points;
                sum.depth = sum.depth.max(part.depth + 1);
                if sum.parts > MOST_PARTS || sum.points > MOST_POINTS || sum.depth > DEEPEST {
                    return None;
                }
            }
        }
        None => {}
    }
    known[usize::from(id)] = Some(sum);
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use write_fonts::FontBuilder;

    /// A font of glyphs that each have the parts in `parts`; one without parts is a point.
    fn font(parts: &[Vec<u16>]) -> Vec<u8> {
        let (mut glyf, mut loca) = (Vec::new(), vec![0_u32]);
        for parts in parts {
            let contours = if parts.is_empty() { 1_i16 } else { -1 };
            glyf.extend(contours.to_be_bytes());
            glyf.extend([0; 8]);
            if parts.is_empty() {
                // One point, no instructions, on the curve at the origin.
                glyf.extend([0, 0, 0, 0, 0x31]);
            }
            for (index, part) in parts.iter().enumerate() {
                let more = if index + 1 < parts.len() { 0x20_u16 } else { 0 };
                glyf.extend([(more | 2).to_be_bytes(), part.to_be_bytes(), [0, 0]].concat());
            }
            glyf.resize(glyf.len().next_multiple_of(4), 0);
            loca.push(glyf.len() as u32);
        }
        let mut head = vec![0; 54];
        head[51] = 1;
        let maxp = [&0x5000_u32.to_be_bytes()[..], &(parts.len() as u16).to_be_bytes()].concat();
        let mut builder = FontBuilder::new();
        let loca: Vec<u8> = loca.into_iter().flat_map(u32::to_be_bytes).collect();
        for (tag, table) in [(b"glyf", glyf), (b"loca", loca), (b"head", head), (b"maxp", maxp)] {
            builder.add_raw(skrifa::Tag::new(tag), table);
        }
        builder.build()
    }

    /// Glyph `n` is made of glyph `n - 1`, `each` times.
    fn tower(levels: u16, each: usize) -> Vec<u8> {
        let parts = |level: u16| if level == 0 { Vec::new() } else { vec![level - 1; each] };
        font(&(0..levels).map(parts).collect::<Vec<_>>())
    }

    #[test]
    fn parts_of_parts_are_counted() {
        assert!(is_bearable(&tower(1, 1)));
        assert!(is_bearable(&tower(4, 9)), "729 parts");
        assert!(!is_bearable(&tower(5, 9)), "6,561 parts");
        assert!(!is_bearable(&tower(2, 1_100)));
        assert!(!is_bearable(&tower(40, 1)), "too deep");
        // The other way round, so that each glyph is met before its parts.
        let down: Vec<Vec<u16>> = (0..5_000).map(|at| if at == 4_999 { Vec::new() } else { vec![at + 1] }).collect();
        assert!(!is_bearable(&font(&down)));
        assert!(is_bearable(&font(&[vec![1], vec![0], vec![9]])), "a circle, and a part that is not there");
        assert!(is_bearable(b"no font"));
    }
}

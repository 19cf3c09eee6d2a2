use super::reader::{Field, Reader};
use super::tree::Value;
use crate::base::Len;
use crate::diagnostics::rules::manuscript::E025;

/// What a book is printed on, as far as it makes the spine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Thickness of a leaf.
    pub leaf: Len,
    /// Thickness of the cover.
    pub cover: Len,
}

impl Paper {
    /// What is reckoned with where nothing is said: a leaf of a tenth of a millimetre.
    pub const USUAL: Paper = Paper { leaf: Len(18_577), cover: Len::ZERO };

    /// A stock by its name; none where no stock has it.
    pub fn stock(name: &str) -> Option<Paper> {
        STOCKS.iter().find(|(known, _)| *known == name).map(|(_, leaf)| stock(*leaf))
    }

    /// How thick a book of so many pages is: its leaves, and the cover on both sides.
    pub fn spine(&self, pages: usize) -> Len {
        let leaves = i64::try_from(pages.div_ceil(2)).unwrap_or(i64::MAX);
        self.leaf.scale(leaves, 1) + self.cover * 2
    }
}

/// Stocks by name: two pages of them in ten-millionths of an inch. (Amazon KDP, "Create a paperback cover", calculating
/// spine width: white 0.002252 in a page, cream 0.0025, premium colour 0.002347; the cover is counted in.)
const STOCKS: &[(&str, i64)] = &[("kdp-white", 45_040), ("kdp-cream", 50_000), ("kdp-premium-color", 46_940)];

/// Reads `print.paper`: the name of a stock, or `{caliper-mm, cover-mm}`.
pub(super) fn paper(reader: &mut Reader, field: &Field) -> Option<Paper> {
    if let Value::Scalar(_) = field.node.value {
        let stocks: Vec<(&str, Paper)> = STOCKS.iter().map(|(name, leaf)| (*name, stock(*leaf))).collect();
        return reader.choice(field, &stocks);
    }
    let section = reader.section(field, "print.paper")?;
    let leaf = reader.required(&section, "caliper-mm", "paper: {caliper-mm: 0.1}")?;
    let cover = section.get("cover-mm").and_then(|field| reader.code(&field, &E025, millimetres));
    Some(Paper { leaf: reader.code(&leaf, &E025, millimetres)?, cover: cover.unwrap_or(Len::ZERO) })
}

fn stock(leaf: i64) -> Paper {
    Paper { leaf: Len::pt(72).scale(leaf, 10_000_000), cover: Len::ZERO }
}

/// A thickness that paper and board can have.
fn millimetres(text: &str) -> Option<Len> {
    let text = text.trim().trim_end_matches("mm").trim_end();
    let number: f64 = text.parse().ok()?;
    (0.01..=5.0).contains(&number).then(|| Len::from_mm(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spine_is_as_thick_as_its_leaves_and_its_cover() {
        let paper = Paper { leaf: Len::from_mm(0.1), cover: Len::from_mm(0.25) };
        assert!((paper.spine(200) - Len::from_mm(10.5)).abs() < Len(200));
        assert_eq!(paper.spine(201), paper.spine(202));
        // The sum that KDP gives as its example: 200 white pages make 0.450 in.
        assert!((stock(45_040).spine(200) - Len::from_pt(0.4504 * 72.0)).abs() < Len(400));
        assert!((Paper::USUAL.leaf - Len::from_mm(0.1)).abs() < Len(2));
    }
}

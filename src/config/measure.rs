//! Lengths, sizes of type and sizes of paper, as authors write them.

use crate::base::{Len, Size};

/// A length that may be relative to the body size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Measure {
    Fixed(Len),
    /// A number of em.
    Em(f64),
}

impl Measure {
    /// Reads `10.5pt`, `2 em`, `五号`.
    pub fn read(text: &str) -> Option<Measure> {
        let text = text.trim();
        if let Some((_, points)) = TYPE_SIZES.iter().find(|(name, _)| *name == text) {
            return Some(Measure::Fixed(Len::from_pt(*points)));
        }
        let digits = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(text.len());
        let number: f64 = text[..digits].parse().ok()?;
        let unit = text[digits..].trim().to_lowercase();
        Some(match unit.as_str() {
            "pt" | "磅" | "点" => Measure::Fixed(Len::from_pt(number)),
            "mm" | "毫米" => Measure::Fixed(Len::from_mm(number)),
            "cm" | "厘米" => Measure::Fixed(Len::from_mm(number * 10.0)),
            "in" | "英寸" => Measure::Fixed(Len::from_pt(number * 72.0)),
            "q" | "级" => Measure::Fixed(Len::from_mm(number / 4.0)),
            "em" | "字" => Measure::Em(number),
            "" if number == 0.0 => Measure::Fixed(Len::ZERO),
            _ => return None,
        })
    }

    /// The length, with `em` for the body size.
    pub fn resolve(self, em: Len) -> Len {
        match self {
            Measure::Fixed(length) => length,
            Measure::Em(count) => Len::from_pt(count * em.to_pt()),
        }
    }
}

/// The sizes of Chinese type in points: the three series of lead type (初–二–五–七, 一–四, 三–六), each half of the
/// one before, and the small sizes between them.
const TYPE_SIZES: &[(&str, f64)] = &[
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 27.5),
    ("小一", 24.0),
    ("二号", 21.0),
    ("小二", 18.0),
    ("三号", 15.75),
    ("小三", 15.0),
    ("四号", 13.75),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.875),
    ("小六", 6.5),
    ("七号", 5.25),
];

/// Trimmed sizes in millimetres, and into how many leaves a sheet is divided for them: the customary 开 of Chinese
/// books, and the A and B series of ISO 216 (GB/T 148; divisions by GB/T 788). None where no Chinese sheet gives the
/// size.
const PAGES: &[(&str, f64, f64, Option<u16>)] = &[
    ("8开", 260.0, 370.0, Some(8)),
    ("大8开", 285.0, 420.0, Some(8)),
    ("16开", 185.0, 260.0, Some(16)),
    ("大16开", 210.0, 285.0, Some(16)),
    ("小16开", 170.0, 240.0, Some(16)),
    ("18开", 170.0, 230.0, Some(18)),
    ("24开", 168.0, 183.0, Some(24)),
    ("32开", 130.0, 184.0, Some(32)),
    ("大32开", 140.0, 203.0, Some(32)),
    ("小32开", 115.0, 184.0, Some(32)),
    ("64开", 92.0, 126.0, Some(64)),
    ("A3", 297.0, 420.0, Some(8)),
    ("A4", 210.0, 297.0, Some(16)),
    ("A5", 148.0, 210.0, Some(32)),
    ("A6", 105.0, 148.0, Some(64)),
    ("B4", 250.0, 353.0, Some(16)),
    ("B5", 176.0, 250.0, Some(32)),
    ("B6", 125.0, 176.0, Some(64)),
    // Taiwan divides sheets of its own (CNS 5): 25開 is its usual book, 菊 the larger sheet.
    ("25开", 148.0, 210.0, Some(25)),
    ("菊8开", 297.0, 420.0, Some(8)),
    ("菊16开", 210.0, 297.0, Some(16)),
    ("菊32开", 148.0, 210.0, Some(32)),
    // Japanese and Korean books are named by what their sheets were called.
    ("四六判", 127.0, 188.0, None),
    ("菊判", 150.0, 220.0, None),
    ("新書判", 105.0, 173.0, None),
    ("文庫判", 105.0, 148.0, None),
    ("신국판", 152.0, 225.0, None),
    ("국판", 148.0, 210.0, None),
    ("46판", 127.0, 188.0, None),
    ("JIS B5", 182.0, 257.0, None),
    ("JIS B6", 128.0, 182.0, None),
];

/// The names of pages, for messages.
pub(super) fn page_names() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, ..)| *name)
}

/// Whether a sheet of Chinese paper is divided into pages of this size.
pub fn has_format(page: Size) -> bool {
    let near = |one: Len, millimetres: f64| (one - Len::from_mm(millimetres)).abs() < Len::from_mm(0.25);
    PAGES
        .iter()
        .any(|(_, width, height, leaves)| leaves.is_some() && near(page.width, *width) && near(page.height, *height))
}

/// Into how many leaves a sheet is divided for pages of this size; none for a size without a name.
pub(super) fn format_number(page: Size) -> Option<u16> {
    let of = |width, height| Size { width: Len::from_mm(width), height: Len::from_mm(height) };
    PAGES.iter().find(|(_, width, height, _)| of(*width, *height) == page)?.3
}

/// The name of a page as names are compared: `大 32 Ｋ`, `大32開` and `大度32开本` are `大32开`. `A5判` is A5.
fn plain(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '開' => '开',
        c => c,
    };
    let name: String = name.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let name = name.to_lowercase().replace('k', "开").replace("正度", "").replace("大度", "大").replace('正', "");
    let series = |name: &str| name.starts_with(['a', 'b']) && name.len() == 2;
    let bare = name.strip_suffix('判').or_else(|| name.strip_suffix('판')).filter(|bare| series(bare));
    bare.or_else(|| name.strip_suffix('本').filter(|bare| bare.ends_with('开'))).unwrap_or(&name).to_owned()
}

/// Into how many leaves the sheet is divided that a name of a page says: the number before the 开 or 開 of `大32開`.
pub(super) fn named_division(format: &str) -> Option<u16> {
    let plain = plain(format);
    let before = plain.split_once('开')?.0;
    let digits = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
    before[digits..].parse().ok()
}

/// Reads a named size or `140mm x 203mm`.
pub(super) fn read_page(text: &str) -> Option<Size> {
    let wanted = plain(text);
    if let Some((_, width, height, _)) = PAGES.iter().find(|(name, ..)| plain(name) == wanted) {
        return Some(Size { width: Len::from_mm(*width), height: Len::from_mm(*height) });
    }
    let (width, height) = text.split_once(['x', 'X', '×', '*'])?;
    // `140 x 203mm`: one unit serves both.
    let unit: String = height.chars().skip_while(|c| !c.is_alphabetic()).collect();
    let width = Measure::read(width).or_else(|| Measure::read(&format!("{}{unit}", width.trim())))?;
    match (width, Measure::read(height)?) {
        (Measure::Fixed(width), Measure::Fixed(height)) => Some(Size { width, height }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_the_units_of_the_trade() {
        let read = |text| Measure::read(text).map(|length| length.resolve(Len::pt(10)));
        assert_eq!(read("10.5pt"), Some(Len::from_pt(10.5)));
        assert_eq!(read("2 em"), Some(Len::pt(20)));
        assert_eq!(read("20q"), Some(Len::from_mm(5.0)));
        assert_eq!(read("1in"), Some(Len::pt(72)));
        assert_eq!(read("1CM"), Some(Len::from_mm(10.0)));
        assert_eq!(read("0"), Some(Len::ZERO));
        assert_eq!(read("五号"), Some(Len::from_pt(10.5)));
        for bad in ["", "10", "pt", "1e3pt", "1.2.3pt", "10px", "五", "--1pt", "NaNpt", "infpt"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn pages_have_names_and_measures() {
        let size = |w, h| Some(Size { width: Len::from_mm(w), height: Len::from_mm(h) });
        assert_eq!(read_page("大32开"), size(140.0, 203.0));
        assert_eq!(read_page("大 32 k"), size(140.0, 203.0));
        assert_eq!(read_page("正16开"), size(185.0, 260.0));
        assert_eq!(read_page("a5"), size(148.0, 210.0));
        // Whatever characters, width and case a name is written in.
        for (name, width, height, ..) in PAGES {
            let wide = |c: char| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c };
            let others = [
                name.replace('开', "開"),
                name.replace('开', "K"),
                name.replace('开', " k "),
                name.replace('开', "開本"),
                name.chars().map(wide).collect(),
                name.to_lowercase(),
            ];
            for other in others {
                assert_eq!(read_page(&other), size(*width, *height), "{other}");
            }
        }
        assert_eq!(read_page("A5判"), size(148.0, 210.0));
        assert_eq!(read_page("25開"), size(148.0, 210.0));
        assert_eq!(read_page("140mm x 203mm"), size(140.0, 203.0));
        assert_eq!(read_page("14cm×203mm"), size(140.0, 203.0));
        assert_eq!(read_page("140x203mm"), size(140.0, 203.0));
        for bad in ["", "33开", "140mm", "x", "10em x 20em", "140 x 203"] {
            assert_eq!(read_page(bad), None, "{bad}");
        }
    }
}

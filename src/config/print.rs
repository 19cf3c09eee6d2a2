use super::paper::{Paper, paper};
use super::reader::Section;
use super::reader::{Field, Reader};
use crate::base::Len;
use crate::source::Span;
use std::path::PathBuf;

/// The print edition (`print:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintConfig {
    /// How far artwork goes beyond the trimmed edge.
    pub bleed: Len,
    /// Whether crop and registration marks are drawn.
    pub marks: bool,
    /// Which inks are used.
    pub color: PrintColor,
    /// The most ink on one spot, in percent.
    pub ink: u16,
    /// Pixels to the inch below which a picture is reported.
    pub ppi: u16,
    /// An ICC profile of the manuscript, and where `book.yaml` names it; none: the shipped one for coated paper.
    pub profile: Option<(PathBuf, Option<Span>)>,
    /// Name of the printing condition; none: what the profile says.
    pub condition: Option<String>,
    /// How far the type area moves away from the spine.
    pub gutter: Gutter,
    /// How far the cover's artwork goes beyond its trimmed edge.
    pub cover_bleed: Len,
    /// Pages of a folded sheet, which the book should fill.
    pub signature: Option<u16>,
    /// Whether blank pages fill the last sheet.
    pub pad: bool,
    /// What the book is printed on; it makes the spine.
    pub paper: Option<Paper>,
}

/// The inks of the print edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrintColor {
    /// Four: pictures are in colour, text is black.
    #[default]
    Cmyk,
    /// Black alone.
    Grey,
}

/// How far the type area moves away from the spine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gutter {
    /// As far as a book of its thickness needs.
    #[default]
    Auto,
    /// By so much.
    Extra(Len),
}

impl Default for PrintConfig {
    fn default() -> PrintConfig {
        PrintConfig {
            bleed: Len::from_mm(3.0),
            marks: true,
            color: PrintColor::Cmyk,
            ink: 300,
            ppi: 300,
            profile: None,
            condition: None,
            gutter: Gutter::Auto,
            cover_bleed: Len::from_mm(3.0),
            signature: None,
            pad: false,
            paper: None,
        }
    }
}

/// Reads `print:`; `em` is the body size.
pub(super) fn print(reader: &mut Reader, top: &Section, em: Len) -> PrintConfig {
    let default = PrintConfig::default();
    let Some(section) = top.get("print").and_then(|field| reader.section(&field, "print")) else { return default };
    let get = |key: &str| section.get(key);
    let most = Len::from_mm(30.0);
    let colors = [("cmyk", PrintColor::Cmyk), ("grey", PrintColor::Grey), ("gray", PrintColor::Grey)];
    let mut bleed = |key| get(key).and_then(|field| reader.length(&field, em, Len::ZERO..=most));
    let (own, cover_bleed) = (bleed("bleed").unwrap_or(default.bleed), bleed("cover-bleed"));
    let signatures = [4, 8, 12, 16, 24, 32, 48, 64].map(|pages: u16| (pages.to_string(), pages));
    let signatures = signatures.each_ref().map(|(name, pages)| (name.as_str(), *pages));
    PrintConfig {
        bleed: own,
        cover_bleed: cover_bleed.unwrap_or(own),
        signature: get("signature").and_then(|field| reader.choice(&field, &signatures)),
        pad: get("pad").and_then(|field| reader.flag(&field)).unwrap_or(false),
        marks: get("marks").and_then(|field| reader.flag(&field)).unwrap_or(default.marks),
        color: get("color").and_then(|field| reader.choice(&field, &colors)).unwrap_or_default(),
        ink: get("ink").and_then(|field| reader.whole(&field, 100..=400)).unwrap_or(default.ink),
        ppi: get("ppi").and_then(|field| reader.whole(&field, 72..=2400)).unwrap_or(default.ppi),
        profile: get("profile").and_then(|field| reader.path(&field)),
        condition: get("condition").and_then(|field| reader.line(&field, 200)),
        gutter: get("gutter-extra").map(|field| gutter(reader, &field, em, most)).unwrap_or_default(),
        paper: get("paper").and_then(|field| paper(reader, &field)),
    }
}

fn gutter(reader: &mut Reader, field: &Field, em: Len, most: Len) -> Gutter {
    if field.is_word("auto") {
        return Gutter::Auto;
    }
    reader.length(field, em, Len::ZERO..=most).map(Gutter::Extra).unwrap_or_default()
}

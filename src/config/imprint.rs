use super::measure::{format_number, named_division};
use super::reader::{Reader, Section};
use crate::base::Size;
use crate::diagnostics::{Diagnostic, rules::language};

/// The longest line of the imprint, in characters.
const LINE: usize = 200;

/// What the imprint (版本记录) says beside the metadata (`imprint:`, typography row CO-3). Nothing is invented: what is
/// not given is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Address of the publisher.
    pub address: Option<String>,
    /// Who sells the book to the trade.
    pub distributor: Option<String>,
    /// Printing house.
    pub printer: Option<String>,
    /// Size of the sheet and its division: `880mm×1230mm 1/32`.
    pub format: Option<String>,
    /// Into how many leaves a sheet is divided, which is how many pages one printed sheet (印张) bears.
    pub format_number: Option<u16>,
    /// Characters in thousands.
    pub characters: Option<u16>,
    /// Edition: `2024年1月第1版`.
    pub edition: Option<String>,
    /// Printing: `2024年1月第1次印刷`.
    pub printing: Option<String>,
    /// Copies printed.
    pub print_run: Option<String>,
    /// Price.
    pub price: Option<String>,
}

/// Reads `imprint:`; `page` is the trimmed page.
pub(super) fn imprint(reader: &mut Reader, top: &Section, page: Size) -> Imprint {
    let section = top.get("imprint").and_then(|field| reader.section(&field, "imprint"));
    let Some(section) = section else { return Imprint::default() };
    let mut line = |key: &str| section.get(key).and_then(|field| reader.line(&field, LINE));
    let mut imprint = Imprint {
        address: line("address"),
        distributor: line("distributor"),
        printer: line("printer"),
        format: line("format"),
        edition: line("edition"),
        printing: line("printing"),
        print_run: line("print-run"),
        price: line("price"),
        ..Imprint::default()
    };
    imprint.characters = section.get("characters").and_then(|field| reader.whole(&field, 1..=u16::MAX));
    let said = imprint.format.as_deref().and_then(division);
    imprint.format_number = said.or_else(|| format_number(page));
    if let Some(field) = section.get("format").filter(|_| imprint.format_number.is_none()) {
        reader.report(&field, Diagnostic::new(&language::W322));
    }
    imprint
}

/// The number behind the solidus of `880mm×1230mm 1/32`, or before the 开 of `32开` (開 of `25開`, K of `25K`).
fn division(format: &str) -> Option<u16> {
    let number = |text: &str| text.parse::<u16>().ok().filter(|number| (2..=128).contains(number));
    let behind = format.split(['/', '／']).skip(1).find_map(|rest| {
        let end = rest.find(|one: char| !one.is_ascii_digit()).unwrap_or(rest.len());
        number(&rest[..end])
    });
    behind.or_else(|| named_division(format).filter(|number| (2..=128).contains(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_division_of_a_sheet_is_read_from_the_format() {
        for (format, number) in [
            ("880mm×1230mm 1/32", Some(32)),
            ("787毫米×1092毫米　1／16", Some(16)),
            ("大32开", Some(32)),
            ("16开本", Some(16)),
            ("25開", Some(25)),
            ("菊16開", Some(16)),
            ("３２Ｋ", Some(32)),
            ("880mm×1230mm", None),
            ("1/0", None),
            ("开", None),
        ] {
            assert_eq!(division(format), number, "{format}");
        }
    }
}

//! `width=` and `height=` of pictures.

use super::attributes::Attributes;
use super::draft::Draft;
use crate::base::Len;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax;
use crate::model::{AskedSize, Extent};
use crate::source::Span;
use std::ops::Range;

/// The size that the attributes of a picture ask for; what is no extent is reported.
pub(super) fn asked_size(
    attributes: &Attributes,
    place: impl Fn(&Range<usize>) -> Span,
    draft: &mut Draft,
) -> AskedSize {
    let mut extent = |name: &'static str| {
        let (_, value, at) = attributes.pairs.iter().find(|(key, ..)| *key == name)?;
        let read = read(value);
        if read.is_none() {
            draft.report(Diagnostic::new(&syntax::E104).at(place(at)).with("name", name).with("value", value));
        }
        read
    };
    AskedSize { width: extent("width"), height: extent("height") }
}

/// Reads `60%`, `80mm`, `1.5em` and their kin.
fn read(value: &str) -> Option<Extent> {
    let digits = value.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = value.split_at(digits);
    let number: f64 = number.parse().ok().filter(|number: &f64| *number > 0.0)?;
    let length = match unit {
        "%" => return (number <= 100.0).then(|| Extent::Percent(number.round().max(1.0) as u16)),
        "em" => return Some(Extent::Em((number * 1000.0).round().clamp(1.0, 1_000_000.0) as u32)),
        "mm" => Len::from_mm(number),
        "cm" => Len::from_mm(number * 10.0),
        "in" => Len::from_pt(number * 72.0),
        "pt" => Len::from_pt(number),
        // A quarter of a millimetre, as Chinese and Japanese printers measure.
        "q" | "Q" => Len::from_mm(number / 4.0),
        _ => return None,
    };
    Some(Extent::Length(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_are_parts_lengths_or_multiples_of_the_em() {
        assert_eq!(read("60%"), Some(Extent::Percent(60)));
        assert_eq!(read("2in"), Some(Extent::Length(Len::pt(144))));
        assert_eq!(read("2.54cm"), Some(Extent::Length(Len::pt(72))));
        assert_eq!(read("1.5em"), Some(Extent::Em(1500)));
        for value in ["0%", "101%", "60", "wide", "-3mm", "1..2mm", "3px", "%", "em"] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}

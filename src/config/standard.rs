use super::reader::{Reader, Section};

/// What the PDF for reading conforms to (`pdf-standard:`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PdfStandard {
    /// PDF 1.7 with PDF/UA-1 and PDF/A-2a: what every reader and every archive takes.
    #[default]
    Ua1,
    /// PDF 2.0 with PDF/UA-2 and PDF/A-4.
    Ua2,
}

/// Reads `pdf-standard:`.
pub(super) fn standard(reader: &mut Reader, top: &Section) -> PdfStandard {
    let words = [("ua1", PdfStandard::Ua1), ("ua2", PdfStandard::Ua2)];
    top.get("pdf-standard").and_then(|field| reader.choice(&field, &words)).unwrap_or_default()
}

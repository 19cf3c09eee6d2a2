use super::codes;
use super::reader::{Field, Reader};
use super::tree::Value;
use crate::diagnostics::{Bilingual, Diagnostic, rules::manuscript as rules};

/// The longest line, in characters.
const LINE: usize = 2_000;

/// An ISBN whose check digit agrees with its other digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isbn {
    /// Its 13 digits.
    pub digits: String,
    /// As it is printed: as `book.yaml` writes it, with its hyphens.
    pub printed: String,
}

/// The numbers of the editions of a book: every edition that is sold by itself has its own (ISO 2108, 4.3; ISBN Users'
/// Manual, “Electronic publications”).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Isbns {
    /// The printed book: its imprint, its CIP record, the bar code of its cover.
    pub print: Option<Isbn>,
    /// The EPUB.
    pub epub: Option<Isbn>,
    /// The PDF for reading.
    pub pdf: Option<Isbn>,
}

impl Isbns {
    /// One number for every edition.
    pub fn one(isbn: Isbn) -> Isbns {
        Isbns { print: Some(isbn.clone()), epub: Some(isbn.clone()), pdf: Some(isbn) }
    }

    /// The printed book's number where the EPUB has another one, or none.
    pub fn source(&self) -> Option<&Isbn> {
        self.print.as_ref().filter(|print| self.epub.as_ref() != Some(print))
    }

    /// The numbers by the names of the editions. One that all editions share stands alone, without a name.
    pub fn list(&self) -> Vec<(Option<&'static str>, &Isbn)> {
        let all = [("print", &self.print), ("epub", &self.epub), ("pdf", &self.pdf)];
        match &self.print {
            Some(isbn) if all.iter().all(|(_, one)| one.as_ref() == Some(isbn)) => vec![(None, isbn)],
            _ => all.into_iter().filter_map(|(name, one)| Some((Some(name), one.as_ref()?))).collect(),
        }
    }
}

/// Reads `isbn`: one number, or one for each edition.
pub(super) fn isbns(reader: &mut Reader, field: &Field) -> Isbns {
    match &field.node.value {
        Value::Scalar(_) if reader.meant_group(field, "isbn") => Isbns::default(),
        Value::Scalar(_) => isbn(reader, field).map(Isbns::one).unwrap_or_default(),
        Value::Map(entries) if entries.is_empty() => {
            reader.report(field, Diagnostic::new(&rules::E042).with("key", &field.path));
            Isbns::default()
        }
        Value::Map(_) => {
            let Some(section) = reader.section(field, "isbn") else { return Isbns::default() };
            let mut isbns = Isbns::default();
            for (key, slot) in [("print", &mut isbns.print), ("epub", &mut isbns.epub), ("pdf", &mut isbns.pdf)] {
                *slot = section.get(key).and_then(|field| isbn(reader, &field));
            }
            let named = [("print", &isbns.print), ("epub", &isbns.epub), ("pdf", &isbns.pdf)];
            for (index, (key, one)) in named.iter().enumerate() {
                let same = |other: &&(&str, &Option<Isbn>)| {
                    one.is_some() && other.1.as_ref().map(|isbn| &isbn.digits) == one.as_ref().map(|isbn| &isbn.digits)
                };
                if let (Some((first, _)), Some(field)) = (named[..index].iter().find(same), section.get(key)) {
                    let twice = Diagnostic::new(&rules::W044).with("key", &field.path);
                    let twice = twice.with("other", format!("isbn.{first}"));
                    let other = section.get(first).and_then(|field| field.node.span);
                    reader.report(&field, twice.also(other));
                }
            }
            isbns
        }
        _ => {
            let expected = Bilingual::new("a number, or one for each edition", "一个书号，或每个版本一个");
            reader.wrong_type(field, expected, Some("isbn: {print: …, epub: …, pdf: …}"));
            Isbns::default()
        }
    }
}

fn isbn(reader: &mut Reader, field: &Field) -> Option<Isbn> {
    let text = reader.line(field, LINE)?;
    match codes::read_isbn(&text) {
        Ok(digits) => {
            let printed = text.trim_start_matches("ISBN").trim_start_matches([' ', ':', '：']).to_owned();
            Some(Isbn { digits, printed })
        }
        Err(why) => {
            reader.report(field, Diagnostic::new(&rules::E028).with("value", &text).with_term("why", why));
            None
        }
    }
}

//! What the file says about itself.

use crate::config::Isbn;
use crate::language::Word;
use crate::model::Book;
use krilla::metadata::{DateTime, Metadata, TextDirection};
use time::OffsetDateTime;

/// The date of a book whose makers name none: PDF/A wants one, and the clock would make two runs differ.
const UNDATED: i32 = 2000;

/// Title, people, subject, keywords, language, date and identity; `is_printed` for a file that goes to a press.
pub(super) fn metadata(book: &Book, modified: Option<i64>, is_printed: bool) -> Metadata {
    let meta = &book.meta;
    let full_title = match &meta.subtitle {
        Some(subtitle) => format!("{}{}{subtitle}", meta.title, meta.language.words().get(Word::Colon)),
        None => meta.title.clone(),
    };
    let title = [full_title, meta.slug.clone()].into_iter().find(|title| !title.is_empty());
    let authors: Vec<String> = meta.names("aut").map(str::to_owned).collect();
    let everyone = || meta.contributors.iter().map(|one| one.name.clone()).collect();
    Metadata::new()
        .title(title.unwrap_or_else(|| "?".to_owned()))
        .authors(if authors.is_empty() { everyone() } else { authors })
        .description(meta.description.clone().unwrap_or_default())
        .keywords(meta.subjects.clone())
        .language(meta.language.to_string())
        .creator(format!("huoban {}", env!("CARGO_PKG_VERSION")))
        .producer(format!("huoban {} (krilla)", env!("CARGO_PKG_VERSION")))
        .creation_date(date(meta.date.as_deref(), modified))
        .document_id(identity(book, is_printed))
        .text_direction(TextDirection::LeftToRight)
}

/// The number of the edition that the file is.
pub(super) fn isbn(book: &Book, is_printed: bool) -> Option<&Isbn> {
    if is_printed { book.meta.isbn.print.as_ref() } else { book.meta.isbn.pdf.as_ref() }
}

/// What stays the same from edition to edition of the file.
fn identity(book: &Book, is_printed: bool) -> String {
    let meta = &book.meta;
    match (&meta.identifier, isbn(book, is_printed)) {
        (Some(identifier), _) => identifier.clone(),
        (None, Some(isbn)) => format!("urn:isbn:{}", isbn.digits),
        (None, None) => format!("{}/{}", meta.slug, meta.title),
    }
}

/// The time of the build, else the date of publication.
fn date(published: Option<&str>, modified: Option<i64>) -> DateTime {
    let built = modified.and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    if let Some(time) = built {
        return day(time.year(), time.month().into(), time.day())
            .hour(time.hour())
            .minute(time.minute())
            .second(time.second());
    }
    let mut parts = published.unwrap_or_default().split('-');
    let year = parts.next().and_then(|part| part.parse().ok()).unwrap_or(UNDATED);
    let mut small = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
    let month = small();
    day(year, month, small())
}

fn day(year: i32, month: u8, day: u8) -> DateTime {
    let year = u16::try_from(year).unwrap_or(0);
    DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0)
}

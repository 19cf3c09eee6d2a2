//! Where a finding stands, as lines and columns.

use super::order::slashed;
use super::place::Place;
use crate::source::{LineColumn, SourceMap};

/// A stretch of a source file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    /// The file as `/`-separated path from where the caller counts.
    pub(super) file: String,
    /// First character, and the one past the last; none where the whole file is meant.
    pub(super) region: Option<(LineColumn, LineColumn)>,
}

/// The spot of a place in a file, relative to the manuscript directory; none for the book as a whole.
pub(super) fn spot(place: &Place, sources: &SourceMap) -> Option<Spot> {
    match place {
        Place::Span(span) => {
            let region = Some(sources.lines_columns(*span));
            Some(Spot { file: slashed(sources.path(span.file)), region })
        }
        Place::File(path) => Some(Spot { file: slashed(path), region: None }),
        Place::Book | Place::Node(..) => None,
    }
}

/// The spot of a place, for programs that show findings inside the source, seen from `base`. What concerns the whole
/// book is shown at its configuration: such programs drop what has no file.
pub(super) fn shown_at(place: &Place, sources: &SourceMap, base: &str) -> Spot {
    let Spot { file, region } =
        spot(place, sources).unwrap_or_else(|| Spot { file: "book.yaml".to_owned(), region: None });
    let base = base.trim_end_matches('/');
    Spot { file: if base.is_empty() { file } else { format!("{base}/{file}") }, region }
}

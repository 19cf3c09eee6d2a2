//! Where a finding stands, for programs that show it inside the source.

use super::diagnostic::Diagnostic;
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

/// The spot of a finding. What concerns the whole book is shown at its configuration: the programs that show findings
/// drop those that have no file.
pub(super) fn spot(diagnostic: &Diagnostic, sources: &SourceMap, base: &str) -> Spot {
    let (file, region) = match &diagnostic.place {
        Place::Span(span) => (slashed(sources.path(span.file)), Some(sources.lines_columns(*span))),
        Place::File(path) => (slashed(path), None),
        Place::Book | Place::Node(..) => ("book.yaml".to_owned(), None),
    };
    let base = base.trim_end_matches('/');
    Spot { file: if base.is_empty() { file } else { format!("{base}/{file}") }, region }
}

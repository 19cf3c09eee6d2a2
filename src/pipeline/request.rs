use super::{House, Stage};
use crate::config::Output;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What a run is to do.
#[derive(Clone, Default)]
pub struct Request<'a> {
    /// Name of the manuscript directory; the slug when `book.yaml` gives none.
    pub directory: String,
    /// What to make; none: what `book.yaml` says.
    pub outputs: Option<Vec<Output>>,
    /// What to make beside them, whether or not they name it.
    pub besides: Vec<Output>,
    /// Whether the pages are wanted even when no PDF is made.
    pub pages: bool,
    /// Dotted keys of `book.yaml` and the values that stand in their place for this run.
    pub overrides: Vec<(String, String)>,
    /// Directories with fonts outside the manuscript, in order of preference.
    pub font_directories: Vec<PathBuf>,
    /// Number of threads; none: as many as the machine has.
    pub jobs: Option<NonZeroUsize>,
    /// Whether a release is made: what loses text or the target of a link is then an error.
    pub release: bool,
    /// A printing house by whose published demands the finished print files are judged.
    pub printer: Option<&'static House>,
    /// Told when a stage begins; may be called from any thread.
    pub on_stage: Option<&'a (dyn Fn(Stage) + Sync)>,
}

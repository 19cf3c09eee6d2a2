use super::Counts;
use crate::base::Digest;
use crate::config::{Config, Output};
use crate::diagnostics::Diagnostic;
use crate::display::Pages;
use crate::font::Fonts;
use crate::model::Book;
use crate::source::SourceMap;

/// A stage of a run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Stage {
    /// Reading `book.yaml` and the chapters.
    Load,
    /// Finding and reading fonts.
    Fonts,
    /// Markdown to the model.
    Parse,
    /// Reading pictures.
    Pictures,
    /// Numbers, references, contents.
    Resolve,
    /// Lines and pages.
    Layout,
    /// Drawing the cover.
    Cover,
    /// Writing the PDF.
    Pdf,
    /// Writing the print edition.
    Print,
    /// Writing the EPUB.
    Epub,
}

impl Stage {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Load => "load",
            Stage::Fonts => "fonts",
            Stage::Parse => "parse",
            Stage::Pictures => "pictures",
            Stage::Resolve => "resolve",
            Stage::Layout => "layout",
            Stage::Cover => "cover",
            Stage::Pdf => "pdf",
            Stage::Print => "print",
            Stage::Epub => "epub",
        }
    }
}

/// How long a stage took. Stages that run beside each other each count in full.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StageTime {
    /// The stage.
    pub stage: Stage,
    /// Wall time in seconds.
    pub seconds: f64,
}

/// A finished output, not yet written to disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Artifact {
    /// What it is.
    pub output: Output,
    /// `<slug>.epub`, `<slug>.pdf`, `<slug>-print.pdf`.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub sha256: Digest,
    /// Number of pages; only of a PDF.
    pub pages: Option<usize>,
}

/// What a run found and made.
#[derive(Default)]
pub struct Report {
    /// The configuration, if it could be used.
    pub config: Option<Config>,
    /// The outputs that no error forbids.
    pub artifacts: Vec<Artifact>,
    /// Outputs that were asked for and are withheld because of errors.
    pub withheld: Vec<Output>,
    /// Everything found, by file, offset and code; no place is a node.
    pub diagnostics: Vec<Diagnostic>,
    /// The artifacts that were read back and say what the book says; see [`Report::verify`].
    pub parity: Vec<Parity>,
    /// The files that the diagnostics point into.
    pub sources: SourceMap,
    /// What took how long, in the order of the stages.
    pub stages: Vec<StageTime>,
    /// Sizes of the book.
    pub counts: Counts,
    /// The book.
    pub book: Book,
    /// Its pages, if they were asked for.
    pub pages: Pages,
    /// The fonts that were found.
    pub fonts: Fonts,
}

impl Report {
    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// A file that says what the book says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parity {
    /// Which.
    pub output: Output,
    /// Number of blocks that stand in it, each once and in order.
    pub blocks: usize,
}

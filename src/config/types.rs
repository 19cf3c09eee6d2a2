use super::{EpubConfig, LintsConfig, Meta, PrintConfig, QualityConfig};
use crate::base::{Len, Size};
use crate::choices::{
    ChapterOpening, EmphasisStyle, ListLabels, ListStyle, NoteNumbering, StrongStyle, TypographyConfig,
};
use crate::source::Span;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A whole `book.yaml`, checked. Keys that were not given hold the conventions of a Chinese book.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What is said about the book.
    pub meta: Meta,
    /// What the PDF for reading conforms to.
    pub pdf_standard: super::PdfStandard,
    /// The cover.
    pub cover: CoverConfig,
    /// Front matter files, in order.
    pub front: Vec<ChapterEntry>,
    /// Chapters and parts; none when the Markdown files are to be taken in name order.
    pub chapters: Option<Vec<ChapterEntry>>,
    /// Back matter, in order.
    pub back: Vec<ChapterEntry>,
    /// The page.
    pub page: PageConfig,
    /// Composition.
    pub typography: TypographyConfig,
    /// Limits of the composition.
    pub quality: QualityConfig,
    /// Fonts.
    pub fonts: FontsConfig,
    /// Choices of the theme.
    pub theme: ThemeConfig,
    /// What to do about a character that no font has.
    pub missing_glyphs: MissingGlyphs,
    /// What to do about a picture without a text alternative.
    pub missing_alt: MissingAlt,
    /// What is said about the words of the manuscript.
    pub lints: LintsConfig,
    /// What to build.
    pub outputs: Vec<Output>,
    /// The print edition.
    pub print: PrintConfig,
    /// The EPUB.
    pub epub: EpubConfig,
}

/// The cover of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CoverConfig {
    /// The book has none (`none`).
    None,
    /// A picture of the manuscript, and where `book.yaml` names it.
    Picture(PathBuf, Option<Span>),
    /// Drawn from the metadata (`auto`).
    #[default]
    Auto,
}

/// An entry of `front`, `chapters` or `back`.
#[derive(Clone, Debug, PartialEq)]
pub enum ChapterEntry {
    /// A Markdown file, and where `book.yaml` names it.
    File(PathBuf, Option<Span>),
    /// A part with its chapters.
    Part {
        /// Title of the part.
        title: String,
        /// A Markdown file with text for the part's leaf.
        file: Option<(PathBuf, Option<Span>)>,
        /// Its chapters.
        chapters: Vec<ChapterEntry>,
    },
    /// An appendix; only in `back`.
    Appendix(AppendixEntry),
}

/// `{appendix: file.md}`.
#[derive(Clone, Debug, PartialEq)]
pub struct AppendixEntry {
    /// The file.
    pub path: PathBuf,
    /// Where `book.yaml` names it.
    pub span: Option<Span>,
}

/// The page and its type area (版心).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageConfig {
    /// Trimmed size.
    pub size: Size,
    /// Body size.
    pub font_size: Len,
    /// The measure, in em of the body size.
    pub chars_per_line: u16,
    /// Lines of a full page.
    pub lines_per_page: u16,
    /// Distance of baselines.
    pub line_pitch: Len,
    /// Inner (gutter) margin; none: the theme divides what the type area leaves.
    pub inner_margin: Option<Len>,
    /// Top margin to the type area; none: the theme divides what the type area leaves.
    pub top_margin: Option<Len>,
}

/// Fonts, as the author names them. Every name is a family; none means the theme's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontsConfig {
    /// Further directories with fonts, relative to the manuscript, and where each is named.
    pub paths: Vec<(PathBuf, Option<Span>)>,
    /// Body Han (宋).
    pub body: Option<String>,
    /// Heading and strong Han (黑).
    pub heading: Option<String>,
    /// Emphasis and quotation Han (楷).
    pub emphasis: Option<String>,
    /// Body Latin.
    pub latin: Option<String>,
    /// Heading Latin.
    pub latin_heading: Option<String>,
    /// Code.
    pub mono: Option<String>,
    /// Whether fonts of the system may be used.
    pub system: bool,
    /// Where `book.yaml` names the families, by their keys.
    pub places: BTreeMap<&'static str, Span>,
}

/// Choices of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeConfig {
    /// Where chapters begin.
    pub chapter_opening: ChapterOpening,
    /// How notes are numbered in the PDF.
    pub notes: NoteNumbering,
    /// How lists stand in the measure.
    pub lists: ListStyle,
    /// How the items of ordered lists are numbered.
    pub list_labels: ListLabels,
    /// Depth of numbered headings below the chapter: 0 none, 1 sections (1.1), …
    pub numbering_depth: u8,
    /// Depth of the generated contents: 1 chapters, 2 sections, …; 0 leaves the contents out.
    pub contents_depth: u8,
    /// Whether chapters are numbered (第一章).
    pub number_chapters: bool,
    /// How `*emphasis*` is shown.
    pub emphasis: EmphasisStyle,
    /// How `**strong**` text is shown.
    pub strong: StrongStyle,
    /// Accent colour in the EPUB and in figures' rules, as RGB; text stays black.
    pub accent: [u8; 3],
}

/// What happens to a character that no font has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MissingGlyphs {
    /// The build fails.
    #[default]
    Error,
    /// A visible box and a warning.
    Warn,
}

/// What happens to a picture that has no text alternative and is not marked decorative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MissingAlt {
    /// The build fails.
    #[default]
    Error,
    /// The caption, or the file's name, is read out, and there is a warning.
    Warn,
}

/// A format to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// `<slug>.epub`.
    Epub,
    /// `<slug>.pdf`.
    Pdf,
    /// `<slug>-print.pdf`: PDF/X-4 for a printing house.
    Print,
    /// `<slug>-cover.pdf`: back, spine and front as one sheet, PDF/X-4.
    Cover,
}

impl Output {
    /// The format's name in configurations and reports.
    pub fn name(self) -> &'static str {
        match self {
            Output::Epub => "epub",
            Output::Pdf => "pdf",
            Output::Print => "print",
            Output::Cover => "cover",
        }
    }

    /// The name of the file.
    pub fn file_name(self, slug: &str) -> String {
        match self {
            Output::Epub => format!("{slug}.epub"),
            Output::Pdf => format!("{slug}.pdf"),
            Output::Print => format!("{slug}-print.pdf"),
            Output::Cover => format!("{slug}-cover.pdf"),
        }
    }
}

use super::{EpubConfig, LintsConfig, Meta, PrintConfig, QualityConfig};
use crate::base::{Len, Size};
use crate::language::Ordinal;
use crate::source::Span;
use crate::unicode::Script;
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

/// Composition choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypographyConfig {
    /// Widths of marks.
    pub punctuation: PunctuationStyle,
    /// Which marks may not begin or end a line.
    pub prohibitions: Prohibitions,
    /// Gap between Han and Latin.
    pub han_latin_gap: HanLatinGap,
    /// Whether a stop may hang in the margin.
    pub hanging: bool,
    /// First-line indent, in hundredths of an em.
    pub indent: u16,
    /// Where a bracket stands that begins a paragraph.
    pub paragraph_start: ParagraphStart,
    /// Whether Han stand on the columns of a grid.
    pub grid: bool,
}

/// Where an opening mark stands that begins a paragraph (typography row PW-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ParagraphStart {
    /// Its ink stands at the indent: the blank before it is trimmed.
    #[default]
    Trimmed,
    /// Its full-width frame stands at the indent.
    Full,
}

/// Gap between Han and Latin, in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HanLatinGap(pub u16);

/// Five styles of mark widths (typography row PW-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PunctuationStyle {
    /// 全角式: marks 1 em, adjacent pairs 1.5 em.
    #[default]
    Quanjiao,
    /// 开明式: 。．？！ 1 em, all others 0.5 em.
    Kaiming,
    /// 半角式: all 0.5 em.
    Banjiao,
    /// 行末半角式: 1 em, pairs kept, trimmed at line edges only.
    LineEndHalf,
    /// Nothing is squeezed.
    Plain,
}

/// Four levels of prohibitions at line edges (typography row LB-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Prohibitions {
    /// None at all.
    None,
    /// Stops, closing marks and opening marks.
    Basic,
    /// GB/T 15834: basic, connectors, interpuncts and the solidus.
    #[default]
    Gb,
    /// As `Gb`, and no —— or …… at the start of a line.
    Strict,
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

/// How emphasis is shown (typography row EM-7): Han are never slanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EmphasisStyle {
    /// In 楷, Latin in italics.
    #[default]
    Kai,
    /// With emphasis dots below the Han; a passage without Han in italics.
    Dots,
}

/// How strong text is shown (typography row EM-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StrongStyle {
    /// In bold 黑.
    #[default]
    Hei,
    /// In bold 宋.
    Song,
}

/// Where a chapter begins (typography row HD-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ChapterOpening {
    /// On the next page.
    #[default]
    NewPage,
    /// On the next right-hand page.
    Recto,
}

/// Where note numbers start anew (typography row FN-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NoteNumbering {
    /// On every page.
    #[default]
    Page,
    /// In every chapter.
    Chapter,
}

/// How lists stand in the measure (typography row LS-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ListStyle {
    /// 凸排: labels in a column of their own, all lines of the text in the next.
    #[default]
    Hanging,
    /// Every item is a paragraph that begins with its label; its other lines are flush.
    Paragraph,
}

/// Where the ladder of ordinals begins (typography row LS-1): GB/T 15834 annex B.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ListLabels {
    /// `1.`, `（1）`, `①`.
    #[default]
    Arabic,
    /// `一、`, `（一）`, `1.`, `（1）`, `①`.
    Han,
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

impl Prohibitions {
    /// What books in a script follow when nothing is asked for: GB/T 15834 in simplified Chinese, clreq's basic level in
    /// traditional (typography row LB-6).
    pub fn of(script: Script) -> Prohibitions {
        if script == Script::Hant { Prohibitions::Basic } else { Prohibitions::Gb }
    }
}

impl NoteNumbering {
    /// Where books in a script begin anew when nothing is asked for: on every page in East Asia (typography row FN-2),
    /// in every chapter where notes are numbered in figures, which grow too wide to be counted by the page.
    pub fn of(script: Script) -> NoteNumbering {
        if script.is_full_width() { NoteNumbering::Page } else { NoteNumbering::Chapter }
    }
}

impl StrongStyle {
    /// What books in a script take for strong text when nothing is asked for: another hand in East Asia, the bold of
    /// the text's own where there is one.
    pub fn of(script: Script) -> StrongStyle {
        if script == Script::Other { StrongStyle::Song } else { StrongStyle::Hei }
    }
}

impl ListLabels {
    /// The ordinal of lists that stand inside `depth` others.
    pub fn ordinal(self, depth: usize) -> Ordinal {
        let first = match self {
            ListLabels::Arabic => Ordinal::Arabic,
            ListLabels::Han => Ordinal::Han,
        };
        first.below(depth)
    }
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

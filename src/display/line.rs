//! What is known of a line beside its items: how it was set, and why.

use super::Start;
use crate::base::{Len, NodeId};
use std::fmt;

/// Kinds of text that lines belong to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineRole {
    /// A paragraph of the text.
    Paragraph,
    /// A heading.
    Heading,
    /// The caption of a picture or a table.
    Caption,
    /// A paragraph of a note.
    Note,
    /// A cell of a table.
    Cell,
    /// A line of code.
    Code,
    /// A line of verse.
    Verse,
    /// The title of a verse.
    VerseTitle,
    /// A line of a title page or another generated page.
    Title,
    /// An entry of the contents.
    Contents,
    /// The page number of an entry of the contents.
    ContentsFolio,
    /// A term that a definition explains.
    Term,
    /// A displayed formula.
    Math,
    /// The mark of a thematic break.
    Break,
    /// A number or a bullet beside a text.
    Label,
    /// A running head.
    Head,
    /// The number of a page.
    Folio,
}

impl LineRole {
    /// Its name in the layout dump.
    pub fn name(self) -> &'static str {
        match self {
            LineRole::Paragraph => "paragraph",
            LineRole::Heading => "heading",
            LineRole::Caption => "caption",
            LineRole::Note => "note",
            LineRole::Cell => "cell",
            LineRole::Code => "code",
            LineRole::Verse => "verse",
            LineRole::VerseTitle => "verse-title",
            LineRole::Title => "title",
            LineRole::Contents => "contents",
            LineRole::ContentsFolio => "contents-folio",
            LineRole::Term => "term",
            LineRole::Math => "math",
            LineRole::Break => "break",
            LineRole::Label => "label",
            LineRole::Head => "head",
            LineRole::Folio => "folio",
        }
    }

    /// Whether it stands in the margin of a page: a running head, a page number.
    pub fn is_margin(self) -> bool {
        matches!(self, LineRole::Head | LineRole::Folio)
    }
}

impl fmt::Display for LineRole {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a line of text is, for the layout dump.
#[derive(Clone, Debug)]
pub struct LineRecord {
    /// The block it belongs to.
    pub node: NodeId,
    /// What kind of text it is a line of.
    pub role: LineRole,
    /// Index in the block.
    pub index: u32,
    /// Where in the book it begins; none for a line of the tool's own.
    pub start: Option<Start>,
    /// Whether it is the block's last.
    pub last: bool,
    /// Baseline, from the top of the page.
    pub baseline: Len,
    /// Left edge of its first frame.
    pub x0: Len,
    /// Right edge of its last frame.
    pub x1: Len,
    /// The measure it was set to.
    pub measure: Len,
    /// Its width before adjustment.
    pub natural: Len,
    /// How it was fitted to the measure.
    pub adjust: Adjustment,
    /// Its items: first and one past the last index of [`Page::items`](super::Page::items).
    pub items: std::ops::Range<u32>,
}

/// Something that stands on another page than the text alone would have put it, or on two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// So many rows found room on the page and went to the next one, a heading among them: it stays with its text
    /// (typography row HD-1).
    Heading(u32),
    /// So many rows went to the next page, so that no line of their paragraph stands alone (row WO-2).
    Lines(u32),
    /// A figure found no room and stands on a later page.
    PutOff(NodeId),
    /// A figure that found no room on an earlier page.
    Late(NodeId),
    /// A note that goes on at the foot of the next page.
    NoteGoesOn(NodeId),
    /// A note that began on an earlier page.
    NoteWentOn(NodeId),
    /// A table that began on an earlier page; its head is repeated.
    TableWentOn(NodeId),
}

/// Why a line ends where it ends, and not where its text at natural widths fills the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Why {
    /// It ends there.
    #[default]
    Filled,
    /// Its text ends, or the author asked for a line break.
    Ended,
    /// This character, which may begin no line, would have begun the next one.
    First(char),
    /// This character, which may end no line, would have ended it.
    Last(char),
    /// A word, a number with its unit, a dash or another whole would have been parted.
    Whole,
    /// The last line of the paragraph would have held a single character.
    Lone,
    /// The lines of the paragraph come out more even.
    Even,
}

/// Squeezing tiers in the order in which they give (typography row BT-5), by their names in the layout dump: word
/// spaces, interpuncts one em wide, outer blanks of brackets, ，、；：, Han–Latin gaps, 。？！.
pub const SQUEEZING: [&str; 6] = ["word", "interpunct", "bracket", "comma", "latin", "stop"];

/// Stretching tiers in the order in which they take (typography row BT-6): word spaces, Han–Latin gaps, all gaps alike.
pub const STRETCHING: [&str; 3] = ["word", "latin", "all"];

/// How a line was fitted to its measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// What blanks of marks were given, in total; negative is squeezed.
    pub mark: Len,
    /// What word spaces and Han–Latin gaps were given.
    pub gap: Len,
    /// What was given between Han.
    pub han: Len,
    /// Size of the em that the line begins with.
    pub em: Len,
    /// What each tier of [`SQUEEZING`] gave.
    pub squeezed: [Len; SQUEEZING.len()],
    /// What each tier of [`SQUEEZING`] could have given.
    pub squeezable: [Len; SQUEEZING.len()],
    /// What each tier of [`STRETCHING`] took.
    pub stretched: [Len; STRETCHING.len()],
    /// What word spaces and Han–Latin gaps could have taken in their own tiers; the last tier has no limit.
    pub stretchable: [Len; STRETCHING.len() - 1],
    /// How far the last tier opened each of its gaps, Han from Han among them.
    pub opening: Len,
    /// Blank of a mark that the line's start does without.
    pub trimmed_start: Len,
    /// Blank of a mark that the line's end does without.
    pub trimmed_end: Len,
    /// Width of a mark that hangs in the margin at the line's end.
    pub hung: Len,
    /// Whether the line ends inside a word, with a hyphen that the text does not hold.
    pub hyphen: bool,
    /// How many characters the line took beyond those that fill the measure at natural widths; negative: how many of
    /// those went to the next line.
    pub moved: i32,
    /// Why they moved.
    pub why: Why,
}

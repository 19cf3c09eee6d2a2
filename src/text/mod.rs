//! A paragraph becomes lines: itemize, shape, gaps, breaks, justify.
//!
//! Space lives in gaps, not in glyphs: a full-width mark is a half-em body with a half-em gap on its outer side.
//! Squeezing, line-edge trimming, Han–Latin spacing and justification are one mechanism over gaps with natural
//! size, stretch, shrink and priority.

use crate::base::{Len, Point};
use crate::config::TypographyConfig;
use crate::diagnostics::Diagnostic;
use crate::display::{Adjustment, Item, LinkArea, Piece};
use crate::font::Fonts;
use crate::model::{NodeId, Target};
use crate::style::{TextAlign, TextStyle};
use std::path::PathBuf;

/// The text of one block, in pieces, ready to be composed.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The pieces in order.
    pub runs: Vec<Run>,
}

/// A piece of a [`Flow`].
#[derive(Clone, Debug)]
pub enum Run {
    /// Text in one style, language and node.
    Text(TextRun),
    /// The call of a note: a raised circled number. Its label is known only when its page is.
    Note {
        /// The call's node.
        node: NodeId,
        /// Index into the chapter's notes.
        note: u32,
        /// Style of the text it stands in; it is drawn smaller and raised.
        style: TextStyle,
    },
    /// A picture among text, its foot on the baseline.
    Picture {
        /// Its node.
        node: NodeId,
        /// Key of the book's pictures.
        image: PathBuf,
        /// Its width.
        width: Len,
        /// Its height.
        height: Len,
    },
    /// A fixed space that neither breaks nor stretches.
    Space(Len),
    /// A line break.
    Break,
}

/// Text in one style, language and node.
#[derive(Clone, Debug)]
pub struct TextRun {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: TextStyle,
    /// BCP 47 tag.
    pub lang: String,
    /// Whose it is.
    pub node: NodeId,
    /// Which piece of the node.
    pub piece: Piece,
    /// Whether it is struck, dotted or underlined.
    pub decoration: Decoration,
    /// How far its baseline is raised (negative: lowered).
    pub rise: Len,
    /// Where it leads, and the link's node.
    pub link: Option<(NodeId, Target)>,
    /// Whether it is code: no squeezing, no marks by context, breaks anywhere after a separator.
    pub verbatim: bool,
}

/// Lines and dots beside text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Decoration {
    /// Struck through.
    pub strike: bool,
    /// 着重号.
    pub dots: bool,
    /// 专名号.
    pub proper_name: bool,
    /// 书名号甲式.
    pub wavy: bool,
}

/// How a [`Flow`] is to be set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Width of the lines.
    pub measure: Len,
    /// Indent of the first line.
    pub first_indent: Len,
    /// Indent of the other lines.
    pub hang: Len,
    /// How lines stand.
    pub align: TextAlign,
    /// Composition choices.
    pub typography: TypographyConfig,
    /// The block, for diagnostics.
    pub node: NodeId,
}

/// A composed block: lines over flat arrays.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    lines: Vec<Line>,
}

/// One line of a composed block.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Left edge of the first frame, from the left edge of the measure.
    pub x0: Len,
    /// Right edge of the last frame.
    pub x1: Len,
    /// Width before adjustment.
    pub natural: Len,
    /// What adjustment took or gave.
    pub adjust: Adjustment,
    /// Height above the baseline that the line's highest piece needs beyond its text (pictures).
    pub extra_ascent: Len,
    /// The notes called in this line, in order: indexes into the chapter's notes.
    pub notes: Vec<u32>,
}

/// Where a line's drawing goes.
pub struct Sink<'a> {
    /// Items of the page.
    pub items: &'a mut Vec<Item>,
    /// Links of the page.
    pub links: &'a mut Vec<LinkArea>,
    /// The label of a note on this page (`①`), by its index in the chapter.
    pub note_label: &'a dyn Fn(u32) -> String,
}

/// Composes a flow. Characters that no font has are reported and drawn as a box.
pub fn compose(_fonts: &Fonts, _flow: &Flow, _setting: &Setting, _diagnostics: &mut Vec<Diagnostic>) -> Composed {
    Composed::default()
}

impl Composed {
    /// The lines; at least one, unless the flow was empty.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The width of the widest line without adjustment: the natural width of a flow composed to an endless measure.
    pub fn natural_width(&self) -> Len {
        self.lines.iter().map(|line| line.natural).max().unwrap_or_default()
    }

    /// Draws line `line` with the left end of its measure's baseline at `at`.
    pub fn draw(&self, _line: usize, _at: Point, _sink: &mut Sink) {}
}

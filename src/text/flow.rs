use crate::base::Len;
use crate::choices::TypographyConfig;
use crate::display::Piece;
use crate::language::Tag;
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
    /// The call of a note: a raised number. Its label is known only when its page is.
    Note {
        /// The call's node.
        node: NodeId,
        /// Index into the chapter's notes.
        note: u32,
        /// The note, where the call leads.
        target: NodeId,
        /// Style of the text it stands in; it is drawn smaller and raised.
        style: TextStyle,
        /// The widest label that it may get; there is room for it.
        widest: String,
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
        /// The width that was asked for, where it is shown narrower.
        unmet: Option<Len>,
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
    /// Language.
    pub lang: Tag,
    /// Whose it is.
    pub node: NodeId,
    /// Which piece of the node.
    pub piece: Piece,
    /// Whether it is struck, dotted or underlined.
    pub decoration: Decoration,
    /// How far its baseline is raised (negative: lowered).
    pub rise: Len,
    /// The reading that stands above it, after the node whose it is; the run is then one unit that no line end parts (row RB-1).
    pub reading: Option<(NodeId, String)>,
    /// Where it leads, and the link's node.
    pub link: Option<(NodeId, Target)>,
    /// Whether it is code: no squeezing, no marks by context, every space as wide as typed, a line end anywhere.
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

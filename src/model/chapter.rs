//! Chapters and their notes.

use super::block::Block;
use super::leftover::Leftover;
use crate::base::NodeId;
use crate::config::LintSwitches;
use crate::language::Tag;
use crate::source::Span;
use std::path::PathBuf;

/// The key in [`Book::images`](super::Book::images) of a cover that is drawn. No file of a manuscript has it: their paths are relative.
pub const DRAWN_COVER: &str = "/cover.png";

/// What part of a book a chapter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ChapterRole {
    /// The cover: one picture.
    Cover,
    /// The half-title (书名页前的半扉页).
    HalfTitle,
    /// The title page (扉页).
    TitlePage,
    /// The imprint page (版权页), verso of the title page.
    Imprint,
    /// The generated table of contents.
    Contents,
    /// Front matter written by the author: preface, foreword.
    Front,
    /// The title leaf of a part (篇), with whatever text follows it.
    Part,
    /// A chapter of the body.
    Body,
    /// An appendix.
    Appendix,
    /// Other back matter: afterword, bibliography.
    Back,
}

/// One chapter, or one generated piece of matter.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// What it is.
    pub role: ChapterRole,
    /// The file it came from, relative to the manuscript; none for generated matter.
    pub path: Option<PathBuf>,
    /// BCP 47 tag; the book's unless the chapter says otherwise.
    pub lang: Tag,
    /// The text of its first heading, without number and markup; for generated matter its customary name.
    pub title: String,
    /// The part it belongs to, as an index of [`Book::chapters`](super::Book::chapters).
    pub part: Option<u16>,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their first call.
    pub notes: Vec<Note>,
    /// Markup of other tools in it, once a kind.
    pub leftovers: Vec<Leftover>,
    /// What it says of lints.
    pub switches: LintSwitches,
    /// The source span of every node, by `NodeId::index`; none where a node was generated.
    pub spans: Vec<Option<Span>>,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its id.
    pub id: NodeId,
    /// The label in the source, `x` in `[^x]`.
    pub name: String,
    /// Number in the chapter, from 1, in the order of first calls. Pages may number anew.
    pub number: u32,
    /// The calls to it, in order.
    pub calls: Vec<NodeId>,
    /// Its text.
    pub blocks: Vec<Block>,
}

impl ChapterRole {
    /// Whether its pages carry roman folios.
    pub fn is_front(self) -> bool {
        self == ChapterRole::Front || self.is_generated()
    }

    /// Whether the tool made it, not the author.
    pub fn is_generated(self) -> bool {
        matches!(
            self,
            ChapterRole::Cover
                | ChapterRole::HalfTitle
                | ChapterRole::TitlePage
                | ChapterRole::Imprint
                | ChapterRole::Contents
        )
    }
}

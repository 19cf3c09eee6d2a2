use super::{AskedSize, NodeId};
use crate::language::Tag;
use std::path::PathBuf;

/// A piece of text inside a block.
#[derive(Clone, Debug)]
pub struct Inline {
    /// Its id.
    pub id: NodeId,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of inline.
#[derive(Clone, Debug)]
pub enum InlineKind {
    /// Text. Source line breaks are already a space or nothing.
    Text(String),
    /// Code.
    Code(String),
    /// A formula, as its source, its dollar signs included.
    Math(String),
    /// Text in a style.
    Styled(Style, Vec<Inline>),
    /// Text in another language.
    Lang(Tag, Vec<Inline>),
    /// A link.
    Link(Target, Vec<Inline>),
    /// The call of a footnote: index into the chapter's `notes`.
    NoteCall(u32),
    /// A picture among text.
    Image {
        /// Key of [`super::Book::images`].
        image: PathBuf,
        /// What a blind reader hears; empty where it is decorative.
        alt: String,
        /// Its size, as far as the author set it.
        asked: AskedSize,
        /// Whether it carries no information and is skipped by screen readers.
        decorative: bool,
    },
    /// Base text with its reading above.
    Ruby(Vec<Inline>, String),
    /// A line break the author asked for.
    HardBreak,
}

/// Styles of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Style {
    /// `*x*`: 楷 by default; never a slant on Han.
    Emphasis,
    /// `**x**`: 黑 by default.
    Strong,
    /// `~~x~~`.
    Strike,
    /// 着重号, a dot under each character.
    Dots,
    /// 专名号, a line under a proper name.
    ProperName,
    /// 书名号甲式, a wavy line under a title.
    WavyTitle,
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// Out of the book.
    Url(String),
    /// To a place named in the source (`#id`, `file.md`, `file.md#id`), relative to nothing: normalised to a key
    /// of [`super::Book::anchors`].
    Anchor(String),
    /// To a node; what `resolve` turns an anchor into.
    Node(NodeId),
}

/// The text a reader would read aloud: no markup, no note calls; hard breaks are spaces.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    text
}

fn collect(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(piece) | InlineKind::Code(piece) | InlineKind::Math(piece) => text.push_str(piece),
            InlineKind::Styled(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Ruby(children, _) => collect(children, text),
            InlineKind::Image { alt, .. } => text.push_str(alt),
            InlineKind::HardBreak => text.push(' '),
            InlineKind::NoteCall(_) => {}
        }
    }
}

/// The same inlines without the calls of notes, for a text that is shown once more.
pub fn without_calls(inlines: &[Inline]) -> Vec<Inline> {
    let kept = inlines.iter().filter(|inline| !matches!(inline.kind, InlineKind::NoteCall(_)));
    let mut copy: Vec<Inline> = kept.cloned().collect();
    for inline in &mut copy {
        if let InlineKind::Styled(_, children)
        | InlineKind::Lang(_, children)
        | InlineKind::Link(_, children)
        | InlineKind::Ruby(children, _) = &mut inline.kind
        {
            *children = without_calls(children);
        }
    }
    copy
}

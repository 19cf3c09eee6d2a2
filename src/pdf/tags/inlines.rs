//! Inlines.

use super::tagger::{Tagger, push};
use crate::display::Piece;
use crate::model::{Inline, InlineKind, NodeId, Style, Target};
use crate::pdf::backend::location;
use krilla::tagging::{Node, Tag, TagKind, TextDecorationType};

impl<'a> Tagger<'_, 'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline], out: &mut Vec<Node>) {
        for inline in inlines {
            self.deeper(|tagger| tagger.inline(inline, out));
        }
    }

    fn inline(&mut self, inline: &'a Inline, out: &mut Vec<Node>) {
        let id = inline.id;
        match &inline.kind {
            InlineKind::Text(_) | InlineKind::HardBreak => self.bare(id, out),
            InlineKind::Code(_) => {
                let mut leaves = Vec::new();
                self.bare(id, &mut leaves);
                push(out, Tag::Code, leaves);
            }
            InlineKind::Math(source) => {
                let mut leaves = Vec::new();
                self.bare(id, &mut leaves);
                self.formula(id, source, leaves, out);
            }
            InlineKind::Styled(style, children) => match element(*style) {
                Some(tag) => self.group(id, children, tag, out),
                None => {
                    self.bare(id, out);
                    self.inlines(children, out);
                }
            },
            InlineKind::Lang(lang, children) => {
                self.group(id, children, Tag::Span.with_lang(Some(lang.to_string())), out);
            }
            InlineKind::Link(target, children) => self.link(id, target, children, out),
            InlineKind::NoteCall(note) => self.call(id, *note, out),
            InlineKind::Image { alt, .. } => {
                let mut leaves = Vec::new();
                self.bare(id, &mut leaves);
                let tag = Tag::Figure(Some(alt.clone())).with_bbox(self.bbox(id)).with_location(location(id));
                push(out, tag, leaves);
            }
            InlineKind::Ruby(base, _) => {
                // The back end knows no ruby elements: `structure` makes them of a span that holds two, base and
                // reading.
                let (mut children, mut reading) = (Vec::new(), Vec::new());
                self.group(id, base, Tag::Span, &mut children);
                self.leaves(id, Piece::Reading, &mut reading);
                push(&mut children, Tag::Span, reading);
                push(out, Tag::Span, children);
            }
        }
    }

    fn bare(&mut self, node: NodeId, out: &mut Vec<Node>) {
        self.leaves(node, Piece::Label, out);
        self.leaves(node, Piece::Body, out);
    }

    fn group(&mut self, node: NodeId, content: &'a [Inline], tag: impl Into<TagKind>, out: &mut Vec<Node>) {
        let mut children = Vec::new();
        self.bare(node, &mut children);
        self.inlines(content, &mut children);
        push(out, tag, children);
    }

    /// A link without annotations leads nowhere and is no link: its text stands as it is.
    fn link(&mut self, node: NodeId, target: &Target, content: &'a [Inline], out: &mut Vec<Node>) {
        let mut children = Vec::new();
        self.bare(node, &mut children);
        self.inlines(content, &mut children);
        self.linked(&[node], &mut children);
        match target {
            Target::Url(_) => out.append(&mut children),
            Target::Anchor(_) | Target::Node(_) => push(out, Tag::Reference, children),
        }
    }

    /// The call, then the note itself.
    fn call(&mut self, node: NodeId, note: u32, out: &mut Vec<Node>) {
        let mut mark = Vec::new();
        self.bare(node, &mut mark);
        self.linked(&[node], &mut mark);
        push(out, Tag::Reference, mark);
        self.note(note as usize, out);
    }
}

/// The element of a style; none for a style that only changes the looks.
fn element(style: Style) -> Option<TagKind> {
    let line = |kind| Tag::Span.with_text_decoration_type(Some(kind)).into();
    match style {
        Style::Emphasis | Style::Dots => Some(Tag::Em.into()),
        Style::Strong => Some(Tag::Strong.into()),
        Style::Strike => Some(line(TextDecorationType::LineThrough)),
        Style::ProperName | Style::WavyTitle => Some(line(TextDecorationType::Underline)),
        Style::Superscript | Style::Subscript => None,
    }
}

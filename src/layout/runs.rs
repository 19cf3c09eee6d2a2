//! Inlines become the runs of a flow.

use crate::base::{Len, NodeId, Size};
use crate::font::FontRole;
use crate::language::Tag;
use crate::model::{AskedSize, Book, Inline, InlineKind, Note, PictureRoom, Style, Target, natural_size};
use crate::style::{TextStyle, Theme};
use crate::text::{Decoration, Flow, Run, TextRun};

/// Where runs are collected: the book for its pictures, and the room of a picture among text.
pub(super) struct Collector<'a> {
    pub book: &'a Book,
    pub theme: &'a Theme,
    pub lang: &'a Tag,
    /// The notes of the chapter.
    pub notes: &'a [Note],
    /// The measure.
    pub measure: Len,
    /// What the width of a picture in per cent is a part of.
    pub whole: Len,
    /// What of it the indent of a paragraph takes.
    pub indent: Len,
    /// The highest picture among text.
    pub highest: Len,
}

/// What the inlines around a text say about it.
#[derive(Clone, Copy)]
struct Around<'a> {
    style: TextStyle,
    lang: &'a Tag,
    decoration: Decoration,
    rise: Len,
    link: Option<(NodeId, &'a Target)>,
    reading: Option<(NodeId, &'a str)>,
}

/// A text run without decoration, for labels and other made text.
pub(super) fn plain(
    text: impl Into<String>,
    style: TextStyle,
    lang: &Tag,
    node: NodeId,
    piece: crate::display::Piece,
) -> Run {
    Run::Text(TextRun {
        text: text.into(),
        style,
        lang: lang.clone(),
        node,
        piece,
        decoration: Decoration::default(),
        rise: Len::ZERO,
        reading: None,
        link: None,
        verbatim: false,
    })
}

impl Collector<'_> {
    /// Appends the runs of `inlines` in the base style to `flow`.
    pub fn collect(&self, inlines: &[Inline], style: TextStyle, flow: &mut Flow) {
        let around = Around {
            style,
            lang: self.lang,
            decoration: Decoration::default(),
            rise: Len::ZERO,
            link: None,
            reading: None,
        };
        self.walk(inlines, around, flow);
    }

    fn walk(&self, inlines: &[Inline], around: Around, flow: &mut Flow) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => flow.runs.push(text_run(text, inline.id, around, false)),
                InlineKind::Code(text) | InlineKind::Math(text) => {
                    let style =
                        TextStyle { role: FontRole::Mono, size: around.style.size.scale(92, 100), ..around.style };
                    flow.runs.push(text_run(text, inline.id, Around { style, ..around }, true));
                }
                InlineKind::Styled(style, children) => self.walk(children, self.styled(around, *style, children), flow),
                InlineKind::Lang(lang, children) => self.walk(children, Around { lang, ..around }, flow),
                InlineKind::Link(target, children) => {
                    self.walk(children, Around { link: Some((inline.id, target)), ..around }, flow);
                }
                InlineKind::NoteCall(note) => {
                    let Some(of) = self.notes.get(*note as usize) else { continue };
                    let widest = self.theme.widest_note_label(of.number);
                    let style = around.style;
                    flow.runs.push(Run::Note { node: inline.id, note: *note, target: of.id, style, widest });
                }
                InlineKind::Image { image, asked, .. } => {
                    let (size, unmet) = self.picture_size(image, *asked, around.style.size);
                    flow.runs.push(Run::Picture {
                        node: inline.id,
                        image: image.clone(),
                        width: size.width,
                        height: size.height,
                        unmet,
                    });
                }
                InlineKind::Ruby(children, reading) => {
                    self.walk(children, Around { reading: Some((inline.id, reading)), ..around }, flow);
                }
                InlineKind::HardBreak => flow.runs.push(Run::Break),
            }
        }
    }

    fn styled<'b>(&self, mut around: Around<'b>, style: Style, children: &[Inline]) -> Around<'b> {
        match style {
            Style::Emphasis if self.theme.emphasis_is_dotted(children) => around.decoration.dots = true,
            Style::Emphasis => around.style.role = self.theme.emphasized(around.style.role),
            Style::Strong => around.style.role = self.theme.strengthened(around.style.role),
            Style::Strike => around.decoration.strike = true,
            Style::Dots => around.decoration.dots = true,
            Style::ProperName => around.decoration.proper_name = true,
            Style::WavyTitle => around.decoration.wavy = true,
            Style::Superscript => shifted(&mut around, 38),
            Style::Subscript => shifted(&mut around, -14),
        }
        around
    }

    /// The size of a picture, and the width that was asked for where it is shown narrower.
    fn picture_size(&self, image: &std::path::Path, asked: AskedSize, em: Len) -> (Size, Option<Len>) {
        let room = self.theme.picture_room(Len::ZERO, em);
        let room = PictureRoom { measure: self.whole, widest: self.measure, highest: self.highest, ..room };
        // A picture that could not be read was reported when the book was resolved; its place stays visible.
        let Some(picture) = self.book.images.get(image) else { return (Size { width: em, height: em }, None) };
        let natural = natural_size(picture);
        let size = asked.resolve(natural, room);
        (size, asked.unmet(natural, size, room, self.indent).map(|wish| wish.width))
    }
}

fn text_run(text: &str, node: NodeId, around: Around, verbatim: bool) -> Run {
    Run::Text(TextRun {
        text: text.to_owned(),
        style: around.style,
        lang: around.lang.clone(),
        node,
        piece: crate::display::Piece::Body,
        decoration: around.decoration,
        rise: around.rise,
        reading: around.reading.map(|(node, reading)| (node, reading.to_owned())),
        link: around.link.map(|(link, target)| (link, target.clone())),
        verbatim,
    })
}

/// Small letters, their baseline raised by hundredths of the text's em.
fn shifted(around: &mut Around, hundredths: i64) {
    around.rise += around.style.size.scale(hundredths, 100);
    around.style.size = around.style.size.scale(62, 100);
}

//! Inlines become the runs of a flow.

use crate::base::{Len, NodeId, Size};
use crate::font::FontRole;
use crate::model::{Book, Inline, InlineKind, Note, Picture, PictureFormat, Style, Target};
use crate::style::{TextStyle, Theme};
use crate::text::{Decoration, Flow, Run, TextRun};

/// Where runs are collected: the book for its pictures, and the limits of a picture among text.
pub(super) struct Collector<'a> {
    pub book: &'a Book,
    pub theme: &'a Theme,
    pub lang: &'a str,
    /// The notes of the chapter.
    pub notes: &'a [Note],
    /// Widest and highest picture among text.
    pub limit: Size,
}

/// What the inlines around a text say about it.
#[derive(Clone, Copy)]
struct Around<'a> {
    style: TextStyle,
    lang: &'a str,
    decoration: Decoration,
    rise: Len,
    link: Option<(NodeId, &'a Target)>,
    reading: Option<(NodeId, &'a str)>,
}

/// A text run without decoration, for labels and other made text.
pub(super) fn plain(
    text: impl Into<String>,
    style: TextStyle,
    lang: &str,
    node: NodeId,
    piece: crate::display::Piece,
) -> Run {
    Run::Text(TextRun {
        text: text.into(),
        style,
        lang: lang.to_owned(),
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
                    let Some(target) = self.notes.get(*note as usize).map(|note| note.id) else { continue };
                    flow.runs.push(Run::Note { node: inline.id, note: *note, target, style: around.style });
                }
                InlineKind::Image { image, .. } => {
                    let size = self.picture_size(image);
                    flow.runs.push(Run::Picture {
                        node: inline.id,
                        image: image.clone(),
                        width: size.width,
                        height: size.height,
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
            Style::Emphasis => around.style.role = emphasized(around.style.role),
            Style::Strong => around.style.role = self.strengthened(around.style.role),
            Style::Strike => around.decoration.strike = true,
            Style::Dots => around.decoration.dots = true,
            Style::ProperName => around.decoration.proper_name = true,
            Style::WavyTitle => around.decoration.wavy = true,
            Style::Superscript => shifted(&mut around, 38),
            Style::Subscript => shifted(&mut around, -14),
        }
        around
    }

    /// Strong text is as the theme says, and 黑 where the text is no body.
    fn strengthened(&self, role: FontRole) -> FontRole {
        match role {
            FontRole::Mono => role,
            FontRole::Body | FontRole::BodyBold | FontRole::Emphasis | FontRole::Quotation => self.theme.strong,
            FontRole::Caption | FontRole::Heading | FontRole::HeadingBold => FontRole::HeadingBold,
        }
    }

    fn picture_size(&self, image: &std::path::Path) -> Size {
        match self.book.images.get(image) {
            Some(picture) => fit(natural_size(picture), self.limit),
            // A picture that could not be read was reported when the book was resolved; its place stays visible.
            None => Size { width: self.limit.height / 6, height: self.limit.height / 6 },
        }
    }
}

fn text_run(text: &str, node: NodeId, around: Around, verbatim: bool) -> Run {
    Run::Text(TextRun {
        text: text.to_owned(),
        style: around.style,
        lang: around.lang.to_owned(),
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

/// Emphasis is a change of hand: 楷 in 宋 or 黑, and 宋 where the text is 楷 already.
fn emphasized(role: FontRole) -> FontRole {
    match role {
        FontRole::Quotation | FontRole::Emphasis => FontRole::Body,
        FontRole::Heading | FontRole::HeadingBold | FontRole::Mono => role,
        FontRole::Body | FontRole::BodyBold | FontRole::Caption => FontRole::Emphasis,
    }
}

/// The size a picture asks for by itself: CSS pixels for a drawing; for a photograph the resolution that its file
/// declares when it is fit for print, else 220 pixels to the inch.
pub(super) fn natural_size(picture: &Picture) -> Size {
    const PRINTABLE: u32 = 150;
    const DEFAULT: u32 = 220;
    let ppi = match picture.format {
        PictureFormat::Svg => 96,
        _ => picture.ppi.filter(|ppi| *ppi >= PRINTABLE).unwrap_or(DEFAULT),
    };
    let length = |pixels: u32| Len::pt(72).scale(i64::from(pixels.max(1)), i64::from(ppi));
    Size { width: length(picture.width), height: length(picture.height) }
}

/// Scales `size` down, keeping its shape, until it fits into `limit`.
pub(super) fn fit(size: Size, limit: Size) -> Size {
    let mut fitted = size;
    if fitted.width > limit.width {
        fitted =
            Size { width: limit.width, height: size.height.scale(i64::from(limit.width.0), i64::from(size.width.0)) };
    }
    if fitted.height > limit.height {
        let width = fitted.width.scale(i64::from(limit.height.0), i64::from(fitted.height.0));
        fitted = Size { width, height: limit.height };
    }
    // A picture that is a thousand times as long as high still shows as a line.
    let least = |length: Len| length.max(Len(Len::PT.0 / 4));
    Size { width: least(fitted.width), height: least(fitted.height) }
}

//! A finished paragraph becomes what it is: a paragraph, figures, or paragraphs around displayed formulas.

use super::alt::says_nothing;
use super::blank;
use super::carriers;
use super::draft::{Draft, Known, PictureDraft, Source, Title, shorten};
use super::ends::trim_ends;
use super::line::parse_inlines;
use super::trailing::{self, PARAGRAPH_CLASSES as CLASSES};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::{manuscript, syntax};
use crate::model::{Block, BlockKind, Figure, Inline, InlineKind, plain_text};
use crate::source::Span;
use crate::unicode::is_blank;
use std::path::Path;

/// What a paragraph knows.
const KNOWN: Known = Known { classes: None, keys: &["lang"], name: true, dash: false };

/// The blocks that a paragraph with this content makes; mostly one.
pub(super) fn finish(mut content: Vec<Inline>, span: Span, source: &Source, draft: &mut Draft) -> Vec<Block> {
    if is_figures(&content) {
        return content.into_iter().filter_map(|picture| figure(picture, draft)).collect();
    }
    let settings = trailing::take(&mut content, span, source, &KNOWN, draft);
    carriers::check(&content, false, source, draft);
    strip_typed_indent(&mut content, span, draft);
    if content.is_empty() {
        if settings.is_some() {
            draft.report(Diagnostic::new(&syntax::W113).at(span));
        }
        return Vec::new();
    }
    let mut settings = settings.unwrap_or_default();
    let mut blocks = Vec::new();
    let classes: Vec<String> = settings.classes.iter().map(|(class, _)| class.clone()).collect();
    let mut continued = classes.iter().any(|class| class == "continued");
    let classes: Vec<String> = classes.into_iter().filter(|class| class != "continued").collect();
    for piece in split_displays(content, draft) {
        match piece {
            Piece::Formula(id, formula) => {
                blocks.push(Block { id, anchor: None, classes: Vec::new(), kind: BlockKind::Math(formula) });
                continued = true;
            }
            Piece::Text(content) => {
                let content = match &settings.lang {
                    Some(lang) => vec![Inline { id: draft.id(span), kind: InlineKind::Lang(lang.clone(), content) }],
                    None => content,
                };
                let kind = BlockKind::Paragraph { continued, content };
                blocks.push(Block { id: draft.id(span), anchor: None, classes: classes.clone(), kind });
            }
        }
    }
    if let Some(first) = blocks.first_mut() {
        first.anchor = settings.anchor;
        if !settings.classes.is_empty() {
            draft.classes.insert(first.id.index, std::mem::take(&mut settings.classes));
        }
    }
    blocks
}

/// Reports the classes of paragraphs that mean nothing there.
pub(super) fn report_classes(draft: &mut Draft) {
    for (class, span) in std::mem::take(&mut draft.classes).into_values().flatten() {
        if !CLASSES.contains(&&*class) {
            draft.unknown_class(&class, span, CLASSES);
        }
    }
}

/// Whether the paragraph holds nothing but pictures, each on its own line or close to the next.
fn is_figures(content: &[Inline]) -> bool {
    !content.is_empty() && content.iter().all(|inline| matches!(inline.kind, InlineKind::Image { .. }))
}

fn figure(picture: Inline, draft: &mut Draft) -> Option<Block> {
    let InlineKind::Image { image, alt, asked, .. } = picture.kind else { return None };
    let PictureDraft { alt: alt_inlines, title, attributes, span, .. } = draft.pictures.remove(&picture.id.index)?;
    let given = title.and_then(|title| caption(&title, span, draft));
    let mut caption = given.unwrap_or(if attributes.decorative { Vec::new() } else { alt_inlines });
    trim_ends(&mut caption);
    let alt = if attributes.decorative { String::new() } else { spoken(alt, &caption, &image, span, draft) };
    let caption_id = draft.id(span);
    let kind = BlockKind::Figure(Figure {
        image,
        alt,
        number: None,
        caption_id,
        caption,
        asked,
        decorative: attributes.decorative,
    });
    Some(Block { id: picture.id, anchor: attributes.id, classes: attributes.classes, kind })
}

/// The caption that a title is; none when nobody sees anything of it, as if there were no title.
fn caption(title: &Title, span: Span, draft: &mut Draft) -> Option<Vec<Inline>> {
    let fixed = title.at.is_none().then_some(span);
    let source = Source { text: &title.text, file: span.file, base: title.at.unwrap_or_default(), fixed };
    let caption = parse_inlines(source, draft);
    if blank::shows_nothing(&caption) {
        blank::tell(blank::CAPTION, Some(span), draft);
        return None;
    }
    Some(caption)
}

/// What a blind reader hears: the alt text, else the caption, else at least the file's name.
fn spoken(alt: String, caption: &[Inline], image: &Path, span: Span, draft: &mut Draft) -> String {
    check_alt(&alt, image, span, draft);
    if !is_blank(&alt) {
        return alt;
    }
    let caption = plain_text(caption);
    if !is_blank(&caption) {
        return caption;
    }
    image.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reports a picture whose text alternative is missing or says nothing.
fn check_alt(alt: &str, image: &Path, span: Span, draft: &mut Draft) {
    let about = |rule| Diagnostic::new(rule).at(span).with("path", image.display());
    if is_blank(alt) {
        draft.report(about(&manuscript::E060));
    } else if says_nothing(alt, image) {
        draft.report(about(&manuscript::W061).with("alt", alt.trim()));
    }
}

/// Takes ideographic spaces off the beginning: the indent is the theme's (typography row BT-1).
fn strip_typed_indent(content: &mut Vec<Inline>, span: Span, draft: &mut Draft) {
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() else { return };
    let rest = text.trim_start_matches('\u{3000}');
    if rest.len() == text.len() {
        return;
    }
    *text = rest.to_owned();
    if text.is_empty() {
        content.remove(0);
    }
    draft.indents.get_or_insert((span, 0)).1 += 1;
}

/// Tells of typed indents, once a chapter.
pub(super) fn report_indents(draft: &mut Draft) {
    let Some((first, count)) = draft.indents else { return };
    let finding = Diagnostic::new(&syntax::W112).at(first);
    draft.report(if count > 1 { finding.with("count", count) } else { finding });
}

enum Piece {
    Text(Vec<Inline>),
    Formula(crate::base::NodeId, String),
}

/// Parts a paragraph at its displayed formulas.
fn split_displays(content: Vec<Inline>, draft: &Draft) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text: Vec<Inline> = Vec::new();
    for inline in content {
        match inline.kind {
            InlineKind::Math(formula) if draft.displays.contains(&inline.id.index) => {
                flush(&mut text, &mut pieces);
                pieces.push(Piece::Formula(inline.id, formula));
            }
            kind => text.push(Inline { id: inline.id, kind }),
        }
    }
    flush(&mut text, &mut pieces);
    pieces
}

fn flush(text: &mut Vec<Inline>, pieces: &mut Vec<Piece>) {
    if let Some(Inline { kind: InlineKind::Text(first), .. }) = text.first_mut() {
        *first = first.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline { kind: InlineKind::Text(last), .. }) = text.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
    }
    text.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    if !text.is_empty() {
        pieces.push(Piece::Text(std::mem::take(text)));
    }
}

/// Reports what pictures among text say that only a figure can say, and those without alt text.
pub(super) fn finish_inline_pictures(draft: &mut Draft) {
    for picture in std::mem::take(&mut draft.pictures).into_values() {
        let PictureDraft { path, alt, title, attributes, span, .. } = picture;
        if let Some(title) = title {
            draft.report(Diagnostic::new(&syntax::W119).at(span).with("title", shorten(&title.text)));
        }
        if let Some(id) = attributes.id {
            draft.unknown_attribute(&format!("#{id}"), span, []);
        }
        if attributes.classes.iter().any(|class| class == "unnumbered") {
            draft.unknown_class("unnumbered", span, &["decorative"]);
        }
        if !attributes.decorative {
            check_alt(&plain_text(&alt), &path, span, draft);
        }
    }
}

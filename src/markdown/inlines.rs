//! Inline events become inlines.

use super::attributes::{self, Attributes};
use super::carriers;
use super::clean::{LINE_END, clean};
use super::draft::{Call, Draft, Known, MAX_DEPTH, PictureAttributes, PictureDraft, Reader, Title, shorten};
use super::extents::asked_size;
use super::foreign::{self, Visible};
use super::html;
use super::joints::{join_lines, tidy};
use super::links;
use super::readings;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax;
use crate::model::{Inline, InlineKind, Style, Target, plain_text};
use crate::unicode::{is_blank, plain};
use pulldown_cmark::{Event, LinkType, Tag};
use std::ops::Range;

/// Builds the inlines of one block from its events.
pub(super) struct Inlines {
    frames: Vec<Frame>,
    /// Starts that were not given a frame because they lie too deep.
    flat: usize,
    /// Open brackets in all frames.
    open: usize,
    /// Everything before this place was read as an attribute block already.
    skip: usize,
    soft_breaks: bool,
    /// What kind of text it is.
    text: TextKind,
    visible: Visible,
}

/// What kind of text inlines are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// A paragraph: its lines may begin with markup of blocks.
    Paragraph,
    /// A text that is one line in the source: a heading, a cell, a term, a caption. Only `<br>` can break it.
    Line,
}

struct Frame {
    kind: FrameKind,
    start: usize,
    children: Vec<Inline>,
    /// Children that are a `[` and may yet begin a span.
    brackets: Vec<usize>,
}

enum FrameKind {
    Root,
    Styled(Style),
    Link { destination: String, fallback: String },
    Picture { destination: String, title: String },
}

/// Classes of a bracketed span and the styles they mean.
const SPAN_STYLES: [(&str, Style); 7] = [
    ("dots", Style::Dots),
    ("name", Style::ProperName),
    ("title", Style::WavyTitle),
    ("sup", Style::Superscript),
    ("sub", Style::Subscript),
    ("strong", Style::Strong),
    ("strike", Style::Strike),
];

/// What a bracketed span knows; the classes are those of [`SPAN_STYLES`].
const SPANS: Known = Known {
    classes: Some(&["dots", "name", "title", "sup", "sub", "strong", "strike"]),
    keys: &["ruby", "lang"],
    name: false,
    dash: false,
};

/// What a picture knows.
const PICTURES: Known =
    Known { classes: Some(&["decorative", "unnumbered"]), keys: &["width", "height"], name: true, dash: false };

impl Inlines {
    /// No inlines yet.
    pub fn new(text: TextKind) -> Inlines {
        let frames = vec![Frame::new(FrameKind::Root, 0)];
        Inlines { frames, flat: 0, open: 0, skip: 0, soft_breaks: false, text, visible: Visible::default() }
    }

    /// Takes an inline event; `range` is its place in the source. Events of blocks are ignored.
    pub fn event(&mut self, event: Event, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        match &event {
            Event::Text(_) => self.visible.text(reader.source.text, &range),
            Event::SoftBreak | Event::HardBreak => self.visible.line_end(&range),
            _ => self.visible.other(),
        }
        match event {
            Event::Start(tag) => self.start(tag, range, reader, draft),
            Event::End(_) if self.flat > 0 => self.flat -= 1,
            Event::End(_) => self.end(range, reader, draft),
            Event::Text(text) => self.text(&reader.guarded.strip(&text), range, reader, draft),
            Event::Code(code) => {
                let code = clean(&reader.guarded.strip(&code), reader, &range, draft).replace(LINE_END, " ");
                self.push(InlineKind::Code(code), range, reader, draft);
            }
            Event::InlineMath(formula) => self.formula(&reader.guarded.strip(&formula), false, range, reader, draft),
            Event::DisplayMath(formula) => self.formula(&reader.guarded.strip(&formula), true, range, reader, draft),
            Event::InlineHtml(html) if self.text == TextKind::Line && html::is_break(&html) => {
                self.push(InlineKind::HardBreak, range, reader, draft);
            }
            Event::InlineHtml(html) | Event::Html(html) => html::refuse(&html, false, range, reader, draft),
            Event::FootnoteReference(label) => {
                let label = reader.guarded.strip(&label).into_owned();
                self.call(label, range, reader, draft);
            }
            Event::SoftBreak => {
                self.end_of_line(reader, draft);
                self.soft_breaks = true;
                self.plain("\n", range, reader, draft);
            }
            Event::HardBreak => {
                self.end_of_line(reader, draft);
                self.push(InlineKind::HardBreak, range, reader, draft);
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// A line ends here, and its text goes on: attributes of a paragraph would stand at its end.
    fn end_of_line(&mut self, reader: &Reader, draft: &mut Draft) {
        if let Some(Inline { id, kind: InlineKind::Text(text) }) = self.frame().children.last() {
            carriers::inside(*id, text, &reader.source, draft);
        }
    }

    /// The inlines, with source line breaks resolved.
    pub fn finish(mut self, reader: &Reader, draft: &mut Draft) -> Vec<Inline> {
        foreign::look(&self.visible, self.text == TextKind::Paragraph, reader, draft);
        let mut children = std::mem::take(&mut self.frame().children);
        if self.soft_breaks {
            join_lines(&mut children, draft.cjk);
        }
        tidy(&mut children, draft);
        children
    }

    /// The inlines of a text that knows no attributes of its own.
    pub fn finish_alone(self, reader: &Reader, draft: &mut Draft) -> Vec<Inline> {
        let inlines = self.finish(reader, draft);
        carriers::check(&inlines, true, &reader.source, draft);
        inlines
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new(FrameKind::Root, 0));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn push(&mut self, kind: InlineKind, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        let id = draft.id(reader.source.span(&range));
        self.frame().children.push(Inline { id, kind });
    }

    fn start(&mut self, tag: Tag, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        let strip = |text: &str| reader.guarded.strip(text).into_owned();
        let kind = match tag {
            Tag::Emphasis => FrameKind::Styled(Style::Emphasis),
            Tag::Strong => FrameKind::Styled(Style::Strong),
            Tag::Strikethrough => FrameKind::Styled(Style::Strike),
            Tag::Superscript => FrameKind::Styled(Style::Superscript),
            Tag::Subscript => FrameKind::Styled(Style::Subscript),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                let address = strip(&dest_url);
                FrameKind::Link { destination: format!("mailto:{address}"), fallback: address }
            }
            Tag::Link { dest_url, title, .. } => {
                let destination = strip(&dest_url);
                if !title.is_empty() {
                    let finding = Diagnostic::new(&syntax::W118).at(reader.source.span(&range));
                    draft.report(finding.with("title", shorten(&strip(&title))));
                }
                FrameKind::Link { fallback: destination.clone(), destination }
            }
            Tag::Image { dest_url, title, .. } => {
                FrameKind::Picture { destination: strip(&dest_url), title: strip(&title) }
            }
            _ => {
                self.flat += 1;
                return;
            }
        };
        if self.frames.len() > MAX_DEPTH || self.flat > 0 {
            self.flat += 1;
            draft.too_deep(reader.source.span(&range));
            return;
        }
        self.frames.push(Frame::new(kind, range.start));
    }

    fn end(&mut self, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        self.open -= frame.brackets.len();
        let range = frame.start..range.end;
        match frame.kind {
            FrameKind::Root => {}
            FrameKind::Styled(style) => self.push(InlineKind::Styled(style, frame.children), range, reader, draft),
            FrameKind::Link { destination, fallback } => {
                self.link(&destination, fallback, frame.children, range, reader, draft);
            }
            FrameKind::Picture { destination, title } => {
                self.picture(&destination, title, frame.children, range, reader, draft);
            }
        }
    }

    fn link(
        &mut self,
        destination: &str,
        fallback: String,
        mut children: Vec<Inline>,
        range: Range<usize>,
        reader: &Reader,
        draft: &mut Draft,
    ) {
        let span = reader.source.span(&range);
        let target = links::link(destination, draft.context.path);
        if children.is_empty() {
            // `resolve` fills the text of a reference; its node must exist now, so that ids stay final.
            let text = if matches!(target, Ok(Target::Anchor(_))) { String::new() } else { fallback };
            let id = draft.id(span);
            children.push(Inline { id, kind: InlineKind::Text(text) });
        } else if let [Inline { kind: InlineKind::Text(text), .. }] = &mut children[..]
            && is_blank(text)
        {
            // What cannot be seen cannot be followed.
            *text = if matches!(target, Ok(Target::Anchor(_))) { String::new() } else { fallback };
        }
        match target {
            Ok(target) => self.push(InlineKind::Link(target, children), range, reader, draft),
            Err(refusal) => {
                draft.report(refusal.of_link(destination, &reader.source, &range));
                self.frame().children.append(&mut children);
            }
        }
    }

    fn picture(
        &mut self,
        destination: &str,
        title: String,
        mut children: Vec<Inline>,
        mut range: Range<usize>,
        reader: &Reader,
        draft: &mut Draft,
    ) {
        let source = &reader.source;
        join_lines(&mut children, draft.cjk);
        carriers::check(&children, true, source, draft);
        let title = (!title.is_empty()).then(|| {
            let at = source.fixed.is_none().then(|| source.text[range.clone()].rfind(&title)).flatten();
            Title { at: at.map(|at| source.base + range.start + at), text: title }
        });
        let mut settings = PictureAttributes::default();
        let after = range.end;
        if let Some(found) = attributes::parse(&source.text[after..]) {
            range.end += found.len;
            self.skip = range.end;
            let place = |at: &Range<usize>| source.span(&(after + at.start..after + at.end));
            draft.check_attributes(&found, place, &PICTURES);
            settings = PictureAttributes {
                id: found.id.map(str::to_owned),
                classes: found.classes.iter().map(|(class, _)| (*class).to_owned()).collect(),
                asked: asked_size(&found, place, draft),
                decorative: false,
            };
            settings.decorative = settings.classes.iter().any(|class| class == "decorative");
            settings.classes.retain(|class| class != "decorative");
        }
        let span = source.span(&range);
        match links::picture(destination, draft.context.path) {
            Ok(image) => {
                let decorative = settings.decorative;
                let text = plain_text(&children);
                foreign::picture_text(&text, span, draft);
                let alt = if decorative { String::new() } else { text };
                let id = draft.id(span);
                let path = image.clone();
                let asked = settings.asked;
                draft
                    .pictures
                    .insert(id.index, PictureDraft { path, alt: children, title, attributes: settings, span });
                self.frame().children.push(Inline { id, kind: InlineKind::Image { image, alt, asked, decorative } });
            }
            Err(refusal) => {
                draft.report(refusal.of_picture(destination, source, &range));
                self.frame().children.extend(children);
            }
        }
    }

    fn formula(&mut self, formula: &str, display: bool, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        let span = reader.source.span(&range);
        draft.report(Diagnostic::new(&syntax::W106).at(span).with("formula", shorten(formula)));
        let sign = if display { "$$" } else { "$" };
        let formula = clean(&format!("{sign}{}{sign}", formula.trim()), reader, &range, draft).replace(LINE_END, " ");
        // A line end in a formula among text is a blank, as in code.
        let formula = if display { formula } else { formula.replace('\n', " ") };
        let id = draft.id(span);
        if display && self.frames.len() == 1 {
            draft.displays.insert(id.index);
        }
        self.frame().children.push(Inline { id, kind: InlineKind::Math(formula) });
    }

    fn call(&mut self, label: String, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        let number = u32::try_from(draft.calls.len()).unwrap_or(u32::MAX);
        draft.calls.push(Call { label, span: reader.source.span(&range) });
        self.push(InlineKind::NoteCall(number), range, reader, draft);
    }

    /// Takes text. Where it is verbatim, its brackets may begin and end spans (`[文字]{.dots}`).
    fn text(&mut self, text: &str, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        let source = reader.source.text;
        if source.get(range.clone()) != Some(text) {
            if range.start >= self.skip {
                // A line end or a tab written as an entity is no line break of the source.
                self.plain(&text.replace(['\n', '\t'], " "), range, reader, draft);
            }
            return;
        }
        let cut = self.skip.saturating_sub(range.start).min(text.len());
        let Some(text) = text.get(cut..).filter(|text| !text.is_empty()) else { return };
        let start = range.start + cut;
        // Looked at only before a bracket, so that a million backslashes are counted once.
        let escaped = text.starts_with(['[', ']'])
            && source[..start].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        let mut done = 0;
        for (at, bracket) in text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'[' | b']')) {
            if at < done || at == 0 && escaped {
                continue;
            }
            self.plain(&text[done..at], start + done..start + at, reader, draft);
            if bracket == b'[' {
                self.open_bracket(start + at, reader, draft);
            } else {
                self.close_bracket(start + at, reader, draft);
            }
            done = (at + 1).max(self.skip.saturating_sub(start).min(text.len()));
        }
        self.plain(&text[done..], start + done..start + text.len(), reader, draft);
    }

    fn plain(&mut self, text: &str, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        if text.is_empty() {
            return;
        }
        let mut text = clean(text, reader, &range, draft);
        if text.contains(LINE_END) {
            self.soft_breaks = true;
            text = text.replace(LINE_END, "\n");
        }
        let frame = self.frame();
        let is_bracket = frame.brackets.last().is_some_and(|last| last + 1 == frame.children.len());
        match frame.children.last_mut() {
            Some(Inline { id, kind: InlineKind::Text(before) }) if !is_bracket => {
                before.push_str(&text);
                let id = *id;
                draft.extend(id, reader.source.span(&range));
            }
            _ => self.push(InlineKind::Text(text), range, reader, draft),
        }
    }

    fn open_bracket(&mut self, at: usize, reader: &Reader, draft: &mut Draft) {
        self.push(InlineKind::Text("[".into()), at..at + 1, reader, draft);
        // The oldest bracket is given up when there are too many: spans nest no deeper than brackets are open.
        if self.open >= MAX_DEPTH {
            let frame = self.frame();
            if frame.brackets.is_empty() {
                return;
            }
            frame.brackets.remove(0);
            self.open -= 1;
        }
        let frame = self.frame();
        frame.brackets.push(frame.children.len() - 1);
        self.open += 1;
    }

    fn close_bracket(&mut self, at: usize, reader: &Reader, draft: &mut Draft) {
        let Some(open) = self.frame().brackets.pop() else {
            return self.plain("]", at..at + 1, reader, draft);
        };
        self.open -= 1;
        let start = draft.span(self.frame().children[open].id);
        let begin = start.map_or(at, |span| (span.start as usize).saturating_sub(reader.source.base)).min(at);
        if let Some(found) = attributes::parse(&reader.source.text[at + 1..]) {
            self.skip = at + 1 + found.len;
            let children = self.frame().children.split_off(open).split_off(1);
            return self.wrap(children, &found, begin, at + 1, reader, draft);
        }
        if let [Inline { kind: InlineKind::Text(text), .. }] = &self.frame().children[open + 1..]
            && let Some(label) = text.strip_prefix('^')
            && !label.is_empty()
            && !label.contains(char::is_whitespace)
        {
            let label = label.to_owned();
            self.frame().children.truncate(open);
            return self.call(label, begin..at + 1, reader, draft);
        }
        if self.frame().children.len() > open + 1
            && let Some((block, meant)) = carriers::malformed(&reader.source.text[at + 1..], &SPANS)
        {
            draft.misspelt_attributes(block, reader.source.span(&(at + 1..at + 1 + block.len())), meant);
        }
        self.plain("]", at..at + 1, reader, draft);
    }

    /// Puts what a bracketed span means around its content: the language outermost, the reading innermost.
    fn wrap(
        &mut self,
        mut children: Vec<Inline>,
        found: &Attributes,
        begin: usize,
        block: usize,
        reader: &Reader,
        draft: &mut Draft,
    ) {
        let place = |at: &Range<usize>| reader.source.span(&(block + at.start..block + at.end));
        let style = |class: &str| SPAN_STYLES.iter().find(|(name, _)| *name == class).map(|(_, style)| *style);
        draft.check_attributes(found, place, &SPANS);
        let value = |key: &str| found.pairs.iter().find(|(name, ..)| *name == key);
        let span = reader.source.span(&(begin..block + found.len));
        if let Some((_, reading, at)) = value("ruby") {
            children = readings::annotate(children, &plain(reading), span, place(at), draft);
        }
        let mut around = |children: &mut Vec<Inline>, kind: &dyn Fn(Vec<Inline>) -> InlineKind| {
            let id = draft.id(span);
            *children = vec![Inline { id, kind: kind(std::mem::take(children)) }];
        };
        for style in found.classes.iter().filter_map(|(class, _)| style(class)) {
            around(&mut children, &|children| InlineKind::Styled(style, children));
        }
        if let Some((_, tag, at)) = value("lang")
            && let Some(lang) = draft.language(tag, place(at))
        {
            let id = draft.id(span);
            children = vec![Inline { id, kind: InlineKind::Lang(lang, children) }];
        }
        self.frame().children.append(&mut children);
    }
}

impl Frame {
    fn new(kind: FrameKind, start: usize) -> Frame {
        Frame { kind, start, children: Vec::new(), brackets: Vec::new() }
    }
}

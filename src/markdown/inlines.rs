//! Inline events become inlines.

use super::attributes::{self, Attributes};
use super::cjk;
use super::draft::{Call, Draft, Known, MAX_DEPTH, PictureAttributes, PictureDraft, Reader, Title, is_language};
use super::extents::asked_size;
use super::links::{self, Refusal};
use super::readings;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::{references, syntax};
use crate::model::{Inline, InlineKind, Style, Target, plain_text};
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
    pub fn new() -> Inlines {
        Inlines { frames: vec![Frame::new(FrameKind::Root, 0)], flat: 0, open: 0, skip: 0, soft_breaks: false }
    }

    /// Takes an inline event; `range` is its place in the source. Events of blocks are ignored.
    pub fn event(&mut self, event: Event, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        match event {
            Event::Start(tag) => self.start(tag, range, reader, draft),
            Event::End(_) if self.flat > 0 => self.flat -= 1,
            Event::End(_) => self.end(range, reader, draft),
            Event::Text(text) => self.text(&reader.guarded.strip(&text), range, reader, draft),
            Event::Code(code) => {
                let code = clean(&reader.guarded.strip(&code), reader, &range, draft);
                self.push(InlineKind::Code(code), range, reader, draft);
            }
            Event::InlineMath(formula) => self.formula(&reader.guarded.strip(&formula), false, range, reader, draft),
            Event::DisplayMath(formula) => self.formula(&reader.guarded.strip(&formula), true, range, reader, draft),
            Event::InlineHtml(html) | Event::Html(html) => refuse_html(&html, range, reader, draft),
            Event::FootnoteReference(label) => {
                let label = reader.guarded.strip(&label).into_owned();
                self.call(label, range, reader, draft);
            }
            Event::SoftBreak => {
                self.soft_breaks = true;
                self.plain("\n", range, reader, draft);
            }
            Event::HardBreak => self.push(InlineKind::HardBreak, range, reader, draft),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// The inlines, with source line breaks resolved.
    pub fn finish(mut self, draft: &mut Draft) -> Vec<Inline> {
        let mut children = std::mem::take(&mut self.frame().children);
        if self.soft_breaks {
            join_lines(&mut children, draft.cjk);
        }
        tidy(&mut children, draft);
        children
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
            Tag::Link { dest_url, .. } => {
                let destination = strip(&dest_url);
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
        }
        match target {
            Ok(target) => self.push(InlineKind::Link(target, children), range, reader, draft),
            Err(_) => {
                draft.report(Diagnostic::new(&references::E209).at(span).with("target", destination));
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
                let alt = plain_text(&children);
                let id = draft.id(span);
                let path = image.clone();
                let asked = settings.asked;
                draft
                    .pictures
                    .insert(id.index, PictureDraft { path, alt: children, title, attributes: settings, span });
                self.frame().children.push(Inline { id, kind: InlineKind::Image { image, alt, asked } });
            }
            Err(refusal) => {
                let rule = if refusal == Refusal::Remote { &references::E203 } else { &references::E202 };
                draft.report(Diagnostic::new(rule).at(span).with("path", destination));
                self.frame().children.extend(children);
            }
        }
    }

    fn formula(&mut self, formula: &str, display: bool, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
        let span = reader.source.span(&range);
        draft.report(Diagnostic::new(&syntax::W106).at(span).with("formula", shorten(formula)));
        let sign = if display { "$$" } else { "$" };
        let formula = clean(&format!("{sign}{}{sign}", formula.trim()), reader, &range, draft);
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
        let text = clean(text, reader, &range, draft);
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
            children = readings::annotate(children, reading, span, place(at), draft);
        }
        let mut around = |children: &mut Vec<Inline>, kind: &dyn Fn(Vec<Inline>) -> InlineKind| {
            let id = draft.id(span);
            *children = vec![Inline { id, kind: kind(std::mem::take(children)) }];
        };
        for style in found.classes.iter().filter_map(|(class, _)| style(class)) {
            around(&mut children, &|children| InlineKind::Styled(style, children));
        }
        if let Some((_, tag, at)) = value("lang") {
            if is_language(tag) {
                around(&mut children, &|children| InlineKind::Lang((*tag).to_owned(), children));
            } else {
                let finding = Diagnostic::new(&syntax::E104).at(place(at)).with("name", "lang").with("value", tag);
                draft.report(finding);
            }
        }
        self.frame().children.append(&mut children);
    }
}

impl Frame {
    fn new(kind: FrameKind, start: usize) -> Frame {
        Frame { kind, start, children: Vec::new(), brackets: Vec::new() }
    }
}

/// Reports raw HTML, but for comments, which are the author's own business, and end tags, whose start was reported.
pub(super) fn refuse_html(html: &str, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
    let html = reader.guarded.strip(html);
    let rest = without_comments(&html);
    let rest = rest.trim();
    if !rest.is_empty() && !rest.starts_with("</") {
        let finding = Diagnostic::new(&syntax::E101).at(reader.source.span(&range)).with("html", shorten(rest));
        draft.report(finding);
    }
}

fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        rest = rest[start + 4..].find("-->").map_or("", |end| &rest[start + 4 + end + 3..]);
    }
    kept.push_str(rest);
    kept
}

/// The first line of a text, cut to a length that fits in a message.
pub(super) fn shorten(text: &str) -> String {
    const LENGTH: usize = 40;
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= LENGTH { line.to_owned() } else { line.chars().take(LENGTH).chain(['…']).collect() }
}

/// Takes out what XML 1.0 (section 2.2) cannot hold, and reports it.
pub(super) fn clean(text: &str, reader: &Reader, range: &Range<usize>, draft: &mut Draft) -> String {
    let bad = |c: char| c < ' ' && !matches!(c, '\t' | '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if let Some(found) = text.chars().find(|c| bad(*c) && *c != '\r') {
        let code = format!("U+{:04X}", u32::from(found));
        draft.report(Diagnostic::new(&syntax::W111).at(reader.source.span(range)).with("character", code));
    }
    text.chars().filter(|c| !bad(*c)).collect()
}

/// Joins neighbouring texts and drops empty ones, but for the text of a reference that waits for its number.
fn tidy(inlines: &mut Vec<Inline>, draft: &mut Draft) {
    let mut kept: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in std::mem::take(inlines) {
        match &mut inline.kind {
            InlineKind::Styled(_, children) | InlineKind::Lang(_, children) | InlineKind::Ruby(children, _) => {
                tidy(children, draft);
            }
            InlineKind::Link(_, children) if children.len() > 1 => tidy(children, draft),
            InlineKind::Text(text) => {
                if text.is_empty() {
                    continue;
                }
                if let Some(Inline { id, kind: InlineKind::Text(before) }) = kept.last_mut() {
                    before.push_str(text);
                    if let Some(span) = draft.span(inline.id) {
                        draft.extend(*id, span);
                    }
                    continue;
                }
            }
            _ => {}
        }
        kept.push(inline);
    }
    *inlines = kept;
}

/// Turns the line ends of the source, still in the texts, into a space or nothing.
fn join_lines(inlines: &mut [Inline], cjk_text: bool) {
    let mut flat = String::new();
    flatten(inlines, &mut flat);
    let mut joints = flat.match_indices('\n').map(|(at, _)| {
        let mut before = flat[..at].chars().rev();
        let mut after = flat[at + 1..].chars();
        match (before.next(), after.next()) {
            (Some(left), Some(right)) => !cjk::joins(left, right, [before.next(), after.next()], cjk_text),
            _ => false,
        }
    });
    replace_line_ends(inlines, &mut joints);
}

/// The text as it reads, with line ends; a picture counts as one Han character, a note call as nothing.
fn flatten(inlines: &[Inline], flat: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => flat.push_str(text),
            InlineKind::Code(text) | InlineKind::Math(text) => flat.push_str(&text.replace('\n', " ")),
            InlineKind::Styled(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Ruby(children, _) => flatten(children, flat),
            InlineKind::Image { .. } => flat.push('〓'),
            InlineKind::HardBreak => flat.push(' '),
            InlineKind::NoteCall(_) => {}
        }
    }
}

fn replace_line_ends(inlines: &mut [Inline], spaces: &mut dyn Iterator<Item = bool>) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) if text.contains('\n') => {
                let mut joined = String::with_capacity(text.len());
                for c in text.chars() {
                    match c {
                        '\n' if spaces.next().unwrap_or(true) => joined.push(' '),
                        '\n' => {}
                        _ => joined.push(c),
                    }
                }
                *text = joined;
            }
            InlineKind::Styled(_, children)
            | InlineKind::Lang(_, children)
            | InlineKind::Link(_, children)
            | InlineKind::Ruby(children, _) => replace_line_ends(children, spaces),
            _ => {}
        }
    }
}

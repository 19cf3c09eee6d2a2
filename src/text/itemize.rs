//! Pieces of a flow become clusters: each character gets its font, its class and its glyphs.

use super::cluster::{Cluster, Clusters, RunGlyph};
use super::flow::{Flow, Run, Setting, TextRun};
use super::frame::{centred, frame, hangs};
use super::small::{BOX, note_number, width_of};
use super::{quotes, readings, western};
use crate::base::{Len, NodeId};
use crate::diagnostics::rules::fonts::E401;
use crate::diagnostics::{Diagnostic, Place};
use crate::font::{FontId, Fonts, ShapedGlyph, character_name};
use crate::language::{Region, Tag};
use crate::style::TextStyle;
use crate::unicode::{
    Class, Script, class_of, is_ambiguous_mark, is_character, is_cjk, is_combining, is_han, is_ignorable,
    is_variation_selector, stroke_at,
};
use std::collections::BTreeSet;

pub(super) fn itemize(fonts: &Fonts, flow: &Flow, setting: &Setting, diagnostics: &mut Vec<Diagnostic>) -> Clusters {
    let mut decisions = quotes::resolve(flow).into_iter();
    let bytes = flow.runs.iter().map(|run| if let Run::Text(text) = run { text.text.len() } else { 0 }).sum();
    let mut clusters = Clusters { text: String::with_capacity(bytes), ..Clusters::default() };
    clusters.list.reserve(bytes / 3);
    clusters.glyphs.reserve(bytes / 3);
    let mut itemizer = Itemizer {
        fonts,
        clusters,
        setting,
        diagnostics,
        reported: BTreeSet::new(),
        run: 0,
        script: Script::default(),
    };
    for (index, run) in flow.runs.iter().enumerate() {
        itemizer.run = index as u32;
        match run {
            Run::Text(text) => {
                let first = itemizer.clusters.list.len();
                itemizer.text(text, &mut decisions);
                itemizer.reading(text);
                readings::begin(&mut itemizer.clusters, text, index, first);
            }
            Run::Note { style, widest, .. } => {
                itemizer.blank(Class::Note, style.size, width_of(&note_number(fonts, style, widest)));
            }
            Run::Picture { width, .. } => itemizer.blank(Class::Picture, *width, *width),
            Run::Space(width) => itemizer.blank(Class::FixedSpace, *width, *width),
            Run::Break => {
                if let Some(last) = itemizer.clusters.list.last_mut() {
                    last.break_after = true;
                }
            }
        }
    }
    let mut clusters = itemizer.clusters;
    readings::widen(fonts, flow, &mut clusters);
    clusters
}

/// Clusters in the making.
pub(super) struct Itemizer<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) clusters: Clusters,
    setting: &'a Setting,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// Characters that no font has, told once for each text.
    pub(super) reported: BTreeSet<(NodeId, char)>,
    pub(super) run: u32,
    /// The script of the last text.
    script: Script,
}

/// What is the same for all characters of a run.
pub(super) struct Context<'a> {
    pub(super) run: &'a TextRun,
    pub(super) region: Region,
    pub(super) script: Script,
    /// The face that nearly every Han of the run comes from.
    han: Option<FontId>,
    pub(super) style: TextStyle,
    /// Where the run's text begins in the text of all runs.
    pub(super) base: usize,
}

impl Itemizer<'_> {
    fn text(&mut self, run: &TextRun, decisions: &mut impl Iterator<Item = bool>) {
        let base = self.clusters.text.len();
        self.clusters.text.push_str(&run.text);
        let region = run.lang.region();
        let han = self.fonts.set(run.style.role, region).han.first().copied();
        let script = run.lang.script();
        self.script = script;
        let context = Context { run, region, script, han, style: run.style, base };
        let mut word_start = None;
        let mut characters = run.text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            if let Some(stroke) = stroke_at(&run.text, at)
                && !(run.verbatim && run.text[stroke.range.clone()].contains('─'))
            {
                let rest = stroke.range.end;
                while characters.next_if(|(next, _)| *next < rest).is_some() {}
                let marks = run.text[stroke.range.clone()].chars().filter(|c| is_ambiguous_mark(*c)).count();
                let decision = decisions.by_ref().take(marks).last();
                if let Some(start) = word_start.take() {
                    self.word(&context, start, at);
                }
                // Korean has the marks of the West, but its dash stands in the middle of its Hangul.
                let full_width = decision.unwrap_or_else(|| run.lang.script().is_full_width());
                self.stroke(&context, &stroke, full_width || script == Script::Korean);
                continue;
            }
            let cjk = if is_ambiguous_mark(c) { decisions.next().unwrap_or(false) } else { is_cjk(c) };
            // A hyphen between two Han is theirs.
            let cjk = cjk || c == '-' && run.text[..at].ends_with(is_han) && run.text[at + 1..].starts_with(is_han);
            // A mark that combines belongs to the character before it, whatever its own font would be.
            let mut end = at + c.len_utf8();
            while let Some((next, mark)) = characters.peek() {
                if !is_combining(*mark) {
                    break;
                }
                end = next + mark.len_utf8();
                characters.next();
            }
            let is_space = matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2007}');
            let in_word = !cjk && !is_space && !run.verbatim && !c.is_control();
            // What shows nothing, and no font has, is nothing where no word is shaped with it.
            let is_nothing = c.is_control() || is_ignorable(c) && !in_word && self.font_of(&context, c, cjk).is_none();
            if in_word {
                word_start.get_or_insert(at);
                continue;
            }
            if let Some(start) = word_start.take() {
                self.word(&context, start, at);
            }
            if !is_space && !is_nothing {
                self.character(&context, at..end, c, cjk);
                continue;
            }
            if is_space {
                self.space(&context, at, c);
            }
            // What combines with nothing that shows stands for itself.
            if end > at + c.len_utf8() {
                self.word(&context, at + c.len_utf8(), end);
            }
        }
        if let Some(start) = word_start {
            self.word(&context, start, run.text.len());
        }
    }

    /// Every character of a reading that no font has is told; a box will stand for it.
    fn reading(&mut self, run: &TextRun) {
        let Some((node, reading)) = &run.reading else { return };
        let region = run.lang.region();
        for (at, c) in reading.char_indices() {
            let prefers_han = is_cjk(c) || is_ambiguous_mark(c);
            if !is_ignorable(c) && self.fonts.select(run.style.role, region, c, prefers_han).is_none() {
                self.report(*node, c, at);
            }
        }
    }

    /// A picture, a note call or a fixed space: a body without text.
    fn blank(&mut self, class: Class, em: Len, width: Len) {
        let here = self.clusters.text.len() as u32;
        let glyph = self.clusters.glyphs.len() as u32;
        self.clusters.list.push(Cluster {
            text: here,
            text_end: here,
            glyphs: glyph,
            glyphs_end: glyph,
            body: width,
            ..Cluster::blank(self.run, class, self.script, em)
        });
    }

    /// A space between words has no body: the gap after it is its width. In code it is as wide as typed.
    fn space(&mut self, context: &Context, at: usize, c: char) {
        let breaking = matches!(c, ' ' | '\t');
        // Korean words are parted by the space of the font of their Hangul.
        let hangul = context.script == Script::Korean;
        let selected = self.fonts.select(context.style.role, context.region, ' ', hangul);
        let (font, glyph) = selected.unwrap_or((FontId(0), 0));
        let advance = self.scaled(font, context.style.size, i64::from(self.fonts.advance(font, glyph)));
        let has_body = context.run.verbatim || !breaking;
        let first = self.clusters.glyphs.len() as u32;
        self.clusters.glyphs.push(RunGlyph { id: glyph, x: Len::ZERO, rise: Len::ZERO, advance });
        let start = (context.base + at) as u32;
        self.clusters.list.push(Cluster {
            text: start,
            text_end: start + c.len_utf8() as u32,
            glyphs: first,
            glyphs_end: first + 1,
            font,
            western: true,
            verbatim: context.run.verbatim,
            raised: context.run.rise != Len::ZERO,
            body: if has_body { advance } else { Len::ZERO },
            ..Cluster::blank(
                self.run,
                if breaking { Class::Space } else { Class::FixedSpace },
                context.script,
                context.style.size,
            )
        });
    }

    /// One character, with what combines with it, from the Han font (or, in code, from any).
    fn character(&mut self, context: &Context, range: std::ops::Range<usize>, c: char, cjk: bool) {
        let text = &context.run.text[range.clone()];
        let Some((font, nominal)) = self.font_of(context, c, cjk) else {
            return self.missing(context, range.clone(), range.start, c);
        };
        let variant = selector_of(text).and_then(|selector| self.variant(context, &range, font, (c, selector)));
        let (font, nominal) = variant.unwrap_or((font, nominal));
        let size = context.style.size;
        let first = self.clusters.glyphs.len() as u32;
        let localized = variant.is_some() || range.len() == c.len_utf8() && !is_ambiguous_mark(c);
        let advance = if localized {
            let advance = self.scaled(font, size, i64::from(self.fonts.advance(font, nominal)));
            self.clusters.glyphs.push(RunGlyph { id: nominal, x: Len::ZERO, rise: Len::ZERO, advance });
            advance
        } else {
            // Marks of several characters, and the marks whose form the language decides (`locl`), are shaped.
            match self.shape(font, text, context, size) {
                Ok(advance) => advance,
                Err((at, lacking)) => {
                    return self.missing(context, range.clone(), range.start + at, lacking);
                }
            }
        };
        let verbatim = context.run.verbatim;
        let class = match class_of(c, cjk, context.script) {
            _ if verbatim && !cjk && c.is_ascii_punctuation() => Class::Solidus,
            // In code it is as wide as typed.
            Class::EmSpace if verbatim => Class::Han,
            // A single dash connects (GB/T 15834 5.1.6); in Japanese it is a dash (jlreq cl-08).
            Class::Dash if matches!(context.script, Script::Hans | Script::Hant | Script::Other) => Class::Connector,
            class => class,
        };
        // A face of the book's own may draw a mark elsewhere than its region does.
        let drawn = !context.region.centres(c) || self.fonts.centres(font, c);
        let centred = cjk && !verbatim && drawn && centred(class, context.region);
        let (body, origin) = if verbatim { (advance, Len::ZERO) } else { frame(class, size, advance, centred) };
        let start = (context.base + range.start) as u32;
        self.clusters.list.push(Cluster {
            text: start,
            text_end: (context.base + range.end) as u32,
            glyphs: first,
            glyphs_end: self.clusters.glyphs.len() as u32,
            font,
            western: !cjk,
            verbatim,
            han: is_character(c),
            raised: context.run.rise != Len::ZERO,
            centred,
            hangs: cjk && !verbatim && hangs(c, class, context.region),
            body,
            origin,
            ..Cluster::blank(self.run, class, context.script, size)
        });
    }

    /// A run of letters and Western marks without a space, split where the font changes.
    fn word(&mut self, context: &Context, start: usize, end: usize) {
        let text = &context.run.text[start..end];
        let mut piece: Option<(FontId, usize)> = None;
        for (at, c) in text.char_indices() {
            let current = piece.map(|(font, _)| font);
            let font = match current {
                Some(_) if is_ignorable(c) => current,
                None if is_ignorable(c) => continue,
                // A mark that the font of its letter lacks comes from another, by itself.
                Some(font) if is_combining(c) => {
                    let own = self.fonts.glyph(font, c).is_none().then(|| self.font_of(context, c, false)).flatten();
                    own.map(|(font, _)| font).or(current)
                }
                _ => self.font_of(context, c, false).map(|(font, _)| font),
            };
            if font == current && font.is_some() {
                continue;
            }
            if let Some((current, from)) = piece.take() {
                self.shaped_word(context, current, start + from, start + at);
            }
            match font {
                Some(font) => piece = Some((font, at)),
                None => self.missing(context, start + at..start + at + c.len_utf8(), start + at, c),
            }
        }
        if let Some((font, from)) = piece {
            self.shaped_word(context, font, start + from, end);
        }
    }

    fn shaped_word(&mut self, context: &Context, font: FontId, start: usize, end: usize) {
        let text = &context.run.text[start..end];
        let size = context.style.size;
        let shaped = self.fonts.shape(font, text, &context.run.lang);
        let points = hyphenation(text, &context.run.lang);
        let mut at = 0;
        while at < shaped.len() {
            let from = shaped[at].cluster as usize;
            let count = shaped[at..].iter().take_while(|glyph| glyph.cluster as usize == from).count();
            let to = shaped.get(at + count).map_or(text.len(), |glyph| glyph.cluster as usize);
            let first = self.clusters.glyphs.len() as u32;
            let (from, to) = (from.min(to), to.max(from));
            let c = text[from..].chars().next().unwrap_or(' ');
            if let Some((at_mark, mark)) = self.lacking(font, &text[from..to], &shaped[at..at + count]) {
                // A mark that combines, and that the font of its letter lacks.
                self.missing(context, start + from..start + to, start + from + at_mark, mark);
                at += count;
                continue;
            }
            let width = self.push_glyphs(font, size, &shaped[at..at + count]);
            self.clusters.list.push(Cluster {
                text: (context.base + start + from) as u32,
                text_end: (context.base + start + to) as u32,
                glyphs: first,
                glyphs_end: self.clusters.glyphs.len() as u32,
                font,
                western: true,
                raised: context.run.rise != Len::ZERO,
                hyphen_after: points.binary_search(&to).is_ok(),
                body: width,
                ..Cluster::blank(self.run, class_of(c, false, context.script), context.script, size)
            });
            at += count;
        }
    }

    /// The first character of a shaped cluster that its font lacks, and where it stands there; what shows nothing is
    /// never missed.
    fn lacking(&self, font: FontId, text: &str, shaped: &[ShapedGlyph]) -> Option<(usize, char)> {
        if shaped.iter().all(|glyph| glyph.id != 0) || text.chars().all(is_ignorable) {
            return None;
        }
        let lacks = |c: &char| !is_ignorable(*c) && self.fonts.glyph(font, *c).is_none();
        // Where the font has all others, glyph 0 stands for a character that shows nothing.
        let unsaid = || text.chars().next().filter(|_| !text.contains(is_ignorable)).map(|c| (0, c));
        text.char_indices().find(|(_, c)| lacks(c)).or_else(unsaid)
    }

    /// Shapes a cluster on its own and returns its advance, or what the font lacks of it.
    fn shape(&mut self, font: FontId, text: &str, context: &Context, size: Len) -> Result<Len, (usize, char)> {
        let shaped = self.fonts.shape(font, text, &context.run.lang);
        match self.lacking(font, text, &shaped) {
            Some(lacking) => Err(lacking),
            None => Ok(self.push_glyphs(font, size, &shaped)),
        }
    }

    /// Takes shaped glyphs in and returns how far they advance.
    fn push_glyphs(&mut self, font: FontId, size: Len, shaped: &[ShapedGlyph]) -> Len {
        let mut pen = 0;
        for glyph in shaped.iter().filter(|glyph| glyph.id != 0) {
            let run_glyph = RunGlyph {
                id: glyph.id,
                x: self.scaled(font, size, i64::from(pen + glyph.x_offset)),
                rise: self.scaled(font, size, i64::from(glyph.y_offset)),
                advance: self.scaled(font, size, i64::from(glyph.advance)),
            };
            pen += glyph.advance;
            self.clusters.glyphs.push(run_glyph);
        }
        self.scaled(font, size, i64::from(pen))
    }

    /// The font that has a character.
    pub(super) fn font_of(&self, context: &Context, c: char, cjk: bool) -> Option<(FontId, u16)> {
        if cjk
            && !context.region.centres(c)
            && let Some(font) = context.han
            && let Some(glyph) = self.fonts.glyph(font, c)
        {
            return Some((font, glyph));
        }
        self.fonts.select(context.style.role, context.region, c, cjk)
    }

    /// A character that no font has is reported where it first stands in its text, and a box takes the place of its
    /// cluster.
    pub(super) fn missing(&mut self, context: &Context, range: std::ops::Range<usize>, at: usize, c: char) {
        let node = if context.run.node == NodeId::default() { self.setting.node } else { context.run.node };
        self.report(node, c, at);
        let (font, glyph) = self.fonts.select(context.style.role, context.region, BOX, true).unwrap_or((FontId(0), 0));
        let size = context.style.size;
        let advance = self.scaled(font, size, i64::from(self.fonts.advance(font, glyph)));
        let first = self.clusters.glyphs.len() as u32;
        self.clusters.glyphs.push(RunGlyph { id: glyph, x: Len::ZERO, rise: Len::ZERO, advance });
        self.clusters.list.push(Cluster {
            text: (context.base + range.start) as u32,
            text_end: (context.base + range.end) as u32,
            glyphs: first,
            glyphs_end: first + 1,
            font,
            verbatim: context.run.verbatim,
            raised: context.run.rise != Len::ZERO,
            body: advance,
            ..Cluster::blank(self.run, Class::Han, context.script, size)
        });
    }

    fn report(&mut self, node: NodeId, c: char, at: usize) {
        if self.reported.insert((node, c)) {
            let place = Place::Node(node, at as u32);
            self.diagnostics.push(Diagnostic::new(&E401).at(place).with("char", c).with("name", character_name(c)));
        }
    }

    pub(super) fn scaled(&self, font: FontId, size: Len, units: i64) -> Len {
        size.scale(units, i64::from(self.fonts.face(font).metrics.units_per_em))
    }
}

/// Points for all words of a piece, as byte offsets of the piece, sorted.
fn hyphenation(text: &str, lang: &Tag) -> Vec<usize> {
    let mut points = Vec::new();
    // An address or a path is broken at its separators, never hyphenated.
    if western::is_address(text) {
        return points;
    }
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        points.extend(western::hyphenation_points(letters, lang).into_iter().map(|point| start + point));
        start += word.len();
    }
    points
}

/// The variation selector that alone follows a Han.
pub(super) fn selector_of(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let (base, selector) = (characters.next()?, characters.next()?);
    (is_han(base) && is_variation_selector(selector) && characters.next().is_none()).then_some(selector)
}

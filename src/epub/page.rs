//! One XHTML file: its frame, its notes, and what the package must know about it.

use super::breaks::{Break, Breaks};
use super::chars::{Flavour, Used, latin_marks, short_numbers, solid_han, strokes, unbroken};
use super::fonts::dash_hole;
use super::plan::{File, Plan, first_heading};
use super::profile::Habits;
use super::xml;
use crate::base::Len;
use crate::diagnostics::Diagnostic;
use crate::display::PageIndex;
use crate::font::{FontRole, Fonts};
use crate::language::{Tag, Word, Words};
use crate::model::{Block, BlockKind, Book, Chapter, ChapterRole, NodeId, Note};
use crate::style::Theme;
use crate::unicode::{is_ambiguous_mark, is_blank};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What is the same for every file of a book.
pub(super) struct Context<'a> {
    /// The book.
    pub book: &'a Book,
    /// The theme: which fonts a block stands in.
    pub theme: &'a Theme,
    /// Which faces draw a dash as one stroke.
    pub fonts: &'a Fonts,
    /// Where everything goes.
    pub plan: &'a Plan,
    /// Names of the pictures in the container.
    pub pictures: &'a std::collections::BTreeMap<PathBuf, String>,
    /// Where the pages of the printed edition begin.
    pub breaks: &'a Breaks<'a>,
    /// Words in the language of the book.
    pub words: Words,
    /// What its platform asks for.
    pub habits: Habits,
    /// Whether its lines run from top to bottom.
    pub is_vertical: bool,
}

/// Dashes of a run that are looked at in its font.
const LONGEST_SAMPLE: usize = 12;
/// Longest stroke that no line parts, in em: a longer one is a rule.
const LONGEST_KEPT: u32 = 9;

/// The picture that calls a note where a platform asks for one.
pub(super) const NOTE_MARK: &str = "note.png";

/// A finished file.
#[derive(Default)]
pub(super) struct Rendered {
    /// The XHTML.
    pub text: String,
    /// What it shows.
    pub traits: Traits,
    /// Characters by font.
    pub used: Used,
    /// The pages that begin in it.
    pub breaks: Vec<PageIndex>,
    /// What went wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a file shows, as far as the package must tell.
#[derive(Default)]
pub(super) struct Traits {
    /// Its pictures.
    pub pictures: BTreeSet<PathBuf>,
    /// Whether a picture has neither a text alternative nor a caption, and is not marked decorative.
    pub mute_picture: bool,
    /// Whether a picture carries information.
    pub telling_picture: bool,
    /// Whether there are readings above text.
    pub ruby: bool,
    /// Whether there are notes.
    pub notes: bool,
    /// Whether there are formulas.
    pub math: bool,
}

/// Writes one file.
pub(super) struct Page<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) file: &'a File,
    pub(super) chapter: &'a Chapter,
    pub(super) done: Rendered,
    /// The pages that begin in what is still to be written.
    pub(super) breaks: &'a [Break],
    /// Level of the last heading as written, so that no level is skipped (EPUB row 29).
    pub(super) level: u8,
    /// The fonts of the text that is being written.
    pub(super) role: FontRole,
    /// The habits of the language of the text that is being written.
    pub(super) flavour: Flavour,
    /// Whether the text that is being written is an address.
    pub(super) address: bool,
    /// Whether inlines of a paragraph are being written.
    pub(super) is_in_paragraph: bool,
    /// The Latin ones among its marks that Chinese shares, by the text that holds them.
    pub(super) latin_marks: BTreeMap<NodeId, Vec<Range<usize>>>,
    /// How far dashes must move together, by the fonts that they stand in.
    pub(super) holes: BTreeMap<(FontRole, Flavour, String), i32>,
    /// The em of the text that is being written.
    pub(super) em: Len,
    /// Where it stands.
    pub(super) stands: Stands,
    /// The indent of its first line.
    pub(super) first_indent: Len,
    /// The indent of paragraphs here.
    pub(super) indent: Len,
}

/// Where text stands, which decides what the size of a picture in it is a part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// In a text as wide as what is around it.
    Text,
    /// In a line of verse.
    Verse,
    /// In a cell of a table.
    Cell,
}

/// Writes the file with all its blocks and notes.
pub(super) fn render<'a>(context: &'a Context<'a>, file: &'a File) -> Rendered {
    let chapter = context.book.chapter(file.chapter);
    let mut page = Page {
        context,
        file,
        chapter,
        done: Rendered::default(),
        breaks: context.breaks.of_file(context.book, file),
        level: if file.opening { 0 } else { 1 },
        role: context.theme.body.text.role,
        flavour: Flavour::of(&chapter.lang),
        address: false,
        is_in_paragraph: false,
        latin_marks: BTreeMap::new(),
        holes: BTreeMap::new(),
        em: context.theme.em,
        stands: Stands::Text,
        first_indent: Len::ZERO,
        indent: context.theme.body.indent,
    };
    page.done.used.speak(&chapter.lang);
    page.done.text.reserve(file.weight + file.weight / 8 + 2048);
    page.frame();
    page.done
}

/// Opens an XHTML document up to and including its `head`.
pub(super) fn head(lang: &Tag, title: &str, out: &mut String) {
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    out.push_str("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    xml::attribute("lang", lang.as_str(), out);
    xml::attribute("xml:lang", lang.as_str(), out);
    out.push_str(">\n<head>\n<meta charset=\"UTF-8\"/>\n<title>");
    xml::escape(title, out);
    out.push_str("</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n");
}

/// Structural semantics of a file: `epub:type`, and the ARIA role that goes with it, if there is one.
pub(super) type Semantics = (&'static str, Option<&'static str>);

/// What front and back matter is, by the title that custom gives it (EPUB Structural Semantics 1.1, DPUB-ARIA 1.1).
const CUSTOMARY: &[(&[&str], Semantics)] = &[
    (&["前言", "自序", "preface"], ("preface", Some("doc-preface"))),
    (&["序", "序言", "代序", "foreword"], ("foreword", Some("doc-foreword"))),
    (&["引言", "导言", "绪论", "導言", "緒論", "introduction"], ("introduction", Some("doc-introduction"))),
    (&["致谢", "鸣谢", "致謝", "鳴謝", "acknowledgments"], ("acknowledgments", Some("doc-acknowledgments"))),
    (&["后记", "後記", "跋", "编后记", "afterword"], ("afterword", Some("doc-afterword"))),
    (&["结语", "結語", "结束语", "conclusion"], ("conclusion", Some("doc-conclusion"))),
    (&["附录", "附錄", "appendix"], ("appendix", Some("doc-appendix"))),
];

fn semantics(chapter: &Chapter) -> Semantics {
    match chapter.role {
        ChapterRole::Cover => ("cover", None),
        ChapterRole::TitlePage => ("titlepage", None),
        ChapterRole::HalfTitle => ("halftitlepage", None),
        ChapterRole::Imprint => ("copyright-page", None),
        ChapterRole::Contents => ("toc", Some("doc-toc")),
        ChapterRole::Part => ("part", Some("doc-part")),
        ChapterRole::Appendix => ("appendix", Some("doc-appendix")),
        ChapterRole::Body => ("chapter", Some("doc-chapter")),
        ChapterRole::Front | ChapterRole::Back => {
            let title: String =
                chapter.title.chars().filter(|one| !one.is_whitespace()).collect::<String>().to_lowercase();
            let known = CUSTOMARY.iter().find(|(titles, _)| titles.contains(&title.as_str()));
            known.map_or(("chapter", Some("doc-chapter")), |(_, semantics)| *semantics)
        }
    }
}

fn matter(role: ChapterRole) -> &'static str {
    match role {
        ChapterRole::Part | ChapterRole::Body => "bodymatter",
        ChapterRole::Appendix | ChapterRole::Back => "backmatter",
        _ => "frontmatter",
    }
}

impl<'a> Page<'a> {
    fn frame(&mut self) {
        let title = self.title();
        head(&self.chapter.lang, &title, &mut self.done.text);
        let _ = writeln!(self.done.text, "<body epub:type=\"{}\">", matter(self.chapter.role));
        self.section(&title);
        self.done.text.push_str("</body>\n</html>\n");
    }

    fn section(&mut self, title: &str) {
        let blocks = &self.chapter.blocks[self.file.blocks.clone()];
        if self.chapter.role == ChapterRole::Cover {
            self.cover(blocks);
            return;
        }
        let (kind, role) = semantics(self.chapter);
        let _ = write!(self.done.text, "<section epub:type=\"{kind}\" class=\"{kind}\"");
        // A divided chapter is one chapter: only its first file says so.
        if let Some(role) = role.filter(|_| self.file.opening) {
            let _ = write!(self.done.text, " role=\"{role}\"");
        }
        match first_heading(blocks).and_then(|heading| self.context.plan.id(heading.id)) {
            Some(id) => xml::attribute("aria-labelledby", &id, &mut self.done.text),
            None => xml::attribute("aria-label", title, &mut self.done.text),
        }
        self.done.text.push_str(">\n");
        if self.chapter.role.is_generated() {
            // A title page is placed by eye: its page begins with the whole of it.
            self.remaining_breaks();
        }
        let previous = self.file.blocks.start.checked_sub(1).and_then(|at| self.chapter.blocks.get(at));
        self.blocks_after(previous, blocks);
        self.remaining_breaks();
        self.notes();
        self.done.text.push_str("</section>\n");
    }

    fn title(&self) -> String {
        let blocks = &self.chapter.blocks[self.file.blocks.clone()];
        let own = first_heading(blocks).and_then(|heading| match &heading.kind {
            BlockKind::Heading { number, content, .. } => {
                let text = crate::model::plain_text(content);
                Some(number.as_ref().map_or(text.clone(), |number| format!("{number} {text}")))
            }
            _ => None,
        });
        let title = match self.chapter.role {
            ChapterRole::Cover => self.context.words.get(Word::Cover).to_owned(),
            ChapterRole::TitlePage => self.context.book.meta.title.clone(),
            _ => own.unwrap_or_else(|| self.chapter.title.clone()),
        };
        // A document without a title is invalid.
        if is_blank(&title) { self.context.book.meta.slug.clone() + " " + &self.file.name } else { title }
    }

    fn cover(&mut self, blocks: &'a [Block]) {
        self.done.text.push_str("<section epub:type=\"cover\" class=\"cover\"");
        xml::attribute("aria-label", self.context.words.get(Word::Cover), &mut self.done.text);
        self.done.text.push_str(">\n");
        self.remaining_breaks();
        for block in blocks {
            match &block.kind {
                BlockKind::Figure(figure) => {
                    let alt = if figure.alt.is_empty() {
                        let words = self.context.words;
                        [words.get(Word::Cover), words.get(Word::Colon), &self.context.book.meta.title].concat()
                    } else {
                        figure.alt.clone()
                    };
                    self.picture(&figure.image, &alt, " role=\"doc-cover\"");
                    self.done.text.push('\n');
                }
                _ => self.block(block, None),
            }
        }
        self.done.text.push_str("</section>\n");
    }

    fn notes(&mut self) {
        if self.file.notes.is_empty() {
            return;
        }
        self.done.traits.notes = true;
        let listed = self.context.habits.has_note_classes();
        self.push(if listed { "<ol class=\"notes duokan-footnote-content\">\n" } else { "<div class=\"notes\">\n" });
        let (chapter, file) = (self.chapter, self.file);
        self.with_text(self.context.theme.note.text, |page| {
            file.notes.iter().for_each(|at| page.note(&chapter.notes[*at], listed));
        });
        self.push(if listed { "</ol>\n" } else { "</div>\n" });
    }

    /// A note; as an item of a list when it is `listed`, which then is what its calls lead to.
    fn note(&mut self, note: &'a Note, listed: bool) {
        const ASIDE: &str = "<aside epub:type=\"footnote\" role=\"doc-footnote\"";
        self.push(if listed { "<li class=\"duokan-footnote-item\"" } else { ASIDE });
        self.id(note.id);
        self.push(">");
        if listed {
            self.push(ASIDE);
            self.push(">");
        }
        self.push("\n");
        let mut rest = &note.blocks[..];
        self.done.text.push_str("<p>");
        self.back_links(note);
        if let Some((Block { kind: BlockKind::Paragraph { content, .. }, .. }, others)) = note.blocks.split_first() {
            self.done.text.push(' ');
            let indent = self.scaled(self.context.theme.body.indent);
            self.standing(Stands::Text, indent, |page| page.inlines(content));
            rest = others;
        }
        self.done.text.push_str("</p>\n");
        self.blocks_after(note.blocks.first(), rest);
        self.push(if listed { "</aside></li>\n" } else { "</aside>\n" });
    }

    /// A link back for every call: the note's mark for the first, small numbers for the others.
    fn back_links(&mut self, note: &Note) {
        let label = self.context.theme.note_label(note.number);
        for (at, call) in note.calls.iter().enumerate() {
            let mark = if at == 0 { label.clone() } else { (at + 1).to_string() };
            let href = self.context.plan.href(self.context.book, &self.file.name, *call);
            self.done.text.push_str("<a role=\"doc-backlink\" class=\"back\"");
            xml::attribute("href", &href, &mut self.done.text);
            let spoken = format!("{mark} {}", self.context.words.get(Word::BackToText));
            xml::attribute("aria-label", &spoken, &mut self.done.text);
            self.done.text.push_str(if at == 0 { ">" } else { "><sup>" });
            self.text(&mark);
            self.done.text.push_str(if at == 0 { "</a>" } else { "</sup></a>" });
        }
    }

    /// Writes ` id="…"` when anything leads to the node.
    pub(super) fn id(&mut self, node: NodeId) {
        if let Some(id) = self.context.plan.id(node) {
            xml::attribute("id", &id, &mut self.done.text);
        }
    }

    /// Writes text and remembers its characters.
    pub(super) fn text(&mut self, text: &str) {
        let marks =
            if self.has_shared_marks(text) { latin_marks(&[(text, self.flavour)]).concat() } else { Vec::new() };
        self.cut_text(text, &[], &marks);
    }

    /// Writes the text of a node, with the page breaks inside it. `set` says how many bytes a character counts as set.
    pub(super) fn text_of(&mut self, node: NodeId, text: &str, set: impl Fn(char) -> usize) {
        let cuts = self.cuts(node, text, set);
        let marks = if self.has_shared_marks(text) { self.latin_marks.remove(&node) } else { None };
        self.cut_text(text, &cuts, &marks.unwrap_or_default());
    }

    /// Whether the form of some mark of a text is to be decided.
    fn has_shared_marks(&self, text: &str) -> bool {
        self.flavour != Flavour::Latin && self.role != FontRole::Mono && text.contains(is_ambiguous_mark)
    }

    /// Writes text with a page break at each of `cuts`, which ascend; `marks` are the Latin ones among its shared marks.
    fn cut_text(&mut self, text: &str, cuts: &[usize], marks: &[Range<usize>]) {
        let class = |name: &str| format!("class=\"{name}\"");
        let mut spans: Vec<_> = marks.iter().map(|range| (range.clone(), class("latin"), Flavour::Latin)).collect();
        if self.role == FontRole::Mono && self.is_in_paragraph {
            spans.extend(solid_han(text).into_iter().map(|range| (range, class("solid"), self.flavour)));
        } else if self.flavour != Flavour::Latin && self.role != FontRole::Mono && self.context.is_vertical {
            spans.extend(short_numbers(text).map(|range| (range, class("upright"), self.flavour)));
            spans.sort_by_key(|(range, ..)| range.start);
        }
        spans.extend(self.joined_dashes(text));
        spans.sort_by_key(|(range, ..)| range.start);
        if self.role != FontRole::Mono && !self.context.is_vertical {
            let apart = |range: &Range<usize>| {
                let next = spans.partition_point(|(one, ..)| one.end <= range.start);
                spans.get(next).is_none_or(|(one, ..)| one.start >= range.end)
            };
            let whole: Vec<_> =
                unbroken(text).into_iter().filter(apart).map(|range| (range, class("whole"), self.flavour)).collect();
            spans.extend(whole);
            spans.sort_by_key(|(range, ..)| range.start);
        }
        let mut done = 0;
        for (range, attributes, flavour) in spans {
            self.run(text, done..range.start, self.flavour, cuts);
            self.push("<span ");
            self.push(&attributes);
            self.push(">");
            self.run(text, range.clone(), flavour, cuts);
            self.push("</span>");
            done = range.end;
        }
        self.run(text, done..text.len(), self.flavour, cuts);
    }

    /// Dashes that the fonts of the text do not draw as one stroke: moved together they are one (typography row LB-7). A font
    /// of the reader's may be another; what is moved too far is a little shorter. In code lines drawn of U+2500 are no dashes.
    fn joined_dashes(&mut self, text: &str) -> Vec<(Range<usize>, String, Flavour)> {
        let mut found = Vec::new();
        for stroke in strokes(text) {
            let dashes = &text[stroke.range.clone()];
            if self.role == FontRole::Mono && dashes.contains('─') {
                continue;
            }
            // All dashes of a longer run are as those of its beginning.
            let sample: String = dashes.chars().take(LONGEST_SAMPLE).collect();
            let key = (self.role, self.flavour, sample);
            let hole = match self.holes.get(&key) {
                Some(hole) => *hole,
                None => {
                    let fonts = self.context.fonts;
                    let hole = dash_hole(fonts, self.context.book, (self.role, self.flavour), &key.2);
                    *self.holes.entry(key).or_insert(hole)
                }
            };
            if hole > 0 {
                let part = super::css::decimal(f64::from(hole) / 1000.0);
                let kept = if stroke.em <= LONGEST_KEPT { "class=\"whole\" " } else { "" };
                let style = format!("{kept}style=\"letter-spacing: -{part}em; margin-inline-end: {part}em\"");
                found.push((stroke.range, style, self.flavour));
            }
        }
        found
    }

    fn run(&mut self, text: &str, range: Range<usize>, flavour: Flavour, cuts: &[usize]) {
        let escape = if self.address { xml::escape_address } else { xml::escape };
        let mut done = range.start;
        let first = cuts.partition_point(|cut| *cut < range.start);
        for cut in cuts[first..].iter().take_while(|cut| range.contains(cut)) {
            escape(&text[done..*cut], &mut self.done.text);
            self.write_break("span");
            done = *cut;
        }
        escape(&text[done..range.end], &mut self.done.text);
        self.done.used.add(self.role, flavour, &text[range]);
    }

    /// Writes an `img`, or its text when the picture could not be read (which is reported where it is read).
    pub(super) fn picture(&mut self, path: &Path, alt: &str, attributes: &str) {
        let Some(name) = self.context.pictures.get(path) else {
            self.text(alt);
            return;
        };
        self.done.traits.pictures.insert(path.to_owned());
        super::images::element(name, alt, attributes, &mut self.done.text);
    }
}

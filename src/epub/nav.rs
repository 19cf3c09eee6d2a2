//! The navigation document, and its elder form for old reading systems (NCX).

use super::breaks::{self, Breaks};
use super::chars::{Flavour, Used};
use super::page::{Context, head};
use super::plan::{NAV, Plan};
use super::xml;
use crate::display::PageIndex;
use crate::language::{Word, Words};
use crate::model::{Book, CaptionEntry, ChapterRole, OutlineEntry};
use crate::style::Theme;
use crate::unicode::is_blank;
use std::fmt::Write as _;

/// A line of the table of contents with the lines below it.
struct Line<'a> {
    entry: &'a OutlineEntry,
    below: Vec<Line<'a>>,
}

/// What the navigation document and the NCX say.
pub(super) struct Navigation<'a> {
    book: &'a Book,
    plan: &'a Plan,
    breaks: &'a Breaks<'a>,
    /// The pages of the printed edition, and the file that each begins in.
    pages: Vec<(PageIndex, &'a str)>,
    words: Words,
    lines: Vec<Line<'a>>,
}

impl<'a> Navigation<'a> {
    /// Gathers the contents of a book.
    pub(super) fn of(pages: Vec<(PageIndex, &'a str)>, context: &Context<'a>) -> Navigation<'a> {
        let Context { book, plan, breaks, words, .. } = *context;
        let shown = |entry: &&OutlineEntry| {
            plan.file(book, entry.node).is_some() && !book.chapter(entry.node.chapter).role.is_generated()
        };
        let mut entries: Vec<&OutlineEntry> =
            book.outline.iter().filter(|entry| entry.in_contents).filter(shown).collect();
        if entries.is_empty() {
            // Even a book without printed contents must be navigable.
            entries = book.outline.iter().filter(|entry| entry.level <= 1).filter(shown).collect();
        }
        let mut entries = entries.into_iter().map(|entry| (depth(book, entry), entry)).peekable();
        let mut lines = nest(&mut entries, 0);
        cut(&mut lines, context.habits.depth());
        Navigation { book, plan, breaks, pages, words, lines }
    }

    /// The navigation document.
    pub(super) fn document(&self) -> String {
        let mut out = String::new();
        let title = self.title();
        head(&self.book.meta.language, title, &mut out);
        out.push_str("<body epub:type=\"frontmatter\">\n");
        for (page, _) in self.pages.iter().filter(|(_, file)| *file == NAV) {
            breaks::marker("div", *page, self.breaks.label(*page), &mut out);
            out.push('\n');
        }
        self.contents(title, &mut out);
        self.landmarks(&mut out);
        self.page_list(&mut out);
        self.captions("loi", self.words.get(Word::Figures), &self.book.figures, &mut out);
        self.captions("lot", self.words.get(Word::Tables), &self.book.tables, &mut out);
        out.push_str("</body>\n</html>\n");
        out
    }

    /// Adds the characters that the navigation document shows.
    pub(super) fn use_characters(&self, theme: &Theme, used: &mut Used) {
        let flavour = Flavour::of(&self.book.meta.language);
        used.speak(&self.book.meta.language);
        used.add(theme.headings[1].text.role, flavour, self.title());
        used.add(theme.headings[2].text.role, flavour, self.words.get(Word::Figures));
        used.add(theme.headings[2].text.role, flavour, self.words.get(Word::Tables));
        let entries = self.book.outline.iter().map(|entry| (entry.number.as_deref(), &entry.title));
        let captions = self.book.figures.iter().chain(&self.book.tables);
        for (number, title) in entries.chain(captions.map(|entry| (Some(entry.number.as_str()), &entry.title))) {
            used.add(theme.body.text.role, flavour, number.unwrap_or_default());
            used.add(theme.body.text.role, flavour, title);
        }
        used.add(theme.body.text.role, flavour, " …");
        if !self.pages.is_empty() {
            used.add(theme.headings[2].text.role, flavour, self.words.get(Word::Pages));
            self.pages.iter().for_each(|(page, _)| used.add(theme.body.text.role, flavour, self.breaks.label(*page)));
        }
    }

    fn title(&self) -> &str {
        let own = self.book.chapters.iter().find(|chapter| chapter.role == ChapterRole::Contents);
        own.map(|chapter| chapter.title.as_str())
            .filter(|title| !is_blank(title))
            .unwrap_or(self.words.get(Word::Contents))
    }

    fn contents(&self, title: &str, out: &mut String) {
        out.push_str(
            "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n<h1 id=\"toc-title\">",
        );
        xml::escape(title, out);
        out.push_str("</h1>\n");
        if self.lines.is_empty() {
            // A book without a single heading has its own beginning as its contents.
            let first = self.plan.files.first().map_or(NAV, |file| &file.name);
            out.push_str("<ol>\n");
            link(first, &self.book.meta.title, out);
            out.push_str("</ol>\n");
        } else {
            self.list(&self.lines, out);
        }
        out.push_str("</nav>\n");
    }

    fn list(&self, lines: &[Line], out: &mut String) {
        out.push_str("<ol>\n");
        for line in lines {
            out.push_str("<li><a");
            xml::attribute("href", &self.plan.href(self.book, NAV, line.entry.node), out);
            out.push('>');
            numbered(line.entry.number.as_deref(), &line.entry.title, out);
            out.push_str("</a>");
            if !line.below.is_empty() {
                out.push('\n');
                self.list(&line.below, out);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
    }

    /// Landmarks help reading systems, not readers: they are hidden where the document is read as a page.
    fn landmarks(&self, out: &mut String) {
        out.push_str("<nav epub:type=\"landmarks\" id=\"landmarks\" aria-labelledby=\"landmarks-title\" hidden=\"hidden\">\n<h2 id=\"landmarks-title\">");
        xml::escape(self.words.get(Word::Landmarks), out);
        out.push_str("</h2>\n<ol>\n");
        for (kind, href, title) in self.marks() {
            let _ = write!(out, "<li><a epub:type=\"{kind}\"");
            xml::attribute("href", &href, out);
            out.push('>');
            xml::escape(title, out);
            out.push_str("</a></li>\n");
        }
        out.push_str("</ol>\n</nav>\n");
    }

    /// The pages of the printed edition (EPUB 3.3, clause 7.4.2.3), for reading systems too.
    fn page_list(&self, out: &mut String) {
        if self.pages.is_empty() {
            return;
        }
        out.push_str("<nav epub:type=\"page-list\" role=\"doc-pagelist\" id=\"page-list\" aria-labelledby=\"page-list-title\" hidden=\"hidden\">\n<h2 id=\"page-list-title\">");
        xml::escape(self.words.get(Word::Pages), out);
        out.push_str("</h2>\n<ol>\n");
        for (page, file) in &self.pages {
            // The name of the file stands even where it is this one: not every reading system resolves a bare fragment.
            link(&format!("{file}#{}", breaks::id(*page)), self.breaks.label(*page), out);
        }
        out.push_str("</ol>\n</nav>\n");
    }

    /// What the printed edition is called, if its pages are listed.
    pub(super) fn edition(&self) -> Option<String> {
        let (width, height) = self.breaks.size().filter(|_| !self.pages.is_empty())?;
        let (width, height) = (width.to_string(), height.to_string());
        let values = [("title", self.book.meta.title.as_str()), ("width", &width), ("height", &height)];
        Some(self.words.fill(Word::PrintedEdition, &values))
    }

    /// The landmarks: kind, address, label.
    pub(super) fn marks(&self) -> Vec<(&'static str, String, &str)> {
        let first = |role| self.plan.first(self.book, |one| one == role).map(|file| file.name.clone());
        let body = self.plan.first(self.book, |role| matches!(role, ChapterRole::Part | ChapterRole::Body));
        let body = body.or_else(|| self.plan.first(self.book, |role| !role.is_generated()));
        let listed = self.plan.spine.contains(&super::plan::Spine::Nav);
        [
            ("cover", first(ChapterRole::Cover), self.words.get(Word::Cover)),
            ("titlepage", first(ChapterRole::TitlePage), self.words.get(Word::TitlePage)),
            ("toc", listed.then(|| format!("{NAV}#toc")), self.title()),
            ("bodymatter", body.map(|file| file.name.clone()), self.words.get(Word::StartOfText)),
        ]
        .into_iter()
        .filter_map(|(kind, href, title)| Some((kind, href?, title)))
        .collect()
    }

    fn captions(&self, kind: &str, title: &str, entries: &[CaptionEntry], out: &mut String) {
        if entries.is_empty() {
            return;
        }
        let _ = write!(
            out,
            "<nav epub:type=\"{kind}\" id=\"{kind}\" aria-labelledby=\"{kind}-title\">\n<h2 id=\"{kind}-title\">"
        );
        xml::escape(title, out);
        out.push_str("</h2>\n<ol>\n");
        for entry in entries {
            out.push_str("<li><a");
            xml::attribute("href", &self.plan.href(self.book, NAV, entry.node), out);
            out.push('>');
            numbered(Some(&entry.number), &entry.title, out);
            out.push_str("</a></li>\n");
        }
        out.push_str("</ol>\n</nav>\n");
    }

    /// The NCX (DAISY Z39.86-2005), which readers older than EPUB 3 show.
    pub(super) fn ncx(&self, identifier: &str) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"",
        );
        xml::attribute("xml:lang", self.book.meta.language.as_str(), &mut out);
        out.push_str(">\n<head>\n");
        let depth = deepest(&self.lines).max(1).to_string();
        for (name, content) in
            [("dtb:uid", identifier), ("dtb:depth", &depth), ("dtb:totalPageCount", "0"), ("dtb:maxPageNumber", "0")]
        {
            let _ = write!(out, "<meta name=\"{name}\"");
            xml::attribute("content", content, &mut out);
            out.push_str("/>\n");
        }
        out.push_str("</head>\n<docTitle><text>");
        xml::escape(&self.book.meta.title, &mut out);
        out.push_str("</text></docTitle>\n");
        for name in self.book.meta.names("aut") {
            out.push_str("<docAuthor><text>");
            xml::escape(name, &mut out);
            out.push_str("</text></docAuthor>\n");
        }
        out.push_str("<navMap>\n");
        let mut order = 0;
        if self.lines.is_empty() {
            let first = self.plan.files.first().map_or(NAV, |file| &file.name);
            point(&mut order, &self.book.meta.title, first, &mut out);
            out.push_str("</navPoint>\n");
        }
        self.points(&self.lines, &mut order, &mut out);
        out.push_str("</navMap>\n</ncx>\n");
        out
    }

    fn points(&self, lines: &[Line], order: &mut usize, out: &mut String) {
        for line in lines {
            let mut title = String::new();
            numbered_plain(line.entry.number.as_deref(), &line.entry.title, &mut title);
            point(order, &title, &self.plan.href(self.book, NAV, line.entry.node), out);
            self.points(&line.below, order, out);
            out.push_str("</navPoint>\n");
        }
    }
}

/// How deep an entry stands: chapters stand under their part, or beside the parts when they belong to none.
fn depth(book: &Book, entry: &OutlineEntry) -> u8 {
    let in_part = book.chapter(entry.node.chapter).part.is_some();
    if in_part { entry.level.max(1) } else { entry.level.saturating_sub(1) }
}

/// Takes all entries deeper than or as deep as `floor`; a skipped level is closed.
fn nest<'a>(
    entries: &mut std::iter::Peekable<impl Iterator<Item = (u8, &'a OutlineEntry)>>,
    floor: u8,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    while let Some((depth, entry)) = entries.next_if(|(depth, _)| *depth >= floor) {
        lines.push(Line { entry, below: nest(entries, depth + 1) });
    }
    lines
}

/// Takes away what stands deeper than `depth` levels.
fn cut(lines: &mut [Line], depth: usize) {
    for line in lines {
        if depth <= 1 {
            line.below.clear();
        }
        cut(&mut line.below, depth - 1);
    }
}

fn deepest(lines: &[Line]) -> usize {
    lines.iter().map(|line| 1 + deepest(&line.below)).max().unwrap_or(0)
}

fn link(href: &str, title: &str, out: &mut String) {
    out.push_str("<li><a");
    xml::attribute("href", href, out);
    out.push('>');
    xml::escape(title, out);
    out.push_str("</a></li>\n");
}

fn numbered(number: Option<&str>, title: &str, out: &mut String) {
    let mut plain = String::new();
    numbered_plain(number, title, &mut plain);
    xml::escape(&plain, out);
}

/// Number and title; never empty, since a label must say something.
fn numbered_plain(number: Option<&str>, title: &str, out: &mut String) {
    let title = title.trim();
    match number {
        Some(number) if title.is_empty() => out.push_str(number),
        Some(number) => {
            let _ = write!(out, "{number} {title}");
        }
        None if title.is_empty() => out.push('…'),
        None => out.push_str(title),
    }
}

fn point(order: &mut usize, title: &str, href: &str, out: &mut String) {
    *order += 1;
    let _ = write!(out, "<navPoint id=\"p{order}\" playOrder=\"{order}\"><navLabel><text>");
    xml::escape(title, out);
    out.push_str("</text></navLabel><content");
    xml::attribute("src", href, out);
    out.push_str("/>\n");
}

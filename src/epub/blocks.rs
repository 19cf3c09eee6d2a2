//! Blocks as XHTML.

use super::page::{Page, Stands};
use crate::base::Len;
use crate::choices::ListStyle;
use crate::font::FontRole;
use crate::language::Word;
use crate::model::{
    Align, Block, BlockKind, Cell, Definition, Figure, Inline, InlineKind, ListItem, Row, Table, VERSE_TITLE,
    plain_text,
};
use crate::style::TextStyle;
use crate::unicode::is_blank;
use std::fmt::Write as _;

impl<'a> Page<'a> {
    /// Writes blocks in order.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        self.blocks_after(None, blocks);
    }

    /// Writes blocks in order, the first of them after `previous`.
    pub(super) fn blocks_after(&mut self, mut previous: Option<&'a Block>, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block, previous);
            previous = Some(block);
        }
    }

    /// Writes one block, which stands after `previous`.
    pub(super) fn block(&mut self, block: &'a Block, previous: Option<&Block>) {
        self.breaks_before(match &block.kind {
            // A break in the head of a table would be heard with every cell below it.
            BlockKind::Table(table) => table.head.cells.last().map_or(block.id, |cell| cell.id),
            _ => block.id,
        });
        match &block.kind {
            BlockKind::Heading { level, number, content } => self.heading(block, *level, number.as_deref(), content),
            BlockKind::Paragraph { continued, content } => {
                let flush = !self.chapter.role.is_generated()
                    && self.context.theme.begins_flush(previous.map(|previous| &previous.kind));
                let class = if *continued { "continued" } else { "opening" };
                self.paragraph(block, if *continued || flush { class } else { "" }, content);
            }
            BlockKind::Figure(figure) => self.figure(block, figure),
            BlockKind::Quote(blocks) => {
                self.open("blockquote", block, "");
                self.newline();
                let quote = self.context.theme.quote;
                self.indenting(quote.indent, |page| page.with_text(quote.text, |page| page.blocks(blocks)));
                self.close("blockquote");
            }
            BlockKind::Verse(lines) => self.verse(block, lines),
            BlockKind::List { start, tight, items } => self.list(block, *start, *tight, items),
            BlockKind::Definitions(entries) => self.definitions(block, entries),
            BlockKind::Code { language, text } => self.code(block, language.as_deref(), text),
            BlockKind::Table(table) => self.table(block, table),
            BlockKind::Math(source) => {
                self.done.traits.math = true;
                self.open("p", block, "math");
                self.with_role(FontRole::Mono, |page| {
                    page.push("<code class=\"math\">");
                    page.text(source);
                    page.push("</code>");
                });
                self.close("p");
            }
            BlockKind::Break => {
                self.push("<hr");
                self.id(block.id);
                self.push("/>\n");
                // The style sheet sets its marks.
                self.done.used.add(self.role, self.flavour, self.context.words.get(Word::ThematicBreak));
            }
            // The navigation document is the contents of an EPUB.
            BlockKind::Contents(_) => {}
        }
    }

    fn heading(&mut self, block: &'a Block, level: u8, number: Option<&str>, content: &'a [Inline]) {
        let shown = level.max(1).min(self.level + 1).min(6);
        self.level = shown;
        // The look follows the author's level even where the outline had to close a gap.
        let class = if level == shown { String::new() } else { format!("h{level}") };
        let tag = ["h1", "h1", "h2", "h3", "h4", "h5", "h6"][usize::from(shown)];
        let titled = block.classes.iter().any(|class| class == "book-title");
        let style =
            if titled { &self.context.theme.title } else { &self.context.theme.headings[usize::from(level.min(6))] };
        self.open(tag, block, &class);
        self.with_text(style.text, |page| {
            if let Some(number) = number {
                page.label("number", number);
            }
            page.inlines(content);
        });
        self.close(tag);
    }

    /// A number before a title: parted by a space for those who hear it, and by the style sheet for those who see it.
    fn label(&mut self, class: &str, number: &str) {
        let _ = write!(self.done.text, "<span class=\"{class}\">");
        self.text(number);
        self.push("</span> ");
    }

    fn paragraph(&mut self, block: &'a Block, class: &str, content: &'a [Inline]) {
        let titled = block.classes.iter().any(|class| class.starts_with("book-"));
        let heads_verse = block.classes.iter().any(|class| class == VERSE_TITLE);
        let role = match (titled, heads_verse) {
            (true, _) => self.context.theme.title_small.text.role,
            (_, true) => FontRole::Heading,
            _ => self.role,
        };
        self.open("p", block, class);
        let aligned = block.classes.iter().any(|class| matches!(class.as_str(), "right" | "center"));
        let first = if class.is_empty() && !aligned && !heads_verse { self.scaled(self.indent) } else { Len::ZERO };
        self.standing(Stands::Text, first, |page| page.with_role(role, |page| page.inlines(content)));
        self.close("p");
    }

    /// A length of the text of the body, in the size of the text around.
    pub(super) fn scaled(&self, length: Len) -> Len {
        length.scale(i64::from(self.em.0), i64::from(self.context.theme.em.0.max(1)))
    }

    fn figure(&mut self, block: &'a Block, figure: &'a Figure) {
        self.open("figure", block, "");
        self.newline();
        let caption = plain_text(&figure.caption);
        let alt = if is_blank(&figure.alt) { caption.trim() } else { &figure.alt };
        let mut attributes = self.figure_size(figure);
        if figure.decorative {
            attributes.push_str(" role=\"presentation\"");
            self.picture(&figure.image, "", &attributes);
        } else {
            self.done.traits.telling_picture = true;
            self.done.traits.mute_picture |= alt.is_empty();
            self.picture(&figure.image, alt, &attributes);
        }
        self.newline();
        if !figure.caption.is_empty() || figure.number.is_some() {
            self.push("<figcaption");
            self.id(figure.caption_id);
            self.push(">");
            self.breaks_within(figure.caption_id);
            self.caption(figure.number.as_deref(), &figure.caption);
            self.push("</figcaption>\n");
        }
        self.close("figure");
    }

    fn caption(&mut self, number: Option<&str>, content: &'a [Inline]) {
        self.with_text(self.context.theme.caption.text, |page| {
            if let Some(number) = number {
                page.label("number", number);
            }
            page.inlines(content);
        });
    }

    fn verse(&mut self, block: &'a Block, lines: &'a [Vec<Inline>]) {
        self.open("div", block, "verse");
        self.newline();
        let aligned = block.classes.iter().any(|class| matches!(class.as_str(), "right" | "center"));
        let hang = if aligned { Len::ZERO } else { self.context.theme.verse.text.size * 2 };
        self.with_text(self.context.theme.verse.text, |page| {
            for stanza in lines.split(|line| line.is_empty()).filter(|stanza| !stanza.is_empty()) {
                page.push("<div class=\"stanza\">\n");
                for line in stanza {
                    page.push("<p>");
                    page.standing(Stands::Verse, hang, |page| page.inlines(line));
                    page.push("</p>\n");
                }
                page.push("</div>\n");
            }
        });
        self.close("div");
    }

    fn list(&mut self, block: &'a Block, start: Option<u64>, tight: bool, items: &'a [ListItem]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        self.push("<");
        self.push(tag);
        self.id(block.id);
        self.class(block, if tight { "" } else { "loose" });
        if let Some(start) = start.filter(|start| *start != 1) {
            let _ = write!(self.done.text, " start=\"{start}\"");
        }
        self.push(">\n");
        if let Some(start) = start {
            // The markers are made by the style sheet; their characters belong to the font all the same. The list may
            // stand on any rung of the ladder.
            let numbers = start..start.saturating_add(items.len() as u64);
            let rungs = (0..5).map(|depth| self.context.theme.ordinal(depth));
            let labels: String = rungs.flat_map(|rung| numbers.clone().map(move |number| rung.label(number))).collect();
            self.done.used.add(self.role, self.flavour, &labels);
        }
        // Lists that stand like paragraphs are indented like them.
        let indent = match self.context.theme.lists {
            ListStyle::Paragraph => self.context.theme.body.indent,
            ListStyle::Hanging => Len::ZERO,
        };
        for item in items {
            self.indenting(indent, |page| {
                let first = page.scaled(indent);
                page.standing(Stands::Text, first, |page| page.item(item, tight));
            });
        }
        self.close(tag);
    }

    fn item(&mut self, item: &'a ListItem, tight: bool) {
        self.push(if item.checked.is_some() { "<li class=\"todo\"" } else { "<li" });
        self.id(item.id);
        self.push(">");
        // The box of a task stands in the line of its text.
        let mut task = item.checked;
        if !item.blocks.first().is_some_and(|first| matches!(first.kind, BlockKind::Paragraph { .. })) {
            self.task(task.take());
        }
        for (at, child) in item.blocks.iter().enumerate() {
            match &child.kind {
                // The text of a close item stands in the item itself.
                BlockKind::Paragraph { content, .. } if tight && child.anchor.is_none() => {
                    if at > 0 {
                        self.push("<br/>");
                    }
                    self.task(task.take());
                    self.breaks_within(child.id);
                    self.inlines(content);
                }
                BlockKind::Paragraph { content, .. } if task.is_some() => {
                    self.newline();
                    self.breaks_before(child.id);
                    self.open("p", child, "");
                    self.task(task.take());
                    self.inlines(content);
                    self.close("p");
                }
                _ => {
                    self.newline();
                    // A paragraph of an item has no indent, whatever stands before it.
                    self.block(child, at.checked_sub(1).map_or(Some(child), |before| item.blocks.get(before)));
                }
            }
        }
        self.push("</li>\n");
    }

    /// The box of a task, if the item is one.
    fn task(&mut self, checked: Option<bool>) {
        let Some(done) = checked else { return };
        let words = self.context.words;
        let (mark, state) = if done { (Word::DoneBox, Word::Done) } else { (Word::OpenBox, Word::Open) };
        let (mark, spoken) = (words.get(mark), words.get(state));
        let _ = write!(self.done.text, "<span class=\"task\" role=\"img\" aria-label=\"{spoken}\">");
        self.text(mark);
        self.push("</span> ");
    }

    fn definitions(&mut self, block: &'a Block, entries: &'a [Definition]) {
        self.open("dl", block, "");
        self.newline();
        for entry in entries {
            self.push("<dt");
            self.id(entry.id);
            self.push(">");
            self.breaks_within(entry.id);
            let role = self.context.theme.headings[2].text.role;
            self.with_role(role, |page| page.inlines(&entry.term));
            self.push("</dt>\n");
            for (id, blocks) in &entry.definitions {
                self.push("<dd");
                self.id(*id);
                self.push(">\n");
                self.blocks(blocks);
                self.push("</dd>\n");
            }
        }
        self.close("dl");
    }

    fn code(&mut self, block: &'a Block, language: Option<&str>, text: &str) {
        self.open("pre", block, "");
        self.push("<code");
        let plain = |one: &char| one.is_ascii_alphanumeric() || matches!(one, '-' | '+' | '#' | '_');
        let name: String = language.unwrap_or_default().chars().take_while(plain).collect();
        if !name.is_empty() {
            let _ = write!(self.done.text, " class=\"language-{name}\"");
        }
        self.push(">");
        self.with_role(FontRole::Mono, |page| {
            let as_set = |one: char| if one == '\t' { 4 } else { one.len_utf8() };
            page.text_of(block.id, text, as_set);
        });
        self.push("</code>");
        self.close("pre");
    }

    fn table(&mut self, block: &'a Block, table: &'a Table) {
        // Only the table scrolls sideways on a narrow screen; the caption stays. Keys reach what scrolls.
        self.push("<figure");
        self.id(block.id);
        self.class(block, "table");
        self.push(">\n");
        let captioned = !table.caption.is_empty() || table.number.is_some();
        self.push("<div class=\"wide\" tabindex=\"0\">\n<table>\n");
        let text = self.context.theme.table.text;
        if captioned {
            self.push("<caption");
            self.id(table.caption_id);
            self.push(">");
            self.caption(table.number.as_deref(), &table.caption);
            self.push("</caption>\n");
        }
        let head = TextStyle { role: self.context.theme.caption.text.role, ..text };
        if table.has_head() {
            self.push("<thead>\n");
            self.with_text(head, |page| page.row(&table.head, &table.align, true));
            self.push("</thead>\n");
        }
        self.push("<tbody>\n");
        self.with_text(text, |page| table.rows.iter().for_each(|row| page.row(row, &table.align, false)));
        self.push("</tbody>\n</table>\n</div>\n");
        self.close("figure");
    }

    fn row(&mut self, row: &'a Row, align: &[Align], head: bool) {
        self.push("<tr");
        self.id(row.id);
        self.push(">");
        for (at, cell) in row.cells.iter().enumerate() {
            self.cell(cell, align.get(at).copied().unwrap_or_default(), head);
        }
        self.push("</tr>\n");
    }

    fn cell(&mut self, cell: &'a Cell, align: Align, head: bool) {
        // An empty corner is no header of anything.
        let header = head && !cell.content.is_empty();
        let tag = if header { "th" } else { "td" };
        self.push("<");
        self.push(tag);
        self.id(cell.id);
        match align {
            Align::Auto => {}
            Align::Left => self.push(" class=\"left\""),
            Align::Center => self.push(" class=\"center\""),
            Align::Right => self.push(" class=\"right\""),
        }
        self.push(if header { " scope=\"col\">" } else { ">" });
        self.breaks_within(cell.id);
        self.standing(Stands::Cell, Len::ZERO, |page| page.inlines(&cell.content));
        self.push("</");
        self.push(tag);
        self.push(">");
    }

    /// Opens an element with the block's id and class.
    fn open(&mut self, tag: &str, block: &Block, class: &str) {
        self.push("<");
        self.push(tag);
        self.id(block.id);
        self.class(block, class);
        self.push(">");
    }

    /// The class that the tool gives, then those of the author that the style sheet knows.
    fn class(&mut self, block: &Block, class: &str) {
        let known = |name: &&str| {
            matches!(*name, "right" | "center" | VERSE_TITLE) || name.starts_with("book-") || name.starts_with("cip")
        };
        let own = block.classes.iter().map(String::as_str).filter(known);
        let mut names = Some(class).filter(|class| !class.is_empty()).into_iter().chain(own).peekable();
        if names.peek().is_none() {
            return;
        }
        let names: Vec<&str> = names.collect();
        let _ = write!(self.done.text, " class=\"{}\"", names.join(" "));
    }

    fn close(&mut self, tag: &str) {
        self.push("</");
        self.push(tag);
        self.push(">\n");
    }

    fn newline(&mut self) {
        self.push("\n");
    }

    /// Writes markup as it is.
    pub(super) fn push(&mut self, markup: &str) {
        self.done.text.push_str(markup);
    }

    /// Writes in the fonts of another role.
    pub(super) fn with_role(&mut self, role: FontRole, write: impl FnOnce(&mut Page<'a>)) {
        let before = std::mem::replace(&mut self.role, role);
        write(self);
        self.role = before;
    }
}

/// Whether a link can be written around `content`: links do not nest in XHTML.
pub(super) fn holds_link(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Link(..) | InlineKind::NoteCall(_) => true,
        InlineKind::Styled(_, children) | InlineKind::Lang(_, children) | InlineKind::Ruby(children, _) => {
            holds_link(children)
        }
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Math(_)
        | InlineKind::Image { .. }
        | InlineKind::HardBreak => false,
    })
}

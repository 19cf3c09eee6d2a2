//! Blocks become rows: text is composed, and every display gets its place in the column.

use super::galley::{Galley, Ground, Keep, Label, LabelText, Row, RowKind, Text};
use super::runs::{Collector, plain};
use crate::base::{Len, NodeId, Size};
use crate::display::Piece;
use crate::font::{FontRole, Fonts};
use crate::model::{Block, BlockKind, Book, Chapter, Definition, Inline, ListItem};
use crate::style::{BlockStyle, Color, TextAlign, TextStyle, Theme, list_label};
use crate::text::{Composed, Flow, Run, Setting, compose};

/// Sets the blocks of one chapter.
pub(super) struct Setter<'a> {
    pub book: &'a Book,
    pub chapter: &'a Chapter,
    pub theme: &'a Theme,
    pub fonts: &'a Fonts,
    pub galley: Galley,
    /// The bullet or number that the next text carries.
    pub label: Option<Label>,
}

/// Where blocks stand and how their text looks.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// Left end of the measure, from the left of the type area.
    pub x: Len,
    /// The measure.
    pub measure: Len,
    /// Text of paragraphs.
    pub style: BlockStyle,
    /// Whether rows stand on the page grid.
    pub snap: bool,
    /// Whether the blocks belong to a note.
    pub note: bool,
    /// Depth of lists around.
    pub depth: usize,
    /// Background behind the rows.
    pub ground: Option<u32>,
}

/// Composed lines on their way into the column.
pub(super) struct Lines {
    pub composed: Composed,
    pub node: NodeId,
    pub role: &'static str,
    pub x: Len,
    pub measure: Len,
    pub em: Len,
    pub pitch: Len,
    /// Index of the first line in the block.
    pub first: u32,
    pub closes: bool,
}

/// Where the baseline stands in the em box, from its top, in hundredths of the em: the ideographic em box of the
/// Chinese fonts reaches from 0.12 em below the baseline to 0.88 em above it.
pub(super) const BASELINE: i64 = 88;

/// From the top of an em box to its baseline.
pub(super) fn rise(em: Len) -> Len {
    em.scale(BASELINE, 100)
}

impl<'a> Setter<'a> {
    pub fn new(book: &'a Book, chapter: &'a Chapter, theme: &'a Theme, fonts: &'a Fonts) -> Setter<'a> {
        Setter { book, chapter, theme, fonts, galley: Galley::default(), label: None }
    }

    /// The context of the body.
    pub fn body(&self) -> Context {
        Context {
            x: Len::ZERO,
            measure: self.theme.measure(),
            style: self.theme.body,
            snap: true,
            note: false,
            depth: 0,
            ground: None,
        }
    }

    /// Sets the whole chapter with its notes.
    pub fn chapter(mut self) -> Galley {
        let chapter = self.chapter;
        self.blocks(&chapter.blocks, self.body());
        self.keep_headings_with_text();
        self.keep_last_rows_together();
        self.notes();
        self.galley
    }

    /// At least two rows follow a heading on its page (typography row HD-1); a figure that floats away does not count.
    fn keep_headings_with_text(&mut self) {
        let mut after_heading = false;
        for row in &mut self.galley.rows {
            let heading = match row.kind {
                RowKind::Line { text, .. } => self.galley.texts[text as usize].role == "heading",
                _ => false,
            };
            if heading {
                after_heading = true;
            } else if after_heading && !row.float {
                row.keep = row.keep.max(Keep::Loose);
                after_heading = false;
            }
        }
    }

    /// A chapter's last page holds more than one line (typography row WO-3).
    fn keep_last_rows_together(&mut self) {
        if let [.., before, _] = self.galley.rows.as_mut_slice() {
            before.keep = before.keep.max(Keep::Loose);
        }
    }

    pub fn blocks(&mut self, blocks: &'a [Block], context: Context) {
        for block in blocks {
            self.block(block, context);
        }
    }

    fn block(&mut self, block: &'a Block, context: Context) {
        let is_text = matches!(
            block.kind,
            BlockKind::Paragraph { .. } | BlockKind::List { .. } | BlockKind::Quote(_) | BlockKind::Definitions(_)
        );
        if !is_text {
            self.flush_label(context);
        }
        self.galley.places.push((self.galley.rows.len() as u32, block.id));
        match &block.kind {
            BlockKind::Heading { level, number, content } => {
                self.heading(block, *level, number.as_deref(), content, context);
            }
            BlockKind::Paragraph { continued, content } => self.paragraph(block, *continued, content, context),
            BlockKind::Figure(figure) => self.figure(block.id, figure, context),
            BlockKind::Quote(blocks) => self.quote(blocks, context),
            BlockKind::Verse(lines) => self.verse(block.id, lines, context),
            BlockKind::List { start, items, .. } => self.list(block.id, *start, items, context),
            BlockKind::Definitions(entries) => self.definitions(entries, context),
            BlockKind::Code { text, .. } => self.code(block.id, text, context),
            BlockKind::Table(table) => self.table(block.id, table, context),
            BlockKind::Math(source) => self.formula(block.id, source, context),
            BlockKind::Break => self.thematic_break(block.id, context),
            BlockKind::Contents(entries) => self.contents(entries, context),
        }
    }

    // Text.

    /// Composes a flow in a context's measure.
    pub fn compose(
        &mut self,
        flow: &Flow,
        node: NodeId,
        measure: Len,
        indents: (Len, Len),
        align: TextAlign,
    ) -> Composed {
        let setting = Setting {
            measure,
            first_indent: indents.0,
            hang: indents.1,
            align,
            typography: self.theme.typography,
            node,
        };
        compose(self.fonts, flow, &setting, &mut self.galley.diagnostics)
    }

    /// The runs of inlines in a style.
    pub fn flow_of(&self, inlines: &[Inline], style: TextStyle, measure: Len) -> Flow {
        let mut flow = Flow::default();
        self.append(inlines, style, measure, &mut flow);
        flow
    }

    /// Appends the runs of inlines to a flow.
    pub fn append(&self, inlines: &[Inline], style: TextStyle, measure: Len, flow: &mut Flow) {
        let limit = Size { width: measure, height: self.theme.pitch * 6 };
        let chapter = self.chapter;
        Collector { book: self.book, theme: self.theme, lang: &chapter.lang, notes: &chapter.notes, limit }
            .collect(inlines, style, flow);
    }

    /// Puts composed lines into the column. The first and the last line stay with a neighbour (typography row WO-2).
    pub fn push(&mut self, lines: Lines, context: Context) -> u32 {
        let text = self.store(&lines_into_text(&lines), lines.composed);
        let count = self.galley.texts[text as usize].composed.lines().len();
        let calls = self.galley.text_calls(text);
        let lead = self.lead(context);
        for line in 0..count {
            let above = self.galley.texts[text as usize].composed.lines()[line].extra_ascent;
            let extra = self.room_above(above, lead, context);
            let last = line + 1 == count;
            self.galley.rows.push(Row {
                kind: RowKind::Line { text, line: line as u32 },
                before: Len::ZERO,
                after: Len::ZERO,
                height: lines.em + extra,
                advance: extra + if last && !context.snap { lines.em + lead } else { lines.pitch },
                rise: rise(lines.em) + extra,
                snap: context.snap,
                sink: false,
                keep: Keep::when(count > 1 && (line == 0 || line + 2 == count)),
                float: false,
                calls,
                ground: context.ground,
            });
        }
        text
    }

    /// Stores a text with the pending label.
    fn store(&mut self, head: &TextHead, composed: Composed) -> u32 {
        self.galley.texts.push(Text {
            composed,
            node: head.node,
            role: head.role,
            x: head.x,
            measure: head.measure,
            first: head.first,
            base: 0,
            closes: head.closes,
            label: self.label.take(),
            entry: None,
        });
        (self.galley.texts.len() - 1) as u32
    }

    /// Stores a text that another row shows (a caption, a cell).
    pub fn store_aside(&mut self, composed: Composed, node: NodeId, role: &'static str, x: Len, measure: Len) -> u32 {
        self.galley.texts.push(Text {
            composed,
            node,
            role,
            x,
            measure,
            first: 0,
            base: 0,
            closes: true,
            label: None,
            entry: None,
        });
        (self.galley.texts.len() - 1) as u32
    }

    /// The blank between a line's em box and the next line's.
    pub fn lead(&self, context: Context) -> Len {
        if context.note { context.style.pitch - context.style.text.size } else { self.theme.pitch - self.theme.em }
    }

    /// What a line with a picture needs above its em box; half the blank between lines is free for it, and the rest
    /// comes in whole lines, so that the lines after it stand on the grid (typography row PG-3).
    fn room_above(&self, above: Len, lead: Len, context: Context) -> Len {
        let needed = above - lead / 2;
        if needed <= Len::ZERO {
            return Len::ZERO;
        }
        if context.snap { self.theme.pitch * needed.div_ceil(self.theme.pitch) } else { needed }
    }

    /// Asks for space around the rows from `first` on, in hundredths of the pitch of the body.
    pub fn space(&mut self, first: usize, before: u16, after: u16) {
        let length = |hundredths: u16| self.theme.pitch.scale(i64::from(hundredths), 100);
        let (before, after) = (length(before), length(after));
        if let Some(rows) = self.galley.rows.get_mut(first..) {
            if let Some(row) = rows.first_mut() {
                row.before = row.before.max(before);
            }
            if let Some(row) = rows.last_mut() {
                row.after = row.after.max(after);
            }
        }
    }

    /// Sets a bullet that no text took on a line of its own.
    pub fn flush_label(&mut self, context: Context) {
        if self.label.is_some() {
            self.push_blank_text(context);
        }
    }

    fn push_blank_text(&mut self, context: Context) {
        let head = TextHead {
            node: NodeId::default(),
            role: "label",
            x: context.x,
            measure: context.measure,
            first: 0,
            closes: true,
        };
        let text = self.store(&head, Composed::default());
        self.galley.rows.push(self.blank(context, RowKind::Line { text, line: 0 }));
    }

    /// A row as high as a line of the context.
    pub fn blank(&self, context: Context, kind: RowKind) -> Row {
        let em = context.style.text.size;
        Row {
            kind,
            before: Len::ZERO,
            after: Len::ZERO,
            height: em,
            advance: em + self.lead(context),
            rise: rise(em),
            snap: context.snap,
            sink: false,
            keep: Keep::Free,
            float: false,
            calls: false,
            ground: context.ground,
        }
    }

    // Blocks of text.

    fn paragraph(&mut self, block: &Block, continued: bool, content: &[Inline], context: Context) {
        let has = |class: &str| block.classes.iter().any(|one| one == class);
        let align = match (has("right"), has("center")) {
            (true, _) => TextAlign::End,
            (_, true) => TextAlign::Center,
            _ => context.style.align,
        };
        let indent = match &self.label {
            // The number of a note stands in the indent, and one em parts it from the text.
            Some(Label { text: LabelText::Note(_), .. }) => context.style.indent + context.style.text.size * 2,
            Some(_) => Len::ZERO,
            None if continued || align != context.style.align => Len::ZERO,
            None => context.style.indent,
        };
        let flow = self.flow_of(content, context.style.text, context.measure);
        let composed = self.compose(&flow, block.id, context.measure, (indent, Len::ZERO), align);
        let role = if context.note { "note" } else { "paragraph" };
        self.push(lines_of(composed, block.id, role, context), context);
    }

    /// A heading. Its rows stay with the two rows after it (typography row HD-1).
    fn heading(&mut self, block: &Block, level: u8, number: Option<&str>, content: &[Inline], context: Context) {
        let style = self.theme.headings[usize::from(level).min(self.theme.headings.len() - 1)];
        let measure = context.measure - style.inset * 2;
        let mut flow = Flow::default();
        if let Some(number) = number {
            let label = if level <= 1 { self.theme.chapter_number.text } else { style.text };
            flow.runs.push(plain(number, label, &self.chapter.lang, block.id, Piece::Label));
            flow.runs.push(if level <= 1 { Run::Break } else { Run::Space(style.text.size) });
        }
        self.append(content, style.text, measure, &mut flow);
        let (composed, inset) = self.balanced(&flow, block.id, measure, style);
        let first = self.galley.rows.len();
        let lines = Lines {
            composed,
            node: block.id,
            role: "heading",
            x: context.x + style.inset + inset,
            measure: measure - inset * 2,
            em: style.text.size,
            pitch: style.pitch,
            first: 0,
            closes: true,
        };
        self.push(lines, Context { snap: false, ..context });
        let numbered = level <= 1 && number.is_some();
        for (index, row) in self.galley.rows[first..].iter_mut().enumerate() {
            row.keep = Keep::Firm;
            row.sink = level <= 1 && index == 0;
        }
        if numbered && let Some(row) = self.galley.rows.get_mut(first) {
            row.height = self.theme.chapter_number.text.size;
            row.rise = rise(row.height);
            row.advance = self.theme.chapter_number.pitch;
        }
        self.space(first, style.before, style.after);
    }

    /// Composes a heading and says how far its measure is inset. A centred one that needs several lines is set to the
    /// narrowest measure that needs no more of them, so that its lines are about equally long (typography row HD-6).
    pub fn balanced(&mut self, flow: &Flow, node: NodeId, measure: Len, style: BlockStyle) -> (Composed, Len) {
        let indents = (style.indent, style.indent);
        let wide = self.compose(flow, node, measure, indents, style.align);
        let breaks = flow.runs.iter().filter(|run| matches!(run, Run::Break)).count();
        let count = wide.lines().len();
        if style.align != TextAlign::Center || count <= breaks + 1 || count > breaks + 6 {
            return (wide, Len::ZERO);
        }
        let found = self.galley.diagnostics.len();
        let (mut low, mut high) = (1, measure.div_floor(style.text.size).max(1));
        while low < high {
            let middle = (low + high) / 2;
            let lines = self.compose(flow, node, style.text.size * middle, indents, style.align).lines().len();
            if lines <= count { high = middle } else { low = middle + 1 }
        }
        let narrow = (style.text.size * high).min(measure);
        let composed = self.compose(flow, node, narrow, indents, style.align);
        self.galley.diagnostics.truncate(found);
        if composed.lines().len() > count { (wide, Len::ZERO) } else { (composed, (measure - narrow) / 2) }
    }

    fn quote(&mut self, blocks: &'a [Block], context: Context) {
        let style = self.theme.quote;
        let first = self.galley.rows.len();
        let inset = style.inset.min((context.measure - context.style.text.size * 4).max(Len::ZERO) / 2);
        let text = TextStyle { size: style.text.size.min(context.style.text.size), ..style.text };
        let inside = Context {
            x: context.x + inset,
            measure: context.measure - inset * 2,
            style: BlockStyle { text, pitch: context.style.pitch, indent: style.indent, ..style },
            snap: false,
            ..context
        };
        self.blocks(blocks, inside);
        self.space(first, style.before, style.after);
    }

    /// Verse: its lines are kept and never stretched, the block stands in the middle by its longest line, a turn-over is
    /// indented by two em, and a pair of lines stays together (typography rows PO-1 and PO-2).
    fn verse(&mut self, node: NodeId, lines: &[Vec<Inline>], context: Context) {
        let style = self.theme.verse;
        let hang = style.text.size * 2;
        let mut set = Vec::with_capacity(lines.len());
        for line in lines {
            let flow = self.flow_of(line, style.text, context.measure);
            set.push(self.compose(&flow, node, context.measure, (Len::ZERO, hang), TextAlign::Start));
        }
        let widest = set.iter().flat_map(Composed::lines).map(|line| line.x1).max().unwrap_or_default();
        let x = context.x + ((context.measure - widest) / 2).max(Len::ZERO);
        let first = self.galley.rows.len();
        let mut index = 0;
        let mut in_stanza = 0;
        let mut gap = Len::ZERO;
        let count = set.len();
        for (number, composed) in set.into_iter().enumerate() {
            if composed.lines().is_empty() {
                gap = self.theme.pitch;
                in_stanza = 0;
                continue;
            }
            let row = self.galley.rows.len();
            let lines = Lines {
                composed,
                node,
                role: "verse",
                x,
                measure: context.measure,
                em: style.text.size,
                pitch: style.pitch,
                first: index,
                closes: number + 1 == count,
            };
            index += lines.composed.lines().len() as u32;
            self.push(lines, Context { snap: false, ..context });
            let closes_pair = in_stanza % 2 == 1;
            let pushed = &mut self.galley.rows[row..];
            pushed.iter_mut().for_each(|row| row.keep = Keep::Loose);
            if let Some(last) = pushed.last_mut() {
                last.keep = Keep::when(!closes_pair && number + 1 < count);
            }
            if let Some(first) = pushed.first_mut() {
                first.before = gap;
            }
            if gap > Len::ZERO && row > 0 {
                self.galley.rows[row - 1].keep = Keep::Free;
            }
            gap = Len::ZERO;
            in_stanza += 1;
        }
        self.space(first, style.before, style.after);
    }

    /// A list in hanging style: labels in a column of whole em, text and turn-overs in the next (typography row LS-2).
    fn list(&mut self, node: NodeId, start: Option<u64>, items: &'a [ListItem], context: Context) {
        let em = context.style.text.size;
        let style = context.style.text;
        let labels: Vec<(String, TextStyle)> = items
            .iter()
            .enumerate()
            .map(|(index, item)| self.item_label(start, index, item, style, context.depth))
            .collect();
        let mut set = Vec::with_capacity(items.len());
        for (item, (label, style)) in items.iter().zip(&labels) {
            let flow = Flow { runs: vec![plain(label.as_str(), *style, &self.chapter.lang, item.id, Piece::Label)] };
            set.push(self.compose(&flow, node, Len::MAX, (Len::ZERO, Len::ZERO), TextAlign::Start));
        }
        let widest = set.iter().map(Composed::natural_width).max().unwrap_or_default();
        let gap = if start.is_some() { em / 4 } else { Len::ZERO };
        let column = em * (widest + gap).div_ceil(em).clamp(1, 6);
        // The outermost list is indented like a paragraph, as long as that leaves room for text.
        let outer = if context.depth == 0 && context.snap { context.style.indent } else { Len::ZERO };
        let room = context.measure - column - em * 4;
        let indent = if room >= outer { outer } else { Len::ZERO };
        let column = if room >= Len::ZERO { column } else { em };
        let inside = Context {
            x: context.x + indent + column,
            measure: (context.measure - indent - column).max(em * 2),
            style: BlockStyle { indent: Len::ZERO, ..context.style },
            depth: context.depth + 1,
            ..context
        };
        for (item, label) in items.iter().zip(set) {
            self.flush_label(inside);
            self.label = Some(Label { text: LabelText::Set(label), x: context.x + indent });
            self.galley.places.push((self.galley.rows.len() as u32, item.id));
            self.blocks(&item.blocks, inside);
        }
        self.flush_label(inside);
    }

    /// The label of an item. A task shows whether it is done.
    fn item_label(
        &self,
        start: Option<u64>,
        index: usize,
        item: &ListItem,
        style: TextStyle,
        depth: usize,
    ) -> (String, TextStyle) {
        let label = match (item.checked, start) {
            (Some(true), _) => "■".to_owned(),
            (Some(false), _) => "□".to_owned(),
            (None, Some(start)) => list_label(depth, start.saturating_add(index as u64)),
            (None, None) => ["●", "○", "■"][depth.min(2)].to_owned(),
        };
        let small = item.checked.is_none() && start.is_none();
        (label, if small { TextStyle { size: style.size.scale(45, 100), ..style } } else { style })
    }

    fn definitions(&mut self, entries: &'a [Definition], context: Context) {
        for entry in entries {
            let style = TextStyle { role: FontRole::Heading, ..context.style.text };
            self.galley.places.push((self.galley.rows.len() as u32, entry.id));
            let flow = self.flow_of(&entry.term, style, context.measure);
            let composed = self.compose(&flow, entry.id, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Start);
            let first = self.galley.rows.len();
            self.push(lines_of(composed, entry.id, "term", context), context);
            self.galley.rows[first..].iter_mut().for_each(|row| row.keep = Keep::Firm);
            let inset = (context.style.text.size * 2).min(context.measure / 4);
            let inside = Context {
                x: context.x + inset,
                measure: context.measure - inset,
                style: BlockStyle { indent: Len::ZERO, ..context.style },
                ..context
            };
            for (id, blocks) in &entry.definitions {
                self.galley.places.push((self.galley.rows.len() as u32, *id));
                self.blocks(blocks, inside);
            }
        }
    }

    /// Code keeps its lines; a line longer than the measure goes on, indented, on the next.
    fn code(&mut self, node: NodeId, source: &str, context: Context) {
        let style = self.theme.code;
        let pad = style.text.size * 2 / 3;
        self.galley.grounds.push(Ground {
            x: context.x,
            width: context.measure,
            pad: pad * 3 / 4,
            color: Color::grey(243),
        });
        let ground = Some((self.galley.grounds.len() - 1) as u32);
        let inside = Context { snap: false, ground, ..context };
        let measure = (context.measure - pad * 2).max(style.text.size);
        let first = self.galley.rows.len();
        let mut index = 0;
        let mut base = 0;
        let count = source.split('\n').count();
        for (number, line) in source.split('\n').enumerate() {
            let last = number + 1 == count;
            let line_base = base;
            base += as_set(line).len() as u32 + 1;
            if line.trim().is_empty() {
                let blank = Row { advance: style.pitch, ..self.blank(Context { style, ..inside }, RowKind::Blank) };
                self.galley.rows.push(blank);
                continue;
            }
            let flow = Flow { runs: vec![verbatim(line, style.text, &self.chapter.lang, node)] };
            let hang = style.text.size * 2;
            let composed = self.compose(&flow, node, measure, (Len::ZERO, hang), TextAlign::Start);
            let row = self.galley.rows.len();
            let lines = Lines {
                composed,
                node,
                role: "code",
                x: context.x + pad,
                measure,
                em: style.text.size,
                pitch: style.pitch,
                first: index,
                closes: last,
            };
            index += lines.composed.lines().len() as u32;
            let text = self.push(lines, inside);
            self.galley.texts[text as usize].base = line_base;
            for row in &mut self.galley.rows[row..] {
                row.advance = style.pitch;
                row.keep = Keep::Free;
            }
        }
        let lead = self.lead(context);
        let rows = &mut self.galley.rows[first..];
        let count = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            row.keep = Keep::when(count > 1 && (index == 0 || index + 2 == count));
        }
        if let Some(row) = rows.last_mut() {
            row.advance = row.height + lead;
        }
        self.space(first, style.before, style.after);
    }

    /// A formula as its source, in the middle of the measure.
    fn formula(&mut self, node: NodeId, source: &str, context: Context) {
        let style = self.theme.code;
        let first = self.galley.rows.len();
        let mut flow = Flow::default();
        for (number, line) in source.trim().lines().enumerate() {
            if number > 0 {
                flow.runs.push(Run::Break);
            }
            flow.runs.push(verbatim(line, style.text, &self.chapter.lang, node));
        }
        let composed = self.compose(&flow, node, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Center);
        let lines = Lines {
            composed,
            node,
            role: "math",
            x: context.x,
            measure: context.measure,
            em: style.text.size,
            pitch: style.pitch,
            first: 0,
            closes: true,
        };
        self.push(lines, Context { snap: false, ..context });
        self.space(first, style.before, style.after);
    }

    /// Three asterisks in the middle of a blank line above and below.
    fn thematic_break(&mut self, node: NodeId, context: Context) {
        let em = context.style.text.size;
        let mut flow = Flow::default();
        for index in 0..3 {
            if index > 0 {
                flow.runs.push(Run::Space(em));
            }
            flow.runs.push(plain("＊", context.style.text, &self.chapter.lang, node, Piece::Label));
        }
        let composed = self.compose(&flow, node, context.measure, (Len::ZERO, Len::ZERO), TextAlign::Center);
        let first = self.galley.rows.len();
        self.push(lines_of(composed, node, "break", context), context);
        self.space(first, 100, 100);
    }
}

/// What is stored of lines besides the lines.
struct TextHead {
    node: NodeId,
    role: &'static str,
    x: Len,
    measure: Len,
    first: u32,
    closes: bool,
}

fn lines_into_text(lines: &Lines) -> TextHead {
    TextHead {
        node: lines.node,
        role: lines.role,
        x: lines.x,
        measure: lines.measure,
        first: lines.first,
        closes: lines.closes,
    }
}

/// Lines that fill a context's measure in its style.
pub(super) fn lines_of(composed: Composed, node: NodeId, role: &'static str, context: Context) -> Lines {
    Lines {
        composed,
        node,
        role,
        x: context.x,
        measure: context.measure,
        em: context.style.text.size,
        pitch: context.style.pitch,
        first: 0,
        closes: true,
    }
}

/// Code as it is set: tabs are four spaces wide.
fn as_set(text: &str) -> String {
    text.replace('\t', "    ")
}

/// A run of code.
fn verbatim(text: &str, style: TextStyle, lang: &str, node: NodeId) -> Run {
    match plain(as_set(text), style, lang, node, Piece::Body) {
        Run::Text(run) => Run::Text(crate::text::TextRun { verbatim: true, ..run }),
        other => other,
    }
}

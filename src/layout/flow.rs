//! Blocks become rows: text is composed, and every display gets its place in the column.

use super::galley::{Galley, Keep, Label, Row, RowKind, Text};
use super::runs::Collector;
use crate::base::{Len, NodeId};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::syntax::W123;
use crate::display::LineRole;
use crate::font::Fonts;
use crate::model::{Block, BlockKind, Book, Chapter, Inline, plain_text};
use crate::style::{BlockStyle, TextAlign, TextStyle, Theme};
use crate::text::{Composed, Flow, Run, Setting, compose};
use std::collections::BTreeSet;

/// Sets the blocks of one chapter.
pub(super) struct Setter<'a> {
    pub book: &'a Book,
    pub chapter: &'a Chapter,
    pub theme: &'a Theme,
    pub fonts: &'a Fonts,
    pub galley: Galley,
    /// The bullet or number that the next text carries.
    pub label: Option<Label>,
    /// The highest picture among text: a line that holds it fits on a page wherever it may stand.
    pub highest: Len,
    /// What a width in per cent is a part of, where a picture may not be as wide: the measure of the table for a cell, the
    /// whole line for one that is indented.
    pub whole: Option<Len>,
    /// Displays that do not stand before what follows them: they went to the top of another page.
    pub moved: BTreeSet<NodeId>,
    /// What of the measure the indent of a paragraph takes.
    pub taken: Len,
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
    /// How many of them are ordered.
    pub ordinals: usize,
    /// Background behind the rows.
    pub ground: Option<u32>,
}

/// Composed lines on their way into the column.
pub(super) struct Lines {
    /// The lines and their place.
    pub text: Text,
    /// The em of the text.
    pub em: Len,
    /// From one baseline to the next.
    pub pitch: Len,
}

/// The finding for a picture that is shown narrower than asked.
pub(super) fn unmet(node: NodeId, asked: Len, shown: Len) -> Diagnostic {
    let millimetres = |length: Len| (length.to_pt() * 25.4 / 72.0).round();
    Diagnostic::new(&W123).at(node).with("asked", millimetres(asked)).with("shown", millimetres(shown))
}

/// Where the baseline stands in the em box, from its top, in hundredths of the em: the ideographic em box of the
/// Chinese fonts reaches from 0.12 em below the baseline to 0.88 em above it.
pub(super) const BASELINE: i64 = 88;

/// How far a picture on the baseline reaches above the em box and the free half of the blank over it.
pub(super) fn picture_above(picture: Len, em: Len, lead: Len) -> Len {
    (picture - rise(em) - lead.max(Len::ZERO) / 2).max(Len::ZERO)
}

/// From the top of an em box to its baseline.
pub(super) fn rise(em: Len) -> Len {
    em.scale(BASELINE, 100)
}

impl<'a> Setter<'a> {
    pub fn new(book: &'a Book, chapter: &'a Chapter, theme: &'a Theme, fonts: &'a Fonts) -> Setter<'a> {
        let highest = theme.picture_room(Len::ZERO, theme.em).highest;
        Setter {
            book,
            chapter,
            theme,
            fonts,
            galley: Galley::default(),
            label: None,
            highest,
            whole: None,
            taken: Len::ZERO,
            moved: BTreeSet::new(),
        }
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
            ordinals: 0,
            ground: None,
        }
    }

    /// Sets the whole chapter with its notes. These come first: whether a display that calls some is kept whole depends on
    /// their depth.
    pub fn chapter(mut self) -> Galley {
        let chapter = self.chapter;
        self.notes();
        self.blocks(&chapter.blocks, self.body());
        self.keep_headings_with_text();
        self.keep_last_rows_together();
        self.galley
    }

    /// At least two rows follow a heading on its page (typography row HD-1); a figure that floats away does not count.
    fn keep_headings_with_text(&mut self) {
        let mut after_heading = false;
        for row in &mut self.galley.rows {
            let heading = match row.kind {
                RowKind::Line { text, .. } => self.galley.texts[text as usize].role == LineRole::Heading,
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
        for (index, block) in blocks.iter().enumerate() {
            let previous = index.checked_sub(1).map(|before| &blocks[before]);
            self.block(block, previous, context);
            if let Some(next) = blocks.get(index + 1)
                && announces(block, next)
                && let Some(row) = self.galley.rows.last_mut()
            {
                row.keep = row.keep.max(Keep::Loose);
            }
        }
    }

    fn block(&mut self, block: &'a Block, previous: Option<&Block>, context: Context) {
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
            BlockKind::Paragraph { continued, content } => {
                let flush = *continued || self.begins_flush(previous);
                self.paragraph(block, flush, content, context);
            }
            BlockKind::Figure(figure) => self.figure(block.id, figure, context),
            BlockKind::Quote(blocks) => self.quote(blocks, context),
            BlockKind::Verse(lines) => self.verse(block, lines, context),
            BlockKind::List { start, items, .. } => self.list(block.id, *start, items, context),
            BlockKind::Definitions(entries) => self.definitions(entries, context),
            BlockKind::Code { text, .. } => self.code(block.id, text, context),
            BlockKind::Table(table) => {
                self.table(block.id, table, block.classes.iter().any(|class| class == "turned"), context)
            }
            BlockKind::Math(source) => self.formula(block.id, source, context),
            BlockKind::Break => self.thematic_break(block.id, context),
            BlockKind::Contents(entries) => self.contents(entries, context),
        }
    }

    /// Whether a paragraph after `previous` begins without an indent: not where a display before it floats away.
    fn begins_flush(&mut self, previous: Option<&Block>) -> bool {
        let flush = self.theme.begins_flush(previous.map(|previous| &previous.kind));
        let display = previous.filter(|one| flush && matches!(one.kind, BlockKind::Figure(_) | BlockKind::Table(_)));
        self.galley.followed.extend(display.map(|one| one.id));
        flush && !display.is_some_and(|one| self.moved.contains(&one.id))
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
        self.tell_unmet(flow);
        compose(self.fonts, flow, &setting, &mut self.galley.diagnostics)
    }

    /// Tells of pictures that have no room to be as large as asked.
    fn tell_unmet(&mut self, flow: &Flow) {
        for run in &flow.runs {
            if let Run::Picture { node, width, unmet: Some(asked), .. } = run {
                self.galley.diagnostics.push(unmet(*node, *asked, *width));
            }
        }
    }

    /// The runs of inlines in a style.
    pub fn flow_of(&self, inlines: &[Inline], style: TextStyle, measure: Len) -> Flow {
        let mut flow = Flow::default();
        self.append(inlines, style, measure, &mut flow);
        flow
    }

    /// The runs of inlines whose lines are indented by so much; no picture is wider than what is left.
    pub fn indented_flow(&mut self, inlines: &[Inline], style: TextStyle, measure: Len, indent: Len) -> Flow {
        let whole = self.whole.replace(measure);
        let taken = std::mem::replace(&mut self.taken, indent);
        let flow = self.flow_of(inlines, style, (measure - indent).max(style.size));
        (self.whole, self.taken) = (whole, taken);
        flow
    }

    /// Appends the runs of inlines to a flow.
    pub fn append(&self, inlines: &[Inline], style: TextStyle, measure: Len, flow: &mut Flow) {
        let (chapter, highest) = (self.chapter, self.highest);
        Collector {
            book: self.book,
            theme: self.theme,
            lang: &chapter.lang,
            notes: &chapter.notes,
            measure,
            whole: self.whole.unwrap_or(measure),
            indent: self.taken,
            highest,
        }
        .collect(inlines, style, flow);
    }

    /// Puts composed lines into the column. The first and the last line stay with a neighbour (typography row WO-2).
    pub fn push(&mut self, lines: Lines, context: Context) -> u32 {
        let text = self.store(lines.text);
        let count = self.galley.texts[text as usize].composed.lines().len();
        let calls = self.galley.text_calls(text);
        let lead = self.lead(context);
        for line in 0..count {
            let picture = self.galley.texts[text as usize].composed.lines()[line].picture;
            let extra = self.room_above(picture, lines.em, lines.pitch, context);
            let last = line + 1 == count;
            self.galley.rows.push(Row {
                kind: RowKind::Line { text, line: line as u32 },
                before: Len::ZERO,
                after: Len::ZERO,
                height: lines.em + extra,
                advance: extra + if last && !context.snap { lines.em + lead } else { lines.pitch },
                rise: rise(lines.em) + extra,
                // At the head of a page no blank over the line is free for its picture.
                over: (picture - rise(lines.em) - extra).max(Len::ZERO),
                snap: context.snap,
                over_grid: None,
                keep: Keep::when(count > 1 && (line == 0 || line + 2 == count)),
                calls,
                ground: context.ground,
                ..Row::default()
            });
        }
        text
    }

    /// Stores a text with the pending label.
    fn store(&mut self, text: Text) -> u32 {
        let label = self.label.take();
        self.galley.texts.push(Text { label, ..text });
        (self.galley.texts.len() - 1) as u32
    }

    /// Stores a text that another row shows (a caption, a cell).
    pub fn store_aside(&mut self, composed: Composed, node: NodeId, role: LineRole, x: Len, measure: Len) -> u32 {
        self.galley.texts.push(Text::new(composed, node, role, x, measure));
        (self.galley.texts.len() - 1) as u32
    }

    /// The blank between a line's em box and the next line's.
    pub fn lead(&self, context: Context) -> Len {
        if context.note { context.style.pitch - context.style.text.size } else { self.theme.pitch - self.theme.em }
    }

    /// What a line needs above its em box for its highest picture; half the blank between lines is free for it. In text on
    /// the pitch of the body it comes in whole lines, so that what stands after it keeps to the grid (typography row PG-3).
    fn room_above(&self, picture: Len, em: Len, pitch: Len, context: Context) -> Len {
        let needed = picture_above(picture, em, self.lead(context).min(pitch - em));
        let body = self.theme.pitch;
        if context.snap || pitch == body && !context.note { body * needed.div_ceil(body) } else { needed }
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
        let nobody = NodeId::default();
        let blank = Text::new(Composed::default(), nobody, LineRole::Label, context.x, context.measure);
        let text = self.store(blank);
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
            over_grid: None,
            ground: context.ground,
            ..Row::default()
        }
    }
}

/// Whether a paragraph announces what comes after it: it ends with a colon, and a list, a quotation, verse, code or a
/// formula follows. The two stand on one page then.
fn announces(block: &Block, next: &Block) -> bool {
    let follows = matches!(
        next.kind,
        BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Verse(_)
            | BlockKind::Code { .. }
            | BlockKind::Math(_)
    );
    match &block.kind {
        BlockKind::Paragraph { content, .. } => follows && plain_text(content).trim_end().ends_with(['：', ':']),
        _ => false,
    }
}

/// Lines that fill a context's measure in its style.
pub(super) fn lines_of(composed: Composed, node: NodeId, role: LineRole, context: Context) -> Lines {
    Lines {
        text: Text::new(composed, node, role, context.x, context.measure),
        em: context.style.text.size,
        pitch: context.style.pitch,
    }
}

//! A chapter that is set but not yet cut into pages: rows over flat arrays.

use crate::base::{Len, NodeId, Size};
use crate::diagnostics::Diagnostic;
use crate::display::{LineRole, Start};
use crate::model::Align;
use crate::style::Color;
use crate::text::Composed;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

/// Everything of a chapter that pages are cut from.
#[derive(Default)]
pub(super) struct Galley {
    /// The column of text, in reading order.
    pub rows: Vec<Row>,
    /// Rows that stand together as one.
    pub boxed: Vec<Row>,
    /// The rows of all notes.
    pub note_rows: Vec<Row>,
    /// The rows of each note, by its index in the chapter.
    pub notes: Vec<Range<u32>>,
    /// Composed texts.
    pub texts: Vec<Text>,
    /// Figures.
    pub figures: Vec<FigureSet>,
    /// Tables.
    pub tables: Vec<TableSet>,
    /// Backgrounds.
    pub grounds: Vec<Ground>,
    /// Entries of the contents.
    pub entries: Vec<EntrySet>,
    /// Blocks and the first row of each (of `rows`), in ascending order of rows.
    pub places: Vec<(u32, NodeId)>,
    /// The same for the rows of notes.
    pub note_places: Vec<(u32, NodeId)>,
    /// Displays after which a paragraph begins without an indent, as long as they stand there.
    pub followed: BTreeSet<NodeId>,
    /// What was found while setting.
    pub diagnostics: Vec<Diagnostic>,
}

/// The smallest unit that pages are made of. Its height is that of its em boxes; the blank between lines belongs to
/// `advance`.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// Space above; dropped at the top of a page unless `sink`.
    pub before: Len,
    /// Space below; the larger of it and the next row's `before` counts.
    pub after: Len,
    /// From its top to the foot of its em box.
    pub height: Len,
    /// From its top to the top of the next row, when nothing else is asked for.
    pub advance: Len,
    /// From its top to its baseline.
    pub rise: Len,
    /// How far a rule or a background reaches above its top when it opens a page.
    pub over: Len,
    /// How far a rule or a background reaches below its height when it closes a page.
    pub under: Len,
    /// Whether its top stands on the page grid.
    pub snap: bool,
    /// How far its top stands above a line of the page grid: a heading and the space below it end on the grid, whatever
    /// follows. None for other rows.
    pub over_grid: Option<Len>,
    /// Whether `before` counts at the top of a page too (the sink of a chapter's opening).
    pub sink: bool,
    /// Whether a page may end after it.
    pub keep: Keep,
    /// Whether it may go to the top of the next page while what follows fills this one.
    pub float: bool,
    /// Whether it calls notes.
    pub calls: bool,
    /// Its background, as an index of [`Galley::grounds`].
    pub ground: Option<u32>,
}

/// How strongly a row holds on to the next one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(super) enum Keep {
    /// A page may end after it.
    #[default]
    Free,
    /// A page ends after it only where it can end nowhere better: the first line of a paragraph, the last but one.
    Loose,
    /// A page ends after it only where nothing else stands on the page: a heading, the head of a table.
    Firm,
}

impl Keep {
    /// Loose when `held`.
    pub fn when(held: bool) -> Keep {
        if held { Keep::Loose } else { Keep::Free }
    }
}

/// What a row shows.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum RowKind {
    /// Nothing.
    #[default]
    Blank,
    /// A line of a text.
    Line {
        /// Index of [`Galley::texts`].
        text: u32,
        /// The line.
        line: u32,
    },
    /// Some rows of [`Galley::boxed`], as one.
    Box {
        /// The first.
        start: u32,
        /// One past the last.
        end: u32,
        /// Whether they stand in a frame that is turned and fills the page.
        turned: bool,
    },
    /// A figure, by its index.
    Figure(u32),
    /// A line of a table's row: the same line of every cell.
    Cells {
        /// Index of [`Galley::tables`].
        table: u32,
        /// Index of [`TableSet::rows`]; 0 is the head, which has no lines when it says nothing.
        row: u32,
        /// Line of the cells.
        line: u32,
    },
}

/// A composed text and its place in the column.
pub(super) struct Text {
    /// Its lines.
    pub composed: Composed,
    /// The block it belongs to.
    pub node: NodeId,
    /// What kind of text it is.
    pub role: LineRole,
    /// Left end of its measure, from the left of the type area.
    pub x: Len,
    /// The measure.
    pub measure: Len,
    /// Index of its first line in the block.
    pub first: u32,
    /// Where its first run begins in the text of its node, in bytes: not 0 for a later line of code.
    pub base: u32,
    /// Whether its last line is the block's last.
    pub closes: bool,
    /// What stands left of its first line.
    pub label: Option<Label>,
    /// Its entry of the contents.
    pub entry: Option<u32>,
}

impl Text {
    /// A whole text of a block, without a label: its first line is the block's first, its last line the block's last.
    pub fn new(composed: Composed, node: NodeId, role: LineRole, x: Len, measure: Len) -> Text {
        Text { composed, node, role, x, measure, first: 0, base: 0, closes: true, label: None, entry: None }
    }
}

/// A bullet or a number left of a text.
pub(super) struct Label {
    /// The label.
    pub text: LabelText,
    /// Its left end.
    pub x: Len,
    /// First-line indent of the text that it stands before.
    pub indent: Len,
}

/// How a label is known.
pub(super) enum LabelText {
    /// Composed with the galley.
    Set(Box<Composed>),
    /// The number of a note, known when its page is.
    Note(u32),
}

/// A figure with its caption.
pub(super) struct FigureSet {
    /// The block.
    pub node: NodeId,
    /// Its picture.
    pub image: PathBuf,
    /// Whether the picture could be read.
    pub present: bool,
    /// Left edge of the picture.
    pub x: Len,
    /// Its size.
    pub size: Size,
    /// Its caption, as an index of [`Galley::texts`].
    pub caption: Option<u32>,
    /// From the figure's top to the baseline of each line of the caption.
    pub baselines: Vec<Len>,
}

/// A table, or one part of a table that is too wide for the measure.
pub(super) struct TableSet {
    /// Left edge and width of its rules.
    pub x: Len,
    /// Width of its rules.
    pub width: Len,
    /// The rows, the head first; cells as indexes of [`Galley::texts`], none for an empty one.
    pub rows: Vec<TableRow>,
    /// The head as it is repeated, where it differs from the first row: it calls no notes.
    pub again: Option<TableRow>,
    /// `表1-1（续）`, set over the repeated head.
    pub continued: Option<u32>,
    /// Height of that line.
    pub continued_height: Len,
    /// Distance of the baselines in its cells.
    pub pitch: Len,
    /// From the top of a line to its baseline.
    pub rise: Len,
    /// Height of a line's em box.
    pub em: Len,
    /// Blank between a rule and the text beside it.
    pub pad: Len,
    /// Space between the continuation line and the rule.
    pub caption_gap: Len,
}

/// A row of a table.
pub(super) struct TableRow {
    /// One entry a column.
    pub cells: Vec<Option<u32>>,
    /// How many lines its highest cell has.
    pub lines: u32,
    /// What each line needs above its em box for pictures; empty when there are none.
    pub above: Vec<Len>,
}

/// A background or a frame behind rows.
pub(super) struct Ground {
    /// Left edge.
    pub x: Len,
    /// Width.
    pub width: Len,
    /// How far it reaches above and below its rows.
    pub pad: Len,
    /// Colour.
    pub color: Color,
}

/// A line of the contents, its folio not yet known.
pub(super) struct EntrySet {
    /// The folio's node.
    pub folio: NodeId,
    /// Where it leads.
    pub target: NodeId,
    /// Its level.
    pub level: u8,
}

/// The side a column's text keeps to; a theme's choice for `Auto`.
pub(super) fn cell_align(align: Align) -> crate::style::TextAlign {
    match align {
        Align::Auto | Align::Left => crate::style::TextAlign::Start,
        Align::Center => crate::style::TextAlign::Center,
        Align::Right => crate::style::TextAlign::End,
    }
}

impl Galley {
    /// The notes that a row calls, in order, each with its call.
    pub fn calls_of(&self, row: &Row, on_note: &mut dyn FnMut(NodeId, u32)) {
        if !row.calls {
            return;
        }
        match row.kind {
            RowKind::Blank => {}
            RowKind::Box { start, end, .. } => {
                self.boxed[start as usize..end as usize].iter().for_each(|row| self.calls_of(row, on_note));
            }
            RowKind::Line { text, line } => self.calls_in_line(text, line, on_note),
            RowKind::Figure(figure) => {
                if let Some(text) = self.figures[figure as usize].caption {
                    let lines = self.texts[text as usize].composed.lines().len() as u32;
                    (0..lines).for_each(|line| self.calls_in_line(text, line, on_note));
                }
            }
            RowKind::Cells { table, row, line } => {
                for text in self.tables[table as usize].rows[row as usize].cells.iter().flatten() {
                    self.calls_in_line(*text, line, on_note);
                }
            }
        }
    }

    fn calls_in_line(&self, text: u32, line: u32, on_note: &mut dyn FnMut(NodeId, u32)) {
        if let Some(line) = self.texts[text as usize].composed.lines().get(line as usize) {
            line.notes.iter().for_each(|(call, note)| on_note(*call, *note));
        }
    }

    /// Where in the book a row begins; none for one that shows nothing of the book.
    pub fn start_of(&self, row: &Row) -> Option<Start> {
        match row.kind {
            RowKind::Blank => None,
            RowKind::Line { text, line } => self.start_of_line(text, line),
            RowKind::Box { start, end, .. } => {
                self.boxed[start as usize..end as usize].iter().find_map(|row| self.start_of(row))
            }
            RowKind::Figure(figure) => Some(Start { node: self.figures[figure as usize].node, offset: 0 }),
            RowKind::Cells { table, row, line } => {
                let cells = &self.tables[table as usize].rows[row as usize].cells;
                cells.iter().flatten().find_map(|text| self.start_of_line(*text, line))
            }
        }
    }

    /// Where in the book a line begins.
    pub fn start_of_line(&self, text: u32, line: u32) -> Option<Start> {
        let text = &self.texts[text as usize];
        if text.first + line == 0 {
            return Some(Start { node: text.node, offset: 0 });
        }
        let (node, offset) = text.composed.start_of(line as usize)?;
        Some(Start { node, offset: text.base + offset })
    }

    /// Whether any line of a text calls a note.
    pub fn text_calls(&self, text: u32) -> bool {
        self.texts[text as usize].composed.lines().iter().any(|line| !line.notes.is_empty())
    }

    /// The table whose head is to be repeated when a page begins with row `row`.
    pub fn continued_table(&self, row: u32) -> Option<u32> {
        match self.rows.get(row as usize)?.kind {
            RowKind::Cells { table, row, line } => {
                let begins = row == 0 || self.tables[table as usize].begins_with(row, line);
                (!begins).then_some(table)
            }
            _ => None,
        }
    }
}

impl TableSet {
    /// Whether the table ends with a line of a row.
    pub fn ends_with(&self, row: u32, line: u32) -> bool {
        row as usize + 1 == self.rows.len() && self.rows.last().is_some_and(|last| line + 1 == last.lines)
    }

    /// Whether the table begins with a line of a row: of its head, or of the first row where the head says nothing.
    pub fn begins_with(&self, row: u32, line: u32) -> bool {
        line == 0 && row == u32::from(!self.has_head())
    }

    /// Whether its head says anything. One that does not is not set.
    pub fn has_head(&self) -> bool {
        self.rows.first().is_some_and(|head| head.lines > 0)
    }

    /// From the top of a repeated head to the top of the row after it.
    pub fn head_advance(&self) -> Len {
        self.head_top() + if self.has_head() { self.head_height() + self.pad * 2 } else { Len::ZERO }
    }

    /// From the top of a repeated head to the top of its first line of cells.
    pub fn head_top(&self) -> Len {
        if self.continued.is_some() { self.continued_height + self.caption_gap + self.pad } else { self.pad }
    }

    /// The head as it is repeated.
    pub fn repeated(&self) -> Option<&TableRow> {
        self.again.as_ref().or(self.rows.first())
    }

    /// Height of the lines of a repeated head.
    pub fn head_height(&self) -> Len {
        let Some(head) = self.repeated() else { return Len::ZERO };
        let above: Len = head.above.iter().copied().sum();
        self.pitch * (head.lines as i32 - 1).max(0) + self.em + above
    }
}

impl TableRow {
    /// What a line needs above its em box for pictures.
    pub fn above(&self, line: u32) -> Len {
        self.above.get(line as usize).copied().unwrap_or_default()
    }
}

/// The depth of rows that stand together, from the top of the first to the foot of the last.
pub(super) fn depth(rows: &[Row]) -> Len {
    tops(rows).last().unwrap_or_default() + rows.last().map_or(Len::ZERO, |row| row.height)
}

/// The tops of rows that stand together, from the top of the first.
pub(super) fn tops(rows: &[Row]) -> impl Iterator<Item = Len> {
    let mut top = Len::ZERO;
    let mut above: Option<&Row> = None;
    rows.iter().map(move |row| {
        if let Some(last) = above {
            top += last.advance + last.after.max(row.before);
        }
        above = Some(row);
        top
    })
}

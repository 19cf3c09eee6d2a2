//! `explain page`: what became of each line of a page, and why.

use super::super::Outcome;
use super::super::arguments::{Format, PageName, Run};
use super::super::locate::Located;
use super::super::session::{self, Session, Wanted};
use super::super::texts::{self, fill};
use super::words;
use crate::base::{Len, NodeId};
use crate::cli::lengths::{Tiers, points};
use crate::diagnostics::{Bilingual, Lang};
use crate::display::{Adjustment, Draw, LineRecord, LineRole, Move, Page, Piece, Role, SQUEEZING, STRETCHING, Why};
use crate::pipeline::Report;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;

/// Explains a page of a manuscript.
pub(in super::super) fn page(session: &Session, run: &Run, located: &Located, asked: &PageName) -> Outcome {
    let report = match session.build(run, located, Wanted { outputs: Some(&[]), pages: true, ..Wanted::default() }) {
        Ok(report) => report,
        Err(outcome) => return outcome,
    };
    session.show(&report, &located.directory);
    let outcome = session::outcome(&report);
    let pages: Vec<&Page> = report.pages.cover.iter().chain(&report.pages.pages).collect();
    let (Some(first), Some(last)) = (pages.first(), pages.last()) else {
        session.complain(texts::NO_PAGES, &[]);
        return outcome.max(Outcome::Manuscript);
    };
    let Some(index) = find(&pages, asked) else {
        session.complain(texts::NO_PAGE, &[&asked.name, &pages.len().to_string(), &first.label, &last.label]);
        return Outcome::Usage;
    };
    let account = Account::of(&report, &pages, index);
    let printed = match run.format {
        Format::Json => match serde_json::to_string(&account) {
            Ok(text) => session::to_stdout(&(text + "\n")),
            Err(_) => Outcome::InputOutput,
        },
        Format::Text | Format::Sarif | Format::Github => session::to_stdout(&account.told(session.lang)),
    };
    outcome.max(printed)
}

/// The page with a label, else the page with a number.
fn find(pages: &[&Page], asked: &PageName) -> Option<usize> {
    let name = asked.name.trim();
    let labelled = || pages.iter().position(|page| page.label.eq_ignore_ascii_case(name));
    let numbered = || name.parse::<usize>().ok()?.checked_sub(1).filter(|index| *index < pages.len());
    if asked.physical { numbered() } else { labelled().or_else(numbered) }
}

/// What is told of a page; version 1. Lengths are points.
#[derive(Serialize)]
struct Account {
    version: u32,
    number: usize,
    pages: usize,
    label: String,
    side: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Source>,
    moves: Vec<Moved>,
    blocks: Vec<Block>,
}

/// A place in the manuscript; lines and columns count from 1.
#[derive(Clone, Serialize)]
struct Source {
    file: String,
    line: u32,
    column: u32,
    last_line: u32,
}

/// Something that stands elsewhere than its text alone would have put it.
#[derive(Serialize)]
struct Moved {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    #[serde(skip)]
    sentence: Bilingual,
}

fn by_name<S: Serializer>(role: &LineRole, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(role.name())
}

/// The lines of a block on the page.
#[derive(Serialize)]
struct Block {
    #[serde(serialize_with = "by_name")]
    role: LineRole,
    /// None for what the tool made.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    measure: f64,
    lines: Vec<Line>,
    #[serde(skip)]
    node: NodeId,
    #[serde(skip)]
    width: Len,
}

/// A line and how it was fitted.
#[derive(Serialize)]
struct Line {
    /// Index in the block, from 0.
    index: u32,
    last: bool,
    text: String,
    em: f64,
    natural: f64,
    /// The width as set, without what hangs.
    width: f64,
    squeezed: Tiers,
    squeezable: Tiers,
    stretched: Tiers,
    stretchable: Tiers,
    opening: f64,
    trimmed: [f64; 2],
    hung: f64,
    pub(super) hyphen: bool,
    moved: i32,
    why: &'static str,
    /// The character that `why` speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<char>,
    #[serde(skip)]
    adjust: Adjustment,
    #[serde(skip)]
    lengths: (Len, Len),
}

impl Account {
    fn of(report: &Report, pages: &[&Page], index: usize) -> Account {
        let page = pages[index];
        let mut blocks: Vec<Block> = Vec::new();
        for record in page
            .lines
            .iter()
            .filter(|record| !matches!(record.role, LineRole::Head | LineRole::Folio | LineRole::ContentsFolio))
        {
            let same = |block: &Block| block.node == record.node && block.role == record.role;
            if !blocks.last().is_some_and(same) {
                blocks.push(Block {
                    role: record.role,
                    source: source(report, record.node),
                    measure: points(record.measure),
                    lines: Vec::new(),
                    node: record.node,
                    width: record.measure,
                });
            }
            if let Some(block) = blocks.last_mut() {
                block.lines.push(Line::of(page, record));
            }
        }
        Account {
            version: 1,
            number: index + 1,
            pages: pages.len(),
            label: page.label.clone(),
            side: if page.recto { "recto" } else { "verso" },
            start: page.start.and_then(|start| source(report, start.node)),
            moves: page.moves.iter().map(|one| Moved::of(report, *one)).collect(),
            blocks,
        }
    }

    /// The account in prose.
    fn told(&self, lang: Lang) -> String {
        let say = |sentence: Bilingual, values: &[&str]| fill(sentence.get(lang), values);
        let side = if self.side == "recto" { words::RECTO } else { words::VERSO };
        let numbers = [self.number, self.pages].map(|number| number.to_string());
        let mut text = say(words::PAGE, &[&self.label, &numbers[0], &numbers[1], side.get(lang)]);
        if let Some(start) = &self.start {
            text += &say(words::PAGE_FROM, &[&start.told()]);
        }
        text.push('\n');
        for moved in &self.moves {
            let place = moved.source.as_ref().map(Source::told);
            let value = moved.rows.map(|rows| rows.to_string()).or(place).unwrap_or_default();
            let _ = writeln!(text, "  {}", say(moved.sentence, &[&value]));
        }
        if self.blocks.is_empty() {
            let _ = writeln!(text, "  {}", words::BLANK.get(lang));
        }
        for block in &self.blocks {
            let place = block.source.as_ref().map_or_else(|| words::GENERATED.get(lang).to_owned(), Source::told);
            let em = block.lines.first().map_or(Len::PT, |line| line.adjust.em);
            let measure = in_em(block.width, em);
            let _ = writeln!(text, "\n{}", say(words::BLOCK, &[&place, words::role(block.role).get(lang), &measure]));
            for (index, line) in block.lines.iter().enumerate() {
                let next = block.lines.get(index + 1).map_or("", |next| next.text.as_str());
                let _ = writeln!(text, "{:>4}  {}\n      {}", line.index + 1, line.text, line.told(next, lang));
            }
        }
        text
    }
}

impl Source {
    fn told(&self) -> String {
        let Source { file, line, last_line, .. } = self;
        if line == last_line { format!("{file}:{line}") } else { format!("{file}:{line}-{last_line}") }
    }
}

fn source(report: &Report, node: NodeId) -> Option<Source> {
    let span = report.book.span(node)?;
    let from = report.sources.line_column(span.file, span.start);
    let to = report.sources.line_column(span.file, span.end.saturating_sub(1).max(span.start));
    let file = report.sources.path(span.file).display().to_string().replace('\\', "/");
    Some(Source { file, line: from.line, column: from.column, last_line: to.line })
}

impl Moved {
    fn of(report: &Report, one: Move) -> Moved {
        let (what, rows, node) = name_of(one);
        let sentence = match one {
            Move::Heading(_) => words::HEADING_KEPT,
            Move::Lines(_) => words::LINES_KEPT,
            Move::PutOff(_) => words::PUT_OFF,
            Move::Late(_) => words::LATE,
            Move::NoteGoesOn(_) => words::NOTE_GOES_ON,
            Move::NoteWentOn(_) => words::NOTE_WENT_ON,
            Move::TableWentOn(_) => words::TABLE_WENT_ON,
        };
        Moved { what, rows, source: node.and_then(|node| source(report, node)), sentence }
    }
}

impl Line {
    fn of(page: &Page, record: &LineRecord) -> Line {
        let adjust = record.adjust;
        let width = record.x1 - record.x0 - adjust.hung;
        let (why, mark) = why(adjust.why);
        Line {
            index: record.index,
            last: record.last,
            text: text_of(page, record),
            em: points(adjust.em),
            natural: points(record.natural),
            width: points(width),
            squeezed: Tiers(&SQUEEZING, adjust.squeezed.to_vec()),
            squeezable: Tiers(&SQUEEZING, adjust.squeezable.to_vec()),
            stretched: Tiers(&STRETCHING, adjust.stretched.to_vec()),
            stretchable: Tiers(&STRETCHING, adjust.stretchable.to_vec()),
            opening: points(adjust.opening),
            trimmed: [points(adjust.trimmed_start), points(adjust.trimmed_end)],
            hung: points(adjust.hung),
            hyphen: adjust.hyphen,
            moved: adjust.moved,
            why,
            mark,
            adjust,
            lengths: (record.natural, width),
        }
    }

    /// How the line was fitted, in one sentence. `next` is the text of the line after it.
    fn told(&self, next: &str, lang: Lang) -> String {
        let em = self.adjust.em;
        let say = |sentence: Bilingual, values: &[&str]| fill(sentence.get(lang), values);
        let mut parts = vec![say(words::NATURAL, &[&in_em(self.lengths.0, em)])];
        let shares = |names: &[Bilingual], used: &[Len], room: &[Len]| -> Vec<String> {
            let tiers = names.iter().zip(used.iter().zip(room)).filter(|(_, (used, _))| **used > Len::ZERO);
            let share = |(name, (used, room)): (&Bilingual, (&Len, &Len))| {
                say(words::SHARE, &[name.get(lang), &in_em(*used, em), &in_em(*room, em)])
            };
            tiers.map(share).collect()
        };
        let squeezed: Len = self.adjust.squeezed.iter().copied().sum();
        if squeezed > Len::ZERO {
            let shares = shares(&words::SQUEEZING, &self.adjust.squeezed, &self.adjust.squeezable);
            parts.push(say(words::SQUEEZED, &[&in_em(squeezed, em), &shares.join(words::COMMA.get(lang))]));
        }
        let stretched: Len = self.adjust.stretched.iter().copied().sum();
        if stretched > Len::ZERO {
            let mut shares = shares(&words::STRETCHING, &self.adjust.stretched, &self.adjust.stretchable);
            if let Some(all) = self.adjust.stretched.last().filter(|all| **all > Len::ZERO) {
                shares.push(say(words::ALL_GAPS, &[&in_em(*all, em), &in_em(self.adjust.opening, em)]));
            }
            parts.push(say(words::OPENED, &[&in_em(stretched, em), &shares.join(words::COMMA.get(lang))]));
        }
        for (sentence, amount) in [
            (words::TRIMMED_START, self.adjust.trimmed_start),
            (words::TRIMMED_END, self.adjust.trimmed_end),
            (words::HUNG, self.adjust.hung),
        ] {
            if amount > Len::ZERO {
                parts.push(say(sentence, &[&in_em(amount, em)]));
            }
        }
        if self.adjust.hyphen {
            parts.push(words::HYPHEN.get(lang).to_owned());
        }
        parts.extend(self.pushed(next, lang));
        parts.join(words::TOGETHER.get(lang))
    }

    /// What moved to or from the next line, and why.
    fn pushed(&self, next: &str, lang: Lang) -> Option<String> {
        let count = self.moved.unsigned_abs() as usize;
        let (sentence, letters): (Bilingual, String) = match self.moved {
            0 => return None,
            1.. => {
                let drawn = self.text.trim_end();
                let own = drawn.strip_suffix('-').filter(|_| self.adjust.hyphen).unwrap_or(drawn);
                let solid: Vec<char> = own.chars().filter(|c| !c.is_whitespace()).collect();
                (words::TOOK, solid[solid.len().saturating_sub(count)..].iter().collect())
            }
            // On the last line nothing follows that could have stood here.
            _ if self.adjust.why == Why::Ended => return None,
            _ => (words::LEFT, next.chars().filter(|c| !c.is_whitespace()).take(count).collect()),
        };
        let reason = match self.adjust.why {
            Why::First(mark) => fill(words::NEVER_FIRST.get(lang), &[&mark.to_string()]),
            Why::Last(mark) => fill(words::NEVER_LAST.get(lang), &[&mark.to_string()]),
            Why::Whole => words::WHOLE.get(lang).to_owned(),
            Why::Lone => words::LONE.get(lang).to_owned(),
            Why::Even | Why::Filled => words::EVEN.get(lang).to_owned(),
            Why::Ended => words::ENDED.get(lang).to_owned(),
        };
        Some(fill(sentence.get(lang), &[&count.to_string(), &letters]) + words::BECAUSE.get(lang) + &reason)
    }
}

/// The name of a move in reports, how many rows it moved, and what it moved.
pub(in super::super) fn name_of(one: Move) -> (&'static str, Option<u32>, Option<NodeId>) {
    match one {
        Move::Heading(rows) => ("heading-kept", Some(rows), None),
        Move::Lines(rows) => ("lines-kept", Some(rows), None),
        Move::PutOff(node) => ("put-off", None, Some(node)),
        Move::Late(node) => ("late", None, Some(node)),
        Move::NoteGoesOn(node) => ("note-goes-on", None, Some(node)),
        Move::NoteWentOn(node) => ("note-went-on", None, Some(node)),
        Move::TableWentOn(node) => ("table-went-on", None, Some(node)),
    }
}

/// The name of a reason in reports, and the character that it speaks of.
pub(in super::super) fn why(why: Why) -> (&'static str, Option<char>) {
    match why {
        Why::Filled => ("filled", None),
        Why::Ended => ("ended", None),
        Why::First(mark) => ("never-first", Some(mark)),
        Why::Last(mark) => ("never-last", Some(mark)),
        Why::Whole => ("whole", None),
        Why::Lone => ("lone", None),
        Why::Even => ("even", None),
    }
}

/// The text of a line as it stands there: readings and what belongs to no node left out.
fn text_of(page: &Page, record: &LineRecord) -> String {
    let items = page.items.get(record.items.start as usize..record.items.end as usize).unwrap_or_default();
    let mut text = String::new();
    let mut labelled = false;
    for item in items {
        let (Draw::Glyphs(run), Role::Content(_, piece @ (Piece::Body | Piece::Label))) = (&item.draw, item.role)
        else {
            continue;
        };
        // What parts a label from its text is no character.
        if labelled && piece == Piece::Body {
            text.push(' ');
        }
        labelled = piece == Piece::Label;
        text.push_str(&run.text.replace('\u{AD}', "-"));
    }
    text
}

/// A length in em, to hundredths.
fn in_em(length: Len, em: Len) -> String {
    format!("{:.2}", length.to_pt() / em.max(Len(1)).to_pt())
}

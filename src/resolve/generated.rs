//! The chapters that no author writes: cover, half-title, title page, imprint page, contents, bare part leaves.

use crate::base::NodeId;
use crate::config::{Cip, CipPart, Config, CoverConfig, LintSwitches, Meta, Series};
use crate::language::{Tag, Word, Words};
use crate::model::{
    AskedSize, Block, BlockKind, Chapter, ChapterRole, ContentsEntry, DRAWN_COVER, Figure, Inline, InlineKind,
    OutlineEntry,
};
use std::path::Path;

/// An id without a span; [`Chapter::renumber`] makes it final.
const NEW: NodeId = NodeId { chapter: 0, index: u32::MAX };

/// An empty chapter.
pub(super) fn empty(role: ChapterRole, config: &Config, title: &str) -> Chapter {
    Chapter {
        role,
        path: None,
        lang: config.meta.language.clone(),
        title: title.to_owned(),
        part: None,
        blocks: Vec::new(),
        notes: Vec::new(),
        leftovers: Vec::new(),
        switches: LintSwitches::default(),
        spans: Vec::new(),
    }
}

/// The generated chapter of a role, but for the entries of the contents, which come when everything is numbered.
pub(super) fn chapter(role: ChapterRole, config: &Config, words: Words) -> Chapter {
    let meta = &config.meta;
    let (title, blocks) = match role {
        ChapterRole::Cover => (words.get(Word::Cover), cover(config, words)),
        ChapterRole::HalfTitle => (words.get(Word::HalfTitle), vec![line("book-title title", &meta.title)]),
        ChapterRole::TitlePage => (words.get(Word::TitlePage), title_page(meta, words)),
        ChapterRole::Imprint => (words.get(Word::Imprint), imprint(meta, words)),
        _ => (words.get(Word::Contents), vec![heading(1, words.get(Word::Contents))]),
    };
    Chapter { blocks, ..empty(role, config, title) }
}

/// A heading of generated matter. It is never numbered.
pub(super) fn heading(level: u8, title: &str) -> Block {
    let kind = BlockKind::Heading { level, number: None, content: vec![text(title)] };
    Block { id: NEW, anchor: None, classes: vec!["unnumbered".to_owned()], kind }
}

/// The lines of the contents.
pub(super) fn contents(outline: &[OutlineEntry]) -> Block {
    let entries = outline.iter().filter(|entry| entry.in_contents).map(|entry| ContentsEntry {
        id: NEW,
        folio_id: NEW,
        target: entry.node,
        level: entry.level,
        number: entry.number.clone(),
        title: entry.title.clone(),
    });
    Block { id: NEW, anchor: None, classes: Vec::new(), kind: BlockKind::Contents(entries.collect()) }
}

fn cover(config: &Config, words: Words) -> Vec<Block> {
    let path = match &config.cover {
        CoverConfig::Picture(path, _) => path,
        CoverConfig::Auto | CoverConfig::None => Path::new(DRAWN_COVER),
    };
    // A cover says what the title page says: title, subtitle, people.
    let meta = &config.meta;
    let people = credits(meta).into_iter().map(|credit| credit.pieces.join(credit.gap));
    let said: Vec<String> = std::iter::once(meta.title.clone()).chain(meta.subtitle.clone()).chain(people).collect();
    let said = said.join(words.get(Word::NamesGap));
    vec![picture(path, format!("{}{}{said}", words.get(Word::Cover), words.get(Word::Colon)))]
}

fn picture(path: &Path, alt: String) -> Block {
    let kind = BlockKind::Figure(Figure {
        image: path.to_owned(),
        alt,
        number: None,
        caption_id: NEW,
        caption: Vec::new(),
        asked: AskedSize::default(),
        decorative: false,
    });
    Block { id: NEW, anchor: None, classes: vec!["cover".to_owned()], kind }
}

fn title_page(meta: &Meta, words: Words) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    if let Some(series) = &meta.series {
        blocks.push(line("book-series series", &series_line(series)));
    }
    let mut title = heading(1, &meta.title);
    title.classes.extend(["book-title".to_owned(), "title".to_owned()]);
    blocks.push(title);
    if let Some(subtitle) = &meta.subtitle {
        blocks.push(line("book-subtitle subtitle", subtitle));
    }
    for (role, names) in by_role(meta) {
        let (behind, _) = words.role(role);
        let gap = if behind.is_empty() { "" } else { " " };
        let class = if role == "aut" { "book-author author" } else { "book-contributor contributor" };
        blocks.push(line(class, &format!("{}{gap}{behind}", names.join(words.get(Word::NamesGap)))));
    }
    if let Some(publisher) = &meta.publisher {
        blocks.push(line("book-publisher publisher", publisher));
    }
    blocks
}

/// The verso of the title leaf: rights, the CIP record, the imprint (typography rows CO-1 to CO-3). It says only what
/// the configuration says: no price, no printer, no edition is invented.
fn imprint(meta: &Meta, words: Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(rights) = &meta.rights {
        blocks.push(labelled("rights", words.get(Word::Rights), words.get(Word::Colon), rights));
    }
    blocks.extend(meta.cip.iter().flat_map(|record| cip(record, words)));
    let mut say =
        |class: &str, label: &str, value: &str| blocks.push(labelled(class, label, words.get(Word::Colon), value));
    let title = match &meta.subtitle {
        Some(subtitle) => format!("{}{}{subtitle}", meta.title, words.get(Word::SubtitleDash)),
        None => meta.title.clone(),
    };
    say("title", words.get(Word::ImprintTitle), &title);
    if let Some(series) = &meta.series {
        say("series", words.get(Word::Series), &series_line(series));
    }
    for (role, names) in by_role(meta) {
        let (_, label) = words.role(role);
        say("contributor", label, &names.join(words.get(Word::NamesComma)));
    }
    let given = &meta.imprint;
    let thousands = |count: u16| words.fill(Word::Thousands, &[("number", &count.to_string())]);
    let characters = given.characters.map(thousands);
    let isbn = meta.isbn.print.as_ref().map(|isbn| format!("ISBN {}", isbn.printed));
    // Counted when the pages are ([`Book::count_sheets`]).
    let sheets = given.format_number.map(|_| "0".to_owned());
    for (class, label, value) in [
        ("publisher", words.get(Word::Publisher), &meta.publisher),
        ("address", words.get(Word::Address), &given.address),
        ("distributor", words.get(Word::Distributor), &given.distributor),
        ("printer", words.get(Word::Printer), &given.printer),
        ("date", words.get(Word::Date), &meta.date),
        ("format", words.get(Word::Format), &given.format),
        ("sheets", words.get(Word::Sheets), &sheets),
        ("characters", words.get(Word::Characters), &characters),
        ("edition", words.get(Word::Edition), &given.edition),
        ("printing", words.get(Word::Printing), &given.printing),
        ("run", words.get(Word::Run), &given.print_run),
        ("isbn", "", &isbn),
        ("price", words.get(Word::Price), &given.price),
    ] {
        if let Some(value) = value {
            say(class, label, value);
        }
    }
    blocks
}

/// A line of the imprint page: a label and what it says, each a text of its own.
fn labelled(class: &str, label: &str, colon: &str, value: &str) -> Block {
    let label = if label.is_empty() { String::new() } else { format!("{label}{colon}") };
    let content = [label.as_str(), value].into_iter().filter(|part| !part.is_empty()).map(text).collect();
    Block { kind: BlockKind::Paragraph { continued: false, content }, ..line(&format!("imprint-{class} {class}"), "") }
}

/// The CIP record under its title, as it was supplied: the parts of the record stand apart, and of a part every line
/// that is too long is indented where it goes on.
fn cip(cip: &Cip, words: Words) -> Vec<Block> {
    let mut blocks = vec![line("imprint-cip cip cip-title", words.get(Word::CipRecord))];
    // The ISBN stands under the description.
    let group = |part: CipPart| if part == CipPart::Isbn { CipPart::Description } else { part };
    let mut before = None;
    for (part, content) in &cip.lines {
        let apart = if before == Some(group(*part)) { "" } else { " cip-part" };
        blocks.push(line(&format!("imprint-cip cip{apart}"), content));
        before = Some(group(*part));
    }
    blocks
}

/// The names of each role, roles in the order of their first names.
fn by_role(meta: &Meta) -> Vec<(&str, Vec<&str>)> {
    let mut roles: Vec<(&str, Vec<&str>)> = Vec::new();
    for one in &meta.contributors {
        match roles.iter_mut().find(|(role, _)| *role == one.role) {
            Some((_, names)) => names.push(&one.name),
            None => roles.push((&one.role, vec![&one.name])),
        }
    }
    roles
}

/// The title of a series and the book's number in it.
pub fn series_line(series: &Series) -> String {
    match &series.number {
        Some(number) => format!("{} {number}", series.title),
        None => series.title.clone(),
    }
}

/// What the cover and its back are called in a language.
pub fn cover_names(language: &Tag) -> [&'static str; 2] {
    let words = language.words();
    [words.get(Word::Cover), words.get(Word::InsideCover)]
}

/// The people of one role, as a cover names them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// The names, the last with what its people did (`王某 著`). No line end parts one of them.
    pub pieces: Vec<String>,
    /// What stands between two of them.
    pub gap: &'static str,
}

/// Names of one role on a cover; where there are more, the first three stand for all.
const NAMES: usize = 8;

/// Who made the book, as its cover says it. Whoever designed the cover or the book is named on the imprint page.
pub fn credits(meta: &Meta) -> Vec<Credit> {
    let words = meta.language.words();
    let named = by_role(meta).into_iter().filter(|(role, _)| *role == "aut" || !words.role(role).0.is_empty());
    let credit = |(role, names): (&str, Vec<&str>)| {
        let (behind, _) = words.role(role);
        let shown = if names.len() > NAMES { 3 } else { names.len() };
        let mut pieces: Vec<String> = names[..shown].iter().map(|name| (*name).to_owned()).collect();
        let last = pieces.len().saturating_sub(1);
        pieces[..last].iter_mut().for_each(|name| name.push_str(words.get(Word::CoverComma)));
        if let Some(name) = pieces.last_mut() {
            let others = if shown < names.len() { words.get(Word::Others) } else { "" };
            [others, behind].into_iter().filter(|word| !word.is_empty()).for_each(|word| {
                name.push(' ');
                name.push_str(word);
            });
        }
        Credit { pieces, gap: words.get(Word::CoverGap) }
    };
    named.map(credit).collect()
}

fn line(classes: &str, content: &str) -> Block {
    let kind = BlockKind::Paragraph { continued: false, content: vec![text(content)] };
    Block { id: NEW, anchor: None, classes: classes.split(' ').map(str::to_owned).collect(), kind }
}

fn text(content: &str) -> Inline {
    Inline { id: NEW, kind: InlineKind::Text(content.to_owned()) }
}

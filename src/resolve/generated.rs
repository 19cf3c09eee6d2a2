//! The chapters that no author writes: cover, half-title, title page, imprint page, contents, bare part leaves.

use super::words::Words;
use crate::base::NodeId;
use crate::config::{Cip, CipPart, Config, CoverConfig, LintSwitches, Meta, Series};
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
pub(super) fn chapter(role: ChapterRole, config: &Config, words: &Words) -> Chapter {
    let meta = &config.meta;
    let (title, blocks) = match role {
        ChapterRole::Cover => (words.cover, cover(config, words)),
        ChapterRole::HalfTitle => (words.half_title, vec![line("book-title title", &meta.title)]),
        ChapterRole::TitlePage => (words.title_page, title_page(meta, words)),
        ChapterRole::Imprint => (words.imprint, imprint(meta, words)),
        _ => (words.contents, vec![heading(1, words.contents)]),
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

fn cover(config: &Config, words: &Words) -> Vec<Block> {
    let path = match &config.cover {
        CoverConfig::Picture(path, _) => path,
        CoverConfig::Auto | CoverConfig::None => Path::new(DRAWN_COVER),
    };
    // A cover says what the title page says: title, subtitle, people.
    let meta = &config.meta;
    let people = credits(meta).into_iter().map(|credit| credit.pieces.join(credit.gap));
    let said: Vec<String> = std::iter::once(meta.title.clone()).chain(meta.subtitle.clone()).chain(people).collect();
    let gap = if words.chinese_numerals { "\u{3000}" } else { ", " };
    vec![picture(path, format!("{}{}{}", words.cover, words.colon, said.join(gap)))]
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

fn title_page(meta: &Meta, words: &Words) -> Vec<Block> {
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
        blocks.push(line(class, &format!("{}{gap}{behind}", names.join("\u{3000}"))));
    }
    if let Some(publisher) = &meta.publisher {
        blocks.push(line("book-publisher publisher", publisher));
    }
    blocks
}

/// The verso of the title leaf: rights, the CIP record, the imprint (typography rows CO-1 to CO-3). It says only what
/// the configuration says: no price, no printer, no edition is invented.
fn imprint(meta: &Meta, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(rights) = &meta.rights {
        blocks.push(labelled("rights", words.rights, words.colon, rights));
    }
    blocks.extend(meta.cip.iter().flat_map(cip));
    let mut say = |class: &str, label: &str, value: &str| blocks.push(labelled(class, label, words.colon, value));
    let title = match &meta.subtitle {
        Some(subtitle) if words.chinese_numerals => format!("{}——{subtitle}", meta.title),
        Some(subtitle) => format!("{}: {subtitle}", meta.title),
        None => meta.title.clone(),
    };
    say("title", words.imprint_title, &title);
    if let Some(series) = &meta.series {
        say("series", words.series, &series_line(series));
    }
    for (role, names) in by_role(meta) {
        let (_, label) = words.role(role);
        let comma = if words.chinese_numerals { "、" } else { ", " };
        say("contributor", label, &names.join(comma));
    }
    let (record, given) = (&words.record, &meta.imprint);
    let characters = given.characters.map(|thousands| format!("{thousands}{}", record.characters.1));
    let isbn = meta.isbn.print.as_ref().map(|isbn| format!("ISBN {}", isbn.printed));
    // Counted when the pages are ([`Book::count_sheets`]).
    let sheets = given.format_number.map(|_| "0".to_owned());
    for (class, label, value) in [
        ("publisher", words.publisher, &meta.publisher),
        ("address", record.address, &given.address),
        ("distributor", record.distributor, &given.distributor),
        ("printer", record.printer, &given.printer),
        ("date", words.date, &meta.date),
        ("format", record.format, &given.format),
        ("sheets", record.sheets, &sheets),
        ("characters", record.characters.0, &characters),
        ("edition", record.edition, &given.edition),
        ("printing", record.printing, &given.printing),
        ("run", record.run, &given.print_run),
        ("isbn", "", &isbn),
        ("price", record.price, &given.price),
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
fn cip(cip: &Cip) -> Vec<Block> {
    let mut blocks = vec![line("imprint-cip cip cip-title", "图书在版编目（CIP）数据")];
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
pub fn cover_names(language: &str) -> [&'static str; 2] {
    let words = Words::of(language);
    [words.cover, words.inside_cover]
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
    let words = Words::of(&meta.language);
    let named = by_role(meta).into_iter().filter(|(role, _)| *role == "aut" || !words.role(role).0.is_empty());
    let credit = |(role, names): (&str, Vec<&str>)| {
        let (behind, _) = words.role(role);
        let shown = if names.len() > NAMES { 3 } else { names.len() };
        let mut pieces: Vec<String> = names[..shown].iter().map(|name| (*name).to_owned()).collect();
        let (comma, gap) = if words.chinese_numerals { ("", "\u{3000}") } else { (",", " ") };
        let last = pieces.len().saturating_sub(1);
        pieces[..last].iter_mut().for_each(|name| name.push_str(comma));
        if let Some(name) = pieces.last_mut() {
            let others = if shown < names.len() { words.others } else { "" };
            [others, behind].into_iter().filter(|word| !word.is_empty()).for_each(|word| {
                name.push(' ');
                name.push_str(word);
            });
        }
        Credit { pieces, gap }
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

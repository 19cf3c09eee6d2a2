//! An edition is read back and compared with the book.

use super::compare::{Fault, common, compare};
use super::expected::{Expected, Unit};
use super::{epub, pdf};
use crate::config::Output;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::internal::{E910, E911, E912, E913, E914};
use crate::model::{Book, ChapterRole, NodeId};

/// Reads an edition back and compares it with the book: how many blocks were found, or what is wrong. The name of the
/// file is for the message.
pub fn check(book: &Book, output: Output, file_name: &str, bytes: &[u8]) -> Result<usize, Box<Diagnostic>> {
    let told = match output {
        Output::Epub => epub::told(bytes),
        Output::Pdf | Output::Print | Output::Cover => pdf::told(bytes),
    };
    let unreadable = |why: &str| Box::new(Diagnostic::new(&E914).with("file", file_name).with("why", why));
    let told = told.map_err(|why| unreadable(&why))?;
    let left_out = match output {
        Output::Epub => &[ChapterRole::Cover, ChapterRole::HalfTitle, ChapterRole::Contents][..],
        Output::Pdf | Output::Print | Output::Cover => &[ChapterRole::Cover, ChapterRole::Contents],
    };
    let Expected { main, notes } = Expected::of(book, left_out);
    // A PDF may begin with the cover: a picture whose words no other page begins with.
    let cover = Expected::cover(book);
    let words: String = cover.iter().map(|unit| unit.text.as_str()).collect();
    let main = if told.main.starts_with(&words) { [cover, main].concat() } else { main };
    for (units, said) in [(&main, &told.main), (&notes, &told.notes)] {
        compare(units, said).map_err(|fault| Box::new(finding(fault, units, said, file_name)))?;
    }
    Ok(main.len() + notes.len())
}

/// What is wrong, at the block that it is wrong with.
fn finding(fault: Fault, units: &[Unit], said: &str, file_name: &str) -> Diagnostic {
    let (rule, index) = match fault {
        Fault::Dropped(index) => (&E910, index),
        Fault::Doubled(index) => (&E911, index),
        Fault::Moved(index) => (&E912, index),
        Fault::Changed(index, _) => (&E913, index),
    };
    let Some(unit) = units.get(index).or(units.last()) else {
        let nobody = NodeId::default();
        return Diagnostic::new(&E913).at(nobody).with("file", file_name).with("block", "").with("found", head(said));
    };
    let finding = Diagnostic::new(rule).at(unit.node).with("file", file_name).with_term("block", unit.kind.name());
    let Fault::Changed(_, at) = fault else { return finding.with("text", head(&unit.text)) };
    let said = said.get(at..).unwrap_or_default();
    let from = before_difference(&unit.text, said);
    finding.with("text", head(&unit.text[from..])).with("found", head(said.get(from..).unwrap_or_default()))
}

/// A few characters before two texts part, in bytes.
fn before_difference(one: &str, other: &str) -> usize {
    const SHOWN: usize = 6;
    let same = common(one, other);
    one[..same].char_indices().rev().take(SHOWN).last().map_or(0, |(at, _)| at)
}

/// The first characters of a text, as a message shows them.
pub(super) fn head(text: &str) -> String {
    const SHOWN: usize = 24;
    let mut head: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        head.push('…');
    }
    head
}

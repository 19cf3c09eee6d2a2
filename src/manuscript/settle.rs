//! A text as the book has it: composed, without what cannot be seen and does nothing; with the way back to the file.

use super::signs;
use crate::source::Edit;
use crate::unicode::{Fate, begins_unit, composed, fate};

/// What the line separators of other programs become until the markup is read: no markup ends at one.
pub(super) const LINE_END: char = '\u{2028}';

/// A text that differs from its file.
pub(super) struct Settled {
    /// The text.
    pub text: String,
    /// How it differs.
    pub edits: Vec<Edit>,
    /// What is to be told, one for each character, in the order of the file.
    pub found: Vec<Found>,
}

/// A character that did not stay as it was.
pub(super) struct Found {
    /// The character.
    pub character: char,
    /// What became of it.
    pub fate: Fate,
    /// Where it stood first, in the text.
    pub at: usize,
    /// Bytes of what stands there now.
    pub length: usize,
    /// How often it stands in the file.
    pub count: usize,
}

/// Settles a text; none when it is settled already.
pub(super) fn settle(original: &str) -> Option<Settled> {
    let is_plain = |character: char| begins_unit(character) && stays(fate(character));
    let hidden = signs::hidden(original);
    let first = original.char_indices().find(|(_, character)| !is_plain(*character)).map(|(at, _)| at);
    let first = first.into_iter().chain(hidden.first().copied()).min()?;
    // What stands right before may be the base of a mark.
    let from = original[..first].char_indices().next_back().map_or(0, |(at, _)| at);
    let settled = Settled { text: original[..from].to_owned(), edits: Vec::new(), found: Vec::new() };
    let (unit, behind) = (String::new(), Vec::new());
    let mut walk = Walk { original, hidden: &hidden, settled, unit, begin: from, end: from, behind };
    for (at, character) in original[from..].char_indices() {
        walk.take(from + at, character);
    }
    walk.flush();
    let settled = walk.settled;
    (!settled.edits.is_empty() || !settled.found.is_empty()).then_some(settled)
}

/// Whether a character stays in the text. What stands for damage does: only the chapter says whether it is meant.
fn stays(fate: Option<Fate>) -> bool {
    matches!(fate, None | Some(Fate::Kept | Fate::Damage))
}

struct Walk<'a> {
    original: &'a str,
    /// Where something invisible would keep markup from being read, ascending.
    hidden: &'a [usize],
    settled: Settled,
    /// A base and its marks.
    unit: String,
    /// Where the unit begins and ends in the file.
    begin: usize,
    end: usize,
    /// What was left out behind the unit, and where it stood: a mark that follows still belongs to the unit.
    behind: Vec<(usize, char, Fate)>,
}

impl Walk<'_> {
    fn take(&mut self, at: usize, character: char) {
        let end = at + character.len_utf8();
        let fate = match fate(character) {
            Some(Fate::Kept) if self.hidden.binary_search(&at).is_ok() => Some(Fate::Dropped),
            fate => fate,
        };
        match fate {
            None | Some(Fate::Kept | Fate::Damage) => {
                if begins_unit(character) {
                    self.flush();
                }
                if self.unit.is_empty() && self.behind.is_empty() {
                    self.begin = at;
                }
                for (_, character, fate) in std::mem::take(&mut self.behind) {
                    self.tell(character, fate, self.settled.text.len(), 0);
                }
                self.unit.push(character);
                self.end = end;
            }
            Some(Fate::LineEnd) => {
                self.flush();
                let here = self.settled.text.len();
                self.settled.text.push(LINE_END);
                if character != LINE_END {
                    self.edit(here, LINE_END.len_utf8(), at, end - at);
                }
                self.tell(character, Fate::LineEnd, here, LINE_END.len_utf8());
            }
            Some(fate) => {
                if self.unit.is_empty() && self.behind.is_empty() {
                    (self.begin, self.end) = (at, at);
                }
                self.behind.push((at, character, fate));
            }
        }
    }

    /// Writes the unit, and what was left out behind it.
    fn flush(&mut self) {
        let here = self.settled.text.len();
        let unit = composed(&self.unit);
        self.settled.text.push_str(&unit);
        let (new, old) = (unit.len(), self.end - self.begin);
        if !self.unit.is_empty() && *unit != self.original[self.begin..self.end] {
            self.edit(here, new, self.begin, old);
        }
        self.unit.clear();
        let here = self.settled.text.len();
        for (at, character, fate) in std::mem::take(&mut self.behind) {
            self.edit(here, 0, at, character.len_utf8());
            self.tell(character, fate, here, 0);
        }
    }

    fn edit(&mut self, at: usize, length: usize, from: usize, from_length: usize) {
        let edits = &mut self.settled.edits;
        // Neighbours that are left out are one.
        if let Some(last) = edits.last_mut()
            && (last.at as usize, last.length, length) == (at, 0, 0)
            && (last.from + last.from_length) as usize == from
        {
            last.from_length += from_length as u32;
            return;
        }
        // Files have at most 64 MiB.
        let [at, length, from, from_length] = [at, length, from, from_length].map(|value| value as u32);
        edits.push(Edit { at, length, from, from_length });
    }

    fn tell(&mut self, character: char, fate: Fate, at: usize, length: usize) {
        match self.settled.found.iter_mut().find(|one| one.character == character) {
            Some(known) => known.count += 1,
            None => self.settled.found.push(Found { character, fate, at, length, count: 1 }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceMap, Span};
    use proptest::prelude::*;
    use std::path::Path;

    fn alphabet() -> impl Strategy<Value = char> {
        prop::sample::select(
            "a字\n e\u{301}\u{323}か\u{3099}\u{1112}\u{1161}\u{11AB}\u{AC00}\u{FEFF}\u{7F}\u{B}\u{200B}\u{2028}\u{FFFD}\u{2126}"
                .chars()
                .collect::<Vec<_>>(),
        )
    }

    proptest! {
        /// Every character that stayed has the place that it has in the file.
        #[test]
        fn places_lead_back_to_the_file(text in prop::collection::vec(alphabet(), 0..40)) {
            let original: String = text.into_iter().collect();
            let Some(Settled { text, edits, found }) = settle(&original) else {
                prop_assert_eq!(&*composed(&original), &original);
                return Ok(());
            };
            prop_assert!(edits.windows(2).all(|pair| pair[0].at + pair[0].length <= pair[1].at));
            prop_assert!(settle(&text).is_none_or(|again| again.edits.is_empty()), "{:?} is settled", text);
            let kept: String = original.chars().filter(|c| stays(fate(*c)) || fate(*c) == Some(Fate::LineEnd)).collect();
            let dropped: usize = found.iter().filter(|one| one.fate != Fate::LineEnd).map(|one| one.count).sum();
            prop_assert_eq!(original.chars().count() - dropped, kept.chars().count());
            let mut sources = SourceMap::default();
            let file = sources.add_edited(Path::new("a.md"), text.as_str().into(), original.as_str().into(), edits);
            let mut done = 0;
            for (at, c) in text.char_indices().filter(|(_, c)| begins_unit(*c) && *c != LINE_END) {
                let shown = sources.shown(Span::new(file, at, at + c.len_utf8()));
                prop_assert!(shown.start >= done, "{:?} at {}", c, at);
                done = shown.start;
                // What stands there in the file begins with the same letter, or with what it is composed of.
                let there: String = original[shown.start..].chars().take(40).collect();
                let there: String = there.chars().take_while(|c| fate(*c) != Some(Fate::LineEnd)).collect();
                let bare: String = there.chars().filter(|c| stays(fate(*c))).collect();
                prop_assert!(composed(&bare).starts_with(c), "{:?} at {}: {:?}", c, at, there);
            }
        }
    }
}

//! The text of a block as its author wrote it, without what is code or markup of ours.

use std::ops::Range;

/// Stands for code, formulas, links, pictures and other markup that was understood.
pub(super) const OTHER: char = '\u{FFFC}';

/// The source of one block that was read as text: backslashes and line ends are in it, prefixes of containers are not.
#[derive(Default)]
pub(in crate::markdown) struct Visible {
    text: String,
    /// Where pieces begin, in the text and in the source.
    pieces: Vec<(usize, usize)>,
    /// Where the last piece ends in the source.
    end: usize,
}

impl Visible {
    /// Takes in text that stands in the source verbatim.
    pub fn text(&mut self, source: &str, range: &Range<usize>) {
        let Some(piece) = source.get(range.clone()) else { return };
        let mut start = range.start;
        // A line end is one character here, whatever it is in the source.
        if self.end != start || self.pieces.is_empty() || self.text.ends_with('\n') {
            // Between two pieces of text stands a backslash, or something else.
            let escaped = start > 0 && source.as_bytes()[start - 1] == b'\\' && self.end < start;
            let close = escaped && (self.end == start - 1 || self.text.is_empty() || self.text.ends_with('\n'));
            if !close && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.other();
            }
            start -= usize::from(escaped);
            self.pieces.push((self.text.len(), start));
            if escaped {
                self.text.push('\\');
            }
        }
        self.text.push_str(piece);
        self.end = range.end;
    }

    /// Takes in what is no text.
    pub fn other(&mut self) {
        if !self.text.ends_with(OTHER) {
            self.pieces.push((self.text.len(), self.end));
            self.text.push(OTHER);
        }
    }

    /// Takes in a line end.
    pub fn line_end(&mut self, range: &Range<usize>) {
        self.pieces.push((self.text.len(), range.start));
        self.text.push('\n');
        self.end = range.end;
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place in the source of a place in the text.
    pub fn source(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|(start, _)| *start <= at);
        before.checked_sub(1).map_or(0, |last| self.pieces[last].1 + at - self.pieces[last].0)
    }
}

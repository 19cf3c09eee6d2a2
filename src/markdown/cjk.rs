//! What Chinese sources need beyond CommonMark: emphasis beside full-width marks, and line ends that are no spaces.

use std::borrow::Cow;
use std::ops::Range;
use unicode_width::UnicodeWidthChar as _;

/// Characters that CommonMark takes for punctuation and that no manuscript is likely to hold.
const MARKERS: [char; 8] =
    ['\u{16ec}', '\u{16eb}', '\u{1735}', '\u{1736}', '\u{169b}', '\u{169c}', '\u{16ed}', '\u{10fb}'];

/// A text in which markers stand beside the delimiter runs that CommonMark would misread, and the way back.
///
/// CommonMark lets `**` close only where it can tell the inner side from the outer one by spaces and punctuation.
/// Chinese has no spaces, and its marks stand on either side. In `**“引用。”**后文` the second run has
/// punctuation before it and a letter behind it, so it is held to open. One punctuation character between the run
/// and 后 makes it open *or* close, as it would between two Han characters. That is all a marker does; it is taken out
/// of every string again, and every offset is led back past it.
pub(super) struct Guarded<'a> {
    /// The text to parse.
    pub text: Cow<'a, str>,
    marker: char,
    /// Places of the markers in `text`.
    places: Vec<usize>,
}

impl<'a> Guarded<'a> {
    /// Guards a text with blocks.
    pub fn blocks(source: &'a str) -> Guarded<'a> {
        Guarded::new(source, false)
    }

    /// Guards a text that is to be read as inlines only: with a marker at its beginning nothing in it starts a block.
    pub fn inlines(source: &'a str) -> Guarded<'a> {
        Guarded::new(source, true)
    }

    fn new(source: &'a str, lead: bool) -> Guarded<'a> {
        let unguarded = Guarded { text: Cow::Borrowed(source), marker: MARKERS[0], places: Vec::new() };
        let mut points = if lead { vec![0] } else { Vec::new() };
        points.extend(guard_points(source));
        if points.is_empty() {
            return unguarded;
        }
        // A text that holds all the markers is written against this tool; it gets plain CommonMark.
        let Some(marker) = MARKERS.into_iter().find(|marker| !source.contains(*marker)) else { return unguarded };
        let mut text = String::with_capacity(source.len() + points.len() * marker.len_utf8());
        let mut places = Vec::with_capacity(points.len());
        let mut done = 0;
        for point in points {
            text.push_str(&source[done..point]);
            places.push(text.len());
            text.push(marker);
            done = point;
        }
        text.push_str(&source[done..]);
        Guarded { text: Cow::Owned(text), marker, places }
    }

    /// Leads a place in the guarded text back to the source.
    pub fn source_offset(&self, offset: usize) -> usize {
        let width = self.marker.len_utf8();
        let before = self.places.partition_point(|place| place + width <= offset);
        match self.places.get(before) {
            // Inside a marker there is no source; its place is where the marker stands.
            Some(place) if offset > *place => place - before * width,
            _ => offset - before * width,
        }
    }

    /// Leads a range of the guarded text back to the source.
    pub fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        self.source_offset(range.start)..self.source_offset(range.end)
    }

    /// Takes the markers out of a string of the guarded text.
    pub fn strip<'s>(&self, text: &'s str) -> Cow<'s, str> {
        if self.places.is_empty() || !text.contains(self.marker) {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.chars().filter(|c| *c != self.marker).collect())
        }
    }
}

/// Where a marker makes a delimiter run readable; ascending. See [`Guarded`].
fn guard_points(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut points = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'*' | b'~')) {
        let mut start = at + found;
        let delimiter = bytes[start];
        let end = start + bytes[start..].iter().take_while(|byte| **byte == delimiter).count();
        at = end;
        let backslashes = bytes[..start].iter().rev().take_while(|byte| **byte == b'\\').count();
        start += backslashes % 2;
        if start < end {
            points.extend(guard_point(source, start..end));
        }
    }
    points
}

fn guard_point(source: &str, run: Range<usize>) -> Option<usize> {
    let before = source[..run.start].chars().next_back()?;
    let after = source[run.end..].chars().next()?;
    if before.is_whitespace() || after.is_whitespace() {
        return None;
    }
    let outward = |inner: char, beyond: Option<char>| match mark_kind(inner) {
        Mark::Wide => true,
        Mark::Shared => beyond.is_some_and(is_cjk),
        Mark::Other => false,
    };
    match (is_mark(before), is_mark(after)) {
        (false, true) => {
            let beyond = source[run.end..].chars().nth(1);
            (is_cjk(before) || outward(after, beyond)).then_some(run.start)
        }
        (true, false) => {
            let beyond = source[..run.start].chars().nth_back(1);
            (is_cjk(after) || outward(before, beyond)).then_some(run.end)
        }
        _ => None,
    }
}

/// How a character counts beside a delimiter run.
enum Mark {
    /// A full-width mark.
    Wide,
    /// A mark that Chinese and Latin text share: “ ” ‘ ’ — … ·.
    Shared,
    /// Anything else.
    Other,
}

fn mark_kind(c: char) -> Mark {
    match c {
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '–' => Mark::Shared,
        _ if is_cjk(c) && is_mark(c) => Mark::Wide,
        _ => Mark::Other,
    }
}

/// Whether CommonMark 0.31 takes `c` for punctuation (general categories P and S), as far as it matters here: all of
/// ASCII, and beyond it every character that is neither a letter, a number, nor a space.
fn is_mark(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_punctuation() } else { !c.is_alphanumeric() && !c.is_whitespace() }
}

/// Whether `c` is written in a full-width cell: Han, kana, Hangul, and full-width marks.
pub(super) fn is_cjk(c: char) -> bool {
    c.width() == Some(2)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Whether a source line break between `before` and `after` is no space; `beyond` are the characters further out, and
/// `cjk_text` says whether the chapter is Chinese or Japanese.
///
/// Korean parts its words by spaces, so Hangul keeps them. The marks that Chinese and Latin text share count
/// with their neighbours.
pub(super) fn joins(before: char, after: char, beyond: [Option<char>; 2], cjk_text: bool) -> bool {
    let wide = |c: char| is_cjk(c) && !is_hangul(c);
    let shared = |c: char| matches!(mark_kind(c), Mark::Shared);
    match (shared(before), shared(after)) {
        (false, false) => wide(before) && wide(after),
        (false, true) => cjk_text && wide(before),
        (true, false) => cjk_text && wide(after),
        (true, true) => cjk_text && beyond.into_iter().flatten().any(wide),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(source: &str) -> String {
        Guarded::blocks(source).text.replace(MARKERS[0], "|")
    }

    #[test]
    fn markers_stand_only_where_chinese_marks_mislead_commonmark() {
        assert_eq!(guarded("**“引用。”**后文"), "**“引用。”**|后文");
        assert_eq!(guarded("这是**“重点”**"), "这是|**“重点”**");
        assert_eq!(guarded("用**C++**写"), "用**C++**|写");
        assert_eq!(guarded("**重点**后"), "**重点**后");
        assert_eq!(guarded("foo**“bar”**baz a**(b)**c"), "foo**“bar”**baz a**(b)**c");
        assert_eq!(guarded("\\*“x”\\*后 \\\\*“x”*后"), "\\*“x”\\*后 \\\\*“x”*|后");
    }

    #[test]
    fn offsets_lead_back_to_the_source() {
        let source = "甲**“乙”**丙**（丁）**戊";
        let guarded = Guarded::blocks(source);
        assert_eq!(guarded.strip(&guarded.text), source);
        for (place, c) in guarded.text.char_indices().filter(|(_, c)| *c != MARKERS[0]) {
            assert!(source[guarded.source_offset(place)..].starts_with(c), "{place} {c}");
        }
        assert_eq!(guarded.source_offset(guarded.text.len()), source.len());
    }

    #[test]
    fn a_text_with_every_marker_is_left_alone() {
        let source = format!("{}这是**“重点”**", MARKERS.iter().collect::<String>());
        assert_eq!(Guarded::blocks(&source).text, source);
    }

    #[test]
    fn line_ends_between_han_are_nothing() {
        let none = [None, None];
        assert!(joins('汉', '字', none, true));
        assert!(joins('，', '「', none, true));
        assert!(joins('：', '“', none, true) && !joins('：', '“', none, false));
        assert!(!joins('汉', 'a', none, true) && !joins('9', '年', none, true));
        assert!(!joins('가', '나', none, true));
        assert!(joins('”', '“', [Some('了'), None], true) && !joins('”', '“', [Some('s'), Some('a')], true));
    }
}

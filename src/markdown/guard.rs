//! Keeps CommonMark from misreading Chinese sources: emphasis beside full-width marks, colons, tildes, dollars.

use super::cjk::{Mark, is_cjk, is_escaped, is_mark, mark_kind};
use super::dollars;
use std::borrow::Cow;
use std::ops::Range;

/// Characters that CommonMark takes for punctuation and that no manuscript is likely to hold.
const MARKERS: [char; 8] =
    ['\u{16ec}', '\u{16eb}', '\u{1735}', '\u{1736}', '\u{169b}', '\u{169c}', '\u{16ed}', '\u{10fb}'];

/// A text in which markers stand where CommonMark would misread the source, and the way back.
///
/// CommonMark lets `**` close only where it can tell the inner side from the outer one by spaces and punctuation.
/// Chinese has no spaces, and its marks stand on either side. In `**“引用。”**后文` the second run has
/// punctuation before it and a letter behind it, so it is held to open. One punctuation character between the run
/// and 后 makes it open *or* close, as it would between two Han characters. The same character before the colon of
/// `:::` keeps it from beginning a definition, and with a backslash behind it before a `$` or a `~` keeps that a sign.
/// All that was put in is taken out of every string again, and every offset is led back past it.
pub(super) struct Guarded<'a> {
    /// The text to parse.
    pub text: Cow<'a, str>,
    markers: Markers,
    /// What was put in, ascending.
    places: Vec<Place>,
}

/// The two characters that are put in; neither is in the source.
#[derive(Clone, Copy)]
struct Markers {
    /// Stands alone.
    mark: char,
    /// Stands before a backslash that was put in.
    escape: char,
}

/// Something that was put in.
struct Place {
    /// Where it begins in the guarded text.
    at: usize,
    /// Where it ends there.
    end: usize,
    /// Bytes that were put in so far, these included.
    total: usize,
}

/// What is put in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Guard {
    /// A character that CommonMark takes for punctuation.
    Mark,
    /// That and a backslash: the next character is text.
    Escape,
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
        let markers = Markers { mark: MARKERS[0], escape: MARKERS[1] };
        let unguarded = Guarded { text: Cow::Borrowed(source), markers, places: Vec::new() };
        let mut points = if lead { vec![(0, Guard::Mark)] } else { Vec::new() };
        points.extend(guard_points(source));
        points.extend(colons(source).map(|at| (at, Guard::Mark)));
        points.extend(signs(source).into_iter().map(|at| (at, Guard::Escape)));
        if points.is_empty() {
            return unguarded;
        }
        points.sort_unstable();
        // A text that holds nearly all the markers is written against this tool; it gets plain CommonMark.
        let mut free = MARKERS.into_iter().filter(|marker| !source.contains(*marker));
        let (Some(mark), Some(escape)) = (free.next(), free.next()) else { return unguarded };
        let mut text = String::with_capacity(source.len() + points.len() * (mark.len_utf8() + 1));
        let mut places = Vec::with_capacity(points.len());
        let (mut done, mut total) = (0, 0);
        for (point, guard) in points {
            text.push_str(&source[done..point]);
            let at = text.len();
            match guard {
                Guard::Mark => text.push(mark),
                Guard::Escape => text.extend([escape, '\\']),
            }
            total += text.len() - at;
            places.push(Place { at, end: text.len(), total });
            done = point;
        }
        text.push_str(&source[done..]);
        Guarded { text: Cow::Owned(text), markers: Markers { mark, escape }, places }
    }

    /// Leads a place in the guarded text back to the source.
    pub fn source_offset(&self, offset: usize) -> usize {
        let before = self.places.partition_point(|place| place.end <= offset);
        let total = before.checked_sub(1).map_or(0, |last| self.places[last].total);
        match self.places.get(before) {
            // Inside what was put in there is no source; its place is where that stands.
            Some(place) if offset > place.at => place.at - total,
            _ => offset - total,
        }
    }

    /// Leads a range of the guarded text back to the source.
    pub fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        self.source_offset(range.start)..self.source_offset(range.end)
    }

    /// Takes what was put in out of a string of the guarded text.
    pub fn strip<'s>(&self, text: &'s str) -> Cow<'s, str> {
        let Markers { mark, escape } = self.markers;
        if self.places.is_empty() || !text.contains([mark, escape]) {
            return Cow::Borrowed(text);
        }
        let mut stripped = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                _ if c == mark => {}
                // In code the backslash is still there.
                _ if c == escape => drop(characters.next_if_eq(&'\\')),
                _ => stripped.push(c),
            }
        }
        Cow::Owned(stripped)
    }
}

/// Colons at the beginning of a line that begin no definition: no blank stands behind them. A rule of a table, which
/// may begin with a colon too, is left alone.
fn colons(source: &str) -> impl Iterator<Item = usize> {
    let is_rule = |line: &str| line.contains('-') && line.bytes().all(|byte| b":-| \t\r".contains(&byte));
    let lines = source.split('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len() + 1;
        Some((start, line))
    });
    lines.filter_map(move |(start, line)| {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let behind = text.strip_prefix(':')?;
        (!behind.starts_with([' ', '\t']) && !is_rule(text)).then_some(start + line.len() - text.len())
    })
}

/// Where `$` and `~` are signs and no markup: dollars that are no formula's, and a tilde that stands alone (5~10), which
/// would strike text out.
fn signs(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut signs = dollars::literal(source);
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'~') {
        let start = at + found;
        at = start + bytes[start..].iter().take_while(|byte| **byte == b'~').count();
        if at == start + 1 && !is_escaped(source, start) {
            signs.push(start);
        }
    }
    signs
}

/// Where a marker makes a delimiter run readable; ascending. See [`Guarded`].
fn guard_points(source: &str) -> Vec<(usize, Guard)> {
    let bytes = source.as_bytes();
    let mut points = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'*' | b'~')) {
        let mut start = at + found;
        let delimiter = bytes[start];
        let end = start + bytes[start..].iter().take_while(|byte| **byte == delimiter).count();
        at = end;
        start += usize::from(is_escaped(source, start));
        // A tilde alone is a sign.
        if start < end && (delimiter == b'*' || end - start > 1) {
            points.extend(guard_point(source, start..end).map(|at| (at, Guard::Mark)));
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
    // What cannot be seen, and marks on a letter, count for what they stand behind.
    let letter = |text: &str| text.chars().rev().find(|c| is_mark(*c) || c.is_alphanumeric()).unwrap_or(before);
    let outward = |inner: char, beyond: Option<char>| match mark_kind(inner) {
        Mark::Wide => true,
        Mark::Shared => beyond.is_some_and(is_cjk),
        Mark::Other => false,
    };
    match (is_mark(before), is_mark(after)) {
        (false, true) => {
            let beyond = source[run.end..].chars().nth(1);
            (is_cjk(letter(&source[..run.start])) || outward(after, beyond)).then_some(run.start)
        }
        (true, false) => {
            let beyond = source[..run.start].chars().nth_back(1);
            (is_cjk(after) || outward(before, beyond)).then_some(run.end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(source: &str) -> String {
        Guarded::blocks(source).text.replace(MARKERS[0], "|").replace(MARKERS[1], "!")
    }

    #[test]
    fn markers_stand_only_where_chinese_marks_mislead_commonmark() {
        assert_eq!(guarded("**“引用。”**后文"), "**“引用。”**|后文");
        assert_eq!(guarded("这是**“重点”**"), "这是|**“重点”**");
        assert_eq!(guarded("用**C++**写"), "用**C++**|写");
        assert_eq!(guarded("**重点**后"), "**重点**后");
        assert_eq!(guarded("foo**“bar”**baz a**(b)**c"), "foo**“bar”**baz a**(b)**c");
        // Marks on letters and characters that cannot be seen are no punctuation.
        for unseen in
            ["\u{200b}", "\u{200e}", "\u{202a}", "\u{2060}", "\u{ad}", "\u{200d}", "\u{fe0f}", "\u{e0100}", "\u{302}"]
        {
            for source in ["甲X**粗**体，乙X*斜*体", "★X*斜*体，丙X**粗**丁", "X**粗四**体", "词X**C+**D"]
            {
                let source = source.replace('X', unseen);
                assert_eq!(guarded(&source), source.replace("+**D", "+**|D").replace("**|D", "**D"), "{unseen:?}");
            }
            for (source, wanted) in [("这X**“重点”**后", "这X|**“重点”**|后"), ("**“引”**X乙", "**“引”**|X乙")]
            {
                assert_eq!(guarded(&source.replace('X', unseen)), wanted.replace('X', unseen), "{unseen:?}");
            }
        }
        assert_eq!(guarded("\\*“x”\\*后 \\\\*“x”*后"), "\\*“x”\\*后 \\\\*“x”*|后");
    }

    #[test]
    fn signs_and_colons_are_kept_from_being_markup() {
        assert_eq!(guarded("5~10天，6~8天，又~~删~~"), "5!\\~10天，6!\\~8天，又~~删~~");
        assert_eq!(guarded("花了$5，又花$6，\\$7"), "花了!\\$5，又花!\\$6，\\$7");
        assert_eq!(guarded("甲\n:乙\n\n> 丙\n> ::: 丁"), "甲\n|:乙\n\n> 丙\n> |::: 丁");
        assert_eq!(guarded("甲\n: 乙\n:\t丙\n\na|b\n:-|-:"), "甲\n: 乙\n:\t丙\n\na|b\n:-|-:");
    }

    #[test]
    fn offsets_lead_back_to_the_source() {
        let source = "甲**“乙”**丙**（丁）**戊，花了$5，又花$6\n:己`$`";
        let guarded = Guarded::blocks(source);
        assert_eq!(guarded.strip(&guarded.text), source);
        let is_put_in = |at: usize| guarded.places.iter().any(|place| (place.at..place.end).contains(&at));
        for (place, c) in guarded.text.char_indices().filter(|(at, _)| !is_put_in(*at)) {
            assert!(source[guarded.source_offset(place)..].starts_with(c), "{place} {c}");
        }
        assert_eq!(guarded.source_offset(guarded.text.len()), source.len());
    }

    #[test]
    fn a_text_with_every_marker_is_left_alone() {
        let source = format!("{}这是**“重点”**", MARKERS.iter().collect::<String>());
        assert_eq!(Guarded::blocks(&source).text, source);
    }
}

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A source file known to a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// A range of bytes in a source file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { file, start: clamp(start), end: clamp(end) }
    }
}

/// A place as people count: line and column from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode characters, from 1.
    pub column: u32,
}

/// The text files of a manuscript, as they were read.
#[derive(Default, Clone, Debug)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    by_path: BTreeMap<PathBuf, FileId>,
}

/// A stretch of a text that stands otherwise in the file it was read from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Where it begins in the text.
    pub at: u32,
    /// Its bytes in the text; 0 where something was left out.
    pub length: u32,
    /// Where it begins in the file.
    pub from: u32,
    /// Its bytes in the file.
    pub from_length: u32,
}

#[derive(Clone, Debug)]
struct SourceFile {
    path: PathBuf,
    text: Arc<str>,
    /// The text of the file itself, where `text` differs from it.
    original: Option<Arc<str>>,
    edits: Vec<Edit>,
    /// Of the file itself.
    line_starts: Vec<u32>,
    /// How many characters of the file begin before each multiple of [`STRIDE`] bytes.
    counts: Vec<u32>,
}

/// A chapter may be one line of a million characters with a finding in each: columns are counted from marks this many
/// bytes apart.
const STRIDE: usize = 1024;

/// How many characters begin in bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}

impl SourceFile {
    /// How many characters of the file begin before a byte.
    fn characters_before(&self, offset: usize) -> u32 {
        let mark = offset / STRIDE;
        let rest = &self.original().as_bytes()[mark * STRIDE..offset];
        self.counts[mark] + characters(rest)
    }

    fn original(&self) -> &str {
        self.original.as_ref().unwrap_or(&self.text)
    }

    /// The byte of the file that stands at a byte of the text. Between the ends of an edit it is the edit's beginning.
    fn original_offset(&self, offset: u32) -> u32 {
        let before = self.edits.partition_point(|edit| edit.at <= offset);
        let Some(edit) = self.edits[..before].last() else { return offset };
        let end = edit.at + edit.length;
        // What was left out stands before the byte that took its place.
        if offset < end { edit.from } else { (edit.from + edit.from_length).saturating_add(offset - end) }
    }
}

impl SourceMap {
    /// Takes a file in. `path` is relative to the manuscript directory and is what diagnostics show.
    pub fn add(&mut self, path: &Path, text: Arc<str>) -> FileId {
        self.take(path, text, None, Vec::new())
    }

    /// Takes a file in whose text differs from the file itself by `edits`, which are in order. Spans are places in
    /// `text`; what people see (lines, columns) is that of the file.
    pub fn add_edited(&mut self, path: &Path, text: Arc<str>, original: Arc<str>, edits: Vec<Edit>) -> FileId {
        self.take(path, text, Some(original), edits)
    }

    fn take(&mut self, path: &Path, text: Arc<str>, original: Option<Arc<str>>, edits: Vec<Edit>) -> FileId {
        let shown = original.as_ref().unwrap_or(&text);
        let line_starts = line_starts(shown);
        let mut counts = vec![0];
        for part in shown.as_bytes().chunks_exact(STRIDE) {
            counts.push(counts.last().map_or(0, |before| before + characters(part)));
        }
        self.files.push(SourceFile { path: path.to_owned(), text, original, edits, line_starts, counts });
        let file = FileId(self.files.len() as u32 - 1);
        self.by_path.entry(path.to_owned()).or_insert(file);
        file
    }

    /// The path of a file, relative to the manuscript directory.
    pub fn path(&self, file: FileId) -> &Path {
        &self.files[file.0 as usize].path
    }

    /// The text of a file, in which spans are places.
    pub fn text(&self, file: FileId) -> &Arc<str> {
        &self.files[file.0 as usize].text
    }

    /// Line and column of a byte offset in a text, as the file has them; an offset past the end is the end.
    pub fn line_column(&self, file: FileId, offset: u32) -> LineColumn {
        self.counted(file, self.files[file.0 as usize].original_offset(offset) as usize)
    }

    /// Line and column of the first character of a span and of the one past its last, as the file has them.
    pub fn lines_columns(&self, span: Span) -> (LineColumn, LineColumn) {
        let shown = self.shown(span);
        (self.counted(span.file, shown.start), self.counted(span.file, shown.end))
    }

    /// The bytes of a span in the file itself. An empty span where something was left out is that.
    pub fn shown(&self, span: Span) -> Range<usize> {
        let source = &self.files[span.file.0 as usize];
        if span.start == span.end {
            let at = source.edits.partition_point(|edit| edit.at < span.start);
            if let Some(out) = source.edits.get(at).filter(|edit| edit.at == span.start && edit.length == 0) {
                return out.from as usize..(out.from + out.from_length) as usize;
            }
        }
        let [start, end] = [span.start, span.end.max(span.start)].map(|offset| source.original_offset(offset) as usize);
        start..end
    }

    /// What stands at a span in the file itself.
    pub fn written(&self, span: Span) -> &str {
        let source = &self.files[span.file.0 as usize];
        source.original().get(self.shown(span)).unwrap_or_default()
    }

    fn counted(&self, file: FileId, offset: usize) -> LineColumn {
        let source = &self.files[file.0 as usize];
        let original = source.original();
        let line = source.line_starts.partition_point(|start| *start as usize <= offset).max(1) - 1;
        let start = source.line_starts[line] as usize;
        let mut end = offset.clamp(start, original.len());
        while !original.is_char_boundary(end) {
            end -= 1;
        }
        let column = source.characters_before(end) - source.characters_before(start) + 1;
        LineColumn { line: line as u32 + 1, column }
    }

    /// The file with a path, if it was taken in.
    pub fn find(&self, path: &Path) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The byte of the file at which line `line` (from 1) begins; its end for a line past the end.
    pub fn line_start(&self, file: FileId, line: u32) -> usize {
        let source = &self.files[file.0 as usize];
        let start = source.line_starts.get(line.saturating_sub(1) as usize);
        start.map_or(source.original().len(), |start| *start as usize)
    }

    /// The text of line `line` (from 1) of the file itself, without its line end; empty past the end.
    pub fn line(&self, file: FileId, line: u32) -> &str {
        let source = &self.files[file.0 as usize];
        let original = source.original();
        let index = line.saturating_sub(1) as usize;
        let Some(start) = source.line_starts.get(index) else { return "" };
        let end = source.line_starts.get(index + 1).map_or(original.len(), |next| *next as usize);
        original[*start as usize..end].trim_end_matches(['\n', '\r'])
    }
}

/// A line ends with LF, CR LF or a lone CR, as CommonMark has it.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain((0..bytes.len()).filter(|at| ends(*at)).map(|at| at as u32 + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_before_their_newline() {
        let mut map = SourceMap::default();
        let file = map.add(Path::new("a.md"), "一二三\r\n四五\n".into());
        assert_eq!(map.line_column(file, 6), LineColumn { line: 1, column: 3 });
        assert_eq!(map.line_column(file, 11), LineColumn { line: 2, column: 1 });
        assert_eq!(map.line_column(file, 14), LineColumn { line: 2, column: 2 });
        assert_eq!(map.line(file, 1), "一二三");
        assert_eq!(map.line(file, 2), "四五");
        assert_eq!(map.line(file, 9), "");
        assert_eq!(map.line_start(file, 2), 11);
        let old = map.add(Path::new("b.md"), "一\r二\r".into());
        assert_eq!(map.line(old, 2), "二");
        assert_eq!(map.find(Path::new("b.md")), Some(old));
    }

    #[test]
    fn a_column_of_a_long_line_is_counted_from_the_nearest_mark() {
        let text = format!("短\n{}", "长a".repeat(2_000));
        let mut map = SourceMap::default();
        let file = map.add(Path::new("a.md"), text.clone().into());
        let mut expected = (1, 1);
        for (offset, letter) in text.char_indices() {
            let LineColumn { line, column } = map.line_column(file, offset as u32);
            assert_eq!((line, column), expected, "{offset}");
            expected = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        let end = map.line_column(file, u32::MAX);
        assert_eq!((end.line, end.column), expected);
    }

    #[test]
    fn places_are_those_of_the_file_where_its_text_was_edited() {
        let mut map = SourceMap::default();
        // The file: a combining mark that was composed in its first line, a character left out in its second.
        let original = "e\u{301}x\n\u{FEFF}二\u{FEFF}三\n";
        let edits = vec![
            Edit { at: 0, length: 2, from: 0, from_length: 3 },
            Edit { at: 4, length: 0, from: 5, from_length: 3 },
            Edit { at: 7, length: 0, from: 11, from_length: 3 },
        ];
        let file = map.add_edited(Path::new("a.md"), "éx\n二三\n".into(), original.into(), edits);
        let place = |offset| (map.line_column(file, offset).line, map.line_column(file, offset).column);
        assert_eq!([0, 2, 3, 4, 7, 10].map(place), [(1, 1), (1, 3), (1, 4), (2, 2), (2, 4), (2, 5)]);
        assert_eq!(map.line(file, 2), "\u{FEFF}二\u{FEFF}三");
        assert_eq!(map.shown(Span::new(file, 4, 7)), 8..14);
        assert_eq!(map.line_start(file, 2), 5);
        let (from, to) = map.lines_columns(Span::new(file, 4, 4));
        assert_eq!(((from.line, from.column), (to.line, to.column)), ((2, 1), (2, 2)), "what was left out");
    }
}

use std::collections::BTreeMap;
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

#[derive(Clone, Debug)]
struct SourceFile {
    path: PathBuf,
    text: Arc<str>,
    line_starts: Vec<u32>,
    /// How many characters begin before each multiple of [`STRIDE`] bytes.
    counts: Vec<u32>,
}

/// A chapter may be one line of a million characters with a finding in each: columns are counted from marks this many
/// bytes apart.
const STRIDE: usize = 1024;

impl SourceFile {
    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> u32 {
        let mark = offset / STRIDE;
        let rest = &self.text.as_bytes()[mark * STRIDE..offset];
        self.counts[mark] + characters(rest)
    }
}

/// How many characters begin in bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}

impl SourceMap {
    /// Takes a file in. `path` is relative to the manuscript directory and is what diagnostics show.
    pub fn add(&mut self, path: &Path, text: Arc<str>) -> FileId {
        let line_starts = line_starts(&text);
        let mut counts = vec![0];
        for part in text.as_bytes().chunks_exact(STRIDE) {
            counts.push(counts.last().map_or(0, |before| before + characters(part)));
        }
        self.files.push(SourceFile { path: path.to_owned(), text, line_starts, counts });
        let file = FileId(self.files.len() as u32 - 1);
        self.by_path.entry(path.to_owned()).or_insert(file);
        file
    }

    /// The path of a file, relative to the manuscript directory.
    pub fn path(&self, file: FileId) -> &Path {
        &self.files[file.0 as usize].path
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &Arc<str> {
        &self.files[file.0 as usize].text
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn line_column(&self, file: FileId, offset: u32) -> LineColumn {
        let source = &self.files[file.0 as usize];
        let line = source.line_starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = source.line_starts[line] as usize;
        let mut end = (offset as usize).clamp(start, source.text.len());
        while !source.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = source.characters_before(end) - source.characters_before(start) + 1;
        LineColumn { line: line as u32 + 1, column }
    }

    /// The file with a path, if it was taken in.
    pub fn find(&self, path: &Path) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The byte at which line `line` (from 1) begins; the end of the text for a line past the end.
    pub fn line_start(&self, file: FileId, line: u32) -> usize {
        let source = &self.files[file.0 as usize];
        source.line_starts.get(line.saturating_sub(1) as usize).map_or(source.text.len(), |start| *start as usize)
    }

    /// The text of line `line` (from 1), without its line end; empty past the end.
    pub fn line(&self, file: FileId, line: u32) -> &str {
        let source = &self.files[file.0 as usize];
        let index = line.saturating_sub(1) as usize;
        let Some(start) = source.line_starts.get(index) else { return "" };
        let end = source.line_starts.get(index + 1).map_or(source.text.len(), |next| *next as usize);
        source.text[*start as usize..end].trim_end_matches(['\n', '\r'])
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
}

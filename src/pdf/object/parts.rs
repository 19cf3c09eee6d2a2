//! A file of one revision, cut into its objects.

use std::ops::Range;

/// Where the pieces of a file are.
pub(in crate::pdf) struct Parts {
    /// From the header to the first object.
    pub head: Range<usize>,
    /// By number less one: what stands between `obj` and `endobj`.
    pub objects: Vec<Range<usize>>,
    /// What stands in the trailer's dictionary beside its size.
    pub trailer: Vec<u8>,
}

impl Parts {
    /// Finds them; none in a file of another shape than the back end's.
    pub fn of(file: &[u8]) -> Option<Parts> {
        let end = rfind(file, b"startxref")?;
        let table: usize = number(file.get(end + 9..)?)?.0;
        let start = rfind(file.get(..end)?, b"trailer")?;
        let offsets = offsets(file.get(table..start)?)?;
        let mut objects = Vec::with_capacity(offsets.len());
        for (index, &from) in offsets.iter().enumerate() {
            let to = offsets.get(index + 1).copied().unwrap_or(table);
            objects.push(body(file, from..to, index + 1)?);
        }
        let head = 0..offsets.first().copied()?;
        Some(Parts { head, objects, trailer: trailer(file.get(start + 7..end)?)? })
    }
}

/// The offsets in a table with one section, which begins at the free object 0; they must rise.
pub(super) fn offsets(table: &[u8]) -> Option<Vec<usize>> {
    let rest = table.strip_prefix(b"xref\n0 ")?;
    let (count, digits) = number(rest)?;
    let entries = rest.get(digits + 1..)?;
    let mut offsets = Vec::with_capacity(count);
    for entry in entries.chunks_exact(20).take(count).skip(1) {
        if entry.get(17) != Some(&b'n') {
            return None;
        }
        offsets.push(number(entry)?.0);
    }
    (offsets.len() + 1 == count && offsets.is_sorted()).then_some(offsets)
}

/// What stands between `obj` and `endobj`.
pub(super) fn body(file: &[u8], object: Range<usize>, name: usize) -> Option<Range<usize>> {
    let bytes = file.get(object.clone())?;
    let opening = format!("{name} 0 obj\n");
    let closing = rfind(bytes, b"endobj")?;
    bytes.starts_with(opening.as_bytes()).then(|| object.start + opening.len()..object.start + closing)
}

/// The entries of the trailer but `Size`, which the back end writes first.
pub(super) fn trailer(bytes: &[u8]) -> Option<Vec<u8>> {
    let from = bytes.windows(5).position(|window| window == b"/Size")? + 5;
    let to = rfind(bytes, b">>")?;
    let (_, digits) = number(bytes.get(from..)?)?;
    bytes.get(from + digits..to).map(<[u8]>::to_vec)
}

/// The number that leads `bytes`, after blanks, and how many bytes were read.
pub(super) fn number(bytes: &[u8]) -> Option<(usize, usize)> {
    let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let digits = bytes[blank..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let text = std::str::from_utf8(&bytes[blank..blank + digits]).ok()?;
    Some((text.parse().ok()?, blank + digits))
}

/// Where `word` stands last.
pub(super) fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

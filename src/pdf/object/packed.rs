//! Files whose small objects lie in object streams (ISO 32000-1, 7.5.7 and 7.5.8), as [`crate::pdf::compact`] packs them.

use super::file::{File, Indirect};
use super::{Dict, Lexer, Object};

/// The columns of the table: kind, place, index.
type Widths = [usize; 3];

impl<'a> File<'a> {
    /// Reads a file with a cross-reference stream; none for a file of any other shape.
    pub(super) fn read_packed(bytes: &'a [u8], version: (u8, u8)) -> Option<File<'a>> {
        let word = b"startxref";
        let end = bytes.windows(word.len()).rposition(|window| window == word)?;
        let Object::Number(start) = Lexer::new(bytes.get(end + word.len()..)?).object()? else { return None };
        let table = at(bytes, start as usize)?;
        let dict = table.object.as_dict()?.clone();
        let rows = rows(&table, &dict)?;
        // A row may lead into a stream that is itself a row; streams first.
        let mut file = File { version, objects: Vec::with_capacity(rows.len()), trailer: dict };
        for [kind, place, _] in rows.iter().skip(1) {
            let read = if *kind == 1 { at(bytes, *place as usize)? } else { nothing() };
            file.objects.push(read);
        }
        let mut unpacked: Option<(u64, Vec<Object>)> = None;
        for (number, [kind, place, index]) in rows.iter().enumerate().skip(1) {
            if *kind != 2 {
                continue;
            }
            if unpacked.as_ref().is_none_or(|(stream, _)| stream != place) {
                unpacked = Some((*place, file.unpack(*place as u32)?));
            }
            let object = unpacked.as_ref()?.1.get(*index as usize)?.clone();
            file.objects[number - 1] = Indirect { object, data: None };
        }
        Some(file)
    }

    /// The objects in an object stream, in their order.
    fn unpack(&self, stream: u32) -> Option<Vec<Object>> {
        let dict = self.get(stream)?.object.as_dict()?;
        let (count, first) = (dict.get("N")?.as_number()? as usize, dict.get("First")?.as_number()? as usize);
        let data = self.data(stream)?;
        let mut lexer = Lexer::new(data.get(..first)?);
        let mut offsets = Vec::new();
        for _ in 0..count {
            lexer.object()?;
            offsets.push(lexer.object()?.as_number()? as usize);
        }
        offsets.into_iter().map(|offset| Lexer::new(data.get(first.checked_add(offset)?..)?).object()).collect()
    }
}

fn nothing<'a>() -> Indirect<'a> {
    Indirect { object: Object::Null, data: None }
}

/// The object whose `n 0 obj` stands at an offset.
fn at(bytes: &[u8], offset: usize) -> Option<Indirect<'_>> {
    let rest = bytes.get(offset..)?;
    let mut lexer = Lexer::new(rest);
    lexer.object()?;
    lexer.object()?;
    lexer.take(b"obj").then_some(())?;
    Indirect::read(rest.get(lexer.at()..)?)
}

/// The rows of a cross-reference stream: kind, place, index.
fn rows(table: &Indirect, dict: &Dict) -> Option<Vec<[u64; 3]>> {
    let widths: Vec<usize> =
        dict.get("W")?.as_array()?.iter().filter_map(Object::as_number).map(|width| width as usize).collect();
    let widths: Widths = widths.try_into().ok().filter(|widths: &Widths| widths.iter().all(|width| *width <= 8))?;
    let length: usize = widths.iter().sum();
    let data = super::file::inflate(table.data.as_deref()?)?;
    let mut rows = Vec::new();
    let mut above = vec![0_u8; length];
    // Every row begins with its predictor: 2 is the difference from the row above (RFC 2083, 6.4).
    for row in data.chunks_exact(length + 1) {
        let (2, row) = row.split_first().map(|(predictor, row)| (*predictor, row))? else { return None };
        above.iter_mut().zip(row).for_each(|(above, difference)| *above = above.wrapping_add(*difference));
        let mut rest = above.as_slice();
        rows.push(widths.map(|width| {
            let (field, tail) = rest.split_at(width);
            rest = tail;
            field.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
        }));
    }
    Some(rows)
}

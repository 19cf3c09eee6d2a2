//! The finished file, with its small objects packed into object streams (ISO 32000-1, 7.5.7).
//!
//! The back end writes every object plainly, and a tagged book has an object for every paragraph: a sixth of a novel's
//! file would be structure in clear text. Nothing but the wrapping changes here; numbers and contents stay.

use super::object::Parts;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;
use std::io::Write as _;
use std::ops::Range;

/// Objects in one object stream. A viewer unpacks a whole stream to reach one object.
const TOGETHER: usize = 200;

/// Packs a file as the back end writes it: objects in a row, one table of offsets, one trailer. A file of any other
/// shape comes back as it is.
pub(super) fn compact(file: Vec<u8>) -> Vec<u8> {
    match Parts::of(&file).and_then(|parts| pack(&file, &parts)) {
        Some(packed) if packed.len() < file.len() => packed,
        _ => file,
    }
}

fn pack(file: &[u8], parts: &Parts) -> Option<Vec<u8>> {
    let is_stream = |range: &Range<usize>| file[range.clone()].trim_ascii_end().ends_with(b"endstream");
    let (streams, small): (Vec<usize>, Vec<usize>) =
        (0..parts.objects.len()).partition(|&object| is_stream(&parts.objects[object]));
    let groups: Vec<&[usize]> = small.chunks(TOGETHER).collect();
    let packed: Vec<Vec<u8>> =
        groups.par_iter().map(|group| object_stream(file, parts, group)).collect::<Option<_>>()?;

    let mut out = file[parts.head.clone()].to_vec();
    let count = parts.objects.len() + groups.len() + 2;
    let mut table = vec![Entry::Free; count];
    for object in streams {
        table[object + 1] = Entry::At(out.len());
        writeln!(out, "{} 0 obj", object + 1).ok()?;
        out.extend_from_slice(file[parts.objects[object].clone()].trim_ascii_end());
        out.extend_from_slice(b"\nendobj\n");
    }
    for (index, (group, packed)) in groups.iter().zip(packed).enumerate() {
        let own = parts.objects.len() + 1 + index;
        for (place, &object) in group.iter().enumerate() {
            table[object + 1] = Entry::In(own, place);
        }
        table[own] = Entry::At(out.len());
        writeln!(out, "{own} 0 obj").ok()?;
        out.extend_from_slice(&packed);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    table[count - 1] = Entry::At(start);
    let rows = deflate(&rows(&table))?;
    write!(out, "{} 0 obj\n<</Type/XRef/Size {count}/W[1 4 2]", count - 1).ok()?;
    out.extend_from_slice(&parts.trailer);
    write!(out, "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length {}>>\nstream\n", rows.len()).ok()?;
    out.extend_from_slice(&rows);
    write!(out, "\nendstream\nendobj\nstartxref\n{start}\n%%EOF").ok()?;
    Some(out)
}

/// The objects, each after a table of their numbers and offsets.
fn object_stream(file: &[u8], parts: &Parts, group: &[usize]) -> Option<Vec<u8>> {
    let (mut table, mut bodies) = (Vec::new(), Vec::new());
    for &object in group {
        write!(table, "{} {} ", object + 1, bodies.len()).ok()?;
        bodies.extend_from_slice(file[parts.objects[object].clone()].trim_ascii_end());
        bodies.push(b'\n');
    }
    let first = table.len();
    table.append(&mut bodies);
    let data = deflate(&table)?;
    let mut out = Vec::with_capacity(data.len() + 120);
    let (count, length) = (group.len(), data.len());
    write!(out, "<</Type/ObjStm/N {count}/First {first}/Filter/FlateDecode/Length {length}>>\nstream\n").ok()?;
    out.extend_from_slice(&data);
    out.extend_from_slice(b"\nendstream");
    Some(out)
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    In(usize, usize),
}

/// The table of a cross-reference stream: rows of 1 + 4 + 2 bytes, each as its difference from the row above
/// (predictor 12), because neighbours differ little.
fn rows(table: &[Entry]) -> Vec<u8> {
    let mut out = Vec::with_capacity(table.len() * 8);
    let mut above = [0_u8; 7];
    for entry in table {
        let (kind, place, index) = match *entry {
            Entry::Free => (0, 0, 0xFFFF),
            Entry::At(offset) => (1, offset as u32, 0),
            Entry::In(stream, index) => (2, stream as u32, index as u16),
        };
        let mut row = [kind; 7];
        row[1..5].copy_from_slice(&place.to_be_bytes());
        row[5..].copy_from_slice(&index.to_be_bytes());
        out.push(2);
        out.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    out
}

fn deflate(data: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 4), Compression::default());
    encoder.write_all(data).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::super::object::{Dict, File, Object};
    use super::*;

    /// A file with one stream and `count` small objects, as the back end would write it.
    fn file(count: usize) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n%\x80\n\n".to_vec();
        let mut offsets = Vec::new();
        for number in 1..=count + 1 {
            offsets.push(file.len());
            let body = match number {
                1 => "<</Length 6>>\nstream\nendobj\nendstream".to_owned(),
                _ => format!("<</Type/Font/Next {} 0 R/Words(trailer xref endobj)>>", number - 1),
            };
            write!(file, "{number} 0 obj\n{body}\nendobj\n\n").expect("in memory");
        }
        let table = file.len();
        write!(file, "xref\n0 {}\n0000000000 65535 f\r\n", count + 2).expect("in memory");
        for offset in offsets {
            write!(file, "{offset:010} 00000 n\r\n").expect("in memory");
        }
        let size = count + 2;
        write!(file, "trailer\n<</Size {size}/Root 2 0 R/ID[(a)(b)]>>\nstartxref\n{table}\n%%EOF").expect("in memory");
        file
    }

    #[test]
    fn many_small_objects_become_few_streams() {
        let packed = compact(file(450));
        let text = String::from_utf8_lossy(&packed);
        assert_eq!(text.matches("/Type/ObjStm").count(), 3);
        assert!(text.contains("/Type/XRef/Size 456/W[1 4 2]/Root 2 0 R/ID[(a)(b)]"));
        // The stream stays as it is, word for word.
        assert!(text.contains("1 0 obj\n<</Length 6>>\nstream\nendobj\nendstream\nendobj\n"));
        let start = text.rfind("startxref\n").expect("an end");
        let offset: usize = text[start + 10..].lines().next().expect("a line").parse().expect("a number");
        assert!(packed[offset..].starts_with(b"455 0 obj\n<</Type/XRef"));
    }

    #[test]
    fn what_is_not_understood_stays_as_it_is() {
        let whole = file(450);
        for broken in [b"".to_vec(), b"startxref\n9".to_vec(), whole[40..].to_vec(), whole[..whole.len() - 40].to_vec()]
        {
            assert_eq!(compact(broken.clone()), broken);
        }
    }

    #[test]
    fn a_packed_file_reads_like_the_plain_one() {
        let shell = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n29\n%%EOF";
        let mut file = File::read(shell).expect("a file");
        for index in 0..450 {
            file.add(Object::Dict(Dict::default().with("Index", Object::Number(f64::from(index)))), None);
        }
        let stream = file.add(Object::Dict(Dict::default()), Some(b"data".to_vec()));
        let plain = file.write();
        let packed = compact(plain.clone());
        assert!(packed.len() < plain.len());
        let read = File::read(&packed).expect("the packed file");
        assert_eq!(read.root(), file.root());
        for number in file.numbers() {
            assert_eq!(
                read.get(number).map(|one| &one.object),
                File::read(&plain).unwrap().get(number).map(|one| &one.object)
            );
        }
        assert_eq!(read.data(stream).as_deref(), Some(&b"data"[..]));
        for broken in [&packed[..packed.len() - 30], &packed[400..], b"%PDF-1.7\nstartxref\n99999"] {
            assert!(File::read(broken).is_none());
        }
    }
}

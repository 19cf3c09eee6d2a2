//! A file as a table of objects.

use super::parts::Parts;
use super::{Dict, Lexer, Object, append};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::borrow::Cow;
use std::io::{Read as _, Write as _};

/// The most bytes that one stream is unpacked to: a page of an atlas at 1,200 ppi in four inks.
const MOST: u64 = 1 << 31;

/// A file: its objects by number, and its trailer.
pub(in crate::pdf) struct File<'a> {
    /// Major and minor version of the header.
    pub version: (u8, u8),
    /// Index 0 is object 1.
    pub(super) objects: Vec<Indirect<'a>>,
    pub trailer: Dict,
}

/// An object with a number; a stream when it has data.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Indirect<'a> {
    pub object: Object,
    /// The data, still filtered.
    pub data: Option<Cow<'a, [u8]>>,
}

impl<'a> File<'a> {
    /// Reads a file as the back end, [`File::write`] or [`crate::pdf::compact`] writes it; none for a file of any other
    /// shape.
    pub fn read(bytes: &'a [u8]) -> Option<File<'a>> {
        let version = match bytes.strip_prefix(b"%PDF-")? {
            [major @ b'0'..=b'9', b'.', minor @ b'0'..=b'9', ..] => (major - b'0', minor - b'0'),
            _ => return None,
        };
        let Some(parts) = Parts::of(bytes) else { return File::read_packed(bytes, version) };
        let objects = parts.objects.iter().map(|body| Indirect::read(&bytes[body.clone()])).collect::<Option<_>>()?;
        let mut entries = b"<<".to_vec();
        entries.extend_from_slice(&parts.trailer);
        entries.extend_from_slice(b">>");
        let Some(Object::Dict(trailer)) = Lexer::new(&entries).object() else { return None };
        Some(File { version, objects, trailer })
    }

    /// The numbers of all objects.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + use<> {
        1..=self.objects.len() as u32
    }

    pub fn get(&self, number: u32) -> Option<&Indirect<'a>> {
        self.objects.get((number as usize).checked_sub(1)?)
    }

    pub fn get_mut(&mut self, number: u32) -> Option<&mut Indirect<'a>> {
        self.objects.get_mut((number as usize).checked_sub(1)?)
    }

    /// Adds an object and gives its number.
    pub fn add(&mut self, object: Object, data: Option<Vec<u8>>) -> u32 {
        self.objects.push(Indirect { object, data: data.map(Cow::Owned) });
        self.objects.len() as u32
    }

    /// The object itself, or what the reference leads to.
    pub fn resolve<'f>(&'f self, object: &'f Object) -> &'f Object {
        match object {
            Object::Ref(number) => self.get(*number).map_or(&Object::Null, |found| &found.object),
            object => object,
        }
    }

    /// The value under `key`, behind a reference or not.
    pub fn value<'f>(&'f self, dict: &'f Dict, key: &str) -> Option<&'f Object> {
        dict.get(key).map(|value| self.resolve(value)).filter(|value| **value != Object::Null)
    }

    /// The dictionary under `key`.
    pub fn dict<'f>(&'f self, dict: &'f Dict, key: &str) -> Option<&'f Dict> {
        self.value(dict, key)?.as_dict()
    }

    /// The catalogue.
    pub fn root(&self) -> Option<&Dict> {
        self.dict(&self.trailer, "Root")
    }

    /// The numbers of the pages, in order.
    pub fn pages(&self) -> Vec<u32> {
        let mut pages = Vec::new();
        if let Some(Object::Ref(root)) = self.root().and_then(|root| root.get("Pages")) {
            self.collect(*root, 0, &mut pages);
        }
        pages
    }

    fn collect(&self, number: u32, depth: u8, pages: &mut Vec<u32>) {
        let Some(node) = self.get(number).and_then(|found| found.object.as_dict()) else { return };
        match self.value(node, "Kids").and_then(Object::as_array) {
            Some(kids) if depth < 32 => {
                for kid in kids {
                    if let Object::Ref(kid) = kid {
                        self.collect(*kid, depth + 1, pages);
                    }
                }
            }
            _ => pages.push(number),
        }
    }

    /// The data of a stream; none when it is filtered by anything but Flate, or damaged.
    pub fn data(&self, number: u32) -> Option<Vec<u8>> {
        let stream = self.get(number)?;
        let filter = self.value(stream.object.as_dict()?, "Filter");
        let plain = match filter {
            None => true,
            Some(Object::Array(filters)) => filters.is_empty(),
            _ => false,
        };
        let flate = match filter {
            Some(Object::Array(filters)) => matches!(filters.as_slice(), [only] if only.is_name("FlateDecode")),
            Some(name) => name.is_name("FlateDecode"),
            None => false,
        };
        let data = stream.data.as_deref()?;
        match (plain, flate) {
            (true, _) => Some(data.to_vec()),
            (_, true) => inflate(data),
            _ => None,
        }
    }

    /// Gives a stream new data, deflated.
    pub fn set_data(&mut self, number: u32, data: &[u8]) {
        let packed = deflate(data);
        if let Some(stream) = self.get_mut(number) {
            if let Some(dict) = stream.object.as_dict_mut() {
                dict.set("Filter", Object::name("FlateDecode"));
                dict.remove("DecodeParms");
            }
            stream.data = Some(Cow::Owned(packed));
        }
    }

    /// The bytes of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        append(&mut out, format_args!("%PDF-{}.{}\n%", self.version.0, self.version.1));
        // Four bytes above 127 tell transfer programs that the file is binary (7.5.2).
        out.extend_from_slice(b"\xE2\xE3\xCF\xD3\n");
        let mut offsets = Vec::with_capacity(self.objects.len());
        for (index, indirect) in self.objects.iter().enumerate() {
            offsets.push(out.len());
            append(&mut out, format_args!("{} 0 obj\n", index + 1));
            indirect.write(&mut out);
            out.extend_from_slice(b"\nendobj\n");
        }
        let table = out.len();
        append(&mut out, format_args!("xref\n0 {}\n0000000000 65535 f\r\n", offsets.len() + 1));
        for offset in &offsets {
            append(&mut out, format_args!("{offset:010} 00000 n\r\n"));
        }
        let size = Dict::default().with("Size", Object::Number((offsets.len() + 1) as f64));
        let trailer = self.trailer.0.iter().fold(size, |mut all, entry| {
            all.0.push(entry.clone());
            all
        });
        out.extend_from_slice(b"trailer\n");
        trailer.write(&mut out);
        append(&mut out, format_args!("\nstartxref\n{table}\n%%EOF\n"));
        out
    }
}

impl<'a> Indirect<'a> {
    pub(super) fn read(body: &'a [u8]) -> Option<Indirect<'a>> {
        let mut lexer = Lexer::new(body);
        let object = lexer.object()?;
        if !lexer.take(b"stream") {
            return Some(Indirect { object, data: None });
        }
        let start = match body.get(lexer.at()..)? {
            [b'\r', b'\n', ..] => lexer.at() + 2,
            [b'\n', ..] => lexer.at() + 1,
            _ => return None,
        };
        let Some(Object::Number(length)) = object.as_dict()?.get("Length") else { return None };
        let data = body.get(start..start.checked_add(*length as usize)?)?;
        Some(Indirect { object, data: Some(Cow::Borrowed(data)) })
    }

    fn write(&self, out: &mut Vec<u8>) {
        let Some(data) = &self.data else { return self.object.write(out) };
        match &self.object {
            Object::Dict(dict) => dict.clone().with("Length", Object::Number(data.len() as f64)).write(out),
            object => object.write(out),
        }
        out.extend_from_slice(b"\nstream\n");
        out.extend_from_slice(data);
        out.extend_from_slice(b"\nendstream");
    }
}

/// Zlib, at the level that costs least for what it saves.
pub(in crate::pdf) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 4), Compression::default());
    // A vector takes every byte.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}

pub(super) fn inflate(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    ZlibDecoder::new(data).take(MOST).read_to_end(&mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Digest;

    /// The bytes of every output go through deflate: they are the same on every machine only if its own are. This digest
    /// must hold on every processor; where an update of the packages moves it, the bytes of all files move with it.
    #[test]
    fn deflated_bytes_are_the_same_on_every_machine() {
        // Three windows and more of text with repetitions near and far, from a generator of linear congruences.
        let mut state = 1_u32;
        let mut data = Vec::new();
        while data.len() < 120_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let word = state >> 22;
            append(&mut data, format_args!("{} {:.3} Td <{:04X}> Tj ", word % 40, f64::from(word) / 7.0, word * word));
        }
        let packed = deflate(&data);
        assert_eq!(inflate(&packed).as_deref(), Some(&data[..]));
        let digest = "cc313e45bde6f5dc0873c378f0d2420c9472e78c530d18d540aa1e739e9abdf5";
        assert_eq!(Digest::of(&packed).to_string(), digest, "{} bytes", packed.len());
    }
}

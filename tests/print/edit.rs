//! Changes to a finished file: the objects are text, so text is put in the place of text, and the table of offsets is
//! made anew.

/// A file in pieces.
pub struct Edit {
    version: String,
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl Edit {
    pub fn of(bytes: &[u8]) -> Edit {
        let find = |word: &[u8], from: usize| {
            let found = bytes[from..].windows(word.len()).position(|window| window == word);
            from + found.unwrap_or_else(|| panic!("no {}", String::from_utf8_lossy(word)))
        };
        let table = bytes.windows(5).rposition(|window| window == b"\nxref").expect("a table") + 1;
        let lines = String::from_utf8(bytes[table..].to_vec()).expect("ASCII");
        let offsets: Vec<usize> = lines
            .lines()
            .filter(|line| line.ends_with(" n"))
            .map(|line| line[..10].parse().expect("an offset"))
            .collect();
        let ends = offsets.iter().skip(1).copied().chain([table]);
        let objects = offsets
            .iter()
            .zip(ends)
            .map(|(from, to)| {
                let body = find(b" obj\n", *from) + 5;
                bytes[body..to].strip_suffix(b"\nendobj\n").expect("an end").to_vec()
            })
            .collect();
        let trailer = lines.split_once("trailer\n").expect("a trailer").1;
        let trailer = trailer.split_once("\nstartxref").expect("an end").0.to_owned();
        Edit { version: String::from_utf8_lossy(&bytes[5..8]).into_owned(), objects, trailer }
    }

    pub fn version(&mut self, version: &str) {
        self.version = version.to_owned();
    }

    /// Replaces the first `from` of the trailer.
    pub fn trailer(&mut self, from: &str, to: &str) {
        assert!(self.trailer.contains(from), "{}", self.trailer);
        self.trailer = self.trailer.replacen(from, to, 1);
    }

    /// Replaces the first `from` of the first object that has it; the data of streams count as well.
    pub fn replace(&mut self, from: &str, to: &str) {
        for object in &mut self.objects {
            if let Some(at) = object.windows(from.len()).position(|window| window == from.as_bytes()) {
                object.splice(at..at + from.len(), to.bytes());
                measure(object);
                return;
            }
        }
        panic!("no object has {from}");
    }

    /// Adds an object and gives its number.
    pub fn add(&mut self, body: &str) -> usize {
        self.objects.push(body.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream with these entries in its dictionary.
    pub fn add_stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
        self.objects.push([head.as_bytes(), data, b"\nendstream"].concat());
        self.objects.len()
    }

    /// Puts content behind that of the first page.
    pub fn draw(&mut self, content: &str) {
        let number = self.add_stream("", content.as_bytes());
        self.replace("/Contents[", &format!("/Contents[{number} 0 R "));
    }

    /// Gives the first page an entry.
    pub fn page(&mut self, entry: &str) {
        self.replace("/Type/Page/", &format!("/Type/Page{entry}/"));
    }

    /// Gives the catalogue an entry.
    pub fn catalog(&mut self, entry: &str) {
        self.replace("/Type/Catalog/", &format!("/Type/Catalog{entry}/"));
    }

    pub fn write(&self) -> Vec<u8> {
        let mut out = format!("%PDF-{}\n%\u{2}\n", self.version).into_bytes();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", self.objects.len() + 1);
        for (index, object) in self.objects.iter().enumerate() {
            table += &format!("{:010} 00000 n\r\n", out.len());
            out.extend(format!("{} 0 obj\n", index + 1).into_bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        let count = format!("/Size {}", self.objects.len() + 1);
        let (before, rest) = self.trailer.split_once("/Size ").expect("a size");
        let rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        out.extend(format!("{table}trailer\n{before}{count}{rest}\nstartxref\n{start}\n%%EOF\n").into_bytes());
        out
    }
}

/// Writes the length of a stream anew.
fn measure(object: &mut Vec<u8>) {
    let Some(head) = object.windows(8).position(|window| window == b"\nstream\n") else { return };
    let length = object.len() - head - 8 - b"\nendstream".len();
    let text = String::from_utf8_lossy(&object[..head]).into_owned();
    let (before, rest) = text.rsplit_once("/Length ").expect("a length");
    let rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let head_text = format!("{before}/Length {length}{rest}");
    object.splice(..head, head_text.into_bytes());
}

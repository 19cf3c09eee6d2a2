//! A reader of PDF files for tests: it knows the objects, the structure tree and the text of marked content. It shares
//! no code with the writer.

#![allow(dead_code, reason = "each test crate uses its own part")]

use flate2::read::ZlibDecoder;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;

/// A PDF object.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dict(BTreeMap<String, Value>),
    Ref(u32),
    /// An operator of a content stream.
    Word(String),
}

/// A file, taken apart.
pub struct Pdf {
    objects: BTreeMap<u32, Value>,
    streams: BTreeMap<u32, Vec<u8>>,
    trailer: BTreeMap<String, Value>,
}

impl Value {
    pub fn dict(&self) -> &BTreeMap<String, Value> {
        match self {
            Value::Dict(dict) => dict,
            other => panic!("{other:?} is no dictionary"),
        }
    }
    pub fn number(&self) -> f64 {
        match self {
            Value::Number(number) => *number,
            other => panic!("{other:?} is no number"),
        }
    }
    pub fn name(&self) -> &str {
        match self {
            Value::Name(name) => name,
            other => panic!("{other:?} is no name"),
        }
    }
    /// A text string, in UTF-16 or in ASCII.
    pub fn text(&self) -> String {
        let Value::Text(bytes) = self else { panic!("{self:?} is no string") };
        match bytes.strip_prefix(&[0xFE, 0xFF]) {
            Some(utf16) => utf16_text(utf16),
            None => String::from_utf8(bytes.clone()).expect("ASCII"),
        }
    }
}

fn utf16_text(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

impl Pdf {
    pub fn read(bytes: &[u8]) -> Pdf {
        let mut pdf = Pdf { objects: BTreeMap::new(), streams: BTreeMap::new(), trailer: BTreeMap::new() };
        let mut lexer = Lexer { bytes, at: 0 };
        loop {
            match lexer.value() {
                Some(Value::Number(number)) => pdf.object(number as u32, &mut lexer),
                Some(Value::Word(word)) if word == "trailer" => {
                    pdf.trailer = lexer.value().expect("a trailer").dict().clone();
                }
                Some(Value::Word(word)) if word == "xref" => lexer.skip_to(b"trailer"),
                Some(Value::Word(word)) if word == "startxref" => break,
                Some(other) => panic!("{other:?} between objects"),
                None => break,
            }
        }
        for number in pdf.streams.keys().copied().collect::<Vec<_>>() {
            pdf.unpack(number);
        }
        pdf
    }

    fn object(&mut self, number: u32, lexer: &mut Lexer) {
        lexer.value();
        assert_eq!(lexer.value(), Some(Value::Word("obj".to_owned())));
        let value = lexer.value().expect("an object");
        let mut word = lexer.value();
        if word == Some(Value::Word("stream".to_owned())) {
            lexer.at += 1;
            let length = value.dict()["Length"].number() as usize;
            let raw = &lexer.bytes[lexer.at..lexer.at + length];
            let data = match value.dict().get("Filter") {
                Some(Value::Name(filter)) if filter == "FlateDecode" => {
                    let mut data = Vec::new();
                    ZlibDecoder::new(raw).read_to_end(&mut data).expect("deflated data");
                    data
                }
                _ => raw.to_vec(),
            };
            self.streams.insert(number, data);
            lexer.at += length;
            assert_eq!(lexer.value(), Some(Value::Word("endstream".to_owned())));
            word = lexer.value();
        }
        assert_eq!(word, Some(Value::Word("endobj".to_owned())));
        if matches!(&value, Value::Dict(dict) if dict.get("Type") == Some(&Value::Name("XRef".to_owned()))) {
            self.trailer = value.dict().clone();
        }
        self.objects.insert(number, value);
    }

    /// Takes the objects out of an object stream.
    fn unpack(&mut self, number: u32) {
        let dict = self.objects[&number].dict();
        if dict.get("Type") != Some(&Value::Name("ObjStm".to_owned())) {
            return;
        }
        let (count, first) = (dict["N"].number() as usize, dict["First"].number() as usize);
        let data = self.streams[&number].clone();
        let mut heads = Lexer { bytes: &data[..first], at: 0 };
        for _ in 0..count {
            let inner = heads.value().expect("a number").number() as u32;
            let offset = heads.value().expect("an offset").number() as usize;
            let value = Lexer { bytes: &data, at: first + offset }.value().expect("an object");
            self.objects.insert(inner, value);
        }
    }

    /// Follows references.
    pub fn get<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value {
            Value::Ref(number) => self.get(&self.objects[number]),
            other => other,
        }
    }

    /// An entry of a dictionary, followed.
    pub fn entry<'a>(&'a self, dict: &'a Value, key: &str) -> Option<&'a Value> {
        self.get(dict).dict().get(key).map(|value| self.get(value))
    }

    pub fn catalog(&self) -> &Value {
        self.get(&self.trailer["Root"])
    }

    pub fn info(&self) -> &Value {
        self.get(&self.trailer["Info"])
    }

    /// The objects of all pages, in order.
    pub fn pages(&self) -> Vec<u32> {
        let root = self.entry(self.catalog(), "Pages").expect("pages");
        self.list(self.entry(root, "Kids").expect("kids")).iter().map(reference).collect()
    }

    pub fn list<'a>(&'a self, value: &'a Value) -> &'a [Value] {
        match self.get(value) {
            Value::Array(items) => items,
            _ => std::slice::from_ref(value),
        }
    }

    pub fn number(&self, number: u32) -> &Value {
        &self.objects[&number]
    }

    /// The data of streams whose dictionary has `key` with the name `value`.
    pub fn streams_with(&self, key: &str, value: &str) -> Vec<(u32, &[u8])> {
        let fits = |number: &u32| self.objects[number].dict().get(key) == Some(&Value::Name(value.to_owned()));
        self.streams
            .iter()
            .filter(|(number, _)| fits(number))
            .map(|(number, data)| (*number, data.as_slice()))
            .collect()
    }

    /// Every composite font of the file: its dictionary, and what each of its codes means.
    pub fn composite_fonts(&self) -> Vec<(&Value, BTreeMap<u16, String>)> {
        let type0 = |value: &&Value| matches!(value, Value::Dict(dict) if dict.get("Subtype") == Some(&Value::Name("Type0".to_owned())));
        self.objects.values().filter(type0).map(|font| (font, self.meaning(font))).collect()
    }

    /// The content of a page; where it comes in pieces, the first.
    pub fn content(&self, page: u32) -> &[u8] {
        match &self.objects[&page].dict()["Contents"] {
            Value::Array(parts) => self.data(&parts[0]),
            whole => self.data(whole),
        }
    }

    /// The data of the stream that a reference names.
    pub fn data(&self, stream: &Value) -> &[u8] {
        let Value::Ref(stream) = stream else { panic!("no reference: {stream:?}") };
        &self.streams[stream]
    }

    /// The text of every marked-content sequence of a page by its identifier; artifacts under -1. A picture is `▣`.
    pub fn marked(&self, page: u32) -> BTreeMap<i32, String> {
        let fonts = self.fonts(page);
        let (mut marked, mut stack, mut open) = (BTreeMap::new(), Vec::new(), Vec::<i32>::new());
        // How deep the sequence is whose text was given as a whole.
        let mut told = usize::MAX;
        let mut font = &BTreeMap::new();
        let mut lexer = Lexer { bytes: self.content(page), at: 0 };
        while let Some(value) = lexer.value() {
            let Value::Word(operator) = value else {
                stack.push(value);
                continue;
            };
            let depth = open.len();
            let mut add = |text: &str| {
                if depth >= told {
                    return;
                }
                let id = *open.last().expect("everything is marked");
                marked.entry(id).or_insert_with(String::new).push_str(text);
            };
            match operator.as_str() {
                "BMC" => open.push(-1),
                "BDC" => {
                    let Some(Value::Dict(properties)) = stack.last() else { panic!("properties in place") };
                    if let Some(text) = properties.get("ActualText") {
                        add(&text.text());
                        told = told.min(depth + 1);
                    }
                    let own = properties.get("MCID").map(|id| id.number() as i32);
                    open.push(own.or(open.last().copied()).unwrap_or(-1));
                }
                "EMC" => {
                    open.pop().expect("an open sequence");
                    if open.len() < told {
                        told = usize::MAX;
                    }
                }
                "Tf" => font = &fonts[stack[0].name()],
                "Tj" => add(&decode(&stack[0], font)),
                "TJ" => {
                    let Value::Array(items) = &stack[0] else { panic!("TJ without an array") };
                    items
                        .iter()
                        .filter(|item| matches!(item, Value::Text(_)))
                        .for_each(|item| add(&decode(item, font)));
                }
                "Do" => add("▣"),
                "f" | "f*" | "S" | "B" => add(""),
                _ => {}
            }
            stack.clear();
        }
        marked
    }

    /// What each code of each font of a page means.
    fn fonts(&self, page: u32) -> BTreeMap<String, BTreeMap<u16, String>> {
        let resources = self.entry(&self.objects[&page], "Resources").expect("resources");
        let Some(fonts) = self.entry(resources, "Font") else { return BTreeMap::new() };
        fonts.dict().iter().map(|(name, font)| (name.clone(), self.meaning(font))).collect()
    }

    /// What the codes of a font mean: its ToUnicode map.
    fn meaning(&self, font: &Value) -> BTreeMap<u16, String> {
        let Value::Ref(cmap) = self.get(font).dict()["ToUnicode"] else { panic!("ToUnicode is a stream") };
        let (mut stack, mut meaning) = (Vec::new(), BTreeMap::new());
        let mut lexer = Lexer { bytes: &self.streams[&cmap], at: 0 };
        while let Some(value) = lexer.value() {
            match value {
                Value::Word(word) if word == "endbfchar" => {
                    for pair in stack.chunks_exact(2) {
                        let (Value::Text(code), Value::Text(text)) = (&pair[0], &pair[1]) else { panic!("a pair") };
                        meaning.insert(u16::from_be_bytes([code[0], code[1]]), utf16_text(text));
                    }
                }
                Value::Word(word) if word == "beginbfchar" => stack.clear(),
                other => stack.push(other),
            }
        }
        meaning
    }

    /// Where a viewer puts the glyphs of a page, in points from the lower left corner.
    pub fn pens(&self, page: u32) -> Vec<(f64, f64)> {
        let resources = self.entry(&self.objects[&page], "Resources").expect("resources");
        let fonts = self.entry(resources, "Font").expect("fonts").dict();
        let (mut pens, mut stack, mut widths, mut size) = (Vec::new(), Vec::new(), BTreeMap::new(), 0.0);
        let (mut at, mut height) = ((0.0, 0.0), 0.0);
        let mut lexer = Lexer { bytes: self.content(page), at: 0 };
        while let Some(value) = lexer.value() {
            let Value::Word(operator) = value else {
                stack.push(value);
                continue;
            };
            let number = |index: usize| stack[index].number();
            match operator.as_str() {
                "cm" => height = number(5),
                "Tf" => (widths, size) = (self.widths(&fonts[stack[0].name()]), number(1)),
                "Tm" => at = (number(4), height - number(5)),
                "TJ" | "Tj" => {
                    for item in self.list(&stack[0]) {
                        match item {
                            Value::Number(back) => at.0 -= back / 1000.0 * size,
                            Value::Text(codes) => {
                                for code in codes.chunks_exact(2) {
                                    pens.push(at);
                                    at.0 += widths[&u16::from_be_bytes([code[0], code[1]])] / 1000.0 * size;
                                }
                            }
                            other => panic!("{other:?} in a TJ"),
                        }
                    }
                }
                _ => {}
            }
            stack.clear();
        }
        pens
    }

    /// The matrices that a page sets.
    pub fn matrices(&self, page: u32) -> Vec<Vec<f64>> {
        let (mut matrices, mut stack) = (Vec::new(), Vec::new());
        let mut lexer = Lexer { bytes: self.content(page), at: 0 };
        while let Some(value) = lexer.value() {
            match value {
                Value::Word(word) => {
                    if word == "cm" {
                        matrices.push(stack.iter().map(Value::number).collect());
                    }
                    stack.clear();
                }
                operand => stack.push(operand),
            }
        }
        matrices
    }

    /// The widths of a font, by code.
    fn widths(&self, font: &Value) -> BTreeMap<u16, f64> {
        let cid = self.get(&self.list(self.entry(font, "DescendantFonts").expect("a CID font"))[0]);
        let mut widths = BTreeMap::new();
        for range in self.list(self.entry(cid, "W").expect("widths")).chunks_exact(3) {
            for code in range[0].number() as u16..=range[1].number() as u16 {
                widths.insert(code, range[2].number());
            }
        }
        widths
    }

    /// The names of all fonts.
    pub fn font_names(&self) -> Vec<String> {
        let fonts = self.objects.values().filter_map(|value| match value {
            Value::Dict(dict) => dict.get("FontName").map(|name| name.name().to_owned()),
            _ => None,
        });
        fonts.collect()
    }

    /// The structure as one line: `Sect(H1「…」 P「…」)`. An annotation is `@`, attributes are left out.
    pub fn structure(&self) -> String {
        let marked: BTreeMap<u32, BTreeMap<i32, String>> =
            self.pages().into_iter().map(|page| (page, self.marked(page))).collect();
        let root = self.entry(self.catalog(), "StructTreeRoot").expect("a structure");
        let mut out = String::new();
        self.element(self.entry(root, "K").expect("kids"), None, &marked, &mut out);
        out
    }

    fn element(
        &self,
        value: &Value,
        page: Option<u32>,
        marked: &BTreeMap<u32, BTreeMap<i32, String>>,
        out: &mut String,
    ) {
        match self.get(value) {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(' ');
                    }
                    self.element(item, page, marked, out);
                }
            }
            Value::Number(id) => leaf(&marked[&page.expect("a page")][&(*id as i32)], out),
            Value::Dict(dict) if dict.contains_key("MCID") => {
                let on = dict.get("Pg").map(reference).or(page).expect("a page");
                leaf(&marked[&on][&(dict["MCID"].number() as i32)], out);
            }
            Value::Dict(dict) if dict.contains_key("Obj") => out.push('@'),
            Value::Dict(dict) => {
                out.push_str(dict["S"].name());
                let on = dict.get("Pg").map(reference).or(page);
                if let Some(kids) = dict.get("K") {
                    out.push('(');
                    self.element(kids, on, marked, out);
                    out.push(')');
                }
            }
            other => panic!("{other:?} in the structure"),
        }
    }

    /// Every structure element of a kind, in the order of the file's objects.
    pub fn elements(&self, kind: &str) -> Vec<&Value> {
        let fits = |value: &&Value| {
            matches!(value, Value::Dict(dict)
                if dict.contains_key("P") && dict.get("S") == Some(&Value::Name(kind.to_owned())))
        };
        self.objects.values().filter(fits).collect()
    }

    /// The outline, a line an entry: indent, title, and the index of the page it leads to.
    pub fn outline(&self) -> String {
        let root = self.entry(self.catalog(), "Outlines").expect("an outline");
        let mut out = String::new();
        self.bookmarks(root, 0, &mut out);
        out
    }

    fn bookmarks(&self, parent: &Value, depth: usize, out: &mut String) {
        let mut next = self.entry(parent, "First");
        while let Some(item) = next {
            let page = self.destination(&item.dict()["Dest"]).0;
            writeln!(out, "{:depth$}{} → {page}", "", item.dict()["Title"].text(), depth = depth * 2)
                .expect("a string");
            self.bookmarks(item, depth + 1, out);
            next = self.entry(item, "Next");
        }
    }

    /// The index of the page and the height that a destination names.
    pub fn destination(&self, value: &Value) -> (usize, f64) {
        let parts = self.list(value);
        let page = reference(&parts[0]);
        let index = self.pages().iter().position(|one| *one == page).expect("a page of the file");
        (index, parts[3].number())
    }
}

fn leaf(text: &str, out: &mut String) {
    write!(out, "「{text}」").expect("a string");
}

fn reference(value: &Value) -> u32 {
    match value {
        Value::Ref(number) => *number,
        other => panic!("{other:?} is no reference"),
    }
}

fn decode(value: &Value, font: &BTreeMap<u16, String>) -> String {
    let Value::Text(bytes) = value else { panic!("{value:?} is no string") };
    bytes.chunks_exact(2).map(|two| font[&u16::from_be_bytes([two[0], two[1]])].as_str()).collect()
}

/// Reads objects and operators.
pub struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_to(&mut self, word: &[u8]) {
        while !self.bytes[self.at..].starts_with(word) {
            self.at += 1;
        }
    }

    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while !matches!(self.peek(), None | Some(b'\n' | b'\r')) {
                        self.at += 1;
                    }
                }
                byte if byte.is_ascii_whitespace() || byte == 0 => self.at += 1,
                _ => return,
            }
        }
    }

    fn word(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && !b"()<>[]{}/%".contains(&byte)) {
            self.at += 1;
        }
        String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned()
    }

    pub fn value(&mut self) -> Option<Value> {
        self.skip_blank();
        let rest = &self.bytes[self.at..];
        match self.peek()? {
            b'/' => {
                self.at += 1;
                Some(Value::Name(self.word()))
            }
            b'(' => Some(self.literal()),
            b'<' if rest.starts_with(b"<<") => {
                self.at += 2;
                Some(self.dict())
            }
            b'<' => {
                self.at += 1;
                let mut digits = Vec::new();
                while self.peek() != Some(b'>') {
                    digits.extend(self.peek().filter(u8::is_ascii_hexdigit));
                    self.at += 1;
                }
                self.at += 1;
                let hex = |pair: &[u8]| {
                    u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hexadecimal")
                };
                Some(Value::Text(digits.chunks_exact(2).map(hex).collect()))
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.skip_blank();
                    if self.peek()? == b']' {
                        self.at += 1;
                        return Some(Value::Array(items));
                    }
                    items.push(self.value()?);
                }
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.numeral()),
            _ => {
                let word = self.word();
                assert!(!word.is_empty(), "stuck at {:?}", String::from_utf8_lossy(&rest[..rest.len().min(40)]));
                Some(match word.as_str() {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    "null" => Value::Null,
                    _ => Value::Word(word),
                })
            }
        }
    }

    /// A number, or a reference when `0 R` follows.
    fn numeral(&mut self) -> Value {
        let word = self.word();
        let number: f64 = word.parse().unwrap_or_else(|_| panic!("{word} is no number"));
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b" 0 R") && !rest.get(4).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 4;
            return Value::Ref(number as u32);
        }
        Value::Number(number)
    }

    fn dict(&mut self) -> Value {
        let mut dict = BTreeMap::new();
        loop {
            self.skip_blank();
            if self.bytes[self.at..].starts_with(b">>") {
                self.at += 2;
                return Value::Dict(dict);
            }
            let Some(Value::Name(key)) = self.value() else { panic!("a key is a name") };
            dict.insert(key, self.value().expect("a value"));
        }
    }

    fn literal(&mut self) -> Value {
        self.at += 1;
        let (mut text, mut depth) = (Vec::new(), 1);
        loop {
            let byte = self.peek().expect("the string ends");
            self.at += 1;
            match byte {
                b'\\' => {
                    let next = self.peek().expect("an escape");
                    self.at += 1;
                    match next {
                        b'n' => text.push(b'\n'),
                        b'r' => text.push(b'\r'),
                        b't' => text.push(b'\t'),
                        b'b' => text.push(8),
                        b'f' => text.push(12),
                        b'0'..=b'7' => {
                            let mut code = u32::from(next - b'0');
                            for _ in 0..2 {
                                let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                                code = code * 8 + u32::from(digit - b'0');
                                self.at += 1;
                            }
                            text.push(code as u8);
                        }
                        other => text.push(other),
                    }
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Value::Text(text);
            }
            text.push(byte);
        }
    }
}

//! Bytes become objects and operators (ISO 32000-1, 7.2 and 7.3).

use super::{Dict, Object};
use std::ops::Range;

/// How deep arrays and dictionaries may nest. No file of ours comes near.
const DEEPEST: u8 = 60;

/// What stands next in a content stream.
#[derive(Debug, PartialEq)]
pub(in crate::pdf) enum Token<'a> {
    Operand(Object),
    Operator(&'a [u8]),
    /// The bytes of an inline image, up to and with `EI`.
    InlineImage,
}

/// Reads objects one after another.
pub(in crate::pdf) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8]) -> Lexer<'a> {
        Lexer { bytes, at: 0 }
    }

    /// How many bytes were read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next object of a file; none at the end, and where the bytes make none.
    pub fn object(&mut self) -> Option<Object> {
        self.nested(0)
    }

    /// The next token of a content stream and where it stands.
    pub fn token(&mut self) -> Option<(Token<'a>, Range<usize>)> {
        self.blanks();
        let start = self.at;
        let first = *self.bytes.get(start)?;
        let operand = matches!(first, b'/' | b'(' | b'<' | b'[' | b'+' | b'-' | b'.' | b'0'..=b'9');
        if operand {
            // A content stream knows no references: `1 0 R` would be two numbers and an operator.
            let object = if matches!(first, b'+' | b'-' | b'.' | b'0'..=b'9') { self.number() } else { self.nested(0) };
            let Some(object) = object else {
                // What cannot be read is left standing, so that nobody takes it for the end.
                self.at = start;
                return None;
            };
            return Some((Token::Operand(object), start..self.at));
        }
        let word = self.word();
        let token = match word {
            b"" => return None,
            b"true" => Token::Operand(Object::Bool(true)),
            b"false" => Token::Operand(Object::Bool(false)),
            b"null" => Token::Operand(Object::Null),
            b"ID" => {
                let end = self.bytes[self.at..].windows(4).position(|window| window == b"\nEI\n" || window == b" EI\n");
                self.at = end.map_or(self.bytes.len(), |end| self.at + end + 4);
                Token::InlineImage
            }
            word => Token::Operator(word),
        };
        Some((token, start..self.at))
    }

    /// Whether `word` stands next; reads it if so.
    pub fn take(&mut self, word: &[u8]) -> bool {
        self.blanks();
        let found = self.bytes[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn blanks(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                0 | b'\t' | b'\n' | 12 | b'\r' | b' ' => self.at += 1,
                b'%' => {
                    let line = self.bytes[self.at..].iter().take_while(|byte| !matches!(byte, b'\n' | b'\r'));
                    self.at += line.count();
                }
                _ => return,
            }
        }
    }

    fn nested(&mut self, depth: u8) -> Option<Object> {
        if depth > DEEPEST {
            return None;
        }
        self.blanks();
        let rest = self.bytes.get(self.at..)?;
        match rest {
            [b'/', ..] => self.name().map(Object::Name),
            [b'(', ..] => self.literal(),
            [b'<', b'<', ..] => self.dict(depth),
            [b'<', ..] => self.hexadecimal(),
            [b'[', ..] => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.take(b"]") {
                    items.push(self.nested(depth + 1)?);
                }
                Some(Object::Array(items))
            }
            [b'+' | b'-' | b'.' | b'0'..=b'9', ..] => self.number_or_ref(),
            _ => match self.word() {
                b"true" => Some(Object::Bool(true)),
                b"false" => Some(Object::Bool(false)),
                b"null" => Some(Object::Null),
                _ => None,
            },
        }
    }

    /// Regular characters in a row.
    fn word(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count();
        self.at += length;
        &rest[..length]
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let word = self.word();
        let mut name = Vec::with_capacity(word.len());
        let mut rest = word;
        while let Some((&byte, tail)) = rest.split_first() {
            rest = tail;
            match (byte, tail) {
                (b'#', [high, low, after @ ..]) => {
                    name.push(digit(*high)? << 4 | digit(*low)?);
                    rest = after;
                }
                _ => name.push(byte),
            }
        }
        Some(name)
    }

    fn number(&mut self) -> Option<Object> {
        let text = std::str::from_utf8(self.word()).ok()?;
        // What Rust would take beside decimals (`inf`, `1e3`) does not begin like a number or is no PDF.
        if text.bytes().any(|byte| !matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9')) {
            return None;
        }
        text.parse().ok().map(Object::Number)
    }

    fn number_or_ref(&mut self) -> Option<Object> {
        let number = self.number()?;
        let after = self.at;
        let Some(first) = number.as_number().filter(|first| *first >= 1.0 && first.fract() == 0.0) else {
            return Some(number);
        };
        if self.take(b"0") && self.take(b"R") && !self.bytes.get(self.at).is_some_and(|&byte| is_regular(byte)) {
            return Some(Object::Ref(first as u32));
        }
        self.at = after;
        Some(number)
    }

    fn dict(&mut self, depth: u8) -> Option<Object> {
        self.at += 2;
        let mut dict = Dict::default();
        while !self.take(b">>") {
            if self.bytes.get(self.at) != Some(&b'/') {
                return None;
            }
            let key = self.name()?;
            let value = self.nested(depth + 1)?;
            dict.0.push((key, value));
        }
        Some(Object::Dict(dict))
    }

    fn hexadecimal(&mut self) -> Option<Object> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'>' => break,
                byte if byte.is_ascii_whitespace() => {}
                byte => digits.push(digit(byte)?),
            }
        }
        let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
        Some(Object::Text(digits.chunks(2).map(pair).collect()))
    }

    fn literal(&mut self) -> Option<Object> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 0;
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 0 => return Some(Object::Text(text)),
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        text.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(&next @ b'0'..=b'7') = self.bytes.get(self.at) else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                code as u8
            }
            b'\n' => return Some(()),
            b'\r' => {
                self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n'));
                return Some(());
            }
            other => other,
        });
        Some(())
    }
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace()
        && !matches!(byte, 0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &[u8]) -> String {
        let mut out = Vec::new();
        Lexer::new(text).object().expect("an object").write(&mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn objects_come_back_as_they_were() {
        assert_eq!(
            written(b"<< /A [1 -2.50 .5 4 0 R] /B#20C (a\\(b\\)\\101) /D<< /E null>>/F <0aF> >>"),
            "<</A[1 -2.5 0.5 4 0 R]/B#20C(a\\(b\\)A)/D<</E null>>/F<0AF0>>>"
        );
        assert_eq!(
            written(b"% remark\n[true false(nested (round) \\\nbrackets)]"),
            "[true false (nested (round) brackets)]".replace("(round)", "\\(round\\)")
        );
    }

    #[test]
    fn broken_objects_are_none() {
        for broken in [&b"[1 2"[..], b"<</A", b"<<1 2>>", b"(open", b"<0g>", b"1e3", b"--1", b"word", b""] {
            assert_eq!(Lexer::new(broken).object(), None, "{}", String::from_utf8_lossy(broken));
        }
        assert_eq!(Lexer::new(&b"[".repeat(5000)).object(), None);
    }

    #[test]
    fn content_has_operands_and_operators() {
        let mut lexer = Lexer::new(b"1 0 0 RG/P <</MCID 0>>BDC\n[(a)-3]TJ");
        let mut operators = Vec::new();
        while let Some((token, range)) = lexer.token() {
            if let Token::Operator(word) = token {
                operators.push((String::from_utf8_lossy(word).into_owned(), range.start));
            }
        }
        assert_eq!(operators, [("RG".to_owned(), 6), ("BDC".to_owned(), 22), ("TJ".to_owned(), 33)]);
    }
}

//! The map from a font's codes to text (ISO 32000-1, 9.10.3).

use super::text::utf16;
use crate::pdf::object::{Lexer, Object, Token};
use std::collections::HashMap;

/// The most codes that one range may stand for.
const MOST: u32 = 0x1_0000;

/// What the codes of a font mean.
#[derive(Default)]
pub(super) struct Map {
    /// Bytes in a code.
    length: usize,
    texts: HashMap<u32, String>,
}

impl Map {
    pub(super) fn read(data: &[u8]) -> Map {
        let mut map = Map { length: 2, texts: HashMap::new() };
        let mut lexer = Lexer::new(data);
        let mut operands: Vec<Object> = Vec::new();
        while let Some((token, _)) = lexer.token() {
            match token {
                Token::Operand(object) => operands.push(object),
                Token::Operator(word) => {
                    map.take(word, &operands);
                    operands.clear();
                }
                Token::InlineImage => operands.clear(),
            }
        }
        map
    }

    fn take(&mut self, word: &[u8], operands: &[Object]) {
        match word {
            b"endcodespacerange" => {
                if let Some(Object::Text(code)) = operands.first() {
                    self.length = code.len().clamp(1, 4);
                }
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::Text(code), Object::Text(text)] = pair {
                        self.texts.insert(number(code), utf16(text));
                    }
                }
            }
            b"endbfrange" => operands.chunks_exact(3).for_each(|range| self.range(range)),
            _ => {}
        }
    }

    fn range(&mut self, range: &[Object]) {
        let [Object::Text(first), Object::Text(last), text] = range else { return };
        let (first, last) = (number(first), number(last));
        for (step, code) in (first..=last).take(MOST as usize).enumerate() {
            let text = match text {
                Object::Array(all) => match all.get(step) {
                    Some(Object::Text(text)) => utf16(text),
                    _ => continue,
                },
                // The last byte counts on.
                Object::Text(text) => {
                    let mut units = utf16(text);
                    let Some(last) = units.pop() else { continue };
                    units.extend(char::from_u32(u32::from(last) + step as u32));
                    units
                }
                _ => continue,
            };
            self.texts.insert(code, text);
        }
    }

    /// What shown codes mean. A code without a meaning is the replacement character, which no manuscript holds.
    pub(super) fn text(&self, codes: &[u8], out: &mut String) {
        for code in codes.chunks(self.length.max(1)) {
            out.push_str(self.texts.get(&number(code)).map_or("\u{FFFD}", String::as_str));
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

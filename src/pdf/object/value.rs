//! Values of a file, and how they are written.

use std::io::Write as _;

/// A direct object.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    Null,
    Bool(bool),
    Number(f64),
    /// Without the solidus, escapes resolved.
    Name(Vec<u8>),
    /// The bytes of a string.
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// The number of an indirect object; generations are always 0 here.
    Ref(u32),
}

impl Object {
    /// A name.
    pub fn name(name: &str) -> Object {
        Object::Name(name.as_bytes().to_vec())
    }

    /// An array of numbers.
    pub fn numbers(numbers: impl IntoIterator<Item = f64>) -> Object {
        Object::Array(numbers.into_iter().map(Object::Number).collect())
    }

    pub fn as_number(&self) -> Option<f64> {
        if let Object::Number(number) = self { Some(*number) } else { None }
    }

    pub fn as_name(&self) -> Option<&[u8]> {
        if let Object::Name(name) = self { Some(name) } else { None }
    }

    /// Whether it is this name.
    pub fn is_name(&self, name: &str) -> bool {
        self.as_name() == Some(name.as_bytes())
    }

    pub fn as_array(&self) -> Option<&[Object]> {
        if let Object::Array(items) = self { Some(items) } else { None }
    }

    pub fn as_dict(&self) -> Option<&Dict> {
        if let Object::Dict(dict) = self { Some(dict) } else { None }
    }

    pub fn as_dict_mut(&mut self) -> Option<&mut Dict> {
        if let Object::Dict(dict) = self { Some(dict) } else { None }
    }

    /// Writes it as compactly as the syntax allows.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Object::Null => out.extend_from_slice(b"null"),
            Object::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
            Object::Number(number) => write_number(*number, out),
            Object::Name(name) => write_name(name, out),
            Object::Text(bytes) => write_text(bytes, out),
            Object::Array(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(b' ');
                    }
                    item.write(out);
                }
                out.push(b']');
            }
            Object::Dict(dict) => dict.write(out),
            Object::Ref(number) => append(out, format_args!("{number} 0 R")),
        }
    }
}

/// A dictionary; the entries keep their order, so that equal input gives equal bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dict(pub(super) Vec<(Vec<u8>, Object)>);

impl Dict {
    pub fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Object> {
        self.0.iter_mut().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    /// Puts a value in the place of the old one, or at the end.
    pub fn set(&mut self, key: &str, value: Object) {
        match self.get_mut(key) {
            Some(old) => *old = value,
            None => self.0.push((key.as_bytes().to_vec(), value)),
        }
    }

    /// The same, for chains.
    pub fn with(mut self, key: &str, value: Object) -> Dict {
        self.set(key, value);
        self
    }

    pub fn remove(&mut self, key: &str) -> Option<Object> {
        let index = self.0.iter().position(|(name, _)| name == key.as_bytes())?;
        Some(self.0.remove(index).1)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(key, value)| (key.as_slice(), value))
    }

    /// Whether the value under `key` is the name `name`.
    pub fn is(&self, key: &str, name: &str) -> bool {
        self.get(key).is_some_and(|value| value.is_name(name))
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<<");
        for (key, value) in &self.0 {
            write_name(key, out);
            let delimited = matches!(value, Object::Name(_) | Object::Text(_) | Object::Array(_) | Object::Dict(_));
            if !delimited {
                out.push(b' ');
            }
            value.write(out);
        }
        out.extend_from_slice(b">>");
    }
}

/// Appends formatted text; writing into memory cannot fail.
pub fn append(out: &mut Vec<u8>, text: std::fmt::Arguments) {
    let _ = out.write_fmt(text);
}

/// A number with at most five decimals, as many as a RIP keeps.
pub fn write_number(number: f64, out: &mut Vec<u8>) {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return append(out, format_args!("{}", number as i64));
    }
    let text = format!("{number:.5}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    out.extend_from_slice(if text == "-0" { b"0" } else { text.as_bytes() });
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"#/()<>[]{}%".contains(&byte) {
            out.push(byte);
        } else {
            append(out, format_args!("#{byte:02X}"));
        }
    }
}

fn write_text(bytes: &[u8], out: &mut Vec<u8>) {
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        out.push(b'(');
        for &byte in bytes {
            if b"()\\".contains(&byte) {
                out.push(b'\\');
            }
            out.push(byte);
        }
        out.push(b')');
    } else {
        out.push(b'<');
        bytes.iter().for_each(|byte| append(out, format_args!("{byte:02X}")));
        out.push(b'>');
    }
}

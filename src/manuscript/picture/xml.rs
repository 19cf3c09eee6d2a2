//! The little of XML that is needed to look into a drawing: tags, their attributes, and the text between them.
//!
//! It is stricter than a renderer: whatever it does not understand is a fault, so that nothing can hide from it.

/// An event of the document.
#[derive(Debug, PartialEq)]
pub(super) enum Event<'a> {
    /// `<name a="b">`; `empty` for `<name/>`. Names keep their prefix.
    Open { name: &'a str, attributes: Vec<(&'a str, String)>, empty: bool },
    /// `</name>`.
    Close(&'a str),
    /// Text or CDATA.
    Text(&'a str),
    /// A document type declaration with declarations of its own.
    Declarations,
    /// A processing instruction other than the XML declaration: its target.
    Instruction(&'a str),
}

/// Where a document breaks the syntax.
#[derive(Debug, PartialEq)]
pub(super) struct Broken;

/// Reads one event after the other.
pub(super) struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader { rest: text }
    }

    /// The text up to `end`, which is consumed as well.
    fn until(&mut self, end: &str) -> Result<&'a str, Broken> {
        let (before, after) = self.rest.split_once(end).ok_or(Broken)?;
        self.rest = after;
        Ok(before)
    }

    /// The next event; none at the end.
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Broken> {
        loop {
            if self.rest.is_empty() {
                return Ok(None);
            }
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Ok(Some(Event::Text(text)));
            }
            if self.skip("<!--") {
                self.until("-->")?;
            } else if self.skip("<![CDATA[") {
                return self.until("]]>").map(|text| Some(Event::Text(text)));
            } else if self.skip("<?") {
                let target = self.until("?>")?.split_whitespace().next().ok_or(Broken)?;
                if !target.eq_ignore_ascii_case("xml") {
                    return Ok(Some(Event::Instruction(target)));
                }
            } else if self.skip("<!") {
                // Quoted parts may hold anything; a `[` outside them begins declarations.
                let declaration = self.until(">")?;
                if !declaration.starts_with("DOCTYPE") {
                    return Err(Broken);
                }
                if declaration.contains('[') {
                    return Ok(Some(Event::Declarations));
                }
            } else if self.skip("</") {
                return self.until(">").map(|name| Some(Event::Close(name.trim_end())));
            } else {
                self.rest = &self.rest[1..];
                return self.open().map(Some);
            }
        }
    }

    fn skip(&mut self, start: &str) -> bool {
        let rest = self.rest.strip_prefix(start);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn name(&mut self) -> Result<&'a str, Broken> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.');
        let end = self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        if name.is_empty() { Err(Broken) } else { Ok(name) }
    }

    fn open(&mut self) -> Result<Event<'a>, Broken> {
        let name = self.name()?;
        let mut attributes: Vec<(&str, String)> = Vec::new();
        loop {
            let trimmed = self.rest.trim_start();
            let blank = trimmed.len() < self.rest.len();
            self.rest = trimmed;
            if self.skip("/>") {
                return Ok(Event::Open { name, attributes, empty: true });
            }
            if self.skip(">") {
                return Ok(Event::Open { name, attributes, empty: false });
            }
            if !blank {
                return Err(Broken);
            }
            let key = self.name()?;
            self.rest = self.rest.trim_start();
            if !self.skip("=") {
                return Err(Broken);
            }
            self.rest = self.rest.trim_start();
            let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or(Broken)?;
            self.rest = &self.rest[1..];
            let value = self.until(if quote == '"' { "\"" } else { "'" })?;
            if value.contains('<') || attributes.iter().any(|(other, _)| *other == key) {
                return Err(Broken);
            }
            attributes.push((key, unescape(value)?));
        }
    }
}

/// Resolves character references and the five entities of XML; there are no others without declarations.
pub(super) fn unescape(text: &str) -> Result<String, Broken> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (entity, after) = after.split_once(';').ok_or(Broken)?;
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = entity.strip_prefix('#').ok_or(Broken)?;
                let code = match number.strip_prefix('x') {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                code.ok().and_then(char::from_u32).ok_or(Broken)?
            }
        });
        rest = after;
    }
    plain.push_str(rest);
    Ok(plain)
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Result<Vec<Event<'_>>, Broken> {
        let mut reader = Reader::new(text);
        let mut events = Vec::new();
        while let Some(event) = reader.next()? {
            events.push(event);
        }
        Ok(events)
    }

    #[test]
    fn tags_and_text_come_one_after_the_other() {
        let open = |name, attributes: &[(&'static str, &str)], empty| Event::Open {
            name,
            attributes: attributes.iter().map(|(key, value)| (*key, value.to_string())).collect(),
            empty,
        };
        assert_eq!(
            events("<?xml version='1.0'?><!-- <a> --><!DOCTYPE svg><a b='&lt;&#x41;' c = \"'\">x<d/></a >"),
            Ok(vec![
                open("a", &[("b", "<A"), ("c", "'")], false),
                Event::Text("x"),
                open("d", &[], true),
                Event::Close("a"),
            ])
        );
        assert_eq!(events("<![CDATA[<a>]]>"), Ok(vec![Event::Text("<a>")]));
        assert_eq!(events("<!DOCTYPE svg [ <!ENTITY a 'b'> ]>").unwrap()[0], Event::Declarations);
    }

    #[test]
    fn what_is_not_understood_is_a_fault() {
        for bad in
            ["<", "<a", "<a b>", "<a b=c>", "<a b='1' b='2'>", "<a b='<'>", "<a b='&x;'>", "<!-- ", "<a'>", "<!x>"]
        {
            assert_eq!(events(bad), Err(Broken), "{bad}");
        }
    }
}

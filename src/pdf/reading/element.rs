//! Elements of the structure, with what their pages show.

use super::content::Pages;
use super::text::{decoded, reference};
use crate::pdf::object::{Dict, File, Object};

/// How deep structure may nest. The writer goes to 200 nodes of the book, each a few elements.
const DEEPEST: u16 = 1200;

/// An element of the structure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its type, as the file names it: `P`, `H1`, `Note`, …
    pub kind: String,
    /// What is said in its place.
    pub alt: Option<String>,
    /// What is in it, in order.
    pub kids: Vec<Kid>,
}

/// A piece of an [`Element`].
#[derive(Clone, Debug, PartialEq)]
pub enum Kid {
    /// An element.
    Element(Element),
    /// Text that a page shows.
    Text(String),
}

/// Reads the structure of a finished file of ours; none when there is none or it cannot be followed.
pub fn read_structure(bytes: &[u8]) -> Option<Element> {
    let file = File::read(bytes)?;
    let tree = file.dict(file.root()?, "StructTreeRoot")?;
    let pages = Pages::read(&file)?;
    Reader { file: &file, pages }.element(tree, None, 0)
}

struct Reader<'f, 'a> {
    file: &'f File<'a>,
    pages: Pages,
}

impl Reader<'_, '_> {
    /// An element; none when it nests too deep or leads to nothing.
    fn element(&self, dict: &Dict, page: Option<u32>, depth: u16) -> Option<Element> {
        if depth > DEEPEST {
            return None;
        }
        let words = |key: &str| match self.file.value(dict, key) {
            Some(Object::Text(bytes)) => Some(decoded(bytes)),
            _ => None,
        };
        let kind = dict.get("S").and_then(Object::as_name).map(|name| String::from_utf8_lossy(name).into_owned());
        let page = reference(dict.get("Pg")).or(page);
        let mut element = Element { kind: kind.unwrap_or_default(), alt: words("Alt"), kids: Vec::new() };
        match (words("ActualText"), dict.get("K")) {
            (Some(text), _) => element.kids.push(Kid::Text(text)),
            (None, Some(kids)) => self.kids(kids, page, depth, &mut element.kids)?,
            (None, None) => {}
        }
        Some(element)
    }

    fn kids(&self, kids: &Object, page: Option<u32>, depth: u16, out: &mut Vec<Kid>) -> Option<()> {
        match self.file.resolve(kids) {
            Object::Array(all) => all.iter().try_for_each(|kid| self.kids(kid, page, depth, out))?,
            Object::Number(mark) => out.push(Kid::Text(self.pages.text(page?, *mark as u32)?)),
            // Annotations are no text.
            Object::Dict(dict) if dict.is("Type", "OBJR") => {}
            Object::Dict(dict) if dict.is("Type", "MCR") => {
                let page = reference(dict.get("Pg")).or(page)?;
                out.push(Kid::Text(self.pages.text(page, dict.get("MCID")?.as_number()? as u32)?));
            }
            Object::Dict(dict) => out.push(Kid::Element(self.element(dict, page, depth + 1)?)),
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::decoded;
    use super::*;

    /// A file of one page with this content, and this structure below the root.
    fn file(content: &str, structure: &str) -> Vec<u8> {
        let object = |text: &str| crate::pdf::object::Lexer::new(text.as_bytes()).object().expect("an object");
        let mut file = File::read(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n29\n%%EOF").expect("a file");
        let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <7532> <0002> <D842DFB7> endbfchar \
                   1 beginbfrange <0003> <0005> <0041> endbfrange 1 beginbfrange <0006> <0007> [<4E59> <00660069>] endbfrange";
        let map = file.add(Object::Dict(Dict::default()), Some(map.as_bytes().to_vec()));
        let font = file.add(object(&format!("<</Type/Font/ToUnicode {map} 0 R>>")), None);
        let stream = file.add(Object::Dict(Dict::default()), Some(content.as_bytes().to_vec()));
        let page = file
            .add(object(&format!("<</Type/Page/Contents {stream} 0 R/Resources<</Font<</F {font} 0 R>>>>>>")), None);
        let pages = file.add(object(&format!("<</Kids[{page} 0 R]>>")), None);
        let structure = structure.replace("PAGE", &format!("{page} 0 R"));
        let root = object(&format!("<</Pages {pages} 0 R/StructTreeRoot<</K {structure}>>>>"));
        file.get_mut(1).expect("the root").object = root;
        file.write()
    }

    fn text(element: &Element) -> String {
        element
            .kids
            .iter()
            .map(|kid| match kid {
                Kid::Text(text) => text.clone(),
                Kid::Element(inner) => format!("{}({})", inner.kind, text(inner)),
            })
            .collect()
    }

    #[test]
    fn text_comes_through_the_maps_of_the_fonts_in_the_order_of_the_structure() {
        let content = "/P<</MCID 0>>BDC BT /F 10 Tf <00010002>Tj[<0003>-20<0005>]TJ ET EMC /Artifact BMC BT <0001>Tj ET EMC \
                       /P<</MCID 1>>BDC /Span<</ActualText(x)>>BDC BT <0007>Tj ET EMC BT <00060007>Tj ET EMC";
        let structure = "[<</S/P/Pg PAGE/K[1]>><</S/H1/K[<</Type/MCR/Pg PAGE/MCID 0>><</Type/OBJR>>]>>]";
        let read = read_structure(&file(content, structure)).expect("a structure");
        assert_eq!(text(&read), "P(x乙fi)H1(甲\u{20BB7}AC)");
    }

    #[test]
    fn structure_that_leads_nowhere_is_no_structure() {
        assert_eq!(read_structure(&file("", "[<</S/P/Pg PAGE/K 3>>]")), None, "a mark that no page has");
        assert_eq!(read_structure(b"%PDF-1.7"), None);
    }

    #[test]
    fn strings_are_utf_16_or_bytes() {
        assert_eq!(decoded(b"\xFE\xFF\x75\x32"), "甲");
        assert_eq!(decoded(b"abc"), "abc");
    }
}

//! The structure tree of a PDF, as an assistive program walks it.

#![allow(dead_code, reason = "each test crate uses its own part")]

use crate::reader::{Pdf, Value};
use std::collections::BTreeMap;

/// An element of the structure.
pub struct Element {
    /// The number of its object; 0 when it has none.
    pub number: u32,
    /// `P`, `H1`, `Figure` …
    pub kind: String,
    /// Its entries, and those of its attribute objects together.
    pub dict: BTreeMap<String, Value>,
    pub attributes: BTreeMap<String, Value>,
    pub kids: Vec<Kid>,
}

/// What an element holds.
pub enum Kid {
    Element(Element),
    /// The text of a marked-content sequence; a picture is `▣`.
    Text(String),
    /// An annotation.
    Annotation(u32),
}

impl Element {
    /// The elements below this one, and this one, in reading order.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        all.extend(self.elements().flat_map(Element::all));
        all
    }

    /// The elements directly below.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            Kid::Text(_) | Kid::Annotation(_) => None,
        })
    }

    /// The elements of a kind, in reading order.
    pub fn of(&self, kind: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.kind == kind).collect()
    }

    /// The text, without that of the kinds in `but`.
    pub fn text_but(&self, but: &[&str]) -> String {
        let said = |kid: &Kid| match kid {
            Kid::Text(text) => text.clone(),
            Kid::Element(element) if but.contains(&element.kind.as_str()) => String::new(),
            Kid::Element(element) => element.text_but(but),
            Kid::Annotation(_) => String::new(),
        };
        self.kids.iter().map(said).collect()
    }

    pub fn text(&self) -> String {
        self.text_but(&[])
    }
}

/// The root of the tree: the one `Document`.
pub fn tree(pdf: &Pdf) -> Element {
    let marked = pdf.pages().into_iter().map(|page| (page, pdf.marked(page))).collect();
    let root = pdf.entry(pdf.catalog(), "StructTreeRoot").expect("a structure");
    let mut kids = Walk { pdf, marked }.kids(root, None);
    assert_eq!(kids.len(), 1, "one root");
    match kids.pop() {
        Some(Kid::Element(element)) => element,
        _ => panic!("the root is an element"),
    }
}

struct Walk<'a> {
    pdf: &'a Pdf,
    marked: BTreeMap<u32, BTreeMap<i32, String>>,
}

impl Walk<'_> {
    fn kids(&self, parent: &Value, page: Option<u32>) -> Vec<Kid> {
        let Some(kids) = parent.dict().get("K") else { return Vec::new() };
        self.pdf.list(kids).iter().map(|kid| self.numbered_kid(kid, page)).collect()
    }

    fn numbered_kid(&self, kid: &Value, page: Option<u32>) -> Kid {
        match (self.kid(self.pdf.get(kid), page), kid) {
            (Kid::Element(element), Value::Ref(number)) => Kid::Element(Element { number: *number, ..element }),
            (other, _) => other,
        }
    }

    fn kid(&self, kid: &Value, page: Option<u32>) -> Kid {
        let own_page = |dict: &BTreeMap<String, Value>| match dict.get("Pg") {
            Some(Value::Ref(page)) => Some(*page),
            _ => page,
        };
        match kid {
            Value::Number(id) => Kid::Text(self.said(page, *id)),
            Value::Dict(dict) if dict.contains_key("MCID") => {
                Kid::Text(self.said(own_page(dict), dict["MCID"].number()))
            }
            Value::Dict(dict) => match dict.get("Obj") {
                Some(Value::Ref(annotation)) => Kid::Annotation(*annotation),
                _ => Kid::Element(self.element(kid, dict, own_page(dict))),
            },
            other => panic!("{other:?} in the structure"),
        }
    }

    fn element(&self, value: &Value, dict: &BTreeMap<String, Value>, page: Option<u32>) -> Element {
        let mut attributes = BTreeMap::new();
        for object in dict.get("A").into_iter().flat_map(|objects| self.pdf.list(objects)) {
            attributes.extend(self.pdf.get(object).dict().clone());
        }
        let kind = self.pdf.get(&dict["S"]).name().to_owned();
        Element { number: 0, kind, dict: dict.clone(), attributes, kids: self.kids(value, page) }
    }

    fn said(&self, page: Option<u32>, id: f64) -> String {
        self.marked[&page.expect("a page")].get(&(id as i32)).cloned().unwrap_or_default()
    }
}

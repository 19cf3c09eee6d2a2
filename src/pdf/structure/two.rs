//! What PDF/UA-2 (ISO 14289-2:2024) and PDF/A-4 ask for in a PDF 2.0 beyond what the back end writes.

use super::tree::{Tree, around, dict, kind, reference};
use super::{Landmarks, Leaf};
use crate::base::NodeId;
use crate::pdf::object::{Dict, File, Object};
use std::collections::{BTreeMap, BTreeSet};

/// The namespace of PDF 2.0 (ISO 32000-2, 14.8.6.1).
const NAMESPACE: &[u8] = b"http://iso.org/pdf2/ssn";
/// How the library under the back end spells it.
const MISSPELT: &[u8] = b"https://www.iso.org/pdf2/ssn";
/// The namespace of the identification of PDF/UA.
const IDENTIFICATION: &str = "http://www.aiim.org/pdfua/ns/id/";

/// The namespace of declarations, and the beginning of their names.
const DECLARATIONS: &str = "http://pdfa.org/declarations/";

/// Elements that stand within a line, and parts of tables: a destination is what holds them.
const WITHIN: &[&[u8]] = &[
    b"Caption", b"Code", b"Em", b"Lbl", b"Link", b"RB", b"RT", b"Ruby", b"Span", b"Strong", b"TBody", b"TD", b"TH",
    b"THead", b"TR",
];

/// Completes the file.
pub(super) fn complete(file: &mut File, tree: &Tree, landmarks: &Landmarks) -> Result<(), String> {
    let namespace = namespace(file).ok_or("the file has no namespace of PDF 2.0")?;
    let targets = Targets { tree, landmarks, headings: landmarks.bookmarks.iter().copied().collect() };
    let mut leads: BTreeMap<u32, u32> = BTreeMap::new();
    for (page, number) in file.pages().into_iter().enumerate() {
        links(file, number, landmarks.links.get(page), &targets, &mut leads)
            .ok_or_else(|| format!("a link of page {} leads to nothing in the structure", page + 1))?;
    }
    bookmarks(file, &targets).ok_or("a bookmark leads to nothing in the structure")?;
    for number in file.numbers() {
        element(file, number, namespace);
    }
    notes(file, &leads);
    contents(file, &leads);
    identify(file).ok_or_else(|| "the file has no metadata".to_owned())
}

/// The number of the namespace of PDF 2.0, whose name is mended (14.8.6.1: `http://iso.org/pdf2/ssn`).
fn namespace(file: &mut File) -> Option<u32> {
    let misspelt = Object::Text(MISSPELT.to_vec());
    let number = file.numbers().find(|number| {
        let dict = file.get(*number).and_then(|found| found.object.as_dict());
        dict.and_then(|dict| dict.get("NS")).is_some_and(|name| *name == misspelt)
    })?;
    dict(file, number)?.set("NS", Object::Text(NAMESPACE.to_vec()));
    Some(number)
}

/// The elements that nodes of the book became.
struct Targets<'a> {
    tree: &'a Tree,
    landmarks: &'a Landmarks,
    headings: BTreeSet<NodeId>,
}

impl Targets<'_> {
    fn element(&self, file: &File, node: NodeId) -> Option<u32> {
        let leaf: Leaf = self.landmarks.leaf(node)?;
        let first = self.tree.element(leaf)?;
        let heading = |kind: &[u8]| matches!(kind, [b'H', b'1'..=b'9', ..] | b"Title");
        let whole = self.headings.contains(&node).then(|| around(file, first, heading)).flatten();
        whole.or_else(|| around(file, first, |kind| !WITHIN.contains(&kind)))
    }
}

/// Turns the destinations of a page's links into structure destinations (8.8), and notes which element leads to which.
fn links(
    file: &mut File,
    page: u32,
    nodes: Option<&Vec<Option<NodeId>>>,
    targets: &Targets,
    leads: &mut BTreeMap<u32, u32>,
) -> Option<()> {
    let dict = file.get(page)?.object.as_dict()?;
    let Some(annotations) = file.value(dict, "Annots").and_then(Object::as_array) else { return Some(()) };
    let annotations: Vec<u32> = annotations.iter().map(reference).collect::<Option<_>>()?;
    for (annotation, node) in annotations.into_iter().zip(nodes?) {
        let Some(node) = node else { continue };
        let element = targets.element(file, *node)?;
        lead(file, annotation, element)?;
        let own = targets.tree.of_annotation(file.get(annotation)?.object.as_dict()?)?;
        leads.insert(own, element);
    }
    Some(())
}

/// Gives an annotation or a bookmark an action with both kinds of destination: readers that know no structure
/// destinations take the other (ISO 32000-2, 12.6.4.2).
fn lead(file: &mut File, number: u32, element: u32) -> Option<()> {
    let plain = file.get(number)?.object.as_dict()?.get("Dest")?.clone();
    let mut structured = file.resolve(&plain).as_array()?.to_vec();
    *structured.first_mut()? = Object::Ref(element);
    let action = Dict::default().with("S", Object::name("GoTo")).with("D", plain).with("SD", Object::Array(structured));
    let dict = dict(file, number)?;
    dict.remove("Dest");
    dict.set("A", Object::Dict(action));
    Some(())
}

/// The bookmarks in their order, which is that of the headings.
fn bookmarks(file: &mut File, targets: &Targets) -> Option<()> {
    let root = file.dict(file.root()?, "Outlines")?;
    let mut open: Vec<u32> = root.get("First").and_then(reference).into_iter().collect();
    let mut headings = targets.landmarks.bookmarks.iter();
    while let Some(number) = open.pop() {
        let dict = file.get(number)?.object.as_dict()?;
        let [first, next] = ["First", "Next"].map(|key| dict.get(key).and_then(reference));
        open.extend(next);
        open.extend(first);
        // A book without headings has one bookmark, which leads to its beginning.
        let element = match headings.next() {
            Some(heading) => targets.element(file, *heading),
            None => targets.landmarks.content.first().and_then(|(node, _)| targets.element(file, *node)),
        };
        lead(file, number, element?)?;
    }
    Some(())
}

/// What one element has to say for itself in PDF 2.0.
fn element(file: &mut File, number: u32, namespace: u32) {
    let new = match kind(file, number) {
        // The back end names no namespace for the outermost element, which then is that of PDF 1.7 (8.2.5.2).
        b"Document" => Some("Document"),
        // It puts a title into a namespace of its own and says nowhere what that stands for (8.2.4).
        b"Title" => Some("Title"),
        b"Note" => Some("FENote"),
        b"Ruby" => Some("Ruby"),
        b"RB" => Some("RB"),
        b"RT" => Some("RT"),
        _ => None,
    };
    let (Some(new), Some(dict)) = (new, dict(file, number)) else { return };
    dict.set("S", Object::name(new));
    dict.set("NS", Object::Ref(namespace));
    if new == "FENote" {
        let kind = Dict::default().with("O", Object::name("FENote")).with("NoteType", Object::name("Footnote"));
        dict.set("A", Object::Dict(kind));
    }
}

/// Notes and their calls name each other (8.2.5.14).
fn notes(file: &mut File, leads: &BTreeMap<u32, u32>) {
    let mut calls: BTreeMap<u32, Vec<Object>> = BTreeMap::new();
    for (link, target) in leads {
        if kind(file, *target) != b"FENote" {
            continue;
        }
        let call = around(file, *link, |kind| kind == b"Reference").unwrap_or(*link);
        calls.entry(*target).or_default().push(Object::Ref(call));
        if let Some(dict) = dict(file, call) {
            dict.set("Ref", Object::Array(vec![Object::Ref(*target)]));
        }
    }
    for (note, calls) in calls {
        if let Some(dict) = dict(file, note) {
            dict.set("Ref", Object::Array(calls));
        }
    }
}

/// The lines of the contents name their headings (8.2.5.8).
fn contents(file: &mut File, leads: &BTreeMap<u32, u32>) {
    for (link, target) in leads {
        let Some(line) = around(file, *link, |kind| kind == b"TOCI") else { continue };
        if let Some(dict) = dict(file, line) {
            dict.set("Ref", Object::Array(vec![Object::Ref(*target)]));
        }
    }
}

/// Says that the file is a PDF/UA-2 (clause 5) and a Well-Tagged PDF (WTPDF 1.0, 6.1.3), and shows its title (8.11.2).
fn identify(file: &mut File) -> Option<()> {
    let root = file.trailer.get("Root").and_then(reference)?;
    let catalog = dict(file, root)?;
    let mut preferences = match catalog.remove("ViewerPreferences") {
        Some(Object::Dict(dict)) => dict,
        _ => Dict::default(),
    };
    preferences.set("DisplayDocTitle", Object::Bool(true));
    catalog.set("ViewerPreferences", Object::Dict(preferences));
    let own = format!(
        "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"{IDENTIFICATION}\" xmlns:pdfd=\"{DECLARATIONS}\">\
         <pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\
         <pdfd:declarations><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
         <pdfd:conformsTo>{DECLARATIONS}wtpdf#accessibility1.0</pdfd:conformsTo>\
         </rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>"
    );
    super::describe::describe(file, &own)
}

//! PDF 2.0: PDF/UA-2 and PDF/A-4, with what the back end of the writer has no words for.

use crate::books::{Made, TWO};
use crate::passes;
use crate::reader::Value;
use crate::tree::{Element, Kid, tree};
use std::collections::{BTreeMap, BTreeSet};

/// PDF/UA-2 by way of ISO/TS 32005, PDF/A-4, and Well-Tagged PDF for accessibility.
const FLAVOURS: [&str; 3] = ["ua2", "4", "wt1a"];

#[test]
fn verapdf_finds_no_failed_rule_of_ua2() {
    passes(&TWO, &FLAVOURS);
}

fn every() -> &'static Made {
    TWO.iter().find(|made| made.name == "every-ua2").expect("the book")
}

fn by_number(root: &Element) -> BTreeMap<u32, &Element> {
    root.all().into_iter().map(|element| (element.number, element)).collect()
}

fn refs(element: &Element) -> Vec<u32> {
    let number = |value: &Value| match value {
        Value::Ref(number) => *number,
        other => panic!("{other:?} is no reference"),
    };
    match element.dict.get("Ref") {
        Some(Value::Array(items)) => items.iter().map(number).collect(),
        Some(other) => vec![number(other)],
        None => Vec::new(),
    }
}

/// The element that the structure destination of a link or a bookmark names.
fn led_to(made: &Made, holder: &Value) -> u32 {
    let action = made.pdf.entry(holder, "A").expect("an action").dict();
    assert_eq!(action["S"].name(), "GoTo");
    assert!(action.contains_key("D"), "readers that know no structure destinations find the page");
    match &made.pdf.list(&action["SD"])[0] {
        Value::Ref(number) => *number,
        other => panic!("{other:?}"),
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn elements_name_their_namespace() {
    let made = every();
    let root = tree(&made.pdf);
    let space = |element: &Element| {
        let found = element.dict.get("NS").map(|space| made.pdf.get(space).dict()["NS"].text());
        found.unwrap_or_default()
    };
    for kind in ["Document", "Part", "Sect", "P", "H1", "Title", "Em", "FENote", "Ruby", "RB", "RT", "Figure", "Table"]
    {
        let found: BTreeSet<String> = root.of(kind).into_iter().map(space).collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["http://iso.org/pdf2/ssn"], "{kind}");
    }
    // What PDF 2.0 has no name for stands in the namespace of PDF 1.7, which is that of elements that name none.
    for kind in ["BlockQuote", "TOC", "TOCI", "Reference", "Code"] {
        assert!(root.of(kind).into_iter().all(|element| space(element).is_empty()), "{kind}");
    }
}

#[test]
fn headings_go_as_deep_as_the_book() {
    let root = tree(&every().pdf);
    let deepest: Vec<String> = root.of("H7").into_iter().map(Element::text).collect();
    assert_eq!(deepest, ["六级标题"]);
    assert!(root.of("H6").into_iter().all(|heading| heading.text() != "六级标题"));
}

#[test]
fn notes_and_their_calls_name_each_other() {
    for made in TWO.iter() {
        let root = tree(&made.pdf);
        let elements = by_number(&root);
        assert!(root.of("Note").is_empty());
        for note in root.of("FENote") {
            assert_eq!(note.attributes["NoteType"].name(), "Footnote");
            let calls = refs(note);
            assert!(!calls.is_empty(), "{}: {}", made.name, note.text());
            for call in calls {
                assert_eq!((elements[&call].kind.as_str(), refs(elements[&call])), ("Reference", vec![note.number]));
            }
        }
    }
    // The first note of the chapter is called twice.
    let root = tree(&every().pdf);
    let first = root.of("FENote").into_iter().find(|note| note.text().contains("它有两次引用")).expect("the note");
    assert_eq!(refs(first).len(), 2);
}

#[test]
fn lines_of_the_contents_name_their_heading() {
    let mut lines = 0;
    for made in TWO.iter() {
        let root = tree(&made.pdf);
        let elements = by_number(&root);
        for line in root.of("TOCI") {
            let heading = elements[&refs(line)[0]];
            assert!(heading.kind.starts_with('H'), "{}: {}", made.name, heading.kind);
            let words = bare(&heading.text_but(&["Reference", "FENote"]));
            assert!(bare(&line.text()).starts_with(&words), "{} leads to {words}", line.text());
            lines += 1;
        }
    }
    assert!(lines > 20, "{lines} lines");
}

#[test]
fn bookmarks_lead_to_their_heading_in_the_structure() {
    for made in TWO.iter() {
        let root = tree(&made.pdf);
        let elements = by_number(&root);
        let mut open =
            vec![made.pdf.entry(made.pdf.catalog(), "Outlines").and_then(|top| made.pdf.entry(top, "First"))];
        let mut seen = 0;
        while let Some(next) = open.pop() {
            let Some(bookmark) = next else { continue };
            open.extend([made.pdf.entry(bookmark, "Next"), made.pdf.entry(bookmark, "First")]);
            let heading = elements[&led_to(made, bookmark)];
            let title = bare(&bookmark.dict()["Title"].text());
            assert_eq!(bare(&heading.text_but(&["Reference", "FENote"])), title, "{}", made.name);
            seen += 1;
        }
        assert!(seen > 0);
    }
}

#[test]
fn links_lead_to_elements() {
    let made = every();
    let root = tree(&made.pdf);
    let elements = by_number(&root);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for link in root.of("Link") {
        for kid in &link.kids {
            let Kid::Annotation(number) = kid else { continue };
            let annotation = made.pdf.number(*number);
            assert!(!annotation.dict().contains_key("Dest"));
            let action = made.pdf.entry(annotation, "A").expect("an action").dict();
            if action["S"].name() == "GoTo" {
                let target = elements[&led_to(made, annotation)];
                *kinds.entry(target.kind.as_str()).or_default() += 1;
                if link.text().starts_with("图4-1") {
                    assert_eq!(target.dict["Alt"].text(), "合唱队在台上站成三排");
                }
                if link.text().starts_with("表5-1") {
                    assert_eq!(target.kind, "Table");
                }
            }
        }
    }
    for kind in ["FENote", "Figure", "H1", "H2", "Table"] {
        assert!(kinds.contains_key(kind), "no link leads to a {kind}: {kinds:?}");
    }
}

//! What an assistive program is told about the book with every construct: the elements, where they stand and what they
//! say of themselves.

use crate::books::{BOOKS, book};
use crate::tree::{Element, Kid, tree};
use std::collections::BTreeSet;

fn every() -> Element {
    tree(&book("every").pdf)
}

/// The element of a kind whose text begins so.
fn find<'a>(root: &'a Element, kind: &str, text: &str) -> &'a Element {
    root.of(kind)
        .into_iter()
        .find(|element| element.text().starts_with(text))
        .unwrap_or_else(|| panic!("no {kind} begins with {text}"))
}

fn kinds(element: &Element) -> Vec<&str> {
    element.elements().map(|kid| kid.kind.as_str()).collect()
}

fn name<'a>(element: &'a Element, key: &str) -> &'a str {
    element.attributes.get(key).map_or("", |value| value.name())
}

#[test]
fn parts_hold_their_chapters_and_chapters_their_sections() {
    let root = every();
    assert_eq!((root.kind.as_str(), root.dict["Lang"].text().as_str()), ("Document", "zh-Hans"));
    let parts = root.of("Part");
    assert_eq!(
        parts.iter().map(|part| part.elements().count()).collect::<Vec<_>>(),
        [3, 3],
        "a title and two chapters"
    );
    let chapter = find(&root, "Sect", "第二章字里行间");
    assert_eq!(kinds(chapter), ["H2", "P", "Sect", "Sect"]);
    // What stands before the first part and behind the last one stands beside the parts.
    let titles = ["第一章引子", "后记", "附录数据"];
    for (title, section) in titles.into_iter().zip(root.elements().filter(|one| one.kind == "Sect").skip(6)) {
        assert!(section.text().starts_with(title), "{}", section.text());
        assert_eq!(kinds(section)[0], "H1");
    }
}

#[test]
fn headings_say_their_number_and_title() {
    let root = every();
    let section = find(&root, "H3", "2.1");
    assert_eq!(section.dict["T"].text(), "2.1\u{3000}标点与外文");
    assert_eq!(root.of("Title").len(), 1, "the title page says the title of the book");
}

#[test]
fn figures_have_a_description_a_place_and_their_caption() {
    let root = every();
    let figures = root.of("Figure");
    assert!(figures[0].dict["Alt"].text().starts_with("封面："), "the cover is the first");
    let figures = &figures[1..];
    let told: Vec<String> = figures.iter().map(|figure| figure.dict["Alt"].text()).collect();
    let first = ["合唱队在台上站成三排", "会议室里的长桌", "链条从原料到成品依次相连"];
    assert_eq!(told[..3], first);
    assert_eq!(told.len(), 7, "the decorative one is none: {told:?}");
    for figure in figures {
        assert!(figure.attributes.contains_key("BBox"), "{:?}", figure.dict);
        assert!(matches!(figure.kids[0], Kid::Text(_)), "the picture comes first");
    }
    let caption = figures[0].elements().next().expect("a caption");
    assert_eq!((caption.kind.as_str(), caption.text_but(&["Reference", "Note"]).as_str()), ("Caption", "图4-1合唱队"));
    assert!(figures[5].kids.len() == 1, "a picture among text has no caption");
}

#[test]
fn tables_have_a_caption_header_cells_with_a_scope_and_rows_of_one_length() {
    let root = every();
    let tables = root.of("Table");
    assert_eq!(tables.len(), 4);
    for table in &tables {
        let heads = table.of("TH");
        assert!(!heads.is_empty() && heads.iter().all(|head| name(head, "Scope") == "Column"));
        let lengths: BTreeSet<usize> = table.of("TR").iter().map(|row| row.elements().count()).collect();
        assert_eq!(lengths.into_iter().collect::<Vec<_>>(), [heads.len()]);
    }
    assert_eq!(kinds(tables[0]), ["Caption", "THead", "TBody"]);
    assert_eq!(kinds(tables[1]), ["THead", "TBody"]);
    assert!(tables[0].of("Note").iter().any(|note| note.text().ends_with("表里的注。")));
}

/// The long table goes over a page, where its head is printed again: once for the eye, not a second time for the ear.
#[test]
fn a_repeated_head_is_an_artifact() {
    let made = book("every");
    let root = tree(&made.pdf);
    let long = find(&root, "Table", "表5-2");
    assert_eq!(long.of("THead").len(), 1);
    let on_pages = made.pdf.pages().into_iter().filter(|page| {
        let marked = made.pdf.marked(*page);
        marked.iter().any(|(id, text)| *id == -1 && text.contains("序") && text.contains("事"))
    });
    assert_eq!(on_pages.count(), 1, "the head is repeated on the second page of the table");
}

#[test]
fn lists_have_labels_and_bodies() {
    let root = every();
    let lists = root.of("L");
    let ordered: Vec<&str> = lists.iter().map(|list| name(list, "ListNumbering")).collect();
    assert_eq!(ordered, ["Disc", "Decimal", "Decimal", "Disc", "Disc"]);
    for item in root.of("LI") {
        assert_eq!(kinds(item), ["Lbl", "LBody"], "{}", item.text());
    }
    let inner = lists[0].of("L")[1];
    assert_eq!(inner.of("Lbl").iter().map(|label| label.text()).collect::<Vec<_>>(), ["1.", "2."]);
    let terms = lists[4];
    assert_eq!(terms.of("Lbl").iter().map(|label| label.text()).collect::<Vec<_>>(), ["活字", "雕版"]);
}

#[test]
fn notes_stand_beside_their_first_call() {
    for made in BOOKS.iter() {
        let root = tree(&made.pdf);
        let mut ids = BTreeSet::new();
        for parent in root.all() {
            let kinds = kinds(parent);
            for place in (0..kinds.len()).filter(|&place| kinds[place] == "Note") {
                assert_eq!(kinds[place - 1], "Reference", "{}: {}", made.name, parent.text());
            }
        }
        for note in root.of("Note") {
            assert_eq!(kinds(note)[0], "Lbl");
            assert!(ids.insert(format!("{:?}", note.dict["ID"])), "the names of notes are unique");
        }
        let notes: usize = made.report.book.chapters.iter().map(|chapter| chapter.notes.len()).sum();
        assert_eq!(ids.len(), notes, "{}: every note is there once", made.name);
    }
}

#[test]
fn contents_are_nested_as_the_book_is() {
    let root = every();
    let contents = root.of("TOC")[0];
    let first_level: Vec<String> =
        contents.elements().map(|item| item.elements().next().expect("a reference").text()).collect();
    let starts = ["前言", "第一章引子", "上篇　文字", "下篇　图表", "后记", "附录数据"];
    assert_eq!(first_level.len(), starts.len(), "{first_level:?}");
    for (line, start) in first_level.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    for item in contents.of("TOCI") {
        let reference = item.elements().next().expect("a reference");
        assert_eq!((reference.kind.as_str(), kinds(reference)), ("Reference", vec!["Link"]));
    }
}

#[test]
fn links_hold_their_annotation_and_say_where_they_lead() {
    for made in BOOKS.iter() {
        let root = tree(&made.pdf);
        for link in root.of("Link") {
            let annotations: Vec<u32> = link
                .kids
                .iter()
                .filter_map(|kid| match kid {
                    Kid::Annotation(number) => Some(*number),
                    Kid::Element(_) | Kid::Text(_) => None,
                })
                .collect();
            assert!(!annotations.is_empty() && !link.text().is_empty(), "{}: {}", made.name, link.text());
            for number in annotations {
                assert!(!made.pdf.number(number).dict()["Contents"].text().is_empty());
            }
        }
    }
    let root = every();
    let inside = root.of("Link").iter().filter(|link| link.text().starts_with("图4-1")).count();
    assert_eq!(inside, 1);
}

#[test]
fn quotations_verse_and_code_are_told_apart() {
    let root = every();
    let quote = find(&root, "BlockQuote", "引文独立成段");
    assert_eq!(kinds(quote), ["P", "BlockQuote", "P"]);
    let verse = find(&root, "BlockQuote", "灯下");
    assert_eq!(kinds(verse), ["Div", "Div"], "two stanzas");
    assert_eq!(kinds(verse.elements().next().expect("a stanza")), ["P", "P"], "a line is heard as a line");
    let code: Vec<String> = root.of("Code").iter().map(|code| code.text()).collect();
    let block = ["fn main() {", "    println!(\"活字\");", "}"];
    assert!(code.windows(3).any(|lines| lines == block), "{code:?}");
    let formulas: Vec<String> = root.of("Formula").iter().map(|one| one.dict["Alt"].text()).collect();
    assert_eq!(formulas[0], "$a^2+b^2=c^2$", "what is heard is what is printed: the source");
}

#[test]
fn a_reading_stands_beside_its_base() {
    let root = every();
    let ruby = root.of("Ruby");
    assert!(ruby.iter().all(|one| kinds(one) == ["RB", "RT"]));
    let words: Vec<Vec<String>> = ruby.iter().map(|one| one.elements().map(Element::text).collect()).collect();
    assert_eq!(words, [["活", "huó"], ["版", "bǎn"]]);
}

#[test]
fn emphasis_and_languages_are_told() {
    let root = every();
    let paragraph = find(&root, "P", "文字有强调");
    let nested = paragraph.of("Em").into_iter().find(|em| em.text() == "强调里又着重一层").expect("an emphasis");
    assert_eq!(kinds(nested), ["Strong"]);
    let decorated = |text: &str| {
        let found = paragraph.of("Span").into_iter().find(|span| span.text() == text);
        name(found.unwrap_or_else(|| panic!("no span {text}")), "TextDecorationType").to_owned()
    };
    assert_eq!(
        [decorated("删去"), decorated("沈括"), decorated("梦溪笔谈")],
        ["LineThrough", "Underline", "Underline"]
    );
    let languages: Vec<(String, String)> =
        root.of("Span").iter().filter_map(|span| Some((span.dict.get("Lang")?.text(), span.text()))).collect();
    let told =
        [("fr", "le caractère mobile"), ("ja", "活字を組む")].map(|(lang, text)| (lang.to_owned(), text.to_owned()));
    assert_eq!(languages, told);
}

/// Heads, folios and rules are no part of the text: what is not an artifact is in the tree, and nothing else.
#[test]
fn folios_and_running_heads_are_not_read_aloud() {
    let made = book("every");
    let pages = &made.report.pages.pages;
    let mut heads = 0;
    for (page, number) in pages.iter().zip(made.pdf.pages().into_iter().skip(made.report.pages.cover.len())) {
        let aside = made.pdf.marked(number).remove(&-1).unwrap_or_default();
        if aside.contains(&page.label) {
            heads += 1;
        }
    }
    assert!(heads > pages.len() / 2, "{heads} folios on {} pages", pages.len());
    let root = every();
    let title = root.of("H2").into_iter().filter(|heading| heading.text().contains("字里行间")).count();
    assert_eq!(title, 1, "the running head repeats the title on the page, not in the structure");
}

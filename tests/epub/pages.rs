//! Rows 23 and 24: the pages of the PDF that is built in the same run, marked and listed in the EPUB.

use super::{Epub, SVG_WIDE, all, built, property, said};
use huoban::config::Output;
use huoban::display::{Draw, Page, Piece, Role};
use huoban::pipeline::Report;
use roxmltree::Node;

/// A book of small pages, so that every construct is parted by some of them.
fn book() -> Report {
    let sentence = "这一段说的是山里的路，路边有树，树下有人歇脚；they said “it’s fine” 之后，又走了——很远。";
    let paragraph = |times: usize| format!("{}\n\n", sentence.repeat(times));
    let mut one = String::from("# 山路\n\n");
    for turn in 0..6 {
        one += &paragraph(3);
        one += &format!("> {}\n\n", paragraph(2).trim());
        one += &format!("1. {}\n2. {}\n\n", paragraph(1).trim(), paragraph(2).trim());
        one += &format!("- [{}](https://example.org/) 之后\n- [x] {}\n\n", paragraph(1).trim(), paragraph(1).trim());
        one += "```c\nint main(void) {\n\treturn 1 < 2 && \"a very long line of code that goes on and on and on\";\n}\n\n\n";
        one += &format!("{}```\n\n", "\t\tputs(\"活\"); // 行\n".repeat(9));
        one +=
            &format!("## 小节 {turn}\n\n{}说明[^{turn}]，**加重{}**。\n\n", paragraph(1).trim(), paragraph(1).trim());
        one += &format!("[^{turn}]: 注文。{}\n\n", paragraph(1).trim());
        one += "![一张图](p.svg \"图说\")\n\n";
        one += &paragraph(2);
        one += &format!("表：数\n\n| 甲 | 乙 |\n|--|--|\n{}\n", "| 一二三四五六七八九十 | 数值的说明 |\n".repeat(9));
        one += &format!("```verse\n{}```\n\n", "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n\n".repeat(3));
        one += &format!("名词\n: {}\n\n[汉字]{{ruby=\"hàn zì\"}}{}\n\n", paragraph(1).trim(), paragraph(1).trim());
    }
    let yaml = "title: 路\nauthors: [某人]\nchapters: [a.md]\n\
                page: {size: 105mm x 148mm, chars-per-line: 20, lines-per-page: 14}\ntheme: {notes: chapter}\n";
    built(&[("book.yaml", yaml), ("a.md", &one), ("p.svg", SVG_WIDE)], &[Output::Epub, Output::Pdf])
}

/// What follows a marker, as far as both editions say it: no numbers of the tool's own, no readings, no blanks.
fn after(marker: Node) -> String {
    let silent = |node: &Node| {
        let class = node.attribute("class").unwrap_or("");
        matches!(class, "number" | "task" | "notes") || node.tag_name().name() == "rt"
    };
    let text =
        marker.document().descendants().filter(|node| node.is_text() && node.range().start > marker.range().start);
    let shown = text.filter(|node| !node.ancestors().any(|one| silent(&one)));
    shown.filter_map(|node| node.text()).flat_map(str::chars).filter(|one| !one.is_whitespace()).take(20).collect()
}

/// The text of a page, in its order.
fn text_of(page: &Page) -> String {
    let mut text = String::new();
    for item in &page.items {
        if let (Role::Content(_, Piece::Body), Draw::Glyphs(run)) = (item.role, &item.draw) {
            text.extend(run.text.chars().filter(|one| !one.is_whitespace() && *one != '\u{AD}'));
        }
    }
    text
}

fn is_break(node: &Node) -> bool {
    node.attribute("role") == Some("doc-pagebreak")
}

#[test]
fn e23_a_marker_stands_at_the_first_character_of_its_page() {
    let report = book();
    let epub = Epub::of_report(&report);
    let (mut judged, mut inside) = (0, 0);
    for name in epub.pages().into_iter().filter(|name| name.starts_with("chapter")) {
        let document = epub.xml(name);
        for marker in document.descendants().filter(is_break) {
            let label = marker.attribute("aria-label").expect("a label");
            let page = report.pages.pages.iter().find(|page| page.label == label).expect("a page");
            let (says, follows) = (text_of(page), after(marker));
            // A figure or a small table that was put off from the page before stands over the text that goes on.
            let pictured = matches!(page.items.first().map(|item| &item.draw), Some(Draw::Picture(..)));
            let floats = pictured || says.starts_with("数甲乙");
            let begins = says.starts_with(&follows) || floats && says.contains(&follows);
            assert!(
                begins,
                "page {label} begins with {}, its marker stands before {follows}",
                &says[..says.len().min(90)]
            );
            judged += 1;
            inside += usize::from(marker.tag_name().name() == "span");
        }
    }
    assert!(judged > 40 && inside > 20, "{judged} markers, {inside} inside a text");
}

#[test]
fn e23_the_list_names_every_page_that_begins_in_the_book_once_and_in_order() {
    let report = book();
    let epub = Epub::of_report(&report);
    let nav = epub.xml("nav.xhtml");
    let list = nav.descendants().find(|node| node.attribute("role") == Some("doc-pagelist")).expect("a list of pages");
    let entries: Vec<Node> = list.descendants().filter(|node| node.tag_name().name() == "a").collect();
    let labels: Vec<String> = entries.iter().map(|entry| said(*entry)).collect();
    // The half-title is not in the EPUB, blank pages have nothing to mark.
    let printed = report.pages.pages.iter().filter(|page| page.start.is_some() && page.label != "i");
    assert_eq!(labels, printed.map(|page| page.label.clone()).collect::<Vec<_>>());
    assert!(labels.iter().any(|label| label == "iii") && labels.iter().any(|label| label == "1"), "{labels:?}");
    for (entry, label) in entries.iter().zip(&labels) {
        let (file, id) = entry.attribute("href").and_then(|href| href.split_once('#')).expect("a place");
        let target = epub.xml(if file.is_empty() { "nav.xhtml" } else { file });
        let marker = target.descendants().find(|node| node.attribute("id") == Some(id)).expect("a marker");
        assert!(is_break(&marker), "{label}");
        assert_eq!(marker.attribute("aria-label"), Some(label.as_str()));
    }
}

#[test]
fn e24_markers_say_what_they_are_and_where_they_come_from() {
    let epub = Epub::of_report(&book());
    let page = epub.xml("chapter-001.xhtml");
    let markers: Vec<Node> = page.descendants().filter(is_break).collect();
    assert!(!markers.is_empty());
    for marker in markers {
        assert_eq!(marker.attribute(("http://www.idpf.org/2007/ops", "type")), Some("pagebreak"));
        assert!(marker.attribute("aria-label").is_some_and(|label| !label.is_empty()));
        // What a marker says must not become part of what a link, a heading or a table's header cell is called.
        let named = marker.ancestors().find(|one| matches!(one.tag_name().name(), "h1" | "h2" | "h3" | "th"));
        assert_eq!(named, None);
    }
    let package = epub.xml("package.opf");
    let edition = "《路》PDF 版，105 mm × 148 mm";
    assert_eq!(property(&package, "pageBreakSource"), [("", edition)]);
    assert_eq!(all(&package, "source").into_iter().map(said).collect::<Vec<_>>(), [edition]);
    assert_eq!(property(&package, "source-of"), [("#printed", "pagination")]);
    let features = property(&package, "schema:accessibilityFeature");
    assert!(features.contains(&("", "pageNavigation")) && features.contains(&("", "pageBreakMarkers")));
}

#[test]
fn e24_without_a_pdf_no_pages_are_claimed() {
    let files = [("book.yaml", "title: 路\nchapters: [a.md]\n"), ("a.md", "# 一\n\n文。\n")];
    let epub = Epub::of_report(&built(&files, &[Output::Epub]));
    for name in epub.pages() {
        assert!(!epub.text(name).contains("pagebreak") && !epub.text(name).contains("page-list"), "{name}");
    }
    let package = epub.text("package.opf");
    assert!(!package.contains("pageBreak") && !package.contains("pageNavigation") && !package.contains("dc:source"));
}

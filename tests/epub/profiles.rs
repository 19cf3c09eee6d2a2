//! Rows 36, 43, 65 and 68 to 70: what is done for a platform, and for vertical lines.

use super::{Epub, FONTS, SVG_WIDE, all, build, property, said};
use huoban::config::{EpubConfig, Profile, WritingMode};
use huoban::diagnostics::Diagnostic;
use huoban::epub::Options;
use huoban::model::{Book, PictureFormat};
use roxmltree::Node;
use std::sync::Arc;

fn written(book: &Book, form: EpubConfig) -> (Epub, Vec<Diagnostic>) {
    let options = Options { form, ..Options::default() };
    let (bytes, diagnostics) = huoban::epub::write(book, &build::theme(), &FONTS, &options);
    (Epub::unpacked(&bytes.unwrap_or_else(|| panic!("{diagnostics:?}"))), diagnostics)
}

fn of(profile: Profile) -> Epub {
    written(&build::everything(), EpubConfig { profile, ..EpubConfig::default() }).0
}

/// How deep lists nest below a node.
fn depth(node: Node) -> usize {
    let below = node.children().map(depth).max().unwrap_or(0);
    below + usize::from(matches!(node.tag_name().name(), "ol" | "navPoint"))
}

#[test]
fn e68_the_standard_file_knows_no_vendor() {
    let epub = of(Profile::Standard);
    for (name, bytes) in &epub.0 {
        if let Ok(text) = std::str::from_utf8(bytes) {
            for sign in ["duokan", "ibooks", "qqreader", "zy-footnote", "DK-", "amzn", "kindle"] {
                assert!(!text.contains(sign), "{name} holds {sign}");
            }
        }
    }
}

#[test]
fn e65_the_cover_appears_once_and_is_named_for_new_and_old_readers() {
    let epub = of(Profile::Standard);
    let package = epub.xml("package.opf");
    let items = all(&package, "item");
    let cover: Vec<&Node> = items.iter().filter(|item| item.attribute("properties") == Some("cover-image")).collect();
    assert_eq!(cover.len(), 1);
    let named: Vec<Node> =
        all(&package, "meta").into_iter().filter(|meta| meta.attribute("name") == Some("cover")).collect();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0].attribute("content"), cover[0].attribute("id"));
    let shown = epub.pages().into_iter().filter(|page| epub.text(page).contains("doc-cover"));
    assert_eq!(shown.collect::<Vec<_>>(), ["cover.xhtml"]);
    let places = all(&package, "itemref");
    assert_eq!(places.iter().filter(|place| place.attribute("idref") == Some("cover-xhtml")).count(), 1);
    assert_eq!(places[0].attribute("idref"), Some("cover-xhtml"));
}

#[test]
fn e65_e70_kindle_has_two_levels_its_own_cover_and_its_own_body_type() {
    let epub = of(Profile::Kindle);
    let (nav, ncx, package) = (epub.xml("nav.xhtml"), epub.xml("toc.ncx"), epub.xml("package.opf"));
    assert_eq!(depth(all(&of(Profile::Standard).xml("toc.ncx"), "navMap")[0]), 3);
    assert_eq!((depth(all(&nav, "nav")[0]), depth(all(&ncx, "navMap")[0])), (2, 2));
    let told = all(&ncx, "meta").into_iter().find(|meta| meta.attribute("name") == Some("dtb:depth"));
    assert_eq!(told.and_then(|meta| meta.attribute("content")), Some("2"));
    // The picture is there and named, but no page shows it, and nothing leads to one.
    assert!(all(&package, "item").iter().any(|item| item.attribute("properties") == Some("cover-image")));
    assert!(epub.0.keys().all(|name| !name.ends_with("cover.xhtml")) && !epub.text("nav.xhtml").contains("cover"));
    let sheet = epub.text("style.css");
    let body = sheet.lines().find(|line| line.starts_with("body {")).expect("a rule");
    for forced in ["font-family", "line-height", "text-align", "font-size", "color"] {
        assert!(!body.contains(forced), "{body}");
    }
    assert!(sheet.contains("NotoSansCJKsc-Bold") && !sheet.contains("NotoSerifCJKsc-Regular"), "headings keep theirs");
    assert!(epub.0.keys().all(|name| !name.contains("NotoSerifCJKsc-Regular")), "no font that nothing is set in");
}

#[test]
fn a_picture_that_the_platform_does_not_show_is_reported() {
    let mut book = build::everything();
    let picture = book.images.get_mut(std::path::Path::new("images/b.png")).expect("a picture");
    Arc::make_mut(picture).format = PictureFormat::WebP;
    let codes = |profile| {
        let (_, found) = written(&book, EpubConfig { profile, ..EpubConfig::default() });
        found.iter().map(|one| one.rule.code).filter(|code| *code == "W631").count()
    };
    assert_eq!((codes(Profile::Standard), codes(Profile::Kindle)), (0, 1));
}

#[test]
fn apple_is_told_that_the_book_brings_fonts() {
    let epub = of(Profile::Apple);
    let package = epub.xml("package.opf");
    assert_eq!(property(&package, "ibooks:specified-fonts"), [("", "true")]);
    assert!(package.root_element().attribute("prefix").is_some_and(|prefix| prefix.starts_with("ibooks: http")));
}

#[test]
fn e69_duokan_has_its_note_classes_and_every_note_once_as_aside() {
    let epub = of(Profile::Duokan);
    let page = epub.xml("chapter-001.xhtml");
    let role = |name: &'static str| move |node: &Node| node.attribute("role") == Some(name);
    let calls: Vec<Node> = page.descendants().filter(role("doc-noteref")).collect();
    assert_eq!(calls.len(), 4);
    for call in &calls {
        assert!(call.attribute("class").is_some_and(|class| class.split(' ').any(|one| one == "duokan-footnote")));
        let picture = call.first_element_child().expect("a picture");
        assert_eq!((picture.tag_name().name(), picture.attribute("src")), ("img", Some("note.png")));
        assert!(picture.attribute("alt").is_some_and(|alt| !alt.is_empty()));
        let target = call.attribute("href").and_then(|href| href.strip_prefix('#'));
        let item = page.descendants().find(|node| node.attribute("id") == target).expect("a note");
        assert_eq!((item.tag_name().name(), item.attribute("class")), ("li", Some("duokan-footnote-item")));
        assert!(
            item.parent()
                .and_then(|list| list.attribute("class"))
                .is_some_and(|class| class.contains("duokan-footnote-content"))
        );
        assert!(item.children().any(|node| role("doc-footnote")(&node)));
    }
    assert_eq!(said(page.root_element()).matches("第二个注。").count(), 1);
    assert!(epub.0.contains_key("EPUB/note.png") && epub.text("package.opf").contains("href=\"note.png\""));
    assert!(epub.text("style.css").contains("\"DK-SONGTI\"") && epub.text("style.css").contains("\"DK-HEITI\""));
    assert!(!epub.text("package.opf").contains("duokan"), "no property that the standard does not have");
    // A chapter without notes needs no picture.
    assert!(!epub.text("front-1.xhtml").contains("note.png"));
}

#[test]
fn e43_horizontal_books_go_right_and_vertical_ones_left() {
    let direction = |epub: &Epub| {
        let package = epub.xml("package.opf");
        let spine = all(&package, "spine").remove(0);
        spine.attribute("page-progression-direction").map(str::to_owned)
    };
    let plain = of(Profile::Standard);
    assert_eq!(direction(&plain).as_deref(), Some("ltr"));
    assert!(!plain.text("style.css").contains("writing-mode") && !plain.text("package.opf").contains("writing-mode"));
    let form = EpubConfig { writing_mode: WritingMode::Vertical, ..EpubConfig::default() };
    let (epub, _) = written(&build::everything(), form);
    assert_eq!(direction(&epub).as_deref(), Some("rtl"));
    let root =
        "html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; writing-mode: vertical-rl; }";
    assert!(epub.text("style.css").contains(root));
    let package = epub.xml("package.opf");
    let told = all(&package, "meta").into_iter().find(|meta| meta.attribute("name") == Some("primary-writing-mode"));
    assert_eq!(told.and_then(|meta| meta.attribute("content")), Some("vertical-rl"));
}

#[test]
fn the_box_of_a_task_stands_in_the_line_of_its_text() {
    let list = "# 一\n\n- [x] 做完\n\n- [ ] 没做\n\n- 一项\n";
    let files = [("book.yaml", "title: 书\nchapters: [a.md]\n"), ("a.md", list), ("p.svg", SVG_WIDE)];
    let epub = Epub::of_report(&super::built(&files, &[huoban::config::Output::Epub]));
    let page = epub.xml("chapter-001.xhtml");
    let items = all(&page, "li");
    let lines: Vec<String> = all(&page, "p").into_iter().map(said).collect();
    assert_eq!(lines, ["☑ 做完", "☐ 没做", "一项"]);
    assert_eq!(
        items.iter().map(|item| item.attribute("class")).collect::<Vec<_>>(),
        [Some("todo"), Some("todo"), None]
    );
}

#[test]
fn an_address_that_is_shown_can_be_broken_and_is_read_as_it_is() {
    let text = "# 一\n\n见 <https://example.org/a/b?c=1&d=2>，不是[别处](https://example.org/a/b)。\n";
    let files = [("book.yaml", "title: 书\nchapters: [a.md]\n"), ("a.md", text)];
    let epub = Epub::of_report(&super::built(&files, &[huoban::config::Output::Epub]));
    let page = epub.xml("chapter-001.xhtml");
    let links: Vec<Node> = all(&page, "a").into_iter().collect();
    assert_eq!(links.iter().map(|link| said(*link)).collect::<Vec<_>>(), ["https://example.org/a/b?c=1&d=2", "别处"]);
    let breaks = |link: &Node| link.children().filter(|node| node.tag_name().name() == "wbr").count();
    assert_eq!(links.iter().map(breaks).collect::<Vec<_>>(), [8, 0]);
}

//! Rows 9 to 18 and 56 to 59: what the package says of the book, and what it claims.

use super::{Epub, FONTS, all, build, built, one_chapter, property, said};
use huoban::config::{Accessibility, Certifier, Output, WcagLevel};
use huoban::diagnostics::Diagnostic;
use huoban::epub::Options;
use huoban::model::{BlockKind, Book};
use roxmltree::Document;

/// What the package says under a Dublin Core name.
fn dublin(package: &Document, name: &str) -> Vec<String> {
    all(package, name).into_iter().map(said).collect()
}

#[test]
fn e12_e14_whatever_is_configured_is_said_and_escaped() {
    let yaml = "title: A & B <c> \"d\"\ntitle-file-as: A and B\nsubtitle: <e>\nlanguage: en\n\
        authors: [{name: O'Neil & Co, file-as: Oneil}]\n\
        contributors: [{name: 王某, role: 译者, file-as: Wang}, {name: 李某, role: illustrator}, {name: 赵某, role: edc}]\n\
        publisher: P & Q\nrights: © <r>\ndescription: |\n  x < y & z\nsubjects: [R&D, \"<t>\"]\ndate: 2021-11\n\
        series: {title: S & T, number: 2}\nidentifier: \"urn:example:a&b\"\nisbn: 978-7-306-04096-1\nchapters: [a.md]\n";
    let epub = Epub::of_report(&built(&[("book.yaml", yaml), ("a.md", "# One\n\nText.\n")], &[Output::Epub]));
    let package = epub.xml("package.opf");
    assert_eq!(dublin(&package, "title"), ["A & B <c> \"d\"", "<e>"]);
    assert_eq!(dublin(&package, "creator"), ["O'Neil & Co"]);
    assert_eq!(dublin(&package, "contributor"), ["王某", "李某", "赵某"]);
    let roles = [("#person-1", "aut"), ("#person-2", "trl"), ("#person-3", "ill"), ("#person-4", "edc")];
    assert_eq!(property(&package, "role"), roles);
    let sorted = [("#title", "A and B"), ("#person-1", "Oneil"), ("#person-2", "Wang")];
    assert_eq!(property(&package, "file-as"), sorted);
    assert_eq!(dublin(&package, "publisher"), ["P & Q"]);
    assert_eq!(dublin(&package, "rights"), ["© <r>"]);
    assert_eq!(dublin(&package, "description"), ["x < y & z"]);
    assert_eq!(dublin(&package, "subject"), ["R&D", "<t>"]);
    assert_eq!(dublin(&package, "date"), ["2021-11"]);
    assert_eq!(dublin(&package, "identifier"), ["urn:example:a&b", "urn:isbn:9787306040961"]);
    assert_eq!(property(&package, "belongs-to-collection"), [("", "S & T")]);
    assert_eq!(property(&package, "collection-type"), [("#series", "series")]);
    assert_eq!(property(&package, "group-position"), [("#series", "2")]);
}

#[test]
fn e10_another_text_is_the_same_book() {
    let identifier = |yaml: &str, text: &str| {
        let epub = Epub::of_report(&built(&[("book.yaml", yaml), ("a.md", text)], &[Output::Epub]));
        dublin(&epub.xml("package.opf"), "identifier").remove(0)
    };
    let yaml = "title: 书\nauthors: 某人\nchapters: [a.md]\n";
    let first = identifier(yaml, "# 一\n\n文。\n");
    assert_eq!(identifier(&(yaml.to_owned() + "publisher: 社\ndate: 2022\n"), "# 二\n\n改。\n"), first);
    assert_ne!(identifier(&(yaml.to_owned() + "identifier: urn:x:2\n"), "# 一\n\n文。\n"), first);
}

#[test]
fn e11_a_wrong_isbn_makes_no_book() {
    let files = [("book.yaml", "title: 书\nisbn: 978-7-306-04096-2\nchapters: [a.md]\n"), ("a.md", "# 一\n\n文。\n")];
    let report = built(&files, &[Output::Epub]);
    assert_eq!(report.diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["E028"]);
    assert!(report.artifacts.is_empty());
}

#[test]
fn e15_every_file_is_in_the_language_of_the_book() {
    let mut book = build::everything();
    book.meta.language = "zh-Hant-TW".parse().unwrap();
    for chapter in &mut book.chapters {
        std::sync::Arc::make_mut(chapter).lang = "zh-Hant-TW".parse().unwrap();
    }
    let epub = Epub::of(&book);
    let package = epub.xml("package.opf");
    assert_eq!(dublin(&package, "language"), ["zh-Hant-TW"]);
    const XML_LANG: (&str, &str) = ("http://www.w3.org/XML/1998/namespace", "lang");
    assert_eq!(package.root_element().attribute(XML_LANG), Some("zh-Hant-TW"));
    assert!(epub.pages().len() > 8);
    for name in epub.pages() {
        let page = epub.xml(name);
        let root = page.root_element();
        assert_eq!(
            (root.attribute("lang"), root.attribute(XML_LANG)),
            (Some("zh-Hant-TW"), Some("zh-Hant-TW")),
            "{name}"
        );
    }
}

#[test]
fn e17_e18_no_file_needs_a_script_a_server_or_a_property_that_the_manifest_does_not_tell() {
    let epub = Epub::of(&build::everything());
    let package = epub.xml("package.opf");
    for item in all(&package, "item") {
        let property = item.attribute("properties");
        let href = item.attribute("href").expect("a name");
        assert!(matches!((href, property), ("nav.xhtml", Some("nav")) | (_, None)) || property == Some("cover-image"));
    }
    for name in epub.pages() {
        let page = epub.xml(name);
        for node in page.descendants().filter(|node| node.is_element()) {
            let tag = node.tag_name().name();
            assert!(
                !matches!(tag, "script" | "svg" | "math" | "iframe" | "object" | "audio" | "video"),
                "{name}: {tag}"
            );
            let loaded = node.attribute("src").or(node.attribute("href").filter(|_| tag == "link"));
            assert!(loaded.is_none_or(|address| !address.contains(':')), "{name}: {loaded:?}");
            assert!(node.attributes().all(|one| !one.name().starts_with("on")), "{name}: {tag}");
        }
    }
    let sheet = epub.text("style.css");
    assert!(sheet.contains("url(") && !sheet.contains("url(\"http") && !sheet.contains("@import"));
}

/// Text in a figure without any alternative text.
fn mute_book() -> Book {
    let mut book = one_chapter(|maker| {
        let mut figure = maker.figure("images/b.png", None, "", None);
        if let BlockKind::Figure(figure) = &mut figure.kind {
            figure.alt.clear();
        }
        vec![figure]
    });
    book.images = build::everything().images;
    book
}

fn written(book: &Book) -> (Epub, Vec<Diagnostic>) {
    let (bytes, diagnostics) = huoban::epub::write(book, &build::theme(), &FONTS, &Options::default());
    (Epub::unpacked(&bytes.unwrap_or_else(|| panic!("{diagnostics:?}"))), diagnostics)
}

fn certified(mut book: Book) -> Book {
    book.meta.accessibility = Accessibility {
        certifier: Some(Certifier {
            name: "某某 & 无障碍中心".into(),
            credential: Some("甲级".into()),
            report: Some("https://example.org/r?a=1&b=2".into()),
            level: WcagLevel::Aa,
        }),
        summary: Some("为盲人读者校过。".into()),
    };
    book
}

#[test]
fn e57_what_the_book_offers_is_told() {
    let epub = Epub::of(&build::everything());
    let package = epub.xml("package.opf");
    let says = |name: &str| property(&package, name).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
    assert_eq!(says("schema:accessMode"), ["textual", "visual"]);
    assert_eq!(says("schema:accessModeSufficient"), ["textual,visual", "textual"]);
    let offered = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"];
    let features = says("schema:accessibilityFeature");
    assert!(offered.iter().chain(&["alternativeText", "rubyAnnotations"]).all(|one| features.contains(one)));
    assert_eq!(says("schema:accessibilityHazard"), ["none"]);
    let summary = says("schema:accessibilitySummary");
    assert!(summary[0].contains("替代文字") && summary[0].contains("公式"), "{summary:?}");
}

#[test]
fn e58_a_picture_without_words_takes_a_claim_back() {
    let (epub, _) = written(&mute_book());
    let package = epub.xml("package.opf");
    assert_eq!(property(&package, "schema:accessModeSufficient"), [("", "textual,visual")]);
    assert!(!epub.text("package.opf").contains("alternativeText") && !epub.text("package.opf").contains("替代文字"));
}

#[test]
fn e58_a_picture_that_moves_may_be_a_hazard() {
    let mut book = mute_book();
    let still = std::sync::Arc::make_mut(book.images.values_mut().next_back().expect("a picture"));
    assert_eq!(still.path, std::path::Path::new("封面.svg"));
    for picture in book.images.values_mut() {
        std::sync::Arc::make_mut(picture).bytes = b"\x89PNG\r\n\x1A\n\0\0\0\0IHDR\0\0\0\0\0\0\0\0acTL"[..].into();
    }
    let (epub, _) = written(&book);
    assert_eq!(property(&epub.xml("package.opf"), "schema:accessibilityHazard"), [("", "unknown")]);
}

#[test]
fn e59_conformance_is_claimed_where_somebody_answers_for_it_and_nothing_speaks_against_it() {
    let claims = ["conformsTo", "certifi"];
    let (epub, _) = written(&build::everything());
    assert!(claims.iter().all(|one| !epub.text("package.opf").contains(one)), "nobody answers for it");

    let (epub, found) = written(&certified(build::everything()));
    assert!(found.iter().all(|one| one.rule.code != "W630"));
    let package = epub.xml("package.opf");
    let standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";
    assert_eq!(property(&package, "dcterms:conformsTo"), [("", standard)]);
    assert_eq!(property(&package, "a11y:certifiedBy"), [("#conformance", "某某 & 无障碍中心")]);
    assert_eq!(property(&package, "a11y:certifierCredential"), [("#certifier", "甲级")]);
    let link = all(&package, "link").remove(0);
    assert_eq!((link.attribute("rel"), link.attribute("refines")), (Some("a11y:certifierReport"), Some("#certifier")));
    assert_eq!(link.attribute("href"), Some("https://example.org/r?a=1&b=2"));
    assert_eq!(property(&package, "schema:accessibilitySummary"), [("", "为盲人读者校过。")]);

    let (epub, found) = written(&certified(mute_book()));
    assert_eq!(found.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["W630"]);
    assert!(claims.iter().all(|one| !epub.text("package.opf").contains(one)), "a picture says nothing");
}

#[test]
fn e11_the_epub_has_its_own_isbn_and_names_the_printed_book_as_its_source() {
    let package = |isbn: &str, outputs: &[Output]| {
        let yaml = format!("title: 书\nisbn: {isbn}\nchapters: [a.md]\n");
        let epub = Epub::of_report(&built(&[("book.yaml", &yaml), ("a.md", "# 一\n\n文。\n")], outputs));
        let package = epub.xml("package.opf");
        let isbns = dublin(&package, "identifier").split_off(1);
        let pages: Vec<(String, String)> =
            property(&package, "source-of").iter().map(|(a, b)| ((*a).to_string(), (*b).to_string())).collect();
        (isbns, dublin(&package, "source"), pages)
    };
    let print = "urn:isbn:9787000000001".to_owned();
    let epub = "urn:isbn:9787000000018".to_owned();
    let both = "{print: 978-7-000-00000-1, epub: 978-7-000-00001-8, pdf: 978-7-000-00002-5}";
    assert_eq!(package(both, &[Output::Epub]), (vec![epub.clone()], vec![print.clone()], vec![]));
    let paged = vec![("#printed".to_owned(), "pagination".to_owned())];
    assert_eq!(package(both, &[Output::Epub, Output::Pdf]), (vec![epub.clone()], vec![print.clone()], paged));
    assert_eq!(package("{print: 978-7-000-00000-1}", &[Output::Epub]), (vec![], vec![print.clone()], vec![]));
    assert_eq!(package("{epub: 978-7-000-00001-8}", &[Output::Epub]), (vec![epub], vec![], vec![]));
    assert_eq!(package("978-7-000-00000-1", &[Output::Epub]), (vec![print], vec![], vec![]));
}

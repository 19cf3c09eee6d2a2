//! The cover of the edition that is read on a screen.

use crate::books::book;
use crate::common::Judge;
use crate::tree::tree;

/// Its lettering is drawn from the metadata, which the title page says again: it is heard once, as a picture.
#[test]
fn a_drawn_cover_is_a_figure_before_everything_else() {
    let made = book("page");
    let root = tree(&made.pdf);
    let figures = root.of("Figure");
    assert_eq!(figures[0].dict["Alt"].text(), "封面：一页");
    let first = made.pdf.pages()[0];
    assert!(made.pdf.marked(first).contains_key(&0), "the cover is drawn on the first page");
    // Its back is blank, so that the half-title stands on a right-hand page.
    assert!(made.pdf.marked(made.pdf.pages()[1]).is_empty());
}

#[test]
fn pages_of_the_cover_have_names_and_the_book_counts_from_its_own_first_page() {
    let Some(qpdf) = Judge::program("qpdf") else { return };
    let (code, text) = qpdf.says(["--json".as_ref(), "--json-key=pagelabels".as_ref(), book("page").path.as_os_str()]);
    let told: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let labels: Vec<(u64, String)> = told["pagelabels"]
        .as_array()
        .expect("labels")
        .iter()
        .map(|one| {
            let label = &one["label"];
            let said = label["/P"].as_str().or(label["/S"].as_str()).unwrap_or_default();
            (one["index"].as_u64().expect("an index"), said.trim_start_matches("u:").to_owned())
        })
        .collect();
    assert_eq!(code, 0);
    let named = |index: usize, name: &str| labels[index] == (index as u64, name.to_owned());
    assert!(named(0, "封面") && named(1, "封二") && named(2, "/r"), "{labels:?}");
}

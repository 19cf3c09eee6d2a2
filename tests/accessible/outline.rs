//! Bookmarks are the headings: the same words, in the same order, at the place where each heading stands.

use crate::books::BOOKS;
use crate::tree::tree;

/// The headings of the structure, as a screen reader lists them, without the calls of their notes.
fn headings(book: &crate::books::Made) -> Vec<String> {
    let is_heading = |kind: &str| kind.strip_prefix('H').is_some_and(|rank| rank.parse::<u8>().is_ok());
    let document = tree(&book.pdf);
    let found = document.all().into_iter().filter(|element| is_heading(&element.kind));
    found.map(|element| bare(&element.text_but(&["Reference", "Note"]))).collect()
}

/// Without the blanks, which a line of the page has and a bookmark may have otherwise.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn bookmarks_are_the_headings() {
    for book in BOOKS.iter() {
        let outline = book.pdf.outline();
        let titles: Vec<String> =
            outline.lines().map(|line| bare(line.rsplit_once(" → ").expect("a page").0)).collect();
        assert!(!titles.is_empty());
        assert_eq!(titles, headings(book), "{}", book.name);
    }
}

#[test]
fn bookmarks_lead_to_the_page_of_their_heading() {
    for book in BOOKS.iter() {
        for line in book.pdf.outline().lines() {
            let (title, page) = line.rsplit_once(" → ").expect("a page");
            let page = book.pdf.pages()[page.parse::<usize>().expect("a number")];
            let marked = book.pdf.marked(page).into_values().collect::<String>();
            let words = title.trim_start().rsplit('\u{3000}').next().expect("words");
            assert!(bare(&marked).contains(&bare(words)), "{}: {title} is not on its page", book.name);
        }
    }
}

//! A book becomes pages, section by section.

use super::assemble::Leaf;
use super::draw::{Painter, Sheet};
use super::flow::Setter;
use super::galley::Galley;
use super::pages::Plan;
use super::{assemble, leaves, mentions, pages, verify};
use crate::base::NodeId;
use crate::diagnostics::rules::language::W301;
use crate::diagnostics::{Diagnostic, Place};
use crate::display::Pages;
use crate::font::Fonts;
use crate::model::{Book, Chapter, ChapterRole};
use crate::style::Theme;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A chapter that is set, and drawn unless it waits for folios.
struct Section {
    sheets: Vec<Sheet>,
    waiting: Option<(Galley, Vec<Plan>)>,
    pages: u32,
    diagnostics: Vec<Diagnostic>,
}

/// Lays the book out. Chapters are set in parallel; folios, mirrored margins and running heads come at assembly.
pub fn lay_out(book: &Book, theme: &Theme, fonts: &Fonts) -> (Pages, Vec<Diagnostic>) {
    let mut sections: Vec<Section> =
        book.chapters.par_iter().map(|chapter| section(book, chapter, theme, fonts)).collect();
    let leaves = count_sheets(book, theme, fonts, &mut sections);
    let mut diagnostics = Vec::new();
    let mut sheets = Vec::new();
    let mut waiting = Vec::new();
    for (index, section) in sections.into_iter().enumerate() {
        diagnostics.extend(section.diagnostics);
        waiting.extend(section.waiting.map(|(galley, plans)| (index, galley, plans)));
        sheets.push(section.sheets);
    }
    if !waiting.is_empty() {
        let labels = labels(&leaves, &sheets);
        let label_of = |node: NodeId| labels.get(&node).map(|leaf| leaf.label());
        for (index, galley, plans) in waiting {
            sheets[index] = Painter::new(&galley, &book.chapters[index], theme, fonts, &label_of).pages(&plans);
        }
    }
    let told = too_long(&diagnostics);
    let (pages, found) = assemble::finish(book, theme, fonts, &leaves, sheets, &told);
    diagnostics.extend(found);
    diagnostics.extend(mentions::check(book, &pages));
    (pages, diagnostics)
}

/// Puts the chapters in order. The imprint page tells how many sheets that makes, and is set anew when they are counted;
/// should it then take another number of pages itself, they are counted once more.
fn count_sheets(book: &Book, theme: &Theme, fonts: &Fonts, sections: &mut [Section]) -> Vec<Leaf> {
    let order = |sections: &[Section]| {
        let lengths: Vec<u32> = sections.iter().map(|section| section.pages).collect();
        assemble::order(book, theme, &lengths)
    };
    let mut leaves = order(sections);
    for _ in 0..3 {
        let Some((index, imprint)) = book.count_sheets(leaves.len()) else { break };
        sections[index] = section(book, &imprint, theme, fonts);
        let counted = leaves.len();
        leaves = order(sections);
        if leaves.len() == counted {
            break;
        }
    }
    leaves
}

/// Sets one chapter and draws it, unless it is the contents.
fn section(book: &Book, chapter: &Chapter, theme: &Theme, fonts: &Fonts) -> Section {
    // The cover is no page of the book: it has no folio, and on paper it is a sheet of its own.
    if chapter.role == ChapterRole::Cover {
        return Section { sheets: Vec::new(), waiting: None, pages: 0, diagnostics: Vec::new() };
    }
    let (mut galley, plans) = leaves::leaf(Setter::new(book, chapter, theme, fonts))
        .unwrap_or_else(|| set_chapter(book, chapter, theme, fonts));
    let mut diagnostics = std::mem::take(&mut galley.diagnostics);
    diagnostics.extend(verify::rows(&galley, &plans));
    let pages = plans.len() as u32;
    if galley.entries.is_empty() {
        let sheets = Painter::new(&galley, chapter, theme, fonts, &|_| None).pages(&plans);
        Section { sheets, waiting: None, pages, diagnostics }
    } else {
        Section { sheets: Vec::new(), waiting: Some((galley, plans)), pages, diagnostics }
    }
}

/// How often a chapter is set again before every display that may move counts as moved.
const SETTINGS: u32 = 3;

/// Sets a chapter and cuts it into pages. Where a display floats away from a paragraph that begins without an indent after
/// it, the chapter is set again: the paragraph stands after another one and is indented.
fn set_chapter(book: &Book, chapter: &Chapter, theme: &Theme, fonts: &Fonts) -> (Galley, Vec<Plan>) {
    let mut moved = BTreeSet::new();
    let mut settings = 0;
    loop {
        let galley = Setter { moved: moved.clone(), ..Setter::new(book, chapter, theme, fonts) }.chapter();
        let plans = pages::paginate(&galley, theme);
        let gone = pages::moved(&galley, &plans);
        settings += 1;
        if settings > SETTINGS || gone.is_subset(&moved) {
            return (galley, plans);
        }
        moved.extend(gone);
        if settings == SETTINGS {
            moved.extend(&galley.followed);
        }
    }
}

/// The blocks of which a line was told to be too long.
fn too_long(diagnostics: &[Diagnostic]) -> BTreeSet<NodeId> {
    let node = |found: &Diagnostic| match found.place {
        Place::Node(node, _) if found.rule == &W301 => Some(node),
        _ => None,
    };
    diagnostics.iter().filter_map(node).collect()
}

/// The page of every node that has a place on a drawn page.
pub(super) fn labels(leaves: &[Leaf], sheets: &[Vec<Sheet>]) -> HashMap<NodeId, Leaf> {
    let mut labels = HashMap::new();
    for leaf in leaves {
        let Some((chapter, page)) = leaf.of else { continue };
        let Some(sheet) = sheets.get(usize::from(chapter)).and_then(|pages| pages.get(page as usize)) else { continue };
        for (node, _) in &sheet.places {
            labels.entry(*node).or_insert(*leaf);
        }
    }
    labels
}

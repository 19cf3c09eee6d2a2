//! The tree of elements, by parts, chapters and sections.

use super::tagger::{Levels, Tagger};
use crate::config::PdfStandard;
use crate::diagnostics::Diagnostic;
use crate::model::{Book, ChapterRole};
use crate::pdf::internal::internal;
use crate::pdf::marks::Marks;
use krilla::tagging::{Tag, TagGroup, TagTree};

/// Builds the tree. Marks whose node the book does not hold are a fault of the tool.
pub fn tree(book: &Book, marks: &mut Marks, standard: PdfStandard, diagnostics: &mut Vec<Diagnostic>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(book.meta.language.to_string()));
    let mut part: Option<(u16, TagGroup)> = None;
    let deepest = match standard {
        // PDF 1.7 has no H7.
        PdfStandard::Ua1 => 6,
        PdfStandard::Ua2 => u16::MAX,
    };
    let mut levels = Levels { open: Vec::new(), deepest };
    for (index, chapter) in book.chapters.iter().enumerate() {
        let belongs = part.as_ref().is_some_and(|(open, _)| chapter.part == Some(*open));
        if !belongs {
            close(&mut part, &mut tree);
            levels.open.clear();
        }
        let mut tagger =
            Tagger { book, chapter, marks, levels: &mut levels, told: vec![false; chapter.notes.len()], depth: 0 };
        let content = tagger.chapter();
        if content.is_empty() {
            continue;
        }
        let lang = (chapter.lang != book.meta.language).then(|| chapter.lang.to_string());
        match (chapter.role, &mut part) {
            (ChapterRole::Part, _) => {
                let group = TagGroup::with_children(Tag::Part.with_lang(lang), content);
                part = Some((index as u16, group));
            }
            (_, Some((_, group))) => group.push(TagGroup::with_children(Tag::Section.with_lang(lang), content)),
            (_, None) => tree.push(TagGroup::with_children(Tag::Section.with_lang(lang), content)),
        }
    }
    close(&mut part, &mut tree);
    for node in marks.leftovers() {
        let what = format!("node {}:{} is on a page but not in the book", node.chapter, node.index);
        diagnostics.push(internal(what).at(node));
    }
    tree
}

pub(super) fn close(part: &mut Option<(u16, TagGroup)>, tree: &mut TagTree) {
    if let Some((_, group)) = part.take() {
        tree.push(group);
    }
}

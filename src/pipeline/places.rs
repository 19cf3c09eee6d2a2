use crate::diagnostics::{self, Diagnostic, Place};
use crate::model::{BlockKind, Book, Chapter, InlineKind, NodeId, walk_block, walk_inlines};
use crate::source::{SourceMap, Span};
use std::path::Path;

/// Turns places that name nodes into places in source files, and those that name a picture into the place that shows it
/// first; puts the findings in order, and each only once: what is wrong with a picture is wrong in every file.
pub(super) fn settle(diagnostics: &mut Vec<Diagnostic>, book: &Book, sources: &SourceMap) {
    for diagnostic in diagnostics.iter_mut() {
        match &diagnostic.place {
            Place::Node(node, offset) => {
                diagnostic.place = locate(book, sources, *node, *offset).map_or(Place::Book, Place::Span);
            }
            Place::File(path) if book.images.contains_key(path) => {
                if let Some(span) = shown(book, path).and_then(|node| book.span(node)) {
                    diagnostic.place = Place::Span(span);
                }
            }
            Place::Book | Place::File(_) | Place::Span(_) => {}
        }
    }
    diagnostics::sort(diagnostics, sources);
}

/// The node that shows a picture first.
fn shown(book: &Book, path: &Path) -> Option<NodeId> {
    let mut found = None;
    let blocks = book
        .chapters
        .iter()
        .flat_map(|chapter| chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks)));
    for top in blocks {
        walk_block(top, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind
                && figure.image == path
            {
                found = found.or(Some(block.id));
            }
            walk_inlines(block, &mut |inline| match &inline.kind {
                InlineKind::Image { image, .. } if image == path => found = found.or(Some(inline.id)),
                _ => {}
            });
        });
        if found.is_some() {
            break;
        }
    }
    found
}

/// The source of the character at byte `offset` of a node's text; the whole node when its text cannot be found
/// in the source letter by letter.
fn locate(book: &Book, sources: &SourceMap, node: NodeId, offset: u32) -> Option<Span> {
    let span = book.span(node)?;
    let source = sources.text(span.file).get(span.start as usize..span.end as usize).unwrap_or_default();
    let within = text_of(book.chapters.get(usize::from(node.chapter))?, node)
        .and_then(|text| align(text, offset as usize, source))
        .map(|(start, end)| Span { start: span.start + start as u32, end: span.start + end as u32, ..span });
    Some(within.unwrap_or(span))
}

/// The text that a node itself holds.
fn text_of(chapter: &Chapter, node: NodeId) -> Option<&str> {
    let mut found = None;
    let blocks = chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks));
    for top in blocks {
        walk_block(top, &mut |block| {
            match &block.kind {
                BlockKind::Code { text, .. } | BlockKind::Math(text) if block.id == node => found = Some(text.as_str()),
                _ => {}
            }
            walk_inlines(block, &mut |inline| match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) if inline.id == node => {
                    found = Some(text.as_str());
                }
                _ => {}
            });
        });
    }
    found
}

/// Where in `source` the character stands that begins at byte `offset` of `text`. The source holds the letters of
/// the text in order, with markup between them (escapes, line ends, marks of a quotation).
fn align(text: &str, offset: usize, source: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for (index, letter) in text.char_indices() {
        let Some(found) = source[at..].find(letter) else {
            // A line end in the source may have become a space.
            if letter == ' ' { continue } else { return None }
        };
        let start = at + found;
        at = start + letter.len_utf8();
        if index >= offset {
            return Some((start, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules;
    use crate::model::{Block, ChapterRole, Inline};
    use crate::source::FileId;
    use std::path::Path;
    use std::sync::Arc;

    #[test]
    fn a_character_is_found_through_escapes_and_line_ends() {
        assert_eq!(align("一*二", 4, "一\\*二"), Some((5, 8)));
        assert_eq!(align("一二三", 6, "一二\n> 三"), Some((9, 12)));
        assert_eq!(align("a b", 2, "a\nb"), Some((2, 3)));
        assert_eq!(align("xyz", 2, "&#120;"), None);
    }

    #[test]
    fn findings_about_nodes_are_told_by_their_source_and_sorted() {
        let mut sources = SourceMap::default();
        sources.add(Path::new("book.yaml"), "title: 书\n".into());
        let file = sources.add(Path::new("a.md"), "# 一\n\n文字\u{20BB7}野\n".into());
        let node = NodeId { chapter: 0, index: 1 };
        let paragraph = Block {
            id: NodeId { chapter: 0, index: 0 },
            anchor: None,
            classes: Vec::new(),
            kind: BlockKind::Paragraph {
                continued: false,
                content: vec![Inline { id: node, kind: InlineKind::Text("文字\u{20BB7}野".to_owned()) }],
            },
        };
        let span = Some(Span::new(file, 7, 20));
        let chapter = Chapter {
            role: ChapterRole::Body,
            path: None,
            lang: String::new(),
            title: String::new(),
            part: None,
            blocks: vec![paragraph],
            notes: Vec::new(),
            spans: vec![span, span],
        };
        let book = Book { chapters: vec![Arc::new(chapter)], ..Book::default() };
        let at = |place| Diagnostic::new(&rules::internal::E901).at(place);
        let mut found = vec![
            at(Place::Node(node, 6)),
            at(Place::Node(node, 6)),
            at(Place::Node(NodeId { chapter: 9, index: 0 }, 0)),
            at(Place::Span(Span::new(FileId(0), 0, 5))),
        ];
        settle(&mut found, &book, &sources);
        let places: Vec<Place> = found.into_iter().map(|diagnostic| diagnostic.place).collect();
        let character = Span::new(file, 13, 17);
        assert_eq!(places, [Place::Book, Place::Span(Span::new(FileId(0), 0, 5)), Place::Span(character)]);
    }
}

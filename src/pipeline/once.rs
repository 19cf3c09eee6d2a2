use crate::diagnostics::{Argument, Diagnostic, Place, Rule, rules::fonts};
use crate::model::{Block, BlockKind, Book, InlineKind, NodeId, walk_block, walk_inlines};
use std::collections::{BTreeMap, BTreeSet};

/// The rules about a character that are told once a chapter, with a count: a character that is missing is missing
/// wherever it stands.
const COUNTED: [&Rule; 2] = [&fonts::E401, &fonts::W401];

/// A rule, a chapter (none: what the tool made, such as the contents) and a character.
type Key = (&'static str, Option<u16>, char);

/// Of the findings about one character keeps the first of each chapter, and says how often the chapter has it. What the
/// tool made of the author's words repeats them and is told only where no chapter is to blame.
pub(super) fn once_a_chapter(diagnostics: &mut Vec<Diagnostic>, book: &Book) {
    let mut first: BTreeMap<Key, (NodeId, u32)> = BTreeMap::new();
    for (key, at) in diagnostics.iter().filter_map(|found| key(found, book)) {
        let earliest = first.entry(key).or_insert(at);
        *earliest = at.min(*earliest);
    }
    if first.is_empty() {
        return;
    }
    let counts = count(book, &first);
    let authored: BTreeSet<char> = first.keys().filter(|key| key.1.is_some()).map(|key| key.2).collect();
    let mut told = BTreeSet::new();
    diagnostics.retain_mut(|found| {
        let Some((key, at)) = key(found, book) else { return true };
        let (_, chapter, character) = key;
        if first.get(&key) != Some(&at) || chapter.is_none() && authored.contains(&character) || !told.insert(key) {
            return false;
        }
        let count = chapter.and_then(|chapter| counts.get(&(chapter, character))).copied().unwrap_or(0);
        if count > 1 {
            found.arguments.push(("count", Argument::Text(count.to_string())));
        }
        true
    });
}

/// What a finding of these rules is about, and where it stands.
fn key(found: &Diagnostic, book: &Book) -> Option<(Key, (NodeId, u32))> {
    let Place::Node(node, offset) = found.place else { return None };
    if !COUNTED.contains(&found.rule) {
        return None;
    }
    let character = found.arguments.iter().find_map(|(name, value)| match value {
        Argument::Text(text) if *name == "char" => text.chars().next(),
        _ => None,
    })?;
    let chapter = book.span(node).map(|_| node.chapter);
    Some(((found.rule.code, chapter, character), (node, offset)))
}

/// How often each chapter has each character of the findings.
fn count(book: &Book, found: &BTreeMap<Key, (NodeId, u32)>) -> BTreeMap<(u16, char), u64> {
    let mut counts: BTreeMap<(u16, char), u64> = found
        .keys()
        .filter_map(|(_, chapter, character)| Some(((*chapter)?, *character)))
        .map(|key| (key, 0))
        .collect();
    let chapters: BTreeSet<u16> = counts.keys().map(|(chapter, _)| *chapter).collect();
    for index in chapters {
        let Some(chapter) = book.chapters.get(usize::from(index)) else { continue };
        let mut add = |text: &str| {
            for character in text.chars() {
                if let Some(count) = counts.get_mut(&(index, character)) {
                    *count += 1;
                }
            }
        };
        for top in chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks)) {
            walk_block(top, &mut |block| texts(block, &mut add));
        }
    }
    counts
}

/// Every text that a block itself shows.
fn texts(block: &Block, on_text: &mut dyn FnMut(&str)) {
    if let BlockKind::Code { text, .. } | BlockKind::Math(text) = &block.kind {
        on_text(text);
    }
    walk_inlines(block, &mut |inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) | InlineKind::Ruby(_, text) => {
            on_text(text);
        }
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Chapter, ChapterRole, Inline};
    use crate::source::{FileId, Span};
    use std::sync::Arc;

    fn chapter(index: u16, texts: &[&str], is_authored: bool) -> Arc<Chapter> {
        let id = |node: usize| NodeId { chapter: index, index: node as u32 };
        let block = |(number, text): (usize, &&str)| Block {
            id: id(2 * number),
            anchor: None,
            classes: Vec::new(),
            kind: BlockKind::Paragraph {
                continued: false,
                content: vec![Inline { id: id(2 * number + 1), kind: InlineKind::Text((*text).to_owned()) }],
            },
        };
        Arc::new(Chapter {
            role: ChapterRole::Body,
            path: None,
            lang: Default::default(),
            title: String::new(),
            part: None,
            blocks: texts.iter().enumerate().map(block).collect(),
            notes: Vec::new(),
            leftovers: Vec::new(),
            switches: Default::default(),
            spans: vec![is_authored.then(|| Span::new(FileId(0), 0, 1)); 2 * texts.len()],
        })
    }

    #[test]
    fn a_character_is_told_once_a_chapter_with_its_count() {
        let book = Book {
            chapters: vec![
                chapter(0, &["目录甲乙"], false),
                chapter(1, &["一甲", "甲甲乙"], true),
                chapter(2, &["甲"], true),
            ],
            ..Book::default()
        };
        let at = |chapter, index, offset, character: char| {
            let place = Place::Node(NodeId { chapter, index }, offset);
            Diagnostic::new(&fonts::E401).at(place).with("char", character).with("name", "…")
        };
        // The contents, both paragraphs (the second one first, and twice), the second chapter; one of another kind.
        let other = Diagnostic::new(&crate::diagnostics::rules::internal::E901);
        let mut found = vec![
            at(0, 1, 6, '甲'),
            at(1, 3, 0, '甲'),
            at(1, 1, 3, '甲'),
            at(1, 1, 3, '甲'),
            other.clone(),
            at(1, 3, 3, '甲'),
            at(1, 3, 6, '乙'),
            at(2, 1, 0, '甲'),
            at(0, 1, 9, '丙'),
        ];
        once_a_chapter(&mut found, &book);
        let counted = at(1, 1, 3, '甲').with("count", 3);
        assert_eq!(found, [counted, other, at(1, 3, 6, '乙'), at(2, 1, 0, '甲'), at(0, 1, 9, '丙')]);
    }
}

//! The headings of the book in reading order.

use crate::model::{BlockKind, Chapter, ChapterRole, OutlineEntry, plain_text};

/// Gathers the outline. `depth` is how deep the generated contents go: 1 chapters, 2 sections, …
pub(super) fn outline(chapters: &[Chapter], depth: u8) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    for chapter in chapters {
        match chapter.role {
            ChapterRole::Cover | ChapterRole::HalfTitle | ChapterRole::TitlePage | ChapterRole::Imprint => {}
            _ => gather(chapter, depth, &mut entries),
        }
    }
    entries
}

fn gather(chapter: &Chapter, depth: u8, entries: &mut Vec<OutlineEntry>) {
    let generated = chapter.role.is_generated();
    let top = if chapter.role == ChapterRole::Part { 0 } else { 1 };
    let shown = |level: u8| !generated && depth > 0 && level <= depth;
    let titled = chapter.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { level: 0 | 1, .. }));
    if let (false, Some(first)) = (titled, chapter.blocks.first()) {
        // A chapter without a heading is still found under the name that its file gives it.
        let title = chapter.title.clone();
        entries.push(OutlineEntry { node: first.id, level: top, number: None, title, in_contents: shown(top) });
    }
    for block in &chapter.blocks {
        let BlockKind::Heading { level, number, content } = &block.kind else { continue };
        let unlisted = block.classes.iter().any(|class| class == "unlisted");
        let mut title = plain_text(content).trim().to_owned();
        if title.is_empty() && *level <= 1 {
            // A title without words, a picture perhaps: the file's name is its name.
            title.clone_from(&chapter.title);
        }
        entries.push(OutlineEntry {
            node: block.id,
            level: *level,
            number: number.clone(),
            title,
            in_contents: shown(*level) && !unlisted,
        });
    }
}

//! Chapters become the book, stage by stage.

use super::{anchors, generated, number, outline};
use crate::base::NodeId;
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::language::Words;
use crate::manuscript::{ChapterSource, Slot};
use crate::model::{BlockKind, Book, Chapter, ChapterRole, OutlineEntry, Picture, plain_text};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// An entry of the book's order; its position is the chapter index of its nodes.
#[derive(Clone, Debug)]
pub enum Planned {
    /// A chapter that [`resolve`] generates.
    Generated(ChapterRole),
    /// A chapter to be parsed (a part's leaf without text included).
    Source(ChapterRole, ChapterSource),
}

/// Makes a book: puts generated chapters where `plan` says, numbers headings, figures and tables, turns anchors into
/// nodes, and gathers the outline. `chapters` holds one entry for every planned one: the parsed chapter, or none
/// where it is generated. `pictures` holds what could be read of the pictures that the chapters name.
pub fn resolve(
    config: &Config,
    plan: &[Planned],
    chapters: Vec<Option<Chapter>>,
    pictures: BTreeMap<PathBuf, Arc<Picture>>,
) -> (Book, Vec<Diagnostic>) {
    let words = config.meta.language.words();
    let mut diagnostics = Vec::new();
    let mut chapters = complete(config, plan, chapters, words);
    let captions = number::number(&mut chapters, &config.theme, words);
    let outline = outline::outline(&chapters, config.theme.contents_depth);
    fill_contents(&mut chapters, &outline);
    let names = anchors::gather(&chapters, &mut diagnostics);
    let labels = labels(&chapters, &captions);
    anchors::link(&mut chapters, &names, &labels, &mut diagnostics);
    let book = Book {
        meta: config.meta.clone(),
        chapters: chapters.into_iter().map(Arc::new).collect(),
        anchors: names.places,
        outline,
        figures: captions.figures,
        tables: captions.tables,
        images: pictures,
    };
    (book, diagnostics)
}

/// Every chapter of the plan, with final ids.
fn complete(config: &Config, plan: &[Planned], chapters: Vec<Option<Chapter>>, words: Words) -> Vec<Chapter> {
    let mut parsed = chapters.into_iter();
    let mut part = None;
    let mut complete = Vec::with_capacity(plan.len());
    for (planned, index) in plan.iter().zip(0..=u16::MAX) {
        let parsed = parsed.next().flatten();
        let chapter = match planned {
            Planned::Generated(role) => renumbered(generated::chapter(*role, config, words), index),
            Planned::Source(role, source) => {
                let mut chapter = source_chapter(config, *role, source, parsed, index);
                match source.slot {
                    Slot::Part(_) => part = Some(index),
                    Slot::Body { in_part } => chapter.part = part.filter(|_| in_part),
                    Slot::Front | Slot::Appendix | Slot::Back => {}
                }
                chapter
            }
        };
        complete.push(chapter);
    }
    complete
}

fn source_chapter(
    config: &Config,
    role: ChapterRole,
    source: &ChapterSource,
    parsed: Option<Chapter>,
    index: u16,
) -> Chapter {
    let stem = source.path.as_deref().and_then(std::path::Path::file_stem).unwrap_or_default().to_string_lossy();
    let mut chapter = parsed.unwrap_or_else(|| generated::empty(role, config, &stem));
    if let Slot::Part(title) = &source.slot {
        let own = chapter.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { level: 0, .. }));
        if !own {
            chapter.blocks.insert(0, generated::heading(0, title));
            chapter.title = title.clone();
            return renumbered(chapter, index);
        }
    }
    chapter
}

fn renumbered(mut chapter: Chapter, index: u16) -> Chapter {
    chapter.renumber(index);
    chapter
}

fn fill_contents(chapters: &mut [Chapter], outline: &[OutlineEntry]) {
    for (chapter, index) in chapters.iter_mut().zip(0..=u16::MAX) {
        if chapter.role == ChapterRole::Contents {
            chapter.blocks.push(generated::contents(outline));
            chapter.renumber(index);
        }
    }
}

/// What a reference without a text of its own is called: the number of its target, else its title.
pub(super) fn labels(chapters: &[Chapter], captions: &number::Captions) -> BTreeMap<NodeId, String> {
    let numbered = captions.figures.iter().chain(&captions.tables).map(|entry| (entry.node, entry.number.clone()));
    let mut labels: BTreeMap<NodeId, String> = numbered.collect();
    for block in chapters.iter().flat_map(|chapter| &chapter.blocks) {
        if let BlockKind::Heading { number, content, .. } = &block.kind {
            let title = plain_text(content).trim().to_owned();
            labels.extend(number.clone().or((!title.is_empty()).then_some(title)).map(|label| (block.id, label)));
        }
    }
    labels
}

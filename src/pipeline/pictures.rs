use crate::config::{Config, CoverConfig};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::pdf::E701;
use crate::manuscript::{Picture, read_picture};
use crate::model::{BlockKind, Chapter, InlineKind, NodeId, walk_block, walk_inlines};
use crate::source::{Span, World};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads every picture that the configuration or a chapter names, each once, however often it is named.
pub(super) fn read(
    world: &dyn World,
    config: &Config,
    chapters: &[Option<Chapter>],
) -> (BTreeMap<PathBuf, Arc<Picture>>, Vec<Diagnostic>) {
    let named = named(config, chapters);
    let read: Vec<_> = named.into_par_iter().map(|(path, place)| (path, read_picture(world, path, place))).collect();
    let mut pictures = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (path, (picture, found)) in read {
        pictures.extend(picture.map(|picture| (path.to_owned(), Arc::new(picture))));
        diagnostics.extend(found);
    }
    (pictures, diagnostics)
}

/// What stands in the way of pictures that the PDF writer would have to decode, told where it makes no PDF: a picture that one
/// edition cannot show is refused for all, whichever are asked for. JPEG and GIF are looked through when they are read.
pub(super) fn undecoded<'a>(pictures: impl Iterator<Item = &'a Arc<Picture>>) -> Vec<Diagnostic> {
    let pictures: Vec<&Arc<Picture>> = pictures.collect();
    let told = pictures.into_par_iter().filter_map(|picture| {
        let reason = picture.decode_fault()?;
        let found = Diagnostic::new(&E701).at(picture.path.as_path()).with("file", picture.path.display());
        Some(found.with("reason", reason))
    });
    told.collect()
}

/// The pictures by path, each with the first place that names it.
fn named<'a>(config: &'a Config, chapters: &'a [Option<Chapter>]) -> BTreeMap<&'a Path, Option<Span>> {
    let mut named = BTreeMap::new();
    if let CoverConfig::Picture(path, span) = &config.cover {
        named.insert(path.as_path(), *span);
    }
    for chapter in chapters.iter().flatten() {
        let span = |node: NodeId| chapter.spans.get(node.index as usize).copied().flatten();
        let blocks = chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks));
        for top in blocks {
            walk_block(top, &mut |block| {
                if let BlockKind::Figure(figure) = &block.kind {
                    named.entry(figure.image.as_path()).or_insert_with(|| span(block.id));
                }
                walk_inlines(block, &mut |inline| {
                    if let InlineKind::Image { image, .. } = &inline.kind {
                        named.entry(image.as_path()).or_insert_with(|| span(inline.id));
                    }
                });
            });
        }
    }
    named
}

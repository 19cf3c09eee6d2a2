use super::access::{named_at, nearest_file, unreadable};
use super::{ChapterSource, Slot, order, text};
use crate::config::{ChapterEntry, Config};
use crate::diagnostics::{Diagnostic, rules::manuscript as rules};
use crate::source::{FileId, SourceMap, Span, World};
use crate::unicode::is_blank;
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Node ids hold the chapter in 16 bits, and generated matter needs some; no book comes near.
const LIMIT: usize = 20_000;

/// How deep and how many names are looked through for Markdown files that are in no chapter.
const DEPTH: usize = 4;
const LISTED: usize = 10_000;

/// A place in the book, before its file is read.
struct Wanted {
    slot: Slot,
    path: Option<(PathBuf, Option<Span>)>,
}

/// Reads the chapters that the configuration names, or those that stand in the directory, in the order of the book.
pub(super) fn gather(
    world: &dyn World,
    config: &Config,
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ChapterSource> {
    let wanted = wanted(world, config, diagnostics);
    if wanted.len() > LIMIT {
        diagnostics.push(Diagnostic::new(&rules::E058).with("count", wanted.len()).with("limit", LIMIT));
        return Vec::new();
    }
    let mut reading = Reading { world, sources, diagnostics, seen: BTreeMap::new() };
    wanted.into_iter().filter_map(|one| reading.chapter(one)).collect()
}

fn wanted(world: &dyn World, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    config.front.iter().for_each(|entry| want(entry, &Slot::Front, &mut wanted));
    match &config.chapters {
        Some(chapters) => {
            let body = Slot::Body { in_part: false };
            chapters.iter().for_each(|entry| want(entry, &body, &mut wanted));
        }
        None => wanted.extend(found(world, config, diagnostics)),
    }
    config.back.iter().for_each(|entry| want(entry, &Slot::Back, &mut wanted));
    wanted
}

fn want(entry: &ChapterEntry, slot: &Slot, wanted: &mut Vec<Wanted>) {
    match entry {
        ChapterEntry::File(path, span) => {
            wanted.push(Wanted { slot: slot.clone(), path: Some((path.clone(), *span)) });
        }
        ChapterEntry::Part { title, file, chapters } => {
            wanted.push(Wanted { slot: Slot::Part(title.clone()), path: file.clone() });
            // The reader of the configuration allows files only inside a part.
            let inside = Slot::Body { in_part: true };
            wanted.extend(chapters.iter().filter_map(|chapter| match chapter {
                ChapterEntry::File(path, span) => {
                    Some(Wanted { slot: inside.clone(), path: Some((path.clone(), *span)) })
                }
                _ => None,
            }));
        }
        ChapterEntry::Appendix(appendix) => {
            wanted.push(Wanted { slot: Slot::Appendix, path: Some((appendix.path.clone(), appendix.span)) });
        }
    }
}

/// The Markdown files that stand in the manuscript directory, in natural order, but for those that have another place.
fn found(world: &dyn World, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Wanted> {
    let files = match world.list(Path::new("")) {
        Ok(files) => files,
        Err(error) => {
            diagnostics.push(unreadable(Path::new("."), Default::default(), &error));
            return Vec::new();
        }
    };
    let placed: Vec<PathBuf> = config
        .front
        .iter()
        .chain(&config.back)
        .filter_map(|entry| match entry {
            ChapterEntry::File(path, _) => Some(plain(path)),
            ChapterEntry::Appendix(appendix) => Some(plain(&appendix.path)),
            ChapterEntry::Part { .. } => None,
        })
        .collect();
    let mut names: Vec<(String, PathBuf)> = files
        .into_iter()
        .filter(|path| is_chapter(path) && !placed.contains(path))
        .map(|path| (path.to_string_lossy().into_owned(), path))
        .collect();
    if names.is_empty() {
        diagnostics.push(Diagnostic::new(&rules::E057));
    }
    names.sort_by(|(a, _), (b, _)| order::natural(a, b));
    let (mut left, mut budget) = (Vec::new(), LISTED);
    below(world, Path::new(""), 0, &mut budget, &mut left);
    left.retain(|path| !placed.contains(path));
    if !left.is_empty() {
        let first: Vec<String> = left.iter().take(3).map(|path| path.display().to_string()).collect();
        let more = if left.len() > first.len() { ", …" } else { "" };
        let names = first.join(", ") + more;
        diagnostics.push(Diagnostic::new(&rules::W048).with("count", left.len()).with("names", names));
    }
    let chapters =
        names.into_iter().map(|(_, path)| Wanted { slot: Slot::Body { in_part: false }, path: Some((path, None)) });
    chapters.collect()
}

/// The Markdown files in the directories below `dir`. What huoban made (`build/`), hidden directories and those that a
/// symbolic link leads to are passed over; `budget` is how many names may still be looked at.
fn below(world: &dyn World, dir: &Path, depth: usize, budget: &mut usize, left: &mut Vec<PathBuf>) {
    for path in world.list(dir).unwrap_or_default() {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let linked = world.on_disk(&path).is_some_and(|real| !real.ends_with(&path));
        if name.starts_with('.') || linked || path == Path::new("build") {
            continue;
        }
        if is_chapter(Path::new(&name)) {
            if depth > 0 {
                left.push(path);
            }
        } else if depth < DEPTH {
            below(world, &path, depth + 1, budget, left);
        }
    }
}

/// Whether a file of the manuscript directory is a chapter when nothing else is said.
fn is_chapter(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    let markdown = name.ends_with(".md") || name.ends_with(".markdown");
    markdown && !name.starts_with('.') && !matches!(name.as_str(), "readme.md" | "summary.md")
}

/// A path without `.` and with `..` resolved, so that two spellings of a file are one.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            _ => plain.push(component),
        }
    }
    plain
}

struct Reading<'a> {
    world: &'a dyn World,
    sources: &'a mut SourceMap,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The files that are in the book, and where `book.yaml` names them.
    seen: BTreeMap<PathBuf, Option<Span>>,
}

impl Reading<'_> {
    /// Reads the file of a chapter. None when there is a file and it cannot be used; a part keeps its leaf.
    fn chapter(&mut self, wanted: Wanted) -> Option<ChapterSource> {
        let Some((path, span)) = wanted.path else {
            return Some(ChapterSource { slot: wanted.slot, file: None, path: None });
        };
        let path = plain(&path);
        match self.read(&path, span) {
            Some(file) => Some(ChapterSource { slot: wanted.slot, file: Some(file), path: Some(path) }),
            None if matches!(wanted.slot, Slot::Part(_)) => {
                Some(ChapterSource { slot: wanted.slot, file: None, path: None })
            }
            None => None,
        }
    }

    fn read(&mut self, path: &Path, span: Option<Span>) -> Option<FileId> {
        if let Some(first) = self.seen.get(path) {
            let mut twice = Diagnostic::new(&rules::E056).at(named_at(span, path)).with("path", path.display());
            if let Some(first) = first {
                let line = self.sources.line_column(first.file, first.start).line;
                twice = twice.with("line", line).also([*first]);
            }
            self.diagnostics.push(twice);
            return None;
        }
        self.seen.insert(path.to_owned(), span);
        let bytes = match self.world.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.diagnostics.push(missing(self.world, path, span, &error));
                return None;
            }
        };
        let file = text::take(self.sources, path, &bytes, self.diagnostics)?;
        if is_blank(self.sources.text(file)) {
            self.diagnostics.push(Diagnostic::new(&rules::E051).at(path).with("path", path.display()));
            return None;
        }
        Some(file)
    }
}

fn missing(world: &dyn World, path: &Path, span: Option<Span>, error: &io::Error) -> Diagnostic {
    let place = named_at(span, path);
    if error.kind() != io::ErrorKind::NotFound {
        return unreadable(path, place, error);
    }
    let missing = Diagnostic::new(&rules::E050).at(place).with("path", path.display());
    match nearest_file(world, path) {
        Some(nearest) => missing.with("nearest", nearest),
        None => missing,
    }
}

//! Which file every part of the book goes to, and what its places are called there.

use super::xml;
use crate::model::{
    Block, BlockKind, Book, Chapter, ChapterRole, Inline, InlineKind, NodeId, Target, walk_block, walk_inlines,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The navigation document.
pub(super) const NAV: &str = "nav.xhtml";

/// Above this many bytes a chapter is divided: old reading systems stumble over files of 300 KB.
const DIVIDE_ABOVE: usize = 280_000;

/// An XHTML file of the spine.
#[derive(Debug)]
pub(super) struct File {
    /// Its name.
    pub name: String,
    /// Index of its chapter in the book.
    pub chapter: u16,
    /// The top-level blocks it holds.
    pub blocks: Range<usize>,
    /// The notes it holds: those whose first call is in it.
    pub notes: Vec<usize>,
    /// Rough number of bytes of its text.
    pub weight: usize,
    /// Whether it is the first of its chapter.
    pub opening: bool,
}

/// A place in the reading order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spine {
    /// The file with this index in [`Plan::files`].
    File(usize),
    /// The navigation document, where the book has its contents.
    Nav,
}

/// The files of a book and the names of its places.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Every XHTML file but the navigation document.
    pub files: Vec<File>,
    /// The reading order.
    pub spine: Vec<Spine>,
    /// For each chapter, its files; empty for matter that an EPUB leaves out.
    of_chapter: Vec<Range<usize>>,
    /// For each chapter, the nodes that something leads to, and the author's name where it can be an id.
    wanted: Vec<BTreeMap<u32, Option<String>>>,
    /// For each chapter, where the first block of each of its files begins.
    starts: Vec<Vec<u32>>,
}

/// What one walk over a chapter finds.
#[derive(Default)]
struct Survey {
    targets: Vec<NodeId>,
    names: BTreeMap<u32, Option<String>>,
    weights: Vec<usize>,
}

impl Plan {
    /// Plans the files of a book, with or without a page for its cover.
    pub(super) fn of(book: &Book, cover: bool) -> Plan {
        let surveys: Vec<Survey> = book.chapters.par_iter().map(|chapter| survey(chapter)).collect();
        let mut plan = Plan::default();
        let mut counts = BTreeMap::new();
        for (index, chapter) in book.chapters.iter().enumerate() {
            let left_out = chapter.role == ChapterRole::Cover && !cover;
            plan.add_chapter(index as u16, chapter, &surveys[index], &mut counts, left_out);
        }
        plan.want(book, surveys);
        plan
    }

    fn add_chapter(
        &mut self,
        index: u16,
        chapter: &Chapter,
        survey: &Survey,
        counts: &mut BTreeMap<&'static str, usize>,
        left_out: bool,
    ) {
        let first = self.files.len();
        let mut starts = Vec::new();
        match chapter.role {
            // The title page follows at once: on a screen the half-title only delays the reader.
            ChapterRole::HalfTitle => {}
            _ if left_out => {}
            ChapterRole::Contents => self.spine.push(Spine::Nav),
            role => {
                let count = counts.entry(stem(role)).or_default();
                *count += 1;
                let name = file_name(role, *count);
                for (piece, blocks) in divide(chapter, &survey.weights).into_iter().enumerate() {
                    starts.push(chapter.blocks.get(blocks.start).map_or(0, |block| block.id.index));
                    self.spine.push(Spine::File(self.files.len()));
                    self.files.push(File {
                        name: if piece == 0 { format!("{name}.xhtml") } else { format!("{name}-{}.xhtml", piece + 1) },
                        chapter: index,
                        weight: survey.weights[blocks.clone()].iter().sum(),
                        blocks,
                        notes: Vec::new(),
                        opening: piece == 0,
                    });
                }
            }
        }
        for (at, note) in chapter.notes.iter().enumerate() {
            let call = note.calls.first().map_or(0, |call| call.index);
            let piece = starts.partition_point(|start| *start <= call).max(1) - 1;
            if let Some(file) = self.files.get_mut(first + piece) {
                file.notes.push(at);
            }
        }
        self.of_chapter.push(first..self.files.len());
        self.starts.push(starts);
    }

    /// Notes every node that a link, the navigation or a back-link leads to.
    fn want(&mut self, book: &Book, surveys: Vec<Survey>) {
        let mut targets: Vec<NodeId> = surveys.iter().flat_map(|survey| survey.targets.iter().copied()).collect();
        targets.extend(book.outline.iter().map(|entry| entry.node));
        targets.extend(book.figures.iter().chain(&book.tables).map(|entry| entry.node));
        targets.extend(book.anchors.values().copied());
        self.wanted = surveys.into_iter().map(|survey| survey.names).collect();
        for target in targets {
            if let Some(names) = self.wanted.get_mut(usize::from(target.chapter)) {
                names.entry(target.index).or_default();
            }
        }
    }

    /// The `id` of a node, if anything leads to it.
    pub(super) fn id(&self, node: NodeId) -> Option<String> {
        let name = self.wanted.get(usize::from(node.chapter))?.get(&node.index)?;
        Some(name.clone().unwrap_or_else(|| generated(node)))
    }

    /// The file that holds a node; none when the EPUB leaves its chapter out.
    pub(super) fn file(&self, book: &Book, node: NodeId) -> Option<&File> {
        let chapter = usize::from(node.chapter);
        let files = &self.files[self.of_chapter.get(chapter)?.clone()];
        let noted = || {
            let note = book.chapters[chapter].notes.iter().position(|note| note.id == node)?;
            files.iter().find(|file| file.notes.contains(&note))
        };
        if files.len() > 1
            && let Some(file) = noted()
        {
            return Some(file);
        }
        let piece = self.starts[chapter].partition_point(|start| *start <= node.index).max(1) - 1;
        files.get(piece)
    }

    /// The address of a node, from the file called `from`.
    pub(super) fn href(&self, book: &Book, from: &str, node: NodeId) -> String {
        let Some(file) = self.file(book, node) else { return NAV.to_owned() };
        // Generated pages are written as wholes: none of their nodes keeps its own place.
        let generated = book.chapter(file.chapter).role.is_generated();
        match self.id(node).filter(|_| !generated) {
            Some(id) if file.name == from => format!("#{id}"),
            Some(id) => format!("{}#{id}", file.name),
            None => file.name.clone(),
        }
    }

    /// The first file of a chapter with `role`.
    pub(super) fn first(&self, book: &Book, role: impl Fn(ChapterRole) -> bool) -> Option<&File> {
        self.files.iter().find(|file| role(book.chapter(file.chapter).role))
    }
}

/// The id of a node without a name: its place in its own chapter, so that no other chapter can change it.
fn generated(node: NodeId) -> String {
    format!("n{}", node.index)
}

/// Whether the tool gives such names itself: to nodes, and to page breaks.
fn is_generated(name: &str) -> bool {
    if name.starts_with("page-") {
        return true;
    }
    name.strip_prefix('n').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn stem(role: ChapterRole) -> &'static str {
    match role {
        ChapterRole::Cover => "cover",
        ChapterRole::HalfTitle => "half-title",
        ChapterRole::TitlePage => "title",
        ChapterRole::Imprint => "imprint",
        ChapterRole::Contents => "contents",
        ChapterRole::Front => "front",
        ChapterRole::Part => "part",
        ChapterRole::Body => "chapter",
        ChapterRole::Appendix => "appendix",
        ChapterRole::Back => "back",
    }
}

fn file_name(role: ChapterRole, count: usize) -> String {
    match role {
        ChapterRole::Body => format!("{}-{count:03}", stem(role)),
        _ if role.is_generated() && count == 1 => stem(role).to_owned(),
        _ => format!("{}-{count}", stem(role)),
    }
}

/// Divides a chapter at its section headings so that no file is too large, if it has headings.
fn divide(chapter: &Chapter, weights: &[usize]) -> Vec<Range<usize>> {
    let notes: usize = chapter.notes.iter().map(|note| note.blocks.iter().map(weigh).sum::<usize>()).sum();
    let mut left = weights.iter().sum::<usize>() + notes;
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last_heading = None;
    let mut filled = 0;
    for (at, block) in chapter.blocks.iter().enumerate() {
        if left <= DIVIDE_ABOVE && pieces.is_empty() {
            break;
        }
        if at > start && matches!(block.kind, BlockKind::Heading { level: 2.., .. }) {
            last_heading = Some(at);
        }
        filled += weights[at];
        if filled > DIVIDE_ABOVE
            && let Some(cut) = last_heading.take()
        {
            pieces.push(start..cut);
            left -= weights[start..cut].iter().sum::<usize>();
            filled = weights[cut..=at].iter().sum();
            start = cut;
        }
    }
    pieces.push(start..chapter.blocks.len());
    pieces
}

/// Everything that must be known about a chapter before any file is written.
fn survey(chapter: &Chapter) -> Survey {
    let mut survey = Survey { weights: chapter.blocks.iter().map(weigh).collect(), ..Survey::default() };
    let mut taken = BTreeSet::new();
    let all = chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks));
    for block in all {
        walk_block(block, &mut |block| {
            name_block(block, &mut taken, &mut survey.names);
            walk_inlines(block, &mut |inline| {
                if let InlineKind::Link(Target::Node(node), _) = &inline.kind {
                    survey.targets.push(*node);
                }
            });
        });
    }
    survey.targets.extend(chapter.notes.iter().flat_map(|note| note.calls.iter().copied().chain([note.id])));
    survey.targets.extend(first_heading(&chapter.blocks).map(|heading| heading.id));
    survey
}

/// The first heading among top-level blocks.
pub(super) fn first_heading(blocks: &[Block]) -> Option<&Block> {
    blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }))
}

fn name_block<'a>(block: &'a Block, taken: &mut BTreeSet<&'a str>, names: &mut BTreeMap<u32, Option<String>>) {
    let Some(anchor) = block.anchor.as_deref() else { return };
    let usable = xml::is_name(anchor) && !is_generated(anchor) && taken.insert(anchor);
    names.insert(block.id.index, usable.then(|| anchor.to_owned()));
}

/// Roughly how many bytes a block becomes.
fn weigh(block: &Block) -> usize {
    let mut weight = 0;
    walk_block(block, &mut |block| {
        weight += 40;
        if let BlockKind::Code { text, .. } | BlockKind::Math(text) = &block.kind {
            weight += text.len();
        }
        walk_inlines(block, &mut |inline| weight += weigh_inline(inline));
    });
    weight
}

fn weigh_inline(inline: &Inline) -> usize {
    match &inline.kind {
        InlineKind::Text(text) => text.len(),
        InlineKind::Code(text) | InlineKind::Math(text) => text.len() + 20,
        InlineKind::NoteCall(_) => 90,
        InlineKind::Ruby(_, reading) => reading.len() + 30,
        InlineKind::Styled(..)
        | InlineKind::Lang(..)
        | InlineKind::Link(..)
        | InlineKind::Image { .. }
        | InlineKind::HardBreak => 30,
    }
}

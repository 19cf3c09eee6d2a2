//! Names of places, and the links that lead to them.

use crate::base::NodeId;
use crate::diagnostics::rules::references;
use crate::diagnostics::{Diagnostic, slips};
use crate::markdown::{is_page, key};
use crate::model::{
    Block, BlockKind, Chapter, Inline, InlineKind, Target, plain_text, walk_block, walk_blocks_mut, walk_inlines_mut,
};
use crate::unicode::is_blank;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A dangling name is compared with no more than this many others, lest a broken book take for ever to be reported.
const MAX_COMPARED: usize = 2_000;

/// The names of the book.
#[derive(Default)]
pub(super) struct Names {
    /// `file.md` and `file.md#name`, and `#name` where it is the only one.
    pub places: BTreeMap<String, NodeId>,
    /// The files that have a name which is not the only one.
    shared: BTreeMap<String, Vec<(NodeId, String)>>,
}

/// Gathers the names that authors gave and those that headings have of themselves. A name that authors gave twice in a
/// chapter is reported.
pub(super) fn gather(chapters: &[Chapter], diagnostics: &mut Vec<Diagnostic>) -> Names {
    let mut names = Names::default();
    let mut given: BTreeMap<String, Vec<(NodeId, String)>> = BTreeMap::new();
    let mut derived = given.clone();
    for chapter in chapters {
        let Some(path) = &chapter.path else { continue };
        if let Some(node) = entrance(chapter) {
            names.places.insert(key(path, None), node);
        }
        let mut taken = BTreeSet::new();
        for_all_blocks(chapter, &mut |block| {
            let Some(anchor) = &block.anchor else { return };
            if taken.insert(anchor.clone()) {
                names.places.insert(key(path, Some(anchor)), block.id);
                given.entry(format!("#{anchor}")).or_default().push((block.id, key(path, None)));
            } else {
                let twice = Diagnostic::new(&references::E208).at(block.id).with("name", anchor);
                diagnostics.push(twice.also(names.places.get(&key(path, Some(anchor))).copied()));
            }
        });
        let mut repeats: BTreeMap<String, u32> = BTreeMap::new();
        for_all_blocks(chapter, &mut |block| {
            let BlockKind::Heading { content, .. } = &block.kind else { return };
            let Some(slug) = free_slug(&slug(&plain_text(content)), &mut taken, &mut repeats) else { return };
            names.places.insert(key(path, Some(&slug)), block.id);
            derived.entry(format!("#{slug}")).or_default().push((block.id, key(path, None)));
        });
    }
    // A name that an author gave goes before one that a heading happens to have.
    for (name, places) in given.iter().chain(derived.iter().filter(|(name, _)| !given.contains_key(*name))) {
        match places.as_slice() {
            [(node, _)] => {
                names.places.insert(name.clone(), *node);
            }
            several => {
                names.shared.insert(name.clone(), several.to_vec());
            }
        }
    }
    names
}

fn for_all_blocks<'a>(chapter: &'a Chapter, on_block: &mut dyn FnMut(&'a Block)) {
    let notes = chapter.notes.iter().flat_map(|note| &note.blocks);
    chapter.blocks.iter().chain(notes).for_each(|block| walk_block(block, on_block));
}

/// Where a link to a whole chapter leads: its title, else its first block.
fn entrance(chapter: &Chapter) -> Option<NodeId> {
    let title = chapter.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { level: 0 | 1, .. }));
    title.or(chapter.blocks.first()).map(|block| block.id)
}

/// The name that a heading has of itself: letters, digits, `-` and `_` in lower case, spaces as `-`; Han is kept.
fn slug(title: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let lower = title.trim().chars().flat_map(char::to_lowercase);
    lower.filter_map(|c| if c.is_whitespace() { Some('-') } else { kept(c).then_some(c) }).collect()
}

/// The slug, with `-1`, `-2`, … behind it where it is taken.
fn free_slug(slug: &str, taken: &mut BTreeSet<String>, repeats: &mut BTreeMap<String, u32>) -> Option<String> {
    if slug.is_empty() {
        return None;
    }
    let mut free = slug.to_owned();
    while !taken.insert(free.clone()) {
        let count = repeats.entry(slug.to_owned()).or_default();
        *count += 1;
        free = format!("{slug}-{count}");
    }
    Some(free)
}

/// Turns the named targets of all links into nodes, and gives references without a text that of `labels`.
pub(super) fn link(
    chapters: &mut [Chapter],
    names: &Names,
    labels: &BTreeMap<NodeId, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for chapter in chapters {
        let own = chapter.path.clone().unwrap_or_default();
        let mut on_inline = |inline: &mut Inline| {
            let id = inline.id;
            let InlineKind::Link(target, children) = &mut inline.kind else { return };
            let Target::Anchor(name) = target else { return };
            let shown = shown(name, &own);
            match names.find(name, &own) {
                Ok(node) => {
                    *target = Target::Node(node);
                    fill(children, labels.get(&node), &shown, id, diagnostics);
                }
                Err(finding) => {
                    fill(children, Some(&shown), &shown, id, diagnostics);
                    diagnostics.push(finding.at(id).with("target", shown));
                }
            }
        };
        for blocks in std::iter::once(&mut chapter.blocks).chain(chapter.notes.iter_mut().map(|note| &mut note.blocks))
        {
            walk_blocks_mut(blocks, &mut |block| walk_inlines_mut(block, &mut on_inline));
        }
    }
}

/// The name as its author wrote it: without the file where it is the chapter's own.
fn shown(name: &str, own: &Path) -> String {
    name.strip_prefix(&key(own, None)).filter(|rest| rest.starts_with('#')).unwrap_or(name).to_owned()
}

fn fill(children: &mut [Inline], label: Option<&String>, shown: &str, id: NodeId, diagnostics: &mut Vec<Diagnostic>) {
    let [Inline { kind: InlineKind::Text(text), .. }] = children else { return };
    if !is_blank(text) {
        return;
    }
    match label {
        Some(label) => *text = label.clone(),
        None => {
            *text = shown.to_owned();
            diagnostics.push(Diagnostic::new(&references::E210).at(id).with("target", shown));
        }
    }
}

impl Names {
    /// The node of a name in the chapter with the path `own`. A bare name leads first into its own chapter.
    fn find(&self, name: &str, own: &Path) -> Result<NodeId, Diagnostic> {
        if let Some(node) = self.places.get(name).or_else(|| self.places.get(&lower_fragment(name))) {
            return Ok(*node);
        }
        let shown = shown(name, own);
        if shown.starts_with('#') {
            if let Some(node) = self.places.get(&shown) {
                return Ok(*node);
            }
            if let Some(places) = self.shared.get(&shown) {
                let files: Vec<&str> = places.iter().map(|(_, file)| file.as_str()).collect();
                let finding = Diagnostic::new(&references::E211).with("files", files.join(", "));
                return Err(finding.also(places.iter().map(|(node, _)| *node)));
            }
        }
        let (file, fragment) = name.split_once('#').map_or((name, None), |(file, fragment)| (file, Some(fragment)));
        if is_page(Path::new(file)) {
            let chapter = key(&Path::new(file).with_extension("md"), fragment);
            let finding = Diagnostic::new(&references::E209);
            // The chapter is there even where nothing in it has the name.
            let is_there =
                |name: &&String| self.places.contains_key(*name) || self.places.contains_key(&lower_fragment(name));
            let alone = key(&Path::new(file).with_extension("md"), None);
            return Err(match [&chapter, &alone].into_iter().find(is_there) {
                Some(nearest) => finding.with("nearest", nearest),
                None => finding,
            });
        }
        let finding = Diagnostic::new(&references::E201);
        Err(match self.nearest(&shown) {
            Some(nearest) => finding.with("nearest", nearest).also(self.places.get(nearest).copied()),
            None => finding,
        })
    }

    fn nearest(&self, shown: &str) -> Option<&str> {
        // A bare name is compared with bare names, a file with files.
        let bare = shown.starts_with('#');
        let candidates = self.places.keys().chain(self.shared.keys()).filter(|name| name.starts_with('#') == bare);
        // The file of an address, and the sign before its name, are alike in all candidates: what follows counts.
        let name =
            |address: &str| address.rsplit_once('#').map_or_else(|| address.to_owned(), |(_, name)| name.to_owned());
        let file = |address: &str| address.split_once('#').map_or(String::new(), |(file, _)| file.to_owned());
        let wanted = (file(shown), name(shown));
        let alike = candidates.take(MAX_COMPARED).filter_map(|one| {
            let (of_file, of_name) = (slips(&wanted.0, &file(one)), slips(&wanted.1, &name(one))?);
            let of_file = if wanted.0.is_empty() { 0 } else { of_file? };
            Some((of_file + of_name, one))
        });
        alike.min().map(|(_, one)| one.as_str())
    }
}

/// Headings have their names in lower case; who copies a title need not care.
fn lower_fragment(name: &str) -> String {
    match name.split_once('#') {
        Some((file, fragment)) => format!("{file}#{}", slug(fragment)),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_han_and_drop_marks() {
        assert_eq!(slug("第一章　“开端”，与 The End!"), "第一章-开端与-the-end");
        assert_eq!(slug("……"), "");
    }

    #[test]
    fn repeated_slugs_are_counted() {
        let (mut taken, mut repeats) = (BTreeSet::from(["节-1".to_owned()]), BTreeMap::new());
        let mut next = || free_slug("节", &mut taken, &mut repeats).unwrap();
        assert_eq!([next(), next(), next()], ["节", "节-2", "节-3"]);
    }
}

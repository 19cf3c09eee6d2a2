//! Fonts that the book carries, cut to the characters it shows.

use super::chars::{CharSet, Flavour, Used};
use crate::diagnostics::rules::fonts::E401;
use crate::diagnostics::{Diagnostic, Place};
use crate::font::{FontId, FontRole, Fonts, character_name, subset_for_epub};
use crate::language::{Region, Tag};
use crate::model::{Block, BlockKind, Book, InlineKind, NodeId, walk_block, walk_inlines};
use crate::unicode::{is_ambiguous_mark, is_cjk, is_ignorable};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// A font file of the book.
pub(super) struct FontFile {
    /// Its name in the container.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// The fonts of a book and how its text finds them.
#[derive(Default)]
pub(super) struct Embedded {
    /// The files.
    pub files: Vec<FontFile>,
    /// The `@font-face` rules.
    pub faces: String,
    /// The languages of each flavour of text.
    pub languages: BTreeMap<Flavour, BTreeSet<Tag>>,
    stacks: BTreeMap<(FontRole, Flavour), Vec<String>>,
}

impl Embedded {
    /// The embedded families of a role, in order of preference.
    pub(super) fn families(&self, role: FontRole, flavour: Flavour) -> Vec<String> {
        self.stacks.get(&(role, flavour)).cloned().unwrap_or_default()
    }
}

/// Which face shows what.
#[derive(Default)]
struct Shares {
    characters: BTreeMap<FontId, BTreeSet<char>>,
    faces: BTreeMap<(FontRole, Flavour), BTreeSet<FontId>>,
    missing: BTreeSet<char>,
}

impl Shares {
    fn manner(&self, fonts: &Fonts, book: &Book, id: FontId) -> Manner {
        let roles = || self.faces.iter().filter(|(_, faces)| faces.contains(&id)).map(|(key, _)| *key);
        let characters = self.characters.get(&id);
        let has = |kind: fn(char) -> bool| characters.is_some_and(|all| all.iter().any(|one| kind(*one)));
        // A family for Han that sets the Latin beside another one's Han.
        let lends_latin = || {
            roles().any(|(role, flavour)| {
                let set = fonts.set(role, region(book, flavour));
                set.latin.contains(&id) && set.han.first() != Some(&id)
            })
        };
        let twin = if has(is_cjk) {
            lends_latin().then_some(Twin::Latin)
        } else {
            let shared = has(is_ambiguous_mark) && roles().any(|(_, flavour)| flavour == Flavour::Latin);
            shared.then_some(Twin::Words)
        };
        Manner { bold: roles().any(|(role, _)| super::css::is_bold(role)), twin }
    }
}

/// Cuts the fonts of a book. A character that no font has is reported where it first stands in each chapter.
pub(super) fn embed(fonts: &Fonts, book: &Book, used: &Used) -> (Embedded, Vec<Diagnostic>) {
    // Without any font the book is left to those of the reading system; that they are absent is told elsewhere.
    if fonts.faces().next().is_none() {
        return (Embedded::default(), Vec::new());
    }
    let shares = share(fonts, book, used);
    let mut diagnostics: Vec<Diagnostic> = missing(book, &shares.missing);
    let cut: Vec<_> = shares
        .characters
        .par_iter()
        .map(|(id, characters)| (*id, subset_for_epub(fonts, *id, characters, &language(book, &shares, *id))))
        .collect();
    let mut embedded = Embedded::default();
    let mut names = Names::default();
    for (id, result) in cut {
        match result {
            Ok(bytes) => embedded.add(fonts, id, bytes, shares.manner(fonts, book, id), &mut names),
            Err(finding) => diagnostics.push(*finding),
        }
    }
    for ((role, flavour), faces) in &shares.faces {
        let stack = stack(fonts, *role, *flavour, region(book, *flavour), faces, &names);
        embedded.stacks.insert((*role, *flavour), stack);
    }
    embedded.languages = used.languages().map(|(flavour, languages)| (flavour, languages.clone())).collect();
    // A mark in a Latin word is Latin even where the book has no passage in a Western language.
    if shares.faces.keys().any(|(_, flavour)| *flavour == Flavour::Latin) {
        embedded.languages.entry(Flavour::Latin).or_default();
    }
    (embedded, diagnostics)
}

/// How far the dashes of a run must move together to be one stroke in the fonts of a role, in thousandths of an em.
pub(super) fn dash_hole(fonts: &Fonts, book: &Book, (role, flavour): (FontRole, Flavour), dashes: &str) -> i32 {
    let Some(first) = dashes.chars().next() else { return 0 };
    let prefers_han = flavour != Flavour::Latin || is_cjk(first);
    let lang = match flavour {
        Flavour::Cjk(region) => Tag::of_region(region),
        Flavour::Latin => book.meta.language.clone(),
    };
    let face = fonts.select(role, region(book, flavour), first, prefers_han);
    face.map_or(0, |(id, _)| fonts.dash_hole(id, dashes, &lang))
}

fn region(book: &Book, flavour: Flavour) -> Region {
    match flavour {
        Flavour::Cjk(region) => region,
        Flavour::Latin => book.meta.language.region(),
    }
}

fn share(fonts: &Fonts, book: &Book, used: &Used) -> Shares {
    let mut shares = Shares::default();
    for (role, flavour, characters) in used.iter() {
        share_set(fonts, (role, flavour), region(book, flavour), characters, &mut shares);
    }
    shares
}

fn share_set(fonts: &Fonts, key: (FontRole, Flavour), region: Region, characters: &CharSet, shares: &mut Shares) {
    for one in characters.iter().filter(|one| !one.is_control()) {
        let prefers_han = if is_ambiguous_mark(one) { key.1 != Flavour::Latin } else { is_cjk(one) };
        match fonts.select(key.0, region, one, prefers_han) {
            Some((id, _)) => {
                shares.characters.entry(id).or_default().insert(one);
                shares.faces.entry(key).or_default().insert(id);
            }
            None if is_ignorable(one) => {}
            None => {
                shares.missing.insert(one);
            }
        }
    }
    // The face that has a sequence holds both of its characters; a reading system looks for the face that has them both
    // (CSS Fonts 4, 5.3).
    for (base, selector) in characters.sequences() {
        let usual = fonts.select(key.0, region, base, is_cjk(base));
        let found = usual.and_then(|(usual, _)| fonts.variant(usual, key.0, region, (base, selector)));
        if let Some((id, _)) = found {
            shares.characters.entry(id).or_default().extend([base, selector]);
            shares.faces.entry(key).or_default().insert(id);
        }
    }
}

/// The language whose forms a face is cut for: the region's, or the book's for a Latin face.
fn language(book: &Book, shares: &Shares, id: FontId) -> Tag {
    let own = Flavour::of(&book.meta.language);
    let flavours: BTreeSet<Flavour> =
        shares.faces.iter().filter(|(_, faces)| faces.contains(&id)).map(|((_, flavour), _)| *flavour).collect();
    match flavours.iter().find(|flavour| **flavour == own).or(flavours.first()) {
        Some(Flavour::Cjk(region)) if Flavour::Cjk(*region) != own => Tag::of_region(*region),
        _ => book.meta.language.clone(),
    }
}

/// A second declaration of a face, for a part of its characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twin {
    /// All but the marks that Chinese and Latin share: keeps those of a Latin face away from Chinese text.
    Words,
    /// Neither these marks nor what belongs to Han: the Latin of a face for Han, before the Han of another face.
    Latin,
}

/// Family names in the style sheet, and which of them have a twin.
#[derive(Default)]
struct Names {
    families: BTreeMap<FontId, (String, Option<Twin>)>,
    taken: BTreeSet<String>,
}

impl Names {
    fn give(&mut self, fonts: &Fonts, id: FontId, twin: Option<Twin>) -> String {
        let plain = |one: char| if one.is_ascii_alphanumeric() || one == '-' { one } else { '-' };
        let own: String = fonts.face(id).postscript.chars().take(60).map(plain).collect();
        let own = if own.starts_with(|one: char| one.is_ascii_alphabetic()) { own } else { format!("font-{own}") };
        let name = if self.taken.insert(own.to_ascii_lowercase()) { own } else { format!("{own}-{}", id.0) };
        self.families.insert(id, (name.clone(), twin));
        name
    }
}

impl Embedded {
    fn add(&mut self, fonts: &Fonts, id: FontId, bytes: Vec<u8>, manner: Manner, names: &mut Names) {
        let is_cff = bytes.starts_with(b"OTTO");
        let name = names.give(fonts, id, manner.twin);
        let href = format!("fonts/{name}.{}", if is_cff { "otf" } else { "ttf" });
        self.declare(&name, &href, manner, "");
        if let Some(part) = manner.twin {
            self.declare(&twin(&name), &href, manner, &format!(" unicode-range: {};", range(part)));
        }
        let media_type = if is_cff { "font/otf" } else { "font/ttf" };
        self.files.push(FontFile { href, media_type, bytes: bytes.into() });
    }

    /// A face is declared for every weight and slope that the style sheet asks of it: it is right as it is, and no
    /// reading system may thicken or slant it.
    fn declare(&mut self, family: &str, href: &str, manner: Manner, range: &str) {
        for (weight, declared) in [("normal", true), ("bold", manner.bold)] {
            if declared {
                let _ = writeln!(
                    self.faces,
                    "@font-face {{ font-family: \"{family}\"; src: url(\"{href}\"); font-weight: {weight}; font-style: normal;{range} }}"
                );
            }
        }
    }
}

/// How the style sheet asks for a face.
#[derive(Clone, Copy)]
struct Manner {
    /// Whether a role that is asked for in bold uses it.
    bold: bool,
    /// Which part of it is declared again.
    twin: Option<Twin>,
}

fn twin(name: &str) -> String {
    format!("{name}-words")
}

/// The characters of a twin, as a `unicode-range`.
fn range(part: Twin) -> String {
    let is_left_out = |one: char| is_ambiguous_mark(one) || part == Twin::Latin && is_cjk(one);
    let mut ranges = Vec::new();
    let mut first = 0;
    for code in (0..=0x10FFFF_u32).filter(|code| char::from_u32(*code).is_some_and(is_left_out)) {
        if first < code {
            ranges.push(format!("U+{first:X}-{:X}", code - 1));
        }
        first = code + 1;
    }
    if first <= 0x10FFFF {
        ranges.push(format!("U+{first:X}-10FFFF"));
    }
    ranges.join(", ")
}

fn stack(
    fonts: &Fonts,
    role: FontRole,
    flavour: Flavour,
    region: Region,
    used: &BTreeSet<FontId>,
    names: &Names,
) -> Vec<String> {
    let set = fonts.set(role, region);
    // In the place of a face for Latin only its Latin serves, unless Han come from the same face first.
    let latin = set.latin.iter().map(|id| (id, set.han.first() != Some(id)));
    let han = set.han.iter().map(|id| (id, false));
    let stand_ins = set.stand_ins.iter().map(|id| (id, false));
    let mut stack = Vec::new();
    for (id, in_part) in latin.chain(han).chain(stand_ins).filter(|(id, _)| used.contains(*id)) {
        let Some((name, part)) = names.families.get(id) else { continue };
        let name = match part {
            Some(Twin::Words) if flavour != Flavour::Latin => twin(name),
            Some(Twin::Latin) if flavour != Flavour::Latin && in_part => twin(name),
            _ => name.clone(),
        };
        if !stack.contains(&name) {
            stack.push(name);
        }
    }
    stack
}

/// Reports each missing character where it first stands in each chapter. A character of the tool's own (the box of a task) has no
/// place; a reading system shows it in a font of its own.
fn missing(book: &Book, characters: &BTreeSet<char>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for chapter in &book.chapters {
        let mut left = characters.clone();
        for block in chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks)) {
            if left.is_empty() {
                break;
            }
            walk_block(block, &mut |block| look(block, &mut left, &mut found));
        }
    }
    found
}

fn look(block: &Block, left: &mut BTreeSet<char>, found: &mut Vec<Diagnostic>) {
    let mut search = |node: NodeId, text: &str| {
        for (at, one) in text.char_indices() {
            if left.remove(&one) {
                let place = Place::Node(node, at as u32);
                found.push(Diagnostic::new(&E401).at(place).with("char", one).with("name", character_name(one)));
            }
        }
    };
    if let BlockKind::Code { text, .. } | BlockKind::Math(text) = &block.kind {
        search(block.id, text);
    }
    walk_inlines(block, &mut |inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) | InlineKind::Ruby(_, text) => {
            search(inline.id, text);
        }
        InlineKind::Styled(..)
        | InlineKind::Lang(..)
        | InlineKind::Link(..)
        | InlineKind::NoteCall(_)
        | InlineKind::Image { .. }
        | InlineKind::HardBreak => {}
    });
}

/// Whether the style sheet asks for the fonts of a role in bold.
pub(super) fn is_bold(role: FontRole) -> bool {
    use FontRole::{BodyBold, BoldItalic, Caption, Heading, HeadingBold, HeadingItalic};
    matches!(role, BodyBold | BoldItalic | Heading | HeadingBold | HeadingItalic | Caption)
}

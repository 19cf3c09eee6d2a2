use super::FontId;
use super::dash;
use super::discover::discover;
use super::face::Face;
use super::ink::DashGlyph;
use super::metrics::Metrics;
use super::roles::{self, FontRole, FontSet, Slot};
use super::shape;
use super::shape::ShapedGlyph;
use crate::config::FontsConfig;
use crate::diagnostics::{Bilingual, Diagnostic, Place, rules, slips};
use crate::language::{Region, Tag};
use crate::source::World;
use crate::unicode::is_cjk;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every face that a book may use. It is shared by the threads that compose chapters.
pub struct Fonts {
    faces: Vec<Face>,
    /// Stands for every face of a library without faces; it has no glyphs.
    nothing: Face,
    /// By role, then by region.
    sets: Vec<FontSet>,
}

static NO_FACES: FontSet = FontSet { han: Vec::new(), latin: Vec::new(), stand_ins: Vec::new() };

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts { faces: Vec::new(), nothing: Face::empty(), sets: Vec::new() }
    }
}

impl Fonts {
    /// Lists the fonts: the manuscript's own `fonts/` and the directories of `fonts.paths`, then the absolute
    /// directories in `search`, earlier ones first. No glyph is read yet. What is wrong is told beside the library,
    /// which is usable in any case.
    pub fn load(world: &dyn World, config: &FontsConfig, search: &[PathBuf]) -> (Fonts, Vec<Diagnostic>) {
        let found = discover(world, config, search);
        let mut diagnostics = found.diagnostics;
        let families = Families::of(&found.faces);
        let slots = families.fill(config, &mut diagnostics);
        let sets = FontRole::ALL
            .into_iter()
            .flat_map(|role| Region::ALL.map(|region| (role, region)))
            .map(|(role, region)| families.set(role, region, &slots))
            .collect();
        (Fonts { faces: found.faces, nothing: Face::empty(), sets }, diagnostics)
    }

    /// A face; one without glyphs when the library has no such face.
    pub fn face(&self, id: FontId) -> &Face {
        self.faces.get(usize::from(id.0)).unwrap_or(&self.nothing)
    }

    /// Every face, in order of precedence.
    pub fn faces(&self) -> impl Iterator<Item = (FontId, &Face)> {
        self.faces.iter().enumerate().map(|(index, face)| (FontId(index as u16), face))
    }

    /// The faces that serve a role in a region.
    pub fn set(&self, role: FontRole, region: Region) -> &FontSet {
        self.sets.get(role as usize * Region::ALL.len() + region as usize).unwrap_or(&NO_FACES)
    }

    /// The glyph of a character in a face.
    pub fn glyph(&self, id: FontId, character: char) -> Option<u16> {
        self.face(id).charmap().glyph(character)
    }

    /// Whether a face draws a full-width mark in the middle of its em.
    pub fn centres(&self, id: FontId, mark: char) -> bool {
        self.face(id).centres(mark)
    }

    /// The advance of a glyph, in font units.
    pub fn advance(&self, id: FontId, glyph: u16) -> i32 {
        self.face(id).advance(glyph)
    }

    /// The lengths of a face.
    pub fn metrics(&self, id: FontId) -> &Metrics {
        &self.face(id).metrics
    }

    /// The face and glyph for a character: the role's Han faces and Latin faces, in the order that `prefers_han`
    /// says, then the stand-ins. None means that no font at all has the character.
    pub fn select(&self, role: FontRole, region: Region, character: char, prefers_han: bool) -> Option<(FontId, u16)> {
        let set = self.set(role, region);
        let (first, second) = if prefers_han { (&set.han, &set.latin) } else { (&set.latin, &set.han) };
        // A mark that the region draws in the middle comes from the first Han face that draws it there, if there is one.
        if prefers_han && region.centres(character) {
            let centred = set.han.iter().find(|id| self.centres(**id, character));
            if let Some(found) = centred.and_then(|id| Some((*id, self.glyph(*id, character)?))) {
                return Some(found);
            }
        }
        let mut all = first.iter().chain(second).chain(&set.stand_ins);
        all.find_map(|id| self.glyph(*id, character).map(|glyph| (*id, glyph)))
    }

    /// The face and glyph for a character with a variation selector after it: `preferred` if it has the sequence, else the
    /// first of the role's faces and the stand-ins that has. None where no font at all knows the sequence.
    pub fn variant(
        &self,
        preferred: FontId,
        role: FontRole,
        region: Region,
        sequence: (char, char),
    ) -> Option<(FontId, u16)> {
        let set = self.set(role, region);
        let mut all = [preferred].iter().chain(&set.han).chain(&set.stand_ins).copied().collect::<Vec<_>>().into_iter();
        all.find_map(|id| self.face(id).variant(sequence.0, sequence.1).map(|glyph| (id, glyph)))
    }

    /// Shapes `text` (one font, one language, left to right) with the face's layout tables.
    pub fn shape(&self, id: FontId, text: &str, lang: &Tag) -> Vec<ShapedGlyph> {
        shape::shape(self.face(id), text, lang)
    }

    /// The glyph with which a face draws a stroke of `em` (two or three) in a language as a whole; for one em its plain dash.
    pub fn dash(&self, id: FontId, em: u32, lang: &Tag) -> Option<DashGlyph> {
        let face = self.face(id);
        face.dashes.get(em, lang, || dash::find(face, em, lang))
    }

    /// How far the dashes of a run must move together to be one stroke, in thousandths of an em; see `dash::hole`.
    pub fn dash_hole(&self, id: FontId, text: &str, lang: &Tag) -> i32 {
        dash::hole(self.face(id), text, lang)
    }

    /// Font files that could not be used when they were put to use: they changed during the build, or their glyphs take
    /// work without end.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let broken: BTreeMap<&Path, Diagnostic> =
            self.faces.iter().filter_map(|face| Some((face.path(), face.finding()?))).collect();
        broken.into_values().collect()
    }
}

/// The faces by the names that an author may use.
struct Families<'a> {
    faces: &'a [Face],
    by_name: BTreeMap<String, Vec<FontId>>,
}

/// The family that fills each slot, as a name to look up; the shipped one follows where the author chose another.
type Slots<'a> = Vec<(Slot, Vec<&'a str>)>;

impl<'a> Families<'a> {
    fn of(faces: &'a [Face]) -> Families<'a> {
        let mut by_name: BTreeMap<String, Vec<FontId>> = BTreeMap::new();
        for (index, face) in faces.iter().enumerate() {
            let names: BTreeSet<String> = face.aliases.iter().chain([&face.family]).map(|name| plain(name)).collect();
            for name in names {
                by_name.entry(name).or_default().push(FontId(index as u16));
            }
        }
        Families { faces, by_name }
    }

    fn face(&self, id: FontId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// Chooses a family for each slot and tells what is unknown or forbidden.
    fn fill<'c>(&self, config: &'c FontsConfig, diagnostics: &mut Vec<Diagnostic>) -> Slots<'c> {
        let mut slots = Slots::new();
        for slot in Slot::ALL {
            let mut names = Vec::new();
            if let Some((key, family)) = slot.configured(config) {
                let place = config.places.get(key.trim_start_matches("fonts."));
                let book = || place.map_or_else(|| Place::from(Path::new("book.yaml")), |span| Place::Span(*span));
                match self.usable(family) {
                    Ok(()) if !self.serves(slot, family) => {
                        diagnostics.push(useless(slot, key, family).at(book()));
                    }
                    Ok(()) => names.push(family),
                    Err(Refusal::Unknown) => {
                        let mut unknown = Diagnostic::new(&rules::fonts::E402).with("key", key).with("family", family);
                        if let Some(nearest) = self.nearest(family) {
                            unknown = unknown.with("nearest", nearest);
                        }
                        diagnostics.push(unknown.at(book()));
                    }
                    Err(Refusal::Forbidden(path)) => diagnostics.push(
                        Diagnostic::new(&rules::fonts::E406)
                            .with("family", family)
                            .with("path", path.display())
                            .at(book()),
                    ),
                }
            }
            let shipped = slot.shipped();
            match self.usable(shipped) {
                Ok(()) => names.push(shipped),
                // A book that brings its own family for a slot can do without the shipped one.
                Err(_) if !names.is_empty() => {}
                Err(Refusal::Forbidden(path)) => diagnostics.push(
                    Diagnostic::new(&rules::fonts::E406).with("family", shipped).with("path", path.display()).at(path),
                ),
                Err(Refusal::Unknown) => diagnostics.push(Diagnostic::new(&rules::fonts::E405).with("family", shipped)),
            }
            slots.push((slot, names));
        }
        slots
    }

    fn usable(&self, family: &str) -> Result<(), Refusal<'a>> {
        let candidates = self.candidates(family, Region::Mainland);
        let first = candidates.first().ok_or(Refusal::Unknown)?;
        if candidates.iter().any(|id| self.face(*id).may_be_embedded()) {
            Ok(())
        } else {
            Err(Refusal::Forbidden(self.faces[usize::from(first.0)].path()))
        }
    }

    /// Whether a family has what its slot is for; one without would be passed over in silence.
    fn serves(&self, slot: Slot, family: &str) -> bool {
        let all = self.candidates(family, Region::Mainland);
        let mut faces = all.iter().map(|id| self.face(*id)).filter(|face| face.may_be_embedded());
        match slot.is_han() {
            true => faces.any(|face| face.charmap().characters().any(|one| is_cjk(one) && one.is_alphabetic())),
            false => faces.any(|face| ('a'..='z').all(|one| face.charmap().glyph(one).is_some())),
        }
    }

    /// The faces of a family in the forms of a region: by the region's own suffix, else as written, else those of
    /// any region.
    fn candidates(&self, family: &str, region: Region) -> &[FontId] {
        let name = plain(family);
        let stem = stem(&name);
        let regional = |region: Region| region.suffixes().iter().map(|suffix| format!("{stem} {suffix}"));
        let mut names =
            regional(region).chain([name.clone(), stem.to_owned()]).chain(Region::ALL.into_iter().flat_map(regional));
        names.find_map(|name| self.by_name.get(&name)).map_or(&[], Vec::as_slice)
    }

    fn set(&self, role: FontRole, region: Region, slots: &Slots) -> FontSet {
        let row = roles::row(role);
        let pick = |slot: Slot, italic: bool| {
            let names = slots.iter().filter(move |(one, _)| *one == slot).flat_map(|(_, names)| names);
            names.filter_map(move |name| self.best(self.candidates(name, region), row.weight, italic))
        };
        let mut han: Vec<FontId> = pick(row.han, false).collect();
        han.extend(row.han_second.into_iter().flat_map(|slot| pick(slot, false)));
        let latin: Vec<FontId> = pick(row.latin, row.italic).collect();
        let unique = |mut list: Vec<FontId>| {
            let mut seen: BTreeSet<FontId> = BTreeSet::new();
            list.retain(|id| seen.insert(*id));
            list
        };
        // A face may serve both: a family for Han that the book sets its Latin in, too.
        let (han, latin) = (unique(han), unique(latin));
        let mut stand_ins = self.stand_ins(&row, region);
        stand_ins.retain(|id| !han.contains(id) && !latin.contains(id));
        FontSet { han, latin, stand_ins }
    }

    /// Every face that may be embedded, the nearest in kind, slope and weight first, those of the region before others.
    fn stand_ins(&self, row: &roles::RoleRow, region: Region) -> Vec<FontId> {
        let classes = roles::stand_in_classes(row.class);
        let mut all: Vec<_> = (0..self.faces.len())
            .map(|index| (FontId(index as u16), &self.faces[index]))
            .filter(|(_, face)| face.may_be_embedded())
            .map(|(id, face)| {
                let name = plain(&face.family);
                let foreign =
                    stem(&name) != name && !region.suffixes().iter().any(|s| name.ends_with(&format!(" {s}")));
                let class = classes.iter().position(|class| *class == face.class);
                ((class, face.italic, face.weight.abs_diff(row.weight), foreign), id)
            })
            .collect();
        all.sort();
        all.into_iter().map(|(_, id)| id).collect()
    }

    fn best(&self, candidates: &[FontId], weight: u16, italic: bool) -> Option<FontId> {
        let allowed = candidates.iter().filter(|id| self.face(**id).may_be_embedded());
        allowed.copied().min_by_key(|id| {
            let face = self.face(*id);
            (face.italic != italic, face.weight.abs_diff(weight), *id)
        })
    }

    /// The families with the most similar names, for a message; none where none is similar.
    fn nearest(&self, family: &str) -> Option<String> {
        let wanted = plain(family);
        let wanted = stem(&wanted);
        let families: BTreeSet<&str> = self.faces.iter().map(|face| face.family.as_str()).collect();
        let mut ranked: Vec<(usize, String)> = Vec::new();
        for family in families {
            let name = plain(family);
            let cut = family.len().saturating_sub(name.len() - stem(&name).len());
            let shown = family.get(..cut).unwrap_or(family).to_owned();
            // A family may be known by the beginning of its name.
            let begins = |longer: &str, shorter: &str| shorter.chars().count() > 2 && longer.starts_with(shorter);
            let name = stem(&name);
            let likeness = if begins(name, wanted) || begins(wanted, name) { Some(0) } else { slips(wanted, name) };
            ranked.extend(likeness.map(|slips| (slips, shown)));
        }
        ranked.sort();
        ranked.dedup();
        let names: Vec<String> = ranked.into_iter().take(3).map(|(_, name)| name).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// The finding about a family that cannot do what its key is for.
fn useless(slot: Slot, key: &str, family: &str) -> Diagnostic {
    let (what, other) = match slot.is_han() {
        true => (Bilingual::new("Han, kana or Hangul", "汉字、假名或谚文"), "fonts.latin"),
        false => (Bilingual::new("Latin letters", "拉丁字母"), "fonts.body"),
    };
    let finding = Diagnostic::new(&rules::manuscript::E046).with("key", key).with("family", family);
    finding.with_term("what", what).with("other", other)
}

enum Refusal<'a> {
    Unknown,
    Forbidden(&'a Path),
}

/// A name as it is compared: lower case, single spaces.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A plain name without the word that marks a region.
fn stem(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((stem, last)) if Region::ALL.iter().any(|region| region.suffixes().contains(&last)) => stem,
        _ => name,
    }
}

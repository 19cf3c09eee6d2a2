//! The fonts of the book, as the SVG reader asks for them.

use crate::font::{FontId, FontRole, Fonts};
use crate::language::Region;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use usvg::fontdb::{Database, ID, Source};
use usvg::{Font, FontFamily};

/// The book's fonts as the SVG reader asks for them. A face enters its database only when a text needs it.
pub(super) struct Faces<'a> {
    pub fonts: &'a Fonts,
    /// The region whose forms its Han take.
    pub region: Region,
    /// The role that the last font request asked for; fallbacks follow it.
    pub first: Mutex<FontRole>,
    /// Families that were asked for and are not there.
    pub strange: &'a Mutex<BTreeSet<String>>,
}

impl Faces<'_> {
    /// The face that a font request gets.
    pub fn select(&self, font: &Font, database: &mut Arc<Database>) -> Option<ID> {
        let bold = font.weight() >= 600;
        let role = font.families().iter().find_map(|family| role(family, bold)).unwrap_or(generic(bold, false));
        *self.first.lock().unwrap_or_else(PoisonError::into_inner) = role;
        let named = font.families().iter().find_map(|family| self.named(family, font));
        let any_will_do = font.families().iter().any(|family| self::role(family, bold).is_some());
        if let (None, false, Some(FontFamily::Named(name))) = (named, any_will_do, font.families().first())
            && !name.is_empty()
        {
            self.strange.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        }
        let set = self.fonts.set(role, self.region);
        let id = named.or(set.latin.first().copied()).or(set.han.first().copied())?;
        self.enter(id, database)
    }

    /// The face nearest in weight and slope among those with the family's name.
    fn named(&self, family: &FontFamily, font: &Font) -> Option<FontId> {
        let FontFamily::Named(name) = family else { return None };
        let same = |known: &String| known.eq_ignore_ascii_case(name);
        let italic = font.style() != usvg::FontStyle::Normal;
        let all = self.fonts.faces().filter(|(_, face)| face.may_be_embedded());
        all.filter(|(_, face)| same(&face.family) || face.aliases.iter().any(same))
            .min_by_key(|(id, face)| (face.italic != italic, face.weight.abs_diff(font.weight()), *id))
            .map(|(id, _)| id)
    }

    /// The face that has a character which the others lack.
    pub fn fall_back(&self, character: char, used: &[ID], database: &mut Arc<Database>) -> Option<ID> {
        let role = *self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let (id, _) = self.fonts.select(role, self.region, character, true)?;
        self.enter(id, database).filter(|id| !used.contains(id))
    }

    fn enter(&self, id: FontId, database: &mut Arc<Database>) -> Option<ID> {
        let face = self.fonts.face(id);
        let known =
            database.faces().find(|known| known.index == face.index && known.post_script_name == face.postscript);
        if let Some(known) = known {
            return Some(known.id);
        }
        let database = Arc::make_mut(database);
        let loaded = database.load_font_source(Source::Binary(face.data().clone()));
        loaded.into_iter().find(|id| database.face(*id).is_some_and(|one| one.index == face.index))
    }
}

/// The role whose fonts stand for a generic family.
fn role(family: &FontFamily, bold: bool) -> Option<FontRole> {
    match family {
        FontFamily::Serif => Some(generic(bold, true)),
        FontFamily::SansSerif => Some(generic(bold, false)),
        FontFamily::Cursive | FontFamily::Fantasy => Some(FontRole::Quotation),
        FontFamily::Monospace => Some(FontRole::Mono),
        FontFamily::Named(_) => None,
    }
}

fn generic(bold: bool, serif: bool) -> FontRole {
    match (serif, bold) {
        (true, false) => FontRole::Body,
        (true, true) => FontRole::BodyBold,
        (false, false) => FontRole::Heading,
        (false, true) => FontRole::HeadingBold,
    }
}

//! A face cut down to the characters of a book, as a whole font that a reading system shapes like the original.
//!
//! `skera` writes every table but the outlines of a CFF font, which it would drop without a word; `subsetter` cuts
//! those in the same order of glyphs, and the two are joined.

use super::face::Face;
use super::shape::forms;
use super::subset_name::name_table;
use super::{FontId, Fonts};
use crate::diagnostics::{Bilingual, Diagnostic, rules};
use crate::language;
use crate::unicode::is_variation_selector;
use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use skrifa::raw::collections::IntSet;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, Tag};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use write_fonts::FontBuilder;

const CFF: Tag = Tag::new(b"CFF ");
const NAME: Tag = Tag::new(b"name");

/// Cuts a face to `chars` for text in the language `lang`, in lines or in columns. The result is a font file with
/// `cmap`, layout tables, copyright and licence; the same input gives the same bytes. Characters that the face lacks
/// are passed over.
///
/// # Errors
/// A finding when the face may not be embedded or is damaged.
pub fn subset_for_epub(
    fonts: &Fonts,
    id: FontId,
    chars: &BTreeSet<char>,
    lang: &language::Tag,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let face = fonts.face(id);
    if !face.may_be_embedded() {
        let finding = Diagnostic::new(&rules::fonts::E406).with("family", &face.family);
        return Err(Box::new(finding.with("path", face.path().display()).at(face.path())));
    }
    // The cutters index by what a font claims; a forged one must not take the build down with them.
    let cut = catch_unwind(AssertUnwindSafe(|| cut(face, chars, lang))).unwrap_or(None);
    cut.ok_or_else(|| {
        let damaged = || {
            let why = Bilingual::new("its tables are damaged", "内部数据表已损坏");
            let finding = Diagnostic::new(&rules::fonts::E403).with("path", face.path().display()).at(face.path());
            finding.with_term("why", why)
        };
        Box::new(face.finding().unwrap_or_else(damaged))
    })
}

fn cut(face: &Face, chars: &BTreeSet<char>, lang: &language::Tag) -> Option<Vec<u8>> {
    let data = face.data();
    let font = FontRef::from_index(data, face.index).ok()?;
    let is_cff = font.table_data(CFF).is_some();
    let plan = plan(face, &font, chars, lang, is_cff);
    let rest = subset_font(&font, &plan).ok()?;
    let rest = FontRef::new(&rest).ok()?;
    let mut builder = FontBuilder::new();
    for record in rest.table_directory().table_records() {
        builder.add_raw(record.tag(), rest.table_data(record.tag())?.as_bytes());
    }
    builder.add_raw(NAME, name_table(&font, face)?);
    if is_cff {
        let outlines = outlines(data, face.index, &plan)?;
        let outlines = FontRef::new(&outlines).ok()?;
        builder.add_raw(CFF, outlines.table_data(CFF)?.as_bytes().to_vec());
    }
    Some(builder.build())
}

fn plan(face: &Face, font: &FontRef, chars: &BTreeSet<char>, lang: &language::Tag, is_cff: bool) -> Plan {
    let present = || chars.iter().filter(|character| face.charmap().glyph(**character).is_some());
    // A variation selector has no glyph of its own; the cutter keeps its sequences with the characters that are kept.
    let selectors = chars.iter().filter(|character| is_variation_selector(**character));
    let unicodes: IntSet<u32> = present().chain(selectors).map(|character| u32::from(*character)).collect();
    let mut dropped: IntSet<Tag> = DEFAULT_DROP_TABLES.iter().copied().chain([NAME]).collect();
    if is_cff {
        dropped.insert(CFF);
    }
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    let features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().chain([Tag::new(b"ruby")]).collect();
    let mut glyphs = IntSet::<GlyphId>::empty();
    let mut flags = SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE | SubsetFlags::SUBSET_FLAGS_NO_BIDI_CLOSURE;
    if is_pan_cjk(face, font) {
        // All that substitutions can reach would take in the forms of every other region: for 3,500 Han some 3,000
        // glyphs that no text in this language shows. What shaping shows is enough.
        glyphs.extend(forms(face, present().copied(), lang).into_iter().map(|id| GlyphId::new(u32::from(id))));
        flags |= SubsetFlags::SUBSET_FLAGS_NO_LAYOUT_CLOSURE;
    }
    Plan::new(&glyphs, &unicodes, font, flags, &dropped, &scripts, &features, &IntSet::empty(), &IntSet::empty())
}

/// Whether a face holds the Han forms of several languages behind `locl`.
fn is_pan_cjk(face: &Face, font: &FontRef) -> bool {
    let has_locl = || {
        let features = font.gsub().and_then(|gsub| gsub.feature_list());
        features.is_ok_and(|list| list.feature_records().iter().any(|one| one.feature_tag() == Tag::new(b"locl")))
    };
    face.charmap().glyph('一').is_some() && has_locl()
}

/// The CFF outlines of the plan's glyphs, in the plan's order.
fn outlines(data: &[u8], index: u32, plan: &Plan) -> Option<Vec<u8>> {
    let mut order: Vec<(u32, u32)> =
        plan.old_to_new_glyph_mapping().map(|(old, new)| (new.to_u32(), old.to_u32())).collect();
    order.sort_unstable();
    let mut remapper = subsetter::GlyphRemapper::new();
    for (new, old) in order {
        let remapped = remapper.remap(u16::try_from(old).ok()?);
        if u32::from(remapped) != new {
            return None;
        }
    }
    subsetter::subset(data, index, &remapper).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FontsConfig;
    use crate::font::FontRole;
    use crate::language::Region;
    use crate::source::MemoryWorld;
    use skrifa::MetadataProvider;
    use skrifa::charmap::MapVariant;

    #[test]
    fn a_subset_holds_the_forms_of_its_variation_sequences() {
        let search = [std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts")];
        let fonts = Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &search).0;
        for role in [FontRole::Body, FontRole::Heading] {
            let (id, _) = fonts.select(role, Region::Japan, '葛', true).expect("a Japanese face");
            let chars = BTreeSet::from(['葛', '城', '\u{E0100}']);
            let bytes =
                subset_for_epub(&fonts, id, &chars, &language::Tag::of_region(Region::Japan)).expect("a subset");
            let font = FontRef::new(&bytes).expect("a font");
            let plain = font.charmap().map('葛').expect("a glyph");
            match font.charmap().map_variant('葛', '\u{E0100}') {
                Some(MapVariant::Variant(glyph)) => assert!(glyph != plain && glyph.to_u32() > 0, "{role:?}"),
                other => panic!("{role:?}: {other:?}"),
            }
            assert!(font.outline_glyphs().get(plain).is_some());
        }
    }
}

use super::charmap::Charmap;
use super::class::StyleClass;
use super::file::FontFile;
use super::ink::DashCache;
use super::listing::{Listed, TableDirectory};
use super::metrics::Metrics;
use super::plans::PlanCache;
use super::roles::CENTRED;
use crate::base::Digest;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::fonts::E403;
use skrifa::charmap::MapVariant;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// One face of a font file. What stands in its name and metric tables is known at once; its glyphs are read when
/// they are first asked for.
pub struct Face {
    /// Family name (name id 16, else 1), English.
    pub family: String,
    /// Every family and full name of the face, in every language, sorted.
    pub aliases: Vec<String>,
    /// PostScript name (name id 6).
    pub postscript: String,
    /// Weight class, 100 … 900.
    pub weight: u16,
    /// Whether it is italic.
    pub italic: bool,
    /// What kind of letter it is.
    pub class: StyleClass,
    /// Index in a collection.
    pub index: u32,
    /// Lengths of the face.
    pub metrics: Metrics,
    /// Copyright and licence, as the font says (name ids 0, 13, 14).
    pub licence: Option<String>,
    /// Embedding bits of OS/2.
    pub fs_type: u16,
    tables: TableDirectory,
    file: Arc<FontFile>,
    charmap: OnceLock<Charmap>,
    advances: OnceLock<Vec<u16>>,
    /// Of each of [`CENTRED`], whether its ink stands in the middle of its em.
    centred: OnceLock<[bool; CENTRED.len()]>,
    pub(super) plans: PlanCache,
    pub(super) dashes: DashCache,
}

impl Face {
    pub(super) fn new(listed: Listed, file: Arc<FontFile>) -> Face {
        Face {
            family: listed.family,
            aliases: listed.aliases,
            postscript: listed.postscript,
            weight: listed.weight,
            italic: listed.italic,
            class: listed.class,
            index: listed.index,
            metrics: listed.metrics,
            licence: listed.licence,
            fs_type: listed.fs_type,
            tables: listed.tables,
            file,
            charmap: OnceLock::new(),
            advances: OnceLock::new(),
            centred: OnceLock::new(),
            plans: PlanCache::default(),
            dashes: DashCache::default(),
        }
    }

    /// A face without glyphs.
    pub(super) fn empty() -> Face {
        Face::new(Listed::nothing(), Arc::new(FontFile::in_memory(Path::new(""), &[])))
    }

    /// The file it came from, for messages.
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The file's bytes, shared by all faces of a collection; read when first asked for. Empty when the file went
    /// away meanwhile, which [`super::Fonts::faults`] then tells.
    pub fn data(&self) -> &Arc<Vec<u8>> {
        self.file.data()
    }

    /// Digest of the whole file.
    pub fn digest(&self) -> Digest {
        self.file.digest()
    }

    /// Whether the embedding bits allow the face in a book: OS/2 `fsType` forbids embedding (bit 1 alone), embedding of
    /// outlines (bit 9) or subsetting (bit 8).
    pub fn may_be_embedded(&self) -> bool {
        self.fs_type & 0xf != 2 && self.fs_type & 0x300 == 0
    }

    /// What is wrong with its file, found when it was put to use.
    pub fn finding(&self) -> Option<Diagnostic> {
        let mut found = Diagnostic::new(&E403).with("path", self.path().display()).at(self.path());
        found.arguments.push(("why", self.file.fault()?.clone()));
        Some(found)
    }

    /// The glyphs of characters.
    pub fn charmap(&self) -> &Charmap {
        self.charmap.get_or_init(|| Charmap::read(&self.table(b"cmap"), self.glyph_count()))
    }

    /// The glyph of a character with a variation selector after it, where the face has the two as a sequence (`cmap`
    /// format 14).
    pub(super) fn variant(&self, base: char, selector: char) -> Option<u16> {
        // The tables of a face are read whole only for the few that have such a sequence at all.
        self.charmap().glyph(base)?;
        let font = FontRef::from_index(self.data(), self.index).ok()?;
        match font.charmap().map_variant(base, selector)? {
            MapVariant::UseDefault => self.charmap().glyph(base),
            MapVariant::Variant(glyph) => u16::try_from(glyph.to_u32()).ok(),
        }
    }

    /// Advance of a glyph, in font units.
    pub(super) fn advance(&self, glyph: u16) -> i32 {
        let advances = self.advances.get_or_init(|| self.read_advances());
        // Glyphs beyond the table have the last advance (OpenType, hmtx).
        advances.get(usize::from(glyph)).or(advances.last()).map_or(0, |advance| i32::from(*advance))
    }

    fn read_advances(&self) -> Vec<u16> {
        let hhea = self.table(b"hhea");
        let count = hhea.get(34..36).map_or(0, |two| u16::from_be_bytes([two[0], two[1]]));
        let metrics = self.table(b"hmtx");
        metrics.chunks_exact(4).take(usize::from(count)).map(|four| u16::from_be_bytes([four[0], four[1]])).collect()
    }

    /// Whether the face draws a mark in the middle of its em. False for what is no mark of [`CENTRED`].
    pub(super) fn centres(&self, mark: char) -> bool {
        let centred = self.centred.get_or_init(|| self.read_centred());
        CENTRED.iter().position(|one| *one == mark).is_some_and(|at| centred[at])
    }

    fn read_centred(&self) -> [bool; CENTRED.len()] {
        let Ok(font) = FontRef::from_index(self.data(), self.index) else { return [false; CENTRED.len()] };
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = f32::from(self.metrics.units_per_em);
        CENTRED.map(|mark| {
            let glyph = self.charmap().glyph(mark).map(|glyph| GlyphId::new(u32::from(glyph)));
            let ink = glyph.and_then(|glyph| metrics.bounds(glyph));
            // A quarter of the em parts the middle from where the mainland puts its marks.
            ink.is_some_and(|ink| ((ink.x_min + ink.x_max) / 2.0 - em / 2.0).abs() < em / 8.0)
        })
    }

    /// Number of glyphs.
    pub fn glyph_count(&self) -> u16 {
        self.table(b"maxp").get(4..6).map_or(0, |two| u16::from_be_bytes([two[0], two[1]]))
    }

    /// A table, without reading the rest of the file; empty when there is none or it cannot be read.
    fn table(&self, tag: &[u8; 4]) -> Vec<u8> {
        let Some(&(offset, length)) = self.tables.get(&Tag::new(tag)) else { return Vec::new() };
        self.file.open().and_then(|mut parts| parts.read(u64::from(offset), u64::from(length))).unwrap_or_else(
            |error| {
                self.file.note_fault(&error);
                Vec::new()
            },
        )
    }
}

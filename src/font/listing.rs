use super::class::StyleClass;
use super::file::{FontFile, Parts};
use super::metrics::Metrics;
use crate::diagnostics::{Bilingual, Diagnostic};
use crate::source::is_special;
use skrifa::Tag;
use skrifa::raw::tables::{head::Head, hhea::Hhea, name::Name, os2::Os2, post::Post};
use skrifa::raw::{FontData, FontRead};
use std::collections::BTreeMap;
use std::io;

/// A collection with more faces than this is not believed.
const MOST_FACES: u32 = 512;
/// A face with more tables than this is not believed.
const MOST_TABLES: u16 = 256;
/// A table that is read for listing is refused beyond this length, in bytes; names of large families take some 20 kB.
const LONGEST_LISTED: u32 = 1 << 20;

/// Where a table lies in its file: offset and length.
pub(super) type TableDirectory = BTreeMap<Tag, (u32, u32)>;

/// What the tables of a face say about it, without its glyphs.
pub(super) struct Listed {
    pub(super) index: u32,
    pub(super) tables: TableDirectory,
    pub(super) family: String,
    pub(super) aliases: Vec<String>,
    pub(super) postscript: String,
    pub(super) weight: u16,
    pub(super) italic: bool,
    pub(super) class: StyleClass,
    pub(super) metrics: Metrics,
    pub(super) licence: Option<String>,
    pub(super) fs_type: u16,
}

impl Listed {
    /// A face that has nothing.
    pub(super) fn nothing() -> Listed {
        Listed {
            index: 0,
            tables: TableDirectory::new(),
            family: String::new(),
            aliases: Vec::new(),
            postscript: String::new(),
            weight: 400,
            italic: false,
            class: StyleClass::Serif,
            metrics: Metrics {
                units_per_em: 1000,
                ascent: 880,
                descent: -120,
                cap_height: 700,
                x_height: 500,
                underline_position: -100,
                underline_thickness: 50,
            },
            licence: None,
            fs_type: 0,
        }
    }
}

/// Why a file is no usable font.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Defect {
    Unreadable(String),
    Special,
    CutShort,
    Damaged,
    WebFont,
    NoFont,
    NoOutlines,
    NoName,
}

impl Defect {
    /// Fills the hole `why` of a finding.
    pub(super) fn tell(self, finding: Diagnostic) -> Diagnostic {
        let (en, zh) = match self {
            Defect::Unreadable(error) => return finding.with("why", error),
            Defect::Special => ("it is a pipe, a device or a socket, not a file", "它是管道、设备或套接字，不是文件"),
            Defect::CutShort => ("it is cut short", "文件不完整"),
            Defect::Damaged => ("its tables are damaged", "内部数据表已损坏"),
            Defect::WebFont => (
                "it is a WOFF web font, to be converted to .otf or .ttf",
                "它是 WOFF 网页字体，须先转换为 .otf 或 .ttf",
            ),
            Defect::NoFont => ("it is neither an OpenType nor a TrueType font", "它不是 OpenType 或 TrueType 字体"),
            Defect::NoOutlines => ("it has no outlines", "其中没有轮廓字形"),
            Defect::NoName => ("it has no family name", "其中没有字体名称"),
        };
        finding.with_term("why", Bilingual::new(en, zh))
    }
}

impl From<io::Error> for Defect {
    fn from(error: io::Error) -> Defect {
        match error.kind() {
            _ if is_special(&error) => Defect::Special,
            io::ErrorKind::UnexpectedEof => Defect::CutShort,
            _ => Defect::Unreadable(error.to_string()),
        }
    }
}

/// Lists the faces of a file, or says why it is no usable font.
pub(super) fn list(file: &FontFile) -> Result<Vec<Listed>, Defect> {
    let mut parts = file.open()?;
    let mut found = Vec::new();
    for (index, offset) in face_offsets(&mut parts)?.into_iter().enumerate() {
        let tables = directory(&mut parts, offset, file.length())?;
        found.push(describe(&mut parts, index as u32, tables)?);
    }
    Ok(found)
}

fn face_offsets(parts: &mut Parts) -> Result<Vec<u32>, Defect> {
    let head = read(parts, 0, 12)?;
    match &head[..4] {
        b"ttcf" => {
            let count = u32_at(&head, 8);
            if count == 0 || count > MOST_FACES {
                return Err(Defect::Damaged);
            }
            let offsets = read(parts, 12, u64::from(count) * 4)?;
            Ok((0..count as usize).map(|at| u32_at(&offsets, at * 4)).collect())
        }
        b"\0\x01\0\0" | b"OTTO" | b"true" => Ok(vec![0]),
        b"wOFF" | b"wOF2" => Err(Defect::WebFont),
        _ => Err(Defect::NoFont),
    }
}

fn directory(parts: &mut Parts, offset: u32, length: u64) -> Result<TableDirectory, Defect> {
    let head = read(parts, u64::from(offset), 12)?;
    let count = u16::from_be_bytes([head[4], head[5]]);
    if count == 0 || count > MOST_TABLES {
        return Err(Defect::Damaged);
    }
    let records = read(parts, u64::from(offset) + 12, u64::from(count) * 16)?;
    let mut tables = TableDirectory::new();
    for record in records.chunks_exact(16) {
        let tag = Tag::new(&[record[0], record[1], record[2], record[3]]);
        let (start, size) = (u32_at(record, 8), u32_at(record, 12));
        if u64::from(start) + u64::from(size) > length {
            return Err(Defect::CutShort);
        }
        tables.insert(tag, (start, size));
    }
    let has = |tag: &[u8; 4]| tables.contains_key(&Tag::new(tag));
    for tag in [b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"] {
        if !has(tag) {
            return Err(Defect::Damaged);
        }
    }
    if !(has(b"CFF ") || has(b"CFF2") || has(b"glyf") && has(b"loca")) {
        return Err(Defect::NoOutlines);
    }
    Ok(tables)
}

fn describe(parts: &mut Parts, index: u32, tables: TableDirectory) -> Result<Listed, Defect> {
    let head = table(parts, &tables, b"head")?;
    let head = Head::read(FontData::new(&head)).map_err(|_| Defect::Damaged)?;
    let hhea = table(parts, &tables, b"hhea")?;
    let hhea = Hhea::read(FontData::new(&hhea)).map_err(|_| Defect::Damaged)?;
    let os2 = optional(parts, &tables, b"OS/2")?;
    let os2 = os2.as_deref().and_then(|bytes| Os2::read(FontData::new(bytes)).ok());
    let post = optional(parts, &tables, b"post")?;
    let post = post.as_deref().and_then(|bytes| Post::read(FontData::new(bytes)).ok());
    let names = Names::read(&table(parts, &tables, b"name")?)?;
    let units_per_em = head.units_per_em();
    if units_per_em == 0 {
        return Err(Defect::Damaged);
    }
    let em = i32::from(units_per_em);
    let share = |percent: i32| (em * percent / 100) as i16;
    let typographic = os2.as_ref().map(|os2| (os2.s_typo_ascender(), os2.s_typo_descender()));
    let (ascent, descent) = typographic
        .filter(|(ascent, descent)| *ascent != 0 || *descent != 0)
        .unwrap_or((hhea.ascender().to_i16(), hhea.descender().to_i16()));
    let metrics = Metrics {
        units_per_em,
        ascent,
        descent,
        // A face that does not say how tall its letters are is taken to be an ordinary Latin one.
        cap_height: os2.as_ref().and_then(|os2| os2.s_cap_height()).filter(|h| *h > 0).unwrap_or(share(70)),
        x_height: os2.as_ref().and_then(|os2| os2.sx_height()).filter(|h| *h > 0).unwrap_or(share(50)),
        underline_position: post.as_ref().map_or(share(-10), |post| post.underline_position().to_i16()),
        underline_thickness: post.as_ref().map_or(share(5), |post| post.underline_thickness().to_i16()),
    };
    let family = names.family().ok_or(Defect::NoName)?;
    let fixed = post.as_ref().is_some_and(|post| post.is_fixed_pitch() != 0);
    let panose = os2.as_ref().map(|os2| os2.panose_10()).unwrap_or_default();
    let italic_by_head = head.mac_style().bits() & 2 != 0;
    Ok(Listed {
        index,
        class: StyleClass::of(&family, panose, fixed),
        aliases: names.aliases(),
        postscript: names.english(6).unwrap_or_else(|| family.replace(' ', "")),
        family,
        weight: os2.as_ref().map_or(400, |os2| os2.us_weight_class()).clamp(1, 1000),
        italic: os2.as_ref().map_or(italic_by_head, |os2| os2.fs_selection().bits() & 0x201 != 0),
        metrics,
        licence: names.licence(),
        fs_type: os2.as_ref().map_or(0, |os2| os2.fs_type()),
        tables,
    })
}

fn read(parts: &mut Parts, offset: u64, length: u64) -> Result<Vec<u8>, Defect> {
    Ok(parts.read(offset, length)?)
}

fn table(parts: &mut Parts, tables: &TableDirectory, tag: &[u8; 4]) -> Result<Vec<u8>, Defect> {
    optional(parts, tables, tag)?.ok_or(Defect::Damaged)
}

fn optional(parts: &mut Parts, tables: &TableDirectory, tag: &[u8; 4]) -> Result<Option<Vec<u8>>, Defect> {
    let Some(&(offset, length)) = tables.get(&Tag::new(tag)) else { return Ok(None) };
    if length > LONGEST_LISTED {
        return Err(Defect::Damaged);
    }
    read(parts, u64::from(offset), u64::from(length)).map(Some)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}

/// The strings of a name table: name id, whether it is English, the text.
struct Names(Vec<(u16, bool, String)>);

impl Names {
    fn read(bytes: &[u8]) -> Result<Names, Defect> {
        let name = Name::read(FontData::new(bytes)).map_err(|_| Defect::Damaged)?;
        let mut strings = Vec::new();
        for record in name.name_record().iter().filter(|record| record.is_unicode()) {
            let Ok(string) = record.string(name.string_data()) else { continue };
            let text: String = string.chars().filter(|c| !c.is_control()).collect();
            let english = match record.platform_id() {
                3 => record.language_id() & 0x3ff == 9,
                _ => true,
            };
            if !text.trim().is_empty() {
                strings.push((record.name_id().to_u16(), english, text.trim().to_owned()));
            }
        }
        Ok(Names(strings))
    }

    fn english(&self, id: u16) -> Option<String> {
        let of_id = || self.0.iter().filter(|(one, ..)| *one == id);
        of_id().find(|(_, english, _)| *english).or_else(|| of_id().next()).map(|(.., text)| text.clone())
    }

    fn family(&self) -> Option<String> {
        self.english(16).or_else(|| self.english(1))
    }

    /// Every family name in every language, and the full names: whatever an author may call the face.
    fn aliases(&self) -> Vec<String> {
        let mut all: Vec<String> =
            self.0.iter().filter(|(id, ..)| matches!(id, 1 | 4 | 16)).map(|(.., text)| text.clone()).collect();
        all.sort();
        all.dedup();
        all
    }

    fn licence(&self) -> Option<String> {
        let parts: Vec<String> = [0, 13, 14].into_iter().filter_map(|id| self.english(id)).collect();
        (!parts.is_empty()).then(|| parts.join("\n"))
    }
}

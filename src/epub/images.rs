//! Pictures: their names in the container, and whether they can stand there.

use super::plate::{is_adaptive, under_drawing, under_pixels};
use super::png::png_chunks;
use super::shrink::{shrink, upright_webp};
use super::xml;
use crate::base::Digest;
use crate::color::components;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::epub::{W604, W606, W632};
use crate::diagnostics::rules::manuscript::E081;
use crate::diagnostics::rules::pdf::{E703, E711, W714};
use crate::drawing::{Drawing, Refusal};
use crate::font::Fonts;
use crate::language::Tag;
use crate::model::{Book, Picture, PictureFormat};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pixels of a picture in the text: what stores took for years (Apple Books asset guide before 5.6 million), and as much
/// as the largest reading screens show.
const PIXELS: u64 = 4_000_000;
/// Pixels of the cover: what stores take today (Apple Books asset guide, “Interior image requirements”). Kindle asks for
/// 1,600 × 2,560 at best.
const COVER_PIXELS: u64 = 5_600_000;

/// The name in the container of every picture of a book.
pub(super) fn name_all(book: &Book) -> BTreeMap<PathBuf, String> {
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    for (path, picture) in &book.images {
        let extension = picture.format.extension();
        let stem = stem(path);
        let plain = format!("images/{stem}.{extension}");
        // Names of the container are plain ASCII in lower case: no file system and no unzipper can confuse them.
        let honest = path.file_stem().is_some_and(|name| name.to_string_lossy() == stem);
        let name = if honest && !taken.contains(&plain) {
            plain
        } else {
            let digest = Digest::of(path.to_string_lossy().as_bytes()).to_string();
            format!("images/{stem}-{}.{extension}", &digest[..12])
        };
        taken.insert(name.clone());
        names.insert(path.clone(), name);
    }
    names
}

fn stem(path: &Path) -> String {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let plain: String = name
        .chars()
        .take(60)
        .map(|one| if one.is_ascii_alphanumeric() || one == '-' || one == '_' { one } else { '-' })
        .collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "picture".to_owned() } else { plain.to_owned() }
}

/// What is made of a picture.
#[derive(Default)]
struct Made {
    /// The bytes in its place.
    bytes: Option<Arc<[u8]>>,
    /// Whether it was made smaller.
    is_smaller: bool,
    /// What is to be told of it.
    found: Option<Diagnostic>,
}

/// What stands in the container for pictures that cannot stand there as they are.
#[derive(Default)]
pub(super) struct StandIns {
    files: BTreeMap<PathBuf, Arc<[u8]>>,
}

impl StandIns {
    /// The bytes that show a picture.
    pub fn bytes<'a>(&'a self, picture: &'a Picture) -> &'a Arc<[u8]> {
        self.files.get(&picture.path).unwrap_or(&picture.bytes)
    }

    /// Makes them for the pictures that are `shown`. Of what cannot be mended the findings tell.
    pub fn make(
        book: &Book,
        shown: &BTreeSet<PathBuf>,
        cover: Option<&Path>,
        fonts: &Fonts,
    ) -> (StandIns, Vec<Diagnostic>) {
        let pictures: Vec<&Picture> = shown.iter().filter_map(|path| Some(&**book.images.get(path)?)).collect();
        let most = |picture: &Picture| if cover == Some(&*picture.path) { COVER_PIXELS } else { PIXELS };
        let is_large = |picture: &Picture| {
            let pixels = u64::from(picture.width) * u64::from(picture.height);
            picture.format != PictureFormat::Svg && pixels > most(picture)
        };
        let made = pictures.par_iter().map(|picture| match picture.format {
            PictureFormat::Svg => drawing(picture, fonts, &book.meta.language),
            _ => {
                // Not every reading system turns these as their Exif data says.
                let upright = || match picture.format {
                    PictureFormat::WebP if picture.orientation != 1 => upright_webp(picture),
                    PictureFormat::Png if picture.orientation != 1 => shrink(picture, u64::MAX),
                    _ => None,
                };
                let small = if is_large(picture) { shrink(picture, most(picture)) } else { None };
                let is_smaller = small.is_some();
                let shown = small.or_else(upright);
                let plated = under_pixels(shown.as_ref().unwrap_or(picture)).map(Arc::from);
                Made { bytes: plated.or(shown.map(|shown| shown.bytes)), is_smaller, found: None }
            }
        });
        let made: Vec<Made> = made.collect();
        let (mut files, mut findings, mut smaller) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (picture, made) in pictures.into_iter().zip(made) {
            findings.extend(made.found.or_else(|| check(picture, is_large(picture) && !made.is_smaller)));
            if made.is_smaller {
                smaller.push(picture.path.display().to_string());
            }
            files.extend(made.bytes.map(|bytes| (picture.path.clone(), bytes)));
        }
        if !smaller.is_empty() {
            findings.push(Diagnostic::new(&W606).with("count", smaller.len()).with("pictures", listed(&smaller)));
        }
        (StandIns { files }, findings)
    }
}

/// The first names of a list.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let more = if names.len() > SHOWN { ", …" } else { "" };
    names[..names.len().min(SHOWN)].join(", ") + more
}

/// A drawing on a light ground.
fn drawing(picture: &Picture, fonts: &Fonts, lang: &Tag) -> Made {
    let (outlined, found) = outline(picture, fonts, lang);
    let plated = under_drawing(outlined.as_deref().map_or(&picture.bytes[..], str::as_bytes));
    let bytes = plated.or(outlined.map(String::into_bytes)).map(Arc::from);
    Made { bytes, is_smaller: false, found }
}

/// A drawing whose letters are shapes: a reading system shows it without the fonts of the book; and one whose colours do
/// not follow the reader's. None for one that needs neither, and for one with letters that no font of the book has: the
/// reader's fonts may have them.
fn outline(picture: &Picture, fonts: &Fonts, lang: &Tag) -> (Option<String>, Option<Diagnostic>) {
    let path = picture.path.as_path();
    let about = |rule| Diagnostic::new(rule).at(path).with("file", path.display());
    // What the PDF cannot draw the EPUB does not show either, whatever browsers make of it.
    let drawing = match Drawing::read(&picture.bytes, fonts, lang) {
        Ok(drawing) => drawing,
        Err(Refusal::Unbearable(what)) => {
            return (None, Some(Diagnostic::new(&E081).at(path).with("path", path.display()).with_term("what", what)));
        }
        Err(Refusal::Malformed(reason)) => return (None, Some(about(&E703).with("reason", reason))),
        Err(Refusal::Outside(files)) => return (None, Some(about(&E711).with("files", files))),
    };
    let differs = drawing.has_letters() || is_adaptive(&picture.bytes);
    if !drawing.holds_html && (!drawing.wanting.characters.is_empty() || !differs) {
        return (None, None);
    }
    let names = drawing.wanting.fonts.join(", ");
    let strange = about(&W714).with("fonts", &names);
    (Some(drawing.outlined()), (!names.is_empty()).then_some(strange))
}

/// What is wrong with a picture in an EPUB; `is_too_large` of one that was not made smaller.
fn check(picture: &Picture, is_too_large: bool) -> Option<Diagnostic> {
    if picture.format == PictureFormat::Jpeg && components(&picture.bytes) == Some(4) {
        return Some(Diagnostic::new(&W632).at(picture.path.as_path()).with("path", picture.path.display()));
    }
    is_too_large.then(|| {
        Diagnostic::new(&W604)
            .at(picture.path.as_path())
            .with("path", picture.path.display())
            .with("width", picture.width)
            .with("height", picture.height)
    })
}

/// Whether a picture moves: a GIF of more than one frame, an animated PNG or WebP.
pub(super) fn is_moving(picture: &Picture) -> bool {
    let bytes = &picture.bytes[..];
    match picture.format {
        PictureFormat::Gif => has_two_frames(bytes).unwrap_or(true),
        // PNG, third edition, clause 11.3.6.1: the chunk stands before the first image data.
        PictureFormat::Png => png_chunks(bytes).take_while(|kind| kind != b"IDAT").any(|kind| &kind == b"acTL"),
        // WebP container, clause 2.7: the second bit of the flags.
        PictureFormat::WebP => bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0),
        PictureFormat::Jpeg | PictureFormat::Svg => false,
    }
}

/// Counts the images of a GIF as far as the second (GIF89a, clauses 18 to 26); none when the file breaks off.
fn has_two_frames(bytes: &[u8]) -> Option<bool> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut frames = 0;
    loop {
        match bytes.get(at)? {
            0x2C => {
                frames += 1;
                at += 11 + table(*bytes.get(at + 9)?);
            }
            0x21 => at += 2,
            _ => return Some(false),
        }
        if frames == 2 {
            return Some(true);
        }
        while let length @ 1.. = *bytes.get(at)? {
            at += 1 + usize::from(length);
        }
        at += 1;
    }
}

/// An `img`.
pub(super) fn element(src: &str, alt: &str, attributes: &str, out: &mut String) {
    out.push_str("<img");
    xml::attribute("src", src, out);
    xml::attribute("alt", alt, out);
    out.push_str(attributes);
    out.push_str("/>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(path: &str, format: PictureFormat, bytes: &str, side: u32) -> Arc<Picture> {
        Arc::new(Picture {
            path: path.into(),
            bytes: bytes.as_bytes().into(),
            format,
            width: side,
            height: side,
            orientation: 1,
            ppi: None,
        })
    }

    #[test]
    fn what_moves_is_told_from_what_stands() {
        let moving = |format, bytes: &[u8]| {
            is_moving(&Picture { bytes: bytes.into(), ..Picture::clone(&picture("x", format, "", 1)) })
        };
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
        let frame = b"\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let still = [&head[..], frame, b"\x3B"].concat();
        assert!(!moving(PictureFormat::Gif, &still));
        assert!(moving(PictureFormat::Gif, &[&head[..], frame, frame, b"\x3B"].concat()));
        assert!(moving(PictureFormat::Gif, &still[..still.len() - 2]), "nobody knows what is cut off");
        let png = |kinds: &[&[u8; 4]]| {
            let chunks = kinds.iter().flat_map(|kind| [&[0, 0, 0, 0], &kind[..], &[0; 4]].concat());
            b"\x89PNG\r\n\x1A\n".iter().copied().chain(chunks).collect::<Vec<u8>>()
        };
        assert!(!moving(PictureFormat::Png, &png(&[b"IHDR", b"IDAT", b"acTL", b"IEND"])));
        assert!(moving(PictureFormat::Png, &png(&[b"IHDR", b"acTL", b"IDAT", b"IEND"])));
        assert!(moving(PictureFormat::WebP, b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0"));
        assert!(!moving(PictureFormat::WebP, b"RIFF\0\0\0\0WEBPVP8 \x0A\0\0\0\x02\0\0\0"));
        assert!(!moving(PictureFormat::Jpeg, b""));
    }

    #[test]
    fn names_are_plain_and_never_meet() {
        let mut book = Book::default();
        for path in ["a/map.PNG", "b/map.png", "b/Map.png", "地图.svg", "图 1.svg"] {
            let format = if path.ends_with("svg") { PictureFormat::Svg } else { PictureFormat::Png };
            book.images.insert(path.into(), picture(path, format, "", 1));
        }
        let names = name_all(&book);
        let distinct: BTreeSet<&String> = names.values().collect();
        assert_eq!(distinct.len(), 5);
        assert!(
            names
                .values()
                .all(|name| name.bytes().all(|byte| byte.is_ascii_graphic()) && *name == name.to_ascii_lowercase())
        );
        assert_eq!(names[Path::new("a/map.PNG")], "images/map.png");
    }

    #[test]
    fn what_a_store_would_refuse_is_reported() {
        let book = |side: u32| {
            let mut book = Book::default();
            for (path, format) in [("a.gif", PictureFormat::Gif), ("b.png", PictureFormat::Png)] {
                book.images.insert(path.into(), picture(path, format, "", side));
            }
            let shown = book.images.keys().cloned().collect();
            let cover = Some(Path::new("b.png"));
            let found = StandIns::make(&book, &shown, cover, &Fonts::default()).1;
            found.into_iter().map(|finding| (finding.rule.code, finding.place)).collect::<Vec<_>>()
        };
        let at = |path: &str| ("W604", crate::diagnostics::Place::from(Path::new(path)));
        assert_eq!(book(2000), []);
        assert_eq!(book(2001), [at("a.gif")], "a cover may be larger");
        assert_eq!(book(2367), [at("a.gif"), at("b.png")], "and what cannot be decoded stays as it is");
        let code = |picture: &Picture| check(picture, false).map(|finding| finding.rule.code);
        let jpeg = |components: u8| {
            let bytes = [b"\xFF\xD8\xFF\xC4\0\x03\0\xFF\xC0\0\x08\x08\0\x01\0\x01", &[components][..]].concat();
            Picture { bytes: bytes.into(), ..Picture::clone(&picture("x.jpg", PictureFormat::Jpeg, "", 1)) }
        };
        assert_eq!([1, 3, 4].map(|components| code(&jpeg(components))), [None, None, Some("W632")]);
        assert_eq!(code(&picture("x.jpg", PictureFormat::Jpeg, "", 1)), None);
    }
}

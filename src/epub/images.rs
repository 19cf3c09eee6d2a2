//! Pictures: their names in the container, and whether they can stand there.

use super::xml;
use crate::base::Digest;
use crate::color::components;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::epub::{W604, W632};
use crate::diagnostics::rules::pdf::W714;
use crate::drawing::Drawing;
use crate::font::Fonts;
use crate::model::{Book, Picture, PictureFormat};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pixels that stores accept in a picture (Apple Books asset guide).
const PIXELS: u64 = 4_000_000;

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

/// What stands in the container for the drawings among the pictures that have letters: the letters become shapes,
/// because a reading system shows a drawing without the fonts of the book. A drawing with letters that no font of the
/// book has stays as it is: the reader's fonts may have them.
pub(super) fn outline(
    book: &Book,
    shown: &BTreeSet<PathBuf>,
    fonts: &Fonts,
) -> (BTreeMap<PathBuf, Arc<[u8]>>, Vec<Diagnostic>) {
    let drawn = shown.par_iter().filter_map(|path| {
        let picture = book.images.get(path).filter(|picture| picture.format == PictureFormat::Svg)?;
        // One that cannot be read is for the PDF to refuse; browsers may show more.
        let drawing = Drawing::read(&picture.bytes, fonts).ok()?;
        let outlined = drawing.outlined().filter(|_| drawing.wanting.characters.is_empty())?;
        let names = drawing.wanting.fonts.join(", ");
        let strange = Diagnostic::new(&W714).at(path.as_path()).with("file", path.display()).with("fonts", &names);
        Some((path.clone(), Arc::from(outlined.into_bytes()), (!names.is_empty()).then_some(strange)))
    });
    let drawn: Vec<(PathBuf, Arc<[u8]>, Option<Diagnostic>)> = drawn.collect();
    let findings = drawn.iter().filter_map(|(.., found)| found.clone()).collect();
    (drawn.into_iter().map(|(path, bytes, _)| (path, bytes)).collect(), findings)
}

/// Whether the picture can stand in an EPUB.
pub(super) fn check(picture: &Picture) -> Option<Diagnostic> {
    // A drawing has no pixels; one that is not whole in itself was refused when it was read.
    if picture.format == PictureFormat::Svg {
        return None;
    }
    if picture.format == PictureFormat::Jpeg && components(&picture.bytes) == Some(4) {
        return Some(Diagnostic::new(&W632).at(picture.path.as_path()).with("path", picture.path.display()));
    }
    (u64::from(picture.width) * u64::from(picture.height) > PIXELS).then(|| {
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

fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = [u8; 4]> + '_ {
    let mut at = 8_usize;
    std::iter::from_fn(move || {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        let kind = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        at = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        Some(kind)
    })
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
        let code = |picture: &Picture| check(picture).map(|finding| finding.rule.code);
        let svg = |text| picture("x.svg", PictureFormat::Svg, text, 10);
        assert_eq!(code(&svg("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")), None);
        assert_eq!(code(&picture("x.png", PictureFormat::Png, "", 2000)), None);
        assert_eq!(code(&picture("x.png", PictureFormat::Png, "", 2001)), Some("W604"));
        let jpeg = |components: u8| {
            let bytes = [b"\xFF\xD8\xFF\xC4\0\x03\0\xFF\xC0\0\x08\x08\0\x01\0\x01", &[components][..]].concat();
            Picture { bytes: bytes.into(), ..Picture::clone(&picture("x.jpg", PictureFormat::Jpeg, "", 1)) }
        };
        assert_eq!([1, 3, 4].map(|components| code(&jpeg(components))), [None, None, Some("W632")]);
        assert_eq!(code(&picture("x.jpg", PictureFormat::Jpeg, "", 1)), None);
    }
}

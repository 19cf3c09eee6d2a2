//! Pictures: their names in the container, and whether they can stand there.

use super::xml;
use crate::base::Digest;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::epub::{E603, W604};
use crate::model::{Book, Picture, PictureFormat};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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

/// Whether the picture can stand in an EPUB.
pub(super) fn check(picture: &Picture) -> Option<Diagnostic> {
    if picture.format == PictureFormat::Svg {
        return check_svg(picture);
    }
    (u64::from(picture.width) * u64::from(picture.height) > PIXELS).then(|| {
        Diagnostic::new(&W604)
            .at(picture.path.as_path())
            .with("path", picture.path.display())
            .with("width", picture.width)
            .with("height", picture.height)
    })
}

fn check_svg(picture: &Picture) -> Option<Diagnostic> {
    let text = String::from_utf8_lossy(&picture.bytes);
    let sign = DEPENDENT.iter().find(|sign| text.contains(**sign))?;
    Some(Diagnostic::new(&E603).at(picture.path.as_path()).with("path", picture.path.display()).with("sign", sign))
}

/// Signs of an SVG that is not whole in itself. A link for readers (`<a href>`) counts: a picture cannot be clicked.
const DEPENDENT: &[&str] = &[
    "<script",
    "href=\"http",
    "href='http",
    "src=\"http",
    "src='http",
    "url(http",
    "url(\"http",
    "url('http",
    "@import",
];

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
    use std::sync::Arc;

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
        assert_eq!(code(&svg("<svg><script>1</script></svg>")), Some("E603"));
        assert_eq!(code(&svg("<svg><image href='https://x/y.png'/></svg>")), Some("E603"));
        assert_eq!(code(&picture("x.png", PictureFormat::Png, "", 2000)), None);
        assert_eq!(code(&picture("x.png", PictureFormat::Png, "", 2001)), Some("W604"));
    }
}

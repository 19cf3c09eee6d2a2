//! Destinations of links and pictures: out of the book, or a place in it.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::references;
use crate::model::Target;
use crate::unicode::composed;
use std::path::{Component, Path, PathBuf};

/// Why a destination cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It leaves the manuscript directory.
    Outside,
    /// It is somewhere on the network.
    Remote,
    /// It is neither a chapter nor a web address.
    Useless,
    /// It is empty.
    Empty,
    /// It parts directories by backslashes.
    Backslash,
}

impl Refusal {
    /// The finding for a link.
    pub fn of_link(&self, destination: &str) -> Diagnostic {
        self.common(destination).unwrap_or_else(|| {
            let finding = Diagnostic::new(&references::E209).with("target", destination);
            if is_site(destination) { finding.with("address", format!("https://{destination}")) } else { finding }
        })
    }

    /// The finding for a picture.
    pub fn of_picture(&self, destination: &str) -> Diagnostic {
        let rule = if *self == Refusal::Remote { &references::E203 } else { &references::E202 };
        self.common(destination).unwrap_or_else(|| Diagnostic::new(rule).with("path", destination))
    }

    fn common(&self, destination: &str) -> Option<Diagnostic> {
        match self {
            Refusal::Empty => Some(Diagnostic::new(&references::E214)),
            Refusal::Backslash => {
                let wanted = destination.replace('\\', "/");
                Some(Diagnostic::new(&references::E213).with("path", destination).with("wanted", wanted))
            }
            Refusal::Outside | Refusal::Remote | Refusal::Useless => None,
        }
    }
}

/// Schemes that a reader's device can open from a book.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];

/// Where the link `destination` in the chapter `chapter` leads.
pub(super) fn link(destination: &str, chapter: &Path) -> Result<Target, Refusal> {
    if destination.is_empty() || destination == "#" {
        return Err(Refusal::Empty);
    }
    if let Some(scheme) = scheme(destination) {
        let known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
        return if known { Ok(Target::Url(encode(destination))) } else { Err(Refusal::Useless) };
    }
    if destination.starts_with("//") || is_site(destination) {
        return Err(Refusal::Useless);
    }
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (destination, None),
    };
    let file = if path.is_empty() { chapter.to_owned() } else { inside(path, chapter)? };
    // A page of a site may have been made of a chapter: `resolve` knows which there are.
    if !path.is_empty() && !is_markdown(&file) && !is_page(&file) {
        return Err(Refusal::Useless);
    }
    match fragment {
        Some("") | None if path.is_empty() => Err(Refusal::Empty),
        Some("") | None => Ok(Target::Anchor(key(&file, None))),
        Some(id) => Ok(Target::Anchor(key(&file, Some(&composed(&decode(id)))))),
    }
}

/// The manuscript's path of the picture `destination` in the chapter `chapter`.
pub(super) fn picture(destination: &str, chapter: &Path) -> Result<PathBuf, Refusal> {
    if destination.is_empty() {
        return Err(Refusal::Empty);
    }
    match scheme(destination) {
        // The picture stands in the address itself.
        Some(scheme) if scheme.eq_ignore_ascii_case("data") => return Ok(PathBuf::from(destination)),
        // One letter is a drive (`C:\x.png`), and that is not in the manuscript.
        Some(scheme) if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") => return Err(Refusal::Outside),
        Some(_) => return Err(Refusal::Remote),
        None if destination.starts_with("//") => return Err(Refusal::Remote),
        None => {}
    }
    let path = inside(destination, chapter)?;
    if path.as_os_str().is_empty() { Err(Refusal::Empty) } else { Ok(path) }
}

/// The key of a place in [`crate::model::Book::anchors`]: the file, with `/` on every system, and the name in it.
pub fn key(file: &Path, id: Option<&str>) -> String {
    let mut key =
        file.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/");
    if let Some(id) = id {
        key.push('#');
        key.push_str(id);
    }
    key
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md") || end.eq_ignore_ascii_case("markdown"))
}

/// Whether a path is that of a page of a site: HTML, or no ending at all.
pub fn is_page(path: &Path) -> bool {
    path.extension().is_none_or(|end| ["html", "htm", "xhtml"].iter().any(|page| end.eq_ignore_ascii_case(page)))
}

/// Whether an address is that of a site without its scheme.
fn is_site(destination: &str) -> bool {
    let host = destination.split(['/', '#', '?']).next().unwrap_or_default();
    host.starts_with("www.") && host.matches('.').count() > 1 && !is_markdown(Path::new(host))
}

fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    well_formed.then_some(scheme)
}

/// `path`, relative to the chapter's directory, as a normalised path in the manuscript.
fn inside(path: &str, chapter: &Path) -> Result<PathBuf, Refusal> {
    if path.contains('\\') {
        return Err(Refusal::Backslash);
    }
    let mut inside: PathBuf = chapter.parent().unwrap_or(Path::new("")).components().collect();
    for part in Path::new(&*composed(&decode(path))).components() {
        match part {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return Err(Refusal::Outside),
        }
    }
    Ok(inside)
}

/// Undoes percent encoding; what would not be UTF-8 stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex =
            text.get(at + 1..at + 3).filter(|hex| bytes[at] == b'%' && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) if code != 0 => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Encodes what may not stand in a URI (RFC 3986, section 2), for the PDF takes ASCII only.
fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(destination: &str) -> Result<Target, Refusal> {
        link(destination, Path::new("part/one.md"))
    }

    #[test]
    fn places_in_the_book_are_relative_to_the_chapter() {
        let expect = |text: &str| Ok(Target::Anchor(text.to_owned()));
        assert_eq!(anchor("#a"), expect("part/one.md#a"));
        assert_eq!(anchor("two.md"), expect("part/two.md"));
        assert_eq!(anchor("../%E4%B8%89.md#%E7%AB%A0"), expect("三.md#章"));
        assert_eq!(anchor("#cafe%CC%81"), expect("part/one.md#café"));
        assert_eq!(anchor("../../x.md"), Err(Refusal::Outside));
        assert_eq!(anchor("/x.md"), Err(Refusal::Outside));
        assert_eq!(anchor("data.csv"), Err(Refusal::Useless));
        assert_eq!(anchor("two.html#a"), expect("part/two.html#a"));
        assert_eq!(anchor(""), Err(Refusal::Empty));
        assert_eq!(anchor("#"), Err(Refusal::Empty));
        assert_eq!(anchor(r"..\two.md"), Err(Refusal::Backslash));
    }

    #[test]
    fn addresses_out_of_the_book_are_encoded() {
        assert_eq!(anchor("https://a.cn/路?q=1 2"), Ok(Target::Url("https://a.cn/%E8%B7%AF?q=1%202".into())));
        assert_eq!(anchor("javascript:alert(1)"), Err(Refusal::Useless));
        let site = "www.example.org/a.html#b";
        assert_eq!(anchor(site), Err(Refusal::Useless));
        let help = Refusal::Useless.of_link(site).help(crate::diagnostics::Lang::En);
        assert!(help.contains("https://www.example.org/a.html#b"), "{help}");
        assert_eq!(anchor("www.old.md"), Ok(Target::Anchor("part/www.old.md".into())));
        assert_eq!(anchor("file:///etc/passwd"), Err(Refusal::Useless));
    }

    #[test]
    fn pictures_stay_in_the_manuscript() {
        let at = |destination: &str| picture(destination, Path::new("part/one.md"));
        assert_eq!(at("images/a%20b.png"), Ok("part/images/a b.png".into()));
        assert_eq!(at("../images/./图.svg"), Ok("images/图.svg".into()));
        assert_eq!(at("../../x.png"), Err(Refusal::Outside));
        assert_eq!(at("/x.png"), Err(Refusal::Outside));
        assert_eq!(at("https://a.cn/x.png"), Err(Refusal::Remote));
        assert_eq!(at("data:image/png;base64,xx"), Ok("data:image/png;base64,xx".into()));
        assert_eq!(at(r"C:\x.png"), Err(Refusal::Outside));
        assert_eq!(at("file:///x.png"), Err(Refusal::Outside));
        assert_eq!(at(r"images\a.png"), Err(Refusal::Backslash));
        assert_eq!(at(""), Err(Refusal::Empty));
    }
}

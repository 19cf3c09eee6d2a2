//! Destinations of links and pictures: out of the book, or a place in it.

use super::draft::Source;
use crate::diagnostics::rules::references;
use crate::diagnostics::{Diagnostic, Fix, Safety};
use crate::model::Target;
use crate::unicode::composed;
use std::ops::Range;
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
    /// The finding for a link that stands at `range` of `source`.
    pub fn of_link(&self, destination: &str, source: &Source, range: &Range<usize>) -> Diagnostic {
        self.common(destination, source, range)
            .unwrap_or_else(|| {
                let finding = Diagnostic::new(&references::E209).with("target", destination);
                if is_site(destination) { finding.with("address", format!("https://{destination}")) } else { finding }
            })
            .at(source.span(range))
    }

    /// The finding for a picture that stands at `range` of `source`.
    pub fn of_picture(&self, destination: &str, source: &Source, range: &Range<usize>) -> Diagnostic {
        let rule = if *self == Refusal::Remote { &references::E203 } else { &references::E202 };
        let finding =
            self.common(destination, source, range).unwrap_or_else(|| Diagnostic::new(rule).with("path", destination));
        finding.at(source.span(range))
    }

    fn common(&self, destination: &str, source: &Source, range: &Range<usize>) -> Option<Diagnostic> {
        match self {
            Refusal::Empty => Some(Diagnostic::new(&references::E214)),
            Refusal::Backslash => {
                let finding = Diagnostic::new(&references::E213).with("path", destination);
                Some(finding.with("wanted", slashed(destination)).mended_by(slashes(destination, source, range)))
            }
            Refusal::Outside | Refusal::Remote | Refusal::Useless => None,
        }
    }
}

/// A destination whose directories are parted by slashes. What follows the path (`#name`) is no path.
fn slashed(destination: &str) -> String {
    let (path, rest) = destination.split_at(destination.find('#').unwrap_or(destination.len()));
    path.replace('\\', "/") + rest
}

/// Turns the backslashes of a destination around, where it stands in the link letter by letter: no path with a backslash is
/// ever accepted, so that this is what was meant. A path from the root, one of a definition elsewhere and one with escapes
/// are left to their author.
fn slashes(destination: &str, source: &Source, range: &Range<usize>) -> Option<Fix> {
    if destination.starts_with('\\') {
        return None;
    }
    let link = source.text.get(range.clone()).filter(|_| source.fixed.is_none())?;
    let opens = |at: &usize| {
        let before = link[..*at].trim_end();
        let before = before.strip_suffix('<').unwrap_or(before);
        before.trim_end().ends_with("](")
    };
    // Markdown reads a backslash before another as one.
    let spellings = [destination.to_owned(), destination.replace('\\', r"\\")];
    let (at, spelling) = spellings.iter().find_map(|spelling| {
        let at = link.rmatch_indices(spelling.as_str()).map(|(at, _)| at).find(opens)?;
        Some((at + range.start, spelling))
    })?;
    let span = source.span(&(at..at + spelling.len()));
    Some(Fix::new(Safety::Safe, span, spelling, slashed(destination)))
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
    use crate::diagnostics::{Lang, Place};
    use crate::source::FileId;

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
        let source = Source { text: site, file: FileId(0), base: 0, fixed: None };
        let help = Refusal::Useless.of_link(site, &source, &(0..site.len())).help(Lang::En);
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

    #[test]
    fn backslashes_are_turned_where_the_path_stands() {
        let fix = |link: &str, destination: &str| {
            let source = Source { text: link, file: FileId(0), base: 0, fixed: None };
            let finding = Refusal::Backslash.of_link(destination, &source, &(0..link.len()));
            let one = finding.fix?.replacements.pop()?;
            let Place::Span(span) = one.place else { return None };
            let at = span.start as usize..span.end as usize;
            assert_eq!(link[at.clone()], one.expected, "{link}");
            Some(format!("{}{}{}", &link[..at.start], one.text, &link[at.end..]))
        };
        for (link, destination, wanted) in [
            (r"[词](ch\a.md)", r"ch\a.md", "[词](ch/a.md)"),
            (r"[ch\a.md](ch\a.md)", r"ch\a.md", r"[ch\a.md](ch/a.md)"),
            (r"![](<a b\c.png> 'a b\c.png')", r"a b\c.png", r"![](<a b/c.png> 'a b\c.png')"),
            (r"[词](a\\b.md#c\d)", r"a\b.md#c\d", r""),
            (r"[词](a\\b\\c.md)", r"a\b\c.md", "[词](a/b/c.md)"),
            (r"[词](a\b.md#c\d)", r"a\b.md#c\d", r"[词](a/b.md#c\d)"),
            (r"[词](a\b\_c.md)", r"a\b_c.md", ""),
            (r"[词](\a\b.md)", r"\a\b.md", ""),
            ("[词][1]", r"a\b.md", ""),
        ] {
            assert_eq!(fix(link, destination).unwrap_or_default(), wanted, "{link}");
        }
    }
}

//! SVG: well-formed, self-contained, still, and of a known size.

use super::fault::Fault;
use super::header::Header;
use super::xml::{Broken, Event, Reader, local, unescape};
use crate::diagnostics::Bilingual;
use crate::unicode::is_forbidden;

/// Levels of nesting. Drawing programs need a few dozen; renderers recurse.
const DEPTH: usize = 200;

/// Whether the bytes begin like an SVG document: with a tag, and an `svg` element not far behind, for drawing programs
/// put comments before it.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(65_536)]);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with('<') && (head.contains("<svg") || head.contains(":svg"))
}

/// Reads the whole document, and takes the size from its first element.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Fault> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| Fault::Damaged(Bilingual::new("it is not UTF-8", "不是 UTF-8 编码")))?;
    let text = text.trim_start_matches('\u{FEFF}');
    if text.chars().any(is_forbidden) {
        return Err(Fault::Damaged(Bilingual::new("it holds control characters", "含有控制字符")));
    }
    walk(text)
}

/// Whether drawing it costs no more than a drawing of a book needs. [`read`] has read it before.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    super::budget::check(text.trim_start_matches('\u{FEFF}'))
}

fn broken(_: Broken) -> Fault {
    Fault::Damaged(Bilingual::new("it is not well-formed XML", "不是合法的 XML"))
}

fn walk(text: &str) -> Result<Header, Fault> {
    let mut reader = Reader::new(text);
    let mut open: Vec<&str> = Vec::new();
    let mut size = None;
    let mut switches = Switches::default();
    while let Some(event) = reader.next().map_err(broken)? {
        match event {
            Event::Open { name, attributes, empty } => {
                let outer = open.last().map(|outer| local(outer));
                if switches.shows(local(name), outer, open.len(), empty) {
                    check_element(local(name), &attributes)?;
                }
                if open.is_empty() {
                    if size.is_some() || local(name) != "svg" {
                        return Err(broken(Broken));
                    }
                    size = Some(measure(&attributes));
                }
                if !empty {
                    open.push(name);
                }
                if open.len() > DEPTH {
                    return Err(Fault::Damaged(Bilingual::new("it is nested too deeply", "嵌套过深")));
                }
            }
            Event::Close(name) => {
                if open.pop() != Some(name) {
                    return Err(broken(Broken));
                }
                switches.close(local(name), open.len())?;
            }
            Event::Text(text) if open.is_empty() => {
                if !text.trim().is_empty() {
                    return Err(broken(Broken));
                }
            }
            Event::Text(text) => {
                // CDATA is taken as text with entities; a stray `&` in it can only be refused needlessly in a style.
                if switches.unshown.is_none() && open.last().is_some_and(|name| local(name) == "style") {
                    check_style(&unescape(text).unwrap_or_else(|Broken| text.to_owned()))?;
                }
            }
            Event::Declarations => {
                return Err(Fault::Holds(Bilingual::new(
                    "entity declarations (<!DOCTYPE … [ ]>)",
                    "实体声明（<!DOCTYPE … [ ]>）",
                )));
            }
            Event::Instruction(_) => return Err(EXTERNAL),
        }
    }
    match size {
        Some(size) if open.is_empty() => size,
        _ => Err(super::fault::CUT_OFF),
    }
}

/// HTML within a `switch` that holds something to show in its place, as programs for diagrams write it: nothing shows it
/// (SVG 2, 5.7: the first child whose conditions hold is drawn, and the readers of books do not know `foreignObject`).
#[derive(Default)]
struct Switches {
    /// How many elements were open where such HTML began.
    unshown: Option<usize>,
    /// Of each open `switch`: whether it holds HTML, and whether it holds something else.
    open: Vec<(bool, bool)>,
}

impl Switches {
    /// Takes an element in, and tells whether anything of it may be shown.
    fn shows(&mut self, name: &str, outer: Option<&str>, depth: usize, empty: bool) -> bool {
        if self.unshown.is_some() {
            return false;
        }
        let is_html = name == "foreignObject" && outer == Some("switch");
        if let Some(switch) = self.open.last_mut().filter(|_| outer == Some("switch")) {
            *switch = (switch.0 || is_html, switch.1 || !is_html);
        }
        if name == "switch" && !empty {
            self.open.push((false, false));
        }
        if is_html && !empty {
            self.unshown = Some(depth);
        }
        !is_html
    }

    /// Takes the end of an element in; `depth` counts those that are still open.
    fn close(&mut self, name: &str, depth: usize) -> Result<(), Fault> {
        if self.unshown.is_some_and(|outside| depth > outside) {
            return Ok(());
        }
        self.unshown = None;
        match name {
            "switch" if matches!(self.open.pop(), Some((true, false))) => Err(HTML),
            _ => Ok(()),
        }
    }
}

const HTML: Fault = Fault::Holds(Bilingual::new("embedded HTML (foreignObject)", "内嵌 HTML（foreignObject）"));
const EXTERNAL: Fault = Fault::Holds(Bilingual::new("a reference to another file", "对其他文件的引用"));

fn check_element(name: &str, attributes: &[(&str, String)]) -> Result<(), Fault> {
    let holds = |en, zh| Err(Fault::Holds(Bilingual::new(en, zh)));
    match name.to_ascii_lowercase().as_str() {
        "script" | "handler" | "listener" => return holds("a script", "脚本"),
        "foreignobject" | "iframe" | "embed" | "object" | "audio" | "video" | "canvas" => {
            return Err(HTML);
        }
        "animate" | "animatemotion" | "animatetransform" | "animatecolor" | "set" | "discard" => {
            return holds("an animation", "动画");
        }
        _ => {}
    }
    for (key, value) in attributes {
        let key = local(key).to_ascii_lowercase();
        match key.as_str() {
            _ if key.starts_with("on") => return holds("an event handler", "事件处理代码"),
            // A link loads nothing.
            "href" if name == "a" => {
                if value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                    return holds("a script", "脚本");
                }
            }
            "href" | "src" if !is_inside(value) => return Err(EXTERNAL),
            "base" => return Err(EXTERNAL),
            _ => check_style(value)?,
        }
    }
    Ok(())
}

/// Whether a reference stays within the file: a fragment, or a picture that is written out. An SVG within the SVG
/// would need this very check again and is refused.
fn is_inside(reference: &str) -> bool {
    let reference = reference.trim().to_ascii_lowercase();
    let embedded = ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"];
    reference.is_empty() || reference.starts_with('#') || embedded.iter().any(|kind| reference.starts_with(kind))
}

/// Looks for references in CSS: `url(…)` and `@import`. A font written out as `data:` stays within the file.
fn check_style(style: &str) -> Result<(), Fault> {
    let style = style.to_ascii_lowercase();
    // A CSS escape could spell `url` or `@import` otherwise; drawings have no use for one.
    if style.contains("@import") || (style.contains('\\') && (style.contains('(') || style.contains('@'))) {
        return Err(EXTERNAL);
    }
    for reference in style.split("url(").skip(1) {
        let reference = reference.trim_start().trim_start_matches(['"', '\'']);
        if !is_inside(reference) && !reference.starts_with("data:font/") && !reference.starts_with("data:application/")
        {
            return Err(EXTERNAL);
        }
    }
    Ok(())
}

/// The size in CSS px: from `width` and `height`, with the view box for what they leave open.
fn measure(attributes: &[(&str, String)]) -> Result<Header, Fault> {
    let get = |key: &str| attributes.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str());
    let length = |key: &str| get(key).and_then(pixels).filter(|value| *value > 0.0);
    let view = get("viewBox").and_then(view_box);
    let (width, height) = match (length("width"), length("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(size)) => size,
        _ => return Err(Fault::NoSize),
    };
    // A drawing has no pixels to be too many; what is beyond reason counts as the largest.
    let whole = |value: f64| value.round().clamp(1.0, f64::from(super::header::SIDE) / 2.0) as u32;
    // Larger drawings keep their shape.
    let excess = (width.max(height) / (f64::from(super::header::SIDE) / 2.0)).max(1.0);
    // A CSS px is 1/96 in.
    Ok(Header { width: whole(width / excess), height: whole(height / excess), orientation: 1, ppi: Some(96) })
}

/// A length of CSS in px; none for percentages and relative units.
fn pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '+' | '-')).unwrap_or(text.len());
    // `1e3` is a number of SVG.
    let (number, unit) =
        match text[end..].strip_prefix(['e', 'E']).map(|rest| rest.trim_end_matches(char::is_alphabetic)) {
            Some(power) if !power.is_empty() && power.parse::<i8>().is_ok() => text.split_at(end + 1 + power.len()),
            _ => text.split_at(end),
        };
    let number: f64 = number.parse().ok().filter(|value: &f64| value.is_finite())?;
    let factor = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "q" | "Q" => 96.0 / 101.6,
        _ => return None,
    };
    Some(number * factor)
}

/// Width and height of a view box.
fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = text
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|value: &f64| value.is_finite()))
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

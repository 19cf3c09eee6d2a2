//! What a drawing asks of those who draw it, counted on its text before any renderer reads it.
//!
//! References multiply: an element that is used ten times, in one that is used ten times, is drawn a hundred times, and a
//! marker stands at every point of a line. Numbers beyond all paper make renderers walk along curves without end.

use super::fault::Fault;
use super::xml::{Event, Reader};
use crate::diagnostics::Bilingual;
use std::collections::HashMap;
use std::rc::Rc;

/// The most elements that are drawn, every use counted.
const MOST_DRAWN: u64 = 500_000;
/// How deep references may lead from one element to the next; renderers recurse.
const DEEPEST: usize = 64;
/// The largest number: a drawing in micrometres is a kilometre wide.
const LARGEST: f64 = 1e9;

/// The most pairs of a rule of the style sheet and an element: each rule is tried on each element.
const MOST_MATCHES: u64 = 5_000_000;
/// The most pairs of letters of a text, and of a letter and a point of the line that it follows: setting one looks at
/// the others.
const MOST_LETTERS: u64 = 100_000_000;

const NUMBERS: Fault = Fault::Costly(Bilingual::new("numbers beyond all measure", "超出常理的数值"));
const USES: Fault = Fault::Costly(Bilingual::new("elements that are drawn too many times", "被重复绘制太多次的元素"));
const RULES: Fault = Fault::Costly(Bilingual::new("a style sheet of too many rules", "规则太多的样式表"));
const LETTERS: Fault = Fault::Costly(Bilingual::new("a text that is too long for a drawing", "对插图来说太长的文字"));
const CHAIN: Fault = Fault::Costly(Bilingual::new("references that lead on too far", "层层引用过深"));

/// Attributes and properties that hold lengths, places and factors.
const NUMERIC: &[&str] = &[
    "amplitude",
    "baseFrequency",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "font-size",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "height",
    "kernelMatrix",
    "letter-spacing",
    "markerHeight",
    "markerWidth",
    "numOctaves",
    "offset",
    "order",
    "pathLength",
    "patternTransform",
    "points",
    "r",
    "radius",
    "refX",
    "refY",
    "rotate",
    "rx",
    "ry",
    "scale",
    "startOffset",
    "stdDeviation",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "stroke-width",
    "textLength",
    "transform",
    "viewBox",
    "width",
    "word-spacing",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Elements that are drawn only where something refers to them.
const BY_REFERENCE: &[&str] =
    &["defs", "symbol", "marker", "pattern", "mask", "clipPath", "filter", "linearGradient", "radialGradient"];

/// Elements that a reference shares and does not repeat.
const SHARED: &[&str] = &["linearGradient", "radialGradient"];

/// An element, with what it draws beside itself.
#[derive(Default)]
struct Element {
    children: Vec<usize>,
    /// Targets of references by name, each with how often it is drawn.
    uses: Vec<(Rc<str>, u64)>,
    /// Whether it is drawn only where something refers to it.
    hidden: bool,
    shared: bool,
    /// Whether it is a text, or a text along a line.
    text: bool,
    along: bool,
    /// Letters in it.
    letters: u64,
    /// Points of its line.
    points: u64,
}

/// Counts what a well-formed drawing asks for.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let mut document = Document::default();
    let mut reader = Reader::new(text);
    let mut open: Vec<usize> = Vec::new();
    // What descendants take over from the elements around them.
    let mut inherited: Vec<Inherited> = Vec::new();
    let mut in_style = false;
    while let Ok(Some(event)) = reader.next() {
        match event {
            Event::Open { name, attributes, empty } => {
                let name = super::xml::local(name);
                let (element, passed) = element(name, &attributes, inherited.last().cloned().unwrap_or_default())?;
                let index = document.elements.len();
                document.elements.push(element);
                if let Some(id) = attributes.iter().find(|(key, _)| *key == "id") {
                    document.names.entry(id.1.clone()).or_insert(index);
                }
                if let Some(parent) = open.last() {
                    document.elements[*parent].children.push(index);
                }
                in_style = name == "style" && !empty;
                if !empty {
                    open.push(index);
                    inherited.push(passed);
                }
            }
            Event::Close(_) => {
                in_style = false;
                open.pop();
                inherited.pop();
            }
            Event::Text(css) if in_style => {
                numbers_in_style(css)?;
                // Selectors stand between commas, and before a brace.
                document.rules += css.bytes().filter(|byte| matches!(byte, b'{' | b',')).count() as u64;
                document.styled.extend(references(css).map(str::to_owned));
            }
            Event::Text(words) => {
                // White space is collapsed, but not where a drawing says so.
                let letters = words.chars().count() as u64;
                open.iter().for_each(|index| document.elements[*index].letters += letters);
            }
            _ => {}
        }
    }
    document.judge()
}

/// Properties whose references descendants take over.
const INHERITED: [&str; 6] = ["fill", "stroke", "marker-start", "marker-end", "marker-mid", "marker"];
/// The first of them that stands at every point of a line.
const EVERYWHERE: usize = 4;

/// The names that [`INHERITED`] properties refer to.
type Inherited = [Option<Rc<str>>; INHERITED.len()];

/// Reads an element, and what its descendants take over.
fn element(name: &str, attributes: &[(&str, String)], mut passed: Inherited) -> Result<(Element, Inherited), Fault> {
    let (text, along) = (name == "text", name == "textPath");
    let (hidden, shared) = (BY_REFERENCE.contains(&name), SHARED.contains(&name));
    let mut own = Element { hidden, shared, text, along, ..Element::default() };
    let mut points = 1;
    for (key, value) in attributes {
        let key = super::xml::local(key);
        if NUMERIC.contains(&key) {
            let count = numbers(value)?;
            if matches!(key, "d" | "points") {
                points = count.max(1);
            }
        }
        match key {
            "href" if name != "a" => own.uses.extend(value.trim().strip_prefix('#').map(|id| (id.into(), 1))),
            "style" => {
                numbers_in_style(value)?;
                for declaration in value.split(';') {
                    let (property, value) = declaration.split_once(':').unwrap_or_default();
                    take(property.trim(), value, &mut own, &mut passed);
                }
            }
            _ => take(key, value, &mut own, &mut passed),
        }
    }
    const SHAPES: &[&str] = &["path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan"];
    if SHAPES.contains(&name) {
        let drawn = |(at, id): (usize, &Option<Rc<str>>)| Some((id.clone()?, if at < EVERYWHERE { 1 } else { points }));
        own.uses.extend(passed.iter().enumerate().filter_map(drawn));
    }
    own.points = points;
    Ok((own, passed))
}

/// Takes the references of a property.
fn take(property: &str, value: &str, own: &mut Element, passed: &mut Inherited) {
    match INHERITED.iter().position(|one| *one == property) {
        Some(at) => passed[at] = references(value).next().map(Rc::from),
        None => own.uses.extend(references(value).map(|id| (id.into(), 1))),
    }
}

/// The names in `url(#name)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let name = rest.trim_start().trim_start_matches(['"', '\'']).strip_prefix('#')?;
        Some(&name[..name.find([')', '"', '\'']).unwrap_or(name.len())])
    })
}

fn numbers_in_style(css: &str) -> Result<(), Fault> {
    for declaration in css.split([';', '{', '}']) {
        if let Some((property, value)) = declaration.split_once(':')
            && NUMERIC.contains(&property.trim())
        {
            numbers(value)?;
        }
    }
    Ok(())
}

/// Counts the numbers of a text; one that is too large is a fault.
fn numbers(text: &str) -> Result<u64, Fault> {
    let bytes = text.as_bytes();
    let (mut count, mut at) = (0, 0);
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    while at < bytes.len() {
        let start = at;
        let mut end = digits(at);
        if bytes.get(end) == Some(&b'.') {
            end = digits(end + 1);
        }
        if end == start || end == start + 1 && bytes[start] == b'.' {
            at += 1;
            continue;
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let power = digits(end + 1 + sign);
            if power > end + 1 + sign {
                end = power;
            }
        }
        if text[start..end].parse().is_ok_and(|value: f64| value > LARGEST) {
            return Err(NUMBERS);
        }
        count += 1;
        at = end;
    }
    Ok(count)
}

#[derive(Default)]
struct Document {
    elements: Vec<Element>,
    names: HashMap<String, usize>,
    /// What the style sheet refers to; any element may be meant.
    styled: Vec<String>,
    /// Rules of the style sheet.
    rules: u64,
}

impl Document {
    fn judge(&self) -> Result<(), Fault> {
        if self.rules.saturating_mul(self.elements.len() as u64) > MOST_MATCHES {
            return Err(RULES);
        }
        let points = |element: &Element| {
            let lines = element.uses.iter().filter_map(|(name, _)| self.names.get(&**name));
            lines.map(|line| self.elements[*line].points).max().unwrap_or_default()
        };
        let pairs = |element: &Element| match (element.text, element.along) {
            (true, _) => element.letters.saturating_mul(element.letters),
            (_, true) => element.letters.saturating_mul(points(element)),
            _ => 0,
        };
        if self.elements.iter().map(pairs).fold(0, u64::saturating_add) > MOST_LETTERS {
            return Err(LETTERS);
        }
        let mut known = vec![None; self.elements.len()];
        let mut styled = 0;
        for name in &self.styled {
            if let Some(index) = self.names.get(name) {
                styled = self.cost(*index, 0, &mut known)?.max(styled);
            }
        }
        let drawn = if self.elements.is_empty() { 0 } else { self.cost(0, 0, &mut known)? };
        let total = drawn.saturating_add(styled.saturating_mul(self.elements.len() as u64));
        if total > MOST_DRAWN { Err(USES) } else { Ok(()) }
    }

    /// How many elements are drawn where this one is. What leads back to itself is not drawn again.
    fn cost(&self, index: usize, depth: usize, known: &mut Vec<Option<u64>>) -> Result<u64, Fault> {
        if let Some(cost) = known[index] {
            return Ok(cost);
        }
        if depth > DEEPEST {
            return Err(CHAIN);
        }
        known[index] = Some(0);
        let mut cost = 0_u64;
        // The elements below, without recursion: only references go deeper.
        let mut below = vec![index];
        while let Some(one) = below.pop() {
            let element = &self.elements[one];
            cost = cost.saturating_add(1);
            for (name, times) in &element.uses {
                if let Some(target) = self.names.get(&**name) {
                    cost = cost.saturating_add(self.cost(*target, depth + 1, known)?.saturating_mul(*times));
                }
            }
            below.extend(element.children.iter().filter(|child| !self.elements[**child].hidden));
        }
        if cost > MOST_DRAWN {
            return Err(USES);
        }
        // Colours that blend are shared and not drawn again.
        let cost = if self.elements[index].shared { 0 } else { cost };
        known[index] = Some(cost);
        Ok(cost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(inside: &str) -> Result<(), Fault> {
        check(&format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>{inside}</svg>"))
    }

    /// What makes a level of a tower from its number and the name of the level below.
    type Level<'a> = &'a dyn Fn(usize, &str) -> String;

    /// Levels of a thing that holds ten of the level below.
    fn tower(levels: usize, level: impl Fn(usize, &str) -> String) -> String {
        (1..=levels).map(|at| level(at, &format!("p{}", at - 1))).collect()
    }

    #[test]
    fn what_multiplies_is_counted_however_it_refers() {
        let ten = |one: String| one.repeat(10);
        let uses = |at: usize, below: &str| format!("<g id='p{at}'>{}</g>", ten(format!("<use href='#{below}'/>")));
        let patterns = |at: usize, below: &str| {
            format!(
                "<pattern id='p{at}' width='9' height='9'>{}</pattern>",
                ten(format!("<rect fill='url(#{below})'/>"))
            )
        };
        let styled = |at: usize, below: &str| {
            format!(
                "<pattern id='p{at}'>{}</pattern>",
                ten(format!("<rect style='stroke: url(&quot;#{below}&quot;)'/>"))
            )
        };
        let markers = |at: usize, below: &str| {
            format!("<marker id='p{at}'><path marker-mid='url(#{below})' d='M0 0 1 1 2 2 3 3 4 4'/></marker>")
        };
        let inherited = |at: usize, below: &str| {
            format!("<mask id='p{at}'><g fill='url(#{below})'>{}</g></mask>", ten("<rect/>".to_owned()))
        };
        let masks = |at: usize, below: &str| {
            format!("<mask id='p{at}'>{}</mask>", ten(format!("<rect mask='url(#{below})'/>")))
        };
        let kinds: [Level; 6] = [&uses, &patterns, &styled, &markers, &inherited, &masks];
        for (kind, level) in kinds.into_iter().enumerate() {
            let of = |levels: usize| {
                let shown = format!("<rect fill='url(#p{levels})' mask='url(#p{levels})'/><use href='#p{levels}'/>");
                judged(&format!("<defs><g id='p0'><rect/></g>{}</defs>{shown}", tower(levels, level)))
            };
            assert_eq!(of(3), Ok(()), "kind {kind}");
            assert_eq!(of(9), Err(USES), "kind {kind}");
        }
    }

    #[test]
    fn a_plain_drawing_may_be_large_and_may_lead_back_to_itself() {
        assert_eq!(judged(&"<path d='M0 0L1 1'/>".repeat(100_000)), Ok(()));
        assert_eq!(judged("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"), Ok(()));
        let gradient = "<style>.a{fill:url(#g)}</style><linearGradient id='g'><stop/><stop/></linearGradient>";
        assert_eq!(judged(&format!("{gradient}{}", "<rect class='a'/>".repeat(100_000))), Ok(()));
        assert_eq!(judged("<rect fill='#1e90ff' id='a1e99' class='b9e99' data-x='1e99'/>"), Ok(()));
    }

    #[test]
    fn a_style_sheet_may_mean_any_element() {
        let marker = format!("<marker id='m'>{}</marker>", "<rect/>".repeat(100));
        let css = "<style>path { marker-mid: url(#m) }</style>";
        assert_eq!(judged(&format!("{css}{marker}{}", "<path/>".repeat(1_000))), Ok(()));
        assert_eq!(judged(&format!("{css}{marker}{}", "<path/>".repeat(10_000))), Err(USES));
    }

    #[test]
    fn numbers_are_bounded_wherever_they_stand() {
        for inside in [
            "<path d='M1e38 26A8 8 0 0 0 29 21Z'/>",
            "<path d='M0 0l-99999999999,1'/>",
            "<g transform='scale(1e30)'/>",
            "<rect style='stroke-width:1e20'/>",
            "<style>rect{stroke-width:1e20}</style>",
            "<filter><feGaussianBlur stdDeviation='1e12'/></filter>",
            "<pattern x='1e999'/>",
        ] {
            assert_eq!(judged(inside), Err(NUMBERS), "{inside}");
        }
        assert_eq!(judged("<path d='M.5-.5e-3.5.5 4000000 1e9'/>"), Ok(()));
        assert_eq!(numbers("M.5-.5e-3.5.5 4000000 1e9z"), Ok(6));
    }

    #[test]
    fn rules_and_letters_are_counted_by_pairs() {
        let rules = |count: usize| format!("<style>{}</style>", ".a .b{fill:red}".repeat(count));
        assert_eq!(judged(&format!("{}{}", rules(50), "<rect/>".repeat(10_000))), Ok(()));
        assert_eq!(judged(&format!("{}{}", rules(5_000), "<rect/>".repeat(10_000))), Err(RULES));
        let text = |count: usize| format!("<text>{}</text>", "字".repeat(count));
        assert_eq!(judged(&text(500).repeat(100)), Ok(()));
        assert_eq!(judged(&text(20_000)), Err(LETTERS));
        assert_eq!(judged(&format!("<text><tspan>{}</tspan></text>", "字".repeat(20_000))), Err(LETTERS));
        let along = |points: usize, letters: usize| {
            let line = format!("<path id='t' d='{}'/>", "L1 1".repeat(points));
            judged(&format!("{line}<text><textPath href='#t'>{}</textPath></text>", "字".repeat(letters)))
        };
        assert_eq!(along(100, 100), Ok(()));
        assert_eq!(along(50_000, 5_000), Err(LETTERS));
    }

    #[test]
    fn references_lead_on_only_so_far() {
        let chain = |length: usize| {
            let links: String = (1..length).map(|at| format!("<g id='p{at}'><use href='#p{}'/></g>", at - 1)).collect();
            judged(&format!("<defs><g id='p0'/>{links}</defs><use href='#p{}'/>", length - 1))
        };
        assert_eq!(chain(20), Ok(()));
        assert_eq!(chain(10_000), Err(CHAIN));
        let gradients: String =
            (1..1_000).map(|at| format!("<linearGradient id='p{at}' href='#p{}'/>", at - 1)).collect();
        assert_eq!(judged(&format!("{gradients}<rect fill='url(#p999)'/>")), Err(CHAIN));
    }
}

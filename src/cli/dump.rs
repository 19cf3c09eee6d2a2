//! `dump layout`: the pages as JSON lines, for tests and for other programs.

use super::Outcome;
use super::arguments::Run;
use super::explain;
use super::lengths::{Tiers, points};
use super::locate::Located;
use super::session::{self, Session, Wanted};
use crate::base::{Len, NodeId, Point, Rect, Size};
use crate::display::{
    Artifact, Draw, Glyph, GlyphRun, Item, LineRecord, Page, Pages, Piece, Role, SQUEEZING, STRETCHING, Turned,
};
use crate::font::Fonts;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// Prints the layout of a manuscript.
pub(super) fn layout(session: &Session, run: &Run, located: &Located) -> Outcome {
    let report = match session.build(run, located, Wanted { outputs: Some(&[]), pages: true, ..Wanted::default() }) {
        Ok(report) => report,
        Err(outcome) => return outcome,
    };
    session.show(&report, &located.directory);
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = write(&mut out, &report.pages, &report.fonts).and_then(|()| out.flush());
    session::outcome(&report).max(session::written(printed))
}

/// A line of the dump. Lengths are points, y downward from the top left corner of the trimmed page.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Entry<'a> {
    Page {
        number: usize,
        label: &'a str,
        side: &'static str,
        trim: [f64; 2],
        area: [f64; 4],
        moves: Vec<Moved>,
    },
    Line {
        page: usize,
        /// Index among the lines of the page; `glyphs` name it.
        line: usize,
        node: String,
        role: &'static str,
        index: u32,
        last: bool,
        baseline: f64,
        x0: f64,
        x1: f64,
        measure: f64,
        natural: f64,
        em: f64,
        adjust: Adjust,
        /// What each squeezing tier gave, and each stretching tier took.
        squeezed: Tiers,
        stretched: Tiers,
        /// What the tiers that have a limit could have given or taken.
        squeezable: Tiers,
        stretchable: Tiers,
        /// How far the last stretching tier opened each gap.
        opening: f64,
        /// Blanks of marks that the line's start and end do without.
        trimmed: [f64; 2],
        /// Width of a mark that hangs in the margin at the end.
        hung: f64,
        hyphen: bool,
        /// Whether the line is turned a quarter anticlockwise; its places are then those of the turned frame.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        turned: bool,
        /// How many characters more (negative: fewer) than fill the measure at natural widths, and why.
        moved: i32,
        why: &'static str,
    },
    Glyphs {
        page: usize,
        /// None outside the lines of the text: the repeated head of a table.
        line: Option<usize>,
        /// None for artifacts.
        node: Option<String>,
        role: &'static str,
        text: &'a str,
        font: &'a str,
        size: f64,
        x: Vec<f64>,
        y: Vec<f64>,
        /// The advance that the font gives.
        advance: Vec<f64>,
        /// From the origin to the origin of what follows on the line; at the line's end to its right edge.
        step: Vec<f64>,
    },
    Figure {
        page: usize,
        node: Option<String>,
        #[serde(rename = "box")]
        area: [f64; 4],
        source: String,
    },
}

/// Something that does not stay where the text alone would put it.
#[derive(Serialize)]
struct Moved {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    node: Option<String>,
}

#[derive(Serialize)]
struct Adjust {
    mark: f64,
    gap: f64,
    han: f64,
}

fn write(out: &mut impl Write, pages: &Pages, fonts: &Fonts) -> io::Result<()> {
    // The cover stands before the pages of the book, and PDF readers count it.
    for (page, number) in pages.pages.iter().zip(pages.cover.len() + 1..) {
        let [_, _, width, height] = rect(Rect { at: Point::default(), size: page.size });
        let side = if page.recto { "recto" } else { "verso" };
        let moves = page.moves.iter().map(|one| explain::name_of(*one));
        let moves = moves.map(|(what, rows, node)| Moved { what, rows, node: node.map(name) }).collect();
        put(
            out,
            &Entry::Page { number, label: &page.label, side, trim: [width, height], area: rect(page.area), moves },
        )?;
        items(out, page, number, fonts)?;
    }
    Ok(())
}

/// The items of a page in their order, each line before its own items.
fn items(out: &mut impl Write, page: &Page, number: usize, fonts: &Fonts) -> io::Result<()> {
    let mut lines: Vec<(usize, &LineRecord)> = page.lines.iter().enumerate().collect();
    lines.sort_by_key(|(index, line)| (line.items.start, *index));
    let mut lines = lines.into_iter().peekable();
    let mut current: Option<(usize, &LineRecord)> = None;
    for (at, entry) in (0..).zip(page.items.iter().map(Some).chain([None])) {
        while let Some((index, line)) = lines.next_if(|(_, line)| line.items.start <= at || entry.is_none()) {
            put(out, &line_entry(number, index, line, page))?;
            current = Some((index, line));
        }
        let line = current.filter(|(_, line)| line.items.contains(&at));
        if let Some(item) = entry {
            let next = line.and_then(|(_, line)| origin_after(page, at, item.role, line));
            put_item(
                out,
                item,
                Spot { page: number, line: line.map(|(index, _)| index), next, turned: turned_at(page, at) },
                fonts,
            )?;
        }
    }
    Ok(())
}

/// Where an item stands.
struct Spot<'p> {
    page: usize,
    /// The line, by its index on the page.
    line: Option<usize>,
    /// Where on the line the next glyph begins, or the line ends.
    next: Option<Len>,
    /// The frame that it stands in, if that is turned.
    turned: Option<&'p Turned>,
}

/// The turned frame that an item stands in.
fn turned_at(page: &Page, item: u32) -> Option<&Turned> {
    page.turned.as_ref().filter(|turned| turned.items.contains(&item))
}

/// Where the text goes on after item `at` of a line. A reading stands above the line and leads nowhere.
fn origin_after(page: &Page, at: u32, role: Role, line: &LineRecord) -> Option<Len> {
    let reading = |role: Role| matches!(role, Role::Content(_, Piece::Reading));
    let rest = page.items.get(at as usize + 1..line.items.end as usize)?;
    let next = rest.iter().filter(|item| !reading(item.role)).find_map(|item| match &item.draw {
        Draw::Glyphs(run) => run.glyphs.first().map(|glyph| item.at.x + glyph.x),
        Draw::Picture(..) => Some(item.at.x),
        Draw::Fill(..) | Draw::Dots { .. } | Draw::Wave { .. } | Draw::Sesame { .. } => None,
    });
    (!reading(role)).then(|| next.unwrap_or(line.x1))
}

fn line_entry(number: usize, line: usize, record: &LineRecord, page: &Page) -> Entry<'static> {
    let adjust = record.adjust;
    Entry::Line {
        page: number,
        line,
        node: name(record.node),
        role: record.role.name(),
        index: record.index,
        last: record.last,
        baseline: points(record.baseline),
        x0: points(record.x0),
        x1: points(record.x1),
        measure: points(record.measure),
        natural: points(record.natural),
        em: points(adjust.em),
        adjust: Adjust { mark: points(adjust.mark), gap: points(adjust.gap), han: points(adjust.han) },
        squeezed: Tiers(&SQUEEZING, adjust.squeezed.to_vec()),
        stretched: Tiers(&STRETCHING, adjust.stretched.to_vec()),
        squeezable: Tiers(&SQUEEZING, adjust.squeezable.to_vec()),
        stretchable: Tiers(&STRETCHING, adjust.stretchable.to_vec()),
        opening: points(adjust.opening),
        trimmed: [points(adjust.trimmed_start), points(adjust.trimmed_end)],
        hung: points(adjust.hung),
        hyphen: adjust.hyphen,
        turned: turned_at(page, record.items.start).is_some(),
        moved: adjust.moved,
        why: explain::why(adjust.why).0,
    }
}

fn put_item(out: &mut impl Write, item: &Item, spot: Spot, fonts: &Fonts) -> io::Result<()> {
    let Spot { page, line, next, turned } = spot;
    let on_page = |at: Point| turned.map_or(at, |turned| turned.on_page(at));
    let node = match item.role {
        Role::Content(node, _) => Some(name(node)),
        Role::Artifact(_) => None,
    };
    match &item.draw {
        Draw::Glyphs(run) => {
            let letters = letters(run);
            let origin = |index: usize| letters.get(index).map(|letter| item.at.x + letter.x);
            let step = letters.iter().enumerate().map(|(index, letter)| {
                origin(index + 1).or(next).map_or(letter.advance, |next| next - item.at.x - letter.x)
            });
            let place = |letter: &Letter| Point { x: item.at.x + letter.x, y: item.at.y - letter.rise };
            let places: Vec<Point> = letters.iter().map(|letter| on_page(place(letter))).collect();
            let entry = Entry::Glyphs {
                page,
                line,
                node,
                role: role(item.role),
                text: &run.text,
                font: &fonts.face(run.font).postscript,
                size: points(run.size),
                x: places.iter().map(|at| points(at.x)).collect(),
                y: places.iter().map(|at| points(at.y)).collect(),
                advance: letters.iter().map(|letter| points(letter.advance)).collect(),
                step: step.map(points).collect(),
            };
            put(out, &entry)
        }
        Draw::Picture(path, size) => {
            let source = path.display().to_string();
            let area = Rect { at: item.at, size: *size };
            let area = turned.map_or(area, |turned| turned.area_on_page(area));
            put(out, &Entry::Figure { page, node, area: rect(area), source })
        }
        Draw::Fill(..) | Draw::Dots { .. } | Draw::Wave { .. } | Draw::Sesame { .. } => Ok(()),
    }
}

/// Whose an item is, by its name in the dump.
fn role(role: Role) -> &'static str {
    match role {
        Role::Content(_, Piece::Label) => "label",
        Role::Content(_, Piece::Body) => "body",
        Role::Content(_, Piece::Reading) => "reading",
        Role::Artifact(Artifact::Header) => "header",
        Role::Artifact(Artifact::Footer) => "footer",
        Role::Artifact(Artifact::Layout) => "layout",
        Role::Artifact(Artifact::RepeatedHead) => "repeated-head",
        Role::Artifact(Artifact::RepeatedNote) => "repeated-note",
    }
}

/// A character of a run: its origin from the run's, how far it is raised, and its natural advance.
struct Letter {
    x: Len,
    rise: Len,
    advance: Len,
}

/// Every character of a run. The characters of a cluster divide its advance evenly.
fn letters(run: &GlyphRun) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut start = 0;
    let mut rest = run.glyphs.as_slice();
    while let Some(&Glyph { text_end: end, x, rise, .. }) = rest.first() {
        let glyphs = rest.iter().take_while(|glyph| glyph.text_end == end).count();
        let whole: Len = rest[..glyphs].iter().map(|glyph| glyph.advance).sum();
        let count = run.text.get(start..end as usize).map_or(0, |text| text.chars().count()) as i64;
        let advance = whole.scale(1, count.max(1));
        letters.extend((0..count).map(|index| Letter { x: x + whole.scale(index, count), rise, advance }));
        start = end as usize;
        rest = &rest[glyphs..];
    }
    letters
}

fn put(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    serde_json::to_writer(&mut *out, entry)?;
    out.write_all(b"\n")
}

/// A node's name: chapter and number.
fn name(node: NodeId) -> String {
    format!("{}.{}", node.chapter, node.index)
}

fn rect(rect: Rect) -> [f64; 4] {
    let Rect { at: Point { x, y }, size: Size { width, height } } = rect;
    [x, y, width, height].map(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::Adjustment;
    use crate::display::LineRole;
    use crate::font::FontId;
    use crate::style::Color;

    #[test]
    fn a_cluster_of_two_letters_divides_its_advance() {
        let glyph =
            |text_end, x, advance| Glyph { id: 1, text_end, x: Len::pt(x), rise: Len::ZERO, advance: Len::pt(advance) };
        let run = GlyphRun {
            font: FontId(0),
            size: Len::pt(10),
            color: Color::BLACK,
            turned: false,
            text: "字fi。".to_owned(),
            glyphs: vec![glyph(3, 0, 10), glyph(5, 12, 6), glyph(8, 18, 5), glyph(8, 23, 5)],
        };
        let letters: Vec<(f64, f64)> =
            letters(&run).iter().map(|letter| (points(letter.x), points(letter.advance))).collect();
        assert_eq!(letters, [(0.0, 10.0), (12.0, 3.0), (15.0, 3.0), (18.0, 10.0)]);
    }

    #[test]
    fn lines_stand_before_their_items_and_artifacts_belong_to_none() {
        let node = NodeId { chapter: 2, index: 7 };
        let size = Size { width: Len::from_mm(140.0), height: Len::from_mm(203.0) };
        let picture = |role| Item {
            at: Point { x: Len::pt(10), y: Len::pt(20) },
            role,
            draw: Draw::Picture("images/图.svg".into(), Size { width: Len::pt(30), height: Len::pt(40) }),
        };
        let mut adjust = Adjustment { trimmed_end: Len::pt(5), ..Adjustment::default() };
        adjust.squeezed[3] = Len::pt(1) / 2;
        let line = LineRecord {
            node,
            role: LineRole::Paragraph,
            index: 0,
            start: None,
            last: true,
            baseline: Len::pt(60),
            x0: Len::pt(10),
            x1: Len::pt(40),
            measure: Len::pt(100),
            natural: Len::pt(30),
            adjust,
            items: 1..2,
        };
        let page = Page {
            size,
            label: "iv".to_owned(),
            recto: false,
            items: vec![picture(Role::Artifact(Artifact::Layout)), picture(Role::Content(node, Piece::Body))],
            lines: vec![line],
            ..Page::default()
        };
        let mut out = Vec::new();
        write(&mut out, &Pages { pages: vec![page], ..Pages::default() }, &Fonts::default()).unwrap();
        let text = String::from_utf8(out).unwrap();
        let expected = [
            r#"{"kind":"page","number":1,"label":"iv","side":"verso","trim":[396.85039,575.43307],"area":[0.0,0.0,0.0,0.0],"moves":[]}"#,
            r#"{"kind":"figure","page":1,"node":null,"box":[10.0,20.0,30.0,40.0],"source":"images/图.svg"}"#,
            r#"{"kind":"line","page":1,"line":0,"node":"2.7","role":"paragraph","index":0,"last":true,"baseline":60.0,"x0":10.0,"x1":40.0,"measure":100.0,"natural":30.0,"em":0.0,"adjust":{"mark":0.0,"gap":0.0,"han":0.0},"squeezed":{"word":0.0,"interpunct":0.0,"bracket":0.0,"comma":0.5,"latin":0.0,"stop":0.0},"stretched":{"word":0.0,"latin":0.0,"all":0.0},"squeezable":{"word":0.0,"interpunct":0.0,"bracket":0.0,"comma":0.0,"latin":0.0,"stop":0.0},"stretchable":{"word":0.0,"latin":0.0},"opening":0.0,"trimmed":[0.0,5.0],"hung":0.0,"hyphen":false,"moved":0,"why":"filled"}"#,
            r#"{"kind":"figure","page":1,"node":"2.7","box":[10.0,20.0,30.0,40.0],"source":"images/图.svg"}"#,
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }
}

//! Lines become items of a page.

use super::cluster::{Cluster, Clusters};
use super::flow::{Decoration, Run, TextRun};
use super::gap::{Gap, LineEnd};
use super::sink::{Sink, push_run};
use super::small::{NOTE_SIZE, note_number};
use super::{Composed, Line};
use crate::base::{Len, Point, Rect, Size};
use crate::display::{Artifact, Draw, Glyph, GlyphRun, Item, LinkArea, Piece, Role};
use crate::font::Fonts;
use crate::model::{NodeId, Target};
use crate::style::{Color, TextStyle};
use crate::unicode::{Class, Script};

/// How far a note call is raised, in hundredths of the em it stands in.
const NOTE_RISE: (i64, i64) = (36, 100);
/// Depth of an em box below the baseline, in hundredths: where a link's area ends.
const EM_DESCENT: (i64, i64) = (12, 100);

impl Composed {
    /// Draws line `line` with the left end of its measure's baseline at `at`.
    pub fn draw(&self, line: usize, at: Point, sink: &mut Sink) {
        let Some(line) = self.lines.get(line) else { return };
        let mut pen = at.x + line.x0;
        let mut open: Option<Open> = None;
        let range = line.range.start as usize..line.range.end as usize;
        let mut link: Option<LinkExtent> = None;
        let mut base = None;
        let places = self.places(line, pen);
        for index in range.clone() {
            let cluster = &self.clusters.list[index];
            if let Some(places) = &places {
                pen = places[index - range.start];
            }
            self.track_base(&mut base, line, index, pen, at.y, sink);
            match &self.runs[cluster.run as usize] {
                Run::Text(run) => {
                    let edges = Edges {
                        starts: index == range.start || self.clusters.list[index - 1].run != cluster.run,
                        ends: index + 1 == range.end || self.clusters.list[index + 1].run != cluster.run,
                    };
                    if !open.as_ref().is_some_and(|open| open.continues(cluster)) {
                        finish(open.take(), sink);
                        open = Some(Open::new(cluster, run, Point { x: pen + cluster.origin, y: at.y - run.rise }));
                    }
                    if let Some(open) = &mut open {
                        open.push(self, cluster, pen);
                    }
                    self.decorate(cluster, run, Point { x: pen, y: at.y }, self.gaps[index], edges, sink);
                    track_link(&mut link, run, cluster, pen, at.y, sink);
                }
                Run::Note { node, note, target, style, .. } => {
                    finish(open.take(), sink);
                    draw_note(*node, *note, *target, style, Point { x: pen, y: at.y }, cluster.body, sink);
                }
                Run::Picture { node, image, width, height, .. } => {
                    finish(open.take(), sink);
                    sink.items.push(Item {
                        at: Point { x: pen, y: at.y - *height },
                        role: Role::Content(*node, Piece::Body),
                        draw: Draw::Picture(image.clone(), Size { width: *width, height: *height }),
                    });
                }
                Run::Space(_) | Run::Break => {}
            }
            pen += cluster.body + self.gaps[index];
        }
        if line.hyphen
            && let Some(open) = &mut open
        {
            self.hyphen(open, line, pen, sink.fonts);
        }
        finish(open, sink);
        self.draw_reading(base, line, at.y, sink);
        finish_link(link, sink);
    }

    /// The hyphen at the end of a line is no part of the text: it is extracted as a soft hyphen.
    fn hyphen(&self, open: &mut Open, line: &Line, pen: Len, fonts: &Fonts) {
        let cluster = &self.clusters.list[line.range.end as usize - 1];
        let Some((glyph, advance)) = hyphen_of(cluster, fonts) else { return };
        open.run.text.push('\u{AD}');
        let text_end = open.run.text.len() as u32;
        let pen = pen + kerning_of(&self.clusters, cluster, fonts);
        open.run.glyphs.push(Glyph { id: glyph, text_end, x: pen - open.at.x, rise: Len::ZERO, advance });
    }

    /// Dots and lines beside a cluster.
    fn decorate(&self, cluster: &Cluster, run: &TextRun, at: Point, gap: Len, edges: Edges, sink: &mut Sink) {
        let decoration = run.decoration;
        if decoration == Default::default() {
            return;
        }
        let em = cluster.em;
        let mut draw = |x: Len, y: Len, draw: Draw| {
            let item = Item { at: Point { x, y }, role: Role::Artifact(Artifact::Layout), draw };
            if !goes_on(sink.items, &item, em) {
                sink.items.push(item);
            }
        };
        // A line runs through the gaps inside its run and stops short at its ends, so that two names stay two (EM-4).
        let short = em / 16;
        let from = at.x + if edges.starts { short } else { Len::ZERO };
        let to = at.x + cluster.body + if edges.ends { -short } else { gap };
        let width = to - from;
        let weight = em / 20;
        if decoration.strike {
            let width = cluster.body + if edges.ends { Len::ZERO } else { gap };
            draw(at.x, at.y - em.scale(38, 100), Draw::Fill(Size { width, height: weight }, run.style.color));
        }
        if decoration.proper_name {
            draw(from, at.y + em.scale(17, 100), Draw::Fill(Size { width, height: weight }, run.style.color));
        }
        if decoration.wavy {
            let size = Size { width, height: em / 12 };
            let wave = Draw::Wave { size, waves: waves(width, em), weight, color: run.style.color };
            draw(from, at.y + em.scale(16, 100), wave);
        }
        if decoration.dots && cluster.han {
            let (side, top, dot) = dot(cluster.script, em, run.style.color, decoration);
            draw(at.x + cluster.origin + (em - side) / 2, at.y + top, dot);
        }
    }
}

/// The mark of emphasis beside a character: its width, its upper edge from the baseline downward, what is drawn. In
/// Chinese a dot below (row EM-1), in Japanese a sesame above (jlreq 3.3.9), in Korean a dot above (klreq 6.2).
fn dot(script: Script, em: Len, color: Color, decoration: Decoration) -> (Len, Len, Draw) {
    let diameter = em.scale(14, 100);
    let round = Draw::Dots { count: 1, pitch: diameter, diameter, color };
    // The em box of a character ends 0.88 em above the baseline.
    let above = |height: Len| -em.scale(92, 100) - height;
    match script {
        Script::Japanese => {
            let side = em.scale(22, 100);
            (side, above(side), Draw::Sesame { size: Size { width: side, height: side }, color })
        }
        Script::Korean => (diameter, above(diameter), round),
        Script::Hans | Script::Hant | Script::Other => {
            // The line stands nearer to the text than the dot (row EM-6).
            let lined = decoration.proper_name || decoration.wavy;
            (diameter, em.scale(if lined { 28 } else { 19 }, 100), round)
        }
    }
}

/// Waves of a third of an em.
fn waves(width: Len, em: Len) -> u32 {
    width.div_floor(em / 3).max(1) as u32
}

/// What is drawn beside a character and goes on where its neighbour's ended makes that longer: a line is one line, without
/// seams, and the dots of a line of text are one row.
fn goes_on(items: &mut [Item], item: &Item, em: Len) -> bool {
    // What the PDF rounds to.
    const NEAR: Len = Len(Len::PT.0 / 1_000);
    // How many items of one character stand between a kind and its neighbour's: a line, a wave, a stroke, dots.
    const KINDS: usize = 4;
    let near = items.len().saturating_sub(KINDS);
    items[near..].iter_mut().rev().any(|last| {
        if last.role != item.role || last.at.y != item.at.y {
            return false;
        }
        match (&mut last.draw, &item.draw) {
            (Draw::Fill(size, color), Draw::Fill(more, of)) => {
                let one = color == of && size.height == more.height && last.at.x + size.width == item.at.x;
                size.width += if one { more.width } else { Len::ZERO };
                one
            }
            (
                Draw::Wave { size, waves: count, weight, color },
                Draw::Wave { size: more, weight: by, color: of, .. },
            ) => {
                let one = (&*color, &*weight) == (of, by)
                    && size.height == more.height
                    && last.at.x + size.width == item.at.x;
                if one {
                    size.width += more.width;
                    *count = waves(size.width, em);
                }
                one
            }
            (Draw::Dots { count, pitch, diameter, color }, Draw::Dots { count: 1, diameter: wide, color: of, .. })
                if (&*color, &*diameter) == (of, wide) =>
            {
                let from = item.at.x - last.at.x;
                // A mark without a dot parts two rows.
                let one = if *count == 1 {
                    from > Len::ZERO && from < em.scale(3, 2)
                } else {
                    (from - *pitch * *count as i32).abs() <= NEAR
                };
                if one && *count == 1 {
                    *pitch = from;
                }
                *count += u32::from(one);
                one
            }
            _ => false,
        }
    })
}

/// Puts into the gaps of Western text what a line gains that ends there, so that it is exactly full.
pub(super) fn measure_ends(clusters: &Clusters, gaps: &mut [Gap], fonts: &Fonts) {
    for (cluster, gap) in clusters.list.iter().zip(gaps).filter(|(cluster, _)| cluster.western) {
        // A space in code is as wide as typed, but not at the end of a line.
        if cluster.class == Class::Space {
            gap.at_end = -cluster.body;
            continue;
        }
        gap.at_end = kerning_of(clusters, cluster, fonts);
        if gap.line_end == LineEnd::Hyphen {
            gap.at_end += hyphen_of(cluster, fonts).map_or(Len::ZERO, |(_, advance)| advance);
        }
    }
}

/// How much wider a cluster is by itself than before what follows it.
fn kerning_of(clusters: &Clusters, cluster: &Cluster, fonts: &Fonts) -> Len {
    let Some(last) = clusters.glyphs_of(cluster).last() else { return Len::ZERO };
    let units = i64::from(fonts.face(cluster.font).metrics.units_per_em);
    cluster.em.scale(i64::from(fonts.advance(cluster.font, last.id)), units) - last.advance
}

/// The hyphen that follows a cluster at the end of a line, and its advance; none when its font has none.
fn hyphen_of(cluster: &Cluster, fonts: &Fonts) -> Option<(u16, Len)> {
    let glyph = fonts.glyph(cluster.font, '-')?;
    let units = i64::from(fonts.face(cluster.font).metrics.units_per_em);
    Some((glyph, cluster.em.scale(i64::from(fonts.advance(cluster.font, glyph)), units)))
}

/// Whether a cluster begins and ends its run in the line.
#[derive(Clone, Copy)]
struct Edges {
    starts: bool,
    ends: bool,
}

/// A run of glyphs that is being filled.
struct Open {
    at: Point,
    role: Role,
    index: u32,
    run: Box<GlyphRun>,
}

impl Open {
    fn new(cluster: &Cluster, run: &TextRun, at: Point) -> Open {
        Open {
            at,
            role: Role::Content(run.node, run.piece),
            index: cluster.run,
            run: Box::new(GlyphRun {
                font: cluster.font,
                size: run.style.size,
                color: run.style.color,
                turned: false,
                text: String::new(),
                glyphs: Vec::new(),
            }),
        }
    }

    fn continues(&self, cluster: &Cluster) -> bool {
        self.index == cluster.run && self.run.font == cluster.font
    }

    fn push(&mut self, composed: &Composed, cluster: &Cluster, pen: Len) {
        let glyphs = composed.clusters.glyphs_of(cluster);
        self.run.text.push_str(composed.clusters.text_of(cluster));
        let text_end = self.run.text.len() as u32;
        for glyph in glyphs {
            self.run.glyphs.push(Glyph {
                id: glyph.id,
                text_end,
                x: pen + cluster.origin + glyph.x - self.at.x,
                rise: glyph.rise,
                advance: glyph.advance,
            });
        }
    }
}

fn finish(open: Option<Open>, sink: &mut Sink) {
    if let Some(open) = open
        && !open.run.glyphs.is_empty()
    {
        sink.items.push(Item { at: open.at, role: open.role, draw: Draw::Glyphs(open.run) });
    }
}

struct LinkExtent {
    node: NodeId,
    target: Target,
    rect: Rect,
}

fn track_link(
    link: &mut Option<LinkExtent>,
    run: &TextRun,
    cluster: &Cluster,
    pen: Len,
    baseline: Len,
    sink: &mut Sink,
) {
    let same = matches!((&link, &run.link), (Some(extent), Some((node, _))) if extent.node == *node);
    if !same {
        finish_link(link.take(), sink);
        *link = run.link.as_ref().map(|(node, target)| LinkExtent {
            node: *node,
            target: target.clone(),
            rect: Rect::new(
                pen,
                baseline - cluster.em + cluster.em.scale(EM_DESCENT.0, EM_DESCENT.1),
                Len::ZERO,
                cluster.em,
            ),
        });
    }
    if let Some(extent) = link {
        extent.rect.size.width = pen + cluster.body - extent.rect.at.x;
    }
}

fn finish_link(link: Option<LinkExtent>, sink: &mut Sink) {
    if let Some(extent) = link {
        sink.links.push(LinkArea { rect: extent.rect, target: extent.target, node: extent.node });
    }
}

/// The raised number of a note, and the link to it.
fn draw_note(node: NodeId, note: u32, target: NodeId, style: &TextStyle, at: Point, body: Len, sink: &mut Sink) {
    let label = (sink.note_label)(note);
    let size = style.size.scale(NOTE_SIZE.0, NOTE_SIZE.1);
    let origin = Point { x: at.x, y: at.y - style.size.scale(NOTE_RISE.0, NOTE_RISE.1) };
    for run in note_number(sink.fonts, style, &label) {
        push_run(run, origin, Role::Content(node, Piece::Body), sink);
    }
    let rect = Rect::new(at.x, origin.y - size, body, size);
    sink.links.push(LinkArea { rect, target: Target::Node(target), node });
}

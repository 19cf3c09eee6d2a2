//! Readings beside their bases: pinyin above (rows RB-1 … RB-3), zhuyin at the right (rows RB-4, RB-5).
//!
//! A base makes room for its reading in the bodies of its clusters, so that a line's edge always stands flush with the
//! wider of the two; what keeps two readings apart stands in the gap between their bases, which a line end discards.

use super::cluster::{Base, Cluster, Clusters, ZHUYIN_COLUMN};
use super::flow::{Flow, Run, TextRun};
use super::gap::Gap;
use super::sink::push_run;
use super::small::small_runs;
use super::{Composed, Line, Sink};
use crate::base::{Len, NodeId, Point};
use crate::display::{Glyph, GlyphRun, Piece, Role};
use crate::font::Fonts;
use crate::unicode::{LIGHT_TONE, is_zhuyin, is_zhuyin_tone};

/// Size of a reading above its base, of the base (row RB-2, clreq 3.4.2).
const SIZE: (i64, i64) = (1, 2);
/// How far its baseline is raised, of the base's em.
const RISE: (i64, i64) = (96, 100);
/// Size of a symbol of zhuyin, of the Han's em (row RB-4, clreq 3.4.1).
const ZHUYIN_SIZE: (i64, i64) = (3, 10);
/// Height above the baseline of the middle of an em, of the em.
const MIDDLE: (i64, i64) = (38, 100);

/// Notes that the clusters from `first` on, of run `run`, carry the run's reading: as one base with what is before them
/// when that has the same reading.
pub(super) fn begin(clusters: &mut Clusters, text: &TextRun, run: usize, first: usize) {
    let Some((node, _)) = &text.reading else { return };
    let (first, end) = (first as u32, clusters.list.len() as u32);
    match clusters.bases.last_mut() {
        Some(base) if base.node == *node && *node != NodeId::default() => base.clusters.end = end,
        _ if first < end => clusters.bases.push(Base {
            node: *node,
            run: run as u32,
            clusters: first..end,
            width: Len::ZERO,
            body: Len::ZERO,
            zhuyin: false,
        }),
        _ => {}
    }
}

/// Makes room for the readings: an overlong one widens its base evenly (row RB-3), zhuyin takes a column right of its
/// Han; where most Han of a text have one, all take it, so that their cells are equal (row RB-5).
pub(super) fn widen(fonts: &Fonts, flow: &Flow, clusters: &mut Clusters) {
    let mut bases = std::mem::take(&mut clusters.bases);
    let mut columns = 0;
    for (index, base) in bases.iter_mut().enumerate() {
        let list = &mut clusters.list[base.clusters.start as usize..base.clusters.end as usize];
        list.iter_mut().for_each(|cluster| cluster.base = index as u32 + 1);
        let Some((run, reading)) = reading_of(&flow.runs, base.run) else { continue };
        base.zhuyin = is_zhuyin(reading) && list.len() == 1 && list[0].han;
        if base.zhuyin {
            list[0].body += list[0].em.scale(ZHUYIN_COLUMN.0, ZHUYIN_COLUMN.1);
            columns += 1;
        } else {
            let size = run.style.size.scale(SIZE.0, SIZE.1);
            let runs = small_runs(fonts, &run.style, size, &run.lang, reading);
            base.width = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum();
            spread(list, base.width);
        }
        base.body = list.iter().map(|cluster| cluster.body).sum();
    }
    clusters.bases = bases;
    let han = clusters.list.iter().filter(|cluster| cluster.han).count();
    clusters.zhuyin_cells = columns > 0 && columns * 2 >= han;
    if clusters.zhuyin_cells {
        for cluster in clusters.list.iter_mut().filter(|cluster| cluster.han && cluster.base == 0) {
            cluster.body += cluster.em.scale(ZHUYIN_COLUMN.0, ZHUYIN_COLUMN.1);
        }
    }
}

/// Widens bodies to `width` in all, each by the same amount on both its sides. A Western word is not spaced out: only
/// its ends move.
fn spread(list: &mut [Cluster], width: Len) {
    let extra = width - list.iter().map(|cluster| cluster.body).sum();
    if extra <= Len::ZERO {
        return;
    }
    if list.iter().all(|cluster| cluster.western) {
        let last = list.len() - 1;
        list[0].body += extra / 2;
        list[0].origin += extra / 2;
        list[last].body += extra - extra / 2;
        return;
    }
    let count = list.len() as i64;
    let mut given = Len::ZERO;
    for (at, cluster) in list.iter_mut().enumerate() {
        let share = extra.scale(at as i64 + 1, count) - given;
        given += share;
        cluster.body += share;
        cluster.origin += share / 2;
    }
}

/// Keeps two readings in a row apart: by a quarter of their em between characters, by half of it between words
/// (row RB-2).
pub(super) fn keep_apart(clusters: &Clusters, gaps: &mut [Gap]) {
    if clusters.bases.is_empty() {
        return;
    }
    for (pair, gap) in clusters.list.windows(2).zip(gaps) {
        let (left, right) = (&pair[0], &pair[1]);
        let is_inside = left.base == right.base;
        if !is_inside && !left.break_after {
            keep_pair_apart(gap, clusters, left, right);
        }
    }
}

fn keep_pair_apart(gap: &mut Gap, clusters: &Clusters, left: &Cluster, right: &Cluster) {
    let (Some(first), Some(second)) = (clusters.base_of(left), clusters.base_of(right)) else { return };
    if first.zhuyin || second.zhuyin {
        return;
    }
    let em = left.em.max(right.em).scale(SIZE.0, SIZE.1);
    let apart = if first.clusters.len() > 1 || second.clusters.len() > 1 { em / 2 } else { em / 4 };
    let spare = (first.body - first.width) / 2 + (second.body - second.width) / 2;
    let least = (apart - spare).max(Len::ZERO);
    gap.natural = gap.natural.max(least);
    gap.shrink = gap.shrink.min(gap.natural - least);
}

fn reading_of(runs: &[Run], run: u32) -> Option<(&TextRun, &str)> {
    match runs.get(run as usize)? {
        Run::Text(text) => text.reading.as_ref().map(|(_, reading)| (text, reading.as_str())),
        _ => None,
    }
}

/// The part of a base that stands in a line, while the line is drawn.
pub(super) struct Extent {
    base: u32,
    from: Len,
    to: Len,
}

impl Composed {
    /// Follows the bases of a line from cluster to cluster (`index`, at `pen`); each reading is drawn when its base ends.
    pub(super) fn track_base(
        &self,
        extent: &mut Option<Extent>,
        line: &Line,
        index: usize,
        pen: Len,
        y: Len,
        sink: &mut Sink,
    ) {
        let cluster = &self.clusters.list[index];
        if extent.as_ref().is_some_and(|extent| extent.base != cluster.base) {
            self.draw_reading(extent.take(), line, y, sink);
        }
        if cluster.base != 0 {
            let extent = extent.get_or_insert(Extent { base: cluster.base, from: pen, to: pen });
            extent.to = pen + cluster.body;
        }
    }

    /// Draws the reading of a base over its extent, on the line where the base begins.
    pub(super) fn draw_reading(&self, extent: Option<Extent>, line: &Line, y: Len, sink: &mut Sink) {
        let Some(Extent { base, from, to }) = extent else { return };
        let base = &self.clusters.bases[base as usize - 1];
        let Some((run, reading)) = reading_of(&self.runs, base.run) else { return };
        if base.clusters.start < line.range.start {
            return;
        }
        let role = Role::Content(base.node, Piece::Reading);
        let y = y - run.rise;
        if base.zhuyin {
            let cluster = &self.clusters.list[base.clusters.start as usize];
            for (glyphs, at) in zhuyin(run, reading, cluster.em, Point { x: from + cluster.em, y }, sink.fonts) {
                push_run(glyphs, at, role, sink);
            }
            return;
        }
        let size = run.style.size.scale(SIZE.0, SIZE.1);
        let origin = Point { x: from + (to - from - base.width) / 2, y: y - run.style.size.scale(RISE.0, RISE.1) };
        for one in small_runs(sink.fonts, &run.style, size, &run.lang, reading) {
            push_run(one, origin, role, sink);
        }
    }
}

/// The column of a syllable: its symbols below each other about the middle of the Han, the light tone above them, any
/// other tone outside at the top right of the last (row RB-4). `at` is where the column begins on the baseline.
pub(super) fn zhuyin(run: &TextRun, syllable: &str, em: Len, at: Point, fonts: &Fonts) -> Vec<(GlyphRun, Point)> {
    let size = em.scale(ZHUYIN_SIZE.0, ZHUYIN_SIZE.1);
    let region = run.lang.region();
    let symbols = syllable.chars().filter(|c| !is_zhuyin_tone(*c)).count() as i32;
    let light = syllable.contains(LIGHT_TONE);
    // A light tone takes the height of half a symbol.
    let height = size * symbols + if light { size / 2 } else { Len::ZERO };
    let mut top = at.y - em.scale(MIDDLE.0, MIDDLE.1) - height / 2;
    let mut last = at;
    let mut column = Vec::new();
    for c in syllable.chars() {
        let Some((font, glyph)) = fonts.select(run.style.role, region, c, true) else { continue };
        let units = i64::from(fonts.face(font).metrics.units_per_em);
        let advance = size.scale(i64::from(fonts.advance(font, glyph)), units);
        let place = if c == LIGHT_TONE {
            top += size / 2;
            // The dot's ink stands 0.4 of its size above its baseline.
            Point { x: at.x + (size - advance) / 2, y: top + size.scale(15, 100) }
        } else if is_zhuyin_tone(c) {
            Point { x: at.x + size, y: last.y - size / 8 }
        } else {
            top += size;
            last = Point { x: at.x + (size - advance) / 2, y: top - size.scale(1, 2) + size.scale(MIDDLE.0, MIDDLE.1) };
            last
        };
        let glyph = Glyph { id: glyph, text_end: c.len_utf8() as u32, x: Len::ZERO, rise: Len::ZERO, advance };
        let glyphs =
            GlyphRun { font, size, color: run.style.color, turned: false, text: c.to_string(), glyphs: vec![glyph] };
        column.push((glyphs, place));
    }
    column
}

//! Grid mode: Han stand on columns one em apart (typography row SP-6, clreq 3.2.5).
//!
//! Every mark fills its cell, a Western piece is padded on both sides to whole cells, and nothing is squeezed or opened:
//! a line that a prohibition leaves short stays short. The last mark of a line loses its blank as everywhere.

use super::Line;
use super::cluster::{Cluster, Clusters};
use super::flow::Setting;
use super::gap::{Gap, Kind, LineEnd};
use super::reasons::forbidden;
use crate::base::Len;
use crate::display::{Adjustment, Why};
use crate::unicode::Class;

/// A unit of a line: one cell, or a Western piece with the blanks around it.
struct Unit {
    start: usize,
    end: usize,
}

/// Width of the gap after each cluster, and the lines.
pub(super) fn set(clusters: &Clusters, gaps: &[Gap], setting: &Setting) -> (Vec<Len>, Vec<Line>) {
    let grid = Grid { clusters, gaps, setting };
    let mut set: Vec<Len> = gaps.iter().map(|gap| gap.natural).collect();
    let mut lines = Vec::new();
    for (start, end) in grid.lines() {
        lines.push(grid.line(start, end, &mut set));
    }
    (set, lines)
}

/// Where lines may end: where the rules let them, or, to see what those cost, anywhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Legal,
    Anywhere,
}

struct Grid<'a> {
    clusters: &'a Clusters,
    gaps: &'a [Gap],
    setting: &'a Setting,
}

impl Grid<'_> {
    /// The lines, each as long as it can be; a lone last character takes one more with it (row WO-1).
    fn lines(&self) -> Vec<(usize, usize)> {
        let mut lines: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        while start < self.gaps.len() {
            let end = self.longest(start, Ends::Legal);
            lines.push((start, end));
            start = end;
        }
        if let [.., (from, middle), (_, end)] = lines[..]
            && self.clusters.list[middle..end].iter().filter(|cluster| cluster.han).count() < 2
            && self.clusters.list[middle..end]
                .iter()
                .all(|cluster| cluster.han || cluster.class.is_mark() || cluster.class == Class::Dividing)
            && self.gaps[middle - 1].line_end != LineEnd::Forced
            && let Some(earlier) = (from + 1..middle).rev().find(|place| self.allows(*place))
        {
            let last = lines.len() - 1;
            lines[last - 1].1 = earlier;
            lines[last].0 = earlier;
        }
        lines
    }

    /// How many characters of a line that ends before cluster `end` went to the next one (negative), and why.
    fn moved(&self, start: usize, end: usize) -> (i32, Why) {
        if self.gaps[end - 1].line_end == LineEnd::Forced {
            return (0, Why::Ended);
        }
        let filled = self.longest(start, Ends::Anywhere);
        let left = self.clusters.list[end.min(filled)..filled].iter().filter(|one| !one.class.is_space()).count();
        match left as i32 {
            0 => (0, Why::Filled),
            left if self.allows(filled) => (-left, Why::Lone),
            left => (-left, forbidden(self.clusters, self.setting, filled)),
        }
    }

    fn allows(&self, end: usize) -> bool {
        matches!(self.gaps[end - 1].line_end, LineEnd::Allowed | LineEnd::Address | LineEnd::Forced)
    }

    /// The end of the longest line from `start` on; where no line may end, it ends at the measure.
    fn longest(&self, start: usize, ends: Ends) -> usize {
        let mut pen = self.indent(start);
        let (mut legal, mut range) = (None, None);
        let mut fitting = start + 1;
        let mut at = start;
        while at < self.gaps.len() {
            let unit = self.unit(at);
            for end in unit.start + 1..=unit.end {
                let foot = pen + self.body(at, end) + self.padding(at, end, start, pen).0;
                if foot - self.hanging(end) > self.setting.measure && end > start + 1 {
                    return legal.or(range).unwrap_or(fitting);
                }
                fitting = end;
                if ends == Ends::Anywhere || self.allows(end) {
                    legal = Some(end);
                }
                if self.gaps[end - 1].line_end == LineEnd::Range {
                    range = Some(end);
                }
                if self.gaps[end - 1].line_end == LineEnd::Forced {
                    return end;
                }
            }
            let (before, after) = self.padding(unit.start, unit.end, start, pen);
            pen += before + self.body(unit.start, unit.end) + after + self.blank(unit.end);
            at = unit.end;
        }
        self.gaps.len()
    }

    /// One line: the gaps in it are set, what stands outside its cells is measured.
    fn line(&self, start: usize, end: usize, set: &mut [Len]) -> Line {
        let indent = self.indent(start);
        let mut pen = indent;
        let mut foot = pen;
        let mut at = start;
        while at < end {
            let unit = self.unit(at);
            let last = unit.end.min(end);
            let (before, after) = self.padding(at, last, start, pen);
            if before > Len::ZERO && at > start {
                set[at - 1] += before;
            }
            self.close_up(at, last, set);
            foot = pen + before + self.body(at, last);
            let blank = after + self.blank(last);
            set[last - 1] = if last < end { blank } else { Len::ZERO };
            pen = foot + blank;
            at = last;
        }
        let hung = (foot - self.setting.measure).clamp(Len::ZERO, self.hanging(end));
        let list = &self.clusters.list[start..end];
        let (moved, why) = self.moved(start, end);
        Line {
            x0: indent,
            x1: foot,
            natural: foot - indent,
            han: list.iter().filter(|cluster| cluster.han).count() as u32,
            range: start as u32..end as u32,
            hung,
            adjust: Adjustment { em: list[0].em, hung, moved, why, ..Adjustment::default() },
            ..Line::default()
        }
    }

    fn indent(&self, start: usize) -> Len {
        if start == 0 {
            return self.setting.first_indent;
        }
        // An opening mark keeps its blank, so that what follows stands on its column.
        self.setting.hang + self.gaps[start - 1].kept_at_start
    }

    /// The unit that begins with cluster `start`.
    fn unit(&self, start: usize) -> Unit {
        let list = &self.clusters.list;
        if !self.off_grid(&list[start]) {
            return Unit { start, end: start + 1 };
        }
        let forced = |at: usize| at > start && self.gaps[at - 1].line_end == LineEnd::Forced;
        let end = (start..list.len()).find(|at| !self.off_grid(&list[*at]) || forced(*at)).unwrap_or(list.len());
        Unit { start, end }
    }

    /// Width of clusters and of the gaps between them; spaces at the ends of a Western piece belong to its padding.
    fn body(&self, start: usize, end: usize) -> Len {
        let inner = (start..end).map(|at| self.clusters.list[at].body).sum::<Len>();
        let gaps = (start..end.saturating_sub(1)).filter(|at| !self.outer_space(start, *at));
        inner + gaps.map(|at| self.gaps[at].natural).sum::<Len>()
    }

    /// Whether the gap after cluster `at` stands for a space at the beginning of a piece.
    fn outer_space(&self, start: usize, at: usize) -> bool {
        at == start && self.clusters.list[at].class == Class::Space
    }

    fn close_up(&self, start: usize, end: usize, set: &mut [Len]) {
        if end > start + 1 && self.outer_space(start, start) {
            set[start] = Len::ZERO;
        }
    }

    /// Blanks before and after a Western piece that begins at `pen` and fills its last cell; at the start of a line all of
    /// it stands after.
    fn padding(&self, start: usize, end: usize, line: usize, pen: Len) -> (Len, Len) {
        let first = &self.clusters.list[start];
        if !self.off_grid(first) {
            return (Len::ZERO, Len::ZERO);
        }
        let em = self.clusters.list.iter().find(|cluster| cluster.han).map_or(first.em, |cluster| cluster.em);
        let em = self.clusters.cell(em);
        let foot = pen + self.body(start, end);
        let blank = em * foot.div_ceil(em.max(Len(1))) - foot;
        let call = self.clusters.list[start..end].iter().all(|cluster| cluster.class == Class::Note);
        if start == line || call { (Len::ZERO, blank) } else { (blank / 2, blank - blank / 2) }
    }

    /// The blank of marks after a unit that ends before `end`; what parts Han from Latin is padding.
    fn blank(&self, end: usize) -> Len {
        let gap = &self.gaps[end - 1];
        if gap.kind == Kind::Latin { Len::ZERO } else { gap.natural }
    }

    fn hanging(&self, end: usize) -> Len {
        let last = &self.clusters.list[end - 1];
        if self.setting.typography.hanging && last.hangs { last.body } else { Len::ZERO }
    }

    /// Whether a cluster is no cell of its own: Western text, code, note calls, pictures, and what is as wide as no cell.
    fn off_grid(&self, cluster: &Cluster) -> bool {
        let other = matches!(cluster.class, Class::Note | Class::Picture | Class::FixedSpace | Class::Space);
        // The width of an ideographic space stands in the gap after it.
        let mark = cluster.class.is_mark() || matches!(cluster.class, Class::Interpunct | Class::EmSpace);
        let width = if mark { cluster.em } else { cluster.body };
        let cell = self.clusters.cell(cluster.em).max(Len(1));
        cluster.western || cluster.verbatim || other || width == Len::ZERO || width.0 % cell.0 != 0
    }
}

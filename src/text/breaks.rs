//! Where lines end: total fit (Knuth and Plass) over gaps with tiers.
//!
//! The cost of a line is the sum over the tiers it uses of the tier's weight times the cube of the used part, so
//! that commas are cheap and full stops dear; see `cost`. Edge trimming is inside the cost: a break discards its gap.

use super::cluster::{Cluster, Clusters};
use super::flow::Setting;
use super::gap::shrink;
use super::gap::{Gap, LineEnd};
use super::sums::{End, Measured, Sums};
use crate::base::Len;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::language::{W301, W302, W303};
use crate::style::TextAlign;
use crate::unicode::Class;

/// How far a search may go.
#[derive(Clone, Copy)]
struct Limits {
    /// Widest opening of a gap, in 1/1024 em.
    open: i64,
    /// Whether 。？！ may be squeezed.
    stops: bool,
    /// Whether any gap may end a line, and a line may be too wide or too loose.
    emergency: bool,
}

/// The ladder. A paragraph is set on the first rung that holds it without a lone last character:
/// gaps between Han open by 1/8 em at most; the stops are squeezed too; gaps open by 1/4 em (row BT-8), by 1/2 em; then
/// anything, the forbidden things dearer than the ugly ones, and reported. Hyphens, separators of addresses and hanging
/// marks are allowed on every rung, each at its price.
const LADDER: [Limits; 5] = [
    Limits { open: 128, stops: false, emergency: false },
    Limits { open: 128, stops: true, emergency: false },
    Limits { open: 256, stops: true, emergency: false },
    Limits { open: WIDEST, stops: true, emergency: false },
    Limits { open: i64::MAX, stops: true, emergency: true },
];

/// The widest opening between Han outside an emergency, in 1/1024 em.
const WIDEST: i64 = 512;

/// The ends of all lines, in order; the last is the end of the flow.
pub(super) fn lines(
    clusters: &Clusters,
    gaps: &[Gap],
    setting: &Setting,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<End> {
    let sums = Sums::new(clusters, gaps);
    let mut ends = Vec::new();
    let mut start = 0;
    for at in 0..gaps.len() {
        if gaps[at].line_end == LineEnd::Forced {
            let search = Search { clusters, gaps, setting, sums: &sums, start, end: at + 1 };
            search.run(&mut ends, diagnostics);
            start = at + 1;
        }
    }
    ends
}

/// One piece between forced line ends.
struct Search<'a> {
    clusters: &'a Clusters,
    gaps: &'a [Gap],
    setting: &'a Setting,
    sums: &'a Sums,
    start: usize,
    end: usize,
}

/// How a line came out; neighbours that differ too much, or are both loose, cost extra.
type Fit = usize;
const TIGHT: Fit = 0;
const NORMAL: Fit = 1;
const LOOSE: Fit = 2;
const FITS: usize = 3;

/// The best way to end a line at a place, for each fit of that line.
#[derive(Clone, Copy)]
struct Best {
    cost: u64,
    from: u32,
    from_fit: u8,
}

const UNREACHED: Best = Best { cost: u64::MAX, from: 0, from_fit: 0 };

/// Costs; a full em of opening between Han, cubed, would be `OPEN_WEIGHT` times 512.
const LINE: u64 = 10;
const SHRINK_WEIGHT: [u64; shrink::COUNT] = [0, 5, 4, 4, 8, 12, 300];
const WORD_WEIGHT: u64 = 10;
const LATIN_WEIGHT: u64 = 12;
const OPEN_WEIGHT: u64 = 300;
const HYPHEN: u64 = 80;
const ADDRESS: u64 = 40;
/// Before spaces open by half an em more than they like.
const SYLLABLE: u64 = 6_000;
/// Before gaps between Han open by 1/3 em.
const RANGE: u64 = 5_000;
const HANG: u64 = 12;
const BOTH_LOOSE: u64 = 40;
const CONTRAST: u64 = 30;
const DASH_FIRST: u64 = 15;
const LONE_LAST: u64 = 1_000_000;
/// The prices of an emergency, each dearer than all before it: a word split that no line could hold, a line that nothing
/// can fill, a word split that a line could hold (row LB-12), a prohibition broken, a line too wide.
const SPLIT_LONG_WORD: u64 = 6_000;
const UNDERFULL: u64 = 10_000_000;
const SPLIT_WORD: u64 = 50_000_000;
const FORBIDDEN: u64 = 100_000_000;
const OVERFULL: u64 = 1_000_000_000;

/// Never look back over more clusters than this: a line of zero-width characters must not cost the square of its length.
const LONGEST_LOOK_BACK: usize = 4096;

impl Search<'_> {
    fn run(&self, ends: &mut Vec<End>, diagnostics: &mut Vec<Diagnostic>) {
        // What fits on one line needs no search, and no way to break it costs less. The longest length stands for a measure
        // without end: what is longer still is not parted there, which would cost a look back over as many characters as fill it.
        let whole = self.sums.line(self.gaps, self.start, self.end).natural <= self.measure(self.start);
        if whole || self.setting.measure == Len::MAX {
            ends.push(End { end: self.end, hyphen: false, hung: false });
            return;
        }
        let mut lone = None;
        for limits in LADDER {
            if limits.emergency && lone.is_some() {
                break;
            }
            let Some(found) = self.attempt(limits) else { continue };
            if self.lone_last(&found) {
                lone.get_or_insert(found);
                continue;
            }
            if limits.emergency && self.overfull(&found, limits) {
                diagnostics.push(Diagnostic::new(&W301).at(self.setting.node));
            } else if limits.emergency && self.breaks_a_rule(&found) {
                diagnostics.push(Diagnostic::new(&W303).at(self.setting.node));
            }
            ends.extend(found);
            return;
        }
        // The last rung reaches every place: what is left has a lone last character on every rung that holds it.
        diagnostics.push(Diagnostic::new(&W302).at(self.setting.node));
        ends.extend(lone.unwrap_or_else(|| vec![End { end: self.end, hyphen: false, hung: false }]));
    }

    /// Whether a line is too wide, however it is squeezed.
    fn overfull(&self, found: &[End], limits: Limits) -> bool {
        let starts = std::iter::once(self.start).chain(found.iter().map(|end| end.end));
        starts.zip(found).any(|(start, end)| !self.fits(start, end.end, limits))
    }

    /// Whether a line ends where no line may end, other than inside a word that is too long for a line.
    fn breaks_a_rule(&self, found: &[End]) -> bool {
        let inner = found.iter().map(|end| end.end).filter(|end| *end != self.end);
        inner
            .into_iter()
            .any(|end| self.gaps[end - 1].line_end == LineEnd::Never && self.forbidden(end) > SPLIT_LONG_WORD)
    }

    /// The width that a mark hanging at the end of a line takes off it; nothing when none may hang.
    fn hanging(&self, end: usize) -> i64 {
        let last = &self.clusters.list[end - 1];
        if self.setting.typography.hanging && self.justified() && last.hangs { i64::from(last.body.0) } else { 0 }
    }

    fn lone_last(&self, found: &[End]) -> bool {
        let [.., before, last] = found else { return false };
        let total = self.sums.line(self.gaps, self.start, self.end).han;
        self.justified() && total > 1 && self.sums.line(self.gaps, before.end, last.end).han < 2 && {
            self.clusters.list[before.end..last.end].iter().all(is_han_or_mark)
        }
    }

    fn justified(&self) -> bool {
        self.setting.align == TextAlign::Justify
    }

    /// Whether a line may end after cluster `end - 1`.
    fn may_end(&self, end: usize, limits: Limits) -> bool {
        end == self.end
            || match self.gaps[end - 1].line_end {
                LineEnd::Never => limits.emergency,
                LineEnd::Hyphen => self.justified() || limits.emergency,
                LineEnd::Syllable => limits.emergency,
                LineEnd::Range => limits.open >= WIDEST,
                LineEnd::Allowed | LineEnd::Address | LineEnd::Forced => true,
            }
    }

    fn measure(&self, start: usize) -> i64 {
        let indent = if start == 0 { self.setting.first_indent } else { self.setting.hang };
        i64::from((self.setting.measure - indent).0)
    }

    fn attempt(&self, limits: Limits) -> Option<Vec<End>> {
        let length = self.end - self.start;
        let mut best = vec![[UNREACHED; FITS]; length + 1];
        best[0][NORMAL].cost = 0;
        // Reached places, in order; `first` is the earliest from which a line still fits.
        let mut places: Vec<usize> = vec![self.start];
        let mut first = 0;
        for end in self.start + 1..=self.end {
            if !self.may_end(end, limits) {
                continue;
            }
            while first + 1 < places.len() && !self.fits(places[first], end, limits) {
                first += 1;
            }
            let window = first.max(places.len().saturating_sub(LONGEST_LOOK_BACK));
            let price = self.price(end);
            let mut reached = [UNREACHED; FITS];
            for &start in &places[window..] {
                let Some((cost, fit)) = self.cost(start, end, limits) else {
                    // Later starts give shorter, looser lines: none of them will do either.
                    if self.too_loose(start, end) { break } else { continue }
                };
                self.relax(&best[start - self.start], start, cost + price, fit, &mut reached);
            }
            if reached.iter().any(|one| one.cost < u64::MAX) {
                best[end - self.start] = reached;
                places.push(end);
            }
        }
        self.trace(&best, length, limits)
    }

    fn relax(&self, from: &[Best; FITS], start: usize, cost: u64, fit: Fit, reached: &mut [Best; FITS]) {
        for (from_fit, before) in from.iter().enumerate() {
            if before.cost == u64::MAX {
                continue;
            }
            let neighbours = match (from_fit, fit) {
                (LOOSE, LOOSE) => BOTH_LOOSE,
                (TIGHT, LOOSE) | (LOOSE, TIGHT) => CONTRAST,
                _ => 0,
            };
            let total = before.cost.saturating_add(cost + neighbours).min(u64::MAX - 1);
            if total < reached[fit].cost {
                reached[fit] = Best { cost: total, from: (start - self.start) as u32, from_fit: from_fit as u8 };
            }
        }
    }

    fn trace(&self, best: &[[Best; FITS]], length: usize, limits: Limits) -> Option<Vec<End>> {
        let mut fit = (0..FITS).min_by_key(|fit| best[length][*fit].cost)?;
        if best[length][fit].cost == u64::MAX {
            return None;
        }
        let mut ends = Vec::new();
        let mut at = length;
        while at > 0 {
            let end = self.start + at;
            let hyphen = end != self.end && self.gaps[end - 1].line_end == LineEnd::Hyphen;
            let step = best[at][fit];
            let hung = self.hung(self.start + step.from as usize, end, limits);
            ends.push(End { end, hyphen, hung });
            (at, fit) = (step.from as usize, usize::from(step.from_fit));
        }
        ends.reverse();
        Some(ends)
    }

    /// Whether the line is not too wide even when squeezed.
    fn fits(&self, start: usize, end: usize, limits: Limits) -> bool {
        let line = self.sums.line(self.gaps, start, end);
        line.natural - self.squeezable(&line, limits) - self.hanging(end) <= self.measure(start)
    }

    fn squeezable(&self, line: &Measured, limits: Limits) -> i64 {
        if !self.justified() {
            return 0;
        }
        let all: i64 = line.shrink[1..].iter().sum();
        if limits.stops { all } else { all - line.shrink[usize::from(shrink::STOP)] }
    }

    fn too_loose(&self, start: usize, end: usize) -> bool {
        self.justified() && end != self.end && self.sums.line(self.gaps, start, end).natural < self.measure(start)
    }

    /// The cost of a line and its fit, its last mark hanging if that is cheaper; none when it cannot be set within the
    /// limits.
    fn cost(&self, start: usize, end: usize, limits: Limits) -> Option<(u64, Fit)> {
        let within = self.cost_with(start, end, limits, 0);
        let hanging = self.hanging(end);
        if hanging == 0 {
            return within;
        }
        let hung = self.cost_with(start, end, limits, hanging).map(|(cost, fit)| (cost + HANG, fit));
        within.into_iter().chain(hung).min_by_key(|(cost, _)| *cost)
    }

    /// Whether the last mark of a line hangs.
    fn hung(&self, start: usize, end: usize, limits: Limits) -> bool {
        let hanging = self.hanging(end);
        let within = || self.cost_with(start, end, limits, 0).map_or(u64::MAX, |(cost, _)| cost);
        hanging > 0 && self.cost_with(start, end, limits, hanging).is_some_and(|(cost, _)| cost + HANG < within())
    }

    /// The cost of a line of which a mark `hanging` wide stands outside the measure.
    fn cost_with(&self, start: usize, end: usize, limits: Limits, hanging: i64) -> Option<(u64, Fit)> {
        let line = self.sums.line(self.gaps, start, end);
        let residue = self.measure(start) - line.natural + hanging;
        let extra = LINE + self.extra(start, end, &line);
        let last = end == self.end;
        if residue < 0 {
            if -residue > self.squeezable(&line, limits) {
                // A single cluster wider than the measure has to stand somewhere.
                let unavoidable = limits.emergency && (end - start == 1 || self.nothing_shorter(start, end));
                return unavoidable.then_some((OVERFULL + extra, TIGHT));
            }
            let (cost, tight) = shrink_cost(&line, -residue);
            return Some((cost + extra, if tight { TIGHT } else { NORMAL }));
        }
        if !self.justified() {
            return Some((ragged_cost(residue, self.measure(start), last, self.setting.align) + extra, NORMAL));
        }
        if last {
            return Some((extra, NORMAL));
        }
        let em = i64::from(self.clusters.list[start].em.0).max(1);
        let Some((cost, opening)) = stretch_cost(&line, residue, em) else {
            let part = residue.saturating_mul(1024) / self.measure(start).max(1);
            // The square lets what is blank count for more than how the lines around it come out; the line counts most.
            let blank = part.unsigned_abs().saturating_pow(2).saturating_mul(8).min(UNDERFULL);
            return limits.emergency.then_some((UNDERFULL + blank + extra, LOOSE));
        };
        if opening > limits.open {
            return None;
        }
        if limits.emergency && opening > WIDEST {
            return Some((cost.min(UNDERFULL) + extra, LOOSE));
        }
        Some((cost + extra, if opening > 60 { LOOSE } else { NORMAL }))
    }

    /// The price of ending a line where none may end.
    fn forbidden(&self, end: usize) -> u64 {
        let clusters = &self.clusters.list;
        let letter = |cluster: &Cluster| matches!(cluster.class, Class::Latin | Class::Digit);
        if !letter(&clusters[end - 1]) || !letter(&clusters[end]) {
            return FORBIDDEN;
        }
        // The word around the place, looked at no further than a line reaches.
        let measure = self.measure(self.start + 1);
        let holds = |at: &usize| self.gaps[*at].line_end == LineEnd::Never && self.clusters.list[*at].western;
        let width = |cluster: &Cluster| i64::from(cluster.body.0.max(1));
        let mut whole = width(&clusters[end - 1]);
        for at in (self.start..end - 1).rev().take_while(holds) {
            whole += width(&clusters[at]);
            if whole > measure {
                return SPLIT_LONG_WORD;
            }
        }
        for at in (end..self.end).take_while(|at| holds(&(at - 1))) {
            whole += width(&clusters[at]);
            if whole > measure {
                return SPLIT_LONG_WORD;
            }
        }
        SPLIT_WORD
    }

    /// Whether no place lies between, so that the line cannot be made shorter.
    fn nothing_shorter(&self, start: usize, end: usize) -> bool {
        (start + 1..end).all(|place| self.gaps[place - 1].line_end == LineEnd::Never) && end - start <= 2
    }

    /// What it costs to end a line at a place, whatever the line.
    fn price(&self, end: usize) -> u64 {
        match self.gaps[end - 1].line_end {
            _ if end == self.end => 0,
            LineEnd::Hyphen => HYPHEN,
            LineEnd::Address => ADDRESS,
            LineEnd::Syllable => SYLLABLE,
            LineEnd::Range => RANGE,
            LineEnd::Never => self.forbidden(end),
            LineEnd::Allowed | LineEnd::Forced => 0,
        }
    }

    /// What a line costs besides its width and its end.
    fn extra(&self, start: usize, end: usize, line: &Measured) -> u64 {
        let mut extra = 0;
        let last = end == self.end;
        if start > self.start && matches!(self.clusters.list[start].class, Class::Dash | Class::Ellipsis) {
            extra += DASH_FIRST;
        }
        // WO-1: a lone last character. Only characters and marks: a line that ends in a Latin word is no lone character.
        if last
            && start > self.start
            && line.han < 2
            && end - start <= 8
            && self.clusters.list[start..end].iter().all(is_han_or_mark)
        {
            extra += LONE_LAST;
        }
        extra
    }
}

fn is_han_or_mark(cluster: &Cluster) -> bool {
    let small = matches!(
        cluster.class,
        Class::Dash
            | Class::Ellipsis
            | Class::Dividing
            | Class::Note
            | Class::Space
            | Class::EmSpace
            | Class::LatinOpen
            | Class::LatinClose
    );
    cluster.han || cluster.class.is_mark() || small
}

/// Cost of squeezing by `amount`, tier by tier; whether more than brackets and commas had to give.
fn shrink_cost(line: &Measured, amount: i64) -> (u64, bool) {
    let mut rest = amount;
    let mut cost = 0;
    let mut tight = false;
    for (tier, weight) in SHRINK_WEIGHT.iter().enumerate().skip(1) {
        let used = rest.min(line.shrink[tier]);
        if used > 0 {
            cost += weight * cube(used * 1024 / line.shrink[tier]) / 1024;
            tight |= tier >= usize::from(shrink::COMMA);
        }
        rest -= used;
    }
    (cost, tight)
}

/// Cost of stretching by `amount`, and how far each gap opens in the last tier, in 1/1024 em; none when nothing can open.
fn stretch_cost(line: &Measured, amount: i64, em: i64) -> Option<(u64, i64)> {
    let word = amount.min(line.word);
    let latin = (amount - word).min(line.latin);
    let rest = amount - word - latin;
    let mut cost = 0;
    if word > 0 {
        cost += WORD_WEIGHT * cube(word * 1024 / line.word) / 1024;
    }
    if latin > 0 {
        cost += LATIN_WEIGHT * cube(latin * 1024 / line.latin) / 1024;
    }
    if rest == 0 {
        return Some((cost, 0));
    }
    if line.open == 0 {
        return None;
    }
    let opening = rest.saturating_mul(1024) / (i64::from(line.open) * em);
    // 1/8 em is one unit of the cube.
    Some((cost + OPEN_WEIGHT * cube((opening * 8).min(1 << 16)) / 1024, opening))
}

/// (x / 1024)³ in 1/1024.
fn cube(x: i64) -> u64 {
    let x = x.unsigned_abs();
    ((x * x) >> 10).saturating_mul(x) >> 10
}

/// Lines that are not justified: the square of what is left over. Centred text is balanced, its last line included
/// (row HD-6); other text lets its last line be short.
fn ragged_cost(residue: i64, measure: i64, last: bool, align: TextAlign) -> u64 {
    if last && align != TextAlign::Center {
        return 0;
    }
    let part = residue.saturating_mul(1024) / measure.max(1);
    (part * part).unsigned_abs() / 1024
}

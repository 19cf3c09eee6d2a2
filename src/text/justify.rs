//! The residue of each line goes into its gaps, tier by tier, to the last unit.

use super::Line;
use super::cluster::{Cluster, Clusters};
use super::flow::Setting;
use super::gap::{Gap, Kind, LineEnd, NO_TIER};
use super::gap::{shrink, stretch};
use super::gaps::blanks;
use super::reasons::Reasons;
use super::sums::{End, Measured, Sums};
use crate::base::Len;
use crate::display::Adjustment;
use crate::style::TextAlign;
use crate::unicode::Class;

/// Width of the gap after each cluster, and the lines.
pub(super) fn justify(clusters: &Clusters, gaps: &[Gap], ends: &[End], setting: &Setting) -> (Vec<Len>, Vec<Line>) {
    let sums = Sums::new(clusters, gaps);
    let reasons = Reasons { clusters, gaps, sums: &sums, setting };
    let mut set: Vec<Len> = gaps.iter().map(|gap| gap.natural).collect();
    let mut lines = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        if end.end > start {
            let mut line = line(clusters, gaps, &sums, start, *end, setting, &mut set);
            (line.adjust.moved, line.adjust.why) = reasons.of(start, end.end);
            lines.push(line);
        }
        start = end.end;
    }
    (set, lines)
}

fn line(
    clusters: &Clusters,
    gaps: &[Gap],
    sums: &Sums,
    start: usize,
    end: End,
    setting: &Setting,
    set: &mut [Len],
) -> Line {
    let mut measured = sums.line(gaps, start, end.end);
    let hung = if end.hung { clusters.list[end.end - 1].body } else { Len::ZERO };
    measured.natural -= i64::from(hung.0);
    let indent = if start == 0 { setting.first_indent } else { setting.hang };
    let measure = setting.measure - indent;
    let residue = i64::from(measure.0) - measured.natural;
    set[end.end - 1] = gaps[end.end - 1].kept_at_end;
    let forced = gaps[end.end - 1].line_end == LineEnd::Forced;
    let inner = start..end.end - 1;
    let mut adjust = possible(clusters, gaps, &measured, start, end.end, setting);
    (adjust.hung, adjust.hyphen) = (hung, end.hyphen);
    let justified = setting.align == TextAlign::Justify;
    if justified && residue < 0 {
        squeeze(gaps, inner, &measured, -residue, set, &mut adjust);
    } else if justified && !forced && residue > 0 && !is_ragged(clusters, gaps, end, &measured, residue) {
        open(gaps, inner, &measured, residue, set, &mut adjust);
    }
    let natural = length(measured.natural);
    let width = natural + adjust.mark + adjust.gap + adjust.han;
    let kept = if start > 0 { gaps[start - 1].kept_at_start } else { Len::ZERO };
    let slack = measure - width;
    let x0 = indent
        + match setting.align {
            TextAlign::Justify | TextAlign::Start => Len::ZERO,
            TextAlign::Center => (slack / 2).max(Len::ZERO),
            TextAlign::End => slack.max(Len::ZERO),
        };
    let list = &clusters.list[start..end.end];
    Line {
        x0: x0 + kept,
        x1: x0 + width + hung,
        natural,
        adjust,
        picture: Len::ZERO,
        notes: Vec::new(),
        han: list.iter().filter(|cluster| cluster.han).count() as u32,
        range: start as u32..end.end as u32,
        hyphen: end.hyphen,
        hung,
    }
}

/// How far the gaps of a line may open that ends inside an address, in parts of an em (row BT-8).
const WIDEST_BESIDE_ADDRESS: i64 = 4;

/// Whether a line stays short: it ends inside an address or a word too long for a line, whose next piece finds no room, and
/// the few gaps that it has would open wider than beside such lines may be seen. Those lines have no gap to open at all.
fn is_ragged(clusters: &Clusters, gaps: &[Gap], end: End, line: &Measured, residue: i64) -> bool {
    let (last, next) = (&clusters.list[end.end - 1], clusters.list.get(end.end));
    let western = |one: &Cluster| one.western && !matches!(one.class, Class::Space | Class::FixedSpace);
    if end.hyphen || !western(last) || !next.is_some_and(western) {
        return false;
    }
    let parted = matches!(gaps[end.end - 1].line_end, LineEnd::Address | LineEnd::Allowed | LineEnd::Never);
    let rest = residue - line.word - line.latin;
    parted && rest > i64::from(line.open) * i64::from(last.em.0) / WIDEST_BESIDE_ADDRESS
}

/// What is known of a line's fitting before its gaps are touched: what they can give, and what its edges dropped.
fn possible(
    clusters: &Clusters,
    gaps: &[Gap],
    line: &Measured,
    start: usize,
    end: usize,
    setting: &Setting,
) -> Adjustment {
    let (first, last) = (&clusters.list[start], &clusters.list[end - 1]);
    let typography = &setting.typography;
    let kept = if start > 0 { gaps[start - 1].kept_at_start } else { Len::ZERO };
    Adjustment {
        em: first.em,
        squeezable: std::array::from_fn(|tier| length(line.shrink[tier + 1])),
        stretchable: [line.word, line.latin].map(length),
        trimmed_start: blanks(first, typography).0 - kept,
        trimmed_end: blanks(last, typography).1 - gaps[end - 1].kept_at_end,
        ..Adjustment::default()
    }
}

/// A sum of lengths as a length, however long the line.
fn length(sum: i64) -> Len {
    Len(sum.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
}

/// Takes `amount` from the gaps, one tier after the other, in proportion to what each gap of the tier can give.
fn squeeze(
    gaps: &[Gap],
    inner: std::ops::Range<usize>,
    line: &Measured,
    amount: i64,
    set: &mut [Len],
    adjust: &mut Adjustment,
) {
    let mut rest = amount;
    for tier in 1..shrink::COUNT {
        let used = rest.min(line.shrink[tier]);
        if used > 0 {
            adjust.squeezed[tier - 1] = length(used);
            let part = |gap: &Gap| if usize::from(gap.shrink_tier) == tier { i64::from(gap.shrink.0) } else { 0 };
            spread(gaps, inner.clone(), -used, line.shrink[tier], part, set, adjust);
        }
        rest -= used;
    }
}

/// Gives `amount` to the gaps: word spaces, then Han–Latin gaps, then all gaps alike.
fn open(
    gaps: &[Gap],
    inner: std::ops::Range<usize>,
    line: &Measured,
    amount: i64,
    set: &mut [Len],
    adjust: &mut Adjustment,
) {
    let mut rest = amount;
    for (tier, room) in [(stretch::WORD, line.word), (stretch::LATIN, line.latin)] {
        let used = rest.min(room);
        if used > 0 {
            adjust.stretched[usize::from(tier) - 1] = length(used);
            let part = |gap: &Gap| if gap.stretch_tier == tier { i64::from(gap.stretch.0) } else { 0 };
            spread(gaps, inner.clone(), used, room, part, set, adjust);
        }
        rest -= used;
    }
    if rest > 0 && line.open > 0 {
        adjust.stretched[usize::from(stretch::ALL) - 1] = length(rest);
        adjust.opening = length(rest.unsigned_abs().div_ceil(u64::from(line.open)) as i64);
        let part = |gap: &Gap| i64::from(gap.stretch_tier != NO_TIER);
        spread(gaps, inner, rest, i64::from(line.open), part, set, adjust);
    }
}

/// Spreads `amount` over gaps in proportion to `part`, whose sum is `whole`: the sum of what is given is exactly `amount`.
fn spread(
    gaps: &[Gap],
    inner: std::ops::Range<usize>,
    amount: i64,
    whole: i64,
    part: impl Fn(&Gap) -> i64,
    set: &mut [Len],
    adjust: &mut Adjustment,
) {
    let (mut parts, mut given) = (0i64, 0i64);
    for at in inner {
        let gap = &gaps[at];
        let share = part(gap);
        if share == 0 {
            continue;
        }
        parts += share;
        let due = (i128::from(amount) * i128::from(parts) / i128::from(whole.max(1))) as i64;
        let delta = Len((due - given) as i32);
        given = due;
        set[at] += delta;
        match gap.kind {
            Kind::Mark => adjust.mark += delta,
            Kind::Latin => adjust.gap += delta,
            Kind::Han => adjust.han += delta,
        }
    }
}

/// Fills in what a line holds besides text.
pub(super) fn contents(lines: &mut [Line], clusters: &Clusters, runs: &[super::Run]) {
    let special = |class| matches!(class, Class::Note | Class::Picture);
    if !clusters.list.iter().any(|cluster| special(cluster.class)) {
        return;
    }
    for line in lines {
        for cluster in &clusters.list[line.range.start as usize..line.range.end as usize] {
            match &runs[cluster.run as usize] {
                super::Run::Note { node, note, .. } => line.notes.push((*node, *note)),
                super::Run::Picture { height, .. } => line.picture = line.picture.max(*height),
                super::Run::Text(_) | super::Run::Space(_) | super::Run::Break => {}
            }
        }
    }
}

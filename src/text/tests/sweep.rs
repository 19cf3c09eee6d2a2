//! Rich texts at every measure, in every style and at every level: each rule on each line.

use super::*;
use crate::text::gap::{Gap, Kind, LineEnd};
use crate::text::gap::{shrink, stretch};
use crate::unicode::{is_cjk, is_han};

/// Texts in a small notation: `*…*` emphasis, `` `…` `` code, `<…>` a link, `^` a note call.
const MARKED: &[&str] = &[
    "他在《*新青年*》（第1期）上说：“*我*们要的是‘德先生’和‘赛先生’。”^后来的人都记得这句话，见<第二章>、<附录>；*也有人*说：“那时候……”——谁知道呢？！^",
    "用`cargo build`编译时，Rust会检查`Cargo.toml`（约3 kB）里的依赖；*耗时*约1.5 s，占内存128 MB。^若失败，参见<https://example.org/guide/errors?id=42>，或“重试”。",
    "列夫·托尔斯泰、加西亚·马尔克斯、*让·雅克·卢梭*都写过自传；1828—1910年间，／与／之间，A～B，“（《〈某篇〉》）”^、￥1,234.50、25%、37℃、№ 5。",
];

/// The runs of a text in the notation.
fn marked(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut piece = String::new();
    let (mut role, mut verbatim, mut notes) = (FontRole::Body, false, 0);
    let flush = |piece: &mut String, role, verbatim, runs: &mut Vec<Run>| {
        if !piece.is_empty() {
            let Run::Text(plain) = run(piece, role) else { unreachable!() };
            runs.push(Run::Text(TextRun { verbatim, ..plain }));
            piece.clear();
        }
    };
    for c in text.chars() {
        match c {
            '*' | '`' | '<' | '>' => {
                flush(&mut piece, role, verbatim, &mut runs);
                match c {
                    '*' => role = if role == FontRole::Body { FontRole::Emphasis } else { FontRole::Body },
                    '`' => {
                        verbatim = !verbatim;
                        role = if verbatim { FontRole::Mono } else { FontRole::Body };
                    }
                    _ => {}
                }
            }
            '^' => {
                flush(&mut piece, role, verbatim, &mut runs);
                let style = TextStyle { role: FontRole::Body, size: EM, color: Color::BLACK };
                runs.push(Run::Note {
                    node: NodeId::default(),
                    note: notes,
                    target: NodeId::default(),
                    style,
                    widest: "①".to_owned(),
                });
                notes += 1;
            }
            c => piece.push(c),
        }
    }
    flush(&mut piece, role, verbatim, &mut runs);
    runs
}

/// All texts of the sweep as flows, with the text they hold.
fn flows() -> Vec<(String, Vec<Run>)> {
    let plain = TEXTS.iter().map(|text| (text.to_string(), vec![run(text, FontRole::Body)]));
    let marked = MARKED.iter().map(|text| {
        let bare: String = text.chars().filter(|c| !matches!(c, '*' | '`' | '<' | '>' | '^')).collect();
        (bare, marked(text))
    });
    plain.chain(marked).collect()
}

/// The sets of section 1 of the composition table, written out again: what a reader would object to at each level.
fn offends_first(c: char, level: Prohibitions) -> bool {
    let basic = "。．，、：；！？”’」』）》〉】〗〕］｝·～)]},.:;!?%℃";
    level >= Prohibitions::Basic && (c == '／' || basic.contains(c))
        || level >= Prohibitions::Strict && "—…".contains(c)
}

fn offends_last(c: char, level: Prohibitions) -> bool {
    level >= Prohibitions::Basic && "“‘「『（《〈【〖〔［｛([{￥$№".contains(c)
        || level >= Prohibitions::Gb && c == '／'
}

/// What must not be parted by a line end, whatever the level.
const WHOLE: &[&str] = &["1,234.50", "25%", "37℃", "￥1", "128 MB", "1.5 s", "3 kB", "1828", "№ 5"];

fn check_edges(set: &Set, level: Prohibitions, told: &str) {
    let lines = set.texts();
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim();
        let (Some(first), Some(last)) = (line.chars().next(), line.chars().next_back()) else { continue };
        assert!(index == 0 || !offends_first(first, level), "{told}, line {index} begins with {first}: {lines:?}");
        let closes = index + 1 == lines.len();
        assert!(closes || !offends_last(last, level), "{told}, line {index} ends with {last}: {lines:?}");
    }
    for pair in lines.windows(2) {
        for whole in WHOLE {
            for (at, _) in whole.char_indices().skip(1) {
                let (head, tail) = whole.split_at(at);
                let parted = pair[0].trim_end().ends_with(head.trim_end())
                    && pair[1].trim_start().starts_with(tail.trim_start())
                    && !tail.trim().is_empty();
                let alone = head.chars().count() > 1 || !head.starts_with(|c: char| c.is_ascii_digit());
                assert!(!(parted && alone), "{told}: {whole} is parted: {pair:?}");
            }
        }
        let halves = |c: char| pair[0].ends_with(c) && pair[1].starts_with(c);
        let count = |c: char| pair[0].chars().rev().take_while(|one| *one == c).count();
        assert!(!halves('—') || count('—') % 2 == 0, "{told}: a dash is split: {pair:?}");
        assert!(!halves('…') || count('…') % 2 == 0, "{told}: an ellipsis is split: {pair:?}");
    }
}

/// No line begins with a note call (row LB-11).
fn check_calls(set: &Set, told: &str) {
    let composed = &set.composed;
    for line in composed.lines().iter().skip(1) {
        let first = &composed.clusters.list[line.range.start as usize];
        assert!(first.class != crate::unicode::Class::Note, "{told}: a line begins with a note call");
    }
}

#[test]
fn lb6_every_level_holds_on_every_line() {
    for (text, runs) in flows() {
        for measure in 7..=40 {
            for level in [Prohibitions::None, Prohibitions::Basic, Prohibitions::Gb, Prohibitions::Strict] {
                let typography = TypographyConfig { prohibitions: level, ..typography() };
                let set = set(runs.clone(), &Setting { typography, ..setting(measure) });
                let told = format!("{level:?} at {measure} em");
                assert_eq!(set.texts().concat(), text, "{told}: no text is lost");
                check_edges(&set, level, &told);
                check_calls(&set, &told);
            }
        }
    }
}

#[test]
fn pw7_every_style_holds_on_every_line() {
    use PunctuationStyle::{Banjiao, Kaiming, LineEndHalf, Plain};
    for (text, runs) in flows() {
        for measure in (7..=40).step_by(2) {
            for punctuation in [Kaiming, Banjiao, LineEndHalf, Plain] {
                let typography = TypographyConfig { punctuation, ..typography() };
                let setting = Setting { typography, ..setting(measure) };
                let set = set(runs.clone(), &setting);
                let told = format!("{punctuation:?} at {measure} em");
                assert_eq!(set.texts().concat(), text, "{told}: no text is lost");
                check_edges(&set, Prohibitions::Gb, &told);
                check_flush(&set, &setting, &told);
            }
        }
    }
}

/// Row BT-4: every line but the last is flush, unless nothing in it can open.
fn check_flush(set: &Set, setting: &Setting, told: &str) {
    let lines = set.composed.lines();
    for (index, line) in lines.iter().enumerate().take(lines.len() - 1) {
        let range = line.range.start as usize..line.range.end as usize - 1;
        let natural = gaps_between(&set.composed.clusters, setting);
        let opens = range.clone().any(|at| natural[at].stretch_tier != NO_TIER);
        if (opens || line.natural > setting.measure) && !set.ends_inside_address(index) {
            assert_eq!(line.x1 - line.hung, setting.measure, "{told}, line {index}: {:?}", set.texts()[index]);
        }
    }
}

#[test]
fn bt5_bt6_tiers_are_used_in_order_and_evenly() {
    for (_, runs) in flows() {
        for measure in 8..=40 {
            let setting = setting(measure);
            let set = set(runs.clone(), &setting);
            let natural = gaps_between(&set.composed.clusters, &setting);
            for line in set.composed.lines() {
                let range = line.range.start as usize..line.range.end as usize - 1;
                check_squeezed(&natural, &set.composed.gaps, range.clone(), measure);
                check_opened(&natural, &set.composed.gaps, range, measure);
            }
        }
    }
}

fn check_squeezed(natural: &[Gap], set: &[Len], range: std::ops::Range<usize>, measure: i32) {
    // The used part of each tier, of its least and its most used member.
    let mut used: Vec<Option<(f64, f64)>> = vec![None; shrink::COUNT];
    for at in range.filter(|at| natural[*at].shrink > Len::ZERO) {
        let gap = &natural[at];
        let taken = (gap.natural - set[at]).max(Len::ZERO);
        assert!(taken <= gap.shrink, "{measure} em: a gap gives no more than it has");
        let part = taken.to_pt() / gap.shrink.to_pt();
        let (least, most) = used[usize::from(gap.shrink_tier)].unwrap_or((part, part));
        used[usize::from(gap.shrink_tier)] = Some((least.min(part), most.max(part)));
    }
    let mut exhausted = true;
    for (least, most) in used.into_iter().flatten() {
        assert!(most - least < 1e-3, "{measure} em: all members of a tier give alike: {least} {most}");
        assert!(exhausted || most < 1e-3, "{measure} em: a tier gives only when those before it are exhausted");
        exhausted &= least > 0.999;
    }
}

fn check_opened(natural: &[Gap], set: &[Len], range: std::ops::Range<usize>, measure: i32) {
    let opened = |at: usize| (set[at] - natural[at].natural).to_pt();
    let tier = |tier| range.clone().filter(move |at| natural[*at].stretch_tier == tier);
    let all: Vec<f64> = tier(stretch::ALL).map(opened).collect();
    let widest = all.iter().copied().fold(0.0, f64::max);
    if widest > 1e-3 {
        assert!(all.iter().all(|one| (one - widest).abs() < 1e-3), "{measure} em: all Han gaps open alike: {all:?}");
        for at in tier(stretch::WORD).chain(tier(stretch::LATIN)) {
            let room = natural[at].stretch.to_pt();
            assert!(opened(at) + 1e-3 >= room, "{measure} em: spaces and Han–Latin gaps open first");
        }
    }
    let rigid = range.clone().filter(|at| natural[*at].stretch_tier == NO_TIER);
    for at in rigid {
        assert!(opened(at) <= 1e-3, "{measure} em: nothing opens inside a number, a word or a pair (row BT-7)");
    }
}

/// The smallest widest opening between Han, in em, that any legal breaking of a paragraph without a lone last character
/// has; none when every breaking leaves a line that nothing fills. A plain search of its own, without costs. `ranges` says
/// whether a line may end inside a range of numbers.
fn least_opening(set: &Set, setting: &Setting, ranges: bool) -> Option<f64> {
    let clusters = &set.composed.clusters;
    let natural = gaps_between(clusters, setting);
    let count = clusters.list.len();
    let mut best: Vec<Option<f64>> = vec![None; count + 1];
    best[0] = Some(0.0);
    for end in 1..=count {
        let held = [LineEnd::Never, if ranges { LineEnd::Never } else { LineEnd::Range }];
        if end < count && held.contains(&natural[end - 1].line_end) {
            continue;
        }
        for start in (0..end).rev() {
            let measure = setting.measure - if start == 0 { setting.first_indent } else { setting.hang };
            let (least, most_before_han, han_gaps, width) = extent(clusters, &natural, start, end);
            if least > measure {
                break;
            }
            let Some(before) = best[start] else { continue };
            let lone = end == count && start > 0 && {
                let list = &clusters.list[start..end];
                let small = |c: &cluster::Cluster| c.han || c.class.is_mark() || c.class == crate::unicode::Class::Note;
                list.iter().filter(|c| c.han).count() < 2 && list.iter().all(small)
            };
            if lone || width == Len::ZERO {
                continue;
            }
            let lacking = measure - most_before_han;
            let opening = if end == count || lacking <= Len::ZERO {
                0.0
            } else if han_gaps == 0 {
                continue;
            } else {
                lacking.to_pt() / han_gaps as f64 / EM.to_pt()
            };
            let worst = before.max(opening);
            if best[end].is_none_or(|known| worst < known) {
                best[end] = Some(worst);
            }
        }
    }
    best[count]
}

/// Of a line: its width with everything squeezed, its width with words and Han–Latin gaps opened, the number of gaps that
/// open then, and its natural width.
fn extent(clusters: &cluster::Clusters, natural: &[Gap], start: usize, end: usize) -> (Len, Len, usize, Len) {
    let bodies: Len = clusters.list[start..end].iter().map(|cluster| cluster.body).sum();
    let hyphen =
        if end < clusters.list.len() && natural[end - 1].line_end == LineEnd::Hyphen { EM / 3 } else { Len::ZERO };
    let inner = &natural[start..end - 1];
    let sum = |of: &dyn Fn(&Gap) -> Len| inner.iter().map(of).sum::<Len>() + bodies + hyphen;
    let least = sum(&|gap| gap.natural - gap.shrink);
    let own = |gap: &Gap| if gap.stretch_tier < stretch::ALL { gap.stretch } else { Len::ZERO };
    let opened = sum(&|gap| gap.natural + own(gap));
    let open = inner.iter().filter(|gap| gap.stretch_tier != NO_TIER).count();
    (least, opened, open, sum(&|gap| gap.natural))
}

/// Row BT-8, and the figure of the best peers: no gap between Han above 1/8 em where a legal alternative exists.
#[test]
fn bt8_gaps_open_no_further_than_the_best_breaking_asks() {
    let mut shown = 0;
    for (_, runs) in flows() {
        for measure in 10..=40 {
            let setting = setting(measure);
            let set = set(runs.clone(), &setting);
            let whole = least_opening(&set, &setting, false).filter(|least| *least <= 0.25);
            let Some(least) = whole.or_else(|| least_opening(&set, &setting, true)) else { continue };
            let limits: &[f64] = if whole.is_some() { &[0.125, 0.25] } else { &[0.5] };
            let Some(allowed) = limits.iter().copied().find(|limit| least <= *limit) else { continue };
            let natural = gaps_between(&set.composed.clusters, &setting);
            for line in set.composed.lines() {
                let inner = line.range.start as usize..line.range.end as usize - 1;
                for (gap, set_gap) in natural[inner.clone()].iter().zip(&set.composed.gaps[inner]) {
                    if gap.kind == Kind::Han {
                        let opening = set_gap.to_pt() / EM.to_pt();
                        assert!(
                            opening <= allowed + 0.001,
                            "{measure} em: {opening}, {least} would do: {:?}",
                            set.texts()
                        );
                    }
                }
            }
            shown += 1;
        }
    }
    assert!(shown > 150, "nearly every case has a legal breaking: {shown}");
}

#[test]
fn wo1_no_lone_last_character_in_marked_text_either() {
    for (_, runs) in flows() {
        for measure in 7..=24 {
            let set = set(runs.clone(), &setting(measure));
            let last = set.texts().pop().unwrap_or_default();
            let han = last.chars().filter(|c| is_han(*c)).count();
            let small = last.chars().all(|c| is_cjk(c) || crate::unicode::is_ambiguous_mark(c));
            let told = set.diagnostics.iter().any(|one| one.rule.code == "W302");
            assert_eq!(han < 2 && small, told, "{measure} em: told where it is so: {:?}", set.texts());
            // Only where every other breaking opens gaps by more than half an em.
            let setting = setting(measure);
            assert!(!told || least_opening(&set, &setting, true).is_none_or(|least| least > 0.5), "{:?}", set.texts());
        }
    }
}

#[test]
fn hanging_marks_stand_outside_a_measure_that_is_full_without_them() {
    let mut hung = 0;
    for (text, runs) in flows() {
        for measure in 7..=40 {
            let typography = TypographyConfig { hanging: true, ..typography() };
            let setting = Setting { typography, ..setting(measure) };
            let set = set(runs.clone(), &setting);
            assert_eq!(set.texts().concat(), text);
            check_edges(&set, Prohibitions::Gb, &format!("hanging at {measure} em"));
            check_flush(&set, &setting, &format!("hanging at {measure} em"));
            for (line, shown) in set.composed.lines().iter().zip(set.texts()) {
                if line.hung > Len::ZERO {
                    assert!(shown.trim_end().ends_with(|c| "。．，、：；！？".contains(c)), "{shown}");
                    assert_eq!(line.hung, EM / 2);
                    hung += 1;
                }
            }
        }
    }
    assert!(hung > 20, "hanging marks do hang: {hung}");
}

#[test]
fn sp6_on_the_grid_every_han_stands_on_a_column() {
    for (text, runs) in flows() {
        for measure in 7..=40 {
            let typography = TypographyConfig { grid: true, ..typography() };
            let set = set(runs.clone(), &Setting { typography, ..setting(measure) });
            assert_eq!(set.texts().concat(), text);
            check_edges(&set, Prohibitions::Gb, &format!("grid at {measure} em"));
            for index in 0..set.composed.lines().len() {
                for (c, x) in set.origins(index).into_iter().filter(|(c, _)| is_han(*c)) {
                    let off = x.0.rem_euclid(EM.0);
                    let off = off.min(EM.0 - off);
                    assert!(
                        off <= TOLERANCE.0,
                        "{measure} em: {c} stands {off} off its column: {:?}",
                        set.texts()[index]
                    );
                }
            }
        }
    }
}

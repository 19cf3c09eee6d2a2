//! Latin among Han: the gap between them, numbers, words and addresses.

use super::*;
use crate::text::cluster::Cluster;
use crate::text::gap::LineEnd;
use crate::text::gaps::gaps;

const QUARTER: Len = Len(EM.0 / 4);

fn unindented(measure: i32) -> Setting {
    Setting { first_indent: Len::ZERO, ..setting(measure) }
}

/// Distance from the right of the Han before a text to its first glyph, and from its last glyph's right edge, of which
/// the advance is `width`, to the Han after it.
fn around(runs: Vec<Run>) -> (Len, Len) {
    let set = set(runs, &unindented(200));
    let list = &set.composed.clusters.list;
    let first = list.iter().position(|cluster| !cluster.han).unwrap();
    let last = list.iter().rposition(|cluster| !cluster.han).unwrap();
    (set.composed.gaps[first - 1], set.composed.gaps[last])
}

fn styled(text: &str, change: impl Fn(&mut TextRun)) -> Run {
    let Run::Text(mut plain) = run(text, FontRole::Body) else { unreachable!() };
    change(&mut plain);
    Run::Text(plain)
}

fn han() -> Run {
    run("国", FontRole::Body)
}

#[test]
fn sp1_a_quarter_em_parts_han_from_latin_and_is_no_character() {
    for text in ["A", "word", "42", "é", "Ω", "Ж"] {
        let set = natural(&format!("国{text}国"));
        let (before, after) = around(vec![run(&format!("国{text}国"), FontRole::Body)]);
        assert!((before - QUARTER).abs() <= TOLERANCE && (after - QUARTER).abs() <= TOLERANCE, "{text}");
        assert_eq!(set.texts().concat(), format!("国{text}国"), "nothing is added to the text");
    }
    let narrow = TypographyConfig { han_latin_gap: HanLatinGap(125), ..typography() };
    let set = set(vec![run("国A国", FontRole::Body)], &Setting { typography: narrow, ..unindented(20) });
    assert!((set.origins(0)[1].1 - EM - EM / 8).abs() <= TOLERANCE, "the book may choose another");
}

#[test]
fn sp2_the_gap_shrinks_to_an_eighth_and_opens_to_a_third() {
    let (mut narrowest, mut widest) = (EM, Len::ZERO);
    for text in TEXTS {
        for measure in 7..=40 {
            let set = set(vec![run(text, FontRole::Body)], &setting(measure));
            let (list, composed) = (&set.composed.clusters.list, &set.composed);
            for line in composed.lines() {
                // In the last tier all gaps open alike, these too.
                let opened = line.adjust.opening;
                for at in line.range.start as usize..line.range.end as usize - 1 {
                    let latin = |cluster: &Cluster| cluster.western && cluster.class.is_latin();
                    if latin(&list[at]) && list[at + 1].han || list[at].han && latin(&list[at + 1]) {
                        let gap = composed.gaps[at];
                        assert!(gap >= EM / 8 - TOLERANCE && gap <= EM / 3 + opened + TOLERANCE, "{gap:?} {line:?}");
                        narrowest = narrowest.min(gap);
                        widest = widest.max(gap);
                    }
                }
            }
        }
    }
    assert!(narrowest < EM / 5 && widest > EM * 3 / 10, "both are used: {narrowest:?} {widest:?}");
}

#[test]
fn sp3_no_gap_stands_at_line_edges_nor_beside_full_width_marks() {
    for (text, at) in [("国A，国", 1), ("国（A国", 1), ("国A）国", 1), ("国。A国", 1), ("国“A”国", 2)]
    {
        let set = natural(text);
        let gap = set.composed.gaps[at];
        let mark = set.composed.clusters.list[at].class.is_mark() || set.composed.clusters.list[at + 1].class.is_mark();
        // What stands beside a mark is the mark's own blank or nothing.
        assert!(mark && (gap == Len::ZERO || (gap - EM / 2).abs() <= TOLERANCE), "{text}: {gap:?}");
    }
    let mut seen = 0;
    for measure in 7..=40 {
        let set = set(vec![run(TEXTS[2], FontRole::Body)], &setting(measure));
        let lines = set.composed.lines();
        for (index, text) in set.texts().iter().enumerate() {
            let list = &set.composed.clusters.list[lines[index].range.start as usize..lines[index].range.end as usize];
            if index > 0 && text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                assert_eq!(set.origins(index)[0].1, Len::ZERO, "{text}");
                seen += 1;
            }
            // A line of Latin alone, such as a part of an address, has nothing to open.
            let full = list[list.len() - 1].western && lines[index].han > 0 && !set.ends_inside_address(index);
            if index + 1 < lines.len() && full {
                assert!((lines[index].x1 - EM * measure).abs() <= TOLERANCE, "{text}: {:?}", lines[index]);
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen} edges");
}

#[test]
fn sp5_the_same_gap_stands_beside_code_links_and_emphasis_but_not_beside_superscripts() {
    let url = || Some((NodeId::default(), crate::model::Target::Url("https://example.org".into())));
    let code = styled("a", |run| {
        run.verbatim = true;
        run.style.role = FontRole::Mono;
    });
    let emphasis = styled("word", |run| run.style.role = FontRole::Emphasis);
    let strong = styled("word", |run| run.style.role = FontRole::HeadingBold);
    let link = styled("word", |run| run.link = url());
    for run in [code, emphasis, strong, link] {
        let (before, after) = around(vec![han(), run.clone(), han()]);
        assert!((before - QUARTER).abs() <= TOLERANCE && (after - QUARTER).abs() <= TOLERANCE, "{run:?}");
    }
    let raised = |text: &str| {
        styled(text, |run| {
            run.rise = EM / 3;
            run.style.size = EM * 3 / 5;
        })
    };
    assert_eq!(around(vec![han(), raised("2"), han()]), (Len::ZERO, Len::ZERO), "a superscript of a Han");
    let (before, after) = around(vec![han(), run("m", FontRole::Body), raised("2"), han()]);
    assert!((before - QUARTER).abs() <= TOLERANCE && (after - QUARTER).abs() <= TOLERANCE, "m² is Latin");
    for measure in 4..12 {
        let runs = vec![run("国国国国国国国国", FontRole::Body), raised("2"), run("国国国国国", FontRole::Body)];
        let set = set(runs, &unindented(measure));
        assert!(set.texts().iter().all(|line| !line.starts_with('2')), "{:?}", set.texts());
    }
}

#[test]
fn lb10_han_numerals_break_anywhere_but_before_a_point() {
    let ends = |text: &str| -> Vec<LineEnd> {
        let set = natural(text);
        let gaps = gaps(&set.composed.clusters, &setting(20));
        gaps[..gaps.len() - 1].iter().map(|gap| gap.line_end).collect()
    };
    assert_eq!(ends("二百三十五"), [LineEnd::Allowed; 4]);
    for text in ["三・一四", "三·一四", "三、四"] {
        assert_eq!(ends(text)[0], LineEnd::Never, "{text}");
        assert_eq!(ends(text)[1..], vec![LineEnd::Allowed; ends(text).len() - 1], "{text}");
    }
}

#[test]
fn lb12_addresses_break_behind_separators_and_words_at_their_hyphens() {
    let address = "https://example.org/a/very/long/path?query=1&other=2#part-of_it";
    let mut parted = 0;
    for measure in 8..30 {
        let set = set(vec![run(&format!("参见{address}，或另一处说明。"), FontRole::Body)], &setting(measure));
        let lines = set.texts();
        assert!(set.composed.lines().iter().all(|line| !line.hyphen), "an address takes no hyphen: {lines:?}");
        for pair in lines.windows(2) {
            let inside = pair[0].ends_with(|c: char| c.is_ascii()) && pair[1].starts_with(|c: char| c.is_ascii());
            let separated = pair[0].ends_with(['/', '?', '&', '=', '#', '.', '-', '_', ':']);
            assert!(!inside || separated, "at {measure} em: {pair:?}");
            parted += usize::from(inside);
        }
    }
    assert!(parted > 20, "{parted} line ends in addresses");
    // A word is parted in its own language: the German word where German parts it.
    let word = "Geschwindigkeitsbegrenzung";
    let parts = |lang: &str| {
        let mut heads = std::collections::BTreeSet::new();
        for measure in 6..16 {
            let word = styled(word, |run| run.lang = tag(lang));
            let set =
                set(vec![run("国国国", FontRole::Body), word, run("国国国国", FontRole::Body)], &setting(measure));
            let lines = set.texts();
            for (index, line) in set.composed.lines().iter().enumerate() {
                if line.hyphen {
                    let head = lines[..=index].concat().replace('国', "");
                    heads.insert(head);
                }
            }
        }
        heads
    };
    let german: Vec<&str> =
        vec!["Ge", "Geschwin", "Geschwindig", "Geschwindigkeits", "Geschwindigkeitsbe", "Geschwindigkeitsbegren"];
    let found = parts("de");
    assert!(!found.is_empty() && found.iter().all(|head| german.contains(&head.as_str())), "{found:?}");
    // A word of twenty letters opens no gap between Han by more than a quarter em.
    for measure in 10..30 {
        let text = "这一段文字里有一个很长的单词internationalization以及更多的汉字用来填满后面的各行。";
        let set = set(vec![run(text, FontRole::Body)], &setting(measure));
        for line in set.composed.lines() {
            assert!(line.adjust.opening <= EM / 4 + TOLERANCE, "at {measure} em: {line:?}");
        }
    }
}

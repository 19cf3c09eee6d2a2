//! Any text at all: nothing panics, nothing is lost, and a line's edge offends only where that is told.

use super::*;
use proptest::prelude::*;

/// Pieces of every class, and of what is not our field.
fn pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[一二三人国的是在有我他这中大来上]{1,12}",
        5 => "[，。、；：？！]",
        4 => "[“”‘’（）《》〈〉「」『』【】〔〕]",
        2 => "(——|……|—|…|·|～|／|－|-)",
        3 => "[A-Za-z]{1,14}",
        2 => "[0-9]{1,5}([.,][0-9]{1,3})?(%|℃| kg|元|）)?",
        1 => "[￥№$]",
        1 => " ",
        1 => "[ぁ-んァ-ヶー]{1,6}",
        1 => "[가-힣]{1,6}",
        1 => "(https://example\\.org/[a-z/]{3,20}\\?q=[0-9]{1,3})",
        1 => "[\u{300}-\u{304}]",
        1 => "[葛\u{FE00}\u{E0100}]",
        1 => "[\u{200B}\u{200D}\u{2060}\u{AD}\u{A0}\u{3000}]",
        1 => "[😀🏳👍🏽👨‍👩‍👧]",
        1 => "[א-ת]{1,6}",
        1 => "[\u{202E}\u{202C}\u{200F}]",
        1 => "[\u{1}-\u{8}\u{7F}-\u{84}]",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn texts() -> impl Strategy<Value = Vec<(String, u8)>> {
    prop::collection::vec((prop::collection::vec(pieces(), 1..24).prop_map(|all| all.concat()), 0u8..6), 1..6)
}

fn runs(texts: &[(String, u8)]) -> Vec<Run> {
    texts
        .iter()
        .map(|(text, kind)| {
            let Run::Text(mut plain) = run(text, FontRole::Body) else { unreachable!() };
            match kind {
                1 => plain.style.role = FontRole::Emphasis,
                2 => plain.style.role = FontRole::HeadingBold,
                3 => plain.verbatim = true,
                4 => plain.lang = tag("zh-Hant"),
                5 => plain.reading = Some((NodeId { chapter: 0, index: 1 }, "dú".to_owned())),
                _ => {}
            }
            Run::Text(plain)
        })
        .collect()
}

/// Where a mark must not stand, whatever else there is.
fn offends(lines: &[String]) -> Option<String> {
    let first = |line: &String| line.chars().next().filter(|c| "。，、；：？！”’）》〉」』】〕".contains(*c));
    let last = |line: &String| line.chars().next_back().filter(|c| "“‘（《〈「『【〔".contains(*c));
    let begins = lines.iter().skip(1).find_map(|line| first(line).map(|c| format!("a line begins with {c}")));
    begins.or_else(|| lines.iter().rev().skip(1).find_map(|line| last(line).map(|c| format!("a line ends with {c}"))))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_text_panics_or_is_lost(
        texts in texts(),
        measure in 1i32..40,
        level in 1usize..4,
        style in 0usize..5,
        hanging: bool,
        grid: bool,
    ) {
        let prohibitions = [Prohibitions::None, Prohibitions::Basic, Prohibitions::Gb, Prohibitions::Strict][level];
        let punctuation = [
            PunctuationStyle::Quanjiao,
            PunctuationStyle::Kaiming,
            PunctuationStyle::Banjiao,
            PunctuationStyle::LineEndHalf,
            PunctuationStyle::Plain,
        ][style];
        let typography = TypographyConfig { prohibitions, punctuation, hanging, grid, ..typography() };
        let set = set(runs(&texts), &Setting { typography, ..setting(measure) });
        let lines = set.texts();
        // Control characters show nothing and are no text; what no font has is a box in the place of its text.
        let whole: String = texts.iter().map(|(text, _)| text.as_str()).collect();
        let plain = |text: &str| text.chars().filter(|c| !c.is_control() && !crate::unicode::is_ignorable(*c)).collect::<String>();
        prop_assert_eq!(plain(&lines.concat()), plain(&whole));
        // Drawing gives every cluster a place.
        for line in 0..lines.len() {
            set.origins(line);
        }
        let told = set.diagnostics.iter().any(|one| matches!(one.rule.code, "W301" | "W302" | "W303"));
        let code = texts.iter().any(|(_, kind)| *kind == 3 || *kind == 5);
        if !told && !grid && !code && !whole.contains(|c: char| crate::unicode::is_combining(c) || crate::unicode::is_ignorable(c)) {
            prop_assert_eq!(offends(&lines), None, "{:?}", lines);
        }
    }
}

#[test]
fn right_to_left_text_stands_in_the_order_of_its_script_and_is_told() {
    let set = set(vec![run("国שלום国", FontRole::Body)], &Setting { first_indent: Len::ZERO, ..setting(20) });
    let order = |set: &Set| {
        let (mut items, mut links) = (Vec::<Item>::new(), Vec::new());
        let mut sink = Sink { fonts: &FONTS, items: &mut items, links: &mut links, note_label: &|_| String::new() };
        set.composed.draw(0, crate::base::Point::default(), &mut sink);
        let mut placed: Vec<(Len, char)> = Vec::new();
        for item in &items {
            let Draw::Glyphs(run) = &item.draw else { continue };
            placed.extend(run.glyphs.iter().zip(run.text.chars()).map(|(glyph, c)| (item.at.x + glyph.x, c)));
        }
        placed.sort();
        placed.into_iter().map(|(_, c)| c).collect::<String>()
    };
    assert_eq!(order(&set), "国םולש国");
    assert!(set.diagnostics.iter().any(|one| one.rule.code == "W305"));
    assert_eq!(set.texts().concat(), "国שלום国", "the text keeps its order");
    let turned = natural("一\u{202E}abc\u{202C}二");
    assert!(order(&turned).replace(crate::unicode::is_ignorable, "").contains("cba"), "{:?}", order(&turned));
    let plain = natural("国abc国");
    assert!(plain.diagnostics.is_empty() && order(&plain) == "国abc国");
}

/// A paragraph that cannot be set by the rules, and its repaired twin.
#[test]
fn what_no_rule_allows_is_told_and_its_repaired_twin_is_not() {
    let codes = |runs: Vec<Run>, measure: i32| -> Vec<&'static str> {
        let set = set(runs, &Setting { first_indent: Len::ZERO, ..setting(measure) });
        set.diagnostics.iter().map(|one| one.rule.code).collect()
    };
    let plain = |text: &str| vec![run(text, FontRole::Body)];
    let reading = |text: &str| {
        let Run::Text(plain) = run("汉字", FontRole::Body) else { unreachable!() };
        let reading = Some((NodeId { chapter: 0, index: 1 }, text.to_owned()));
        vec![Run::Text(TextRun { reading, ..plain }), run("国国国国", FontRole::Body)]
    };
    for (code, broken, repaired, measure) in [
        // A dash of two em on a line of one; a base that its reading makes wider than the line.
        ("W301", plain("⸺"), plain("国"), 1),
        ("W301", reading("chuàngchuàngchuàngchuàng"), reading("hànzì"), 2),
        // Three Han at two to a line.
        ("W302", plain("国国国"), plain("国国国国"), 2),
        // More marks than a line holds; a word that no line holds has its hyphens.
        ("W303", plain(&"《".repeat(60)), plain(&"《国".repeat(60)), 9),
        ("W303", plain("国国国，，，，，，，，，，，，国国国"), plain("国国国，国国国，国国国"), 4),
        ("W305", plain("国\u{202E}abc\u{202C}国"), plain("国abc国"), 9),
    ] {
        assert_eq!(codes(broken, measure), [code]);
        assert_eq!(codes(repaired, measure), [""; 0], "{code} repaired");
    }
    // A measure narrower than two characters still holds its text.
    for text in TEXTS {
        assert_eq!(set(plain(text), &Setting { first_indent: Len::ZERO, ..setting(1) }).texts().concat(), **text);
    }
}

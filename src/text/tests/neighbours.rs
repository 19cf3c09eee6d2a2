//! What depends on the neighbours: connectors and interpuncts of names, apostrophes, signs between Han and figures, labels
//! with their numbers, blanks beside right-to-left words.

use super::*;

/// The text of each cluster of a mark with whether it is Western, and the width of its body in hundredths of an em.
fn marks(text: &str, lang: &str, mark: char) -> Vec<(bool, i32)> {
    let Run::Text(plain) = run(text, FontRole::Body) else { unreachable!() };
    let runs = vec![Run::Text(TextRun { lang: tag(lang), ..plain })];
    let set = set(runs, &Setting { first_indent: Len::ZERO, ..setting(200) });
    let clusters = &set.composed.clusters;
    let marks = clusters.list.iter().filter(|one| clusters.text_of(one).starts_with(mark));
    marks.map(|one| (one.western, (one.body.0 * 100 + EM.0 / 2) / EM.0)).collect()
}

#[test]
fn fw2_a_single_dash_between_figures_is_the_one_between_places() {
    for text in ["北京—上海", "1990—2000年", "从1990—2000年到现在", "第3—5章", "二〇〇〇—2010年", "A—3国", "国—A"]
    {
        let expected = if text.contains("A—3") { (true, 81) } else { (false, 100) };
        assert_eq!(marks(text, "zh-Hans", '—'), [expected], "{text}");
    }
    assert!(marks("Smith—Jones 的定理", "zh-Hans", '—')[0].0, "between Latin words it is Latin");
    // A connector begins no line (GB/T 15834 5.1.6), and nothing opens beside it.
    for measure in 7..=24 {
        let set =
            set(vec![run(&"往来北京—上海之间，1990—2000年一共去过".repeat(4), FontRole::Body)], &setting(measure));
        for line in set.texts() {
            assert!(!line.starts_with('—'), "{measure} em: {line}");
        }
    }
}

#[test]
fn pw8_every_interpunct_of_a_name_is_the_same() {
    for (text, count) in [
        ("乔治·R·R·马丁", 3),
        ("R·R·马丁", 2),
        ("乔治·R·R", 2),
        ("乔治·R.R.·马丁说", 2),
        ("J·K·罗琳与C·S·刘易斯", 4),
        ("“9·11”事件", 1),
        ("3·15晚会", 1),
        ("列夫·托尔斯泰", 1),
    ] {
        assert_eq!(marks(text, "zh-Hans", '·'), vec![(false, 50); count], "{text}");
    }
    for text in ["他说col·lecció这个词", "Marcel·lí 国"] {
        assert!(marks(text, "zh-Hans", '·')[0].0, "{text}");
    }
}

#[test]
fn qt2_an_apostrophe_is_latin_wherever_it_stands_in_its_word() {
    for text in [
        "听rock ’n’ roll的人",
        "在’90s的歌里",
        "那是 ’90s 的歌",
        "‘90s的歌",
        "‘我爱rock ’n’ roll’，他说",
        "the students’ 书",
        "’Tis 国",
        "（’tis）国",
        "it’s国",
        "国O’Neill国",
    ] {
        let quoted = text.starts_with("‘我");
        let mut all: Vec<bool> = marks(text, "zh-Hans", '’').into_iter().map(|(western, _)| western).collect();
        if quoted {
            assert_eq!(all.pop(), Some(false), "{text}: the quotation closes as it opened");
        }
        assert!(all.iter().all(|western| *western), "{text}: {all:?}");
        let open: Vec<bool> = marks(text, "zh-Hans", '‘').into_iter().map(|(western, _)| western).collect();
        assert!(open.iter().all(|western| *western != quoted), "{text}: {open:?}");
    }
    for text in ["他说‘好’", "‘abc’国", "说：‘abc国’90年"] {
        assert!(marks(text, "zh-Hans", '’').iter().all(|(western, _)| !western), "{text}: a quotation closes");
    }
}

/// The gap after each character of a line, in hundredths of an em.
fn gaps(text: &str) -> Vec<i32> {
    natural(text).composed.gaps.iter().map(|gap| (gap.0 * 100 + EM.0 / 2) / EM.0).collect()
}

#[test]
fn sp1_a_sign_between_han_and_figures_or_letters_has_a_gap_on_both_sides() {
    for sign in "×÷=≈≠≤≥<>~→".chars() {
        for other in ["3", "A", "β", "长"] {
            // A Han symbol fills its em.
            let wide = crate::unicode::is_cjk(sign);
            let expected = if wide { [0, 0] } else { [25, 25] };
            for (left, right) in [("长", other), (other, "长")] {
                for blanks in [["", ""], [" ", " "], [" ", ""], ["", " "]] {
                    let text = format!("{left}{}{sign}{}{right}国", blanks[0], blanks[1]);
                    let found: Vec<i32> = gaps(&text);
                    // The gap stands behind a blank, which has none of its own.
                    let at = [blanks[0].len(), blanks[0].len() + 1 + blanks[1].len()];
                    assert_eq!(at.map(|at| found[at]), expected, "{text}: {found:?}");
                    assert!((0..at[1]).filter(|one| !at.contains(one)).all(|one| found[one] == 0), "{text}: {found:?}");
                }
            }
        }
        assert_eq!(gaps(&format!("3{sign}4国"))[..2], [0, 0], "3{sign}4");
    }
    for (text, expected) in [
        // A sign that belongs to its number keeps to it.
        ("差±5国", [25, 0, 25]),
        ("18+人", [0, 0, 25]),
        ("国C++", [25, 0, 0]),
        ("长=-3", [25, 25, 0]),
        // Before a letter it is none of its own.
        ("甲+A国", [25, 25, 25]),
        // A hyphen joins.
        ("歼-20国", [0, 0, 0]),
        ("国-A国", [0, 0, 25]),
        ("3-甲国", [0, 0, 0]),
        // Several signs are one.
        ("甲->A国", [25, 0, 25]),
        ("甲>=3国", [25, 0, 25]),
        // Brackets, of names and of sums.
        ("国<b>国", [25, 0, 0]),
        ("甲=(3)", [25, 25, 0]),
        ("f)=甲国", [0, 25, 25]),
    ] {
        assert_eq!(gaps(text)[..3], expected, "{text}");
    }
}

#[test]
fn no_line_begins_with_a_sign_or_ends_inside_a_range() {
    for phrase in [
        "设长=3国",
        "设长 = 3 国",
        "甲×A国",
        "甲×乙国",
        "约~8℃国",
        "水温 ~8℃国",
        "歼-20国",
        "从甲->乙国",
        "以 x = 3 计",
    ] {
        for measure in 5..=24 {
            let set = set(vec![run(&phrase.repeat(8), FontRole::Body)], &setting(measure));
            for line in set.texts().iter().skip(1) {
                assert!(!line.trim_start().starts_with(['=', '×', '~', '-', '>']), "{measure} em: {line}");
            }
        }
    }
    for phrase in ["第3—5页", "3–5国", "3～5天", "3~5天", "图Ⅱ-1国", "Ⅱ-1国", "25㎡国", "第3章", "见第 12 章"]
    {
        let whole = phrase.trim_start_matches(['第', '见']).trim_end_matches(|c| "页国天".contains(c));
        let (mut parted, mut ends) = (0, 0);
        for lead in 0..12 {
            let text = "国".repeat(lead) + &format!("{phrase}说的正是那一回事情，").repeat(8);
            for measure in 16..=30 {
                let set = set(vec![run(&text, FontRole::Body)], &setting(measure));
                for pair in set.texts().windows(2) {
                    ends += 1;
                    parted += usize::from(whole.char_indices().skip(1).any(|(at, _)| {
                        pair[0].trim_end().ends_with(whole[..at].trim_end())
                            && pair[1].trim_start().starts_with(whole[at..].trim_start())
                    }));
                }
            }
        }
        // The dash of a range parts it where nothing else fills a line.
        let allowed = if whole.contains(['—', '–', '～']) { ends / 50 } else { 0 };
        assert!(parted <= allowed, "{phrase} is parted {parted} times at {ends} line ends");
    }
    // What follows a comma begins with its sign.
    let lines = (8..=20)
        .flat_map(|measure| set(vec![run(&"国国国国国，~8℃".repeat(9), FontRole::Body)], &setting(measure)).texts());
    assert!(lines.into_iter().any(|line| line.starts_with('~')));
}

#[test]
fn sp1_no_gap_is_inside_a_number_of_a_label() {
    for (text, expected) in [
        ("图Ⅱ-1国", [0, 0, 0, 25]),
        ("图Ⅱa国国", [0, 0, 25, 0]),
        ("类ⅩⅡ型国", [0, 0, 0, 0]),
        ("共25㎡国国", [25, 0, 0, 0]),
    ] {
        assert_eq!(gaps(text)[..4], expected, "{text}");
    }
}

#[test]
fn lb9_a_label_and_its_number_share_a_line() {
    for (lang, label, number) in [
        ("zh-Hans", "图", "3-1"),
        ("zh-Hans", "图 ", "12–4"),
        ("zh-Hans", "表", "2.10"),
        ("zh-Hans", "第", "12"),
        ("zh-Hans", "式（", "3-1"),
        ("zh-Hans", "式(", "3-1"),
        ("zh-Hans", "附录", "A"),
        ("zh-Hant", "圖", "3-1"),
        ("ja", "図", "3-1"),
        ("ja", "付録", "B"),
        ("ko", "그림", "3-1"),
        ("ko", "표 ", "7"),
        ("en", "Figure ", "3-1"),
        ("en", "figs. ", "3"),
        ("en", "Appendix ", "IV"),
        ("zh-Hans", "Figure ", "3.2"),
    ] {
        let filler = if lang == "en" { "such words as these and " } else { "像这样的国" };
        for lead in 0..12 {
            let before = if lang == "en" { "o".repeat(lead) + " " } else { "国".repeat(lead) };
            let text = before + &format!("{filler}{label}{number}那样").repeat(6);
            // A Western word is wider; where no line could hold it and its number, the word is parted.
            let western = label.starts_with(|c: char| c.is_ascii());
            for measure in if western { [16, 20, 24] } else { [11, 14, 17] } {
                let Run::Text(plain) = run(&text, FontRole::Body) else { unreachable!() };
                let runs = vec![Run::Text(TextRun { lang: tag(lang), ..plain })];
                let lines = set(runs, &setting(measure)).texts();
                let whole = format!("{}{number}", label.trim_end());
                for pair in lines.windows(2) {
                    let (end, start) = (pair[0].trim_end(), pair[1].trim_start());
                    let last = whole.char_indices().rev().find(|(at, _)| *at < label.trim_end().len());
                    for (at, _) in whole.char_indices().filter(|(at, _)| Some(*at) > last.map(|(at, _)| at)) {
                        let parted = end.ends_with(&whole[..at]) && start.starts_with(&whole[at..]);
                        assert!(!parted, "{lang}, {measure} em: {end} | {start}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_blank_of_a_mark_beside_a_right_to_left_word_is_on_its_line_s_side() {
    // The ink of the bracket is half an em from its origin; the origin follows the visual right end of the word.
    for (text, mark) in [("国שלום（国", '（'), ("国שלום עולם（国）", '（'), ("国مرحبا《国》", '《')]
    {
        let set = natural(text);
        let origins = set.origins(0);
        let word: Vec<Len> =
            origins.iter().filter(|(c, _)| ('\u{590}'..'\u{700}').contains(c)).map(|(_, x)| *x).collect();
        let han = origins.iter().find(|(c, _)| *c == '国').expect("a Han").1 + EM;
        let left = *word.iter().min().expect("a word");
        assert!(left - han <= EM / 3, "{text}: the word follows the Han, {:?} after it", left - han);
        let bracket = origins.iter().find(|(c, _)| *c == mark).expect("a bracket").1;
        let first = text.chars().position(|c| c != '国').expect("a letter");
        let cluster = &set.composed.clusters.list[first];
        let end = *word.iter().max().expect("a word") + cluster.body;
        assert!((bracket - end).abs() <= EM / 100, "{text}: the em of {mark} begins where the word ends");
    }
}

#[test]
fn lb12_a_line_that_ends_inside_an_address_is_short_and_not_wide() {
    let address = "https://www.example-university-press.com/catalogue/2024/collections/modern-literature/items/\
                   0123456789abcdefghijklmnopqrstuvwxyz_and_even_more?session=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&lang=zh";
    for (before, after) in [("见，", "。"), ("见", ""), ("国，国", "。国国"), ("他说：“国。”", "（国）")]
    {
        for measure in 14..=34 {
            let set = set(vec![run(&format!("{before}{address}{after}"), FontRole::Body)], &setting(measure));
            let inside = |index: &usize| set.ends_inside_address(*index);
            for index in (0..set.composed.lines().len()).filter(inside) {
                let (line, text) = (&set.composed.lines()[index], &set.texts()[index]);
                assert!(line.adjust.opening <= EM / 4, "{measure} em: {text} opens by {:?}", line.adjust.opening);
                assert!(line.x1 <= EM * measure, "{measure} em: {text}");
            }
            let ends = set.texts();
            let separators =
                ends[..ends.len() - 1].iter().filter(|line| line.ends_with(['/', '-', '_', '.', '?', '=', '&']));
            assert!(separators.count() * 2 >= ends.len() - 1, "{measure} em: {ends:?}");
        }
    }
}

#[test]
fn straight_quotation_marks_do_not_stand_apart_from_han() {
    for text in ["他说\"你好\"了", "国\"国", "\"国\"国"] {
        assert!(gaps(text).iter().all(|gap| *gap == 0), "{text}: {:?}", gaps(text));
    }
    assert_eq!(gaps("国A国")[..2], [25, 25]);
}

#[test]
fn a_variation_selector_takes_effect_or_is_told() {
    let glyphs = |text: &str, lang: &str| {
        let Run::Text(plain) = run(text, FontRole::Body) else { unreachable!() };
        let set = set(vec![Run::Text(TextRun { lang: tag(lang), ..plain })], &setting(20));
        let list = &set.composed.clusters;
        let first = list.list[0];
        (list.glyphs_of(&first).iter().map(|glyph| (first.font, glyph.id)).collect::<Vec<_>>(), set.diagnostics)
    };
    // Two forms of one character that the Japanese face has; the Chinese faces have neither of them as a sequence.
    for lang in ["zh-Hans", "zh-Hant", "zh-Hant-HK", "ja", "ko"] {
        let (first, told) = glyphs("葛\u{E0100}国", lang);
        let (second, _) = glyphs("葛\u{E0101}国", lang);
        assert!(told.is_empty(), "{lang}: {told:?}");
        assert_eq!(first.len(), 1, "{lang}: the selector itself shows nothing");
        assert_ne!(first[0].1, second[0].1, "{lang}: two selectors, two forms");
    }
    let (plain, none) = glyphs("国", "zh-Hans");
    let (same, told) = glyphs("国\u{E01EF}国\u{E01EF}", "zh-Hans");
    assert!(none.is_empty() && plain[0] == same[0]);
    assert_eq!(told.len(), 1, "once: {told:?}");
    assert_eq!(told[0].rule.code, "W314");
}

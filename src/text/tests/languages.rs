//! Japanese, Korean and the alphabets: each set by its own rules.

use super::*;
use crate::text::gap::LineEnd;
use crate::unicode::{Class, is_character};

fn in_language(text: &str, lang: &str) -> Run {
    in_role(text, lang, FontRole::Body)
}

fn in_role(text: &str, lang: &str, role: FontRole) -> Run {
    let Run::Text(plain) = run(text, role) else { unreachable!() };
    Run::Text(TextRun { lang: tag(lang), ..plain })
}

fn unindented(measure: i32) -> Setting {
    Setting { first_indent: Len::ZERO, ..setting(measure) }
}

fn line_of(text: &str, lang: &str) -> Set {
    set(vec![in_language(text, lang)], &unindented(200))
}

/// Each character with the width of its body and of the gap after it, in hundredths of an em.
fn frames(set: &Set) -> Vec<(char, i32)> {
    let hundredths = |length: Len| ((i64::from(length.0) * 200 / i64::from(EM.0) + 1) / 2) as i32;
    let composed = &set.composed;
    let list = composed.clusters.list.iter().zip(&composed.gaps);
    list.map(|(one, gap)| (composed.clusters.text_of(one).chars().next().unwrap(), hundredths(one.body + *gap)))
        .collect()
}

const JAPANESE: &[&str] = &[
    "国！？国、もちろん！」と彼は言った。「ええっ？　もちろん！」「本当に？！」と、みんなが口々に叫んだ。しかし、それは夢だった――いや、夢ではなかったのかもしれない。",
    "東京：大阪；京都・奈良。「（これは）『例』です！」と書いてある。ちょっと待って！　もう一度、ゆっくり読んでみよう？　いいね！",
    "ＡとBとC、2024年3月にRustを学ぶ。きゃりーぱみゅぱみゅ、ヴァイオリン、ーー、々、ゝ。",
];

const KOREAN: &[&str] = &[
    "2024년 3월, 동광학교(東光)까지 걸어서 갔다. 그는 “정말이야?” 하고 물었다. 나는 대답하지 않았다. ‘그럴 리가 없어.’ 하고 생각했을 뿐이다.",
    "국어의 로마자 표기법은 2000년 7월 7일에 고시되었다(문화관광부 고시 제2000-8호). 《훈민정음》은 1446년에 반포되었으며, 그 해례본은 1940년에 발견되었다.",
    "나랏말싸미 듕귁에달아 문자와로 서르 사맛디 아니할쎄 이런 전차로 어린 백성이 니르고저 홀배이셔도 마참내 제뜨들 시러펴디 몯할노미 하니라.",
];

const ENGLISH: &str = "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in \
    want of a wife. However little known the feelings or views of such a man may be on his first entering a neighbourhood, \
    this truth is so well fixed in the minds of the surrounding families, that he is considered as the rightful property of \
    some one or other of their daughters.";

#[test]
fn japanese_question_and_exclamation_marks_fill_their_em() {
    for mark in "！？⁉‼".chars() {
        for (before, after) in [('国', '国'), ('た', '」'), ('ア', '）'), ('国', '、')] {
            for role in [FontRole::Body, FontRole::Quotation, FontRole::Heading] {
                let set = set(vec![in_role(&format!("{before}{mark}{after}国"), "ja", role)], &unindented(200));
                assert_eq!(frames(&set)[..2], [(before, 100), (mark, 100)], "{mark}{after} {role:?}");
            }
        }
    }
    assert_eq!(frames(&line_of("国！？国", "ja"))[..3], [('国', 100), ('！', 100), ('？', 100)]);
    // What closes before it gives its blank: half an em.
    assert_eq!(frames(&line_of("国」！国", "ja"))[..3], [('国', 100), ('」', 50), ('！', 100)]);
    // In Chinese they keep to the left half and share an em.
    assert_eq!(frames(&line_of("国！？国", "zh-Hans"))[..3], [('国', 100), ('！', 50), ('？', 50)]);
}

#[test]
fn no_ink_of_japanese_meets_its_neighbours_however_a_line_is_squeezed() {
    for text in JAPANESE {
        for measure in 7..=40 {
            let set = set(vec![in_language(text, "ja")], &setting(measure));
            assert_eq!(set.texts().concat(), **text);
            for (index, line) in set.texts().iter().enumerate() {
                let origins = set.origins(index);
                for pair in origins.windows(2).filter(|pair| "！？".contains(pair[0].0) && pair[0].1 >= Len::ZERO) {
                    let step = pair[1].1 - pair[0].1;
                    // A bracket's glyph begins half an em before its body.
                    let least = if "「（『".contains(pair[1].0) { EM / 2 } else { EM };
                    assert!(step >= least - TOLERANCE, "{measure} em: {pair:?} in {line}");
                }
            }
        }
    }
}

#[test]
fn no_line_begins_or_ends_with_an_em_of_space() {
    let chinese = "第一节　开端。好！　再来　一次　又一次，“好”　他说　没什么　可说的。";
    for (text, lang) in JAPANESE.iter().map(|text| (*text, "ja")).chain([(chinese, "zh-Hans"), (chinese, "zh-Hant")]) {
        for measure in 5..=30 {
            for grid in [false, true] {
                let typography = TypographyConfig { grid, ..typography() };
                let setting = Setting { typography, ..unindented(measure) };
                let set = set(vec![in_language(text, lang)], &setting);
                let lines = set.composed.lines();
                for (index, text) in set.texts().iter().enumerate() {
                    let told = format!("{lang} at {measure} em, grid {grid}: {text}");
                    assert!(!text.starts_with('　'), "{told}");
                    // The ink of what ends the line stands at the edge: the space has no width there.
                    if !grid && text.ends_with('　') && index + 1 < lines.len() {
                        assert_eq!(lines[index].x1, setting.measure, "{told}");
                    }
                    assert!(lines[index].x1 <= setting.measure, "{told}");
                }
            }
        }
    }
    // Inside a line it is an em, whatever stands beside it; several are as many; at the start of a line they are kept.
    assert_eq!(frames(&line_of("国　国", "ja"))[..2], [('国', 100), ('　', 100)]);
    assert_eq!(frames(&line_of("え？　国", "ja"))[1..3], [('？', 100), ('　', 100)]);
    let width = |text: &str| line_of(text, "ja").composed.lines()[0].natural;
    assert_eq!(width("国　　　国"), EM * 5);
    assert_eq!(width("　　国"), EM * 3);
    assert_eq!(width("国　"), EM);
}

#[test]
fn colons_of_japanese_stand_in_the_middle_of_their_em() {
    for mark in "：；・".chars() {
        let set = line_of(&format!("国{mark}国"), "ja");
        assert_eq!(frames(&set)[0].1 + frames(&set)[1].1, 200, "{mark}");
        assert_eq!(set.composed.clusters.list[1].class, Class::Interpunct);
    }
}

#[test]
fn no_last_line_is_a_single_kana_or_syllable() {
    for (texts, lang) in [(JAPANESE, "ja"), (KOREAN, "ko")] {
        for text in texts {
            for measure in 7..=30 {
                let set = set(vec![in_language(text, lang)], &setting(measure));
                let last = set.texts().pop().unwrap_or_default();
                let characters = last.chars().filter(|c| is_character(*c)).count();
                let told = set.diagnostics.iter().any(|found| found.rule.code == "W302");
                assert!(
                    characters > 1 || told || last.contains(|c: char| c.is_ascii_alphanumeric()),
                    "{measure}: {last}"
                );
                assert!(characters > 1 || measure < 10, "{measure} em: {last}");
            }
        }
    }
}

#[test]
fn korean_is_parted_by_its_spaces_and_nothing_else() {
    for text in KOREAN {
        let set = line_of(text, "ko");
        let composed = &set.composed;
        let space = composed.clusters.list.iter().find(|one| one.class == Class::Space).unwrap();
        let by_font = composed.clusters.glyphs_of(space)[0].advance;
        assert!(by_font > EM / 5 && by_font < EM * 2 / 5, "a word space of the font: {by_font:?}");
        for (cluster, gap) in composed.clusters.list.iter().zip(&composed.gaps) {
            let wanted = if cluster.class == Class::Space { by_font } else { Len::ZERO };
            assert_eq!(*gap, wanted, "after {} in {text}", composed.clusters.text_of(cluster));
        }
        for cluster in &composed.clusters.list {
            let mark = composed.clusters.text_of(cluster);
            if matches!(mark, "“" | "”" | "‘" | "’" | "(" | ")" | "《" | "》" | "," | ".") {
                assert!(cluster.body <= EM / 2, "{mark} is {:?} wide", cluster.body);
            }
        }
    }
}

#[test]
fn korean_lines_end_at_spaces_and_are_filled_by_them() {
    let (mut parted, mut ends) = (0, 0);
    for text in KOREAN {
        for measure in 10..=40 {
            let setting = setting(measure);
            let set = set(vec![in_language(text, "ko")], &setting);
            let lines = set.texts();
            assert_eq!(lines.concat(), **text);
            let natural = gaps_between(&set.composed.clusters, &setting);
            for (index, pair) in lines.windows(2).enumerate() {
                let line = &set.composed.lines()[index];
                let range = line.range.start as usize..line.range.end as usize - 1;
                let spaces = range.clone().filter(|at| set.composed.clusters.list[*at].class == Class::Space).count();
                assert!(line.x1 == setting.measure || spaces == 0, "{measure} em: {}", pair[0]);
                for at in range {
                    let opened = set.composed.gaps[at] - natural[at].natural;
                    let space = set.composed.clusters.list[at].class == Class::Space;
                    assert!(space || opened == Len::ZERO, "{measure} em: only spaces open: {}", pair[0]);
                    assert!(!space || set.composed.gaps[at] > EM / 6, "{measure} em: a space stays one: {}", pair[0]);
                }
                let end = natural[line.range.end as usize - 1].line_end;
                assert!(matches!(end, LineEnd::Allowed | LineEnd::Syllable), "{measure} em: {pair:?}");
                ends += 1;
                parted += usize::from(end == LineEnd::Syllable && measure >= 20);
            }
        }
    }
    assert!(parted * 8 < ends, "most lines end at a space: {parted} of {ends} do not");
    // A word that no line holds is parted between syllables, without a hyphen.
    let long = set(vec![in_language(&"가나다라마바사아자차".repeat(4), "ko")], &unindented(12));
    assert_eq!(long.composed.lines().len(), 4);
    assert!(long.composed.lines().iter().all(|line| !line.hyphen && line.x1 <= EM * 12));
}

#[test]
fn hangul_in_a_chinese_text_has_no_gap_before_figures() {
    let set = line_of("国한2월국国A国", "zh-Hans");
    let parted: Vec<bool> = set.composed.gaps.iter().map(|gap| *gap > Len::ZERO).collect();
    assert_eq!(parted, [false, false, false, false, false, true, true, false]);
}

#[test]
fn word_spaces_of_the_alphabets_come_from_the_font() {
    for lang in ["en", "fr", "de", "ru", "zh-Latn-pinyin"] {
        for role in [FontRole::Body, FontRole::Heading, FontRole::Emphasis, FontRole::Contrast] {
            let natural = set(vec![in_role(ENGLISH, lang, role)], &unindented(1000));
            let list = &natural.composed.clusters.list;
            for (at, space) in list.iter().enumerate().filter(|(_, one)| one.class == Class::Space) {
                let font = FONTS.face(space.font);
                let units = i64::from(font.metrics.units_per_em);
                let (_, glyph) = FONTS
                    .select(role, crate::language::Region::Mainland, ' ', false)
                    .expect("a Latin font has a space");
                let width = EM.scale(i64::from(FONTS.advance(space.font, glyph)), units);
                assert_eq!(natural.composed.gaps[at], width, "{lang} {role:?}");
            }
            for measure in [20, 24, 30] {
                let set = set(vec![in_role(ENGLISH, lang, role)], &setting(measure));
                let widest = set.composed.lines().iter().map(|line| line.adjust.opening).max().unwrap();
                let list = &set.composed.clusters.list;
                for (at, gap) in set.composed.gaps.iter().enumerate().filter(|(at, _)| list[*at].class == Class::Space)
                {
                    let last = set.composed.lines().iter().any(|line| line.range.end as usize == at + 1);
                    let natural = natural.composed.gaps[at];
                    let most = natural + natural / 2 + widest + TOLERANCE;
                    assert!(
                        last || *gap >= natural - natural / 4 - TOLERANCE && *gap <= most,
                        "{lang} {role:?} {gap:?}"
                    );
                }
            }
        }
    }
    // Among Chinese a word space stays a third of an em (row BT-5 squeezes it to a quarter).
    let gaps = line_of("国borrow checker国", "zh-Hans").composed.gaps;
    assert!(gaps.contains(&(EM / 3)), "{gaps:?}");
}

#[test]
fn stops_of_traditional_chinese_stand_in_the_middle_in_every_face() {
    for lang in ["zh-Hant", "zh-Hant-HK", "zh-TW"] {
        for role in FontRole::ALL.into_iter().filter(|role| *role != FontRole::Mono) {
            for mark in "，。、；：！？".chars() {
                let set = set(vec![in_role(&format!("國{mark}國"), lang, role)], &unindented(20));
                let glyph = super::marks::inks(&set);
                let (start, end) = (glyph[0].1 + EM, glyph[2].1);
                let middle = (glyph[1].2[0] + glyph[1].2[1]) / 2;
                assert!((end - start - EM).abs() <= TOLERANCE, "{lang} {role:?} {mark}");
                assert!(
                    (middle - (start + end) / 2).abs() <= EM / 10,
                    "{lang} {role:?} {mark}: {middle:?} in {start:?} {end:?}"
                );
            }
        }
    }
}

//! Widths of marks: in the open, at the edges of lines, in other fonts, in other languages.

use super::*;
use crate::font::FontId;

fn in_language(text: &str, lang: &str) -> Run {
    let Run::Text(plain) = run(text, FontRole::Body) else { unreachable!() };
    Run::Text(TextRun { lang: tag(lang), ..plain })
}

fn unindented(measure: i32) -> Setting {
    Setting { first_indent: Len::ZERO, ..setting(measure) }
}

/// The ink of a glyph as its font draws it: left, right, bottom and top, from the glyph's origin.
fn ink(font: FontId, glyph: u16, size: Len) -> [Len; 4] {
    let face = FONTS.face(font);
    let parsed = ttf_parser::Face::parse(face.data(), face.index).expect("a font");
    let bounds = parsed.glyph_bounding_box(ttf_parser::GlyphId(glyph)).expect("ink");
    let units = i64::from(parsed.units_per_em());
    [bounds.x_min, bounds.x_max, bounds.y_min, bounds.y_max].map(|value| size.scale(i64::from(value), units))
}

/// Characters of line 0 with the origin and the ink of their glyphs on the page.
pub(super) fn inks(set: &Set) -> Vec<(char, Len, [Len; 4])> {
    let (mut items, mut links) = (Vec::<Item>::new(), Vec::new());
    let mut sink = Sink { fonts: &FONTS, items: &mut items, links: &mut links, note_label: &|_| String::new() };
    set.composed.draw(0, crate::base::Point::default(), &mut sink);
    let mut found = Vec::new();
    for item in &items {
        let Draw::Glyphs(run) = &item.draw else { continue };
        for (c, glyph) in lettered(run) {
            let x = item.at.x + glyph.x;
            let [left, right, bottom, top] = ink(run.font, glyph.id, run.size);
            found.push((c, x, [x + left, x + right, bottom, top]));
        }
    }
    found
}

#[test]
fn pw1_a_full_width_mark_takes_one_em_with_its_ink_in_its_half() {
    let near = |value: Len, em: i32| (value - EM * em).abs() <= TOLERANCE;
    for mark in "，、；：。．？！”’）》〉】〗」』〕".chars() {
        let inks = inks(&natural(&format!("国{mark}国")));
        let (start, width) = (inks[0].1 + EM, inks[2].1 - inks[0].1 - EM);
        assert!(near(width, 1), "{mark}: {width:?}");
        let middle = (inks[1].2[0] + inks[1].2[1]) / 2;
        // ？！ are wide glyphs, drawn in the middle of their em.
        let half = if "？！".contains(mark) { EM * 3 / 5 } else { EM / 2 };
        assert!(middle > start && middle < start + half, "the ink of {mark} stands in the first half");
    }
    for mark in "“‘（《〈【〖「『〔".chars() {
        let inks = inks(&natural(&format!("国{mark}国")));
        assert!(near(inks[2].1 - inks[0].1, 2), "{mark}");
        let middle = (inks[1].2[0] + inks[1].2[1]) / 2;
        assert!(middle > inks[0].1 + EM + EM / 2 && middle < inks[2].1, "the ink of {mark} stands in the second half");
    }
    for pair in ["——", "……", "⸺"] {
        let inks = inks(&natural(&format!("国{pair}国")));
        assert!(near(inks.last().unwrap().1 - inks[0].1, 3), "{pair} takes two em");
    }
}

#[test]
fn lb7_dashes_and_ellipses_stand_in_the_middle_of_the_em() {
    for text in ["国——国", "国……国"] {
        let inks = inks(&natural(text));
        let han = inks[0].2;
        for (c, _, ink) in &inks[1..3] {
            let (middle, em) = ((ink[2] + ink[3]) / 2, (han[2] + han[3]) / 2);
            assert!((middle - em).abs() <= EM / 10, "{c}: {ink:?} beside {han:?}");
        }
    }
}

#[test]
fn lb8_a_double_ellipsis_takes_four_em_on_a_line_of_its_own() {
    let set = set(vec![run("…………", FontRole::Body)], &unindented(20));
    let origins = set.origins(0);
    let steps: Vec<Len> = origins.windows(2).map(|pair| pair[1].1 - pair[0].1).collect();
    assert_eq!(origins.len(), 4);
    assert!(steps.iter().all(|step| (*step - EM).abs() <= TOLERANCE), "{steps:?}");
    assert!((set.composed.lines()[0].natural - EM * 4).abs() <= TOLERANCE);
}

#[test]
fn pw4_a_mark_at_the_end_of_a_line_takes_half_an_em() {
    let mut seen = 0;
    for text in TEXTS {
        for measure in 7..=40 {
            let set = set(vec![run(text, FontRole::Body)], &setting(measure));
            let lines = set.texts();
            for (index, line) in lines.iter().enumerate().take(lines.len() - 1) {
                let Some(last) = line.chars().next_back().filter(|c| "，、；：。？！”’）》〉】」』〕".contains(*c))
                else {
                    continue;
                };
                let (c, x) = *set.origins(index).last().unwrap();
                assert_eq!(c, last);
                let right = EM * measure;
                // ？！ at the end share one em: the second has no blank to lose.
                assert!((x + EM / 2 - right).abs() <= TOLERANCE, "{line} at {measure} em ends at {:?}", x - right);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} lines end with a mark");
}

#[test]
fn pw5_an_opening_mark_at_the_start_of_a_line_loses_half_an_em() {
    let mut seen = 0;
    for text in TEXTS {
        for measure in 7..=40 {
            let set = set(vec![run(text, FontRole::Body)], &setting(measure));
            for (index, line) in set.texts().iter().enumerate().skip(1) {
                if line.starts_with(['“', '‘', '（', '《', '〈', '【', '〔', '「', '『']) {
                    let (_, x) = set.origins(index)[0];
                    assert!((x + EM / 2).abs() <= TOLERANCE, "{line} begins at {x:?}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 50, "{seen} lines begin with an opening mark");
}

#[test]
fn pw8_the_interpunct_is_half_an_em_on_the_mainland_and_one_em_elsewhere() {
    for (lang, width) in [("zh-Hans", EM / 2), ("zh-Hant", EM), ("zh-Hant-HK", EM), ("zh", EM / 2)] {
        for role in [FontRole::Body, FontRole::Heading, FontRole::Emphasis] {
            let Run::Text(plain) = in_language("列夫·托", lang) else { unreachable!() };
            let style = TextStyle { role, ..plain.style };
            let set = set(vec![Run::Text(TextRun { style, ..plain })], &unindented(20));
            let inks = inks(&set);
            let (start, end) = (inks[1].1 + EM, inks[3].1);
            assert!((end - start - width).abs() <= TOLERANCE, "{lang} {role:?}: {:?}", end - start);
            let middle = (inks[2].2[0] + inks[2].2[1]) / 2;
            assert!((middle - (start + end) / 2).abs() <= EM / 20, "{lang} {role:?}: the dot stands in the middle");
        }
    }
}

#[test]
fn pw10_squeezing_sees_no_font_no_link_and_no_language() {
    let styled = |text: &str, role: FontRole, linked: bool| {
        let Run::Text(plain) = run(text, role) else { unreachable!() };
        let link = linked.then(|| (NodeId::default(), crate::model::Target::Url("https://example.org".into())));
        Run::Text(TextRun { link, ..plain })
    };
    for pair in ["。”", "，《", "》、", "）（", "’”", "：“", "？》", "！！", "】【", "》《"] {
        let plain = natural(&format!("国{pair}国"));
        // From frame to frame; where a font draws its ink in the frame is its own business.
        let width = |set: &Set| -> Vec<Len> {
            let list = &set.composed.clusters.list;
            list.iter().zip(&set.composed.gaps).map(|(cluster, gap)| cluster.body + *gap).collect()
        };
        let (first, second) = pair.split_at(pair.chars().next().unwrap().len_utf8());
        for role in [FontRole::Body, FontRole::Emphasis, FontRole::Heading, FontRole::BodyBold] {
            for linked in [false, true] {
                let parts = [
                    vec![run(&format!("国{first}"), FontRole::Body), styled(&format!("{second}国"), role, linked)],
                    vec![styled(&format!("国{first}"), role, linked), run(&format!("{second}国"), FontRole::Body)],
                ];
                for runs in parts {
                    let set = set(runs, &unindented(200));
                    let off = |(one, other): (&Len, &Len)| (*one - *other).abs() > TOLERANCE;
                    let differs = width(&set).iter().zip(&width(&plain)).any(off);
                    assert!(!differs, "{pair} {role:?} {linked}: {:?} {:?}", width(&set), width(&plain));
                }
            }
        }
    }
}

#[test]
fn fw2_hyphen_dash_wave_and_double_dash_keep_their_widths() {
    for (text, width) in [("京-沪", EM / 2), ("京—沪", EM), ("京～沪", EM), ("京——沪", EM * 2)] {
        let origins = natural(text).origins(0);
        let taken = origins.last().unwrap().1 - origins[0].1 - EM;
        assert!((taken - width).abs() <= TOLERANCE, "{text} takes {taken:?}");
    }
}

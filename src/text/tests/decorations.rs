//! Dots below characters, lines below names and titles.

use super::*;
use crate::base::Size;

const DOTS: Decoration = Decoration { strike: false, dots: true, proper_name: false, wavy: false };
const NAME: Decoration = Decoration { strike: false, dots: false, proper_name: true, wavy: false };
const TITLE: Decoration = Decoration { strike: false, dots: false, proper_name: false, wavy: true };

fn decorated(text: &str, decoration: Decoration) -> Run {
    let Run::Text(plain) = run(text, FontRole::Body) else { unreachable!() };
    Run::Text(TextRun { decoration, ..plain })
}

/// What is drawn beside the text of a line, in order.
fn drawn(set: &Set, line: usize) -> Vec<Item> {
    let (mut items, mut links) = (Vec::<Item>::new(), Vec::new());
    let mut sink = Sink { fonts: &FONTS, items: &mut items, links: &mut links, note_label: &|_| String::new() };
    set.composed.draw(line, crate::base::Point::default(), &mut sink);
    items
}

/// Left edge, top, width and height of every dot.
fn dots(set: &Set, line: usize) -> Vec<(Len, Len, Len)> {
    rows(set, line).into_iter().flat_map(|row| row.into_iter()).collect()
}

/// The dots of every row, which is one item.
fn rows(set: &Set, line: usize) -> Vec<Vec<(Len, Len, Len)>> {
    let row = |item: &Item| match item.draw {
        Draw::Dots { count, pitch, diameter, .. } => {
            Some((0..count as i32).map(|dot| (item.at.x + pitch * dot, item.at.y, diameter)).collect())
        }
        _ => None,
    };
    drawn(set, line).iter().filter_map(row).collect()
}

/// Left edge, top and size of every line below text.
fn lines(set: &Set, line: usize) -> Vec<(Len, Len, Size)> {
    let piece = |item: &Item| match item.draw {
        Draw::Fill(size, _) | Draw::Wave { size, .. } => Some((item.at.x, item.at.y, size)),
        _ => None,
    };
    drawn(set, line).iter().filter_map(piece).collect()
}

fn unindented(measure: i32) -> Setting {
    Setting { first_indent: Len::ZERO, ..setting(measure) }
}

#[test]
fn em1_a_dot_stands_below_the_middle_of_each_han() {
    for measure in 5..20 {
        let set = set(vec![decorated("国家兴亡匹夫有责国家兴亡", DOTS)], &unindented(measure));
        for line in 0..set.composed.lines().len() {
            let (origins, dots) = (set.origins(line), dots(&set, line));
            assert_eq!(origins.len(), dots.len());
            assert_eq!(rows(&set, line).len(), 1, "a page of dots is no heap of items");
            for ((_, x), (left, top, diameter)) in origins.iter().zip(&dots) {
                assert!((*left + *diameter / 2 - *x - EM / 2).abs() <= TOLERANCE, "{origins:?} {dots:?}");
                assert!(*top > EM.scale(12, 100) && *top + *diameter < EM * 2 / 3, "between the lines: {dots:?}");
                assert!(*diameter > EM / 10 && *diameter < EM / 4, "{dots:?}");
            }
        }
    }
}

#[test]
fn em1_japanese_has_a_sesame_and_korean_a_dot_above_each_character() {
    for (lang, text) in [("ja", "国のまもりヴァー"), ("ko", "나라말씀國")] {
        let Run::Text(plain) = decorated(text, DOTS) else { unreachable!() };
        let set = set(vec![Run::Text(TextRun { lang: tag(lang), ..plain })], &unindented(20));
        let origins = set.origins(0);
        let sesame = |item: &Item| match item.draw {
            Draw::Sesame { size, .. } => Some((item.at.x, item.at.y, size)),
            _ => None,
        };
        let dot = |(x, y, diameter)| (x, y, Size { width: diameter, height: diameter });
        let marks: Vec<(Len, Len, Size)> = match lang {
            "ja" => drawn(&set, 0).iter().filter_map(sesame).collect(),
            _ => dots(&set, 0).into_iter().map(dot).collect(),
        };
        assert_eq!(marks.len(), text.chars().count(), "{lang}");
        for ((_, x), (left, top, size)) in origins.iter().zip(&marks) {
            assert!((*left + size.width / 2 - *x - EM / 2).abs() <= TOLERANCE, "{lang}: over the middle");
            let bottom = *top + size.height;
            assert!(bottom <= -EM.scale(88, 100) && *top > -EM.scale(130, 100), "{lang}: between the lines");
        }
    }
}

#[test]
fn em2_no_dot_stands_below_marks_spaces_and_letters() {
    let text = "国家，“兴亡”——匹夫 Rust 有责……（2021年）";
    for measure in 6..24 {
        let set = set(vec![decorated(text, DOTS)], &unindented(measure));
        let mut count = 0;
        for line in 0..set.composed.lines().len() {
            let han: Vec<Len> =
                set.origins(line).iter().filter(|(c, _)| crate::unicode::is_han(*c)).map(|(_, x)| *x).collect();
            let middles: Vec<Len> = dots(&set, line).iter().map(|(left, _, diameter)| *left + *diameter / 2).collect();
            assert!(han.iter().zip(&middles).all(|(x, middle)| (*middle - *x - EM / 2).abs() <= TOLERANCE));
            assert_eq!(han.len(), middles.len());
            count += han.len();
        }
        assert_eq!(count, text.chars().filter(|c| crate::unicode::is_han(*c)).count());
    }
}

#[test]
fn em4_a_line_is_as_long_as_its_name_and_neighbours_keep_apart() {
    let set = set(vec![decorated("屈原", NAME), decorated("宋玉", NAME), run("国", FontRole::Body)], &unindented(20));
    let (origins, lines) = (set.origins(0), lines(&set, 0));
    let [one, two] = lines[..] else { panic!("a line for each name: {lines:?}") };
    assert!(two.0 - one.0 - one.2.width > EM / 10, "{lines:?}");
    for (name, (from, _, size)) in origins.chunks(2).zip(&lines) {
        let to = *from + size.width;
        assert!((*from - name[0].1).abs() <= EM / 8 && (to - name[1].1 - EM).abs() <= EM / 8, "{name:?} {lines:?}");
    }
    assert!(lines.iter().all(|(_, top, size)| *top > EM.scale(12, 100) && size.height <= EM / 12));
    // The line of a name that is parted goes on below what begins the next line; it is one, so that no seam shows.
    for measure in 3..8 {
        for decoration in [NAME, TITLE, Decoration { strike: true, ..Decoration::default() }] {
            let set = super::set(vec![decorated("列夫尼古拉耶维奇托尔斯泰", decoration)], &unindented(measure));
            for line in 0..set.composed.lines().len() {
                let (origins, pieces) = (set.origins(line), super::decorations::lines(&set, line));
                let [(from, _, size)] = pieces[..] else { panic!("one line: {pieces:?}") };
                let last = origins[origins.len() - 1].1 + EM;
                assert!((from - origins[0].1).abs() <= EM / 8 && (from + size.width - last).abs() <= EM / 8);
            }
        }
    }
}

#[test]
fn em5_a_title_has_a_wave_of_its_length() {
    let set = set(vec![decorated("离骚", TITLE), decorated("九歌", TITLE)], &unindented(20));
    let waves: Vec<Item> =
        drawn(&set, 0).into_iter().filter(|item| matches!(item.draw, Draw::Wave { waves: 5.., .. })).collect();
    assert_eq!(waves.len(), 2);
    let lines = lines(&set, 0);
    let origins = set.origins(0);
    assert!((lines[0].0 - origins[0].1).abs() <= EM / 8);
    assert!((lines[1].0 + lines[1].2.width - origins[3].1 - EM).abs() <= EM / 8);
    assert!(lines[1].0 - lines[0].0 - lines[0].2.width > EM / 10, "two titles keep apart: {lines:?}");
}

#[test]
fn em6_the_line_stands_nearer_than_the_dot() {
    for line in [NAME, TITLE] {
        let both = set(vec![decorated("屈原", Decoration { dots: true, ..line })], &unindented(20));
        let foot = lines(&both, 0).iter().map(|(_, top, size)| *top + size.height).max().unwrap();
        assert!(dots(&both, 0).iter().all(|(_, top, _)| *top > foot), "{:?}", drawn(&both, 0));
    }
}

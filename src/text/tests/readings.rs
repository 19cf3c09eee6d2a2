//! Readings: pinyin above its base, zhuyin at the right.

use super::*;

/// A base with its reading; `id` tells one base from another.
fn ruby(id: u32, base: &str, reading: &str) -> Run {
    let Run::Text(plain) = run(base, FontRole::Body) else { unreachable!() };
    Run::Text(TextRun { reading: Some((NodeId { chapter: 0, index: id }, reading.to_owned())), ..plain })
}

/// One base for each Han.
fn each(base: &str, readings: &str) -> Vec<Run> {
    let readings = readings.split(' ');
    base.chars().zip(readings).zip(1..).map(|((c, reading), id)| ruby(id, &c.to_string(), reading)).collect()
}

/// Extents of all readings and of all bases of a line, from their origins and advances.
fn extents(set: &Set, line: usize, piece: Piece) -> Vec<(String, Len, Len)> {
    drawn(set, line)
        .into_iter()
        .filter(|(item, _)| matches!(item.role, crate::display::Role::Content(_, one) if one == piece))
        .map(|(item, run)| {
            let last = run.glyphs.last().unwrap();
            (run.text.clone(), item.at.x + run.glyphs[0].x, item.at.x + last.x + last.advance)
        })
        .collect()
}

fn drawn(set: &Set, line: usize) -> Vec<(Item, crate::display::GlyphRun)> {
    let (mut items, mut links) = (Vec::<Item>::new(), Vec::new());
    let mut sink = Sink { fonts: &FONTS, items: &mut items, links: &mut links, note_label: &|_| String::new() };
    set.composed.draw(line, crate::base::Point::default(), &mut sink);
    items
        .iter()
        .filter_map(|item| match &item.draw {
            Draw::Glyphs(run) => Some((item.clone(), (**run).clone())),
            _ => None,
        })
        .collect()
}

fn flush(measure: i32) -> Setting {
    Setting { first_indent: Len::ZERO, ..setting(measure) }
}

#[test]
fn rb1_no_line_end_parts_a_base() {
    for measure in 5..24 {
        let runs = vec![run("国国国国国", FontRole::Body), ruby(1, "汉字", "hànzì"), run("国国国", FontRole::Body)];
        let set = set(runs, &setting(measure));
        assert!(set.texts().iter().any(|line| line.contains("汉字")), "{:?}", set.texts());
        let readings: Vec<_> =
            (0..set.composed.lines().len()).flat_map(|line| extents(&set, line, Piece::Reading)).collect();
        assert_eq!(readings.len(), 1, "the reading is drawn once: {readings:?}");
    }
    // A base in two styles is one.
    let Run::Text(bold) = ruby(1, "字", "hànzì") else { unreachable!() };
    let style = TextStyle { role: FontRole::HeadingBold, ..bold.style };
    for measure in 2..8 {
        let bold = Run::Text(TextRun { style, ..bold.clone() });
        let set = set(vec![run("国国", FontRole::Body), ruby(1, "汉", "hànzì"), bold], &flush(measure));
        assert!(set.texts().iter().any(|line| line.contains("汉字")), "{:?}", set.texts());
    }
}

#[test]
fn rb2_readings_are_half_size_centred_and_apart() {
    let text = "创造壮窗双床霜爽";
    let readings = "chuàng zào zhuàng chuāng shuāng chuáng shuāng shuǎng";
    for measure in 4..20 {
        let set = set(each(text, readings), &flush(measure));
        for line in 0..set.composed.lines().len() {
            let (bases, readings) = (extents(&set, line, Piece::Body), extents(&set, line, Piece::Reading));
            assert_eq!(bases.len(), readings.len());
            for (base, reading) in bases.iter().zip(&readings) {
                let apart = (base.1 + base.2) / 2 - (reading.1 + reading.2) / 2;
                assert!(apart.abs() <= TOLERANCE, "{base:?} {reading:?}");
            }
            for pair in readings.windows(2) {
                assert!(pair[1].1 - pair[0].2 >= EM / 8 - TOLERANCE, "at {measure} em: {pair:?}");
            }
            for (item, run) in drawn(&set, line) {
                let half = matches!(item.role, crate::display::Role::Content(_, Piece::Reading));
                assert_eq!(run.size, if half { EM / 2 } else { EM });
                assert!(!half || item.at.y < -EM.scale(88, 100), "a reading stands above the em box: {item:?}");
            }
        }
    }
}

#[test]
fn rb3_an_overlong_reading_widens_its_base_evenly_and_keeps_within_the_line() {
    let wide = set(vec![ruby(1, "创造", "chuàngchuàngzào"), run("国", FontRole::Body)], &flush(20));
    let (bases, readings) = (extents(&wide, 0, Piece::Body), extents(&wide, 0, Piece::Reading));
    let origins = wide.origins(0);
    let x = |c: char| origins.iter().find(|(one, _)| *one == c).map(|(_, x)| *x).unwrap();
    let (left, between, right) = (x('创'), x('造') - x('创') - EM, x('国') - x('造') - EM);
    assert!(left > TOLERANCE && (between - left * 2).abs() <= TOLERANCE && (right - left).abs() <= TOLERANCE);
    assert!(readings[0].1 >= -TOLERANCE && readings[0].2 <= x('国') + TOLERANCE, "{bases:?} {readings:?}");
    for measure in 6..24 {
        let text = each("创造壮窗双床霜爽状装", "chuàng zào zhuàng chuāng shuāng chuáng shuāng shuǎng zhuàng zhuāng");
        let set = set(text, &flush(measure));
        let lines = set.composed.lines();
        for (index, line) in lines.iter().enumerate() {
            let readings = extents(&set, index, Piece::Reading);
            assert!(readings.iter().all(|(_, from, to)| *from >= -TOLERANCE && *to <= EM * measure + TOLERANCE));
            let full = index + 1 < lines.len();
            assert!(!full || (line.x1 - EM * measure).abs() <= TOLERANCE, "at {measure} em: {line:?}");
        }
    }
}

#[test]
fn rb4_zhuyin_stands_right_of_its_han() {
    let set = set(each("汉张吗", "ㄏㄢˋ ㄓㄨㄤ ˙ㄇㄚ"), &flush(20));
    let bases = extents(&set, 0, Piece::Body);
    let marks: Vec<(char, Len, Len, Len)> = drawn(&set, 0)
        .into_iter()
        .filter(|(item, _)| matches!(item.role, crate::display::Role::Content(_, Piece::Reading)))
        .map(|(item, run)| (run.text.chars().next().unwrap(), item.at.x, item.at.y, run.size))
        .collect();
    assert!(marks.iter().all(|mark| mark.3 == EM.scale(3, 10)), "symbols are 0.3 em: {marks:?}");
    for pair in bases.windows(2) {
        assert!((pair[1].1 - pair[0].2 - EM / 2).abs() <= TOLERANCE, "a column is half an em: {bases:?}");
    }
    let find = |c: char| *marks.iter().find(|mark| mark.0 == c).unwrap();
    for (base, symbols) in bases.iter().zip(["ㄏㄢ", "ㄓㄨㄤ", "ㄇㄚ"]) {
        let column: Vec<_> = symbols.chars().map(find).collect();
        assert!(column.iter().all(|mark| mark.1 >= base.2 && mark.1 < base.2 + EM / 4), "{base:?} {column:?}");
        assert!(column.windows(2).all(|pair| pair[1].2 - pair[0].2 == EM.scale(3, 10)), "{column:?}");
    }
    let (fourth, last) = (find('ˋ'), find('ㄢ'));
    assert!(fourth.1 >= last.1 + EM / 4 && fourth.2 <= last.2, "outside at the top right: {fourth:?} {last:?}");
    assert!(find('˙').2 < find('ㄇ').2, "the light tone stands above");
}

#[test]
fn rb5_zhuyin_begins_no_line_and_cells_are_equal() {
    for grid in [false, true] {
        for measure in (6..24).step_by(3) {
            let mut runs = each("汉张吗汉张吗汉张吗", "ㄏㄢˋ ㄓㄨㄤ ˙ㄇㄚ ㄏㄢˋ ㄓㄨㄤ ˙ㄇㄚ ㄏㄢˋ ㄓㄨㄤ ˙ㄇㄚ");
            runs.insert(4, run("国中", FontRole::Body));
            let typography = TypographyConfig { grid, ..typography() };
            let set = set(runs, &Setting { typography, ..flush(measure) });
            for line in 0..set.composed.lines().len() {
                let origins = set.origins(line);
                let han: Vec<Len> =
                    origins.iter().filter(|(c, _)| crate::unicode::is_han(*c)).map(|(_, x)| *x).collect();
                let first = origins.iter().map(|(_, x)| *x).min();
                assert_eq!(first, han.first().copied(), "a Han begins the line");
                let steps: Vec<Len> = han.windows(2).map(|pair| pair[1] - pair[0]).collect();
                assert!(steps.iter().all(|step| (*step - steps[0]).abs() <= TOLERANCE), "{steps:?}");
                assert!(!grid || steps.iter().all(|step| (*step - EM - EM / 2).abs() <= TOLERANCE), "{steps:?}");
            }
        }
    }
}

//! Dashes as a reader sees them: their ink, in every face, weight and language (row LB-7).

use super::*;
use crate::font::FontRole;

const LANGUAGES: &[&str] = &["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko", "en", "fr"];

/// What an author may type, and its length in em.
const STROKES: &[(&str, i32)] = &[
    ("——", 2),
    ("――", 2),
    ("──", 2),
    ("⸺", 2),
    ("⸻", 3),
    ("———", 3),
    ("—―", 2),
    ("————", 4),
    ("⸺⸺", 4),
    ("⸻——", 5),
    ("────────", 8),
];

/// A book whose own fonts draw no long dash: the Kai has no ligature, the Latin faces none in any language.
static WITHOUT: LazyLock<Fonts> = LazyLock::new(|| {
    let search = [PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts")];
    let kai = || Some("LXGW WenKai".to_owned());
    let config = FontsConfig { body: kai(), heading: kai(), ..FontsConfig::default() };
    Fonts::load(&MemoryWorld::new(), &config, &search).0
});

/// A line of text with the ink of its glyphs: character, left, right, bottom, top.
fn inks(fonts: &Fonts, text: &str, lang: &str, role: FontRole) -> Vec<(char, [Len; 4])> {
    let Run::Text(plain) = run(text, role) else { unreachable!() };
    let flow = Flow { runs: vec![Run::Text(TextRun { lang: tag(lang), ..plain })] };
    let setting = Setting { first_indent: Len::ZERO, ..setting(200) };
    let composed = compose(fonts, &flow, &setting, &mut Vec::new());
    let (mut items, mut links) = (Vec::<Item>::new(), Vec::new());
    let mut sink = Sink { fonts, items: &mut items, links: &mut links, note_label: &|_| String::new() };
    composed.draw(0, crate::base::Point::default(), &mut sink);
    let mut found = Vec::new();
    let mut copied = String::new();
    for item in &items {
        let Draw::Glyphs(run) = &item.draw else { continue };
        copied.push_str(&run.text);
        let face = fonts.face(run.font);
        let parsed = ttf_parser::Face::parse(face.data(), face.index).expect("a font");
        let units = i64::from(parsed.units_per_em());
        for (c, glyph) in lettered(run) {
            let bounds = parsed.glyph_bounding_box(ttf_parser::GlyphId(glyph.id)).expect("ink");
            let x = item.at.x + glyph.x;
            let scaled = |value: i16| run.size.scale(i64::from(value), units);
            let rise = item.at.y + glyph.rise;
            found.push((
                c,
                [
                    x + scaled(bounds.x_min),
                    x + scaled(bounds.x_max),
                    rise + scaled(bounds.y_min),
                    rise + scaled(bounds.y_max),
                ],
            ));
        }
    }
    assert_eq!(copied, text, "what is copied is what was typed");
    found
}

fn is_dash(c: char) -> bool {
    "—―─⸺⸻".contains(c)
}

#[test]
fn lb7_every_dash_is_one_unbroken_stroke_in_every_face_weight_and_language() {
    for fonts in [&*FONTS, &*WITHOUT] {
        for lang in LANGUAGES {
            for role in FontRole::ALL.into_iter().filter(|role| *role != FontRole::Mono) {
                for (dash, em) in STROKES {
                    let told = format!("{dash} in {lang}, {role:?}");
                    let alone = inks(fonts, &format!("国{dash}国"), lang, role);
                    let mut ink: Vec<[Len; 4]> =
                        alone.iter().filter(|(c, _)| is_dash(*c)).map(|(_, ink)| *ink).collect();
                    ink.sort();
                    assert!(ink.windows(2).all(|pair| pair[1][0] < pair[0][1]), "{told}: a hole in {ink:?}");
                    let one = inks(fonts, "国国", lang, role);
                    let han = one[1].1[0] - one[0].1[0];
                    let shift = alone[alone.len() - 1].1[0] - alone[0].1[0] - han;
                    assert!((shift - EM * *em).abs() <= TOLERANCE, "{told}: {shift:?}");
                    // The stroke stands between the bodies of its neighbours, as far from the one as from the other.
                    let start = alone[0].1[0] - one[0].1[0] + han;
                    let (left, right) = (ink[0][0] - start, start + EM * *em - ink[ink.len() - 1][1]);
                    assert!((left - right).abs() <= EM / 50, "{told}: {left:?} {right:?}");
                    let most = if *em > 3 { EM / 4 } else { EM / 8 };
                    assert!(Len::ZERO <= left && left <= most, "{told}: a blank of {left:?}");
                    if !matches!(*lang, "en" | "fr") {
                        let middle = (ink[0][2] + ink[0][3]) / 2;
                        assert!((middle - EM.scale(38, 100)).abs() <= EM / 20, "{told}: at {middle:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn lb7_a_dash_in_code_is_one_stroke_and_keeps_the_columns() {
    let mono = |text: &str, lang: &str| {
        let Run::Text(plain) = run(text, FontRole::Mono) else { unreachable!() };
        vec![Run::Text(TextRun { lang: tag(lang), verbatim: true, ..plain })]
    };
    let wide = Setting { first_indent: Len::ZERO, ..setting(200) };
    for lang in LANGUAGES {
        for (dash, _) in STROKES.iter().filter(|(dash, _)| !dash.contains('─')) {
            for beside in ["国", "a"] {
                let told = format!("{dash} beside {beside} in {lang}");
                let text = format!("{beside}{dash}{beside}");
                let made = set(mono(&text, lang), &wide);
                assert_eq!(made.texts().concat(), text);
                let clusters = &made.composed.clusters;
                let mut pen = Len::ZERO;
                let mut ink: Vec<(Len, Len)> = Vec::new();
                for one in &clusters.list {
                    let face = FONTS.face(one.font);
                    let parsed = ttf_parser::Face::parse(face.data(), face.index).expect("a font");
                    let units = i64::from(parsed.units_per_em());
                    for glyph in clusters.glyphs_of(one).iter().filter(|_| clusters.text_of(one).contains(is_dash)) {
                        let bounds = parsed.glyph_bounding_box(ttf_parser::GlyphId(glyph.id)).expect("ink");
                        let at = |value: i16| pen + one.origin + glyph.x + EM.scale(i64::from(value), units);
                        ink.push((at(bounds.x_min), at(bounds.x_max)));
                    }
                    pen += one.body;
                }
                ink.sort();
                assert!(ink.windows(2).all(|pair| pair[1].0 < pair[0].1), "{told}: a hole in {ink:?}");
                assert!(ink[0].0 >= clusters.list[0].body - EM / 20, "{told}: it stands beside its neighbours");
                // As wide as its characters are one by one.
                let single = |c: char| set(mono(&format!("{c}国"), lang), &wide).composed.clusters.list[0].body;
                if beside == "国" && lang.starts_with("zh") && !dash.contains(['⸺', '⸻']) {
                    let own = pen - clusters.list[0].body * 2;
                    let wanted: Len = dash.chars().map(single).sum();
                    assert!((own - wanted).abs() <= EM / 100, "{told}: {own:?} for {wanted:?}");
                }
            }
        }
    }
}

#[test]
fn lb7_no_gap_parts_a_dash_from_latin_and_none_opens_inside() {
    for lang in ["zh-Hans", "zh-Hant", "ja", "ko"] {
        for (dash, em) in STROKES {
            let width = |text: &str| {
                let all = inks(&FONTS, text, lang, FontRole::Body);
                all[all.len() - 1].1[0] - all[0].1[0]
            };
            let between = width(&format!("A{dash}A")) - EM * *em;
            let alone = width("AA");
            assert!((between - alone).abs() <= TOLERANCE, "{dash} in {lang}: {between:?}, {alone:?}");
        }
    }
}

#[test]
fn lb7_a_dash_is_never_split_at_any_measure() {
    for lang in LANGUAGES {
        for (dash, em) in STROKES {
            let text = format!("国国国{dash}国国国国国{dash}国国word{dash}word国国国国国国国{dash}");
            // What stands before a Latin dash keeps to it.
            for measure in (*em * 2 + 3).max(7)..=30 {
                let Run::Text(plain) = run(&text, FontRole::Body) else { unreachable!() };
                let flow = vec![Run::Text(TextRun { lang: tag(lang), ..plain })];
                for line in set(flow, &setting(measure)).texts() {
                    let count = line.chars().filter(|c| is_dash(*c)).count();
                    assert_eq!(count % dash.chars().count(), 0, "{lang}, {measure} em: {line}");
                }
            }
        }
    }
}

#[test]
fn a_rule_of_dashes_longer_than_a_line_is_set_in_the_measure() {
    let text = "国".to_owned() + &"—".repeat(50);
    let set = set(vec![run(&text, FontRole::Body)], &setting(20));
    assert!(set.composed.lines().iter().all(|line| line.x1 <= EM * 20), "nothing stands out of the type area");
    assert_eq!(set.texts().concat(), text);
}

#[test]
fn a_single_dash_of_english_stays_latin() {
    let Run::Text(plain) = run("He paused — and went—then came.", FontRole::Body) else { unreachable!() };
    let set = set(vec![Run::Text(TextRun { lang: tag("en"), ..plain })], &setting(40));
    let clusters = &set.composed.clusters;
    for cluster in clusters.list.iter().filter(|one| clusters.text_of(one) == "—") {
        assert!(cluster.western && FONTS.face(cluster.font).family.contains("Source"), "{cluster:?}");
        assert!(cluster.body < EM, "as wide as its font says");
    }
}

#[test]
fn on_a_grid_a_dash_takes_whole_cells() {
    for (dash, em) in STROKES.iter().filter(|(_, em)| *em <= 3) {
        let setting = Setting {
            typography: TypographyConfig { grid: true, ..typography() },
            first_indent: Len::ZERO,
            ..setting(20)
        };
        let set = set(vec![run(&format!("国{dash}国国"), FontRole::Body)], &setting);
        let origins = set.origins(0);
        assert_eq!(origins[origins.len() - 1].1, EM * (*em + 2), "{dash}");
    }
}

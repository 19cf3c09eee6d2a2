//! The shipped fonts, as a book uses them.

use huoban::config::FontsConfig;
use huoban::diagnostics::{Diagnostic, Lang, Place};
use huoban::font::{FontId, FontRole, Fonts, subset_for_epub};
use huoban::language::Region;
use huoban::source::{DiskWorld, FileId, MemoryWorld, Span};
use std::path::{Path, PathBuf};

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")
}

fn load(config: &FontsConfig) -> (Fonts, Vec<Diagnostic>) {
    Fonts::load(&MemoryWorld::new(), config, &[shipped()])
}

fn fonts() -> Fonts {
    let (fonts, diagnostics) = load(&FontsConfig::default());
    assert_eq!(diagnostics, []);
    fonts
}

fn names(fonts: &Fonts, ids: &[FontId]) -> Vec<String> {
    ids.iter().map(|id| fonts.face(*id).postscript.clone()).collect()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|one| one.rule.code).collect()
}

#[test]
fn each_region_gets_its_own_forms_and_each_role_its_families() {
    let fonts = fonts();
    let first = |role, region| {
        let set = fonts.set(role, region);
        (names(&fonts, &set.han[..1]).remove(0), names(&fonts, &set.latin[..1]).remove(0))
    };
    let pair = |han: &str, latin: &str| (han.to_owned(), latin.to_owned());
    assert_eq!(first(FontRole::Body, Region::Mainland), pair("NotoSerifCJKsc-Regular", "SourceSerif4-Regular"));
    assert_eq!(first(FontRole::Body, Region::Taiwan).0, "NotoSerifCJKtc-Regular");
    assert_eq!(first(FontRole::Body, Region::HongKong).0, "NotoSerifCJKhk-Regular");
    assert_eq!(first(FontRole::Body, Region::Japan).0, "NotoSerifCJKjp-Regular");
    assert_eq!(first(FontRole::Body, Region::Korea).0, "NotoSerifCJKkr-Regular");
    assert_eq!(first(FontRole::BodyBold, Region::Mainland), pair("NotoSerifCJKsc-Bold", "SourceSerif4-Bold"));
    assert_eq!(first(FontRole::Heading, Region::Mainland), pair("NotoSansCJKsc-Regular", "SourceSans3-Regular"));
    assert_eq!(first(FontRole::HeadingBold, Region::Japan), pair("NotoSansCJKjp-Bold", "SourceSans3-Bold"));
    assert_eq!(first(FontRole::Emphasis, Region::Mainland), pair("LXGWWenKai-Regular", "SourceSerif4-Italic"));
    assert_eq!(first(FontRole::Quotation, Region::Mainland), pair("LXGWWenKai-Regular", "SourceSerif4-Regular"));
    assert_eq!(first(FontRole::Mono, Region::Mainland), pair("NotoSansMonoCJKsc-Regular", "SourceCodePro-Regular"));
}

#[test]
fn a_character_comes_from_the_preferred_script_and_a_hand_borrows_from_the_serif() {
    let fonts = fonts();
    let pick = |role, c, han| {
        let (id, _) = fonts.select(role, Region::Mainland, c, han).unwrap();
        fonts.face(id).postscript.clone()
    };
    assert_eq!(pick(FontRole::Body, '汉', true), "NotoSerifCJKsc-Regular");
    assert_eq!(pick(FontRole::Body, 'a', false), "SourceSerif4-Regular");
    assert_eq!(pick(FontRole::Body, '“', true), "NotoSerifCJKsc-Regular");
    assert_eq!(pick(FontRole::Body, '“', false), "SourceSerif4-Regular");
    let (wenkai, song) =
        (fonts.set(FontRole::Emphasis, Region::Mainland).han[0], fonts.set(FontRole::Body, Region::Mainland).han[0]);
    let rare = fonts.face(song).charmap().characters().find(|c| *c >= '\u{20000}' && fonts.glyph(wenkai, *c).is_none());
    assert_eq!(pick(FontRole::Emphasis, rare.unwrap(), true), "NotoSerifCJKsc-Regular", "the 宋 steps in, not the 黑");
    assert_eq!(fonts.select(FontRole::Body, Region::Mainland, '\u{F8FF}', true), None);
}

#[test]
fn an_unknown_family_is_named_with_its_nearest_and_the_shipped_one_stays() {
    let config = FontsConfig { body: Some("Noto Serif CKJ".into()), ..FontsConfig::default() };
    let (fonts, diagnostics) = load(&config);
    assert_eq!(codes(&diagnostics), ["E402"]);
    let help = diagnostics[0].help(Lang::En);
    assert!(help.starts_with("similar names: Noto Serif CJK"), "{help}");
    // Where book.yaml names it.
    let span = Span::new(FileId(0), 3, 5);
    let named = FontsConfig { places: [("body", span)].into(), ..config };
    assert_eq!(load(&named).1[0].place, Place::Span(span));
    let set = fonts.set(FontRole::Body, Region::Mainland);
    assert_eq!(names(&fonts, &set.han[..1]), ["NotoSerifCJKsc-Regular"]);
}

#[test]
fn a_family_may_be_called_by_its_chinese_name_and_comes_before_the_shipped_one() {
    let config = FontsConfig { body: Some("霞鹜文楷".into()), ..FontsConfig::default() };
    let (fonts, diagnostics) = load(&config);
    assert_eq!(diagnostics, []);
    let set = fonts.set(FontRole::Body, Region::Mainland);
    assert_eq!(names(&fonts, &set.han), ["LXGWWenKai-Regular", "NotoSerifCJKsc-Regular"]);
}

#[test]
fn latin_is_kerned_and_ligated_and_a_dash_takes_the_form_of_its_language() {
    let fonts = fonts();
    let latin = fonts.set(FontRole::Body, Region::Mainland).latin[0];
    let width =
        |text: &str| fonts.shape(latin, text, &"en".parse().unwrap()).iter().map(|glyph| glyph.advance).sum::<i32>();
    assert!(width("AV") < width("A") + width("V"));
    let ligated = fonts.shape(latin, "fi", &"en".parse().unwrap());
    assert_eq!(ligated.first().map(|glyph| glyph.cluster), Some(0));
    let han = fonts.set(FontRole::Body, Region::Japan).han[0];
    let glyph = |lang: &str| fonts.shape(han, "直", &lang.parse().unwrap())[0].id;
    assert_ne!(glyph("ja"), glyph("zh-Hans"), "locl picks the mainland form in the Japanese face");
    assert_eq!(fonts.glyph(han, '直'), Some(glyph("ja")));
    assert_eq!(fonts.advance(han, glyph("ja")), 1000);
}

#[test]
fn without_any_font_each_shipped_family_is_reported_missing() {
    let (fonts, diagnostics) = Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &[]);
    assert_eq!(codes(&diagnostics), ["E405"; 7]);
    assert_eq!(fonts.select(FontRole::Body, Region::Mainland, '汉', true), None);
    assert_eq!(
        fonts.shape(FontId(0), "汉字", &"zh-Hans".parse().unwrap()).iter().map(|glyph| glyph.id).collect::<Vec<_>>(),
        [0, 0]
    );
}

#[test]
fn the_checksums_in_the_readme_are_those_of_the_files() {
    let readme = std::fs::read_to_string(shipped().join("README.md")).unwrap();
    let mut listed: Vec<(String, String)> = readme
        .lines()
        .filter_map(|line| line.split_once("  "))
        .filter(|(sum, _)| sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
        .collect();
    listed.sort();
    let mut present: Vec<(String, String)> = std::fs::read_dir(shipped())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ttf" || extension == "ttc"))
        .map(|path| {
            let sum = huoban::base::Digest::of(&std::fs::read(&path).unwrap()).to_string();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), sum)
        })
        .collect();
    present.sort();
    assert_eq!(listed, present);
}

#[test]
fn coverage_tells_han_apart() {
    let fonts = fonts();
    let of = |role, han: bool| {
        let set = fonts.set(role, Region::Mainland);
        fonts.face(if han { set.han[0] } else { set.latin[0] }).coverage()
    };
    let song = of(FontRole::Body, true);
    let basic = song.ranges.iter().find(|range| range.name.en == "Han (basic)").unwrap();
    // It lacks the 21 characters that Unicode 11 to 14 added at the end of the block.
    assert_eq!((basic.covered, basic.total, basic.is_complete()), (20_971, 20_992, false));
    assert!(song.han > 27_000 && song.characters > song.han, "{song:?}");
    let latin = of(FontRole::Body, false);
    assert_eq!(latin.han, 0);
    assert!(latin.ranges.iter().any(|range| range.name.en == "Basic Latin" && range.is_complete()));
}

/// A small shipped font, to be damaged.
fn small_font() -> Vec<u8> {
    std::fs::read(shipped().join("SourceCodePro-Regular.ttf")).unwrap()
}

/// Offset of a table's record in the directory of a font.
fn record(font: &[u8], tag: &[u8; 4]) -> usize {
    (12..).step_by(16).find(|at| &font[*at..at + 4] == tag).unwrap()
}

fn offset(font: &[u8], tag: &[u8; 4]) -> usize {
    let at = record(font, tag) + 8;
    u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize
}

/// Loads one font of a manuscript and uses it as a book would; none of it may panic.
fn use_up(bytes: &[u8]) -> (usize, Vec<Diagnostic>) {
    let world = MemoryWorld::new().with("fonts/damaged.ttf", bytes);
    let (fonts, diagnostics) = Fonts::load(&world, &FontsConfig::default(), &[]);
    let chars = ('a'..='z').chain('一'..='丁').collect();
    for (id, face) in fonts.faces() {
        face.coverage();
        for glyph in fonts.shape(id, "AV fi 汉字——", &"zh-Hans".parse().unwrap()) {
            fonts.advance(id, glyph.id);
        }
        let _ = subset_for_epub(&fonts, id, &chars, &"zh-Hans".parse().unwrap());
    }
    let of_file = diagnostics.into_iter().filter(|one| one.rule.code != "E405").collect();
    (fonts.faces().count(), of_file)
}

#[test]
fn a_font_that_is_cut_short_anywhere_is_refused_with_its_path() {
    let whole = small_font();
    assert_eq!(use_up(&whole), (1, vec![]));
    for length in (0..whole.len()).step_by(whole.len() / 40) {
        let (faces, diagnostics) = use_up(&whole[..length]);
        assert_eq!((faces, codes(&diagnostics)), (0, vec!["E403"]), "{length} bytes");
        assert!(diagnostics[0].message(Lang::En).contains("fonts/damaged.ttf"));
        assert!(diagnostics[0].message(Lang::Zh).contains("fonts/damaged.ttf"));
    }
}

#[test]
fn what_is_no_font_is_refused() {
    for (bytes, why) in [
        (b"<html>not found</html>".to_vec(), "neither"),
        (b"wOF2".iter().copied().chain([0; 100]).collect(), "WOFF"),
        (b"ttcf\0\x01\0\0\xff\xff\xff\xff".to_vec(), "damaged"),
        (vec![0, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0], "damaged"),
    ] {
        let (faces, diagnostics) = use_up(&bytes);
        assert_eq!((faces, codes(&diagnostics)), (0, vec!["E403"]));
        let message = diagnostics[0].message(Lang::En);
        assert!(message.contains(why), "{message}");
    }
}

#[test]
fn a_damaged_table_never_panics() {
    let whole = small_font();
    for tag in
        [b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2", b"GSUB", b"GPOS", b"GDEF", b"loca", b"post"]
    {
        let at = offset(&whole, tag);
        for step in [1, 3, 7] {
            let mut damaged = whole.clone();
            for (index, byte) in damaged[at..].iter_mut().take(400).enumerate().step_by(step) {
                *byte = (index * 37 + step * 101) as u8;
            }
            use_up(&damaged);
        }
    }
}

#[test]
fn a_font_whose_licence_bits_forbid_embedding_is_refused() {
    for bits in [0x0002u16, 0x0100, 0x0200] {
        let mut font = small_font();
        let at = offset(&font, b"OS/2") + 8;
        font[at..at + 2].copy_from_slice(&bits.to_be_bytes());
        let world = MemoryWorld::new().with("fonts/forbidden.ttf", font);
        let config = FontsConfig { mono: Some("Source Code Pro".into()), ..FontsConfig::default() };
        let (fonts, diagnostics) = Fonts::load(&world, &config, &[]);
        let of_mono: Vec<_> = diagnostics.iter().filter(|one| one.rule.code == "E406").collect();
        assert!(!of_mono.is_empty(), "{bits:#x}");
        assert!(of_mono[0].message(Lang::En).contains("fonts/forbidden.ttf"));
        assert_eq!(fonts.set(FontRole::Mono, Region::Mainland).latin, []);
        assert_eq!(fonts.select(FontRole::Mono, Region::Mainland, 'a', false), None);
        let id = fonts.faces().next().unwrap().0;
        assert_eq!(subset_for_epub(&fonts, id, &['a'].into(), &"en".parse().unwrap()).unwrap_err().rule.code, "E406");
    }
}

#[test]
fn the_manuscripts_own_fonts_come_first_and_a_missing_directory_is_told() {
    let manuscript = tempfile::tempdir().unwrap();
    std::fs::create_dir(manuscript.path().join("fonts")).unwrap();
    std::fs::copy(shipped().join("SourceSerif4-Regular.ttf"), manuscript.path().join("fonts/own.TTF")).unwrap();
    let world = DiskWorld::open(manuscript.path(), None).unwrap();
    let config = FontsConfig { paths: vec![("fonts".into(), None), ("more".into(), None)], ..FontsConfig::default() };
    let (fonts, diagnostics) = Fonts::load(&world, &config, &[shipped()]);
    assert_eq!(codes(&diagnostics), ["E404"]);
    let latin = fonts.set(FontRole::Body, Region::Mainland).latin[0];
    assert_eq!(fonts.face(latin).path(), Path::new("fonts/own.TTF"));
    assert_eq!(fonts.glyph(latin, 'a').map(|glyph| fonts.advance(latin, glyph) > 0), Some(true));
}

#[test]
fn a_font_file_that_goes_away_during_the_build_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("code.ttf");
    std::fs::copy(shipped().join("SourceCodePro-Regular.ttf"), &file).unwrap();
    let (fonts, _) = Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &[directory.path().to_owned()]);
    assert!(fonts.faults().is_empty());
    std::fs::remove_file(&file).unwrap();
    let id = fonts.faces().next().unwrap().0;
    assert_eq!(fonts.glyph(id, 'a'), None);
    assert_eq!(codes(&fonts.faults()), ["E403"]);
}

#[test]
fn the_library_is_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let fonts = fonts();
    shared(&fonts);
    let id = fonts.set(FontRole::Body, Region::Mainland).latin[0];
    let expected = fonts.shape(id, "AVATAR", &"en".parse().unwrap());
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|_| scope.spawn(|| fonts.shape(id, "AVATAR", &"en".parse().unwrap()))).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), expected);
        }
    });
}

/// A role that each key of `fonts` serves, whether by its Han, and a shipped family of another kind to name there.
const KEYS: [(&str, FontRole, bool, &str); 6] = [
    ("body", FontRole::Body, true, "Noto Sans CJK"),
    ("heading", FontRole::Heading, true, "Noto Serif CJK"),
    ("emphasis", FontRole::Quotation, true, "Noto Sans CJK"),
    ("latin", FontRole::Body, false, "Noto Serif CJK"),
    ("latin-heading", FontRole::Heading, false, "Noto Sans CJK"),
    ("mono", FontRole::Mono, false, "Noto Sans Mono CJK"),
];

fn naming(key: &str, family: &str) -> FontsConfig {
    let mut config = FontsConfig::default();
    let slot = match key {
        "body" => &mut config.body,
        "heading" => &mut config.heading,
        "emphasis" => &mut config.emphasis,
        "latin" => &mut config.latin,
        "latin-heading" => &mut config.latin_heading,
        _ => &mut config.mono,
    };
    *slot = Some(family.to_owned());
    config
}

#[test]
fn every_key_of_fonts_has_its_effect() {
    for (key, role, is_han, family) in KEYS {
        let (fonts, diagnostics) = load(&naming(key, family));
        assert_eq!(diagnostics, [], "{key}");
        for region in Region::ALL {
            for character in if is_han { ['灯', '下'] } else { ['a', '7'] } {
                let (id, _) = fonts.select(role, region, character, is_han).expect("a glyph");
                let found = &fonts.face(id).family;
                assert!(found.starts_with(family), "{key}: {found} sets {character} in {region:?}");
            }
        }
    }
}

#[test]
fn a_family_that_cannot_do_what_its_key_is_for_is_an_error() {
    for (key, _, is_han, _) in KEYS.into_iter().filter(|(_, _, is_han, _)| *is_han) {
        let (_, diagnostics) = load(&naming(key, "Source Serif 4"));
        assert_eq!(codes(&diagnostics), ["E046"], "{key} {is_han}");
        assert!(diagnostics[0].message(Lang::En).contains(&format!("fonts.{key}")));
    }
}

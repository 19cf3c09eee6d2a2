//! The shipped fonts, as a book uses them.

use huoban::config::FontsConfig;
use huoban::diagnostics::{Diagnostic, Lang};
use huoban::font::{FontId, FontRole, Fonts, Region};
use huoban::source::MemoryWorld;
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
    assert!(help.starts_with("the nearest names are: Noto Serif CJK,"), "{help}");
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
    let width = |text: &str| fonts.shape(latin, text, "en").iter().map(|glyph| glyph.advance).sum::<i32>();
    assert!(width("AV") < width("A") + width("V"));
    let ligated = fonts.shape(latin, "fi", "en");
    assert_eq!(ligated.first().map(|glyph| glyph.cluster), Some(0));
    let han = fonts.set(FontRole::Body, Region::Japan).han[0];
    let glyph = |lang| fonts.shape(han, "直", lang)[0].id;
    assert_ne!(glyph("ja"), glyph("zh-Hans"), "locl picks the mainland form in the Japanese face");
    assert_eq!(fonts.glyph(han, '直'), Some(glyph("ja")));
    assert_eq!(fonts.advance(han, glyph("ja")), 1000);
}

#[test]
fn without_any_font_each_shipped_family_is_reported_missing() {
    let (fonts, diagnostics) = Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &[]);
    assert_eq!(codes(&diagnostics), ["E405"; 7]);
    assert_eq!(fonts.select(FontRole::Body, Region::Mainland, '汉', true), None);
    assert_eq!(fonts.shape(FontId(0), "汉字", "zh-Hans").iter().map(|glyph| glyph.id).collect::<Vec<_>>(), [0, 0]);
}

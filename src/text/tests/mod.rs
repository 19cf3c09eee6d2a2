//! What a reader sees of a composed paragraph.

mod anything;
mod dashes;
mod decorations;
mod languages;
mod latin;
mod neighbours;
mod marks;
mod readings;
mod sweep;

use super::compose::gaps_between;
use super::gap::NO_TIER;
use super::*;
use crate::base::Len;
use crate::choices::{HanLatinGap, ParagraphStart, Prohibitions, PunctuationStyle, TypographyConfig};
use crate::config::FontsConfig;
use crate::diagnostics::Diagnostic;
use crate::display::{Draw, Item, Piece};
use crate::font::FontRole;
use crate::font::Fonts;
use crate::language::Tag;
use crate::model::NodeId;
use crate::source::MemoryWorld;
use crate::style::{Color, TextAlign, TextStyle};
use std::path::PathBuf;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let search = [PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts")];
    Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &search).0
});

const EM: Len = Len::pt(10);
/// 0.01 em, the tolerance of the composition table.
const TOLERANCE: Len = Len(6554);

fn tag(text: &str) -> Tag {
    text.parse().expect("a language")
}

fn run(text: &str, role: FontRole) -> Run {
    Run::Text(TextRun {
        text: text.to_owned(),
        style: TextStyle { role, size: EM, color: Color::BLACK },
        lang: Tag::default(),
        node: NodeId::default(),
        piece: Piece::Body,
        decoration: Decoration::default(),
        rise: Len::ZERO,
        reading: None,
        link: None,
        verbatim: false,
    })
}

fn typography() -> TypographyConfig {
    TypographyConfig {
        punctuation: PunctuationStyle::Quanjiao,
        prohibitions: Prohibitions::Gb,
        han_latin_gap: HanLatinGap(250),
        hanging: false,
        indent: 200,
        paragraph_start: ParagraphStart::Trimmed,
        grid: false,
    }
}

fn setting(measure: i32) -> Setting {
    Setting {
        measure: EM * measure,
        first_indent: EM * 2,
        hang: Len::ZERO,
        align: TextAlign::Justify,
        typography: typography(),
        node: NodeId::default(),
    }
}

/// The glyphs of a run, each with the first character of its cluster.
fn lettered(run: &crate::display::GlyphRun) -> impl Iterator<Item = (char, &crate::display::Glyph)> {
    let (mut start, mut end) = (0, 0);
    run.glyphs.iter().map(move |glyph| {
        if glyph.text_end > end {
            (start, end) = (end, glyph.text_end);
        }
        (run.text[start as usize..].chars().next().unwrap_or(' '), glyph)
    })
}

struct Set {
    composed: Composed,
    diagnostics: Vec<Diagnostic>,
}

fn set(runs: Vec<Run>, setting: &Setting) -> Set {
    let mut diagnostics = Vec::new();
    let composed = compose(&FONTS, &Flow { runs }, setting, &mut diagnostics);
    Set { composed, diagnostics }
}

impl Set {
    fn texts(&self) -> Vec<String> {
        self.composed
            .lines()
            .iter()
            .map(|line| {
                let list = &self.composed.clusters.list[line.range.start as usize..line.range.end as usize];
                list.iter().map(|cluster| self.composed.clusters.text_of(cluster)).collect()
            })
            .collect()
    }

    /// Whether line `index` ends inside an address or a word too long for it: it is short then rather than wide.
    fn ends_inside_address(&self, index: usize) -> bool {
        let texts = self.texts();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && c != ' ');
        let next = texts.get(index + 1).and_then(|text| text.chars().next());
        inside(texts[index].chars().next_back()) && inside(next) && !self.composed.lines()[index].hyphen
    }

    /// Character and origin of every glyph of line `line`.
    fn origins(&self, line: usize) -> Vec<(char, Len)> {
        let (mut items, mut links) = (Vec::<Item>::new(), Vec::new());
        let mut sink =
            Sink { fonts: &FONTS, items: &mut items, links: &mut links, note_label: &|note| format!("{}", note + 1) };
        self.composed.draw(line, crate::base::Point::default(), &mut sink);
        items
            .iter()
            .flat_map(|item| match &item.draw {
                Draw::Glyphs(run) => lettered(run).map(|(c, glyph)| (c, item.at.x + glyph.x)).collect::<Vec<_>>(),
                Draw::Fill(..) | Draw::Dots { .. } | Draw::Wave { .. } | Draw::Sesame { .. } | Draw::Picture(..) => {
                    Vec::new()
                }
            })
            .collect()
    }

    /// Distance from the origin of the first `a` to the origin of the `b` that follows it, in hundredths of an em.
    fn advance(&self, a: char, b: char) -> i32 {
        let origins = self.origins(0);
        let at = origins.windows(2).position(|pair| pair[0].0 == a && pair[1].0 == b).expect("the pair is in line 1");
        ((origins[at + 1].1 - origins[at].1).0 * 100 + EM.0 / 2) / EM.0
    }
}

/// On an endless line: the natural widths.
fn natural(text: &str) -> Set {
    set(vec![run(text, FontRole::Body)], &Setting { first_indent: Len::ZERO, ..setting(200) })
}

const TEXTS: &[&str] = &[
    "此开卷第一回也。作者自云：因曾历过一番梦幻之后，故将真事隐去，而借“通灵”之说，撰此《石头记》一书也。故曰“甄士隐”云云。但书中所记何事何人？自又云：“今风尘碌碌，一事无成，忽念及当日所有之女子，一一细考较去，觉其行止见识，皆出于我之上。何我堂堂须眉，诚不若彼裙钗哉？”",
    "列夫·尼古拉耶维奇·托尔斯泰（1828—1910）写过《战争与和平》《安娜·卡列尼娜》；彼得·德鲁克、加夫列尔·加西亚·马尔克斯也写过——至少有人这么说……他问：“真的吗？！”“是真的！”——于是众人都笑了……",
    "他在2021年用iPhone 12拍了3,408张照片（约1.5GB），价格￥1,234.5，涨了25%，室温37℃；Rust的borrow checker很严格，参见《The Rust Programming Language》第4章、https://example.org/a/very/long/path?query=1&other=2。",
    "“‘内引号’在外引号里，”她说，“再来（（双层））《书〈篇〉名》——好吗？”【注】〔一〕「甲」『乙』。他答：“好！！！”然后：１／２、甲／乙、a/b。",
];

#[test]
fn no_line_begins_or_ends_with_a_forbidden_mark_at_any_measure() {
    const NEVER_FIRST: &str = "。．，、：；！？”’」』）》〉】〗〕·–～／)]},.:;!?%";
    const NEVER_LAST: &str = "“‘「『（《〈【〖〔([{／";
    for text in TEXTS {
        for measure in 7..=40 {
            let set = set(vec![run(text, FontRole::Body)], &setting(measure));
            let lines = set.texts();
            assert_eq!(lines.concat(), **text, "no text is lost");
            for line in &lines {
                let line = line.trim();
                assert!(!line.starts_with(|c| NEVER_FIRST.contains(c)), "{measure} em: {line}");
                assert!(!line.ends_with(|c| NEVER_LAST.contains(c)), "{measure} em: {line}");
            }
            assert!(
                !lines
                    .iter()
                    .any(|line| line.ends_with('—') && line.matches('—').count() % 2 == 1 && !line.contains("1828")),
                "{measure}: a dash is split: {lines:?}"
            );
        }
    }
}

#[test]
fn every_full_line_is_exactly_as_wide_as_the_measure() {
    for text in TEXTS {
        for measure in 10..=40 {
            let setting = setting(measure);
            let set = set(vec![run(text, FontRole::Body)], &setting);
            let lines = set.composed.lines();
            for (index, line) in lines.iter().enumerate().take(lines.len() - 1) {
                // A piece of an address without a space or a Han beside it has nothing that could open.
                if !set.texts()[index].contains(|c| crate::unicode::is_cjk(c) || c == ' ') {
                    continue;
                }
                if set.ends_inside_address(index) {
                    assert!(line.x1 <= setting.measure, "{measure} em: {:?}", set.texts());
                    continue;
                }
                assert_eq!(line.x1, setting.measure, "{measure} em, line {index}: {:?}", set.texts()[index]);
            }
        }
    }
}

#[test]
fn no_last_line_is_a_lone_character() {
    let mut lone = Vec::new();
    for text in TEXTS {
        for measure in 7..=24 {
            let set = set(vec![run(text, FontRole::Body)], &setting(measure));
            let last = set.texts().pop().unwrap_or_default();
            let han = last.chars().filter(|c| crate::unicode::is_han(*c)).count();
            if han < 2 && last.chars().all(|c| crate::unicode::is_cjk(c) || crate::unicode::is_ambiguous_mark(c)) {
                lone.push((measure, last, set.diagnostics.len()));
            }
        }
    }
    assert!(lone.is_empty(), "{lone:?}");
}

#[test]
fn pw2_adjacent_marks_take_one_and_a_half_em() {
    for (pair, sum) in [("国（《国", 250), ("国。”国", 250), ("国：“国", 250), ("国》《国", 250), ("国）。国", 250)]
    {
        let set = natural(pair);
        let origins = set.origins(0);
        let width = origins.last().unwrap().1 - origins[0].1;
        assert!((width - EM.scale(sum, 100)).abs() <= TOLERANCE, "{pair}: {width:?}");
    }
}

#[test]
fn pw3_an_opening_mark_before_a_closing_one_is_not_squeezed() {
    assert_eq!(natural("国（？）国").advance('（', '？'), 100);
}

#[test]
fn pw9_two_exclamations_share_an_em() {
    let width = |text: &str| {
        let origins = natural(text).origins(0);
        (origins.last().unwrap().1 - origins[0].1 - EM).0 * 100 / EM.0
    };
    assert_eq!(width("国？！国"), 100);
    assert_eq!(width("国！！！国"), 200);
    assert_eq!(width("国！国"), 100);
}

#[test]
fn sp4_a_typed_space_between_han_and_latin_is_the_same_gap() {
    let width = |text: &str| {
        let origins = natural(text).origins(0);
        origins.last().unwrap().1 - origins[0].1
    };
    assert_eq!(width("国A国"), width("国 A 国"));
    let gap = width("国A国") - EM - (width("国AA国") - width("国A国"));
    assert!((gap - EM / 2).abs() <= TOLERANCE * 3, "two gaps of a quarter em: {gap:?}");
}

#[test]
fn pw10_squeezing_does_not_see_markup() {
    let whole = natural("他说：“《书》。”（注）后").origins(0);
    let pieces = ["他说：", "“", "《书", "》。", "”（注", "）后"];
    let runs = pieces.iter().map(|piece| run(piece, FontRole::Body)).collect();
    let split = set(runs, &Setting { first_indent: Len::ZERO, ..setting(200) }).origins(0);
    assert_eq!(whole, split);
}

#[test]
fn qt2_shared_marks_follow_their_neighbours() {
    let set = natural("国“国”国，it’s “fine” here");
    let faces: Vec<(char, String)> = {
        let composed = &set.composed;
        composed
            .clusters
            .list
            .iter()
            .filter(|cluster| matches!(composed.clusters.text_of(cluster), "“" | "”" | "’"))
            .map(|cluster| {
                let c = composed.clusters.text_of(cluster).chars().next().unwrap();
                (c, FONTS.face(cluster.font).family.clone())
            })
            .collect()
    };
    let cjk: Vec<bool> = faces.iter().map(|(_, family)| family.contains("CJK")).collect();
    assert_eq!(cjk, [true, true, false, false, false], "{faces:?}");
}

#[test]
fn pw6_a_paragraph_that_begins_with_a_bracket_is_indented_to_its_ink() {
    let set = set(vec![run("“国国国国国”", FontRole::Body)], &setting(20));
    assert_eq!(set.origins(0)[0].1, EM + EM / 2);
}

#[test]
fn lb7_dashes_and_ellipses_are_two_em_without_a_gap() {
    for text in ["国——国", "国……国"] {
        let origins = natural(text).origins(0);
        let width = origins.last().unwrap().1 - origins[0].1;
        assert!((width - EM * 3).abs() <= TOLERANCE, "{text} {width:?}");
    }
}

#[test]
fn a_million_characters_without_a_space_are_set_in_linear_time() {
    for text in
        ["国".repeat(1_000_000), "a".repeat(300_000), "—".repeat(10_000), "。".repeat(10_000), "\u{301}".repeat(5_000)]
    {
        let set = set(vec![run(&text, FontRole::Body)], &setting(20));
        assert_eq!(set.texts().concat().len(), text.len());
    }
}

/// A title of thousands of characters is measured in one line, however wide that is.
#[test]
fn a_measure_without_end_parts_nothing() {
    let setting = Setting { measure: Len::MAX, ..setting(20) };
    for text in ["国".repeat(9_000), "a#".repeat(9_000)] {
        let set = set(vec![run(&text, FontRole::Body)], &setting);
        assert_eq!((set.texts().len(), set.diagnostics.len()), (1, 0));
    }
}

#[test]
fn hyphens_are_drawn_but_are_no_text() {
    let text = "国internationalization国internationalization国internationalization国";
    let set = set(vec![run(text, FontRole::Body)], &setting(8));
    assert_eq!(set.texts().concat(), text);
    assert!(set.composed.lines().iter().any(|line| line.hyphen), "{:?}", set.texts());
}

//! Fonts and text in the outputs (typography rows FT-1 to FT-6, QT-1, QT-2): what a reader sees and copies.

use crate::common::Judge;
use crate::{built, epub_file};
use huoban::base::Len;
use huoban::config::Output;
use huoban::display::{Draw, GlyphRun, Item, LineRole, Page, Piece, Role};
use huoban::pipeline::Report;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A book of one chapter in both editions, and nothing to say about it.
fn book(yaml: &str, text: &str) -> Report {
    let (yaml, chapter) = (format!("title: 书\nslug: x\n{yaml}"), format!("# 一\n\n{text}\n"));
    let report = built(&[("book.yaml", &yaml), ("one.md", &chapter)], &[Output::Epub, Output::Pdf]);
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    report
}

/// The pages of the body.
fn body(report: &Report) -> impl Iterator<Item = &Page> {
    report.pages.pages.iter().filter(|page| !page.roman)
}

/// The items of the text of the body, in reading order: not headings, folios or labels.
fn text(report: &Report) -> impl Iterator<Item = (&Item, &GlyphRun)> {
    let lines = body(report).flat_map(|page| page.lines.iter().map(move |line| (page, line)));
    let items = lines
        .filter(|(_, line)| line.role == LineRole::Paragraph)
        .flat_map(|(page, line)| &page.items[line.items.start as usize..line.items.end as usize]);
    items.filter_map(|item| match (&item.draw, item.role) {
        (Draw::Glyphs(run), Role::Content(_, Piece::Body)) => Some((item, run.as_ref())),
        _ => None,
    })
}

/// The face that every character of the text is set from.
fn faces(report: &Report) -> Vec<(String, String)> {
    text(report).map(|(_, run)| (run.text.clone(), report.fonts.face(run.font).postscript.clone())).collect()
}

/// Writes the PDF into a directory that lives as long as it is looked at.
fn pdf(report: &Report) -> (TempDir, PathBuf) {
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("x.pdf");
    let made = report.artifacts.iter().find(|artifact| artifact.output == Output::Pdf).expect("a PDF");
    fs::write(&path, &made.bytes).expect("the PDF");
    (dir, path)
}

#[test]
fn ft_1_regional_forms_follow_the_language_of_each_run() {
    let text = "门骨直角，[骨直角]{lang=zh-Hant-TW}、[骨直角]{lang=zh-Hant-HK}、[骨直角]{lang=ja}。";
    let report = book("", text);
    let han: Vec<(String, String)> = faces(&report);
    let of = |wanted: &str| -> BTreeSet<&str> {
        han.iter().filter(|(text, _)| text.contains(wanted)).map(|(_, face)| face.as_str()).collect()
    };
    assert_eq!(of("门"), BTreeSet::from(["NotoSerifCJKsc-Regular"]));
    let forms = ["sc", "tc", "hk", "jp"].map(|region| format!("NotoSerifCJK{region}-Regular"));
    assert_eq!(of("骨"), forms.iter().map(String::as_str).collect());
    // The faces share their outlines: only another glyph is another form.
    let glyphs: BTreeSet<u16> = self::text(&report)
        .filter(|(_, run)| run.text.contains('骨'))
        .map(|(_, run)| run.glyphs[run.text[..run.text.find('骨').unwrap_or(0)].chars().count()].id)
        .collect();
    assert!(glyphs.len() >= 3, "骨 has one form for the mainland, one for Taiwan, one for Japan: {glyphs:?}");

    let page = epub_file(&report, "chapter-001.xhtml");
    assert!(page.contains("<html") && page.contains("xml:lang=\"zh-Hans\""), "{page}");
    for lang in ["zh-Hant-TW", "zh-Hant-HK", "ja"] {
        assert!(page.contains(&format!("<span lang=\"{lang}\" xml:lang=\"{lang}\">骨直角</span>")), "{page}");
        let css = epub_file(&report, "style.css");
        let rule = css.lines().find(|line| line.contains(&format!("body span:lang({lang})")));
        let region = if lang == "ja" { "jp" } else { &lang[8..].to_lowercase().replace("tw", "tc") };
        let face = format!("\"NotoSerifCJK{region}-Regular\"");
        assert!(rule.is_some_and(|rule| rule.contains(&face)), "{lang} {face}: {rule:?}");
    }
}

#[test]
fn ft_1_one_language_is_set_from_one_region() {
    let report = book("language: zh-Hant-TW\n", "門骨直角，讀書人的燈下。令、返、海、啟。");
    let regions: BTreeSet<String> = faces(&report).into_iter().map(|(_, face)| face).collect();
    assert_eq!(regions, BTreeSet::from(["NotoSerifCJKtc-Regular".to_owned()]));
}

#[test]
fn ft_3_fonts_are_embedded_as_subsets_and_a_short_book_is_small() {
    let report = book("", "十个字的书也很小。");
    for artifact in &report.artifacts {
        assert!(artifact.bytes.len() < 100_000, "{}: {} bytes", artifact.file_name, artifact.bytes.len());
    }
    let (_dir, path) = pdf(&report);
    let Some(pdffonts) = Judge::program("pdffonts") else { return };
    let (code, told) = pdffonts.says([path.as_os_str()]);
    assert_eq!(code, 0, "{told}");
    let fonts: Vec<&str> = told.lines().skip(2).collect();
    assert!(!fonts.is_empty(), "{told}");
    for font in fonts {
        // emb sub uni object ID, the last five columns.
        let columns: Vec<&str> = font.split_whitespace().rev().skip(2).take(3).collect();
        assert_eq!(columns, ["yes"; 3], "not embedded, cut and mapped to Unicode: {font}");
    }
}

#[test]
fn ft_4_extracted_text_holds_no_twins_of_its_characters() {
    // Characters that fonts also have as Kangxi radicals or as vertical forms: a wrong map tells those.
    let radicals = "一人入八力十口土士大女子小山川工己巾干弓心戈手支文斗斤方日月木止比毛水火父牛犬玉瓜生用田白皮目矢石示立竹米羊老耳肉自至舌色虫血行衣西見角言谷豆赤走足身車辛里金長門雨青非面革食首香馬骨高鬼魚鳥鹿麥麻黃黑鼓鼠鼻齊齒龍";
    let marks = "，。、：；！？“”‘’（）《》〈〉「」『』【】〔〕——……";
    let latin = "office与affluent，fi";
    let variant = "葛\u{E0100}";
    let report = book("", &format!("{radicals}\n\n甲{marks}乙\n\n{latin}\n\n{}", variant.repeat(40)));
    let wanted: String = [radicals, "甲", marks, "乙", latin, &variant.repeat(40)].concat();
    let set: String = text(&report).map(|(_, run)| run.text.as_str()).collect();
    assert_eq!(set, wanted, "the display list holds the text of the manuscript");
    let (_dir, path) = pdf(&report);
    let out = path.with_extension("txt");
    if let Some(pdftotext) = Judge::program("pdftotext") {
        let (code, told) = pdftotext.says(["-raw".as_ref(), path.as_os_str(), out.as_os_str()]);
        assert_eq!(code, 0, "{told}");
        let read: String = fs::read_to_string(&out).expect("the text").split_whitespace().collect();
        assert!(read.contains(&wanted), "poppler reads {read}");
        let twin =
            |c: char| matches!(u32::from(c), 0x2E80..=0x2FDF | 0xFB00..=0xFB06 | 0xFE10..=0xFE19 | 0xFE30..=0xFE48);
        assert_eq!(read.chars().filter(|c| twin(*c)).collect::<String>(), "");
    }
}

#[test]
fn ft_5_latin_and_han_stand_on_one_baseline_in_one_size_and_a_line_runs_below_both() {
    let report = book("", "读[约翰Smith先生]{.name}写的Typography与`code`。");
    for page in body(&report) {
        for line in page.lines.iter().filter(|line| line.role == LineRole::Paragraph) {
            let items = &page.items[line.items.start as usize..line.items.end as usize];
            let runs: Vec<(&Item, &GlyphRun)> = items
                .iter()
                .filter_map(|item| match &item.draw {
                    Draw::Glyphs(run) => Some((item, run.as_ref())),
                    _ => None,
                })
                .collect();
            let fonts: BTreeSet<_> = runs.iter().map(|(_, run)| run.font).collect();
            assert!(fonts.len() >= 3, "Han, Latin and code");
            for (item, run) in &runs {
                assert_eq!((item.at.y, run.glyphs[0].rise), (line.baseline, Len::ZERO), "{}", run.text);
            }
            let mono = |run: &GlyphRun| report.fonts.face(run.font).postscript.starts_with("SourceCode");
            let sizes: BTreeSet<Len> = runs.iter().filter(|(_, run)| !mono(run)).map(|(_, run)| run.size).collect();
            assert_eq!(sizes.len(), 1, "{sizes:?}");
            // The line below the name: pieces that touch, on one height, from its first letter to its last.
            let pieces: Vec<(Len, Len, Len)> = items
                .iter()
                .filter_map(|item| match &item.draw {
                    Draw::Fill(size, _) => Some((item.at.x, item.at.x + size.width, item.at.y)),
                    _ => None,
                })
                .collect();
            assert!(pieces.windows(2).all(|pair| pair[0].1 == pair[1].0 && pair[0].2 == pair[1].2), "{pieces:?}");
            let (from, to) = (pieces[0].0, pieces[pieces.len() - 1].1);
            let name = Len::from_pt(10.5) * 4 + Len::from_pt(20.0);
            assert!(to - from > name, "the line runs below 约翰Smith先生: {:?}", to - from);
        }
    }
}

#[test]
fn ft_6_no_bold_and_no_slant_is_made_up() {
    let text = "这是*楷体italic*与**黑体bold**，***又斜又粗both***。\n\n> *引文里的强调。*\n\n## 标题*强调*\n\n后文。";
    let report = book("", text);
    let css = epub_file(&report, "style.css");
    assert!(css.contains("font-synthesis: none"), "{css}");
    assert!(!css.contains("oblique") && !css.contains("text-stroke") && !css.contains("skew"), "{css}");
    let (_dir, path) = pdf(&report);
    let Some(mutool) = Judge::program("mutool") else { return };
    let (code, told) = mutool.says(["trace".as_ref(), path.as_os_str()]);
    assert_eq!(code, 0, "{told}");
    // Text is filled and never stroked, and no matrix leans: of `trm="a b c d"` b and c are nought.
    for made_up in ["stroke_text", "clip_stroke_text"] {
        assert!(!told.contains(made_up), "{made_up}");
    }
    let matrices: BTreeSet<&str> = told.split("trm=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!matrices.is_empty(), "mupdf tells the matrix of text");
    for matrix in matrices {
        let numbers: Vec<f64> = matrix.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        assert!(numbers[1] == 0.0 && numbers[2] == 0.0 && numbers[0].abs() == numbers[3].abs(), "{matrix}");
    }
}

/// Marks by language, as authors write them in horizontal text: double marks outside, single ones inside.
const QUOTES: [(&str, &str, [&str; 4]); 3] = [
    ("zh-Hans", "他说：“我听见‘走吧’。”", ["“", "”", "‘", "’"]),
    ("zh-Hant-TW", "他說：「我聽見『走吧』。」", ["「", "」", "『", "』"]),
    ("ja", "「彼は『行く』と言った。」", ["「", "」", "『", "』"]),
];

#[test]
fn qt_1_quotation_marks_are_those_of_the_author_and_of_the_language() {
    for (language, said, marks) in QUOTES {
        let report = book(&format!("language: {language}\n"), said);
        let set: String = text(&report).map(|(_, run)| run.text.as_str()).collect();
        assert_eq!(set, said, "the PDF keeps the author's marks");
        assert!(epub_file(&report, "chapter-001.xhtml").contains(said), "so does the EPUB");
        let quotes = marks.map(|mark| format!("\"{mark}\"")).join(" ");
        let css = epub_file(&report, "style.css");
        assert!(css.contains(&format!("quotes: {quotes};")), "{language}: {css}");
    }
    // Marks of another region are the author's choice, and stay.
    let report = book("", "他说：「好。」");
    assert_eq!(text(&report).map(|(_, run)| run.text.as_str()).collect::<String>(), "他说：「好。」");
}

#[test]
fn qt_2_shared_marks_take_the_font_of_their_context() {
    let report = book("", "国“国”国，it’s “fine” here，国“Latin”国——国……");
    let of: Vec<(String, String)> = faces(&report);
    let face = |wanted: &str| -> BTreeSet<&str> {
        of.iter().filter(|(text, _)| text.contains(wanted)).map(|(_, face)| face.as_str()).collect()
    };
    assert_eq!(face("——"), BTreeSet::from(["NotoSerifCJKsc-Regular"]));
    assert_eq!(face("……"), BTreeSet::from(["NotoSerifCJKsc-Regular"]));
    assert_eq!(face("’"), BTreeSet::from(["SourceSerif4-Regular"]), "an apostrophe is Latin");
    assert_eq!(face("“国”"), BTreeSet::from(["NotoSerifCJKsc-Regular"]));
    assert_eq!(face("“fine”"), BTreeSet::from(["SourceSerif4-Regular"]));
    // The same in the EPUB: marks of Latin words stand in the Latin font.
    let page = epub_file(&report, "chapter-001.xhtml");
    assert!(page.contains("it<span class=\"latin\">’</span>s <span class=\"latin\">“</span>fine"), "{page}");
    assert!(page.contains("国“国”国"), "{page}");
}

/// Typography row QT-2, for both editions: whatever stands around a mark, wherever in its paragraph and however marked up,
/// the EPUB asks for the font that the PDF has.
#[test]
fn qt_2_both_editions_decide_alike_about_shared_marks() {
    const PIECES: [&str; 19] = [
        "“",
        "”",
        "‘",
        "’",
        "“",
        "”",
        "—",
        "…",
        "·",
        "word",
        "Ab",
        " x ",
        "汉",
        "字",
        "*强*",
        "*so*",
        "`c`",
        "**“**",
        "[en ‘x’]{lang=en}",
    ];
    let mut state = 7_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    let mut text = String::from("# 一\n");
    for paragraph in 0..200 {
        text.push('\n');
        // Every other paragraph has no Han.
        let fits = |piece: &str| paragraph % 2 == 0 || !piece.contains(huoban::unicode::is_han);
        let pieces: Vec<&str> = PIECES.into_iter().filter(|piece| fits(piece)).collect();
        (0..2 + next(8)).for_each(|_| text.push_str(pieces[next(pieces.len())]));
        text.push_str("z\n");
    }
    let report =
        built(&[("book.yaml", "title: 书\nchapters: [a.md]\n"), ("a.md", &text)], &[Output::Epub, Output::Pdf]);
    let mut set: Vec<(char, bool)> = Vec::new();
    for (_, run) in self::text(&report) {
        let latin = report.fonts.face(run.font).postscript.starts_with("Source");
        set.extend(run.text.chars().filter(|c| huoban::unicode::is_ambiguous_mark(*c)).map(|c| (c, latin)));
    }
    let page = epub_file(&report, "chapter-001.xhtml");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let page = roxmltree::Document::parse_with_options(&page, options).expect("XHTML");
    let mut shown: Vec<(char, bool)> = Vec::new();
    for node in page.descendants().filter(|node| node.is_text() && node.ancestors().any(|one| one.has_tag_name("p"))) {
        let is_latin =
            |one: roxmltree::Node| one.attribute("class") == Some("latin") || one.attribute("lang") == Some("en");
        let latin = node.ancestors().any(is_latin);
        let marks = node.text().unwrap_or_default().chars().filter(|c| huoban::unicode::is_ambiguous_mark(*c));
        shown.extend(marks.map(|c| (c, latin)));
    }
    assert!(shown.len() > 300 && shown.iter().filter(|(_, latin)| *latin).count() > 100, "{}", shown.len());
    let differs = set.iter().zip(&shown).position(|(one, other)| one != other);
    assert!(set == shown, "mark {differs:?} of {} and {}", set.len(), shown.len());
}

use super::*;
use crate::base::{Len, Size};
use crate::choices::*;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::{Lang, Place};
use crate::source::SourceMap;
use std::path::Path;

fn load(text: &str, overrides: &[(&str, &str)]) -> (Option<Config>, Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::default();
    let file = sources.add(Path::new("book.yaml"), text.into());
    let overrides: Vec<_> = overrides.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let (config, diagnostics) = parse(text, file, &overrides, "thirty years");
    (config, diagnostics, sources)
}

/// The findings as `CODE line:column` and the text underlined, one a line.
fn findings(text: &str, overrides: &[(&str, &str)]) -> String {
    let (_, diagnostics, sources) = load(text, overrides);
    let lines = diagnostics.iter().map(|one| match &one.place {
        Place::Span(span) => {
            let at = sources.line_column(span.file, span.start);
            let under = &text[span.start as usize..span.end as usize];
            format!("{} {}:{} {under}", one.rule.code, at.line, at.column)
        }
        _ => one.rule.code.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn sound(text: &str) -> Config {
    let (config, diagnostics, _) = load(text, &[]);
    assert_eq!(diagnostics, [], "{text}");
    config.unwrap()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(findings(text, &[]), expected, "{text}");
}

const FULL: &str = "
title: 三十而立
title-file-as: Sanshi erli
subtitle: 一个高新区的成长
authors: [编写组, {name: 李四, role: editor, file-as: 'Li, Si'}]
contributors:
  - {name: 王五, role: 译者}
language: zh-hans
isbn: 978-7-306-04096-1
identifier: urn:uuid:1234
publisher: 某出版社
date: 2021-11-22
rights: 版权所有
description: |
  第一段。
  第二段。
subjects: [纪实, 城市]
series: {title: 丛书, number: 1}
accessibility: {certified-by: 某中心, credential: 甲级, report: 'https://example.org/报告', level: AAA, summary: 好读。}
slug: thirty
pdf-standard: ua2
cover: images/cover.svg
front: [preface.md]
chapters:
  - intro.md
  - part: 上篇
    file: part1.md
    chapters: [01.md, 02.md]
back: [afterword.md, {appendix: data.md}]
page:
  size: 大32开
  font-size: 五号
  chars-per-line: 26
  lines-per-page: 27
  line-pitch: 18pt
  margins: {inner: 20mm, top: 18mm}
typography:
  punctuation: kaiming
  prohibitions: strict
  han-latin-gap: 0.125em
  hanging: yes
  paragraph-start: full
  grid: yes
  indent: 2em
fonts: {paths: [fonts, more], body: Noto Serif CJK, latin: Source Serif 4, system: true}
theme:
  chapter-opening: recto
  notes: chapter
  lists: paragraph
  list-labels: han
  numbering-depth: 2
  contents-depth: 3
  number-chapters: false
  emphasis: dots
  strong: song
  accent: '#123456'
missing-glyphs: warn
missing-alt: warn
quality: {report: error, max-han-gap: 0.125em, max-squeeze: 6, max-hyphens: 1, max-loose-lines: 2}
outputs: [pdf]
epub: {profile: kindle, writing-mode: vertical}
";

#[test]
fn every_key_is_read() {
    let config = sound(FULL);
    let meta = &config.meta;
    assert_eq!(meta.title, "三十而立");
    assert_eq!(meta.names("aut").collect::<Vec<_>>(), ["编写组"]);
    assert_eq!(meta.names("edt").collect::<Vec<_>>(), ["李四"]);
    assert_eq!(meta.names("trl").collect::<Vec<_>>(), ["王五"]);
    assert_eq!(meta.contributors[1].file_as.as_deref(), Some("Li, Si"));
    assert_eq!(meta.language.as_str(), "zh-Hans");
    assert_eq!(meta.isbn.list().iter().map(|(_, isbn)| isbn.digits.as_str()).collect::<Vec<_>>(), ["9787306040961"]);
    assert_eq!(meta.description.as_deref(), Some("第一段。\n第二段。"));
    assert_eq!(meta.series, Some(Series { title: "丛书".into(), number: Some("1".into()) }));
    assert_eq!(meta.title_file_as.as_deref(), Some("Sanshi erli"));
    let certifier = meta.accessibility.certifier.as_ref().expect("somebody");
    assert_eq!((certifier.name.as_str(), certifier.level), ("某中心", WcagLevel::Aaa));
    assert_eq!(certifier.credential.as_deref(), Some("甲级"));
    assert_eq!(certifier.report.as_deref(), Some("https://example.org/报告"));
    assert_eq!(meta.accessibility.summary.as_deref(), Some("好读。"));
    assert_eq!(meta.slug, "thirty");
    assert!(matches!(&config.cover, CoverConfig::Picture(path, Some(_)) if path == Path::new("images/cover.svg")));
    assert_eq!(config.pdf_standard, PdfStandard::Ua2);
    assert_eq!(config.front.len(), 1);
    let limits = config.quality;
    assert!(matches!(limits.report, QualityReport::Error(Some(_))));
    assert_eq!([limits.max_han_gap, limits.max_squeeze, limits.max_hyphens, limits.max_loose_lines], [125, 6, 1, 2]);
    let chapters = config.chapters.unwrap();
    let ChapterEntry::Part { title, file, chapters: inner } = &chapters[1] else { panic!("{chapters:?}") };
    assert_eq!((title.as_str(), inner.len()), ("上篇", 2));
    assert_eq!(file.as_ref().unwrap().0, Path::new("part1.md"));
    assert!(matches!(&config.back[1], ChapterEntry::Appendix(one) if one.path == Path::new("data.md")));
    assert_eq!(
        config.page,
        PageConfig {
            size: Size { width: Len::from_mm(140.0), height: Len::from_mm(203.0) },
            font_size: Len::from_pt(10.5),
            chars_per_line: 26,
            lines_per_page: 27,
            line_pitch: Len::pt(18),
            inner_margin: Some(Len::from_mm(20.0)),
            top_margin: Some(Len::from_mm(18.0)),
        }
    );
    assert_eq!(
        config.typography,
        TypographyConfig {
            punctuation: PunctuationStyle::Kaiming,
            prohibitions: Prohibitions::Strict,
            han_latin_gap: HanLatinGap(125),
            hanging: true,
            indent: 200,
            paragraph_start: ParagraphStart::Full,
            grid: true,
        }
    );
    let paths: Vec<&Path> = config.fonts.paths.iter().map(|(path, _)| path.as_path()).collect();
    assert_eq!(paths, [Path::new("fonts"), Path::new("more")]);
    assert_eq!(config.fonts.body.as_deref(), Some("Noto Serif CJK"));
    assert!(config.fonts.system);
    assert_eq!(
        config.theme,
        ThemeConfig {
            chapter_opening: ChapterOpening::Recto,
            notes: NoteNumbering::Chapter,
            lists: ListStyle::Paragraph,
            list_labels: ListLabels::Han,
            numbering_depth: 2,
            contents_depth: 3,
            number_chapters: false,
            emphasis: EmphasisStyle::Dots,
            strong: StrongStyle::Song,
            accent: [0x12, 0x34, 0x56],
        }
    );
    assert_eq!(config.missing_glyphs, MissingGlyphs::Warn);
    assert_eq!(config.missing_alt, MissingAlt::Warn);
    assert_eq!(config.outputs, [Output::Pdf]);
    assert_eq!(config.epub, EpubConfig { profile: Profile::Kindle, writing_mode: WritingMode::Vertical });
}

#[test]
fn a_title_is_enough() {
    let config = sound("title: 书\n");
    assert_eq!(config.meta.slug, "thirty-years");
    assert_eq!(config.meta.language.as_str(), "zh-Hans");
    assert_eq!((config.page.chars_per_line, config.page.lines_per_page), (27, 28));
    assert_eq!(config.page.line_pitch, Len::from_pt(17.5));
    assert_eq!(config.outputs, [Output::Epub, Output::Pdf]);
    assert_eq!(config.chapters, None);
}

#[test]
fn scalars_keep_their_spelling() {
    assert_eq!(sound("title: 1984\ndate: 2021\n").meta.title, "1984");
    assert_eq!(sound("title: 0x10\nidentifier: 1e3\n").meta.title, "0x10");
    assert_eq!(sound("title: true\nsubtitle:\n").meta.subtitle, None);
    assert_eq!(sound("title: 'null'\nauthors: ~\n").meta.title, "null");
    assert_eq!(sound("title: 上篇　明理\n").meta.title, "上篇　明理");
    assert_eq!(sound("title: 一行\n  又一行\n").meta.title, "一行 又一行");
}

#[test]
fn the_type_area_follows_the_page_unless_it_is_given() {
    let page = |text: &str| sound(&format!("title: 书\npage: {text}\n")).page;
    let a4 = page("{size: A4}");
    assert_eq!((a4.chars_per_line, a4.lines_per_page), (40, 40));
    let large = page("{font-size: 21pt}");
    assert_eq!((large.chars_per_line, large.line_pitch), (13, Len::pt(35)));
    let outer = page("{margins: {outer: 20mm, bottom: 1em}, chars-per-line: 20, lines-per-page: 20}");
    assert_eq!(outer.inner_margin, Some(outer.size.width - outer.font_size * 20 - Len::from_mm(20.0)));
    let height = outer.line_pitch * 19 + outer.font_size;
    assert_eq!(outer.top_margin, Some(outer.size.height - height - outer.font_size));
}

#[test]
fn every_fault_is_found_in_one_reading() {
    check(
        "titel: 书\nlanguage: chinese\nisbn: 978-7-306-04096-9\ndate: 2021-02-30\npage:\n  size: 33开\n  \
         font-size: big\n  chars-per-line: 1\ntheme: {notes: book}\n",
        "E020 1:1 titel\nE027 2:11 chinese\nE029 4:7 2021-02-30\nE028 3:7 978-7-306-04096-9\nE031 6:9 33开\n\
         E025 7:14 big\nE026 8:19 1\nE024 9:16 book",
    );
}

#[test]
fn broken_yaml_is_told_with_its_place() {
    check("title: 书\nauthors: [一, 二\nlanguage: zh\n", "E011 2:10 [");
    check("title: \"书\nlanguage: zh\n", "E011 1:8 \"");
    check("title: 书\npage:\n\tsize: A5\n", "E012 3:1 \t");
    check("title: 甲: 乙\n", "E013 1:9 :");
    check("title: 书\n  language: zh\n", "E013 2:11 :");
    check("title: &a 书\nsubtitle: *a\n", "E015 1:11 书");
    check("title: 书\n---\ntitle: 书\n", "E015 2:1 ---");
    check("title: 书\nsubtitle: *a\n", "E015 2:11 *");
    check("authors: 甲\n", "E022 1:1 ");
    check("", "E014 1:1 ");
    check("# 只有注释\n", "E014 1:1 ");
    check("- 书\n", "E014 1:1 ");
    check("[a]: 书\n", "E015 1:1 [");
}

#[test]
fn depth_is_bounded() {
    for text in [format!("title: {}", "[".repeat(10_000)), format!("title: {}", "{a: ".repeat(10_000))] {
        let (config, diagnostics, _) = load(&text, &[]);
        assert!(config.is_none());
        assert_eq!(diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["E016"]);
    }
    let block: String = (0..10_000).map(|level| format!("{}a:\n", " ".repeat(level))).take(300).collect();
    assert_eq!(findings(&block, &[]).split(' ').next(), Some("E016"));
}

#[test]
fn faults_of_single_values() {
    let with = |rest: &str| findings(&format!("title: 书\n{rest}"), &[]);
    let code = |rest: &str| with(rest).lines().map(|line| line[..4].to_owned()).collect::<Vec<_>>().join(" ");
    assert_eq!(with("subtitle: 甲\nsubtitle: 乙\n"), "E021 3:1 subtitle");
    assert_eq!(with("subtitle: [甲]\n"), "E023 2:1 subtitle");
    assert_eq!(with("subtitle: ''\n"), "E042 2:11 ''");
    assert_eq!(with("subtitle: '\u{200B} \u{2060}'\n"), "E042 2:11 '\u{200B} \u{2060}'");
    assert_eq!(with("subtitle: \"a\\x07b\"\n"), "E035 2:11 \"a\\x07b\"");
    assert_eq!(code(&format!("subtitle: {}\n", "长".repeat(2_001))), "E034");
    assert_eq!(code(&format!("subtitle: {}\n", "长".repeat(2_000))), "");
    assert_eq!(with("authors: {name: 甲, role: 译者们}\n"), "E030 2:26 译者们");
    assert_eq!(with("authors: [[甲]]\n"), "E023 2:11 [");
    assert_eq!(with("authors: [{role: editor}]\n"), "E022 2:12 role");
    assert_eq!(with("slug: a/b\n"), "E036 2:7 a/b");
    assert_eq!(with("slug: .hidden\n"), "E036 2:7 .hidden");
    assert_eq!(with("chapters: one.md\n"), "E023 2:11 one.md");
    assert_eq!(with("chapters: []\n"), "E042 2:1 chapters");
    assert_eq!(with("chapters: [{part: 上篇}]\n"), "E022 2:13 part");
    assert_eq!(with("chapters:\n  - part: 上篇\n    chapters: [{part: 内}]\n"), "E023 4:17 part");
    assert_eq!(with("chapters: [{第一章: one.md}]\n"), "E020 2:13 第一章\nE022 2:13 第一章\nE022 2:13 第一章");
    assert_eq!(with("front: [{appendix: a.md}]\n"), "E023 2:10 appendix");
    assert_eq!(with("back: [{appendix: [a.md, b.md]}]\n"), "");
    assert_eq!(with("page: A5\n"), "E023 2:7 A5");
    assert_eq!(with("page: {chars-per-line: 40}\n"), "E032 2:24 40");
    assert_eq!(with("page: {lines-per-page: 40}\n"), "E033 2:24 40");
    assert_eq!(with("page: {size: 20mm x 20mm}\n"), "E026 2:14 20mm x 20mm");
    assert_eq!(with("page: {margins: {inner: 60mm}}\n"), "E032 2:1 page");
    assert_eq!(with("page: {margins: {bottom: 190mm}}\n"), "E033 2:1 page");
    assert_eq!(with("page: {margins: {inner: 1mm, outer: 2mm}}\n"), "E037 2:37 2mm");
    assert_eq!(with("page: {line-pitch: 9pt}\n"), "E039 2:20 9pt");
    assert_eq!(with("page: {line-pitch: 25pt}\n"), "W040 2:20 25pt");
    assert_eq!(with("page: {font-size: 10px}\n"), "E025 2:19 10px");
    assert_eq!(with("page: {lines-per-page: 99999999999}\n"), "E026 2:24 99999999999");
    assert_eq!(with("page: {lines-per-page: many}\n"), "E023 2:24 many");
    assert_eq!(with("theme: {accent: red}\n"), "E038 2:17 red");
    assert_eq!(with("theme: {accent: '#777777'}\n"), "W062 2:17 '#777777'");
    assert_eq!(with("theme: {accent: '#767676'}\n"), "");
    assert_eq!(with("typography: {hanging: perhaps}\n"), "E024 2:23 perhaps");
    assert_eq!(with("typography: {indent: 20em}\n"), "E026 2:22 20em");
    assert_eq!(with("outputs: []\n"), "E042 2:1 outputs");
    assert_eq!(with("outputs: [epub, docx]\n"), "E024 2:17 docx");
    assert_eq!(with("series: 丛书\n"), "");
    assert_eq!(with("accessibility: {report: example.org}\n"), "E620 2:25 example.org");
    assert_eq!(with("epub: {profile: kindel}\n"), "E024 2:17 kindel");
    assert_eq!(with("accessibility: {level: aa}\n"), "E022 2:1 accessibility");
    assert_eq!(with("accessibility: {certified-by: 甲, level: b}\n"), "E024 2:41 b");
    assert_eq!(with("accessibility: {summary: 好读。}\n"), "");
}

#[test]
fn the_nearest_key_is_offered() {
    let help = |text: &str| load(text, &[]).1[0].help(Lang::Zh);
    assert!(help("title: 书\npagе:\n  size: A5\n").starts_with("是否想写 `page`？"));
    assert!(help("title: 书\nfont-size: 10pt\n").starts_with("是否想写 `page.font-size`？"));
    assert!(help("title: 书\npage: {chars_per_line: 20}\n").starts_with("是否想写 `chars-per-line`？"));
    assert!(help("title: 书\nzzzz: 1\n").starts_with("此处可用的键：title, "));
    assert!(help("title: 书\npage: {size: 大32}\n").starts_with("是否想写 `大32开`？"));
    assert!(help("title: 书\nauthors: {name: 甲, role: 译着}\n").starts_with("是否想写 `译者`？"));
    assert!(help("title: 书\nlanguage: zh_CN\n").starts_with("是否想写 `zh-CN`？"));
}

#[test]
fn the_command_line_overrides_single_values() {
    let overrides =
        [("page.chars-per-line", "12"), ("outputs", "[epub]"), ("title", "另一本"), ("theme.notes", "chapter")];
    let (config, diagnostics, _) = load("title: 书\npage:\n  size: A5\n", &overrides);
    assert_eq!(diagnostics, []);
    let config = config.unwrap();
    assert_eq!(config.page.chars_per_line, 12);
    assert_eq!(config.page.size.width, Len::from_mm(148.0));
    assert_eq!(config.outputs, [Output::Epub]);
    assert_eq!(config.meta.title, "另一本");
    assert_eq!(config.theme.notes, NoteNumbering::Chapter);
}

#[test]
fn faults_of_the_command_line_have_no_place_in_the_file() {
    let with = |key, value| findings("title: 书\n", &[(key, value)]);
    assert_eq!(with("page.chars-per-lin", "12"), "E020");
    assert_eq!(with("page.chars-per-line", "1"), "E026");
    assert_eq!(with("title.x", "12"), "E017");
    assert_eq!(with("page..size", "A5"), "E017");
    assert_eq!(with("title", "[a"), "E017");
}

#[test]
fn each_edition_has_its_isbn_and_each_check_digit_is_verified_in_its_place() {
    let isbns = |text: &str| sound(&format!("title: 书\nisbn: {text}\n")).meta.isbn;
    let listed =
        |isbns: Isbns| isbns.list().into_iter().map(|(name, isbn)| (name, isbn.printed.clone())).collect::<Vec<_>>();
    let number = |text: &str| text.to_owned();
    assert_eq!(listed(isbns("978-7-000-00000-1")), [(None, number("978-7-000-00000-1"))]);
    assert_eq!(
        listed(isbns("{epub: 978-7-000-00001-8, print: ISBN 978-7-000-00000-1}")),
        [(Some("print"), number("978-7-000-00000-1")), (Some("epub"), number("978-7-000-00001-8"))]
    );
    let three = "{print: 978-7-000-00000-1, epub: 978-7-000-00001-8, pdf: 978-7-000-00002-5}";
    assert_eq!(listed(isbns(three)).len(), 3);
    for edition in ["print", "epub", "pdf"] {
        check(
            &format!("title: 书\nisbn:\n  {edition}: 978-7-000-00000-2\n"),
            &format!("E028 3:{} 978-7-000-00000-2", edition.len() + 5),
        );
    }
    let yaml = "title: 书\nisbn: {print: 978-7-000-00000-1, epub: 978 7 000 00000 1}\n";
    check(yaml, "W044 2:40 978 7 000 00000 1");
    check("title: 书\nisbn: [1]\n", "E023 2:1 isbn");
    check("title: 书\nisbn: {kindle: 1}\n", "E020 2:8 kindle");
}

#[test]
fn a_full_width_colon_is_told_where_it_stands() {
    check("title：书\n", "E045 1:6 ：");
    // Wherever a key may stand.
    check("title: 书\npage:\n  size： A5\n", "E045 3:7 ：");
    check("title: 书\npage:\n  margins:\n    inner：18mm\n", "E045 4:10 ：");
    check("title: 书\npage:\n  size： A5\n  font-size： 10pt\n", "E045 3:7 ：");
    check("title: 书\nauthors:\n  - name：甲\n", "E045 3:9 ：");
    check("title: 书\nseries:\n  title：丛书\n  number: 1\n", "E045 3:8 ：");
    check("title: 书\nisbn:\n  print：978-7-000-00000-1\n", "E045 3:8 ：");
    check("title: 书\nchapters:\n  - part：上篇\n", "E045 3:9 ：");
    check("title: 书\nback:\n  - appendix：a.md\n", "E045 3:13 ：");
    // Brackets, commas and hyphens.
    check("title: 书\nauthors: ［甲］\n", "E045 2:10 ［");
    check("title: 书\nauthors: ［甲，乙］\n", "E045 2:10 ［");
    check("title: 书\nsubjects: [甲，乙]\n", "E045 2:13 ，");
    check("title: 书\nsubjects: [甲、乙]\n", "E045 2:13 、");
    check("title: 书\nauthors: 【甲】\n", "E045 2:10 【");
    // A text of several lines is no culprit of what is wrong behind it.
    check("title: 书\ndescription: |\n  标题：某\n  作者:甲\nauthors: [甲\ndate: 2024\n", "E011 5:10 [");
    check("title: 书\ndescription: >-\n  标题：某\npage:\n  size：A5\n  font-size: 10pt\n", "E045 5:7 ：");
    check("title: 书\nchapters: ［a.md］\n", "E045 2:11 ［");
    check("title: 书\nchapters:\n  － a.md\n", "E045 3:3 －");
    check("title: 书\npage: ｛size: A5｝\n", "E045 2:7 ｛");
    // What a text may hold.
    check(
        "title: 书：副题\nauthors: [\"甲，乙\", ［美］丙]\nseries: 书：一\nsubjects: ［美］\nrights: 版权：甲\n",
        "E045 4:11 ［",
    );
    // A colon without a blank is told where it stands.
    check("title:书\nauthors: 甲\n", "E013 1:6 :");
    check("authors: 甲\ntitle:书\nlanguage: zh\n", "E013 2:6 :");
    check("title:书\n", "E013 1:6 :");
    check("title: 书\npage:\n  size:A5\n", "E013 3:7 :");
    // Groups of keys that say nothing, or another thing.
    check("title: 书\nisbn: {}\n", "E042 2:1 isbn");
    check("title: 书\nlints: yes\n", "E023 2:8 yes");
    check("title: 书\nlints: off\n", "");
    check("title：书\nauthors: [甲]\n", "E045 1:6 ：");
    check("authors: [甲]\n书名： 书\n", "E045 2:3 ：");
    check("title: 书\nseries: {title：丛书, number: 1}\n", "E045 2:15 ：");
    // In a text it is the author's.
    check("title: 书：副\nsubtitle: 甲：title：乙\n", "");
}

#[test]
fn the_line_pitch_is_judged_by_the_script() {
    let of = |language: &str, pitch: &str| {
        findings(&format!("title: x\nlanguage: {language}\npage: {{font-size: 10pt, line-pitch: {pitch}}}\n"), &[])
            .chars()
            .take(4)
            .collect::<String>()
    };
    for language in ["zh-Hans", "zh-Hant-TW", "ja", "ko"] {
        assert_eq!(
            [of(language, "14pt"), of(language, "15pt"), of(language, "20pt"), of(language, "21pt")],
            ["W040", "", "", "W040"]
        );
    }
    for language in ["en", "de-1996", "ru", "zh-Latn-pinyin"] {
        assert_eq!(
            [of(language, "11pt"), of(language, "12pt"), of(language, "16pt"), of(language, "17pt")],
            ["W047", "", "", "W047"]
        );
    }
}

/// The example of `book.yaml` in a README.
fn example(readme: &str) -> &str {
    let (_, rest) = readme.split_once("```yaml\ntitle:").unwrap();
    let start = readme.len() - rest.len() - "title:".len();
    &readme[start..start + readme[start..].find("```").unwrap()]
}

const READMES: [&str; 2] = [include_str!("../../README.md"), include_str!("../../README.zh-CN.md")];
const MARKDOWN: &str = include_str!("../../docs/markdown.md");
const PRINT: &str = include_str!("../../docs/print.md");

#[test]
fn the_examples_of_the_documentation_are_sound() {
    for readme in READMES {
        check(example(readme), "");
    }
    let (_, print) = PRINT.split_once("```yaml\n").unwrap();
    check(&format!("title: 书\n{}", &print[..print.find("```").unwrap()]), "");
}

#[test]
fn every_key_that_is_read_is_documented_in_both_languages() {
    fn keys(node: &tree::Node, path: &str, all: &mut Vec<String>) {
        match &node.value {
            tree::Value::Map(entries) => {
                for entry in entries {
                    let path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                    keys(&entry.value, &path, all);
                    all.push(path);
                }
            }
            tree::Value::List(items) => items.iter().for_each(|item| keys(item, path, all)),
            tree::Value::Null | tree::Value::Scalar(_) => {}
        }
    }
    let (_, print) = PRINT.split_once("```yaml\n").unwrap();
    let print = yaml::parse(&print[..print.find("```").unwrap()], None).unwrap();
    for readme in READMES {
        let mut documented = Vec::new();
        keys(&yaml::parse(example(readme), None).unwrap(), "", &mut documented);
        keys(&print, "", &mut documented);
        for (section, known) in keys::KEYS {
            for key in *known {
                let path = if section.is_empty() { (*key).to_owned() } else { format!("{section}.{key}") };
                // `authors` takes what `contributors` takes; a margin may be given by the one opposite.
                let twin = path.replace("authors.", "contributors.");
                let said = |path: &str| documented.iter().any(|one| one == path);
                // The lints of foreign markup have a table of their own.
                let in_table = *section == "lints" && MARKDOWN.contains(&format!("`{key}`"));
                let in_words = ["page.margins.outer", "page.margins.bottom"].contains(&path.as_str())
                    && example(readme).lines().any(|line| line.contains("margins:") && line.contains(key));
                assert!(said(&path) || said(&twin) || in_table || in_words, "{path} is not documented");
            }
        }
    }
}

#[test]
fn every_group_of_keys_has_an_example_that_can_be_read() {
    for (section, _) in super::keys::KEYS.iter().filter(|(section, _)| !section.is_empty()) {
        let example = super::examples::example(section).unwrap_or_else(|| panic!("{section} has no example"));
        let line = if example.starts_with('{') { format!("{section}: [{example}]") } else { example.to_owned() };
        assert_eq!(findings(&format!("title: 书\n{line}\n"), &[]), "", "{line}");
    }
}

/// Whatever names a file or a directory of the manuscript.
#[test]
fn nothing_is_read_from_what_was_made_of_the_manuscript() {
    for path in ["build/a", "./build/a", "build", "x/../build/a"] {
        for yaml in [
            "cover: @",
            "front: [@]",
            "chapters: [@]",
            "chapters: [{part: 上, file: @, chapters: [a.md]}]",
            "back: [{appendix: @}]",
            "fonts: {paths: [@]}",
            "print: {profile: @}",
        ] {
            let found = findings(&format!("title: 书\n{}\n", yaml.replace('@', path)), &[]);
            assert!(found.starts_with("E043 2:") && !found.contains('\n'), "{yaml} {path}: {found}");
        }
    }
    assert_eq!(findings("title: 书\ncover: images/build/a.png\nfront: [builds/a.md, ../build/b.md]\n", &[]), "");
}

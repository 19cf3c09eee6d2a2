//! What the language of a book changes on its pages and, alike, in its EPUB.

use crate::reader::{Pdf, Value};
use crate::support::*;
use huoban::base::Len;
use huoban::config::Output;
use huoban::display::{Artifact, Draw, LineRecord, LineRole, Page, Role};
use huoban::pipeline::Report;
use std::io::Read;

/// A language, a sentence in it, the indent of a paragraph in em, whether what follows a display is indented, and the
/// label of the second note.
const LANGUAGES: &[(&str, &str, i32, bool, &str)] = &[
    ("zh-Hans", "灯下读书，窗外有雨。", 2, true, "②"),
    ("zh-Hant", "燈下讀書，窗外有雨。", 2, true, "②"),
    ("ja", "灯の下で本を読む。外は雨だ。", 1, true, "②"),
    ("ko", "등불 아래에서 책을 읽는다.", 1, true, "2"),
    ("en", "He read under the lamp; outside it rained.", 1, false, "2"),
    ("fr", "Il lisait sous la lampe; dehors il pleuvait.", 1, false, "2"),
    ("ru", "Он читал под лампой; на дворе шёл дождь.", 1, false, "2"),
];

/// A chapter with a paragraph after everything that a paragraph can follow. Each begins with its number.
fn chapter(text: &str) -> String {
    format!(
        "1 {text}[^a]\n\n2 {text}[^b]\n\n> 3 {text}\n>\n> 4 {text}\n\n5 {text}\n\n## 6\n\n7 {text}\n\n8 {text}\n\n\
         ```\ncode\n```\n\n9 {text}\n\n- {text}\n\n10 {text}\n\n***\n\n11 {text}\n\n![x](dot.svg)\n\n12 {text}\n\n\
         ```verse\n{text}\n```\n\n13 {text}\n\n| a |\n|---|\n| b |\n\n14 {text}\n\n[^a]: {text}\n\n[^b]: {text}\n"
    )
}

/// Paragraphs that begin a text, or stand after a heading or a display.
const OPENING: &[u32] = &[1, 3, 5, 7, 9, 11, 12, 13, 14];

fn number(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The file of an EPUB whose name ends with `name`.
fn file(report: &Report, name: &str) -> String {
    let epub = report.artifacts.iter().find(|made| made.output == Output::Epub).expect("an EPUB");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&epub.bytes[..])).expect("a zip");
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("an entry");
        if file.name().is_ok_and(|path| path.ends_with(name)) {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("UTF-8");
            return text;
        }
    }
    panic!("no {name}")
}

#[test]
fn the_language_says_what_is_indented_and_how_notes_are_counted() {
    for (language, text, indent, always, label) in LANGUAGES {
        let report = made_any(&format!("language: {language}\n"), &[&chapter(text)], &[Output::Epub]);
        let em = Len::pt(10);
        let mut seen = Vec::new();
        for (page, line) in lines_of(&report, "paragraph").into_iter().filter(|(_, line)| line.index == 0) {
            let Some(number) = number(&said(page, line)) else { continue };
            let quoted = if matches!(number, 3 | 4) { em * 2 } else { Len::ZERO };
            let wanted = if *always || !OPENING.contains(&number) { em * *indent } else { Len::ZERO };
            assert_eq!(inset(page, line) - quoted, wanted, "{language}: paragraph {number}");
            seen.push(number);
        }
        seen.sort_unstable();
        assert_eq!(seen, [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14], "{language}");
        let notes = lines_of(&report, "note");
        assert!(notes.iter().any(|(page, line)| said(page, line).starts_with(label)), "{language}");
        // The EPUB says the same.
        let css = file(&report, "style.css");
        assert!(css.contains(&format!("\np {{ margin: 0; text-indent: {indent}em; }}")), "{language}: {css}");
        assert!(css.contains(&format!("blockquote p {{ text-indent: {indent}em; }}")), "{language}");
        assert!(css.contains("p.opening { text-indent: 0; }"), "{language}");
        let page = file(&report, "001.xhtml");
        let flush: Vec<u32> = page.split("<p class=\"opening\">").skip(1).filter_map(number).collect();
        assert_eq!(flush, if *always { &[] } else { OPENING }, "{language}");
        assert!(page.contains(&format!("<sup>{label}</sup>")), "{language}");
    }
}

#[test]
fn a_paragraph_is_flush_only_where_its_display_stands_above_it() {
    let (mut below, mut away) = (0, 0);
    let display = ["![x](wide.svg \"CAPTION\")", "Table: CAPTION\n\n| a |\n|---|\n| b |\n| b |\n| b |\n| b |"];
    for (display, lead) in display.iter().flat_map(|display| (0..16).map(move |lead| (display, lead))) {
        let text = format!("{}{display}\n\nAFTER it.\n\n{}", "Text.\n\n".repeat(lead), "Text.\n\n".repeat(20));
        let report = made_any("language: en\n", &[&text], &[]);
        let pages = report.pages.pages.iter().filter(|page| !page.roman);
        let lines: Vec<(&Page, &LineRecord)> = pages
            .flat_map(|page| page.lines.iter().map(move |line| (page, line)))
            .filter(|(_, line)| matches!(line.role, LineRole::Paragraph | LineRole::Caption | LineRole::Cell))
            .collect();
        let at = lines.iter().position(|(page, line)| said(page, line).starts_with("AFTER")).expect("a paragraph");
        let is_below = lines[..at].last().is_some_and(|(_, line)| line.role != LineRole::Paragraph);
        let indent = if is_below { Len::ZERO } else { Len::pt(10) };
        assert_eq!(inset(lines[at].0, lines[at].1), indent, "{display} after {lead} paragraphs");
        *(if is_below { &mut below } else { &mut away }) += 1;
    }
    assert!(below > 8 && away > 4, "{below} stand below their display, {away} elsewhere");
}

/// The running head of a recto after the first, and its page.
fn head(report: &Report) -> Option<(&Page, &LineRecord)> {
    lines_of(report, "head").into_iter().find(|(page, _)| page.recto)
}

#[test]
fn a_running_head_is_cut_between_words_by_its_width() {
    let english = "In Which the Hero Leaves Home and Finds That the World Is Considerably Larger Than He Had Supposed";
    let korean = "주인공이 집을 떠나 세상이 생각보다 훨씬 넓다는 것을 알게 되는 긴 이야기의 첫머리";
    let chinese = "主人公离家远行，才知道世界比他从前所想的要大得多，于是写下这一篇很长很长的回目，一直写到写不下为止";
    let japanese = "主人公が家を出て、世界が思っていたよりずっと広いことを知る、とても長い長い章の題である「第一の話」";
    for (language, title, ellipsis, narrow) in
        [("en", english, "…", 14), ("ko", korean, "…", 10), ("zh-Hans", chinese, "……", 2), ("ja", japanese, "……", 3)]
    {
        let words: Vec<&str> = title.split(' ').collect();
        let shorter = (1..=words.len()).map(|count| words[..count].join(" "));
        let shorter: Vec<String> = if words.len() > 1 {
            shorter.collect()
        } else {
            title
                .char_indices()
                .skip(8)
                .step_by(3)
                .map(|(at, _)| title[..at].to_owned())
                .chain([title.to_owned()])
                .collect()
        };
        let mut cut = 0;
        for title in shorter.iter().step_by(2).chain(shorter.last()) {
            let text = format!("# {title}\n\n{}", "word 字。\n\n".repeat(60));
            let report = made_any(&format!("language: {language}\n"), &[&text], &[]);
            let (page, line) = head(&report).expect("a head");
            let said = said(page, line);
            let (width, room) = (line.x1 - line.x0, page.area.size.width);
            assert!(width <= room && line.x1 <= page.area.right(), "{language}: {said} is {width:?} wide");
            if said.ends_with(title.as_str()) {
                continue;
            }
            cut += 1;
            let kept = said.strip_suffix(ellipsis).unwrap_or_else(|| panic!("{language}: {said}"));
            assert!(!kept.ends_with('…') && !kept.ends_with(['，', '、', ' ', '「']), "{language}: {said}");
            let at = (4..title.len()).rev().filter(|at| title.is_char_boundary(*at));
            let shown = at.map(|at| title.split_at(at)).find(|(shown, _)| kept.ends_with(shown));
            let (shown, rest) = shown.unwrap_or_else(|| panic!("{language}: {said} is no beginning of the title"));
            if words.len() > 1 {
                assert!(rest.starts_with(' '), "{language}: a word is cut: {said}");
            }
            // No more than the next word was left off.
            assert!(room - width < Len::pt(9) * narrow, "{language}: {:?} are free beside {said}", room - width);
            assert!(shown.chars().count() > 4);
        }
        assert!(cut > 1, "{language}: {cut} titles are too long");
    }
}

#[test]
fn italics_stay_italic_in_quotations_and_verse() {
    let text = "Plain *inbody* text.\n\n> A quotation of *inquote* and **strong**.\n\n```verse\nA line of *inverse* verse\n```\n\n\
        > 引文里的*着重*与原文。\n";
    for language in ["en", "fr", "zh-Hans"] {
        let report = made_any(&format!("language: {language}\n"), &[text], &[Output::Epub]);
        let italic = |word: &str| {
            let runs =
                body_pages(&report).into_iter().flat_map(|page| &page.items).filter_map(|item| match &item.draw {
                    Draw::Glyphs(run) if run.text.contains(word) => Some(run),
                    _ => None,
                });
            let faces: Vec<bool> = runs.map(|run| FONTS.face(run.font).italic).collect();
            assert!(!faces.is_empty(), "{language}: {word}");
            faces.into_iter().all(|face| face)
        };
        assert!(["inbody", "inquote", "inverse"].into_iter().all(italic), "{language}");
        assert!(!italic("quotation of") && !italic("strong"), "{language}");
        // The same in the EPUB: the fonts of emphasis there begin with an italic, or have one before any upright Latin.
        let css = file(&report, "style.css");
        let rule = css.lines().find(|line| line.starts_with("em.contrast {")).expect("a rule");
        let (italic, upright) = (rule.find("Italic"), rule.find("SourceSerif4-Regular").unwrap_or(usize::MAX));
        assert!(italic.is_some_and(|at| at < upright), "{language}: {rule}");
        let page = file(&report, "001.xhtml");
        for word in ["inquote", "inverse"] {
            assert!(page.contains(&format!("<em class=\"contrast\">{word}</em>")), "{language}: {page}");
        }
        assert!(page.contains("<em>inbody</em>"), "{language}");
    }
}

#[test]
fn italics_stay_italic_in_titles_and_in_bold_text() {
    let text = "# The *Title*\n\n## A *Section*\n\nWords ***bothways*** and **bold *inbold***.\n\n\
        Term *Interm*\n: Words.\n\n```verse The *Verse*\nA line\n```\n";
    for language in ["en", "zh-Hans"] {
        let report = made_any(&format!("language: {language}\n"), &[text], &[Output::Epub]);
        for (word, weight) in
            [("Title", 700), ("Section", 400), ("bothways", 700), ("inbold", 700), ("Interm", 400), ("Verse", 400)]
        {
            // The strong text of a Chinese book is 黑 with a sans, which no italic of a serif joins.
            if language != "en" && matches!(word, "bothways" | "inbold") {
                continue;
            }
            let mut found = 0;
            let items = body_pages(&report).into_iter().flat_map(|page| page.items.iter());
            for item in items.filter(|item| !matches!(item.role, Role::Artifact(_))) {
                if let Draw::Glyphs(run) = &item.draw
                    && run.text.contains(word)
                {
                    let face = FONTS.face(run.font);
                    assert!(face.italic && face.weight == weight, "{language}: {word} is set in {}", face.postscript);
                    found += 1;
                }
            }
            assert_eq!(found, 1, "{language}: {word}");
        }
        // The EPUB names italics of the same families.
        let (css, page) = (file(&report, "style.css"), file(&report, "001.xhtml"));
        for (markup, selector, family) in [
            ("<em class=\"bold\">Title</em>", "em.bold, strong.italic {", "SourceSerif4-BoldIt"),
            ("<em class=\"heading\">Section</em>", "em.heading {", "SourceSans3-It"),
            ("<em class=\"heading\">Verse</em>", "em.heading {", "SourceSans3-It"),
        ] {
            assert!(page.contains(markup), "{language}: {page}");
            let rule = css.lines().find(|line| line.starts_with(selector)).expect("a rule");
            assert!(rule.contains(family), "{language}: {rule}");
        }
    }
}

#[test]
fn what_the_book_asks_for_wins_over_its_language() {
    let yaml = "language: en\ntypography: {indent: 2em}\ntheme: {notes: page}\n";
    let text = "First.[^a]\n\nSecond.\n\n[^a]: A note.\n";
    let report = manuscript(yaml, &[text], &[]);
    let insets: Vec<Len> = lines_of(&report, "paragraph").into_iter().map(|(page, line)| inset(page, line)).collect();
    assert_eq!(insets, [Len::ZERO, Len::pt(20)]);
}

/// The artifact of an output.
fn bytes(report: &Report, output: Output) -> &[u8] {
    &report.artifacts.iter().find(|made| made.output == output).expect("an artifact").bytes
}

/// A language; between number and title; page 3 as a link calls it; over the head of a table that goes on, with a number
/// and without; the label of note 51; the mark of a thematic break; the number of the second chapter.
type Spoken = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, char, &'static str);

const SPOKEN: [Spoken; 6] = [
    ("zh-Hans", "\u{3000}", "第3页", "表1-1（续）", "续表", "〔51〕", '＊', "第二章"),
    ("zh-Hant", "\u{3000}", "第3頁", "表1-1（續）", "續表", "〔51〕", '＊', "第二章"),
    ("ja", "\u{3000}", "3ページ", "表1-1（続き）", "（続き）", "〔51〕", '＊', "第二章"),
    ("ko", " ", "3쪽", "표 1-1 (계속)", "(계속)", "51", '＊', "제2장"),
    ("en", " ", "page 3", "Table 1-1 (continued)", "(continued)", "51", '*', "Chapter 2"),
    ("fr", " ", "page 3", "Table 1-1 (continued)", "(continued)", "51", '*', "Chapter 2"),
];

/// What the lines over repeated heads of tables say.
fn continued(report: &Report) -> Vec<String> {
    let said = |page: &Page| -> String {
        let texts = page.items.iter().filter_map(|item| match (&item.draw, item.role) {
            (Draw::Glyphs(run), Role::Artifact(Artifact::RepeatedHead)) => Some(run.text.as_str()),
            _ => None,
        });
        texts.collect()
    };
    body_pages(report).into_iter().map(said).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_table_that_goes_on_says_so_in_the_language_of_the_book() {
    let rows = "| 1 | 2 |\n".repeat(30);
    for (language, _, _, numbered, plain, ..) in SPOKEN {
        for (caption, expected) in [(": 甲 A\n\n", numbered), ("", plain)] {
            let text = format!("{caption}| 8 | 9 |\n|--|--|\n{rows}\n");
            let report = made_any(&format!("language: {language}\n"), &[&text], &[]);
            let all = continued(&report);
            assert!(!all.is_empty(), "{language}: the table stands on one page");
            assert!(all.iter().all(|text| *text == format!("{expected}89")), "{language}: {all:?}");
        }
    }
}

#[test]
fn bookmarks_links_and_heads_part_number_and_title_as_the_language_does() {
    let first = "# 甲 One\n\n[here](#far) and [there](#two) and [head](#sec)\n\n";
    let second = format!("# 乙 Two {{#two}}\n\n## 丙 Three {{#sec}}\n\n{}", "字 word\n\n".repeat(20));
    let far = "![x](a.svg \"丁\"){#far}\n\n";
    for (language, gap, page_three, .., chapter) in SPOKEN {
        let filled = format!("{first}{}{far}{}", "字 word\n\n".repeat(37), "字 word\n\n".repeat(20));
        let yaml = format!("language: {language}\ntheme: {{numbering-depth: 1}}\n");
        let report = made_any(&yaml, &[&filled, &second], &[Output::Pdf, Output::Epub]);
        let pdf = Pdf::read(bytes(&report, Output::Pdf));
        let outline = pdf.outline();
        let chapter_line = format!("{chapter}{gap}乙 Two");
        for expected in [chapter_line.as_str(), &format!("2.1{gap}丙 Three")] {
            assert!(outline.lines().any(|line| line.trim().starts_with(expected)), "{language}: {outline}");
        }
        let annotations = pdf.elements("Link").len();
        assert!(annotations > 0, "{language}");
        let texts: Vec<String> = contents(&pdf);
        let far_page = report
            .pages
            .pages
            .iter()
            .find(|page| page.items.iter().any(|item| matches!(item.draw, Draw::Picture { .. })));
        let label = &far_page.expect("a page with the picture").label;
        for expected in [chapter_line.clone(), format!("2.1{gap}丙 Three"), page_three.replace('3', label)] {
            assert!(texts.contains(&expected), "{language}: {expected} in {texts:?}");
        }
        // The running head of the second chapter.
        let heads: Vec<String> = lines_of(&report, "head")
            .into_iter()
            .map(|(page, line)| said(page, line))
            .filter(|text| text.contains("Two"))
            .collect();
        let narrow = |text: &str| text.replace(' ', "");
        assert!(!heads.is_empty(), "{language}");
        for head in heads {
            let (chapter_line, shown) = (narrow(&chapter_line), narrow(&head));
            assert!(shown.contains(&chapter_line), "{language}: {head}");
        }
        if gap == " " {
            let wide = |text: &str| text.contains('\u{3000}');
            assert!(!wide(&outline) && !texts.iter().any(|text| wide(text)), "{language}: an ideographic space");
            assert!(
                !report
                    .pages
                    .pages
                    .iter()
                    .flat_map(|page| &page.items)
                    .any(|item| matches!(&item.draw, Draw::Glyphs(run) if wide(&run.text))),
                "{language}"
            );
            for name in ["nav.xhtml", "toc.ncx", "package.opf"] {
                assert!(!wide(&file(&report, name)), "{language}: {name}");
            }
        }
    }
}

/// What screen readers say of the links of a file.
fn contents(pdf: &Pdf) -> Vec<String> {
    let mut texts = Vec::new();
    for page in pdf.pages() {
        let Some(annotations) = pdf.entry(pdf.number(page), "Annots") else { continue };
        for annotation in pdf.list(annotations) {
            texts.extend(pdf.entry(pdf.get(annotation), "Contents").map(Value::text));
        }
    }
    texts
}

#[test]
fn notes_above_fifty_are_labelled_alike_in_both_editions() {
    let calls: String = (1..=52).map(|at| format!("甲[^{at}]\n\n")).collect();
    let notes: String = (1..=52).map(|at| format!("[^{at}]: 乙\n\n")).collect();
    for (language, .., label, _, _) in SPOKEN {
        let yaml = format!("language: {language}\ntheme: {{notes: chapter}}\n");
        let report = made_any(&yaml, &[&format!("{calls}{notes}")], &[Output::Epub, Output::Pdf]);
        let page = file(&report, "001.xhtml");
        assert!(page.contains(&format!("<sup>{label}</sup>")), "{language}: the call");
        assert!(page.contains(&format!(">{label}</a>")), "{language}: the note");
        let shown: String = report
            .pages
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(|item| if let Draw::Glyphs(run) = &item.draw { Some(run.text.as_str()) } else { None })
            .collect();
        assert_eq!(shown.matches(label).count(), 2, "{language}: the call and the note on paper");
    }
}

#[test]
fn tasks_and_thematic_breaks_have_the_same_marks_in_both_editions() {
    let text = "- [x] 甲\n- [ ] 乙\n\n丙\n\n***\n\n丁\n";
    for (language, .., mark, _) in SPOKEN {
        for vertical in ["", "epub: {writing-mode: vertical}\n"] {
            let report = made_any(&format!("language: {language}\n{vertical}"), &[text], &[Output::Epub, Output::Pdf]);
            assert!(!report.diagnostics.iter().any(|found| found.is_error()), "{language}: {:?}", report.diagnostics);
            let printed: Vec<String> = ["paragraph", "break"]
                .into_iter()
                .flat_map(|role| lines_of(&report, role))
                .map(|(page, line)| said(page, line))
                .collect();
            let marks = mark.to_string().repeat(3);
            assert_eq!(printed, ["☑甲", "☐乙", "丙", "丁", &marks], "{language}");
            let page = file(&report, "001.xhtml");
            assert!(page.contains(">☑</span> 甲") && page.contains(">☐</span> 乙"), "{language}: {page}");
            assert!(page.contains("<hr/>"), "{language}");
            let css = file(&report, "style.css");
            let rule = css.lines().find(|line| line.starts_with("hr::before"));
            assert!(rule.is_some_and(|rule| rule.contains(&format!("content: \"{marks}\""))), "{language}: {rule:?}");
        }
    }
}

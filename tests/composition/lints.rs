//! What is said about the words of a manuscript, and what is let be.

use crate::built;
use huoban::base::Len;
use huoban::diagnostics::{Lang, Level, Place};
use huoban::display::{Draw, LineRole, Piece, Role};

/// What is found in a chapter with this text: code, and the source from there to the end of its line. `yaml` goes on
/// with `book.yaml`.
fn found_with(yaml: &str, text: &str) -> Vec<String> {
    let (yaml, text) = (format!("title: 书\n{yaml}"), format!("# 一\n\n{text}\n"));
    let report = built(&[("book.yaml", &yaml), ("one.md", &text)], &[]);
    let said = |one: &huoban::diagnostics::Diagnostic| {
        let Place::Span(span) = one.place else { panic!("{one:?} has no place") };
        let rest = text[span.start as usize..].lines().next().unwrap_or_default();
        format!("{} {rest} | {}", one.rule.code, one.help(Lang::En))
    };
    report.diagnostics.iter().map(said).collect()
}

fn found(text: &str) -> Vec<String> {
    found_with("", text)
}

/// Texts with nothing to say about.
fn silent(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn fw_1_full_width_letters_and_digits_are_told_with_their_narrow_forms() {
    let text = "**ＡＢＣ**三类，共１２人。\n\n- ２０２４年\n\n文[^1]。\n\n[^1]: 第ｘ页。";
    assert_eq!(
        found(text),
        [
            "W330 ＡＢＣ**三类，共１２人。 | write ABC",
            "W330 １２人。 | write 12",
            "W330 ２０２４年 | write 2024",
            "W330 ｘ页。 | write x",
        ]
    );
    // Chinese marks in the same block of Unicode are Chinese marks; code is what it is.
    silent(&["甲，乙！丙？（丁）：％＋＝", "`ＡＢＣ`与ABC。"]);
}

#[test]
fn fw_2_western_marks_among_han_are_told_with_their_chinese_ones() {
    for (text, wanted) in [
        ("甲,乙。", ["W331 ,乙。 | write ，"]),
        ("甲, 乙。", ["W331 , 乙。 | write ，"]),
        ("他说:“走。”", ["W331 :“走。” | write ："]),
        ("走不走?", ["W331 ? | write ？"]),
        ("甲;乙。", ["W331 ;乙。 | write ；"]),
        ("甲**乙**.", ["W331 . | write 。"]),
        ("甲...乙。", ["W331 ...乙。 | write ……"]),
        ("甲(乙)。", ["W331 (乙)。 | write （ ）"]),
    ] {
        assert_eq!(found(text), wanted, "{text}");
    }
    // Marks of numbers, Latin words, code and passages in other languages are theirs.
    silent(&[
        "共1,234.5元，12:30开始。",
        "见GB/T 15834.",
        "称为typography(排版)。",
        "函数f(甲)。",
        "用`a,b`写,`c`。",
        "[Hello, world.]{lang=en}",
        "半角(half-width)标点。",
    ]);
}

#[test]
fn hd_5_headings_end_with_no_stop_and_part_their_number_with_none() {
    let stops = ["W332 。 | delete it"];
    for text in ["## 收尾。", "## 收尾*了*。", "## 收尾。 {#x}"] {
        assert!(found(text)[0].starts_with("W332 。"), "{:?}", found(text));
    }
    assert_eq!(found("## 收尾。"), stops);
    assert_eq!(found("## 第三节。开端"), ["W333 。开端 | put an ideographic space in its place"]);
    assert_eq!(found("## 第十二回：开端"), ["W333 ：开端 | put an ideographic space in its place"]);
    silent(&[
        "## 为什么？",
        "## 走吧！",
        "## 后来……",
        "## 第三节　开端",
        "## 第三节",
        "## Books, etc.",
        "## 第三者：小说",
    ]);
}

#[test]
fn hd_5_one_em_parts_the_number_from_the_title() {
    let yaml = "title: 书\ntheme: {numbering-depth: 2}\n";
    let report = built(&[("book.yaml", yaml), ("one.md", "# 一\n\n## 开端\n\n### 起因\n\n正文。\n\n正文。\n")], &[]);
    let mut seen = 0;
    for page in &report.pages.pages {
        for line in page.lines.iter().filter(|line| line.role == LineRole::Heading) {
            let items = &page.items[line.items.start as usize..line.items.end as usize];
            let runs: Vec<_> = items
                .iter()
                .filter_map(|item| match (&item.draw, item.role) {
                    (Draw::Glyphs(run), Role::Content(_, piece)) => Some((item.at.x, run, piece)),
                    _ => None,
                })
                .collect();
            let number = runs.iter().rfind(|(_, _, piece)| *piece == Piece::Label);
            let title = runs.iter().find(|(_, run, piece)| *piece == Piece::Body && !run.text.trim().is_empty());
            let (Some((at, number, _)), Some((from, title, _))) = (number, title) else { continue };
            let last = number.glyphs.iter().rfind(|glyph| glyph.advance.0 > 0).expect("a number");
            // The blank may be drawn as a character of the number or left as a gap.
            let blank = number.text.ends_with('\u{3000}');
            let end = *at + last.x + if blank { Len::ZERO } else { last.advance };
            assert_eq!(*from - end, title.size, "{} {}", number.text, title.text);
            seen += 1;
        }
    }
    assert_eq!(seen, 2, "two headings stand behind their numbers on one line");
}

#[test]
fn qt_4_a_quotation_over_paragraphs_opens_in_each_and_closes_in_the_last() {
    assert_eq!(found("他说：“走吧。\n\n那就走。")[0].split(" |").next(), Some("W334 “走吧。"));
    assert_eq!(found("他说：“走吧。\n\n## 节\n\n”那就走。").len(), 1, "a heading ends what is open");
    assert_eq!(found("他说：“走吧。").len(), 1, "so does the end");
    assert_eq!(found("> 他说：「走吧。\n>\n> 那就走。").len(), 1);
    silent(&[
        "他说：“走吧。\n\n“那就走。\n\n“走。”\n\n天亮了。",
        "他说：“‘走’是什么意思？\n\n“就是走。”",
        "他念道：“\n\n```verse\n床前\n```\n\n“就这些。”",
        "信上写着：“\n\n> 见字如面。\n\n”就这些。 {.continued}",
    ]);
}

#[test]
fn em_5_a_title_inside_a_title_takes_single_marks() {
    assert_eq!(found("读《论《灯下》》。"), ["W335 《灯下》》。 | write 〈 here"]);
    assert_eq!(found("读〈论〈灯下〉〉。"), ["W335 〈灯下〉〉。 | write 《 here"]);
    silent(&["读《论〈灯下〉》与《书》《灯》。", "读〈灯下〉。", "读《甲〈乙《丙》〉》。"]);
}

#[test]
fn each_lint_is_turned_off_or_into_an_error_in_book_yaml() {
    let text = "甲,乙ＡＢ。\n\n## 收尾。";
    assert_eq!(found(text).len(), 3);
    assert_eq!(
        found_with("lints: {half-width-marks: off, full-width-forms: off, heading-stops: off}\n", text).len(),
        0
    );
    let yaml = "title: 书\nlints: {half-width-marks: error}\n";
    let chapter = format!("# 一\n\n{text}\n");
    let outputs = [huoban::config::Output::Epub, huoban::config::Output::Pdf];
    let report = built(&[("book.yaml", yaml), ("one.md", &chapter)], &outputs);
    let grave: Vec<_> = report.diagnostics.iter().filter(|one| one.level == Level::Error).collect();
    assert_eq!(grave.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["W331"]);
    assert!(report.artifacts.is_empty() && report.has_errors(), "an error withholds the outputs");
    let sound = built(&[("book.yaml", "title: 书\n"), ("one.md", &chapter)], &outputs);
    assert_eq!(sound.artifacts.len(), 2, "a warning does not");
}

#[test]
fn books_in_other_languages_are_let_be() {
    assert_eq!(found_with("language: en\n", "He said: “Go.\n\nThen go.”").len(), 0);
    assert_eq!(found_with("language: ja\n", "甲,乙ＡＢ。").len(), 0);
}

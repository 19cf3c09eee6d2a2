//! The title leaf and its verso: rights, CIP record, imprint (typography rows CO-1 to CO-3).

use crate::{built, epub_file, text_of};
use huoban::base::Len;
use huoban::config::Output;
use huoban::diagnostics::Place;
use huoban::display::{LineRecord, Page};
use huoban::pipeline::Report;

const YAML: &str = "title: 灯下集
authors: [沈灯, {name: 李砚, role: illustrator}]
publisher: 活版书局
isbn: 978-7-302-51159-5
rights: 版权所有，侵权必究。
cip: |
  图书在版编目（CIP）数据

  灯下集：一个读书人的四十年 / 沈灯著；李砚绘. — 2版. — 北京：活版书局, 2024.1
  （夜读丛书）
  ISBN 978-7-302-51159-5

  Ⅰ. ①灯… Ⅱ. ①沈…②李… Ⅲ. ①散文集－中国－当代 ②回忆录－中国－当代 Ⅳ. ①I267
  中国国家版本馆CIP数据核字（2024）第000001号
imprint:
  address: 北京市灯市口大街1号
  printer: 夜读印刷厂
  format: 880mm×1230mm 1/32
  characters: 180
  edition: 2024年1月第2版
  printing: 2024年1月第1次印刷
  price: 39.00元
";

fn book(outputs: &[Output]) -> Report {
    let chapter = format!("# 一\n\n{}", "一段长长的正文，讲灯下读书的事。\n\n".repeat(150));
    let report = built(&[("book.yaml", YAML), ("one.md", &chapter)], outputs);
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    report
}

/// The verso of the title leaf: the page, and its lines with their texts.
fn verso(report: &Report) -> (&Page, Vec<(&LineRecord, String)>) {
    let page = &report.pages.pages[3];
    (page, page.lines.iter().map(|line| (line, text_of(page, line))).collect())
}

fn find<'a>(lines: &'a [(&LineRecord, String)], start: &str) -> &'a LineRecord {
    let found = lines.iter().find(|(_, text)| text.starts_with(start));
    found.unwrap_or_else(|| panic!("no line {start}: {lines:?}")).0
}

#[test]
fn co_1_the_verso_of_the_title_page_holds_rights_record_and_imprint() {
    let report = book(&[Output::Pdf]);
    let title: String = report.pages.pages[2].lines.iter().map(|line| text_of(&report.pages.pages[2], line)).collect();
    assert!(report.pages.pages[2].recto, "the title page is a recto");
    for said in ["灯下集", "沈灯", "活版书局"] {
        assert!(title.contains(said), "{title}");
    }
    let (page, lines) = verso(&report);
    assert!(!page.recto, "the imprint page is its verso");
    let order = ["版权：", "图书在版编目", "中国国家版本馆", "书名：", "定价："].map(|start| find(&lines, start));
    assert!(order.windows(2).all(|pair| pair[0].baseline < pair[1].baseline), "{order:?}");
    // The rights stand at the head of the type area, the imprint at its foot, the record clearly apart from both.
    let em = lines[0].0.measure / 31;
    assert!(order[0].baseline - page.area.at.y < em);
    assert!(page.area.bottom() - order[4].baseline < em);
    let pitch = lines[lines.len() - 1].0.baseline - lines[lines.len() - 2].0.baseline;
    assert!(order[1].baseline - order[0].baseline > pitch * 2);
    assert!(order[3].baseline - order[2].baseline > pitch * 2);
    // Every line lies within the type area and none upon another.
    for pair in lines.windows(2) {
        assert!(pair[1].0.baseline - pair[0].0.baseline >= pitch, "{pair:?}");
    }
}

#[test]
fn co_2_the_record_is_set_as_supplied_and_turns_over_by_two_em() {
    let report = book(&[Output::Pdf, Output::Epub]);
    let (page, lines) = verso(&report);
    let from = lines.iter().position(|(_, text)| text.starts_with("图书在版编目")).expect("the record's title");
    let to = lines.iter().position(|(_, text)| text.starts_with("书名：")).expect("the imprint");
    let record = &lines[from..to];
    let em = Len::from_pt(9.0);
    for (line, text) in record {
        let indent = line.x0 - page.area.at.x;
        let wanted = if line.index == 0 { Len::ZERO } else { em * 2 };
        assert_eq!(indent, wanted, "{text}");
    }
    assert!(record.iter().filter(|(line, _)| line.index > 0).count() >= 2, "two lines turn over");
    let bare = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
    let set: String = record.iter().map(|(_, text)| bare(text)).collect();
    let supplied = YAML.split("cip: |\n").nth(1).and_then(|rest| rest.split("imprint:").next()).expect("the record");
    assert_eq!(set, bare(supplied));

    let page = epub_file(&report, "imprint.xhtml");
    assert!(page.contains("<p class=\"cip cip-title\">图书在版编目（CIP）数据</p>"), "{page}");
    assert!(page.contains("<p class=\"cip\">ISBN 978-7-302-51159-5</p>"), "{page}");
    assert!(epub_file(&report, "style.css").contains("p.cip { padding-left: 2em; text-indent: -2em; }"));
}

#[test]
fn co_2_a_record_of_another_book_is_refused_at_its_line() {
    let yaml = YAML.replace("  ISBN 978-7-302-51159-5", "  ISBN 978-7-306-04096-1");
    let report = built(&[("book.yaml", &yaml), ("one.md", "# 一\n\n正文。\n")], &[Output::Pdf, Output::Epub]);
    let [found] = &report.diagnostics[..] else { panic!("{:?}", report.diagnostics) };
    assert_eq!(found.rule.code, "E321");
    let Place::Span(span) = found.place else { panic!("{found:?} has no place") };
    assert_eq!(&yaml[span.start as usize..span.end as usize], "ISBN 978-7-306-04096-1");
    assert!(report.artifacts.is_empty(), "no file carries the wrong number");
}

#[test]
fn co_3_the_imprint_lists_what_is_given_and_counts_the_sheets() {
    let report = book(&[Output::Pdf, Output::Epub]);
    let pages = report.pages.pages.len().next_multiple_of(2);
    let sheets = format!("印张：{}", pages as f64 / 32.0);
    assert!(pages > 6 && (pages * 1000).is_multiple_of(32), "{pages} pages make sheets of at most three decimals");
    let (_, lines) = verso(&report);
    let imprint: Vec<&str> =
        lines.iter().map(|(_, text)| text.as_str()).skip_while(|text| !text.starts_with("书名")).collect();
    let wanted = [
        "书名：灯下集",
        "作者：沈灯",
        "插图：李砚",
        "出版：活版书局",
        "地址：北京市灯市口大街1号",
        "印刷：夜读印刷厂",
        "开本：880mm×1230mm 1/32",
        &sheets,
        "字数：180千字",
        "版次：2024年1月第2版",
        "印次：2024年1月第1次印刷",
        "ISBN 978-7-302-51159-5",
        "定价：39.00元",
    ];
    assert_eq!(imprint, wanted);
    // What may not be parted over lines is one span, and no part of the words.
    let page = epub_file(&report, "imprint.xhtml").replace("<span class=\"whole\">", "").replace("</span>", "");
    for line in wanted {
        assert!(page.contains(&format!("<p>{line}</p>")), "{line}: {page}");
    }
    // An EPUB built alone says the same of the printed copy.
    let alone = book(&[Output::Epub]);
    assert!(epub_file(&alone, "imprint.xhtml").contains(&sheets));
}

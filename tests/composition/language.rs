//! For every code about the words of a book, a broken book and its repaired twin.

use crate::broken::{Row, check, row};
use huoban::diagnostics::Diagnostic;
use huoban::diagnostics::rules::language;
use huoban::pipeline::{Request, build, tool_fonts};
use huoban::source::{MemoryWorld, SourceMap};

pub fn run(world: &MemoryWorld) -> (Vec<Diagnostic>, SourceMap) {
    let request = Request {
        outputs: Some(Vec::new()),
        pages: true,
        font_directories: tool_fonts().into_iter().collect(),
        ..Request::default()
    };
    let report = build(world, &request);
    (report.diagnostics, report.sources)
}

/// A book whose `book.yaml` goes on with `broken`, then `repaired`.
fn yaml(code: &'static str, broken: &str, repaired: &str) -> Row {
    let whole = |rest: &str| format!("title: 书\n{rest}\n");
    row(code, &[("book.yaml", &whole(broken)), ("one.md", "# 一\n\n正文。\n")], &[("book.yaml", &whole(repaired))])
}

/// A book whose chapter has a title and then `broken`, or `repaired`.
fn text(code: &'static str, broken: &str, repaired: &str) -> Row {
    let chapter = |text: &str| format!("# 一\n\n{text}\n");
    row(code, &[("book.yaml", "title: 书\n"), ("one.md", &chapter(broken))], &[("one.md", &chapter(repaired))])
}

#[test]
fn every_code_has_a_broken_book_and_a_repaired_twin() {
    let record = |isbn: &str, class: &str| {
        format!(
            "isbn: 978-7-302-51159-5\ncip: |\n  图书在版编目（CIP）数据\n  灯下集 / 沈灯著. — 北京 : 活版书局, 2024.1\n  ISBN {isbn}\n  \
             Ⅰ. ①灯… Ⅱ. ①沈… Ⅲ. ①散文集－中国－当代 Ⅳ. ①{class}\n  中国国家版本馆CIP数据核字（2024）第000001号"
        )
    };
    let sound = record("978-7-302-51159-5", "I267");
    let rows = [
        yaml("W320", &record("978-7-302-51159-5", "散文"), &sound),
        yaml("E321", &record("978-7-306-04096-1", "I267"), &sound),
        yaml(
            "W322",
            "page: {size: 150mm x 210mm}\nimprint: {format: 880mm×1230mm}",
            "page: {size: 150mm x 210mm}\nimprint: {format: 880mm×1230mm 1/32}",
        ),
        text("W330", "共ＡＢＣ三类，１２人。", "共ABC三类，12人。"),
        text("W331", "甲,乙。", "甲，乙。"),
        text("W332", "## 收尾。", "## 收尾"),
        text("W333", "## 第一节、开端", "## 第一节　开端"),
        text("W334", "他说：“走吧。\n\n那就走。", "他说：“走吧。”\n\n那就走。"),
        text("W335", "读《论《灯下》》。", "读《论〈灯下〉》。"),
    ];
    // Those before come from the breaking of lines.
    let rules: Vec<_> = language::AREA.rules.iter().copied().filter(|rule| rule.code[1..] >= *"320").collect();
    check(&rows, &rules, &[], run);
}

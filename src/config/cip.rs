//! The CIP record (图书在版编目数据) that the publisher supplies: its grammar is that of GB/T 12451.
//!
//! The text is set as it was supplied. What it says is only read, to tell where it leaves the grammar and whether its
//! ISBN is the book's.

use super::codes;
use super::reader::{Field, Reader};
use crate::diagnostics::{Bilingual, Diagnostic, rules::language, rules::manuscript as rules};
use crate::source::{FileId, Span};

/// The longest record, in characters.
const LONGEST: usize = 4_000;

/// A CIP record, as supplied (typography row CO-2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cip {
    /// Its lines without the first, which is the same for every book: what part of the record each is, and its text.
    pub lines: Vec<(CipPart, String)>,
}

/// A part of a CIP record, in their order (GB/T 12451).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CipPart {
    /// Title and responsibility, edition, place, publisher and date, series; notes.
    Description,
    /// ISBN.
    Isbn,
    /// Headings for title, names and subjects, and the class number, each after a Roman numeral.
    Headings,
    /// The number under which the record was approved.
    Approval,
}

/// What the grammar asks for.
struct Fault(&'static str, &'static str);

const NO_DESCRIPTION: Fault = Fault("the description is missing", "缺少著录项");
const NO_ISBN: Fault = Fault("the line with the ISBN is missing", "缺少 ISBN 一行");
const NO_HEADINGS: Fault = Fault("the line with the headings (Ⅰ. …) is missing", "缺少检索数据（Ⅰ. …）一行");
const NO_APPROVAL: Fault = Fault("the line with the approval number is missing", "缺少核字号一行");
const ORDER: Fault = Fault("this line does not stand in its place", "这一行的次序不对");
const NO_RESPONSIBILITY: Fault = Fault(
    "a title, a solidus and who is responsible are wanted: 书名 / 张三著",
    "应为书名、斜线和责任说明：书名 / 张三著",
);
const NO_PUBLISHER: Fault = Fault(
    "after a dash, place, publisher and date are wanted: . — 北京 : 某某出版社, 2024.1",
    "破折号之后应为出版地、出版者和出版年月：. — 北京 : 某某出版社, 2024.1",
);
const NUMERALS: Fault =
    Fault("the headings are counted Ⅰ. Ⅱ. Ⅲ. without a gap, three at least", "检索数据以 Ⅰ. Ⅱ. Ⅲ. 依次编号，至少三项");
const CIRCLES: Fault = Fault("under each numeral the headings are counted ①②③", "每一项之下以 ①②③ 依次编号");
const CLASS: Fault = Fault(
    "the last numeral holds class numbers of the Chinese Library Classification: Ⅳ. ①I247.5",
    "最后一项应为中图法分类号：Ⅳ. ①I247.5",
);
const APPROVAL: Fault = Fault(
    "the approval number is written 中国国家版本馆CIP数据核字（2024）第000001号",
    "核字号写作 中国国家版本馆CIP数据核字（2024）第000001号",
);

/// The main classes of the Chinese Library Classification: no class begins with L, M, W or Y.
const CLASSES: &str = "ABCDEFGHIJKNOPQRSTUVXZ";
const ROMANS: [char; 10] = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', 'Ⅶ', 'Ⅷ', 'Ⅸ', 'Ⅹ'];

/// Reads `cip`; `isbn` is the printed book's.
pub(super) fn cip(reader: &mut Reader, field: &Field, isbn: Option<&str>) -> Option<Cip> {
    let text = reader.text(field, LONGEST)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_title(line));
    let lines: Vec<(CipPart, String)> = lines.map(|line| (part(line), line.to_owned())).collect();
    let lines = headings_go_on(lines);
    for (line, Fault(en, zh)) in faults(&lines) {
        let why = Bilingual::new(en, zh);
        let fault = Diagnostic::new(&language::W320).with_term("why", why);
        report(reader, field, line, fault);
    }
    isbns(reader, field, &lines, isbn);
    Some(Cip { lines })
}

/// Reports a fault of a line where the line stands in the file.
fn report(reader: &mut Reader, field: &Field, line: Option<&str>, fault: Diagnostic) {
    let place = field.node.span.zip(line).and_then(|(span, line)| {
        let whole = reader.lines().text(FileId(0)).get(span.start as usize..span.end as usize)?;
        let at = span.start as usize + whole.find(line)?;
        Some(Span::new(span.file, at, at + line.len()))
    });
    match place {
        Some(place) => reader.diagnostics.push(fault.at(place)),
        None => reader.report(field, fault),
    }
}

/// Whether a line is the title that every record has.
fn is_title(line: &str) -> bool {
    line.starts_with("图书在版编目")
}

fn part(line: &str) -> CipPart {
    let plain = plain(line);
    if plain.starts_with("ISBN") {
        CipPart::Isbn
    } else if plain.contains("CIP") && plain.contains('字') {
        CipPart::Approval
    } else if plain.starts_with("Ⅰ") || plain.starts_with("I.") {
        CipPart::Headings
    } else {
        CipPart::Description
    }
}

/// What stands between the first headings and the approval number belongs to the headings.
fn headings_go_on(mut lines: Vec<(CipPart, String)>) -> Vec<(CipPart, String)> {
    let mut inside = false;
    for (part, _) in &mut lines {
        inside = *part == CipPart::Headings || inside && *part == CipPart::Description;
        if inside {
            *part = CipPart::Headings;
        }
    }
    lines
}

/// Marks in their narrow forms, without spaces, so that both ways of writing are read alike.
fn plain(line: &str) -> String {
    let narrow = |one: char| match one {
        '／' => '/',
        '：' => ':',
        '，' => ',',
        '．' => '.',
        '（' => '(',
        '）' => ')',
        '－' | '—' | '―' | '–' | '─' | '⸺' => '-',
        other => other,
    };
    line.chars().filter(|one| !one.is_whitespace()).map(narrow).collect()
}

/// Where a record leaves the grammar: the line, none when one is missing, and what is asked for.
fn faults(lines: &[(CipPart, String)]) -> Vec<(Option<&str>, Fault)> {
    let mut faults = Vec::new();
    let of = |wanted: CipPart| lines.iter().filter(move |(part, _)| *part == wanted).map(|(_, line)| line.as_str());
    for (part, missing) in [
        (CipPart::Description, NO_DESCRIPTION),
        (CipPart::Isbn, NO_ISBN),
        (CipPart::Headings, NO_HEADINGS),
        (CipPart::Approval, NO_APPROVAL),
    ] {
        if of(part).next().is_none() {
            faults.push((None, missing));
        }
    }
    if let Some(pair) = lines.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        faults.push((Some(pair[1].1.as_str()), ORDER));
    }
    if let Some(first) = of(CipPart::Description).next() {
        faults.extend(description(first).map(|fault| (Some(first), fault)));
    }
    let headings: Vec<&str> = of(CipPart::Headings).collect();
    if let Some(first) = headings.first() {
        faults.extend(headings_fault(&headings.join(" ")).map(|fault| (Some(*first), fault)));
    }
    if let Some(line) = of(CipPart::Approval).next().filter(|line| !is_approval(line)) {
        faults.push((Some(line), APPROVAL));
    }
    faults
}

/// The areas of the description: 书名 / 责任说明. — 版本. — 出版地 : 出版者, 出版年. — (丛书).
fn description(line: &str) -> Option<Fault> {
    let plain = plain(line);
    // An area begins after a stop and a dash of one or two strokes.
    let parts: Vec<&str> = plain.split(".-").map(|area| area.trim_start_matches('-')).collect();
    let said = |area: &str, between: char| {
        area.split_once(between).is_some_and(|(before, behind)| !before.is_empty() && !behind.is_empty())
    };
    let published = |area: &&str| {
        let date = area.rsplit_once(',').map(|(_, date)| date.trim_end_matches('.'));
        said(area, ':') && date.is_some_and(is_date)
    };
    if !said(parts[0], '/') {
        Some(NO_RESPONSIBILITY)
    } else if !parts[1..].iter().any(published) {
        Some(NO_PUBLISHER)
    } else {
        None
    }
}

/// `2024` or `2024.1`.
fn is_date(text: &str) -> bool {
    let (year, month) = text.split_once('.').unwrap_or((text, "1"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    year.len() == 4 && digits(year) && (1..=2).contains(&month.len()) && digits(month)
}

/// Ⅰ. ①书… Ⅱ. ①张… Ⅲ. ①小说 Ⅳ. ①I247.5
fn headings_fault(text: &str) -> Option<Fault> {
    let mut items: Vec<String> = Vec::new();
    let plain = plain(&romans(text));
    let mut rest = plain.as_str();
    for roman in ROMANS {
        let Some(inside) = rest.strip_prefix(roman).and_then(|rest| rest.strip_prefix('.')) else { break };
        let end = inside.find(ROMANS).unwrap_or(inside.len());
        items.push(inside[..end].to_owned());
        rest = &inside[end..];
    }
    if items.len() < 3 || !rest.is_empty() {
        return Some(NUMERALS);
    }
    if !items.iter().all(|item| is_circled(item)) {
        return Some(CIRCLES);
    }
    let classes = items.last().map(String::as_str).unwrap_or_default();
    let sound = classes.split(is_circle).skip(1).all(is_class);
    (!sound).then_some(CLASS)
}

/// Roman numerals written with Latin letters, as characters of their own.
fn romans(text: &str) -> String {
    let words = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    let mut out = text.to_owned();
    for (word, roman) in words.iter().zip(ROMANS).rev() {
        for stop in ['.', '．'] {
            out = out.replace(&format!(" {word}{stop}"), &format!(" {roman}{stop}"));
            if let Some(rest) = out.strip_prefix(&format!("{word}{stop}")) {
                out = format!("{roman}{stop}{rest}");
            }
        }
    }
    out
}

fn is_circle(one: char) -> bool {
    ('①'..='⑳').contains(&one)
}

/// Whether a text is ①…②…, counted from one, none empty.
fn is_circled(text: &str) -> bool {
    let circles = text.chars().filter(|one| is_circle(*one));
    let counted = circles.zip('①'..='⑳').all(|(found, wanted)| found == wanted);
    let mut parts = text.split(is_circle);
    let before = parts.next().unwrap_or_default();
    let mut parts = parts.peekable();
    counted && before.is_empty() && parts.peek().is_some() && parts.all(|part| !part.is_empty())
}

/// A class number: a letter of the classification, then letters, digits and marks of its tables.
fn is_class(text: &str) -> bool {
    let first = text.chars().next();
    let rest = |one: char| one.is_ascii_alphanumeric() || ".-/=()\"<>:+".contains(one);
    first.is_some_and(|one| CLASSES.contains(one)) && text.chars().all(rest)
}

/// …CIP数据核字(2024)第000001号
fn is_approval(line: &str) -> bool {
    let plain = plain(line);
    let year_and_number = plain.split_once("CIP数据核字(").and_then(|(_, rest)| rest.split_once(")第"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    year_and_number
        .and_then(|(year, rest)| {
            rest.strip_suffix('号').map(|number| year.len() == 4 && digits(year) && digits(number))
        })
        .unwrap_or(false)
}

/// The ISBN of the record has a true check digit and is the book's. A record may name several, for a set.
fn isbns(reader: &mut Reader, field: &Field, lines: &[(CipPart, String)], of_book: Option<&str>) {
    let mut found = Vec::new();
    for (_, line) in lines.iter().filter(|(part, _)| *part == CipPart::Isbn) {
        let plain = plain(line);
        let number: String = plain.trim_start_matches("ISBN").trim_start_matches(':').to_owned();
        let end = number.find(|one: char| !one.is_ascii_digit() && !matches!(one, '-' | 'X' | 'x'));
        let number = &number[..end.unwrap_or(number.len())];
        match codes::read_isbn(number) {
            Ok(isbn) => found.push((line, isbn)),
            Err(why) => {
                let wrong = Diagnostic::new(&rules::E028).with("value", number).with_term("why", why);
                report(reader, field, Some(line), wrong);
            }
        }
    }
    let Some(of_book) = of_book else { return };
    if let Some((line, isbn)) = found.first().filter(|_| found.iter().all(|(_, isbn)| isbn != of_book)) {
        let other = Diagnostic::new(&language::E321).with("cip", isbn).with("isbn", of_book);
        report(reader, field, Some(line), other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(text: &str) -> Vec<&'static str> {
        let lines: Vec<_> = text.lines().map(|line| (part(line), line.to_owned())).collect();
        let lines = headings_go_on(lines);
        faults(&lines).into_iter().map(|(_, Fault(en, _))| en).collect()
    }

    const SOUND: [&str; 4] = [
        "灯下集 / 沈灯著. — 2版. — 北京 : 活版书局, 2024.1. — (夜读丛书)",
        "ISBN 978-7-302-51159-5",
        "Ⅰ. ①灯… Ⅱ. ①沈… Ⅲ. ①散文集－中国－当代 Ⅳ. ①I267",
        "中国国家版本馆CIP数据核字（2024）第000001号",
    ];

    #[test]
    fn co_2_a_record_is_read_by_its_grammar() {
        assert_eq!(faults_of(&SOUND.join("\n")), [""; 0]);
        // The older way of writing: full-width marks, no spaces, headings over two lines, no names.
        let older = "灯下集／沈灯著；李四绘．—北京：活版书局，2016.7\n（夜读丛书）\nISBN 978-7-302-51159-5（精装）\n\
                     I. ①灯…\nII. ①文学理论②诗 III. ①I0②I207.22-53\n中国版本图书馆CIP数据核字(2016)第182367号";
        assert_eq!(faults_of(older), [""; 0]);
        let with = |at: usize, line: &str| {
            let mut lines = SOUND;
            lines[at] = line;
            faults_of(&lines.join("\n"))
        };
        for (at, line, Fault(fault, _)) in [
            (0, "灯下集. — 北京 : 活版书局, 2024.1", NO_RESPONSIBILITY),
            (0, "灯下集 / 沈灯著. — 活版书局, 2024.1", NO_PUBLISHER),
            (0, "灯下集 / 沈灯著. — 北京 : 活版书局, 今年", NO_PUBLISHER),
            (0, "灯下集 / 沈灯著, 北京 : 活版书局, 2024.1", NO_PUBLISHER),
            (2, "Ⅰ. ①灯… Ⅲ. ①散文集 Ⅳ. ①I267", NUMERALS),
            (2, "Ⅰ. ①灯… Ⅱ. ①I267", NUMERALS),
            (2, "Ⅰ. ①灯… Ⅱ. 沈… Ⅲ. ①散文集 Ⅳ. ①I267", CIRCLES),
            (2, "Ⅰ. ①灯… Ⅱ. ①沈…③李… Ⅲ. ①散文集 Ⅳ. ①I267", CIRCLES),
            (2, "Ⅰ. ①灯… Ⅱ. ①沈… Ⅲ. ①散文集 Ⅳ. ①散文", CLASS),
            (2, "Ⅰ. ①灯… Ⅱ. ①沈… Ⅲ. ①散文集 Ⅳ. ①L267", CLASS),
            (3, "CIP数据核字（24）第000001号", APPROVAL),
            (3, "CIP数据核字（2024）000001号", APPROVAL),
        ] {
            assert_eq!(with(at, line), [fault], "{line}");
        }
        for (at, Fault(fault, _)) in [(0, NO_DESCRIPTION), (1, NO_ISBN), (2, NO_HEADINGS), (3, NO_APPROVAL)] {
            let rest: Vec<&str> =
                SOUND.iter().enumerate().filter(|(one, _)| *one != at).map(|(_, line)| *line).collect();
            assert_eq!(faults_of(&rest.join("\n")), [fault]);
        }
        assert_eq!(faults_of(&[SOUND[1], SOUND[0], SOUND[2], SOUND[3]].join("\n")), [ORDER.0]);
    }
}

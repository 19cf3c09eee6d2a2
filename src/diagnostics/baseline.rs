//! The findings that a manuscript is known to have, so that a check tells those that are new.

use super::argument::Argument;
use super::diagnostic::Diagnostic;
use super::lang::Bilingual;
use super::order::slashed;
use super::place::Place;
use super::rule::Cause;
use super::rules;
use crate::source::{SourceMap, Span};
use crate::unicode::visible;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Findings that are known. A file of one a line: code, count, file, what stands before, what stands there, what stands
/// behind, parted by tabs and sorted, so that changes of it can be read.
///
/// A finding is known by its code and its text, whatever line, page or file it moves to: by what stands there and the letters
/// around, or by what it says, without numbers, where it has no place. Marks and blanks around do not count, so that
/// mending one leaves its neighbours known; and in its file a finding is known still when the words on one side were changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    /// What was checked: the options that decide what can be found.
    pub scope: String,
    entries: BTreeMap<Entry, usize>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Entry {
    file: String,
    code: String,
    before: String,
    text: String,
    behind: String,
}

/// What a baseline says of findings.
#[derive(Debug)]
pub struct Judged {
    /// Those that are not known.
    pub new: Vec<Diagnostic>,
    /// How many are known.
    pub known: usize,
    /// How many findings of the baseline were not met.
    pub mended: usize,
    /// The baseline without them; the others are where they are now.
    pub rest: Baseline,
}

/// Why a text is no baseline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadBaseline {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: Bilingual,
}

/// How a baseline begins, and its version.
const HEAD: &str = "# huoban baseline ";
const VERSION: &str = "1";
const SCOPE: &str = "# scope: check";

impl Baseline {
    /// The baseline that knows these findings.
    pub fn of(diagnostics: &[Diagnostic], sources: &SourceMap, scope: &str) -> Baseline {
        let mut entries = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|one| can_be_known(one)) {
            *entries.entry(Entry::of(diagnostic, sources)).or_default() += weight(diagnostic);
        }
        Baseline { scope: scope.to_owned(), entries }
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it knows nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Parts findings into those that are known and those that are new.
    pub fn judge(&self, diagnostics: Vec<Diagnostic>, sources: &SourceMap) -> Judged {
        let mut stock = Stock { left: self.entries.iter().map(|(entry, count)| (entry, *count)).collect() };
        let mut wanting: Vec<Wanting> = diagnostics.iter().map(|one| Wanting::of(one, sources)).collect();
        // The nearest likeness first, for all findings, so that none takes what is another's.
        for alike in LIKENESSES {
            stock.serve(&mut wanting, alike);
        }
        let mut rest = BTreeMap::new();
        let mut new = Vec::new();
        let mut known = 0;
        for (diagnostic, wanting) in diagnostics.into_iter().zip(wanting) {
            if wanting.missing == 0 {
                known += 1;
                *rest.entry(wanting.entry).or_default() += wanting.taken.iter().map(|(_, count)| count).sum::<usize>();
            } else {
                // Of what is more than was known, the baseline still knows as much.
                wanting.taken.into_iter().for_each(|(entry, count)| *rest.entry(entry.clone()).or_default() += count);
                new.push(diagnostic);
            }
        }
        let mended = stock.left.iter().map(|(_, count)| count).sum();
        Judged { new, known, mended, rest: Baseline { scope: self.scope.clone(), entries: rest } }
    }

    /// The text of the file.
    pub fn render(&self) -> String {
        let mut text = format!(
            "{HEAD}{VERSION}\n# Known findings, one a line: code, count, file, before, text, behind. `huoban check --baseline` fails on others.\n{SCOPE}"
        );
        if !self.scope.is_empty() {
            let _ = write!(text, " {}", self.scope);
        }
        text.push('\n');
        for (entry, count) in &self.entries {
            let Entry { file, code, before, text: core, behind } = entry;
            let _ = writeln!(text, "{code}\t{count}\t{file}\t{before}\t{core}\t{behind}");
        }
        text
    }

    /// Reads the text of a file.
    pub fn parse(text: &str) -> Result<Baseline, BadBaseline> {
        let mut baseline = Baseline::default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut lines = text.lines().zip(1..);
        let bad = |line, en, zh| Err(BadBaseline { line, why: Bilingual::new(en, zh) });
        match lines.next().and_then(|(head, _)| head.trim_end().strip_prefix(HEAD)) {
            Some(VERSION) => {}
            Some(_) => {
                return bad(
                    1,
                    "another version of huoban wrote it; write it anew",
                    "由另一版本的 huoban 写成，请重新写出",
                );
            }
            None => {
                return bad(
                    1,
                    "it does not begin as `huoban check --write-baseline` writes it",
                    "开头与 `huoban check --write-baseline` 所写的不同",
                );
            }
        }
        for (line, number) in lines {
            if let Some(scope) = line.strip_prefix(SCOPE) {
                baseline.scope = scope.trim().to_owned();
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let ([code, count, file, before, text] | [code, count, file, before, text, _]) = fields[..] else {
                return bad(
                    number,
                    "a line has a code, a count, a file and a text between what stands before and behind, parted by tabs",
                    "每行应有编号、次数、文件、前文、文字和后文，以制表符分隔",
                );
            };
            if !rules::all().any(|rule| rule.code == code) {
                return bad(number, "there is no such code", "没有这个编号");
            }
            let Some(count) = count.parse::<u32>().ok().filter(|count| *count > 0) else {
                return bad(number, "the count must be a number from 1 on", "次数应为不小于 1 的整数");
            };
            let [file, code, before, text] = [file, code, before, text].map(str::to_owned);
            let behind = fields.get(5).copied().unwrap_or_default().to_owned();
            let entry = Entry { file, code, before, text, behind };
            *baseline.entries.entry(entry).or_default() += count as usize;
        }
        Ok(baseline)
    }
}

/// A fault of the machine or the tool is never excused, nor is what keeps the book from being read.
fn can_be_known(diagnostic: &Diagnostic) -> bool {
    diagnostic.rule.cause != Cause::Machine
}

/// Whether a rule is told once with a count, wherever it was met first.
fn is_counted(diagnostic: &Diagnostic) -> bool {
    diagnostic.rule.message.en.contains("{?count}")
}

/// How many findings a finding stands for.
fn weight(diagnostic: &Diagnostic) -> usize {
    let count = diagnostic.text("count").filter(|_| is_counted(diagnostic));
    count.and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// What makes a finding and an entry alike; none for one that has nothing to compare.
type Likeness = fn(&Entry) -> Option<[&str; 5]>;

/// The ways of being alike, the nearest first.
const LIKENESSES: [Likeness; 4] = [
    |one| Some([&one.code, &one.text, &one.before, &one.behind, &one.file]),
    |one| Some([&one.code, &one.text, &one.before, &one.behind, ""]),
    |one| (!one.before.is_empty()).then_some([&one.code, &one.text, &one.before, "", &one.file]),
    |one| (!one.behind.is_empty()).then_some([&one.code, &one.text, "", &one.behind, &one.file]),
];

/// A finding that looks for what knows it.
struct Wanting<'e> {
    entry: Entry,
    /// How many of it are not known yet.
    missing: usize,
    /// What knows the others.
    taken: Vec<(&'e Entry, usize)>,
    can_be_known: bool,
}

impl Wanting<'_> {
    fn of(diagnostic: &Diagnostic, sources: &SourceMap) -> Self {
        let can_be_known = can_be_known(diagnostic);
        Wanting { entry: Entry::of(diagnostic, sources), missing: weight(diagnostic), taken: Vec::new(), can_be_known }
    }
}

/// The entries of a baseline, each with how many findings it can still make known.
struct Stock<'e> {
    left: Vec<(&'e Entry, usize)>,
}

impl<'e> Stock<'e> {
    /// Gives findings what is alike, in their order. What is used up is not looked at again.
    fn serve(&mut self, wanting: &mut [Wanting<'e>], alike: Likeness) {
        let mut shelves: BTreeMap<[String; 5], Vec<usize>> = BTreeMap::new();
        for (index, (entry, count)) in self.left.iter().enumerate().rev() {
            if let Some(key) = alike(entry).filter(|_| *count > 0) {
                shelves.entry(key.map(str::to_owned)).or_default().push(index);
            }
        }
        for one in wanting.iter_mut().filter(|one| one.missing > 0 && one.can_be_known) {
            let Some(shelf) = alike(&one.entry).and_then(|key| shelves.get_mut(&key.map(str::to_owned))) else {
                continue;
            };
            while let Some(index) = shelf.last() {
                let (entry, count) = &mut self.left[*index];
                let taken = (*count).min(one.missing);
                *count -= taken;
                one.missing -= taken;
                one.taken.push((entry, taken));
                if one.missing == 0 {
                    break;
                }
                shelf.pop();
            }
        }
    }
}

impl Entry {
    fn of(diagnostic: &Diagnostic, sources: &SourceMap) -> Entry {
        let file = match &diagnostic.place {
            Place::Span(span) => slashed(sources.path(span.file)),
            Place::File(path) => slashed(path),
            Place::Book | Place::Node(..) => String::new(),
        };
        let [before, text, behind] = match &diagnostic.place {
            Place::Span(span) if !is_counted(diagnostic) => surroundings(*span, sources),
            _ => [String::new(), words(diagnostic), String::new()],
        };
        let [file, before, text, behind] = [file, before, text, behind].map(|text| one_line(&text));
        Entry { file, code: diagnostic.rule.code.to_owned(), before, text, behind }
    }
}

/// A text in one line without blanks at its edges; what cannot be seen is named.
fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The letters before a span in its line, what stands there, and the letters behind it: enough to tell it from others, and
/// few enough that mending the rest of the paragraph does not make it another. Of a long stretch only letters are kept, and
/// the first of them.
fn surroundings(span: Span, sources: &SourceMap) -> [String; 3] {
    /// Letters on either side, and how far they are looked for.
    const AROUND: usize = 6;
    const REACH: usize = 40;
    /// From how many characters on a stretch is long, and how many letters are kept of it.
    const LONG: usize = 32;
    let text: &str = sources.text(span.file);
    let [start, end] = [span.start, span.end.max(span.start)].map(|offset| text.floor_char_boundary(offset as usize));
    let is_of_line = |c: &char| !matches!(c, '\n' | '\r');
    let is_letter = |c: &char| c.is_alphanumeric();
    let before: Vec<char> =
        text[..start].chars().rev().take(REACH).take_while(is_of_line).filter(is_letter).take(AROUND).collect();
    let behind = text[end..].chars().take(REACH).take_while(is_of_line).filter(is_letter).take(AROUND).collect();
    let inside = &text[start..end];
    let kept = if inside.chars().nth(LONG).is_some() {
        inside.chars().filter(is_letter).take(LONG).collect()
    } else {
        inside.to_owned()
    };
    [before.into_iter().rev().collect(), kept, behind]
}

/// What a finding without a place says: the lint, or the words that fill its message. Numbers change with every page.
fn words(diagnostic: &Diagnostic) -> String {
    if let (_, Some(lint)) = diagnostic.kind() {
        return lint.to_owned();
    }
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    let words = diagnostic.arguments.iter().filter_map(|(_, value)| match value {
        Argument::Text(text) => Some(text.as_str()).filter(|text| !is_number(text)),
        Argument::Term(term) => Some(term.en),
    });
    words.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::internal::E901;
    use crate::diagnostics::rules::language::W331;
    use crate::diagnostics::rules::layout::W503;
    use crate::diagnostics::rules::syntax::W116;
    use std::path::Path;

    /// The findings of commas in files, each with its text.
    fn commas(files: &[(&str, &str)]) -> (Vec<Diagnostic>, SourceMap) {
        let mut sources = SourceMap::default();
        let mut found = Vec::new();
        for (path, text) in files {
            let file = sources.add(Path::new(path), (*text).into());
            let at = |at: usize| Diagnostic::new(&W331).at(Span::new(file, at, at + 1)).with("found", ",");
            found.extend(text.match_indices(',').map(|(offset, _)| at(offset)));
        }
        (found, sources)
    }

    fn baseline(files: &[(&str, &str)]) -> Baseline {
        let (found, sources) = commas(files);
        Baseline::of(&found, &sources, "")
    }

    /// How many are new, known and mended when the files that a baseline was made of became others.
    fn judged(before: &[(&str, &str)], after: &[(&str, &str)]) -> (usize, usize, usize) {
        let (found, sources) = commas(after);
        let Judged { new, known, mended, rest } = baseline(before).judge(found, &sources);
        // What is left knows all that is known, and nothing that is not met.
        let (found, sources) = commas(after);
        let again = rest.judge(found, &sources);
        assert_eq!((again.new.len(), again.known, again.mended), (new.len(), known, 0));
        (new.len(), known, mended)
    }

    #[test]
    fn a_finding_is_known_by_its_text_wherever_it_stands() {
        let old = [("a.md", "甲,乙\n丙,丁\n")];
        assert_eq!(judged(&old, &old), (0, 2, 0));
        assert_eq!(judged(&old, &[("a.md", "新的一行\n\n丙,丁\n\n甲,乙\n")]), (0, 2, 0), "other lines");
        assert_eq!(judged(&old, &[("b.md", "甲,乙\n丙,丁\n")]), (0, 2, 0), "another file");
        assert_eq!(judged(&old, &[("a.md", "甲,乙\n丙，丁\n")]), (0, 1, 1), "mended");
        assert_eq!(judged(&old, &[("a.md", "甲,乙\n丙,丁\n戊,己\n")]), (1, 2, 0), "new");
        assert_eq!(judged(&old, &[("a.md", "甲,乙\n丙,丁\n丙,丁\n")]), (1, 2, 0), "once more");
        assert_eq!(judged(&old, &[("a.md", "甲,乙\n"), ("b.md", "丙,丁\n丙,丁\n")]), (1, 2, 0), "moved and once more");
        assert_eq!(
            judged(&[("a.md", "甲,乙,丙,丁")], &[("a.md", "甲，乙,丙，丁")]),
            (0, 1, 2),
            "its neighbours mended"
        );
        assert_eq!(judged(&old, &[("a.md", "另,乙\n丙,另\n")]), (0, 2, 0), "other words on one side");
        assert_eq!(judged(&old, &[("a.md", "另,乙\n另,另\n")]), (1, 1, 1), "other words on both");
        let long = |first: &str| format!("{first}一二三四五六七八九十,一二三四五六七八九十");
        assert_eq!(judged(&[("a.md", &long("旧"))], &[("a.md", &long("全新的开头。"))]), (0, 1, 0), "the rest mended");
    }

    #[test]
    fn what_is_counted_is_known_up_to_its_count() {
        let of = |count: usize, offset: usize| {
            let mut sources = SourceMap::default();
            let file = sources.add(Path::new("a.md"), "==甲== ==乙==".into());
            let found = Diagnostic::new(&W116).at(Span::new(file, offset, offset + 2)).with("lint", "highlights");
            (vec![if count > 1 { found.with("count", count) } else { found }], sources)
        };
        let (found, sources) = of(3, 0);
        let baseline = Baseline::of(&found, &sources, "");
        for (count, new, mended) in [(3, 0, 0), (1, 0, 2), (2, 0, 1), (4, 1, 0)] {
            let (found, sources) = of(count, 8);
            let judged = baseline.judge(found, &sources);
            assert_eq!((judged.new.len(), judged.mended), (new, mended), "{count}");
        }
    }

    #[test]
    fn numbers_of_what_has_no_place_do_not_matter_and_faults_of_the_machine_are_never_known() {
        let sources = SourceMap::default();
        let of = |page: u32| vec![Diagnostic::new(&W503).with("page", page), Diagnostic::new(&E901).with("what", "x")];
        let baseline = Baseline::of(&of(3), &sources, "");
        assert_eq!(baseline.len(), 1);
        let judged = baseline.judge(of(17), &sources);
        assert_eq!(judged.new.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["E901"]);
        assert_eq!((judged.known, judged.mended), (1, 0));
    }

    #[test]
    fn a_baseline_is_read_as_it_was_written() {
        let known = baseline(&[("章/一.md", "甲,乙\n甲,乙\n\u{200B}\t丙,  丁\n"), ("b.md", "甲,乙\n")]);
        let known = Baseline { scope: "--to epub".to_owned(), ..known };
        let text = known.render();
        assert_eq!(Baseline::parse(&text), Ok(known.clone()));
        assert_eq!(Baseline::parse(&format!("\u{FEFF}{}", text.replace('\n', "\r\n"))), Ok(known));
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(
            lines,
            [
                "# scope: check --to epub",
                "W331\t1\tb.md\t甲\t,\t乙",
                "W331\t1\t章/一.md\t丙\t,\t丁",
                "W331\t2\t章/一.md\t甲\t,\t乙"
            ]
        );
    }

    #[test]
    fn what_is_no_baseline_is_told_with_its_line() {
        for (text, line) in [
            ("", 1),
            ("{\"version\": 1}", 1),
            ("# huoban baseline 2\n", 1),
            ("# huoban baseline 1\n\nW331\t1\ta.md\t甲\t,\t\nW331 1 a.md 甲\n", 4),
            ("# huoban baseline 1\n<<<<<<< HEAD\n", 2),
            ("# huoban baseline 1\nW331\t1\ta.md\t甲\t,\t乙\t丙\n", 2),
            ("# huoban baseline 1\nX331\t1\ta.md\t甲\t,\t\n", 2),
            ("# huoban baseline 1\nW331\t0\ta.md\t甲\t,\t\n", 2),
            ("# huoban baseline 1\nW331\t-1\ta.md\t甲\t,\t\n", 2),
            ("# huoban baseline 1\nW331\t99999999999\ta.md\t甲\t,\t\n", 2),
        ] {
            let bad = Baseline::parse(text).expect_err(text);
            assert_eq!(bad.line, line, "{text}");
            assert!(!bad.why.en.is_empty() && !bad.why.zh.is_empty());
        }
    }
}

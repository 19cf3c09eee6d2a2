use super::{Bilingual, Lang, Level, Rule, rules};
use std::fmt::Write as _;

/// The documentation of a rule, as `explain` prints it. The code may be written in any case.
pub fn explain(code: &str, lang: Lang) -> Option<String> {
    let rule = rules::all().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))?;
    let mut text = format!(
        "{} [{}]: {}\n\n{}\n",
        level(rule.level).get(lang),
        rule.code,
        rule.message.get(lang),
        documentation(rule, lang)
    );
    if !rule.help.get(lang).is_empty() {
        let _ = write!(text, "\n{}: {}\n", HELP.get(lang), rule.help.get(lang));
    }
    Some(text)
}

pub(super) const HELP: Bilingual = Bilingual::new("help", "帮助");

pub(super) fn level(level: Level) -> Bilingual {
    match level {
        Level::Error => Bilingual::new("error", "错误"),
        Level::Warning => Bilingual::new("warning", "警告"),
    }
}

/// The doc comment of a rule without the blank that every line of a doc comment begins with.
pub(super) fn documentation(rule: &Rule, lang: Lang) -> String {
    let lines: Vec<&str> = rule.doc.get(lang).lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n").trim().to_owned()
}

/// The names of the hundreds of codes.
const AREAS: &[(&str, Bilingual)] = &[
    ("0", Bilingual::new("The manuscript and its configuration", "书稿与配置")),
    ("1", Bilingual::new("Syntax", "语法")),
    ("2", Bilingual::new("References", "引用")),
    ("3", Bilingual::new("Language and typography", "语言与排版")),
    ("4", Bilingual::new("Fonts", "字体")),
    ("5", Bilingual::new("Layout", "版面")),
    ("6", Bilingual::new("EPUB", "EPUB")),
    ("7", Bilingual::new("PDF", "PDF")),
    ("8", Bilingual::new("Import", "导入")),
    ("9", Bilingual::new("Faults of the tool", "程序自身的错误")),
];

/// The whole catalogue as Markdown, in both languages: the text of `docs/diagnostics.md`.
pub fn catalogue() -> String {
    let mut text = String::from(
        "# Diagnostics / 诊断\n\n\
         Generated from the catalogue in `src/diagnostics/rules/`; `HUOBAN_BLESS=1 cargo test --test diagnostics` rewrites it.\n\n\
         A code never changes its meaning. `E` withholds the output it concerns, `W` asks an author to look. \
         `huoban explain CODE` prints the same text.\n\n\
         编号的含义永不改变。`E` 类会使相应的输出不写出，`W` 类提请作者留意。`huoban explain 编号` 显示同样的说明。\n",
    );
    for (hundred, title) in AREAS {
        let rules: Vec<&Rule> = rules::all().filter(|rule| rule.code[1..].starts_with(hundred)).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {hundred}xx: {} / {}\n", title.en, title.zh);
        for rule in rules {
            entry(&mut text, rule);
        }
    }
    text
}

fn entry(text: &mut String, rule: &Rule) {
    let _ = write!(text, "\n### {}\n", rule.code);
    for lang in [Lang::En, Lang::Zh] {
        let _ = write!(text, "\n**{}**\n\n{}\n", rule.message.get(lang).replace('*', "\\*"), documentation(rule, lang));
        if !rule.help.get(lang).is_empty() {
            let _ = write!(text, "\n*{}:* {}\n", HELP.get(lang), rule.help.get(lang));
        }
    }
}

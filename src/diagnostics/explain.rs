use super::lang::{Bilingual, Lang};
use super::rule::{Concern, Gravity, Level, Rule};
use super::rules;
use std::fmt::Write as _;

/// The documentation of a rule, as `explain` prints it. The code may be written in any case.
pub fn explain(code: &str, lang: Lang) -> Option<String> {
    let rule = rules::all().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))?;
    let mut text = format!(
        "{} [{}]: {}\n\n{}\n",
        level(rule.gravity.level()).get(lang),
        rule.code,
        rule.message.get(lang),
        documentation(rule, lang)
    );
    if !rule.help.get(lang).is_empty() {
        let _ = write!(text, "\n{}: {}\n", HELP.get(lang), rule.help.get(lang));
    }
    let _ = write!(text, "\n{}\n", consequence(rule).get(lang));
    Some(text)
}

/// What breaking a rule does to the outputs.
fn consequence(rule: &Rule) -> Bilingual {
    match (rule.gravity, rule.concerns) {
        (Gravity::Warning, _) => Bilingual::new(
            "Every output is written, unless the book makes an error of it.",
            "各种成书照常写出，除非书中设为错误。",
        ),
        (Gravity::Draft, _) => Bilingual::new(
            "A build writes every output; `huoban release` writes none.",
            "build 照常写出各种成书；huoban release 一个也不写。",
        ),
        (Gravity::Error, Concern::Every) => Bilingual::new("No output is written.", "各种成书都不写出。"),
        (Gravity::Error, Concern::Pages) => {
            Bilingual::new("The PDFs are not written; the EPUB is.", "不写出 PDF；EPUB 照常写出。")
        }
        (Gravity::Error, Concern::Epub) => {
            Bilingual::new("The EPUB is not written; the PDFs are.", "不写出 EPUB；PDF 照常写出。")
        }
        (Gravity::Error, Concern::OneFile) => Bilingual::new(
            "The file in which it was found is not written; the others are.",
            "出错的那个文件不写出，其余照常写出。",
        ),
    }
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

/// The whole catalogue as Markdown, in both languages: the text of `docs/diagnostics.md`.
pub fn catalogue() -> String {
    let mut text = String::from(
        "# Diagnostics / 诊断\n\n\
         Generated from the catalogue in `src/diagnostics/rules/`; `HUOBAN_BLESS=1 cargo test --test diagnostics` rewrites it.\n\n\
         A code never changes its meaning. `E` withholds the output it concerns, `W` asks an author to look. \
         `huoban explain CODE` prints the same text.\n\n\
         编号的含义永不改变。`E` 类会使相应的输出不写出，`W` 类提请作者留意。`huoban explain 编号` 显示同样的说明。\n",
    );
    for area in rules::areas() {
        let _ = write!(text, "\n## {}xx: {} / {}\n", area.number, area.title.en, area.title.zh);
        for rule in area.rules {
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

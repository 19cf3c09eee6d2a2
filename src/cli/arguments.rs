//! What the command line means: arguments become commands.

use super::texts::{self, fill};
use super::usage;
use crate::config::Output;
use crate::diagnostics::{Bilingual, Lang};
use crate::pipeline::House;
use clap::ArgMatches;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Most threads that can be asked for.
const MOST_JOBS: usize = 1024;

/// When messages are coloured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Even into a file.
    Always,
    /// Not at all.
    Never,
}

/// What a run prints on standard output, for programs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Format {
    /// Nothing: what people read goes to standard error.
    #[default]
    Text,
    /// The report.
    Json,
    /// The findings as SARIF 2.1.0.
    Sarif,
    /// The findings as workflow commands of GitHub Actions.
    Github,
}

/// The options that every command has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Common {
    pub(super) lang: Lang,
    pub(super) color: Color,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
}

/// The options of a command that runs a manuscript through the stages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Run {
    /// The manuscript, when one is named.
    pub(super) named: Option<PathBuf>,
    pub(super) outputs: Option<Vec<Output>>,
    pub(super) overrides: Vec<(String, String)>,
    pub(super) font_paths: Vec<PathBuf>,
    pub(super) jobs: Option<NonZeroUsize>,
    pub(super) format: Format,
    pub(super) printer: Option<&'static House>,
}

/// What a check does besides finding.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Mending {
    /// Whether it mends what can be mended for certain.
    pub(super) fix: bool,
    /// The findings that are known.
    pub(super) known: Option<Known>,
}

/// A file of known findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Known {
    /// What it knows is not told again.
    Read(PathBuf),
    /// It is to know all that is found.
    Write(PathBuf),
}

/// What to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Action {
    /// Where the files go, when that is said.
    Build(Run, Option<PathBuf>),
    /// Also whether they are written, and not only whether they could.
    Release(Run, Option<PathBuf>, bool),
    Check(Run, Mending),
    Fonts(Run),
    DumpLayout(Run),
    Init(PathBuf),
    Schema(Option<String>),
    Explain(Option<String>),
    ExplainPage(Run, PageName),
}

/// A page, as the user names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct PageName {
    /// What is printed on it, or its number.
    pub(super) name: String,
    /// Whether it is certainly the number, counted from the first page of the file.
    pub(super) physical: bool,
}

/// What came of a command line.
#[derive(Debug)]
pub(super) enum Parsed {
    /// A command.
    Run(Common, Action),
    /// A text that was asked for: help or the version.
    Show(String),
    /// The command line is wrong; why, with a line end.
    Wrong(String),
}

/// Reads a command line, the program's name first.
pub(super) fn parse(arguments: &[OsString]) -> Parsed {
    let lang = language(arguments);
    let matches = match usage::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Parsed::Show(error.render().to_string()),
                ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Parsed::Wrong(error.render().to_string()),
                _ => wrong(&usage::complaint(&error, lang), lang),
            };
        }
    };
    match meaning(&matches, lang) {
        Ok(parsed) => parsed,
        Err(Complaint(sentence, value)) => wrong(&fill(sentence.get(lang), &[&value]), lang),
    }
}

fn wrong(what: &str, lang: Lang) -> Parsed {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    Parsed::Wrong(format!("{}{colon}{what}\n", texts::ERROR.get(lang)))
}

/// A value that cannot be used, and the sentence that says so.
struct Complaint(Bilingual, String);

fn meaning(matches: &ArgMatches, lang: Lang) -> Result<Parsed, Complaint> {
    let Some((name, inner)) = matches.subcommand() else { return Ok(help(&[], lang)) };
    let leaf = inner.subcommand().map_or(inner, |(_, leaf)| leaf);
    let common = common(leaf, lang)?;
    let path = |id: &str| inner.get_one::<PathBuf>(id).cloned();
    let action = match name {
        "build" => Action::Build(run(inner)?, path("out")),
        "release" => Action::Release(run(inner)?, path("out"), !inner.get_flag("dry-run")),
        "check" => Action::Check(run(inner)?, mending(inner)),
        "fonts" => Action::Fonts(run(inner)?),
        "dump" => Action::DumpLayout(run(leaf)?),
        "init" => Action::Init(path("dir").unwrap_or_default()),
        "explain" if inner.subcommand_name() == Some("page") => {
            let name = leaf.get_one::<String>("page").cloned().unwrap_or_default();
            Action::ExplainPage(run(leaf)?, PageName { name, physical: leaf.get_flag("physical") })
        }
        "schema" => Action::Schema(inner.get_one::<String>("name").cloned()),
        "explain" => Action::Explain(inner.get_one::<String>("code").cloned()),
        _ => return Ok(help(&strings(inner, "command"), lang)),
    };
    Ok(Parsed::Run(common, action))
}

fn help(names: &[String], lang: Lang) -> Parsed {
    let mut root = usage::command(lang);
    root.build();
    let mut command = Some(&mut root);
    for name in names {
        command = command.and_then(|command| command.find_subcommand_mut(name));
    }
    match command {
        Some(command) => Parsed::Show(command.render_help().to_string()),
        None => wrong(&fill(texts::UNKNOWN_COMMAND.get(lang), &[&names.join(" ")]), lang),
    }
}

fn common(matches: &ArgMatches, lang: Lang) -> Result<Common, Complaint> {
    let word = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let lang = match word("lang") {
        None => lang,
        Some(name) => named_language(name).ok_or_else(|| Complaint(texts::BAD_LANG, name.to_owned()))?,
    };
    let color = match word("color") {
        None | Some("auto") => Color::Auto,
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        Some(other) => return Err(Complaint(texts::BAD_COLOR, other.to_owned())),
    };
    Ok(Common { lang, color, quiet: matches.get_flag("quiet"), verbose: matches.get_flag("verbose") })
}

fn run(matches: &ArgMatches) -> Result<Run, Complaint> {
    let has = |id: &str| matches.try_contains_id(id).unwrap_or(false);
    let outputs = if has("to") { Some(formats(&strings(matches, "to"))?) } else { None };
    let mut overrides: Vec<_> = strings(matches, "set").iter().map(|text| key_value(text)).collect::<Result<_, _>>()?;
    let standard = strings_if(matches, "pdf-standard").pop().map(standard).transpose()?;
    overrides.extend(standard.map(|standard| ("pdf-standard".to_owned(), standard)));
    let jobs = matches.get_one::<String>("jobs").map(|text| threads(text)).transpose()?;
    let format = strings_if(matches, "format").last().map_or(Ok(Format::Text), |name| printed(name))?;
    Ok(Run {
        named: matches.get_one("dir").cloned(),
        outputs,
        overrides,
        font_paths: matches.get_many("font-path").into_iter().flatten().cloned().collect(),
        jobs,
        printer: strings_if(matches, "printer").last().map(|name| printer(name)).transpose()?,
        format: if has("json") && matches.get_flag("json") { Format::Json } else { format },
    })
}

fn mending(matches: &ArgMatches) -> Mending {
    let path = |id: &str| matches.get_one::<PathBuf>(id).cloned();
    let known = path("baseline").map(Known::Read).or_else(|| path("write-baseline").map(Known::Write));
    Mending { fix: matches.get_flag("fix"), known }
}

fn printer(name: &str) -> Result<&'static House, Complaint> {
    House::named(name.trim()).ok_or_else(|| {
        let known: Vec<&str> = House::names().collect();
        Complaint(texts::BAD_PRINTER, format!("{name} ({})", known.join(", ")))
    })
}

fn printed(name: &str) -> Result<Format, Complaint> {
    match name {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "sarif" => Ok(Format::Sarif),
        "github" => Ok(Format::Github),
        other => Err(Complaint(texts::BAD_FORMAT, other.to_owned())),
    }
}

fn strings(matches: &ArgMatches, id: &str) -> Vec<String> {
    matches.get_many::<String>(id).into_iter().flatten().cloned().collect()
}

/// The values of an option that not every command has.
fn strings_if(matches: &ArgMatches, id: &str) -> Vec<String> {
    if matches.try_contains_id(id).unwrap_or(false) { strings(matches, id) } else { Vec::new() }
}

fn formats(names: &[String]) -> Result<Vec<Output>, Complaint> {
    let mut outputs = names
        .iter()
        .map(|name| match name.trim() {
            "epub" => Ok(Output::Epub),
            "pdf" => Ok(Output::Pdf),
            "print" => Ok(Output::Print),
            "cover" => Ok(Output::Cover),
            other => Err(Complaint(texts::BAD_TO, other.to_owned())),
        })
        .collect::<Result<Vec<_>, _>>()?;
    outputs.sort();
    outputs.dedup();
    Ok(outputs)
}

fn key_value(text: &str) -> Result<(String, String), Complaint> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.to_owned())),
        _ => Err(Complaint(texts::BAD_SET, text.to_owned())),
    }
}

/// The name of a standard, as the key of `book.yaml` takes it.
fn standard(name: String) -> Result<String, Complaint> {
    if matches!(name.as_str(), "ua1" | "ua2") { Ok(name) } else { Err(Complaint(texts::BAD_STANDARD, name)) }
}

fn threads(text: &str) -> Result<NonZeroUsize, Complaint> {
    text.parse::<NonZeroUsize>()
        .ok()
        .filter(|jobs| jobs.get() <= MOST_JOBS)
        .ok_or_else(|| Complaint(texts::BAD_JOBS, text.to_owned()))
}

/// The language of `--lang`, looked for before anything is parsed because help and complaints need it, else of the
/// locale.
fn language(arguments: &[OsString]) -> Lang {
    let words = || arguments.iter().filter_map(|argument| argument.to_str());
    let apart = words().zip(words().skip(1)).filter(|(option, _)| *option == "--lang").map(|(_, value)| value).last();
    let joined = words().filter_map(|word| word.strip_prefix("--lang=")).next_back();
    let locale = || {
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
        let set = variables.filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
        Lang::of_locale(set.as_deref().unwrap_or_default())
    };
    apart.or(joined).and_then(named_language).unwrap_or_else(locale)
}

fn named_language(name: &str) -> Option<Lang> {
    match name {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Parsed {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        parse(&arguments)
    }

    #[track_caller]
    fn action(line: &str) -> (Common, Action) {
        match parsed(line) {
            Parsed::Run(common, action) => (common, action),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[track_caller]
    fn complaint(line: &str) -> String {
        match parsed(line) {
            Parsed::Wrong(text) => text,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn a_full_build_line_is_understood() {
        let (common, action) = action(
            "huoban render novel -o out --to pdf,epub --to pdf --set page.size=A5 --set title=a=b \
             --font-path f --font-path g --pdf-standard ua2 --jobs 2 --json --lang zh --color never -q",
        );
        assert_eq!(common, Common { lang: Lang::Zh, color: Color::Never, quiet: true, verbose: false });
        let run = Run {
            named: Some("novel".into()),
            outputs: Some(vec![Output::Epub, Output::Pdf]),
            overrides: vec![
                ("page.size".into(), "A5".into()),
                ("title".into(), "a=b".into()),
                ("pdf-standard".into(), "ua2".into()),
            ],
            font_paths: vec!["f".into(), "g".into()],
            jobs: NonZeroUsize::new(2),
            printer: None,
            format: Format::Json,
        };
        assert_eq!(action, Action::Build(run, Some("out".into())));
    }

    #[test]
    fn the_last_format_counts_and_json_is_short_for_one() {
        for (line, format) in [
            ("huoban check", Format::Text),
            ("huoban check --format sarif", Format::Sarif),
            ("huoban build --format text --format github", Format::Github),
            ("huoban build --json", Format::Json),
        ] {
            let (Action::Build(run, _) | Action::Check(run, _)) = action(line).1 else { panic!("{line}") };
            assert_eq!(run.format, format, "{line}");
        }
    }

    #[test]
    fn defaults_are_those_of_the_contract() {
        let run = Run::default();
        assert_eq!(action("huoban build").1, Action::Build(run.clone(), None));
        assert_eq!(action("huoban release").1, Action::Release(run.clone(), None, true));
        assert_eq!(action("huoban check").1, Action::Check(run.clone(), Mending::default()));
        assert_eq!(action("huoban dump layout").1, Action::DumpLayout(run));
        assert_eq!(action("huoban new x").1, Action::Init("x".into()));
        assert_eq!(action("huoban --lang zh explain E101").0.lang, Lang::Zh);
        assert_eq!(action("huoban explain").1, Action::Explain(None));
        let (name, physical) = ("iv".to_owned(), false);
        let page = Action::ExplainPage(Run::default(), PageName { name, physical });
        assert_eq!(action("huoban explain page iv").1, page);
        let (name, physical) = ("7".to_owned(), true);
        let page =
            Action::ExplainPage(Run { named: Some("novel".into()), ..Run::default() }, PageName { name, physical });
        assert_eq!(action("huoban explain page 7 novel --physical").1, page);
    }

    #[test]
    fn a_check_mends_and_knows() {
        let mending = |line| match action(line).1 {
            Action::Check(_, mending) => mending,
            other => panic!("{other:?}"),
        };
        let known = |known| Mending { fix: false, known: Some(known) };
        assert_eq!(mending("huoban check book --fix"), Mending { fix: true, known: None });
        assert_eq!(mending("huoban check --baseline a b"), known(Known::Read("a".into())));
        assert_eq!(mending("huoban check --write-baseline=a"), known(Known::Write("a".into())));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, named) in [
            ("huoban --lang en biuld", "`build`"),
            ("huoban --lang en build --jsno", "`--json`"),
            ("huoban --lang en build --to docx", "`docx`"),
            ("huoban --lang en build --set title", "`title`"),
            ("huoban --lang en build --jobs 0", "`0`"),
            ("huoban --lang en build --pdf-standard ua3", "`ua3`"),
            ("huoban --lang en check --format xml", "`xml`"),
            ("huoban --lang en check --baseline a --write-baseline b", "`--write-baseline"),
            ("huoban --lang en check --baseline", "--baseline"),
            ("huoban --lang en build --fix", "`--fix`"),
            ("huoban --lang en build --color red", "`red`"),
            ("huoban --lang fr build", "`fr`"),
            ("huoban --lang en build --out", "--out"),
            ("huoban --lang en init", "DIR"),
            ("huoban --lang en help nothing", "`nothing`"),
        ] {
            let text = complaint(line);
            assert!(text.starts_with("error: ") && text.contains(named), "{line}: {text}");
        }
        for line in ["huoban --lang en clean", "huoban --lang en serve", "huoban --lang en build --watch"] {
            let text = complaint(line);
            assert!(text.contains("huoban --help") && !text.contains("did you mean"), "{line}: {text}");
        }
        assert!(complaint("huoban --lang zh build --to docx").starts_with("错误："));
    }
}

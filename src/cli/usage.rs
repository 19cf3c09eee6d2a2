//! What the command line looks like: commands, options and their help, in one language.

use super::texts::{self, fill};
use crate::diagnostics::{Bilingual, Lang, most_alike, slips};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use std::path::PathBuf;

/// Builds the command line with its texts in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let usage = Usage { lang };
    Command::new("huoban")
        .version(env!("CARGO_PKG_VERSION"))
        .about(texts::ABOUT.get(lang))
        .after_help(texts::AFTER.get(lang))
        .override_usage(texts::USAGE_ROOT.get(lang))
        .help_template(usage.template(&[(texts::COMMANDS, "{subcommands}"), (texts::OPTIONS, "{options}")]))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(usage.flag("version", texts::VERSION).short('V').action(ArgAction::Version))
        .args(usage.common())
        .subcommand(usage.run("build", texts::BUILD, texts::USAGE_BUILD).aliases(["compile", "render"]).args([
            usage.out(),
            usage.to(),
            usage.format(),
            usage.json(),
        ]))
        .subcommand(usage.run("release", texts::RELEASE, texts::USAGE_RELEASE).args([
            usage.out(),
            usage.flag("dry-run", texts::DRY_RUN),
            usage.format(),
            usage.json(),
        ]))
        .subcommand(usage.run("check", texts::CHECK, texts::USAGE_CHECK).args([
            usage.to(),
            usage.value("printer", texts::PRINTER, texts::VALUE_NAME),
            usage.flag("fix", texts::FIX),
            usage.file("baseline", texts::BASELINE),
            usage.file("write-baseline", texts::WRITE_BASELINE).conflicts_with("baseline"),
            usage.format(),
            usage.json(),
        ]))
        .subcommand(
            usage
                .bare("init", texts::INIT, texts::USAGE_INIT)
                .alias("new")
                .arg(usage.directory(texts::INIT_DIR).required(true)),
        )
        .subcommand(usage.run("fonts", texts::FONTS, texts::USAGE_FONTS).arg(usage.json()))
        .subcommand(usage.parent("dump", texts::DUMP, texts::USAGE_DUMP).subcommand(usage.run(
            "layout",
            texts::DUMP_LAYOUT,
            texts::USAGE_DUMP_LAYOUT,
        )))
        .subcommand(
            usage
                .bare("schema", texts::SCHEMA, texts::USAGE_SCHEMA)
                .arg(Arg::new("name").help(texts::SCHEMA_NAME.get(lang)).value_name(texts::VALUE_NAME.get(lang))),
        )
        .subcommand(
            usage
                .bare("explain", texts::EXPLAIN, texts::USAGE_EXPLAIN)
                .help_template(usage.template(&[
                    (texts::COMMANDS, "{subcommands}"),
                    (texts::ARGUMENTS, "{positionals}"),
                    (texts::OPTIONS, "{options}"),
                ]))
                .args_conflicts_with_subcommands(true)
                .arg(Arg::new("code").help(texts::CODE.get(lang)).value_name(texts::VALUE_CODE.get(lang)))
                .subcommand(usage.explain_page()),
        )
        .subcommand(
            usage.bare("help", texts::HELP_COMMAND, texts::USAGE_HELP).arg(
                Arg::new("command")
                    .help(texts::HELP_OF.get(lang))
                    .value_name(texts::VALUE_COMMAND.get(lang))
                    .action(ArgAction::Append)
                    .num_args(0..),
            ),
        )
}

/// Says what is wrong with a command line.
pub(super) fn complaint(error: &Error, lang: Lang) -> String {
    // What clap suggests may be like the word in a letter or two only.
    let alike = |kind, word: &str| match error.get(kind) {
        Some(ContextValue::String(text)) => slips(word, text).map(|_| text.clone()),
        Some(ContextValue::Strings(texts)) => most_alike(word, texts.iter().map(String::as_str)).map(str::to_owned),
        _ => None,
    };
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) if !texts.is_empty() => Some(texts.join(" ")),
        _ => None,
    };
    let argument = || value(ContextKind::InvalidArg).unwrap_or_default();
    let (sentence, subject) = match error.kind() {
        ErrorKind::InvalidSubcommand => (texts::UNKNOWN_COMMAND, value(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => (texts::MISSING, value(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => (texts::MISSING, value(ContextKind::ValidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            (texts::NO_VALUE, value(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => (texts::CONFLICT, Some(argument())),
        _ => (texts::UNKNOWN_OPTION, Some(argument())),
    };
    let subject = subject.unwrap_or_default();
    let other = value(ContextKind::PriorArg).unwrap_or_default();
    let mut text = fill(sentence.get(lang), &[subject.as_str(), &other]);
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let near = suggested.into_iter().find_map(|kind| alike(kind, &subject));
    text.push_str(if lang == Lang::Zh { "；" } else { "; " });
    text.push_str(&match near {
        Some(near) => fill(texts::DID_YOU_MEAN.get(lang), &[&near]),
        None => texts::TRY_HELP.get(lang).to_owned(),
    });
    text
}

/// Makes commands and options whose texts are in one language.
struct Usage {
    lang: Lang,
}

impl Usage {
    fn template(&self, sections: &[(Bilingual, &str)]) -> String {
        let mut template = format!("{{about-with-newline}}\n{}{{usage}}", texts::USAGE.get(self.lang));
        for (heading, body) in sections {
            template.push_str(&format!("\n\n{}\n{body}", heading.get(self.lang)));
        }
        template + "{after-help}"
    }

    /// The options that every command has.
    fn common(&self) -> [Arg; 5] {
        [
            self.value("lang", texts::LANG, texts::VALUE_LANG).global(true),
            self.value("color", texts::COLOR, texts::VALUE_WHEN).global(true),
            self.flag("quiet", texts::QUIET).short('q').global(true),
            self.flag("verbose", texts::VERBOSE).short('v').global(true),
            self.flag("help", texts::HELP).short('h').action(ArgAction::Help).global(true),
        ]
        // After the options of the command itself.
        .map(|arg| arg.display_order(100))
    }

    /// A command with an argument.
    fn bare(&self, name: &'static str, about: Bilingual, line: Bilingual) -> Command {
        self.named(name, about, line)
            .help_template(self.template(&[(texts::ARGUMENTS, "{positionals}"), (texts::OPTIONS, "{options}")]))
    }

    /// A command that holds commands.
    fn parent(&self, name: &'static str, about: Bilingual, line: Bilingual) -> Command {
        self.named(name, about, line)
            .subcommand_required(true)
            .arg_required_else_help(true)
            .help_template(self.template(&[(texts::COMMANDS, "{subcommands}"), (texts::OPTIONS, "{options}")]))
    }

    fn named(&self, name: &'static str, about: Bilingual, line: Bilingual) -> Command {
        Command::new(name)
            .about(about.get(self.lang))
            .override_usage(line.get(self.lang))
            .disable_help_flag(true)
            .disable_version_flag(true)
    }

    /// A command that runs a manuscript through the stages.
    fn run(&self, name: &'static str, about: Bilingual, line: Bilingual) -> Command {
        self.bare(name, about, line).arg(self.directory(texts::DIR)).args([
            self.many("set", texts::SET, texts::VALUE_KEY),
            self.many("font-path", texts::FONT_PATH, texts::VALUE_DIR)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath),
            self.value("pdf-standard", texts::PDF_STANDARD, texts::VALUE_STANDARD),
            self.value("jobs", texts::JOBS, texts::VALUE_NUMBER).short('j'),
        ])
    }

    /// `explain page`: the page stands before the manuscript.
    fn explain_page(&self) -> Command {
        let page = Arg::new("page").help(texts::PAGE.get(self.lang)).value_name(texts::VALUE_PAGE.get(self.lang));
        self.run("page", texts::EXPLAIN_PAGE, texts::USAGE_EXPLAIN_PAGE)
            .arg(page.required(true).index(1))
            .mut_arg("dir", |dir| dir.index(2))
            .args([self.flag("physical", texts::PHYSICAL), self.json()])
    }

    fn directory(&self, help: Bilingual) -> Arg {
        Arg::new("dir")
            .help(help.get(self.lang))
            .value_name(texts::VALUE_DIR.get(self.lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath)
    }

    fn out(&self) -> Arg {
        let out = self.value("out", texts::OUT, texts::VALUE_DIR).short('o').display_order(0);
        out.value_parser(value_parser!(PathBuf))
    }

    fn to(&self) -> Arg {
        self.many("to", texts::TO, texts::VALUE_FORMATS).value_delimiter(',')
    }

    fn file(&self, name: &'static str, help: Bilingual) -> Arg {
        let file = self.value(name, help, texts::VALUE_FILE);
        file.value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath)
    }

    fn format(&self) -> Arg {
        self.value("format", texts::FORMAT, texts::VALUE_FORMAT)
    }

    fn json(&self) -> Arg {
        self.flag("json", texts::JSON)
    }

    /// An option with a value; the last one counts.
    fn value(&self, name: &'static str, help: Bilingual, value: Bilingual) -> Arg {
        self.many(name, help, value).action(ArgAction::Set).overrides_with(name)
    }

    /// An option with a value that may be given again.
    fn many(&self, name: &'static str, help: Bilingual, value: Bilingual) -> Arg {
        let named = Arg::new(name).long(name).help(help.get(self.lang)).value_name(value.get(self.lang));
        named.action(ArgAction::Append)
    }

    fn flag(&self, name: &'static str, help: Bilingual) -> Arg {
        Arg::new(name).long(name).help(help.get(self.lang)).action(ArgAction::SetTrue).overrides_with(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent_in_both_languages() {
        for lang in [Lang::En, Lang::Zh] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn help_is_wholly_in_the_language_asked_for() {
        let han = |text: &str| text.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter));
        for name in ["build", "release", "check", "init", "fonts", "schema", "explain", "help"] {
            let help = |lang| {
                let mut root = command(lang);
                root.build();
                root.find_subcommand_mut(name).map(|command| command.render_help().to_string()).unwrap_or_default()
            };
            assert!(!han(&help(Lang::En)), "{}", help(Lang::En));
            let zh = help(Lang::Zh);
            assert!(zh.lines().filter(|line| line.contains("  -")).all(han), "{zh}");
            for english in ["Usage", "Options", "Arguments", "default", "possible", "alias"] {
                assert!(!zh.contains(english), "{name}: {english} in\n{zh}");
            }
        }
    }
}

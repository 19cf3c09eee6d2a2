//! How markup of other tools is recognised: by what stands at a character and no more than a bound behind it.

use super::visible::OTHER;
use crate::config::Lint;
use crate::markdown::cjk::is_cjk;
use crate::unicode::is_han;

/// How far markup may reach, in bytes.
const REACH: usize = 300;

/// A place in the text of a block.
pub(super) struct At<'t> {
    /// The text.
    pub text: &'t str,
    /// The place.
    pub at: usize,
    /// Whether the text is a paragraph: markup of blocks stands only there.
    pub paragraph: bool,
    line: &'t str,
}

/// Tells how many bytes belong to the markup that begins here; none when it is none.
pub(super) type Is = fn(&At) -> Option<usize>;

impl<'t> At<'t> {
    /// A place in a text.
    pub fn new(text: &'t str, at: usize, paragraph: bool) -> At<'t> {
        let rest = &text[at..];
        let end = (0..=rest.len().min(REACH)).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0);
        let line = rest[..end].split('\n').next().unwrap_or_default();
        At { text, at, paragraph, line }
    }

    /// What stands here and behind, to the end of the line and no further than [`REACH`].
    pub fn line(&self) -> &'t str {
        self.line
    }

    pub fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Whether a line of a paragraph begins here.
    pub fn begins_line(&self) -> bool {
        self.paragraph && matches!(self.text[..self.at].chars().rev().find(|c| !is_hidden(*c)), None | Some('\n'))
    }

    /// Whether a letter or a digit of Latin text, or a backslash, stands close before.
    fn is_joined(&self) -> bool {
        self.before().is_some_and(|c| c.is_ascii_alphanumeric() || c == '\\')
    }

    pub fn is_escaped(&self) -> bool {
        self.before() == Some('\\')
    }

    /// The text between two strings, which begins here.
    pub fn between(&self, open: &str, close: &str) -> Option<&'t str> {
        let inside = self.line().strip_prefix(open)?;
        if self.is_escaped() { None } else { inside.find(close).map(|end| &inside[..end]) }
    }

    /// The length of markup between two strings whose text `fits`.
    pub fn pair(&self, open: &str, close: &str, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let inside = self.between(open, close)?;
        fits(inside).then_some(open.len() + inside.len() + close.len())
    }

    /// The length of a name between two strings with code behind it: a role of reStructuredText or MyST.
    fn role(&self, open: &str, close: &str, names: &[&str]) -> Option<usize> {
        let name = self.between(open, close)?;
        let length = open.len() + name.len() + close.len();
        (names.contains(&name) && self.line()[length..].starts_with(OTHER) && !self.is_joined()).then_some(length)
    }

    /// The length of a TeX command with this name and its argument.
    fn command(&self, names: &[&str], argued: bool) -> Option<usize> {
        let line = self.line().strip_prefix('\\')?;
        let name = &line[..line.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(line.len())];
        let free = !self.is_joined() && self.before() != Some(':');
        let behind = &line[name.len()..];
        let fits = names.contains(&name) && (!argued || behind.starts_with(['{', '[', '(']));
        (free && fits)
            .then(|| 1 + name.len() + behind.find('}').filter(|_| behind.starts_with('{')).map_or(0, |end| end + 1))
    }
}

/// Whether a character stands in a line and nothing is seen of it.
fn is_hidden(c: char) -> bool {
    crate::unicode::fate(c) == Some(crate::unicode::Fate::Kept)
}

const REFERENCES: &[&str] = &["ref", "numref", "eqref", "eq", "doc", "term", "any"];
const CITES: &[&str] = &["cite", "citet", "citep", "cite:p", "cite:t"];

fn word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

pub(super) fn include(at: &At) -> Option<usize> {
    let named = |names: &'static [&'static str]| move |inside: &str| names.contains(&word(inside));
    let hashed = |inside: &str| inside.trim_start().strip_prefix('#').map(|name| name.trim_start().to_owned());
    // Blocks of templates, and what mdBook fills in itself.
    const FILLED: [&str; 5] = ["title", "if", "unless", "each", "with"];
    let is_file = |name: String| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !FILLED.contains(&word(&name));
    at.pair("{{", "}}", |inside| hashed(inside).is_some_and(is_file))
        .or_else(|| at.pair("{{<", ">}}", named(&["include", "embed", "readfile", "import"])))
        .or_else(|| at.pair("{%", "%}", named(&["include", "include_relative", "embed", "import"])))
        .or_else(|| at.pair("{!", "!}", |inside| inside.contains('.') && !inside.contains(' ')))
}

pub(super) fn snippet(at: &At) -> Option<usize> {
    (at.begins_line() && at.line().starts_with("--8<--")).then(|| at.line().len())
}

/// Whether a line of code is an include and nothing else. `{{#if}}`, and in a language of templates `{% include %}`, are
/// code themselves.
pub(super) fn is_include_in_code(at: &At, template: bool) -> bool {
    const FILLED: &[&str] = &["include", "rustdoc_include", "playground", "playpen", "template"];
    let whole = |length: Option<usize>| length == Some(at.text.len());
    let hashed = at.between("{{", "}}").and_then(|inside| inside.trim_start().strip_prefix('#'));
    match hashed {
        Some(name) => FILLED.contains(&word(name)) && whole(include(at)),
        None => !(template && at.text.starts_with("{%")) && whole(include(at).or_else(|| snippet(at))),
    }
}

pub(super) fn template(at: &At) -> Option<usize> {
    let filled = |inside: &str| !inside.trim().is_empty();
    at.pair("{{", "}}", filled).or_else(|| at.pair("{%", "%}", filled))
}

pub(super) fn admonition(at: &At) -> Option<usize> {
    let line = at.line();
    let kind = ["!!! ", "??? ", "???+ "].iter().find_map(|sign| line.strip_prefix(sign))?;
    (at.begins_line() && kind.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(line.len())
}

pub(super) fn alert(at: &At) -> Option<usize> {
    let is_kind = |inside: &str| !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_alphabetic());
    at.pair("[!", "]", is_kind).filter(|_| at.begins_line())
}

pub(super) fn container(at: &At) -> Option<usize> {
    let name = at.line().strip_prefix(":::")?.trim_start_matches(':').trim_start();
    (at.begins_line() && (name.is_empty() || name.starts_with(|c: char| c.is_alphabetic() || c == '{')))
        .then(|| at.line().len())
}

pub(super) fn tab(at: &At) -> Option<usize> {
    let line = at.line();
    (at.begins_line() && ["=== \"", "===! \"", "===+ \""].iter().any(|sign| line.starts_with(sign)))
        .then_some(line.len())
}

/// The keys behind the `@` of a bracket.
fn keys(at: &At) -> Option<(usize, bool)> {
    let inside = at.between("[", "]").filter(|inside| !inside.contains(['[', OTHER]))?;
    let mut keys = inside.match_indices('@').filter(|(at, _)| {
        let before = inside[..*at].chars().next_back();
        let behind = inside[at + 1..].chars().next();
        matches!(before, None | Some('-' | ' ' | ';')) && behind.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
    });
    let (first, _) = keys.next()?;
    (!at.line()[inside.len() + 2..].starts_with('(')).then_some((inside.len() + 2, is_numbered(&inside[first + 1..])))
}

/// Whether a key is one of figures, tables and the like (Quarto, pandoc-crossref).
fn is_numbered(key: &str) -> bool {
    let kind = &key[..key.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(key.len())];
    let kinds = ["fig", "tbl", "tab", "sec", "eq", "lst", "thm", "lem", "alg", "ch", "chap"];
    kinds.contains(&kind) && key[kind.len()..].starts_with(['-', ':'])
}

pub(super) fn citation(at: &At) -> Option<usize> {
    keys(at).filter(|(_, numbered)| !numbered).map(|(length, _)| length)
}

pub(super) fn cite_command(at: &At) -> Option<usize> {
    at.command(&["cite", "citep", "citet", "textcite", "parencite", "footcite", "autocite"], true)
}

pub(super) fn cite_role(at: &At) -> Option<usize> {
    at.role(":", ":", CITES).or_else(|| at.role("{", "}", CITES))
}

pub(super) fn numbered(at: &At) -> Option<usize> {
    keys(at).filter(|(_, numbered)| *numbered).map(|(length, _)| length)
}

pub(super) fn bare_key(at: &At) -> Option<usize> {
    let key = at.line().strip_prefix('@').filter(|key| is_numbered(key) && !at.is_joined())?;
    let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    Some(1 + key.find(|c: char| !belongs(c)).unwrap_or(key.len()))
}

pub(super) fn reference_command(at: &At) -> Option<usize> {
    const NAMES: &[&str] = &["ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "vref"];
    at.pair("\\@ref(", ")", |inside| !inside.is_empty()).or_else(|| at.command(NAMES, true))
}

pub(super) fn reference_role(at: &At) -> Option<usize> {
    at.role(":", ":", REFERENCES).or_else(|| at.role("{", "}", REFERENCES))
}

pub(super) fn label(at: &At) -> Option<usize> {
    let name = at.between("(", ")=")?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let length = name.len() + 3;
    (at.begins_line() && !name.is_empty() && name.chars().all(fits) && at.line()[length..].trim().is_empty())
        .then_some(length)
}

pub(super) fn label_command(at: &At) -> Option<usize> {
    at.command(&["label"], true)
}

pub(super) fn label_role(at: &At) -> Option<usize> {
    at.role(":", ":", &["label"])
}

/// `[text][label]` behind `open`.
fn undefined(at: &At, open: &str) -> Option<usize> {
    let text = at.between(open, "][").filter(|text| !text.contains(['[', ']']))?;
    let start = open.len() + text.len() + 2;
    let label = at.line()[start..].split(']').next().filter(|label| at.line().len() > start + label.len())?;
    let named = |name: &str| name.chars().any(char::is_alphabetic) && !name.contains('[');
    (named(label) || label.is_empty() && (open == "![" || named(text))).then_some(start + label.len() + 1)
}

pub(super) fn undefined_link(at: &At) -> Option<usize> {
    undefined(at, "[").filter(|_| !at.is_joined())
}

pub(super) fn picture_command(at: &At) -> Option<usize> {
    at.command(&["includegraphics"], true)
}

pub(super) fn picture_tag(at: &At) -> Option<usize> {
    const NAMES: &[&str] = &["figure", "image", "img", "gallery", "asset_img", "picture"];
    let named = |inside: &str| NAMES.contains(&word(inside)) && inside.contains(['.', '/', '=']);
    at.pair("{{<", ">}}", named).or_else(|| at.pair("{{%", "%}}", named)).or_else(|| at.pair("{%", "%}", named))
}

pub(super) fn picture(at: &At) -> Option<usize> {
    let plain = || {
        let length = at.pair("![", "]", |alt| !alt.contains(['[', '!']))?;
        (!at.line()[length..].starts_with('(')).then_some(length)
    };
    let found = at.pair("![[", "]]", |inside| !inside.is_empty()).or_else(|| undefined(at, "![")).or_else(plain);
    found.filter(|_| !at.is_joined())
}

pub(super) fn wiki_link(at: &At) -> Option<usize> {
    let is_name = |inside: &str| !inside.contains(['[', ']']) && inside.chars().any(char::is_alphabetic);
    let close = at.before().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ')' | ']' | '['));
    at.pair("[[", "]]", |inside| is_name(inside) && !inside.starts_with([' ', '"', '\''])).filter(|_| !close)
}

/// Text close between two equal signs.
fn marked(at: &At, sign: &str) -> Option<usize> {
    let close = |inside: &str| {
        !inside.is_empty()
            && !inside.starts_with(|c: char| c.is_whitespace() || sign.starts_with(c))
            && !inside.ends_with(char::is_whitespace)
    };
    let length = at.pair(sign, sign, close)?;
    (!at.is_joined() && !at.line()[length..].starts_with(&sign[..1])).then_some(length)
}

pub(super) fn highlight(at: &At) -> Option<usize> {
    marked(at, "==")
}

pub(super) fn inserted(at: &At) -> Option<usize> {
    marked(at, "++")
}

/// A short script between two signs, close behind a letter, a digit or a bracket. Behind Han a tilde that ends a clause
/// is the tone of it, and letters between carets are a face.
fn script(at: &At, sign: &str, letters_only: bool) -> Option<usize> {
    let before = at.before()?;
    let base = before.is_ascii_alphabetic() || !letters_only && (before.is_ascii_digit() || before == ')');
    let short = |inside: &str| {
        (1..=12).contains(&inside.chars().count())
            && inside.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-'))
    };
    let length = at.pair(sign, sign, short)?;
    let inside = &at.line()[sign.len()..length - sign.len()];
    let han = inside.chars().any(is_han);
    let behind = at.line()[length..].chars().next();
    let parted = behind.is_some_and(|c| !c.is_alphanumeric());
    let fits = match is_han(before) {
        true => parted && (sign == "~" || han || inside.bytes().all(|byte| byte.is_ascii_digit())),
        false => base && (inside.is_ascii() || han && (sign == "^" || parted)),
    };
    fits.then_some(length)
}

pub(super) fn subscript(at: &At) -> Option<usize> {
    script(at, "~", true)
}

pub(super) fn superscript(at: &At) -> Option<usize> {
    let length = script(at, "^", false)?;
    let inside = &at.line()[1..length - 1];
    let behind = at.line()[length..].chars().next();
    // Two powers of one formula, as in x^2+y^2.
    let among = inside.trim_matches(['+', '-']);
    let sum = among.contains(['+', '-']) && behind.is_some_and(|c| c.is_alphanumeric());
    let powers = sum || behind.is_some_and(|c| c.is_ascii_digit());
    (!powers).then_some(length)
}

pub(super) fn inline_note(at: &At) -> Option<usize> {
    at.pair("^[", "]", |note| !note.is_empty())
}

pub(super) fn contents(at: &At) -> Option<usize> {
    const FORMS: [&str; 7] = ["[toc]", "[[toc]]", "[[_toc_]]", "@[toc]", "{:toc}", "{: toc}", "${toc}"];
    let line = at.line().trim_end();
    (at.begins_line() && FORMS.iter().any(|form| line.eq_ignore_ascii_case(form))).then_some(line.len())
}

pub(super) fn tex(at: &At) -> Option<usize> {
    const BARE: &[&str] = &[
        "newpage",
        "clearpage",
        "cleardoublepage",
        "pagebreak",
        "noindent",
        "tableofcontents",
        "listoffigures",
        "listoftables",
        "maketitle",
        "bigskip",
        "medskip",
        "smallskip",
        "newline",
        "linebreak",
        "centering",
        "appendix",
        "hfill",
        "vfill",
    ];
    const ARGUED: &[&str] = &[
        "index",
        "begin",
        "end",
        "footnote",
        "textbf",
        "textit",
        "emph",
        "underline",
        "section",
        "subsection",
        "chapter",
        "caption",
        "vspace",
        "hspace",
        "url",
        "href",
        "input",
        "include",
        "usepackage",
        "newcommand",
        "frac",
        "textcolor",
    ];
    at.command(BARE, false).or_else(|| at.command(ARGUED, true))
}

pub(super) fn emoji(at: &At) -> Option<usize> {
    let free = !at.before().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '\\' | '.'));
    let is_name = |name: &str| {
        name.len() > 1
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte))
            && (name.bytes().any(|byte| byte.is_ascii_lowercase()) || matches!(name, "+1" | "-1" | "100"))
    };
    let length = at.pair(":", ":", is_name)?;
    let behind = at.line()[length..].chars().next();
    (free && !behind.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | OTHER))).then_some(length)
}

pub(super) fn grid(at: &At) -> Option<usize> {
    let line = at.line().trim_end();
    let is_rule = line.len() > 4 && line.ends_with('+') && line.bytes().all(|byte| b"+-=:".contains(&byte));
    (at.begins_line() && is_rule && line[1..].starts_with(['-', '='])).then_some(line.len())
}

/// Lines that begin with bars: a table whose rule is missing or of another length than its head, or verse of other tools.
fn bars(at: &At) -> Option<(Lint, usize)> {
    if at.at > 0 || !at.paragraph {
        return None;
    }
    let mut lines = at.text.lines();
    let (first, second) = (lines.next()?.trim(), lines.next()?.trim());
    let is_rule =
        |line: &str| line.contains('|') && line.contains("--") && line.bytes().all(|byte| b"|:- \t".contains(&byte));
    let barred = |line: &str| line.len() > 1 && line.starts_with('|');
    if first.contains('|') && is_rule(second) || [first, second].iter().all(|line| barred(line) && line.ends_with('|'))
    {
        return Some((Lint::TableRules, at.line().len()));
    }
    [first, second].iter().all(|line| barred(line)).then(|| (Lint::LineBlocks, at.line().len()))
}

pub(super) fn table(at: &At) -> Option<usize> {
    bars(at).filter(|(lint, _)| *lint == Lint::TableRules).map(|(_, length)| length)
}

pub(super) fn line_block(at: &At) -> Option<usize> {
    bars(at).filter(|(lint, _)| *lint == Lint::LineBlocks).map(|(_, length)| length)
}

pub(super) fn heading_sign(at: &At) -> Option<usize> {
    let title = at.line().trim_start_matches('#');
    let signs = at.line().len() - title.len();
    let alone = at.at == 0 && at.paragraph && !at.text.contains('\n') && !title.contains('#');
    (alone && signs <= 6 && title.starts_with(char::is_alphabetic)).then(|| at.line().len())
}

pub(super) fn stars(at: &At) -> Option<usize> {
    let run = at.line().bytes().take_while(|byte| *byte == b'*').count();
    let behind = at.line()[run..].chars().next();
    let among = at.before().is_some_and(is_cjk) || behind.is_some_and(is_cjk);
    (!at.is_escaped() && at.before() != Some('*') && matches!(run, 2 | 3) && among).then_some(run)
}

pub(super) fn attributes(at: &At) -> Option<usize> {
    let is_named = |word: &str| {
        let name = word.strip_prefix(['.', '#']);
        name.is_some_and(|name| name.starts_with(char::is_alphabetic))
    };
    let alone = |inside: &str| {
        inside.split_whitespace().next().is_some_and(is_named)
            && inside.split_whitespace().all(|part| is_named(part) || part.contains('='))
    };
    // At the end of a line, and behind what carries attributes, they are read or told elsewhere.
    let amid = |length: usize| {
        let behind = at.line()[length..].chars().next();
        at.before().is_some_and(|c| c.is_alphanumeric() || c == ' ') && behind.is_some_and(|c| c != '\n')
    };
    at.pair("{:", "}", |inside| inside.trim_start().starts_with(['.', '#']) || inside.contains("=\""))
        .or_else(|| at.pair("{", "}", alone).filter(|length| amid(*length)))
}

/// A base in Han with its reading behind it: `{漢字|かんじ}`, `｜漢字《かんじ》`.
pub(super) fn reading(at: &At) -> Option<usize> {
    let is_base = |base: &str| !base.is_empty() && base.chars().all(is_han);
    let is_reading = |reading: &str| {
        !reading.is_empty()
            && reading.chars().all(|c| c.is_alphabetic() || matches!(c, '|' | ' ' | '・' | 'ˊ' | 'ˇ' | 'ˋ' | '˙'))
    };
    let parted =
        |inside: &str| inside.split_once('|').is_some_and(|(base, reading)| is_base(base) && is_reading(reading));
    let barred = |bar: &str| {
        let inside = at.between(bar, "》")?;
        let (base, reading) = inside.split_once('《')?;
        (is_base(base) && is_reading(reading)).then_some(bar.len() + inside.len() + '》'.len_utf8())
    };
    at.pair("{", "}", parted).or_else(|| barred("｜")).or_else(|| barred("|"))
}

pub(super) fn quote(at: &At) -> Option<usize> {
    let behind = at.line()[1..].chars().next();
    (!at.is_escaped() && (at.before().is_some_and(is_han) || behind.is_some_and(is_han))).then_some(1)
}

/// Endings of files that books and sites are made of.
const ENDINGS: [&str; 14] = [
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".png",
    ".jpg",
    ".jpeg",
    ".svg",
    ".gif",
    ".webp",
    ".pdf",
    ".txt",
    ".csv",
    ".zip",
];

/// Whether a text looks like the address of something.
pub(super) fn is_address(text: &str) -> bool {
    let file = text.split(['#', '?']).next().unwrap_or_default().to_ascii_lowercase();
    ENDINGS.iter().any(|ending| file.ends_with(ending))
        || ["http://", "https://", "./", "../", "#", "mailto:"].iter().any(|start| text.starts_with(start))
}

/// The address alone, of an address and a title.
pub(super) fn address(text: &str) -> &str {
    let text = text.trim();
    let quoted = text.len() > 1 && text.ends_with('"');
    text[..text.len() - usize::from(quoted)].rfind(" \"").filter(|_| quoted).map_or(text, |at| text[..at].trim_end())
}

/// `![…](an address.png)` and `[…](an address.md)`: a blank in the address, so that CommonMark makes text of it.
pub(super) fn broken_address(at: &At) -> Option<usize> {
    let picture = at.line().starts_with('!');
    let open = if picture { "![" } else { "[" };
    let label = at.between(open, "](").filter(|label| !label.contains(['[', ']']))?;
    let start = open.len() + label.len() + 2;
    let mut depth = 1;
    let end = at.line()[start..].char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    let inside = &at.line()[start..start + end?.0];
    let address = address(inside);
    let blank = address.contains(char::is_whitespace) && !address.starts_with('<');
    (blank && (picture || is_address(address))).then_some(start + inside.len() + 1)
}

/// Whether the address of a picture ends with a size: `a.png =100x200`.
pub(super) fn is_sized(address: &str) -> bool {
    let Some((_, size)) = address.rsplit_once(" =") else { return false };
    size.split_once('x').is_some_and(|(width, height)| {
        size.len() > 1
            && [width, height].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'%'))
    })
}

/// Languages of fences that other tools draw.
pub(super) const DIAGRAMS: &[&str] =
    &["mermaid", "plantuml", "puml", "graphviz", "dot", "ditaa", "flow", "sequence", "tikz", "vega-lite", "echarts"];

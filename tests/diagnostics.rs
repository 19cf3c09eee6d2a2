//! The catalogue of rules as a whole: what every rule owes to its readers.

use huoban::diagnostics::{self, Gravity, Lang, Rule, rules};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// The names in the holes (`{name}`, `{?name}`) of a text.
fn holes(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|piece| piece.split_once('}'))
        .map(|(inside, _)| inside.trim_start_matches('?'))
        .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}

fn check(rule: &Rule) {
    let code = rule.code;
    for lang in [Lang::En, Lang::Zh] {
        assert!(!rule.message.get(lang).trim().is_empty(), "{code} has no message in {lang:?}");
        assert!(!rule.doc.get(lang).trim().is_empty(), "{code} has no documentation in {lang:?}");
        assert!(!rule.message.get(lang).ends_with(['.', '。']), "{code}: a message is no paragraph");
        let opened = rule.help.get(lang).matches("{?").count() + rule.message.get(lang).matches("{?").count();
        let closed = rule.help.get(lang).matches("{/}").count() + rule.message.get(lang).matches("{/}").count();
        assert_eq!(opened, closed, "{code}: every {{?name}} needs its {{/}}");
        let explained = diagnostics::explain(&code.to_lowercase(), lang).unwrap();
        assert!(explained.contains(code) && explained.contains(rule.message.get(lang)), "{explained}");
    }
    assert_eq!(rule.help.en.is_empty(), rule.help.zh.is_empty(), "{code} has help in one language only");
    assert_eq!(holes(rule.message.en), holes(rule.message.zh), "{code}: the messages have different holes");
    assert_eq!(holes(rule.help.en), holes(rule.help.zh), "{code}: the helps have different holes");
    assert!(rule.message.zh.chars().any(is_han), "{code}: the Chinese message is not Chinese");
    assert!(rule.doc.zh.chars().any(is_han), "{code}: the Chinese documentation is not Chinese");
    let letter = if rule.gravity == Gravity::Error { 'E' } else { 'W' };
    assert!(code.starts_with(letter), "{code} is a {:?}", rule.gravity);
    assert!(code.len() == 4 && code[1..].bytes().all(|byte| byte.is_ascii_digit()), "{code}");
}

fn is_han(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

#[test]
fn every_rule_speaks_both_languages() {
    rules::all().for_each(check);
}

#[test]
fn codes_are_unique_and_sorted_by_number() {
    let codes: Vec<(&str, &str)> = rules::all().map(|rule| (&rule.code[1..], rule.code)).collect();
    for pair in codes.windows(2) {
        assert!(pair[0] < pair[1], "{} stands before {}", pair[0].1, pair[1].1);
    }
}

#[test]
fn the_first_digit_of_a_code_is_the_number_of_its_area() {
    for area in rules::areas() {
        assert!(!area.rules.is_empty() && !area.title.en.is_empty() && !area.title.zh.is_empty());
        for rule in area.rules {
            assert!(rule.code[1..].starts_with(&area.number.to_string()), "{} in {}", rule.code, area.title.en);
        }
    }
}

#[test]
fn a_code_that_does_not_exist_has_no_explanation() {
    assert_eq!(diagnostics::explain("E000", Lang::Zh), None);
}

#[test]
fn the_documentation_is_the_catalogue() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let catalogue = diagnostics::catalogue();
    if std::env::var_os("HUOBAN_BLESS").is_some() {
        fs::write(&path, &catalogue).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == catalogue,
        "docs/diagnostics.md is out of date: run HUOBAN_BLESS=1 cargo test --test diagnostics"
    );
}

/// Whether a text is a code, or the beginning of some.
fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix(['E', 'W']).unwrap_or_default();
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Finds what reads meaning out of codes: texts that are codes, and the code of a rule that is compared, sliced, matched
/// or asked about its letters. Tests may name codes.
#[derive(Default)]
struct Readers {
    found: Vec<String>,
}

impl Readers {
    fn note(&mut self, what: &str) {
        self.found.push(what.to_owned());
    }

    /// Whether an expression is the code of a rule, perhaps borrowed.
    fn is_rules_code(expression: &syn::Expr) -> bool {
        match expression {
            syn::Expr::Reference(inner) => Self::is_rules_code(&inner.expr),
            syn::Expr::Paren(inner) => Self::is_rules_code(&inner.expr),
            syn::Expr::Field(field) if matches!(&field.member, syn::Member::Named(name) if name == "code") => {
                match &*field.base {
                    syn::Expr::Field(base) => matches!(&base.member, syn::Member::Named(name) if name == "rule"),
                    syn::Expr::Path(base) => base.path.segments.last().is_some_and(|last| {
                        let name = last.ident.to_string();
                        name == "rule" || is_code(&name)
                    }),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    fn look(&mut self, expression: &syn::Expr, what: &str) {
        if Self::is_rules_code(expression) {
            self.note(what);
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string().contains("test"),
        _ => false,
    })
}

impl<'ast> Visit<'ast> for Readers {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_lit(&mut self, literal: &'ast syn::Lit) {
        let text = match literal {
            syn::Lit::Str(text) => text.value(),
            syn::Lit::ByteStr(bytes) => String::from_utf8_lossy(&bytes.value()).into_owned(),
            _ => return,
        };
        if is_code(&text) {
            self.note(&text);
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let tokens = call.tokens.to_string();
        tokens.split('"').skip(1).step_by(2).filter(|text| is_code(text)).for_each(|text| self.note(text));
        if tokens.contains("rule . code [") || tokens.contains("rule . code , \"") {
            self.note(&tokens);
        }
        // Arguments that are expressions are looked at as such.
        let list = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(expressions) = call.parse_body_with(list) {
            expressions.iter().for_each(|expression| visit_leaked(self, expression));
        }
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        self.look(&binary.left, "a comparison");
        self.look(&binary.right, "a comparison");
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_index(&mut self, index: &'ast syn::ExprIndex) {
        self.look(&index.expr, "a part");
        visit::visit_expr_index(self, index);
    }

    fn visit_expr_match(&mut self, item: &'ast syn::ExprMatch) {
        self.look(&item.expr, "a match");
        visit::visit_expr_match(self, item);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.look(&call.receiver, "a question about its letters");
        visit::visit_expr_method_call(self, call);
    }
}

/// Visits an expression that lives no longer than this call.
fn visit_leaked(readers: &mut Readers, expression: &syn::Expr) {
    let mut inner = Readers::default();
    inner.visit_expr(expression);
    readers.found.append(&mut inner.found);
}

fn readers_of_codes(source: &str) -> Vec<String> {
    let mut readers = Readers::default();
    readers.visit_file(&syn::parse_file(source).expect("Rust"));
    readers.found
}

/// The Rust files below a directory that are no tests.
fn rust_files(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory").flatten() {
        let path = entry.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        match stem {
            "tests" => {}
            _ if path.is_dir() => rust_files(&path, files),
            _ if path.extension().is_some_and(|extension| extension == "rs") => files.push(path),
            _ => {}
        }
    }
}

/// What a rule concerns and how grave it is are fields of the rule. A code is a name: it is printed and looked up, and
/// only its catalogue knows how.
#[test]
fn no_code_is_read_outside_the_catalogue() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    assert!(files.len() > 100, "the sources were not read");
    let mut wrong = Vec::new();
    for path in files.iter().filter(|path| !path.starts_with(src.join("diagnostics"))) {
        let found = readers_of_codes(&fs::read_to_string(path).expect("a source file"));
        wrong.extend(found.into_iter().map(|what| format!("{}: {what}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_way_to_read_a_code_is_seen() {
    for reads in [
        "fn f() -> bool { code.starts_with(\"E01\") }",
        "fn f() { match code { \"E027\" => 1, _ => 2 } }",
        "const X: &[(&str, u8)] = &[(\"E9\", 3)];",
        "fn f() -> bool { matches!(code, \"W301\" | \"W302\") }",
        "fn f() -> bool { found.rule.code == error.code }",
        "fn f() -> bool { rule.code[1..].starts_with(\"x\") }",
        "fn f() -> bool { found.rule.code.as_bytes().get(1) == Some(&b'5') }",
        "fn f() -> bool { E401.code != other }",
        "fn f() { match found.rule.code { _ => 2 } }",
        "fn f() { assert!(found.rule.code == x, \"\"); }",
    ] {
        assert!(!readers_of_codes(reads).is_empty(), "{reads}");
    }
    for innocent in [
        "fn f() { println!(\"{}\", rule.code) }",
        "fn f() { told.insert(found.rule.code); }",
        "fn f() -> bool { found.rule == &E401 }",
        "fn f() { theme.code == style; \"E\"; \"E4012\" }",
        "#[cfg(test)] mod tests { fn f() -> bool { found.rule.code == \"E101\" } }",
    ] {
        assert_eq!(readers_of_codes(innocent), Vec::<String>::new(), "{innocent}");
    }
}

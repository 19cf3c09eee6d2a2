//! `language` alone decides anything by the letters of a language tag. The syntax trees of all other sources are searched
//! for texts that are tags or subtags, wherever they stand: compared, matched, listed, handed on, in macros. Tests may
//! name languages.

use huoban::language::Tag;
use proc_macro2::{TokenStream, TokenTree};
use std::fs;
use std::path::Path;
use syn::visit::{self, Visit};

/// Where texts that look like tags stand for the language of the program's own messages.
const MESSAGES: [&str; 3] = ["src/cli/arguments.rs", "src/diagnostics/lang.rs", "src/diagnostics/sarif.rs"];

/// Languages by which anything is decided, and names that are taken for tags.
const LANGUAGES: [&str; 28] = [
    "zh", "zho", "chi", "cdo", "cjy", "cmn", "cnp", "cpx", "csp", "czh", "czo", "gan", "hak", "hsn", "lzh", "mnp",
    "nan", "wuu", "yue", "ja", "jpn", "ko", "kor", "en", "eng", "ru", "und", "chinese",
];
/// Subtags of scripts, and of regions as tags write them: in small letters they are also ends of file and family names.
const SCRIPTS: [&str; 10] = ["hans", "hant", "hani", "latn", "cyrl", "jpan", "hira", "kana", "kore", "hang"];
const REGIONS: [&str; 6] = ["CN", "TW", "HK", "MO", "JP", "KR"];

/// Whether a text is a language tag, a part of one, or a rule of CSS for one.
fn is_tag(text: &str) -> bool {
    let first = text.split(['-', '_']).next().unwrap_or_default();
    let language = LANGUAGES.iter().any(|language| language.eq_ignore_ascii_case(first));
    let rest = &text[first.len()..];
    let subtags = rest.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let script = SCRIPTS.iter().any(|script| script.eq_ignore_ascii_case(text.trim_matches('-')));
    let css = text.split(":lang(").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let whole = text.contains("-H") && Tag::parse(text).is_some();
    language && subtags || script || REGIONS.contains(&text.trim_matches('-')) || css || whole
}

#[derive(Default)]
struct Finder {
    found: Vec<String>,
}

impl Finder {
    fn text(&mut self, text: String) {
        if is_tag(&text) {
            self.found.push(text);
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(literal) = syn::parse_str(&literal.to_string()) {
                        self.visit_lit(&literal);
                    }
                }
                TokenTree::Ident(ident) => self.ident(&ident),
                TokenTree::Punct(_) => {}
            }
        }
    }

    /// The library that takes tags apart is for the module alone.
    fn ident(&mut self, ident: &syn::Ident) {
        if ident == "oxilangtag" {
            self.found.push(ident.to_string());
        }
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|one| one.path().is_ident("cfg") && one.parse_args::<syn::Ident>().is_ok_and(|of| of == "test"))
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_lit(&mut self, literal: &'ast syn::Lit) {
        match literal {
            syn::Lit::Str(text) => self.text(text.value()),
            syn::Lit::ByteStr(bytes) => self.text(String::from_utf8_lossy(&bytes.value()).into_owned()),
            _ => {}
        }
    }

    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.ident(ident);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_for_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    /// Comments on items are attributes too.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

fn found(source: &str) -> Vec<String> {
    let mut finder = Finder::default();
    finder.visit_file(&syn::parse_file(source).expect("Rust"));
    finder.found
}

#[test]
fn no_tag_is_looked_at_outside_of_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    crate::sources(&root.join("src"), &mut Vec::new(), &mut files);
    let mut searched = 0;
    let mut faults = Vec::new();
    for (path, module) in files {
        let name = path.strip_prefix(root).expect("a source").display().to_string();
        let is_test = module.iter().any(|part| part == "tests");
        if module[0] == "language" || is_test || MESSAGES.contains(&name.as_str()) {
            continue;
        }
        searched += 1;
        let texts = found(&fs::read_to_string(&path).expect("a source"));
        faults.extend(texts.into_iter().map(|text| format!("{name}: `{text}`: ask `language::Tag`")));
    }
    assert!(searched > 200, "{searched} files");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for name in MESSAGES {
        assert!(
            !found(&fs::read_to_string(root.join(name)).expect("a source")).is_empty(),
            "{name} needs no exception"
        );
    }
}

#[test]
fn the_search_sees_every_way_to_look_at_a_tag() {
    for source in [
        "fn f(lang: &str) -> bool { lang == \"zh\" }",
        "fn f(lang: &str) -> bool { lang.starts_with(\"zh\") }",
        "fn f(lang: &str) -> bool { lang.starts_with(\"zh-\") }",
        "fn f(lang: &str) -> bool { lang.eq_ignore_ascii_case(\"ZH-hant\") }",
        "fn f(lang: &str) -> u8 { match lang { \"ja\" => 1, _ => 2 } }",
        "fn f(lang: &str) -> bool { matches!(lang, \"x\" | \"ko\") }",
        "fn f(lang: &str) -> bool { [\"yue\"].contains(&lang) }",
        "fn f(lang: &[u8]) -> bool { lang == b\"en\" }",
        "fn f(part: &str) -> bool { part == \"Hant\" || part == \"latn\" }",
        "const A: &str = \"TW\";",
        "const A: &str = r\"zh_CN\";",
        "fn f() -> String { format!(\"{}\", \"zh-Hans\") }",
        "const CSS: &str = \"p:lang(en) { }\";",
        "const A: &str = \"vi-Hani\";",
        "use oxilangtag::LanguageTag;",
    ] {
        assert!(!found(source).is_empty(), "{source}");
    }
    for source in [
        "/// `zh`\nfn f() {}",
        "#[cfg(test)] mod tests { const A: &str = \"zh\"; }",
        "const A: &str = \"end\"; const B: &str = \"no-break\"; const C: &str = \"cn\";",
        "fn f(lang: &str) -> String { format!(\":lang({lang})\") }",
        "const A: &str = \"the zh-Hans of a text\";",
    ] {
        assert_eq!(found(source), [""; 0], "{source}");
    }
}

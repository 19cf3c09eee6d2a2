//! The order of the modules in `src/lib.rs` is the order of knowledge: a module imports only from modules above it.
//!
//! The sources are parsed, not searched: use trees, paths in expressions and types, and paths inside macro calls
//! all count, in tests as well as outside them. A cycle of modules always holds at least one import against the
//! order, so forbidding those forbids cycles.

use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// An import of one top-level module by another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Import {
    from: String,
    to: String,
    place: String,
}

/// The top-level modules that `lib.rs` declares, in its order.
fn order(lib: &str) -> Vec<String> {
    syn::parse_file(lib)
        .expect("lib.rs is Rust")
        .items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Mod(module) => Some(module.ident.to_string()),
            _ => None,
        })
        .collect()
}

/// The imports of a file whose module path below the crate is `module` (`["font", "face"]`).
fn imports(file: &str, module: &[&str], source: &str) -> Vec<Import> {
    let syntax = syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut collector =
        Collector { file, module: module.iter().map(|name| (*name).to_owned()).collect(), imports: Vec::new() };
    collector.visit_file(&syntax);
    collector.imports.sort();
    collector.imports.dedup();
    collector.imports
}

struct Collector<'a> {
    file: &'a str,
    module: Vec<String>,
    imports: Vec<Import>,
}

impl Collector<'_> {
    /// Takes in a path as it is written, from its first segment on.
    fn path(&mut self, segments: &[String]) {
        let Some((first, rest)) = segments.split_first() else { return };
        let absolute = match first.as_str() {
            "crate" => rest.to_vec(),
            "self" | "super" => {
                let climbs = segments.iter().take_while(|name| *name == "super").count();
                let kept = self.module.len().saturating_sub(climbs);
                let tail = segments.iter().skip_while(|name| matches!(name.as_str(), "self" | "super"));
                self.module[..kept].iter().chain(tail).cloned().collect()
            }
            _ => return,
        };
        let from = self.module.first().cloned().unwrap_or_default();
        // A path that ends at the crate's root (`crate::*`, `use crate as x`) hides what it imports.
        let to = absolute.first().cloned().unwrap_or_else(|| "*".to_owned());
        if to != from {
            self.imports.push(Import { from, to, place: format!("{}: {}", self.file, segments.join("::")) });
        }
    }

    fn tree(&mut self, prefix: &mut Vec<String>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.tree(prefix, &path.tree);
                prefix.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(prefix, item)),
            syn::UseTree::Glob(_) => self.path(prefix),
            syn::UseTree::Name(name) => self.leaf(prefix, &name.ident),
            syn::UseTree::Rename(rename) => self.leaf(prefix, &rename.ident),
        }
    }

    fn leaf(&mut self, prefix: &mut Vec<String>, ident: &syn::Ident) {
        prefix.push(ident.to_string());
        self.path(prefix);
        prefix.pop();
    }

    /// Reads paths out of the tokens of a macro call, which is not parsed as Rust: identifiers joined by `::`.
    fn tokens(&mut self, text: &str) {
        let spaced = text.replace("::", " :: ");
        let mut path: Vec<String> = Vec::new();
        let mut joined = false;
        for token in spaced.split_whitespace().flat_map(split_token) {
            if token == "::" {
                joined = !path.is_empty();
            } else if token.starts_with(|start: char| start.is_alphabetic() || start == '_') {
                if !joined {
                    self.path_of_tokens(&mut path);
                }
                path.push(token);
                joined = false;
            } else {
                self.path_of_tokens(&mut path);
                joined = false;
            }
        }
        self.path_of_tokens(&mut path);
    }

    /// A lone `self` or `super` in tokens is a value or a visibility, no path.
    fn path_of_tokens(&mut self, path: &mut Vec<String>) {
        if path.len() > 1 {
            self.path(path);
        }
        path.clear();
    }
}

/// Splits what stands between blanks into words and single marks; `::` stays whole.
fn split_token(token: &str) -> Vec<String> {
    if token == "::" {
        return vec![token.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    let mut word = false;
    for letter in token.chars() {
        let in_word = letter.is_alphanumeric() || letter == '_';
        match parts.last_mut() {
            Some(last) if word && in_word => last.push(letter),
            _ => parts.push(letter.to_string()),
        }
        word = in_word;
    }
    parts
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&mut Vec::new(), &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.path(&segments);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(&call.tokens.to_string());
        visit::visit_macro(self, call);
    }
}

/// The imports that break the order, each with what is wrong about it.
fn violations(order: &[String], imports: &[Import]) -> Vec<String> {
    let rank = |module: &str| order.iter().position(|name| name == module);
    imports
        .iter()
        .filter_map(|import| {
            let Import { from, to, place } = import;
            match (rank(from), rank(to)) {
                _ if to == "*" => Some(format!("{place} imports the whole crate, which hides the modules it uses")),
                (Some(own), Some(other)) if other > own => {
                    Some(format!("{place}: `{from}` stands above `{to}` and must not know it"))
                }
                (None, _) => Some(format!("{place}: `{from}` is not in lib.rs")),
                // Anything else at the root of the crate would be an item of lib.rs itself; there is none.
                (_, None) => Some(format!("{place}: `{to}` is no module of lib.rs")),
                _ => None,
            }
        })
        .collect()
}

/// Every Rust file below `src/` but `lib.rs` and `main.rs`, with its module path.
fn sources(dir: &Path, module: &mut Vec<String>, found: &mut Vec<(PathBuf, Vec<String>)>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).expect("src").map(|entry| entry.expect("src").path()).collect();
    entries.sort();
    for path in entries {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a module name").to_owned();
        if path.is_dir() {
            module.push(stem);
            sources(&path, module, found);
            module.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            match (module.is_empty(), stem.as_str()) {
                (true, "lib" | "main") => {}
                (false, "mod") => found.push((path, module.clone())),
                _ => {
                    module.push(stem);
                    found.push((path, module.clone()));
                    module.pop();
                }
            }
        }
    }
}

#[test]
fn modules_import_only_from_modules_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = order(&fs::read_to_string(src.join("lib.rs")).expect("lib.rs"));
    let mut files = Vec::new();
    sources(&src, &mut Vec::new(), &mut files);
    let all: Vec<Import> = files
        .iter()
        .flat_map(|(path, module)| {
            let module: Vec<&str> = module.iter().map(String::as_str).collect();
            imports(&path.display().to_string(), &module, &fs::read_to_string(path).expect("a source file"))
        })
        .collect();
    assert!(files.len() > order.len() && all.len() > 50, "the sources were not read: {} imports", all.len());
    let wrong = violations(&order, &all);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_sees_every_way_to_import() {
    let order = order("pub mod base; pub mod model; pub mod text; pub mod cli;");
    assert_eq!(order, ["base", "model", "text", "cli"]);
    let found = |module: &[&str], source: &str| violations(&order, &imports("x.rs", module, source));
    for upward in [
        "use crate::cli;",
        "use crate::{base::Len, cli::run};",
        "use crate::cli::{self as c};",
        "use super::cli::run;",
        "fn f() { crate::cli::run() }",
        "fn f(x: Vec<crate::cli::X>) {}",
        "fn f() { let _ = matches!(x, crate::cli::X { .. }); }",
        "macro_rules! m { () => { $crate::cli::X }; }",
        "#[cfg(test)] mod tests { use crate::cli::run; }",
        "#[cfg(test)] mod tests { use super::super::cli::run; }",
        "mod inner { fn f() { super::super::cli::run() } }",
        "pub(in crate::cli) fn f() {}",
    ] {
        assert_eq!(found(&["model"], upward).len(), 1, "{upward}");
    }
    for hidden in ["use crate::*;", "use crate::nowhere::X;"] {
        assert_eq!(found(&["model"], hidden).len(), 1, "{hidden}");
    }
    for allowed in [
        "use crate::base::Len;",
        "use crate::model::Block;",
        "use super::base::Len;",
        "mod inner { use super::Block; }",
        "fn f(cli: u8) -> u8 { self::g(cli) }",
        "fn f() { write!(f, \"crate\", self.cli) }",
    ] {
        assert_eq!(found(&["model"], allowed), [""; 0], "{allowed}");
    }
}

#[test]
fn a_cycle_is_an_upward_import() {
    let order = order("pub mod base; pub mod model;");
    let mut all = imports("model/mod.rs", &["model"], "use crate::base::Len;");
    assert!(violations(&order, &all).is_empty());
    all.extend(imports("base/len.rs", &["base", "len"], "fn f(_: &super::super::model::Book) {}"));
    let wrong = violations(&order, &all);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("base/len.rs") && wrong[0].contains("`model`"), "{}", wrong[0]);
}

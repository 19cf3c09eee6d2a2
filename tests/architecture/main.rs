//! The order of the modules in `src/lib.rs` is the order of knowledge: a module imports only from modules above it.
//! Inside a module the files of a folder form no circle of imports, and a `mod.rs` only names them.
//!
//! The sources are parsed, not searched: use trees, paths in expressions and types, and paths inside macro calls
//! all count, in tests as well as outside them. A cycle of modules always holds at least one import against the
//! order, so forbidding those forbids cycles.

mod circles;
mod paths;
mod tags;

use circles::Source;
use paths::Written;
use std::fs;
use std::path::{Path, PathBuf};

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
    let module: Vec<String> = module.iter().map(|name| (*name).to_owned()).collect();
    let mut imports: Vec<Import> =
        paths::written(&module, &parsed(file, source)).iter().filter_map(|written| upward(file, written)).collect();
    imports.sort();
    imports.dedup();
    imports
}

/// The import that a path is, if it leads out of its top-level module.
fn upward(file: &str, written: &Written) -> Option<Import> {
    let from = written.module.first().cloned().unwrap_or_default();
    // A path that ends at the crate's root (`crate::*`, `use crate as x`) hides what it imports.
    let to = written.absolute()?.first().cloned().unwrap_or_else(|| "*".to_owned());
    (to != from).then(|| Import { from, to, place: format!("{file}: {}", written.segments.join("::")) })
}

fn parsed(file: &str, source: &str) -> syn::File {
    syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"))
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

/// All source files of the crate, parsed.
fn parsed_sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut Vec::new(), &mut files);
    let source = |(path, module): (PathBuf, Vec<String>)| {
        let file = path.strip_prefix(&src).expect("below src").display().to_string();
        let syntax = parsed(&file, &fs::read_to_string(&path).expect("a source file"));
        Source { is_folder: path.ends_with("mod.rs"), file, module, syntax }
    };
    files.into_iter().map(source).collect()
}

#[test]
fn files_of_one_folder_form_no_circle_of_imports() {
    let circles = circles::circles(&parsed_sources());
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn a_mod_rs_only_names_what_its_folder_holds() {
    let more = circles::code_of_folders(&parsed_sources());
    assert!(more.is_empty(), "{}", more.join("\n"));
}

/// A crate of these files, by their paths below `src/`.
fn crate_of(files: &[(&str, &str)]) -> Vec<Source> {
    let source = |(file, text): &(&str, &str)| {
        let mut module: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        let is_folder = module.last().is_some_and(|last| last == "mod");
        module.truncate(module.len() - usize::from(is_folder));
        Source { file: (*file).to_owned(), module, is_folder, syntax: parsed(file, text) }
    };
    files.iter().map(source).collect()
}

#[test]
fn the_check_sees_circles_through_names_that_are_handed_on_and_through_folders() {
    let folder = ("text/mod.rs", "mod line; mod page; mod inner; pub use line::Line; pub use page::Page;");
    let inner = ("text/inner/mod.rs", "mod deep; pub(super) use deep::Deep;");
    let deep = ("text/inner/deep.rs", "pub struct Deep;");
    for (line, page, deep) in [
        ("use super::page::Page; pub struct Line;", "use super::line::Line; pub struct Page;", deep.1),
        ("use super::Page; pub struct Line;", "use super::Line; pub struct Page;", deep.1),
        ("use crate::text::Page; pub struct Line;", "fn f(_: super::line::Line) {} pub struct Page;", deep.1),
        ("use super::*; fn f(_: Page) {} pub struct Line;", "use super::Line; pub struct Page;", deep.1),
        ("use super::inner::Deep; pub struct Line;", "pub struct Page;", "use crate::text::Line; pub struct Deep;"),
        ("use super::inner; pub struct Line;", "pub struct Page;", "pub struct Deep(super::super::line::Line);"),
    ] {
        let files = [folder, inner, ("text/line.rs", line), ("text/page.rs", page), ("text/inner/deep.rs", deep)];
        assert_eq!(circles::circles(&crate_of(&files)).len(), 1, "{line}\n{page}\n{deep}");
    }
    for (line, page, deep) in [
        ("pub struct Line;", "use super::Line; pub struct Page;", "use super::super::Line; pub struct Deep;"),
        ("pub struct Line;", "use super::{Line, inner::Deep}; pub struct Page;", deep.1),
        ("use super::inner::Deep; pub struct Line;", "pub struct Page;", "pub(in crate::text) struct Deep;"),
        ("pub struct Line;", "use crate::text::line::{self, Line}; pub struct Page;", deep.1),
    ] {
        let files = [folder, inner, ("text/line.rs", line), ("text/page.rs", page), ("text/inner/deep.rs", deep)];
        assert_eq!(circles::circles(&crate_of(&files)), [""; 0], "{line}\n{page}\n{deep}");
    }
}

#[test]
fn the_check_sees_every_kind_of_item_in_a_mod_rs() {
    for code in ["pub struct X;", "fn f() {}", "use crate::base::Len;", "mod tests { }", "impl X {}", "type X = u8;"] {
        let files = [("text/mod.rs", &*format!("mod line; {code}")), ("text/line.rs", "")];
        assert_eq!(circles::code_of_folders(&crate_of(&files)).len(), 1, "{code}");
    }
    let names = "//! Lines.\nmod line;\npub use line::Line;\n#[cfg(test)]\nmod tests;";
    assert_eq!(circles::code_of_folders(&crate_of(&[("text/mod.rs", names)])), [""; 0]);
}

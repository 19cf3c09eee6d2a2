//! The files of one folder form no circle of imports; a folder in it counts as one with all that it holds.
//!
//! A name is followed through `pub use` to the file that defines it, so what a `mod.rs` only hands on is no import
//! of the `mod.rs`.

use crate::paths::{self, Role, Written};
use std::collections::{BTreeMap, BTreeSet};

/// A source file of the crate: its module path, and whether it is the `mod.rs` of a folder.
pub struct Source {
    pub file: String,
    pub module: Vec<String>,
    pub is_folder: bool,
    pub syntax: syn::File,
}

/// What a file holds that others may name.
struct Module<'a> {
    source: &'a Source,
    written: Vec<Written>,
    defined: BTreeSet<String>,
}

/// The crate as names: modules by their paths.
struct Crate<'a>(BTreeMap<Vec<String>, Module<'a>>);

/// How deep a chain of `pub use` is followed.
const LINKS: usize = 8;

impl<'a> Crate<'a> {
    fn new(sources: &'a [Source]) -> Self {
        // Files of tests know what stands above them in their folder, and nobody knows them.
        let outside_tests = sources.iter().filter(|source| !source.module.iter().any(|name| name == "tests"));
        let modules = outside_tests.map(|source| {
            let written = paths::written(&source.module, &source.syntax);
            (source.module.clone(), Module { source, written, defined: defined(&source.syntax) })
        });
        Self(modules.collect())
    }

    /// The module of the file that a path from the root of the crate leads to.
    fn file_of(&self, path: &[String], links: usize) -> Option<Vec<String>> {
        let depth = (1..=path.len()).rev().find(|depth| self.0.contains_key(&path[..*depth]))?;
        let (own, rest) = path.split_at(depth);
        let module = &self.0[own];
        let Some(name) = rest.first().filter(|name| links > 0 && !module.defined.contains(*name)) else {
            return Some(own.to_vec());
        };
        let followed = |written: &Written, rest: &[String]| {
            let mut target = self.rooted(written)?;
            (target != own).then_some(())?;
            target.extend_from_slice(rest);
            self.file_of(&target, links - 1)
        };
        let at_top = || module.written.iter().filter(|written| written.module == own);
        let named = at_top().find(|written| written.import().is_some_and(|import| import.name.as_ref() == Some(name)));
        if let Some(named) = named {
            return followed(named, &rest[1..]).or_else(|| Some(own.to_vec()));
        }
        let globs = at_top().filter(|written| written.import().is_some_and(|import| import.name.is_none()));
        let found =
            globs.filter_map(|written| followed(written, rest)).find(|module| self.0[module].defined.contains(name));
        found.or_else(|| Some(own.to_vec()))
    }

    /// The files that a path leads to: one, but for a glob, which takes all that a folder hands on.
    fn files_of(&self, path: &[String], written: &Written) -> Vec<Vec<String>> {
        let is_glob = written.import().is_some_and(|import| import.name.is_none());
        match self.0.get(path).filter(|module| is_glob && module.source.is_folder) {
            Some(folder) => {
                let names = folder.written.iter().filter(|written| written.import().is_some());
                let files = names.filter_map(|name| self.file_of(&self.rooted(name)?, LINKS));
                files.chain([path.to_vec()]).collect()
            }
            None => self.file_of(path, LINKS).into_iter().collect(),
        }
    }

    /// A path from the root of the crate on; none of another crate's.
    fn rooted(&self, written: &Written) -> Option<Vec<String>> {
        if let Some(path) = written.absolute() {
            return Some(path);
        }
        // A path may begin with a module that stands in the file itself.
        let own: Vec<String> = written.module.iter().chain(&written.segments).cloned().collect();
        let begun = written.module.len() + 1;
        self.0.contains_key(&own[..begun]).then_some(own)
    }

    /// The files that a file takes something from, each with the path that says so.
    fn imports(&self, module: &Module) -> BTreeMap<Vec<String>, String> {
        let own = &module.source.module;
        let handed_on = |written: &Written| {
            module.source.is_folder && written.module == *own && written.import().is_some_and(|import| import.public)
        };
        let known = |written: &&Written| !handed_on(written) && !matches!(written.role, Role::Visibility);
        let paths = module.written.iter().filter(known);
        let mut files = BTreeMap::new();
        for written in paths {
            for file in self.rooted(written).into_iter().flat_map(|path| self.files_of(&path, written)) {
                if file != *own {
                    files.insert(file, written.segments.join("::"));
                }
            }
        }
        files
    }
}

/// The names of the items at the top of a file.
fn defined(syntax: &syn::File) -> BTreeSet<String> {
    let names = syntax.items.iter().filter_map(|item| match item {
        syn::Item::Const(item) => Some(&item.ident),
        syn::Item::Enum(item) => Some(&item.ident),
        syn::Item::Fn(item) => Some(&item.sig.ident),
        syn::Item::Macro(item) => item.ident.as_ref(),
        syn::Item::Mod(item) => item.content.is_some().then_some(&item.ident),
        syn::Item::Static(item) => Some(&item.ident),
        syn::Item::Struct(item) => Some(&item.ident),
        syn::Item::Trait(item) => Some(&item.ident),
        syn::Item::Type(item) => Some(&item.ident),
        _ => None,
    });
    names.map(ToString::to_string).collect()
}

/// The circles of every folder, each told by the imports that close it.
pub fn circles(sources: &[Source]) -> Vec<String> {
    let whole = Crate::new(sources);
    // folder → child → the children that it imports, and one import that shows it
    let mut folders: BTreeMap<Vec<String>, BTreeMap<String, BTreeMap<String, String>>> = BTreeMap::new();
    for module in whole.0.values() {
        let source = module.source;
        for (target, path) in whole.imports(module) {
            // `font/face` and `font/mod.rs` part in the folder `font`, in which `mod.rs` is a child by itself.
            let place = |module: &[String], folder: bool| {
                let mut place = module.to_vec();
                folder.then(|| place.push("mod".to_owned()));
                place
            };
            let from = place(&source.module, source.is_folder);
            let to = place(&target, whole.0[&target].source.is_folder);
            let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
            if let (Some(own), Some(other)) = (from.get(shared), to.get(shared)) {
                let children = folders.entry(from[..shared].to_vec()).or_default();
                let shown = format!("{}: {path}", source.file);
                children.entry(own.clone()).or_default().entry(other.clone()).or_insert(shown);
            }
        }
    }
    folders.iter().flat_map(|(folder, children)| in_folder(&folder.join("/"), children)).collect()
}

/// The circles among the children of a folder.
fn in_folder(folder: &str, children: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<String> {
    let reach = |from: &str| {
        let mut reached = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(next) = open.pop() {
            for other in children.get(&next).into_iter().flat_map(|imports| imports.keys()) {
                if reached.insert(other.clone()) {
                    open.push(other.clone());
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = children.keys().map(|child| (child, reach(child))).collect();
    let mut told = Vec::new();
    let mut done = BTreeSet::new();
    for (child, all) in reached.iter().filter(|(child, all)| all.contains(**child)) {
        let circle: BTreeSet<&String> =
            all.iter().filter(|other| reached.get(other).is_some_and(|back| back.contains(*child))).collect();
        if done.insert(circle.clone()) {
            let imports = circle.iter().flat_map(|own| {
                children[*own]
                    .iter()
                    .filter(|(other, _)| circle.contains(other))
                    .map(|(_, shown)| format!("\n  {shown}"))
            });
            let names: Vec<&str> = circle.iter().map(|name| name.as_str()).collect();
            told.push(format!("{folder}: {} import each other{}", names.join(", "), imports.collect::<String>()));
        }
    }
    told
}

/// What a `mod.rs` says beside the names of its files and what it hands on of them.
pub fn code_of_folders(sources: &[Source]) -> Vec<String> {
    let folders = sources.iter().filter(|source| source.is_folder && !source.module.iter().any(|name| name == "tests"));
    let names_only = |item: &&syn::Item| match item {
        syn::Item::Mod(module) => module.content.is_none(),
        syn::Item::Use(import) => !matches!(import.vis, syn::Visibility::Inherited),
        _ => false,
    };
    folders
        .filter(|source| !source.syntax.items.iter().all(|item| names_only(&item)))
        .map(|source| format!("{} holds more than names of its files", source.file))
        .collect()
}

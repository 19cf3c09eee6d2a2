//! Every path that a source file writes: use trees, paths in expressions and types, and paths inside macro calls.

use syn::visit::{self, Visit};

/// A path as it is written, and where.
#[derive(Clone, Debug)]
pub struct Written {
    /// The module that it is written in, inline modules included.
    pub module: Vec<String>,
    pub segments: Vec<String>,
    pub role: Role,
}

/// What a path is written for.
#[derive(Clone, Debug)]
pub enum Role {
    Import(Import),
    /// In an expression, a type, a macro call.
    Mention,
    /// `pub(in path)`: who may see an item, not what the item knows.
    Visibility,
}

/// What a use tree makes of a path.
#[derive(Clone, Debug)]
pub struct Import {
    /// The name that it brings into the module; none for a glob.
    pub name: Option<String>,
    /// Whether others see that name.
    pub public: bool,
}

impl Written {
    /// What it imports, if it is an import.
    pub fn import(&self) -> Option<&Import> {
        match &self.role {
            Role::Import(import) => Some(import),
            Role::Mention | Role::Visibility => None,
        }
    }

    /// The path from the root of the crate on, if it says `crate`, `self` or `super`.
    pub fn absolute(&self) -> Option<Vec<String>> {
        let (first, rest) = self.segments.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" | "super" => {
                let climbs = self.segments.iter().take_while(|name| *name == "super").count();
                let kept = self.module.len().saturating_sub(climbs);
                let tail = self.segments.iter().skip_while(|name| matches!(name.as_str(), "self" | "super"));
                Some(self.module[..kept].iter().chain(tail).cloned().collect())
            }
            _ => None,
        }
    }
}

/// The paths of a parsed file whose module path below the crate is `module` (`["font", "face"]`).
pub fn written(module: &[String], syntax: &syn::File) -> Vec<Written> {
    let mut collector = Collector { module: module.to_vec(), written: Vec::new() };
    collector.visit_file(syntax);
    collector.written
}

struct Collector {
    module: Vec<String>,
    written: Vec<Written>,
}

impl Collector {
    fn path(&mut self, segments: &[String], role: Role) {
        self.written.push(Written { module: self.module.clone(), segments: segments.to_vec(), role });
    }

    fn tree(&mut self, prefix: &mut Vec<String>, tree: &syn::UseTree, public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.tree(prefix, &path.tree, public);
                prefix.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(prefix, item, public)),
            syn::UseTree::Glob(_) => self.path(prefix, Role::Import(Import { name: None, public })),
            syn::UseTree::Name(name) => self.leaf(prefix, &name.ident, &name.ident, public),
            syn::UseTree::Rename(rename) => self.leaf(prefix, &rename.ident, &rename.rename, public),
        }
    }

    fn leaf(&mut self, prefix: &mut Vec<String>, ident: &syn::Ident, name: &syn::Ident, public: bool) {
        // `use a::b::{self}` names `a::b`.
        if ident == "self" && !prefix.is_empty() {
            let name = if name == "self" { prefix[prefix.len() - 1].clone() } else { name.to_string() };
            return self.path(prefix, Role::Import(Import { name: Some(name), public }));
        }
        prefix.push(ident.to_string());
        self.path(prefix, Role::Import(Import { name: Some(name.to_string()), public }));
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

    /// A lone word in tokens is a value or a visibility, no path.
    fn path_of_tokens(&mut self, path: &mut Vec<String>) {
        if path.len() > 1 {
            self.path(path, Role::Mention);
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

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let public = !matches!(item.vis, syn::Visibility::Inherited);
        self.tree(&mut Vec::new(), &item.tree, public);
    }

    fn visit_vis_restricted(&mut self, visibility: &'ast syn::VisRestricted) {
        let segments: Vec<String> = visibility.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // `pub(crate)` and `pub(super)` name no module.
        if segments.len() > 1 {
            self.path(&segments, Role::Visibility);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.path(&segments, Role::Mention);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(&call.tokens.to_string());
        visit::visit_macro(self, call);
    }
}

//! `check --fix`: what can be mended for certain is written into the files of the manuscript.

use super::output;
use super::session::with_why;
use crate::diagnostics::{Bilingual, Diagnostic, FileChanges, apply, plan, rules::internal};
use crate::pipeline::Report;
use crate::source::{DiskWorld, World as _, read_regular};
use crate::unicode::composed;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// What became of the fixes of a report.
#[derive(Default)]
pub(super) struct Mended {
    /// What was changed, by files.
    pub(super) files: BTreeMap<PathBuf, FileChanges>,
    /// How many fixes were left because they overlap with others.
    pub(super) overlapping: usize,
    /// Files that were changed since they were read, and are left as they are.
    pub(super) refused: Vec<Diagnostic>,
}

/// Makes every safe fix of a report in the manuscript at `directory`: in all files or, when one cannot be written, in none,
/// which the finding tells. A file that is no longer as it was read is left out.
pub(super) fn mend(directory: &Path, report: &Report) -> Result<Mended, Diagnostic> {
    let mut refused = BTreeSet::new();
    loop {
        let plan = plan(&report.diagnostics, &report.sources, &refused);
        let mut rewritten = Vec::new();
        let before = refused.len();
        for (path, file) in &plan.files {
            let place = target(directory, path)?;
            let bytes = read_regular(&place).map_err(|error| with_why(unwritable(path), &error))?;
            match apply(&bytes, &file.changes) {
                Some(mended) => rewritten.push((place, mended)),
                None => {
                    refused.insert(path.clone());
                }
            }
        }
        // Fixes that need a refused file are no longer made in others either.
        if refused.len() > before {
            continue;
        }
        output::rewrite(rewritten).map_err(|(path, error)| with_why(unwritable(&path), &error))?;
        let changed = |path: &PathBuf| Diagnostic::new(&internal::E918).at(path.as_path()).with("path", path.display());
        let refused = refused.iter().map(changed).collect();
        return Ok(Mended { files: plan.files, overlapping: plan.overlapping, refused });
    }
}

/// Where a file of the manuscript lies, when it may be written: inside the directory, no link, and not protected.
fn target(directory: &Path, path: &Path) -> Result<PathBuf, Diagnostic> {
    let lost = |error: io::Error| with_why(unwritable(path), &error);
    let root = directory.canonicalize().map_err(lost)?;
    let world = DiskWorld::open(directory, None).map_err(lost)?;
    let place = world.on_disk(path).ok_or_else(|| lost(io::ErrorKind::NotFound.into()))?;
    // The place is what every link on the way leads to.
    let is_itself = place.strip_prefix(&root).is_ok_and(|inside| spelling(inside) == spelling(path));
    let refuse = |why| Err(unwritable(path).with_term("why", why));
    if !is_itself {
        return refuse(Bilingual::new("it is reached through a symbolic link", "要经过符号链接才能到达"));
    }
    match fs::metadata(&place) {
        Ok(there) if there.permissions().readonly() => refuse(Bilingual::new("it is read-only", "它是只读的")),
        Ok(_) => Ok(place),
        Err(error) => Err(lost(error)),
    }
}

/// A path in the manuscript as it is compared: without `.` and `..`, composed.
fn spelling(path: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => parts.push(composed(&name.to_string_lossy()).into_owned()),
            Component::ParentDir => {
                parts.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    parts
}

fn unwritable(path: &Path) -> Diagnostic {
    Diagnostic::new(&internal::E919).with("path", path.display())
}

use super::face::Face;
use super::file::FontFile;
use super::listing;
use crate::config::FontsConfig;
use crate::diagnostics::{Diagnostic, Place, rules};
use crate::source::{World, is_outside};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most faces of a library: what a [`super::FontId`] can number.
const MOST_FACES: usize = u16::MAX as usize;

/// How deep directories of the system are searched.
const DEEPEST_SYSTEM_DIRECTORY: usize = 5;

/// The faces found so far, in order of precedence.
#[derive(Default)]
pub(super) struct Found {
    pub(super) faces: Vec<Face>,
    pub(super) diagnostics: Vec<Diagnostic>,
    names: BTreeSet<String>,
}

/// Finds the faces of the manuscript, then those of the directories in `search`. A face whose PostScript name is
/// already taken is left out, so that a manuscript can bring its own version of a shipped font.
pub(super) fn discover(world: &dyn World, config: &FontsConfig, search: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let own = Path::new("fonts");
    let unsaid = || Place::from(Path::new("book.yaml"));
    found.manuscript_directory(world, own, None);
    for (path, span) in config.paths.iter().filter(|(path, _)| path.as_path() != own) {
        found.manuscript_directory(world, path, Some(span.map_or_else(unsaid, Place::Span)));
    }
    for directory in search {
        found.directory(directory);
    }
    if config.system {
        for directory in system_directories() {
            found.system_directory(&directory, DEEPEST_SYSTEM_DIRECTORY);
        }
    }
    found
}

impl Found {
    /// Searches a directory of the manuscript; one that is `named` somewhere has to be there.
    fn manuscript_directory(&mut self, world: &dyn World, directory: &Path, named: Option<Place>) {
        let names = match world.list(directory) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => return,
            Err(error) => {
                let finding = if is_outside(&error) {
                    Diagnostic::new(&rules::manuscript::E003).with("path", directory.display())
                } else {
                    Diagnostic::new(&rules::fonts::E404).with("dir", directory.display()).with("why", error)
                };
                self.diagnostics.push(finding.at(named.unwrap_or_else(|| Place::from(directory))));
                return;
            }
        };
        for path in names.iter().filter(|path| is_font_name(path)) {
            let file = match world.on_disk(path) {
                Some(disk) => FontFile::on_disk(path, &disk),
                None => world.read(path).map(|bytes| FontFile::in_memory(path, &bytes)),
            };
            match file {
                Err(error) if is_outside(&error) => {
                    self.say(Diagnostic::new(&rules::manuscript::E003).with("path", path.display()), path);
                }
                file => self.file(path, file),
            }
        }
    }

    fn directory(&mut self, directory: &Path) {
        let entries = match std::fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) => {
                let finding = Diagnostic::new(&rules::fonts::E404).with("dir", directory.display());
                self.diagnostics.push(finding.with("why", error));
                return;
            }
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths.iter().filter(|path| is_font_name(path)) {
            self.file(path, FontFile::on_disk(path, path));
        }
    }

    /// Unlike the others it is searched with its subdirectories, and what is unusable there is nobody's fault.
    fn system_directory(&mut self, directory: &Path, depth: usize) {
        let Ok(entries) = std::fs::read_dir(directory) else { return };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() && depth > 0 {
                self.system_directory(&path, depth - 1);
            } else if is_font_name(&path)
                && let Ok(file) = FontFile::on_disk(&path, &path)
                && let Ok(faces) = listing::list(&file)
            {
                self.take(faces, file);
            }
        }
    }

    fn take(&mut self, faces: Vec<listing::Listed>, file: FontFile) {
        let file = Arc::new(file);
        for listed in faces {
            if self.faces.len() < MOST_FACES && self.names.insert(listed.postscript.clone()) {
                self.faces.push(Face::new(listed, file.clone()));
            }
        }
    }

    fn file(&mut self, path: &Path, file: io::Result<FontFile>) {
        let listed = file.map_err(listing::Defect::from).and_then(|file| Ok((listing::list(&file)?, file)));
        match listed {
            Ok((faces, file)) => self.take(faces, file),
            Err(defect) => {
                let finding = Diagnostic::new(&rules::fonts::E403).with("path", path.display());
                self.say(defect.tell(finding), path);
            }
        }
    }

    fn say(&mut self, diagnostic: Diagnostic, place: &Path) {
        self.diagnostics.push(diagnostic.at(place));
    }
}

/// Where systems keep fonts; those that do not exist hold none.
fn system_directories() -> Vec<PathBuf> {
    let fixed =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:\\Windows\\Fonts"];
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let of_home = [".local/share/fonts", ".fonts", "Library/Fonts"];
    let own = home.iter().flat_map(|home| of_home.map(|name| home.join(name)));
    own.chain(fixed.map(PathBuf::from)).collect()
}

fn is_font_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_ascii_lowercase();
    ["ttf", "otf", "ttc", "otc", "woff", "woff2"].contains(&extension.as_str())
}

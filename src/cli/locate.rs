//! Which manuscript a command means, and where its files go.

use std::io;
use std::path::{Path, PathBuf};

/// What makes a directory a manuscript.
const BOOK: &str = "book.yaml";
/// Where a manuscript lies when nothing says otherwise.
const USUAL: &str = "book";
/// Where files go. What lies there is never read as a manuscript.
const BUILD: &str = "build";

/// A manuscript as a command line means it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Located {
    /// Its directory, as messages show it.
    pub directory: PathBuf,
    /// Where files go unless the command line says where.
    pub build: PathBuf,
    /// Whether it was looked for and not found; the directory is then the usual one.
    pub is_lost: bool,
}

/// The manuscript that was named: a directory or its `book.yaml`. When none was named, that of the current directory or
/// of the nearest one above it; else `book`.
pub(super) fn locate(named: Option<&Path>) -> Located {
    let here = |directory: PathBuf| Located { directory, build: BUILD.into(), is_lost: false };
    if let Some(named) = named {
        let is_file = named.file_name().is_some_and(|name| name == BOOK) && !named.is_dir();
        let parent = named.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return here(if is_file { parent } else { named }.to_owned());
    }
    let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
    // Without a current directory there is nothing to look through.
    let levels = std::env::current_dir().and_then(|current| current.canonicalize());
    match levels.ok().and_then(|current| levels_up(&current, home.as_deref())) {
        Some(0) => here(".".into()),
        Some(levels) => {
            let directory: PathBuf = std::iter::repeat_n("..", levels).collect();
            Located { build: directory.join(BUILD), directory, is_lost: false }
        }
        None => Located { is_lost: !Path::new(USUAL).exists(), ..here(USUAL.into()) },
    }
}

/// How many levels above `current` the nearest manuscript lies; 0 for itself. The home directory and the top of a
/// repository are the last places looked at: what lies above them is not the author's book.
fn levels_up(current: &Path, home: Option<&Path>) -> Option<usize> {
    for (level, directory) in current.ancestors().enumerate() {
        if holds(directory, BOOK) && !is_output(directory) {
            return Some(level);
        }
        if home == Some(directory) || [".git", ".hg", ".svn", ".jj"].into_iter().any(|mark| holds(directory, mark)) {
            return None;
        }
    }
    None
}

fn holds(directory: &Path, name: &str) -> bool {
    directory.join(name).symlink_metadata().is_ok()
}

/// Whether a directory is where the files of the manuscript around it go.
fn is_output(directory: &Path) -> bool {
    directory.file_name().is_some_and(|name| name == BUILD)
        && directory.parent().is_some_and(|parent| holds(parent, BOOK))
}

/// Of a directory that is no manuscript, the one that was probably meant: the nearest above it, else one in it.
pub(super) fn nearest(directory: &Path) -> Option<PathBuf> {
    /// Most entries looked at.
    const MOST: usize = 1000;
    let real = directory.canonicalize().ok()?;
    let above = real.ancestors().skip(1).take(3).position(|above| holds(above, BOOK) && !is_output(above));
    if let Some(levels) = above {
        let up: PathBuf = std::iter::repeat_n("..", levels + 1).collect();
        return Some(if directory == Path::new(".") { up } else { directory.join(up) });
    }
    let entries = std::fs::read_dir(directory).ok()?.take(MOST).flatten().map(|entry| entry.file_name());
    let mut inside: Vec<_> = entries.filter(|name| name != BUILD && holds(&directory.join(name), BOOK)).collect();
    inside.sort();
    let name = inside.into_iter().next()?;
    Some(if directory == Path::new(".") { name.into() } else { directory.join(name) })
}

/// Whether a directory can be a manuscript; why not.
pub(super) fn check(directory: &Path) -> io::Result<()> {
    if directory.metadata()?.is_dir() { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_walk_up_ends_at_a_manuscript_or_at_a_border() {
        let root = tempfile::tempdir().expect("a directory");
        let root = root.path().canonicalize().expect("a path");
        let touch = |path: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
            fs::write(path, "").expect("a file");
        };
        for file in ["a/book.yaml", "a/b/c/x.md", "a/repository/.git", "a/repository/b/x.md", "a/build/book.yaml"] {
            touch(file);
        }
        touch("home/x.md");
        touch("book.yaml");
        let home = root.join("home");
        for (from, expected) in [
            ("a", Some(0)),
            ("a/b", Some(1)),
            ("a/b/c", Some(2)),
            ("a/repository/b", None),
            ("a/repository", None),
            ("a/build", Some(1)),
            ("home", None),
        ] {
            assert_eq!(levels_up(&root.join(from), Some(&home)), expected, "{from}");
        }
        assert_eq!(levels_up(&home, None), Some(1));
        // The borders themselves are looked at.
        touch("a/repository/book.yaml");
        assert_eq!(levels_up(&root.join("a/repository/b"), None), Some(1));
        touch("home/book.yaml");
        assert_eq!(levels_up(&home, Some(&home)), Some(0));
    }

    #[test]
    fn a_book_yaml_means_its_directory() {
        for (named, directory) in [("x/book.yaml", "x"), ("book.yaml", "."), ("x/y", "x/y"), ("x/a.md", "x/a.md")] {
            assert_eq!(locate(Some(Path::new(named))).directory, Path::new(directory));
        }
    }
}

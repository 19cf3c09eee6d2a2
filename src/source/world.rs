use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Everything that a build reads comes through here, so that a build is a pure function of a world.
///
/// Paths are relative to the manuscript directory. An implementation refuses a path that would
/// leave it (`..`, an absolute path, a symbolic link outward) with [`io::ErrorKind::PermissionDenied`].
pub trait World: Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>>;
    /// The files and directories in a directory, sorted by name; each path relative to the manuscript directory.
    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>>;
    /// Where a file lies on the disk, when it does and the path stays inside: a big file (a font) can then be read
    /// in parts and late.
    fn on_disk(&self, _path: &Path) -> Option<PathBuf> {
        None
    }
    /// The time of the build in seconds since 1970, when one is given (`SOURCE_DATE_EPOCH`). Never the clock.
    fn now(&self) -> Option<i64>;
}

/// A manuscript directory on disk.
pub struct DiskWorld {
    root: PathBuf,
    now: Option<i64>,
}

impl DiskWorld {
    /// Opens the directory `root`; `now` is the value of `SOURCE_DATE_EPOCH`, if any.
    pub fn open(root: &Path, now: Option<i64>) -> io::Result<DiskWorld> {
        Ok(DiskWorld { root: root.canonicalize()?, now })
    }

    fn locate(&self, path: &Path) -> io::Result<PathBuf> {
        let joined = self.root.join(confine(path)?);
        let real = joined.canonicalize()?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(outside(path)) }
    }
}

impl World for DiskWorld {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        Ok(std::fs::read(self.locate(path)?)?.into())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let mut names = std::fs::read_dir(self.locate(dir)?)?
            .map(|entry| Ok(entry?.file_name()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        let dir = confine(dir)?;
        Ok(names.into_iter().map(|name| dir.join(name)).collect())
    }

    fn on_disk(&self, path: &Path) -> Option<PathBuf> {
        self.locate(path).ok()
    }

    fn now(&self) -> Option<i64> {
        self.now
    }
}

/// A manuscript in memory, for tests and for callers that have no directory.
#[derive(Default, Clone)]
pub struct MemoryWorld {
    files: BTreeMap<PathBuf, Arc<[u8]>>,
    now: Option<i64>,
}

impl MemoryWorld {
    /// An empty world.
    pub fn new() -> MemoryWorld {
        MemoryWorld::default()
    }

    /// Adds a file.
    pub fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> MemoryWorld {
        self.files.insert(PathBuf::from(path), bytes.as_ref().into());
        self
    }

    /// Sets the time of the build.
    pub fn at(mut self, now: i64) -> MemoryWorld {
        self.now = Some(now);
        self
    }
}

impl World for MemoryWorld {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        self.files.get(&confine(path)?).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let dir = confine(dir)?;
        let mut names: Vec<PathBuf> = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(&dir).ok()?.components().next().map(|first| dir.join(first)))
            .collect();
        names.dedup();
        if names.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(names) }
    }

    fn now(&self) -> Option<i64> {
        self.now
    }
}

/// Normalises a relative path; a path that would climb out of the manuscript directory is an error.
fn confine(path: &Path) -> io::Result<PathBuf> {
    let mut inside = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return Err(outside(path)),
        }
    }
    Ok(inside)
}

/// A path that would leave the manuscript directory.
#[derive(Debug)]
struct Outside(PathBuf);

impl std::fmt::Display for Outside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} leaves the manuscript directory", self.0.display())
    }
}

impl std::error::Error for Outside {}

fn outside(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, Outside(path.to_owned()))
}

/// Whether a [`World`] refused a path because it leaves the manuscript directory, and not because the operating system
/// forbids to read it.
pub fn is_outside(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Outside>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_manuscript() {
        for path in ["../x", "a/../../x", "/etc/passwd"] {
            let error = confine(Path::new(path)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::PermissionDenied, "{path}");
            assert!(is_outside(&error), "{path}");
        }
        assert_eq!(confine(Path::new("a/./b/../c")).unwrap(), Path::new("a/c"));
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_cannot_leave_the_manuscript() {
        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::write(elsewhere.path().join("secret.md"), "x").unwrap();
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("a.md"), "x").unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), root.path().join("out.md")).unwrap();
        std::os::unix::fs::symlink("a.md", root.path().join("in.md")).unwrap();
        let world = DiskWorld::open(root.path(), None).unwrap();
        assert!(is_outside(&world.read(Path::new("out.md")).unwrap_err()));
        assert_eq!(&*world.read(Path::new("in.md")).unwrap(), b"x");
        assert_eq!(world.read(Path::new("none.md")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_memory_world_lists_like_a_disk() {
        let world = MemoryWorld::new().with("b.md", "").with("images/x.png", "").with("images/y.png", "");
        assert_eq!(world.list(Path::new("")).unwrap(), [PathBuf::from("b.md"), PathBuf::from("images")]);
        assert_eq!(world.list(Path::new("images")).unwrap().len(), 2);
    }
}

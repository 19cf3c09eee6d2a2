use crate::unicode::composed;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read, in bytes: larger than any picture or font that a book can hold.
pub const LARGEST: u64 = 512 << 20;

/// Everything that a build reads comes through here, so that a build is a pure function of a world.
///
/// Paths are relative to the manuscript directory. An implementation refuses a path that would
/// leave it (`..`, an absolute path, a symbolic link outward) with [`io::ErrorKind::PermissionDenied`].
/// Names are told in composed form, and a name finds the file whose own name is canonically equivalent: one system
/// writes `é` as one character, another as two.
pub trait World: Sync {
    /// The bytes of a regular file of at most [`LARGEST`] bytes; other kinds (pipes, devices) are refused unopened.
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
        let inside = confine(path)?;
        let real = match self.root.join(&inside).canonicalize() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.equivalent(&inside)?.canonicalize()?,
            other => other?,
        };
        if real.starts_with(&self.root) { Ok(real) } else { Err(outside(path)) }
    }

    /// The path whose names are canonically equivalent to those of `inside`.
    fn equivalent(&self, inside: &Path) -> io::Result<PathBuf> {
        let mut found = self.root.clone();
        for part in inside {
            let next = found.join(part);
            if next.try_exists()? {
                found = next;
                continue;
            }
            let wanted = part.to_str().filter(|name| !name.is_ascii()).ok_or(io::ErrorKind::NotFound)?;
            let wanted = composed(wanted);
            let mut names: Vec<_> = fs::read_dir(&found)?.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
            names.sort();
            let twin = names.iter().find(|name| name.to_str().is_some_and(|name| composed(name) == wanted));
            found.push(twin.ok_or(io::ErrorKind::NotFound)?);
        }
        Ok(found)
    }
}

/// The length of a file that can be read: a regular one of at most [`LARGEST`] bytes.
pub fn readable_length(path: &Path) -> io::Result<u64> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // To open a pipe waits for its writer, and a device may never end.
    if !about.is_file() {
        return Err(refused(io::ErrorKind::InvalidInput, Refused::Special));
    }
    if about.len() > LARGEST {
        Err(refused(io::ErrorKind::FileTooLarge, Refused::TooLarge(about.len())))
    } else {
        Ok(about.len())
    }
}

/// The bytes of a file that [`readable_length`] allows.
pub fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let length = readable_length(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // It may grow meanwhile.
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    if length > LARGEST { Err(refused(io::ErrorKind::FileTooLarge, Refused::TooLarge(length))) } else { Ok(bytes) }
}

/// A path in composed form.
fn plain(path: &Path) -> PathBuf {
    path.to_str().map_or_else(|| path.to_owned(), |path| PathBuf::from(&*composed(path)))
}

/// Names in composed form, in order, each once.
fn told(dir: &Path, names: impl Iterator<Item = std::ffi::OsString>) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = names.map(|name| dir.join(plain(Path::new(&name)))).collect();
    paths.sort();
    paths.dedup();
    paths
}

impl World for DiskWorld {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        Ok(read_regular(&self.locate(path)?)?.into())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let names =
            fs::read_dir(self.locate(dir)?)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
        Ok(told(&confine(dir)?, names.into_iter()))
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
        let path = confine(path)?;
        let twin = || self.files.iter().find(|(key, _)| plain(key) == plain(&path)).map(|(_, bytes)| bytes);
        self.files.get(&path).or_else(twin).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let dir = confine(dir)?;
        let keys = || self.files.keys().map(|path| plain(path));
        let names = keys().filter_map(|path| Some(path.strip_prefix(plain(&dir)).ok()?.iter().next()?.to_owned()));
        let names = told(&dir, names);
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

/// Why a [`World`] does not read what the operating system would.
#[derive(Debug)]
enum Refused {
    /// The path leaves the manuscript directory.
    Outside(PathBuf),
    /// It is a pipe, a device or a socket.
    Special,
    /// It is larger than [`LARGEST`]: its bytes.
    TooLarge(u64),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::Outside(path) => write!(f, "{} leaves the manuscript directory", path.display()),
            Refused::Special => write!(f, "it is a pipe, a device or a socket, not a file"),
            Refused::TooLarge(size) => write!(f, "it is too large: {} MiB", size >> 20),
        }
    }
}

impl std::error::Error for Refused {}

fn refused(kind: io::ErrorKind, why: Refused) -> io::Error {
    io::Error::new(kind, why)
}

fn outside(path: &Path) -> io::Error {
    refused(io::ErrorKind::PermissionDenied, Refused::Outside(path.to_owned()))
}

fn why(error: &io::Error) -> Option<&Refused> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}

/// Whether a [`World`] refused a path because it leaves the manuscript directory, and not because the operating system
/// forbids to read it.
pub fn is_outside(error: &io::Error) -> bool {
    matches!(why(error), Some(Refused::Outside(_)))
}

/// Whether what was to be read is a pipe, a device or a socket.
pub fn is_special(error: &io::Error) -> bool {
    matches!(why(error), Some(Refused::Special))
}

/// The size of a file that is too large to be read, in bytes.
pub fn is_too_large(error: &io::Error) -> Option<u64> {
    match why(error) {
        Some(Refused::TooLarge(size)) => Some(*size),
        _ => None,
    }
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

    /// Every kind of file that is no file, and one whose size alone says enough: none is opened.
    #[cfg(unix)]
    #[test]
    fn pipes_devices_and_sockets_are_never_opened() {
        let root = tempfile::tempdir().unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.path().join("pipe.md")).status().unwrap();
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("socket.md")).unwrap();
        File::create(root.path().join("hole.md")).unwrap().set_len(LARGEST + 1).unwrap();
        fs::create_dir(root.path().join("dir.md")).unwrap();
        let world = DiskWorld::open(root.path(), None).unwrap();
        for name in ["pipe.md", "socket.md"] {
            assert!(is_special(&world.read(Path::new(name)).unwrap_err()), "{name}");
        }
        assert!(is_special(&readable_length(Path::new("/dev/zero")).unwrap_err()));
        assert_eq!(is_too_large(&world.read(Path::new("hole.md")).unwrap_err()), Some(LARGEST + 1));
        assert_eq!(world.read(Path::new("dir.md")).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn equivalent_names_are_one_file() {
        let root = tempfile::tempdir().unwrap();
        let decomposed = "cafe\u{301}/か\u{3099}.svg";
        fs::create_dir(root.path().join("cafe\u{301}")).unwrap();
        fs::write(root.path().join(decomposed), "x").unwrap();
        fs::write(root.path().join("\u{2126}.md"), "ohm").unwrap();
        let disk = DiskWorld::open(root.path(), None).unwrap();
        let memory = MemoryWorld::new().with(decomposed, "x").with("\u{2126}.md", "ohm");
        for world in [&disk as &dyn World, &memory] {
            for name in [decomposed, "café/が.svg", "café/か\u{3099}.svg"] {
                assert_eq!(&*world.read(Path::new(name)).unwrap(), b"x", "{name}");
            }
            assert_eq!(world.list(Path::new("")).unwrap(), [Path::new("café"), Path::new("\u{2126}.md")]);
            assert_eq!(world.list(Path::new("café")).unwrap(), [Path::new("café/が.svg")]);
            for other in ["Ω.md", "café/か.svg", "cafe/が.svg"] {
                assert_eq!(world.read(Path::new(other)).unwrap_err().kind(), io::ErrorKind::NotFound, "{other}");
            }
        }
        assert!(disk.on_disk(Path::new("café/が.svg")).is_some());
    }

    #[test]
    fn a_memory_world_lists_like_a_disk() {
        let world = MemoryWorld::new().with("b.md", "").with("images/x.png", "").with("images/y.png", "");
        assert_eq!(world.list(Path::new("")).unwrap(), [PathBuf::from("b.md"), PathBuf::from("images")]);
        assert_eq!(world.list(Path::new("images")).unwrap().len(), 2);
    }
}

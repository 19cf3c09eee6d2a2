//! Files appear whole and together, or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::{NamedTempFile, TempPath};

/// How files that are not whole yet are named.
const PREFIX: &str = ".huoban-";
const SUFFIX: &str = ".part";

/// The path that could not be written, and why.
pub(super) type Failure = (PathBuf, io::Error);

/// Writes files, each a name and its bytes, into `directory`, which is made when it is not there; returns their paths.
///
/// Every file is written whole beside its place before the first one is moved there, and when one cannot be moved those
/// that were are taken back: an interrupted or failed run leaves the earlier files, all of them.
pub(super) fn write<'a>(
    directory: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<Vec<PathBuf>, Failure> {
    let mut files = files.into_iter().peekable();
    if files.peek().is_none() {
        return Ok(Vec::new());
    }
    fs::create_dir_all(directory).map_err(|error| (directory.to_owned(), error))?;
    sweep(directory);
    let mut waiting = Vec::new();
    for (name, bytes) in files {
        let path = directory.join(name);
        match beside(directory, bytes) {
            Ok(file) => waiting.push((file, path)),
            Err(error) => return Err((path, error)),
        }
    }
    replace(waiting)
}

/// Writes files anew that are there: all of them or none, with the permissions and the owner that they had.
pub(super) fn rewrite(files: Vec<(PathBuf, Vec<u8>)>) -> Result<(), Failure> {
    let mut waiting = Vec::new();
    for (path, bytes) in files {
        match like(&path, &bytes) {
            Ok(file) => waiting.push((file, path)),
            Err(error) => return Err((path, error)),
        }
    }
    replace(waiting).map(|_| ())
}

/// A new file beside an old one that may be read and written by the same people.
fn like(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let there = fs::metadata(path)?;
    let file = beside(path.parent().unwrap_or(Path::new("")), bytes)?;
    file.as_file().set_permissions(there.permissions())?;
    // Only the administrator gives files away; anybody else owns both.
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let _ = fchown(file.as_file(), Some(there.uid()), Some(there.gid()));
    }
    Ok(file)
}

/// Moves files to their places, all of them or none.
fn replace(waiting: Vec<(NamedTempFile, PathBuf)>) -> Result<Vec<PathBuf>, Failure> {
    let mut moved: Vec<(PathBuf, Option<TempPath>)> = Vec::new();
    for (file, path) in waiting {
        let earlier = keep(&path).and_then(|earlier| match file.persist(&path) {
            Ok(_) => Ok(earlier),
            Err(failure) => Err(failure.error),
        });
        match earlier {
            Ok(earlier) => moved.push((path, earlier)),
            Err(error) => {
                take_back(moved);
                return Err((path, error));
            }
        }
    }
    Ok(moved.into_iter().map(|(path, _)| path).collect())
}

/// Puts the earlier files back. They stand on the same file system as a moment ago; one that cannot be moved there now
/// has no better place either.
fn take_back(moved: Vec<(PathBuf, Option<TempPath>)>) {
    for (path, earlier) in moved.into_iter().rev() {
        let _ = match earlier {
            Some(earlier) => earlier.persist(&path).map_err(|failure| failure.error),
            None => fs::remove_file(&path),
        };
    }
}

/// The file that stands at `path`, under a second name that goes away unless it is wanted; none where nothing stands
/// there. Its own name stays meanwhile, so that there is a file there at every moment.
fn keep(path: &Path) -> io::Result<Option<TempPath>> {
    let there = match path.symlink_metadata() {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    let directory = path.parent().unwrap_or(Path::new(""));
    // Not every file system knows a second name for a file.
    let kept = builder
        .make_in(directory, |second| fs::hard_link(path, second))
        .or_else(|_| builder.make_in(directory, |second| fs::copy(path, second).map(|_| ())))?;
    Ok(Some(kept.into_temp_path()))
}

/// How old a half-written file is that no build is writing any more.
const STALE: Duration = Duration::from_secs(600);

/// Takes away what builds left half-written that were killed. What cannot be taken away does no harm.
fn sweep(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if ours && age().is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A new file in `directory` that holds `bytes` and goes away unless it is kept.
fn beside(directory: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // Temporary files are private by default; a book is to be read as any file the user makes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files and directories of a directory, with what the files hold.
    fn listing(directory: &Path) -> Vec<(String, Option<String>)> {
        let entries = fs::read_dir(directory).expect("a directory").flatten();
        let mut all: Vec<_> = entries
            .map(|one| (one.file_name().to_string_lossy().into_owned(), fs::read_to_string(one.path()).ok()))
            .collect();
        all.sort();
        all
    }

    const FILES: [(&str, &[u8]); 4] = [("a", b"new a"), ("b", b"new b"), ("c", b"new c"), ("d", b"new d")];

    #[test]
    fn when_one_file_cannot_be_written_none_is_replaced_and_nothing_is_left() {
        for (blocked, _) in FILES {
            let directory = tempfile::tempdir().expect("a directory");
            let path = directory.path();
            // Of the others every second one is new.
            for (name, _) in FILES.iter().step_by(2).filter(|(name, _)| *name != blocked) {
                fs::write(path.join(name), format!("old {name}")).expect("a file");
            }
            fs::create_dir(path.join(blocked)).expect("a directory");
            let before = listing(path);
            let (told, error) = write(path, FILES).expect_err("a directory stands in the way");
            assert_eq!((told, error.kind()), (path.join(blocked), io::ErrorKind::IsADirectory));
            assert_eq!(listing(path), before);
        }
    }

    #[test]
    fn files_that_were_moved_are_taken_back() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path();
        fs::write(path.join("a"), "old a").expect("a file");
        let part = |text: &[u8]| beside(path, text).expect("a file");
        // The third has no directory to go to: that shows only when it is moved.
        let waiting = vec![
            (part(b"new a"), path.join("a")),
            (part(b"new b"), path.join("b")),
            (part(b"new c"), path.join("none/c")),
        ];
        let (told, _) = replace(waiting).expect_err("no directory");
        assert_eq!(told, path.join("none/c"));
        assert_eq!(listing(path), [("a".to_owned(), Some("old a".to_owned()))]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_anew_keeps_its_permissions_and_all_or_none_is() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().expect("a directory");
        let path = |name: &str| directory.path().join(name);
        for (name, mode) in [("a", 0o600), ("b", 0o664)] {
            fs::write(path(name), format!("old {name}")).expect("a file");
            fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).expect("permissions");
        }
        let before = listing(directory.path());
        let files = || vec![(path("a"), b"new a".to_vec()), (path("b"), b"new b".to_vec())];
        let (told, _) = rewrite([files(), vec![(path("none"), Vec::new())]].concat()).expect_err("no such file");
        assert_eq!((told, listing(directory.path())), (path("none"), before));
        rewrite(files()).expect("all are written");
        let of = |name: &str, text: &str| (name.to_owned(), Some(text.to_owned()));
        assert_eq!(listing(directory.path()), [of("a", "new a"), of("b", "new b")]);
        let mode = |name: &str| fs::metadata(path(name)).expect("a file").permissions().mode() & 0o777;
        assert_eq!((mode("a"), mode("b")), (0o600, 0o664));
    }

    #[test]
    fn whole_files_take_the_place_of_earlier_ones() {
        let directory = tempfile::tempdir().expect("a directory");
        fs::write(directory.path().join("a"), "old a").expect("a file");
        write(directory.path(), FILES).expect("all are written");
        let expected = ["a", "b", "c", "d"].map(|name| (name.to_owned(), Some(format!("new {name}"))));
        assert_eq!(listing(directory.path()), expected);
    }
}

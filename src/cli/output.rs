//! Files appear whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

/// How files that are not whole yet are named.
const PREFIX: &str = ".huoban-";
const SUFFIX: &str = ".part";

/// The path that could not be written, and why.
pub(super) type Failure = (PathBuf, io::Error);

/// Writes files, each a name and its bytes, into `directory`, which is made when it is not there; returns their paths.
///
/// Every file is written whole beside its place before the first one is moved there, so an interrupted or failed run
/// leaves the earlier files.
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
    waiting
        .into_iter()
        .map(|(file, path)| match file.persist(&path) {
            Ok(_) => Ok(path),
            Err(failure) => Err((path, failure.error)),
        })
        .collect()
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

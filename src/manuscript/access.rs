//! What is said of a file that cannot be read, and which file its name may have meant.

use super::text;
use crate::diagnostics::rules::manuscript as rules;
use crate::diagnostics::{Bilingual, Diagnostic, Place, slips};
use crate::source::{Span, World, is_outside, is_special, is_too_large};
use std::io;
use std::path::Path;

/// What is no file, whatever its name says.
const SPECIAL: Bilingual =
    Bilingual::new("it is a pipe, a device or a socket, not a file", "它是管道、设备或套接字，不是文件");

/// The finding for a file that is there but cannot be read.
pub(super) fn unreadable(path: &Path, place: Place, error: &io::Error) -> Diagnostic {
    if is_outside(error) {
        Diagnostic::new(&rules::E003).at(place).with("path", path.display())
    } else if is_special(error) {
        Diagnostic::new(&rules::E002).at(place).with("path", path.display()).with_term("why", SPECIAL)
    } else if let Some(size) = is_too_large(error) {
        let large = Diagnostic::new(&rules::E004).at(place).with("path", path.display());
        large.with("size", size >> 20).with("limit", text::LIMIT)
    } else {
        Diagnostic::new(&rules::E002).at(place).with("path", path.display()).with("why", error)
    }
}

/// Where the manuscript names a file, or the file itself.
pub(super) fn named_at(span: Option<Span>, path: &Path) -> Place {
    span.map_or_else(|| Place::File(path.to_owned()), Place::Span)
}

/// The file that was probably meant by a path that does not exist: one of nearly the same name in the same directory,
/// or one of the same name in a directory of the manuscript.
pub(super) fn nearest_file(world: &dyn World, path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let beside = world.list(path.parent().unwrap_or(Path::new(""))).unwrap_or_default();
    let near = beside
        .into_iter()
        .filter_map(|file| {
            let other = file.file_name()?.to_string_lossy().to_lowercase();
            if !same_number(&name, &other) {
                return None;
            }
            // The endings of two names are mostly the same; what stands before them must be alike.
            let stem = |name: &str| name.rsplit_once('.').map_or_else(|| name.to_owned(), |(stem, _)| stem.to_owned());
            let distance = slips(&stem(&name), &stem(&other))? + usize::from(ending(&name) != ending(&other));
            Some((distance, file))
        })
        .min();
    let elsewhere = || {
        let top = world.list(Path::new("")).ok()?;
        let inner =
            top.iter().filter(|dir| !dir.starts_with("build")).flat_map(|dir| world.list(dir).unwrap_or_default());
        let mut all = top.iter().cloned().chain(inner);
        all.find(|file| file.file_name().is_some_and(|other| other.to_string_lossy().to_lowercase() == name))
    };
    near.map(|(_, file)| file).or_else(elsewhere).map(|file| file.display().to_string())
}

pub(super) fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Whether the digits of two names say the same number: `02.md` is no slip of the pen for `01.md`, `1.md` may be one.
fn same_number(a: &str, b: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (digits(a), digits(b));
    a.is_empty() || b.is_empty() || a.trim_start_matches('0') == b.trim_start_matches('0')
}

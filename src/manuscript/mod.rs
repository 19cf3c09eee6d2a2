//! A directory becomes an ordered list of chapters and pictures.

mod chapters;
mod order;
mod picture;
mod settle;
mod text;

use crate::config::{self, Config};
use crate::diagnostics::{Bilingual, Diagnostic, Place, rules::manuscript as rules, slips};
use crate::source::{FileId, SourceMap, Span, World, is_outside, is_special, is_too_large};
use std::io;
use std::path::{Path, PathBuf};

pub use picture::{Picture, PictureFormat, embedded_fault, read_picture, upright};

/// A manuscript, read and ordered, not yet parsed.
#[derive(Debug)]
pub struct Manuscript {
    /// The configuration.
    pub config: Config,
    /// Every text file that was read; `book.yaml` is the first.
    pub sources: SourceMap,
    /// The chapters in reading order.
    pub chapters: Vec<ChapterSource>,
}

/// A chapter that is to be parsed.
#[derive(Clone, Debug)]
pub struct ChapterSource {
    /// Its place in the book.
    pub slot: Slot,
    /// Its file; none for a part's leaf without text.
    pub file: Option<FileId>,
    /// The file's path, relative to the manuscript.
    pub path: Option<PathBuf>,
}

/// The place of a chapter in the book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slot {
    /// Front matter.
    Front,
    /// A part's leaf with its title; the body chapters up to the next part belong to it.
    Part(String),
    /// A chapter of the body; whether it belongs to the part before it.
    Body {
        /// Whether it belongs to the part before it.
        in_part: bool,
    },
    /// An appendix.
    Appendix,
    /// Other back matter.
    Back,
}

/// Reads `book.yaml` and the chapters it names. `overrides` are dotted keys and their values (`--set`);
/// `directory` is the name of the manuscript directory, for the slug.
///
/// None when the configuration cannot be used at all; the diagnostics say why. A chapter that cannot be read is
/// reported and left out.
pub fn load(
    world: &dyn World,
    directory: &str,
    overrides: &[(String, String)],
) -> (Option<Manuscript>, SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let mut diagnostics = Vec::new();
    let Some(config) = configuration(world, directory, overrides, &mut sources, &mut diagnostics) else {
        return (None, sources, diagnostics);
    };
    let chapters = chapters::gather(world, &config, &mut sources, &mut diagnostics);
    let manuscript = Manuscript { config, sources: sources.clone(), chapters };
    (Some(manuscript), sources, diagnostics)
}

fn configuration(
    world: &dyn World,
    directory: &str,
    overrides: &[(String, String)],
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let path = Path::new("book.yaml");
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            diagnostics.push(Diagnostic::new(&rules::E001).with("dir", directory));
            return None;
        }
        Err(error) => {
            diagnostics.push(unreadable(path, Place::File(path.to_owned()), &error));
            return None;
        }
    };
    let file = text::take(sources, path, &bytes, diagnostics)?;
    let (config, found) = config::parse(&sources.text(file).clone(), file, overrides, directory);
    diagnostics.extend(found);
    config
}

/// What is no file, whatever its name says.
const SPECIAL: Bilingual =
    Bilingual::new("it is a pipe, a device or a socket, not a file", "它是管道、设备或套接字，不是文件");

/// The finding for a file that is there but cannot be read.
fn unreadable(path: &Path, place: Place, error: &io::Error) -> Diagnostic {
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
fn named_at(span: Option<Span>, path: &Path) -> Place {
    span.map_or_else(|| Place::File(path.to_owned()), Place::Span)
}

/// The file that was probably meant by a path that does not exist: one of nearly the same name in the same directory,
/// or one of the same name in a directory of the manuscript.
fn nearest_file(world: &dyn World, path: &Path) -> Option<String> {
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

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Whether the digits of two names say the same number: `02.md` is no slip of the pen for `01.md`, `1.md` may be one.
fn same_number(a: &str, b: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (digits(a), digits(b));
    a.is_empty() || b.is_empty() || a.trim_start_matches('0') == b.trim_start_matches('0')
}

//! A manuscript is read.

use super::access::unreadable;
use super::contents::Manuscript;
use super::{chapters, text};
use crate::config;
use crate::config::Config;
use crate::diagnostics::rules::manuscript as rules;
use crate::diagnostics::{Diagnostic, Place};
use crate::source::{SourceMap, World};
use std::io;
use std::path::Path;

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

pub fn configuration(
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

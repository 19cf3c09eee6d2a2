//! A new manuscript is written.

use crate::cli::session::Session;
use crate::cli::{Outcome, texts};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::{fs, io};

/// The files of the manuscript.
const FILES: &[(&str, &str)] = &[
    ("book.yaml", include_str!("book.yaml")),
    ("01.md", include_str!("01.md")),
    ("02.md", include_str!("02.md")),
    ("images/lamp.svg", include_str!("lamp.svg")),
];

/// Makes the manuscript in `directory`. A file that is there already forbids it before anything is written.
pub fn init(session: &Session, directory: &Path) -> Outcome {
    for (name, _) in FILES {
        let path = directory.join(name);
        if path.symlink_metadata().is_ok() {
            session.complain(texts::EXISTS, &[&path.display().to_string()]);
            return Outcome::Usage;
        }
    }
    for (name, text) in FILES {
        let path = directory.join(name);
        if let Err(error) = write_new(&path, text) {
            let why = crate::diagnostics::why(&error)
                .map_or_else(|| error.to_string(), |why| why.get(session.lang).to_owned());
            session.complain(texts::CANNOT_MAKE, &[&path.display().to_string(), &why]);
            return Outcome::InputOutput;
        }
    }
    session.say(texts::INITIALISED, &[&directory.display().to_string()]);
    Outcome::Done
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

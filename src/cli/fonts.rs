//! `fonts`: the faces found, what they cover, what the book uses.

use super::Outcome;
use super::arguments::{Format, Run};
use super::locate::Located;
use super::session::{self, Session, Wanted, font_directories};
use super::texts::{self, fill};
use crate::config::FontsConfig;
use crate::display::{Draw, Pages};
use crate::font::{Face, FontId, Fonts};
use crate::pipeline::Report;
use crate::source::MemoryWorld;
use crate::unicode::is_han;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Most characters of a face that are shown; `--json` gives them all.
const SAMPLE: usize = 24;

/// Lists the fonts of a manuscript; those of the tool when no manuscript was named and there is none where it would be.
pub(super) fn fonts(session: &Session, run: &Run, located: &Located) -> Outcome {
    let report = if !located.is_lost {
        match session.build(run, located, Wanted { outputs: Some(&[]), pages: true, ..Wanted::default() }) {
            Ok(report) => report,
            Err(outcome) => return outcome,
        }
    } else {
        let directories = font_directories(&run.font_paths);
        let (fonts, diagnostics) = Fonts::load(&MemoryWorld::new(), &FontsConfig::default(), &directories);
        Report { fonts, diagnostics, ..Report::default() }
    };
    session.show(&report, &located.directory);
    let used = used(&report.pages);
    let faces: Vec<Listed> = report.fonts.faces().map(|(id, face)| Listed::of(face, used.get(&id))).collect();
    if faces.is_empty() {
        session.complain(texts::NO_FONTS, &[]);
    }
    let printed = if run.format == Format::Json {
        match serde_json::to_string(&Listing { version: 1, faces: &faces }) {
            Ok(text) => session::to_stdout(&(text + "\n")),
            Err(_) => Outcome::InputOutput,
        }
    } else {
        session::to_stdout(&table(session, &faces))
    };
    session::outcome(&report).max(printed)
}

/// The characters that the pages show in each face.
pub(super) fn used(pages: &Pages) -> BTreeMap<FontId, BTreeSet<char>> {
    let mut used: BTreeMap<FontId, BTreeSet<char>> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let Draw::Glyphs(run) = &item.draw {
            used.entry(run.font).or_default().extend(run.text.chars());
        }
    }
    used
}

#[derive(Serialize)]
struct Listing<'a> {
    version: u32,
    faces: &'a [Listed],
}

/// A face, as it is listed.
#[derive(Serialize)]
struct Listed {
    family: String,
    postscript: String,
    weight: u16,
    italic: bool,
    file: String,
    index: u32,
    embeddable: bool,
    /// Number of characters with a glyph.
    characters: usize,
    /// Number of Han among them.
    han: usize,
    /// The characters that the book shows in this face.
    used: String,
}

impl Listed {
    fn of(face: &Face, used: Option<&BTreeSet<char>>) -> Listed {
        let (mut characters, mut han) = (0, 0);
        for character in face.charmap().characters() {
            characters += 1;
            han += usize::from(is_han(character));
        }
        Listed {
            family: face.family.clone(),
            postscript: face.postscript.clone(),
            weight: face.weight,
            italic: face.italic,
            file: face.path().display().to_string(),
            index: face.index,
            embeddable: face.may_be_embedded(),
            characters,
            han,
            used: used.into_iter().flatten().collect(),
        }
    }
}

/// The faces for people, under the files that hold them.
fn table(session: &Session, faces: &[Listed]) -> String {
    let lang = session.lang;
    let mut text = String::new();
    let mut file = "";
    for face in faces {
        if face.file != file {
            file = &face.file;
            let _ = writeln!(text, "{file}");
        }
        let italic = if face.italic { texts::FONT_ITALIC.get(lang) } else { "" };
        let numbers = [face.weight as usize, face.characters, face.han].map(|number| number.to_string());
        let [weight, characters, han] = numbers.each_ref().map(String::as_str);
        text.push_str("  ");
        text.push_str(&fill(texts::FONT_COVERS.get(lang), &[&face.family, weight, italic, characters, han]));
        if !face.used.is_empty() {
            let count = face.used.chars().count();
            let mut sample: String = face.used.chars().filter(|letter| !letter.is_whitespace()).take(SAMPLE).collect();
            if count > SAMPLE {
                sample.push('…');
            }
            text.push_str(&fill(texts::FONT_USED.get(lang), &[&count.to_string(), &sample]));
        }
        if !face.embeddable {
            text.push_str(texts::FONT_NO_EMBEDDING.get(lang));
        }
        text.push('\n');
    }
    text
}

//! An EPUB is written, part by part.

use super::archive::{Bytes, Entry};
use super::breaks::Breaks;
use super::chars::Used;
use super::fonts::Embedded;
use super::images::StandIns;
use super::nav::Navigation;
use super::package::{Item, Package};
use super::page::{Context, Rendered, Traits};
use super::plan::{NAV, Plan, Spine};
use super::profile::Habits;
use super::{archive, css, fonts, images, package, page};
use crate::config::{EpubConfig, WritingMode};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::epub::{E621, W601, W605, W630, W631};
use crate::diagnostics::rules::fonts::E401;
use crate::diagnostics::rules::internal::E901;
use crate::display::{PageIndex, Pages};
use crate::font::{FontRole, Fonts};
use crate::model::{Book, ChapterRole, PictureFormat};
use crate::style::Theme;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use zip::result::ZipResult;
use zip::write::PreparedZipFile;

/// Above this, old reading systems stumble over a file.
const LARGE_FILE: usize = 300_000;

/// The picture that calls a note where a platform asks for one: a ring with an i, grey on any paper.
const NOTE_PICTURE: &[u8] = include_bytes!("note.png");

/// What an EPUB is made with besides the book.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The time of the build in seconds since 1970, if one is given.
    pub modified: Option<i64>,
    /// The pages of the printed edition that is built from the same book: where each begins is marked and listed.
    pub pages: Option<&'a Pages>,
    /// The platform that it is made for, and the direction of its lines.
    pub form: EpubConfig,
}

/// Writes the EPUB.
///
/// None when a finding is an error; the diagnostics say why. Characters that no font has (E401) withhold nothing here:
/// reading systems show them in a font of their own.
pub fn write(book: &Book, theme: &Theme, fonts: &Fonts, options: &Options) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let words = book.meta.language.words();
    let habits = Habits::of(options.form.profile);
    let bare_cover =
        package::cover_picture(book).filter(|path| !habits.has_cover_page() && book.images.contains_key(*path));
    let plan = Plan::of(book, bare_cover.is_none());
    let pictures = images::name_all(book);
    let breaks = Breaks::of(options.pages);
    let is_vertical = options.form.writing_mode == WritingMode::Vertical;
    let context =
        Context { book, theme, fonts, plan: &plan, pictures: &pictures, breaks: &breaks, words, habits, is_vertical };
    let (packed, mut texts) = render_all(&context);

    let mut found = Findings::default();
    texts.iter_mut().for_each(|text| found.take(text));
    let Findings { mut traits, mut used, mut diagnostics } = found;
    traits.pictures.extend(bare_cover.map(Path::to_owned));
    for picture in traits.pictures.iter().filter_map(|path| book.images.get(path)) {
        if let Some(source) = habits.refuses(picture.format) {
            let unseen = Diagnostic::new(&W631).at(picture.path.as_path()).with("path", picture.path.display());
            diagnostics.push(unseen.with("format", picture.format.extension()).with("source", source));
        }
    }

    let (stand_ins, findings) = StandIns::make(book, &traits.pictures, package::cover_picture(book), fonts);
    diagnostics.extend(findings);

    let navigation = Navigation::of(listed(&context, &texts), &context);
    navigation.use_characters(theme, &mut used);
    if habits.has_plain_body() {
        used.forget(FontRole::Body);
    }
    let (embedded, findings) = fonts::embed(fonts, book, &used);
    diagnostics.extend(findings);
    let sheet = css::sheet(theme, &book.meta.language, &embedded, options.form);
    let cover = package::cover_picture(book).filter(|path| traits.pictures.contains(*path));
    let cover = cover.and_then(|path| pictures.get(path)).map(String::as_str);
    let items = manifest(&context, &traits, cover, &embedded);
    let package = Package {
        book,
        plan: &plan,
        words,
        traits: &traits,
        items: &items,
        cover,
        marks: navigation.marks(),
        edition: navigation.edition(),
        habits,
        writing_mode: options.form.writing_mode,
        brings_fonts: !embedded.files.is_empty(),
        modified: options.modified,
    };

    if let Some(certifier) = book.meta.accessibility.certifier.as_ref().filter(|_| package.certifier().is_none()) {
        diagnostics.push(Diagnostic::new(&W630).with("name", &certifier.name));
    }

    let text = |name: &str, text: String| Entry { path: name.to_owned(), bytes: Bytes::Text(text) };
    let mut entries = vec![
        text("META-INF/container.xml", package::CONTAINER.to_owned()),
        text("EPUB/package.opf", package.document()),
        text("EPUB/nav.xhtml", navigation.document()),
        text("EPUB/toc.ncx", navigation.ncx(&package::identifier(&book.meta))),
        text("EPUB/style.css", sheet),
    ];
    if habits.has_note_classes() && traits.notes {
        entries.push(Entry { path: format!("EPUB/{}", page::NOTE_MARK), bytes: Bytes::Packed(NOTE_PICTURE.into()) });
    }
    entries.extend(picture_entries(book, &traits, &pictures, &stand_ins));
    entries.extend(
        embedded
            .files
            .iter()
            .map(|file| Entry { path: format!("EPUB/{}", file.href), bytes: Bytes::Loose(file.bytes.clone()) }),
    );
    // Whether a book may go out with characters that no font has is for its makers to say.
    if diagnostics.iter().any(|found| found.is_error() && found.rule != &E401) {
        return (None, diagnostics);
    }
    match join(&entries, packed) {
        Ok(bytes) => {
            let finding = too_large(bytes.len() as u64);
            let refused = finding.as_ref().is_some_and(Diagnostic::is_error);
            diagnostics.extend(finding);
            (Some(bytes).filter(|_| !refused), diagnostics)
        }
        Err(error) => {
            diagnostics.push(Diagnostic::new(&E901).with("what", format!("the EPUB container: {error}")));
            (None, diagnostics)
        }
    }
}

/// What stores say of a file of so many bytes.
pub(super) fn too_large(bytes: u64) -> Option<Diagnostic> {
    let megabytes = bytes >> 20;
    let rule = match megabytes {
        0..=650 => return None,
        651..2048 => &W605,
        2048.. => &E621,
    };
    Some(Diagnostic::new(rule).with("megabytes", megabytes))
}

/// The pages that begin in the book, in the order of the spine, each with the file that it begins in.
pub(super) fn listed<'a>(context: &Context<'a>, texts: &[Rendered]) -> Vec<(PageIndex, &'a str)> {
    let Context { book, plan, breaks, .. } = context;
    let contents = book.chapters.iter().position(|chapter| chapter.role == ChapterRole::Contents);
    let of_contents = contents.and_then(|chapter| breaks.first_of(chapter as u16));
    let mut pages = Vec::new();
    for place in &plan.spine {
        match place {
            Spine::Nav => pages.extend(of_contents.map(|page| (page, NAV))),
            Spine::File(index) => {
                pages.extend(texts[*index].breaks.iter().map(|page| (*page, plan.files[*index].name.as_str())));
            }
        }
    }
    pages
}

/// What all files together show.
#[derive(Default)]
struct Findings {
    traits: Traits,
    used: Used,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    fn take(&mut self, file: &mut Rendered) {
        self.traits.pictures.append(&mut file.traits.pictures);
        self.traits.mute_picture |= file.traits.mute_picture;
        self.traits.telling_picture |= file.traits.telling_picture;
        self.traits.ruby |= file.traits.ruby;
        self.traits.notes |= file.traits.notes;
        self.traits.math |= file.traits.math;
        self.used.merge(&file.used);
        self.diagnostics.append(&mut file.diagnostics);
    }
}

/// Writes and deflates every file of the spine in parallel. The text itself is dropped once it is deflated.
fn render_all(context: &Context) -> (Vec<ZipResult<PreparedZipFile>>, Vec<Rendered>) {
    context
        .plan
        .files
        .par_iter()
        .map(|file| {
            let mut done = page::render(context, file);
            if done.text.len() > LARGE_FILE {
                let kilobytes = done.text.len() / 1000;
                let block = context.book.chapter(file.chapter).blocks.get(file.blocks.start);
                let finding = Diagnostic::new(&W601).with("kilobytes", kilobytes);
                done.diagnostics.push(match block {
                    Some(block) => finding.at(block.id),
                    None => finding,
                });
            }
            let text = std::mem::take(&mut done.text);
            (archive::prepare(&Entry { path: format!("EPUB/{}", file.name), bytes: Bytes::Text(text) }), done)
        })
        .unzip()
}

/// The container: what reading systems need first, then the text in its order, then pictures.
pub(super) fn join(entries: &[Entry], texts: Vec<ZipResult<PreparedZipFile>>) -> ZipResult<Vec<u8>> {
    let mut files = archive::prepare_all(entries)?;
    let rest = files.split_off(entries.len().min(5));
    for text in texts {
        files.push(text?);
    }
    files.extend(rest);
    archive::join(files)
}

pub(super) fn manifest(context: &Context, traits: &Traits, cover: Option<&str>, embedded: &Embedded) -> Vec<Item> {
    let item = |href: &str, media_type, properties| Item { href: href.to_owned(), media_type, properties };
    let mut items = vec![
        item(NAV, "application/xhtml+xml", Some("nav")),
        item("toc.ncx", "application/x-dtbncx+xml", None),
        item("style.css", "text/css", None),
    ];
    items.extend(context.plan.files.iter().map(|file| item(&file.name, "application/xhtml+xml", None)));
    if context.habits.has_note_classes() && traits.notes {
        items.push(item(page::NOTE_MARK, "image/png", None));
    }
    for path in &traits.pictures {
        let (Some(name), Some(picture)) = (context.pictures.get(path), context.book.images.get(path)) else { continue };
        let properties = (cover == Some(name.as_str())).then_some("cover-image");
        items.push(item(name, picture.format.media_type(), properties));
    }
    items.extend(embedded.files.iter().map(|file| item(&file.href, file.media_type, None)));
    items
}

fn picture_entries<'a>(
    book: &'a Book,
    traits: &'a Traits,
    names: &'a BTreeMap<PathBuf, String>,
    stand_ins: &'a StandIns,
) -> impl Iterator<Item = Entry> + 'a {
    traits.pictures.iter().filter_map(|path| {
        let picture = book.images.get(path)?;
        let bytes = stand_ins.bytes(picture).clone();
        let bytes = match picture.format {
            PictureFormat::Svg => Bytes::Loose(bytes),
            PictureFormat::Png | PictureFormat::Jpeg | PictureFormat::WebP | PictureFormat::Gif => Bytes::Packed(bytes),
        };
        Some(Entry { path: format!("EPUB/{}", names.get(path)?), bytes })
    })
}

#[cfg(test)]
mod tests {
    use super::too_large;

    #[test]
    fn e67_a_file_that_some_stores_refuse_is_a_warning_and_one_that_all_refuse_an_error() {
        let code = |megabytes: u64| too_large(megabytes << 20).map(|finding| finding.rule.code);
        assert_eq!(
            [0, 650, 651, 2047, 2048, 9000].map(code),
            [None, None, Some("W605"), Some("W605"), Some("E621"), Some("E621")]
        );
    }
}

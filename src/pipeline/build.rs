use super::clock::Clock;
use super::write::{Desk, Made, Outputs, Written};
use super::{
    Artifact, Counts, Report, Request, Stage, findings, house, pictures, places, press, quality, screen, signature,
};
use crate::base::Digest;
use crate::config::{CoverConfig, Output};
use crate::diagnostics::{Diagnostic, rules};
use crate::font::Fonts;
use crate::language::Tag;
use crate::manuscript::{self, Manuscript};
use crate::markdown;
use crate::model::{Book, Chapter};
use crate::resolve::{self, Planned};
use crate::source::{SourceMap, World};
use crate::style::Theme;
use crate::{cover, layout, lint};
use rayon::prelude::*;
use std::sync::Arc;

/// Runs a manuscript through every stage. Never fails and never writes: what is wrong stands in the report's
/// diagnostics, and an output that an error concerns is withheld.
pub fn build(world: &dyn World, request: &Request) -> Report {
    let Some(jobs) = request.jobs else { return run(world, request) };
    match rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build() {
        Ok(pool) => pool.install(|| run(world, request)),
        Err(error) => {
            let fault = Diagnostic::new(&rules::internal::E901).with("what", error);
            Report { diagnostics: vec![fault], ..Report::default() }
        }
    }
}

fn run(world: &dyn World, request: &Request) -> Report {
    let clock = Clock::new(request);
    let (manuscript, sources, mut diagnostics) =
        clock.time(Stage::Load, || manuscript::load(world, &request.directory, &request.overrides));
    let Some(manuscript) = manuscript else {
        places::settle(&mut diagnostics, &Book::default(), &sources);
        return Report { diagnostics, sources, stages: clock.stages(), ..Report::default() };
    };
    let config = &manuscript.config;
    let ((fonts, font_findings), (mut book, book_findings)) = rayon::join(
        || clock.time(Stage::Fonts, || Fonts::load(world, &config.fonts, &request.font_directories)),
        || make_book(world, &manuscript, &sources, &clock),
    );
    diagnostics.extend(font_findings);
    diagnostics.extend(book_findings);

    let theme = Theme::of(config);
    let asked = Outputs::of(request, config);
    // The imprint of every edition says how many sheets a printed copy takes.
    let needs_pages = asked.pages() || book.count_sheets(0).is_some();
    let draws_cover = asked.makes(Output::Epub) && config.cover == CoverConfig::Auto;
    let (laid_out, drawn) = rayon::join(
        || needs_pages.then(|| clock.time(Stage::Layout, || layout::lay_out(&book, &theme, &fonts))),
        || draws_cover.then(|| clock.time(Stage::Cover, || cover::picture(&book, &theme, &fonts))).flatten(),
    );
    let (mut pages, layout_findings) = laid_out.unwrap_or_default();
    diagnostics.extend(layout_findings.into_iter().filter(|_| asked.pages()));
    diagnostics.extend(signature::judge(&config.print, &book, &pages).filter(|_| asked.prints()));
    let filled = signature::padded(&config.print, &pages).filter(|_| asked.prints());
    let sheets = filled.as_ref().unwrap_or(&pages).pages.len();
    if let Some((index, imprint)) = book.count_sheets(sheets) {
        book.chapters[index] = imprint;
    }
    book.images.extend(drawn.map(|picture| (picture.path.clone(), Arc::new(picture))));
    if asked.makes(Output::Pdf) || request.pages {
        pages.cover = cover::pages(&book, &theme, &fonts);
    }
    let (shown, found) = match asked.makes(Output::Epub) || asked.makes(Output::Pdf) {
        true => screen::book(world, config, &book),
        false => (None, Vec::new()),
    };
    diagnostics.extend(found);
    if asked.makes(Output::Epub) && !asked.pages() {
        diagnostics.extend(pictures::undecoded(book.images.values()));
    }
    let printed = filled.as_ref().unwrap_or(&pages);
    let on_screens = shown.as_ref().unwrap_or(&book);
    let desk = Desk { world, config, theme: &theme, fonts: &fonts, book: &book, on_screens, pages: &pages, printed };
    let Written { epub, pdf, print, cover } = desk.write(asked, &clock);
    let [epub, pdf, print, cover] = [epub, pdf, print, cover].map(|made: Option<Made>| {
        let (bytes, found) = made?;
        diagnostics.extend(found);
        bytes
    });
    findings::say_pixels_once(&mut diagnostics);
    if let Some(printer) = request.printer {
        let files = house::Files {
            config,
            pages: printed,
            gutter: press::gutter(&config.print, theme.area.at.x, theme.page.width - theme.area.right(), sheets),
            print: print.as_deref(),
            cover: cover.as_deref(),
        };
        diagnostics.extend(house::judge(printer, &files));
    }
    diagnostics.extend(fonts.faults());
    findings::excuse(config, &mut diagnostics);
    findings::name_files(world, &mut diagnostics);
    findings::say_private_once(&mut diagnostics);
    if request.release {
        findings::harden(&mut diagnostics);
    }
    diagnostics.extend(quality::beyond(&pages, &config.quality));
    diagnostics.extend(quality::gate(&diagnostics, &config.quality));
    places::settle(&mut diagnostics, &book, &sources);
    findings::say_damage_once(&mut diagnostics);

    let page_count = pages.pages.len();
    let mut artifacts = Vec::new();
    let mut withheld = Vec::new();
    for (output, bytes) in [(Output::Epub, epub), (Output::Pdf, pdf), (Output::Print, print), (Output::Cover, cover)] {
        let pages = match output {
            Output::Epub => None,
            Output::Pdf => Some(pages.cover.len() + page_count),
            Output::Print => Some(sheets),
            Output::Cover => Some(1),
        };
        match bytes.filter(|_| !findings::is_forbidden(output, &diagnostics)) {
            Some(bytes) => artifacts.push(artifact(output, &config.meta.slug, bytes, pages)),
            None if asked.makes(output) => withheld.push(output),
            None => {}
        }
    }
    let counts = Counts::of(&book);
    let stages = clock.stages();
    let config = Some(manuscript.config);
    let parity = Vec::new();
    Report { config, artifacts, withheld, diagnostics, parity, sources, stages, counts, book, pages, fonts }
}

/// The model: chapters are parsed beside each other and keep their order.
fn make_book(
    world: &dyn World,
    manuscript: &Manuscript,
    sources: &SourceMap,
    clock: &Clock,
) -> (Book, Vec<Diagnostic>) {
    let mut plan = resolve::plan(manuscript);
    let mut diagnostics = Vec::new();
    // A node names its chapter with 16 bits.
    if plan.len() > usize::from(u16::MAX) {
        plan.truncate(usize::from(u16::MAX));
        diagnostics.push(Diagnostic::new(&rules::internal::E901).with("what", "more than 65,535 chapters"));
    }
    let lang = &manuscript.config.meta.language;
    let parsed: Vec<_> = clock.time(Stage::Parse, || {
        plan.par_iter().zip(0..u16::MAX).map(|(planned, chapter)| parse(planned, chapter, lang, sources)).collect()
    });
    let chapters: Vec<Option<Chapter>> = parsed
        .into_iter()
        .map(|parsed| {
            let (chapter, found) = parsed?;
            diagnostics.extend(found);
            Some(chapter)
        })
        .collect();
    let (pictures, found) = clock.time(Stage::Pictures, || pictures::read(world, &manuscript.config, &chapters));
    diagnostics.extend(found);
    let (book, found) = clock.time(Stage::Resolve, || resolve::resolve(&manuscript.config, &plan, chapters, pictures));
    diagnostics.extend(found);
    diagnostics.extend(lint::check(&book, &manuscript.config.lints));
    (book, diagnostics)
}

fn parse(planned: &Planned, chapter: u16, lang: &Tag, sources: &SourceMap) -> Option<(Chapter, Vec<Diagnostic>)> {
    let Planned::Source(role, source) = planned else { return None };
    let file = source.file?;
    let path = sources.path(file);
    Some(markdown::parse(sources.text(file), markdown::Context { file, path, chapter, role: *role, lang }))
}

fn artifact(output: Output, slug: &str, bytes: Vec<u8>, pages: Option<usize>) -> Artifact {
    Artifact { output, file_name: output.file_name(slug), sha256: Digest::of(&bytes), bytes, pages }
}

use super::{
    Artifact, Counts, Report, Request, Stage, StageTime, house, pictures, places, press, quality, screen, signature,
};
use crate::base::Digest;
use crate::config::{Config, CoverConfig, MissingAlt, MissingGlyphs, Output};
use crate::diagnostics::{Diagnostic, Place, Rule, rules};
use crate::font::Fonts;
use crate::manuscript::{self, Manuscript};
use crate::markdown;
use crate::model::{Book, Chapter};
use crate::resolve::{self, Planned};
use crate::source::{SourceMap, World};
use crate::style::Theme;
use crate::{cover, epub, layout, lint, pdf};
use rayon::prelude::*;
use std::sync::{Arc, Mutex};
use std::time::Instant;

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
    let clock = Clock { request, times: Mutex::new(Vec::new()) };
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
    let named = request.outputs.as_deref().unwrap_or(&config.outputs);
    let asks = |output| named.contains(&output) || request.besides.contains(&output);
    let wants_pages = asks(Output::Pdf) || asks(Output::Print) || asks(Output::Cover) || request.pages;
    // The imprint of every edition says how many sheets a printed copy takes.
    let needs_pages = wants_pages || book.count_sheets(0).is_some();
    let draws_cover = asks(Output::Epub) && config.cover == CoverConfig::Auto;
    let (laid_out, drawn) = rayon::join(
        || needs_pages.then(|| clock.time(Stage::Layout, || layout::lay_out(&book, &theme, &fonts))),
        || draws_cover.then(|| clock.time(Stage::Cover, || cover::picture(&book, &theme, &fonts))).flatten(),
    );
    let (mut pages, layout_findings) = laid_out.unwrap_or_default();
    diagnostics.extend(layout_findings.into_iter().filter(|_| wants_pages));
    let is_printed = asks(Output::Print) || asks(Output::Cover);
    diagnostics.extend(signature::judge(&config.print, &book, &pages).filter(|_| is_printed));
    let filled = signature::padded(&config.print, &pages).filter(|_| is_printed);
    let sheets = filled.as_ref().map_or(pages.pages.len(), |filled| filled.pages.len());
    if let Some((index, imprint)) = book.count_sheets(sheets) {
        book.chapters[index] = imprint;
    }
    book.images.extend(drawn.map(|picture| (picture.path.clone(), Arc::new(picture))));
    if asks(Output::Pdf) || request.pages {
        pages.cover = cover::pages(&book, &theme, &fonts);
    }
    let (shown, found) = match asks(Output::Epub) || asks(Output::Pdf) {
        true => screen::book(world, config, &book),
        false => (None, Vec::new()),
    };
    diagnostics.extend(found);
    let on_screens = shown.as_ref().unwrap_or(&book);
    let ((read, (printed, wrapped)), electronic) = rayon::join(
        || {
            rayon::join(
                || {
                    let write = || pdf::write(on_screens, &pages, &fonts, world.now(), config.pdf_standard);
                    asks(Output::Pdf).then(|| clock.time(Stage::Pdf, write))
                },
                || {
                    let print =
                        || press::print(world, config, &theme, &book, filled.as_ref().unwrap_or(&pages), &fonts);
                    let cover = || press::cover(world, config, &theme, &book, sheets, &fonts);
                    (
                        asks(Output::Print).then(|| clock.time(Stage::Print, print)),
                        asks(Output::Cover).then(|| clock.time(Stage::Print, cover)),
                    )
                },
            )
        },
        || {
            // The EPUB says where the pages of a PDF begin that its readers can have.
            let pages = asks(Output::Pdf).then_some(&pages);
            let options = epub::Options { modified: world.now(), pages, form: config.epub };
            asks(Output::Epub).then(|| clock.time(Stage::Epub, || epub::write(on_screens, &theme, &fonts, &options)))
        },
    );
    let mut keep = |made: Option<(Option<Vec<u8>>, Vec<Diagnostic>)>| {
        let (bytes, found) = made?;
        for finding in found {
            // What is wrong with a picture is wrong in both files, and said once.
            if !diagnostics.contains(&finding) {
                diagnostics.push(finding);
            }
        }
        bytes
    };
    let (pdf, print, wrap) = (keep(read), keep(printed), keep(wrapped));
    say_pixels_once(&mut diagnostics);
    if let Some(printer) = request.printer {
        let files = house::Files {
            config,
            pages: filled.as_ref().unwrap_or(&pages),
            gutter: press::gutter(&config.print, theme.area.at.x, theme.page.width - theme.area.right(), sheets),
            print: print.as_deref(),
            cover: wrap.as_deref(),
        };
        diagnostics.extend(house::judge(printer, &files));
    }
    diagnostics.extend(fonts.faults());
    let epub = electronic.and_then(|(bytes, found)| {
        let told = |found: &Diagnostic| {
            let same = |known: &Diagnostic| known.rule == found.rule && known.arguments == found.arguments;
            found.rule == &rules::pdf::W714 && diagnostics.iter().any(same)
        };
        // The PDFs tell of a drawing where the book shows it.
        let found: Vec<Diagnostic> = found.into_iter().filter(|found| !told(found)).collect();
        diagnostics.extend(found);
        bytes
    });
    excuse(config, &mut diagnostics);
    diagnostics.extend(quality::beyond(&pages, &config.quality));
    diagnostics.extend(quality::gate(&diagnostics, &config.quality));
    places::settle(&mut diagnostics, &book, &sources);

    let page_count = pages.pages.len();
    let mut artifacts = Vec::new();
    let mut withheld = Vec::new();
    for (output, bytes) in [(Output::Epub, epub), (Output::Pdf, pdf), (Output::Print, print), (Output::Cover, wrap)] {
        let pages = match output {
            Output::Epub => None,
            Output::Pdf => Some(pages.cover.len() + page_count),
            Output::Print => Some(sheets),
            Output::Cover => Some(1),
        };
        match bytes.filter(|_| !is_forbidden(output, &diagnostics)) {
            Some(bytes) => artifacts.push(artifact(output, &config.meta.slug, bytes, pages)),
            None if asks(output) => withheld.push(output),
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

fn parse(planned: &Planned, chapter: u16, lang: &str, sources: &SourceMap) -> Option<(Chapter, Vec<Diagnostic>)> {
    let Planned::Source(role, source) = planned else { return None };
    let file = source.file?;
    let path = sources.path(file);
    Some(markdown::parse(sources.text(file), markdown::Context { file, path, chapter, role: *role, lang }))
}

/// The stages know nothing of what the book allows: a box for a missing character, or a picture without a text
/// alternative, is an error to them.
fn excuse(config: &Config, diagnostics: &mut [Diagnostic]) {
    let allowed = [
        (config.missing_glyphs == MissingGlyphs::Warn, &rules::fonts::E401, &rules::fonts::W401),
        (config.missing_alt == MissingAlt::Warn, &rules::manuscript::E060, &rules::syntax::W105),
    ];
    for (_, error, warning) in allowed.into_iter().filter(|(allowed, ..)| *allowed) {
        for found in diagnostics.iter_mut().filter(|found| found.rule.code == error.code) {
            found.rule = warning;
            found.level = warning.level;
        }
    }
}

/// A picture that is too coarse for the press need not be told to be coarse on paper as well.
fn say_pixels_once(diagnostics: &mut Vec<Diagnostic>) {
    let of = |rule: &'static Rule| move |found: &&Diagnostic| found.rule == rule;
    let told: Vec<Place> = diagnostics.iter().filter(of(&rules::pdf::W740)).map(|found| found.place.clone()).collect();
    diagnostics.retain(|found| found.rule != &rules::layout::W501 || !told.contains(&found.place));
}

/// Whether an error concerns the output: of layout and composition only the files made of pages, of the EPUB only the EPUB, all others
/// every one. The writers of PDFs see to it themselves that no file of theirs comes with an error.
fn is_forbidden(output: Output, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).any(|error| match error.rule.code.as_bytes().get(1) {
        Some(b'5') => output != Output::Epub,
        _ if error.rule.code == rules::language::E319.code => output != Output::Epub,
        Some(b'7') => false,
        Some(b'6') => output == Output::Epub,
        _ => true,
    })
}

fn artifact(output: Output, slug: &str, bytes: Vec<u8>, pages: Option<usize>) -> Artifact {
    Artifact { output, file_name: output.file_name(slug), sha256: Digest::of(&bytes), bytes, pages }
}

/// Tells that stages begin and measures them.
struct Clock<'a> {
    request: &'a Request<'a>,
    times: Mutex<Vec<StageTime>>,
}

impl Clock<'_> {
    fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        if let Some(on_stage) = self.request.on_stage {
            on_stage(stage);
        }
        let start = Instant::now();
        let result = work();
        let seconds = start.elapsed().as_secs_f64();
        // A poisoned lock means that another stage panicked; its panic is on its way already.
        if let Ok(mut times) = self.times.lock() {
            times.push(StageTime { stage, seconds });
        }
        result
    }

    fn stages(self) -> Vec<StageTime> {
        let mut times = self.times.into_inner().unwrap_or_default();
        times.sort_by_key(|time| time.stage);
        times
    }
}

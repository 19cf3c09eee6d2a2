//! The writers, side by side.

use super::clock::Clock;
use super::{Request, Stage, press};
use crate::config::{Config, Output};
use crate::diagnostics::Diagnostic;
use crate::display::Pages;
use crate::font::Fonts;
use crate::model::Book;
use crate::source::World;
use crate::style::Theme;
use crate::{epub, pdf};

/// What a run makes.
#[derive(Clone, Copy)]
pub(super) struct Outputs<'a> {
    request: &'a Request<'a>,
    config: &'a Config,
}

impl<'a> Outputs<'a> {
    pub fn of(request: &'a Request, config: &'a Config) -> Outputs<'a> {
        Outputs { request, config }
    }

    /// Whether an output is wanted.
    pub fn makes(&self, output: Output) -> bool {
        let named = self.request.outputs.as_deref().unwrap_or(&self.config.outputs);
        named.contains(&output) || self.request.besides.contains(&output)
    }

    /// Whether something is wanted for a press.
    pub fn prints(&self) -> bool {
        self.makes(Output::Print) || self.makes(Output::Cover)
    }

    /// Whether something is wanted that is made of pages.
    pub fn pages(&self) -> bool {
        self.makes(Output::Pdf) || self.prints() || self.request.pages
    }
}

/// The bytes of a file, when nothing is wrong with it, and what its writer found.
pub(super) type Made = (Option<Vec<u8>>, Vec<Diagnostic>);

/// What the writers made; none of what was not asked for.
pub(super) struct Written {
    pub epub: Option<Made>,
    pub pdf: Option<Made>,
    pub print: Option<Made>,
    pub cover: Option<Made>,
}

/// What lies before the writers.
pub(super) struct Desk<'a> {
    pub world: &'a dyn World,
    pub config: &'a Config,
    pub theme: &'a Theme,
    pub fonts: &'a Fonts,
    /// The book as it was written.
    pub book: &'a Book,
    /// The book as screens show it.
    pub on_screens: &'a Book,
    pub pages: &'a Pages,
    /// The pages of the print edition, filled up where the book asks for it.
    pub printed: &'a Pages,
}

impl Desk<'_> {
    /// Writes every file that is asked for, each beside the others.
    pub fn write(&self, asked: Outputs, clock: &Clock) -> Written {
        let Desk { world, config, theme, fonts, .. } = *self;
        let made =
            |output, stage, write: &(dyn Fn() -> Made + Sync)| asked.makes(output).then(|| clock.time(stage, write));
        let electronic = || {
            // The EPUB says where the pages of a PDF begin that its readers can have.
            let pages = asked.makes(Output::Pdf).then_some(self.pages);
            let options = epub::Options { modified: world.now(), pages, form: config.epub };
            made(Output::Epub, Stage::Epub, &|| epub::write(self.on_screens, theme, fonts, &options))
        };
        let read = || {
            let standard = config.pdf_standard;
            made(Output::Pdf, Stage::Pdf, &|| pdf::write(self.on_screens, self.pages, fonts, world.now(), standard))
        };
        let printed = || {
            let sheets = self.printed.pages.len();
            let print = || press::print(world, config, theme, self.book, self.printed, fonts);
            let cover = || press::cover(world, config, theme, self.book, sheets, fonts);
            (made(Output::Print, Stage::Print, &print), made(Output::Cover, Stage::Print, &cover))
        };
        let ((pdf, (print, cover)), epub) = rayon::join(|| rayon::join(read, printed), electronic);
        Written { epub, pdf, print, cover }
    }
}

use crate::base::Len;
use crate::color::{Inks, Profile};
use crate::config::{Config, Gutter, Paper, PrintColor, PrintConfig};
use crate::cover;
use crate::diagnostics::rules::pdf::{E730, E760, W770};
use crate::diagnostics::{Bilingual, Diagnostic, Place, why};
use crate::display::Pages;
use crate::font::Fonts;
use crate::model::Book;
use crate::pdf::{self, Press};
use crate::source::World;
use crate::style::Theme;
use std::io;
use std::path::Path;

/// The inner margin that a book of so many pages needs, so that nothing disappears in the fold: up to how many pages,
/// and how many thousandths of an inch. (Amazon KDP, "Set trim size, bleed and margins": inside margins of paperbacks.)
const INNER: &[(usize, i64)] = &[(150, 375), (300, 500), (500, 625), (700, 750), (usize::MAX, 875)];

/// The shipped profile's printing condition.
const COATED: &str = "FOGRA39";

/// The print edition of a book.
pub(super) fn print(
    world: &dyn World,
    config: &Config,
    theme: &Theme,
    book: &Book,
    pages: &Pages,
    fonts: &Fonts,
) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(press) = press(world, &config.print, theme, pages.pages.len(), &mut diagnostics) else {
        return (None, diagnostics);
    };
    let (bytes, found) = pdf::write_print(book, pages, fonts, world.now(), &press);
    diagnostics.extend(found);
    (bytes, diagnostics)
}

/// The cover of the printed book, as thick as its pages make it.
pub(super) fn cover(
    world: &dyn World,
    config: &Config,
    theme: &Theme,
    book: &Book,
    pages: usize,
    fonts: &Fonts,
) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let place = Path::new("book.yaml");
    let Some(alone) = cover::alone(book) else {
        return (None, vec![Diagnostic::new(&E760).at(place)]);
    };
    let Some(press) = press(world, &config.print, theme, pages, &mut diagnostics) else {
        return (None, diagnostics);
    };
    let paper = config.print.paper.unwrap_or(Paper::USUAL);
    let spine = paper.spine(pages);
    if config.print.paper.is_none() {
        let width = format!("{:.1}", spine.to_pt() * 25.4 / 72.0);
        diagnostics.push(Diagnostic::new(&W770).at(place).with("width", width).with("pages", pages));
    }
    let folds = vec![theme.page.width, theme.page.width + spine];
    let press = Press { gutter: Len::ZERO, bleed: config.print.cover_bleed, colored_text: true, folds, ..press };
    let (page, found) = cover::wrap(&alone, theme, fonts, spine, press.bleed);
    diagnostics.extend(found.into_iter().map(|finding| finding.at(place)));
    let sheet = Pages { pages: vec![page], ..Pages::default() };
    let (bytes, found) = pdf::write_print(&alone, &sheet, fonts, world.now(), &press);
    diagnostics.extend(found);
    (bytes, diagnostics)
}

/// The printing house's wishes for a book of so many pages. An unusable profile is reported.
pub(super) fn press(
    world: &dyn World,
    config: &PrintConfig,
    theme: &Theme,
    pages: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Press> {
    let profile = match profile(world, config) {
        Ok(profile) => profile,
        Err(fault) => {
            diagnostics.push(*fault);
            return None;
        }
    };
    let condition = named(config, &profile);
    let Some(inks) = Inks::new(&profile, config.ink, config.color == PrintColor::Grey) else {
        diagnostics.push(refused(config, Bilingual::new("its tables cannot be used", "它的转换表无法使用")));
        return None;
    };
    let gutter = gutter(config, theme.area.at.x, theme.page.width - theme.area.right(), pages);
    let PrintConfig { bleed, marks, ppi, .. } = *config;
    Some(Press { inks, condition, bleed, marks, gutter, ppi, colored_text: false, folds: Vec::new() })
}

/// The name of the printing condition.
fn named(config: &PrintConfig, profile: &Profile) -> String {
    let own = config.profile.as_ref().and_then(|_| profile.name());
    let shipped = || if config.profile.is_none() { COATED.to_owned() } else { "Custom".to_owned() };
    config.condition.clone().or(own).unwrap_or_else(shipped)
}

/// What inks look like that say nothing of themselves: as in the book's printing condition, and its name. The shipped
/// one stands in for a profile that cannot be used, which the print edition tells.
pub(super) fn house(world: &dyn World, config: &PrintConfig) -> Option<(Profile, String)> {
    let profile = profile(world, config).or_else(|_| Profile::coated()).ok()?;
    let name = named(config, &profile);
    Some((profile, name))
}

fn profile(world: &dyn World, config: &PrintConfig) -> Result<Profile, Box<Diagnostic>> {
    let Some((path, _)) = &config.profile else {
        return Profile::coated().map_err(|why| Box::new(refused(config, why)));
    };
    let unread = |error: &io::Error| match why(error) {
        Some(reason) => refused(config, reason),
        None => refused(config, Bilingual::new("it cannot be read", "无法读取这个文件")),
    };
    let bytes = world.read(path).map_err(|error| Box::new(unread(&error)))?;
    Profile::read(bytes).map_err(|why| Box::new(refused(config, why)))
}

fn refused(config: &PrintConfig, why: Bilingual) -> Diagnostic {
    let (path, span) = match &config.profile {
        Some((path, span)) => (path.as_path(), *span),
        None => (Path::new("coated-fogra39.icc"), None),
    };
    let place = span.map_or_else(|| Place::from(Path::new("book.yaml")), Place::Span);
    Diagnostic::new(&E730).at(place).with("file", path.display()).with_term("why", why)
}

/// How far the type area moves outward, with these margins. By itself it goes as far as the table says, but never beyond
/// the middle.
pub(super) fn gutter(config: &PrintConfig, inner: Len, outer: Len, pages: usize) -> Len {
    match config.gutter {
        Gutter::Extra(extra) => extra.min(outer),
        Gutter::Auto => {
            let (_, needed) = INNER.iter().find(|(most, _)| pages <= *most).copied().unwrap_or_default();
            let needed = Len::pt(72).scale(needed, 1000);
            let between = (inner + outer) / 2;
            (needed - inner).max(Len::ZERO).min((between - inner).max(Len::ZERO))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gutter_grows_with_the_number_of_pages() {
        let mm = |length: f64| Len::from_mm(length);
        let margin = |pages: usize| {
            let extra = gutter(&PrintConfig::default(), mm(12.0), mm(28.0), pages);
            ((mm(12.0) + extra).to_pt() * 254.0 / 72.0).round() / 10.0
        };
        assert_eq!([1, 150, 151, 300, 301].map(margin), [12.0, 12.0, 12.7, 12.7, 15.9]);
        assert_eq!([500, 501, 700, 701, 3000].map(margin), [15.9, 19.1, 19.1, 20.0, 20.0], "never beyond the middle");
        let own = PrintConfig { gutter: Gutter::Extra(mm(2.0)), ..PrintConfig::default() };
        assert_eq!(gutter(&own, mm(12.0), mm(28.0), 3000), mm(2.0));
    }
}

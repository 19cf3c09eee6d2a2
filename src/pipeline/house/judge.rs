//! A book is held against what a printing house publishes.

use super::data::{House, Trim};
use crate::base::{Len, Size};
use crate::config::{Config, Output, Paper, has_format};
use crate::diagnostics::rules::pdf::{E761, W774};
use crate::diagnostics::{Bilingual, Diagnostic};
use crate::display::{Draw, Page, Pages};
use crate::pdf::preflight;
use crate::pdf::preflight::{Sheet, Wishes};
use std::path::Path;

/// How far a length may differ from what is asked for: the tolerance of trimming.
const TOLERANCE: f64 = 0.25;

const TRIM: Bilingual = Bilingual::new("a trimmed size of", "成品尺寸");

const PAGES: Bilingual = Bilingual::new("a number of pages of", "页数");

const INNER: Bilingual = Bilingual::new("an inner margin of at least", "订口白边至少");

const OUTER: Bilingual = Bilingual::new("other margins of at least", "其余白边至少");

const BLEED: Bilingual = Bilingual::new("a bleed of at least", "出血至少");

const MARKS: Bilingual = Bilingual::new("sheets without marks:", "纸张上没有裁切标记：");

const PIXELS: Bilingual = Bilingual::new("pixels to the inch of at least", "图片分辨率每英寸至少");

const INK: Bilingual = Bilingual::new("a sum of inks of at most", "总墨量至多");

const SPINE: Bilingual = Bilingual::new("a spine of", "书脊宽");

const LAST: Bilingual = Bilingual::new("a blank last page:", "末页空白：");

/// The files that are judged, and what they were made from.
pub struct Files<'f> {
    pub config: &'f Config,
    pub pages: &'f Pages,
    /// How far the type area moves away from the spine.
    pub gutter: Len,
    pub print: Option<&'f [u8]>,
    pub cover: Option<&'f [u8]>,
}

/// Tells what the house would refuse.
pub fn judge(house: &'static House, files: &Files) -> Vec<Diagnostic> {
    let mut judge = Judge { house, files, output: Output::Print, found: Vec::new() };
    if let Some(sheets) = files.print.and_then(preflight::sheets) {
        judge.pages(&sheets);
        judge.margins(sheets.len());
    }
    for (output, bytes) in [(Output::Print, files.print), (Output::Cover, files.cover)] {
        judge.output = output;
        let Some(bytes) = bytes else { continue };
        judge.sheets(bytes);
        judge.paint(bytes);
    }
    judge.found
}

struct Judge<'f> {
    house: &'static House,
    files: &'f Files<'f>,
    output: Output,
    found: Vec<Diagnostic>,
}

impl Judge<'_> {
    fn tell(&mut self, asks: Bilingual, wanted: impl ToString, found: impl ToString, source: &str, page: Option<&str>) {
        let rule = if asks == LAST { &W774 } else { &E761 };
        let file = self.output.file_name(&self.files.config.meta.slug);
        let mut told = Diagnostic::new(rule).at(Path::new("book.yaml")).with_term("house", self.house.title);
        told = told.with_term("asks", asks).with("wanted", wanted).with("found", found).with("source", source);
        told = told.with("file", file);
        self.found.push(match page {
            Some(page) => told.with("page", page),
            None => told,
        });
    }

    /// Trimmed size and number of the pages.
    fn pages(&mut self, sheets: &[Sheet]) {
        if let (Some(asked), Some(first)) = (self.house.trim, sheets.first()) {
            let wanted = match asked.value {
                Trim::Between(least, most) => {
                    let [least, most] =
                        [least, most].map(|[width, height]| Size { width: mils(width), height: mils(height) });
                    let within =
                        |one: Len, least: Len, most: Len| one >= least - tolerance() && one <= most + tolerance();
                    let fits = within(first.trim.width, least.width, most.width)
                        && within(first.trim.height, least.height, most.height);
                    (!fits).then(|| format!("{} – {}", size(least), size(most)))
                }
                Trim::Formats => (!has_format(first.trim)).then(|| "32开, 大32开, 16开, A5, …".to_owned()),
            };
            if let Some(wanted) = wanted {
                self.tell(TRIM, wanted, size(first.trim), asked.source, None);
            }
        }
        if let Some(asked) = self.house.pages {
            let [least, most] = asked.value;
            if !(least..=most).contains(&sheets.len()) {
                self.tell(PAGES, format!("{least}–{most}"), sheets.len(), asked.source, None);
            }
        }
        if let (Some(asked), Some(last)) = (self.house.last_blank, self.files.pages.pages.last())
            && !last.items.is_empty()
        {
            let (wanted, found) = ("0", last.items.len());
            self.tell(LAST, wanted, found, asked.source, Some(&last.label));
        }
    }

    /// The narrowest margins that text and pictures leave.
    fn margins(&mut self, pages: usize) {
        let gutter = self.files.gutter;
        let mut narrowest: [Option<(Len, &str)>; 2] = [None; 2];
        let mut take = |side: usize, margin: Len, page: &'_ str| {
            let label =
                self.files.pages.pages.iter().find(|one| one.label == page).map_or("", |one| one.label.as_str());
            if narrowest[side].is_none_or(|(known, _)| margin < known) {
                narrowest[side] = Some((margin, label));
            }
        };
        for page in &self.files.pages.pages {
            let Some([left, top, right, bottom]) = extent(page) else { continue };
            let (inner, outer) = if page.recto { (left, right) } else { (right, left) };
            take(0, inner + gutter, &page.label);
            take(1, (outer - gutter).min(top).min(bottom), &page.label);
        }
        let inner = self.house.inner.map(|asked| {
            let needed = asked.value.iter().find(|(most, _)| pages <= *most).or(asked.value.last());
            (needed.map_or(0, |(_, needed)| *needed), asked.source)
        });
        let outer = self.house.outer.map(|asked| (asked.value, asked.source));
        for (side, asks, needed) in [(0, INNER, inner), (1, OUTER, outer)] {
            let (Some((needed, source)), Some((margin, page))) = (needed, narrowest[side]) else { continue };
            if margin < mils(needed) - tolerance() {
                let page = page.to_owned();
                self.tell(asks, millimetres(mils(needed)), millimetres(margin), source, Some(&page));
            }
        }
    }

    /// Bleed, marks, and the spine of the cover.
    fn sheets(&mut self, bytes: &[u8]) {
        let Some(sheet) = preflight::sheets(bytes).and_then(|sheets| sheets.first().copied()) else { return };
        if let Some(asked) = self.house.marks
            && !asked.value
            && (sheet.media.width > sheet.bleed.width + tolerance())
        {
            self.tell(MARKS, size(sheet.bleed), size(sheet.media), asked.source, None);
        }
        if self.output != Output::Cover {
            return;
        }
        if let Some(asked) = self.house.bleed {
            let bleed = (sheet.bleed.width - sheet.trim.width) / 2;
            if bleed < mils(asked.value) - tolerance() {
                self.tell(BLEED, millimetres(mils(asked.value)), millimetres(bleed), asked.source, None);
            }
        }
        if let Some(asked) = self.house.papers {
            let spine = sheet.trim.width - self.files.config.page.size.width * 2;
            let papers = asked.value.iter().filter_map(|name| Some((*name, Paper::stock(name)?)));
            let wanted: Vec<(&str, Len)> =
                papers.map(|(name, paper)| (name, paper.spine(self.files.pages.pages.len()))).collect();
            if !wanted.iter().any(|(_, wanted)| (*wanted - spine).abs() <= tolerance()) {
                let wanted: Vec<String> =
                    wanted.iter().map(|(name, wanted)| format!("{} ({name})", millimetres(*wanted))).collect();
                self.tell(SPINE, wanted.join(", "), millimetres(spine), asked.source, None);
            }
        }
    }

    /// Inks and pixels, by the judge of print files with the wishes of the house.
    fn paint(&mut self, bytes: &[u8]) {
        let print = &self.files.config.print;
        let wishes = Wishes {
            trim: None,
            bleed: Len::ZERO,
            ink: self.house.ink.map_or(print.ink, |asked| asked.value),
            ppi: self.house.ppi.map_or(print.ppi, |asked| asked.value),
            bitonal_ppi: 0,
            weight: Len::ZERO,
            black_text: false,
        };
        let found = preflight::judge(bytes, &wishes);
        let worst = |row: &str, larger: bool| {
            let amounts = found.iter().filter(|one| one.row.id == row).filter_map(|one| Some((one.amount?, one.page)));
            amounts.reduce(|one, other| if (other.0 > one.0) == larger { other } else { one })
        };
        let rows = [
            ("H02", true, INK, "%", self.house.ink.map(|asked| (asked.value, asked.source))),
            ("H04", false, PIXELS, "", self.house.ppi.map(|asked| (asked.value, asked.source))),
        ];
        for (row, larger, asks, unit, asked) in rows {
            let (Some((amount, page)), Some((wanted, source))) = (worst(row, larger), asked) else { continue };
            let label = page.and_then(|page| self.files.pages.pages.get(page)).map(|page| page.label.clone());
            let label = label.filter(|_| self.output == Output::Print);
            self.tell(asks, format!("{wanted}{unit}"), format!("{amount:.0}{unit}"), source, label.as_deref());
        }
    }
}

/// How far everything on a page is from its edges: left, top, right, bottom. None for a blank page.
fn extent(page: &Page) -> Option<[Len; 4]> {
    let mut found: Option<[Len; 4]> = None;
    for item in &page.items {
        let (right, top, bottom) = match &item.draw {
            Draw::Glyphs(run) => {
                let last = run.glyphs.last().map_or(Len::ZERO, |glyph| glyph.x + glyph.advance);
                (item.at.x + last, item.at.y - run.size.scale(7, 10), item.at.y)
            }
            Draw::Picture(_, size) | Draw::Fill(size, _) | Draw::Wave { size, .. } | Draw::Sesame { size, .. } => {
                (item.at.x + size.width, item.at.y, item.at.y + size.height)
            }
            Draw::Dots { count, pitch, diameter, .. } => {
                let wide = *pitch * i32::try_from(count.saturating_sub(1)).unwrap_or(i32::MAX) + *diameter;
                (item.at.x + wide, item.at.y, item.at.y + *diameter)
            }
        };
        let own = [item.at.x, top, page.size.width - right, page.size.height - bottom];
        found = Some(match found {
            Some(known) => [0, 1, 2, 3].map(|side| own[side].min(known[side])),
            None => own,
        });
    }
    found
}

fn mils(thousandths: i64) -> Len {
    Len::pt(72).scale(thousandths, 1000)
}

fn tolerance() -> Len {
    Len::from_mm(TOLERANCE)
}

fn millimetres(length: Len) -> String {
    format!("{} mm", (length.to_pt() * 25.4 / 72.0 * 10.0).round() / 10.0)
}

fn size(size: Size) -> String {
    let [width, height] = [size.width, size.height].map(|length| (length.to_pt() * 25.4 / 72.0 * 10.0).round() / 10.0);
    format!("{width} × {height} mm")
}

//! Chapters become a book: sides, blank pages, folios, running heads.

use super::draw::{Sheet, made, made_of};
use super::runs::plain;
use super::verify;
use crate::base::{Len, NodeId, Point, Rect};
use crate::choices::ChapterOpening;
use crate::diagnostics::Diagnostic;
use crate::display::{Adjustment, Artifact, LineRecord, LineRole, Page, PageIndex, Pages, Piece, Role};
use crate::font::Fonts;
use crate::language::{Tag, Word, roman};
use crate::model::{BlockKind, Book, Chapter, ChapterRole};
use crate::style::Theme;
use crate::text::{Composed, Run, Sink};
use crate::unicode::is_hangul;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A page of the book before it is drawn to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The chapter and the page in it; none for a blank page.
    pub of: Option<(u16, u32)>,
    /// Whether it counts in roman numerals.
    pub roman: bool,
    /// Its number in its series.
    pub number: u32,
}

impl Leaf {
    /// What readers call it.
    pub fn label(&self) -> String {
        if self.roman { roman(self.number) } else { self.number.to_string() }
    }
}

/// Puts the chapters in order on rectos and versos. `lengths` holds the pages of every chapter of the book.
pub(super) fn order(book: &Book, theme: &Theme, lengths: &[u32]) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut body_from = None;
    let mut after_part = false;
    for (index, chapter) in book.chapters.iter().enumerate() {
        let length = lengths.get(index).copied().unwrap_or(0);
        if length == 0 {
            continue;
        }
        let opens_body = body_from.is_none() && !chapter.role.is_front();
        let on_recto = opens_body || after_part || begins_on_recto(chapter.role, theme);
        if on_recto && leaves.len() % 2 == 1 {
            push(&mut leaves, None, body_from);
        }
        if opens_body {
            body_from = Some(leaves.len());
        }
        (0..length).for_each(|page| push(&mut leaves, Some((index as u16, page)), body_from));
        after_part = chapter.role == ChapterRole::Part;
    }
    leaves
}

fn push(leaves: &mut Vec<Leaf>, of: Option<(u16, u32)>, body_from: Option<usize>) {
    let number = (leaves.len() - body_from.unwrap_or(0)) as u32 + 1;
    leaves.push(Leaf { of, roman: body_from.is_none(), number });
}

/// Where a chapter opens (typography row HD-4).
fn begins_on_recto(role: ChapterRole, theme: &Theme) -> bool {
    match role {
        ChapterRole::HalfTitle | ChapterRole::TitlePage | ChapterRole::Contents | ChapterRole::Part => true,
        ChapterRole::Cover | ChapterRole::Imprint => false,
        ChapterRole::Front | ChapterRole::Body | ChapterRole::Appendix | ChapterRole::Back => {
            theme.chapter_opening == ChapterOpening::Recto
        }
    }
}

/// The running heads of a chapter.
struct Heads {
    verso: Option<Composed>,
    recto: Option<Composed>,
    node: NodeId,
}

/// Finishes the pages: numbers, margins, heads and folios. `sheets` holds the drawn pages of every chapter.
/// What does not hold for every page is told; `told` holds the blocks of which a line was told to be too long.
pub(super) fn finish(
    book: &Book,
    theme: &Theme,
    fonts: &Fonts,
    leaves: &[Leaf],
    mut sheets: Vec<Vec<Sheet>>,
    told: &BTreeSet<NodeId>,
) -> (Pages, Vec<Diagnostic>) {
    let heads: Vec<Heads> = book.chapters.par_iter().map(|chapter| heads_of(book, theme, fonts, chapter)).collect();
    let drawn: Vec<(Leaf, Sheet)> = leaves
        .iter()
        .map(|leaf| {
            let sheet =
                leaf.of.and_then(|(chapter, page)| sheets.get_mut(usize::from(chapter))?.get_mut(page as usize));
            (*leaf, sheet.map(std::mem::take).unwrap_or_default())
        })
        .collect();
    let finished: Vec<(Sheet, Vec<Diagnostic>)> = drawn
        .into_par_iter()
        .enumerate()
        .map(|(index, (leaf, sheet))| {
            let chapter = leaf.of.map(|(chapter, page)| (book.chapter(chapter), &heads[usize::from(chapter)], page));
            let sheet = page(theme, fonts, index, leaf, sheet, chapter);
            let found = verify::page(&sheet.page, told);
            (sheet, found)
        })
        .collect();
    let mut pages = Pages::default();
    let mut diagnostics = Vec::new();
    for (index, (sheet, found)) in finished.into_iter().enumerate() {
        diagnostics.extend(found);
        pages.places.extend(sheet.places.into_iter().map(|(node, at)| (node, index as PageIndex, at)));
        pages.pages.push(sheet.page);
    }
    // A node that stands on several pages is found where it begins.
    pages.places.sort_by_key(|(node, page, _)| (*node, *page));
    let twice = pages.places.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 < pair[1].1);
    pages.repeats = twice.map(|pair| (pair[1].1, pair[1].0, pair[1].2)).collect();
    pages.repeats.sort_by_key(|(page, node, _)| (*page, *node));
    pages.places.dedup_by_key(|(node, _, _)| *node);
    (pages, diagnostics)
}

fn page(
    theme: &Theme,
    fonts: &Fonts,
    index: usize,
    leaf: Leaf,
    mut sheet: Sheet,
    chapter: Option<(&Chapter, &Heads, u32)>,
) -> Sheet {
    let recto = index.is_multiple_of(2);
    let area = theme.area_on(recto);
    shift(&mut sheet, area.at.x);
    sheet.page.size = theme.page;
    sheet.page.label = leaf.label();
    sheet.page.roman = leaf.roman;
    sheet.page.number = leaf.number;
    sheet.page.recto = recto;
    sheet.page.area = area;
    if let Some((chapter, heads, number)) = chapter {
        let opening = number == 0;
        let bare = match chapter.role {
            ChapterRole::Cover | ChapterRole::HalfTitle | ChapterRole::TitlePage | ChapterRole::Imprint => true,
            ChapterRole::Part => opening,
            _ => false,
        };
        if !bare {
            folio(theme, fonts, area, chapter, heads.node, &mut sheet.page);
        }
        let head = if recto { &heads.recto } else { &heads.verso };
        if let Some(head) = head.as_ref().filter(|_| !bare && !opening) {
            let width = head.natural_width();
            let y = area.at.y - theme.pitch.scale(13, 10).min(area.at.y / 2);
            let x = if recto { area.right() - width } else { area.at.x };
            margin_text(fonts, head, Point { x, y }, Artifact::Header, LineRole::Head, heads.node, &mut sheet.page);
        }
    }
    sheet
}

/// The folio at the outer edge of the foot (typography row RH-1).
fn folio(theme: &Theme, fonts: &Fonts, area: Rect, chapter: &Chapter, node: NodeId, page: &mut Page) {
    let style = crate::style::TextStyle { role: theme.body.text.role, ..theme.head.text };
    let composed = made(fonts, theme, &chapter.lang, &page.label, style, node);
    let width = composed.natural_width();
    let below = theme.page.height - area.bottom();
    let y = area.bottom() + theme.pitch.scale(135, 100).min(below.scale(6, 10));
    let x = if page.recto { area.right() - width } else { area.at.x };
    margin_text(fonts, &composed, Point { x, y }, Artifact::Footer, LineRole::Folio, node, page);
}

fn margin_text(
    fonts: &Fonts,
    composed: &Composed,
    at: Point,
    artifact: Artifact,
    role: LineRole,
    node: NodeId,
    page: &mut Page,
) {
    let Some(line) = composed.lines().first() else { return };
    let first = page.items.len();
    let mut links = Vec::new();
    let note_label = |_| String::new();
    let mut sink = Sink { fonts, items: &mut page.items, links: &mut links, note_label: &note_label };
    composed.draw(0, at, &mut sink);
    for item in &mut page.items[first..] {
        item.role = Role::Artifact(artifact);
    }
    page.lines.push(LineRecord {
        node,
        role,
        index: 0,
        start: None,
        last: true,
        baseline: at.y,
        x0: at.x + line.x0,
        x1: at.x + line.x1,
        measure: line.natural,
        natural: line.natural,
        adjust: Adjustment::default(),
        items: first as u32..page.items.len() as u32,
    });
}

/// Moves everything to the right.
fn shift(sheet: &mut Sheet, by: Len) {
    // What is turned has its places in a frame, and the frame moves.
    let turned = sheet.page.turned.as_ref().map_or(0..0, |turned| turned.items.clone());
    let still = |index: u32| !turned.contains(&index);
    if let Some(turned) = &mut sheet.page.turned {
        turned.origin.x += by;
    }
    let items = sheet.page.items.iter_mut().zip(0..).filter(|(_, index)| still(*index));
    items.for_each(|(item, _)| item.at.x += by);
    sheet.page.links.iter_mut().for_each(|link| link.rect.at.x += by);
    sheet.places.iter_mut().for_each(|(_, at)| at.x += by);
    for line in sheet.page.lines.iter_mut().filter(|line| still(line.items.start)) {
        line.x0 += by;
        line.x1 += by;
    }
}

/// The verso says the part, or else the book; the recto the chapter (typography row RH-2).
fn heads_of(book: &Book, theme: &Theme, fonts: &Fonts, chapter: &Chapter) -> Heads {
    let node = first_node(book, chapter);
    let number = chapter.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { number, .. } => Some(number.as_deref()),
        _ => None,
    });
    let part = chapter.part.and_then(|part| book.chapters.get(usize::from(part)));
    let above = part.map_or(book.meta.title.as_str(), |part| part.title.as_str());
    let setter = HeadSetter { theme, fonts, lang: &chapter.lang, node };
    Heads { verso: setter.head(None, above), recto: setter.head(number.flatten(), &chapter.title), node }
}

/// Sets running heads.
struct HeadSetter<'a> {
    theme: &'a Theme,
    fonts: &'a Fonts,
    lang: &'a Tag,
    node: NodeId,
}

impl HeadSetter<'_> {
    /// A head on one line: a title that is too long for it is cut between words, and shows that it is.
    fn head(&self, number: Option<&str>, title: &str) -> Option<Composed> {
        let fits = |title: &str| self.set(number, title).natural_width() <= self.theme.measure();
        if title.is_empty() && number.is_none() {
            None
        } else if fits(title) {
            Some(self.set(number, title))
        } else {
            Some(self.set(number, &self.cut(title, fits)))
        }
    }

    fn set(&self, number: Option<&str>, title: &str) -> Composed {
        let style = self.theme.head.text;
        let text = |text: &str| plain(text, style, self.lang, self.node, Piece::Label);
        let mut runs = Vec::new();
        match number {
            Some(_) if self.lang.script().is_full_width() => {
                runs.push(text(&self.lang.words().numbered(number, title)))
            }
            Some(number) => runs.extend([text(number), Run::Space(style.size), text(title)]),
            None => runs.push(text(title)),
        }
        made_of(self.fonts, self.theme, runs, self.node)
    }

    /// The longest beginning of a title that fits with an ellipsis after it and ends where a line may end; of one that
    /// has no such place, as many characters as fit.
    fn cut(&self, title: &str, fits: impl Fn(&str) -> bool) -> String {
        let shortened = |end: usize| format!("{}{}", beginning(&title[..end]), self.lang.words().get(Word::Ellipsis));
        let longest = |ends: &[usize]| {
            let fitting = ends.partition_point(|end| fits(&shortened(*end)));
            fitting.checked_sub(1).map(|last| shortened(ends[last]))
        };
        let syllables = |end: usize| title[..end].ends_with(is_hangul) && title[end..].starts_with(is_hangul);
        let words: Vec<usize> = unicode_linebreak::linebreaks(title)
            .map(|(end, _)| end)
            .filter(|end| *end < title.len() && !syllables(*end))
            .collect();
        let characters = || title.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        longest(&words).or_else(|| longest(&characters())).unwrap_or_default()
    }
}

/// Marks that no ellipsis follows: pauses, and what opens something that is cut away.
const DANGLING: &str = "，、；：—–,;:-/／·・“‘「『《〈（【〖〔［｛([{‹«„‚";

/// The beginning of a title without what an ellipsis may not follow. A straight quotation mark behind a blank opens.
fn beginning(kept: &str) -> &str {
    let bare = kept.trim_end_matches(|c: char| c.is_whitespace() || DANGLING.contains(c));
    let outside = bare.strip_suffix(['"', '\'']).filter(|rest| rest.is_empty() || rest.ends_with([' ', '(', '—']));
    outside.map_or(bare, beginning)
}

fn first_node(book: &Book, chapter: &Chapter) -> NodeId {
    chapter.blocks.first().map_or_else(
        || {
            let index = book.chapters.iter().position(|one| std::ptr::eq(one.as_ref(), chapter)).unwrap_or(0);
            NodeId { chapter: index as u16, index: 0 }
        },
        |block| block.id,
    )
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn no_cut_title_ends_with_a_mark_that_opens_or_pauses() {
        for (kept, expected) in [
            ("In Which “", "In Which"),
            ("In Which “the Heroine” ", "In Which “the Heroine”"),
            ("他说：“《", "他说"),
            ("他说「『", "他说"),
            ("one — (", "one"),
            ("He said \"", "He said"),
            ("He said \"no\"", "He said \"no\""),
            ("甲，", "甲"),
            ("“", ""),
        ] {
            assert_eq!(beginning(kept), expected, "{kept}");
        }
    }
}

//! What is tall, in any order, on pages of any size: nothing leaves the type area, nothing covers anything else, nothing
//! is left out or stands twice. Every build checks that by itself; here it is checked once more, in another way.

use crate::support::*;
use huoban::base::{Len, Point, Rect, Size};
use huoban::display::{Artifact, Draw, Item, Page, Piece, Role};
use proptest::prelude::*;

/// Pages by their settings: the usual small one, a narrow and deep one, one of few lines, a large one.
const PAGES: [&str; 4] = [
    "page: {size: 90mm x 130mm, font-size: 10pt, line-pitch: 16pt, chars-per-line: 20, lines-per-page: 16}\n",
    "page: {size: 74mm x 180mm, font-size: 9pt, line-pitch: 14pt, chars-per-line: 18, lines-per-page: 28}\n",
    "page: {size: 120mm x 90mm, font-size: 10pt, line-pitch: 16pt, chars-per-line: 26, lines-per-page: 10}\n",
    "page: {size: 大32开}\n",
];

/// What layout may tell of such a book: tables that are divided, or that cannot be turned.
const ALLOWED: [&str; 2] = ["W502", "W512"];

/// A tall thing; `n` makes its words its own and its notes too.
fn thing(kind: usize, n: usize, size: usize) -> String {
    let long = |times: usize| format!("第{n}块{}", TEXT.repeat(times));
    let rows = |cells: [&str; 2], count: usize| format!("| {} |\n", cells.join(" | ")).repeat(count);
    match kind {
        0 => long(size),
        1 => format!("![第{n}块的树](tall.svg \"第{n}块{}\"){{width=100%}}", "说明".repeat(size)),
        2 => format!("![第{n}块的树](wide.svg \"第{n}块说明\")"),
        3 => format!("表：第{n}块\n\n{}|--|--|\n{}", rows(["栏", "目"], 1), rows(["一", "二"], size * 10)),
        4 => format!(
            "表：第{n}块\n\n{}|--|--|\n{}",
            rows(["图![灯](wide.svg)", "目"], 1),
            rows(["![灯](wide.svg){height=4em}", "二"], size * 3)
        ),
        5 => {
            format!("表：第{n}块 {{.turned}}\n\n{}|--|--|\n{}", rows(["栏", "目"], 1), rows(["一", "二"], size.min(4)))
        }
        6 => format!("```\n第{n}块\n{}```", "let x = 1;\n".repeat(size * 8)),
        7 => format!("{}[^n{n}]\n\n[^n{n}]: 第{n}注{}", long(1), TEXT.repeat(size * 4)),
        8 => format!("```verse 第{n}首\n{}```", "床前明月光，\n疑是地上霜。\n\n".repeat(size * 3)),
        9 => format!("## 第{n}节\n\n### 第{n}小节"),
        10 => format!("![第{n}块的树](a.svg \"第{n}块{}\")", TEXT.repeat(size * 3)),
        11 => format!("> {}\n>\n> 第{n}块后{}", long(size), TEXT),
        12 => format!("- 第{n}块{TEXT}\n\n  ![第{n}块里的树](wide.svg \"第{n}块里的说明\")\n\n- 又{TEXT}"),
        13 => format!(
            "{}[^m{n}]按![灯](wide.svg){{height=60%}}键[^o{n}]\n\n[^m{n}]: 第{n}注按![灯](wide.svg){{height=5em}}键{TEXT}\n\n[^o{n}]: 第{n}另注\n\n    ![第{n}注里的树](tall.svg \"第{n}注里的说明\")\n",
            long(1)
        ),
        14 => format!("术语{n}\n: 第{n}块{}", TEXT.repeat(size)),
        15 => format!("|  |  |\n|--|--|\n{}", rows(["第一行", "空头"], size * 9)),
        16 => format!(
            "表：第{n}块 {{.turned}}\n\n{}|--|--|\n{}",
            rows(["栏![灯](wide.svg)", "目"], 1),
            rows(["![灯](wide.svg){width=50%}", "二"], size)
        ),
        17 => format!("## 第{n}节![灯](wide.svg){{height={size}em}}名\n\n{}", long(1)),
        18 => format!(
            "> 第{n}块{TEXT}\n>\n> | 栏 | 目 |\n> |--|--|\n{}>\n> ![第{n}块的树](tall.svg \"第{n}块的说明\")\n>\n> - 第{n}块的项\n>\n>   ```\n>   let x = 1;\n>   ```\n",
            "> | 一 | 二 |\n".repeat(size * 8)
        ),
        19 => format!(
            "{}[^p{n}]\n\n[^p{n}]: 第{n}注\n\n    | 栏 | 目 |\n    |--|--|\n{}\n    ```\n{}    ```\n\n    > 第{n}注的引文{TEXT}\n",
            long(1),
            "    | 一 | 二 |\n".repeat(size * 6),
            "    let x = 1;\n".repeat(size * 6)
        ),
        20 => format!(
            "| 第{n}块的栏![灯](wide.svg) | {} |\n|{}\n{}",
            ["栏![灯](wide.svg)"; 15].join(" | "),
            "--|".repeat(16),
            format!("| {} |\n", ["二"; 16].join(" | ")).repeat(size * 3)
        ),
        21 => format!(
            "| 第{n}块{} | 目 |\n|--|--|\n| {} | 二 |\n| 一 | ![灯](tall.svg){{height=100%}} |\n",
            TEXT.repeat(size),
            TEXT.repeat(size * 8)
        ),
        22 => format!(
            "第{n}块[{TEXT}]{{.dots}}[人名]{{.name}}[{TEXT}]{{.title}}[汉字]{{ruby=\"hàn zì\"}}\n\n---\n\n{TEXT} {{.center}}"
        ),
        _ => {
            format!("表：第{n}块\n\n| 甲[^t{n}] | 乙 |\n|--|--|\n{}\n[^t{n}]: 第{n}注{TEXT}", rows([TEXT, "二"], size))
        }
    }
}

/// How many kinds of thing there are.
const KINDS: usize = 24;

fn book(things: &[(usize, usize)]) -> String {
    let blocks = things.iter().enumerate().map(|(n, (kind, size))| thing(*kind, n + 1, *size));
    blocks.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn holds(page: &str, things: &[(usize, usize)]) {
    let report = made_any(page, &[&book(things)], &[]);
    for found in &report.diagnostics {
        let code = found.rule.code;
        let of_layout = code.starts_with('E') || code.starts_with("W5");
        assert!(!of_layout || ALLOWED.contains(&code), "{page}{things:?}: {found:?}");
    }
    let what = format!("{page}{things:?}");
    for page in body_pages(&report) {
        within(page, &what);
        apart(page, &what);
    }
    // Every thing lands once.
    let said: String = body_pages(&report).iter().map(|page| words(page)).collect();
    for (n, (kind, size)) in things.iter().enumerate() {
        let text = thing(*kind, n + 1, *size);
        for mark in
            [format!("第{}块", n + 1), format!("第{}注", n + 1), format!("第{}节", n + 1), format!("第{}首", n + 1)]
        {
            // An alt text is heard, not seen.
            let heard = text.matches(&format!("![{mark}")).count();
            assert_eq!(said.matches(&mark).count(), text.matches(&mark).count() - heard, "{what}: {mark}");
        }
    }
    // And so does every picture.
    let shown = |page: &&Page| page.items.iter().filter(|item| matches!(item.draw, Draw::Picture(..))).count();
    let repeated = |page: &&Page| {
        let again = |item: &&Item| item.role == Role::Artifact(Artifact::RepeatedHead);
        page.items.iter().filter(again).filter(|item| matches!(item.draw, Draw::Picture(..))).count()
    };
    let pages = body_pages(&report);
    let found = pages.iter().map(shown).sum::<usize>() - pages.iter().map(repeated).sum::<usize>();
    assert_eq!(found, book(things).matches(".svg").count(), "{what}: pictures");
}

/// The words of the body of a page that are no repetition, in the order in which they are drawn.
fn words(page: &Page) -> String {
    let own = |item: &&Item| matches!(item.role, Role::Content(..));
    let text = |item: &'_ Item| if let Draw::Glyphs(run) = &item.draw { run.text.clone() } else { String::new() };
    page.items.iter().filter(own).map(text).collect()
}

/// Where an item's ink is, about.
fn area(page: &Page, index: usize) -> Rect {
    let item = &page.items[index];
    let area = match &item.draw {
        Draw::Glyphs(run) => {
            let width = run.glyphs.last().map_or(Len::ZERO, |last| last.x + last.advance);
            Rect::new(item.at.x, item.at.y - run.size.scale(76, 100), width, run.size.scale(80, 100))
        }
        Draw::Fill(size, _) | Draw::Picture(_, size) | Draw::Wave { size, .. } | Draw::Sesame { size, .. } => {
            Rect { at: item.at, size: *size }
        }
        Draw::Dots { diameter, .. } => Rect { at: item.at, size: Size { width: *diameter, height: *diameter } },
    };
    match &page.turned {
        Some(turned) if turned.items.contains(&(index as u32)) => turned.area_on_page(area),
        _ => area,
    }
}

const NEAR: Len = Len(Len::PT.0 / 10);

/// Everything but running heads and folios stands within the type area; marks may hang.
fn within(page: &Page, what: &str) {
    let hang = page.lines.iter().map(|line| line.adjust.em).max().unwrap_or_default().min(Len::pt(12));
    for (index, item) in page.items.iter().enumerate() {
        let at = area(page, index);
        let sheet = at.at.x >= Len::ZERO && at.right() <= page.size.width && at.bottom() <= page.size.height;
        assert!(sheet && at.at.y >= Len::ZERO, "{what}: off the sheet on page {}: {item:?}", page.label);
        if matches!(item.role, Role::Artifact(Artifact::Header | Artifact::Footer)) {
            continue;
        }
        // So may the blank of a mark.
        let hang = if matches!(item.draw, Draw::Glyphs(_)) { hang } else { Len::ZERO };
        let Point { x, y } = at.at;
        let inside = x >= page.area.at.x - hang - NEAR && at.right() <= page.area.right() + hang + NEAR;
        // And so may readings, and dots and lines beside the text, at the first and the last line.
        let beside = match item.role {
            Role::Artifact(_) => page.lines.iter().any(|line| line.items.contains(&(index as u32))),
            Role::Content(_, piece) => piece == Piece::Reading,
        };
        let slack = if beside { Len::pt(6) } else { NEAR };
        let inside = inside && y >= page.area.at.y - slack && at.bottom() <= page.area.bottom() + slack;
        assert!(inside, "{what}: outside the type area on page {}: {item:?} {:?}", page.label, page.area);
    }
}

/// No picture covers text or another picture, and no line of text covers another: neither what is told twice nor what is
/// repeated.
fn apart(page: &Page, what: &str) {
    let line_of = |index: usize| page.lines.iter().position(|line| line.items.contains(&(index as u32)));
    let shown = |item: &Item| match &item.draw {
        Draw::Glyphs(run) => !run.text.trim().is_empty(),
        Draw::Picture(..) => true,
        _ => false,
    };
    let boxes: Vec<(Rect, Option<usize>, usize)> = (0..page.items.len())
        .filter(|index| shown(&page.items[*index]))
        .map(|index| (area(page, index), line_of(index), index))
        .collect();
    for (at, (one, line, index)) in boxes.iter().enumerate() {
        for (other, another, number) in &boxes[..at] {
            if line.is_some() && line == another {
                continue;
            }
            let across = one.at.x + NEAR < other.right() && other.at.x + NEAR < one.right();
            let down = one.at.y + NEAR < other.bottom() && other.at.y + NEAR < one.bottom();
            let (first, second) = (&page.items[*number], &page.items[*index]);
            assert!(!(across && down), "{what}: page {}: {first:?} under {second:?}", page.label);
        }
    }
}

#[test]
fn a_repeated_head_stands_on_the_page_below_whatever_fills_it() {
    // A picture of 1200 × 2200 before a table of 60 rows, and what else fills a page before one that goes on.
    for page in PAGES {
        for before in [1, 5, 2, 10, 13, 7] {
            holds(page, &[(0, 1), (before, 1), (3, 6), (0, 1)]);
            holds(page, &[(3, 6), (before, 3), (3, 6), (before, 2), (4, 3)]);
        }
    }
}

#[test]
fn every_tall_thing_holds_by_itself_and_after_every_other() {
    for page in PAGES {
        for kind in 0..KINDS {
            holds(page, &[(kind, 1)]);
            holds(page, &[(kind, 4), (0, 1), (kind, 2), ((kind * 7 + 3) % KINDS, 3)]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_tall_things_in_any_order_hold_on_every_page(
        page in 0..PAGES.len(),
        things in prop::collection::vec((0..KINDS, 1..5usize), 1..9),
    ) {
        holds(PAGES[page], &things);
    }
}

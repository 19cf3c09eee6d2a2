//! Can it be read: the contrast of every text with what lies behind it (WCAG 2.2, 1.4.3).

use crate::books::BOOKS;
use huoban::base::{Point, Rect};
use huoban::display::{Draw, Item, Page};
use huoban::style::Color;

/// The least contrast of small text.
const LEAST: f64 = 4.5;

/// Relative luminance, as WCAG defines it.
fn luminance(color: Color) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b)
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What was painted last behind a point before the item with this index; the paper is white.
fn behind(page: &Page, index: usize, at: Point) -> Color {
    let covers = |rect: Rect| rect.at.x <= at.x && at.x <= rect.right() && rect.at.y <= at.y && at.y <= rect.bottom();
    let painted = page.items[..index].iter().rev().find_map(|item| match item.draw {
        Draw::Fill(size, color) if covers(Rect { at: item.at, size }) => Some(color),
        _ => None,
    });
    painted.unwrap_or(Color::grey(255))
}

#[test]
fn every_text_stands_out_from_its_ground() {
    assert!((contrast(Color::BLACK, Color::grey(255)) - 21.0).abs() < 1e-9);
    let mut runs = 0;
    for book in BOOKS.iter() {
        for page in book.report.pages.cover.iter().chain(&book.report.pages.pages) {
            for (index, item) in page.items.iter().enumerate() {
                let Draw::Glyphs(run) = &item.draw else { continue };
                // The words behind a picture of the cover are there to be found, not to be seen.
                let hidden = |later: &Item| matches!(later.draw, Draw::Picture(..));
                if run.color == Color::grey(255) && page.items[index..].iter().any(hidden) {
                    continue;
                }
                let found = contrast(run.color, behind(page, index, item.at));
                assert!(
                    found >= LEAST,
                    "{}, page {}: “{}” has a contrast of {found:.1}",
                    book.name,
                    page.label,
                    run.text
                );
                runs += 1;
            }
        }
    }
    assert!(runs > 1000, "{runs} runs");
}

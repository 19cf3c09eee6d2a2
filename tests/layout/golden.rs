//! Golden layouts: small manuscripts, and every line of their pages in words.

use huoban::base::Len;
use huoban::display::{Draw, Page};
use huoban::pipeline::{Request, build};
use huoban::source::MemoryWorld;
use std::path::PathBuf;

/// Sets `tests/layout/NAME.md` on a small page and compares every line with `NAME.txt`. `HUOBAN_BLESS=1` writes it.
fn golden(name: &str) {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layout");
    let chapter = std::fs::read(dir.join(format!("{name}.md"))).expect("the manuscript of the golden layout");
    let yaml = "title: 活版\nlanguage: zh-Hans\nslug: g\nchapters: [c.md]\n\
                page: {size: 90mm x 140mm, font-size: 10pt, line-pitch: 16pt, chars-per-line: 18, lines-per-page: 18}\n";
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 100\"><rect width=\"300\" height=\"100\"/></svg>";
    let world = MemoryWorld::new().with("book.yaml", yaml).with("c.md", chapter).with("fig.svg", svg);
    let fonts = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let request = Request {
        directory: name.to_owned(),
        outputs: Some(Vec::new()),
        pages: true,
        font_directories: vec![fonts],
        ..Request::default()
    };
    let report = build(&world, &request);
    let codes: Vec<&str> = report.diagnostics.iter().map(|found| found.rule.code).collect();
    assert!(codes.is_empty(), "{codes:?}");
    let body = report.pages.pages.iter().filter(|page| !page.roman);
    let found: String = body.map(|page| shown(page, Len::pt(10), Len::pt(16))).collect();
    let path = dir.join(format!("{name}.txt"));
    if std::env::var_os("HUOBAN_BLESS").is_some() {
        std::fs::write(&path, &found).expect("the golden layout can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{name}: the layout has changed; HUOBAN_BLESS=1 accepts it\n{found}");
}

/// A page in words: baselines in lines of the grid, horizontal places in em, from the corner of the type area.
fn shown(page: &Page, em: Len, pitch: Len) -> String {
    let x = |at: Len| (at - page.area.at.x).to_pt() / em.to_pt();
    let y = |at: Len| (at - page.area.at.y).to_pt() / pitch.to_pt();
    let mut text = format!("== {} {}\n", page.label, if page.recto { "recto" } else { "verso" });
    for line in &page.lines {
        let items = &page.items[line.items.start as usize..line.items.end as usize];
        let glyphs: String = items
            .iter()
            .filter_map(|item| match &item.draw {
                Draw::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        let (from, to) = (x(line.x0), x(line.x1));
        let at = y(line.baseline - em.scale(88, 100));
        text += &format!("{at:6.2} {from:6.2}..{to:<5.2} {:<9} {glyphs}\n", line.role);
    }
    for item in &page.items {
        let (what, size) = match &item.draw {
            Draw::Fill(size, _) => ("fill", *size),
            Draw::Picture(_, size) => ("picture", *size),
            Draw::Glyphs(_) | Draw::Dots { .. } | Draw::Wave { .. } | Draw::Sesame { .. } => continue,
        };
        let (at, width, height) = (item.at, size.width.to_pt() / em.to_pt(), size.height.to_pt() / pitch.to_pt());
        text += &format!("{:6.2} {:6.2} {what} {width:.2} x {height:.2}\n", y(at.y), x(at.x));
    }
    text
}

const GOLDEN: [&str; 5] = ["displays", "headings", "lists", "notes", "paragraphs"];

#[test]
fn golden_layouts() {
    GOLDEN.into_iter().for_each(golden);
    // A layout that no test reads any more is an error.
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layout");
    for entry in std::fs::read_dir(dir).expect("the golden layouts") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|one| one == "rs") {
            continue;
        }
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        assert!(GOLDEN.contains(&name.as_str()), "{} is not used", path.display());
    }
}

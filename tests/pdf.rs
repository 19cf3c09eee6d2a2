//! The PDF as a reader, a screen reader and a librarian find it.

mod press;

use huoban::base::{Len, NodeId, Point, Rect, Size};
use huoban::config::PdfStandard;
use huoban::diagnostics::{Argument, Diagnostic, Lang, Place};
use huoban::display::{Artifact, Draw, Glyph, GlyphRun, Item, LinkArea, Page, Pages, Piece, Role};
use huoban::font::{FontRole, Fonts};
use huoban::language::Region;
use huoban::model::{
    Align, Block, BlockKind, Book, Cell, ChapterRole, ContentsEntry, Definition, Figure, InlineKind, ListItem, Note,
    OutlineEntry, Picture, PictureFormat, Row, Style, Table, Target,
};
use huoban::pdf;
use huoban::style::Color;
use press::pictures::{cmyk_jpeg, jpeg, png};
use press::reader::{Pdf, Value};
use press::{EM, Ids, book, chapter, fonts, set};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// 2021-11-22 03:04:05 UTC.
const BUILT: Option<i64> = Some(1_637_550_245);

fn shipped() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(fonts)
}

fn print(book: &Book) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    pdf::write(book, &set(book, shipped()), shipped(), BUILT, PdfStandard::Ua1)
}

/// Prints a book in which nothing is wrong. `PDF_OUT` names a directory where a person may look at the files.
fn printed(name: &str, book: &Book) -> Pdf {
    let (bytes, diagnostics) = print(book);
    assert_eq!(diagnostics, []);
    let bytes = bytes.expect("nothing was wrong");
    if let Some(directory) = std::env::var_os("PDF_OUT") {
        std::fs::write(PathBuf::from(directory).join(format!("{name}.pdf")), &bytes).expect("written");
    }
    Pdf::read(&bytes)
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.rule.code).collect()
}

fn body(blocks: Vec<Block>) -> Book {
    book(vec![chapter(ChapterRole::Body, blocks)])
}

fn picture(book: &mut Book, path: &str, bytes: Vec<u8>, format: PictureFormat) -> PathBuf {
    turned(book, path, bytes, format, 1)
}

fn turned(book: &mut Book, path: &str, bytes: Vec<u8>, format: PictureFormat, orientation: u8) -> PathBuf {
    let path = PathBuf::from(path);
    let picture =
        Picture { path: path.clone(), bytes: bytes.into(), format, width: 16, height: 8, orientation, ppi: None };
    book.images.insert(path.clone(), Arc::new(picture));
    path
}

fn figure(ids: &mut Ids, path: &str, alt: &str, caption: &str) -> Block {
    let id = ids.id();
    let caption_id = ids.id();
    let caption = if caption.is_empty() { Vec::new() } else { vec![ids.text(caption)] };
    let number = (!caption.is_empty()).then(|| "图1".to_owned());
    let figure = Figure {
        image: path.into(),
        alt: alt.to_owned(),
        number,
        caption_id,
        caption,
        asked: Default::default(),
        decorative: false,
    };
    Block { id, anchor: None, classes: Vec::new(), kind: BlockKind::Figure(figure) }
}

fn row(ids: &mut Ids, cells: &[&str]) -> Row {
    let id = ids.id();
    let mut cell = |text: &&str| {
        let id = ids.id();
        Cell { id, content: if text.is_empty() { Vec::new() } else { vec![ids.text(text)] } }
    };
    Row { id, cells: cells.iter().map(&mut cell).collect() }
}

fn page_with(items: Vec<Item>) -> Pages {
    let size = Size { width: Len::pt(300), height: Len::pt(400) };
    Pages { pages: vec![Page { size, number: 1, label: "1".to_owned(), items, ..Page::default() }], ..Pages::default() }
}

#[test]
fn a_paragraph_over_two_pages_is_one_paragraph() {
    let mut ids = Ids::new(0);
    let long = "活字印刷把每个字铸成一枚，排好一版便印一版，拆了又能再排。".repeat(30);
    let pdf = printed("plain", &body(vec![ids.heading(1, "活字"), ids.paragraph(&long), ids.paragraph("The end.")]));
    assert_eq!(pdf.pages().len(), 2);
    let structure = pdf.structure();
    let paragraphs: Vec<&str> = structure.split(" P(").collect();
    assert_eq!(paragraphs[0], "Document(Sect(H1(「活字」)");
    // One leaf a page, not one a line, and together they are the text.
    let leaves: Vec<&str> = paragraphs[1].trim_matches(['「', '」', ')']).split("」 「").collect();
    assert_eq!(leaves.len(), 2);
    assert_eq!(leaves.concat(), long);
    assert_eq!(paragraphs[2], "「The end.」)))");
}

#[test]
fn folios_and_rules_are_not_read_aloud() {
    let mut ids = Ids::new(0);
    let pdf = printed("folio", &body(vec![ids.paragraph("甲")]));
    assert_eq!(pdf.marked(pdf.pages()[0])[&-1], "1");
    assert_eq!(pdf.structure(), "Document(Sect(P(「甲」)))");
}

#[test]
fn every_kind_of_block_has_its_element() {
    let mut ids = Ids::new(0);
    let mut blocks = vec![ids.heading(1, "题")];
    let quoted = vec![ids.paragraph("引文。")];
    blocks.push(ids.block(BlockKind::Quote(quoted)));
    let verse = vec![vec![ids.text("床前明月光")], vec![ids.text("疑是地上霜")], vec![], vec![ids.text("举头望明月")]];
    blocks.push(ids.block(BlockKind::Verse(verse)));
    let mut item = |text: &str| {
        let id = ids.id();
        ListItem { id, checked: None, blocks: vec![ids.paragraph(text)] }
    };
    let items = vec![item("其一"), item("其二")];
    blocks.push(ids.block(BlockKind::List { start: Some(1), tight: true, items }));
    let (id, meaning) = (ids.id(), ids.id());
    let definitions = vec![(meaning, vec![ids.paragraph("释义。")])];
    let entry = Definition { id, term: vec![ids.text("词")], definitions };
    blocks.push(ids.block(BlockKind::Definitions(vec![entry])));
    blocks.push(ids.block(BlockKind::Code { language: None, text: "let a = 1;\nlet b = 2;".to_owned() }));
    blocks.push(ids.block(BlockKind::Math("a+b=c".to_owned())));
    blocks.push(ids.block(BlockKind::Break));
    let pdf = printed("blocks", &body(blocks));
    assert_eq!(
        pdf.structure(),
        "Document(Sect(H1(「题」) BlockQuote(P(「引文。」)) \
         BlockQuote(Div(P(「床前明月光」) P(「疑是地上霜」)) Div(P(「举头望明月」))) \
         L(LI(Lbl(「1.」) LBody(P(「其一」))) LI(Lbl(「2.」) LBody(P(「其二」)))) \
         L(LI(Lbl(「词」) LBody(P(「释义。」)))) \
         Div(P(Code(「let a = 1;」)) P(Code(「let b = 2;」))) Formula(「a+b=c」) P(「＊＊＊」)))"
    );
    assert_eq!(pdf.elements("Formula")[0].dict()["Alt"].text(), "a+b=c");
}

#[test]
fn inlines_have_their_elements_in_reading_order() {
    let mut ids = Ids::new(0);
    let inner = vec![ids.text("着重")];
    let foreign = vec![ids.text("page")];
    let (base, code) = (vec![ids.text("活")], ids.inline(InlineKind::Code("ls".to_owned())));
    let content = vec![
        ids.text("前"),
        ids.inline(InlineKind::Styled(Style::Emphasis, inner)),
        ids.text("中"),
        ids.inline(InlineKind::Lang("en".parse().unwrap(), foreign)),
        code,
        ids.inline(InlineKind::Ruby(base, "huo".to_owned())),
        ids.text("后"),
    ];
    let paragraph = ids.block(BlockKind::Paragraph { continued: false, content });
    let pdf = printed("inlines", &body(vec![paragraph]));
    assert_eq!(
        pdf.structure(),
        "Document(Sect(P(「前」 Em(「着重」) 「中」 Span(「page」) Code(「ls」) Ruby(RB(「活」) RT(「huo」)) 「后」)))"
    );
    let lang = pdf.elements("Span").into_iter().find_map(|span| span.dict().get("Lang")).map(Value::text);
    assert_eq!(lang.as_deref(), Some("en"));
}

#[test]
fn a_table_keeps_its_empty_cells() {
    let mut ids = Ids::new(0);
    let (head, first) = (row(&mut ids, &["年", "产值"]), row(&mut ids, &["1991", ""]));
    let caption_id = ids.id();
    let caption = vec![ids.text("产值")];
    let number = Some("表1".to_owned());
    let table = Table { number, caption_id, caption, align: vec![Align::Auto; 2], head, rows: vec![first] };
    let pdf = printed("table", &body(vec![ids.block(BlockKind::Table(table))]));
    assert_eq!(
        pdf.structure(),
        "Document(Sect(Table(Caption(「表1」 「产值」) THead(TR(TH(「年」) TH(「产值」))) TBody(TR(TD(「1991」) TD())))))"
    );
    for head in pdf.elements("TH") {
        assert_eq!(pdf.list(&head.dict()["A"])[0].dict()["Scope"].name(), "Column");
    }
}

#[test]
fn a_note_stands_beside_its_call_and_each_leads_to_the_other() {
    let mut ids = Ids::new(0);
    let (first, again) = (ids.inline(InlineKind::NoteCall(0)), ids.inline(InlineKind::NoteCall(0)));
    let (id, calls) = (ids.id(), vec![first.id, again.id]);
    let note = Note { id, name: "a".to_owned(), number: 1, calls, blocks: vec![ids.paragraph("注文。")] };
    let content = vec![ids.text("正文"), first, ids.text("又"), again];
    let (call, node) = (note.calls[0], note.id);
    let mut chapter = chapter(ChapterRole::Body, vec![ids.block(BlockKind::Paragraph { continued: false, content })]);
    chapter.notes = vec![note];
    let book = book(vec![chapter]);
    let mut pages = set(&book, shipped());
    let rect = Rect::new(EM, EM, EM, EM);
    pages.pages[0].links = vec![
        LinkArea { rect, target: Target::Node(node), node: call },
        LinkArea { rect, target: Target::Node(NodeId { chapter: 0, index: call.index }), node },
    ];
    pages.places.push((call, 0, Point::default()));
    pages.places.sort_by_key(|place| place.0);
    let (bytes, diagnostics) = pdf::write(&book, &pages, shipped(), BUILT, PdfStandard::Ua1);
    assert_eq!(diagnostics, []);
    let pdf = Pdf::read(&bytes.expect("nothing was wrong"));
    assert_eq!(
        pdf.structure(),
        "Document(Sect(P(「正文」 Reference(Link(「①」 @)) Note(Lbl(Link(「①」 @)) P(「注文。」)) 「又」 Reference(「①」))))"
    );
    assert!(pdf.elements("Note")[0].dict().contains_key("ID"));
}

#[test]
fn heading_ranks_skip_nothing_and_follow_the_parts() {
    let mut ids = Ids::new(0);
    let front = chapter(ChapterRole::Front, vec![ids.heading(1, "前言"), ids.paragraph("话。")]);
    let mut ids = Ids::new(1);
    let part = chapter(ChapterRole::Part, vec![ids.heading(0, "上篇")]);
    let mut ids = Ids::new(2);
    let blocks = vec![
        ids.heading(1, "章"),
        ids.paragraph("甲"),
        ids.heading(3, "小节"),
        ids.paragraph("乙"),
        ids.heading(2, "节"),
    ];
    let mut within = chapter(ChapterRole::Body, blocks);
    within.part = Some(1);
    let mut ids = Ids::new(3);
    let back = chapter(ChapterRole::Back, vec![ids.heading(1, "后记")]);
    let pdf = printed("ranks", &book(vec![front, part, within, back]));
    assert_eq!(
        pdf.structure(),
        "Document(Sect(H1(「前言」) P(「话。」)) \
         Part(H1(「上篇」) Sect(H2(「章」) P(「甲」) Sect(H3(「小节」) P(「乙」)) Sect(H3(「节」)))) \
         Sect(H1(「后记」)))"
    );
}

#[test]
fn contents_are_a_list_of_links_to_the_headings() {
    let mut ids = Ids::new(1);
    let heading = ids.heading(1, "第一章");
    let section = ids.heading(2, "一节");
    let (chapter_node, section_node) = (heading.id, section.id);
    let body = chapter(ChapterRole::Body, vec![heading, section]);
    let mut ids = Ids::new(0);
    let mut entry = |target, level, title: &str| {
        let (id, folio_id) = (ids.id(), ids.id());
        ContentsEntry { id, folio_id, target, level, number: None, title: title.to_owned() }
    };
    let entries = vec![entry(chapter_node, 1, "第一章"), entry(section_node, 2, "一节"), entry(chapter_node, 1, "再")];
    let contents = ids.block(BlockKind::Contents(entries));
    let mut book = book(vec![chapter(ChapterRole::Contents, vec![contents]), body]);
    let outlined = |node, level, title: &str| OutlineEntry {
        node,
        level,
        number: Some("1".to_owned()),
        title: title.to_owned(),
        in_contents: true,
    };
    book.outline = vec![outlined(chapter_node, 1, "第一章"), outlined(section_node, 2, "一节")];
    let pdf = printed("contents", &book);
    let line = |title| format!("Reference(Link(「{title}」 「7」 @))");
    let (first, second, third) = (line("第一章"), line("一节"), line("再"));
    assert!(
        pdf.structure()
            .starts_with(&format!("Document(Sect(TOC(TOCI({first} TOC(TOCI({second}))) TOCI({third}))) Sect(H1")),
        "{}",
        pdf.structure()
    );
    let links = pdf.list(&pdf.number(pdf.pages()[0]).dict()["Annots"]);
    assert_eq!(links.len(), 3);
    for link in links {
        assert_eq!(pdf.destination(&pdf.get(link).dict()["Dest"]).0, 1);
        assert!(pdf.get(link).dict()["Contents"].text().starts_with("1\u{3000}"));
    }
    assert_eq!(pdf.outline(), "1\u{3000}第一章 → 1\n  1\u{3000}一节 → 1\n");
}

/// The leader of an entry is one dashed stroke with round caps, as are the dots below emphasized text: the page costs as
/// many bytes as it has entries, not as many as it has dots.
#[test]
fn a_row_of_dots_is_one_stroke() {
    let (pitch, diameter) = (Len::from_pt(5.25), Len::from_pt(0.945));
    let content = |rows: i32, count: u32| {
        let row = |at: i32| Item {
            at: Point { x: Len::pt(40), y: Len::pt(60 + 15 * at) },
            role: Role::Artifact(Artifact::Layout),
            draw: Draw::Dots { count, pitch, diameter, color: Color::BLACK },
        };
        let pages = page_with((0..rows).map(row).collect());
        let book = body(vec![Ids::new(0).paragraph("文")]);
        let (bytes, found) = pdf::write(&book, &pages, shipped(), BUILT, PdfStandard::Ua1);
        assert_eq!(found, []);
        let pdf = Pdf::read(&bytes.expect("nothing was wrong"));
        String::from_utf8(pdf.content(pdf.pages()[0]).to_vec()).expect("plain operators")
    };
    let operators = |text: &str, name: &str| text.split_whitespace().filter(|token| *token == name).count();
    let leaders = content(10, 40);
    assert_eq!(["S", "c", "f"].map(|name| operators(&leaders, name)), [10, 0, 0], "{leaders}");
    assert_eq!(leaders.matches(" 0.945 w 1 J[0 5.25]0 d ").count(), 10, "{leaders}");
    // From the middle of the first dot to behind that of the last, but not as far as the next.
    let tokens: Vec<&str> = leaders.split_whitespace().collect();
    let x = |name: &str| {
        let place = tokens.iter().position(|token| *token == name).expect("a point");
        tokens[place - 2].parse::<f64>().expect("a number")
    };
    let (from, to) = (x("m"), x("l"));
    assert!((from - 40.4725).abs() < 0.002 && to > from + 39.0 * 5.25 && to < from + 39.5 * 5.25, "{from} to {to}");
    assert!(leaders.len() < content(10, 2).len() + 100, "longer leaders cost no more");
    let dot = content(1, 1);
    assert_eq!(["S", "d"].map(|name| operators(&dot, name)), [1, 0], "{dot}");
}

#[test]
fn pages_are_labelled_as_they_are_printed() {
    let mut front = Ids::new(0);
    let mut main = Ids::new(1);
    let book = book(vec![
        chapter(ChapterRole::Front, vec![front.paragraph("序")]),
        chapter(ChapterRole::Body, vec![main.paragraph("文")]),
    ]);
    let pdf = printed("labels", &book);
    let tree = pdf.entry(pdf.catalog(), "PageLabels").expect("labels");
    let labels: Vec<(f64, &str, f64)> = pdf
        .list(&tree.dict()["Nums"])
        .chunks_exact(2)
        .map(|pair| (pair[0].number(), pdf.get(&pair[1]).dict()))
        .map(|(page, label)| (page, label["S"].name(), label["St"].number()))
        .collect();
    assert_eq!(labels, [(0.0, "r", 1.0), (1.0, "D", 1.0)]);
}

#[test]
fn a_link_over_two_lines_is_one_link() {
    let mut ids = Ids::new(0);
    let words = vec![ids.text("出版者的网页地址写在这里，长得要占去两行，还要再多写几个字")];
    let url = "https://example.org/书".to_owned();
    let content = vec![ids.inline(InlineKind::Link(Target::Url(url.clone()), words))];
    let pdf = printed("link", &body(vec![ids.block(BlockKind::Paragraph { continued: false, content })]));
    assert_eq!(
        pdf.structure(),
        "Document(Sect(P(Link(「出版者的网页地址写在这里，长得要占去两行，还要再多写几个字」 @))))"
    );
    let links = pdf.list(&pdf.number(pdf.pages()[0]).dict()["Annots"]);
    assert_eq!(links.len(), 1);
    let link = pdf.get(&links[0]).dict();
    assert_eq!(link["Contents"].text(), url);
    assert_eq!(pdf.list(&link["QuadPoints"]).len(), 16);
}

#[test]
fn the_file_says_who_made_it_and_when() {
    let mut ids = Ids::new(0);
    let mut book = body(vec![ids.paragraph("文")]);
    book.meta.subtitle = Some("一部小史".to_owned());
    book.meta.description = Some("讲活字。".to_owned());
    book.meta.subjects = vec!["印刷".to_owned(), "书籍".to_owned()];
    let by = |name: &str, role: &str| huoban::config::Contributor {
        name: name.to_owned(),
        role: role.to_owned(),
        file_as: None,
    };
    book.meta.contributors = vec![by("毕生", "aut"), by("艾文", "edt"), by("沈括", "aut")];
    let pdf = printed("meta", &book);
    let info = pdf.info().dict();
    assert_eq!(info["Title"].text(), "活字与书：一部小史");
    assert_eq!(info["Author"].text(), "毕生, 沈括");
    assert_eq!(info["Subject"].text(), "讲活字。");
    assert_eq!(info["Keywords"].text(), "印刷, 书籍");
    assert!(info["CreationDate"].text().starts_with("D:20211122030405"));
    assert_eq!(pdf.catalog().dict()["Lang"].text(), "zh-Hans");
    assert_eq!(pdf.outline(), "活字与书 → 0\n");
}

/// A key that says what its absence says is left out, where some readers take offence at it.
#[test]
fn nothing_suspect_is_in_the_file() {
    for standard in [PdfStandard::Ua1, PdfStandard::Ua2] {
        let mut ids = Ids::new(0);
        let plain = ids.paragraph("一页。");
        let base = vec![ids.text("汉")];
        let ruby = ids.inline(InlineKind::Ruby(base, "hàn".to_owned()));
        let read = ids.block(BlockKind::Paragraph { content: vec![ruby], continued: false });
        for blocks in [vec![plain.clone()], vec![plain, read]] {
            let book = body(blocks);
            let (bytes, found) = pdf::write(&book, &set(&book, shipped()), shipped(), BUILT, standard);
            assert_eq!(found, []);
            let pdf = Pdf::read(&bytes.expect("nothing was wrong"));
            let info = pdf.entry(pdf.catalog(), "MarkInfo").expect("a tagged file").dict();
            assert_eq!(info.keys().collect::<Vec<_>>(), ["Marked"], "{standard:?}");
        }
    }
}

#[test]
fn without_a_time_of_the_build_the_date_is_the_books() {
    let mut ids = Ids::new(0);
    let mut book = body(vec![ids.paragraph("文")]);
    let pages = set(&book, shipped());
    let date = |book: &Book| {
        let (bytes, _) = pdf::write(book, &pages, shipped(), None, PdfStandard::Ua1);
        Pdf::read(&bytes.expect("nothing was wrong")).info().dict()["CreationDate"].text()
    };
    assert!(date(&book).starts_with("D:20211122000000"), "{}", date(&book));
    book.meta.date = None;
    assert_eq!(date(&book), date(&book));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let mut ids = Ids::new(0);
    let book = body(vec![ids.heading(1, "题"), ids.paragraph("同样的书，同样的文件。Same bytes.")]);
    assert_eq!(print(&book).0, print(&book).0);
}

#[test]
fn glyphs_stand_where_the_page_says() {
    let mut ids = Ids::new(0);
    let content = vec![ids.text("甲乙丙x")];
    let node = content[0].id;
    let book = body(vec![ids.block(BlockKind::Paragraph { continued: false, content })]);
    let (font, _) = shipped().select(FontRole::Body, Region::Mainland, '甲', true).expect("a shipped font has it");
    let glyph = |character: char, text_end, x| Glyph {
        id: shipped().glyph(font, character).expect("a glyph"),
        text_end,
        x,
        rise: Len::ZERO,
        advance: EM,
    };
    // The first gap is squeezed by a third of an em, the second stretched by a grain; the last glyph is kerned back.
    let at = [Len::ZERO, EM.scale(2, 3), EM.scale(167, 100), EM.scale(260, 100)];
    let glyphs = vec![glyph('甲', 3, at[0]), glyph('乙', 6, at[1]), glyph('丙', 9, at[2]), glyph('x', 10, at[3])];
    let run = GlyphRun { font, size: EM, color: Color::BLACK, turned: false, text: "甲乙丙x".to_owned(), glyphs };
    let start = Point { x: Len::from_pt(12.345), y: Len::from_pt(50.5) };
    let item = Item { at: start, role: Role::Content(node, Piece::Body), draw: Draw::Glyphs(Box::new(run)) };
    let (bytes, diagnostics) = pdf::write(&book, &page_with(vec![item]), shipped(), BUILT, PdfStandard::Ua1);
    assert_eq!(diagnostics, []);
    let pdf = Pdf::read(&bytes.expect("nothing was wrong"));
    let pens = pdf.pens(pdf.pages()[0]);
    assert_eq!(pens.len(), 4);
    for ((x, y), at) in pens.into_iter().zip(at) {
        assert!((x - (start.x + at).to_pt()).abs() < 0.002, "{x} is not {:?}", start.x + at);
        assert!((y - (400.0 - 50.5)).abs() < 0.002, "{y}");
    }
}

#[test]
fn grey_is_printed_with_black_alone() {
    let mut ids = Ids::new(0);
    let pdf = printed("grey", &body(vec![ids.paragraph("墨")]));
    let resources = pdf.entry(pdf.number(pdf.pages()[0]), "Resources").expect("resources");
    let spaces = pdf.entry(resources, "ColorSpace").expect("colour spaces");
    for space in spaces.dict().values() {
        let Value::Ref(profile) = pdf.list(space)[1] else { panic!("a profile") };
        assert_eq!(pdf.number(profile).dict()["N"].number(), 1.0);
    }
}

#[test]
fn a_picture_shown_twice_is_stored_once_and_a_jpeg_as_it_is() {
    let mut ids = Ids::new(0);
    let blocks = vec![
        figure(&mut ids, "a.jpg", "左黑右白", "黑白"),
        figure(&mut ids, "a.jpg", "还是它", ""),
        figure(&mut ids, "b.png", "红点", ""),
    ];
    let mut book = body(blocks);
    picture(&mut book, "a.jpg", jpeg(), PictureFormat::Jpeg);
    picture(&mut book, "b.png", png(), PictureFormat::Png);
    let pdf = printed("pictures", &book);
    let images = pdf.streams_with("Subtype", "Image");
    // The second has a mask for its transparency.
    assert_eq!(images.len(), 3);
    assert!(images.iter().any(|image| image.1 == jpeg()), "the file is in the file");
    assert_eq!(pdf.structure(), "Document(Sect(Figure(「▣」 Caption(「图1」 「黑白」)) Figure(「▣」) Figure(「▣」)))");
    let figures = pdf.elements("Figure");
    assert_eq!(figures[0].dict()["Alt"].text(), "左黑右白");
    let layout = pdf.list(&figures[0].dict()["A"])[0].dict();
    let area: Vec<f64> = pdf.list(&layout["BBox"]).iter().map(Value::number).collect();
    assert_eq!((area[2] - area[0], area[3] - area[1]), (120.0, 90.0));
}

#[test]
fn a_photograph_held_sideways_is_turned() {
    let mut ids = Ids::new(0);
    let mut book = body(vec![figure(&mut ids, "a.jpg", "图", "")]);
    turned(&mut book, "a.jpg", jpeg(), PictureFormat::Jpeg, 6);
    let pdf = printed("turned", &book);
    // Columns of the picture run along y: the matrix has no diagonal.
    let matrices = pdf.matrices(pdf.pages()[0]);
    let matrix = matrices.iter().find(|matrix| matrix[0] == 0.0).unwrap_or_else(|| panic!("{matrices:?}"));
    assert_eq!((matrix[0], matrix[3]), (0.0, 0.0));
    assert_eq!((matrix[1].abs(), matrix[2].abs()), (90.0, 120.0));
}

#[test]
fn a_decorative_picture_is_not_read_aloud() {
    let mut ids = Ids::new(0);
    let mut block = figure(&mut ids, "b.png", "", "");
    if let BlockKind::Figure(figure) = &mut block.kind {
        figure.decorative = true;
    }
    let mut book = body(vec![block, ids.paragraph("文")]);
    picture(&mut book, "b.png", png(), PictureFormat::Png);
    assert_eq!(printed("decorative", &book).structure(), "Document(Sect(P(「文」)))");
}

/// An SVG with a text in the generic families.
fn svg(text: &str) -> Vec<u8> {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 160 80'><rect width='160' height='80' fill='#eee'/>\
         <text x='10' y='30' font-family='sans-serif' font-size='20'>{text}</text>\
         <text x='10' y='60' font-family='serif' font-size='20' font-weight='bold'>Abc {text}</text></svg>"
    )
    .into_bytes()
}

#[test]
fn text_in_an_svg_is_set_with_the_fonts_of_the_book() {
    let mut ids = Ids::new(0);
    let mut book = body(vec![figure(&mut ids, "c.svg", "示意", ""), figure(&mut ids, "c.svg", "再示意", "")]);
    picture(&mut book, "c.svg", svg("图中文字"), PictureFormat::Svg);
    let pdf = printed("svg", &book);
    assert_eq!(pdf.streams_with("Subtype", "Form").len(), 1);
    let fonts = pdf.font_names();
    assert!(fonts.iter().any(|name| name.contains("NotoSansCJKsc")), "{fonts:?}");
    assert!(fonts.iter().any(|name| name.contains("NotoSerifCJKsc-Bold")), "{fonts:?}");
}

#[test]
fn an_svg_with_a_character_that_no_font_has_warns() {
    let mut ids = Ids::new(0);
    let shown = figure(&mut ids, "c.svg", "示意", "");
    let node = shown.id;
    let mut book = body(vec![shown]);
    picture(&mut book, "c.svg", svg("甲\u{10480}"), PictureFormat::Svg);
    let (bytes, diagnostics) = print(&book);
    assert_eq!(codes(&diagnostics), ["W704"]);
    assert_eq!(diagnostics[0].place, Place::Node(node, 0));
    assert!(
        diagnostics[0]
            .arguments
            .iter()
            .any(|(name, value)| (*name, value) == ("text", &Argument::Text("\u{10480}".to_owned())))
    );
    assert!(bytes.is_some());
}

#[test]
fn a_broken_picture_is_named() {
    let cut = jpeg()[..120].to_vec();
    let mut spoilt = png();
    spoilt.truncate(60);
    for (name, bytes, format, code) in [
        ("a.jpg", cut, PictureFormat::Jpeg, "E701"),
        ("a.png", spoilt, PictureFormat::Png, "E701"),
        ("a.gif", b"GIF89a".to_vec(), PictureFormat::Gif, "E701"),
        ("a.webp", b"RIFF\x04\0\0\0WEBP".to_vec(), PictureFormat::WebP, "E701"),
        ("c.jpg", cmyk_jpeg(), PictureFormat::Jpeg, "E702"),
        ("a.svg", b"<svg".to_vec(), PictureFormat::Svg, "E703"),
    ] {
        let mut ids = Ids::new(0);
        let shown = figure(&mut ids, name, "图", "");
        let node = shown.id;
        let mut book = body(vec![shown]);
        picture(&mut book, name, bytes, format);
        let (bytes, diagnostics) = print(&book);
        assert_eq!((codes(&diagnostics), bytes.is_none()), (vec![code], true), "{name}");
        assert_eq!(diagnostics[0].place, Place::Node(node, 0));
        assert!(diagnostics[0].arguments.contains(&("file", Argument::Text(name.to_owned()))), "{name}");
    }
}

#[test]
fn a_filter_that_is_judged_to_be_within_reach_is_drawn() {
    for step in [
        "<feGaussianBlur stdDeviation='{} 1'/>",
        "<feGaussianBlur stdDeviation='{}'/>",
        "<feDropShadow dx='{}' dy='-{}' stdDeviation='{}'/>",
        "<feOffset dx='{}' dy='-{}'/>",
        "<feTurbulence baseFrequency='{}'/>",
        "<feTurbulence baseFrequency='.1' result='t'/><feDisplacementMap in='SourceGraphic' in2='t' scale='{}'/>",
        "<feDiffuseLighting surfaceScale='{}'><fePointLight x='{}' y='0' z='-{}'/></feDiffuseLighting>",
        "<feConvolveMatrix order='3' kernelMatrix='{} 0 0 0 -{} 0 0 0 0' bias='{}'/>",
        "<feComponentTransfer><feFuncR type='gamma' amplitude='{}' exponent='{}' offset='-{}'/></feComponentTransfer>",
    ] {
        // Far, at the limit, and beyond it: drawn or refused, and nothing between.
        for number in ["9", "9e3", "2.4e5", "2.6e5", "1e6", "1e9"] {
            let mut ids = Ids::new(0);
            let mut book = body(vec![figure(&mut ids, "c.svg", "示意", "")]);
            let step = step.replace("{}", number);
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'><filter id='f'>{step}</filter>\
                 <rect width='9' height='9' filter='url(#f)'/></svg>"
            );
            picture(&mut book, "c.svg", svg.into_bytes(), PictureFormat::Svg);
            let (bytes, diagnostics) = print(&book);
            assert_eq!(bytes.is_some(), codes(&diagnostics).is_empty(), "{step}");
            assert!(codes(&diagnostics).iter().all(|code| *code == "E081"), "{step}: {:?}", codes(&diagnostics));
            assert!(diagnostics.iter().all(|found| !found.message(Lang::En).contains("cannot be drawn")), "{step}");
        }
    }
}

#[test]
fn an_svg_that_shows_other_files_is_refused() {
    let mut ids = Ids::new(0);
    let mut book = body(vec![figure(&mut ids, "c.svg", "示意", "")]);
    let source = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image href='/etc/passwd' width='9' height='9'/></svg>";
    picture(&mut book, "c.svg", source.as_bytes().to_vec(), PictureFormat::Svg);
    let (_, diagnostics) = print(&book);
    assert_eq!(codes(&diagnostics), ["E711"]);
    assert!(diagnostics[0].message(Lang::En).contains("/etc/passwd"));
}

#[test]
fn a_figure_without_a_description_is_refused_where_it_stands() {
    let mut ids = Ids::new(0);
    let block = figure(&mut ids, "b.png", "", "");
    let node = block.id;
    let mut book = body(vec![block]);
    picture(&mut book, "b.png", png(), PictureFormat::Png);
    let (bytes, diagnostics) = print(&book);
    assert_eq!((codes(&diagnostics), bytes.is_none()), (vec!["E710"], true));
    assert_eq!(diagnostics[0].place, Place::Node(node, 0));
}

#[test]
fn a_box_for_a_missing_glyph_is_refused_where_it_stands() {
    let mut ids = Ids::new(0);
    let content = vec![ids.text("\u{10480}")];
    let node = content[0].id;
    let book = body(vec![ids.block(BlockKind::Paragraph { continued: false, content })]);
    let (font, _) = shipped().select(FontRole::Body, Region::Mainland, '甲', true).expect("a shipped font has it");
    let glyphs = vec![Glyph { id: 0, text_end: 4, x: Len::ZERO, rise: Len::ZERO, advance: EM }];
    let run = GlyphRun { font, size: EM, color: Color::BLACK, turned: false, text: "\u{10480}".to_owned(), glyphs };
    let at = Point { x: EM, y: EM };
    let item = Item { at, role: Role::Content(node, Piece::Body), draw: Draw::Glyphs(Box::new(run)) };
    let (bytes, diagnostics) = pdf::write(&book, &page_with(vec![item]), shipped(), BUILT, PdfStandard::Ua1);
    assert_eq!((codes(&diagnostics), bytes.is_none()), (vec!["E706"], true));
    assert_eq!(diagnostics[0].place, Place::Node(node, 0));
}

#[test]
fn content_of_no_node_is_a_fault_of_the_tool_and_no_panic() {
    let mut ids = Ids::new(0);
    let book = body(vec![ids.paragraph("文")]);
    let mut pages = set(&book, shipped());
    let stranger = NodeId { chapter: 7, index: 3 };
    for item in &mut pages.pages[0].items {
        if let Role::Content(node, _) = &mut item.role {
            *node = stranger;
        }
    }
    let (bytes, diagnostics) = pdf::write(&book, &pages, shipped(), BUILT, PdfStandard::Ua1);
    assert_eq!((codes(&diagnostics), bytes.is_none()), (vec!["E901"], true));
}

#[test]
fn a_link_to_nothing_is_told_and_its_text_stays() {
    let mut ids = Ids::new(0);
    let words = vec![ids.text("见图")];
    let target = Target::Node(NodeId { chapter: 9, index: 9 });
    let content = vec![ids.inline(InlineKind::Link(target, words))];
    let link = content[0].id;
    let book = body(vec![ids.block(BlockKind::Paragraph { continued: false, content })]);
    let (bytes, diagnostics) = print(&book);
    assert_eq!(codes(&diagnostics), ["W705"]);
    assert_eq!(diagnostics[0].place, Place::Node(link, 0));
    let pdf = Pdf::read(&bytes.expect("only a warning"));
    assert_eq!(pdf.structure(), "Document(Sect(P(Reference(「见图」))))");
}

#[test]
fn one_glyph_for_several_characters_and_several_for_one_keep_the_text() {
    let mut ids = Ids::new(0);
    let content = vec![ids.text("ffi甲乙")];
    let node = content[0].id;
    let book = body(vec![ids.block(BlockKind::Paragraph { continued: false, content })]);
    let (font, id) = shipped().select(FontRole::Body, Region::Mainland, '甲', true).expect("a shipped font has it");
    let other = shipped().glyph(font, '丙').expect("a glyph");
    let glyph = |id, text_end, x| Glyph { id, text_end, x: EM * x, rise: Len::ZERO, advance: EM };
    // The third glyph belongs to the cluster of the second.
    let glyphs = vec![glyph(other, 3, 0), glyph(id, 6, 1), glyph(other, 6, 2), glyph(id, 9, 3)];
    let run = GlyphRun { font, size: EM, color: Color::BLACK, turned: false, text: "ffi甲乙".to_owned(), glyphs };
    let at = Point { x: EM, y: EM };
    let item = Item { at, role: Role::Content(node, Piece::Body), draw: Draw::Glyphs(Box::new(run)) };
    let (bytes, diagnostics) = pdf::write(&book, &page_with(vec![item]), shipped(), BUILT, PdfStandard::Ua1);
    assert_eq!(diagnostics, []);
    assert_eq!(Pdf::read(&bytes.expect("nothing was wrong")).structure(), "Document(Sect(P(「ffi甲乙」)))");
}

//! The display list through printpdf: the same glyphs at the same places, the same pictures as far as it takes them,
//! bookmarks. It has no structure tree, page labels or language to give.

use crate::Fallible;
use huoban::display::{Draw, GlyphRun, Page};
use huoban::font::FontId;
use huoban::model::PictureFormat;
use huoban::pipeline::Report;
use printpdf::{
    Codepoint, Color, FontId as Embedded, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, RawImage, Rect, Rgb, TextItem, XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// `faithful` keeps the pixels of pictures; by default printpdf makes them fewer and encodes them anew as JPEG.
pub fn write(report: &Report, faithful: bool) -> Fallible<Vec<u8>> {
    let mut document = PdfDocument::new(&report.book.meta.title);
    let mut fonts: BTreeMap<FontId, Embedded> = BTreeMap::new();
    let mut pictures: BTreeMap<&PathBuf, (XObjectId, f32, f32)> = BTreeMap::new();
    let all = || report.pages.cover.iter().chain(&report.pages.pages);
    for item in all().flat_map(|page| &page.items) {
        match &item.draw {
            Draw::Glyphs(run) if !fonts.contains_key(&run.font) => {
                let face = report.fonts.face(run.font);
                let parsed = ParsedFont::from_bytes(face.data(), face.index as usize, &mut Vec::new());
                fonts.insert(run.font, document.add_font(&parsed.ok_or("a font was refused")?));
            }
            Draw::Picture(path, _) if !pictures.contains_key(path) => {
                let Some(picture) = report.book.images.get(path) else { continue };
                if matches!(picture.format, PictureFormat::Png | PictureFormat::Jpeg) {
                    let image = RawImage::decode_from_bytes(&picture.bytes, &mut Vec::new())?;
                    let (width, height) = (image.width as f32, image.height as f32);
                    pictures.insert(path, (document.add_image(&image), width, height));
                }
            }
            _ => {}
        }
    }
    let pages = all().map(|page| drawn(page, report, &fonts, &pictures)).collect();
    for entry in &report.book.outline {
        let place = report.pages.places.iter().find(|(node, ..)| *node == entry.node);
        if let Some((_, page, _)) = place {
            document.add_bookmark(&entry.title, report.pages.cover.len() + *page as usize + 1);
        }
    }
    document.with_pages(pages);
    let mut options = PdfSaveOptions::default();
    if faithful {
        options.image_optimization = None;
    }
    Ok(document.save(&options, &mut Vec::new()))
}

fn drawn(
    page: &Page,
    report: &Report,
    fonts: &BTreeMap<FontId, Embedded>,
    pictures: &BTreeMap<&PathBuf, (XObjectId, f32, f32)>,
) -> PdfPage {
    let height = page.size.height.to_pt() as f32;
    let mut ops = Vec::new();
    for item in &page.items {
        let (x, y) = (item.at.x.to_pt() as f32, height - item.at.y.to_pt() as f32);
        match &item.draw {
            Draw::Glyphs(run) => glyphs(run, (x, y), report, fonts, &mut ops),
            Draw::Fill(size, color) => {
                ops.push(Op::SetFillColor { col: color_of(*color) });
                let (width, tall) = (size.width.to_pt() as f32, size.height.to_pt() as f32);
                let mut rectangle = Rect::from_xywh(Pt(x), Pt(y - tall), Pt(width), Pt(tall));
                rectangle.mode = Some(PaintMode::Fill);
                ops.push(Op::DrawRectangle { rectangle });
            }
            Draw::Picture(path, size) => {
                let Some((id, width, tall)) = pictures.get(path) else { continue };
                let (shown, high) = (size.width.to_pt() as f32, size.height.to_pt() as f32);
                let transform = XObjectTransform {
                    translate_x: Some(Pt(x)),
                    translate_y: Some(Pt(y - high)),
                    scale_x: Some(shown / width),
                    scale_y: Some(high / tall),
                    dpi: Some(72.0),
                    ..XObjectTransform::default()
                };
                ops.push(Op::UseXobject { id: id.clone(), transform });
            }
            // Leaders and emphasis dots are drawn shapes; they weigh nothing here.
            Draw::Dots { .. } | Draw::Wave { .. } => {}
        }
    }
    let millimetres = |pt: f32| Mm(pt * 25.4 / 72.0);
    PdfPage::new(millimetres(page.size.width.to_pt() as f32), millimetres(height), ops)
}

fn glyphs(run: &GlyphRun, (x, y): (f32, f32), report: &Report, fonts: &BTreeMap<FontId, Embedded>, ops: &mut Vec<Op>) {
    let Some(font) = fonts.get(&run.font) else { return };
    let size = run.size.to_pt();
    let units = f64::from(report.fonts.metrics(run.font).units_per_em);
    let mut codepoints = Vec::with_capacity(run.glyphs.len());
    let mut said = 0;
    for (index, glyph) in run.glyphs.iter().enumerate() {
        let natural = f64::from(report.fonts.advance(run.font, glyph.id)) * 1000.0 / units;
        let wanted = match run.glyphs.get(index + 1) {
            Some(next) => (next.x - glyph.x).to_pt() * 1000.0 / size,
            None => natural,
        };
        let text = run.text.get(said..glyph.text_end as usize).unwrap_or_default().to_owned();
        said = glyph.text_end as usize;
        codepoints.push(Codepoint::with_cid(glyph.id, (natural - wanted) as f32, text));
    }
    let first = run.glyphs.first().map_or(0.0, |glyph| glyph.x.to_pt() as f32);
    ops.extend([
        Op::SetFillColor { col: color_of(run.color) },
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(font.clone()), size: Pt(size as f32) },
        Op::SetTextCursor { pos: Point { x: Pt(x + first), y: Pt(y) } },
        Op::ShowText { items: vec![TextItem::GlyphIds(codepoints)] },
        Op::EndTextSection,
    ]);
}

fn color_of(color: huoban::style::Color) -> Color {
    let [r, g, b] = [color.r, color.g, color.b].map(|channel| f32::from(channel) / 255.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

use super::face::{Face, ShapedGlyph};
use harfrust::{Buffer, Direction, Language, Script, ShapeOptions, ShapePlan, ShaperFont};
use std::sync::{Arc, OnceLock, RwLock};

/// What a face keeps for shaping: its tables, and one plan for each script and language met so far.
#[derive(Default)]
pub(super) struct PlanCache {
    font: OnceLock<Option<harfrust::Font>>,
    plans: RwLock<Vec<(Script, String, Arc<ShapePlan>)>>,
}

impl PlanCache {
    fn font(&self, face: &Face) -> Option<&harfrust::Font> {
        self.font
            .get_or_init(|| harfrust::Font::new(harfrust::font::Blob::Shared(face.data().clone()), face.index))
            .as_ref()
    }

    fn plan(&self, font: &harfrust::Font, script: Script, lang: &str) -> Arc<ShapePlan> {
        let known = |plans: &[(Script, String, Arc<ShapePlan>)]| {
            plans.iter().find(|(one, of, _)| *one == script && of == lang).map(|(.., plan)| plan.clone())
        };
        // A poisoned lock means that another thread panicked between two whole writes; the plans are sound.
        if let Some(plan) = known(&self.plans.read().unwrap_or_else(|poisoned| poisoned.into_inner())) {
            return plan;
        }
        let language = Language::new(lang);
        let plan = Arc::new(ShapePlan::new(font, Direction::LeftToRight, Some(script), language.as_ref(), &[]));
        let mut plans = self.plans.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if known(&plans).is_none() {
            plans.push((script, lang.to_owned(), plan.clone()));
        }
        plan
    }
}

/// Shapes text of one font and language, left to right, with the face's own layout tables and default features.
pub(super) fn shape(face: &Face, text: &str, lang: &str) -> Vec<ShapedGlyph> {
    let Some(font) = face.plans.font(face) else { return unshaped(face, text) };
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let script = buffer.script().unwrap_or_else(|| script_of_language(lang));
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(script));
    buffer.set_language(Language::new(lang));
    let plan = face.plans.plan(font, script, lang);
    let shaper = ShaperFont::new(font);
    if harfrust::shape(&shaper, &mut buffer, ShapeOptions::new().plan(Some(&plan))).is_err() {
        return unshaped(face, text);
    }
    let positions = buffer.glyph_positions();
    buffer
        .glyph_infos()
        .iter()
        .zip(positions)
        .map(|(info, at)| ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster,
            advance: at.x_advance,
            x_offset: at.x_offset,
            y_offset: at.y_offset,
        })
        .collect()
}

/// One glyph for each character, for a face whose layout tables are unusable: no text is lost.
fn unshaped(face: &Face, text: &str) -> Vec<ShapedGlyph> {
    text.char_indices()
        .map(|(at, character)| {
            let id = face.charmap().glyph(character).unwrap_or(0);
            ShapedGlyph { id, cluster: at as u32, advance: face.advance(id), x_offset: 0, y_offset: 0 }
        })
        .collect()
}

/// Marks and digits alone have no script of their own; they take that of the language, so that a dash in a Chinese
/// paragraph gets its Chinese form.
fn script_of_language(lang: &str) -> Script {
    match lang.split('-').next().unwrap_or("") {
        "zh" | "ja" | "yue" | "lzh" => Script::HAN,
        "ko" => Script::HANGUL,
        _ => Script::LATIN,
    }
}

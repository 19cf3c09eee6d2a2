//! What a face keeps for shaping.

use crate::language::Tag;
use harfrust::{Direction, Language, Script, ShapePlan};
use std::sync::{Arc, OnceLock, RwLock};

/// What a face keeps for shaping: its tables, and one plan for each script and language met so far.
#[derive(Default)]
pub(super) struct PlanCache {
    font: OnceLock<Option<harfrust::Font>>,
    plans: RwLock<Vec<(Script, Tag, Arc<ShapePlan>)>>,
}

impl PlanCache {
    /// The tables of a face, read from its file when first asked for; none when they are unusable.
    pub(super) fn font(&self, data: impl FnOnce() -> Arc<Vec<u8>>, index: u32) -> Option<&harfrust::Font> {
        self.font.get_or_init(|| harfrust::Font::new(harfrust::font::Blob::Shared(data()), index)).as_ref()
    }

    /// The plan for a script and a language.
    pub(super) fn plan(
        &self,
        font: &harfrust::Font,
        direction: Direction,
        script: Script,
        lang: &Tag,
    ) -> Arc<ShapePlan> {
        let known = |plans: &[(Script, Tag, Arc<ShapePlan>)]| {
            plans.iter().find(|(one, of, _)| *one == script && of == lang).map(|(.., plan)| plan.clone())
        };
        // A poisoned lock means that another thread panicked between two whole writes; the plans are sound.
        if let Some(plan) = known(&self.plans.read().unwrap_or_else(|poisoned| poisoned.into_inner())) {
            return plan;
        }
        let language = Language::new(lang.as_str());
        let plan = Arc::new(ShapePlan::new(font, direction, Some(script), language.as_ref(), &[]));
        let mut plans = self.plans.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if known(&plans).is_none() {
            plans.push((script, lang.clone(), plan.clone()));
        }
        plan
    }
}

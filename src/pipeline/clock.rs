use super::{Request, Stage, StageTime};
use std::sync::Mutex;
use std::time::Instant;

/// Tells that stages begin and measures them.
pub(super) struct Clock<'a> {
    request: &'a Request<'a>,
    times: Mutex<Vec<StageTime>>,
}

impl<'a> Clock<'a> {
    pub fn new(request: &'a Request<'a>) -> Clock<'a> {
        Clock { request, times: Mutex::new(Vec::new()) }
    }

    /// Does the work of a stage.
    pub fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        if let Some(on_stage) = self.request.on_stage {
            on_stage(stage);
        }
        let start = Instant::now();
        let result = work();
        let seconds = start.elapsed().as_secs_f64();
        // A poisoned lock means that another stage panicked; its panic is on its way already.
        if let Ok(mut times) = self.times.lock() {
            times.push(StageTime { stage, seconds });
        }
        result
    }

    /// What every stage took, in their order.
    pub fn stages(self) -> Vec<StageTime> {
        let mut times = self.times.into_inner().unwrap_or_default();
        times.sort_by_key(|time| time.stage);
        times
    }
}

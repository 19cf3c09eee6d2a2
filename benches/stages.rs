//! How long each stage takes, and the whole book: `cargo bench`. Prints medians and shares; judges nothing.
//!
//! The book is the directory `HUOBAN_BENCH_BOOK`, else a novel of 120 chapters made here, the same every time.
//! `HUOBAN_BENCH_ROUNDS` says how often (default 7).

use huoban::config::Output;
use huoban::pipeline::{self, Report, Request, Stage};
use huoban::source::{DiskWorld, MemoryWorld, World};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

const CHAPTERS: u32 = 120;
/// Characters to a chapter: those of a web novel.
const CHARACTERS: usize = 6_700;
/// The letters of the novel, frequent ones first and more often.
const LETTERS: &str = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感";

fn main() {
    // `cargo test --benches` builds this and runs it without the word; then there is nothing to measure.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let rounds = std::env::var("HUOBAN_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(7).max(1);
    let (name, world): (String, Box<dyn World>) = match std::env::var_os("HUOBAN_BENCH_BOOK").map(PathBuf::from) {
        Some(path) => {
            (path.display().to_string(), Box::new(DiskWorld::open(&path, None).expect("the directory opens")))
        }
        None => (format!("a novel of {CHAPTERS} chapters"), Box::new(novel())),
    };
    let cold = build(&*world, None, None);
    let report = cold.0;
    let errors = report.diagnostics.iter().filter(|found| found.is_error()).count();
    println!("{name}: {} characters, {} pages, {errors} errors", report.counts.characters, pages(&report));
    for artifact in &report.artifacts {
        println!("  {}: {:.2} MB", artifact.output.name(), artifact.bytes.len() as f64 / 1e6);
    }
    println!("\none thread, median of {rounds}");
    stages(&*world, rounds);
    println!("\nwhole book, median of {rounds}");
    for (label, outputs) in
        [("pdf and epub", None), ("pdf", Some(vec![Output::Pdf])), ("epub", Some(vec![Output::Epub]))]
    {
        for (jobs, threads) in [(NonZeroUsize::new(1), "one thread"), (None, "all threads")] {
            let times = (0..rounds).map(|_| build(&*world, outputs.clone(), jobs).1).collect();
            println!("  {label:12} {threads:12} {:8.1} ms", median(times) * 1e3);
        }
    }
    if let Some(peak) = peak_memory() {
        println!("\npeak memory of this process: {} MB", peak / 1024);
    }
}

/// One row a stage: its median, and its share of all stages.
fn stages(world: &dyn World, rounds: usize) {
    let mut times: BTreeMap<Stage, Vec<f64>> = BTreeMap::new();
    for _ in 0..rounds {
        for time in build(world, None, NonZeroUsize::new(1)).0.stages {
            times.entry(time.stage).or_default().push(time.seconds);
        }
    }
    let medians: Vec<(Stage, f64)> = times.into_iter().map(|(stage, times)| (stage, median(times))).collect();
    let sum: f64 = medians.iter().map(|(_, time)| time).sum();
    for (stage, time) in medians {
        println!("  {:10} {:8.1} ms {:5.1} %", stage.name(), time * 1e3, 100.0 * time / sum);
    }
    println!("  {:10} {:8.1} ms", "sum", sum * 1e3);
}

fn build(world: &dyn World, outputs: Option<Vec<Output>>, jobs: Option<NonZeroUsize>) -> (Report, f64) {
    let font_directories = pipeline::tool_fonts().into_iter().collect();
    let request = Request { directory: "bench".to_owned(), outputs, font_directories, jobs, ..Request::default() };
    let start = Instant::now();
    let report = pipeline::build(world, &request);
    (report, start.elapsed().as_secs_f64())
}

fn pages(report: &Report) -> usize {
    report.artifacts.iter().find_map(|artifact| artifact.pages).unwrap_or_default()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Kilobytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}

/// A novel that is the same every time: sentences of uneven length, speech in quotation marks, numbers and Latin words.
fn novel() -> MemoryWorld {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut world =
        MemoryWorld::new().with("book.yaml", "title: 长篇\nauthors: [甲]\nlanguage: zh-Hans\nslug: novel\n");
    for number in 1..=CHAPTERS {
        let mut text = format!("# 第{number}章　{}\n", dice.letters(5));
        let mut written = 0;
        while written < CHARACTERS {
            let paragraph = dice.paragraph();
            written += paragraph.chars().count();
            text.push('\n');
            text.push_str(&paragraph);
            text.push('\n');
        }
        world = world.with(&format!("{number:03}.md"), text);
    }
    world
}

/// Numbers that look thrown (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 33) as usize) % bound
    }

    /// Frequent letters come more often: the smaller of two throws. One in fifty is any of the common ideographs.
    fn letter(&mut self) -> char {
        if self.below(50) == 0 {
            return char::from_u32(0x4E00 + self.below(3_000) as u32).unwrap_or('一');
        }
        let count = LETTERS.chars().count();
        let place = self.below(count).min(self.below(count));
        LETTERS.chars().nth(place).unwrap_or('的')
    }

    fn letters(&mut self, count: usize) -> String {
        (0..count).map(|_| self.letter()).collect()
    }

    fn sentence(&mut self) -> String {
        let clauses = 1 + self.below(4);
        let mut text = String::new();
        for clause in 0..clauses {
            let length = 4 + self.below(11);
            text.push_str(&self.letters(length));
            match self.below(40) {
                0 => text.push_str("2024"),
                1 => text.push_str(" app "),
                _ => {}
            }
            text.push(if clause + 1 < clauses { '，' } else { ['。', '。', '。', '？', '！'][self.below(5)] });
        }
        text
    }

    fn paragraph(&mut self) -> String {
        let sentences = 1 + self.below(5);
        let body: String = (0..sentences).map(|_| self.sentence()).collect();
        match self.below(3) {
            0 => format!("“{body}”{}", self.sentence()),
            _ => body,
        }
    }
}

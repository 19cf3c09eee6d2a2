//! The GitHub Action, the workflows and the image: parsed, linted, and the shell of the action run as a runner does.

use crate::common::{Judge, Ran, ran, write};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn yaml(name: &str, text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn action() -> Value {
    yaml("action.yml", &text("action.yml"))
}

fn steps(action: &Value) -> &Vec<Value> {
    action["runs"]["steps"].as_array().expect("steps")
}

/// The workflows of the project, and those that its documentation shows.
fn workflows(dir: &TempDir) -> Vec<PathBuf> {
    let ours = fs::read_dir(root().join(".github/workflows")).expect("workflows").flatten().map(|one| one.path());
    let mut all: Vec<PathBuf> = ours.collect();
    for (index, block) in shown().iter().enumerate() {
        let path = dir.path().join(format!("shown-{index}.yml"));
        fs::write(&path, block).expect("a file");
        all.push(path);
    }
    all
}

/// The workflows that `docs/ci.md` shows.
fn shown() -> Vec<String> {
    let page = text("docs/ci.md");
    let blocks = page.split("```yaml\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block);
    let shown: Vec<String> = blocks.filter(|block| block.contains("runs-on:")).map(str::to_owned).collect();
    assert!(!shown.is_empty(), "docs/ci.md shows a workflow");
    shown
}

#[test]
fn action_and_workflows_keep_to_the_schemas_of_github() {
    let Some(judge) = Judge::python("check-jsonschema") else { return };
    let dir = TempDir::new().expect("a directory");
    let judged = |schema: &str, files: &[PathBuf]| {
        let asked = ["--builtin-schema".into(), schema.into()].into_iter();
        judge.says(asked.chain(files.iter().map(|path| path.clone().into_os_string())))
    };
    let (code, told) = judged("vendor.github-workflows", &workflows(&dir));
    assert_eq!(code, 0, "{told}");
    let (code, told) = judged("vendor.github-actions", &[root().join("action.yml")]);
    assert_eq!(code, 0, "{told}");
    let wrong = dir.path().join("wrong.yml");
    fs::write(&wrong, text("action.yml").replace("using: composite", "using: nothing")).expect("a file");
    assert_eq!(judged("vendor.github-actions", &[wrong]).0, 1, "the judge is awake");
}

#[test]
fn linters_find_nothing_in_workflows_scripts_and_image() {
    let dir = TempDir::new().expect("a directory");
    if let Some(actionlint) = Judge::python("actionlint") {
        let (code, told) = actionlint.says(workflows(&dir));
        assert_eq!(code, 0, "{told}");
        let wrong = dir.path().join("wrong.yml");
        fs::write(&wrong, shown()[0].replace("steps.book", "steps.cook")).expect("a file");
        assert_eq!(actionlint.says([wrong]).0, 1, "the linter is awake");
    }
    if let Some(hadolint) = Judge::python("hadolint") {
        let (code, told) = hadolint.says([root().join("Dockerfile")]);
        assert_eq!(code, 0, "{told}");
    }
    if let Some(shellcheck) = Judge::program("shellcheck") {
        let scripts =
            [".github/action/run", ".ci/run", ".ci/judges", "benches/backends/run"].map(|name| root().join(name));
        let (code, told) = shellcheck.says(scripts);
        assert_eq!(code, 0, "{told}");
        for step in steps(&action()).iter().filter(|step| step["run"].is_string()) {
            let script = dir.path().join("step.sh");
            fs::write(
                &script,
                format!("#!/usr/bin/env bash\nset -eo pipefail\n{}", step["run"].as_str().expect("a script")),
            )
            .expect("it");
            let (code, told) = shellcheck.says([script]);
            assert_eq!(code, 0, "{}: {told}", step["id"]);
        }
    }
}

/// Names behind `inputs.` and the like in expressions.
fn named<'t>(text: &'t str, prefix: &str) -> BTreeSet<&'t str> {
    let ends = |letter: char| !(letter.is_ascii_alphanumeric() || letter == '-');
    text.split(prefix).skip(1).filter_map(|rest| rest.split(ends).next()).collect()
}

#[test]
fn inputs_and_outputs_are_declared_used_and_documented() {
    let (source, action, page) = (text("action.yml"), action(), text("docs/ci.md"));
    let keys = |value: &Value| value.as_object().expect("a map").keys().cloned().collect::<BTreeSet<String>>();
    let inputs = keys(&action["inputs"]);
    let used: BTreeSet<String> = named(&source, "inputs.").into_iter().map(str::to_owned).collect();
    assert_eq!(inputs, used);
    let rows: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |").map(|(name, _)| name.to_owned()))
        .collect();
    assert_eq!(inputs, rows, "the table of inputs in docs/ci.md");
    let script = text(".github/action/run");
    for output in keys(&action["outputs"]) {
        assert!(script.contains(&format!("echo \"{output}=")), "{output} is written by the script");
        assert!(page.contains(&format!("`{output}`")), "{output} is documented");
    }
    for workflow in shown() {
        let steps = yaml("docs/ci.md", &workflow)["jobs"]["book"]["steps"].as_array().expect("steps").clone();
        let ours = steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains("/huoban@")));
        let given = keys(&ours.expect("a step that uses the action")["with"]);
        assert!(given.is_subset(&inputs), "{given:?}");
        assert!(named(&workflow, "steps.book.outputs.").into_iter().all(|name| !action["outputs"][name].is_null()));
    }
    // Text of a user never becomes part of a script.
    for step in steps(&action).iter().filter_map(|step| step["run"].as_str()) {
        assert!(!step.contains("${{"), "{step}");
    }
}

/// A runner: the directories and files that GitHub gives a step.
struct Runner {
    dir: TempDir,
}

impl Runner {
    fn new() -> Runner {
        let dir = TempDir::new().expect("a directory");
        for name in ["work", "temp"] {
            fs::create_dir(dir.path().join(name)).expect("a directory");
        }
        Runner { dir }
    }

    fn work(&self) -> PathBuf {
        self.dir.path().join("work")
    }

    /// Runs the step `id` as the runner does: `bash -e -o pipefail` in the workspace, inputs by their environment.
    fn step(&self, id: &str, inputs: &BTreeMap<&str, &str>) -> Ran {
        let action = action();
        let step = steps(&action).iter().find(|step| step["id"] == id).expect("the step").clone();
        let script = self.dir.path().join("step.sh");
        fs::write(&script, step["run"].as_str().expect("a script")).expect("a file");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-e", "-o", "pipefail"]).arg(&script).current_dir(self.work());
        command.env("GITHUB_ACTION_PATH", root()).env("GITHUB_WORKSPACE", self.work());
        command.env("RUNNER_TEMP", self.dir.path().join("temp")).env_remove("SOURCE_DATE_EPOCH");
        for (name, file) in [("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary")] {
            command.env(name, self.dir.path().join(file));
        }
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            let value = value.as_str().expect("a text");
            let input = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}")).expect("an input");
            let default = action["inputs"][input]["default"].as_str().expect("a default");
            command.env(name, inputs.get(input).copied().unwrap_or(default));
        }
        ran(command.output().expect("bash starts"))
    }

    /// What a file for the runner holds.
    fn told(&self, file: &str) -> String {
        fs::read_to_string(self.dir.path().join(file)).unwrap_or_default()
    }
}

const HUOBAN: &str = env!("CARGO_BIN_EXE_huoban");
const CHAPTER: &str = "# 一\n\n文字，见[此处](ftp://example.org/a)。\n";

fn manuscript(dir: &Path, chapter: &str) {
    write(
        dir,
        &[
            (
                "book.yaml",
                "title: 书\nauthors: [甲]\nlanguage: zh-Hans\nslug: shu\nchapters: [a.md]\n\
                 outputs: [epub, cover]\nprint: {paper: kdp-cream}\n",
            ),
            ("a.md", chapter),
        ],
    );
}

#[test]
fn the_action_releases_a_book_and_says_where_the_files_are() {
    let runner = Runner::new();
    // A name that a careless script would run.
    manuscript(&runner.work().join("a b; touch c"), CHAPTER);
    let inputs = BTreeMap::from([
        ("huoban", HUOBAN),
        ("manuscript", "a b; touch c"),
        ("out", "the files"),
        ("set", "page.font-size=11pt\ntitle=又名\n"),
        ("sarif", "found.sarif"),
    ]);
    let made = runner.step("run", &inputs);
    assert_eq!(made.code, 0, "{}{}", made.stdout, made.stderr);
    assert!(made.stdout.starts_with("::warning file=a b; touch c/a.md,line=3"), "{}", made.stdout);
    assert!(!runner.work().join("c").exists());
    let out = runner.work().join("the files");
    let report: Value = serde_json::from_slice(&fs::read(out.join("report.json")).expect("the report")).expect("JSON");
    assert_eq!(report["book"]["title"], "又名");
    let outputs: BTreeMap<String, String> = runner
        .told("output")
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let declared: Vec<String> = action()["outputs"].as_object().expect("outputs").keys().cloned().collect();
    assert_eq!(outputs.keys().collect::<BTreeSet<_>>(), declared.iter().collect::<BTreeSet<_>>());
    assert!(outputs.values().all(|path| runner.work().join(path).exists()), "{outputs:?}");
    assert!(outputs["cover"].ends_with("shu-cover.pdf") && outputs["print"].ends_with("shu-print.pdf"), "{outputs:?}");
    assert!(outputs["pdf"].ends_with("/shu.pdf"), "{outputs:?}");
    let summary = runner.told("summary");
    for artifact in report["artifacts"].as_array().expect("artifacts") {
        let row =
            format!("| {} | {} | `{}` |", text_of(&artifact["file"]), artifact["bytes"], text_of(&artifact["sha256"]));
        assert!(summary.contains(&row), "{row} in\n{summary}");
    }
    let sarif: Value =
        serde_json::from_slice(&fs::read(runner.work().join("found.sarif")).expect("the log")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "W602");
}

fn text_of(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[test]
fn the_action_fails_with_the_line_named_and_gives_nothing_out() {
    let runner = Runner::new();
    manuscript(&runner.work().join("book"), "# 一\n\n<b>乙</b>\n");
    for command in ["release", "check"] {
        let failed =
            runner.step("run", &BTreeMap::from([("huoban", HUOBAN), ("command", command), ("sarif", "s.json")]));
        assert_eq!(failed.code, 1, "{}", failed.stderr);
        assert!(failed.stdout.starts_with("::error file=book/a.md,line=3"), "{}", failed.stdout);
        assert!(runner.work().join("s.json").exists(), "the findings are there all the same");
    }
    let wrong = runner.step("run", &BTreeMap::from([("huoban", HUOBAN), ("command", "publish")]));
    assert_eq!(wrong.code, 2);
    assert!(wrong.stdout.contains("::error") && wrong.stdout.contains("publish"), "{}", wrong.stdout);
    assert_eq!((runner.told("output").as_str(), runner.work().join("build").exists()), ("", false));
}

#[test]
fn the_action_finds_fonts_beside_the_program_that_it_built() {
    let runner = Runner::new();
    manuscript(&runner.work().join("book"), CHAPTER);
    // What the build step leaves; the program that is tested was built already.
    let place = runner.dir.path().join("temp/huoban");
    fs::create_dir(&place).expect("a directory");
    fs::copy(HUOBAN, place.join("huoban")).expect("the program");
    let made = runner.step("run", &BTreeMap::from([("command", "check")]));
    assert_eq!(made.code, 0, "{}{}", made.stdout, made.stderr);
    assert!(place.join("fonts/LXGWWenKai-Regular.ttf").is_file());
    let source = runner.step("source", &BTreeMap::new());
    assert_eq!(source.code, 0, "{}", source.stderr);
    let key = runner.told("output");
    let key = key.trim().strip_prefix("key=").expect("a key");
    assert!(key.len() == 16 && key.bytes().all(|byte| byte.is_ascii_hexdigit()), "{key}");
}

/// The image has what the program needs and nothing that the build makes.
#[test]
fn the_image_copies_files_that_exist() {
    let dockerfile = text("Dockerfile");
    let ignored = text(".dockerignore");
    for line in dockerfile.lines().filter(|line| line.starts_with("COPY") && !line.contains("--from=")) {
        let words: Vec<&str> = line.split_whitespace().skip(1).collect();
        let (_, sources) = words.split_last().expect("a target");
        for source in sources {
            assert!(root().join(source).exists(), "{line}");
            let top = source.split('/').next().expect("a name");
            let let_in = |rule: &str| {
                let rule = rule.trim_start_matches('!');
                rule == top || rule.strip_suffix('*').is_some_and(|start| top.starts_with(start))
            };
            assert!(ignored.lines().skip(1).any(let_in), "{source} is not kept out by .dockerignore");
        }
    }
}

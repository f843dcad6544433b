//! Every test, and how many there were.

use crate::shell::{cargo, command, root, run, watch};
use crate::{page, serve, tools};
use anyhow::{Result, bail};
use std::process::Command;

/// Formatting, lints, and all tests: native, rules, wasm, browser.
pub fn all() -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    lint(&["--workspace", "--lib", "--bins", "--all-features"], &[])?;
    lint(&["--lib", "--no-default-features"], &[])?;
    lint(&["--workspace", "--tests", "--examples", "--all-features"], MAY_PANIC)?;

    let mut count = Count::default();
    count.add(cargo().args(["test", "--workspace", "--all-features", "--no-fail-fast"]), cargo_counts)?;
    count.add(page::guiju().args(["test", "--coverage", "--lang", "en", "rules"]), example_counts)?;

    let folder = page::build()?;
    run(command("npm", "www").args(["run", "--silent", "typecheck"]))?;
    run(cargo().args(["build", "--quiet", "--example", "answers"]))?;
    let mut node = command("node", ".");
    node.env("GUIJU_ANSWERS", crate::shell::target().join("debug/examples/answers"));
    count.add(node.args(["--test", "--test-reporter=tap"]).args(files("tests/wasm")?), node_counts)?;

    let mut node = command("node", ".");
    node.env("GUIJU_URL", serve::background(folder)?).env("GUIJU_CHROMIUM", tools::browser()?);
    // One at a time: the browser already uses every core.
    node.args(["--test", "--test-reporter=tap", "--test-concurrency=1"]).args(files("tests/browser")?);
    count.add(&mut node, node_counts)?;

    println!("\n{} passed, {} failed", count.passed, count.failed);
    if count.failed > 0 || count.broken {
        bail!("some tests failed");
    }
    Ok(())
}

/// Panicking is how a test fails, and printing how it tells what it looked at.
const MAY_PANIC: &[&str] = &[
    "unwrap_used",
    "expect_used",
    "panic",
    "unreachable",
    "indexing_slicing",
    "string_slice",
    "cast_possible_truncation",
    "cast_possible_wrap",
    "cast_sign_loss",
    "print_stdout",
    "print_stderr",
    "disallowed_methods",
];

fn lint(what: &[&str], allowed: &[&str]) -> Result<()> {
    let mut command = cargo();
    command.args(["clippy", "--quiet"]).args(what).args(["--", "-D", "warnings"]);
    for name in allowed {
        command.args(["-A", &format!("clippy::{name}")]);
    }
    run(&mut command)
}

/// Pictures of every page.
pub fn screenshots() -> Result<()> {
    let folder = page::build()?;
    run(command("node", ".")
        .env("GUIJU_URL", serve::background(folder)?)
        .env("GUIJU_CHROMIUM", tools::browser()?)
        .arg("tests/browser/screenshots.mjs"))
}

#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
    /// Something failed that no count speaks of.
    broken: bool,
}

impl Count {
    fn add(&mut self, command: &mut Command, read: fn(&str) -> (usize, usize)) -> Result<()> {
        let (success, output) = watch(command)?;
        let (passed, failed) = read(&output);
        if success && passed == 0 {
            bail!("a test run that tested nothing");
        }
        self.passed += passed;
        self.failed += failed;
        self.broken |= !success;
        Ok(())
    }
}

/// `test result: ok. 12 passed; 0 failed; …`, once for each test binary.
fn cargo_counts(output: &str) -> (usize, usize) {
    let lines = output.lines().filter(|line| line.starts_with("test result:"));
    lines.fold((0, 0), |(passed, failed), line| {
        (passed + number_before(line, " passed"), failed + number_before(line, " failed"))
    })
}

/// `# pass 12` and `# fail 0` at the end of a TAP stream.
fn node_counts(output: &str) -> (usize, usize) {
    let last = |key: &str| {
        let line = output.lines().rev().find_map(|line| line.strip_prefix(key));
        line.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    (last("# pass "), last("# fail "))
}

/// `12 examples, 0 failed`.
fn example_counts(output: &str) -> (usize, usize) {
    let line = output.lines().rev().find(|line| line.contains(" examples, ")).unwrap_or_default();
    let failed = number_before(line, " failed");
    (number_before(line, " examples").saturating_sub(failed), failed)
}

fn number_before(line: &str, word: &str) -> usize {
    let before = line.split(word).next().filter(|before| before.len() < line.len()).unwrap_or_default();
    let digits: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.into_iter().rev().collect::<String>().parse().unwrap_or(0)
}

fn files(folder: &str) -> Result<Vec<String>> {
    let mut names = vec![];
    for entry in root().join(folder).read_dir()? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            names.push(format!("{folder}/{name}"));
        }
    }
    names.sort();
    Ok(names)
}

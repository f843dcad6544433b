//! What tests over files share: a folder of inputs, and beside each input the whole of the expected output.
//! `GUIJU_BLESS=1 cargo test` writes the outputs anew; the difference is then read before it is committed.

#![allow(dead_code, reason = "not every test uses every helper")]
#![expect(clippy::disallowed_methods, reason = "tests read files and the one switch in the environment")]

use guiju::diagnostic::render::{Colour, text};
use guiju::diagnostic::{Code, Diagnostics, Language};
use guiju::source::Sources;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rule files of a folder, by name.
pub fn rule_files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "gj"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no rule files in {folder}");
    files
}

/// A file's text.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares outputs with the files that hold what is expected, and tells of all that differ at once.
#[derive(Default)]
pub struct Expected {
    wrong: Vec<String>,
}

impl Expected {
    /// Compares one output.
    pub fn check(&mut self, path: &Path, output: &str) {
        if std::env::var("GUIJU_BLESS").is_ok() {
            fs::write(path, output).unwrap();
            return;
        }
        let expected = fs::read_to_string(path).unwrap_or_default();
        if expected != output {
            self.wrong.push(format!("── {} ──\nexpected:\n{expected}\ngot:\n{output}", path.display()));
        }
    }

    /// Fails if one differed.
    pub fn finish(self) {
        assert!(self.wrong.is_empty(), "{}\n(GUIJU_BLESS=1 writes them anew)", self.wrong.join("\n"));
    }
}

/// Runs a stage over every bad file of a folder, compares what it says in both languages with the files beside it
/// (`.zh.txt`, `.en.txt`), and gives the codes seen. Each file must show at least one problem.
pub fn bad_files(folder: &str, stage: impl Fn(&Sources) -> Diagnostics) -> BTreeSet<Code> {
    let mut seen = BTreeSet::new();
    let mut expected = Expected::default();
    for path in rule_files(folder) {
        let mut sources = Sources::new();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        sources.add(name, read(&path));
        let mut diagnostics = stage(&sources);
        diagnostics.sort();
        assert!(!diagnostics.is_empty(), "{} shows no problem", path.display());
        seen.extend(diagnostics.iter().map(|diagnostic| diagnostic.code));
        for (language, end) in [(Language::Zh, "zh.txt"), (Language::En, "en.txt")] {
            expected.check(&path.with_extension(end), &text(&diagnostics, &sources, language, Colour::Plain));
        }
    }
    expected.finish();
    seen
}

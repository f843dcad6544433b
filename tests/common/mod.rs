//! What tests over files share: a folder of inputs, and beside each input the whole of the expected output.
//! `GUIJU_BLESS=1 cargo test` writes the outputs anew; the difference is then read before it is committed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "tests read files and the one switch in the environment")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rule files of a folder, by name.
pub(crate) fn rule_files(folder: &str) -> Vec<PathBuf> {
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
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares outputs with the files that hold what is expected, and tells of all that differ at once.
#[derive(Default)]
pub(crate) struct Expected {
    wrong: Vec<String>,
}

impl Expected {
    /// Compares one output.
    pub(crate) fn check(&mut self, path: &Path, output: &str) {
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
    pub(crate) fn finish(self) {
        assert!(self.wrong.is_empty(), "{}\n(GUIJU_BLESS=1 writes them anew)", self.wrong.join("\n"));
    }
}

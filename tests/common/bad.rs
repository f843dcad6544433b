//! Bad rule files: what is said of each, whole, in both languages.

use crate::common::{Expected, read, rule_files};
use guiju::diagnostic::render::{Colour, text};
use guiju::diagnostic::{Code, Diagnostics, Language};
use guiju::source::Sources;
use std::collections::BTreeSet;

/// Runs a stage over every bad file of a folder, compares what it says in both languages with the files beside it
/// (`.zh.txt`, `.en.txt`), and gives the codes seen. Each file must show at least one problem.
pub(crate) fn bad_files(folder: &str, stage: impl Fn(&Sources) -> Diagnostics) -> BTreeSet<Code> {
    let mut seen = BTreeSet::new();
    let mut expected = Expected::default();
    for path in rule_files(folder) {
        let mut sources = Sources::new();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
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

//! Rule files as the library takes them.

use crate::input::RuleFile;
use guiju::api::authoring::{Files, Read};
use guiju::diagnostic::Severity;
use std::collections::HashSet;

/// The name of a pack that was given none.
pub(crate) const USUAL_ID: &str = "rules";

/// By which path files are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// As they were given, so that a message can be clicked.
    AsGiven,
    /// From the folder down that was given, so that it does not matter where that lies.
    Below,
}

/// The texts of files by their paths.
pub(crate) fn named(files: &[RuleFile], naming: Naming) -> Files {
    let below: HashSet<&str> = files.iter().map(|file| file.below.as_str()).collect();
    // Two folders may hold files of one name: then only the whole path tells them apart.
    let whole = naming == Naming::AsGiven || below.len() < files.len();
    let path = |file: &RuleFile| if whole { file.name.clone() } else { file.below.clone() };
    files.iter().map(|file| (path(file), file.text.clone())).collect()
}

/// How many problems are as bad as this.
pub(crate) fn count(read: &Read, severity: Severity) -> usize {
    read.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}

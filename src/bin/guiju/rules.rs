//! Rule files read and checked together.

use crate::input::RuleFile;
use guiju::check::{self, Checked, File};
use guiju::diagnostic::{Diagnostics, Severity};
use guiju::source::Sources;
use guiju::{schema, syntax};
use std::collections::HashSet;

/// By which path files are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// As they were given, so that a message can be clicked.
    AsGiven,
    /// From the folder down that was given, so that it does not matter where that lies.
    Below,
}

/// Rule files and all that is known of them.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) sources: Sources,
    /// Only fit to run if there are no errors.
    pub(crate) checked: Checked,
    pub(crate) diagnostics: Diagnostics,
}

impl Read {
    /// How many problems are as bad as this.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Reads and checks files.
pub(crate) fn read(files: &[RuleFile], naming: Naming) -> Read {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let mut read = Vec::new();
    for (file, path) in files.iter().zip(paths(files, naming)) {
        let source = sources.add(path.clone(), file.text.clone());
        let parsed = syntax::parse(source);
        diagnostics.append(parsed.diagnostics);
        let items = schema::read(source, &parsed.document, &mut diagnostics).items;
        read.push(File { path, items });
    }
    let checked = check::check(&read);
    for diagnostic in &checked.diagnostics {
        diagnostics.push(diagnostic.clone());
    }
    diagnostics.sort();
    Read { sources, checked, diagnostics }
}

fn paths(files: &[RuleFile], naming: Naming) -> Vec<String> {
    let below: HashSet<&str> = files.iter().map(|file| file.below.as_str()).collect();
    // Two folders may hold files of one name: then only the whole path tells them apart.
    let whole = naming == Naming::AsGiven || below.len() < files.len();
    files.iter().map(|file| if whole { file.name.clone() } else { file.below.clone() }).collect()
}

//! The front door for authors: rule files in, problems, layouts and engines out.

use super::{Engine, bad_pack, refusal};
use crate::check::{self, Checked, File};
use crate::compile::compile;
pub use crate::diagnostic::Language;
use crate::diagnostic::render::{Report, report};
use crate::diagnostic::{Diagnostics, Severity};
use crate::explain::answer::{ErrorAnswer, ErrorCode};
use crate::pack::{self, Provenance, SourceDigest};
use crate::source::{Source, Sources};
use crate::{schema, syntax};
use std::collections::BTreeMap;

/// Rule files by their paths.
pub type Files = BTreeMap<String, String>;

/// Rule files read and checked together.
#[derive(Debug)]
pub struct Read {
    /// The files.
    pub sources: Sources,
    /// The rules; only fit to run if there are no errors.
    pub checked: Checked,
    /// All problems.
    pub diagnostics: Diagnostics,
}

/// Reads and checks files.
pub fn read(files: &Files) -> Read {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let mut items = Vec::new();
    for (path, text) in files {
        let source = sources.add(path.clone(), text.clone());
        let parsed = syntax::parse(source);
        diagnostics.append(parsed.diagnostics);
        let reading = schema::read(source, &parsed.document, &mut diagnostics);
        items.push(File { path: path.clone(), items: reading.items });
    }
    let checked = check::check(&items);
    for diagnostic in &checked.diagnostics {
        diagnostics.push(diagnostic.clone());
    }
    diagnostics.sort();
    Read { sources, checked, diagnostics }
}

/// All problems of files, as data.
pub fn problems(files: &Files, language: Language) -> Report {
    let read = read(files);
    report(&read.diagnostics, &read.sources, language)
}

/// A file in its canonical layout, its keywords in one language or as they are; none if it cannot be read.
pub fn format(path: &str, text: &str, keywords: Option<Language>) -> Option<String> {
    let source = Source::new(0, path, text);
    let parsed = syntax::parse(&source);
    let mut diagnostics = Diagnostics::new();
    let reading = schema::read(&source, &parsed.document, &mut diagnostics);
    syntax::format(&source, &parsed, &reading.translations, keywords)
}

/// Files as the bytes of a pack.
///
/// # Errors
/// Files with errors, or rules too large for a pack.
pub fn build(files: &Files, id: &str) -> Result<Vec<u8>, ErrorAnswer> {
    let read = read(files);
    if let Some(first) = read.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
        let place = read.sources.get(first.span.source).map(|source| {
            let place = source.place_characters(first.span.start);
            format!("{}:{}:{}", source.path, place.line, place.column)
        });
        return Err(refusal(
            ErrorCode::BadSource,
            place.as_deref(),
            first.message.zh.clone(),
            first.message.en.clone(),
            None,
        ));
    }
    let provenance = Provenance {
        id: id.to_owned(),
        compiler: env!("CARGO_PKG_VERSION").to_owned(),
        sources: files.iter().map(|(path, text)| SourceDigest::new(path.clone(), text.as_bytes())).collect(),
    };
    pack::encode(&compile(&read.checked.program), &provenance).map_err(|error| bad_pack(&error))
}

impl Engine {
    /// Compiles files; the same as building a pack of them and reading it.
    ///
    /// # Errors
    /// Files with errors.
    pub fn from_source(files: &Files) -> Result<Engine, ErrorAnswer> {
        Engine::from_pack(&build(files, "source")?)
    }
}

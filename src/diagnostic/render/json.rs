//! For programs: the same as data.

use crate::diagnostic::{Diagnostics, Language, Severity};
use crate::source::{Source, Sources};
use crate::span::Span;
use serde::Serialize;

/// Every problem of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// In order of source and place.
    pub problems: Vec<Problem>,
    /// How many were found beyond those listed.
    #[serde(skip_serializing_if = "is_none_left")]
    pub left_off: usize,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Its identifier; `guiju explain` knows more.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub place: Located,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// How to go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The file.
    pub path: String,
    /// From where to where in it.
    pub range: Range,
}

/// From where to where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The first character.
    pub start: Position,
    /// Behind the last one.
    pub end: Position,
}

/// A place for editors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Beginning with 1.
    pub line: u32,
    /// Beginning with 1, in units of UTF-16, as browsers and editors count.
    pub column: u32,
    /// Beginning with 0, in bytes of UTF-8 from the start of the file.
    pub byte: u32,
}

/// Another place that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// What is said of it.
    pub message: String,
    /// Where it is.
    #[serde(flatten)]
    pub place: Located,
}

/// Text to put in the place of a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// Where.
    #[serde(flatten)]
    pub place: Located,
    /// What to put there.
    pub text: String,
}

/// Every problem as data, its words in one language.
pub fn report(diagnostics: &Diagnostics, sources: &Sources, language: Language) -> Report {
    let problems = diagnostics.iter().map(|diagnostic| Problem {
        code: diagnostic.code.id(),
        severity: severity(diagnostic.severity),
        message: diagnostic.message.get(language).to_owned(),
        place: located(sources, diagnostic.span),
        labels: diagnostic
            .labels
            .iter()
            .map(|(span, words)| Label { message: words.get(language).to_owned(), place: located(sources, *span) })
            .collect(),
        help: diagnostic.help.as_ref().map(|help| help.get(language).to_owned()),
        fix: diagnostic.fix.as_ref().map(|(span, text)| Fix { place: located(sources, *span), text: text.clone() }),
    });
    Report { problems: problems.collect(), left_off: diagnostics.left_off() }
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

pub(super) fn located(sources: &Sources, span: Span) -> Located {
    match sources.get(span.source) {
        Some(source) => Located {
            path: source.path.clone(),
            range: Range { start: position(source, span.start), end: position(source, span.end) },
        },
        None => {
            let nowhere = Position { line: 1, column: 1, byte: 0 };
            Located { path: String::new(), range: Range { start: nowhere.clone(), end: nowhere } }
        }
    }
}

fn position(source: &Source, byte: u32) -> Position {
    let place = source.place_utf16(byte);
    Position { line: place.line, column: place.column, byte }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none_left(left_off: &usize) -> bool {
    *left_off == 0
}

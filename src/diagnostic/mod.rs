//! What is wrong with a rule, as data: code, place, words a clerk understands, and how to go on.

mod code;

pub use code::Code;

use crate::span::Span;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of problem.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong, in the author's terms.
    pub message: Words,
    /// Other places that matter, each with its words.
    pub labels: Vec<(Span, Words)>,
    /// How to go on.
    pub help: Option<Words>,
    /// Text to put in the place of a span, that mends it.
    pub fix: Option<(Span, String)>,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing runs.
    Error,
    /// It runs; somebody should look.
    Warning,
}

/// A sentence in both languages. Chinese without, English in lower case and without a full stop; the author's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

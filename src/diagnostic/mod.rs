//! What is wrong with a rule, as data: code, place, words a clerk understands, and how to go on.

mod code;
mod list;
mod suggest;

pub mod render;

pub use code::Code;
pub use list::{Diagnostics, MOST_DIAGNOSTICS};
pub use suggest::suggest;

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

impl Diagnostic {
    /// A problem that keeps the rules from running.
    pub fn error(code: Code, span: Span, message: Words) -> Self {
        Diagnostic { code, severity: Severity::Error, span, message, labels: Vec::new(), help: None, fix: None }
    }

    /// A problem that somebody should look at.
    pub fn warning(code: Code, span: Span, message: Words) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// The same, with another place that matters.
    #[must_use]
    pub fn with_label(mut self, span: Span, words: Words) -> Self {
        self.labels.push((span, words));
        self
    }

    /// The same, with words on how to go on.
    #[must_use]
    pub fn with_help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// The same, with the text that mends it in the place of a span.
    #[must_use]
    pub fn with_fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some((span, text.into()));
        self
    }
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

impl Words {
    /// A sentence from its two forms.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Words { zh: zh.into(), en: en.into() }
    }

    /// The form of one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A language that people read messages in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

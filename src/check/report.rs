//! Problems as they are found.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::span::Span;

/// More problems than this help nobody; the rest is left out.
const MAX_PROBLEMS: usize = 1_000;

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    found: Vec<Diagnostic>,
    errors: usize,
}

impl Report {
    /// Something that must be mended before anything runs.
    pub(super) fn error(
        &mut self,
        code: Code,
        span: Span,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Problem<'_> {
        self.errors += 1;
        self.push(code, Severity::Error, span, zh.into(), en.into())
    }

    /// Something that somebody should look at.
    pub(super) fn warning(
        &mut self,
        code: Code,
        span: Span,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Problem<'_> {
        self.push(code, Severity::Warning, span, zh.into(), en.into())
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// All of them, by place; a problem reported twice stands once.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            (a.span.source, a.span.start, a.span.end, a.code).cmp(&(b.span.source, b.span.start, b.span.end, b.code))
        });
        self.found.dedup_by(|a, b| a.code == b.code && a.span == b.span && a.message == b.message);
        self.found.truncate(MAX_PROBLEMS);
        self.found
    }

    fn push(&mut self, code: Code, severity: Severity, span: Span, zh: String, en: String) -> Problem<'_> {
        self.found.push(Diagnostic {
            code,
            severity,
            span,
            message: Words { zh, en },
            labels: Vec::new(),
            help: None,
            fix: None,
        });
        Problem { diagnostic: self.found.last_mut() }
    }
}

/// A problem to which more can be said.
pub(super) struct Problem<'a> {
    diagnostic: Option<&'a mut Diagnostic>,
}

impl Problem<'_> {
    /// How to go on.
    pub(super) fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        if let Some(diagnostic) = &mut self.diagnostic {
            diagnostic.help = Some(Words { zh: zh.into(), en: en.into() });
        }
        self
    }

    /// Another place that matters.
    pub(super) fn label(mut self, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        if let Some(diagnostic) = &mut self.diagnostic {
            diagnostic.labels.push((span, Words { zh: zh.into(), en: en.into() }));
        }
        self
    }

    /// Text that mends it.
    pub(super) fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        if let Some(diagnostic) = &mut self.diagnostic {
            diagnostic.fix = Some((span, text.into()));
        }
        self
    }
}

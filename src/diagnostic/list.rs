//! Problems gathered over all stages, bounded and in order of place.

use super::{Diagnostic, Severity};

/// More problems than anybody reads; those beyond are only counted, so that hostile input costs no memory.
pub const MOST_DIAGNOSTICS: usize = 1_000;

/// The problems found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    left_off: usize,
    errors: usize,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Diagnostics::default()
    }

    /// Adds one; beyond [`MOST_DIAGNOSTICS`] it is only counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Error {
            self.errors += 1;
        }
        if self.list.len() < MOST_DIAGNOSTICS {
            self.list.push(diagnostic);
        } else {
            self.left_off += 1;
        }
    }

    /// Adds all of another list.
    pub fn append(&mut self, other: Diagnostics) {
        self.left_off += other.left_off;
        // Errors that the other list only counted.
        self.errors += other.errors - other.list.iter().filter(|d| d.severity == Severity::Error).count();
        for diagnostic in other.list {
            self.push(diagnostic);
        }
    }

    /// Brings them into order of source and place, and drops repetitions.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.severity, diagnostic.code));
        self.list.dedup();
    }

    /// Whether one of them keeps the rules from running.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many were found beyond those kept.
    pub fn left_off(&self) -> usize {
        self.left_off
    }

    /// Those kept.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }
}

//! Text to statements: the grammar, bound to one generic tree, and the formatter.

pub mod tree;

mod format;
mod leaves;
mod precedence;
mod read;
mod scan;
mod slips;
mod tokens;

pub use format::format;
pub use precedence::{expression, left_over};
pub use scan::{LONGEST_SOURCE, MOST_NESTING};
pub use slips::{comparison_sign, comparison_word};

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use tree::Document;

/// What a text says, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// Every statement that could be read.
    pub document: Document,
    /// What could not.
    pub diagnostics: Diagnostics,
}

/// Reads a rule file. Whatever the text, there is a document: what cannot be read is reported and left out.
pub fn parse(source: &Source) -> Parsed {
    let mut diagnostics = Diagnostics::new();
    let mut document = Document::default();
    for part in scan::parts(source, &mut diagnostics) {
        read::read(source, part, &mut document, &mut diagnostics);
    }
    diagnostics.sort();
    Parsed { document, diagnostics }
}

//! Problems in the forms that people and tools read.

mod github;
mod json;
mod sarif;
mod text;

pub use github::github;
pub use json::{Fix, Label, Located, Position, Problem, Range, Report, report};
pub use sarif::sarif;
pub use text::{Colour, text};

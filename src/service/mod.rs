//! What is told of rules beside one answer: what changed between two of them.

pub mod diff;
mod elements;
mod formula;

pub use elements::ElementKind;

//! What is told of rules beside one answer: what changed between two of them, and what service items say of each element of
//! the standard.

pub mod diff;
mod elements;
mod formula;
pub mod implementation;

pub use elements::ElementKind;

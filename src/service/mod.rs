//! What is told of rules beside one answer: the plan of several items handled as one, what changed between two sets of
//! rules, and what service items say of each element of the standard.

pub mod answer;
pub mod chain;
pub mod diff;
mod elements;
mod formula;
pub mod implementation;

pub use elements::ElementKind;

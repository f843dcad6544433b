//! What is told of rules beside one answer: the plan of several items handled as one, what changed between two states of
//! rules, what differs between places, and what service items say of each element of the standard.

pub mod chain;
mod change;
pub mod compare;
pub mod diff;
mod elements;
mod formula;
pub mod implementation;
mod witness;

pub use change::{Change, Direction, ElementDiff, Witness};
pub use elements::ElementKind;

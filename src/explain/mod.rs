//! What an evaluation says to people: why, what is missing, how far off, what to bring, in data and in sentences.

pub mod answer;
mod asking;
mod benefit;
pub mod catalogue;
mod comparison;
pub(crate) mod condition;
pub mod gap;
pub mod grid;
mod item;
pub(crate) mod known;
pub(crate) mod law;
mod listing;
mod live;
pub mod matching;
pub(crate) mod material;
pub mod missing;
pub mod near;
pub(crate) mod open;
pub mod places;
pub(crate) mod policy;
pub(crate) mod procedure;
pub mod question;
mod reading;
mod records;
mod scope;
mod score;
mod search;
mod sentence;
pub mod session;
pub mod stack;
pub mod standard;
#[cfg(test)]
mod testing;
mod tier;
mod trace;
pub mod turn;
pub(crate) mod used;
pub(crate) mod versions;
pub mod window;
mod words;

pub(crate) use grid::slot_kind;
pub(crate) use item::decision;
pub(crate) use known::{known_text, number_text};
pub(crate) use law::cites;
pub(crate) use used::slots_read;

pub use asking::ask;
pub use catalogue::catalogue;
pub use law::sentence_counts;
pub use listing::list;
pub use policy::explain;
pub use stack::{stack, stack_names};
pub use standard::standard;

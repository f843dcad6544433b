//! What an evaluation says to people: why, what is missing, how far off, what to bring, in data and in sentences.

pub mod answer;
pub mod gap;
pub mod grid;
mod live;
pub mod matching;
pub mod missing;
pub mod near;
pub mod question;
mod reading;
mod search;
pub mod session;
#[cfg(test)]
mod testing;
pub mod turn;
pub mod window;

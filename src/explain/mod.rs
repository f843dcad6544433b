//! What an evaluation says to people: why, what is missing, how far off, what to bring, in data and in sentences.

pub mod answer;

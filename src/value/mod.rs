//! What is known of a quantity: exact numbers, days, truths, and the sets of values still possible.
//!
//! A settled value is a set with one member. Every operation gives a set that contains the result of
//! every world still possible; which set, is fixed by `docs/semantics.md`.

mod choice;
mod date;
mod number;
mod range;
mod truth;

pub use choice::{Choice, Choices, MAX_OPTIONS, Place, Text};
pub use date::{Date, DurationUnit};
pub use number::{Number, Rounding};
pub use range::{End, Range};
pub use truth::Truth;

use serde::{Deserialize, Serialize};

/// Why a value is wider than one point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Marks {
    /// Facts are missing.
    pub missing: bool,
    /// A person has still to decide.
    pub judged: bool,
    /// The law sets only a limit.
    pub law: bool,
}

/// The set of values that an expression may still have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A condition: met, unmet, judged, undefined.
    Truth(Truth),
    /// A number, money, percentage, duration or year; a day as its number of days.
    Number(Range),
    /// One of several named choices.
    Choice(Choice),
    /// Any number of several named choices.
    Choices(Choices),
    /// A place of the region tree.
    Place(Place),
    /// A text.
    Text(Text),
}

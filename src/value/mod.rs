//! What is known of a quantity: exact numbers, days, truths, and the sets of values still possible.
//!
//! A settled value is a set with one member. Every operation gives a set that contains the result of
//! every world still possible; which set, is fixed by `docs/semantics.md`.

mod calendar;
mod choice;
mod comparison;
mod date;
mod marks;
mod number;
mod place;
mod range;
mod text;
mod truth;

pub use calendar::Calendar;
pub use choice::{Choice, Choices, MAX_OPTIONS, option_bit, option_bits};
pub use comparison::Comparison;
pub use date::{Date, DurationUnit};
pub use marks::Marks;
pub use number::{Number, Rounding};
pub use place::Place;
pub use range::{End, Range};
pub use text::Text;
pub use truth::Truth;

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

impl Value {
    /// Whether it has one member, be it undefined.
    pub fn is_settled(&self) -> bool {
        match self {
            Value::Truth(truth) => truth.is_settled(),
            Value::Number(range) => range.is_settled(),
            Value::Choice(choice) => choice.is_settled(),
            Value::Choices(choices) => choices.is_settled(),
            Value::Place(place) => place.is_settled(),
            Value::Text(text) => text.is_settled(),
        }
    }

    /// Whether undefined is possible.
    pub fn may_be_undefined(&self) -> bool {
        match self {
            Value::Truth(truth) => truth.may_be_undefined(),
            Value::Number(range) => range.may_be_undefined(),
            Value::Choice(choice) => choice.undefined,
            Value::Choices(choices) => choices.undefined,
            Value::Place(place) => place.undefined,
            Value::Text(text) => text.undefined,
        }
    }

    /// Whether it is surely undefined.
    pub fn is_undefined(&self) -> bool {
        self.may_be_undefined() && self.is_settled()
    }

    /// Why it is open.
    pub fn marks(&self) -> Marks {
        match self {
            Value::Truth(truth) => truth.marks(),
            Value::Number(range) => range.marks(),
            Value::Choice(choice) => choice.marks,
            Value::Choices(choices) => choices.marks,
            Value::Place(place) => place.marks,
            Value::Text(text) => text.marks,
        }
    }

    /// Surely undefined, of the same shape.
    #[must_use]
    pub fn undefined_like(&self) -> Value {
        match self {
            Value::Truth(_) => Value::Truth(Truth::UNDEFINED),
            Value::Number(_) => Value::Number(Range::nothing()),
            Value::Choice(_) => Value::Choice(Choice::nothing()),
            Value::Choices(_) => Value::Choices(Choices::nothing()),
            Value::Place(_) => Value::Place(Place::nothing()),
            Value::Text(_) => Value::Text(Text::nothing()),
        }
    }

    /// Possibly undefined as well, marked with the reason why that is open.
    #[must_use]
    pub fn or_undefined(self, marks: Marks) -> Value {
        match self {
            Value::Truth(truth) => Value::Truth(truth.union(Truth::UNDEFINED)),
            Value::Number(range) => Value::Number(range.or_undefined(marks)),
            Value::Choice(choice) => Value::Choice(choice.or_undefined(marks)),
            Value::Choices(choices) => Value::Choices(choices.or_undefined(marks)),
            Value::Place(place) => Value::Place(place.or_undefined(marks)),
            Value::Text(text) => Value::Text(text.or_undefined(marks)),
        }
    }

    /// With more marks, if it is open and not a truth.
    #[must_use]
    pub fn with_marks(self, marks: Marks) -> Value {
        match self {
            Value::Truth(truth) => Value::Truth(truth),
            Value::Number(range) => Value::Number(range.with_marks(marks)),
            Value::Choice(choice) => Value::Choice(choice.with_marks(marks)),
            Value::Choices(choices) => Value::Choices(choices.with_marks(marks)),
            Value::Place(place) => Value::Place(place.with_marks(marks)),
            Value::Text(text) => Value::Text(text.with_marks(marks)),
        }
    }

    /// What a choice between both can give, its openness marked: the union, of numbers the hull.
    ///
    /// Two different places make anywhere; who has the region tree joins them closer. Values of two shapes,
    /// which no checked program brings together, are undefined.
    #[must_use]
    pub fn join(&self, other: &Value, marks: Marks) -> Value {
        match (self, other) {
            (Value::Truth(one), Value::Truth(other)) => Value::Truth(one.union(*other)),
            (Value::Number(one), Value::Number(other)) => Value::Number(one.join(other, marks)),
            (Value::Choice(one), Value::Choice(other)) => Value::Choice(one.union(*other).with_marks(marks)),
            (Value::Choices(one), Value::Choices(other)) => Value::Choices(one.union(*other).with_marks(marks)),
            (Value::Place(one), Value::Place(other)) => Value::Place(one.join(other, 0).with_marks(marks)),
            (Value::Text(one), Value::Text(other)) => Value::Text(one.union(other).with_marks(marks)),
            _ => self.undefined_like(),
        }
    }
}

#[cfg(test)]
mod tests;

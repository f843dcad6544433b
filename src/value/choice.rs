use super::{Comparison, Marks, Truth};

/// The most options that a set of choices may have: one bit each.
pub const MAX_OPTIONS: usize = 128;

/// The options still possible of a single choice; an empty set with `undefined` is surely undefined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// One bit for each option, in declared order.
    pub possible: u128,
    /// May also be undefined.
    pub undefined: bool,
    /// Why more than one is possible.
    pub marks: Marks,
}

/// What is known of a fact with several choices.
///
/// INVARIANT: `possible` holds `sure`, but for a surely undefined one: there every option is in and none may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choices {
    /// Options that are surely in.
    pub sure: u128,
    /// Options that may be in; holds `sure`.
    pub possible: u128,
    /// May also be undefined.
    pub undefined: bool,
    /// Why more than one set is possible.
    pub marks: Marks,
}

/// The bit of an option, by its place in declared order; no bit beyond [`MAX_OPTIONS`].
pub fn option_bit(option: u32) -> u128 {
    1_u128.checked_shl(option).unwrap_or(0)
}

/// The bits of so many options.
pub fn option_bits(count: u32) -> u128 {
    u128::MAX.checked_shr(u128::BITS.saturating_sub(count)).unwrap_or(0)
}

impl Choice {
    /// The options of a set, by their bits; surely undefined if there is none.
    pub fn of(possible: u128, marks: Marks) -> Choice {
        Choice { possible, undefined: false, marks }.normal()
    }

    /// One option, by its place in declared order.
    pub fn single(option: u32) -> Choice {
        Choice::of(option_bit(option), Marks::NONE)
    }

    /// Any of so many options.
    pub fn any(count: u32, marks: Marks) -> Choice {
        Choice::of(option_bits(count), marks)
    }

    /// Surely undefined.
    pub fn nothing() -> Choice {
        Choice::of(0, Marks::NONE)
    }

    /// The option, if it is settled, by its place in declared order.
    pub fn is_single(&self) -> Option<u32> {
        (!self.undefined && self.possible.is_power_of_two()).then(|| self.possible.trailing_zeros())
    }

    /// Whether it is surely undefined.
    pub fn is_nothing(&self) -> bool {
        self.possible == 0
    }

    /// Whether it has one member: an option, or undefined.
    pub fn is_settled(&self) -> bool {
        self.is_nothing() || self.is_single().is_some()
    }

    /// The options possible, by their places in declared order.
    pub fn options(&self) -> impl Iterator<Item = u32> {
        let possible = self.possible;
        (0..u128::BITS).filter(move |option| possible & option_bit(*option) != 0)
    }

    /// With more marks; none if it is settled.
    #[must_use]
    pub fn with_marks(self, marks: Marks) -> Choice {
        Choice { marks: self.marks | marks, ..self }.normal()
    }

    /// Possibly undefined as well, marked with the reason why that is open.
    #[must_use]
    pub fn or_undefined(self, marks: Marks) -> Choice {
        Choice { undefined: true, marks: self.marks | marks, ..self }.normal()
    }

    /// What is possible of either.
    #[must_use]
    pub fn union(self, other: Choice) -> Choice {
        self.together(other, self.possible | other.possible)
    }

    /// What both allow, be it undefined; none if nothing is left.
    pub fn intersect(self, other: Choice) -> Option<Choice> {
        let common = self.possible & other.possible;
        (common != 0 || self.undefined || other.undefined).then(|| self.together(other, common))
    }

    /// Whether two choices stand to each other as the sign says, in declared order.
    pub fn compare(comparison: Comparison, left: Choice, right: Choice) -> Truth {
        if left.is_nothing() || right.is_nothing() {
            return Truth::UNDEFINED;
        }
        Truth::of_test(
            can_hold(comparison, left.possible, right.possible),
            can_hold(comparison.negated(), left.possible, right.possible),
            left.marks | right.marks,
            left.undefined || right.undefined,
        )
    }

    /// Whether it is one of a set of options.
    pub fn is_in(self, options: u128) -> Truth {
        Truth::of_test(self.possible & options != 0, self.possible & !options != 0, self.marks, self.undefined)
    }

    /// The least of two in declared order.
    #[must_use]
    pub fn min(self, other: Choice) -> Choice {
        self.strict(other, |a, b| (a & up_to_highest(b)) | (b & up_to_highest(a)))
    }

    /// The greatest of two in declared order.
    #[must_use]
    pub fn max(self, other: Choice) -> Choice {
        self.strict(other, |a, b| (a & from_lowest(b)) | (b & from_lowest(a)))
    }

    /// The least of several; surely undefined if there is none.
    pub fn least(choices: impl IntoIterator<Item = Choice>) -> Choice {
        choices.into_iter().reduce(Choice::min).unwrap_or_else(Choice::nothing)
    }

    /// The greatest of several; surely undefined if there is none.
    pub fn greatest(choices: impl IntoIterator<Item = Choice>) -> Choice {
        choices.into_iter().reduce(Choice::max).unwrap_or_else(Choice::nothing)
    }

    fn strict(self, other: Choice, operation: impl FnOnce(u128, u128) -> u128) -> Choice {
        if self.is_nothing() || other.is_nothing() {
            return Choice::nothing();
        }
        self.together(other, operation(self.possible, other.possible))
    }

    fn together(self, other: Choice, possible: u128) -> Choice {
        Choice { possible, undefined: self.undefined || other.undefined, marks: self.marks | other.marks }.normal()
    }

    fn normal(self) -> Choice {
        let undefined = self.undefined || self.possible == 0;
        let settled = Choice { undefined, ..self }.is_settled();
        Choice { undefined, marks: if settled { Marks::NONE } else { self.marks }, ..self }
    }
}

/// Whether some pair of options stands as the sign says. Neither set is empty.
fn can_hold(comparison: Comparison, left: u128, right: u128) -> bool {
    let can_be_less = |one: u128, other: u128| one.trailing_zeros() + other.leading_zeros() < u128::BITS - 1;
    match comparison {
        Comparison::Less => can_be_less(left, right),
        Comparison::Greater => can_be_less(right, left),
        Comparison::AtMost => can_be_less(left, right) || left & right != 0,
        Comparison::AtLeast => can_be_less(right, left) || left & right != 0,
        Comparison::Equal => left & right != 0,
        Comparison::NotEqual => left != right || !left.is_power_of_two(),
    }
}

/// All bits up to the highest that is set.
fn up_to_highest(bits: u128) -> u128 {
    u128::MAX.checked_shr(bits.leading_zeros()).unwrap_or(0)
}

/// All bits from the lowest that is set.
fn from_lowest(bits: u128) -> u128 {
    u128::MAX.checked_shl(bits.trailing_zeros()).unwrap_or(0)
}

impl Choices {
    /// Exactly these options.
    pub fn exactly(options: u128) -> Choices {
        Choices { sure: options, possible: options, undefined: false, marks: Marks::NONE }
    }

    /// Any of these options, or none of them.
    pub fn any_of(options: u128, marks: Marks) -> Choices {
        Choices { sure: 0, possible: options, undefined: false, marks }.normal()
    }

    /// Surely undefined.
    pub fn nothing() -> Choices {
        Choices { sure: u128::MAX, possible: 0, undefined: true, marks: Marks::NONE }
    }

    /// Whether it is surely undefined.
    pub fn is_nothing(&self) -> bool {
        self.sure & !self.possible != 0
    }

    /// The options, if they are settled.
    pub fn is_exactly(&self) -> Option<u128> {
        (!self.undefined && self.sure == self.possible).then_some(self.sure)
    }

    /// Whether it has one member: a set of options, or undefined.
    pub fn is_settled(&self) -> bool {
        self.is_nothing() || self.is_exactly().is_some()
    }

    /// Whether an option is in.
    pub fn contains(&self, option: u32) -> Truth {
        let bit = option_bit(option);
        Truth::of_test(self.possible & bit != 0, self.sure & bit == 0, self.marks, self.undefined)
    }

    /// Whether two sets are the same.
    pub fn equal(self, other: Choices) -> Truth {
        if self.is_nothing() || other.is_nothing() {
            return Truth::UNDEFINED;
        }
        let same = self.sure == self.possible && other.sure == other.possible && self.sure == other.sure;
        Truth::of_test(
            self.sure & !other.possible == 0 && other.sure & !self.possible == 0,
            !same,
            self.marks | other.marks,
            self.undefined || other.undefined,
        )
    }

    /// What is possible of either.
    #[must_use]
    pub fn union(self, other: Choices) -> Choices {
        Choices {
            sure: self.sure & other.sure,
            possible: self.possible | other.possible,
            undefined: self.undefined || other.undefined,
            marks: self.marks | other.marks,
        }
        .normal()
    }

    /// With more marks; none if it is settled.
    #[must_use]
    pub fn with_marks(self, marks: Marks) -> Choices {
        Choices { marks: self.marks | marks, ..self }.normal()
    }

    /// Possibly undefined as well, marked with the reason why that is open.
    #[must_use]
    pub fn or_undefined(self, marks: Marks) -> Choices {
        Choices { undefined: true, marks: self.marks | marks, ..self }.normal()
    }

    fn normal(self) -> Choices {
        if self.is_nothing() {
            Choices::nothing()
        } else if self.is_settled() {
            Choices { marks: Marks::NONE, ..self }
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests;

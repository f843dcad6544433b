//! Comparison of intervals.

use super::{End, Range};
use crate::value::{Comparison, Marks, Truth};

impl Range {
    /// Whether two numbers stand to each other as the sign says.
    pub fn compare(comparison: Comparison, left: &Range, right: &Range) -> Truth {
        if left.nothing || right.nothing {
            return Truth::UNDEFINED;
        }
        Truth::of_test(
            can_hold(comparison, left, right),
            can_hold(comparison.negated(), left, right),
            left.marks | right.marks,
            left.undefined || right.undefined,
        )
    }
}

/// Whether some pair of numbers stands as the sign says.
fn can_hold(comparison: Comparison, left: &Range, right: &Range) -> bool {
    match comparison {
        Comparison::Less => can_be_less(left, right),
        Comparison::Greater => can_be_less(right, left),
        Comparison::AtMost => can_be_less(left, right) || ends_touch(&left.low, &right.high),
        Comparison::AtLeast => can_be_less(right, left) || ends_touch(&right.low, &left.high),
        Comparison::Equal => can_be_equal(left, right),
        Comparison::NotEqual => left.only_number().is_none() || left.only_number() != right.only_number(),
    }
}

/// Between two different ends there are numbers of both ranges in this order, be the ends open or not.
fn can_be_less(left: &Range, right: &Range) -> bool {
    match (left.low.number(), right.high.number()) {
        (Some(low), Some(high)) => low < high,
        _ => true,
    }
}

fn ends_touch(low: &End, high: &End) -> bool {
    matches!((low, high), (End::Closed(low), End::Closed(high)) if low == high)
}

fn can_be_equal(left: &Range, right: &Range) -> bool {
    let (left, right) = (left.clone().defined(), right.clone().defined());
    match (left, right) {
        (Some(left), Some(right)) => left.marked(Marks::NONE).intersect(&right.marked(Marks::NONE)).is_some(),
        _ => false,
    }
}

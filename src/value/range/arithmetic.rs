//! Interval arithmetic: exact ends, an end closed exactly if it is attained.

use super::{End, Range, higher, inner_high, inner_low, lower};
use crate::value::{Marks, Number, Rounding};
use std::cmp::Ordering;

impl Range {
    /// The sum.
    #[must_use]
    pub fn add(&self, other: &Range) -> Range {
        self.strict(other, |a, b| Range {
            low: add_ends(&a.low, &b.low),
            high: add_ends(&a.high, &b.high),
            whole: a.whole && b.whole,
            ..Range::anything(false, Marks::NONE)
        })
    }

    /// The number with its sign changed.
    #[must_use]
    pub fn neg(&self) -> Range {
        Range { low: negate_end(&self.high), high: negate_end(&self.low), ..self.clone() }
    }

    /// The difference.
    #[must_use]
    pub fn sub(&self, other: &Range) -> Range {
        self.add(&other.neg())
    }

    /// The product.
    #[must_use]
    pub fn mul(&self, other: &Range) -> Range {
        self.strict(other, multiply)
    }

    /// The quotient: undefined where the divisor is zero.
    #[must_use]
    pub fn div(&self, other: &Range) -> Range {
        self.strict(other, |a, b| {
            let parts = [b.cut_before(&Number::ZERO).0, b.cut_after(&Number::ZERO).1];
            let quotient = parts
                .into_iter()
                .flatten()
                .filter_map(Range::defined)
                .map(|part| multiply(a, &reciprocal(&part)))
                .reduce(|one, other| one.hull(&other))
                .unwrap_or_else(Range::nothing);
            if b.contains(&Number::ZERO) { quotient.or_undefined(Marks::NONE) } else { quotient }
        })
    }

    /// The least of two.
    #[must_use]
    pub fn min(&self, other: &Range) -> Range {
        self.strict(other, |a, b| Range {
            low: lower(&a.low, &b.low).clone(),
            high: inner_high(&a.high, &b.high).clone(),
            whole: a.whole && b.whole,
            ..Range::anything(false, Marks::NONE)
        })
    }

    /// The greatest of two.
    #[must_use]
    pub fn max(&self, other: &Range) -> Range {
        self.strict(other, |a, b| Range {
            low: inner_low(&a.low, &b.low).clone(),
            high: higher(&a.high, &b.high).clone(),
            whole: a.whole && b.whole,
            ..Range::anything(false, Marks::NONE)
        })
    }

    /// The least of several; surely undefined if there is none.
    pub fn least<'a>(ranges: impl IntoIterator<Item = &'a Range>) -> Range {
        let mut ranges = ranges.into_iter();
        let first = ranges.next().cloned().unwrap_or_else(Range::nothing);
        ranges.fold(first, |least, range| least.min(range))
    }

    /// The greatest of several; surely undefined if there is none.
    pub fn greatest<'a>(ranges: impl IntoIterator<Item = &'a Range>) -> Range {
        let mut ranges = ranges.into_iter();
        let first = ranges.next().cloned().unwrap_or_else(Range::nothing);
        ranges.fold(first, |greatest, range| greatest.max(range))
    }

    /// Held to two limits: what is less becomes the lower, what is more the upper.
    #[must_use]
    pub fn clamp(&self, low: &Number, high: &Number) -> Range {
        self.max(&Range::point(low.clone())).min(&Range::point(high.clone()))
    }

    /// Brought to a multiple of a step: from the least value taken to the greatest. Undefined if the step is not positive.
    #[must_use]
    pub fn round(&self, rounding: Rounding, step: &Number) -> Range {
        if self.nothing || !step.is_positive() {
            return Range::nothing();
        }
        // Rounding is constant between neighbouring multiples of half a step, so its limit at an open end is
        // its value anywhere between the end and the next such multiple.
        let half = step.div(&Number::from(2)).unwrap_or_else(|| step.clone());
        let between = |end: &Number, next: Number| (end + &next).div(&Number::from(2)).unwrap_or(next);
        let rounded = |number: &Number| number.round(rounding, step).unwrap_or_else(|| number.clone());
        let halves = |number: &Number| number.div(&half).unwrap_or_else(|| number.clone());
        let low = match &self.low {
            End::Closed(number) => End::Closed(rounded(number)),
            End::Open(number) => {
                let next = &(&halves(number).floor() + &Number::ONE) * &half;
                End::Closed(rounded(&between(number, next)))
            }
            End::Infinite => End::Infinite,
        };
        let high = match &self.high {
            End::Closed(number) => End::Closed(rounded(number)),
            End::Open(number) => {
                let next = &(&halves(number).ceil() - &Number::ONE) * &half;
                End::Closed(rounded(&between(number, next)))
            }
            End::Infinite => End::Infinite,
        };
        Range { low, high, whole: step.is_whole(), ..self.clone() }.normal()
    }

    /// What a function gives that never falls when its argument rises. `whole` says that it gives whole numbers.
    ///
    /// An open end becomes a closed one, as a step function may take the same value inside.
    #[must_use]
    pub fn map_nondecreasing(&self, whole: bool, function: impl Fn(&Number) -> Number) -> Range {
        if self.nothing {
            return Range::nothing();
        }
        let end = |end: &End| match end.number() {
            Some(number) => End::Closed(function(number)),
            None => End::Infinite,
        };
        Range { low: end(&self.low), high: end(&self.high), whole, ..self.clone() }.tightened().normal()
    }

    /// What a function of two numbers gives that never falls when either rises; an infinite argument gives an
    /// infinite end. For an argument in which it never rises, hand in the negated range and negate it again inside.
    #[must_use]
    pub fn combine_nondecreasing(
        &self,
        other: &Range,
        whole: bool,
        function: impl Fn(&Number, &Number) -> Number,
    ) -> Range {
        let end = |one: &End, other: &End| match (one.number(), other.number()) {
            (Some(one), Some(other)) => End::Closed(function(one, other)),
            _ => End::Infinite,
        };
        self.strict(other, |a, b| {
            Range {
                low: end(&a.low, &b.low),
                high: end(&a.high, &b.high),
                whole,
                ..Range::anything(false, Marks::NONE)
            }
            .tightened()
        })
    }

    /// A strict operation: undefined if an operand is; marks and the possibility of being undefined add up.
    fn strict(&self, other: &Range, operation: impl FnOnce(&Range, &Range) -> Range) -> Range {
        if self.nothing || other.nothing {
            return Range::nothing();
        }
        let result = operation(self, other);
        Range {
            undefined: result.undefined || self.undefined || other.undefined,
            marks: self.marks | other.marks,
            ..result
        }
        .normal()
    }
}

fn negate_end(end: &End) -> End {
    match end {
        End::Closed(number) => End::Closed(-number),
        End::Open(number) => End::Open(-number),
        End::Infinite => End::Infinite,
    }
}

fn add_ends(one: &End, other: &End) -> End {
    match (one, other) {
        (End::Infinite, _) | (_, End::Infinite) => End::Infinite,
        (End::Closed(one), End::Closed(other)) => End::Closed(one + other),
        (End::Closed(one) | End::Open(one), End::Closed(other) | End::Open(other)) => End::Open(one + other),
    }
}

/// One over every number of a range that lies on one side of zero.
fn reciprocal(range: &Range) -> Range {
    let inverse = |end: &End| match end {
        // Towards infinity the reciprocal comes as near to zero as one likes.
        End::Infinite => End::Open(Number::ZERO),
        End::Closed(number) => Number::ONE.div(number).map_or(End::Infinite, End::Closed),
        End::Open(number) => Number::ONE.div(number).map_or(End::Infinite, End::Open),
    };
    Range { low: inverse(&range.high), high: inverse(&range.low), ..Range::anything(false, Marks::NONE) }
}

/// The product of two ranges. A product is extreme where both factors are.
fn multiply(a: &Range, b: &Range) -> Range {
    let mut low: Option<Corner> = None;
    let mut high: Option<Corner> = None;
    for one in [Corner::low(a), Corner::high(a)] {
        for other in [Corner::low(b), Corner::high(b)] {
            let product = one.multiply(&other);
            low = Some(match low {
                Some(low) => low.better(product.clone(), Ordering::Less),
                None => product.clone(),
            });
            high = Some(match high {
                Some(high) => high.better(product, Ordering::Greater),
                None => product,
            });
        }
    }
    Range {
        low: low.map_or(End::Infinite, Corner::end),
        high: high.map_or(End::Infinite, Corner::end),
        whole: a.whole && b.whole,
        ..Range::anything(false, Marks::NONE)
    }
    .normal()
}

/// A number that one end of a range reaches or comes near to.
#[derive(Clone)]
struct Corner {
    place: Place,
    attained: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    MinusInfinity,
    At(Number),
    PlusInfinity,
}

impl Corner {
    fn low(range: &Range) -> Corner {
        Corner::new(&range.low, Place::MinusInfinity)
    }

    fn high(range: &Range) -> Corner {
        Corner::new(&range.high, Place::PlusInfinity)
    }

    fn new(end: &End, infinity: Place) -> Corner {
        Corner { place: end.number().cloned().map_or(infinity, Place::At), attained: end.is_closed() }
    }

    fn multiply(&self, other: &Corner) -> Corner {
        let place = match (&self.place, &other.place) {
            (Place::At(one), Place::At(other)) => Place::At(one * other),
            (one, other) => match (one.sign(), other.sign()) {
                (Ordering::Equal, _) | (_, Ordering::Equal) => Place::At(Number::ZERO),
                (one, other) if one == other => Place::PlusInfinity,
                _ => Place::MinusInfinity,
            },
        };
        // Zero times anything is attained wherever zero is: the other range is not empty.
        let attained = (self.attained && other.attained) || self.is_attained_zero() || other.is_attained_zero();
        Corner { place, attained }
    }

    /// Of two the one further out; at the same place attained if either is.
    fn better(self, other: Corner, direction: Ordering) -> Corner {
        let order = other.place.cmp(&self.place);
        if order == direction {
            other
        } else if order == Ordering::Equal {
            Corner { attained: self.attained || other.attained, ..self }
        } else {
            self
        }
    }

    fn is_attained_zero(&self) -> bool {
        self.attained && self.place.sign() == Ordering::Equal
    }

    fn end(self) -> End {
        match self.place {
            Place::At(number) if self.attained => End::Closed(number),
            Place::At(number) => End::Open(number),
            Place::MinusInfinity | Place::PlusInfinity => End::Infinite,
        }
    }
}

impl Place {
    /// How it stands to zero.
    fn sign(&self) -> Ordering {
        match self {
            Place::MinusInfinity => Ordering::Less,
            Place::At(number) => number.cmp(&Number::ZERO),
            Place::PlusInfinity => Ordering::Greater,
        }
    }
}

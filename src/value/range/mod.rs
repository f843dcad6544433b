//! Intervals of numbers still possible.

mod arithmetic;
mod compare;

use super::{Date, Marks, Number};

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The end itself is possible.
    Closed(Number),
    /// Everything up to the end, but not the end.
    Open(Number),
    /// No end on this side.
    Infinite,
}

impl End {
    /// The number at the end, if there is an end.
    pub fn number(&self) -> Option<&Number> {
        match self {
            End::Closed(number) | End::Open(number) => Some(number),
            End::Infinite => None,
        }
    }

    /// Whether the end itself is possible.
    pub fn is_closed(&self) -> bool {
        matches!(self, End::Closed(_))
    }
}

/// An interval of numbers still possible.
///
/// INVARIANT: not empty; if `whole`, finite ends are whole numbers and closed; a settled range has no marks;
/// a point is `whole` exactly if its number is; equal sets of numbers of equal wholeness have equal ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    low: End,
    high: End,
    whole: bool,
    /// May also be undefined.
    undefined: bool,
    marks: Marks,
    /// Only undefined: no number is possible (then both ends are infinite and mean nothing).
    nothing: bool,
}

impl Range {
    /// One number.
    pub fn point(number: Number) -> Range {
        Range {
            whole: number.is_whole(),
            low: End::Closed(number.clone()),
            high: End::Closed(number),
            undefined: false,
            marks: Marks::NONE,
            nothing: false,
        }
    }

    /// One day, as its number of days.
    pub fn day(date: Date) -> Range {
        Range::point(Number::from(date.day_number()))
    }

    /// Every day of the calendar.
    pub fn any_day(marks: Marks) -> Range {
        Range::day(Date::FIRST).hull(&Range::day(Date::LAST)).with_marks(marks)
    }

    /// Everything between two ends; none if that is nothing.
    pub fn between(low: End, high: End, whole: bool, marks: Marks) -> Option<Range> {
        let (low, high) = if whole { (tightened_low(low), tightened_high(high)) } else { (low, high) };
        let empty = match (&low, &high) {
            (End::Infinite, _) | (_, End::Infinite) => false,
            (End::Closed(low), End::Closed(high)) => low > high,
            (End::Closed(low) | End::Open(low), End::Closed(high) | End::Open(high)) => low >= high,
        };
        (!empty).then(|| Range { low, high, whole, undefined: false, marks, nothing: false }.normal())
    }

    /// A number and everything above.
    pub fn at_least(low: Number, whole: bool, marks: Marks) -> Range {
        Range { low: End::Closed(low), ..Range::anything(whole, marks) }.tightened()
    }

    /// A number and everything below.
    pub fn at_most(high: Number, whole: bool, marks: Marks) -> Range {
        Range { high: End::Closed(high), ..Range::anything(whole, marks) }.tightened()
    }

    /// Everything above a number.
    pub fn above(low: Number, whole: bool, marks: Marks) -> Range {
        Range { low: End::Open(low), ..Range::anything(whole, marks) }.tightened()
    }

    /// Everything below a number.
    pub fn below(high: Number, whole: bool, marks: Marks) -> Range {
        Range { high: End::Open(high), ..Range::anything(whole, marks) }.tightened()
    }

    /// Any number.
    pub fn anything(whole: bool, marks: Marks) -> Range {
        Range { low: End::Infinite, high: End::Infinite, whole, undefined: false, marks, nothing: false }
    }

    /// Surely undefined.
    pub fn nothing() -> Range {
        Range {
            low: End::Infinite,
            high: End::Infinite,
            whole: false,
            undefined: true,
            marks: Marks::NONE,
            nothing: true,
        }
    }

    /// The least end. Means nothing if the range is surely undefined.
    pub fn low(&self) -> &End {
        &self.low
    }

    /// The greatest end. Means nothing if the range is surely undefined.
    pub fn high(&self) -> &End {
        &self.high
    }

    /// Whether only whole numbers are possible.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Why it is open.
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// Whether undefined is possible.
    pub fn may_be_undefined(&self) -> bool {
        self.undefined
    }

    /// Whether it is surely undefined.
    pub fn is_nothing(&self) -> bool {
        self.nothing
    }

    /// The only number possible, beside which it may be undefined.
    pub fn only_number(&self) -> Option<&Number> {
        match (&self.low, &self.high) {
            (End::Closed(low), End::Closed(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// The number, if it is settled.
    pub fn is_point(&self) -> Option<&Number> {
        if self.undefined { None } else { self.only_number() }
    }

    /// The day, if it is settled and a day.
    pub fn is_day(&self) -> Option<Date> {
        Date::from_number(self.is_point()?)
    }

    /// Whether it has one member: a number, or undefined.
    pub fn is_settled(&self) -> bool {
        self.nothing || self.is_point().is_some()
    }

    /// Whether a number is possible.
    pub fn contains(&self, number: &Number) -> bool {
        !self.nothing
            && (!self.whole || number.is_whole())
            && match &self.low {
                End::Closed(low) => low <= number,
                End::Open(low) => low < number,
                End::Infinite => true,
            }
            && match &self.high {
                End::Closed(high) => number <= high,
                End::Open(high) => number < high,
                End::Infinite => true,
            }
    }

    /// All numbers possible, if they are whole and at most so many.
    pub fn values(&self, limit: u32) -> Option<Vec<Number>> {
        if self.nothing {
            return Some(Vec::new());
        }
        if !self.whole {
            return Some(vec![self.only_number()?.clone()]);
        }
        let (low, high) = (self.low.number()?, self.high.number()?);
        if high - low >= Number::from(limit) {
            return None;
        }
        let mut values = Vec::new();
        let mut value = low.clone();
        while value <= *high {
            values.push(value.clone());
            value = &value + &Number::ONE;
        }
        Some(values)
    }

    /// With more marks; none if it is settled.
    #[must_use]
    pub fn with_marks(self, marks: Marks) -> Range {
        Range { marks: self.marks | marks, ..self }.normal()
    }

    /// With these marks in the place of its own; none if it is settled.
    #[must_use]
    pub fn marked(self, marks: Marks) -> Range {
        Range { marks, ..self }.normal()
    }

    /// Possibly undefined as well, marked with the reason why that is open.
    #[must_use]
    pub fn or_undefined(self, marks: Marks) -> Range {
        Range { undefined: true, marks: self.marks | marks, ..self }.normal()
    }

    /// Without the possibility of being undefined; none if nothing else is possible.
    #[must_use]
    pub fn defined(self) -> Option<Range> {
        (!self.nothing).then(|| Range { undefined: false, ..self }.normal())
    }

    /// The smallest range that holds both; `whole` if both are.
    #[must_use]
    pub fn hull(&self, other: &Range) -> Range {
        let (undefined, marks) = (self.undefined || other.undefined, self.marks | other.marks);
        let merged = if self.nothing {
            other.clone()
        } else if other.nothing {
            self.clone()
        } else {
            Range {
                low: lower(&self.low, &other.low).clone(),
                high: higher(&self.high, &other.high).clone(),
                whole: self.whole && other.whole,
                ..Range::anything(false, Marks::NONE)
            }
        };
        Range { undefined, marks, ..merged }.normal()
    }

    /// What a choice between both can give, its openness marked.
    #[must_use]
    pub fn join(&self, other: &Range, marks: Marks) -> Range {
        self.hull(other).with_marks(marks)
    }

    /// The numbers that both allow; may be undefined if either may. None if nothing is left.
    pub fn intersect(&self, other: &Range) -> Option<Range> {
        let (undefined, marks) = (self.undefined || other.undefined, self.marks | other.marks);
        let common = if self.nothing || other.nothing {
            None
        } else {
            Range::between(
                inner_low(&self.low, &other.low).clone(),
                inner_high(&self.high, &other.high).clone(),
                self.whole || other.whole,
                marks,
            )
        };
        match common {
            // The marks anew: a point that may be undefined keeps them.
            Some(range) => Some(Range { undefined, marks, ..range }.normal()),
            None => undefined.then(Range::nothing),
        }
    }

    /// The parts up to a number, the number included, and beyond it.
    pub fn cut_after(&self, number: &Number) -> (Option<Range>, Option<Range>) {
        (
            self.intersect(&Range::at_most(number.clone(), false, Marks::NONE)),
            self.intersect(&Range::above(number.clone(), false, Marks::NONE)),
        )
    }

    /// The parts below a number, and from the number on.
    pub fn cut_before(&self, number: &Number) -> (Option<Range>, Option<Range>) {
        (
            self.intersect(&Range::below(number.clone(), false, Marks::NONE)),
            self.intersect(&Range::at_least(number.clone(), false, Marks::NONE)),
        )
    }

    /// What lies within these numbers; what lies beyond them is undefined.
    #[must_use]
    pub fn undefined_beyond(&self, low: &Number, high: &Number) -> Range {
        let within = self
            .intersect(&Range::at_least(low.clone(), false, Marks::NONE))
            .and_then(|range| range.intersect(&Range::at_most(high.clone(), false, Marks::NONE)));
        let beyond = self.low.number().is_none_or(|end| end < low) || self.high.number().is_none_or(|end| end > high);
        match within {
            Some(range) if beyond => range.or_undefined(self.marks),
            Some(range) => range,
            None => Range::nothing(),
        }
    }

    fn tightened(self) -> Range {
        if self.whole { Range { low: tightened_low(self.low), high: tightened_high(self.high), ..self } } else { self }
    }

    /// Brings the flags in line with the ends.
    fn normal(self) -> Range {
        if self.nothing {
            return Range::nothing();
        }
        let whole = match self.only_number() {
            Some(number) => number.is_whole(),
            None => self.whole,
        };
        let marks = if self.is_point().is_some() { Marks::NONE } else { self.marks };
        Range { whole, marks, ..self }
    }
}

fn tightened_low(end: End) -> End {
    match end {
        End::Closed(number) => End::Closed(number.ceil()),
        End::Open(number) => End::Closed(&number.floor() + &Number::ONE),
        End::Infinite => End::Infinite,
    }
}

fn tightened_high(end: End) -> End {
    match end {
        End::Closed(number) => End::Closed(number.floor()),
        End::Open(number) => End::Closed(&number.ceil() - &Number::ONE),
        End::Infinite => End::Infinite,
    }
}

/// Of two least ends the one that lets in more.
fn lower<'a>(one: &'a End, other: &'a End) -> &'a End {
    if lets_in_less_low(one, other) { other } else { one }
}

/// Of two least ends the one that lets in less.
fn inner_low<'a>(one: &'a End, other: &'a End) -> &'a End {
    if lets_in_less_low(one, other) { one } else { other }
}

/// Of two greatest ends the one that lets in more.
fn higher<'a>(one: &'a End, other: &'a End) -> &'a End {
    if lets_in_less_high(one, other) { other } else { one }
}

/// Of two greatest ends the one that lets in less.
fn inner_high<'a>(one: &'a End, other: &'a End) -> &'a End {
    if lets_in_less_high(one, other) { one } else { other }
}

fn lets_in_less_low(one: &End, other: &End) -> bool {
    match (one.number(), other.number()) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(a), Some(b)) => a > b || (a == b && !one.is_closed()),
    }
}

fn lets_in_less_high(one: &End, other: &End) -> bool {
    match (one.number(), other.number()) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(a), Some(b)) => a < b || (a == b && !one.is_closed()),
    }
}

#[cfg(test)]
mod tests;

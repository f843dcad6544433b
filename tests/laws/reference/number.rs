//! Intervals of numbers, as sections 1 and 3 of `docs/semantics.md` tell them.

use guiju::value::{Comparison, Marks, Number, Rounding};
use num_rational::Ratio;

/// An exact number. Small ones are enough here, and one that outgrows it panics.
pub type Q = Ratio<i64>;

/// Where an interval ends; the order of the variants is that of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    Minus,
    Number(Q),
    Plus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub at: At,
    pub closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    pub low: End,
    pub high: End,
}

/// What is possible of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// None: no number at all, only undefined.
    pub ends: Option<Ends>,
    pub whole: bool,
    pub undefined: bool,
    pub marks: Marks,
}

pub fn exact(number: &Number) -> Q {
    let text = number.to_string();
    if let Some((over, under)) = text.split_once('/') {
        return Q::new(over.parse().unwrap(), under.parse().unwrap());
    }
    let (whole, places) = text.split_once('.').unwrap_or((&text, ""));
    Q::new(format!("{whole}{places}").parse().unwrap(), 10_i64.pow(places.len() as u32))
}

pub fn closed(number: Q) -> End {
    End { at: At::Number(number), closed: true }
}

pub fn open(number: Q) -> End {
    End { at: At::Number(number), closed: false }
}

pub const MINUS: End = End { at: At::Minus, closed: false };
pub const PLUS: End = End { at: At::Plus, closed: false };

impl Interval {
    /// All between two ends; none if there is nothing between.
    pub fn between(low: End, high: End, whole: bool, marks: Marks) -> Option<Interval> {
        let (low, high) = if whole { (inwards(low, Q::floor, 1), inwards(high, Q::ceil, -1)) } else { (low, high) };
        let some = low.at < high.at || (low.at == high.at && low.closed && high.closed);
        some.then(|| Interval { ends: Some(Ends { low, high }), whole, undefined: false, marks }.settle())
    }

    pub fn point(number: Q) -> Interval {
        Interval::between(closed(number), closed(number), false, Marks::NONE).unwrap()
    }

    pub fn nothing() -> Interval {
        Interval { ends: None, whole: false, undefined: true, marks: Marks::NONE }
    }

    /// A settled number has no marks, and it is whole or not by itself.
    fn settle(mut self) -> Interval {
        match self.only() {
            Some(number) => self.whole = number.is_integer(),
            None if self.ends.is_none() => self.whole = false,
            None => {}
        }
        if self.is_settled() {
            self.marks = Marks::NONE;
        }
        self
    }

    /// The one number that is possible, if there is one.
    pub fn only(&self) -> Option<Q> {
        match self.ends {
            Some(Ends { low: End { at: At::Number(low), .. }, high: End { at: At::Number(high), .. } })
                if low == high =>
            {
                Some(low)
            }
            _ => None,
        }
    }

    pub fn is_settled(&self) -> bool {
        self.ends.is_none() || (self.only().is_some() && !self.undefined)
    }

    pub fn with(self, undefined: bool, marks: Marks) -> Interval {
        Interval { undefined: self.undefined || undefined, marks: self.marks | marks, ..self }.settle()
    }

    /// The hull of both.
    pub fn join(&self, other: &Interval) -> Interval {
        let (ends, whole) = match (self.ends, other.ends) {
            (Some(one), Some(two)) => {
                let low = least([one.low, two.low]);
                let high = greatest([one.high, two.high]);
                (Some(Ends { low, high }), self.whole && other.whole)
            }
            (Some(ends), None) => (Some(ends), self.whole),
            (None, ends) => (ends, other.whole),
        };
        let (undefined, marks) = (self.undefined || other.undefined, self.marks | other.marks);
        Interval { ends, whole, undefined, marks }.settle()
    }

    /// What both allow.
    pub fn common(&self, other: &Interval) -> Interval {
        let (undefined, marks) = (self.undefined || other.undefined, self.marks | other.marks);
        let both = self.ends.zip(other.ends).and_then(|(one, two)| {
            let low = if one.low.at == two.low.at {
                End { closed: one.low.closed && two.low.closed, ..one.low }
            } else if one.low.at > two.low.at {
                one.low
            } else {
                two.low
            };
            let high = if one.high.at == two.high.at {
                End { closed: one.high.closed && two.high.closed, ..one.high }
            } else if one.high.at < two.high.at {
                one.high
            } else {
                two.high
            };
            Interval::between(low, high, self.whole || other.whole, Marks::NONE)
        });
        match both {
            Some(both) => Interval { undefined, marks, ..both }.settle(),
            None => Interval::nothing(),
        }
    }

    /// Strict in both; `whole` survives if the operator says so.
    fn strict(&self, other: &Interval, keeps_whole: bool, ends: impl Fn(Ends, Ends) -> Ends) -> Interval {
        match (self.ends, other.ends) {
            (Some(one), Some(two)) => Interval {
                ends: Some(ends(one, two)),
                whole: keeps_whole && self.whole && other.whole,
                undefined: self.undefined || other.undefined,
                marks: self.marks | other.marks,
            }
            .settle(),
            _ => Interval::nothing(),
        }
    }

    pub fn plus(&self, other: &Interval) -> Interval {
        self.strict(other, true, |a, b| Ends { low: add(a.low, b.low), high: add(a.high, b.high) })
    }

    pub fn minus(&self, other: &Interval) -> Interval {
        self.plus(&other.negated())
    }

    pub fn negated(&self) -> Interval {
        let ends = self.ends.map(|ends| Ends { low: -ends.high, high: -ends.low });
        Interval { ends, ..*self }
    }

    pub fn times(&self, other: &Interval) -> Interval {
        self.strict(other, true, |a, b| {
            let corners = [times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)];
            Ends { low: least(corners), high: greatest(corners) }
        })
    }

    /// The quotient over what is left of the divisor without nought, and maybe undefined if nought is possible.
    pub fn over(&self, other: &Interval) -> Interval {
        let nought = Interval::point(Q::from(0));
        let zero = other.common(&nought).ends.is_some();
        let mut result = Interval::nothing();
        for (low, high) in [(MINUS, open(Q::from(0))), (open(Q::from(0)), PLUS)] {
            let side = Interval::between(low, high, false, Marks::NONE).unwrap();
            let rest = Interval { undefined: false, ..*other }.common(&side);
            let Some(ends) = rest.ends else { continue };
            let flipped = Ends { low: one_over(ends.high, low.at), high: one_over(ends.low, low.at) };
            let rest = Interval { ends: Some(flipped), whole: false, undefined: false, marks: other.marks };
            let quotient = self.strict(&rest, false, |a, b| {
                let corners = [times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)];
                Ends { low: least(corners), high: greatest(corners) }
            });
            result = match result.ends {
                None => quotient,
                Some(_) => result.join(&quotient),
            };
        }
        match result.ends {
            None => Interval::nothing(),
            Some(_) => result.with(zero || other.undefined, self.marks | other.marks),
        }
    }

    pub fn min(&self, other: &Interval) -> Interval {
        self.strict(other, true, |a, b| {
            let at = a.high.at.min(b.high.at);
            // The smaller of two is as great as this only if neither is smaller.
            let attained = [a.high, b.high].iter().all(|end| end.at > at || end.closed);
            Ends { low: least([a.low, b.low]), high: End { at, closed: attained } }
        })
    }

    pub fn max(&self, other: &Interval) -> Interval {
        self.negated().min(&other.negated()).negated()
    }

    /// The least and greatest multiple taken, limits at open ends.
    pub fn rounded(&self, mode: Rounding, step: Q) -> Interval {
        let ends = self.ends.map(|ends| Ends {
            low: rounded_end(mode, ends.low, step, true),
            high: rounded_end(mode, ends.high, step, false),
        });
        // Multiples of a whole step are whole; a whole number stays whole as it is rounded to decimal places.
        let whole = step.is_integer() || (self.whole && step.recip().is_integer());
        Interval { ends, whole, ..*self }.settle()
    }

    /// Whether some pair of members satisfies a comparison.
    pub fn can(&self, comparison: Comparison, other: &Interval) -> bool {
        let (Some(a), Some(b)) = (self.ends, other.ends) else { return false };
        match comparison {
            Comparison::Less => a.low.at < b.high.at,
            Comparison::AtMost => a.low.at < b.high.at || (a.low.at == b.high.at && a.low.closed && b.high.closed),
            Comparison::Greater => other.can(Comparison::Less, self),
            Comparison::AtLeast => other.can(Comparison::AtMost, self),
            Comparison::Equal => self.common(other).ends.is_some(),
            Comparison::NotEqual => self.only().is_none() || self.only() != other.only(),
        }
    }
}

impl std::ops::Neg for End {
    type Output = End;

    fn neg(self) -> End {
        let at = match self.at {
            At::Minus => At::Plus,
            At::Number(number) => At::Number(-number),
            At::Plus => At::Minus,
        };
        End { at, ..self }
    }
}

fn inwards(end: End, to_whole: fn(&Q) -> Q, step: i64) -> End {
    match end.at {
        At::Number(number) if end.closed => {
            let whole = to_whole(&number);
            closed(if whole == number { number } else { whole + Q::from(step) })
        }
        At::Number(number) => closed(to_whole(&number) + Q::from(step)),
        _ => end,
    }
}

/// An end that several give is closed if one of them attains it.
fn least<const N: usize>(ends: [End; N]) -> End {
    let at = ends.iter().map(|end| end.at).min().unwrap();
    End { at, closed: ends.iter().any(|end| end.at == at && end.closed) }
}

fn greatest<const N: usize>(ends: [End; N]) -> End {
    -least(ends.map(|end| -end))
}

fn add(one: End, other: End) -> End {
    match (one.at, other.at) {
        (At::Number(a), At::Number(b)) => End { at: At::Number(a + b), closed: one.closed && other.closed },
        (At::Number(_), infinite) | (infinite, _) => End { at: infinite, closed: false },
    }
}

/// Nought times anything is nought, also times infinity, and it is attained where the nought is.
fn times(one: End, other: End) -> End {
    let nought = |end: End| end.at == At::Number(Q::from(0));
    if nought(one) || nought(other) {
        let attained = (nought(one) && one.closed) || (nought(other) && other.closed);
        return End { closed: attained, ..open(Q::from(0)) };
    }
    if let (At::Number(a), At::Number(b)) = (one.at, other.at) {
        return End { at: At::Number(a * b), closed: one.closed && other.closed };
    }
    let negative = |end: End| end.at < At::Number(Q::from(0));
    if negative(one) == negative(other) { PLUS } else { MINUS }
}

/// One over an end of an interval on one side of nought: below it if `side` is minus infinity.
fn one_over(end: End, side: At) -> End {
    match end.at {
        At::Number(number) if number != Q::from(0) => End { at: At::Number(number.recip()), ..end },
        At::Number(_) if side == At::Minus => MINUS,
        At::Number(_) => PLUS,
        _ => open(Q::from(0)),
    }
}

fn rounded_end(mode: Rounding, end: End, step: Q, from_above: bool) -> End {
    let At::Number(number) = end.at else { return end };
    let steps = number / step;
    let rounded = if end.closed {
        to_whole(mode, steps)
    } else {
        // A quarter on, or half the way to the next step or half step, is near enough: nothing changes before it.
        let halves = steps * Q::from(2);
        let next = if from_above { halves.floor() + Q::from(1) } else { halves.ceil() - Q::from(1) };
        to_whole(mode, (halves + next) / Q::from(4))
    };
    closed(rounded * step)
}

fn to_whole(mode: Rounding, steps: Q) -> Q {
    let (below, above) = (steps.floor(), steps.ceil());
    let (towards, away) = if steps < Q::from(0) { (above, below) } else { (below, above) };
    let half = below + Q::new(1, 2);
    match mode {
        _ if below == above => below,
        Rounding::Down => towards,
        Rounding::Up => away,
        _ if steps < half => below,
        _ if steps > half => above,
        Rounding::HalfUp => away,
        Rounding::HalfEven if (below / Q::from(2)).is_integer() => below,
        Rounding::HalfEven => above,
    }
}

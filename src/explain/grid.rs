//! The values that are offered for a fact: multiples of its step within its declared range.

use crate::program::{Kind, Program};
use crate::value::{Date, End, Marks, Number, Range};

use crate::eval::Slot;

/// Places on a grid are counted by whole numbers of at most 30 digits, as facts are written.
const FARTHEST: i128 = 999_999_999_999_999_999_999_999_999_999;

/// The multiples of a step from one place to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    step: Number,
    /// The first place in range.
    pub first: i128,
    /// The last place in range.
    pub last: i128,
}

impl Grid {
    /// The grid of a slot within a range; none for what has no step: yes and no, choices, places, texts, lists.
    pub fn new(program: &Program, slot: Slot, within: &Range) -> Option<Grid> {
        let step = step(program, slot)?;
        let mut grid = Grid { step, first: -FARTHEST, last: FARTHEST };
        if slot_kind(program, slot) == Some(&Kind::Date) {
            grid.first = i128::from(Date::FIRST.day_number());
            grid.last = i128::from(Date::LAST.day_number());
        }
        match within.low() {
            End::Closed(low) => grid.first = grid.first.max(grid.from(low)?),
            End::Open(low) => grid.first = grid.first.max(grid.after(low)?),
            End::Infinite => {}
        }
        match within.high() {
            End::Closed(high) => grid.last = grid.last.min(grid.up_to(high)?),
            End::Open(high) => grid.last = grid.last.min(grid.before(high)?),
            End::Infinite => {}
        }
        Some(grid)
    }

    /// The value at a place.
    pub fn value(&self, place: i128) -> Option<Number> {
        let place = i64::try_from(place)
            .map_or_else(|_| Number::parse_decimal(&place.to_string()), |place| Some(Number::from(place)))?;
        Some(&place * &self.step)
    }

    /// All values between two places, both in.
    pub fn stretch(&self, low: i128, high: i128) -> Option<Range> {
        let (low, high) = (self.value(low)?, self.value(high)?);
        if low == high {
            return Some(Range::point(low));
        }
        Range::between(
            End::Closed(low),
            End::Closed(high),
            self.step.is_whole(),
            Marks { missing: true, ..Marks::NONE },
        )
    }

    /// The first place after a value.
    pub fn after(&self, value: &Number) -> Option<i128> {
        whole(&value.div(&self.step)?.floor())?.checked_add(1)
    }

    /// The last place before a value.
    pub fn before(&self, value: &Number) -> Option<i128> {
        whole(&value.div(&self.step)?.ceil())?.checked_sub(1)
    }

    fn from(&self, value: &Number) -> Option<i128> {
        whole(&value.div(&self.step)?.ceil())
    }

    fn up_to(&self, value: &Number) -> Option<i128> {
        whole(&value.div(&self.step)?.floor())
    }
}

fn whole(number: &Number) -> Option<i128> {
    number.to_i64().map_or_else(|| number.to_plain().parse().ok(), |number| Some(i128::from(number)))
}

/// What kind of value a slot takes.
pub fn slot_kind(program: &Program, slot: Slot) -> Option<&Kind> {
    match slot {
        Slot::Field(list, _, column) => {
            let column = usize::try_from(column).ok()?;
            Some(&program.facts.get(list.index())?.columns.get(column)?.kind)
        }
        Slot::Judged(_) => Some(&Kind::Truth),
        Slot::Today => Some(&Kind::Date),
        Slot::Fact(fact) | Slot::Year(fact, _) | Slot::YearBefore(fact, _) => {
            Some(&program.facts.get(fact.index())?.kind)
        }
    }
}

/// The step by which a slot's value may change.
fn step(program: &Program, slot: Slot) -> Option<Number> {
    let fact = slot.fact().and_then(|fact| program.facts.get(fact.index()));
    let whole = match slot {
        Slot::Field(list, _, column) => {
            let list = program.facts.get(list.index())?;
            list.columns.get(usize::try_from(column).ok()?)?.whole
        }
        _ => fact.is_some_and(|fact| fact.whole),
    };
    match slot_kind(program, slot)? {
        Kind::Percent => Number::ratio(1, 10_000),
        Kind::Date | Kind::Year => Some(Number::ONE),
        // A fact asked in years is kept in months and still changes by years.
        Kind::Duration(_) => {
            Some(fact.and_then(|fact| fact.unit.as_ref()).map_or(Number::ONE, |(_, kept)| kept.clone()))
        }
        Kind::Money | Kind::Number(_) if whole => Some(Number::ONE),
        // A rate such as 元/人 is money.
        Kind::Number(unit) if !unit.is_empty() && !unit.contains('元') => Some(Number::ONE),
        Kind::Money | Kind::Number(_) => Number::ratio(1, 100),
        Kind::Truth | Kind::Text | Kind::Choice(_) | Kind::Choices(_) | Kind::Region | Kind::List(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::testing::{Builder, number};

    fn grid(kind: Kind, whole: bool, low: &str, high: &str) -> Grid {
        let mut builder = Builder::new();
        let (fact, _) = builder.fact("甲", kind, None, None);
        builder.of(fact).whole = whole;
        let within =
            Range::between(End::Closed(number(low)), End::Open(number(high)), false, Marks::NONE).expect("a range");
        Grid::new(&builder.program, Slot::Fact(fact), &within).expect("a grid")
    }

    #[test]
    fn steps_follow_the_kind() {
        let step = |kind, whole| grid(kind, whole, "0", "10").value(1).map(|value| value.to_plain());
        assert_eq!(step(Kind::Money, false).as_deref(), Some("0.01"));
        assert_eq!(step(Kind::Money, true).as_deref(), Some("1"));
        assert_eq!(step(Kind::Percent, false).as_deref(), Some("0.0001"));
        assert_eq!(step(Kind::Number("人".to_owned()), false).as_deref(), Some("1"));
        assert_eq!(step(Kind::Number("元/人".to_owned()), false).as_deref(), Some("0.01"));
        assert_eq!(step(Kind::Number(String::new()), false).as_deref(), Some("0.01"));
        assert_eq!(step(Kind::Number(String::new()), true).as_deref(), Some("1"));
    }

    #[test]
    fn places_are_multiples_of_the_step_within_the_range() {
        let people = grid(Kind::Number("人".to_owned()), false, "0.5", "12");
        assert_eq!((people.first, people.last), (1, 11));
        assert_eq!((people.before(&number("9.5")), people.after(&number("9.5"))), (Some(9), Some(10)));
        assert_eq!((people.before(&number("9")), people.after(&number("9"))), (Some(8), Some(10)));
    }

    #[test]
    fn the_longest_figures_have_a_place() {
        let money = grid(Kind::Money, false, "0", "9999999999999999999999999999");
        let place = money.before(&number("9999999999999999999999999998.99")).expect("a place");
        assert_eq!(money.value(place), Some(number("9999999999999999999999999998.98")));
    }
}

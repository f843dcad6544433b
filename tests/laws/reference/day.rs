//! Sections 3 and 4 of `docs/semantics.md`: days, and what the law day picks.

use super::number::{At, End, Ends, Interval, MINUS, PLUS, Q, closed};
use super::set::{Set, join_all};
use super::{Reference, asked};
use crate::world;
use guiju::program::{NodeId, Parameter, Program};
use guiju::value::{Date, DurationUnit, Marks};
use std::collections::BTreeSet;

pub fn number(date: Date) -> Q {
    Q::from(i64::from(date.day_number()))
}

fn date(number: Q) -> Date {
    Date::from_day_number(number.to_integer() as i32).expect("a day of the calendar")
}

/// What rises with both, taken at both ends; whole.
fn rising(one: &Interval, other: &Interval, of: impl Fn(Q, Q) -> Q) -> Interval {
    let (Some(a), Some(b)) = (one.ends, other.ends) else { return Interval::nothing() };
    let at = |end: End| match end.at {
        At::Number(number) => number,
        _ => panic!("days and durations end"),
    };
    let (low, high) = (of(at(a.low), at(b.low)), of(at(a.high), at(b.high)));
    Interval::between(closed(low), closed(high), true, Marks::NONE)
        .expect("it rises")
        .with(one.undefined || other.undefined, one.marks | other.marks)
}

pub fn shift(program: &Program, day: &Interval, by: &Interval, unit: DurationUnit) -> Interval {
    if unit == DurationUnit::WorkingDays {
        return working_days_later(program, day, by);
    }
    rising(day, by, |day, by| {
        let by = by.to_integer();
        let shifted = match unit {
            DurationUnit::Days => date(day).add_days(by),
            DurationUnit::Months => date(day).add_months(by),
            DurationUnit::WorkingDays => unreachable!("working days are counted apart"),
        };
        number(shifted.expect("no day leads out of the calendar"))
    })
}

/// Every day, shifted: where the calendar is not known for all, the ends of what is left.
fn working_days_later(program: &Program, day: &Interval, by: &Interval) -> Interval {
    let by = by.only().expect("a number of working days").to_integer();
    let Some(Ends { low: End { at: At::Number(first), .. }, high: End { at: At::Number(last), .. } }) = day.ends else {
        return Interval::nothing();
    };
    let days = (first.to_integer()..=last.to_integer()).map(|day| date(Q::from(day)));
    let later: Vec<Option<Date>> = days.map(|day| world::working_days_later(program, day, by)).collect();
    let undefined = day.undefined || later.contains(&None);
    let known = || later.iter().flatten();
    let (Some(least), Some(most)) = (known().min(), known().max()) else { return Interval::nothing() };
    Interval::between(closed(number(*least)), closed(number(*most)), true, day.marks)
        .expect("the least is not after the greatest")
        .with(undefined, day.marks)
}

pub fn full_years(from: &Interval, to: &Interval) -> Interval {
    // The later the first day, the fewer the years.
    rising(&from.negated(), to, |from, to| Q::from(i64::from(Date::full_years(date(-from), date(to)))))
}

impl Reference<'_> {
    /// The days whose law may hold.
    pub(super) fn law_day(&self) -> Interval {
        match self.program.policies.first().and_then(|policy| policy.law_day) {
            Some(node) => self.number(node, None),
            None => Interval::point(number(asked().today)),
        }
    }

    /// The row of the law day; while it is open, the join over its days.
    pub(super) fn parameter(&self, node: NodeId, parameter: &Parameter) -> Set {
        let law_day = self.law_day();
        let Some(Ends { low: End { at: At::Number(low), .. }, high: End { at: At::Number(high), .. } }) = law_day.ends
        else {
            panic!("the law day ends")
        };
        let days = (low.to_integer()..=high.to_integer()).map(|day| date(Q::from(day)));
        let row_of = |day: Date| {
            parameter.rows.iter().position(|row| {
                row.published.is_none_or(|published| published <= asked().today)
                    && row.from.is_none_or(|from| from <= day)
                    && row.to.is_none_or(|to| day <= to)
            })
        };
        let rows: BTreeSet<Option<usize>> = days.map(row_of).collect();
        let marks = if rows.len() > 1 { law_day.marks } else { Marks::NONE };
        let values = rows.into_iter().map(|row| match row {
            Some(row) => match self.value(parameter.rows[row].value) {
                Set::Number(range) if !range.is_settled() => Set::Number(self.within(range, parameter)),
                figure => figure,
            },
            // 由地方规定: everything, until a place fills it.
            None if parameter.set_locally.is_some() => Set::Number(self.within(anything(), parameter)),
            None => Set::undefined(self.kind(node)),
        });
        join_all(values, marks)
    }

    /// A bound that the law sets: 不超过 x is from 0 to x, 不低于 x is from x on.
    pub(super) fn left_to_law(&self, low: Option<NodeId>, high: Option<NodeId>) -> Interval {
        let end = |bound: NodeId| closed(self.number(bound, None).only().expect("a figure"));
        let least = low.map(end).unwrap_or(if high.is_some() { closed(Q::from(0)) } else { MINUS });
        Interval::between(least, high.map(end).unwrap_or(PLUS), false, Marks::LAW)
            .expect("the least is not the greater")
    }

    /// Cut to the declared range.
    fn within(&self, range: Interval, parameter: &Parameter) -> Interval {
        let end = |bound: Option<NodeId>, otherwise: End| {
            bound.map_or(otherwise, |bound| closed(self.number(bound, None).only().expect("a figure")))
        };
        let (low, high) = (end(parameter.bounds.low, MINUS), end(parameter.bounds.high, PLUS));
        let bounds = Interval::between(low, high, false, Marks::NONE).expect("a range that is not empty");
        self.left_open(range.common(&bounds))
    }
}

fn anything() -> Interval {
    Interval::between(MINUS, PLUS, false, Marks::LAW).expect("everything")
}

//! Sections 3 and 4 of `docs/semantics.md`: days, and what the law day picks.

use super::number::{At, End, Ends, Interval, Q, closed};
use super::set::{Set, join_all};
use super::{Reference, asked};
use guiju::program::{NodeId, Parameter};
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

pub fn shift(day: &Interval, by: &Interval, unit: DurationUnit) -> Interval {
    rising(day, by, |day, by| {
        let by = by.to_integer();
        let shifted = match unit {
            DurationUnit::Days => date(day).add_days(by),
            DurationUnit::Months => date(day).add_months(by),
            DurationUnit::WorkingDays => None,
        };
        number(shifted.expect("no day leads out of the calendar"))
    })
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
            Some(row) => self.value(parameter.rows[row].value),
            None => Set::undefined(self.kind(node)),
        });
        join_all(values, marks)
    }
}

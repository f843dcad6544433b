//! Days: shifted, counted, and their years.

use super::run::{Need, Run};
use crate::program::{Kind, NodeId};
use crate::value::{Date, DurationUnit, End, Marks, Number, Range};

/// More months than the calendar has; shifting further is out of it whatever the day.
const MOST_MONTHS: i64 = 120_000;

/// More days than the calendar has.
const MOST_DAYS: i64 = 3_660_000;

impl Run<'_> {
    /// A day so much later. Days beyond the calendar are undefined.
    pub(super) fn shift(&mut self, day: NodeId, duration: NodeId, unit: DurationUnit) -> Need<Range> {
        let (day, duration) = (self.get_range(day), self.get_range(duration));
        Ok(shift(&day?, &duration?, unit))
    }

    /// The first or last day of the year of a day, or of a year.
    pub(super) fn year_edge(&mut self, of: NodeId, last: bool) -> Need<Range> {
        let range = self.get_range(of)?;
        let years = match self.program.kinds.get(of.index()) {
            Some(Kind::Year) => range,
            _ => year_of(&range),
        };
        let edge = if last { Date::year_end } else { Date::year_start };
        let (first, final_) = (Number::from(Date::FIRST.year()), Number::from(Date::LAST.year()));
        let days = years.undefined_beyond(&first, &final_);
        Ok(days.map_nondecreasing(true, |year| {
            let year = year.to_i64().and_then(|year| i32::try_from(year).ok());
            year.and_then(edge).map_or(Number::ZERO, |day| Number::from(day.day_number()))
        }))
    }
}

/// The years of some days.
pub(super) fn year_of(days: &Range) -> Range {
    held_to_calendar(days).map_nondecreasing(true, |day| Number::from(to_date(day).year()))
}

/// Whole years from the first day to the second.
pub(super) fn full_years(from: &Range, to: &Range) -> Range {
    let (from, to) = (held_to_calendar(from), held_to_calendar(to));
    // The count never rises with the first day: hand that in negated, and negate it again inside.
    from.neg().combine_nondecreasing(&to, true, |from, to| Number::from(Date::full_years(to_date(&-from), to_date(to))))
}

/// Days so much later.
pub(super) fn shift(days: &Range, by: &Range, unit: DurationUnit) -> Range {
    if days.is_nothing() || by.is_nothing() {
        return Range::nothing();
    }
    let days = held_to_calendar(days);
    match unit {
        DurationUnit::Days => {
            let by = held(by, MOST_DAYS);
            let moved = days.combine_nondecreasing(&by, true, |day, by| day + &by.floor());
            held_to_calendar(&moved)
        }
        DurationUnit::Months => {
            let by = held(by, MOST_MONTHS);
            let moved = days.combine_nondecreasing(&by, true, |day, by| {
                let months = by.floor().to_i64().unwrap_or(0);
                // Beyond the calendar any day will do that is beyond it as well.
                let beyond = if months < 0 { Date::FIRST.day_number() - 1 } else { Date::LAST.day_number() + 1 };
                Number::from(to_date(day).add_months(months).map_or(beyond, Date::day_number))
            });
            held_to_calendar(&moved)
        }
        // No calendar says which days are worked on; nought working days later is the day itself.
        DurationUnit::WorkingDays => match by.is_point() {
            Some(by) if by.is_zero() => days,
            _ if by.contains(&Number::ZERO) => days.or_undefined(by.marks()),
            _ => Range::nothing(),
        },
    }
}

fn held_to_calendar(days: &Range) -> Range {
    let number = |day: Date| Number::from(day.day_number());
    days.undefined_beyond(&number(Date::FIRST), &number(Date::LAST))
}

/// A duration cut to what can matter; what is cut off leads beyond the calendar all the same.
fn held(by: &Range, most: i64) -> Range {
    let end = |end: &End, least: i64| match end {
        End::Infinite => End::Closed(Number::from(least)),
        end => end.clone(),
    };
    if by.is_nothing() {
        return Range::nothing();
    }
    let held = Range::between(end(by.low(), -most), end(by.high(), most), by.is_whole(), by.marks());
    let held = held.unwrap_or_else(|| by.clone()).clamp(&Number::from(-most), &Number::from(most));
    if by.may_be_undefined() { held.or_undefined(Marks::NONE) } else { held }
}

fn to_date(day: &Number) -> Date {
    Date::from_number(&day.floor()).unwrap_or(if day.is_positive() { Date::LAST } else { Date::FIRST })
}

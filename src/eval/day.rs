//! Days: shifted, counted, and their years.

use super::run::{Need, Run};
use crate::program::{Kind, NodeId};
use crate::value::{Calendar, Date, DurationUnit, End, Marks, Number, Range};

/// More months than the calendar has; shifting further is out of it whatever the day.
const MOST_MONTHS: i64 = 120_000;

/// More days than the calendar has.
const MOST_DAYS: i64 = 3_660_000;

impl Run<'_> {
    /// A day so much later. Days beyond the calendar are undefined.
    pub(super) fn shift(&mut self, day: NodeId, duration: NodeId, unit: DurationUnit) -> Need<Range> {
        let (day, duration) = (self.get_range(day), self.get_range(duration));
        Ok(shift(&day?, &duration?, unit, &self.calendar))
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

/// The first or last days of the months of some days.
pub(super) fn month_edge(days: &Range, last: bool) -> Range {
    let edge = if last { Date::month_end } else { Date::month_start };
    held_to_calendar(days).map_nondecreasing(true, |day| Number::from(edge(to_date(day)).day_number()))
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
pub(super) fn shift(days: &Range, by: &Range, unit: DurationUnit, calendar: &Calendar) -> Range {
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
        DurationUnit::WorkingDays => working_days_later(&days, &held(by, MOST_DAYS), calendar),
    }
}

/// Days so many working days later: all that can be reached, and undefined where a day of a year without calendar
/// must be looked at.
fn working_days_later(days: &Range, by: &Range, calendar: &Calendar) -> Range {
    let number = |end: &End| end.number().map_or(Number::ZERO, Number::floor);
    let (first, last) = (to_date(&number(days.low())), to_date(&number(days.high())));
    let count = |end: &End| number(end).to_i64().unwrap_or(0);
    let (least, most) = (count(by.low()), count(by.high()));
    let mut reached: Vec<Date> = Vec::new();
    let mut undefined = days.may_be_undefined() || by.may_be_undefined();
    if least <= 0 && most >= 0 {
        reached.extend([first, last]);
    }
    if most > 0 {
        undefined |= !forward(first, last, least.max(1), most, calendar, &mut reached);
    }
    if least < 0 {
        undefined |= !backward(first, last, least, most.min(-1), calendar, &mut reached);
    }
    let (Some(low), Some(high)) = (reached.iter().min(), reached.iter().max()) else { return Range::nothing() };
    let marks = days.marks() | by.marks();
    let end = |day: &Date| End::Closed(Number::from(day.day_number()));
    let reached = Range::between(end(low), end(high), true, marks).unwrap_or_else(Range::nothing);
    if undefined { reached.or_undefined(marks) } else { reached }
}

/// The ends of what can be reached going forward; true if every day leads somewhere. As the day or the number of
/// working days rises by one, the result moves to the next working day at most: so in a stretch of known years all
/// working days are reached from the first result up to the last, or to the end of the stretch.
fn forward(first: Date, last: Date, least: i64, most: i64, calendar: &Calendar, reached: &mut Vec<Date>) -> bool {
    let mut everywhere = false;
    for (begins, ends) in calendar.known() {
        let eve = begins.add_days(-1).unwrap_or(begins);
        let (from, to) = (first.max(eve), last.min(ends));
        let Some(nearest) = (from <= to).then(|| calendar.shift(from, least)).flatten() else { continue };
        let furthest = calendar.shift(to, most);
        everywhere |= first >= eve && last <= ends && furthest.is_some();
        let end = furthest.or_else(|| ends.add_days(1).and_then(|day| calendar.shift(day, -1)));
        reached.extend([Some(nearest), end].into_iter().flatten());
    }
    everywhere
}

/// The same, going back.
fn backward(first: Date, last: Date, least: i64, most: i64, calendar: &Calendar, reached: &mut Vec<Date>) -> bool {
    let mut everywhere = false;
    for (begins, ends) in calendar.known() {
        let morrow = ends.add_days(1).unwrap_or(ends);
        let (from, to) = (first.max(begins), last.min(morrow));
        let Some(nearest) = (from <= to).then(|| calendar.shift(to, most)).flatten() else { continue };
        let furthest = calendar.shift(from, least);
        everywhere |= first >= begins && last <= morrow && furthest.is_some();
        let end = furthest.or_else(|| begins.add_days(-1).and_then(|day| calendar.shift(day, 1)));
        reached.extend([Some(nearest), end].into_iter().flatten());
    }
    everywhere
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

#[cfg(test)]
mod tests {
    use super::working_days_later;
    use crate::value::{Calendar, Date, End, Marks, Number, Range};

    /// 2024 with the national holidays of October, nothing of 2025, 2026 without any holiday.
    fn calendar() -> Calendar {
        let october = |day| Date::from_ymd(2024, 10, day).expect("a day");
        let mut calendar = Calendar::default();
        calendar.add(2024, &(1..=7).map(october).collect::<Vec<_>>(), &[october(12)]);
        calendar.add(2026, &[], &[]);
        calendar
    }

    fn between(low: i64, high: i64) -> Range {
        let end = |number| End::Closed(Number::whole(number));
        Range::between(end(low), end(high), true, Marks::MISSING).expect("a range")
    }

    /// Every day shifted by every number of working days, one by one.
    #[test]
    fn ranges_hold_what_each_pair_gives() {
        let day = |text| i64::from(Date::parse(text).expect("a day").day_number());
        let calendar = calendar();
        let starts = ["2023-12-28", "2024-01-02", "2024-09-25", "2024-12-20", "2025-06-01", "2025-12-30", "2026-12-24"];
        let mut looked_at = 0;
        for start in starts.map(day) {
            for length in [0, 1, 2, 5, 9, 20] {
                for (least, most) in
                    [(0, 0), (1, 1), (0, 3), (5, 8), (-1, -1), (-4, -2), (-3, 2), (-15, 15), (190, 200)]
                {
                    let (mut results, mut undefined) = (Vec::new(), false);
                    for at in start..=start + length {
                        let at = Date::from_day_number(i32::try_from(at).expect("a day")).expect("a day");
                        for by in least..=most {
                            match calendar.shift(at, by) {
                                Some(day) => results.push(i64::from(day.day_number())),
                                None => undefined = true,
                            }
                        }
                    }
                    let found = working_days_later(&between(start, start + length), &between(least, most), &calendar);
                    let place = format!("{start} + {length}, {least} to {most}");
                    assert_eq!(found.is_nothing(), results.is_empty(), "{place}");
                    if let (Some(low), Some(high)) = (results.iter().min(), results.iter().max()) {
                        assert_eq!(found.low(), &End::Closed(Number::whole(*low)), "{place}");
                        assert_eq!(found.high(), &End::Closed(Number::whole(*high)), "{place}");
                        assert_eq!(found.may_be_undefined(), undefined, "{place}");
                    }
                    looked_at += 1;
                }
            }
        }
        assert_eq!(looked_at, 7 * 6 * 9);
    }
}

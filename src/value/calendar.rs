use super::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Which days are worked on, in the years whose holidays are known.
///
/// A working day is an adjusted workday, or a Monday to Friday that is no holiday. Nothing is guessed of other years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeSet<i32>,
    /// True for days that are worked on though the week would have it otherwise, false for those that are not.
    exceptions: BTreeMap<Date, bool>,
}

impl Calendar {
    /// Adds a year: its holidays, and the days that are worked on in their place.
    pub fn add(&mut self, year: i32, holidays: &[Date], workdays: &[Date]) {
        self.years.insert(year);
        self.exceptions.extend(holidays.iter().map(|day| (*day, false)));
        self.exceptions.extend(workdays.iter().map(|day| (*day, true)));
    }

    /// Whether a day is worked on; none if its year is not known.
    pub fn is_worked(&self, day: Date) -> Option<bool> {
        self.years.contains(&day.year()).then(|| {
            let by_the_week = day.weekday() <= 5;
            self.exceptions.get(&day).copied().unwrap_or(by_the_week)
        })
    }

    /// The so-many-th working day after a day, or before it if the number is negative; the day itself for 0. None if
    /// a day of an unknown year must be looked at.
    pub fn shift(&self, day: Date, by: i64) -> Option<Date> {
        let step = by.signum();
        let (mut at, mut left) = (day, by);
        // Ends at the latest where the known years end.
        while left != 0 {
            at = at.add_days(step)?;
            if self.is_worked(at)? {
                left -= step;
            }
        }
        Some(at)
    }

    /// Stretches of known years that follow each other: the first and the last day of each, in order.
    pub fn known(&self) -> Vec<(Date, Date)> {
        let mut stretches: Vec<(i32, i32)> = Vec::new();
        for year in &self.years {
            match stretches.last_mut() {
                Some((_, last)) if *last + 1 == *year => *last = *year,
                _ => stretches.push((*year, *year)),
            }
        }
        stretches.into_iter().filter_map(|(from, to)| Some((Date::year_start(from)?, Date::year_end(to)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Calendar;
    use crate::value::Date;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    fn dates(text: &str) -> Vec<Date> {
        text.split(' ').map(date).collect()
    }

    /// The spring festival of 2026 and what was adjusted for it, and the year before without anything.
    fn calendar() -> Calendar {
        let mut calendar = Calendar::default();
        let holidays =
            "2026-02-15 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-21 2026-02-22 2026-02-23";
        calendar.add(2026, &dates(holidays), &dates("2026-02-14 2026-02-28"));
        calendar.add(2025, &[], &[]);
        calendar
    }

    #[test]
    fn working_days_are_counted_from_the_day_after() {
        // A Friday, then the adjusted Saturday, then Tuesday to Friday after the festival.
        for (by, day) in [(0, "2026-02-13"), (1, "2026-02-14"), (2, "2026-02-24"), (5, "2026-02-27"), (6, "2026-02-28")]
        {
            assert_eq!(calendar().shift(date("2026-02-13"), by), Some(date(day)), "{by}");
        }
        for (by, day) in [(-1, "2026-02-14"), (-2, "2026-02-13")] {
            assert_eq!(calendar().shift(date("2026-02-24"), by), Some(date(day)), "{by}");
        }
    }

    #[test]
    fn other_years_are_not_guessed() {
        assert_eq!(calendar().is_worked(date("2027-01-04")), None);
        assert_eq!(calendar().shift(date("2026-12-31"), 1), None);
        assert_eq!(calendar().shift(date("2026-12-30"), 1), Some(date("2026-12-31")));
        // The day itself is not counted, so its year need not be known.
        assert_eq!(calendar().shift(date("2024-12-31"), 1), Some(date("2025-01-01")));
        assert_eq!(calendar().shift(date("2030-01-01"), 0), Some(date("2030-01-01")));
        assert_eq!(calendar().shift(date("2026-06-01"), i64::MAX), None);
        assert_eq!(calendar().shift(date("2026-06-01"), i64::MIN), None);
    }

    #[test]
    fn years_that_follow_each_other_are_one_stretch() {
        let mut calendar = calendar();
        calendar.add(2028, &[], &[]);
        assert_eq!(
            calendar.known(),
            [(date("2025-01-01"), date("2026-12-31")), (date("2028-01-01"), date("2028-12-31"))]
        );
    }
}

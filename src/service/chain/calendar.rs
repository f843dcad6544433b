//! Working days as dates. Beyond the years whose calendar is known there are none.

use crate::value::{Calendar, Date, Number};

/// The so-many-th working day after a day; halves are added up exactly and rounded up once.
pub(super) fn end_day(calendar: &Calendar, accepted: Date, days: &Number) -> Option<Date> {
    calendar.shift(accepted, days.ceil().to_i64()?)
}

/// A point in time: a day, and how much of it is still unused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The day.
    pub(super) day: Date,
    /// The part of it that is left, less than a whole day.
    pub(super) spare: Number,
}

impl Moment {
    /// Nothing is left of the day: what follows counts from the next.
    pub(super) fn at_the_end_of(day: Date) -> Moment {
        Moment { day, spare: Number::ZERO }
    }

    /// So many working days later.
    pub(super) fn later(&self, calendar: &Calendar, days: &Number) -> Option<Moment> {
        let beyond = days - &self.spare;
        let whole = if beyond.is_positive() { beyond.ceil() } else { Number::ZERO };
        Some(Moment { day: calendar.shift(self.day, whole.to_i64()?)?, spare: &whole - &beyond })
    }

    /// So many calendar days in the post later; what has arrived is taken up from the next day on.
    pub(super) fn after_post(self, days: u32) -> Option<Moment> {
        if days == 0 { Some(self) } else { Some(Moment::at_the_end_of(self.day.add_days(i64::from(days))?)) }
    }

    /// Whichever is later: of one day, that of which less is left.
    pub(super) fn max(self, other: Moment) -> Moment {
        let is_later = (other.day, &self.spare) > (self.day, &other.spare);
        if is_later { other } else { self }
    }
}

/// The days between two days that are no working days though Monday to Friday, with the weekends that they run into.
pub(super) fn holidays_between(calendar: &Calendar, start: Date, end: Date) -> Vec<(Date, Date)> {
    let mut stretches: Vec<(Date, Date, bool)> = Vec::new();
    let mut day = start;
    while let Some(next) = day.add_days(1).filter(|next| *next < end) {
        day = next;
        if calendar.is_worked(day) != Some(false) {
            continue;
        }
        let is_holiday = day.weekday() <= 5;
        match stretches.last_mut() {
            Some((_, last, holiday)) if last.add_days(1) == Some(day) => {
                *last = day;
                *holiday |= is_holiday;
            }
            _ => stretches.push((day, day, is_holiday)),
        }
    }
    stretches.into_iter().filter(|(_, _, holiday)| *holiday).map(|(from, to, _)| (from, to)).collect()
}

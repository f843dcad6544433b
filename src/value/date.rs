use super::Number;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31, as its number of days: 0001-01-01 is 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// The three kinds of duration, which never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DurationUnit {
    /// 天, 日, 周: calendar days.
    Days,
    /// 个月, 年: months; one year is twelve.
    Months,
    /// 个工作日: working days.
    WorkingDays,
}

const LAST_YEAR: i32 = 9999;

impl Date {
    /// 0001-01-01.
    pub const FIRST: Date = Date(1);
    /// 9999-12-31.
    pub const LAST: Date = Date(3_652_059);

    /// A day of a month of a year; none if there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(1..=LAST_YEAR).contains(&year) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let months: u32 = (1..month).map(|month| days_in_month(year, month)).sum();
        Some(Date(days_before_year(year) + i32::try_from(months + day).ok()?))
    }

    /// The day with this number, 1 being 0001-01-01; none out of range.
    pub fn from_day_number(number: i32) -> Option<Date> {
        let date = Date(number);
        (Date::FIRST <= date && date <= Date::LAST).then_some(date)
    }

    /// The day that a range of days writes as this number; none if it is not a day.
    pub fn from_number(number: &Number) -> Option<Date> {
        Date::from_day_number(i32::try_from(number.to_i64()?).ok()?)
    }

    /// Its number, 1 being 0001-01-01.
    pub fn day_number(self) -> i32 {
        self.0
    }

    /// Its year, month and day.
    pub fn ymd(self) -> (i32, u32, u32) {
        let year = self.year();
        let mut day = u32::try_from(self.0 - days_before_year(year)).unwrap_or(1);
        let mut month = 1;
        while day > days_in_month(year, month) && month < 12 {
            day -= days_in_month(year, month);
            month += 1;
        }
        (year, month, day)
    }

    /// Its year.
    pub fn year(self) -> i32 {
        // 400 years have 146,097 days, so this is the year or one beside it.
        let zero_based = i64::from(self.0) - 1;
        let mut year = i32::try_from(zero_based * 400 / 146_097).unwrap_or(0) + 1;
        while days_before_year(year + 1) < self.0 {
            year += 1;
        }
        while days_before_year(year) >= self.0 {
            year -= 1;
        }
        year
    }

    /// The day of the week: 1 is Monday, 7 is Sunday.
    pub fn weekday(self) -> u8 {
        // 0001-01-01 was a Monday.
        u8::try_from((self.0 - 1).rem_euclid(7) + 1).unwrap_or(1)
    }

    /// The first day of a year; none out of range.
    pub fn year_start(year: i32) -> Option<Date> {
        Date::from_ymd(year, 1, 1)
    }

    /// The last day of a year; none out of range.
    pub fn year_end(year: i32) -> Option<Date> {
        Date::from_ymd(year, 12, 31)
    }

    /// The first day of its month.
    pub fn month_start(self) -> Date {
        let (year, month, _) = self.ymd();
        Date::from_ymd(year, month, 1).unwrap_or(self)
    }

    /// The last day of its month.
    pub fn month_end(self) -> Date {
        let (year, month, _) = self.ymd();
        Date::from_ymd(year, month, days_in_month(year, month)).unwrap_or(self)
    }

    /// So many days later, or earlier; none out of range.
    pub fn add_days(self, days: i64) -> Option<Date> {
        Date::from_day_number(i32::try_from(i64::from(self.0).checked_add(days)?).ok()?)
    }

    /// The same day of the month so many months later, or earlier; the last day of that month if it has
    /// no such day. None out of range.
    pub fn add_months(self, months: i64) -> Option<Date> {
        let (year, month, day) = self.ymd();
        let index = (i64::from(year) * 12 + i64::from(month) - 1).checked_add(months)?;
        let year = i32::try_from(index.div_euclid(12)).ok()?;
        let month = u32::try_from(index.rem_euclid(12)).ok()? + 1;
        Date::from_ymd(year, month, day.min(days_in_month(year, month)))
    }

    /// The same day so many years later, or earlier; 28 February if that year has no 29th. None out of range.
    pub fn add_years(self, years: i64) -> Option<Date> {
        self.add_months(years.checked_mul(12)?)
    }

    /// 整年数: the greatest number of years that can be added to the first day without passing the second.
    pub fn full_years(from: Date, to: Date) -> i32 {
        let years = to.year() - from.year();
        match from.add_years(i64::from(years)) {
            Some(day) if day <= to => years,
            _ => years - 1,
        }
    }

    /// Reads `YYYY-MM-DD`, and nothing else.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let year = fixed_digits(parts.next()?, 4)?;
        let month = fixed_digits(parts.next()?, 2)?;
        let day = fixed_digits(parts.next()?, 2)?;
        match parts.next() {
            Some(_) => None,
            None => Date::from_ymd(i32::try_from(year).ok()?, month, day),
        }
    }
}

fn fixed_digits(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// None in a month that does not exist.
fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The number of the last day of the year before.
fn days_before_year(year: i32) -> i32 {
    let years = year - 1;
    years * 365 + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400)
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

// A number in a pack, `YYYY-MM-DD` in JSON.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_i32(self.0) }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let date = if deserializer.is_human_readable() {
            Date::parse(&String::deserialize(deserializer)?)
        } else {
            Date::from_day_number(i32::deserialize(deserializer)?)
        };
        date.ok_or_else(|| D::Error::custom("not a day from 0001-01-01 to 9999-12-31"))
    }
}

#[cfg(test)]
mod tests;

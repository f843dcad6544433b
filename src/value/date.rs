use serde::{Deserialize, Serialize};

/// A day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31, as its number of days: 0001-01-01 is 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

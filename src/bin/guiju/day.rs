//! The one place that reads the clock: for a day of asking that the caller left out.

use crate::failure::Failure;
use crate::output::Output;
use guiju::diagnostic::Words;
use guiju::value::Date;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_OF_A_DAY: u64 = 86_400;
/// All of China keeps one time, eight hours before Greenwich.
const SECONDS_BEFORE_GREENWICH: u64 = 8 * 3_600;
/// 1970-01-01, counted from 0001-01-01 as day 1.
const FIRST_DAY_OF_THE_CLOCK: u64 = 719_163;

/// The day of asking as it was given; else today in China, which is then said.
pub(crate) fn asked(given: Option<&str>, output: &mut Output) -> Result<String, Failure> {
    if let Some(given) = given {
        return Ok(given.to_string());
    }
    let today = today().ok_or_else(|| {
        Failure::new("读不到今天的日期", "the clock tells no day")
            .with_help("请用 --as-of 给出今天", "give it by --as-of")
    })?;
    output.note(&Words::new(
        format!("没有给 --as-of，按北京时间的今天 {today}"),
        format!("no --as-of is given: taking {today}, today in China"),
    ));
    Ok(today.to_string())
}

#[expect(clippy::disallowed_methods, reason = "a missing day of asking is filled in, and the day is said")]
fn today() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    let days = seconds.checked_add(SECONDS_BEFORE_GREENWICH)? / SECONDS_OF_A_DAY;
    Date::from_day_number(i32::try_from(days.checked_add(FIRST_DAY_OF_THE_CLOCK)?).ok()?)
}

//! 申报: whether one may apply today. The engine knows days, not hours: a clock time on the last day is told, not judged.

use super::answer::WindowState;
use crate::program::{Window, WindowDay};
use crate::value::Date;

/// The window of a policy as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowAsOf {
    /// Whether one may apply.
    pub state: WindowState,
    /// The first day of the window at hand; of a closed one that comes every year, the next first day.
    pub opens: Option<Date>,
    /// The last day that belongs to `opens`.
    pub closes: Option<Date>,
    /// A clock time on the last day, hours and minutes.
    pub closes_at: Option<(u8, u8)>,
    /// The last day is past and no other window will come.
    pub over: bool,
}

/// The window as of a day.
pub fn window_as_of(window: &Window, today: Date) -> WindowAsOf {
    match window {
        Window::EveryYear { opens, closes, closes_at } => every_year(*opens, *closes, *closes_at, today),
        Window::Once { opens, closes, closes_at } => {
            let state = if closes.is_some_and(|closes| closes < today) {
                WindowState::Closed
            } else if opens.is_some_and(|opens| opens > today) {
                WindowState::Upcoming
            } else {
                WindowState::Open
            };
            let over = state == WindowState::Closed;
            WindowAsOf { state, opens: *opens, closes: *closes, closes_at: *closes_at, over }
        }
        Window::Always => undated(WindowState::Always),
        Window::Announced(_) => undated(WindowState::Announced),
    }
}

fn undated(state: WindowState) -> WindowAsOf {
    WindowAsOf { state, opens: None, closes: None, closes_at: None, over: false }
}

fn every_year(opens: WindowDay, closes: WindowDay, closes_at: Option<(u8, u8)>, today: Date) -> WindowAsOf {
    let (this_year, ..) = today.ymd();
    // A window that began last year may still run; one more year ahead shows when it opens again.
    let rounds = (this_year - 1..=this_year + 1).filter_map(|year| {
        let first = day_of_year(opens, year)?;
        let last = day_of_year(closes, year)?;
        let last = if last < first { day_of_year(closes, year.checked_add(1)?)? } else { last };
        Some((first, last))
    });
    let current = rounds.into_iter().find(|(_, last)| *last >= today);
    let Some((first, last)) = current else {
        // Only at the end of the calendar, in the year 9999.
        return WindowAsOf { over: true, ..undated(WindowState::Closed) };
    };
    let state = if first <= today {
        WindowState::Open
    } else if first.ymd().0 == this_year {
        WindowState::Upcoming
    } else {
        WindowState::Closed
    };
    WindowAsOf { state, opens: Some(first), closes: Some(last), closes_at, over: false }
}

/// The day in a year; a 29 February that the year does not have is the day before.
fn day_of_year(day: WindowDay, year: i32) -> Option<Date> {
    let year = if day.next_year { year.checked_add(1)? } else { year };
    (28..=day.day)
        .rev()
        .chain(std::iter::once(day.day))
        .find_map(|candidate| Date::from_ymd(year, u32::from(day.month), u32::from(candidate)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u8, day: u8) -> Date {
        Date::from_ymd(year, u32::from(month), u32::from(day)).expect("a day")
    }

    fn every(opens: (u8, u8), closes: (u8, u8)) -> Window {
        Window::EveryYear {
            opens: WindowDay { month: opens.0, day: opens.1, next_year: false },
            closes: WindowDay { month: closes.0, day: closes.1, next_year: false },
            closes_at: None,
        }
    }

    fn state(window: &Window, today: Date) -> (WindowState, Option<Date>, Option<Date>, bool) {
        let found = window_as_of(window, today);
        (found.state, found.opens, found.closes, found.over)
    }

    #[test]
    fn both_end_days_of_a_yearly_window_are_in_it() {
        let window = every((3, 1), (8, 31));
        let round = (Some(date(2026, 3, 1)), Some(date(2026, 8, 31)));
        assert_eq!(state(&window, date(2026, 2, 28)), (WindowState::Upcoming, round.0, round.1, false));
        assert_eq!(state(&window, date(2026, 3, 1)), (WindowState::Open, round.0, round.1, false));
        assert_eq!(state(&window, date(2026, 8, 31)), (WindowState::Open, round.0, round.1, false));
        let next = (Some(date(2027, 3, 1)), Some(date(2027, 8, 31)));
        assert_eq!(state(&window, date(2026, 9, 1)), (WindowState::Closed, next.0, next.1, false));
    }

    #[test]
    fn a_window_may_run_over_new_year() {
        let window = every((11, 1), (2, 29));
        let round = (Some(date(2026, 11, 1)), Some(date(2027, 2, 28)));
        assert_eq!(state(&window, date(2026, 11, 1)), (WindowState::Open, round.0, round.1, false));
        assert_eq!(state(&window, date(2027, 2, 28)), (WindowState::Open, round.0, round.1, false));
        let next = (Some(date(2027, 11, 1)), Some(date(2028, 2, 29)));
        assert_eq!(state(&window, date(2027, 3, 1)), (WindowState::Upcoming, next.0, next.1, false));
    }

    #[test]
    fn a_single_window_is_over_after_its_last_day() {
        let (opens, closes) = (Some(date(2026, 6, 1)), Some(date(2026, 8, 31)));
        let window = Window::Once { opens, closes, closes_at: Some((17, 0)) };
        assert_eq!(state(&window, date(2026, 5, 31)), (WindowState::Upcoming, opens, closes, false));
        assert_eq!(state(&window, date(2026, 8, 31)), (WindowState::Open, opens, closes, false));
        assert_eq!(state(&window, date(2026, 9, 1)), (WindowState::Closed, opens, closes, true));
    }

    #[test]
    fn a_window_without_days_is_never_over() {
        assert_eq!(state(&Window::Always, date(2026, 1, 1)), (WindowState::Always, None, None, false));
    }
}

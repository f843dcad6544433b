//! 申报: whether one may apply today. The engine knows days, not hours: a clock time on the last day is told, not judged.

use super::answer::WindowState;
use crate::program::Window;
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

/// The window at hand on a day: the one that is open, else the next, else what is announced apart, else the last.
pub fn window_as_of(windows: &[Window], today: Date) -> Option<WindowAsOf> {
    let rank = |window: &WindowAsOf| match window.state {
        WindowState::Open | WindowState::Always => (0, 0),
        WindowState::Announced => (2, 0),
        WindowState::Upcoming | WindowState::Closed if !window.over => (1, window.opens.map_or(0, Date::day_number)),
        WindowState::Upcoming | WindowState::Closed => (3, window.closes.map_or(0, Date::day_number).saturating_neg()),
    };
    windows.iter().map(|window| one_as_of(window, today)).min_by_key(rank)
}

fn one_as_of(window: &Window, today: Date) -> WindowAsOf {
    match window {
        Window::EveryYear { closes_at, .. } => every_year(window, *closes_at, today),
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

fn every_year(window: &Window, closes_at: Option<(u8, u8)>, today: Date) -> WindowAsOf {
    let this_year = today.year();
    // A window that began last year may still run; one more year ahead shows when it opens again.
    let rounds = (this_year - 1..=this_year + 1).filter_map(|year| window.round(year));
    let current = rounds.into_iter().find(|(_, last)| *last >= today);
    let Some((first, last)) = current else {
        // Only at the end of the calendar, in the year 9999.
        return WindowAsOf { over: true, ..undated(WindowState::Closed) };
    };
    let state = if first <= today {
        WindowState::Open
    } else if first.year() == this_year {
        WindowState::Upcoming
    } else {
        WindowState::Closed
    };
    WindowAsOf { state, opens: Some(first), closes: Some(last), closes_at, over: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Label, WindowDay};

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
        let found = one_as_of(window, today);
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

    #[test]
    fn of_several_windows_the_open_one_counts_then_the_next_then_the_last() {
        let once = |from: (u8, u8), to: (u8, u8)| Window::Once {
            opens: Some(date(2026, from.0, from.1)),
            closes: Some(date(2026, to.0, to.1)),
            closes_at: None,
        };
        let mut windows = vec![once((7, 1), (7, 31)), once((3, 1), (3, 31))];
        let on = |windows: &[Window], month, day| {
            let found = window_as_of(windows, date(2026, month, day)).expect("windows");
            (found.state, found.opens.map(|day| day.ymd().1), found.over)
        };
        assert_eq!(on(&windows, 2, 1), (WindowState::Upcoming, Some(3), false));
        assert_eq!(on(&windows, 3, 31), (WindowState::Open, Some(3), false));
        assert_eq!(on(&windows, 4, 1), (WindowState::Upcoming, Some(7), false));
        assert_eq!(on(&windows, 7, 1), (WindowState::Open, Some(7), false));
        assert_eq!(on(&windows, 8, 1), (WindowState::Closed, Some(7), true));
        windows.push(Window::Announced(Label { zh: "下一批另行通知".to_owned(), en: None }));
        assert_eq!(on(&windows, 7, 1), (WindowState::Open, Some(7), false));
        assert_eq!(on(&windows, 8, 1), (WindowState::Announced, None, false));
        assert_eq!(window_as_of(&[], date(2026, 1, 1)), None);
    }
}

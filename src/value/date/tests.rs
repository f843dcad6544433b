use super::*;
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} should be a day"))
}

/// The day after, as one counts on a calendar.
fn next((year, month, day): (i32, u32, u32)) -> (i32, u32, u32) {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if day < days[month as usize - 1] {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

#[test]
fn days_count_as_on_a_calendar() {
    for (first, last) in [("0001-01-01", "0105-01-01"), ("1890-01-01", "2110-12-31"), ("9950-01-01", "9999-12-31")] {
        let mut expected = date(first).ymd();
        let mut day = date(first);
        let mut weekday = day.weekday();
        while day < date(last) {
            assert_eq!(day.ymd(), expected);
            assert_eq!(Date::from_ymd(expected.0, expected.1, expected.2), Some(day));
            assert_eq!(day.weekday(), weekday);
            expected = next(expected);
            weekday = weekday % 7 + 1;
            day = day.add_days(1).unwrap();
        }
    }
    assert_eq!(Date::FIRST.day_number(), 1);
    assert_eq!(date("0001-01-01"), Date::FIRST);
    assert_eq!(date("9999-12-31"), Date::LAST);
    // Known from elsewhere: 1970-01-01 is day 719163, a Thursday.
    assert_eq!((date("1970-01-01").day_number(), date("1970-01-01").weekday()), (719_163, 4));
    assert_eq!(date("2026-02-28").weekday(), 6);
}

#[test]
fn every_year_starts_after_the_last_ended() {
    for year in 1..9999 {
        let (end, start) = (Date::year_end(year).unwrap(), Date::year_start(year + 1).unwrap());
        assert_eq!(end.add_days(1), Some(start));
        assert_eq!((end.year(), start.year()), (year, year + 1));
    }
    assert_eq!((Date::year_start(0), Date::year_end(10_000)), (None, None));
}

#[test]
fn months_end_where_they_end() {
    for (start, months, end) in [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2024-05-31", 0, "2024-05-31"),
    ] {
        assert_eq!(date(start).add_months(months), Some(date(end)), "{start} + {months} months");
    }
    let twice = date("2023-01-31").add_months(1).and_then(|day| day.add_months(1));
    assert_eq!(twice, Some(date("2023-03-28")));
    assert_eq!(date("2023-01-31").add_months(2), Some(date("2023-03-31")));
    assert_eq!(date("2024-02-29").add_years(1), Some(date("2025-02-28")));
    assert_eq!(date("9999-12-01").add_months(1), None);
    assert_eq!(date("0001-01-31").add_months(-1), None);
    assert_eq!(Date::LAST.add_days(1), None);
    assert_eq!(Date::FIRST.add_days(-1), None);
    for far in [i64::MAX, i64::MIN, i64::from(i32::MAX), i64::from(i32::MIN)] {
        assert_eq!((Date::LAST.add_days(far), Date::LAST.add_months(far)), (None, None));
        assert_eq!(Date::FIRST.add_years(far), None);
    }
}

#[test]
fn full_years_are_birthdays_passed() {
    for (from, to, years) in [
        ("2000-06-15", "2020-06-14", 19),
        ("2000-06-15", "2020-06-15", 20),
        ("2000-02-29", "2001-02-28", 1),
        ("2000-02-29", "2001-02-27", 0),
        ("2000-02-29", "2004-02-28", 3),
        ("2020-01-01", "2019-12-31", -1),
        ("2020-01-01", "2019-01-01", -1),
        ("2020-01-01", "2018-12-31", -2),
        ("0001-06-01", "0001-01-01", -1),
    ] {
        assert_eq!(Date::full_years(date(from), date(to)), years, "{from} to {to}");
    }
}

#[test]
fn only_days_are_read() {
    for text in [
        "2023-02-29",
        "2023-13-01",
        "2023-00-01",
        "2023-01-00",
        "2023-01-32",
        "0000-01-01",
        "10000-01-01",
        "2023-1-1",
        "2023-01-01 ",
        "2023-01-01-01",
        "+023-01-01",
        "-2023-01-01",
        "2023/01/01",
        "",
        "--",
        "２０２３-01-01",
    ] {
        assert_eq!(Date::parse(text), None, "{text:?}");
    }
    for number in [0, -1, 3_652_060, i32::MAX, i32::MIN] {
        assert_eq!(Date::from_day_number(number), None);
        assert!(postcard::from_bytes::<Date>(&postcard::to_allocvec(&number).unwrap()).is_err());
    }
    assert!(serde_json::from_str::<Date>("\"2023-02-29\"").is_err());
    assert_eq!(Date::from_number(&Number::from(1)), Some(Date::FIRST));
    assert_eq!(Date::from_number(&Number::whole(i64::MAX)), None);
    assert_eq!(Number::ratio(3, 2).and_then(|half| Date::from_number(&half)), None);
}

proptest! {
    #[test]
    fn days_read_back_and_shift_there_and_back(number in 1..=3_652_059_i32, days in -4_000_000..4_000_000_i64, months in -2_400..2_400_i64) {
        let day = Date::from_day_number(number).unwrap();
        prop_assert_eq!(Date::parse(&day.to_string()), Some(day));
        prop_assert_eq!(postcard::from_bytes::<Date>(&postcard::to_allocvec(&day).unwrap()).unwrap(), day);
        prop_assert_eq!(serde_json::from_str::<Date>(&serde_json::to_string(&day).unwrap()).unwrap(), day);
        if let Some(later) = day.add_days(days) {
            prop_assert_eq!(later.add_days(-days), Some(day));
        }
        if let Some(later) = day.add_months(months) {
            let ((year, month, _), (later_year, later_month, _)) = (day.ymd(), later.ymd());
            let passed = i64::from(later_year - year) * 12 + i64::from(later_month) - i64::from(month);
            prop_assert_eq!(passed, months);
        }
    }

    #[test]
    fn full_years_is_the_greatest_number_that_does_not_pass(from in 3_000..3_640_000_i32, to in 3_000..3_640_000_i32) {
        let (from, to) = (Date::from_day_number(from).unwrap(), Date::from_day_number(to).unwrap());
        let years = i64::from(Date::full_years(from, to));
        prop_assert!(from.add_years(years).is_some_and(|day| day <= to));
        prop_assert!(from.add_years(years + 1).is_some_and(|day| day > to));
    }
}

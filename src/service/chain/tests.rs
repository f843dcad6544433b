//! Steps and days, worked out by hand and by plain enumeration.

use super::calendar::{Moment, end_day, holidays_between};
use super::schedule::{Days, critical, schedule};
use crate::program::{all_before, in_order};
use crate::value::{Calendar, Date, Number};

fn number(text: &str) -> Number {
    Number::parse(text).expect("a number")
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn lines(after: &[Vec<u32>]) -> Vec<&[u32]> {
    after.iter().map(Vec::as_slice).collect()
}

fn exactly(days: &[&str]) -> Vec<Days> {
    days.iter().map(|days| Days::exactly(number(days))).collect()
}

/// National Day of 2026 and what is worked in its place.
fn calendar() -> Calendar {
    let mut calendar = Calendar::default();
    let holidays: Vec<Date> = (1..=7).map(|day| Date::from_ymd(2026, 10, day).expect("a day")).collect();
    calendar.add(2026, &holidays, &[date("2026-10-10")]);
    calendar
}

/// Opening a business: registration, seal, tax, bank.
fn opening() -> Vec<Vec<u32>> {
    vec![vec![], vec![0], vec![0], vec![0, 1]]
}

#[test]
fn halves_add_up_exactly_and_are_rounded_once() {
    let after = opening();
    let order = in_order(&lines(&after)).expect("an order");
    let planned = schedule(&lines(&after), &order, &exactly(&["1", "0.5", "0.5", "1"]));
    let ends: Vec<String> = planned.ends.iter().filter_map(|end| end.settled()).map(Number::to_plain).collect();
    assert_eq!(ends, ["1", "1.5", "1.5", "2.5"]);
    let (calendar, accepted) = (calendar(), date("2026-09-30"));
    let days: Vec<String> = planned
        .ends
        .iter()
        .map(|end| end_day(&calendar, accepted, end.settled().expect("settled")).expect("a day").to_string())
        .collect();
    assert_eq!(days, ["2026-10-08", "2026-10-09", "2026-10-09", "2026-10-10"]);
}

#[test]
fn the_longest_way_is_named_from_its_first_step_and_others_have_time_to_spare() {
    let after = opening();
    let order = in_order(&lines(&after)).expect("an order");
    let planned = schedule(&lines(&after), &order, &exactly(&["1", "0.5", "0.5", "1"]));
    let found = critical(&lines(&after), &order, &planned, &[0, 1, 2, 3]).expect("settled");
    assert_eq!(found.path, [0, 1, 3]);
    assert_eq!(found.steps, [true, true, false, true]);
    // A step that is passed over takes no time.
    let planned = schedule(&lines(&after), &order, &exactly(&["1", "0", "0.5", "1"]));
    assert_eq!(planned.ends[3], Days::exactly(number("2")));
}

#[test]
fn what_is_open_is_told_from_its_least_to_its_greatest() {
    let after = vec![vec![], vec![0], vec![1]];
    let order = in_order(&lines(&after)).expect("an order");
    let half = Days { least: Number::ZERO, most: Some(number("0.5")) };
    let endless = Days { least: Number::ZERO, most: None };
    let planned = schedule(&lines(&after), &order, &[Days::exactly(Number::ONE), half, endless]);
    assert_eq!(planned.ends[1], Days { least: number("1"), most: Some(number("1.5")) });
    assert_eq!(planned.ends[2], Days { least: number("1"), most: None });
    assert_eq!(critical(&lines(&after), &order, &planned, &[2]), None);
}

/// The longest way to the end of a step, by trying every way.
fn by_enumeration(after: &[Vec<u32>], takes: &[Days], step: usize) -> Number {
    let before = after[step].iter().map(|before| by_enumeration(after, takes, *before as usize));
    &before.max().unwrap_or(Number::ZERO) + &takes[step].least
}

#[test]
fn every_plan_agrees_with_plain_enumeration() {
    let mut seed = 20_261_122_u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..300 {
        let count = 1 + random(9);
        let after: Vec<Vec<u32>> = (0..count)
            .map(|step| (0..step).filter(|_| random(3) == 0).map(|before| u32::try_from(before).unwrap()).collect())
            .collect();
        let halves: Vec<Days> =
            (0..count).map(|_| Days::exactly(Number::ratio(i64::try_from(random(7)).unwrap(), 2).unwrap())).collect();
        let order = in_order(&lines(&after)).expect("an order");
        let planned = schedule(&lines(&after), &order, &halves);
        let plain: Vec<Number> = (0..after.len()).map(|step| by_enumeration(&after, &halves, step)).collect();
        let ends: Vec<&Number> = planned.ends.iter().filter_map(|end| end.settled()).collect();
        assert_eq!(ends, plain.iter().collect::<Vec<_>>());
        let all: Vec<usize> = (0..after.len()).collect();
        let total = plain.iter().max().unwrap();
        let found = critical(&lines(&after), &order, &planned, &all).expect("settled");
        // Half a day more in a critical step is half a day more for all, in any other it is not.
        for step in 0..after.len() {
            let mut longer = halves.clone();
            longer[step].least = &longer[step].least + &number("0.5");
            let later = (0..after.len()).map(|step| by_enumeration(&after, &longer, step)).max().unwrap();
            assert_eq!(later > *total, found.steps[step], "{after:?} {halves:?} {step}");
        }
        let sum = found.path.iter().fold(Number::ZERO, |sum, step| &sum + &halves[*step].least);
        assert_eq!(sum, *total);
    }
}

#[test]
fn ten_thousand_steps_in_a_row_are_laid_out_in_one_pass() {
    let after: Vec<Vec<u32>> =
        (0..10_000_u32).map(|step| step.checked_sub(1).map(|before| vec![before]).unwrap_or_default()).collect();
    let order = in_order(&lines(&after)).expect("an order");
    let planned = schedule(&lines(&after), &order, &vec![Days::exactly(number("0.5")); 10_000]);
    assert_eq!(planned.ends[9_999], Days::exactly(number("5000")));
    let found = critical(&lines(&after), &order, &planned, &[9_999]).expect("settled");
    assert_eq!(found.path.len(), 10_000);
}

#[test]
fn steps_that_wait_for_each_other_have_no_order() {
    assert_eq!(in_order(&lines(&[vec![2], vec![0], vec![1]])), None);
    assert_eq!(in_order(&lines(&[vec![0]])), None);
    assert_eq!(in_order(&lines(&[vec![7]])), None);
    let after = opening();
    let order = in_order(&lines(&after)).expect("an order");
    assert_eq!(all_before(&lines(&after), &order)[3], [true, true, false, false]);
}

#[test]
fn moments_agree_with_sums_rounded_once() {
    let (calendar, accepted) = (calendar(), date("2026-09-30"));
    let takes = ["0.5", "0.5", "1", "0.5", "0", "1.5", "2"];
    let mut moment = Moment::at_the_end_of(accepted);
    let mut sum = Number::ZERO;
    for takes in takes {
        moment = moment.later(&calendar, &number(takes)).expect("known");
        sum = &sum + &number(takes);
        assert_eq!(Some(moment.day), end_day(&calendar, accepted, &sum), "after {sum:?}");
    }
}

#[test]
fn what_has_been_in_the_post_is_taken_up_from_the_next_day() {
    let calendar = calendar();
    // Half a day is left of the day on which it is posted; of the day on which it arrives nothing is.
    let posted = Moment::at_the_end_of(date("2026-11-23")).later(&calendar, &number("0.5")).expect("known");
    assert_eq!(posted, Moment { day: date("2026-11-24"), spare: number("0.5") });
    let arrived = posted.clone().after_post(3).expect("a day");
    assert_eq!(arrived, Moment::at_the_end_of(date("2026-11-27")));
    assert_eq!(arrived.later(&calendar, &number("0.5")).expect("known").day, date("2026-11-30"));
    assert_eq!(posted.clone().max(arrived.clone()), arrived);
    assert_eq!(posted.clone().after_post(0), Some(posted));
}

#[test]
fn no_day_is_told_beyond_the_calendar() {
    let calendar = calendar();
    assert_eq!(end_day(&calendar, date("2026-12-31"), &number("0.5")), None);
    assert_eq!(end_day(&calendar, date("2026-12-30"), &number("0.5")), Some(date("2026-12-31")));
    assert_eq!(Moment::at_the_end_of(date("2026-12-31")).later(&calendar, &number("1")), None);
}

#[test]
fn only_holidays_are_told_as_left_out_with_the_weekends_that_they_run_into() {
    let calendar = calendar();
    assert_eq!(
        holidays_between(&calendar, date("2026-09-30"), date("2026-10-08")),
        [(date("2026-10-01"), date("2026-10-07"))]
    );
    // A weekend by itself is no news.
    assert_eq!(holidays_between(&calendar, date("2026-11-20"), date("2026-11-24")), []);
}

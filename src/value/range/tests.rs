use super::*;
use crate::value::{Comparison, Rounding, Truth};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|| panic!("{text} should be a number"))
}

/// Reads `[0, 5)`, `(-inf, 1/2]`, `whole [1, 3]`, `5`, and any of them with ` or undefined`.
fn range(text: &str) -> Range {
    if text == "undefined" {
        return Range::nothing();
    }
    if let Some(rest) = text.strip_suffix(" or undefined") {
        return range(rest).or_undefined(Marks::MISSING);
    }
    let (whole, text) = match text.strip_prefix("whole ") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let Some((low, high)) = text.split_once(", ") else {
        return Range::point(number(text));
    };
    let end = |text: &str, closed: bool| match text {
        "inf" | "-inf" => End::Infinite,
        _ if closed => End::Closed(number(text)),
        _ => End::Open(number(text)),
    };
    let low = end(low.trim_start_matches(['[', '(']), low.starts_with('['));
    let high = end(high.trim_end_matches([']', ')']), high.ends_with(']'));
    Range::between(low, high, whole, Marks::MISSING).expect("a range that is not empty")
}

fn show(range: &Range) -> String {
    if range.is_nothing() {
        return "undefined".into();
    }
    let suffix = if range.may_be_undefined() { " or undefined" } else { "" };
    if let Some(number) = range.only_number() {
        return format!("{number}{suffix}");
    }
    let low = match range.low() {
        End::Closed(low) => format!("[{low}"),
        End::Open(low) => format!("({low}"),
        End::Infinite => "(-inf".into(),
    };
    let high = match range.high() {
        End::Closed(high) => format!("{high}]"),
        End::Open(high) => format!("{high})"),
        End::Infinite => "inf)".into(),
    };
    let whole = if range.is_whole() { "whole " } else { "" };
    format!("{whole}{low}, {high}{suffix}")
}

/// Ends at halves from -3 to 3, of every sort.
fn any_range() -> impl Strategy<Value = Range> {
    let end = || {
        let at = || (-6_i64..=6).prop_map(|halves| Number::ratio(halves, 2).unwrap());
        prop_oneof![3 => at().prop_map(End::Closed), 2 => at().prop_map(End::Open), 1 => Just(End::Infinite)]
    };
    (end(), end(), any::<bool>(), prop::bool::weighted(0.2)).prop_filter_map(
        "not empty",
        |(low, high, whole, undefined)| {
            let range = Range::between(low, high, whole, Marks::MISSING)?;
            Some(if undefined { range.or_undefined(Marks::NONE) } else { range })
        },
    )
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
    prop::sample::select(vec![Less, AtMost, Greater, AtLeast, Equal, NotEqual])
}

/// Numbers of a range: a grid, its ends, numbers very near to its ends, and very great ones.
fn samples(range: &Range) -> Vec<Number> {
    let near = Number::ratio(1, 1000).unwrap();
    let mut numbers: BTreeSet<Number> = (-16..=16).filter_map(|quarters| Number::ratio(quarters, 4)).collect();
    numbers.extend([number("-1000000"), number("1000000"), near.clone(), -&near]);
    for end in [range.low(), range.high()].into_iter().filter_map(End::number) {
        numbers.extend([end.clone(), end + &near, end - &near]);
    }
    numbers.into_iter().filter(|number| range.contains(number)).collect()
}

/// Checks that a range holds all results and reaches no further than they do.
fn assert_fits(range: &Range, results: &[Number]) {
    let tolerance = Number::ratio(1, 50).unwrap();
    let (least, greatest) = (results.iter().min().unwrap(), results.iter().max().unwrap());
    assert!(results.iter().all(|result| range.contains(result)), "{} lacks a result", show(range));
    match range.low() {
        End::Closed(low) => assert_eq!(low, least, "{} has an end that is not reached", show(range)),
        End::Open(low) => assert!(least - low <= tolerance, "{} reaches too far: {least}", show(range)),
        End::Infinite => assert!(*least < number("-400"), "{} reaches too far: {least}", show(range)),
    }
    match range.high() {
        End::Closed(high) => assert_eq!(high, greatest, "{} has an end that is not reached", show(range)),
        End::Open(high) => assert!(high - greatest <= tolerance, "{} reaches too far: {greatest}", show(range)),
        End::Infinite => assert!(*greatest > number("400"), "{} reaches too far: {greatest}", show(range)),
    }
}

fn pairs(a: &Range, b: &Range) -> Vec<(Number, Number)> {
    let others = samples(b);
    samples(a).into_iter().flat_map(|one| others.iter().map(move |other| (one.clone(), other.clone()))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_range_is_as_its_invariant_says(a in any_range(), b in any_range()) {
        for range in [a.add(&b), a.sub(&b), a.mul(&b), a.div(&b), a.min(&b), a.max(&b), a.hull(&b), a.neg()] {
            if range.is_whole() {
                for end in [range.low(), range.high()] {
                    prop_assert!(end.number().is_none_or(|number| number.is_whole() && end.is_closed()));
                }
            }
            prop_assert!(!range.is_settled() || range.marks().is_none());
            prop_assert!(range.only_number().is_none_or(|number| number.is_whole() == range.is_whole()));
        }
    }

    #[test]
    fn operations_hold_all_results_and_nothing_further_out(a in any_range(), b in any_range()) {
        let pairs = pairs(&a, &b);
        let results = |operation: &dyn Fn(&Number, &Number) -> Number| -> Vec<Number> {
            pairs.iter().map(|(one, other)| operation(one, other)).collect()
        };
        assert_fits(&a.add(&b), &results(&|one, other| one + other));
        assert_fits(&a.sub(&b), &results(&|one, other| one - other));
        assert_fits(&a.mul(&b), &results(&|one, other| one * other));
        assert_fits(&a.min(&b), &results(&|one, other| one.min(other).clone()));
        assert_fits(&a.max(&b), &results(&|one, other| one.max(other).clone()));
        assert_fits(&a.neg(), &samples(&a).iter().map(|one| -one).collect::<Vec<_>>());
        let undefined = a.may_be_undefined() || b.may_be_undefined();
        prop_assert!([a.add(&b), a.mul(&b), a.min(&b), a.max(&b)].iter().all(|range| range.may_be_undefined() == undefined));
    }

    #[test]
    fn quotients_hold_all_results_and_are_undefined_at_zero(a in any_range(), b in any_range()) {
        let results: Vec<Number> = pairs(&a, &b).iter().filter_map(|(one, other)| one.div(other)).collect();
        let quotient = a.div(&b);
        if results.is_empty() {
            prop_assert!(quotient.is_nothing());
        } else {
            assert_fits(&quotient, &results);
            let zero = b.contains(&Number::ZERO);
            prop_assert_eq!(quotient.may_be_undefined(), zero || a.may_be_undefined() || b.may_be_undefined());
        }
    }

    #[test]
    fn rounding_takes_the_least_and_the_greatest_value(
        a in any_range(),
        step in prop::sample::select(vec!["1", "0.5", "2", "1/3"]),
        rounding in prop::sample::select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up]),
    ) {
        let step = number(step);
        let results: Vec<Number> = samples(&a).iter().filter_map(|one| one.round(rounding, &step)).collect();
        let rounded = a.round(rounding, &step);
        assert_fits(&rounded, &results);
        prop_assert!([rounded.low(), rounded.high()].iter().all(|end| !matches!(end, End::Open(_))));
    }

    #[test]
    fn a_comparison_is_open_exactly_if_pairs_differ(a in any_range(), b in any_range(), comparison in any_comparison()) {
        let pairs = pairs(&a, &b);
        let mut expected = if pairs.iter().any(|(one, other)| comparison.holds(one.cmp(other))) {
            if pairs.iter().all(|(one, other)| comparison.holds(one.cmp(other))) { Truth::MET } else { Truth::OPEN }
        } else {
            Truth::UNMET
        };
        if a.may_be_undefined() || b.may_be_undefined() {
            expected = expected.union(Truth::UNDEFINED);
        }
        prop_assert_eq!(Range::compare(comparison, &a, &b), expected, "{} {:?} {}", show(&a), comparison, show(&b));
        prop_assert_eq!(Range::compare(comparison.negated(), &a, &b), expected.not());
        prop_assert_eq!(Range::compare(comparison.exchanged(), &b, &a), expected);
    }

    #[test]
    fn sets_of_numbers_meet_and_join(a in any_range(), b in any_range(), cut in -6_i64..=6) {
        let cut = Number::ratio(cut, 2).unwrap();
        let hull = a.hull(&b);
        let common = a.intersect(&b).unwrap_or_else(Range::nothing);
        let ((to, after), (before, from)) = (a.cut_after(&cut), a.cut_before(&cut));
        let holds = |part: &Option<Range>, number: &Number| part.as_ref().is_some_and(|part| part.contains(number));
        for one in samples(&a).iter().chain(&samples(&b)) {
            let (in_a, in_b) = (a.contains(one), b.contains(one));
            prop_assert!(hull.contains(one) || !(in_a || in_b));
            prop_assert_eq!(common.contains(one), in_a && in_b);
            prop_assert_eq!(holds(&to, one), in_a && *one <= cut);
            prop_assert_eq!(holds(&after, one), in_a && *one > cut);
            prop_assert_eq!(holds(&before, one), in_a && *one < cut);
            prop_assert_eq!(holds(&from, one), in_a && *one >= cut);
        }
        prop_assert_eq!(&a.hull(&a), &a);
        prop_assert_eq!(a.intersect(&a), Some(a.clone()));
        prop_assert_eq!(a.hull(&Range::nothing()).defined(), a.clone().defined());
        prop_assert_eq!(hull, b.hull(&a));
    }

    #[test]
    fn knowing_more_never_widens(a in any_range(), b in any_range(), c in any_range(), comparison in any_comparison()) {
        let Some(known) = a.intersect(&c).and_then(Range::defined) else { return Ok(()) };
        let within = |inner: &Range, outer: &Range| {
            inner.is_nothing() || (outer.hull(inner).marked(Marks::NONE) == outer.clone().marked(Marks::NONE)
                && (!inner.may_be_undefined() || outer.may_be_undefined()))
        };
        prop_assert!(within(&known.mul(&b), &a.mul(&b)));
        prop_assert!(within(&known.div(&b), &a.div(&b)));
        prop_assert!(within(&b.div(&known), &b.div(&a)));
        prop_assert!(Range::compare(comparison, &a, &b).contains(Range::compare(comparison, &known, &b)));
    }
}

#[test]
fn quotients_over_a_divisor_that_may_be_zero() {
    for (a, b, quotient) in [
        ("1", "0", "undefined"),
        ("0", "[0, 5]", "0 or undefined"),
        ("1", "(0, 5]", "[1/5, inf)"),
        ("[1, 2]", "[0, 4]", "[0.25, inf) or undefined"),
        ("1", "whole [0, 4]", "[0.25, 1] or undefined"),
        ("1", "whole [-2, 4]", "[-1, 1] or undefined"),
        ("1", "[-2, 4]", "(-inf, inf) or undefined"),
        ("[1, 2]", "[1, inf)", "(0, 2]"),
        ("[0, 2]", "[1, inf)", "[0, 2]"),
        ("whole [2, 4]", "2", "[1, 2]"),
        ("6", "3", "2"),
    ] {
        let expected = if quotient == "[1/5, inf)" { "[0.2, inf)" } else { quotient };
        assert_eq!(show(&range(a).div(&range(b))), expected, "{a} / {b}");
    }
}

#[test]
fn zero_times_infinity_is_zero() {
    for (a, b, product) in [
        ("0", "(-inf, inf)", "0"),
        ("[0, 1]", "[0, inf)", "[0, inf)"),
        ("(0, 1]", "[1, inf)", "(0, inf)"),
        ("[0, 1]", "(0, 2)", "[0, 2)"),
        ("[-1, 1]", "(2, 3)", "(-3, 3)"),
        ("whole [0, 3]", "whole [-1, 2]", "whole [-3, 6]"),
        ("whole [0, 3]", "[-1, 2]", "[-3, 6]"),
    ] {
        assert_eq!(show(&range(a).mul(&range(b))), product, "{a} * {b}");
    }
}

#[test]
fn whole_ends_are_tightened_inwards() {
    let between = |low, high| Range::between(low, high, true, Marks::MISSING);
    let shown = between(End::Open(number("1")), End::Closed(number("4.5"))).as_ref().map(show);
    assert_eq!(shown, Some("whole [2, 4]".into()));
    assert_eq!(between(End::Open(number("1")), End::Open(number("2"))), None);
    assert_eq!(between(End::Closed(number("1.2")), End::Closed(number("1.8"))), None);
    assert_eq!(show(&Range::above(number("2"), true, Marks::MISSING)), "whole [3, inf)");
    assert_eq!(show(&Range::below(number("2"), true, Marks::MISSING)), "whole (-inf, 1]");
    assert_eq!(Range::between(End::Open(number("1")), End::Closed(number("1")), false, Marks::NONE), None);
}

#[test]
fn openness_shows_in_a_comparison_by_its_marks() {
    let five = Range::point(number("5"));
    let open = |marks| Range::compare(Comparison::AtLeast, &range("[0, 10]").marked(marks), &five);
    assert_eq!(open(Marks::MISSING), Truth::OPEN);
    assert_eq!(open(Marks::JUDGED), Truth::JUDGED);
    assert_eq!(open(Marks::LAW), Truth::JUDGED);
    assert_eq!(open(Marks::JUDGED | Marks::LAW), Truth::JUDGED);
    assert_eq!(open(Marks::MISSING | Marks::LAW), Truth::OPEN.union(Truth::JUDGED));
    let settled = range("[6, 10]").marked(Marks::JUDGED);
    assert_eq!(Range::compare(Comparison::AtLeast, &settled, &five), Truth::MET);
    assert_eq!(Range::compare(Comparison::AtLeast, &Range::nothing(), &five), Truth::UNDEFINED);
}

#[test]
fn equality_needs_a_whole_number_in_common() {
    let equal = |a: &str, b: &str| Range::compare(Comparison::Equal, &range(a), &range(b));
    assert_eq!(equal("whole [0, 10]", "(2.2, 2.8)"), Truth::UNMET);
    assert_eq!(equal("whole [0, 10]", "2.5"), Truth::UNMET);
    assert_eq!(equal("[0, 10]", "2.5"), Truth::OPEN);
    assert_eq!(equal("2.5", "2.5"), Truth::MET);
    assert_eq!(equal("[0, 2)", "[2, 3]"), Truth::UNMET);
}

#[test]
fn limits_hold_and_days_end() {
    let low = number("0");
    let high = number("10");
    assert_eq!(show(&range("[-5, 20]").clamp(&low, &high)), "[0, 10]");
    assert_eq!(show(&range("[-5, -1]").clamp(&low, &high)), "0");
    for (text, within) in [
        ("[-5, 20]", "[0, 10] or undefined"),
        ("[2, 3]", "[2, 3]"),
        ("[2, inf)", "[2, 10] or undefined"),
        ("20", "undefined"),
        ("5", "5"),
        ("undefined", "undefined"),
        ("[2, 3] or undefined", "[2, 3] or undefined"),
        ("[10, 12]", "10 or undefined"),
    ] {
        assert_eq!(show(&range(text).undefined_beyond(&low, &high)), within, "{text}");
    }
    assert_eq!(range("[10, 12]").undefined_beyond(&low, &high).marks(), Marks::MISSING);
    assert_eq!(show(&Range::any_day(Marks::MISSING)), "whole [1, 3652059]");
}

#[test]
fn functions_that_never_fall_are_taken_at_both_ends() {
    let floor = |number: &Number| number.floor();
    assert_eq!(show(&range("(0.5, 2.5)").map_nondecreasing(true, floor)), "whole [0, 2]");
    assert_eq!(show(&range("[0.5, inf) or undefined").map_nondecreasing(true, floor)), "whole [0, inf) or undefined");
    assert!(Range::nothing().map_nondecreasing(true, floor).is_nothing());
    let sum = |one: &Number, other: &Number| (one + other).floor();
    let combined = range("[0.5, 1]").combine_nondecreasing(&range("[0.5, inf)"), true, sum);
    assert_eq!(show(&combined), "whole [1, inf)");
    assert!(Range::nothing().combine_nondecreasing(&combined, true, sum).is_nothing());
}

#[test]
fn few_whole_numbers_can_be_listed() {
    let numbers = |text: &str, limit| {
        range(text).values(limit).map(|values| values.iter().map(Number::to_plain).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(numbers("whole [1, 3]", 3), Some("1 2 3".into()));
    assert_eq!(numbers("whole [1, 3]", 2), None);
    assert_eq!(numbers("whole [1, inf)", 8), None);
    assert_eq!(numbers("[1, 3]", 8), None);
    assert_eq!(numbers("1/2", 8), Some("0.5".into()));
    assert_eq!(numbers("undefined", 8), Some(String::new()));
}

#[test]
fn several_have_a_least_and_a_greatest() {
    let several = [range("[1, 5]"), range("3"), range("[2, 9]")];
    assert_eq!(show(&Range::least(&several)), "[1, 3]");
    assert_eq!(show(&Range::greatest(&several)), "[3, 9]");
    assert!(Range::least(&[]).is_nothing());
}

use super::*;
use num_rational::BigRational;
use proptest::prelude::*;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|| panic!("{text} should be a number"))
}

fn exact(number: &Number) -> BigRational {
    let parts = number.parts();
    BigRational::new(parts.numerator, parts.denominator)
}

/// Checks the invariant along with the value.
fn assert_is(number: &Number, expected: &BigRational) {
    let parts = number.parts();
    assert_eq!((&parts.numerator, &parts.denominator), (expected.numer(), expected.denom()));
    let fits = expected.numer().to_i64().is_some() && expected.denom().to_i64().is_some();
    assert_eq!(fits, matches!(number.0, Repr::Small { .. }), "{number} has one representation");
}

/// Small numbers, numbers at the ends of 64 bits, and numbers beyond them.
fn any_number() -> impl Strategy<Value = Number> {
    let part = || {
        prop_oneof![
            4 => -20_i128..20,
            1 => Just(i128::from(i64::MAX)),
            1 => Just(i128::from(i64::MIN)),
            1 => any::<i64>().prop_map(i128::from),
            1 => any::<i128>(),
        ]
    };
    (part(), part().prop_filter("a denominator", |part| *part != 0))
        .prop_map(|(numerator, denominator)| big(BigInt::from(numerator), BigInt::from(denominator)))
}

fn any_rounding() -> impl Strategy<Value = Rounding> {
    prop_oneof![Just(Rounding::HalfUp), Just(Rounding::HalfEven), Just(Rounding::Down), Just(Rounding::Up)]
}

proptest! {
    #[test]
    fn arithmetic_is_that_of_big_rationals(a in any_number(), b in any_number()) {
        let (x, y) = (exact(&a), exact(&b));
        assert_is(&(&a + &b), &(&x + &y));
        assert_is(&(&a - &b), &(&x - &y));
        assert_is(&(&a * &b), &(&x * &y));
        assert_is(&-&a, &-&x);
        assert_is(&a.abs(), &x.abs());
        assert_is(&a.floor(), &x.floor());
        assert_is(&a.ceil(), &x.ceil());
        match a.div(&b) {
            Some(quotient) => assert_is(&quotient, &(&x / &y)),
            None => prop_assert!(y.is_zero()),
        }
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        prop_assert_eq!(a == b, x == y);
        prop_assert_eq!(a.is_whole(), x.is_integer());
        prop_assert_eq!(a.is_negative(), x.is_negative());
        prop_assert_eq!(a.is_zero(), x.is_zero());
    }

    #[test]
    fn rounding_gives_the_nearest_multiple_on_its_side(a in any_number(), step in any_number(), rounding in any_rounding()) {
        let Some(rounded) = a.round(rounding, &step) else {
            prop_assert!(!step.is_positive());
            return Ok(());
        };
        prop_assert!(rounded.div(&step).is_some_and(|steps| steps.is_whole()));
        let distance = (&rounded - &a).abs();
        match rounding {
            Rounding::Down => prop_assert!(distance < step && rounded.abs() <= a.abs()),
            Rounding::Up => prop_assert!(distance < step && rounded.abs() >= a.abs()),
            Rounding::HalfUp | Rounding::HalfEven => prop_assert!(&distance + &distance <= step),
        }
    }

    #[test]
    fn what_is_written_reads_back(a in any_number()) {
        prop_assert_eq!(Number::parse(&a.to_plain()), Some(a.clone()));
        prop_assert_eq!(Number::parse(&a.to_fen()), Some(a.clone()));
        let bytes = postcard::to_allocvec(&a).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Number>(&bytes).unwrap(), a.clone());
        let json = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), a);
    }

    #[test]
    fn bytes_from_outside_are_refused_or_canonical(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
        if let Ok((number, rest)) = postcard::take_from_bytes::<Number>(&bytes) {
            assert_is(&number, &exact(&number));
            prop_assert!(rest.len() < bytes.len());
        }
    }

    #[test]
    fn no_text_is_too_strange_to_be_read_or_refused(text in "[-+0-9.eE/ ]{0,12}") {
        if let Some(number) = Number::parse(&text) {
            prop_assert_eq!(Number::parse(&number.to_plain()), Some(number));
        }
    }
}

#[test]
fn halves_go_where_the_mode_says() {
    let round = |text: &str, rounding, step: &str| number(text).round(rounding, &number(step)).unwrap().to_plain();
    for (text, half_up, half_even, down, up) in [
        ("2.5", "3", "2", "2", "3"),
        ("3.5", "4", "4", "3", "4"),
        ("-2.5", "-3", "-2", "-2", "-3"),
        ("-3.5", "-4", "-4", "-3", "-4"),
        ("2.4", "2", "2", "2", "3"),
        ("-2.6", "-3", "-3", "-2", "-3"),
        ("0", "0", "0", "0", "0"),
        ("-0.1", "0", "0", "0", "-1"),
    ] {
        assert_eq!(round(text, Rounding::HalfUp, "1"), half_up, "{text} half up");
        assert_eq!(round(text, Rounding::HalfEven, "1"), half_even, "{text} half even");
        assert_eq!(round(text, Rounding::Down, "1"), down, "{text} down");
        assert_eq!(round(text, Rounding::Up, "1"), up, "{text} up");
    }
    assert_eq!(round("1.005", Rounding::HalfUp, "0.01"), "1.01");
    assert_eq!(round("1234567", Rounding::Down, "10000"), "1230000");
    assert_eq!(number("1").round(Rounding::Up, &Number::ZERO), None);
    assert_eq!(number("1").round(Rounding::Up, &number("-1")), None);
}

#[test]
fn decimals_print_without_needless_signs() {
    for (text, plain) in [
        ("5000.000001", "5000.000001"),
        ("007.50", "7.5"),
        ("-0.0", "0"),
        ("-0.25", "-0.25"),
        ("1e3", "1000"),
        ("1.5E+2", "150"),
        ("25e-4", "0.0025"),
        ("6/4", "1.5"),
        ("-1/3", "-1/3"),
        ("0/7", "0"),
        ("0.000000000000000001", "0.000000000000000001"),
        ("0.0000000000000000001", "1/10000000000000000000"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808.5", "9223372036854775808.5"),
    ] {
        assert_eq!(number(text).to_plain(), plain, "{text}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        "-",
        "+1",
        ".5",
        "5.",
        "1.-5",
        "1..5",
        "--1",
        "1 ",
        " 1",
        "1_000",
        "1,000",
        "0x10",
        "1e",
        "e1",
        "1e1001",
        "1e-1001",
        "1e99999999999",
        "1/0",
        "1/-3",
        "1.5/2",
        "/2",
        "1/",
        "1/2/3",
        "٣",
        "１",
        "NaN",
        "inf",
    ] {
        assert_eq!(Number::parse(text), None, "{text:?}");
    }
    assert_eq!(Number::parse_decimal("1/2"), None);
    assert_eq!(Number::parse(&"1".repeat(10_001)), None);
    assert_eq!(Number::parse(&format!("1/{}", "1".repeat(10_001))), None);
}

#[test]
fn yuan_have_two_places_where_they_are_whole_fen() {
    for (text, yuan) in
        [("5", "5.00"), ("5.5", "5.50"), ("-0.05", "-0.05"), ("0.125", "0.125"), ("1/3", "1/3"), ("0", "0.00")]
    {
        assert_eq!(number(text).to_fen(), yuan);
    }
}

#[test]
fn digits_are_counted_as_written() {
    for (text, digits) in [
        ("0", 0),
        ("7", 1),
        ("0.5", 1),
        ("0.001", 3),
        ("5000.000001", 10),
        ("-120", 3),
        ("1/3", 2),
        ("123456789012345678901234567890", 30),
        ("0.1234567890123456789012345678901", 31),
    ] {
        assert_eq!(number(text).digits(), digits, "{text}");
    }
}

#[test]
fn bits_grow_with_the_longer_part() {
    assert_eq!(Number::ZERO.bits(), 1);
    assert_eq!(number("1/1024").bits(), 11);
    assert_eq!(number("1e30").bits(), 100);
}

#[test]
fn machine_numbers_are_whole_and_small() {
    assert_eq!(number("-7").to_i64(), Some(-7));
    assert_eq!(number("0.5").to_i64(), None);
    assert_eq!(number("9223372036854775808").to_i64(), None);
    assert_eq!(Number::ratio(1, 0), None);
    assert_eq!(Number::ratio(i64::MIN, i64::MIN), Some(Number::ONE));
    assert_eq!(Number::ratio(1, i64::MIN).map(|number| number.is_negative()), Some(true));
}

#[test]
fn a_second_form_of_a_number_is_refused_in_json() {
    for json in ["\"1.0\"", "\"2/4\"", "\"1/2\"", "\"1e3\"", "\"-0\"", "\"01\"", "1", "\"\""] {
        assert!(serde_json::from_str::<Number>(json).is_err(), "{json}");
    }
}

#[test]
fn a_second_form_of_a_number_is_refused_in_a_pack() {
    let ratio = |numerator: i64, denominator: i64| postcard::to_allocvec(&(1_u8, numerator, denominator)).unwrap();
    let big = |negative: bool, numerator: &[u8], denominator: &[u8]| {
        postcard::to_allocvec(&(2_u8, negative, numerator, denominator)).unwrap()
    };
    let long = [1_u8; 9];
    let read = |bytes: Vec<u8>| postcard::from_bytes::<Number>(&bytes).ok().map(|number| number.to_plain());
    assert_eq!(read(ratio(1, 3)), Some("1/3".into()));
    for (numerator, denominator) in [(2, 4), (1, 1), (0, 5), (1, 0), (1, -3), (i64::MIN, i64::MIN)] {
        assert_eq!(read(ratio(numerator, denominator)), None, "{numerator}/{denominator}");
    }
    assert_eq!(read(big(true, &long, &[1])), Some("-18519084246547628289".into()));
    assert_eq!(read(big(false, &[5], &[1])), None, "small enough for the small form");
    assert_eq!(read(big(false, &long, &long)), None, "not reduced");
    assert_eq!(read(big(false, &[1, 1, 1, 1, 1, 1, 1, 1, 1, 0], &[1])), None, "a needless byte");
    assert_eq!(read(big(false, &long, &[])), None, "no denominator");
    assert_eq!(read(big(false, &[1; 2049], &[1])), None, "longer than any result");
}

use super::*;
use proptest::prelude::*;

fn all() -> impl Iterator<Item = Truth> {
    (1..16).filter_map(Truth::from_bits)
}

/// Lifts an operation on members to sets: all pairs.
fn over_pairs(one: Truth, other: Truth, operation: impl Fn(Truth, Truth) -> Truth) -> Truth {
    one.iter()
        .flat_map(|one| other.iter().map(move |other| (one, other)))
        .map(|(one, other)| operation(one, other))
        .reduce(Truth::union)
        .unwrap()
}

fn first_of(order: [Truth; 4], one: Truth, other: Truth) -> Truth {
    order.into_iter().find(|truth| *truth == one || *truth == other).unwrap()
}

#[test]
fn and_or_not_are_those_of_all_pairs() {
    let least = [Truth::UNMET, Truth::UNDEFINED, Truth::JUDGED, Truth::MET];
    let greatest = [Truth::MET, Truth::UNDEFINED, Truth::JUDGED, Truth::UNMET];
    for one in all() {
        for other in all() {
            assert_eq!(one.and(other), over_pairs(one, other, |a, b| first_of(least, a, b)), "{one:?} and {other:?}");
            assert_eq!(one.or(other), over_pairs(one, other, |a, b| first_of(greatest, a, b)), "{one:?} or {other:?}");
        }
        assert_eq!(one.not().not(), one);
    }
    assert_eq!(Truth::MET.not(), Truth::UNMET);
    assert_eq!(Truth::JUDGED.not(), Truth::JUDGED);
    assert_eq!(Truth::UNDEFINED.not(), Truth::UNDEFINED);
    assert_eq!(Truth::and_all([]), Truth::MET);
    assert_eq!(Truth::or_all([]), Truth::UNMET);
}

/// At least so many of settled truths, as the rule is written.
fn at_least_of_settled(count: usize, members: &[Truth]) -> Truth {
    let how_many = |truth| members.iter().filter(|member| **member == truth).count();
    let (t, j, u) = (how_many(Truth::MET), how_many(Truth::JUDGED), how_many(Truth::UNDEFINED));
    if t >= count {
        Truth::MET
    } else if t + j + u < count {
        Truth::UNMET
    } else if u > 0 {
        Truth::UNDEFINED
    } else {
        Truth::JUDGED
    }
}

fn at_least_of_all(count: usize, chosen: &mut Vec<Truth>, rest: &[Truth]) -> Truth {
    let Some((first, rest)) = rest.split_first() else {
        return at_least_of_settled(count, chosen);
    };
    let mut result = None;
    for member in first.iter() {
        chosen.push(member);
        let possible = at_least_of_all(count, chosen, rest);
        chosen.pop();
        result = Some(result.map_or(possible, |result: Truth| result.union(possible)));
    }
    result.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn at_least_is_that_of_all_combinations(
        truths in prop::collection::vec((1_u8..16).prop_map(|bits| Truth::from_bits(bits).unwrap()), 0..6),
        count in 0_u32..7,
    ) {
        let expected = at_least_of_all(count as usize, &mut Vec::new(), &truths);
        prop_assert_eq!(Truth::at_least(count, &truths), expected);
    }
}

#[test]
fn all_and_any_are_at_least_all_and_one() {
    for one in all() {
        for other in all() {
            assert_eq!(Truth::at_least(1, &[one, other]), one.or(other));
        }
    }
    // With all of them wanted, undefined and judged together are undefined both ways; unmet wins both ways.
    for one in all() {
        for other in all() {
            assert_eq!(Truth::at_least(2, &[one, other]), one.and(other));
        }
    }
}

#[test]
fn sets_are_made_and_taken_apart() {
    let open = Truth::OPEN;
    assert_eq!(format!("{:?}", Truth::ANYTHING), "{T,F,J,U}");
    assert_eq!(open.iter().collect::<Vec<_>>(), [Truth::MET, Truth::UNMET]);
    assert_eq!(open.intersect(Truth::JUDGED), None);
    assert_eq!(open.intersect(Truth::MET), Some(Truth::MET));
    assert_eq!(open.without(Truth::MET), Some(Truth::UNMET));
    assert_eq!(open.without(open), None);
    assert!(open.contains(Truth::MET) && !Truth::MET.contains(open));
    assert_eq!(Truth::from(false), Truth::UNMET);
    assert_eq!(Truth::of_test(false, false, Marks::NONE, false), Truth::UNDEFINED);
}

#[test]
fn between_two_only_a_person_decides() {
    assert_eq!(Truth::MET.judged_between(Truth::MET), Truth::MET);
    assert_eq!(Truth::MET.judged_between(Truth::UNMET), Truth::JUDGED);
    assert_eq!(Truth::MET.judged_between(Truth::UNDEFINED), Truth::UNDEFINED);
    assert_eq!(Truth::OPEN.judged_between(Truth::MET), Truth::MET.union(Truth::JUDGED));
}

#[test]
fn only_sets_of_truths_are_read() {
    for bits in 0..=u8::MAX {
        let read = postcard::from_bytes::<Truth>(&[bits]);
        assert_eq!(read.is_ok(), (1..16).contains(&bits));
        if let Ok(truth) = read {
            assert_eq!(postcard::to_allocvec(&truth).unwrap(), [bits]);
        }
    }
}

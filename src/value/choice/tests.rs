use super::*;
use std::cmp::Ordering;

const COMPARISONS: [Comparison; 6] = [
    Comparison::Less,
    Comparison::AtMost,
    Comparison::Greater,
    Comparison::AtLeast,
    Comparison::Equal,
    Comparison::NotEqual,
];

/// Every set of four options but the empty one.
fn all() -> impl Iterator<Item = Choice> {
    (1..16).map(|possible| Choice::of(possible, Marks::MISSING))
}

fn expected(results: impl Iterator<Item = bool>) -> Truth {
    results.map(Truth::from).reduce(Truth::union).unwrap_or(Truth::UNDEFINED)
}

#[test]
fn comparisons_and_extremes_agree_with_all_pairs() {
    for left in all() {
        for right in all() {
            let pairs = || left.options().flat_map(|one| right.options().map(move |other| (one, other)));
            for comparison in COMPARISONS {
                let truth = expected(pairs().map(|(one, other)| comparison.holds(one.cmp(&other))));
                assert_eq!(Choice::compare(comparison, left, right), truth, "{left:?} {comparison:?} {right:?}");
            }
            let least = pairs().map(|(one, other)| option_bit(one.min(other))).fold(0, |set, bit| set | bit);
            let greatest = pairs().map(|(one, other)| option_bit(one.max(other))).fold(0, |set, bit| set | bit);
            assert_eq!(left.min(right).possible, least);
            assert_eq!(left.max(right).possible, greatest);
            let truth = expected(left.options().map(|one| right.possible & option_bit(one) != 0));
            assert_eq!(left.is_in(right.possible), truth);
        }
    }
}

#[test]
fn signs_agree_with_orderings() {
    for comparison in COMPARISONS {
        for ordering in [Ordering::Less, Ordering::Equal, Ordering::Greater] {
            assert_ne!(comparison.holds(ordering), comparison.negated().holds(ordering));
            assert_eq!(comparison.holds(ordering), comparison.exchanged().holds(ordering.reverse()));
        }
    }
}

#[test]
fn the_last_option_is_an_option_and_the_next_is_none() {
    assert_eq!(Choice::single(127).is_single(), Some(127));
    assert!(Choice::single(128).is_nothing());
    assert_eq!(option_bits(0), 0);
    assert_eq!(option_bits(3), 7);
    assert_eq!(option_bits(128), u128::MAX);
    assert_eq!(option_bits(129), u128::MAX);
    let less = Choice::compare(Comparison::Less, Choice::single(126), Choice::single(127));
    assert_eq!(less, Truth::MET);
}

#[test]
fn undefined_goes_through_everything() {
    let open = Choice::any(3, Marks::JUDGED).or_undefined(Marks::NONE);
    assert_eq!(Choice::compare(Comparison::Less, open, Choice::nothing()), Truth::UNDEFINED);
    assert!(open.min(Choice::nothing()).is_nothing());
    assert_eq!(open.is_in(1), Truth::JUDGED.union(Truth::UNDEFINED));
    assert_eq!(Choice::nothing().is_in(1), Truth::UNDEFINED);
    assert_eq!(open.union(Choice::nothing()), open);
    let single = Choice::single(1).or_undefined(Marks::MISSING);
    assert_eq!((single.is_single(), single.marks), (None, Marks::MISSING));
    assert_eq!(single.intersect(Choice::single(2)).map(|both| both.is_nothing()), Some(true));
    assert_eq!(Choice::single(1).intersect(Choice::single(2)), None);
}

/// Every set of sets of two options, as sure and possible ones.
fn all_sets() -> impl Iterator<Item = Choices> {
    (0..4_u128).flat_map(|possible| {
        (0..4)
            .filter(move |sure| sure & !possible == 0)
            .map(move |sure| Choices { sure, ..Choices::any_of(possible, Marks::NONE) }.with_marks(Marks::MISSING))
    })
}

fn members(choices: Choices) -> impl Iterator<Item = u128> {
    (0..4).filter(move |set| choices.sure & !set == 0 && set & !choices.possible == 0)
}

#[test]
fn several_choices_agree_with_all_sets() {
    for left in all_sets() {
        for option in 0..2 {
            let truth = expected(members(left).map(|set| set & option_bit(option) != 0));
            assert_eq!(left.contains(option), truth);
        }
        for right in all_sets() {
            let truth = expected(members(left).flat_map(|one| members(right).map(move |other| one == other)));
            assert_eq!(left.equal(right), truth, "{left:?} {right:?}");
            let both = left.union(right);
            assert!(members(left).chain(members(right)).all(|set| members(both).any(|member| member == set)));
        }
        assert_eq!(left.union(Choices::nothing()).contains(0), left.contains(0).union(Truth::UNDEFINED));
        assert_eq!(left.equal(Choices::nothing()), Truth::UNDEFINED);
    }
    assert_eq!(Choices::nothing().contains(0), Truth::UNDEFINED);
    assert_eq!(Choices::nothing().union(Choices::nothing()), Choices::nothing());
    assert_eq!(Choices::nothing().or_undefined(Marks::MISSING), Choices::nothing());
    assert_eq!(Choices::exactly(5).is_exactly(), Some(5));
}

//! Near: the few changes that a policy is away.

use std::collections::BTreeMap;

use super::gap::Gap;
use crate::eval::Slot;
use crate::value::Number;

/// A change of one fact that is wanting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The fact to change, or 今天.
    pub slot: Slot,
    /// What it is; a day as its number.
    pub now: Number,
    /// What it would have to be.
    pub need: Number,
}

impl Change {
    /// How far it goes, without its sign.
    pub fn distance(&self) -> Number {
        (&self.need - &self.now).abs()
    }
}

/// The changes, at most two, in one of which every unmet condition has a gap; none if there are no such changes, or
/// no unmet condition.
///
/// One change goes before two, changes that are enough for each condition before those that are not, smaller ones
/// before greater, then catalogue order. A fact that several conditions want changed is to be changed by the most
/// that one of them wants.
pub fn wanting_changes<'g>(unmet: impl IntoIterator<Item = &'g [Gap]>) -> Option<Vec<Change>> {
    let nearest: Vec<BTreeMap<Slot, &Gap>> = unmet.into_iter().map(nearest_by_slot).collect();
    if nearest.is_empty() {
        return None;
    }
    let mut slots: Vec<Slot> = nearest.iter().flat_map(BTreeMap::keys).copied().collect();
    slots.sort_unstable();
    slots.dedup();
    let singles = slots.iter().map(|slot| vec![*slot]);
    let pairs = slots
        .iter()
        .enumerate()
        .flat_map(|(place, one)| slots.iter().skip(place + 1).map(move |other| vec![*one, *other]));
    for choices in [singles.collect::<Vec<_>>(), pairs.collect()] {
        let covering = choices.into_iter().filter(|choice| covers(&nearest, choice, false));
        let ranked = covering.map(|choice| {
            let changes: Vec<Change> = choice.iter().filter_map(|slot| farthest(&nearest, *slot)).collect();
            let distance = changes.iter().fold(Number::ZERO, |sum, change| &sum + &change.distance());
            ((!covers(&nearest, &choice, true), distance), changes)
        });
        if let Some((_, changes)) = ranked.min_by(|(one, _), (other, _)| one.cmp(other)) {
            return Some(changes);
        }
    }
    None
}

/// The gap of each fact that is nearest, one that is enough before one that is not; years that are over do not count.
fn nearest_by_slot(gaps: &[Gap]) -> BTreeMap<Slot, &Gap> {
    let mut nearest: BTreeMap<Slot, &Gap> = BTreeMap::new();
    for gap in gaps.iter().filter(|gap| !gap.past) {
        let rank = |gap: &Gap| (!gap.enough, gap.change().abs());
        let best = nearest.entry(gap.slot).or_insert(gap);
        if rank(gap) < rank(best) {
            *best = gap;
        }
    }
    nearest
}

fn covers(nearest: &[BTreeMap<Slot, &Gap>], choice: &[Slot], enough: bool) -> bool {
    nearest.iter().all(|gaps| choice.iter().any(|slot| gaps.get(slot).is_some_and(|gap| gap.enough || !enough)))
}

fn farthest(nearest: &[BTreeMap<Slot, &Gap>], slot: Slot) -> Option<Change> {
    let gaps = nearest.iter().filter_map(|gaps| gaps.get(&slot));
    let gap = gaps.max_by_key(|gap| gap.change().abs())?;
    Some(Change { slot, now: gap.now.clone(), need: gap.need.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::FactId;

    fn gap(fact: u32, need: i64, enough: bool, past: bool) -> Gap {
        Gap {
            slot: Slot::Fact(FactId(fact)),
            now: Number::ZERO,
            need: Number::from(need),
            held: Vec::new(),
            enough,
            past,
        }
    }

    fn needs(unmet: &[Vec<Gap>]) -> Option<Vec<(u32, String)>> {
        let changes = wanting_changes(unmet.iter().map(Vec::as_slice))?;
        Some(
            changes
                .iter()
                .map(|change| (change.slot.fact().map_or(99, |fact| fact.0), change.need.to_plain()))
                .collect(),
        )
    }

    #[test]
    fn one_fact_for_all_conditions_goes_before_two() {
        let unmet = [vec![gap(0, 3, true, false), gap(1, 1, true, false)], vec![gap(1, 5, true, false)]];
        assert_eq!(needs(&unmet), Some(vec![(1, "5".to_owned())]));
    }

    #[test]
    fn two_facts_are_near_and_three_are_not() {
        let two = [vec![gap(0, 3, true, false)], vec![gap(1, -5, true, false)]];
        assert_eq!(needs(&two), Some(vec![(0, "3".to_owned()), (1, "-5".to_owned())]));
        let three = [two.to_vec(), vec![vec![gap(2, 1, true, false)]]].concat();
        assert_eq!(needs(&three), None);
    }

    #[test]
    fn what_is_enough_goes_before_what_is_not() {
        let unmet = [vec![gap(0, 1, false, false), gap(1, 9, true, false)]];
        assert_eq!(needs(&unmet), Some(vec![(1, "9".to_owned())]));
    }

    #[test]
    fn a_year_that_is_over_does_not_bring_near() {
        assert_eq!(needs(&[vec![gap(0, 1, true, true)]]), None);
    }

    #[test]
    fn a_condition_without_a_gap_is_not_near_and_neither_is_no_condition() {
        assert_eq!(needs(&[vec![gap(0, 1, true, false)], Vec::new()]), None);
        assert_eq!(needs(&[]), None);
    }
}

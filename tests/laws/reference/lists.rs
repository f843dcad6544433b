//! Sections 3 and 11 of `docs/semantics.md`: counts, sums, means and extremes over the records of a list.

use super::number::{Interval, Q, closed};
use super::set::{Member, Truths, combinations};
use super::{Record, Reference};
use guiju::program::{FactId, Fold, NodeId};
use guiju::value::Marks;

impl Reference<'_> {
    pub(super) fn over_records(
        &self,
        fold: Fold,
        list: FactId,
        filter: Option<NodeId>,
        value: Option<NodeId>,
    ) -> super::Set {
        let belongs = |record: Record| match filter {
            Some(filter) => self.truth(filter, Some(record)),
            None => [Member::T].into(),
        };
        let each = |record: Record| match value {
            Some(value) => self.number(value, Some(record)),
            None => Interval::point(Q::from(1)),
        };
        super::Set::Number(match self.facts.records(list) {
            Some(records) => {
                let records = (0..records).map(|at| Record { list, at: Some(at) });
                let entries: Vec<(Truths, Interval)> = records.map(|record| (belongs(record), each(record))).collect();
                folded(fold, &entries)
            }
            None => {
                let record = Record { list, at: None };
                let most = Q::from(i64::from(self.program.facts[list.index()].max_records));
                unknown(fold, &belongs(record), &each(record), most)
            }
        })
    }
}

/// The join over every set of records that can belong.
fn folded(fold: Fold, entries: &[(Truths, Interval)]) -> Interval {
    let mut marks = Marks::NONE;
    let mut undefined = false;
    let mut sides = vec![];
    for (belongs, _) in entries {
        let open = super::Set::Truth(belongs.clone()).openness();
        marks = marks | open;
        undefined |= belongs.contains(&Member::U);
        let can_be = |member: Member| belongs.contains(&member) || belongs.contains(&Member::J);
        sides.push(
            [can_be(Member::T).then_some(true), can_be(Member::F).then_some(false)]
                .into_iter()
                .flatten()
                .collect::<Vec<bool>>(),
        );
    }
    let mut result = Interval::nothing();
    let mut sure = true;
    for inside in combinations(&sides) {
        let values: Vec<Interval> =
            entries.iter().zip(&inside).filter(|(_, inside)| **inside).map(|((_, value), _)| *value).collect();
        let one = of_values(fold, &values);
        result = if sure { one } else { result.join(&one) };
        sure = false;
    }
    if result.ends.is_none() { Interval::nothing() } else { result.with(undefined, marks) }
}

fn of_values(fold: Fold, values: &[Interval]) -> Interval {
    let sum = values.iter().fold(Interval::point(Q::from(0)), |sum, one| sum.plus(one));
    let best = |better: fn(&Interval, &Interval) -> Interval| {
        values.iter().copied().reduce(|a, b| better(&a, &b)).unwrap_or_else(Interval::nothing)
    };
    match fold {
        Fold::Count | Fold::Sum => sum,
        Fold::Mean => sum.over(&Interval::point(Q::from(values.len() as i64))),
        Fold::Max => best(Interval::max),
        Fold::Min => best(Interval::min),
    }
}

/// A list that is not given: one record with all fields at their ranges, times its length.
fn unknown(fold: Fold, belongs: &Truths, value: &Interval, most: Q) -> Interval {
    let length = Interval::between(closed(Q::from(0)), closed(most), true, Marks::MISSING).expect("a length");
    let one = folded(fold, &[(belongs.clone(), *value)]);
    let empty = of_values(fold, &[]);
    let some = match fold {
        Fold::Count | Fold::Sum => one.times(&length),
        Fold::Mean | Fold::Max | Fold::Min => one,
    };
    // It may be empty, where nothing is undefined but what an empty list leaves so.
    if some.ends.is_none() && empty.ends.is_none() {
        Interval::nothing()
    } else {
        some.join(&empty).with(false, Marks::MISSING)
    }
}

//! Section 11 of `docs/semantics.md`: points of a score, and tests of it.

use super::number::{At, Ends, Interval, Q, closed, exact};
use super::set::{Member, Set, Truths, and, compare, opposite};
use super::{Record, Reference, given};
use guiju::eval::Slot;
use guiju::program::{Comparison, Node, NodeId, Points, Score, ScoreId};
use guiju::value::Marks;

/// Where a range left to judges or by law is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extreme {
    Least,
    Greatest,
}

impl Reference<'_> {
    /// An item held to [0, maximum]; a part the sum, held to its maximum.
    pub(super) fn points(&self, id: ScoreId) -> Interval {
        let score = &self.program.scores[id.index()];
        let decided = score.judged.and_then(|judged| self.facts.known(Slot::Judged(judged)));
        let points = match (decided, &score.points) {
            (Some(decision), _) => given(decision).number(),
            (None, Points::Parts(parts)) => {
                parts.iter().fold(Interval::point(Q::from(0)), |sum, part| sum.plus(&self.points(*part)))
            }
            (None, Points::Free) => {
                let most = exact(score.max.as_ref().expect("a maximum"));
                let all = Interval::between(closed(Q::from(0)), closed(most), score.whole_points, Marks::JUDGED);
                self.left_open(all.expect("a maximum that is not negative"))
            }
            (None, Points::Bands(bands)) => {
                let low = bands.iter().map(|band| exact(&band.low)).min().expect("a band");
                let high = bands.iter().map(|band| exact(&band.high)).max().expect("a band");
                let all = Interval::between(closed(low), closed(high), score.whole_points, Marks::JUDGED);
                self.left_open(all.expect("bands with points"))
            }
            (None, Points::Value(value)) => self.number(*value, None),
            (None, Points::BestOf(ways)) => best(ways.iter().map(|way| self.number(way.value, None)).collect()),
        };
        held(&points, score)
    }

    /// A range left to judges or by law, or its end while that is asked for.
    pub(super) fn left_open(&self, range: Interval) -> Interval {
        let (Some(extreme), Some(Ends { low, high })) = (self.judges, range.ends) else { return range };
        let end = if extreme == Extreme::Least { low } else { high };
        match end.at {
            At::Number(number) if end.closed => Interval::point(number).with(range.undefined, range.marks),
            _ => range,
        }
    }

    /// 合格: its own test, and those of all parts and items inside.
    pub(super) fn passes(&self, id: ScoreId) -> Truths {
        let score = &self.program.scores[id.index()];
        let own = match &score.pass {
            Some(pass) => self.test_of(pass.comparison, exact(&pass.points), |run| run.points(id)),
            None => [Member::T].into(),
        };
        match &score.points {
            Points::Parts(parts) => parts.iter().fold(own, |all, part| and(&all, &self.passes(*part))),
            _ => own,
        }
    }

    /// A comparison; of a score with a figure, by its own rule.
    pub(super) fn comparison(
        &self,
        comparison: Comparison,
        left: NodeId,
        right: NodeId,
        record: Option<Record>,
    ) -> Truths {
        let node = |node: NodeId| &self.program.nodes[node.index()];
        match (node(left), node(right)) {
            (Node::Score(id), Node::Number(figure)) => self.test_of(comparison, exact(figure), |run| run.points(*id)),
            _ => compare(comparison, &self.at(left, record), &self.at(right, record)),
        }
    }

    /// A test by order of a score that is open by facts and by judgement is worked out twice.
    fn test_of(&self, comparison: Comparison, figure: Q, points: impl Fn(&Reference<'_>) -> Interval) -> Truths {
        let plain = points(self);
        let figure = Interval::point(figure);
        let marks = plain.marks;
        let by_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let twice = by_order && marks.missing && (marks.judged || marks.law);
        if !twice || self.judges.is_some() {
            return compare(comparison, &Set::Number(plain), &Set::Number(figure));
        }
        let at = |extreme: Extreme| points(&Reference { judges: Some(extreme), ..self.clone() });
        let (mut lower, mut upper) = (at(Extreme::Least), at(Extreme::Greatest));
        // Points that fall as a judge gives more do not run from the one to the other.
        let by_facts = |points: &Interval| points.ends.is_some() && !points.marks.judged && !points.marks.law;
        let low = |points: &Interval| points.ends.map(|ends| ends.low);
        let high = |points: &Interval| points.ends.map(|ends| ends.high);
        if !by_facts(&lower) || !by_facts(&upper) || low(&lower) != low(&plain) || high(&upper) != high(&plain) {
            return compare(comparison, &Set::Number(plain), &Set::Number(figure));
        }
        if matches!(comparison, Comparison::Less | Comparison::AtMost) {
            std::mem::swap(&mut lower, &mut upper);
        }
        let passes = |points: &Interval| points.can(comparison, &figure);
        let fails = |points: &Interval| points.can(opposite(comparison), &figure);
        let mut truths = Truths::new();
        if passes(&lower) {
            truths.insert(Member::T);
        }
        if fails(&upper) {
            truths.insert(Member::F);
        }
        if fails(&lower) && passes(&upper) {
            truths.insert(Member::J);
        }
        if plain.undefined {
            truths.insert(Member::U);
        }
        truths
    }
}

/// The best of the ways that can be worked out.
fn best(ways: Vec<Interval>) -> Interval {
    let ways: Vec<Interval> = ways.into_iter().filter(|way| way.ends.is_some()).collect();
    let none_is_sure = ways.iter().all(|way| way.undefined);
    // A way that may be undefined keeps its upper end and gives 0 below.
    let kept = ways.iter().map(|way| match way.undefined {
        true => Interval { undefined: false, ..*way }.join(&Interval::point(Q::from(0))).with(false, way.marks),
        false => *way,
    });
    let marks = ways.iter().fold(Marks::NONE, |marks, way| marks | way.marks);
    match kept.reduce(|one, other| one.max(&other)) {
        Some(best) => best.with(none_is_sure, if none_is_sure { marks } else { Marks::NONE }),
        None => Interval::nothing(),
    }
}

fn held(points: &Interval, score: &Score) -> Interval {
    let most = score.max.as_ref().map(exact);
    let least = points.max(&Interval::point(Q::from(0)));
    most.map_or(least, |most| least.min(&Interval::point(most)))
}

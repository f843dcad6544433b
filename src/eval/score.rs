//! Points: of items, parts and wholes, and whether they pass.

use super::graph;
use super::run::{Need, Run};
use super::shape;
use super::slot::Slot;
use crate::program::{Points, Score, ScoreId};
use crate::value::{End, Marks, Number, Range, Truth, Value};

impl Run<'_> {
    /// The points of a score, held from nought to its maximum.
    pub(super) fn score(&mut self, id: ScoreId) -> Need<Range> {
        let program = self.program;
        let Some(score) = program.scores.get(id.index()) else { return Ok(Range::nothing()) };
        let decided = score.judged.and_then(|judged| self.read(Slot::Judged(judged)));
        let points = match decided {
            Some(Value::Number(points)) if points.is_settled() => points,
            // A band narrows the points and leaves them to the judge.
            Some(Value::Number(band)) => self.open_to_judges(whole_points(score, band)),
            _ => self.undecided_points(score)?,
        };
        Ok(match &score.max {
            Some(max) => points.clamp(&Number::ZERO, max),
            None => points.max(&Range::point(Number::ZERO)),
        })
    }

    fn undecided_points(&mut self, score: &Score) -> Need<Range> {
        let marks = if score.set_locally.is_some() { Marks::LAW } else { Marks::JUDGED };
        match &score.points {
            Points::Parts(parts) => {
                let points: Vec<Need<Range>> = parts.iter().map(|part| self.get_score(*part)).collect();
                let points = points.into_iter().collect::<Need<Vec<Range>>>()?;
                Ok(points.iter().fold(Range::point(Number::ZERO), |sum, part| sum.add(part)))
            }
            Points::Free => {
                let high = score.max.clone().map_or(End::Infinite, End::Closed);
                Ok(self.free(score, End::Closed(Number::ZERO), high, marks))
            }
            Points::Bands(bands) => {
                let low = bands.iter().map(|band| &band.low).min().cloned().map_or(End::Infinite, End::Closed);
                let high = bands.iter().map(|band| &band.high).max().cloned().map_or(End::Infinite, End::Closed);
                Ok(self.free(score, low, high, marks))
            }
            Points::Value(value) => {
                let points = self.get_range(*value)?;
                // What facts leave open may turn out to be no whole number; what judges give may not.
                Ok(if points.marks().missing { points } else { whole_points(score, points) })
            }
            Points::BestOf(ways) => {
                let points = self.get_all(ways.iter().map(|way| way.value))?;
                Ok(best(points.iter().map(shape::range)))
            }
        }
    }

    fn free(&mut self, score: &Score, low: End, high: End, marks: Marks) -> Range {
        let range = Range::between(low, high, false, marks).unwrap_or_else(Range::nothing);
        self.open_to_judges(whole_points(score, range))
    }

    /// 合格: its own pass mark, and those of all parts and items inside.
    pub(super) fn passes(&mut self, id: ScoreId) -> Need<Truth> {
        let mut passes = Ok(Truth::MET);
        for id in graph::with_inner_scores(self.program, id) {
            let Some(truth) = self.own_mark(id) else { continue };
            match (truth, &mut passes) {
                (Ok(truth), Ok(passes)) => *passes = passes.and(truth),
                (Ok(_), Err(_)) => {}
                (Err(wanted), _) => passes = Err(wanted),
            }
        }
        passes
    }

    /// Whether the points reach a score's own pass mark; none if it has none.
    pub(super) fn own_mark(&mut self, id: ScoreId) -> Option<Need<Truth>> {
        let pass = self.program.scores.get(id.index())?.pass.as_ref()?;
        Some(self.get_score(id).and_then(|points| {
            let figure = Range::point(pass.points.clone());
            let plain = Range::compare(pass.comparison, &points, &figure);
            self.score_test(plain, id, &points, pass.comparison, &figure)
        }))
    }
}

/// 整数计分: an open score takes whole numbers only.
fn whole_points(score: &Score, range: Range) -> Range {
    if !score.whole_points || range.is_settled() {
        return range;
    }
    let undefined = range.may_be_undefined();
    let marks = range.marks();
    let whole = Range::between(range.low().clone(), range.high().clone(), true, marks);
    match whole {
        Some(whole) if undefined => whole.or_undefined(marks),
        Some(whole) => whole,
        None => range,
    }
}

/// 任选: ways that cannot be worked out drop out, of the rest the best counts.
fn best(ways: impl Iterator<Item = Range>) -> Range {
    let ways: Vec<Range> = ways.filter(|way| !way.is_nothing()).collect();
    let none_is_sure = ways.iter().all(Range::may_be_undefined);
    let marks = ways.iter().fold(Marks::NONE, |marks, way| marks | way.marks());
    // A way that may drop out keeps its upper end and gives nought below.
    let zero = Range::point(Number::ZERO);
    let counted: Vec<Range> = ways
        .into_iter()
        .filter_map(|way| {
            let marks = way.marks();
            if way.may_be_undefined() { way.defined().map(|way| way.join(&zero, marks)) } else { Some(way) }
        })
        .collect();
    let best = Range::greatest(&counted);
    if none_is_sure && !counted.is_empty() { best.or_undefined(marks) } else { best }
}

#[cfg(test)]
mod tests {
    use super::best;
    use crate::value::{Marks, Number, Range};

    fn points(low: i64, high: i64) -> Range {
        Range::point(Number::from(low)).join(&Range::point(Number::from(high)), Marks::MISSING)
    }

    #[test]
    fn a_way_that_cannot_be_worked_out_drops_out() {
        assert_eq!(best([Range::nothing(), points(50, 50)].into_iter()), points(50, 50));
        assert!(best([Range::nothing(), Range::nothing()].into_iter()).is_nothing());
    }

    #[test]
    fn a_way_that_may_drop_out_gives_nought_below() {
        let doubtful = points(30, 40).or_undefined(Marks::MISSING);
        assert_eq!(best([doubtful.clone(), points(10, 20)].into_iter()), points(10, 40));
        assert!(best([doubtful].into_iter()).may_be_undefined());
    }
}

//! Numbers from numbers. An undefined operand makes the result undefined.

use super::run::{Need, Run};
use super::shape;
use crate::program::{Arithmetic, Kind, NodeId, Openness};
use crate::value::{Choice, End, Marks, Number, Range, Rounding, Value};

impl Run<'_> {
    pub(super) fn arithmetic(&mut self, sign: Arithmetic, a: NodeId, b: NodeId) -> Need<Range> {
        let (a, b) = (self.get_range(a), self.get_range(b));
        let (a, b) = (a?, b?);
        Ok(match sign {
            Arithmetic::Add => a.add(&b),
            Arithmetic::Subtract => a.sub(&b),
            Arithmetic::Multiply => a.mul(&b),
            Arithmetic::Divide => a.div(&b),
        })
    }

    /// The least or greatest of some values: numbers, or options of an ordered choice.
    pub(super) fn extreme(&mut self, nodes: &[NodeId], greatest: bool, kind: Option<&Kind>) -> Need<Value> {
        let values = self.get_all(nodes.iter().copied())?;
        Ok(extreme(&values, greatest).unwrap_or_else(|| shape::undefined(kind)))
    }

    pub(super) fn round(&mut self, rounding: Rounding, value: NodeId, step: NodeId) -> Need<Range> {
        let (value, step) = (self.get_range(value), self.get_range(step));
        let (value, step) = (value?, step?);
        Ok(match step.is_point() {
            Some(step) => value.round(rounding, step),
            None if step.is_nothing() || value.is_nothing() => Range::nothing(),
            // No rule leaves a step open; whatever it is, the result is some number.
            None => Range::anything(false, value.marks() | step.marks()).or_undefined(step.marks()),
        })
    }

    /// A value of which only the ends are given.
    pub(super) fn between(&mut self, low: Option<NodeId>, high: Option<NodeId>, openness: Openness) -> Need<Range> {
        let ends = self.get_all(low.into_iter().chain(high))?;
        let mut ends = ends.iter().map(shape::range);
        let zero = || Range::point(Number::ZERO);
        let (low, high) = match (low, high) {
            (Some(_), Some(_)) => (ends.next(), ends.next()),
            (Some(_), None) => (ends.next(), None),
            // 不超过 x is from nought to x.
            (None, Some(_)) => (Some(zero()), ends.next()),
            (None, None) => (None, None),
        };
        if low.iter().chain(&high).any(Range::is_nothing) {
            return Ok(Range::nothing());
        }
        let marks = match openness {
            Openness::Judged => Marks::JUDGED,
            Openness::Law => Marks::LAW,
        };
        self.left_to_judges(low, high, marks)
    }

    /// What lies between two values, taken at one end where judges are taken so.
    fn left_to_judges(&mut self, low: Option<Range>, high: Option<Range>, marks: Marks) -> Need<Range> {
        use super::context::Judges;
        self.note_reads(super::memo::Reads::CONTEXT);
        match (self.context.judges, &low, &high) {
            (Judges::Least, Some(low), _) => return Ok(low.clone()),
            (Judges::Greatest, _, Some(high)) => return Ok(high.clone()),
            _ => {}
        }
        let marks = [&low, &high].into_iter().flatten().fold(marks, |marks, end| marks | end.marks());
        let undefined = [&low, &high].into_iter().flatten().any(Range::may_be_undefined);
        let range = Range::between(
            low.map_or(End::Infinite, |low| low.low().clone()),
            high.map_or(End::Infinite, |high| high.high().clone()),
            false,
            marks,
        );
        let range = range.unwrap_or_else(Range::nothing);
        Ok(if undefined { range.or_undefined(marks) } else { range })
    }
}

/// The least or greatest of some values of one shape; none if there is none.
pub(super) fn extreme(values: &[Value], greatest: bool) -> Option<Value> {
    values.iter().cloned().reduce(|one, other| match (&one, &other) {
        (Value::Number(one), Value::Number(other)) => {
            Value::Number(if greatest { one.max(other) } else { one.min(other) })
        }
        (Value::Choice(one), Value::Choice(other)) => {
            Value::Choice(if greatest { Choice::max(*one, *other) } else { Choice::min(*one, *other) })
        }
        _ => one.undefined_like(),
    })
}

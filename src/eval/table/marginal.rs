//! 超额累进: each part of an amount at the rate of its own bracket.

use crate::eval::run::{Need, Run};
use crate::eval::shape;
use crate::program::{Cell, Table};
use crate::value::{Marks, Number, Range};

impl Run<'_> {
    /// The sum of part times rate. Bracket by bracket the amount stands once only, so that its range is exact.
    pub(super) fn marginal(&mut self, table: &Table) -> Need<Range> {
        let Some(input) = table.inputs.first() else { return Ok(Range::nothing()) };
        let amount = self.get_range(input.value);
        let bounds: Vec<Need<Option<Range>>> = table
            .rows
            .iter()
            .map(|row| match row.cells.first() {
                Some(Cell::Compare(_, figure)) => self.get_range(*figure).map(Some),
                _ => Ok(None),
            })
            .collect();
        let rates: Vec<Need<Range>> = table
            .rows
            .iter()
            .map(|row| match row.output {
                Some(output) => self.get(output).map(|rate| shape::range(&rate)),
                // 不适用: a stated gap.
                None => Ok(Range::nothing()),
            })
            .collect();
        let (amount, bounds, rates) =
            (amount?, bounds.into_iter().collect::<Need<Vec<_>>>()?, rates.into_iter().collect::<Need<Vec<_>>>()?);
        Ok(brackets(&amount, &bounds, &rates))
    }
}

fn brackets(amount: &Range, bounds: &[Option<Range>], rates: &[Range]) -> Range {
    let (undefined, marks) = (amount.may_be_undefined(), amount.marks());
    let Some(amount) = amount.clone().defined() else { return Range::nothing() };
    let zero = Range::point(Number::ZERO);
    // Nothing is due on what is below nought.
    let (below, mut rest) = amount.cut_before(&Number::ZERO);
    let mut sum: Option<Range> = below.map(|_| zero.clone());
    let mut join = |part: Range| {
        sum = Some(match sum.take() {
            Some(sum) => sum.hull(&part),
            None => part,
        });
    };
    let mut start = zero.clone();
    let mut due = zero;
    for (bound, rate) in bounds.iter().zip(rates) {
        let Some(above_start) = rest.take() else { break };
        let Some(bound) = bound else {
            join(due.add(&above_start.sub(&start).mul(rate)));
            return marked(sum, marks, undefined);
        };
        // A bound is constant on a day; while the day is open it may not be settled, and then nothing is sure.
        let Some(end) = bound.is_point() else {
            return Range::anything(false, amount.marks() | bound.marks() | Marks::MISSING)
                .or_undefined(Marks::MISSING);
        };
        let (inside, above) = above_start.cut_after(end);
        if let Some(inside) = inside {
            join(due.add(&inside.sub(&start).mul(rate)));
        }
        rest = above;
        due = due.add(&bound.sub(&start).mul(rate));
        start = bound.clone();
    }
    if rest.is_some() {
        join(Range::nothing());
    }
    marked(sum, marks, undefined)
}

/// Marked as the amount is: one that is a single number has marks only where it may be undefined.
fn marked(sum: Option<Range>, marks: Marks, undefined: bool) -> Range {
    let sum = sum.unwrap_or_else(Range::nothing).with_marks(marks);
    if undefined { sum.or_undefined(marks) } else { sum }
}

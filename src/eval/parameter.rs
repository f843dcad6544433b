//! Figures by law day and place.

use super::choose::Choosing;
use super::context::{Context, Judges};
use super::graph::Target;
use super::pieces::cut_place;
use super::run::{Need, Run};
use super::shape;
use crate::program::{Bounds, Parameter, ParameterId, ParameterRow, RegionId};
use crate::value::{Date, End, Marks, Number, Place, Range, Value};
use std::collections::BTreeSet;

impl Run<'_> {
    /// The row that holds on the law day in the place asked for; while either is open, the join of all that may hold.
    pub(super) fn parameter(&mut self, id: ParameterId) -> Need<Value> {
        let program = self.program;
        let Some(parameter) = program.parameters.get(id.index()) else { return Ok(shape::undefined(None)) };
        let (law_day, place) = (self.need_law_day()?, self.need_place()?);
        let kind = Some(&parameter.kind);
        let mut choosing = Choosing::new(law_day.marks() | place.marks);
        if law_day.may_be_undefined() || place.undefined {
            choosing.add_undefined();
        }
        let mut chosen: Vec<Option<usize>> = Vec::new();
        for row in self.possible_rows(parameter, &law_day, place) {
            if !chosen.contains(&row) {
                chosen.push(row);
            }
        }
        let rows = chosen.iter().flatten().filter_map(|row| parameter.rows.get(*row));
        // Judges take an end of what is left once the range has been cut, not an end that lies outside.
        let open = Context { judges: Judges::Open, ..self.context };
        let values: Vec<Need<Value>> = rows.map(|row| self.get_in(open, Target::Node(row.value))).collect();
        for value in values {
            let value = self.cut_to_bounds(value?, parameter)?;
            choosing.add(value);
        }
        if chosen.contains(&None) {
            if parameter.set_locally.is_some() {
                let open = shape::anything(program, &parameter.kind, false, 0);
                let open = match open {
                    Value::Number(range) => Value::Number(range.marked(Marks::LAW)),
                    other => other,
                };
                let value = self.cut_to_bounds(open, parameter)?;
                choosing.add(value);
            } else {
                choosing.add_undefined();
            }
        }
        Ok(choosing.join(self, kind))
    }

    /// The row chosen for each day and place still possible; none where no row holds.
    pub(super) fn possible_rows(&self, parameter: &Parameter, law_day: &Range, place: Place) -> Vec<Option<usize>> {
        let published = |row: &ParameterRow| row.published.is_none_or(|day| day <= self.asked.today);
        let rows: Vec<(usize, &ParameterRow)> =
            parameter.rows.iter().enumerate().filter(|(_, row)| published(row)).collect();
        let days = sample_days(law_day, rows.iter().map(|(_, row)| (row.from, row.to)));
        let places = cut_place(self, place, rows.iter().map(|(_, row)| row.region));
        let mut chosen = Vec::new();
        for day in &days {
            for place in &places {
                chosen.push(self.row_on(parameter, &rows, *day, *place));
            }
        }
        chosen
    }

    /// The row of the smallest place that has one on the day; among several there the one that supersedes the others.
    fn row_on(
        &self,
        parameter: &Parameter,
        rows: &[(usize, &ParameterRow)],
        day: Date,
        place: RegionId,
    ) -> Option<usize> {
        let holds = |row: &ParameterRow| {
            row.from.is_none_or(|from| from <= day)
                && row.to.is_none_or(|to| day <= to)
                && self.contains_place(row.region, place)
        };
        let holding: Vec<&(usize, &ParameterRow)> = rows.iter().filter(|(_, row)| holds(row)).collect();
        let deepest = holding.iter().map(|(_, row)| self.depth(row.region)).max()?;
        let nearest: Vec<usize> =
            holding.iter().filter(|(_, row)| self.depth(row.region) == deepest).map(|(index, _)| *index).collect();
        let superseded = |loser: &usize| {
            nearest.iter().any(|winner| {
                winner != loser
                    && matches!(
                        (parameter.rows.get(*winner), parameter.rows.get(*loser)),
                        (Some(winner), Some(loser)) if supersedes(winner, loser)
                    )
            })
        };
        nearest.iter().rev().find(|row| !superseded(row)).or(nearest.last()).copied()
    }

    /// A bound that the law sets, cut to the declared range.
    fn cut_to_bounds(&mut self, value: Value, parameter: &Parameter) -> Need<Value> {
        let Value::Number(range) = value else { return Ok(value) };
        if range.is_settled() {
            return Ok(Value::Number(range));
        }
        let range = self.within_bounds(range, parameter.bounds)?;
        Ok(Value::Number(if range.marks().law { self.open_to_judges(range) } else { range }))
    }

    /// A range cut to declared ends, as far as they are settled.
    pub(super) fn within_bounds(&mut self, range: Range, bounds: Bounds) -> Need<Range> {
        let ends = [bounds.low, bounds.high].map(|end| end.map(|end| self.get_range(end)).transpose());
        let [low, high] = ends;
        let end = |bound: Option<Range>| bound.and_then(|bound| bound.is_point().cloned());
        let close = |number: Option<Number>| number.map_or(End::Infinite, End::Closed);
        let bounds = Range::between(close(end(low?)), close(end(high?)), false, Marks::NONE);
        Ok(bounds.and_then(|bounds| range.intersect(&bounds)).unwrap_or(range))
    }
}

/// One day out of each stretch of a range of days on which the same periods hold.
pub(super) fn sample_days(days: &Range, periods: impl Iterator<Item = (Option<Date>, Option<Date>)>) -> Vec<Date> {
    let edges = periods.flat_map(|(from, to)| [from, to.and_then(|to| to.add_days(1))]).flatten();
    let first = days.low().number().and_then(Date::from_number).unwrap_or(Date::FIRST);
    if days.is_nothing() {
        return Vec::new();
    }
    let inside = edges.filter(|day| days.contains(&Number::from(day.day_number())));
    let samples: BTreeSet<Date> = inside.chain([first]).collect();
    samples.into_iter().collect()
}

fn supersedes(winner: &ParameterRow, loser: &ParameterRow) -> bool {
    loser
        .citations
        .iter()
        .any(|citation| citation.document.is_some_and(|document| winner.supersedes.contains(&document)))
}

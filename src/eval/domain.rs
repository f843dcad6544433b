//! Facts: what is known of them, else what their declaration lets in.

use super::graph;
use super::memo::Reads;
use super::run::{Need, Run};
use super::shape;
use super::slot::Slot;
use crate::program::{Bounds, FactId, NodeId};
use crate::value::{Comparison, Date, Marks, Number, Range, Truth, Value};

/// A law day spread over more years than this takes a yearly fact as wholly unknown.
const MOST_YEARS: u32 = 64;

impl Run<'_> {
    pub(super) fn fact(&mut self, fact: FactId) -> Need<Value> {
        let value = match self.read(Slot::Fact(fact)) {
            Some(value) => value,
            None => self.domain(fact, None)?,
        };
        if !self.is_anchor(fact) {
            return Ok(value);
        }
        self.note_reads(Reads::CONTEXT);
        match (self.context.exists, value) {
            (Some((anchor, year)), Value::Number(days)) if anchor == fact => {
                let by_then = Date::year_end(year).and_then(|day| days.intersect(&up_to(day)));
                Ok(Value::Number(by_then.unwrap_or(days)))
            }
            (_, value) => Ok(value),
        }
    }

    /// A yearly fact so many years before the law day's. A year before the anchor's does not exist, unless its figure is given.
    pub(super) fn fact_in_year(&mut self, fact: FactId, before: u8) -> Need<Value> {
        let value = self.value_in_year(fact, before)?;
        if self.is_told(fact, before)? {
            return Ok(value);
        }
        let anchor = self.program.facts.get(fact.index()).and_then(|fact| fact.anchor);
        let exists = self.year_exists(anchor, before)?;
        Ok(match (exists.may, exists.may_not) {
            (true, false) => value,
            (true, true) => value.or_undefined(exists.marks),
            (false, _) => value.undefined_like(),
        })
    }

    fn value_in_year(&mut self, fact: FactId, before: u8) -> Need<Value> {
        let law_day = self.need_law_day()?;
        let counted = self.read(Slot::YearBefore(fact, before));
        let years = years_before(&law_day, before);
        if let Some(year) = year(&years) {
            return match self.read(Slot::Year(fact, year)).or(counted) {
                Some(value) => Ok(value),
                None => self.domain(fact, None),
            };
        }
        if let Some(value) = counted {
            return Ok(value);
        }
        let anything = self.domain(fact, None)?;
        let mut joined: Option<Value> = None;
        for number in years.values(MOST_YEARS).unwrap_or_default() {
            let known = to_year(&number).and_then(|year| self.read(Slot::Year(fact, year)));
            let value = known.unwrap_or_else(|| anything.clone());
            joined = Some(match joined {
                Some(joined) => self.join(&joined, &value, years.marks()),
                None => value,
            });
        }
        let value = joined.unwrap_or(anything);
        Ok(if law_day.is_nothing() {
            value.undefined_like()
        } else if law_day.may_be_undefined() {
            value.or_undefined(law_day.marks())
        } else {
            value
        })
    }

    /// Whether the figure of a year, counted back from the law day's, is given: then that year exists, whatever is known of the anchor.
    /// A figure that is only assumed, to look at a case, says nothing.
    pub(super) fn is_told(&mut self, fact: FactId, before: u8) -> Need<bool> {
        let law_day = self.need_law_day()?;
        if self.facts.known(Slot::YearBefore(fact, before)).is_some() {
            return Ok(true);
        }
        let years = years_before(&law_day, before);
        let given =
            |number: &Number| to_year(number).is_some_and(|year| self.facts.known(Slot::Year(fact, year)).is_some());
        Ok(years.values(MOST_YEARS).is_some_and(|years| !years.is_empty() && years.iter().all(given)))
    }

    /// Whether a year, counted back from the law day's, lies in or after the year of the day that anchors it.
    pub(super) fn year_exists(&mut self, anchor: Option<FactId>, before: u8) -> Need<Existence> {
        let law_day = self.need_law_day()?;
        let years = years_before(&law_day, before);
        let latest = years.high().number().and_then(to_year);
        let Some(anchor) = anchor else { return Ok(Existence { latest, ..Existence::SURE }) };
        let founded = shape::range(&self.fact(anchor)?);
        let founded = super::day::year_of(&founded);
        let at_least = Range::compare(Comparison::AtLeast, &years, &founded);
        let marks = years.marks() | founded.marks();
        let members = at_least.without(Truth::UNDEFINED);
        Ok(Existence {
            may: members.is_none_or(|members| members != Truth::UNMET),
            may_not: members.is_none_or(|members| members != Truth::MET),
            marks,
            latest,
        })
    }

    /// What a fact's or a column's declaration lets in.
    pub(super) fn domain(&mut self, fact: FactId, column: Option<u32>) -> Need<Value> {
        if let Some(value) = self.domains.get(&(fact, column)) {
            return Ok(value.clone());
        }
        let program = self.program;
        let Some(declared) = program.facts.get(fact.index()) else { return Ok(shape::undefined(None)) };
        let column_of = |column: u32| declared.columns.get(usize::try_from(column).unwrap_or(usize::MAX));
        let (kind, whole, options, bounds) = match column.map(column_of) {
            None => (&declared.kind, declared.whole, declared.options, declared.bounds),
            Some(Some(column)) => (&column.kind, column.whole, column.options, column.bounds),
            Some(None) => return Ok(shape::undefined(None)),
        };
        let value = match shape::anything(program, kind, whole, options) {
            Value::Number(range) => Value::Number(self.within_bounds(range, constant_bounds(self, bounds))?),
            other => other,
        };
        self.domains.insert((fact, column), value.clone());
        Ok(value)
    }
}

/// Whether a year exists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Existence {
    pub(super) may: bool,
    pub(super) may_not: bool,
    pub(super) marks: Marks,
    /// The latest year that may be meant.
    pub(super) latest: Option<i32>,
}

impl Existence {
    const SURE: Existence = Existence { may: true, may_not: false, marks: Marks::NONE, latest: None };
}

/// Bounds that are constants. Those that name other facts say what may be given; they do not narrow what is not known.
pub(super) fn constant_bounds(run: &Run<'_>, bounds: Bounds) -> Bounds {
    let constant = |end: Option<NodeId>| end.filter(|end| graph::is_constant(run.program, *end));
    Bounds { low: constant(bounds.low), high: constant(bounds.high) }
}

/// The years that may be meant by so many years before the law day's.
fn years_before(law_day: &Range, before: u8) -> Range {
    super::day::year_of(law_day).sub(&Range::point(Number::from(i32::from(before))))
}

fn up_to(day: Date) -> Range {
    Range::at_most(Number::from(day.day_number()), true, Marks::NONE)
}

fn year(years: &Range) -> Option<i32> {
    to_year(years.is_point()?)
}

fn to_year(number: &Number) -> Option<i32> {
    i32::try_from(number.to_i64()?).ok()
}

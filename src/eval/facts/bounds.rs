//! 范围: whether what is given lies in it, be its ends constants or other facts.

use super::Facts;
use super::error::{FactsCode, FactsProblem};
use crate::eval::slot::Slot;
use crate::eval::{Asked, Run, shape};
use crate::program::{Bounds, Kind, NodeId, Program};
use crate::value::{Comparison, Date, Marks, Range, Truth, Value};

/// What lies outside of its range for sure, in catalogue order.
pub(super) fn check(program: &Program, facts: &Facts) -> Vec<FactsProblem> {
    let mut problems = Vec::new();
    // One run for each year, as a yearly bound of a yearly fact is that of the same year.
    let mut year_at_work = None;
    let mut run = run_in(program, facts, None);
    for (slot, value) in facts.slots() {
        let Some(bounds) = bounds_of(program, slot) else { continue };
        let Value::Number(value) = value else { continue };
        let year = match slot {
            Slot::Year(_, year) => Some(year),
            _ => None,
        };
        if year != year_at_work {
            run = run_in(program, facts, year);
            year_at_work = year;
        }
        if let Slot::Field(list, record, _) = slot {
            problems.extend(run.with_record(list, Some(record), |run| outside(run, slot, value, bounds)));
        } else {
            problems.extend(outside(&mut run, slot, value, bounds));
        }
    }
    problems.extend(facts.slots().filter_map(|(slot, _)| before_its_anchor(program, facts, slot)));
    let lists: Vec<_> = facts.lists().collect();
    for list in lists {
        let slot = Slot::Fact(list);
        if let (Some(bounds), Some(records)) = (bounds_of(program, slot), facts.records(list)) {
            let length = Range::point(crate::value::Number::from(records));
            problems.extend(outside(&mut run, slot, &length, bounds));
        }
    }
    problems
}

/// A figure of a year that ends before the day since when there are any. It would say that the year exists.
fn before_its_anchor(program: &Program, facts: &Facts, slot: Slot) -> Option<FactsProblem> {
    let Slot::Year(fact, year) = slot else { return None };
    let anchor = program.facts.get(fact.index())?.anchor?;
    let Some(Value::Number(since)) = facts.known(Slot::Fact(anchor)) else { return None };
    let end = Range::day(Date::year_end(year)?);
    if Range::compare(Comparison::AtMost, since, &end) != Truth::UNMET {
        return None;
    }
    let anchor = program.facts.get(anchor.index())?;
    let path = slot.name(program);
    let zh = format!("{year}年在“{}”以前，不会有这一年的数", anchor.name);
    let en = format!("{year} lies before `{}`: there is no figure for that year", anchor.name);
    Some(FactsProblem::new(FactsCode::OutOfRange, &path, zh, en))
}

/// Bounds may speak of any day: which one is asked about is not known here.
fn run_in<'a>(program: &'a Program, facts: &'a Facts, year: Option<i32>) -> Run<'a> {
    let day = year.and_then(Date::year_end).unwrap_or(Date::LAST);
    Run::new(program, facts, Asked { today: day, law_day: Some(day), region: None })
}

fn bounds_of(program: &Program, slot: Slot) -> Option<Bounds> {
    let fact = program.facts.get(slot.fact()?.index())?;
    let bounds = match slot {
        Slot::Field(_, _, column) => fact.columns.get(usize::try_from(column).ok()?)?.bounds,
        _ => fact.bounds,
    };
    (bounds != Bounds::default()).then_some(bounds)
}

fn outside(run: &mut Run<'_>, slot: Slot, value: &Range, bounds: Bounds) -> Option<FactsProblem> {
    let today = [(Slot::Today, Value::Number(Range::any_day(Marks::MISSING)))];
    let mut end = |node: Option<NodeId>| node.map(|node| shape::range(&run.under(&today, |run| run.value(node))));
    let (low, high) = (end(bounds.low), end(bounds.high));
    let surely_beyond = |comparison: Comparison, end: &Option<Range>| {
        end.as_ref().is_some_and(|end| Range::compare(comparison, value, end) == Truth::UNMET)
    };
    let below = surely_beyond(Comparison::AtLeast, &low);
    if !below && !surely_beyond(Comparison::AtMost, &high) {
        return None;
    }
    let program = run.program();
    let path = slot.name(program);
    let limit = if below { low } else { high };
    let limit = limit.map_or_else(String::new, |limit| words(program, slot, &limit, below));
    let (zh, en) = if below {
        (format!("小于允许的最小值 {limit}"), format!("less than the least value allowed, {limit}"))
    } else {
        (format!("大于允许的最大值 {limit}"), format!("more than the greatest value allowed, {limit}"))
    };
    Some(FactsProblem::new(FactsCode::OutOfRange, &path, zh, en))
}

/// A limit as people write it.
fn words(program: &Program, slot: Slot, limit: &Range, low: bool) -> String {
    let end = if low { limit.low() } else { limit.high() };
    let Some(number) = end.number() else { return String::new() };
    let kind = slot.fact().and_then(|fact| program.facts.get(fact.index())).and_then(|fact| match slot {
        Slot::Field(_, _, column) => fact.columns.get(usize::try_from(column).ok()?).map(|column| &column.kind),
        _ => Some(&fact.kind),
    });
    match (kind, Date::from_number(number)) {
        (Some(Kind::Date), Some(day)) => day.to_string(),
        _ => number.to_plain(),
    }
}

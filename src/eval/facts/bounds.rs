//! 范围: whether what is given lies in it, be its ends constants or other facts.

use super::Facts;
use super::error::{FactsCode, FactsProblem};
use crate::eval::slot::Slot;
use crate::eval::{Asked, Run, shape};
use crate::program::{Bounds, FactId, Kind, NodeId, Program};
use crate::value::{Comparison, Date, Marks, Range, Truth, Value};
use std::collections::BTreeMap;

/// What lies outside of its range for sure.
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
    problems.extend(before_their_anchors(program, facts));
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

/// So many figures are named where more than one is at fault.
const MOST_NAMED: usize = 3;

/// Figures of years that end before the day since when there are any: they would say that those years exist.
fn before_their_anchors(program: &Program, facts: &Facts) -> Vec<FactsProblem> {
    let mut early: BTreeMap<FactId, Vec<Slot>> = BTreeMap::new();
    for (slot, _) in facts.slots() {
        if let Some(anchor) = anchor_after(program, facts, slot) {
            early.entry(anchor).or_default().push(slot);
        }
    }
    let told = |(anchor, slots): (FactId, Vec<Slot>)| {
        let slot = Slot::Fact(anchor);
        let anchor = program.facts.get(anchor.index())?.name.as_str();
        let names: Vec<String> = slots.iter().take(MOST_NAMED).map(|slot| slot.name(program)).collect();
        let more = slots.len() > names.len();
        let many_zh = if more { format!(" 等 {} 项", slots.len()) } else { String::new() };
        let many_en = if more { format!(" and {} more", slots.len() - names.len()) } else { String::new() };
        let zh = format!("在这一天以前的年度不会有数，却填了 {}{many_zh}", names.join("、"));
        let en = format!("there are no figures for years before this day, yet {}{many_en} are given", names.join(", "));
        Some(FactsProblem::new(FactsCode::OutOfRange, anchor, zh, en).at(slot))
    };
    early.into_iter().filter_map(told).collect()
}

/// The anchor of a figure, if it surely lies after the figure's year.
fn anchor_after(program: &Program, facts: &Facts, slot: Slot) -> Option<FactId> {
    let Slot::Year(fact, year) = slot else { return None };
    let anchor = program.facts.get(fact.index())?.anchor?;
    let Some(Value::Number(since)) = facts.known(Slot::Fact(anchor)) else { return None };
    let end = Range::day(Date::year_end(year)?);
    (Range::compare(Comparison::AtMost, since, &end) == Truth::UNMET).then_some(anchor)
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
    Some(FactsProblem::new(FactsCode::OutOfRange, &path, zh, en).at(slot))
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

//! Facts, choices and places.

use super::super::error::{Fault, Problem};
use super::sort::{self, Sort};
use super::{Verdict, entry, holds, notes, short};
use crate::program::{Bounds, ChoiceType, Column, Fact, Kind, Program, Region, RegionRank, RegionTies};
use crate::value::MAX_OPTIONS;
use std::collections::HashSet;

/// The most records of a list.
const MAX_RECORDS: u32 = 10_000;

pub(super) fn choice_type(choices: &ChoiceType) -> Verdict {
    holds(choices.options.len() <= MAX_OPTIONS, Problem::Limit)
}

pub(super) fn region(program: &Program, region: &Region) -> Verdict {
    if let Some(parent) = region.parent {
        entry(&program.regions, parent.index())?;
    }
    let RegionTies { from: _, to: _, lies_in, same_area, merged_into, split_into } = &region.ties;
    short(split_into)?;
    for place in lies_in.iter().chain(same_area).chain(merged_into).chain(split_into) {
        entry(&program.regions, place.index())?;
    }
    holds(region.parent.is_some() || region.rank == RegionRank::Country, Problem::Contradiction)
}

/// The most years with a calendar: counting working days looks at each day on the way.
const MAX_YEARS: usize = 100;

/// The years in order, each once, with days of its own.
pub(super) fn calendars(program: &Program) -> Result<(), Fault> {
    let mut before = 0;
    for (index, calendar) in program.calendars.iter().enumerate() {
        let days = || calendar.holidays.iter().chain(&calendar.workdays);
        let verdict = holds(index < MAX_YEARS, Problem::Limit)
            .and_then(|()| holds(days().count() <= 366, Problem::Limit))
            .and_then(|()| holds(calendar.year > before, Problem::Contradiction))
            .and_then(|()| holds(days().all(|day| day.year() == calendar.year), Problem::Contradiction))
            .and_then(|()| notes(program, &calendar.notes));
        verdict.map_err(|problem| Fault { list: "calendars", index, problem })?;
        before = calendar.year;
    }
    Ok(())
}

pub(super) fn fact(program: &Program, fact: &Fact) -> Verdict {
    if let Some(group) = fact.group {
        entry(&program.groups, group.index())?;
    }
    let list = matches!(fact.kind, Kind::List(_));
    holds(list || fact.columns.is_empty(), Problem::Contradiction)?;
    holds(!(list && fact.yearly), Problem::Contradiction)?;
    short(&fact.columns)?;
    holds(fact.max_records <= MAX_RECORDS, Problem::Limit)?;
    options(program, &fact.kind, fact.options)?;
    bounds(program, &fact.kind, fact.bounds)?;
    if let Some(anchor) = fact.anchor {
        let anchor = entry(&program.facts, anchor.index())?;
        holds(anchor.kind == Kind::Date && !anchor.yearly, Problem::Kind)?;
    }
    sort::is_if_any(program, fact.asked_if, Sort::Truth)?;
    for column in &fact.columns {
        self::column(program, column)?;
    }
    if let Some(key) = fact.key {
        let key = usize::try_from(key).map_err(|_| Problem::Missing)?;
        entry(&fact.columns, key)?;
    }
    Ok(())
}

fn column(program: &Program, column: &Column) -> Verdict {
    holds(!matches!(column.kind, Kind::List(_)), Problem::Kind)?;
    options(program, &column.kind, column.options)?;
    bounds(program, &column.kind, column.bounds)?;
    sort::is_if_any(program, column.asked_if, Sort::Truth)
}

/// Only options that exist may be given.
fn options(program: &Program, kind: &Kind, mask: u128) -> Verdict {
    match kind {
        Kind::Choice(choices) | Kind::Choices(choices) => {
            let choices = entry(&program.choice_types, choices.index())?;
            let used = u128::BITS.saturating_sub(mask.leading_zeros());
            let used = usize::try_from(used).map_err(|_| Problem::Limit)?;
            holds(used <= choices.options.len(), Problem::Missing)
        }
        _ => Ok(()),
    }
}

fn bounds(program: &Program, kind: &Kind, bounds: Bounds) -> Verdict {
    let of_list = matches!(kind, Kind::List(_));
    let sort = if of_list { Sort::Number } else { sort::of_kind(program, kind)? };
    sort::is_if_any(program, bounds.low, sort)?;
    sort::is_if_any(program, bounds.high, sort)
}

/// Two facts of one name: an answer could be given to one and read from the other.
pub(super) fn names(program: &Program) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    for (index, fact) in program.facts.iter().enumerate() {
        if !seen.insert(fact.name.as_str()) {
            return Err(Fault { list: "facts", index, problem: Problem::Contradiction });
        }
    }
    Ok(())
}

//! Chains: steps that wait for each other in no circle, and refer to nothing that is not there.

use super::super::error::Problem;
use super::people::{need, nodes_of_needs};
use super::sort::{self, Sort};
use super::{Verdict, entry, holds, notes, short};
use crate::program::{Chain, Limit, NodeId, Post, Program, Step, in_order};
use crate::value::{DurationUnit, Number};

/// The most steps of a chain, and the most that one step waits for: what lies between them is looked at pair by pair.
const MAX_STEPS: usize = 1_000;
const MAX_BEFORE: usize = 100;

/// The longest limit, in working days, and the most visits. Four years of working days; beyond, no calendar tells the day.
const MAX_FIGURE: i64 = 1_000;

/// The most days in the post.
const MAX_POST: u32 = 366;

pub(super) fn chain(program: &Program, chain: &Chain) -> Verdict {
    holds(entry(&program.policies, chain.policy.index())?.chain, Problem::Contradiction)?;
    holds(chain.steps.len() <= MAX_STEPS, Problem::Limit)?;
    short(&chain.places)?;
    short(&chain.modes)?;
    short(&chain.jointly)?;
    for ceiling in chain.time_ceiling.iter().chain(&chain.visit_ceiling) {
        figure(&ceiling.most)?;
        notes(program, &ceiling.notes)?;
    }
    for place in &chain.places {
        sort::is(program, place.place, Sort::Region)?;
        notes(program, &place.notes)?;
    }
    for mode in &chain.modes {
        sort::is_if_any(program, mode.when, Sort::Truth)?;
        sort::is_if_any(program, mode.collected_in, Sort::Region)?;
        mode.visits.as_ref().map_or(Ok(()), figure)?;
        post(mode.post)?;
        short(&mode.adds)?;
        for paper in &mode.adds {
            entry(&program.papers, paper.index())?;
        }
        notes(program, &mode.notes)?;
    }
    for place in &chain.jointly {
        at(&chain.places, *place)?;
    }
    for step in &chain.steps {
        self::step(program, chain, step)?;
    }
    if let Some(finish) = chain.finish {
        at(&chain.steps, finish)?;
    }
    let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
    holds(in_order(&after).is_some(), Problem::Order)
}

fn step(program: &Program, chain: &Chain, step: &Step) -> Verdict {
    holds(step.after.len() <= MAX_BEFORE, Problem::Limit)?;
    for before in &step.after {
        at(&chain.steps, *before)?;
    }
    sort::is_if_any(program, step.when, Sort::Truth)?;
    for limit in step.promised_limit.iter().chain(&step.statutory_limit) {
        if let Limit::Within(number, unit) = limit {
            figure(number)?;
            holds(*unit == DurationUnit::WorkingDays || number.is_zero(), Problem::Contradiction)?;
        }
    }
    step.visits.as_ref().map_or(Ok(()), figure)?;
    short(&step.fills)?;
    for fact in step.fills.iter().chain(&step.makes_facts) {
        entry(&program.facts, fact.index())?;
    }
    short(&step.makes_papers)?;
    for paper in &step.makes_papers {
        entry(&program.papers, paper.index())?;
    }
    short(&step.needs)?;
    for one in &step.needs {
        need(program, one)?;
    }
    short(&step.blocks)?;
    for block in &step.blocks {
        let condition = entry(&program.conditions, block.index())?;
        holds(condition.policy == chain.policy && condition.parent.is_none(), Problem::Contradiction)?;
    }
    for place in step.received_in.iter().chain(&step.decided_in) {
        at(&chain.places, *place)?;
    }
    post(step.post)?;
    for special in &step.special {
        sort::is_if_any(program, special.when, Sort::Truth)?;
    }
    notes(program, &step.notes)
}

/// Every node that a chain asks of an enterprise, apart from its conditions.
pub(super) fn nodes_of_chain(chain: &Chain) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = chain.places.iter().map(|place| place.place).collect();
    nodes.extend(chain.modes.iter().flat_map(|mode| [mode.when, mode.collected_in]).flatten());
    for step in &chain.steps {
        nodes.extend(step.when);
        nodes_of_needs(&step.needs, &mut nodes);
        nodes.extend(step.special.iter().filter_map(|special| special.when));
    }
    nodes
}

fn at<T>(list: &[T], index: u32) -> Result<&T, Problem> {
    entry(list, usize::try_from(index).map_err(|_| Problem::Missing)?)
}

fn figure(number: &Number) -> Verdict {
    holds(!number.is_negative() && *number <= Number::from(MAX_FIGURE), Problem::Limit)
}

fn post(post: Post) -> Verdict {
    holds(post.out <= MAX_POST && post.back <= MAX_POST, Problem::Limit)
}
